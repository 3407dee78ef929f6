"""The parts that several renderers put their HTML together from.

One sheet is one element on a page, however many statements it holds. Text becomes HTML
through `html.escape` or `inline_markdown.to_html` and in no other way.
"""

from collections.abc import Iterable
from html import escape

TENTATIVE_TAG = ' <span class="tag open">under discussion</span>'


def sheet(*parts: str) -> str:
    """The parts as one element that carries the style of a sheet."""
    return f'<div class="lx">{"".join(parts)}</div>'


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
