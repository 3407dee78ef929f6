"""`ladder profile`: what the profile pages show, from files, under the same rules."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from explorer import cli
from explorer.files.loading import load
from explorer.model import Ref
from explorer.profiles.profile import Evidence, Perspective, Profile
from explorer.profiles.profile_file import dump
from explorer.profiles.snapshots import freeze
from library.writing import SAMPLE


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(cli.main, ["profile", *map(str, words), "--dir", str(SAMPLE)])


def data(*words: str | Path) -> Any:
    result = run(*words, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def view(by: Perspective = "self", ready: str = "2026-11-23", **words: str) -> Profile:
    """A view of L4; `words` by statement, with _ for -."""
    made = Profile("sre", "L4", perspective=by)
    for statement, word in words.items():
        made = made.with_statement_rated(Ref("L4", statement.replace("_", "-")), word)
    return made.marked_ready(ready)


def kept(folder: Path, profile: Profile, name: str = "mine.yaml") -> Path:
    (folder / name).write_text(dump(profile), encoding="utf-8")
    return folder / name


def test_it_says_where_a_profile_stands_and_what_would_make_the_difference(tmp_path: Path) -> None:
    file = kept(tmp_path, view(consulting="Maturing", standards="Exceeding"))
    said = run("show", file)
    assert said.exit_code == 0
    assert "Domain expertise: Maturing (from 2 of 8 statements)" in said.stdout
    assert "  Maturing: I consult with teams" in said.stdout
    found = data("show", file)
    assert found["level"] == "L4"
    assert [gap["competency"] for gap in found["gaps"]] == ["Domain expertise"]
    assert [each["id"] for each in found["gaps"][0]["short"]] == ["consulting"]
    assert found["axes"][1]["word"] is None


def test_what_does_not_apply_is_said_and_is_no_gap(tmp_path: Path) -> None:
    mine = view(consulting="Maturing").with_competency_not_applicable(
        "L4", "customer-success", "no customers"
    )
    mine = mine.with_statement_not_applicable(Ref("L4", "standards"), "no standards here")
    file = kept(tmp_path, mine)
    assert "Customer Success: does not apply here: no customers" in run("show", file).stdout
    found = data("show", file)
    assert [(a["word"], a["applies"], a["reason"]) for a in found["axes"]][3] == (
        None,
        False,
        "no customers",
    )
    assert [(each["id"], each["reason"]) for each in found["does_not_apply"]] == [
        ("standards", "no standards here")
    ]
    assert [gap["competency"] for gap in found["gaps"]] == ["Domain expertise"]
    assert found["not_shown"] == []
    assert run("show", file).stderr == ""


LOST = '"Maturing" for "renamed" of L4, which is no longer there'


def test_what_the_ladder_lost_is_told_by_each_command(tmp_path: Path) -> None:
    """Renaming one id made Performing of Maturing, and nobody was told."""
    file = kept(tmp_path, view(consulting="Performing", renamed="Maturing"))
    for command in (("show", file), ("document", file), ("radar", file, tmp_path / "radar.svg")):
        result = run(*command)
        assert result.exit_code == 0
        assert result.stderr == f"Also in {file}, kept but not shown: {LOST}.\n"
        assert "renamed" not in result.stdout
    assert data("show", file)["not_shown"] == [LOST]
    manager = kept(tmp_path, view("manager", consulting="Performing"), "manager.yaml")
    assert run("together", file, manager).stderr.endswith(f"{LOST}.\n")
    assert data("together", file, manager)["not_shown"] == {"own": [LOST], "manager": []}


def test_nothing_of_a_view_that_is_not_ready_is_told(tmp_path: Path) -> None:
    own = kept(tmp_path, view(ready="", renamed="Maturing"), "own.yaml")
    manager = kept(tmp_path, view("manager", consulting="Performing"), "manager.yaml")
    assert "renamed" not in run("together", own, manager).output


def test_two_views_show_what_does_not_apply_to_one_of_them(tmp_path: Path) -> None:
    own = view(consulting="Maturing").with_statement_not_applicable(Ref("L4", "standards"), "")
    own = own.marked_ready("2026-11-23")
    files = (
        kept(tmp_path, own, "own.yaml"),
        kept(tmp_path, view("manager", standards="Maturing"), "manager.yaml"),
    )
    (row,) = data("together", *files)["does_not_apply"]
    assert (row["id"], row["own"], row["own_reason"]) == ("standards", None, "")
    assert (row["manager"], row["manager_reason"]) == ("Maturing", None)
    said = run("together", *files).stdout
    assert "Does not apply, says one of you" in said
    assert "    Own view: does not apply here. Manager's view: Maturing\n" in said


def test_two_views_are_revealed_and_differences_come_first(tmp_path: Path) -> None:
    own = kept(tmp_path, view(consulting="Maturing", standards="Performing"), "own.yaml")
    manager = kept(
        tmp_path, view("manager", consulting="Exceeding", standards="Performing"), "manager.yaml"
    )
    found = data("together", own, manager)
    assert [(row["id"], row["own"], row["manager"]) for row in found["differ"]] == [
        ("consulting", "Maturing", "Exceeding")
    ]
    assert [row["id"] for row in found["alike"]] == ["standards"]
    said = run("together", own, manager).stdout
    assert said.index("Rated differently") < said.index("Rated alike")


def test_a_view_that_is_not_ready_stays_closed(tmp_path: Path) -> None:
    own = kept(tmp_path, view(ready="", consulting="Maturing"), "own.yaml")
    manager = kept(tmp_path, view("manager", consulting="Exceeding"), "manager.yaml")
    said = run("together", own, manager)
    assert said.exit_code == 2
    assert "Their own view is not marked as ready." in said.output
    assert "Maturing" not in said.output
    assert "Exceeding" not in said.output
    swapped = run("together", manager, own)
    assert swapped.exit_code == 2
    assert "is a manager's view" in swapped.output


def test_what_moved_since_the_latest_snapshot_is_told(tmp_path: Path) -> None:
    then = view(consulting="Maturing")
    then = then.with_snapshot(freeze(then, load(SAMPLE).ladders[0], "2026-08-20"))
    file = kept(tmp_path, then.with_statement_rated(Ref("L4", "consulting"), "Performing"))
    found = data("changed", file)
    assert found["since"] == "2026-08-20"
    assert [(m["before"], m["after"]) for m in found["moved"]] == [("Maturing", "Performing")]
    assert found["ladder"] == []
    assert "Maturing → Performing" in run("changed", file).stdout
    gone = then.with_statement_not_applicable(Ref("L4", "consulting"), "alone here")
    file = kept(tmp_path, gone, "gone.yaml")
    assert "Maturing → does not apply here: alone here" in run("changed", file).stdout
    assert data("changed", file)["moved"][0]["after_reason"] == "alone here"
    without = run("changed", kept(tmp_path, view(), "bare.yaml"))
    assert without.exit_code == 2
    assert "has no snapshot yet" in without.output


def test_the_radar_becomes_a_picture_by_its_name(tmp_path: Path) -> None:
    file = kept(tmp_path, view(consulting="Maturing"))
    assert run("radar", file, tmp_path / "radar.svg").exit_code == 0
    assert "<svg" in (tmp_path / "radar.svg").read_text(encoding="utf-8")[:400]
    wrong = run("radar", file, tmp_path / "radar.gif")
    assert wrong.exit_code == 2
    assert "must end with .png, .svg or .pdf" in wrong.output
    nowhere = run("radar", file, tmp_path / "no" / "radar.svg")
    assert nowhere.exit_code == 2
    assert nowhere.output.startswith("Cannot write")


def test_without_the_renderer_the_radar_says_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    result = run("radar", kept(tmp_path, view(consulting="Maturing")), tmp_path / "radar.svg")
    assert result.exit_code == 2
    assert 'pip install "ladder-explorer[pictures]"' in result.stderr
    assert not (tmp_path / "radar.svg").exists()


def test_the_promotion_document_holds_the_evidence(tmp_path: Path) -> None:
    note = Evidence("2026-11-20", Ref("L4", "consulting"), "I sat in on the payments review")
    said = run("document", kept(tmp_path, view().with_evidence(note)))
    assert said.stdout.startswith("# Towards L4 Staff Site Reliability Engineer")
    assert "- 2026-11-20: I sat in on the payments review" in said.stdout


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("apples: 3\n", "another kind of file"),
        ("profile: ladder-explorer\nversion: 4\nladder: cooks\ntarget: L4\n", 'the ladder "cooks"'),
        ("profile: ladder-explorer\nversion: 4\nladder: sre\ntarget: L9\n", 'target is "L9"'),
        ("profile: ladder-explorer\nversion: 9\n", "from a newer Ladder Explorer"),
    ],
)
def test_a_file_that_does_not_fit_gets_a_sentence(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "odd.yaml"
    file.write_text(text, encoding="utf-8")
    for command in ("show", "document"):
        result = run(command, file)
        assert result.exit_code == 2
        assert said in result.output
    assert run("show", tmp_path / "none.yaml").exit_code == 2
