"""Panels that are worked on, in files and in both databases: found again, never overwritten
unseen, nobody else's to read."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.errors import Denied, Unavailable
from explorer.identity.actors import NOBODY, OPERATOR, Actor
from explorer.profiles.profile import Profile
from explorer.storage import audit, holdings
from explorer.storage.database import Database
from explorer.storage.database_panels import DatabasePanels
from explorer.storage.database_tables import PANELS
from explorer.storage.owners import Browser, Person
from explorer.storage.panels import FilePanels, PanelRepository
from library.storage.conftest import Kind, panels_beside
from library.storage.keeping import save, somebody


def test_what_is_kept_is_read_again_and_can_be_deleted(panels: PanelRepository) -> None:
    assert panels.read("sre", "L4") is None
    assert panels.write("sre", "L4", b"one", None)
    assert panels.write("a/../b", "L 4", b"two", None)
    assert panels.read("sre", "L4") == b"one"
    assert panels.listed() == [("a/../b", "L 4"), ("sre", "L4")]
    assert panels.everything() == {
        "panels/a%2F..%2Fb@L%204.yaml": b"two",
        "panels/sre@L4.yaml": b"one",
    }
    panels.delete("sre", "L4")
    assert panels.read("sre", "L4") is None
    panels.delete_everything()
    assert (panels.everything(), panels.listed()) == ({}, [])


def test_what_somebody_else_wrote_is_not_overwritten(panels: PanelRepository) -> None:
    assert panels.write("sre", "L4", b"one", None)
    assert not panels.write("sre", "L4", b"two", None)
    assert not panels.write("sre", "L4", b"two", b"zero")
    assert panels.write("sre", "L4", b"two", b"one")
    assert panels.read("sre", "L4") == b"two"
    panels.delete("sre", "L4")
    assert not panels.write("sre", "L4", b"three", b"two")
    assert panels.read("sre", "L4") is None


def test_nobody_else_reads_or_deletes_it(kind: Kind) -> None:
    mine, other = panels_beside(kind.new()), panels_beside(kind.new())
    assert mine.write("sre", "L4", b"mine", None)
    assert (other.read("sre", "L4"), other.listed(), other.everything()) == (None, [], {})
    other.delete("sre", "L4")
    other.delete_everything()
    assert mine.read("sre", "L4") == b"mine"


# -- in files --------------------------------------------------------------------------


def test_a_folder_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    (tmp_path / "panels").write_text("")
    panels = FilePanels(tmp_path)
    with pytest.raises(Unavailable, match="panels"):
        panels.write("sre", "L4", b"one", None)


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    panels = FilePanels(tmp_path)
    panels.folder.mkdir()
    panels.path("sre", "L4").symlink_to(tmp_path / "secret")
    with pytest.raises(Unavailable):
        panels.read("sre", "L4")


@given(ladder=st.text(min_size=1, max_size=20), level=st.text(min_size=1, max_size=20))
def test_a_file_is_listed_under_the_name_it_was_given(ladder: str, level: str) -> None:
    path = FilePanels(Path("/nowhere")).path(ladder, level)
    assert path.parent == Path("/nowhere/panels")
    assert FilePanels.said_by(path) == (ladder, level)


# -- in a database ---------------------------------------------------------------------


def test_no_word_of_a_browsers_panel_is_in_the_database(on_sqlite: Database) -> None:
    panels = DatabasePanels(on_sqlite, Browser.new())
    assert panels.write("sre", "L4", b"Asked: whom?", None)
    assert on_sqlite.file
    beside = on_sqlite.file.with_name(f"{on_sqlite.file.name}-wal")
    assert b"Asked: whom?" not in on_sqlite.file.read_bytes() + beside.read_bytes()


def test_a_row_does_not_pass_for_that_of_another_level(on_sqlite: Database) -> None:
    panels = DatabasePanels(on_sqlite, Browser.new())
    assert panels.write("sre", "L4", b"Asked: whom?", None)
    with on_sqlite.writing() as connection:
        mine = PANELS.c.owner == panels.owner.address
        connection.execute(PANELS.update().where(mine).values(level="L5"))
    assert panels.read("sre", "L5") not in (None, b"Asked: whom?")


@pytest.mark.parametrize(
    "who", [NOBODY, OPERATOR, Actor("another"), Actor("another", "", "keeper")]
)
def test_a_persons_panels_are_denied_to_all_others(on_sqlite: Database, who: Actor) -> None:
    anna = somebody(on_sqlite, "Anna")
    hers = DatabasePanels(on_sqlite, Person(anna.id or ""), anna)
    assert hers.write("sre", "L4", b"hers", None)
    theirs = replace(hers, actor=who)
    for attempt in (
        lambda: theirs.read("sre", "L4"),
        lambda: theirs.write("sre", "L4", b"theirs", b"hers"),
        lambda: theirs.delete("sre", "L4"),
        theirs.listed,
        theirs.everything,
        theirs.delete_everything,
    ):
        with pytest.raises(Denied):
            attempt()
    assert hers.read("sre", "L4") == b"hers"


def test_that_a_person_deleted_one_is_written_down(on_sqlite: Database) -> None:
    anna = somebody(on_sqlite, "Anna")
    panels = DatabasePanels(on_sqlite, Person(anna.id or ""), anna)
    panels.delete("sre", "L4")
    assert audit.lines(on_sqlite, anna.id) == [], "nothing was there"
    assert panels.write("sre", "L4", b"hers", None)
    panels.delete("sre", "L4")
    (line,) = audit.lines(on_sqlite, anna.id)
    assert (line.action, line.ladder, line.by) == ("deleted", "sre", "panel")


# -- with profiles ---------------------------------------------------------------------


def test_all_that_a_browser_keeps_is_taken_to_another_key(on_sqlite: Database) -> None:
    old, new = Browser.new(), Browser.new()
    before, after = (holdings.in_database(on_sqlite, owner) for owner in (old, new))
    assert before.said == ""
    save(before.profiles, Profile("sre", "L4"))
    assert before.panels.write("sre", "L4", b"plan", None)
    assert before.panels.write("sre", "L5", b"other", None)
    assert before.said == "1 profile and 2 panels"
    kept = before.everything()
    holdings.copy(on_sqlite, old, new)
    assert after.everything() == kept == before.everything()
    assert before.panels.write("sre", "L4", b"plan 2", b"plan")
    holdings.copy(on_sqlite, old, new, and_delete=True)
    assert (before.everything(), before.said) == ({}, "")
    assert after.panels.read("sre", "L4") == b"plan 2"
    after.delete_everything()
    assert after.everything() == {}
