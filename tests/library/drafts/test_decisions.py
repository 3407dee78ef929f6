"""What somebody decided wins over what is found, and over what was decided before."""

import pytest

from explorer.drafts.decisions import Decisions, key

OLD = Decisions(
    documents={"a.csv": "spreadsheet"},
    name="Bakers",
    rows="scopes",
    levels={"Guru": "L9"},
    not_levels=["Legend"],
    left_out=["Page 1"],
    columns={"Owner": "left out"},
)


def test_what_both_speak_of_is_as_the_later_says() -> None:
    new = Decisions(
        documents={"b.csv": "spreadsheet"},
        rows="competencies",
        columns={"owner:": "scopes"},
        levels={"legend": "L0"},
        not_levels=["**Guru**"],
    )
    made = new.over(OLD)
    assert (made.name, made.rows) == ("Bakers", "competencies")
    assert list(made.documents) == ["a.csv", "b.csv"]
    assert made.columns == {"owner:": "scopes"}
    assert made.levels == {"legend": "L0"}
    assert made.not_levels == ["**Guru**"]


def test_a_passage_is_placed_or_left_out_and_never_both() -> None:
    placed = Decisions.model_validate({"placed": [{"text": "Page 1", "level": "L9"}]})
    assert placed.over(OLD).left_out == []
    assert OLD.over(placed).placed == []
    assert OLD.over(OLD) == OLD


def test_what_was_imported_alone_is_no_decision() -> None:
    assert not Decisions(documents={"a.csv": "spreadsheet"}).any()
    assert OLD.any()


@pytest.mark.parametrize("said", ["🥖 **Guru**:", " guru ", "GURU", "`Guru`"])
def test_names_are_the_same_whatever_their_marks(said: str) -> None:
    assert key(said) == key("Guru")
    assert OLD.level(said) == "Guru"
    assert OLD.no_level(said) is None
