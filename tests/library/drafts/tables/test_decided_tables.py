"""A column is a level, examples, a scope or nothing at all, because somebody said so."""

from explorer.drafts.decisions import Decisions
from explorer.importing import read_documents
from explorer.importing.pipeline import ImportResult

MATRIX = (
    "Skill,Guru,Journeyman,In practice,Owner\n"
    "Craft,I shape,I bend,Made a gate,Ann\n"
    "Care,I ask,I listen,Wrote a note,Bob\n"
)
LONG = "Level,Area,Where,Text,In practice\nL1,Craft,At home,I bend,A gate\nL2,Craft,At work,I shape,A door\n"


def read(text: str, **decided: object) -> ImportResult:
    return read_documents({"matrix.csv": text.encode()}, Decisions.model_validate(decided))


def said(made: ImportResult, *kinds: str) -> list[tuple[str, str | None, str | None, str]]:
    return [
        (member.level.code, each.competency, each.scope, each.text)
        for ladder in made.ladders
        for member in ladder.members
        for each in member.level.fragments
        if each.kind in kinds
    ]


def test_columns_that_no_word_names_are_levels() -> None:
    assert read(MATRIX).refused
    made = read(
        MATRIX,
        levels={"Guru": "L9", "Journeyman": "L8"},
        columns={"In practice": "examples", "Owner": "left out"},
    )
    assert said(made, "statement") == [
        ("L8", "Craft", None, "I bend"),
        ("L8", "Care", None, "I listen"),
        ("L9", "Craft", None, "I shape"),
        ("L9", "Care", None, "I ask"),
    ]
    assert said(made, "example") == [
        ("L8", "Craft", None, "Made a gate"),
        ("L8", "Care", None, "Wrote a note"),
    ]
    (draft,) = made.drafts
    assert [each.text for each in draft.fragments() if each.kind == "omitted"] == [
        "Owner",
        "Ann",
        "Bob",
    ]
    assert not made.remarks


def test_a_column_that_looks_like_a_level_is_none() -> None:
    text = "Skill,L1,L2,L9 Legend\nCraft,I bend,I shape,old\nCare,I ask,I mind,older\n"
    made = read(text, not_levels=["L9 Legend"])
    assert {code for code, *_ in said(made, "statement")} == {"L1", "L2"}
    kept = " ".join(each.text for each in made.drafts[0].fragments() if each.kind == "remainder")
    assert {"old", "older", "Legend"} <= set(kept.replace("|", " ").split())


def test_a_row_that_looks_like_a_level_is_none() -> None:
    text = "Level,Craft,Care\nL1,I bend,I ask\nL2,I shape,I mind\nL9,old,older\n"
    made = read(text, not_levels=["L9"], levels={"L2": "B2"})
    assert [code for code, *_ in said(made, "statement")] == ["L1", "L1", "B2", "B2"]


def test_a_column_of_a_table_with_a_row_a_text() -> None:
    made = read(LONG, columns={"In practice": "examples", "Where": "scopes"})
    assert said(made, "statement") == [
        ("L1", "Craft", "At home", "I bend"),
        ("L2", "Craft", "At work", "I shape"),
    ]
    assert said(made, "example") == [
        ("L1", "Craft", None, "A gate"),
        ("L2", "Craft", None, "A door"),
    ]
