"""What a page of a site is: its path, its HTML, its Markdown, and what its frame says of it."""

from dataclasses import dataclass

from explorer.text.inline_markdown import visible

DESCRIBED = 160
"""Characters of a page's description, which search engines show."""


@dataclass(frozen=True)
class Page:
    """One page. `path` names its folder, as `addresses` says; `body` links to the app's addresses,
    which `links` leads to the site."""

    path: str
    title: str
    body: str
    markdown: str
    description: str = ""
    heading: str = ""
    under: str = ""
    ladder: str = ""
    """The key of the ladder that the navigation is about; empty on pages of all ladders."""
    turns: tuple[tuple[str, str, str], ...] = ()
    """The pages before and after: prev or next, path, name."""
    scripts: tuple[str, ...] = ()
    suggest: str = ""


def described(text: str) -> str:
    """A text of a ladder as a page's description: plain, and not cut within a word."""
    plain = " ".join(visible(text).split())
    return plain if len(plain) <= DESCRIBED else f"{plain[: DESCRIBED - 1].rsplit(' ', 1)[0]}…"
