"""The Streamlit pieces that the pages share: the frame, the address, the drawing of text.

Arrows point from pages to here, and from here to the core; never back.
"""
