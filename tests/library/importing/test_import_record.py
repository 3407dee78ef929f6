"""The record of an import is read as it was written, whatever is in its place is refused."""

from contextlib import suppress

from hypothesis import given
from hypothesis import strategies as st

from explorer.errors import DecisionsError
from explorer.importing import read_documents
from explorer.importing.import_record import as_read, content, parse
from explorer.importing.ladder_files import ladder_files

ROLE = "# L2: Engineer\n\n> Good.\n\n- **Reach**: team\n\n## 🦉 Craft\n- I build `x`: #1\n- 💥\n"


def test_what_was_recorded_is_what_the_files_say() -> None:
    (ladder,) = read_documents({"L2.md": ROLE.encode()}).ladders
    files = ladder_files(ladder)
    back = parse(content(files), "imported.json")
    assert list(back) == ["ladder.yaml", "L2.yaml"]
    assert {name: as_read(name, data) for name, data in back.items()} == {
        name: as_read(name, data) for name, data in files.items()
    }


@given(
    st.one_of(
        st.binary(max_size=40), st.text('[]{}":,1versionfiles\n ', max_size=40).map(str.encode)
    )
)
def test_anything_else_is_refused_with_a_sentence(raw: bytes) -> None:
    with suppress(DecisionsError):
        assert isinstance(parse(raw, "imported.json"), dict)
