"""Links to files: dead ones are told, others and the network are left alone."""

from pathlib import Path

import pytest

from explorer.files.loading import load
from explorer.lint.dead_links import dead_links
from explorer.lint.findings import Finding
from library.writing import level, write


def found_in(folder: Path, target: str, **parts: object) -> list[Finding]:
    files = {
        "sre/L1.yaml": level("L1", {"a": f"I follow [this]({target})"}, **parts),
        "sre/L2.yaml": level("L2", {"b": "I bake"}),
        "docs/ways of working.md": "x",
    }
    site = load(write(folder / "site", files))
    return list(dead_links(site.ladders[0], site.folder))


@pytest.mark.parametrize(
    "target",
    [
        "L2.yaml",
        "./L2.yaml#part",
        "../docs/ways%20of%20working.md",
        "<../docs/ways of working.md>",
        "/docs/ways%20of%20working.md",
        "../docs",
        "#part",
        "?level=L9",
        "mailto:a@example.org",
        "https://example.org/none",
        "//example.org/none",
        "tel:1",
        "http://[bad",
        "../../outside.md",
    ],
)
def test_a_link_that_leads_somewhere_or_out_of_the_folder_is_left_alone(
    tmp_path: Path, target: str
) -> None:
    assert found_in(tmp_path, target) == []


@pytest.mark.parametrize(
    ("target", "shown"),
    [
        ("Leadership.md", "Leadership.md"),
        ("../L2.yaml", "../L2.yaml"),
        ("/L2.yaml", "/L2.yaml"),
        ("a%20b.md#c", "a b.md#c"),
        ("x" * 300, "x" * 59 + "…"),
    ],
)
def test_a_link_to_no_file_is_told_where_it_stands(tmp_path: Path, target: str, shown: str) -> None:
    (found,) = found_in(tmp_path, target)
    assert found.what == f'L1/a leads to "{shown}", which is not there'
    assert (found.file, found.statement) == ("sre/L1.yaml", "a")
    lines = (tmp_path / "site" / found.file).read_text("utf-8").splitlines()
    assert target[:50] in "".join(lines[found.line - 1 : found.line + 2])


def test_links_in_any_text_are_looked_at(tmp_path: Path) -> None:
    found = found_in(tmp_path, "L2.yaml", summary="[a](b.md)", prose=["[c](d.md) and [e](f.md)"])
    assert [each.what for each in found] == [
        'L1, its summary, leads to "b.md", which is not there',
        'L1, its prose, leads to "d.md", which is not there',
        'L1, its prose, leads to "f.md", which is not there',
    ]
    assert {each.statement for each in found} == {None}


def test_a_link_out_of_the_folder_and_in_again_is_judged(tmp_path: Path) -> None:
    assert found_in(tmp_path, "../../site/docs") == []
    assert len(found_in(tmp_path, "../../site/none.md")) == 1
