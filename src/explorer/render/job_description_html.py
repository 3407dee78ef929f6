"""A job description as it was edited, as HTML for paper."""

from html import escape

from explorer.render.html_parts import sheet


def job_description_html(text: str) -> str:
    """The text to the letter: Markdown in it is shown, not rendered."""
    return sheet(f'<div class="draft">{escape(text)}</div>')
