"""Records in data as tables, lists of texts or flat mappings that share their keys; and lists with a
text for each level; and things that the rest calls by their keys.

A record names a level, and a competency or texts of several; its keys are the heads of columns.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from explorer.documents.data_files import Node, Said, texts_in
from explorer.documents.grids import EMPTY_CELL, Cell, CellValue, Grid
from explorer.documents.inline import clean_markdown
from explorer.drafts.data.data_words import NAMES, role_of, shown, words_of
from explorer.drafts.header_words import column_role, level_name

CODE_FOR_PROGRAMS = re.compile(r"\d+(?:\.\d+)?[a-z]?|[A-Z]{1,4}|[A-Za-z]{1,3}[-_]?\d{1,2}[a-z]?")
"""A key that is the code of a level, and no word for programs ("level-1", "senior")."""
# "Dough and batter" names, "The heart of the bakery, and of every baker." tells.
_IS_NAME = re.compile(r"(?:\S+\s+){0,4}\S*[^\s.!?]")
# Under which keys a thing may be called by its own.
_CALLS = ("level", "competency", "scope", "id")
# What sums up a competency, in mappings as in records.
_MEANING = "why it matters"
# Records share their keys: a table of them has no more cells than this times their texts.
_ALIKE = 2


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


# -- things that are called by their keys -----------------------------------------------------


def with_names_for_keys(data: dict[Said, Node]) -> dict[Said, Node]:
    """A mapping in which what a list names is called by its name, and by its key nowhere:
    `competencies: [{key: bench, name: Bench work, description: …}]` over `bench: [Cuts …]`. What
    the list says of a competency stands where it is called first (joiners.yaml)."""
    for key in [each for each in data if role_of(each) in ("level", "competency")]:
        rest = {each: value for each, value in data.items() if each is not key}
        listed = _listed(data[key])
        names = {
            each: name for each, (name, _) in listed.items() if not names_level(each, sure=True)
        }
        apart = len({name.casefold() for name in names.values()}) == len(names)
        if not apart or len(names.keys() & set(_called(rest))) < 2:
            continue
        told: dict[str, list[Node]] = {}
        if role_of(key) == "level":
            rest[key] = _coded(data[key])
        else:
            told = {each: about for each, (_, about) in listed.items() if about}
        data = {
            each: rest[each] if each is key else _renamed(rest[each], names, told)
            for each in data
            if each in rest
        }
    return data


def _listed(node: Node) -> dict[str, tuple[Said, list[Node]]]:
    """Things by their keys, each with its name and what is said of it; {} where some have none, or
    hold more than texts."""
    made: dict[str, tuple[Said, list[Node]]] = {}
    if isinstance(node, dict) and all(isinstance(each, Said) for each in node.values()):
        # Names, or what the names mean.
        said = [(key, text) for key, text in node.items() if isinstance(text, Said)]
        if all(_IS_NAME.fullmatch(text) for _, text in said):
            return {key: (text, []) for key, text in said}
        return {key: (shown(key), [text]) for key, text in said}
    held = node.items() if isinstance(node, dict) else [("", each) for each in node]
    for key, each in () if isinstance(node, Said) else held:
        told = each if isinstance(each, dict) else {}
        texts = {name: text for name, text in told.items() if isinstance(text, Said)}
        ids = [key] if key else [text for name, text in texts.items() if role_of(name) == "id"]
        names = [
            text
            for name, text in texts.items()
            if words_of(name) in NAMES or role_of(name) == "title"
        ]
        if not ids or not names or len(texts) < len(told):
            return {}
        about = [t for name, t in texts.items() if role_of(name) in ("summary", "statement")]
        made[ids[0]] = names[0], [*about]
    return made


def _coded(node: Node) -> Node:
    """Levels with the id that the rest calls them by as their code, where it could be one."""

    def named(key: Said, value: Node) -> Said:
        coded = role_of(key) == "id" and CODE_FOR_PROGRAMS.fullmatch(str(value))
        return said_of("code", value) if coded else key

    entries = node if isinstance(node, list) else []
    coded = [{named(*e): e[1] for e in each.items()} for each in entries if isinstance(each, dict)]
    return list[Node](coded) or node


def _called(node: Node) -> Iterator[str]:
    """Every key in a node, and every text beside one."""
    if isinstance(node, dict):
        yield from (each for pair in node.items() for each in pair if isinstance(each, Said))
    if not isinstance(node, Said):
        for each in node.values() if isinstance(node, dict) else node:
            yield from _called(each)


def _renamed(node: Node, names: Mapping[str, Said], told: dict[str, list[Node]]) -> Node:
    """A node with names for keys, and what is `told` of each thing where it comes first."""
    if isinstance(node, list):
        return [_renamed(each, names, told) for each in node]
    if isinstance(node, Said):
        return node
    made: dict[Said, Node] = {}
    for key, value in node.items():
        role = role_of(key)
        if isinstance(value, Said) and value in names and role in _CALLS:
            made[said_of("name", value) if role == "id" else key] = Said.at(
                names[value], value.lines
            )
            if about := told.pop(value, None):
                made[said_of(_MEANING, about)] = about
            continue
        held = _renamed(value, names, told)
        if key in names and (about := told.pop(key, None)):
            inner = held if isinstance(held, dict) else {said_of("statements", held): held}
            held = {said_of(_MEANING, about): about, **inner}
        made[Said.at(names[key], key.lines) if key in names else key] = held
    return made
