"""A ladder says how it is used here, or the checks say that it does not."""

from pathlib import Path

from explorer.files.loading import load
from explorer.files.scaffold import Beginning, begin
from explorer.lint.missing_guide import missing_guide
from explorer.model import Ladder
from library.writing import guided, level, write


def of(folder: Path) -> Ladder:
    return load(folder).ladders[0]


def test_a_ladder_without_a_guide_is_told_where_to_write_one(tmp_path: Path) -> None:
    write(tmp_path, {"dev/E1.yaml": level("E1", {"a": "I write."})})
    (found,) = missing_guide(of(tmp_path))
    assert (found.file, found.line, found.level) == ("dev/guide.md", 1, "E1")
    assert "has no guide" in found.what
    write(tmp_path, guided({"dev/E1.yaml": level("E1", {"a": "I write."})}))
    assert [*missing_guide(of(tmp_path))] == []
    (tmp_path / "dev/guide.md").write_text(" \n")
    assert "has no guide" in next(missing_guide(of(tmp_path))).what


def test_a_guide_that_is_still_to_be_written_is_told_by_its_line(tmp_path: Path) -> None:
    begin(tmp_path / "dev", Beginning.of("Developers", ["E1"], ["Craft"]))
    (found,) = missing_guide(of(tmp_path))
    lines = (tmp_path / "dev/guide.md").read_text().splitlines()
    assert lines[found.line - 1].startswith("To be written:")


def test_a_ladder_without_levels_has_nothing_open(tmp_path: Path) -> None:
    assert [*missing_guide(Ladder("x", "X"))] == []
