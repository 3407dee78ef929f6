"""A visitor's session with the pages, drawn by AppTest, in the words of the tests.

Every run of a page fails the test when the page raised. A page is reached as a visitor
reaches it: from the frame, never by running its file alone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block, Element, Widget

from explorer.server.routes import MAIN

_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_BOLD = re.compile(r"(?<!\\)\*\*")
_TOOL = '<div class="lx-tool">'
_LANGUAGES = '<div class="lx"><p class="quiet languages">'
_JOINER = "\N{WORD JOINER}"


@dataclass(frozen=True, slots=True)
class Link:
    """A link on the page: its Markdown label, the path of its page and its address."""

    label: str
    path: str
    address: dict[str, str]

    @property
    def words(self) -> str:
        return unescaped(self.label)


class Visit:
    """One visitor's session; two of them are two windows."""

    def __init__(self) -> None:
        self.at = AppTest.from_file(str(MAIN), default_timeout=30)
        self._began = False

    def open(self, page: str = "levels", **address: str) -> "Visit":
        """Follow a link to a page, with this address and no other."""
        if not self._began and page != "levels":
            self.run()  # only a frame that has been drawn knows its pages
        self.at.query_params.clear()
        self.at.query_params.update(address)
        if self._began:
            self.at.switch_page(f"../../../pages/{page}.py")
        return self.run()

    def run(self) -> "Visit":
        """Draw the page again, as any interaction does."""
        self._began = True
        self.at.run()
        assert not self.at.exception, [found.message for found in self.at.exception]
        return self

    # -- what is on the page -----------------------------------------------------------

    @property
    def address(self) -> dict[str, Any]:
        return dict(self.at.query_params)

    @property
    def html(self) -> str:
        """The page's HTML, without the buttons of ours among its actions."""
        return "\n".join(element.value for element in self.sheets)

    @property
    def sheets(self) -> list[Any]:
        """The HTML of the page, but for the element that loads the app's script, the buttons
        of ours among its actions, and the other languages below it."""
        ours = (_TOOL, _LANGUAGES, '<div class="lx-state"')
        return [each for each in self.at.main.get("html") if not each.value.startswith(ours)]

    @property
    def radar_table(self) -> list[list[str]]:
        """The radar in words, its head first."""
        (table,) = re.findall(r'<table class="words">.*?</table>', self.html, re.DOTALL)
        rows = re.findall(r"<tr>(.*?)</tr>", table, re.DOTALL)
        return [[Markup(cell).text for cell in re.findall(r"<t[hd].*?</t[hd]>", r)] for r in rows]

    @property
    def copied(self) -> str:
        """The address that Copy link copies."""
        tools = "".join(e.value for e in self.at.main.get("html") if e.value.startswith(_TOOL))
        (address,) = [each["data-copy"] for each in Markup(tools).named("button")]
        return str(address)

    def follow(self, words: str, page: str, among: str = "") -> "Visit":
        """Follow the one link of our HTML that reads so, within a page; `among` names the
        choices that it stands in."""
        html = self.html
        if among:
            (html,) = re.findall(rf'<nav[^>]*aria-label="{among}".*?</nav>', html, re.DOTALL)
        found = re.findall(rf'<a data-in-app[^>]*href="([^"]*)"[^>]*>{re.escape(words)}</a>', html)
        (address,) = dict.fromkeys(found)
        return self.open(page, **dict(parse_qsl(urlsplit(unescape(address)).query)))

    def speak(self, language: str, page: str) -> "Visit":
        """Follow the link below a page to the same page in another language."""
        (links,) = [e.value for e in self.at.main.get("html") if e.value.startswith(_LANGUAGES)]
        (address,) = re.findall(rf'href="([^"]*)">{language}</a>', links)
        return self.open(page, **dict(parse_qsl(urlsplit(unescape(address)).query)))

    @property
    def text(self) -> str:
        """Everything that can be read on the page, as it reads, from top to bottom."""
        return " ".join(" ".join(_said(node)) for node in self.at.main if not _empty(node))

    @property
    def links(self) -> list[Link]:
        return [
            Link(link.value, link.proto.page, dict(parse_qsl(link.proto.query_string)))
            for link in self.at.main.get("page_link")
        ]

    @property
    def elements(self) -> list[Element]:
        return [node for node in self.at.main if isinstance(node, Element)]

    @property
    def widgets(self) -> list[Widget]:
        return [node for node in self.elements if isinstance(node, Widget)]

    @property
    def radar(self) -> str:
        """The sentence that reads the radar aloud."""
        if said := re.findall(r'<p class="unseen radar-said">.*?</p>', self.html, re.DOTALL):
            return Markup(said[0]).text
        return str(self.at.get("vega_lite_chart")[0].proto.alt)

    def links_in(self, key: str) -> list[Link]:
        inside = {link.value for link in self.block(key).get("page_link")}
        return [link for link in self.links if link.label in inside]

    def block(self, key: str) -> Block:
        found = self.at.get_by_key(key)
        assert isinstance(found, Block)
        return found

    def messages(self) -> list[str]:
        """What the page says in its boxes: notices, warnings and errors."""
        boxes = [*self.at.info, *self.at.warning, *self.at.error]
        return [unescaped(box.value) for box in boxes]

    # -- what a visitor does -----------------------------------------------------------

    def press(self, label: str) -> "Visit":
        """Press the one button whose label begins so."""
        (button,) = [each for each in self.at.button if each.label.startswith(label)]
        button.click()
        return self.run()

    def has_button(self, label: str) -> bool:
        return any(each.label.startswith(label) for each in self.at.button)

    def choose(self, key: str, value: Any) -> "Visit":
        self.at.get_by_key(key).set_value(value)
        return self.run()

    def rate(self, competency: str, word: str | None) -> "Visit":
        """Rate a competency (by its key) against the target in view."""
        (control,) = [
            each for each in self.at.segmented_control if (each.key or "").endswith(competency)
        ]
        control.set_value(word)
        return self.run()

    def open_box(self, key: str) -> "Visit":
        """Open a popover that is only drawn while it is open."""
        self.at.session_state[key] = True
        return self.run()

    def close_box(self, key: str) -> "Visit":
        """Close it again."""
        self.at.session_state[key] = False
        return self.run()

    def upload(self, name: str, content: bytes) -> "Visit":
        if not self.at.file_uploader:
            self.open_box("storage_state")
        self.at.file_uploader[0].upload(name, content)
        return self.run()


def unescaped(markdown: str) -> str:
    """Markdown as it reads, where only its escapes matter."""
    return _ESCAPED.sub(r"\1", markdown).replace(_JOINER, "")


def live(markdown: str) -> str:
    """What of some Markdown still means something: its escaped marks are taken out."""
    return _ESCAPED.sub("", markdown)


def _empty(node: Any) -> bool:
    return isinstance(node, Block) and not getattr(node, "label", "")


@lru_cache(maxsize=256)
def _read(source: str) -> str:
    """The text of some HTML: a page is read once for each thing that a test looks for."""
    return Markup(source).text


def _said(node: Any) -> Iterator[str]:
    if node.type == "html":
        yield _read(node.value)
        return
    for name in ("label", "value"):
        said = getattr(node, name, None)
        if isinstance(said, str):
            yield " ".join(unescaped(_BOLD.sub("", said)).split())


class Markup(HTMLParser):
    """A piece of HTML taken apart: its text, its tags and their attributes."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(source)
        self.close()

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("mark", "ins", "del", "strong", "em", "code", "a", "s"):
            self.words.append(" ")

    def handle_data(self, data: str) -> None:
        self.words.append(data)
