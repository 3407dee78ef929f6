"""What the files of a hiring panel share: their head, their end, and how they are opened.

A plan and a card are small YAML that people can read. Each says its kind and version
first and ends with `end: true`: a file that was cut off is still YAML, and would be taken
for one with less in it. No file holds the name of anybody; the reference is the panel's
own choice.
"""

import hashlib
import re
from collections.abc import Hashable, Mapping, Sequence
from operator import not_
from typing import Annotated, Any, TypeVar

from pydantic import BeforeValidator, ConfigDict, Field, StringConstraints

from explorer.files import yaml_writer
from explorer.files.shape_check import adapter, check
from explorer.files.yaml_reader import read, readable
from explorer.model import Ladder, Level, Statement
from explorer.problems import Problem, quoted
from explorer.text.inline_markdown import visible
from explorer.text.plurals import plural
from explorer.text.translation import gettext as _

VERSION = 1
MAX_BYTES = 262_144
MAX_NAME = 80
"""Characters of a reference, of a conversation's name, of a panellist's sign."""

_END = re.compile(rb"[\r\n]end:")

Label = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_NAME)]
Mark = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{12}$")]
UNLESS_EMPTY = Field(exclude_if=not_)
"""A field that a file says only where there is something to say."""
_NOTHING = BeforeValidator(lambda value: "" if value is None else value)
LongText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4_000)]


OptionalLabel = Annotated[
    str, _NOTHING, StringConstraints(strip_whitespace=True, max_length=MAX_NAME), UNLESS_EMPTY
]
OptionalText = Annotated[
    str, _NOTHING, StringConstraints(strip_whitespace=True, max_length=4_000), UNLESS_EMPTY
]

FORM = ConfigDict(extra="forbid")
"""Of a frozen dataclass that is a file of the panel: nothing unknown. Its fields say what the
file calls them, where that is another word, and what they may hold."""
HEAD = ("kind", "version", "end")
"""What a file says of itself, and no object repeats."""

S = TypeVar("S")


def parse(
    shape: type[S],
    kind: str,
    raw: bytes,
    file: str,
    wanted: str,
    max_bytes: int = MAX_BYTES,
    head: Sequence[str] = HEAD,
) -> tuple[S | None, list[Problem]]:
    """A file of the panel as the frozen dataclass that it is, or None and what is wrong with it.

    `kind` is what its key `kind` has to say; `wanted` names such a file for people; the keys
    of its `head` are none of the object's.
    """
    document = read(raw, file, max_bytes)
    data = document.data
    if not isinstance(data, dict) or data.get("kind") != kind:
        foreign = Problem(file, 1, 1, "another kind of file", wanted)
        return None, document.problems or [foreign]
    if not _END.search(raw) and not (document.whole and document.problems):
        found = "an early end: the file was cut off"
        return None, [Problem(file, raw.count(b"\n") + 1, 1, found, "its last line, end: true")]
    if not document.problems and (other := _other(data)):
        return None, [Problem(file, *document.place((other[0],)), *other[1:])]
    document.data = without(data, head)
    return check(shape, document, file)


def without(data: Any, keys: Sequence[str]) -> Any:
    """The data of a file without these of its keys."""
    if not isinstance(data, dict):
        return data
    return {key: value for key, value in data.items() if key not in keys}


def file_data(kind: str, reference: str, of: Hashable) -> dict[str, Any]:
    """What the file of an object says, as it is read again: its head, and what is not empty."""
    said = adapter(type(of)).dump_python(of, mode="json", by_alias=True)
    return {"kind": kind, "version": VERSION, "reference": reference, **said}


def _other(data: Mapping[str, Any]) -> tuple[str, str, str] | None:
    """The key, what was found and what was wanted, where a file is of another version."""
    version, end = data.get("version"), data.get("end")
    if isinstance(version, bool) or not isinstance(version, int) or version != VERSION:
        newer = isinstance(version, int) and version > VERSION
        why = ", from a newer Ladder Explorer" if newer else ", which this app cannot read"
        return "version", f"version {quoted(version)}{why}", f"version {VERSION}"
    if end is not True:
        return "end", f"an end that says {quoted(end)}", "its last line, end: true"
    return None


def dump(head: str, data: Mapping[str, Any]) -> str:
    """The text of a file: a comment for its reader, the data, the end."""
    return head + yaml_writer.document(ended(data))


def ended(data: Mapping[str, Any]) -> dict[str, Any]:
    """What a file says, without what is empty, and with its end."""
    return {key: value for key, value in {**data, "end": True}.items() if value not in (None, "")}


def second(names: Sequence[str]) -> int | None:
    """Where the last name stands that is there twice, or None: a name of its own for each."""
    twice = next((name for at, name in enumerate(names) if name in names[:at]), None)
    return None if twice is None else len(names) - 1 - [*reversed(names)].index(twice)


def content_hash(level: Level) -> str:
    """Twelve characters that change when a confirmed expectation of the level reads otherwise."""
    said = sorted(f"{s.id}\t{statement_text(s)}" for s in level.statements if not s.tentative)
    return hashlib.sha256("\n".join(said).encode("utf-8", "replace")).hexdigest()[:12]


def statement_text(statement: Statement) -> str:
    """A statement as a reader sees it, on one line; its id where there is nothing to see."""
    return " ".join(visible(statement.text).split()) or statement.id


def cleaned(typed: str, longest: int = MAX_NAME) -> str:
    """What somebody typed or pasted, as a file may hold it."""
    return readable(typed)[:longest].strip()


def one_line(typed: str) -> str:
    """The same for a name: on one line."""
    return " ".join(cleaned(typed).split())


def refusal_reason(problems: list[Problem]) -> str:
    """Why a file was not taken, as the rest of a sentence that began with its name."""
    first = problems[0]
    more = len(problems) - 1
    others = f" ({more} more {plural(more, 'mistake')} after it)" if more else ""
    return f"line {first.line}: {first.sentence}{others}"


def mismatch_reason(ladder: str, level: str, here: Ladder, at: Level) -> str:
    """Why a file for that ladder and level does not belong to this one, as the rest of a
    sentence; nothing if it does."""
    if ladder != here.key:
        return _(
            "it is for the ladder {theirs}, and this is {ours}",
            theirs=quoted(ladder),
            ours=quoted(here.key),
        )
    if level != at.code:
        return _(
            "it is for {theirs}, and this is {ours}", theirs=quoted(level), ours=quoted(at.code)
        )
    return ""
