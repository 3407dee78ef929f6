"""A file that was read against the shape that it should have: the shape, or every mistake in it.

Each mistake becomes a `Problem` at the line it stands in, in words for whoever wrote the file.
"""

from functools import cache
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from explorer.files.schema import (
    ADDRESS,
    CODE,
    DAY,
    KEY,
    LANGUAGE,
    REFERENCE,
    TOPIC,
    LadderShape,
    SynonymsShape,
)
from explorer.files.yaml_reader import Document, NonString, Path
from explorer.problems import MOST, Problem, first, one_of, quoted

S = TypeVar("S")


@cache
def adapter(shape: type) -> TypeAdapter[Any]:
    """What reads and writes a shape, or a frozen dataclass that declares its own form."""
    return TypeAdapter(shape)


def check(shape: type[S], document: Document, file: str) -> tuple[S | None, list[Problem]]:
    """The document as a shape or such a dataclass, or None and every problem in it."""
    declared: type = shape
    problems, more = list(document.problems), False
    if len(problems) > MOST:
        return None, problems
    result = None
    if not problems or document.data is not None:
        try:
            result = adapter(declared).validate_python(document.data)
        except ValidationError as error:
            details = error.errors(include_url=False)
            # What is missing may stand below the place where reading stopped, and a piece
            # that could not be read need not be told that it is also of the wrong type.
            located = {(problem.line, problem.column) for problem in problems}
            problems += [
                problem
                for detail in details[:MOST]
                if not any("\0" in str(part) for part in detail["loc"])
                and (document.whole or detail["type"] != "missing")
                and ((problem := _problem(shape, document, file, detail)).line, problem.column)
                not in located
            ]
            more = len(details) > MOST
    return (None if problems else result), first(problems, more)


_TEXT_KEYS = frozenset({"title", "summary", "name", "meaning"})
_TEXTS_BELOW = frozenset(
    {"facts", "statements", "tentative", "examples", "notes", "prose", "remainder", "ratings"}
    | {"panel_ratings"}
)
"""Where the words of a ladder stand. A comment beside a code, a scope or a source is fine:
the guide to keeping a ladder (docs/keeping-a-ladder.md) has one beside a scope itself."""


def cut_texts(document: Document, file: str) -> list[Problem]:
    """A problem for each text of a ladder's file that ends where a comment begins.

    "I answer in #careers too", without quotes, is "I answer in" for YAML.
    """
    cut = [
        Problem(
            file,
            *place,
            f"a comment, {quoted(comment)}, that cuts off the text before it",
            'that text in quotes, "like #this", or folded (>- after the key, the text on the next'
            " line); a comment on a line of its own",
        )
        for path, (place, comment) in document.comments_after_text.items()
        if _is_text(document, path)
    ]
    return first(cut)


def _is_text(document: Document, path: Path) -> bool:
    if not path or (path[-1] not in _TEXT_KEYS and (path[-2:-1] or ("",))[0] not in _TEXTS_BELOW):
        return False
    value = document.data
    for part in path:
        value = value[part]
    return isinstance(value, str)


_LINES = "lines of the form key: value"
_LIST = "a list (lines that begin with - )"
_UNKNOWN = ("extra_forbidden", "unexpected_keyword_argument")
_WANTED = {
    "string_type": "text",
    "list_type": _LIST,
    "tuple_type": _LIST,
    "dataclass_type": _LINES,
    "mapping_type": _LINES,
    "dict_type": _LINES,
    "model_type": _LINES,
    "model_attributes_type": _LINES,
    "bool_type": "true or false",
    "int_type": "a whole number",
    "date_type": "a date such as 2026-11-23",
}
_NUMBERS: dict[type, str] = {
    LadderShape: "two to nine words, from the lowest to the highest",
    SynonymsShape: "two words or more in a group, and at most forty",
}
_PATTERNS = {
    LANGUAGE: "the tag of a language, such as de or pt-BR",
    CODE: 'a code of letters, digits, space, ".", "-" or "+"',
    KEY: 'a name of letters, digits, "-", "_" or ".", without spaces',
    REFERENCE: "an id, or a level and an id: L2/reviews",
    ADDRESS: "an address that begins with https://",
    TOPIC: "a level and an id: L2/reviews",
    DAY: "a day, such as 2026-11-23",
}


def _problem(shape: type, document: Document, file: str, detail: Any) -> Problem:
    path: Path = tuple(part for part in detail["loc"] if part != "[key]")
    of_key = detail["loc"][-1:] == ("[key]",)
    kind, given, context = detail["type"], detail["input"], detail.get("ctx", {})
    # A union's own branches (list[...] | None) add parts that are in no file.
    while path and path not in document.keys and path not in document.values and kind != "missing":
        path = path[:-1]
    line, column = (
        document.place(path) if of_key or kind in _UNKNOWN else _value_place(document, path)
    )
    if kind == "missing":
        found, wanted = (
            f"no {quoted(path[-1])} in {_name(path[:-1])}",
            f"{quoted(path[-1])}, which every such file or entry has",
        )
        line, column = document.place(path[:-1])
    elif kind in _UNKNOWN:
        found = f"the unknown key {quoted(path[-1])}"
        wanted = one_of(str(path[-1]), _known_keys(shape, path[:-1]))
    elif kind == "string_pattern_mismatch":
        found, wanted = quoted(given), _PATTERNS.get(context["pattern"], "another form")
    elif kind in ("string_too_short", "string_too_long"):
        found = "empty text" if kind.endswith("short") else f"{len(given):,} characters"
        wanted = "some text" if kind.endswith("short") else f"at most {context['max_length']:,}"
    elif kind in ("too_short", "too_long"):
        found, wanted = (
            f"{len(given)} of them",
            _NUMBERS.get(shape, f"at most {context.get('max_length')}"),
        )
    elif kind == "less_than_equal":
        found, wanted = _describe_value(given), f"at most {context['le']:,}"
    elif kind == "literal_error":
        found, wanted = _describe_value(given), context["expected"].replace("'", '"')
    else:
        found, wanted = _describe_value(given), _WANTED.get(kind, "something else here")
        if kind == "string_type" and isinstance(given, NonString | int):
            written = given.text if isinstance(given, NonString) else str(given).lower()
            wanted = f'text: put it in quotes, "{written[:40]}"'
        elif kind == "string_type" and isinstance(given, dict | list):
            wanted = "text; in quotes if it holds a colon or begins with a bracket"
        elif not path and given is None:
            found = "an empty file"
    return Problem(file, line, column, found, wanted)


def _value_place(document: Document, path: Path) -> tuple[int, int]:
    value = document.values.get(path)
    return value if value and value > (0, 0) else document.place(path)


def _describe_value(given: object) -> str:
    match given:
        case None:
            return "nothing"
        case NonString(kind, text):
            return f"{kind}, {text[:40]}"
        case bool():
            return f"a yes or no, {str(given).lower()}"
        case int():
            return f"a number, {given}"
        case str():
            return f"the text {quoted(given)}"
        case list():
            return "a list"
        case _:
            return _LINES


def _name(path: Path) -> str:
    return (
        quoted(path[-1])
        if path and isinstance(path[-1], str)
        else "the file"
        if not path
        else "this entry"
    )


def _known_keys(shape: type, path: Path) -> list[str]:
    """The keys that are known at a path, by walking the shape's own declarations."""
    schema = _schema(shape)
    here = schema
    for part in path:
        here = _resolve(here, schema)
        if isinstance(part, int):
            here = here.get("items", {})
        else:
            here = (
                here.get("properties", {}).get(part)
                or here.get("additionalProperties")
                or (next(iter(here.get("patternProperties", {}).values()), {}))
            )
    return list(_resolve(here, schema).get("properties", {}))


@cache
def _schema(shape: type) -> Any:
    return adapter(shape).json_schema()


def _resolve(node: Any, schema: Any) -> Any:
    while isinstance(node, dict):
        if "$ref" in node:
            node = schema["$defs"][node["$ref"].rsplit("/", 1)[-1]]
        elif "anyOf" in node:
            node = node["anyOf"][0]
        else:
            return node
    return {}
