"""Whether every link of a site leads somewhere, and nothing is loaded from elsewhere."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

_LOADED = {"script", "img", "link", "iframe", "source", "video", "audio", "object", "embed"}
_NOT_LOADED = {"canonical", "alternate", "prev", "next"}
_MARKDOWN = re.compile(r"(?<!\\)\]\(([^()\s]+\.md)\)")


class _Links(HTMLParser):
    """The ids of a page, and what it links to and loads."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[tuple[str, bool]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if "id" in given:
            self.ids.add(given["id"])
        loads = tag in _LOADED and not _NOT_LOADED & {*given.get("rel", "").split()}
        for name in ("href", "src"):
            if name in given and given.get("rel") != "canonical":
                self.links.append((given[name], loads))


def broken_links(files: Mapping[str, bytes]) -> list[str]:
    """A sentence for each link that leads nowhere inside, or loads from outside."""
    pages = {name: _Links(held.decode()) for name, held in files.items() if name.endswith(".html")}
    found = [
        sentence
        for name, page in pages.items()
        for address, loads in page.links
        for sentence in _wrong(name, address, loads, files, pages)
    ]
    for name, held in files.items():
        if name.endswith((".md", ".txt")):
            found += [
                f"{name}: {link} is not there"
                for match in _MARKDOWN.finditer(held.decode())
                if _place(name, link := match[1]) not in files
            ]
    return found


def _wrong(
    name: str, address: str, loads: bool, files: Mapping[str, bytes], pages: Mapping[str, _Links]
) -> Iterator[str]:
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        # The page for any path has whole addresses of the site itself.
        if loads and name != "404.html":
            yield f"{name}: loads {address} from elsewhere"
        return
    place = _place(name, parts.path) if parts.path else name
    if place not in files:
        yield f"{name}: {address} is not there"
    elif parts.fragment and place in pages and not parts.fragment.startswith("show="):
        known = pages[place].ids
        if not {parts.fragment, unquote(parts.fragment)} & known:
            yield f"{name}: {address} names a part that is not there"


def _place(name: str, path: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(path)))
