"""A ladder's guide as HTML: headings, paragraphs, lists, quotations and code, and nothing else.

The guide is Markdown that anybody with the ladder's files may have written. Its blocks become
elements of ours, and what stands in them goes through `inline_markdown` as every text does; HTML
in it is text, and pictures are their words.
"""

from html import escape

from markdown_it import MarkdownIt

from explorer.render.html_parts import sheet
from explorer.text.inline_markdown import to_html, visible
from explorer.text.translation import N_

GUIDE_TITLE = N_("How this ladder is used here")
_PARSER = MarkdownIt("commonmark", {"html": False}).enable("table")
_TAGS = {
    "paragraph": "p",
    "bullet_list": "ul",
    "ordered_list": "ol",
    "list_item": "li",
    "blockquote": "blockquote",
    "table": "table",
    "thead": "thead",
    "tbody": "tbody",
    "tr": "tr",
    "th": "th",
    "td": "td",
}


def guide_html(text: str) -> str:
    """The guide, without its own first heading, which is the page's title."""
    made: list[str] = []
    tokens = _PARSER.parse(text)
    if tokens and tokens[0].type == "heading_open" and tokens[0].tag == "h1":
        tokens = tokens[3:]
    for token in tokens:
        kind, _, side = token.type.rpartition("_")
        if token.type == "inline":
            made.append(to_html(token.content))
        elif token.type in ("fence", "code_block"):
            made.append(f"<pre><code>{escape(token.content)}</code></pre>")
        elif token.type == "hr":
            made.append("<hr>")
        elif kind == "heading":
            tag = f"h{min(max(int(token.tag[1]), 2), 4)}"
            made.append(f"<{tag}>" if side == "open" else f"</{tag}>")
        elif kind in _TAGS and not token.hidden:
            made.append(f"<{_TAGS[kind]}>" if side == "open" else f"</{_TAGS[kind]}>")
    return sheet(f'<div class="guide">{"".join(made)}</div>')


def guide_markdown(text: str) -> str:
    """The guide as it was written, without its own first heading."""
    first, _, rest = text.lstrip().partition("\n")
    return (rest if first.startswith("# ") else text).strip() + "\n"


def guide_title(text: str, otherwise: str) -> str:
    """What the guide calls itself in its first heading."""
    tokens = _PARSER.parse(text)
    if len(tokens) > 1 and tokens[0].type == "heading_open" and tokens[0].tag == "h1":
        return visible(tokens[1].content) or otherwise
    return otherwise
