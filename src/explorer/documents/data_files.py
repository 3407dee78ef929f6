"""Data in documents: YAML, JSON and TOML files, and what stands before the text of a page.

Where the data begins and ends, and its tree of mappings, lists and texts, each text and key with
its source lines. Read as data and nothing more: tags, anchors and aliases are refused by
`explorer.files.yaml_reader`. What it says of levels is the work of `drafts.data_blocks`.
"""

import re
import tomllib
from bisect import bisect_right
from collections import deque
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from typing import Any, NamedTuple, TypeAlias, Union

from explorer.files import yaml_reader
from explorer.files.yaml_reader import NonString, Path

FORMS = {".yml": "YAML", ".yaml": "YAML", ".json": "JSON", ".toml": "TOML"}
"""What a file of data is called, by its ending."""
# What opens the data of a page, and what closes it: YAML, and TOML for Hugo.
_FENCES = {"---": ("YAML", ("---", "...")), "+++": ("TOML", ("+++",))}
# A page is larger than a ladder's file, which may have 1 MB; up to here time is linear.
_MAX_BYTES, _MAX_PIECES = 10_500_000, 250_000
_MAX_DEPTH = yaml_reader.MAX_DEPTH
# A tab after a dash or a key, or before them all in JSON, is a space: YAML 1.2 has it so, our
# parser not.
_TAB_AFTER_MARK = re.compile(r"^( *(?:- +)*(?:-|[\w\"' ]+:))[ \t]*\t[ \t]*")
# Two escapes of JSON that are one character, such as an emoji.
_SURROGATES = re.compile(r"\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")
_MAX_DOTS = 200
_TOML_TEXT = re.compile(
    r'"{3}(?:[^\\]|\\.)*?"{3,5}|\'{3}.*?\'{3,5}|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'|#[^\n]*', re.DOTALL
)


class Said(str):
    """A key or a text of the data, as it is written, and its source lines (from 1)."""

    __slots__ = ("lines",)
    lines: tuple[int, ...]

    @classmethod
    def at(cls, text: str, lines: tuple[int, ...]) -> "Said":
        made = cls(text)
        made.lines = lines
        return made


Node: TypeAlias = Union["dict[Said, Node]", "list[Node]", Said]


def texts_in(node: Node) -> Iterator[Said]:
    """Every text in a node."""
    if isinstance(node, Said):
        yield node
    else:
        for each in node.values() if isinstance(node, dict) else node:
            yield from texts_in(each)


class DataPart(NamedTuple):
    """Which lines of a document are data (from 0, end exclusive), and in which form."""

    form: str
    first: int
    last: int

    @property
    def is_page(self) -> bool:
        """Whether it stands before the text of a page."""
        return self.first > 0


def data_part(lines: Sequence[str], file: str = "") -> DataPart | None:
    """Which part of a document is data: all of a file of data, the front matter of a page."""
    form = FORMS.get(PurePosixPath(file).suffix.lower())
    if form:
        return DataPart(form, 0, len(lines))
    start = next((at for at, line in enumerate(lines) if line.strip()), len(lines))
    if start == len(lines) or (fence := _FENCES.get(lines[start].rstrip())) is None:
        return None
    form, closing = fence
    for at in range(start + 1, len(lines)):
        if lines[at].rstrip() in closing:
            return DataPart(form, start + 1, at)
        if re.match(r"#+[^# ]|##+ ", lines[at]):
            return None  # a rule, and headings of a page below it
    return None


def read_data(lines: Sequence[str], file: str, part: DataPart) -> Node | str:
    """The data as a tree, without what is empty; or a sentence that says why it is none."""
    # Lines count as in the document.
    text = "\n" * part.first + "\n".join(lines[part.first : part.last])
    if part.form == "TOML":
        return _of_toml(text)
    if part.form == "JSON":
        text = _SURROGATES.sub(_one_character, text.replace("\t", " "))
    elif "\t" in text:
        text = "\n".join(_TAB_AFTER_MARK.sub(r"\1 ", line) for line in text.split("\n"))
    document = yaml_reader.read(
        text.encode("utf-8", "surrogatepass"), file, _MAX_BYTES, _MAX_PIECES
    )
    if document.problems:
        problem = min(document.problems)
        return f"line {problem.line}: {problem.sentence}"
    return _YamlTree(document, lines, part.last).node(document.data, ())


def _one_character(found: re.Match[str]) -> str:
    both = bytes.fromhex(found[1] + found[2])
    return both.decode("utf-16-be")


class _YamlTree:
    """The tree of a YAML document. A text reaches from where it begins to where the next does."""

    def __init__(self, document: yaml_reader.Document, lines: Sequence[str], last: int) -> None:
        self.document, self.lines, self.last = document, lines, last
        places = (*document.keys.values(), *document.values.values())
        self.starts = sorted({line for line, _ in places})

    def node(self, data: object, path: Path) -> Node:
        if isinstance(data, dict):
            return {
                Said.at(key, (self.document.place((*path, key))[0],)): self.node(
                    value, (*path, key)
                )
                for key, value in data.items()
                if value is not None
            }
        if isinstance(data, list):
            inner = enumerate(data)
            return [self.node(value, (*path, at)) for at, value in inner if value is not None]
        return Said.at(_as_text(data), self.lines_of(path))

    def lines_of(self, path: Path) -> tuple[int, ...]:
        line = self.document.values.get(path, (1, 1))[0]
        after = bisect_right(self.starts, line)
        end = self.starts[after] if after < len(self.starts) else self.last + 1
        there = range(line, max(end, line + 1))
        kept = [at for at in there if at <= len(self.lines) and self.lines[at - 1].strip()]
        while len(kept) > 1 and self.lines[kept[-1] - 1].lstrip().startswith("#"):
            kept.pop()
        return tuple(kept)


def _as_text(data: object) -> str:
    """A scalar as it was written."""
    if isinstance(data, NonString):
        return data.text
    return str(data).lower() if isinstance(data, bool) else str(data)


def _of_toml(text: str) -> Node | str:
    try:
        if max(line.count(".") for line in text.split("\n")) > _MAX_DOTS:
            raise RecursionError  # its parser takes the square of a dotted key's length
        return _TomlTree(text).node(tomllib.loads(text, parse_float=str))
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        return f"line {found[1] if found else text.count(chr(10)) + 1}: {error}"
    except RecursionError:
        return f"line 1: found more than {_MAX_DEPTH} levels of nesting"


class _TomlTree:
    """The tree of a TOML document. Its parser tells no lines: each text has those of the first
    token with the same text that is not taken yet, anything else the line of the text before."""

    def __init__(self, text: str) -> None:
        self.places: dict[str, deque[tuple[int, ...]]] = {}
        self.line, self.depth = 1, 0
        for said, lines in _toml_texts(text):
            self.places.setdefault(said, deque()).append(lines)

    def node(self, data: Any) -> Node:
        if not isinstance(data, dict | list):
            return self.text(data)
        self.depth += 1
        if self.depth > _MAX_DEPTH:
            raise RecursionError
        made: Node
        if isinstance(data, dict):
            made = {}
            for key, value in data.items():
                inner = self.node(value)
                first = next(texts_in(inner), None)
                made[Said.at(key, first.lines[:1] if first else (self.line,))] = inner
        else:
            made = [self.node(value) for value in data]
        self.depth -= 1
        return made

    def text(self, data: object) -> Said:
        said = _as_text(data)
        places = self.places.get(said)
        lines = places.popleft() if places else (self.line,)
        self.line = lines[-1]
        return Said.at(said, lines)


def _toml_texts(text: str) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Each text in quotes, with its lines."""
    line = done = 0
    for found in _TOML_TEXT.finditer(text):
        if found[0].startswith("#"):
            continue
        line += text.count("\n", done, found.start())
        done = found.start()
        said = tomllib.loads(f"said = {found[0]}")["said"]
        yield said, tuple(range(line + 1, line + 2 + found[0].count("\n")))
