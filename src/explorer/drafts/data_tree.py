"""What the data of a page or a YAML file tells: each scalar a fragment, a name, or left over.

Topics with levels and criteria, levels with competencies, competencies with levels, or a
list of records: the words of the keys say which it is, as the column headers do in a
table. What no key explains is kept as unplaced text.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from explorer.documents import labels
from explorer.documents.cell_text import text_values
from explorer.documents.grids import CellValue
from explorer.documents.inline import clean_text, name_and_icon
from explorer.drafts import cell_kinds, codes
from explorer.drafts.draft import Fragment, Kind
from explorer.drafts.draft_builder import DraftBuilder, LevelEntry
from explorer.drafts.front_matter_keys import (
    CODE_KEYS,
    COMPETENCY_KEYS,
    LEVEL_KEYS,
    ROLE_KEYS,
    SCOPE_KEYS,
    SUMMARY_KEYS,
    TEXT_KEYS,
    TITLE_KEYS,
    as_text,
    has_bullets,
    holds_levels,
    holds_levels_of_areas,
    is_code,
    is_family,
    is_record_of_text,
    key_as_title,
    key_as_words,
)
from explorer.drafts.header_words import LevelName, Role, column_role, level_name
from explorer.files.yaml_reader import Document, Path
from explorer.text.lazy_messages import gettext_lazy

_NO_KEY = gettext_lazy("no key says what this is; it is kept as the remainder")


@dataclass(frozen=True, slots=True)
class Context:
    """Where in the ladder a part of the tree stands."""

    level: LevelEntry | None = None
    competency: str | None = None
    scope: str | None = None
    kind: Kind = "statement"
    holds: str = ""
    """What the entries of this list or mapping are: level, area, scope; or unknown."""


class TreeWalker:
    """Goes through the tree once; every scalar becomes a fragment, a name, or is left over."""

    def __init__(self, document: Document, lines: Sequence[str], first: int, last: int) -> None:
        self.document = document
        self.lines = lines
        self.first, self.last = first, last
        self.builder = DraftBuilder()
        self.title: str | None = None
        self.consumed: set[Path] = set()
        places = {line for line, _ in document.keys.values()}
        places |= {line for line, _ in document.values.values()}
        self.starts = sorted(places)

    def lines_of(self, path: Path) -> tuple[int, ...]:
        """The source lines of a scalar: from where it begins to where the next fragment does."""
        line = self.document.values.get(path, (1, 1))[0]
        after = bisect_right(self.starts, line)
        end = self.starts[after] if after < len(self.starts) else self.last - self.first + 1
        there = range(line + self.first, max(end, line + 1) + self.first)
        kept = [at for at in there if at <= len(self.lines) and self.lines[at - 1].strip()]
        while len(kept) > 1 and self.lines[kept[-1] - 1].lstrip().startswith("#"):
            kept.pop()
        return tuple(kept)

    def visit(self, node: object, path: Path, here: Context) -> None:
        if isinstance(node, dict):
            self.visit_mapping(node, path, here)
        elif isinstance(node, list):
            for at, each in enumerate(node):
                self.visit(each, (*path, at), here)
        elif node is not None and here.level is not None:
            self.visit_scalar(node, path, here)

    def visit_scalar(self, node: object, path: Path, here: Context) -> None:
        """A scalar as what the keys above it say."""
        self.consumed.add(path)
        entry, numbers = here.level, self.lines_of(path)
        words = as_text(node)
        if entry is None or not words.strip():
            return
        if here.kind == "summary":
            text = clean_text(" ".join(words.split()))
            if here.competency:
                entry.fragments.append(Fragment("summary", text, numbers, here.competency))
            else:
                entry.summary(text, numbers)
            return
        if path and isinstance(path[-1], int) and not has_bullets(words):
            # An entry of a list is one text, however many lines it was written in.
            words = " ".join(words.split())
        values = [CellValue(value.text, numbers, value.bullet) for value in text_values(words, 1)]
        entry.fragments += cell_kinds.cell_fragments(values, here.competency, here.scope, here.kind)

    def visit_mapping(self, node: dict[str, object], path: Path, here: Context) -> None:
        here = self.identify(node, path, here)
        alike = [level_name(key) for key in node]
        all_are_levels = all(alike) and bool(alike)
        for key, value in node.items():
            at = (*path, key)
            if at in self.consumed or value is None:
                continue
            self.visit_entry(key, value, at, here, all_are_levels)

    def identify(self, node: dict[str, object], path: Path, here: Context) -> Context:
        """What a mapping says of itself: its level, its competency, its scope."""
        keys = {key.casefold(): key for key in node}
        code = self.scalar(node, path, keys, CODE_KEYS[:-2])
        if code and here.holds != "area":
            record = is_record_of_text(node)
            names = () if record else (*TITLE_KEYS, *ROLE_KEYS)
            here = replace(
                here, level=self.level(code, self.scalar(node, path, keys, names), path), holds=""
            )
            return self.record_fields(node, path, here) if record else here
        if here.holds == "level":
            display_name = self.scalar(node, path, keys, TITLE_KEYS)
            number = self.scalar(node, path, keys, CODE_KEYS[-2:])
            if display_name or number:
                return replace(here, level=self.level(number, display_name, path), holds="")
        if here.holds in ("area", "scope"):
            display_name = self.scalar(node, path, keys, ("title",)) or self.scalar(
                node, path, keys, TITLE_KEYS
            )
            if display_name and here.competency is None and holds_levels_of_areas(node):
                self.builder.ladder = display_name
                return replace(here, holds="")
            if display_name:
                return self.narrowed(here, display_name)
        alone = here.level is None and here.competency is None and not here.holds
        if alone and path and isinstance(path[-1], int):
            # {"competency": "Craft", "levels": {…}} in a list that says nothing of itself.
            named = [
                key
                for key, value in node.items()
                if isinstance(value, str) and column_role(key_as_words(key)) == "competency"
            ]
            if len(named) == 1 and any(
                key.casefold() in LEVEL_KEYS or is_code(key) for key in node
            ):
                self.consumed.add((*path, named[0]))
                return self.narrowed(here, as_text(node[named[0]]))
        return here

    def record_fields(self, node: dict[str, object], path: Path, here: Context) -> Context:
        """A record with its competency and scope beside its level."""
        for what in ("competency", "scope"):
            for key, value in node.items():
                scalar = value is not None and not isinstance(value, dict | list)
                if (
                    scalar
                    and column_role(key_as_words(key)) == what
                    and (*path, key) not in self.consumed
                ):
                    self.consumed.add((*path, key))
                    here = self.narrowed(here, as_text(value))
        return here

    def narrowed(self, here: Context, display_name: str) -> Context:
        """One step further in: the competency first, then the scope."""
        shown, icon = name_and_icon(
            display_name
            if " " in display_name or not display_name.islower()
            else key_as_title(display_name)
        )
        if here.competency is None:
            if icon:
                self.builder.icons[shown] = icon
            return replace(here, competency=shown, holds="")
        return replace(here, scope=shown, holds="")

    def scalar(
        self, node: dict[str, object], path: Path, keys: dict[str, str], wanted: Sequence[str]
    ) -> str:
        for each in wanted:
            key = keys.get(each.casefold())
            if key is None or isinstance(node[key], dict | list):
                continue
            self.consumed.add((*path, key))
            if node[key] is None or not as_text(node[key]).strip():
                continue
            if each in TITLE_KEYS:
                # One of its names is shown; the others are there for programs.
                self.consumed.update((*path, keys[n]) for n in (*TITLE_KEYS, "slug") if n in keys)
            return as_text(node[key]).strip()
        return ""

    def level(self, code: str, title: str, path: Path) -> LevelEntry:
        named = level_name(code) if code else level_name(title)
        if code and named is None:
            named = LevelName(code if title else None, title or code, True)
        if named is None:
            named = LevelName(None, title, False)
        elif code and title:
            inner = codes.code_and_title(title)
            clean = inner.title if inner.code == named.code else name_and_icon(title)[0]
            named = LevelName(named.code or name_and_icon(code)[0], clean, True)
        return self.builder.level(named, self.document.place(path)[0] + self.first)

    def level_under(self, named: LevelName, value: object, at: Path, here: Context) -> LevelEntry:
        """The level that a key names, with the title that stands in it."""
        inner = {each.casefold(): each for each in value} if isinstance(value, dict) else {}
        title = ""
        if isinstance(value, dict) and here.competency is None:
            title = self.scalar(value, at, inner, TITLE_KEYS)
        if title:
            return self.level(named.code or named.title, title, at)
        return self.builder.level(named, self.document.place(at)[0] + self.first)

    def visit_places(self, value: list[object], at: Path, here: Context) -> None:
        """A list in which the place of an entry is its level: milestones, one after another."""
        for place, each in enumerate(value):
            named = LevelName(str(place + 1), f"Level {place + 1}", False)
            entry = self.builder.level(named, self.document.place((*at, place))[0] + self.first)
            self.visit(each, (*at, place), replace(here, level=entry, kind="statement", holds=""))

    def visit_entry(
        self, key: str, value: object, at: Path, here: Context, all_are_levels: bool
    ) -> None:
        """One key of a mapping and what stands under it."""
        word, nested = key.casefold(), isinstance(value, dict | list)
        what = column_role(key_as_words(key))
        named = level_name(key) if all_are_levels or is_code(key) else None
        top = len(at) == 1
        by_place = nested and here.holds == "level" and str(at[-2]).casefold() in LEVEL_KEYS
        named = named or (LevelName(None, key_as_title(key), False) if by_place else None)
        if named and here.level is None and (nested or here.competency):
            entry = self.level_under(named, value, at, here)
            self.visit(value, at, replace(here, level=entry, holds=""))
        elif isinstance(value, list) and here.level is None and _counts_levels(word, value, here):
            self.visit_places(value, at, here)
        elif nested and word in LEVEL_KEYS and here.level is None:
            self.visit(value, at, replace(here, holds="level"))
        elif nested and word in COMPETENCY_KEYS:
            self.visit(value, at, replace(here, holds="area"))
        elif nested and word in SCOPE_KEYS:
            self.visit(value, at, replace(here, holds="scope"))
        elif word in ("tentative", "maybe", "proposed"):
            self.visit(value, at, replace(here, kind="tentative", holds=""))
        elif nested and here.level and here.holds == "":
            self.visit_list(key, value, at, here)
        elif (nested and not top and here.level is None and here.holds == "area") or (
            nested and here.holds in ("area", "scope")
        ):
            inner = {} if not isinstance(value, dict) else {k.casefold(): k for k in value}
            shown = self.scalar(value, at, inner, TITLE_KEYS) if isinstance(value, dict) else ""
            self.visit(value, at, self.narrowed(here, shown or key))
        elif top and isinstance(value, dict) and is_family(value):
            self.builder.ladder = key_as_title(key) if len(self.document.data) > 1 else None
            self.title = self.title or key_as_title(key)
            self.visit(value, at, here)
        elif nested:
            names = holds_levels(value) and word not in LEVEL_KEYS | TEXT_KEYS
            around = self.narrowed(here, key) if names else here
            self.visit(value, at, around)
        elif here.level:
            self.visit_leaf(key, value, at, here, what)
        elif top or what in ("id", "title", "note", "summary", "statement"):
            self.visit_outside(word, value, at, here)

    def visit_outside(self, word: str, value: object, at: Path, here: Context) -> None:
        """A scalar outside of any level: the ladder's name, prose, or data of the page."""
        self.consumed.add(at)
        text = clean_text(" ".join(as_text(value).split()))
        if word in ("title", "name", "framework", "ladder") and len(at) == 1:
            self.title = self.title or name_and_icon(text)[0][:200] or None
        elif word in SUMMARY_KEYS and text:
            fragment = Fragment("prose", text, self.lines_of(at), here.competency)
            self.builder.prose.append(fragment)

    def visit_list(self, key: str, value: object, at: Path, here: Context) -> None:
        """A list or mapping inside of a level."""
        word, what = key.casefold(), column_role(key_as_words(key))
        told = what in ("example", "statement") or word in TEXT_KEYS
        if told and isinstance(value, list) and any(isinstance(each, dict) for each in value):
            for place, each in enumerate(value):
                self.criterion(each, (*at, place), here)
            return
        if word in TEXT_KEYS or what == "statement":
            self.visit(value, at, replace(here, kind="statement"))
        elif what in ("example", "note", "summary"):
            self.visit(value, at, replace(here, kind=what))
        elif word == "facts" and isinstance(value, dict) and here.level:
            for display_name, text in value.items():
                self.consumed.add((*at, display_name))
                here.level.fact(
                    display_name, clean_text(as_text(text)), self.lines_of((*at, display_name))
                )
        else:
            self.visit(value, at, self.narrowed(here, key))

    def criterion(self, node: object, path: Path, here: Context) -> None:
        """A statement with its examples: a mapping of a text and a list."""
        if not isinstance(node, dict):
            self.visit(node, path, here)
            return
        for key, value in node.items():
            what, word = column_role(key_as_words(key)), key.casefold()
            alone = len(node) == 1 and what is None and word not in TEXT_KEYS
            if alone and value is not None and not isinstance(value, dict | list):
                # A sentence with a colon in it that nobody put in quotes.
                sentence = f"{key}: {as_text(value)}"
                self.visit_scalar(sentence, (*path, key), replace(here, kind="statement"))
            elif what == "example":
                self.visit(value, (*path, key), replace(here, kind="example"))
            elif word in TEXT_KEYS or what in ("statement", "title", "competency"):
                self.visit(value, (*path, key), replace(here, kind="statement"))
            elif what == "note":
                self.visit(value, (*path, key), replace(here, kind="note"))

    def visit_leaf(
        self, key: str, value: object, at: Path, here: Context, what: Role | None
    ) -> None:
        """A scalar inside of a level, by its key."""
        word, text = key.casefold(), as_text(value)
        if word in TEXT_KEYS or (
            what == "statement" and (here.competency or word not in SUMMARY_KEYS)
        ):
            self.visit_scalar(value, at, here)
        elif what == "summary" or word in SUMMARY_KEYS:
            siblings = self.node_at(at[:-1])
            told = isinstance(siblings, dict) and any(
                key.casefold() in TEXT_KEYS for key in siblings
            )
            kind: Kind = "statement" if here.competency and not told else "summary"
            self.visit_scalar(value, at, replace(here, kind=kind))
        elif what in ("example", "note"):
            self.visit_scalar(value, at, replace(here, kind=what))
        elif what == "id" or word in ("slug", "order", "weight"):
            self.consumed.add(at)
        elif here.competency is None and here.level and here.holds != "area" and len(text) <= 60:
            self.consumed.add(at)
            here.level.fact(key_as_title(key), clean_text(text), self.lines_of(at))
        elif here.competency and here.level and len(text.split()) <= 3 and text[-1:] not in ".!?":
            # "keyword: Adopts" beside the bullets of a competency is no expectation.
            self.consumed.add(at)
            said = f"{key_as_title(key)}: {clean_text(text)}"
            here.level.fragments.append(
                Fragment("remainder", said, self.lines_of(at), here.competency)
            )
        else:
            self.visit_scalar(value, at, self.narrowed(here, key))

    def node_at(self, path: Path) -> object:
        node: Any = self.document.data
        for part in path:
            node = node[part]
        return node

    def add_unplaced(self) -> None:
        """Texts that no key explains are unplaced, comments are notes."""
        first = 0
        for path in self.document.values:
            if len(path) < 2 or path in self.consumed:
                continue
            value = self.node_at(path)
            if value is None or isinstance(value, dict | list):
                continue
            key = f"{path[-1]}: " if isinstance(path[-1], str) else ""
            text = f"{key}{' '.join(as_text(value).split())}"
            numbers = self.lines_of(path)
            self.builder.prose.append(Fragment("remainder", text, numbers))
            first = first or numbers[0]
        if first:
            self.builder.warn(first, _NO_KEY)
        fragments = [*self.builder.prose, *(f for e in self.builder.entries for f in e.fragments)]
        told = {line for fragment in fragments for line in fragment.lines}
        for at in range(self.first, self.last):
            line = self.lines[at].strip()
            if line.startswith("#") and at + 1 not in told:
                remark = line.lstrip("#").strip()
                if remark and not labels.is_tool_directive(remark):
                    self.builder.prose.append(Fragment("note", remark, (at + 1,)))


def _counts_levels(word: str, value: list[object], here: Context) -> bool:
    """Whether the entries of a list are levels by their place: nothing in them names one."""
    if word not in LEVEL_KEYS | {"milestones", "stages"} or not here.competency or len(value) < 2:
        return False
    named = {key.casefold() for each in value if isinstance(each, dict) for key in each}
    return not named & {*CODE_KEYS, *(key.casefold() for key in TITLE_KEYS)} and not any(
        isinstance(each, dict) and len(each) == 1 and level_name(next(iter(each))) for each in value
    )
