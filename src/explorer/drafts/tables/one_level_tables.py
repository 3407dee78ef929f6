"""A table that belongs to one level: a row is a name and what is expected, a fact, or a column
for each competency; and one that lists the levels of a text. Tables that tell all of several levels
are read in `level_columns` and `level_rows`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from explorer.documents.grids import Cell, Grid
from explorer.documents.inline import name_and_icon
from explorer.drafts.draft import SCOPE_SEPARATOR, Fragment, Kind
from explorer.drafts.draft_builder import DraftBuilder, LevelEntry
from explorer.drafts.header_words import LevelName, column_role, say_what_is_done
from explorer.drafts.tables import matrix
from explorer.drafts.tables.cell_kinds import paragraphs
from explorer.drafts.tables.header_rows import NAMING, Head, Roles
from explorer.drafts.tables.layouts import find_layout
from explorer.drafts.tables.matrix_axes import CellPositions
from explorer.drafts.tables.table_layout import Layout, is_empty, is_short
from explorer.drafts.tables.table_levels import LONGEST_NAME, are_scores
from explorer.text.lazy_messages import gettext_lazy

# The initials of whoever has seen it, and when: "MB", "12/02".
_SIGNED = re.compile(r"[A-Z]{1,3}|\d+(?:[./-]\d+)+")


def fragments_of_level(
    grid: Grid, competency: str | None, scope: str | None, facts: bool, around: DraftBuilder
) -> list[Fragment]:
    """A table among the lists of a level: names of competencies, scopes or `facts`, and what is
    said of each, within the competency and scope around it. One that tells of several levels is
    kept as it is."""
    pairs = list(_pairs(grid)) if facts else []
    if any(each.bullet for _, value in pairs for each in value.values):
        pairs = []  # "Responsibilities" over a list, below "Reports to"
    heads = [column_role(grid.cell(0, at).text) for at in (0, 1)] if grid.header else [None]
    # `Skill | Description` heads what is expected, but for values of a word or two.
    told = heads[0] in NAMING and heads[1] == "statement"
    if pairs and (not told or _are_few_words([value for _, value in pairs])):
        return [
            Fragment("fact", paragraphs(value), value.lines, None, name_and_icon(name.text)[0])
            for name, value in pairs
            if not is_empty(value, "fact")
        ]
    layout = find_layout(grid, one=True)
    if layout is None or layout.sure > 1:
        text = " | ".join(" | ".join(cell.text for cell in row) for row in grid.rows)
        said = gettext_lazy("A table that no rule reads here is kept as remainder.")
        around.warn(grid.line, said)
        return [Fragment("remainder", text, grid.lines, competency)]
    builder = DraftBuilder()
    entry = builder.level(LevelName("level", "", sure=True), grid.line)
    layout = Layout("level", layout.header, roles=layout.roles)
    consumed = read_one_level(grid, layout, builder, entry, [competency] if competency else [])
    builder.add_unplaced(grid, consumed, "These cells are kept as remainder.")
    made: list[Fragment] = []
    for each in entry.fragments:
        within = scope if each.kind in ("statement", "tentative") else None
        inner = SCOPE_SEPARATOR.join(filter(None, (within, each.scope))) or None
        made.append(replace(each, scope=inner))
    around.warnings += builder.warnings
    return [*made, *builder.prose]


def _pairs(grid: Grid) -> Iterator[tuple[Cell, Cell]]:
    """The names and values of a table of two columns, or of one row under names; else none."""
    below = [row for row in grid.rows[grid.header :] if any(cell.text for cell in row)]
    pairs = [(row[0], row[1]) for row in below if len(row) == grid.width == 2]
    if grid.header == len(below) == 1 < grid.width:
        pairs = list(zip(grid.rows[0], below[0], strict=False))
    elif len(pairs) < len(below):
        return
    if all(name_and_icon(name.text)[0] and value.text for name, value in pairs):
        yield from pairs


def _are_few_words(cells: Sequence[Cell]) -> bool:
    return sum(len(cell.text.split()) for cell in cells) < 4 * len(cells)


def read_one_level(
    grid: Grid, layout: Layout, builder: DraftBuilder, entry: LevelEntry, within: Sequence[str]
) -> CellPositions:
    """A table that belongs to one level: a row is a name and what is expected."""
    roles, last, over = layout.roles, grid.width - 1, Head(grid, layout.header)
    head = grid.rows[layout.header] if layout.header >= 0 else ()
    # `Coding, Operations, Growth` over texts in all columns: each head is a competency.
    named = {*roles.values()} == {None} and over.first_holds_texts(roles)
    if last == 1:
        named = named and over.lengths[0] > LONGEST_NAME
        named = named and all(len(cell.text) <= LONGEST_NAME for cell in head)
    # `Area` over names, each beside a text, whatever stands over these.
    texts = over.below(1).values()
    named_alone = roles.get(0) in NAMING and bool(texts) and min(len(t.split()) for t in texts) > 2
    said = grid.header or roles.get(1) or len(head) != 2 or named or named_alone
    first = roles.get(0) == "fact" and roles.get(1) is None  # `Reports to | CTO`
    # "No." is a head, too.
    short = all(roles.get(at) or is_short(cell) for at, cell in enumerate(head))
    if not said or first or not short:
        roles, layout, named = {}, replace(layout, header=-1), False
    names = _names(over, roles) if last and not named else ()
    kinds = _kinds(grid, roles) if last == 1 and not named else {}
    # "Proficiency" beside each skill and what it means is expected, too.
    roles = {at: None if at and role == "level" else role for at, role in roles.items()}
    for at, role in [*roles.items()] if last > 1 else ():
        texts = over.below(at).values()
        signed = layout.roles.get(at) is None and all(map(_SIGNED.fullmatch, texts))
        if at and role != "id" and (are_scores(texts, ticks=True) or signed):
            roles[at] = "score"
    others = {*range(grid.width)} - {*names}
    told = [at for at in others if roles.get(at) not in ("score", "id") and over.below(at)]
    if names and len(told) == 1 and roles.get(told[0]) is None:
        # One text beside each name: its head only says that it is one, or at which proficiency.
        roles[told[0]] = "statement"
    shaped = replace(layout, names=names, roles=roles, kinds=kinds)
    return matrix.read(grid, shaped, builder, within, entry)


def _names(head: Head, roles: Roles) -> tuple[int, ...]:
    """The first column, and those right of it that name parts of what it names: `Skill` or, by its form,
    `Practice` between `Area` and `Expectation` (machine-learning-engineers.xlsx)."""
    if roles.get(0) == "statement":
        return ()
    texts = next((at for at in roles if at > 1 and roles[at] == "statement"), 1)
    below = [[*head.below(at).values()] for at in range(texts)]
    counts = [len({*each}) for each in below]
    names = [
        at
        for at in range(1, texts)
        if roles.get(at) in NAMING
        or (roles.get(at) is None and counts[0] < counts[at] == len(below[at]))
    ]
    return (0, *names)


def _kinds(grid: Grid, roles: Roles) -> dict[int, Kind]:
    """What rows of two columns hold beside statements, where no header says that there are some:
    facts, if all but a summary (`Purpose`) are of few words; over lists both."""
    if roles.get(1) not in (None, "fact", "id") or roles.get(0) in ("competency", "scope"):
        return {}
    rows = {at: (row[0].text, row[1]) for at, row in enumerate(grid.rows) if len(row) > 1}
    summaries = [at for at, (name, _) in rows.items() if column_role(name) == "summary"]
    others = rows.keys() - {*summaries}
    if _are_few_words([rows[at][1] for at in others]):
        return {**dict.fromkeys(others, "fact"), **dict.fromkeys(summaries, "summary")}
    lists = {
        at
        for at, (name, cell) in rows.items()
        if name.isdecimal() or any(value.bullet for value in cell.values)
    }
    made: dict[int, Kind] = {}
    first = min(lists, default=0)
    deeds = say_what_is_done([rows[at][1].text for at in rows if at < first])
    for at in rows.keys() - lists if lists else ():
        role, cell = column_role(rows[at][0]), rows[at][1]
        value = at < first and not deeds
        if role == "summary" or (is_short(cell) and (value or role == "fact")):
            made[at] = "summary" if role == "summary" else "fact"
    return made
