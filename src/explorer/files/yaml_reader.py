"""YAML bytes to plain Python data in which every piece knows its line and column.

People's files are read as data and nothing more: tags, anchors and aliases are refused,
keys are always text, and size, depth and number of pieces are limited before anything is
built. Nothing here raises for what a file may hold; it is all reported as problems.
What the data should look like is said in `schema`.
"""

import codecs
import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from explorer.problems import MORE, MOST, Problem, quoted

MAX_BYTES = 1_048_576
MAX_DEPTH = 20
MAX_PIECES = 50_000

Path = tuple[str | int, ...]
Place = tuple[int, int]

_PARSER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_RESOLVER: Any = yaml.resolver.Resolver()
_TAG = "tag:yaml.org,2002:"
# Control characters steer a terminal, surrogates cannot be encoded, and the
# separators U+0085, U+2028 and U+2029 end a line for YAML alone: line numbers would be wrong.
_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_HIDDEN_RUN = re.compile(f"(?:{_HIDDEN.pattern})+")
_WHOLE = re.compile(r"0|[1-9][0-9]{0,17}")
_FOLDED = "put in quotes, or folded (>- after the key, the text on the next line)"


def readable(typed: str) -> str:
    """What somebody typed or pasted, without what no file that is read here may hold."""
    return _HIDDEN_RUN.sub(" ", typed).strip()


@dataclass(frozen=True, slots=True)
class NonString:
    """An unquoted word that YAML takes for something other than text, as it was written."""

    kind: str
    text: str


@dataclass(slots=True)
class Document:
    """What was read: the data, where each piece of it stands, and what was wrong.

    `keys` and `values` give the (line, column) of a piece by its path; both count from 1.
    `comments_after_text` are the comments that follow a text without quotes on its last
    line: YAML ends the text there, whatever its author meant by " #".
    With a problem in it, `data` is what could be read and must not be relied on; it is not
    `whole` where reading had to stop before the end.
    """

    data: Any = None
    keys: dict[Path, Place] = field(default_factory=dict)
    values: dict[Path, Place] = field(default_factory=dict)
    comments_after_text: dict[Path, tuple[Place, str]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    whole: bool = True

    def place(self, path: Path) -> Place:
        """Where a piece begins: its key, or the nearest thing around it that has a place."""
        for end in range(len(path), -1, -1):
            found = self.keys.get(path[:end]) or self.values.get(path[:end])
            if found:
                return found
        return (1, 1)


def read(
    raw: bytes, file: str = "", max_bytes: int = MAX_BYTES, max_pieces: int = MAX_PIECES
) -> Document:
    """Read one YAML document. `file` is the name that its problems carry."""
    document = Document()
    text = _decoded(raw, file, max_bytes, document.problems)
    if text is None:
        return document
    builder = _Builder(file, document, text, max_pieces)
    try:
        for event in yaml.parse(text, Loader=_PARSER):
            if not builder.take(event) or len(document.problems) > MOST:
                document.whole = False
                break
    except yaml.MarkedYAMLError as error:
        document.whole = False
        builder.problem(*_syntax(error, text))
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
    raw = raw.removeprefix(codecs.BOM_UTF8)
    try:
        # One kind of line end, so that everybody counts the same lines.
        text = raw.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8")
        refuse(
            *_line_column(before, len(before)),
            f"the byte 0x{raw[error.start]:02X}, which is not UTF-8",
            "UTF-8 text (save it again with that encoding)",
        )
        return None
    hidden = _HIDDEN.search(text)
    if hidden:
        refuse(*_line_column(text, hidden.start()), *_invisible(hidden.group()))
        return None
    return text


def _line_column(text: str, index: int) -> Place:
    before = text[:index]
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


def _invisible(character: str) -> tuple[str, str]:
    return f"the invisible character U+{ord(character):04X}", "text without it: delete it"


def _syntax(error: yaml.MarkedYAMLError, text: str) -> tuple[Any, str, str]:
    """The place, what was found and what was wanted, where YAML itself could not go on."""
    mark: Any = error.problem_mark or error.context_mark
    began: Any = error.context_mark or mark
    said, context = error.problem or "", error.context or ""
    lines = text.split("\n")
    line, first = (lines[m.line] if m.line < len(lines) else "" for m in (mark, began))
    before, after, opening = line[: mark.column], line[mark.column :], first[began.column :][:1]
    if after.startswith("\t") or "\t" in line[: len(line) - len(line.lstrip())]:
        return mark, "a tab", "spaces for indentation"
    if "mapping values are not allowed" in said:
        if ": " in before:
            return mark, "a second colon in this line", f"the text after the key {_FOLDED}"
        wanted = "the same indentation as that line and a space after each key's colon"
        found = "a colon inside the text that began in the line above"
        return mark, found, f"{wanted}; text with a colon {_FOLDED}"
    if "could not find expected ':'" in said:
        found = f"{quoted(first)} with no colon after the key"
        return began, found, "key: text, indented like its neighbours"
    if "quoted scalar" in context:
        if "end of stream" in said or "document indicator" in said:
            return began, "a quote that is never closed", "a closing quote"
        found = "a backslash with a meaning that YAML does not know"
        return mark, found, "two backslashes, or single quotes around the text"
    if "cannot start any token" in said or context.endswith(("an alias", "an anchor", "a tag")):
        return began, f"text that begins with {quoted(opening)}", f"that text {_FOLDED}"
    if "flow" in context:
        wanted = f"a closing bracket; text that begins with a bracket {_FOLDED}"
        if opening in ("[", "{"):
            return began, f"a bracket {opening} that is never closed", wanted
        return mark, "a bracket that is never closed, or nothing between two commas", wanted
    if "expected key" in said and before.strip(" -"):
        wanted = f"nothing after it; text that begins with a quote or a bracket {_FOLDED}"
        return mark, f"{quoted(after)} after the end of a quoted text or a list", wanted
    found = f"{quoted(line)} where it does not fit" if line.strip() else "an early end of the file"
    wanted = f"the same indentation as its neighbours, and text with : or # {_FOLDED}"
    return mark, found, wanted


class _Builder:
    """Builds the data from the stream of events, without recursion."""

    def __init__(self, file: str, document: Document, text: str, max_pieces: int) -> None:
        self.file = file
        self.document = document
        self.lines = text.split("\n")
        self.stack: list[tuple[Any, Path, list[str]]] = []
        self.pieces, self.max_pieces = 0, max_pieces
        self.documents = 0

    def problem(self, mark: Any, found: str, wanted: str) -> None:
        place = (mark.line + 1, mark.column + 1)
        if len(self.document.problems) == MOST:
            found, wanted = MORE
        self.document.problems.append(Problem(self.file, *place, found, wanted))

    def take(self, event: Any) -> bool:
        """Take one event; False when there is no use in going on."""
        if isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                self.problem(event.start_mark, "a second document (---)", "one document in a file")
                return False
        elif isinstance(event, yaml.AliasEvent):
            found = f"the alias {quoted(f'*{event.anchor}')}"
            self.problem(event.start_mark, found, f"text that begins with * {_FOLDED}")
            self.place_value(event, None)
        elif isinstance(event, yaml.NodeEvent):
            return self.node(event)
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            self.stack.pop()
        return True

    def node(self, event: Any) -> bool:
        self.pieces += 1
        if self.pieces > self.max_pieces:
            found = f"more than {self.max_pieces:,} pieces"
            self.problem(event.start_mark, found, "a smaller file")
            return False
        if event.anchor:
            found = f"the anchor {quoted(f'&{event.anchor}')}"
            self.problem(event.start_mark, found, f"text that begins with & {_FOLDED}")
        if event.tag and event.tag != "!":
            tag = quoted(event.tag.replace(_TAG, "!!"))
            wanted = f"text that begins with ! {_FOLDED}"
            self.problem(event.start_mark, f"the tag {tag}", wanted)
        if isinstance(event, yaml.ScalarEvent):
            # An escape in a quoted text can say what the file itself may not hold.
            hidden = _HIDDEN.search(event.value)
            if hidden:
                self.problem(event.start_mark, *_invisible(hidden.group()))
            path = self.place_value(event, event)
            if event.value and not event.style:
                self.comment_after(event, path)
            return True
        if len(self.stack) >= MAX_DEPTH:
            self.problem(event.start_mark, f"more than {MAX_DEPTH} levels of nesting", "fewer")
            return False
        container: Any = {} if isinstance(event, yaml.MappingStartEvent) else []
        path = self.place_value(event, container)
        self.stack.append((container, path, []))
        return True

    def comment_after(self, event: Any, path: Path) -> None:
        """Remember the comment that stands right behind a plain scalar, if one does."""
        line, column = event.end_mark.line, event.end_mark.column
        rest = self.lines[line][column:] if line < len(self.lines) else ""
        comment = rest.lstrip()
        if comment.startswith("#"):
            place = (line + 1, column + len(rest) - len(comment) + 1)
            self.document.comments_after_text[path] = place, comment

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
            if not isinstance(event, yaml.AliasEvent):  # an alias has been told already
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


def _scalar(event: Any) -> Any:
    """A scalar's value: text, None, a whole number, a yes or no, or `NonString` for the rest."""
    if not event.implicit[0]:
        return event.value
    tag = _RESOLVER.resolve(yaml.ScalarNode, event.value, (True, False)).removeprefix(_TAG)
    if tag == "null":
        return None
    if tag == "bool" and event.value.lower() in ("true", "false"):
        return event.value.lower() == "true"
    if tag == "int" and _WHOLE.fullmatch(event.value):
        return int(event.value)
    kind = {"bool": "a yes or no", "int": "a number", "float": "a number", "timestamp": "a date"}
    return NonString(kind[tag], event.value) if tag in kind else event.value
