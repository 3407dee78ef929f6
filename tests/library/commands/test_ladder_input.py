"""How commands open a folder: good levels are used, and problems get paths that editors open."""

from pathlib import Path

import pytest

from explorer.commands.ladder_input import load_site, path_of, relocated
from explorer.problems import Problem
from library.writing import level, write


def test_a_place_is_told_as_it_is_reached_from_here() -> None:
    assert path_of("my ladders", "sre/L4.yaml") == "my ladders/sre/L4.yaml"
    assert relocated(Problem("sre/L4.yaml", 3, 1, "x", "y"), "here").place == "here/sre/L4.yaml:3:1"


def test_a_problem_of_the_folder_itself_keeps_its_name() -> None:
    problem = Problem("nowhere", 1, 1, "no such folder", "a folder of ladders")
    assert relocated(problem, "nowhere") == problem


def test_good_levels_are_used_and_mistakes_go_to_standard_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, {"L1.yaml": level("L1", {"a": "I bake"}), "L2.yaml": "code: 2\n"})
    assert [each.code for _, each in load_site(str(tmp_path)).levels()] == ["L1"]
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith(f"{tmp_path}/L2.yaml:1:")


def test_a_folder_with_no_level_ends_the_command_with_the_way_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as end:
        load_site(str(tmp_path))
    assert end.value.code == 2
    assert f"`ladder check {tmp_path}` says why." in capsys.readouterr().err
