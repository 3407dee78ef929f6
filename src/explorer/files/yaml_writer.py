"""Data as the text of a file: YAML as a person would have written it.

Ladders, profiles, plans and scorecards are all written here. Short and harmless text stands
as it is, everything else folded or, where it must be, in quotes; no anchors, no tags. What
`yaml_reader` reads again is the same data.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

import yaml

Value = str | bool | int | None | Sequence["Value"] | Mapping[str, "Value"]

_WIDTH = 88
_SHORT = 72
_SAFE = re.compile(r"[A-Za-z][\w ,.()'&/+–—%’“”…;!?-]*")
_KEY = re.compile(r"[A-Za-z0-9][\w .()/&'’,+–-]*")
_RESOLVER: Any = yaml.resolver.Resolver()
_STRING = "tag:yaml.org,2002:str"


def document(data: Mapping[str, Value], comments: Mapping[str, str] = MappingProxyType({})) -> str:
    """The text of a file. A code is in quotes, so that everybody sees that it is text. Above a
    key stands what `comments` say of it."""
    lines: list[str] = []
    for key, value in data.items():
        if key in comments:
            lines.append(f"# {comments[key]}")
        if key == "code":
            lines.append(f"code: {_quoted(str(value))}")
        else:
            _mapping({key: value}, 0, lines)
    return "\n".join(lines) + "\n"


def _mapping(data: Mapping[str, Value], indent: int, lines: list[str]) -> None:
    for key, value in data.items():
        _entry(f"{' ' * indent}{_key(key)}:", value, indent, lines)


def _entry(start: str, value: Value, indent: int, lines: list[str]) -> None:
    """What follows a key or the hyphen of a list, whose own indentation is `indent`."""
    if value is None:
        lines.append(start)
    elif isinstance(value, bool):
        lines.append(f"{start} {str(value).lower()}")
    elif isinstance(value, int):
        lines.append(f"{start} {value}")
    elif not value and not isinstance(value, str):
        lines.append(f"{start} {'{}' if isinstance(value, Mapping) else '[]'}")
    elif isinstance(value, str):
        first, rest = _text(value, indent + 2)
        lines.append(f"{start} {first}")
        lines += rest
    elif isinstance(value, Mapping):
        if start.endswith("-"):
            inner: list[str] = []
            _mapping(value, indent + 2, inner)
            lines.append(f"{start} {inner[0].lstrip()}")
            lines += inner[1:]
        else:
            lines.append(start)
            _mapping(value, indent + 2, lines)
    else:
        lines.append(start)
        for item in value:
            _entry(f"{' ' * (indent + 2)}-", item, indent + 2, lines)


def _key(key: str) -> str:
    harmless = _KEY.fullmatch(key) and not key.endswith(" ") and _is_text(key)
    return key if harmless else _quoted(key)


def key_text(text: str) -> str:
    """A key, or an item of a list on one line: plain where that is harmless."""
    return (
        text
        if re.fullmatch(r"[\w./+-]+", text) and _is_text(text) and text[0].isalnum()
        else _quoted(text)
    )


def _is_text(word: str) -> bool:
    """Whether YAML takes a plain word for text, and not for a number or a yes."""
    return bool(_RESOLVER.resolve(yaml.ScalarNode, word, (True, False)) == _STRING)


def _quoted(text: str) -> str:
    """In double quotes; what cannot be printed, and may be no valid UTF-8, as its number."""
    return "".join(
        char if char.isprintable() else f"\\U{ord(char):08X}"
        for char in json.dumps(text, ensure_ascii=False)
    )


def _text(text: str, indent: int) -> tuple[str, list[str]]:
    """What stands on the line of the key, and the lines below it."""
    if len(text) <= _SHORT and "\n" not in text:
        if _SAFE.fullmatch(text) and not text.endswith(" ") and _is_text(text):
            return text, []
        if len(text) <= 40 or not _foldable(text):
            return _quoted(text), []
    if not _foldable(text):
        return _quoted(text), []
    lines: list[str] = []
    # In folded text a line end is a space: a real one takes an empty line more.
    for number, line in enumerate(text.split("\n")):
        if number:
            lines.append("")
        if line:
            lines += _folded(line, indent)
    return ">-", lines


def _foldable(text: str) -> bool:
    lines = text.split("\n")
    return (
        bool(lines[0] and lines[-1])
        and all(line == line.strip() and not line.startswith("\t") for line in lines)
        and text.isprintable() | ("\n" in text)
        and not re.search("[^\n -\U0010ffff]", text)
    )


def _folded(line: str, indent: int) -> Iterable[str]:
    # Broken at single spaces only: of several, all but one would be lost.
    start, made = " " * indent, ""
    for word in re.split(r"(?<! ) (?! )", line):
        if made and len(made) + 1 + len(word) > _WIDTH - indent:
            yield start + made
            made = word
        else:
            made = f"{made} {word}" if made else word
    yield start + made
