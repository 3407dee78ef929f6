"""The head of a grid whose columns are levels: a row or several, and what each of them says.

Below the row of the levels may stand their titles, the parts that each of them has ("Expectation,
Example"), or what the columns before them are; such a row has no name of its own. Parts may stand
beside the levels in one row, too: `L1 Expectations, L1 Examples`.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from explorer.documents.inline import name_and_icon
from explorer.documents.labels import says_how_it_looks
from explorer.drafts.codes import PROFESSIONS, without_level_word
from explorer.drafts.header_words import LevelName, column_role, level_name
from explorer.drafts.tables.header_rows import NAMING, PARTS, Head, Part, Roles
from explorer.drafts.tables.table_levels import are_scores

# "Master of the workshop and its tools"; more words are a text.
_WORDS_OF_TITLE = 6


@dataclass(slots=True)
class HeadBlock:
    """What the head says of the columns: the `levels` (a column that is a part of one has the same),
    the `parts` and `scopes` of levels with several columns, and the `roles` of others."""

    head: Head
    levels: dict[int, LevelName]
    roles: Roles
    parts: dict[int, Part] = field(default_factory=dict)
    scopes: dict[int, str] = field(default_factory=dict)
    rows: int = 1

    def __post_init__(self) -> None:
        if not (self._parts_beside() or self._scopes_beside()):
            while self._goes_on(self.head.row + self.rows):
                self.rows += 1
        self.roles = {**self.roles, **self.parts}

    def _goes_on(self, row: int) -> bool:
        """Whether a row still belongs to the head; takes it up. Before the levels it has nothing, or
        what the columns are: codes stand above, `Key area | Attribute | Associate | Engineer` below."""
        grid, first = self.head.grid, min(self.levels)
        if row >= len(grid.rows) or not grid.filled(row):
            return False
        own = {at: cell.text for at in range(first) if (cell := grid.cell(row, at)).text}
        own = {at: own[at] for at in own if grid.cell(row, at) is not grid.cell(row - 1, at)}
        roles = {at: column_role(text) for at, text in own.items()}
        if roles:
            known = {*NAMING, "id", "note", "statement"}
            above = any(grid.cell(row - 1, at).text for at in range(first))
            if above or not {*NAMING} & {*roles.values()} or not {*roles.values()} <= known:
                return False
        if not self._parts_below(row) and not self._titles_below(row, bool(roles)):
            return False
        self.roles = {**self.roles, **roles}
        return True

    # -- beside the levels --------------------------------------------------------------

    def _parts_beside(self) -> bool:
        """`L1 Expectations, L1 Examples`, `Expectation (L1), Evidence (L1)`, `L1, Examples for L1`,
        or `L1, Examples, L2, Examples`."""
        heads = self.head.texts
        said: dict[int, tuple[LevelName, Part]] = {}
        again = Counter(heads.values())
        for at, text in heads.items():
            for name, part in names_and_parts(text):
                if named := level_name(name):
                    said.setdefault(at, (named, part))
            owner = self.levels.get(at - 1) or (said[at - 1][0] if at - 1 in said else None)
            if again[text] > 1 and owner and (own := _part(text)):
                said[at] = owner, own
        columns: dict[int, tuple[LevelName, Part]] = {
            at: said.get(at) or (self.levels[at], "statement")
            for at in sorted({*self.levels, *said})
        }
        known = {_known_by(named) for named, _ in columns.values()}
        if not said or len(known) == len(columns):
            return False
        self.levels = {at: named for at, (named, _) in columns.items()}
        self._take_parts(heads, {at: part for at, (_, part) in columns.items()})
        return True

    def _scopes_beside(self) -> bool:
        """The same few words beside each code are scopes: `L1 Meets, L1 Exceeds, L2 Meets, …`."""
        words: dict[str, list[str]] = {}
        for level in self.levels.values():
            words.setdefault(level.code or "", []).append(level.title)
        roles = any(PROFESSIONS.search(level.title) for level in self.levels.values())
        if "" in words or roles or not _come_again(words):
            return False
        self.scopes = {at: level.title for at, level in self.levels.items()}
        self.levels = {
            at: LevelName(level.code, level.code or "", True) for at, level in self.levels.items()
        }
        return True

    # -- below them ---------------------------------------------------------------------

    def _parts_below(self, row: int) -> bool:
        """`L1,,L2,` over `Expectation, Example, Expectation, Example`: words for parts, or the same
        few for each level, which are scopes, or heads of scores."""
        grid, owners = self.head.grid, self._owners()
        texts = {at: grid.cell(row, at).text for at in owners}
        parts = {at: part for at, text in texts.items() if (part := _part(text))}
        if len(owners) < grid.width - min(self.levels) or self.parts:
            return False
        if len(parts) < len(texts):
            said: dict[str, list[str]] = {}
            for at, level in owners.items():
                said.setdefault(_known_by(level), []).append(texts[at])
            if not _come_again(said):
                return False
            below: dict[str, list[str]] = {}
            for at, text in texts.items():
                below.setdefault(text, []).extend(Head(grid, row).below(at).values())
            scored = {text for text, told in below.items() if are_scores(told)}
            for at, text in texts.items():
                if at not in parts:
                    parts[at] = "score" if text in scored else "statement"
                    self.scopes |= {} if text in scored else {at: name_and_icon(text)[0]}
        self.levels = owners
        self._take_parts(texts, parts)
        return True

    def _owners(self) -> dict[int, LevelName]:
        """The level of each column: its own, or that of the one before it where nothing stands."""
        made: dict[int, LevelName] = {}
        for at in range(min(self.levels), self.head.grid.width):
            empty = not self.head.text(at)
            if named := self.levels.get(at) or (made.get(at - 1) if empty else None):
                made[at] = named
        return made

    def _titles_below(self, row: int, named: bool) -> bool:
        """The titles under codes that stand alone: different names, most of them known, or shorter
        than what stands below them. Half are known where a row called Quality would be a competency."""
        grid = self.head.grid
        cells = {at: grid.cell(row, at) for at in self.levels}
        texts = [cell.text for cell in cells.values()]
        if any(map(has_title, self.levels.values())) or not all(map(is_title, texts)):
            return False
        known = sum(level_name(text) is not None for text in texts)
        if named and known * 2 < len(texts):
            return False
        if not named and known < len(texts):
            sure = all(level.sure for level in self.levels.values())
            below = row + 1 < len(grid.rows) and grid.filled(row + 1)[:1]
            if not (sure and below and below[0] < min(self.levels)):
                return False
            # "Network Operator, Network Specialist": long ones over short texts.
            likely = known * 2 > len(texts) or _are_shorter(self, row)
            if len(set(texts)) < len(texts) or not likely:
                return False
        self.levels = {
            at: LevelName(level.code, name_and_icon(cells[at].text)[0], level.sure)
            for at, level in self.levels.items()
        }
        return True

    def _take_parts(self, heads: Mapping[int, str], parts: dict[int, Part]) -> None:
        """What a level looks like, beside what is expected of it, are examples."""
        for at, part in parts.items():
            level = _known_by(self.levels[at])
            beside = [n for n in parts if n != at and _known_by(self.levels[n]) == level]
            if part == "statement" and says_how_it_looks(heads[at]):
                told = any(parts[n] == part and not says_how_it_looks(heads[n]) for n in beside)
                self.parts[at] = "example" if told else part
            else:
                self.parts[at] = part


def _come_again(words: Mapping[str, list[str]]) -> bool:
    """Whether each of several levels has the same few words, of which none is empty."""
    first, *others = words.values()
    again = bool(others) and all(each == first for each in others)
    return again and len({*first, ""}) > len(first) > 1


def has_title(level: LevelName) -> bool:
    """Whether a level has a code, and more than that."""
    return bool(level.code) and without_level_word(level.title) not in ("", level.code)


def is_title(text: str) -> bool:
    """Whether a text could be the title of a level: a few words, and no sentence."""
    return 0 < len(text.split()) <= _WORDS_OF_TITLE and text[-1:] not in ".!?:"


def _are_shorter(head: HeadBlock, row: int) -> bool:
    """Whether a row holds capital names, half as long as the texts below it."""
    under = Head(head.head.grid, row)
    texts = [under.text(at) for at in head.levels]
    below = [text for at in head.levels for text in under.below(at).values()]
    mean = sum(map(len, below)) / max(1, len(below))
    return all(not text[0].islower() for text in texts) and (
        sum(map(len, texts)) / len(texts) < mean / 1.5
    )


def _known_by(named: LevelName) -> str:
    return (named.code or named.title).casefold()


def _part(text: str) -> Part | None:
    said = column_role(text) if text else None
    return next((part for part in PARTS if part == said), None)


def names_and_parts(text: str) -> Iterator[tuple[str, Part]]:
    """What the head of a column may name beside the word for a part, whichever of them stands first."""
    words = text.split()
    for cut in range(1, len(words)):
        sides = [" ".join(side).strip("():,–—- ") for side in (words[:cut], words[cut:])]
        for name, part in (sides, sides[::-1]):
            if said := _part(part.removesuffix(" for").removesuffix(" at").removesuffix(" of")):
                yield name, said
