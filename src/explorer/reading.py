"""YAML bytes to plain Python data in which every piece knows its line and column.

People's files are read as data and nothing more: tags, anchors and aliases are refused,
keys are always text, and size, depth and number of pieces are limited before anything is
built. Nothing here raises for what a file may hold; it is all reported as problems.
What the data should look like is said in `schema`.
"""

import unicodedata
from dataclasses import dataclass, field
from typing import Any

import yaml

from explorer.problems import Problem, quoted

MAX_BYTES = 1_048_576
MAX_DEPTH = 20
MAX_PIECES = 50_000

Path = tuple[str | int, ...]
Place = tuple[int, int]

_PARSER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_RESOLVER: Any = yaml.resolver.Resolver()
_TAG = "tag:yaml.org,2002:"


@dataclass(frozen=True, slots=True)
class Plain:
    """An unquoted word that YAML takes for something other than text, as it was written."""

    kind: str
    text: str


@dataclass(slots=True)
class Document:
    """What was read: the data, where each piece of it stands, and what was wrong.

    `keys` and `values` give the (line, column) of a piece by its path; both count from 1.
    With a problem in it, `data` is what could be read and must not be relied on.
    """

    data: Any = None
    keys: dict[Path, Place] = field(default_factory=dict)
    values: dict[Path, Place] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def place(self, path: Path) -> Place:
        """Where a piece begins: its key, or the nearest thing around it that has a place."""
        for end in range(len(path), -1, -1):
            found = self.keys.get(path[:end]) or self.values.get(path[:end])
            if found:
                return found
        return (1, 1)


def read(raw: bytes, file: str = "", max_bytes: int = MAX_BYTES) -> Document:
    """Read one YAML document. `file` is the name that its problems carry."""
    document = Document()
    text = _decoded(raw, file, max_bytes, document.problems)
    if text is None:
        return document
    builder = _Builder(file, document)
    try:
        for event in yaml.parse(text, Loader=_PARSER):
            if not builder.take(event):
                break
    except yaml.MarkedYAMLError as error:
        builder.problem(error.problem_mark or error.context_mark, *_syntax(error, text))
    except yaml.reader.ReaderError as error:
        builder.problem_at(
            *_line_column(text, error.position),
            f"the control character U+{_code_point(error.character):04X}",
            "printable text",
        )
    return document


def _decoded(raw: bytes, file: str, max_bytes: int, problems: list[Problem]) -> str | None:
    def refuse(line: int, column: int, found: str, wanted: str) -> None:
        problems.append(Problem(file, line, column, found, wanted))

    if len(raw) > max_bytes:
        refuse(1, 1, f"{len(raw):,} bytes", f"at most {max_bytes:,} bytes in one file")
        return None
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        refuse(1, 1, "a file saved as UTF-16", "UTF-8 (save it again with that encoding)")
        return None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8-sig", "replace")
        refuse(
            *_line_column(before, len(before)),
            f"the byte 0x{raw[error.start]:02X}, which is not UTF-8",
            "UTF-8 text (save it again with that encoding)",
        )
        return None


def _line_column(text: str, index: int) -> Place:
    before = text[:index]
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


def _code_point(character: object) -> int:
    if isinstance(character, int):
        return character
    return ord(character[:1]) if isinstance(character, str) and character else 0


def _syntax(error: yaml.MarkedYAMLError, text: str) -> tuple[str, str]:
    """What was found and wanted where YAML itself could not go on."""
    mark = error.problem_mark or error.context_mark
    lines = text.splitlines()
    line = lines[mark.line] if mark and mark.line < len(lines) else ""
    indent = line[: len(line) - len(line.lstrip())]
    if "\t" in indent or line[mark.column if mark else 0 :].startswith("\t"):
        return "a tab", "spaces for indentation"
    said = (error.problem or "something that is not YAML").replace("did not find expected", "no")
    if "mapping values are not allowed" in said:
        return "a second colon in this line", (
            "text with a colon folded (put >- after the key, the text on the next line) or in quotes"
        )
    if "could not find expected ':'" in said or "no ':'" in said:
        return (
            f"{quoted(line)} with no colon after the key",
            "key: text, indented like its neighbours",
        )
    return f"{quoted(line.strip()) if line.strip() else 'the end of the file'} ({said})", (
        "YAML: the same indentation as its neighbours, and text with : or # folded or in quotes"
    )


class _Builder:
    """Builds the data from the stream of events, without recursion."""

    def __init__(self, file: str, document: Document) -> None:
        self.file = file
        self.document = document
        self.stack: list[tuple[Any, Path, list[str]]] = []
        self.pieces = 0
        self.documents = 0

    def problem(self, mark: Any, found: str, wanted: str) -> None:
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        self.problem_at(line, column, found, wanted)

    def problem_at(self, line: int, column: int, found: str, wanted: str) -> None:
        self.document.problems.append(Problem(self.file, line, column, found, wanted))

    def take(self, event: Any) -> bool:
        """Take one event; False when there is no use in going on."""
        if isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                self.problem(event.start_mark, "a second document (---)", "one document in a file")
                return False
        elif isinstance(event, yaml.AliasEvent):
            self.problem(
                event.start_mark, f"the alias *{event.anchor}", "the text itself (no aliases)"
            )
            self.place_value(event, None)
        elif isinstance(event, yaml.NodeEvent):
            return self.node(event)
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            self.stack.pop()
        return True

    def node(self, event: Any) -> bool:
        self.pieces += 1
        if self.pieces > MAX_PIECES:
            self.problem(event.start_mark, f"more than {MAX_PIECES:,} pieces", "a smaller file")
            return False
        if event.anchor:
            self.problem(event.start_mark, f"the anchor &{event.anchor}", "plain text (no anchors)")
        if event.tag and event.tag != "!":
            self.problem(event.start_mark, f"the tag {quoted(event.tag)}", "plain text (no tags)")
        if isinstance(event, yaml.ScalarEvent):
            hidden = next((c for c in event.value if _is_control(c)), None)
            if hidden:
                found = f"the control character U+{ord(hidden):04X}"
                self.problem(event.start_mark, found, "printable text")
            self.place_value(event, event)
            return True
        if len(self.stack) >= MAX_DEPTH:
            self.problem(event.start_mark, f"more than {MAX_DEPTH} levels of nesting", "fewer")
            return False
        container: Any = {} if isinstance(event, yaml.MappingStartEvent) else []
        path = self.place_value(event, container)
        self.stack.append((container, path, []))
        return True

    def place_value(self, event: Any, value: Any) -> Path:
        """Put a value where the stream has arrived; gives its path."""
        here = (event.start_mark.line + 1, event.start_mark.column + 1)
        if not self.stack:
            self.document.data = _scalar(value) if isinstance(value, yaml.ScalarEvent) else value
            self.document.values.setdefault((), here)
            return ()
        container, path, pending = self.stack[-1]
        if isinstance(container, list):
            path = (*path, len(container))
            container.append(_scalar(value) if isinstance(value, yaml.ScalarEvent) else value)
            self.document.values[path] = here
            return path
        if not pending:
            pending.append(self.key(event, value, container, path, here))
            return (*path, pending[0])
        key = pending.pop()
        path = (*path, key)
        container[key] = _scalar(value) if isinstance(value, yaml.ScalarEvent) else value
        self.document.values[path] = here
        return path

    def key(
        self, event: Any, value: Any, container: dict[str, Any], path: Path, here: Place
    ) -> str:
        if not isinstance(value, yaml.ScalarEvent):
            self.problem(event.start_mark, "a key that is not text", "text before the colon")
            return f"\0{len(container)}"
        key = str(value.value)
        if key in container:
            first = self.document.keys[(*path, key)]
            self.problem(
                event.start_mark,
                f"{quoted(key)} a second time (first in line {first[0]})",
                "each key and id once",
            )
            return f"\0{key}\0{here[0]}"
        self.document.keys[(*path, key)] = here
        return key


def _is_control(character: str) -> bool:
    # An escape in a quoted text can say what the file itself may not hold.
    return unicodedata.category(character) in ("Cc", "Cs") and character not in "\n\t"


def _scalar(event: Any) -> Any:
    """A scalar's value: text, None, a whole number, a yes or no, or `Plain` for the rest."""
    if not event.implicit[0]:
        return event.value
    tag = _RESOLVER.resolve(yaml.ScalarNode, event.value, (True, False)).removeprefix(_TAG)
    if tag == "null":
        return None
    if tag == "bool" and event.value.lower() in ("true", "false"):
        return event.value.lower() == "true"
    if tag == "int" and event.value.isdecimal() and str(int(event.value)) == event.value:
        return int(event.value)
    kind = {"bool": "a yes or no", "int": "a number", "float": "a number", "timestamp": "a date"}
    return Plain(kind[tag], event.value) if tag in kind else event.value
