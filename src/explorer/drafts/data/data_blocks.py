"""Data as blocks: what YAML, JSON and TOML say, as a document with headings would say it.

A key, and the name that stands in a mapping, become headings as deep as they stand; lists of texts
become bullets, short values facts, flat records of levels a table. So `roles` and `tables` read
data as they read any other document. What a key announces ("levels", "examples", "summary") is
taken at its word, and shown nowhere.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import Literal

from explorer.documents import labels
from explorer.documents.blocks import Block, BlockKind
from explorer.documents.cell_text import text_values
from explorer.documents.data_files import Node, Said, texts_in
from explorer.documents.inline import clean_markdown, strip_emphasis
from explorer.drafts.codes import (
    code_from_title,
    code_in_file_name,
    is_person,
    is_role,
    title_in_file_name,
)
from explorer.drafts.data.data_records import (
    CODE_FOR_PROGRAMS,
    names_level,
    said_of,
    table_of,
    with_levels_of_lists,
    with_names_for_keys,
)
from explorer.drafts.data.data_words import NAMES, role_of, shown, words_of
from explorer.drafts.header_words import Role

_THINGS = frozenset(("level", "title", "competency", "scope", "statement"))
"""What a key over several things may announce: they are what it says."""
_APART = frozenset(("example", "note", "summary", "fact"))
"""What a key may announce beside them."""
_FIRST, _DEEPEST = 2, 6
"""How deep headings are: only a name of all the data is of the first depth."""
# In characters: "Reports to: Head of Content" is a fact, a sentence is none.
_MAX_FACT = 60
# "keyword: Adopts" beside the bullets of a competency is no expectation.
_FEW_WORDS = 3
_SENTENCE = re.compile(r"(?:\S+\s+){3}\S*[.!?]$")
_CODE = re.compile(r"[A-Z]{1,4}-?\d{1,2}")
_NUMBER = re.compile(r"\d+(?:\.\d+)?[a-z]?")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where something stands: how deep, whether something around it has a name, whether it is
    within a level, and what the key around it announces; or that it is "all" of the data, or all
    of it and perhaps one "role"."""

    depth: int = _FIRST
    what: Role | Literal["all", "role"] | None = None
    named: bool = False
    within: bool = False


@dataclass(slots=True)
class _Parts:
    """What a mapping says of itself, by what its keys announce; and what is in it, under the key
    that names it (None: it only announces)."""

    summary: list[Node] = field(default_factory=list)
    statement: list[Node] = field(default_factory=list)
    tentative: list[Node] = field(default_factory=list)
    example: list[Node] = field(default_factory=list)
    note: list[Node] = field(default_factory=list)
    facts: dict[Said, Said] = field(default_factory=dict)
    inner: list[tuple[Said | None, Node, Role | None]] = field(default_factory=list)


def blocks_of_data(data: Node, file: str) -> list[Block]:
    """The blocks of data; headings that the data itself calls levels are marked so."""
    writer = _Writer()
    if not isinstance(data, dict):
        writer.several(data, _Place())
        return writer.blocks
    data = with_levels_of_lists(with_names_for_keys(data))
    writer.thing(data, None, _Place(1, "all"))
    if not any(block.level is not None or block.grid for block in writer.blocks):
        # Nothing in it is a level, so that all of it may be one, which only the file may name.
        stem = PurePosixPath(file).stem
        name = Said.at(title_in_file_name(stem), (1,)) if code_in_file_name(stem) else None
        writer = _Writer()
        writer.thing(data, name, _Place(1, "role"))
    # A level that a list gives a code has it wherever it is told again.
    codes = {block.text: block.level for block in writer.blocks if block.level}
    return [
        replace(block, level=codes.get(block.text, "")) if block.level == "" else block
        for block in writer.blocks
    ]


class _Writer:
    def __init__(self) -> None:
        self.blocks: list[Block] = []

    def thing(self, node: Node, key: Said | None, place: _Place) -> None:
        """What has a name, or stands alone: its name as a heading, and what it says."""
        mapping = node if isinstance(node, dict) else {said_of("statements", node): node}
        name, level, used = _name_of(mapping, key, place)
        inner = replace(place, depth=max(place.depth, _FIRST), what=None)
        if name:
            self.heading(name, place.depth, level)
            named = place.what not in ("all", "role")
            inner = _Place(place.depth + 1, None, named, place.within or level is not None)
        rest = {key: value for key, value in mapping.items() if key not in used}
        scope = next((each for each in rest if role_of(each) == "scope"), None)
        if name and scope and isinstance(said := rest[scope], Said):
            # `{competency: Care, scope: Ward, statement: …}`
            del rest[scope]
            self.heading(said, inner.depth)
            inner = replace(inner, depth=inner.depth + 1)
        parts = _parts_of(rest, place, level is not None)
        if level is not None and not (parts.inner or parts.statement):
            _expect_short_texts(parts)
        # A quote sums up its level also where nothing else is said of it there.
        self.says(parts, inner, place.named, "paragraph" if level is None else "quote")
        for name_of_it, value, what in parts.inner:
            here = replace(inner, what=what)
            if name_of_it is not None:
                self.thing(value, name_of_it, here)
            elif isinstance(value, dict) and not _is_thing(value):
                levels = set() if inner.within else _level_keys(value)
                titles = _are_titles(value, what)
                for each, held in value.items():
                    is_level = titles or each in levels
                    held = {said_of("title", held): held} if titles else held  # noqa: PLW2901
                    self.thing(held, each, replace(here, what="level") if is_level else here)
            else:
                self.several(value, here)

    def says(self, parts: _Parts, place: _Place, named: bool, kind: BlockKind) -> None:
        """What something says of itself, in the order of documents. `named`: something around it
        has a name; a summary is a block of that `kind`."""
        for said in texts_in(parts.summary):
            if named and not (parts.statement or parts.inner):  # it is all that is said
                self.text("bullet", said, said)
                continue
            for part in re.split(r"\n\s*\n", said):
                self.text(kind, part, said)
        self.several(parts.statement, place)
        for said in texts_in(parts.tentative):
            self.text("bullet", f"maybe: {said}", said)
        for said in texts_in(parts.example):
            self.text("bullet", f"**Examples:** {said}", said)
        for said in texts_in(parts.note):
            self.text("comment", f"// {said}", said)
        if parts.facts:
            self.heading(Said.at("Facts", next(iter(parts.facts)).lines), place.depth)
            for key, said in parts.facts.items():
                self.text("bullet", f"**{shown(key)}:** {said}", said)

    def several(self, node: Node, place: _Place) -> None:
        """The entries of a list: texts, things, or records as the rows of a table."""
        entries = node if isinstance(node, list) else [node]
        if grid := table_of(entries):
            self.blocks.append(Block("table", "", list(grid.lines), grid=grid))
            return
        # "levels: [Junior, Senior]" outside of a competency only lists them.
        texts = any(isinstance(each, Said) for each in entries)
        counted = place.what == "level" and (place.named or not texts)
        for number, each in enumerate(entries, 1):
            if counted and not (isinstance(each, dict) and _name_of(each, None, place)[0]):
                # Milestones, one after another: the place of each is its level.
                self.thing(each, said_of(f"Level {number}", each), place)
            elif isinstance(each, Said):
                self.text("bullet", each, each)
            elif (sentence := _sentence(each)) is not None:
                self.text("bullet", sentence, sentence)
            else:
                self.thing(each, None, place)

    def heading(self, name: Said, depth: int, level: str | None = None) -> None:
        text = clean_markdown(" ".join(name.split()))
        depth = min(depth, _DEEPEST)
        self.blocks.append(Block("heading", text, list(name.lines), depth=depth, level=level))

    def text(self, kind: BlockKind, text: str, said: Said) -> None:
        """A text on one line, which stands where something was `said`."""
        if raw := clean_markdown(" ".join(text.split())):
            self.blocks.append(Block(kind, strip_emphasis(raw)[0], list(said.lines), raw=raw))


# -- what keys and names say ------------------------------------------------------------------


def _name_of(
    node: Mapping[Said, Node], key: Said | None, place: _Place
) -> tuple[Said | None, str | None, set[Said]]:
    """What a mapping is called, by its key or by what stands in it; of a level its code ("": the
    name says it); and the keys in it that say so."""
    scalars = {each: value for each, value in node.items() if isinstance(value, Said) and value}
    roles = {each: role_of(each) for each in scalars}
    called = [each for wanted in NAMES for each in scalars if words_of(each) == wanted]
    names = called + [each for each in scalars if roles[each] == "title" and each not in called]
    code = _code_of(scalars, roles, place, bool(names or key))
    level = not place.within and (
        place.what == "level" or (code is not None and place.what != "all")
    )
    if key is None and not level:
        names += [each for each in scalars if roles[each] in ("competency", "scope")]
    used = {*names[:1], *called}
    title = scalars[names[0]] if names else None
    if level and code:
        return *_level_heading(scalars[code], title), {*used, code}
    if level and key and (CODE_FOR_PROGRAMS.fullmatch(key) or names_level(key, sure=True)):
        return *_level_heading(key, title), used
    name = title or key
    return (name, "", used) if level and name else (name and shown(name), None, used)


def _code_of(
    scalars: Mapping[Said, Said], roles: Mapping[Said, Role | None], place: _Place, named: bool
) -> Said | None:
    """The key under which the code of a level stands: the surest one."""
    # "level: INFO" beside a name is a setting, "levels: 3" says how many there are.
    known = not named or place.what == "level"
    codes = [
        each
        for each, value in scalars.items()
        if roles[each] == "level"
        if known or names_level(value)
    ]
    codes += [each for each in scalars if roles[each] == "id"]
    sure = (
        each
        for each in codes
        if names_level(scalars[each], sure=True) or _CODE.fullmatch(scalars[each])
    )
    return next(sure, next((each for each in codes if roles[each] != "id"), None))


def _level_heading(code: Said, title: Said | None) -> tuple[Said, str]:
    """The heading of a level, "L4: Cook" or "Level 4: Cook", and its code where that says none."""
    said = f"Level {code}" if _NUMBER.fullmatch(code) else code
    if not title or title.casefold() == code.casefold():
        return Said.at(said, code.lines), ""
    if code.casefold() in title.casefold().split():
        return title, ""
    if names_level(both := f"{said}: {title}", sure=True):
        return Said.at(both, code.lines), ""
    return title, code_from_title(code)


# -- what a mapping says ----------------------------------------------------------------------


def _parts_of(rest: Mapping[Said, Node], place: _Place, level: bool) -> _Parts:
    """What a mapping says besides its name."""
    parts = _Parts()
    roles = {key: role_of(key) for key in rest}
    levels = set() if level or place.within else _level_keys(rest)
    beside = [
        roles[key]
        for key, value in rest.items()
        if not isinstance(value, Said) and key not in levels and not labels.is_maybe(key)
        if roles[key] not in _APART
    ]
    of_things = _THINGS.issuperset(beside)
    for key, value in rest.items():
        role = roles[key]
        if role in ("id", "kind", "score"):
            continue
        if key in levels:
            parts.inner.append((key, value, "level"))
        elif labels.is_maybe(key):
            parts.tentative.append(value)
        elif role == "example" and (told := _examples_of_things(key, value)):
            parts.inner.append((None, told, "statement"))
        elif role in ("example", "note", "summary"):
            getattr(parts, role).append(value)
        elif isinstance(value, Said):
            _put_scalar(parts, key, value, place, level)
        elif role == "fact" and isinstance(value, dict):
            parts.facts |= {name: said for name, said in value.items() if isinstance(said, Said)}
        elif not _announces(value, role, of_things, alone=len(beside) == 1):
            if place.what != "all" or any(" " in each.strip() for each in texts_in(value)):
                parts.inner.append((key, value, None))  # tags of a page are none
        elif role == "statement" and isinstance(value, list) and not _holds_names(value):
            parts.statement += value
        else:
            parts.inner.append((None, value, role))
    return parts


def _level_keys(rest: Mapping[Said, Node]) -> set[Said]:
    """The keys that are levels: codes, or all that announce nothing if each names a level, or some
    do and the others somebody ("Trainee", "Baker")."""
    names = [key for key in rest if role_of(key) is None]
    named = {key for key in names if names_level(key)}
    if len(names) > 1 and named and all(key in named or is_person(key) for key in names):
        return set(names)
    return {key for key in names if names_level(key, sure=True)}


def _expect_short_texts(parts: _Parts) -> None:
    """Take short texts of a level for what is expected, where they are all that is said of it and
    some are of several words, and no amounts: `craft: Fillets a sole in two minutes`."""
    own = [key for key in parts.facts if role_of(key) is None]
    told = [text for key in own if not (text := parts.facts[key])[0].isdigit()]
    if any(len(text.split()) > _FEW_WORDS for text in told):
        parts.inner += [(key, parts.facts.pop(key), None) for key in own]


def _are_titles(node: Mapping[Said, Node], role: Role | None) -> bool:
    """Whether keys are levels and their texts what these are called: `titles: {L1: Cook}`."""
    said = [each for each in node.values() if isinstance(each, Said)]
    named = role == "title" or (role == "level" and all(map(is_role, said)))
    return named and len(said) == len(node) > 1


def _put_scalar(parts: _Parts, key: Said, value: Said, place: _Place, level: bool) -> None:
    """One text by its key: what is expected, a fact of a level, or something with a name."""
    role = role_of(key)
    few = len(value.split()) <= _FEW_WORDS if place.within else len(value) <= _MAX_FACT
    if role == "statement" or (role == "level" and place.within):
        parts.statement += (Said.at(each.text, value.lines) for each in text_values(value, 1))
    elif (level or place.what == "title") and few:
        parts.facts[key] = value
    elif not (level or place.within) and _SENTENCE.search(value):
        parts.summary.append(value)
    elif not few:
        parts.inner.append((key, value, None))


def _announces(value: Node, role: Role | None, of_things: bool, alone: bool) -> bool:
    """Whether a key only says what stands under it. "Quality" alone would; beside "Craft" it is a
    name, as any of several keys over texts: those beside it are all `of_things`, or it is `alone`."""
    sure = of_things if isinstance(value, dict) else alone or _has_mappings(value)
    return role in _THINGS and sure


def _is_thing(node: Mapping[Said, Node]) -> bool:
    """Whether a mapping under a key that announces is one thing, and does not hold several."""
    said = (key for key, value in node.items() if isinstance(value, Said))
    return any(role_of(key) in ("title", "summary") or words_of(key) in NAMES for key in said)


def _has_mappings(node: Node) -> bool:
    return isinstance(node, list) and any(isinstance(each, dict) for each in node)


def _examples_of_things(key: Said, node: Node) -> Node | None:
    """Examples that tell of what they are examples: `examples: {FE2: […]}`, or `exampleCriteria` of
    data.md, which are no examples."""
    if isinstance(node, dict) and _level_keys(node):
        return {code: {key: said} for code, said in node.items()}
    return node if _has_mappings(node) else None


def _holds_names(entries: Sequence[Node]) -> bool:
    """Whether entries of a list have names: `expectations: [{area: Craft, items: […]}]`."""
    return any(isinstance(each, dict) and _name_of(each, None, _Place())[0] for each in entries)


def _sentence(node: Node) -> Said | None:
    """`Writes: briefly`: a sentence with a colon that nobody put in quotes."""
    for key, value in node.items() if isinstance(node, dict) and len(node) == 1 else ():
        if isinstance(value, Said) and role_of(key) is None:
            return Said.at(f"{key}: {value}", value.lines)
    return None
