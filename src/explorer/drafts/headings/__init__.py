"""Headings: which of a page's headings name levels, how they nest, and what the rest of a level needs
to know of them before it is read.
"""
