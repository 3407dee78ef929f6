"""A bare multi-page Streamlit app: what `tools.bench` measures this app against."""
