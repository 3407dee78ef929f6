"""`ladder compare`: how levels are named, and both sides of what differs."""

import codecs
from pathlib import Path

import pytest

from library.commands.running import json_of, refusal, run
from library.writing import SAMPLE, level, write


def test_levels_are_named_by_code_by_ladder_or_by_file(folder: str) -> None:
    expected = json_of("compare", "sre/L1", "L2", "--dir", folder, "--json")
    (pair,) = expected["competencies"][0]["pairs"]
    assert (pair["changes"], pair["why"]) == (
        ["grown", "rescoped"],
        "the ladder's authors say that one grows out of the other",
    )
    files = json_of("compare", f"{folder}/sre/L1.yaml", f"{folder}/sre/L2.yaml", "--json")
    assert files["competencies"] == expected["competencies"], "the file says its own lineage"
    mixed = json_of("compare", "L2", f"{folder}/sre/L2.yaml", "--dir", folder, "--json")
    assert mixed["competencies"][0]["pairs"][0]["changes"] == ["same"]


def test_a_comparison_has_the_fixed_form() -> None:
    result = json_of("compare", "L3", "L4", "--dir", str(SAMPLE), "--json")
    assert {"facts", "competencies"} <= set(result)
    assert len(result["facts"]) == 4
    for competency in result["competencies"]:
        assert list(competency) == ["name", "pairs"]
        for pair in competency["pairs"]:
            assert list(pair) == [
                "changes",
                "why",
                "before",
                "after",
                "words",
                "id_changed",
                "related",
            ]


def test_a_comparison_for_people_has_both_sides(folder: str) -> None:
    said = run("compare", "sre/L1", "sre/L2", "--dir", folder).stdout
    assert "L1 Engineer L1  →  L2 Engineer L2" in said
    assert "    - I read logs\n    + I read traces\n" in said


def test_a_comparison_as_csv_opens_in_a_spreadsheet_with_its_accents(tmp_path: Path) -> None:
    files = {f"L{n}.yaml": level(f"L{n}", {"a": f"J'améliore {n}"}) for n in (1, 2)}
    folder = write(tmp_path / "dev", files)
    raw = run("compare", "L1", "L2", "--dir", folder, "--format", "csv").stdout_bytes
    assert raw.startswith(codecs.BOM_UTF8 + b"competency,changes,")
    assert raw.count(codecs.BOM_UTF8) == 1
    assert "J'améliore 2".encode() in raw
    text = run("compare", "L1", "L2", "--dir", folder, "--format", "markdown").stdout_bytes
    assert codecs.BOM_UTF8 not in text


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
    assert refusal("compare", name, "sre/L2", "--dir", folder) == said


def test_a_broken_file_to_compare_is_told_by_line(folder: str) -> None:
    file = write(Path(folder), {"bad.yaml": "code: 4\ntitle: x\n"}) / "bad.yaml"
    assert refusal("compare", str(file), str(file)).startswith(
        f"{file}:1:7: error: found a number, 4"
    )


def test_a_document_that_is_no_level_is_told_so(tmp_path: Path) -> None:
    file = tmp_path / "role.md"
    file.write_text("# A role")
    result = run("compare", str(file), "L4", "--dir", str(SAMPLE))
    assert result.exit_code == 2
    assert "is no level" in result.stderr
    assert "ladder import" in result.stderr


def test_two_formats_at_once_are_refused() -> None:
    result = run("compare", "L3", "L4", "--dir", str(SAMPLE), "--json", "--format", "csv")
    assert result.exit_code == 2
    assert "cannot be combined" in result.stderr
