"""The files of a new ladder: what anybody may answer gives a ladder that loads, or a sentence."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.errors import ScaffoldError
from explorer.files.loading import load
from explorer.files.scaffold import Beginning, begin, check_place
from explorer.lint.runner import findings

LITTLE = Beginning.of("Bakers", ["B1, B2", "B3"], ["Craft, Working together"])


def refused(name: str = "Bakers", codes: str = "B1", competencies: str = "Craft") -> str:
    with pytest.raises(ScaffoldError) as error:
        Beginning.of(name, [codes], [competencies])
    return str(error.value)


def test_a_new_ladder_has_what_was_asked_for_and_nothing_wrong(tmp_path: Path) -> None:
    written = begin(tmp_path / "bakers", LITTLE)
    assert [file.name for file in written] == [
        "ladder.yaml",
        "guide.md",
        "B1.yaml",
        "B2.yaml",
        "B3.yaml",
    ]
    site = load(tmp_path / "bakers")
    (ladder,) = site.ladders
    assert site.problems == ()
    assert ladder.name == "Bakers"
    assert [level.code for level in ladder.levels] == ["B1", "B2", "B3"]
    assert [term.name for term in ladder.competencies] == ["Craft", "Working together"]
    assert all(level.draft for level in ladder.levels)


def test_placeholders_are_tentative_remarked_linked_and_known_to_be_open(tmp_path: Path) -> None:
    begin(tmp_path / "bakers", LITTLE)
    site = load(tmp_path / "bakers")
    ladder = site.ladders[0]
    for level in ladder.levels:
        assert [s.id for s in level.statements] == ["craft-first", "working-together-first"]
        assert all(s.tentative and "to be written" in s.text for s in level.statements)
        assert all(len(competency.notes) == 1 for competency in level.competencies)
    assert len(ladder.ancestors) == 6
    assert {finding.kind for finding in findings(site)} == {
        "tentative",
        "note",
        "example",
        "guide",
    }


def test_the_files_read_as_if_a_person_had_written_them() -> None:
    lines = LITTLE.files()["B2.yaml"].splitlines()
    assert lines[0] == "# yaml-language-server: $schema=../schema/level.json"
    assert lines[1:3] == ['code: "B2"', "title: B2, not named yet"]
    assert "          craft-first: >-" in lines
    assert "  craft-first: [craft-first]" in lines
    assert all(len(line) <= 88 for line in lines)
    assert "order:" not in LITTLE.files()["ladder.yaml"]


def test_an_order_that_the_codes_do_not_give_is_written_down(tmp_path: Path) -> None:
    begin(tmp_path / "x", Beginning.of("X", ["Junior, Mid, Absolute"], ["Craft"]))
    assert [level.code for level in load(tmp_path / "x").ladders[0].levels] == [
        "Junior",
        "Mid",
        "Absolute",
    ]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": " "}, "The name"),
        ({"name": "x" * 101}, "at most 100"),
        ({"name": "a\u2028b"}, "The name"),
        ({"codes": ","}, "A ladder begins with 1 to 60 levels, not 0."),
        ({"codes": ",".join(map(str, range(61)))}, "not 61"),
        ({"codes": "../L1"}, '"../L1" is no code of a level'),
        ({"codes": "_L1"}, "is no code"),
        ({"codes": "L" * 41}, "is no code"),
        ({"codes": "L1, l1"}, '"L1" is there twice; each level needs a name of its own.'),
        ({"codes": "Ladder"}, "its file has another meaning"),
        ({"codes": "synonyms"}, "its file has another meaning"),
        ({"competencies": ""}, "1 to 60 competencies"),
        ({"competencies": "!!!"}, '"!!!" cannot be used'),
        ({"competencies": "Team work, Team-Work"}, '"team-work" is there twice'),
    ],
)
def test_what_makes_no_ladder_is_refused_in_a_sentence(
    wrong: dict[str, str], sentence: str
) -> None:
    said = refused(**wrong)
    assert sentence in said
    assert "\n" not in said


@given(st.text(max_size=30), st.text(max_size=30), st.text(max_size=30))
def test_any_answer_gives_a_ladder_that_loads_as_told_or_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, name: str, codes: str, competencies: str
) -> None:
    try:
        asked = Beginning.of(name, [codes, "L1"], [competencies, "Craft"])
    except ScaffoldError:
        return  # the sentences are the other tests' business
    folder = tmp_path_factory.mktemp("new") / "x"
    begin(folder, asked)
    site = load(folder)
    (ladder,) = site.ladders
    assert site.problems == ()
    assert ladder.name == asked.name
    assert tuple(level.code for level in ladder.levels) == asked.codes
    assert {term.key: term.name for term in ladder.competencies} == dict(asked.competencies)


@pytest.mark.parametrize(
    "name", ["yes", "NULL", "On", "12", "1e3", "- a", "a: b", "a #b", "'q", "[a]", "Ünï"]
)
def test_names_that_mean_something_to_yaml_stay_names(tmp_path: Path, name: str) -> None:
    begin(tmp_path / "x", Beginning.of(name, ["L1"], ["Craft"]))
    assert load(tmp_path / "x").ladders[0].name == name


# -- where it is written ---------------------------------------------------------------


def test_an_empty_folder_is_filled_and_folders_on_the_way_are_made(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    begin(tmp_path / "empty", LITTLE)
    begin(tmp_path / "far/away", LITTLE)
    assert {path.name for path in tmp_path.iterdir()} == {"empty", "far"}, "nothing is left over"
    assert len(list((tmp_path / "empty").iterdir())) == 5


def test_the_folder_one_stands_in_can_be_filled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    begin(Path(), LITTLE)
    assert (tmp_path / "here/ladder.yaml").is_file()


@pytest.mark.parametrize("kind", ["a folder with a file", "a file"])
def test_nothing_is_ever_written_over(tmp_path: Path, kind: str) -> None:
    place = tmp_path / "x"
    if kind == "a file":
        place.write_text("mine")
    else:
        place.mkdir()
        (place / "notes.txt").write_text("mine")
    with pytest.raises(ScaffoldError, match="name a folder that is not there yet"):
        begin(place, LITTLE)
    assert [path.read_text() for path in tmp_path.rglob("*") if path.is_file()] == ["mine"]


def test_what_appears_in_the_meantime_is_not_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "x"
    made = Beginning.files

    def slowly(self: Beginning) -> dict[str, str]:
        place.mkdir()
        (place / "L1.yaml").write_text("mine")
        return made(self)

    monkeypatch.setattr(Beginning, "files", slowly)
    with pytest.raises(ScaffoldError, match="Cannot write to"):
        begin(place, LITTLE)
    assert [path.name for path in tmp_path.rglob("*")] == ["x", "L1.yaml"]
    assert (place / "L1.yaml").read_text() == "mine"


def test_a_disk_that_is_full_halfway_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[int] = []

    def full(handle: int) -> None:
        written.append(handle)
        if len(written) == 3:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ScaffoldError, match="no space left on device"):
        begin(tmp_path / "x", LITTLE)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["x" * 300, "a\0b"])
def test_a_place_that_cannot_be_is_refused_in_a_sentence(tmp_path: Path, name: str) -> None:
    with pytest.raises(ScaffoldError, match="cannot be looked into"):
        check_place(tmp_path / name)


def test_a_new_folder_is_as_readable_as_any(tmp_path: Path) -> None:
    begin(tmp_path / "x", LITTLE)
    (tmp_path / "other").mkdir()
    assert (tmp_path / "x").stat().st_mode == (tmp_path / "other").stat().st_mode


def test_names_without_latin_letters_get_keys_of_their_own() -> None:
    asked = Beginning.of("Bakers", ["B1"], ["技術", "協力", "Teaching & Mentoring"])
    assert dict(asked.competencies) == {
        "competency": "技術",
        "competency-2": "協力",
        "teaching-and-mentoring": "Teaching & Mentoring",
    }
