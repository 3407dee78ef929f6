"""`ladder import` as it is typed: a report, files, one line for what goes wrong."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from explorer.cli import main
from explorer.files.loading import load

ROLE = "# L2: Engineer\n\n## Craft\n- I build things\n\nmaybe:\n- I sing\n"


def run(*arguments: object) -> Result:
    result = CliRunner().invoke(main, ["import", *map(str, arguments)])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert "Traceback" not in result.output
    return result


@pytest.fixture
def role(tmp_path: Path) -> Path:
    file = tmp_path / "in" / "L2-Engineer.md"
    file.parent.mkdir()
    file.write_text(ROLE, encoding="utf-8")
    return file


def test_a_dry_run_tells_everything_and_writes_nothing(role: Path, tmp_path: Path) -> None:
    result = run(role, "--to", tmp_path / "out", "--dry-run")
    assert result.exit_code == 0
    assert "5 lines: 1 statement, 1 tentative; 0 left\n  Competencies: " in result.output
    assert "engineer/L2.yaml: new" in result.output
    assert not (tmp_path / "out").exists()


def test_a_folder_becomes_a_ladder(role: Path, tmp_path: Path) -> None:
    (role.parent / "README.md").write_text("# About our roles\n\n- Read them.\n")
    result = run(role.parent, "--to", tmp_path / "out")
    assert result.exit_code == 0
    assert "README.md (text about the others)" in result.output
    assert [level.code for _, level in load(tmp_path / "out").levels()] == ["L2"]
    assert "all of it is there" in run(role.parent, "--to", tmp_path / "out").output


def test_the_json_holds_counts_and_places(role: Path, tmp_path: Path) -> None:
    said = json.loads(run(role, "--to", tmp_path / "out", "--json").output)
    assert said["documents"][0]["counts"] == {"statement": 1, "tentative": 1}
    assert said["documents"][0]["left"] == 0
    assert said["ladders"] == [{"key": "engineer", "name": "Engineer", "levels": ["L2"]}]


def test_the_options_decide_over_what_is_found(tmp_path: Path) -> None:
    table = tmp_path / "table.txt"
    table.write_bytes("Area#L1#L2\nCaf\xe9#Serves#Cooks; bakes\n".encode("cp1252"))
    out = tmp_path / "out"
    result = run(
        table,
        "--to",
        out,
        "--delimiter",
        "#",
        "--encoding",
        "cp1252",
        "--orientation",
        "columns",
        "--name",
        "Our kitchen",
    )
    assert result.exit_code == 0, result.output
    (ladder,) = load(out).ladders
    assert (ladder.key, ladder.name) == ("our-kitchen", "Our kitchen")
    assert ladder.competencies[0].name == "Café"


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.md", b"", "empty"),
        ("blank.csv", b"\n\n", "empty"),
        ("picture.md", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "picture.md:1"),
        ("bytes.md", b"# L1: E\n- \xff\xfe\n", "bytes.md:2"),
        ("minutes.md", b"# Minutes\n\n- We met.\n", "no heading and no table"),
        ("code.md", b"```\n# L1: E\n- a\n```\n", "no heading"),
        ("prices.csv", b"item,price\nscrew,2\n", "prices.csv"),
        ("open.md", b"---\ntitle: x\n\n- a\n", "open.md"),
    ],
)
def test_what_is_no_ladder_is_refused_in_one_line_with_the_reason(
    tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    (tmp_path / name).write_bytes(content)
    result = run(tmp_path / name, "--to", tmp_path / "out")
    assert result.exit_code == 1
    assert len([line for line in result.output.splitlines() if reason in line]) >= 1
    assert not (tmp_path / "out").exists()


def test_one_bad_document_does_not_keep_the_others_out(role: Path, tmp_path: Path) -> None:
    (role.parent / "bad.md").write_bytes(b"\xff\xff")
    assert run(role.parent, "--to", tmp_path / "out").exit_code == 0
    assert len(list(load(tmp_path / "out").levels())) == 1


def test_a_source_that_is_not_there_is_named(tmp_path: Path) -> None:
    result = run(tmp_path / "nothing", "--to", tmp_path)
    assert result.exit_code == 2
    assert "There is no file or folder" in result.output


def test_a_target_is_asked_for(role: Path) -> None:
    assert run(role).exit_code == 2
    assert run(role, "--dry-run").exit_code == 0


def test_links_out_of_the_folder_are_named_and_not_followed(role: Path, tmp_path: Path) -> None:
    (tmp_path / "L9.md").write_text(ROLE.replace("L2", "L9"))
    (role.parent / "L9.md").symlink_to(tmp_path / "L9.md")
    (role.parent / "loop").symlink_to(role.parent)
    (role.parent / "gone.md").symlink_to(tmp_path / "gone")
    result = run(role.parent, "--to", tmp_path / "out")
    assert "L9.md: it is a link that leads out" in result.output
    assert [level.code for _, level in load(tmp_path / "out").levels()] == ["L2"]


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    assert "a pipe" in run(tmp_path / "pipe.md", "--to", tmp_path / "out").output


def test_a_difference_is_shown_and_asks_for_a_yes(role: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(role, "--to", out)
    role.write_text(ROLE.replace("build things", "build ships"), encoding="utf-8")
    refused = run(role, "--to", out)
    assert refused.exit_code == 1
    assert "+          build-ships: I build ships" in refused.output
    assert run(role, "--to", out, "--overwrite").exit_code == 0
    assert (out / "engineer/L2.yaml.old").is_file()


def test_scripts_in_any_text_stay_text(role: Path, tmp_path: Path) -> None:
    role.write_text(
        "# L2: E <script>x</script>\n## <img src=x onerror=y> Craft\n- a <script>b</script> [c](javascript:d)\n"
    )
    assert run(role, "--to", tmp_path / "out").exit_code == 0
    assert load(tmp_path / "out").problems == ()


def test_two_thousand_nested_bullets_are_read(tmp_path: Path) -> None:
    deep = "# L1: E\n## C\n" + "".join(
        f"{' ' * min(2 * n, 400)}- I am number {n} of them.\n" for n in range(2_000)
    )
    (tmp_path / "deep.md").write_text(deep)
    result = run(tmp_path / "deep.md", "--dry-run")
    assert "2,002 lines: 2,000 statements; 0 left" in result.output


def test_strict_writes_nothing_where_a_question_is_open(tmp_path: Path) -> None:
    source = tmp_path / "L2.md"
    source.write_text("# L2 Engineer\n\n## Craft\n\n" + "- I do it\n" * 7)
    target = tmp_path / "to"
    asked = ["import", str(source), "--to", str(target)]
    refused = CliRunner().invoke(main, [*asked, "--strict"])
    assert refused.exit_code == 1
    assert "1 question is open, and --strict was given." in refused.stderr
    assert not target.exists()
    assert CliRunner().invoke(main, asked).exit_code == 0


def test_a_reader_that_has_read_enough_stops_no_import(tmp_path: Path) -> None:
    source, target = tmp_path / "many", tmp_path / "to"
    source.mkdir()
    for at in range(1, 40):
        (source / f"L{at}.md").write_text(f"# L{at} Baker\n\n- I bake {at}\n")
    command = [sys.executable, "-m", "explorer", "import", str(source), "--to", str(target)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        process.stdout.close()
        _, errors = process.communicate()
    assert (process.returncode, errors) == (0, b"")
    assert len(list(target.rglob("L*.yaml"))) == 39


def test_decisions_are_kept_and_used_again(tmp_path: Path) -> None:
    table, out = tmp_path / "matrix.csv", tmp_path / "out"
    table.write_text("Skill,Guru,Journeyman,Owner\nCraft,I shape,I bend,Ann\n", "utf-8")
    said = run(
        *(table, "--to", out, "--level", "Guru=L9", "--level", "Journeyman=L8"),
        *("--column", "Owner=left-out", "--competency", "Craft", "--not-level", "Legend"),
    )
    assert said.exit_code == 0, said.output
    assert "2 statements, 2 left out on purpose; 0 left" in said.output
    assert '  left out: matrix.csv:1: "Owner"' in said.output
    assert '  left out: matrix.csv:2: "Ann"' in said.output
    assert 'Nothing here is called "Legend"' in said.output
    assert [level.code for _, level in load(out).levels()] == ["L8", "L9"]
    assert not load(out).problems
    again = run(table, "--to", out)
    assert "decisions: as matrix/import.yaml says" in again.output
    assert "all of it is there already" in again.output
    file = out / "matrix/import.yaml"
    elsewhere = run(table, "--to", tmp_path / "other", "--decisions", file, "--json")
    told = json.loads(elsewhere.output)["decisions"]
    assert told["files"] == [str(file)]
    assert told["used"]["levels"] == {"Guru": "L9", "Journeyman": "L8"}
    (document,) = json.loads(elsewhere.output)["documents"]
    assert [each["text"] for each in document["left_out"]] == ["Owner", "Ann"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--column", "Owner"], "--column Owner: say what stands in a column"),
        (["--column", "Owner=gone"], "HEAD=examples, HEAD=scopes or HEAD=left-out"),
        (["--level", "Guru=L/9"], '"L/9" is empty, too long, or no code of a level'),
        (["--decisions", "nowhere.yaml"], "nowhere.yaml cannot be read"),
    ],
)
def test_decisions_that_cannot_be_meant_are_refused(
    role: Path, tmp_path: Path, options: list[str], said: str
) -> None:
    result = run(role, "--to", tmp_path / "out", *options)
    assert result.exit_code == 2
    assert said in result.output
    assert not (tmp_path / "out").exists()


def test_a_mistake_in_the_decisions_is_told_by_line(role: Path, tmp_path: Path) -> None:
    (tmp_path / "import.yaml").write_text("levels:\n  Guru: 9\nrows: both\n")
    result = run(role, "--to", tmp_path / "out", "--decisions", tmp_path / "import.yaml")
    assert result.exit_code == 2
    assert "import.yaml:2:9: found a number, 9; wanted text" in result.output
    assert 'import.yaml:3:7: found the text "both"' in result.output


def test_a_question_is_answered_by_the_options_that_it_names(role: Path, tmp_path: Path) -> None:
    role.write_text(f"{ROLE}\n# L9: Legend\n\n## Craft\n\n> Old words\n", "utf-8")
    asked = run(role, "--dry-run").output
    assert 'Is "L9 Legend" a level? It has no statement.\n  Yes: --right ' in asked
    assert "  No: --not-level 'L9 Legend'\n" in asked
    assert "question" not in run(role, "--dry-run", "--not-level", "L9 Legend").output
    yes = run(role, "--dry-run", "--strict", "--right", 'Is "L9 Legend" a level?')
    assert yes.exit_code == 0, yes.output


def test_an_update_is_shown_first_and_then_merged(tmp_path: Path) -> None:
    table, out = tmp_path / "matrix.csv", tmp_path / "out"
    table.write_text("Skill,L1,L2\nCraft,I bend steel,I shape steel\nCare,I ask,I hear\n", "utf-8")
    assert run(table, "--update").exit_code == 2
    missing = run(table, "--to", out, "--update")
    assert (missing.exit_code, "no matrix to update" in missing.output) == (1, True)
    assert run(table, "--to", out).exit_code == 0
    level = out / "matrix/L1.yaml"
    level.write_text(level.read_text("utf-8").replace("I ask", "I do ask"), "utf-8")
    table.write_text(
        "Skill,L1,L2\nCraft,I bend all steel,I shape steel\nCare,I ask,I hear\n", "utf-8"
    )
    before = level.read_bytes()
    shown = run(table, "--to", out, "--update", "--dry-run")
    assert "changed in the export: L1.yaml: statement bend-steel" in shown.output
    assert "changed here, kept: L1.yaml: statement ask" in shown.output
    assert level.read_bytes() == before
    told = json.loads(run(table, "--to", out, "--update", "--dry-run", "--json").output)
    assert told["update"][0] == {
        "kind": "changed",
        "file": "L1.yaml",
        "what": "statement bend-steel",
        "here": "I bend steel",
        "export": "I bend all steel",
        "chosen": False,
    }
    assert run(table, "--to", out, "--update").exit_code == 0
    assert (out / "matrix/L1.yaml.old").read_bytes() == before
    assert b"I do ask" in level.read_bytes()
    assert b"I bend all steel" in level.read_bytes()
    again = run(table, "--to", out, "--update")
    assert "Nothing to write: all of it is there already." in again.output


def test_a_side_is_chosen_by_the_name_that_the_report_gives(tmp_path: Path) -> None:
    table, out = tmp_path / "matrix.csv", tmp_path / "out"
    table.write_text("Skill,L1,L2\nCraft,I bend steel,I shape steel\n", "utf-8")
    assert run(table, "--to", out).exit_code == 0
    level = out / "matrix/L1.yaml"
    level.write_bytes(level.read_bytes().replace(b"I bend steel", b"I bend iron"))
    table.write_text("Skill,L1,L2\nCraft,I bend tin,I shape steel\n", "utf-8")
    label = "L1.yaml: statement bend-steel"
    assert label in run(table, "--to", out, "--update", "--dry-run").output
    assert run(table, "--to", out, "--take", label).exit_code == 2
    wrong = run(table, "--to", out, "--update", "--take", "L1.yaml: title")
    assert wrong.exit_code == 1
    assert f'did not change on both sides; there is: "{label}"' in wrong.output
    assert run(table, "--to", out, "--update", "--take", label).exit_code == 0
    assert b"I bend tin" in level.read_bytes()


def test_what_no_file_may_hold_is_not_kept_as_a_decision(role: Path, tmp_path: Path) -> None:
    for _ in range(2):
        made = run(
            role, "--to", tmp_path / "out", "--not-level", "Leg\u2028end", "--name", "A\ufeffB"
        )
        assert made.exit_code == 0, made.output
    assert "- Leg end" in (tmp_path / "out/a-b/import.yaml").read_text("utf-8")
