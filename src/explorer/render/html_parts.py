"""The parts that several renderers put their HTML together from.

One sheet is one element on a page, however many statements it holds. Text becomes HTML
through `html.escape` or `inline_markdown.to_html` and in no other way.
"""

from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path

from explorer.text.inline_markdown import to_html
from explorer.text.languages import language
from explorer.text.translation import gettext as _
from explorer.text.translation import spoken

SHEET_STYLE = Path(__file__).with_name("sheet.css").read_text(encoding="utf-8")
"""How all of this looks, on a page of the app and on a published site."""


def tentative_tag() -> str:
    """The mark of what is not agreed yet."""
    return f' <span class="tag open">{_("under discussion")}</span>'


def sheet(*parts: str) -> str:
    """The parts as one element that carries the style of a sheet."""
    return f'<div class="lx">{"".join(parts)}</div>'


def tool(button: str) -> str:
    """A button of ours in the row of a page's actions, drawn like those of Streamlit there."""
    return f'<div class="lx-tool">{button}</div>'


def copy_link(words: str, address: str) -> str:
    """A button that copies the whole of an address of the app."""
    return tool(
        f'<button type="button" data-copy="{escape(address)}" data-address>{escape(words)}</button>'
    )


def in_language(tag: str, html: str) -> str:
    """The HTML of a ladder's words, marked where they are in another language than the page is:
    for screen readers, and for hyphens."""
    if not html or language(tag).tag == spoken():
        return html
    return f'<span lang="{escape(tag)}">{html}</span>'


def said(tag: str, text: str) -> str:
    """A text of a ladder in the language of that tag, with its Markdown."""
    return in_language(tag, to_html(text))


def named(tag: str, name: str) -> str:
    """A name of a ladder in the language of that tag, in which nothing is Markdown."""
    return in_language(tag, escape(name))


def visually_hidden(text: str) -> str:
    """A text for screen readers alone."""
    return f'<span class="unseen">{escape(text)}</span>'


def icon_html(icon: str) -> str:
    """An icon that is not read aloud."""
    return f'<span class="icon" aria-hidden="true">{escape(icon)}</span>' if icon else ""


def breadcrumb(parts: Iterable[str]) -> str:
    """Where something stands, from the widest to the narrowest; what is empty is left out."""
    return " · ".join(escape(part) for part in parts if part)


def item_list(items: Iterable[str], kind: str = "") -> str:
    """HTML pieces as a list; `kind` is its class."""
    name = f' class="{kind}"' if kind else ""
    return f"<ul{name}>{''.join(f'<li>{item}</li>' for item in items)}</ul>"


def pill(address: str, words: str, chosen: bool, kind: str = "") -> str:
    """A choice as a link within the app; `kind` is a class besides. Drawn anew, it keeps the
    focus where it stands in a `nav`."""
    name = f"pill {kind}".strip()
    current = ' aria-current="true"' if chosen else ""
    return f'<a data-in-app class="{name}" href="{escape(address)}"{current}>{escape(words)}</a>'


def choices(label: str, pills: Iterable[str]) -> str:
    """Choices of which one counts, or some, in a row with their name."""
    return f'<nav class="choices" aria-label="{escape(label)}"><b>{escape(label)}</b>{"".join(pills)}</nav>'


def text_table(rows: Sequence[Sequence[str]], caption: str) -> str:
    """Rows of text as a table, the head first and each row under its first cell. `caption`
    names it for screen readers."""
    head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in rows[0])
    body = "".join(
        f'<tr><th scope="row">{escape(first)}</th>'
        + "".join(
            f'<td data-level="{escape(name)}">{escape(cell)}</td>'
            for name, cell in zip(rows[0][1:], cells, strict=True)
        )
        + "</tr>"
        for first, *cells in rows[1:]
    )
    return (
        f'<table class="words"><caption class="unseen">{escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )
