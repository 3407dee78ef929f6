"""The command line: forms that scripts can stand on, and words that people understand."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from explorer import cli, records
from explorer.commands import output
from explorer.files.loading import load
from library.writing import ROOT, SAMPLE, level, write

TWO = {
    "synonyms.yaml": "groups: []\n",
    "sre/L1.yaml": level("L1", {"reads": "I read *logs*"}, scope="Here"),
    "sre/L2.yaml": level("L2", {"reads": "I read traces"}, lineage={"reads": ["reads"]}),
    "web/L1.yaml": level("L1", {"draws": "I draw"}),
}


@pytest.fixture
def folder(tmp_path: Path) -> str:
    return str(write(tmp_path / "all", TWO))


def run(*words: str) -> Result:
    result = CliRunner().invoke(cli.main, [*words])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def made(*words: str) -> Any:
    result = run(*words)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def refused(*words: str) -> str:
    result = run(*words)
    assert result.exit_code == 2
    assert result.stdout == ""
    return result.stderr.strip()


# -- check -----------------------------------------------------------------------------


def test_a_clean_ladder_is_said_in_one_line() -> None:
    result = run("check", str(SAMPLE))
    assert result.exit_code == 0
    assert result.stdout == "1 ladder, 6 levels: no errors, no warnings\n"
    assert made("check", str(SAMPLE), "--json") == []


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


# -- records ---------------------------------------------------------------------------


def test_records_have_the_fixed_form() -> None:
    found = made("records", str(SAMPLE), "--json")
    assert {tuple(record) for record in found} == {
        (
            "ladder",
            "level",
            "title",
            "competency",
            "scope",
            "kind",
            "id",
            "text",
            "links",
            "file",
            "line",
        )
    }
    assert [r["text"] for r in found] == [r.text for r in records.of_site(load(SAMPLE))]
    assert found[0]["file"] == f"{SAMPLE.as_posix()}/sre/L1.yaml"
    assert found[0]["competency"] is None
    assert found[0]["links"] == []


def test_records_for_people_are_a_line_each(folder: str) -> None:
    lines = run("records", folder).stdout.splitlines()
    assert lines[0] == f"{folder}/sre/L1.yaml:8: statement: [L1 · Craft · Here] I read *logs*"
    assert len(lines) == 3


def test_a_bad_file_is_told_beside_the_good_ones(folder: str) -> None:
    write(Path(folder), {"sre/L2.yaml": "\t"})
    result = run("records", folder, "--json")
    assert result.exit_code == 0
    assert len(json.loads(result.stdout)) == 2
    assert result.stderr.startswith(f"{folder}/sre/L2.yaml:1:1: error: found ")


@pytest.mark.parametrize("command", [["records"], ["search", "x", "--dir"]])
def test_a_folder_without_a_level_is_refused(tmp_path: Path, command: list[str]) -> None:
    assert f"There is no level to read in {tmp_path}" in refused(*command, str(tmp_path))


# -- search ----------------------------------------------------------------------------


def test_hits_have_the_fixed_form_and_spans_count_visible_characters(folder: str) -> None:
    hits = made("search", "logs", "--dir", folder, "--json")
    assert [list(hit) for hit in hits] == [
        ["ladder", "level", "competency", "scope", "kind", "id", "text", "score", "spans"]
    ]
    assert {key: hits[0][key] for key in hits[0] if key != "score"} == {
        "ladder": "sre",
        "level": "L1",
        "competency": "Craft",
        "scope": "Here",
        "kind": "statement",
        "id": "reads",
        "text": "I read logs",
        "spans": [[7, 11]],
    }
    assert 0 < hits[0]["score"] <= 1


def test_hits_are_limited_and_filtered(folder: str) -> None:
    assert len(made("search", "read", "--dir", folder, "--json")) == 2
    assert len(made("search", "read", "--dir", folder, "--json", "--limit", "1")) == 1
    assert len(made("search", "read", "--dir", folder, "--json", "--level", "L2")) == 1
    assert made("search", "read", "--dir", folder, "--json", "--kind", "example") == []


@pytest.mark.parametrize(
    ("options", "found"),
    [
        ([], {"sre/reads": 2, "web/draws": 1}),
        (["--ladder", "web"], {"web/draws": 1}),
        (["--ladder", "web", "--ladder", "sre"], {"sre/reads": 2, "web/draws": 1}),
        (["--scope", "Here"], {"sre/reads": 1}),
        (["--scope", "here"], {"sre/reads": 1}),
        (["--competency", "craft", "--level", "L1"], {"sre/reads": 1, "web/draws": 1}),
        (["--ladder", "web", "--level", "L2"], {}),
    ],
)
def test_hits_are_filtered_by_ladder_scope_and_competency(
    folder: str, options: list[str], found: dict[str, int]
) -> None:
    hits = made("search", "read draw", "--dir", folder, "--json", *options)
    names = [f"{hit['ladder']}/{hit['id']}" for hit in hits]
    assert {name: names.count(name) for name in names} == found


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--ladder", "wbe", 'Nothing here has "wbe" among its ladders; one of sre, web'),
        ("--level", "L9", 'Nothing here has "L9" among its levels; one of L1, L2'),
        (
            "--competency",
            "kraft",
            'Nothing here has "kraft" among its competencies; "craft" (did you mean that?)',
        ),
        (
            "--scope",
            "There",
            'Nothing here has "there" among its scopes; "here" (did you mean that?)',
        ),
    ],
)
def test_a_filter_that_nothing_here_has_is_refused(
    folder: str, option: str, value: str, said: str
) -> None:
    assert refused("search", "read", "--dir", folder, option, value) == said


def test_counts_stand_beside_each_filter_for_scripts_and_for_people(folder: str) -> None:
    asked = ("search", "read", "--dir", folder, "--counts", "--level", "L1")
    assert made(*asked, "--json") == {
        "ladders": {"sre": 1},
        "levels": {"L1": 1, "L2": 1},
        "competencies": {"craft": 1},
        "scopes": {"here": 1},
        "kinds": {"statement": 1},
    }
    assert run(*asked).stdout.splitlines() == [
        "ladders: sre 1",
        "levels: L1 1, L2 1",
        "competencies: craft 1",
        "scopes: here 1",
        "kinds: statement 1",
    ]
    nothing = run("search", "zzzz", "--dir", folder, "--counts").stdout.splitlines()
    assert nothing == [
        f"{name}: none" for name in ("ladders", "levels", "competencies", "scopes", "kinds")
    ]


def test_counts_of_many_queries_are_one_line_each(folder: str, tmp_path: Path) -> None:
    file = write(tmp_path, {"queries.txt": "read\ndraw\n"}) / "queries.txt"
    result = run("search", "--queries", str(file), "--dir", folder, "--counts", "--json")
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert [line["ladders"] for line in lines] == [{"sre": 2}, {"web": 1}]


def test_hits_for_people_say_their_tier_and_what_a_slip_was_taken_for(folder: str) -> None:
    write(Path(folder), {"synonyms.yaml": "groups:\n  - [study, read]\n"})
    said = run("search", "traecs logs", "--dir", folder).stdout.splitlines()
    assert said[0] == "'traecs' is taken for traces."
    assert said[1] == "L1 · Craft · Here (a part of the words)"
    said = run("search", "study", "--dir", folder).stdout.splitlines()
    assert said[0] == "L1 · Craft · Here (related in meaning)"
    assert not any("taken for" in line for line in said)


def test_hits_of_several_ladders_name_theirs(folder: str) -> None:
    said = run("search", "read draw", "--dir", folder, "--level", "L1").stdout
    assert "sre/L1 · Craft · Here" in said
    assert "web/L1 · Craft" in said


def test_hits_for_people_say_where_and_nothing_is_said_in_words(folder: str) -> None:
    assert run("search", "logs", "--dir", folder).stdout == "L1 · Craft · Here\n    I read logs\n"
    result = run("search", "zzzz\x1b", "--dir", folder)
    assert result.exit_code == 0
    assert (
        result.stdout == "Nothing in the ladders matches 'zzzz\\x1b'. Try fewer or other words.\n"
    )


def test_a_file_of_queries_gives_one_list_a_line_and_loads_the_ladder_once(
    folder: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loads: list[str] = []
    monkeypatch.setattr(output, "load", lambda where: loads.append(where) or load(where))
    file = tmp_path / "queries.txt"
    file.write_bytes(b"\xef\xbb\xbflogs\r\n\nzzzz\n\xff\xfe\ndraw")
    result = run("search", "--queries", str(file), "--json", "--dir", folder)
    assert result.exit_code == 0
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert [[hit["id"] for hit in hits] for hits in lines] == [["reads"], [], [], [], ["draws"]]
    assert lines[0] == made("search", "logs", "--json", "--dir", folder)
    assert loads == [folder, folder]


@pytest.mark.parametrize("words", [[], ["x", "--queries", os.devnull]])
def test_one_query_or_a_file_of_them_is_asked_for(words: list[str]) -> None:
    assert "Give one QUERY, or --queries FILE." in refused("search", *words)


# -- compare ---------------------------------------------------------------------------


def test_levels_are_named_by_code_by_ladder_or_by_file(folder: str) -> None:
    expected = made("compare", "sre/L1", "L2", "--dir", folder, "--json")
    (pair,) = expected["competencies"][0]["pairs"]
    assert (pair["changes"], pair["why"]) == (
        ["grown", "rescoped"],
        "the ladder's authors say that one grows out of the other",
    )
    files = made("compare", f"{folder}/sre/L1.yaml", f"{folder}/sre/L2.yaml", "--json")
    assert files["competencies"] == expected["competencies"], "the file says its own lineage"
    mixed = made("compare", "L2", f"{folder}/sre/L2.yaml", "--dir", folder, "--json")
    assert mixed["competencies"][0]["pairs"][0]["changes"] == ["same"]


def test_a_comparison_has_the_fixed_form() -> None:
    result = made("compare", "L3", "L4", "--dir", str(SAMPLE), "--json")
    assert {"facts", "competencies"} <= set(result)
    assert len(result["facts"]) == 4
    for competency in result["competencies"]:
        assert list(competency) == ["name", "pairs"]
        for pair in competency["pairs"]:
            assert list(pair) == ["changes", "why", "before", "after", "words"]


def test_a_comparison_for_people_has_both_sides(folder: str) -> None:
    said = run("compare", "sre/L1", "sre/L2", "--dir", folder).stdout
    assert "L1 Engineer L1  →  L2 Engineer L2" in said
    assert "    - I read logs\n    + I read traces\n" in said


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("L1", "L1 is in several ladders; say which: sre/L1, web/L1"),
        ("l2", "There is no level l2; did you mean L2?"),
        ("srre/L2", "There is no level srre/L2; did you mean sre/L2?"),
        ("L20", "There is no level L20; there are L1, L2"),
        ("web/L2", "There is no level web/L2; there are sre/L1, sre/L2, web/L1"),
        ("sre/L9", "There is no level sre/L9; there are sre/L1, sre/L2, web/L1"),
        ("", "There is no level ; there are L1, L2"),
        ("nowhere.yaml", "There is no file nowhere.yaml."),
    ],
)
def test_a_name_that_is_not_there_or_not_alone_is_said(folder: str, name: str, said: str) -> None:
    assert refused("compare", name, "sre/L2", "--dir", folder) == said


def test_a_broken_file_to_compare_is_told_by_line(folder: str) -> None:
    file = write(Path(folder), {"bad.yaml": "code: 4\ntitle: x\n"}) / "bad.yaml"
    assert refused("compare", str(file), str(file)).startswith(
        f"{file}:1:7: error: found a number, 4"
    )


# -- schema, help ----------------------------------------------------------------------


def test_the_schemas_are_printed_or_written(tmp_path: Path) -> None:
    printed = made("schema")
    assert list(printed) == ["level", "ladder", "synonyms"]
    assert run("schema", "--to", str(tmp_path / "made")).exit_code == 0
    for name, schema in printed.items():
        assert json.loads((tmp_path / "made" / f"{name}.json").read_text("utf-8")) == schema
    (tmp_path / "file").touch()
    assert refused("schema", "--to", str(tmp_path / "file" / "x")).startswith("Cannot write to")


def test_help_teaches_every_command() -> None:
    said = run("--help").stdout
    for command in (
        "serve",
        "check",
        "records",
        "search",
        "compare",
        "sheet",
        "plan",
        "job",
        "schema",
    ):
        assert command in said
        assert run(command, "--help").exit_code == 0
    assert "ladder, version" in run("--version").stdout


def test_serving_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert "There is no folder" in refused("serve", str(tmp_path / "nowhere"))


# -- as a process ----------------------------------------------------------------------


def process(*words: str | bytes, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, *words],
        capture_output=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), **environment},
        timeout=60,
    )


def test_the_core_and_the_command_line_load_neither_streamlit_nor_pandas() -> None:
    core = ROOT / "src" / "explorer"
    paths = [path.relative_to(core).with_suffix("") for path in core.rglob("[a-z]*.py")]
    modules = sorted(".".join(path.parts) for path in paths if path.parts[0] != "ui")
    assert {"cli", "server.launch", "interviews.debrief", "importing.write_plan"} <= set(modules)
    drawing = ("render.radar", "render.panel_chart", "render.polar")
    code = (
        "import sys\n"
        + "".join(f"import explorer.{name}\n" for name in modules if name not in drawing)
        + "print([m for m in ('streamlit', 'pandas', 'altair') if m in sys.modules])"
    )
    assert process("-c", code).stdout.decode().strip() == "[]"


def test_only_a_search_loads_numpy() -> None:
    code = "import sys\nimport explorer.cli\nprint('numpy' in sys.modules)"
    assert process("-c", code).stdout.decode().strip() == "False"


def test_output_is_utf_8_in_every_environment() -> None:
    for coding in ("ascii", "latin-1", "utf-8"):
        done = process("-m", "explorer", "compare", "L3", "L4", PYTHONIOENCODING=coding)
        assert done.returncode == 0, done.stderr
        assert "🦉" in done.stdout.decode("utf-8")


def test_a_name_that_is_no_text_is_no_traceback() -> None:
    done = process("-m", "explorer", "check", b"no\xffwhere")
    assert (done.returncode, b"Traceback" in done.stderr) == (1, False)
    assert b"no?where:1:1: error: found no such folder" in done.stdout
