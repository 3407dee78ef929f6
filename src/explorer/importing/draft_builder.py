"""The levels of a draft while it is written: one entry a level, whoever names it again.

A matrix tells of a level in many places and not always by the same words; the ledger knows
it by its code, or by its title where there is no code. It keeps what no level took, too.
"""

from collections.abc import Iterable, Set
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from explorer.importing import codes
from explorer.importing.draft import Draft, DraftLevel, Fragment, ImportWarning, Kind
from explorer.importing.grids import Grid
from explorer.importing.header_words import LevelName

_WARNINGS = 200
_LONGEST = 10_000


@dataclass(slots=True)
class LevelEntry:
    """One level, still being written. An empty title has not been said yet."""

    code: str
    title: str
    line: int
    family: str | None = None
    pieces: list[Fragment] = field(default_factory=list)
    singles: dict[tuple[Kind, str | None], int] = field(default_factory=dict)
    """Where the summary and each fact stand: there is one of each."""

    def summary(self, text: str, lines: tuple[int, ...]) -> None:
        self._grow("summary", text, lines, None, "\n\n")

    def fact(self, called: str, text: str, lines: tuple[int, ...]) -> None:
        self._grow("fact", text, lines, called, "; ")

    def _grow(
        self, kind: Kind, text: str, lines: tuple[int, ...], scope: str | None, between: str
    ) -> None:
        """One piece a name: what is said of it again goes on after what was said."""
        at = self.singles.get((kind, scope))
        if at is None:
            self.singles[kind, scope] = len(self.pieces)
            self.pieces.append(Fragment(kind, text, lines, None, scope))
            return
        piece = self.pieces[at]
        if piece.text == text:
            text = piece.text
        elif len(piece.text) + len(text) < _LONGEST:
            text = f"{piece.text}{between}{text}"
        else:
            self.pieces.append(Fragment("remainder", text, lines))
            return
        self.pieces[at] = Fragment(kind, text, (*piece.lines, *lines), None, scope)


@dataclass(slots=True)
class DraftBuilder:
    """All levels of a document, and what belongs to none of them."""

    entries: list[LevelEntry] = field(default_factory=list)
    prose: list[Fragment] = field(default_factory=list)
    structure: set[int] = field(default_factory=set)
    cautions: list[ImportWarning] = field(default_factory=list)
    icons: dict[str, str] = field(default_factory=dict)
    """The emoji of competencies by their names."""
    family: str | None = None
    """The family whose levels are told of now, where a document holds several."""
    _by_name: dict[str, list[LevelEntry]] = field(default_factory=dict)

    def level(self, named: LevelName, line: int, same: bool = False) -> LevelEntry:
        """The entry of a level; the same code with quite another title is another level.

        `same`: it is the one that is known, whatever its title.
        """
        title = "" if _says_only_code(named) else named.title.lstrip("/|,–— ").strip()
        key = f"code {named.code.casefold()}" if named.code else f"title {title.casefold()}"
        known = self._by_name.setdefault(key, [])
        for entry in known:
            if self.family and entry.family not in (None, self.family):
                continue
            if same or not title or not entry.title or _alike(title, entry.title):
                entry.title = entry.title or title
                return entry
        if not known and (said := self._by_name.get(f"title {title.casefold()}")) and title:
            return said[0]
        entry = LevelEntry(_code(named), title, line, family=self.family)
        self.entries.append(entry)
        known.append(entry)
        if named.code and title:
            self._by_name.setdefault(f"title {title.casefold()}", []).append(entry)
        return entry

    def warn(self, line: int, text: str) -> None:
        if len(self.cautions) < _WARNINGS:
            self.cautions.append(ImportWarning(line, text))

    def leave(self, grid: Grid, taken: Set[tuple[int, int]], sentence: str) -> None:
        """Keep what nobody took from a grid as the remainder, a row a text."""
        first = 0
        for row, cells in enumerate(grid.rows):
            left = [
                cell
                for at, cell in enumerate(cells)
                if cell.values and (row, at) not in taken and (not at or cells[at - 1] is not cell)
            ]
            if left:
                lines = tuple(sorted({line for cell in left for line in cell.lines}))
                first = first or lines[0]
                self.prose.append(Fragment("remainder", " | ".join(c.text for c in left), lines))
        if first:
            self.warn(first, sentence)

    def draft(self, file: str, shape: str, name: str | None) -> Draft:
        levels = tuple(
            DraftLevel(
                entry.code,
                entry.title or _spoken(entry.code),
                tuple(piece for piece in entry.pieces if piece.text.strip()),
                MappingProxyType(self._icons(entry)),
                entry.line,
                family=entry.family,
            )
            for entry in self.entries
        )
        prose = tuple(piece for piece in self.prose if piece.text.strip())
        all_of_them = {line for piece in self.pieces() for line in piece.lines}
        draft = Draft(file, shape, name, levels, prose, warnings=tuple(self.cautions))
        told = {line for piece in draft.pieces() for line in piece.lines}
        return replace(draft, structure=frozenset((self.structure | all_of_them) - told))

    def _icons(self, entry: LevelEntry) -> dict[str, str]:
        names = dict.fromkeys(piece.competency for piece in entry.pieces)
        return {called: self.icons[called] for called in names if called in self.icons}

    def pieces(self) -> Iterable[Fragment]:
        yield from self.prose
        for entry in self.entries:
            yield from entry.pieces


def _says_only_code(named: LevelName) -> bool:
    """Whether the title is but the code again: "L3", or "Level 3" for 3."""
    if named.code is None:
        return False
    title, code = named.title.casefold(), named.code.casefold()
    return title in ("", code) or (title.endswith(f" {code}") and title == f"level {code}")


def _alike(one: str, other: str) -> bool:
    """Whether two titles of one code are the same, said shorter or longer."""
    first, second = sorted((one.casefold(), other.casefold()), key=len)
    return first in second


def _spoken(code: str) -> str:
    return f"Level {code}" if code.replace(".", "").isdigit() else code


def _code(named: LevelName) -> str:
    return codes.as_code(named.code or named.title)
