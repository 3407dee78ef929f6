"""Who signed in keeps under their name; what ended elsewhere writes nothing any more."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event
from tests.app.conftest import Open
from tests.app.ladders import SAMPLE
from tests.app.profiles import DOMAIN, STORAGE, TEACHING, rated

from explorer.errors import Unavailable
from explorer.identity.actors import Actor
from explorer.server import sign_in
from explorer.server.settings import Settings, SignIn, configure
from explorer.storage import database_schema, holdings
from explorer.storage.database import PLACE, SILENT, Database, sqlite_at
from explorer.storage.owners import Person
from explorer.ui import panel_session
from library.storage.keeping import repository_of

KEEP = "Keep under my name"
ANNA, BEN, NOBODY = Actor("a1", "Anna"), Actor("b2", "Ben"), Actor()


class There:
    """Who is there, as the sessions in the database would say; None: it does not answer. It
    counts how many times that was `asked`."""

    actor: Actor | None = ANNA
    asked = 0

    def of(self, *_: object) -> Actor:
        self.asked += 1
        if self.actor is None:
            raise Unavailable(PLACE, SILENT)
        return self.actor


@pytest.fixture(params=["required", "offered"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    found = sqlite_at(tmp_path / "shared.sqlite3")
    database_schema.upgrade(found)
    sign = SignIn(request.param == "required", "https://id.example", public_url="https://x.example")
    configure(Settings(SAMPLE, storage=found, sign_in=sign))
    for known in (ANNA, BEN):
        repository_of(found, Person(known.id or ""))
    yield found
    found.close()


@pytest.fixture
def there(database: Database, monkeypatch: pytest.MonkeyPatch) -> There:
    found = There()
    monkeypatch.setattr(sign_in, "actor_of", found.of)
    return found


def kept(database: Database, person: str) -> dict[str, str]:
    found = repository_of(database, Person(person)).read("sre")
    return dict(found.profile.ratings("L4").competencies) if found else {}


def owners(database: Database) -> list[str]:
    with database.reading() as connection:
        return list(connection.exec_driver_sql("SELECT owner FROM profile").scalars())


def test_what_somebody_keeps_is_theirs_alone(database: Database, there: There, visit: Open) -> None:
    page = visit("profile").rate(DOMAIN, "Maturing")
    assert owners(database) == [], "nothing before the yes"
    page.press(KEEP)
    assert "Kept on this server, under your name." in page.open_box(STORAGE).text
    page.rate(TEACHING, "Exceeding")
    both = {DOMAIN: "Maturing", TEACHING: "Exceeding"}
    assert kept(database, "a1") == both == rated(visit("profile"))
    there.actor = BEN
    assert rated(visit("profile")) == {}
    assert kept(database, "b2") == {}


def test_a_panel_is_theirs_alone_and_ends_with_the_session(
    database: Database, there: There, visit: Open
) -> None:
    page = visit("panel", show="plan").choose("panel_reference", "blue")
    page.press(KEEP)
    assert "Kept on this server, under your name." in page.text
    anna = holdings.in_database(database, Person("a1"), ANNA)
    before = anna.everything()
    assert list(before) == ["panels/sre@L4.yaml"]
    there.actor = BEN
    page.choose("panel_reference", "hers?")
    assert anna.everything() == before
    assert visit("panel", show="plan").at.get_by_key("panel_reference").value == ""
    assert holdings.in_database(database, Person("b2"), BEN).said == ""
    there.actor = ANNA
    assert visit("panel", show="plan").at.get_by_key("panel_reference").value == "blue"


@pytest.mark.parametrize("later", [NOBODY, BEN])
def test_a_press_after_the_session_ended_writes_nothing_anywhere(
    database: Database, there: There, visit: Open, later: Actor
) -> None:
    page = visit("profile").rate(DOMAIN, "Maturing").press(KEEP)
    there.actor = later
    page.rate(TEACHING, "Exceeding")
    assert "You are signed out, here or in another window." in page.text
    assert kept(database, "a1") == {DOMAIN: "Maturing"}
    assert owners(database) == ["person:a1"]
    assert "Maturing" not in page.text


@pytest.mark.parametrize("later", [NOBODY, BEN])
def test_a_yes_after_the_session_ended_keeps_nothing_under_another_name(
    database: Database, there: There, visit: Open, later: Actor
) -> None:
    page = visit("profile").rate(DOMAIN, "Maturing")
    there.actor = later
    page.press(KEEP)
    assert owners(database) == []
    assert "You are signed out, here or in another window." in page.text


def test_while_the_database_is_silent_a_visit_goes_on(
    database: Database, there: There, visit: Open
) -> None:
    page = visit("profile").rate(DOMAIN, "Maturing")
    there.actor = None
    page.rate(TEACHING, "Exceeding")
    assert rated(page) == {DOMAIN: "Maturing", TEACHING: "Exceeding"}
    there.actor = ANNA
    page.press(KEEP)
    assert kept(database, "a1") == rated(page)


@pytest.mark.parametrize(
    ("page", "questions"),
    # Who is there is one, what is new on Sharing is one; a profile and a panel one each.
    [("levels", 4), ("profile", 3), ("panel", 4), ("one_to_one", 4), ("sharing", 9)],
)
def test_a_run_asks_the_database_once_who_is_there_and_little_else(
    database: Database, there: There, visit: Open, page: str, questions: int
) -> None:
    opened = visit("profile").rate(DOMAIN, "Maturing").press(KEEP).open(page)
    with counted(database) as statements:
        there.asked = 0
        opened.run()
    assert there.asked == 1
    assert len(statements) + there.asked <= questions, statements


def test_a_rating_asks_once_more_before_it_is_saved(
    database: Database, there: There, visit: Open
) -> None:
    page = visit("profile").rate(DOMAIN, "Maturing").press(KEEP)
    with counted(database) as statements:
        there.asked = 0
        page.rate(TEACHING, "Exceeding")
    assert there.asked == 2
    assert len([each for each in statements if each.startswith("UPDATE")]) == 1
    assert len(statements) + there.asked <= 6, statements


def test_who_signs_out_while_a_page_is_drawn_saves_nothing_from_it(
    database: Database, there: There, visit: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A panel is brought in step with what is kept in the run itself, after it was let in."""
    page = visit("panel", show="plan").choose("panel_reference", "blue").press(KEEP)
    anna = holdings.in_database(database, Person("a1"), ANNA)
    before = anna.everything()
    really = panel_session.panel_session

    def signed_out_meanwhile(*given: Any) -> Any:
        there.actor = NOBODY
        return really(*given)

    monkeypatch.setattr(panel_session, "panel_session", signed_out_meanwhile)
    page.choose("panel_reference", "green")
    assert anna.everything() == before


@contextmanager
def counted(database: Database) -> Iterator[list[str]]:
    """The statements that the database is asked meanwhile."""
    statements: list[str] = []

    def note(*given: Any) -> None:
        if not given[2].startswith("BEGIN"):
            statements.append(given[2])

    event.listen(database.engine, "before_cursor_execute", note)
    yield statements
    event.remove(database.engine, "before_cursor_execute", note)


def test_where_it_is_required_nobody_sees_a_page(
    database: Database, there: There, visit: Open
) -> None:
    there.actor = NOBODY
    page = visit()
    told = sign_in.signing_in()
    assert told
    assert ("Not signed in" in page.text) is told[0].required


def test_the_keepers_pages_are_for_keepers(database: Database, there: There, visit: Open) -> None:
    assert "This page is for keepers." in visit("health").text
    there.actor = Actor("k3", "Kim", "keeper")
    assert "This page is for keepers." not in visit("health").text
