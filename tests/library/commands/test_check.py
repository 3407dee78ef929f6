"""`ladder check --health`: findings beside problems, in three forms, and what decides the exit."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import Result
from hypothesis import given
from hypothesis import strategies as st

from explorer.commands.check import annotation
from library.commands.running import json_of, run
from library.writing import SAMPLE, guided, level, write


def check(*words: str) -> Result:
    return run("check", *words)


@pytest.fixture
def quiet(tmp_path: Path) -> str:
    """A ladder with nothing wrong and nothing open."""
    part = {"groups": [{"statements": {"a": "I bake bread"}}], "examples": ["I baked"]}
    return str(
        write(
            tmp_path / "quiet", guided({"sre/L1.yaml": level("L1", competencies={"craft": part})})
        )
    )


@pytest.fixture
def open_one(tmp_path: Path) -> str:
    """A ladder with nothing wrong and a statement under discussion."""
    group = {"tentative": {"b": "I knead, 100 % by hand: always"}}
    part = {"groups": [group], "examples": ["I baked"]}
    return str(
        write(tmp_path / "all", guided({"sre/L1.yaml": level("L1", competencies={"craft": part})}))
    )


@pytest.fixture
def broken(open_one: str) -> str:
    """The same beside a file with a mistake."""
    return str(write(Path(open_one), {"sre/L2.yaml": "code: 2\ntitle: x\n"}))


def test_health_adds_findings_and_a_sentence_and_never_fails(open_one: str) -> None:
    result = check(open_one, "--health")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        f'{open_one}/sre/L1.yaml:7: tentative: L1/b is under discussion: "I knead, 100 % by hand: always"; '
        "agree on it and move it to statements, or take it out",
        "1 ladder, 1 level: no errors, no warnings",
        "Open: 1 statement under discussion.",
    ]


def test_a_mistake_in_the_decisions_of_an_import_is_a_warning(quiet: str) -> None:
    write(Path(quiet), {"sre/import.yaml": "levels: {Guru: 9}\nrows: both\n"})
    result = check(quiet)
    assert result.exit_code == 0, "the ladder is read all the same"
    first, second, counted = result.stdout.splitlines()
    assert first.startswith(f"{quiet}/sre/import.yaml:1:16: warning: found a number, 9; wanted")
    assert second.startswith(f'{quiet}/sre/import.yaml:2:7: warning: found the text "both"; wanted')
    assert counted == "1 ladder, 1 level: no errors, 2 warnings"
    assert check(quiet, "--strict").exit_code == 1
    assert len(json_of("check", quiet, "--json")) == 2


@pytest.mark.parametrize("good", ["", "levels: {Guru: L9}\n"])
def test_decisions_without_a_mistake_are_no_warning(quiet: str, good: str) -> None:
    write(Path(quiet), {"sre/import.yaml": good})
    assert check(quiet, "--strict").exit_code == 0


def test_decisions_beside_the_levels_of_one_ladder_are_checked_as_well(quiet: str) -> None:
    write(Path(quiet), {"sre/import.yaml": "rows: both\n"})
    assert "sre/import.yaml:1:7: warning" in check(f"{quiet}/sre").stdout


def test_decisions_that_cannot_be_read_are_said(quiet: str, tmp_path: Path) -> None:
    (tmp_path / "import.yaml").write_text("")
    Path(quiet, "sre/import.yaml").symlink_to(tmp_path / "import.yaml")
    said = check(quiet)
    assert (said.exit_code, "import.yaml:1:1: warning: found a file that" in said.stdout) == (
        0,
        True,
    )


def test_a_terminal_gets_the_first_findings_and_scripts_get_all(tmp_path: Path) -> None:
    tentative = {f"t{n}": f"I bake loaf {n} in oven {n * n}" for n in range(60)}
    part = {"groups": [{"tentative": tentative}], "examples": ["I baked"]}
    folder = str(
        write(tmp_path / "all", guided({"sre/L1.yaml": level("L1", competencies={"craft": part})}))
    )
    listed = json.loads(check(folder, "--health", "--json").stdout)["findings"]
    told = check(folder, "--health").stdout.splitlines()
    assert len(listed) >= 60
    assert f"and {len(listed) - 50} more findings; --json lists them all" in told
    assert sum("L1.yaml:" in line for line in told) == 50


def test_without_health_the_check_says_what_it_always_said(open_one: str) -> None:
    assert check(open_one).stdout == "1 ladder, 1 level: no errors, no warnings\n"
    assert json.loads(check(open_one, "--json").stdout) == []
    assert check(open_one, "--format", "json").stdout == check(open_one, "--json").stdout


def test_nothing_open_is_said_as_well(quiet: str) -> None:
    assert check(quiet, "--health").stdout.endswith("\nNothing is open.\n")


@pytest.mark.parametrize(
    ("options", "codes"),
    [
        ((), (0, 0, 1)),
        (("--health",), (0, 0, 1)),
        (("--strict",), (0, 1, 1)),
        (("--health", "--strict"), (0, 1, 1)),
    ],
)
@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_errors_decide_the_exit_and_findings_only_where_asked_for(
    quiet: str,
    open_one: str,
    broken: str,
    options: tuple[str, ...],
    codes: tuple[int, ...],
    form: str,
) -> None:
    # The one with a mistake is the one with a finding: take the mistake away for the second.
    mistake = Path(broken) / "sre/L2.yaml"
    assert check(broken, *options, "--format", form).exit_code == codes[2]
    mistake.unlink()
    assert check(open_one, *options, "--format", form).exit_code == codes[1]
    assert check(quiet, *options, "--format", form).exit_code == codes[0]


def test_warnings_alone_fail_only_a_strict_check(quiet: str) -> None:
    write(Path(quiet), {"sre/ladder.yaml": "name: S\ncompetencies: {x: {name: X}}\n"})
    assert check(quiet, "--health").exit_code == 0
    assert check(quiet, "--strict").exit_code == 1


def test_scripts_get_problems_and_findings_apart(broken: str) -> None:
    told = json.loads(check(broken, "--health", "--json").stdout)
    assert list(told) == ["problems", "findings"]
    assert told["problems"] == json.loads(check(broken, "--json").stdout)
    (finding,) = told["findings"]
    assert list(finding) == [
        *("kind", "file", "line", "ladder", "level", "statement", "sentence", "accepted")
    ]
    assert (finding["file"], finding["line"]) == (f"{broken}/sre/L1.yaml", 7)


def test_github_gets_one_annotation_a_line_with_its_escapes(broken: str) -> None:
    write(Path(broken), {"sre/ladder.yaml": "name: S\ncompetencies: {x: {name: X}}\n"})
    assert check(broken, "--health", "--format", "github").stdout.splitlines() == [
        f'::warning file={broken}/sre/L1.yaml,line=4,col=3::found "craft", which ladder.yaml does not explain; wanted one of x',
        f'::error file={broken}/sre/L2.yaml,line=1,col=7::found a number, 2; wanted text: put it in quotes, "2"',
        f"::warning file={broken}/sre/L1.yaml,line=7,col=1,title=Under discussion::"
        'L1/b is under discussion: "I knead, 100 %25 by hand: always"; '
        "agree on it and move it to statements, or take it out",
    ]


def test_a_clean_ladder_has_no_annotations(quiet: str) -> None:
    assert check(quiet, "--health", "--format", "github").stdout == ""


def test_a_file_name_cannot_end_its_property() -> None:
    made = annotation("error", {"file": "a,b:c%\r\nd", "line": 1}, "50 %\r\n::error::x, y: z")
    assert made == "::error file=a%2Cb%3Ac%25%0D%0Ad,line=1::50 %25%0D%0A::error::x, y: z"


@given(st.text(), st.text())
def test_what_github_reads_is_what_was_meant(file: str, message: str) -> None:
    made = annotation("warning", {"file": file, "line": 3}, message)
    assert "\n" not in made
    assert "\r" not in made
    head, told, said = made.removeprefix("::").partition("::")[0], {}, made.split("::", 2)[2]
    for pair in head.removeprefix("warning ").split(","):
        name, _, value = pair.partition("=")
        told[name] = value
    undone = [("%2C", ","), ("%3A", ":"), ("%0A", "\n"), ("%0D", "\r"), ("%25", "%")]
    for code, character in undone:
        told["file"] = told["file"].replace(code, character)
        said = said.replace(code, character)
    assert (told["file"], told["line"], said) == (file, "3", message)


def test_lineage_stands_alone(open_one: str) -> None:
    for words in (("--health",), ("--strict",), ("--format", "github")):
        result = check(open_one, "--lineage", *words)
        assert result.exit_code == 2
        assert "--lineage can only be combined with --json" in result.stderr
    assert json.loads(check(open_one, "--lineage", "--format", "json").stdout) == []


def test_a_folder_that_is_not_there_is_a_problem_and_nothing_is_open(tmp_path: Path) -> None:
    result = check(str(tmp_path / "nowhere"), "--health", "--format", "github")
    assert result.exit_code == 1
    assert result.stdout.startswith(f"::error file={tmp_path}/nowhere,line=1,col=1::found no such")


def test_a_plain_check_does_not_load_what_only_findings_need() -> None:
    code = (
        "import sys; from click.testing import CliRunner; from explorer import cli; "
        f"CliRunner().invoke(cli.main, ['check', {str(SAMPLE)!r}]); "
        "sys.exit(bool({'lap', 'numpy'} & sys.modules.keys()))"
    )
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


def test_a_clean_ladder_is_said_in_one_line() -> None:
    result = run("check", str(SAMPLE))
    assert result.exit_code == 0
    assert result.stdout == "1 ladder, 6 levels: no errors, no warnings\n"
    assert json_of("check", str(SAMPLE), "--json") == []


def test_problems_are_told_by_file_and_line_and_errors_fail(folder: str) -> None:
    write(
        Path(folder),
        {
            "sre/L2.yaml": "code: 2\ntitle: x\n",
            "web/ladder.yaml": "name: W\ncompetencies: {x: {name: X}}\n",
        },
    )
    result = run("check", folder)
    assert result.exit_code == 1
    assert result.stdout.split("\n") == [
        f'{folder}/sre/L2.yaml:1:7: error: found a number, 2; wanted text: put it in quotes, "2"',
        f'{folder}/web/L1.yaml:4:3: warning: found "craft", which ladder.yaml does not explain; wanted one of x',
        "2 ladders, 2 levels: 1 error, 1 warning",
        "",
    ]
    result = run("check", folder, "--json")
    assert result.exit_code == 1
    problems = json.loads(result.stdout)
    assert list(problems[0]) == ["file", "line", "column", "found", "wanted", "severity"]
    assert [(p["line"], p["severity"]) for p in problems] == [(1, "error"), (4, "warning")]


def test_warnings_alone_are_fine(folder: str) -> None:
    write(Path(folder), {"web/ladder.yaml": "name: W\ncompetencies: {x: {name: X}}\n"})
    assert run("check", folder).exit_code == 0


@pytest.mark.parametrize("name", ["nowhere", "\udcff", "x" * 5000])
def test_a_folder_that_is_not_there_is_an_error_of_the_ladder(tmp_path: Path, name: str) -> None:
    result = run("check", str(tmp_path / name))
    assert result.exit_code == 1
    assert "found no such folder; wanted a folder of ladders" in result.stdout
