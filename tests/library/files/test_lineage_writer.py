"""Lineage written into a level's file: the new entries, and every other line as it was."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from explorer.errors import WriteError
from explorer.files.lineage_writer import with_lineage, write_lineage
from explorer.files.yaml_reader import read

HEAD = "# the keeper's own words\ncode: L2  # twice checked\ntitle: Baker\n"
BEFORE = {
    "none yet": HEAD,
    "nothing in it": f"{HEAD}lineage:\n# the end\n",
    "an empty mapping": f"{HEAD}lineage: {{}}\nfacts:\n  Reach: far\n",
    "in braces": f"{HEAD}lineage: {{a: [b], c: []}}\nfacts:\n  Reach: far\n",
    "a line each": f"{HEAD}lineage:\n  a: [b]  # because\n  # of c\n  c: []\n\nfacts:\n  Reach: far\n",
    "an item a line": f"{HEAD}lineage:\n    a:\n      - b\n      - d\n    c: []\n# the end\n",
    "without a last line end": f"{HEAD}lineage:\n  a: [b]",
    "Windows": f"{HEAD}lineage:\n  a: [b]  # because\n".replace("\n", "\r\n"),
}


def comments(raw: bytes) -> list[bytes]:
    return [line.partition(b"#")[2].strip() for line in raw.splitlines() if b"#" in line]


@pytest.mark.parametrize("text", BEFORE.values(), ids=BEFORE.keys())
@given(
    entries=st.dictionaries(
        st.sampled_from(["a", "c", "e", "12", "no", "x.y"]),
        st.lists(st.sampled_from(["b", "L1/d", "1e3", "yes"]), max_size=3),
        min_size=1,
    )
)
def test_the_entries_are_there_and_nothing_else_changed(
    text: str, entries: dict[str, list[str]]
) -> None:
    raw = text.encode()
    before = read(raw).data
    made = with_lineage(raw, entries, "L2.yaml")
    after = read(made).data
    assert after == {**before, "lineage": {**(before.get("lineage") or {}), **entries}}
    assert comments(made) == comments(raw)
    assert (b"\r\n" in made) == (b"\r\n" in raw)


@pytest.mark.parametrize("text", ["- a list\n", "lineage: &x {a: [b]}\nfacts: *x\n", "{code: L2}"])
def test_what_cannot_be_edited_safely_is_left_with_the_lines_to_write(text: str) -> None:
    with pytest.raises(WriteError, match=r"(?s)L2.yaml.*nothing was changed.*a: \[b\]"):
        with_lineage(text.encode(), {"a": ["b"]}, "L2.yaml")


def test_a_file_keeps_its_mode_and_an_edit_made_meanwhile(tmp_path: Path) -> None:
    file = tmp_path / "L2.yaml"
    file.write_text(HEAD)
    file.chmod(0o644)
    file.write_text(f"{HEAD}summary: edited meanwhile\n")
    write_lineage(tmp_path, "L2.yaml", {"a": ["b"]})
    assert yaml.safe_load(file.read_text())["summary"] == "edited meanwhile"
    assert file.stat().st_mode & 0o777 == 0o644


def test_a_file_that_is_gone_is_said(tmp_path: Path) -> None:
    with pytest.raises(WriteError, match=r"L2\.yaml was not changed: No such file"):
        write_lineage(tmp_path, "L2.yaml", {"a": ["b"]})


def test_a_link_that_leads_out_is_not_written_through(tmp_path: Path) -> None:
    outside = tmp_path / "outside.yaml"
    outside.write_text(HEAD)
    inside = tmp_path / "ladder"
    inside.mkdir()
    (inside / "L2.yaml").symlink_to(outside)
    with pytest.raises(WriteError, match="leads out"):
        write_lineage(inside, "L2.yaml", {"a": ["b"]})
    assert outside.read_text() == HEAD
