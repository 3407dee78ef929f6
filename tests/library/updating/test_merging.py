"""A file three ways: what changed on one side is taken or kept, on both sides told."""

import pytest

from explorer.files.schema import LevelShape
from explorer.updating.merging import Pieces, apply, merged, pieces


def level(text: str | None = "a", **more: object) -> dict[str, object]:
    """A level with one statement, or none."""
    told = {"craft": {"groups": [{"statements": {"id": text}}]}} if text else {}
    return {"code": "L1", "title": "Smith", "competencies": told, **more}


def of(data: dict[str, object]) -> Pieces:
    return pieces(LevelShape.model_validate(data))


def outcome(
    base: dict[str, object], now: dict[str, object], new: dict[str, object]
) -> tuple[list[tuple[str, str]], dict[str, object]]:
    """(what is done, to what) of each change, and the data afterwards."""
    changes, wanted = merged("L1.yaml", of(base), of(now), of(new))
    apply(now, of(now), wanted)
    assert of(now) == wanted
    told = [(each.kind, each.what) for each in changes if each.key[0] != "competency"]
    return told, now


@pytest.mark.parametrize(
    ("base", "now", "new", "kind", "text"),
    [
        ("a", "a", "a", None, "a"),
        ("a", "a", "b", "changed", "b"),
        ("a", "b", "a", "kept", "b"),
        ("a", "b", "b", None, "b"),
        ("a", "b", "c", "both", "b"),
        (None, None, "c", "new", "c"),
        (None, "b", "c", "both", "b"),
        (None, "b", None, "kept", "b"),
        ("a", "a", None, "gone", None),
        ("a", "b", None, "both", "b"),
        ("a", None, "a", "kept", None),
        ("a", None, "c", "both", None),
        ("a", None, None, None, None),
    ],
)
def test_each_side_of_a_statement(
    base: str | None, now: str | None, new: str | None, kind: str | None, text: str | None
) -> None:
    told, made = outcome(level(base), level(now), level(new))
    assert told == ([(kind, "statement id")] if kind else [])
    assert made["competencies"] == level(text)["competencies"]


def test_a_statement_that_people_moved_and_the_export_reworded_is_both() -> None:
    moved = level()
    moved["competencies"] = {"care": {"groups": [{"scope": "At home", "tentative": {"id": "a"}}]}}
    told, made = outcome(level(), moved, level("b"))
    assert told == [("changed", "statement id")]
    assert made["competencies"] == {
        "care": {"groups": [{"scope": "At home", "tentative": {"id": "b"}}]}
    }
    told, made = outcome(level(), level("b"), moved)
    assert told == [("moved", "statement id")]
    assert made["competencies"] == {
        "care": {"groups": [{"scope": "At home", "tentative": {"id": "b"}}]}
    }


def test_what_people_refer_to_stays() -> None:
    changes, wanted = merged("L1.yaml", of(level()), of(level()), of(level(None)), {"id"})
    assert [each.kind for each in changes if each.key[0] == "statement"] == ["kept although gone"]
    assert ("statement", "id") in wanted


def test_facts_summaries_and_lists() -> None:
    base = level(facts={"Reach": "team", "Years": "2"}, notes=["old", "mine no more"], summary="S")
    now = level(facts={"Reach": "team", "Years": "two"}, notes=["old", "ours"], summary="S")
    new = level(facts={"Reach": "group"}, notes=["mine no more", "new"], summary="T")
    told, made = outcome(base, now, new)
    assert made["facts"] == {"Reach": "group", "Years": "two"}
    assert made["notes"] == ["ours", "new"]
    assert made["summary"] == "T"
    assert ("both", "fact Years") in told
    assert ("kept", "notes ours") in told
