"""The record of an import is read as it was written, whatever is in its place is refused."""

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.errors import WriteError
from explorer.importing import read_documents
from explorer.importing.import_record import content, parse
from explorer.importing.ladder_files import ladder_files
from explorer.importing.ladder_sides import Side

ROLE = "# L2: Engineer\n\n> Good.\n\n- **Reach**: team\n\n## 🦉 Craft\n- I build `x`: #1\n- 💥\n"


def test_what_was_recorded_is_what_the_files_say() -> None:
    (ladder,) = read_documents({"L2.md": ROLE.encode()}).ladders
    files = ladder_files(ladder)
    back = parse(content(files), "imported.json")
    assert back == Side.of(files)
    assert back.ladder
    assert list(back.levels) == ["L2"]


def test_what_no_import_wrote_is_refused() -> None:
    ladder, level = {"name": "S"}, {"code": "L1", "title": "T"}
    whole = {"ladder.yaml": ladder, "L1.yaml": level}
    assert parse(json.dumps({"version": 1, "files": whole}).encode(), "imported.json") == Side.of(
        whole
    )
    for version, files in (
        (True, whole),
        (2, whole),
        (1, {"L1.yaml": level}),
        (1, {**whole, "../L2.yaml": {**level, "code": "L2"}}),
        (1, {**whole, "L2.yaml": level}),
        (1, {**whole, "L2.yaml": {"title": "T"}}),
    ):
        raw = json.dumps({"version": version, "files": files}).encode()
        with pytest.raises(WriteError, match="no record of an import"):
            parse(raw, "imported.json")


@given(
    st.one_of(
        st.binary(max_size=40), st.text('[]{}":,1versionfiles\n ', max_size=40).map(str.encode)
    )
)
def test_anything_else_is_refused_with_a_sentence(raw: bytes) -> None:
    with suppress(WriteError):
        assert parse(raw, "imported.json").ladder
