"""Model objects to HTML, Markdown, CSV and chart specifications; no Streamlit."""
