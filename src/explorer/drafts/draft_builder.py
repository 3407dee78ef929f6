"""The levels of a draft while it is written: one entry a level, whoever names it again.

A matrix tells of a level in many places and not always by the same words; the builder knows
it by its code, or by its title where there is no code. It keeps what no level took, too.
"""

from collections.abc import Container
from dataclasses import dataclass, field, replace

from explorer.documents import labels
from explorer.documents.blocks import Block
from explorer.documents.grids import Grid
from explorer.documents.inline import clean_text
from explorer.documents.remarks import ImportWarning
from explorer.drafts import codes
from explorer.drafts.decisions import Answer, RowsAs
from explorer.drafts.draft import Doubt, Draft, DraftLevel, Fragment, Kind
from explorer.drafts.header_words import LevelName

# More of them is one mistake said of each row.
_MAX_WARNINGS = 200
_TIME_FACT = "Time"
"""What the time that stands beside a level's code is called; the source gives no name."""
# A column of thousands of rows must not become one summary.
_MAX_TEXT = 10_000


@dataclass(slots=True)
class LevelEntry:
    """One level, still being written. An empty title has not been said yet."""

    code: str
    title: str
    line: int
    coded: bool = False
    """Whether the code was said, and is not made of the title."""
    ladder: str | None = None
    fragments: list[Fragment] = field(default_factory=list)
    singles: dict[tuple[Kind, str | None], int] = field(default_factory=dict)
    """Where the summary and each fact stand: there is one of each."""

    def summary(self, text: str, lines: tuple[int, ...]) -> None:
        self._grow("summary", text, lines, None, "\n\n")

    def fact(self, display_name: str, text: str, lines: tuple[int, ...]) -> None:
        self._grow("fact", text, lines, display_name, "; ")

    def cut(self, begin: int) -> list[Fragment]:
        """Take away all fragments from one on."""
        more = self.fragments[begin:]
        del self.fragments[begin:]
        self.singles = {key: at for key, at in self.singles.items() if at < begin}
        return more

    def _grow(
        self, kind: Kind, text: str, lines: tuple[int, ...], scope: str | None, between: str
    ) -> None:
        """One fragment a name: what is said of it again goes on after what was said."""
        at = self.singles.get((kind, scope))
        if at is None:
            self.singles[kind, scope] = len(self.fragments)
            self.fragments.append(Fragment(kind, text, lines, None, scope))
            return
        fragment = self.fragments[at]
        if fragment.text != text:
            if len(fragment.text) + len(text) >= _MAX_TEXT:
                self.fragments.append(Fragment("remainder", text, lines))
                return
            text = f"{fragment.text}{between}{text}"
        self.fragments[at] = Fragment(kind, text, (*fragment.lines, *lines), None, scope)


@dataclass(slots=True)
class DraftBuilder:
    """All levels of a document, and what belongs to none of them."""

    entries: list[LevelEntry] = field(default_factory=list)
    prose: list[Fragment] = field(default_factory=list)
    warnings: list[ImportWarning] = field(default_factory=list)
    icons: dict[str, str] = field(default_factory=dict)
    """The emoji of competencies by their names."""
    ladder: str | None = None
    """The ladder whose levels are told of now, where a document holds several."""
    rows_as: RowsAs = "scopes"
    rows: int = 0
    """How many rows of matrices were told so far: each has a number of its own."""
    _by_name: dict[str, list[LevelEntry]] = field(default_factory=dict)

    def level(self, named: LevelName, line: int, same: bool = False) -> LevelEntry:
        """The entry of a level; the same code with quite another title is another level.

        `same`: it is the one that is known, whatever its title.
        """
        title = "" if _is_only_code(named) else named.title.strip()
        key = f"code {named.code.casefold()}" if named.code else f"title {title.casefold()}"
        known = self._by_name.setdefault(key, [])
        for entry in known:
            if self.ladder and entry.ladder not in (None, self.ladder):
                continue
            if same or _are_same_title(title, entry.title):
                entry.title = entry.title or title
                return entry
        same_title = self._by_name.get(f"title {title.casefold()}", ()) if title else ()
        if not known and (fitting := [e for e in same_title if not (named.code and e.coded)]):
            return fitting[0]
        code = codes.code_from_title(named.code or named.title)
        return self.begin(code, title, line, self.ladder, bool(named.code))

    def begin(
        self, code: str, title: str, line: int, ladder: str | None, coded: bool = True
    ) -> LevelEntry:
        """A level that was not told of before."""
        entry = LevelEntry(code, title, line, coded, ladder)
        if title and codes.is_time(title):
            entry.title = ""
            entry.fact(_TIME_FACT, title, (line,))
        self.entries.append(entry)
        for name in (f"code {code}" if coded else "", f"title {title}" if title else ""):
            if name:
                self._by_name.setdefault(name.casefold(), []).append(entry)
        return entry

    def next_row(self) -> int:
        self.rows += 1
        return self.rows

    def warn(self, line: int, text: str) -> None:
        if len(self.warnings) < _MAX_WARNINGS:
            self.warnings.append(ImportWarning(line, text))

    def ask(self, line: int, text: str, answers: tuple[Answer, ...]) -> None:
        """Ask whether levels are so that have nothing but the form of some."""
        if len(self.warnings) < _MAX_WARNINGS:
            self.warnings.append(Doubt(line, text, answers, of_form=True))

    def add_text(self, block: Block, competency: str | None = None) -> None:
        """Keep a block that no level claims: prose, or a note; a table row by row."""
        if block.grid:
            self.add_rows(block.grid, "prose")
        elif block.text and block.kind == "code":
            self.prose.append(Fragment("remainder", block.text, tuple(block.lines)))
        elif text := clean_text(block.text):
            said = labels.note_text(text)
            other: Kind = "remainder" if block.kind == "comment" else "prose"
            kind: Kind = "note" if said else other
            about = None if said else competency
            self.prose.append(Fragment(kind, said or text, tuple(block.lines), about))

    def add_unplaced(self, grid: Grid, consumed: Container[tuple[int, int]], sentence: str) -> None:
        """Keep what nobody took from a grid as unplaced text, and say so."""
        if first := self.add_rows(grid, "remainder", consumed):
            self.warn(first, sentence)

    def add_rows(self, grid: Grid, kind: Kind, consumed: Container[tuple[int, int]] = ()) -> int:
        """Keep what nobody took from a grid, a row per text; gives the first line of it, or 0."""
        first = 0
        for row, cells in enumerate(grid.rows):
            unplaced = [
                cells[at]
                for at in grid.filled(row)
                if (row, at) not in consumed and (not at or cells[at - 1] is not cells[at])
            ]
            if unplaced:
                lines = tuple(sorted({line for cell in unplaced for line in cell.lines}))
                first = first or lines[0]
                text = " | ".join(clean_text(cell.text) for cell in unplaced)
                self.prose.append(Fragment(kind, text, lines))
        return first

    def _place_meanings(self) -> None:
        """Give what a table says of a competency itself to the first level that has it, as the
        competency's summary: once, however many cells or rows repeat it."""
        first = {each.competency: e for e in reversed(self.entries) for each in e.fragments}
        said: dict[tuple[str | None, str], Fragment] = {}
        kept: list[Fragment] = []
        for each in self.prose:
            if each.kind != "summary":
                kept.append(each)
                continue
            before = said.get((each.competency, each.text), each)
            lines = tuple(sorted({*before.lines, *each.lines}))
            said[each.competency, each.text] = replace(before, lines=lines)
        for fragment in reversed(said.values()):
            if entry := first.get(fragment.competency):
                names = [each.competency for each in entry.fragments]
                entry.fragments.insert(names.index(fragment.competency), fragment)
            else:
                kept.append(replace(fragment, kind="prose"))
        self.prose = kept

    def build(self, file: str, shape: str, name: str | None) -> Draft:
        self._place_meanings()
        levels = tuple(
            DraftLevel(
                entry.code,
                entry.title or _title_of_code(entry.code),
                tuple(fragment for fragment in entry.fragments if fragment.text.strip()),
                self._icons(entry),
                entry.line,
                ladder=entry.ladder,
            )
            for entry in self.entries
        )
        prose = tuple(fragment for fragment in self.prose if fragment.text.strip())
        return Draft(file, shape, name, levels, prose, warnings=tuple(self.warnings))

    def _icons(self, entry: LevelEntry) -> dict[str, str]:
        names = dict.fromkeys(each.competency for each in entry.fragments if each.competency)
        return {name: self.icons[name] for name in names if name in self.icons}


def _is_only_code(named: LevelName) -> bool:
    """Whether the title is but the code again: "L3", or "Level 3" for 3."""
    if named.code is None:
        return False
    title, code = named.title.casefold(), named.code.casefold()
    return title in ("", code, f"level {code}")


def _are_same_title(one: str, other: str) -> bool:
    """Whether two titles of one code are the same, said shorter, longer or not at all."""
    return one.casefold() in other.casefold() or other.casefold() in one.casefold()


def _title_of_code(code: str) -> str:
    return f"Level {code}" if code.replace(".", "").isdigit() else code
