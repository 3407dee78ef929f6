"""import.yaml: written beside the ladder, read by the next import, its mistakes told by line."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.drafts.decisions import UNDECIDED, Decisions
from explorer.errors import DecisionsError
from explorer.importing import plan, plan_on_disk
from explorer.importing.decisions_file import content, load, parse, read_as_before
from library.drafts.test_ledger import DECIDED

CSV = b"Skill,Guru,Journeyman\nCraft,I shape,I bend\n"
LEVELS = Decisions(levels={"Guru": "L9", "Journeyman": "L8"})


@given(DECIDED)
def test_what_is_written_is_read_again(decided: Decisions) -> None:
    assert parse(content(decided), "import.yaml") == decided


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("levels:\n  Guru: [L9]\n", "import.yaml:2:9: found a list; wanted text"),
        ("colums:\n  a: examples\n", 'import.yaml:1:1: found the unknown key "colums"'),
        ("columns:\n  a: exmples\n", 'import.yaml:2:6: found the text "exmples"'),
        ("levels:\n  Guru: 9\n", 'wanted text: put it in quotes, "9"'),
        ("placed:\n  - text: a\n", 'found no "level" in this entry'),
        ("levels: &a\n  x: L1\n", "import.yaml:1:9: found the anchor"),
    ],
)
def test_a_mistake_is_told_by_its_place(text: str, told: str) -> None:
    with pytest.raises(DecisionsError, match=r"import\.yaml:\d") as caught:
        parse(text.encode(), "import.yaml")
    assert told in str(caught.value)


def test_a_file_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    with pytest.raises(DecisionsError, match="cannot be read"):
        load(tmp_path / "import.yaml")


def imported(name: str, decided: Decisions, target: Path) -> tuple[str, ...]:
    made, _ = read_as_before({name: CSV}, decided, target)
    existing = plan_on_disk.existing_files(target, made.ladders)
    return plan_on_disk.write(plan(made.ladders, existing, made.decisions), target, overwrite=True)


def test_the_next_import_of_the_same_document_goes_the_same_way(tmp_path: Path) -> None:
    named = Decisions(name="Smiths").over(LEVELS)
    assert "smiths/import.yaml" in imported("matrix.csv", named, tmp_path)
    made, used = read_as_before({"exports/matrix.csv": CSV}, UNDECIDED, tmp_path)
    assert used == ("smiths/import.yaml",)
    assert made.ladders[0].name == "Smiths"
    assert imported("matrix.csv", UNDECIDED, tmp_path) == ()


def test_a_document_with_another_name_is_known_by_its_ladder(tmp_path: Path) -> None:
    imported("matrix.csv", LEVELS.over(Decisions(name="Smiths")), tmp_path)
    made, used = read_as_before({"new.csv": CSV}, Decisions(name="Smiths").over(LEVELS), tmp_path)
    assert used == ("smiths/import.yaml",)
    assert list(made.decisions.documents) == ["matrix.csv", "new.csv"]
    made, used = read_as_before({"new.csv": CSV}, LEVELS, tmp_path)
    assert (made.ladders[0].key, used) == ("new", ())


def test_a_ladder_that_is_named_has_no_decisions_but_its_own(tmp_path: Path) -> None:
    """Another came from a document of the same name: its levels and its name stay with it."""
    imported("matrix.csv", Decisions(name="Smiths").over(LEVELS), tmp_path)
    other = b"Skill,L1,L2\nGuru,I ask,I answer\n"
    made, used = read_as_before({"matrix.csv": other}, Decisions(name="Bakers"), tmp_path)
    assert (made.ladders[0].key, used) == ("bakers", ())
    assert made.decisions.levels == {}
    made, used = read_as_before({"matrix.csv": CSV}, Decisions(name="Smiths"), tmp_path)
    assert used == ("smiths/import.yaml",)
    assert [each.level.code for each in made.ladders[0].members] == ["L8", "L9"]


def test_documents_that_are_called_as_in_any_ladder_are_no_sign(tmp_path: Path) -> None:
    for name in ("L4.md", "level-4.html", "README.md", "04.csv"):
        role = f"# L4: Smith of {name}\n\n- I bend\n".encode()
        named = Decisions(name=f"Of {name}")
        made, _ = read_as_before({name: role}, named, tmp_path)
        plan_on_disk.write(plan(made.ladders, decisions=made.decisions), tmp_path)
        _, used = read_as_before({name: role}, UNDECIDED, tmp_path)
        assert used == (), name


def test_a_comment_in_it_stays(tmp_path: Path) -> None:
    imported("matrix.csv", LEVELS, tmp_path)
    file = tmp_path / "matrix/import.yaml"
    file.write_text(file.read_text().replace("levels:", "# As agreed in May.\nlevels:"))
    imported("matrix.csv", Decisions(not_levels=["Legend"]), tmp_path)
    assert "# As agreed in May.\nlevels:\n  Guru: L9" in file.read_text()
    assert "not_levels:\n  - Legend" in file.read_text()


def test_a_broken_one_is_not_passed_over(tmp_path: Path) -> None:
    imported("matrix.csv", LEVELS, tmp_path)
    (tmp_path / "matrix/import.yaml").write_text("levels: no\n")
    with pytest.raises(DecisionsError, match=r"matrix/import\.yaml:1:9: found a yes or no"):
        read_as_before({"matrix.csv": CSV}, UNDECIDED, tmp_path)


def test_a_broken_one_of_another_ladder_stops_nothing(tmp_path: Path) -> None:
    imported("matrix.csv", LEVELS, tmp_path)
    (tmp_path / "matrix/import.yaml").write_text("levels: no\n")
    role = b"# L2: Baker\n\n## Ovens\n- I light them\n"
    result, used = read_as_before({"baker.md": role}, UNDECIDED, tmp_path)
    assert [each.key for each in result.ladders] == ["baker"]
    assert used == ()


@given(st.binary(max_size=60))
def test_any_bytes_are_decisions_or_a_sentence(raw: bytes) -> None:
    with suppress(DecisionsError):
        assert content(parse(raw, "import.yaml"))
