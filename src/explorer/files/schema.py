"""The shapes of the files that people write: a level, a ladder.

Declared once with pydantic: `shape_check` holds what `yaml_reader` has read against them, editors
get their JSON Schema, and `loading` turns what passed into the objects of `model`.
"""

from typing import Annotated, Any

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
)

from explorer.model import FindingKind


def _nothing_is_empty(kind: type) -> BeforeValidator:
    # `examples:` with nothing under it is what a file looks like while it is written.
    return BeforeValidator(lambda value: kind() if value is None else value)


CODE = r"^\w[\w .+-]*$"
KEY = r"^\w[\w.-]*$"
REFERENCE = r"^(\w[\w .+-]*/)?\w[\w.-]*$"
ADDRESS = r"^https?://[^\s<>\"]+$"
LANGUAGE = r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$"
TOPIC = r"^\w[\w .+-]*/\w[\w.-]*$"
DAY = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"

Code = Annotated[str, StringConstraints(strip_whitespace=True, pattern=CODE, max_length=40)]
Key = Annotated[str, StringConstraints(pattern=KEY, max_length=120)]
LONGEST_NAME = 200
Name = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_NAME)
]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=20_000)]
Reference = Annotated[str, StringConstraints(pattern=REFERENCE, max_length=200)]
Address = Annotated[str, StringConstraints(pattern=ADDRESS, max_length=2_000)]
Language = Annotated[str, StringConstraints(pattern=LANGUAGE, max_length=35)]

Texts = Annotated[list[Text], _nothing_is_empty(list)]
Statements = Annotated[dict[Key, Text], _nothing_is_empty(dict)]


class Shape(BaseModel):
    """What all shapes share: nothing unknown, nothing turned into something else."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class GroupShape(Shape):
    """Statements that apply in one scope."""

    scope: Name | None = Field(None, description='Where these apply, e.g. "Within my group"')
    statements: Statements = Field(default_factory=dict, description="id: statement; confirmed")
    tentative: Statements = Field(
        default_factory=dict, description="id: statement; still under discussion"
    )


class CompetencyShape(Shape):
    """What a level says about one competency."""

    summary: Text | None = Field(None, description="What the level says about it in short")
    groups: Annotated[list[GroupShape], _nothing_is_empty(list)] = Field(default_factory=list)
    examples: Texts = Field(
        default_factory=list, description="Behaviour that illustrates; never rated"
    )
    notes: Texts = Field(default_factory=list, description="Open remarks, for the keeper")
    prose: Texts = Field(default_factory=list, description="Whatever else the source said of it")


class LevelShape(Shape):
    """One level of a ladder: a file such as L4.yaml."""

    code: Code = Field(description='Text, in quotes: "L4"')
    title: Name
    source: Text | None = Field(None, description="Where the words come from, and their standing")
    draft: bool = Field(False, description="true while these words are nobody's agreed ladder yet")
    summary: Text | None = None
    facts: Annotated[dict[Name, Text], _nothing_is_empty(dict)] = Field(default_factory=dict)
    competencies: Annotated[dict[Key, CompetencyShape | None], _nothing_is_empty(dict)] = Field(
        default_factory=dict, description="Name, icon and order of each: ladder.yaml"
    )
    notes: Texts = Field(default_factory=list, description="Open remarks, for the keeper")
    prose: Texts = Field(default_factory=list, description="Whatever else the source said")
    remainder: Texts = Field(
        default_factory=list, description="What an import could not place; kept for the keeper"
    )
    lineage: Annotated[
        dict[Key, Annotated[list[Reference], _nothing_is_empty(list)]], _nothing_is_empty(dict)
    ] = Field(
        default_factory=dict,
        description="id: the statements it grows out of; bare: the level below, or L2/id",
    )
    core: Annotated[list[Key], _nothing_is_empty(list)] = Field(
        default_factory=list, description="ids of the few statements that matter most"
    )
    was: Annotated[
        dict[Key, Annotated[list[Key], _nothing_is_empty(list)]], _nothing_is_empty(dict)
    ] = Field(default_factory=dict, description="id: the ids it had before; ratings follow it")
    accepted: Annotated[dict[FindingKind, Text], _nothing_is_empty(dict)] = Field(
        default_factory=dict,
        description="Kind of finding: why it is left as it is; `ladder check --health` is silent",
    )


class TermShape(Shape):
    """A competency as the ladder explains it."""

    name: Name
    icon: Annotated[str, StringConstraints(max_length=16)] = ""
    meaning: Text | None = None
    named: bool = Field(True, description="false where the source has no name for it")


class LadderShape(Shape):
    """A family of roles: the file ladder.yaml."""

    name: Name
    summary: Text | None = None
    meeting_a_level: Text | None = Field(
        None, description="What it takes to meet a level here; shown where people read and rate"
    )
    language: Language = Field(
        "en", description="The language of the texts as a BCP 47 tag, such as de or pt-BR"
    )
    suggest: Address | None = Field(
        None, description="Where to propose a change; {file} stands for the file's name"
    )
    order: Annotated[list[Code], _nothing_is_empty(list)] = Field(
        default_factory=list, description="Level codes from low to high, where names do not say it"
    )
    facts: Annotated[dict[Name, Text | None], _nothing_is_empty(dict)] = Field(default_factory=dict)
    competencies: Annotated[dict[Key, TermShape], _nothing_is_empty(dict)] = Field(
        default_factory=dict
    )
    ratings: Annotated[dict[Name, Text], Field(min_length=2, max_length=9)] | None = Field(
        None, description="Two to nine rating words, from the lowest, each with what it means"
    )
    expected: Name | None = Field(
        None,
        description="The rating word that says what a level expects. Without it: Performing, "
        "or the middle word (of an even number the upper one of the two)",
    )
    panel_ratings: Annotated[dict[Name, Text], Field(min_length=2, max_length=9)] | None = Field(
        None,
        description="The words of a hiring panel for what it saw in an interview, in the same form",
    )
    panel_expected: Name | None = Field(
        None, description="The panel's word that says what a level expects, as `expected`"
    )
    prose: Texts = Field(default_factory=list, description="What the source said of no level")
    notes: Texts = Field(default_factory=list, description="Open remarks, for the keeper")
    remainder: Texts = Field(
        default_factory=list, description="What an import could not place; kept for the keeper"
    )


Rows = Annotated[
    list[Annotated[list[Name], Field(min_length=2, max_length=40)]], _nothing_is_empty(list)
]


class SynonymsShape(Shape):
    """Words that mean much the same: the file synonyms.yaml beside the ladders' folders."""

    groups: Rows = Field(default_factory=list, description="Each a list of words or short phrases")
    derivations: Rows = Field(
        default_factory=list,
        description="Words that count as one in a group: a word, and what is derived from it",
    )
    abbreviations: Rows = Field(
        default_factory=list, description="Each an abbreviation, and what it may stand for"
    )


def schema_line(name: str) -> str:
    """The line at the top of a ladder's file by which editors find its schema, where
    `ladder schema --to` writes it: beside the ladder's folder."""
    return f"# yaml-language-server: $schema=../schema/{name}.json\n"


def json_schema(shape: type[Shape]) -> dict[str, Any]:
    """The JSON Schema of a file, for editors."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **shape.model_json_schema()}
