"""Sharing between people who signed in: an engineer, their manager, and who has no part in it."""

import io
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.app.conftest import Open
from tests.app.ladders import SAMPLE
from tests.app.profiles import DOMAIN, STORAGE, TEACHING, rated
from tests.app.test_signed_in import KEEP, NOBODY, There
from tests.app.visiting import Visit

from explorer.identity.actors import Actor
from explorer.model import Ref
from explorer.profiles.profile import Profile
from explorer.server import sign_in
from explorer.server.settings import Settings, SignIn, configure, settings
from explorer.storage import database_schema, people, personal_data, sharing
from explorer.storage.database import Database, sqlite_at
from explorer.storage.database_repository import DatabaseRepository
from explorer.storage.owners import Person
from explorer.storage.views import View
from explorer.ui import everything

GONE = "There is nothing here that is yours or shared with you."


class Office:
    """Who is there, by name: a visit is that of who was there when it began."""

    def __init__(self, database: Database, there: There, visit: Open) -> None:
        self.database, self.there, self.open = database, there, visit
        issuer = "https://id.example"
        self.people = {
            name: Actor(people.person(database, issuer, name.lower(), name), name)
            for name in ("Anna Berg", "Ben Ode", "Eve")
        }

    def visit(self, name: str, page: str = "sharing", **address: str) -> Visit:
        self.turn(name)
        return self.open(page, **address)

    def turn(self, name: str) -> None:
        """From now on it is this person who clicks."""
        self.there.actor = self.people[name]

    def id(self, name: str) -> str:
        return self.people[name].id or ""


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    found = sqlite_at(tmp_path / "shared.sqlite3")
    database_schema.upgrade(found)
    sign = SignIn(True, "https://id.example", public_url="https://x.example")
    configure(Settings(SAMPLE, storage=found, sign_in=sign))
    yield found
    found.close()


@pytest.fixture
def office(database: Database, visit: Open, monkeypatch: pytest.MonkeyPatch) -> Office:
    there = There()
    monkeypatch.setattr(sign_in, "actor_of", there.of)
    return Office(database, there, visit)


def share_with(page: Visit, name: str, typed: str) -> Visit:
    page.open_box("share-sre")
    page.at.text_input(key="share_with-sre").set_value(typed)
    return page.run().press(name)


def done(page: Visit) -> Visit:
    page.open("profile").open_box(STORAGE)
    (toggle,) = [each for each in page.at.toggle if each.label.startswith("Done")]
    toggle.set_value(True)
    return page.run().close_box(STORAGE)


def annas_own(office: Office, ready: bool = True) -> Visit:
    """Anna rates herself, keeps that and shares it with Ben."""
    page = office.visit("Anna Berg", "profile").rate(DOMAIN, "Maturing").press(KEEP)
    if ready:
        done(page)
    return share_with(page.open("sharing"), "Ben Ode", "ode")


def bens_of_anna(office: Office) -> Visit:
    """Ben rates her as her manager and keeps that."""
    page = office.visit("Ben Ode", "profile").choose("profile_perspective", "manager")
    page.open_box("subject_box")
    if not page.has_button("Anna Berg"):
        page.at.text_input(key="subject_name").set_value("anna")
        page.run()
    return page.press("Anna Berg").rate(DOMAIN, "Exceeding").press(KEEP)


def link_to_open(page: Visit) -> dict[str, str]:
    (link,) = [each for each in page.links if each.words == "Open"]
    return link.address


# -- before a 1:1 ----------------------------------------------------------------------


def test_both_views_open_from_what_is_kept_without_a_file(office: Office) -> None:
    anna = annas_own(office)
    assert "Ben Ode · since" in anna.text
    assert "not opened yet" in anna.text
    ben = office.visit("Ben Ode")
    assert "Anna Berg: own view" in ben.text
    ben.open("sharing", **link_to_open(ben))
    assert "Maturing" in ben.text
    assert "marked as done" in ben.text
    page = bens_of_anna(office)
    assert "This is personal data of Anna Berg too" in page.text
    done(page)
    page.open("one_to_one", show="both").press("Anna Berg: own view")
    assert "Maturing" in page.html
    assert "Exceeding" in page.html
    assert "next to your view as the manager" in page.text
    page.open("sharing").press("Share with Anna Berg")
    office.turn("Anna Berg")
    anna.open("sharing")
    assert "opened on" in anna.text
    assert "Ben Ode: view of you" in anna.text
    anna.open("one_to_one", show="both").press("Ben Ode: view of you")
    assert "Exceeding" in anna.html
    # Taken back while it is open: gone at the next click.
    office.turn("Ben Ode")
    (stop,) = [each for each in page.open("sharing").at.button if each.label == "Stop sharing"]
    stop.click()
    page.run()
    office.turn("Anna Berg")
    assert "Exceeding" not in anna.run().html
    assert "Still missing" in anna.text


def test_nothing_is_revealed_before_both_are_done(office: Office) -> None:
    annas_own(office, ready=False)
    page = done(bens_of_anna(office))
    page.open("one_to_one", show="both").press("Anna Berg: own view")
    assert "Their own view is not marked as ready." in page.text
    assert "Maturing" not in page.html


def test_what_was_taken_back_is_gone_from_an_open_page(office: Office) -> None:
    anna = annas_own(office)
    ben = office.visit("Ben Ode")
    ben.open("sharing", **link_to_open(ben))
    assert "Maturing" in ben.text
    office.turn("Anna Berg")
    anna.open("sharing").press("Stop sharing")
    assert "Seen by you alone." in anna.text
    office.turn("Ben Ode")
    assert GONE in ben.run().text
    assert "Maturing" not in ben.text


def test_a_third_person_sees_nothing_at_the_same_address(office: Office) -> None:
    annas_own(office)
    address = link_to_open(office.visit("Ben Ode"))
    eve = office.visit("Eve")
    assert "Nothing yet." in eve.text
    assert "Anna" not in eve.text
    eve.open("sharing", **address)
    assert GONE in eve.text
    for page in ("profile", "one_to_one", "health", "levels"):
        assert "Anna" not in office.visit("Eve", page).text
    office.people["Eve"] = Actor(office.id("Eve"), "Eve", "keeper")
    for page in ("sharing", "health", "importing"):
        assert "Anna" not in office.visit("Eve", page).text
    assert GONE in office.visit("Eve", "sharing", **address).text


@pytest.mark.parametrize("share", ["x", "<b>x</b>", "0" * 16, "../..", "ü" * 400])
def test_an_address_that_was_made_up_opens_nothing(office: Office, share: str) -> None:
    assert GONE in office.visit("Eve", "sharing", share=share).text


@pytest.mark.parametrize("later", ["Eve", ""])
def test_a_press_after_the_session_ended_shares_nothing(office: Office, later: str) -> None:
    page = office.visit("Anna Berg", "profile").rate(DOMAIN, "Maturing").press(KEEP)
    page.open("sharing").open_box("share-sre")
    page.at.text_input(key="share_with-sre").set_value("eve")
    page.run()
    office.there.actor = office.people[later] if later else NOBODY
    page.press("Eve")
    assert "You are signed out" in page.text
    assert sharing.given(office.database, office.people["Anna Berg"]) == []


def test_where_nobody_signs_in_there_is_nobody_to_share_with(visit: Open) -> None:
    configure(Settings(SAMPLE))
    assert "Sharing is for people who sign in." in visit("sharing").text
    assert "Sharing is for people who sign in." in visit("sharing", share="x").text


# -- a manager's view ------------------------------------------------------------------


def test_each_report_has_a_view_of_their_own(office: Office) -> None:
    page = bens_of_anna(office)
    page.open_box("subject_box").at.text_input(key="subject_name").set_value("eve")
    page.run().press("Eve")
    assert rated(page) == {}
    page.rate(TEACHING, "Performing").press(KEEP)
    page.open_box("subject_box").press("Anna Berg")
    assert rated(page) == {DOMAIN: "Exceeding"}
    again = office.visit("Ben Ode", "profile").choose("profile_perspective", "manager")
    again.open_box("subject_box").press("Eve")
    assert rated(again) == {TEACHING: "Performing"}


def test_what_was_said_before_anybody_was_named_becomes_theirs(office: Office) -> None:
    page = office.visit("Ben Ode", "profile").choose("profile_perspective", "manager")
    page.rate(DOMAIN, "Exceeding")
    assert "Say whom it is about to keep it." in page.text
    assert not page.has_button(KEEP)
    page.open_box("subject_box").at.text_input(key="subject_name").set_value("anna")
    page.run().press("Anna Berg")
    assert rated(page) == {DOMAIN: "Exceeding"}
    page.press(KEEP)
    (found,) = sharing.of_me(office.database, office.people["Anna Berg"])
    assert found.owner.name == "Ben Ode"


def test_whom_it_is_about_is_told_that_it_is_kept(office: Office) -> None:
    bens_of_anna(office)
    page = office.visit("Anna Berg")
    assert "Ben Ode keeps a view of you as a manager" in page.text
    assert "Exceeding" not in page.text


# -- everything about me ---------------------------------------------------------------


def delete_all(page: Visit) -> Visit:
    page.open("sharing", show="everything").press(everything.DELETE)
    return page.press("Yes, delete everything")


def test_everything_is_deleted_after_a_second_yes_and_managers_are_told(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna = annas_own(office)
    ben = bens_of_anna(office)
    ben.rate(TEACHING, "Performing")
    office.turn("Anna Berg")
    anna.open("sharing", show="everything").press(everything.DELETE).press("Cancel")
    assert not anna.has_button("Yes, delete")
    assert sharing.given(office.database, office.people["Anna Berg"])

    def of(*_: object) -> Actor:
        """As the database would say: who is gone has no session."""
        actor = office.there.actor or NOBODY
        with office.database.reading() as connection:
            return actor if people.known(connection, [actor.id or ""]) else NOBODY

    monkeypatch.setattr(sign_in, "actor_of", of)
    delete_all(anna)
    assert "Everything about you is deleted, and you are signed out." in anna.text
    with office.database.reading() as connection:
        assert people.known(connection, [office.id("Anna Berg")]) == {}
    office.turn("Ben Ode")
    # The page that Ben has open holds nothing of her any more either.
    ben.rate(DOMAIN, "Maturing")
    assert "Everything about the person was deleted" in " ".join(ben.messages())
    assert "Performing" not in [*rated(ben).values()]
    page = office.visit("Ben Ode")
    assert "A view of yours as a manager is gone (Site Reliability Engineering" in page.text
    assert "Anna" not in page.text
    assert "is gone" not in page.press("Got it").text


def test_deleting_in_a_tab_whose_session_ended_says_so_and_leads_on(office: Office) -> None:
    page = office.visit("Anna Berg", "profile").rate(DOMAIN, "Maturing").press(KEEP)
    page.open("sharing", show="everything").press(everything.DELETE)
    office.there.actor = NOBODY
    page.press("Yes, delete everything")
    assert everything.NOT_DELETED in page.text
    assert "next=%2Fsharing%3Fshow%3Deverything" in page.html
    office.turn("Anna Berg")
    again = office.visit("Anna Berg", "sharing", show="everything")
    assert again.has_button(everything.DELETE), "it is asked again, of whoever signed in"
    assert sharing.given(office.database, office.people["Anna Berg"]) == []
    assert rated(office.visit("Anna Berg", "profile")) == {DOMAIN: "Maturing"}


def test_an_export_is_made_for_who_is_there_when_it_is_asked_for(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    annas_own(office)
    made: list[object] = []
    really = everything.archive

    def remember() -> object:
        made.append(really())
        return made[-1]

    monkeypatch.setattr(everything, "archive", remember)
    office.visit("Anna Berg", "sharing", show="everything")
    give = made[-1]
    with zipfile.ZipFile(io.BytesIO(give())) as archive:  # type: ignore[operator]
        assert "my views/sre.yaml" in archive.namelist()
    for other in (office.people["Eve"], NOBODY):
        office.there.actor = other
        with pytest.raises(Exception, match="nothing here that is yours"):
            give()  # type: ignore[operator]


def test_the_navigation_counts_what_is_new(office: Office) -> None:
    annas_own(office)
    page = office.visit("Ben Ode")
    assert sharing.unread(office.database, office.people["Ben Ode"]) == 1
    page.open("sharing", **link_to_open(page))
    assert sharing.unread(office.database, office.people["Ben Ode"]) == 0
    assert personal_data.export(office.database, office.people["Ben Ode"], office.id("Ben Ode"))


def test_a_renamed_statement_keeps_its_word_for_the_reader_too(
    office: Office, database: Database, tmp_path: Path
) -> None:
    anna = office.people["Anna Berg"]
    own = Profile("sre", "L4").with_statement_rated(Ref("L4", "consulting"), "Exceeding")
    DatabaseRepository(database, Person(anna.id or ""), anna).write(own)
    sharing.share(database, anna, View(anna.id or "", "sre"), office.id("Ben Ode"))
    folder = Path(shutil.copytree(SAMPLE, tmp_path / "ladder"))
    level = folder / "sre" / "L4.yaml"
    text = level.read_text().replace("consulting", "advising")
    level.write_text(f"{text}\nwas:\n  advising: [consulting]\n")
    configure(replace(settings(), folder=folder))
    ben = office.visit("Ben Ode")
    ben.open("sharing", **link_to_open(ben))
    assert "Exceeding" in ben.html
