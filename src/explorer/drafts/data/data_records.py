"""Records in data as tables, lists of texts or flat mappings that share their keys; and lists with a
text for each level.

A record names a level, and a competency or texts of several; its keys are the heads of columns.
"""

from collections.abc import Iterator, Mapping, Sequence

from explorer.documents.data_files import Node, Said
from explorer.documents.grids import EMPTY_CELL, Cell, CellValue, Grid
from explorer.documents.inline import clean_markdown
from explorer.drafts.data.data_words import role_of, shown, words_of
from explorer.drafts.header_words import column_role, level_name

# Records share their keys: a table of them has no more cells than this times their texts.
_ALIKE = 2


def texts_in(node: Node) -> Iterator[Said]:
    """Every text in a node."""
    if isinstance(node, Said):
        yield node
    else:
        for each in node.values() if isinstance(node, dict) else node:
            yield from texts_in(each)


def said_of(text: str, node: Node) -> Said:
    """A word of ours where a node begins."""
    return Said.at(text, next((each.lines for each in texts_in(node)), (1,)))


def names_level(text: str, sure: bool = False) -> bool:
    named = level_name(text)
    return named is not None and (named.sure or not sure)


def table_of(entries: Sequence[Node]) -> Grid | None:
    """Lists of texts in a list, or flat records that each name a level, and a competency or texts
    of several, as a table."""
    rows: list[list[list[Said]]] = []
    if all(isinstance(each, list) for each in entries):
        lists = [each for each in entries if isinstance(each, list)]
        rows = [[[*texts_in(cell)] for cell in each] for each in lists]
    elif all(isinstance(each, dict) and _is_record(each) for each in entries):
        rows = _rows_of_records([each for each in entries if isinstance(each, dict)])
    if len(rows) < 3:
        return None
    cells = tuple(tuple(map(_cell, row)) for row in rows)
    lines = sorted({line for row in cells for cell in row for line in cell.lines})
    return Grid(cells, tuple(lines), header=1)


def _rows_of_records(records: Sequence[dict[Said, Node]]) -> list[list[list[Said]]]:
    """A row of their keys, and a row each; [] where they share few of them."""
    columns = list(dict.fromkeys(key for record in records for key in record))
    if len(columns) * len(records) > _ALIKE * sum(map(len, records)):
        return []
    names = {key for key in columns if column_role(words_of(key)) in ("competency", "scope")}
    return [[[shown(key)] for key in columns]] + [
        [
            [shown(each) if key in names else each for each in texts_in(record.get(key, []))]
            for key in columns
        ]
        for record in records
    ]


def _is_record(node: Mapping[Said, Node]) -> bool:
    values = (each if isinstance(each, list) else [each] for each in node.values())
    told = [column_role(words_of(key)) for key, value in node.items() if isinstance(value, Said)]
    return (
        "level" in told
        and ("competency" in told or told.count(None) > 1)
        and all(isinstance(each, Said) for value in values for each in value)
    )


def _cell(texts: Sequence[Said]) -> Cell:
    made = ((clean_markdown(" ".join(each.split())), each.lines) for each in texts)
    values = tuple(CellValue(text, lines, len(texts) > 1) for text, lines in made)
    return Cell(values) if values else EMPTY_CELL


# -- lists with a text for each level ---------------------------------------------------------


def with_levels_of_lists(node: dict[Said, Node]) -> dict[Said, Node]:
    """A mapping in which one list names levels and several others have a text for each of them:
    `{levels: [Junior, Senior], skills: {Craft: [asks, answers], Team: [joins, leads]}}`."""
    key = next((key for key in node if role_of(key) == "level"), None)
    names = node[key] if key else None
    if key and isinstance(names, list) and len(names) > 1:
        said = [each for each in names if isinstance(each, Said)]
        rest = {each: value for each, value in node.items() if each != key}
        others = [*_lists_of_texts(rest)]
        if len(others) > 1 and all(len(each) == len(said) == len(names) for each in others):
            return {each: _spread(value, said) for each, value in rest.items()}
    return node


def _lists_of_texts(node: Node) -> Iterator[Sequence[Node]]:
    if isinstance(node, list) and any(isinstance(each, Said) for each in node):
        yield node
    elif not isinstance(node, Said):
        for each in node.values() if isinstance(node, dict) else node:
            yield from _lists_of_texts(each)


def _spread(node: Node, names: Sequence[Said]) -> Node:
    """A node with each list of texts as one text a level."""
    if isinstance(node, dict):
        return {key: _spread(value, names) for key, value in node.items()}
    if isinstance(node, list) and any(isinstance(each, Said) for each in node):
        told: dict[Said, Node] = {
            name: {said_of("statement", each): each} for name, each in zip(names, node, strict=True)
        }
        return {said_of("levels", node): told}
    return [_spread(each, names) for each in node] if isinstance(node, list) else node
