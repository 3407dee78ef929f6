"""Whose words stand on a page: the app's own in brackets, a ladder's in Greek letters.

`bracketing` puts every message of the catalogue between ⟦ and ⟧, piece by piece around what is
filled in. `greek` writes a copy of a ladder in letters that no message of ours has. What is in
Latin letters then and outside of brackets was not put through the catalogue.
"""

import gettext
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from streamlit.testing.v1.element_tree import Widget
from tests.app.visiting import Markup

from explorer.text import translation

BRACKETED = "eo"
"""The tag of the language in brackets: one that Babel writes dates and numbers in."""
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_GREEK = str.maketrans(
    _LATIN + _LATIN.upper(), "αβγδεφχηιξκλμνοπθρστυωψζχζΑΒΓΔΕΦΧΗΙΞΚΛΜΝΟΠΘΡΣΤΥΩΨΖΧΖ"
)
_SPOKEN = {"name", "summary", "title", "source", "meaning", "scope", "meeting_a_level"}
_LISTED = {"examples", "notes"}
_NAMED = {"facts", "ratings", "panel_ratings"}


class Brackets(gettext.NullTranslations):
    """Every message in brackets, and what is filled in outside of them."""

    def gettext(self, message: str) -> str:
        if message == "YYYY/MM/DD":
            return message  # a form that Streamlit reads
        pieces = re.split(r"(\{\w+\})", message)
        return "".join(
            piece if piece.startswith("{") or not piece.strip() else f"⟦{piece}⟧"
            for piece in pieces
        )

    def ngettext(self, one: str, many: str, number: int) -> str:
        return self.gettext(one if number == 1 else many)

    def pgettext(self, _context: str, message: str) -> str:
        return self.gettext(message)


def bracketing(patch: pytest.MonkeyPatch) -> None:
    """Offer the language in brackets."""
    patch.setitem(translation._NAMES, BRACKETED, "⟦Brackets⟧")
    patch.setitem(translation._loaded, BRACKETED, Brackets())


def greek(source: Path, target: Path) -> Path:
    """A copy of the ladders in a folder, whose words are in Greek letters."""
    for path in source.rglob("*"):
        copy = target / path.relative_to(source)
        if path.suffix == ".yaml" and path.parent != source:
            copy.parent.mkdir(parents=True, exist_ok=True)
            said = _in_greek(yaml.safe_load(path.read_text("utf-8")))
            if path.stem == "ladder":
                said["panel_ratings"] = dict.fromkeys("αβγδ", "ε")
            copy.write_text(yaml.safe_dump(said, allow_unicode=True, sort_keys=False), "utf-8")
        elif path.suffix == ".md":
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_text(path.read_text("utf-8").translate(_GREEK), "utf-8")
    return target


def _in_greek(value: Any, key: str = "", below: str = "") -> Any:
    if isinstance(value, dict):
        return {
            (name.translate(_GREEK) if key in _NAMED else name): _in_greek(each, name, key)
            for name, each in value.items()
        }
    if isinstance(value, list):
        return [_in_greek(each, key, below) for each in value]
    spoken = key in _SPOKEN | _LISTED | {"expected", "prose"} or below in _NAMED | {
        "statements",
        "tentative",
        "accepted",
    }
    return str(value).translate(_GREEK) if spoken else value


def ids_of(folder: Path) -> frozenset[str]:
    """The keys of statements and competencies: they name places in files, in any language."""
    found = set()
    for path in folder.rglob("*.yaml"):
        found |= set(re.findall(r"^ +([a-z0-9-]+):", path.read_text("utf-8"), re.MULTILINE))
    return frozenset(found)


def visible(visit: Any) -> Iterator[str]:
    """Every text of a page that a visitor may see or hear: labels, options, hints, HTML with its
    spoken attributes, charts."""
    roots = [visit.at.main, visit.at.sidebar]
    for node in (each for root in roots for each in root):
        kind = getattr(node, "type", "")
        if kind == "html":
            yield from _of_html(node.value)
            continue
        proto = getattr(node, "proto", None)
        names = ("label", "help", "placeholder", "body", "alt", "spec")
        # The value of a widget is the key of what is chosen; its options have the words.
        for name in names if isinstance(node, Widget) else (*names, "value"):
            said = getattr(node, name, None) or getattr(proto, name, None)
            if isinstance(said, str):
                yield from _of_chart(said) if name == "spec" else [said]
        options = getattr(node, "options", None) or getattr(proto, "options", ())
        yield from (str(getattr(each, "content", each)) for each in options or ())


def _of_html(source: str) -> Iterator[str]:
    if source.startswith(("<style", '<div class="lx-state"')) or "languages" in source:
        return
    markup = Markup(source)
    yield markup.text
    for _tag, attributes in markup.tags:
        for name in ("aria-label", "title", "alt", "placeholder", "data-said"):
            if said := attributes.get(name):
                yield said


def _of_chart(spec: str) -> Iterator[str]:
    def texts(part: Any, key: str = "") -> Iterator[str]:
        if isinstance(part, dict):
            for name, each in part.items():
                yield from texts(each, name)
        elif isinstance(part, list):
            for each in part:
                yield from texts(each, key)
        elif isinstance(part, str) and key in ("title", "text", "description"):
            yield part

    yield from texts(json.loads(spec))


def outside(text: str) -> str:
    """What of a text stands outside of all brackets."""
    kept, depth = [], 0
    for letter in text:
        depth += letter == "⟦"
        if not depth:
            kept.append(letter)
        depth -= letter == "⟧"
    return "".join(kept)
