"""Whose words stand on a page: the app's own in brackets, a ladder's in Greek letters.

`bracketing` puts every message of the catalogue between ⟦ and ⟧, piece by piece around what is
filled in. `greek` writes a copy of a ladder in letters that no message of ours has. What is in
Latin letters then and outside of brackets was not put through the catalogue.
"""

import gettext
import re
from collections.abc import Iterable
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import yaml
from tools.words import messages

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
        if message not in _in_catalogue():
            return message  # nobody can translate it: it is not seen in the code
        return self._bracketed(message)

    def _bracketed(self, message: str) -> str:
        pieces = re.split(r"(\{\w+\})", message)
        return "".join(
            piece if piece.startswith("{") or not piece.strip() else f"⟦{piece}⟧"
            for piece in pieces
        )

    def ngettext(self, one: str, many: str, number: int) -> str:
        said = one if number == 1 else many
        return self._bracketed(said) if (one, many) in _in_catalogue() else said

    def pgettext(self, _context: str, message: str) -> str:
        return self.gettext(message)


@cache
def _in_catalogue() -> frozenset[str | tuple[str, str]]:
    """Every message of the code as the catalogues have it; of a number of things both forms. By
    itself the first of them is found as well."""
    ids = [each.id for each in messages() if each.id]
    return frozenset([*ids, *(each[0] for each in ids if not isinstance(each, str))])


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


class _Said(HTMLParser):
    """What some HTML says to whoever sees or hears it."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = [""]
        self._silent = 0
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in ("style", "script")
        self.texts[0] += " "
        spoken = ("aria-label", "title", "alt", "placeholder", "data-said")
        self.texts += [value for name, value in attrs if name in spoken and value]

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in ("style", "script")

    def handle_data(self, data: str) -> None:
        self.texts[0] += "" if self._silent else data


def of_html(source: str) -> list[str]:
    """What some HTML says, to be seen or heard."""
    return _Said(source).texts


def outside(text: str) -> str:
    """What of a text stands outside of all brackets."""
    kept, depth = [], 0
    for letter in text:
        depth += letter == "⟦"
        if not depth:
            kept.append(letter)
        depth -= letter == "⟧"
    return "".join(kept)


# Codes of levels, names of files and forms, and what somebody types at a command line.
_EXEMPT = re.compile(
    r"\bL\d(?:/[\w-]+)?\b|[\w/-]+\.(?:yaml|json|md|docx|csv|html|png|svg|pdf)(?::\d+)?|`[^`]*`"
    r"|:(?:material/\w+|gray|small|blue-badge|green|red|orange)\b|\b(?:PNG|SVG|PDF|CSV|HTML|sre|U)\b"
    r"|\d+ [A-Z][a-z]{2} \d{4}|https?://\S+|&\w+;"
    # Words to search by, of which those are offered that find something.
    r"|incidnet review|error budget|mentoring|trade offs"
)


def not_put_through(texts: Iterable[str], ids: frozenset[str]) -> set[str]:
    """Words of ours that stand outside of brackets, each with what it stands in."""
    found = set()
    for text in texts:
        left = _EXEMPT.sub(" ", outside(text.replace("\\", "")))
        words = [word for word in re.findall(r"[A-Za-z][A-Za-z'-]+", left) if word not in ids]
        if words:
            found.add(f"{' '.join(words)}  <- {text[:160]}")
    return found
