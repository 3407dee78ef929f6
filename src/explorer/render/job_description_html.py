"""A job description as it was edited, as HTML for paper."""

from typing import Any

from markdown_it import MarkdownIt

from explorer.render.html_parts import sheet

# What a draft is made of. Links, pictures and HTML stay the letters they are: the text may be
# anybody's.
_MARKDOWN = MarkdownIt("zero").enable(
    ["heading", "list", "emphasis", "escape", "backticks", "newline"]
)


def job_description_html(text: str) -> str:
    """The text with its headings, lists and emphasis; the page has the first heading already."""
    tokens = _MARKDOWN.parse(text)
    for token in tokens:
        if token.type.startswith("heading"):
            token.tag = f"h{min(int(token.tag[1]) + 1, 4)}"
        # A list that begins elsewhere than at 1 would say so in an attribute.
        token.attrs = {}
    made: Any = _MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {})
    return sheet(f'<div class="draft">{made}</div>')
