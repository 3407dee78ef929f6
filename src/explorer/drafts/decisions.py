"""What somebody decided about documents instead of its being found: one frozen model.

It comes from `import.yaml` beside a ladder, from options of `ladder import` and from the page
Add a ladder, and goes through the whole import. Names are written as the document has them.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any, Literal, TypeVar

from pydantic import Field, StringConstraints

from explorer.documents.inline import name_and_icon, plain_text
from explorer.files.schema import LONGEST_NAME, Code, Name, Shape, Text

T = TypeVar("T")
Orientation = Literal["columns", "rows", "long"]
"""Where a table's levels are: a column each, a row each, or a column of them and a row per text."""
RowsAs = Literal["competencies", "scopes"]
"""What the names of rows are where they stand in groups, or under a wider name beside them."""
Use = Literal["examples", "scopes", "left out"]
"""What a column of a table is, whatever its head announces."""
Role = Literal["competency", "scope", "fact"]
"""What goes by a name: where expectations stand, or what is said of the level itself."""
FileName = Annotated[str, StringConstraints(min_length=1, max_length=1_000)]
Delimiter = Annotated[str, StringConstraints(min_length=1, max_length=1)]


class PlacedLine(Shape):
    """A passage that no rule could place, and where it goes."""

    text: Text
    level: Code = Field(description="The code of the level")
    competency: Name | None = None
    kind: Literal["statement", "tentative", "example", "note"] = "statement"


class Decisions(Shape):
    """How some documents are to be read: the file import.yaml. What is not said is found."""

    documents: dict[FileName, Text] = Field(
        default_factory=dict, description="The documents these were made for, and their forms"
    )
    name: Name | None = Field(None, description="The ladder's name")
    encoding: Annotated[str, StringConstraints(max_length=40)] | None = None
    delimiter: Delimiter | None = Field(None, description="What parts the cells of a spreadsheet")
    orientation: Orientation | None = Field(None, description="Where a table has its levels")
    rows: RowsAs | None = Field(
        None, description="What the rows of a matrix are where they stand in groups"
    )
    levels: dict[Name, Code | None] = Field(
        default_factory=dict,
        description="A heading, or the head of a column or row, that is a level: its code",
    )
    not_levels: list[Name] = Field(default_factory=list, description="Headings that are no level")
    names: dict[Name, Role] = Field(
        default_factory=dict,
        description="Whether a name is that of a competency, of a scope or of a fact",
    )
    columns: dict[Name, Use] = Field(
        default_factory=dict, description="The head of a column: what stands in it"
    )
    numbers: Literal["left out"] | None = Field(
        None, description="left out: statements that are nothing but a number are scores"
    )
    placed: list[PlacedLine] = Field(
        default_factory=list, description="What could not be placed, and where it goes"
    )
    left_out: list[Text] = Field(
        default_factory=list, description="What could not be placed, and is to be left out"
    )
    right: list[Text] = Field(
        default_factory=list, description="Questions to which the answer was yes"
    )

    def any(self) -> bool:
        """Whether anything was decided; which documents there were is no decision."""
        return bool(self.model_dump(exclude_defaults=True, exclude={"documents"}))

    def over(self, before: "Decisions") -> "Decisions":
        """These on top of others: what both speak of is as these say."""
        made = {
            each: _together(getattr(before, each), getattr(self, each))
            for each in type(self).model_fields
        }
        levels, placed = set(map(key, self.levels)), {key(p.text) for p in self.placed}
        settled = placed | set(map(key, self.left_out))
        made["not_levels"] = [each for each in made["not_levels"] if key(each) not in levels]
        made["levels"] = without(before.levels, self.not_levels) | self.levels
        made["left_out"] = [each for each in made["left_out"] if key(each) not in placed]
        kept = [each for each in before.placed if key(each.text) not in settled]
        made["placed"] = [*kept, *self.placed]
        return Decisions(**made)

    def of_names(self) -> Iterator[tuple[str, str, str]]:
        """What each name is (a level with a code or without, "no level", its role, its use), the
        name, and the code."""
        for name, code in self.levels.items():
            yield "coded level" if code else "level", name, code or ""
        for name in self.not_levels:
            yield "no level", name, ""
        for name, what in (*self.names.items(), *self.columns.items()):
            yield what, name, ""

    @cached_property
    def _by_key(self) -> dict[str, dict[str, str]]:
        parts: dict[str, Iterable[str]] = {
            "levels": self.levels,
            "not_levels": self.not_levels,
            "columns": self.columns,
        }
        return {part: {key(each): each for each in names} for part, names in parts.items()}

    def _written(self, part: str, names: Iterable[str | None]) -> str | None:
        known = self._by_key[part]
        return next((known[k] for k in _keys(names) if k in known), None) if known else None

    def level(self, *names: str | None) -> str | None:
        """How a level is written here that goes by one of these names; None: it is not."""
        return self._written("levels", names)

    def no_level(self, *names: str | None) -> str | None:
        """The same of what is no level."""
        return self._written("not_levels", names)

    def column(self, head: str) -> str | None:
        """How a column is written here whose head this is; None: it is not."""
        return self._written("columns", (head,))


UNDECIDED = Decisions()


class NoLevel(str):
    """Why a document is no ladder, with the names in it of which some may be levels. `reason` is
    the same as a message that can be translated."""

    heads: tuple[str, ...] = ()
    reason: str = ""

    @classmethod
    def among(cls, reason: str, heads: Iterable[str]) -> "NoLevel":
        made = cls(reason)
        made.reason = reason.reason if isinstance(reason, NoLevel) else reason
        made.heads = tuple(dict.fromkeys(each for each in heads if 0 < len(each) <= 80))[:200]
        return made


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody may say to a question, and what is then decided."""

    label: str
    decisions: Decisions


def key(text: str) -> str:
    """A name as it is compared: without marks, an icon, a colon after it, and its case."""
    shown = name_and_icon(text)[0] or plain_text(text) or text
    return " ".join(shown.casefold().split()).rstrip(" :") or text


def decided(names: Iterable[str], what: T) -> dict[str, T]:
    """What is decided of names that a document has: cut where no decision may be so long, and without
    those that are empty (`### &nbsp;`)."""
    return {short: what for name in names if (short := name[:LONGEST_NAME].strip())}


def _keys(names: Iterable[str | None]) -> Iterable[str]:
    return (key(each) for each in names if each)


def without(those: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    gone = set(_keys(names))
    return {each: value for each, value in those.items() if key(each) not in gone}


def _together(before: Any, after: Any) -> Any:
    if isinstance(after, dict):
        return {**without(before, after), **after}
    if isinstance(after, list):
        return [*before, *(each for each in after if each not in before)]
    return before if after is None else after
