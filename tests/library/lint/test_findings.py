"""One finding: its place, its sentence, its form for scripts; and how much of each is open."""

from dataclasses import replace

import pytest

from explorer.lint.findings import ABOUT, KINDS, Finding, Kind, counted


def finding(kind: Kind = "note", statement: str | None = None) -> Finding:
    return Finding(kind, "sre", "L4", "sre/L4.yaml", 75, "L4 says: look again", statement)


def test_a_finding_says_where_it_is_what_it_is_and_the_remedy() -> None:
    assert str(finding()) == (
        "sre/L4.yaml:75: note: L4 says: look again; do what it says, and delete it"
    )
    assert str(finding().in_file("ladder/sre/L4.yaml")).startswith("ladder/sre/L4.yaml:75: ")


def test_a_text_is_quoted_short_in_the_sentence_and_kept_whole_beside_it() -> None:
    long = "I bake " + "and bake " * 20
    found = Finding("vague", "x", "L1", "L1.yaml", 1, "L1/a rests on it", "a", long)
    assert found.summary.startswith('L1/a rests on it: "I bake and bake ')
    assert found.summary.endswith('…"')
    assert (found.text, found.remark) == (long, "L1/a rests on it")
    assert replace(found, kind="tentative").remark == "", "its heading says it"


def test_the_form_for_scripts_is_fixed() -> None:
    assert finding("tentative", "clarity").as_json() == {
        "kind": "tentative",
        "file": "sre/L4.yaml",
        "line": 75,
        "ladder": "sre",
        "level": "L4",
        "statement": "clarity",
        "sentence": "L4 says: look again; agree on it and move it to statements, or take it out",
        "accepted": None,
    }
    assert finding().as_json()["statement"] is None


@pytest.mark.parametrize(
    ("kinds", "said"),
    [
        ([], "Nothing is open."),
        (["note"], "Open: 1 open remark."),
        (["note", "tentative", "note"], "Open: 1 statement under discussion and 2 open remarks."),
        (
            ["link", "vague", "name"],
            "Open: 1 statement that rests on a vague word, 1 name that drifts and 1 link that leads nowhere.",
        ),
    ],
)
def test_what_is_open_is_counted_in_one_sentence(kinds: list[Kind], said: str) -> None:
    assert counted(map(finding, kinds)) == said


def test_every_kind_has_its_words_and_none_of_them_blames() -> None:
    assert tuple(ABOUT) == KINDS
    for about in ABOUT.values():
        words = f"{about.title} {about.one} {about.many} {about.remedy}".lower()
        assert all((about.title, about.one, about.many, about.remedy))
        assert not [word for word in ("error", "must", "wrong", "score", "%") if word in words]
