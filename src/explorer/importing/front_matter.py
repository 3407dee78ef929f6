"""Ladders kept as YAML: the front matter of a page, or a file of its own.

Topics with levels and criteria, levels with competencies, competencies with levels, or a
list of records: the words of the keys say which it is, as the heads of columns do in a
table. YAML is read as data and nothing more (`explorer.reading`): tags, anchors and aliases
are refused. What no key explains is kept as the remainder.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from explorer.files import yaml_reader
from explorer.files.yaml_reader import Document, NonString, Path
from explorer.importing import cell_kinds, codes, labels, line_reader
from explorer.importing.cell_text import text_values
from explorer.importing.draft import Draft, Fragment, Kind
from explorer.importing.draft_builder import DraftBuilder, LevelEntry
from explorer.importing.grids import Value
from explorer.importing.header_words import LevelName, Role, level_name, role
from explorer.importing.inline import name, said

SHAPE = "front matter"
_MOST = 8_000_000
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|[-_]+")
_TITLES = ("title", "label", "displayName", "display_name", "name")
_CODES = ("level", "code", "grade", "rank", "number", "id")
_LEVELS = {"levels", "roles", "grades", "ladder", "steps", "ranks", "bands", "content", "positions"}
_AREAS = {
    "topics",
    "competencies",
    "areas",
    "categories",
    "skills",
    "dimensions",
    "pillars",
    "values",
    "themes",
    "attributes",
    "capabilities",
    "tracks",
    "sections",
    "domains",
    "topic",
    "competences",
    "traits",
}
_SCOPES = {"groups", "scopes", "subcategories", "subareas", "subtopics"}
_TEXTS = {
    "criteria",
    "statements",
    "expectations",
    "behaviours",
    "behaviors",
    "responsibilities",
    "statement",
    "expectation",
    "behaviour",
    "behavior",
    "text",
    "criterion",
    "requirements",
    "milestones",
    "signals",
    "items",
    "points",
    "bullets",
    "indicators",
}
_ABOUT = {"summary", "description", "overview", "definition", "intro"}


@dataclass(frozen=True, slots=True)
class _Here:
    """Where in the ladder a part of the tree stands."""

    level: LevelEntry | None = None
    competency: str | None = None
    scope: str | None = None
    kind: Kind = "statement"
    holds: str = ""
    """What the entries of this list or mapping are: level, area, scope; or unknown."""


def read(lines: Sequence[str], file: str) -> Draft | str:
    """A page with front matter, or a YAML file, as a draft; or a sentence why it is none."""
    bounds = _bounds(lines, file)
    if bounds is None:
        return "it has no front matter"
    first, last, closed = bounds
    text = "\n".join(lines[first:last])
    document = yaml_reader.read(text.encode("utf-8", "surrogatepass"), file, max_bytes=_MOST)
    if document.problems:
        problem = min(document.problems)
        return f"line {problem.line + first}: {problem.sentence}"
    if not isinstance(document.data, dict | list):
        return "its front matter holds no levels"
    walk = _Walk(document, lines, first, last)
    walk.any(document.data, (), _Here())
    if not any(entry.pieces for entry in walk.ledger.entries):
        return "its front matter names no level"
    walk.leave()
    ledger = walk.ledger
    if not closed:
        ledger.warn(1, "the front matter is never closed with ---; it was read to the end")
    if all(entry.code.isdigit() for entry in ledger.entries):
        ledger.entries.sort(key=lambda entry: int(entry.code))
    _body(lines, last + 1, ledger)
    shape = SHAPE if first else "YAML"
    return ledger.draft(file, shape, walk.title)


def _bounds(lines: Sequence[str], file: str) -> tuple[int, int, bool] | None:
    """Where the YAML begins and ends (from 0, end exclusive), and whether it is closed."""
    start = next((at for at, line in enumerate(lines) if line.strip()), len(lines))
    if start < len(lines) and lines[start].rstrip() == "---":
        ends = range(start + 1, len(lines))
        end = next((at for at in ends if lines[at].rstrip() in ("---", "...")), None)
        return start + 1, len(lines) if end is None else end, end is not None
    if file.lower().endswith((".yml", ".yaml", ".json")):
        return 0, len(lines), True
    return None


def _body(lines: Sequence[str], first: int, ledger: DraftBuilder) -> None:
    """What follows the front matter is prose of the ladder."""
    for block in line_reader.blocks(lines[first:]):
        numbers = tuple(line + first for line in block.lines)
        text = "" if block.kind == "heading" else block.text
        if block.kind in ("code", "table", "html-table"):
            text = "\n".join(lines[at - 1] for at in numbers)
            ledger.prose.append(Fragment("remainder", text.strip(), numbers))
        elif not text or block.kind in ("structure", "rule"):
            ledger.structure.update(numbers)
        elif remark := labels.note(text) or (text if block.kind == "comment" else None):
            ledger.prose.append(Fragment("note", remark, numbers))
        else:
            ledger.prose.append(Fragment("prose", text, numbers))


class _Walk:
    """Goes through the tree once; every scalar becomes a piece, a name, or is left over."""

    def __init__(self, document: Document, lines: Sequence[str], first: int, last: int) -> None:
        self.document = document
        self.lines = lines
        self.first, self.last = first, last
        self.ledger = DraftBuilder()
        self.title: str | None = None
        self.taken: set[Path] = set()
        places = {line for line, _ in document.keys.values()}
        places |= {line for line, _ in document.values.values()}
        self.starts = sorted(places)

    def lines_of(self, path: Path) -> tuple[int, ...]:
        """The source lines of a scalar: from where it begins to where the next piece does."""
        line = self.document.values.get(path, (1, 1))[0]
        after = bisect_right(self.starts, line)
        end = self.starts[after] if after < len(self.starts) else self.last - self.first + 1
        there = range(line + self.first, max(end, line + 1) + self.first)
        kept = [at for at in there if at <= len(self.lines) and self.lines[at - 1].strip()]
        while len(kept) > 1 and self.lines[kept[-1] - 1].lstrip().startswith("#"):
            kept.pop()
        return tuple(kept)

    def any(self, node: object, path: Path, here: _Here) -> None:
        if isinstance(node, dict):
            self.mapping(node, path, here)
        elif isinstance(node, list):
            for at, each in enumerate(node):
                self.any(each, (*path, at), here)
        elif node is not None and here.level is not None:
            self.text(node, path, here)

    def text(self, node: object, path: Path, here: _Here) -> None:
        """A scalar as what the keys above it say."""
        self.taken.add(path)
        entry, numbers = here.level, self.lines_of(path)
        words = _written(node)
        if entry is None or not words.strip():
            return
        if here.kind == "summary":
            text = said(" ".join(words.split()))
            if here.competency:
                entry.pieces.append(Fragment("summary", text, numbers, here.competency))
            else:
                entry.summary(text, numbers)
            return
        if path and isinstance(path[-1], int) and not _has_bullets(words):
            # An entry of a list is one text, however many lines it was written in.
            words = " ".join(words.split())
        values = [Value(value.text, numbers, value.bullet) for value in text_values(words, 1)]
        entry.pieces += cell_kinds.read(values, here.competency, here.scope, here.kind).made

    def mapping(self, node: dict[str, object], path: Path, here: _Here) -> None:
        here = self.named(node, path, here)
        alike = [level_name(key) for key in node]
        ladder = all(alike) and bool(alike)
        for key, value in node.items():
            at = (*path, key)
            if at in self.taken or value is None:
                continue
            self.entry(key, value, at, here, ladder)

    def named(self, node: dict[str, object], path: Path, here: _Here) -> _Here:
        """What a mapping says of itself: its level, its competency, its scope."""
        keys = {key.casefold(): key for key in node}
        code = self.scalar(node, path, keys, _CODES[:-2])
        record = code and any(
            role(_words(key)) == "competency" and not isinstance(value, dict | list)
            for key, value in node.items()
        )
        if code and here.holds != "area":
            called = "" if record else self.scalar(node, path, keys, _TITLES)
            return self.fields(node, path, replace(here, level=self.level(code, called, path)))
        if here.holds == "level":
            called = self.scalar(node, path, keys, _TITLES)
            number = self.scalar(node, path, keys, _CODES[-2:])
            if called or number:
                return replace(here, level=self.level(number, called, path), holds="")
        if here.holds in ("area", "scope"):
            called = self.scalar(node, path, keys, ("title",)) or self.scalar(
                node, path, keys, _TITLES
            )
            if called:
                return self.inside(here, called)
        return here

    def fields(self, node: dict[str, object], path: Path, here: _Here) -> _Here:
        """A record with its competency and scope beside its level."""
        for what in ("competency", "scope"):
            for key, value in node.items():
                scalar = value is not None and not isinstance(value, dict | list)
                if scalar and role(_words(key)) == what and (*path, key) not in self.taken:
                    self.taken.add((*path, key))
                    here = self.inside(here, _written(value))
        return replace(here, holds="")

    def inside(self, here: _Here, called: str) -> _Here:
        """One step further in: the competency first, then the scope."""
        shown, icon = name(called if " " in called or not called.islower() else _human(called))
        if here.competency is None:
            if icon:
                self.ledger.icons[shown] = icon
            return replace(here, competency=shown, holds="")
        return replace(here, scope=shown, holds="")

    def scalar(
        self, node: dict[str, object], path: Path, keys: dict[str, str], wanted: Sequence[str]
    ) -> str:
        for each in wanted:
            key = keys.get(each.casefold())
            if key is None or isinstance(node[key], dict | list):
                continue
            self.taken.add((*path, key))
            if node[key] is None or not _written(node[key]).strip():
                continue
            if each in _TITLES:
                # One of its names is shown; the others are there for programs.
                self.taken.update((*path, keys[n]) for n in (*_TITLES, "slug") if n in keys)
            return _written(node[key]).strip()
        return ""

    def level(self, code: str, title: str, path: Path) -> LevelEntry:
        named = level_name(code) if code else level_name(title)
        if code and named is None:
            named = LevelName(code if title else None, title or code, True)
        if named is None:
            named = LevelName(None, title, False)
        elif code and title:
            inner = codes.named(title)
            clean = inner.title if inner.code == named.code else name(title)[0]
            named = LevelName(named.code or name(code)[0], clean, True)
        return self.ledger.level(named, self.document.place(path)[0] + self.first)

    def entry(self, key: str, value: object, at: Path, here: _Here, ladder: bool) -> None:
        """One key of a mapping and what stands under it."""
        word, nested = key.casefold(), isinstance(value, dict | list)
        what = role(_words(key))
        named = level_name(key) if ladder or _is_code(key) else None
        top = len(at) == 1
        if named and here.level is None and (nested or here.competency):
            line = self.document.place(at)[0] + self.first
            self.any(value, at, replace(here, level=self.ledger.level(named, line), holds=""))
        elif nested and word in _LEVELS and here.level is None:
            self.any(value, at, replace(here, holds="level"))
        elif nested and word in _AREAS:
            self.any(value, at, replace(here, holds="area"))
        elif nested and word in _SCOPES:
            self.any(value, at, replace(here, holds="scope"))
        elif word in ("tentative", "maybe", "proposed"):
            self.any(value, at, replace(here, kind="tentative", holds=""))
        elif nested and here.level and here.holds == "":
            self.inner(key, value, at, here)
        elif (nested and not top and here.level is None and here.holds == "area") or (
            nested and here.holds in ("area", "scope")
        ):
            self.any(value, at, self.inside(here, key))
        elif nested:
            names = _tells_levels(value) and word not in _LEVELS | _TEXTS
            around = self.inside(here, key) if names else here
            self.any(value, at, around)
        elif here.level:
            self.leaf(key, value, at, here, what)
        elif top or what in ("id", "title", "note", "summary", "statement"):
            self.about(word, value, at, here)

    def about(self, word: str, value: object, at: Path, here: _Here) -> None:
        """A scalar outside of any level: the ladder's name, prose, or data of the page."""
        self.taken.add(at)
        text = said(" ".join(_written(value).split()))
        if word in ("title", "name") and len(at) == 1:
            self.title = self.title or name(text)[0][:200] or None
        elif word in _ABOUT and text:
            piece = Fragment("prose", text, self.lines_of(at), here.competency)
            self.ledger.prose.append(piece)

    def inner(self, key: str, value: object, at: Path, here: _Here) -> None:
        """A list or mapping inside of a level."""
        word, what = key.casefold(), role(_words(key))
        told = what in ("example", "statement") or word in _TEXTS
        if told and isinstance(value, list) and any(isinstance(each, dict) for each in value):
            for place, each in enumerate(value):
                self.criterion(each, (*at, place), here)
            return
        if word in _TEXTS or what == "statement":
            self.any(value, at, replace(here, kind="statement"))
        elif what in ("example", "note", "summary"):
            self.any(value, at, replace(here, kind=what))
        elif word == "facts" and isinstance(value, dict) and here.level:
            for called, text in value.items():
                self.taken.add((*at, called))
                here.level.fact(called, said(_written(text)), self.lines_of((*at, called)))
        else:
            self.any(value, at, self.inside(here, key))

    def criterion(self, node: object, path: Path, here: _Here) -> None:
        """A statement with its examples: a mapping of a text and a list."""
        if not isinstance(node, dict):
            self.any(node, path, here)
            return
        for key, value in node.items():
            what, word = role(_words(key)), key.casefold()
            alone = len(node) == 1 and what is None and word not in _TEXTS
            if alone and value is not None and not isinstance(value, dict | list):
                # A sentence with a colon in it that nobody put in quotes.
                sentence = f"{key}: {_written(value)}"
                self.text(sentence, (*path, key), replace(here, kind="statement"))
            elif what == "example":
                self.any(value, (*path, key), replace(here, kind="example"))
            elif word in _TEXTS or what in ("statement", "title", "competency"):
                self.any(value, (*path, key), replace(here, kind="statement"))
            elif what == "note":
                self.any(value, (*path, key), replace(here, kind="note"))

    def leaf(self, key: str, value: object, at: Path, here: _Here, what: Role | None) -> None:
        """A scalar inside of a level, by its key."""
        word, text = key.casefold(), _written(value)
        if word in _TEXTS or (what == "statement" and (here.competency or word not in _ABOUT)):
            self.text(value, at, here)
        elif what == "summary" or word in _ABOUT:
            siblings = self.at(at[:-1])
            told = isinstance(siblings, dict) and any(key.casefold() in _TEXTS for key in siblings)
            kind: Kind = "statement" if here.competency and not told else "summary"
            self.text(value, at, replace(here, kind=kind))
        elif what in ("example", "note"):
            self.text(value, at, replace(here, kind=what))
        elif what == "id" or word in ("slug", "order", "weight"):
            self.taken.add(at)
        elif here.competency is None and here.level and here.holds != "area" and len(text) <= 60:
            self.taken.add(at)
            here.level.fact(_human(key), said(text), self.lines_of(at))
        else:
            self.text(value, at, self.inside(here, key))

    def at(self, path: Path) -> object:
        node: Any = self.document.data
        for part in path:
            node = node[part]
        return node

    def leave(self) -> None:
        """Names and data of the page are structure; texts that nobody took the remainder."""
        first = 0
        for path in self.document.values:
            if len(path) < 2 or path in self.taken:
                continue
            value = self.at(path)
            if value is None or isinstance(value, dict | list):
                continue
            key = f"{path[-1]}: " if isinstance(path[-1], str) else ""
            text = f"{key}{' '.join(_written(value).split())}"
            numbers = self.lines_of(path)
            self.ledger.prose.append(Fragment("remainder", text, numbers))
            first = first or numbers[0]
        if first:
            self.ledger.warn(first, "no key says what this is; it is kept as the remainder")
        told = {line for piece in self.ledger.pieces() for line in piece.lines}
        for at in range(self.first, self.last):
            line = self.lines[at].strip()
            if line.startswith("#") and at + 1 not in told:
                remark = line.lstrip("#").strip()
                if remark and not labels.of_machine(remark):
                    self.ledger.prose.append(Fragment("note", remark, (at + 1,)))
        end = min(self.last + 1, len(self.lines))
        self.ledger.structure.update(at for at in range(1, end + 1) if self.lines[at - 1].strip())


def _written(node: object) -> str:
    """A scalar as it was written."""
    if isinstance(node, NonString):
        return node.text
    return str(node).lower() if isinstance(node, bool) else str(node)


def _has_bullets(text: str) -> bool:
    return any(line.lstrip().startswith(("- ", "* ", "• ", "<li")) for line in text.split("\n"))


def _words(key: str) -> str:
    """A key as words: "exampleCriteria" and "example-criteria" are both "example criteria"."""
    return _HUMP.sub(" ", key).casefold()[:80]


def _human(key: str) -> str:
    words = _HUMP.sub(" ", key).strip()
    return words[:1].upper() + words[1:]


def _is_code(key: str) -> bool:
    named = level_name(key)
    return named is not None and named.sure


def _tells_levels(node: object, depth: int = 3) -> bool:
    """Whether levels stand under a part of the tree, as far as its first entries tell."""
    if depth and isinstance(node, list):
        return bool(node) and _tells_levels(node[0], depth - 1)
    if not depth or not isinstance(node, dict) or not node:
        return False
    keys = {key.casefold() for key in node}
    if keys & {"level", "code", "grade"} or all(level_name(key) for key in node):
        return True
    return any(_tells_levels(value, depth - 1) for value in list(node.values())[:8])
