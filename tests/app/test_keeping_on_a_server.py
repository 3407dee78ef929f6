"""Keeping on a server, for one browser: nothing before the yes, found again after a restart,
brought to another browser, and nothing lost while the database does not answer."""

import re
from pathlib import Path

import pytest
from sqlalchemy import text
from tests.app.browsers import FakeBrowser, Tabs
from tests.app.conftest import Open
from tests.app.ladders import SAMPLE
from tests.app.profiles import (
    CULTURE,
    DOMAIN,
    KEEP,
    STORAGE,
    TEACHING,
    UNDO,
    press_key,
    rated,
)
from tests.app.visiting import Visit

from explorer.errors import Unavailable
from explorer.server import browser_key
from explorer.server.settings import Settings, configure
from explorer.storage.database import Database
from explorer.storage.database_repository import DatabaseRepository
from explorer.storage.owners import Browser
from explorer.ui import everything

NAME = "ladder_browser"
PHRASE = re.compile(r"(?:[0-9A-Z]{4}-){6}[0-9A-Z]{4}")


@pytest.fixture
def tabs(database: Database, visit: Open, monkeypatch: pytest.MonkeyPatch) -> Tabs:
    tabs = Tabs(visit)
    really = browser_key.held
    monkeypatch.setattr(
        browser_key, "held", lambda *_: really(tabs.browser.cookies, "http://localhost")
    )
    return tabs


def keep(tabs: Tabs, page: Visit) -> Visit:
    return tabs.browser.answer(page.press(KEEP))


def rows(database: Database) -> int:
    with database.reading() as connection:
        return connection.scalar(text("SELECT count(*) FROM profile")) or 0


def kept_words(database: Database, tabs: Tabs) -> dict[str, str]:
    browser = Browser.of_phrase(tabs.browser.cookies[NAME])
    assert browser
    found = DatabaseRepository(database, browser).read("sre")
    return dict(found.profile.ratings("L4").competencies) if found else {}


def test_nothing_is_kept_and_no_cookie_set_before_the_yes(tabs: Tabs, database: Database) -> None:
    page = tabs().rate(DOMAIN, "Maturing")
    tabs.browser.answer(page)
    assert "Not kept yet." in page.open_box(STORAGE).text
    assert (rows(database), tabs.browser.cookies) == (0, {})
    assert rated(tabs()) == {}, "a reload begins anew"


def test_after_the_yes_each_change_is_there_in_every_tab(tabs: Tabs, database: Database) -> None:
    page = keep(tabs, tabs().rate(DOMAIN, "Maturing"))
    assert "Kept on this server, for this browser." in page.open_box(STORAGE).text
    page.rate(TEACHING, "Exceeding")
    assert (
        rated(tabs()) == {DOMAIN: "Maturing", TEACHING: "Exceeding"} == kept_words(database, tabs)
    )
    assert rated(tabs(browser=FakeBrowser())) == {}, "another browser sees nothing"


def test_the_yes_without_an_answer_of_the_browser_keeps_nothing(
    tabs: Tabs, database: Database
) -> None:
    page = tabs().rate(DOMAIN, "Maturing").press(KEEP)
    assert rows(database) == 0
    # Pressed by hand, without a cookie that came.
    press_key(page, "browser_yes")
    assert rows(database) == 0
    assert any("did not take the cookie" in said for said in page.messages())
    assert rated(page) == {DOMAIN: "Maturing"}


def test_a_browser_that_refuses_cookies_is_told_and_nothing_is_kept(
    tabs: Tabs, database: Database
) -> None:
    page = tabs(browser=FakeBrowser(takes_cookies=False)).rate(DOMAIN, "Maturing")
    keep(tabs, page)
    assert any("did not take the cookie" in said for said in page.messages())
    assert rows(database) == 0


def test_two_tabs_that_both_say_yes_share_one_key_and_lose_nothing(
    tabs: Tabs, database: Database
) -> None:
    one, two = tabs().rate(DOMAIN, "Maturing"), tabs().rate(TEACHING, "Exceeding")
    keep(tabs, one)
    cookies = dict(tabs.browser.cookies)
    keep(tabs, two)
    assert tabs.browser.cookies == cookies
    assert rated(two) == {DOMAIN: "Maturing"}
    assert any("kept from another window" in said for said in two.messages())
    two.press(UNDO)
    assert rated(two) == {TEACHING: "Exceeding"} == kept_words(database, tabs)


def test_a_change_from_another_tab_is_taken_over_and_said(tabs: Tabs) -> None:
    one = keep(tabs, tabs().rate(DOMAIN, "Maturing"))
    tabs().rate(TEACHING, "Exceeding")
    one.run()
    assert rated(one) == {DOMAIN: "Maturing", TEACHING: "Exceeding"}
    assert any("changed in another window" in said for said in one.messages())


def test_deleting_takes_the_row_and_the_cookie(tabs: Tabs, database: Database) -> None:
    page = keep(tabs, tabs().rate(DOMAIN, "Maturing"))
    tabs.browser.answer(page.open_box(STORAGE).press("Delete everything about me"))
    assert (rows(database), tabs.browser.cookies) == (0, {})
    assert rated(page) == {}
    page.press(UNDO)
    assert rated(page) == {DOMAIN: "Maturing"}
    assert rows(database) == 0, "undone for this visit only"
    keep(tabs, page)
    assert kept_words(database, tabs) == {DOMAIN: "Maturing"}


def test_deleting_one_of_two_leaves_the_key_for_the_other(tabs: Tabs, database: Database) -> None:
    page = keep(tabs, tabs().rate(DOMAIN, "Maturing"))
    page.choose("profile_perspective", "manager")
    keep(tabs, page.rate(TEACHING, "Exceeding"))
    assert rows(database) == 2
    tabs.browser.answer(page.open_box(STORAGE).press("Delete what is kept"))
    assert (rows(database), list(tabs.browser.cookies)) == (1, [NAME])
    page.choose("profile_perspective", "self")
    tabs.browser.answer(page.open_box(STORAGE).press("Delete what is kept"))
    assert (rows(database), tabs.browser.cookies) == (0, {})
    assert page.messages()[0].startswith("What was kept is deleted."), "not for a blink alone"
    assert page.run().messages() == []


# -- panels ----------------------------------------------------------------------------

REFERENCE = "panel_reference"


def reference(page: Visit) -> str:
    return str(page.at.get_by_key(REFERENCE).value or "")


def plan_of(tabs: Tabs, words: str) -> Visit:
    return tabs("profile").open("panel", show="plan").choose(REFERENCE, words)


def test_a_panel_is_kept_for_this_browser_after_the_yes(tabs: Tabs, database: Database) -> None:
    page = plan_of(tabs, "blue")
    assert "Not kept yet." in page.text
    with database.reading() as connection:
        assert connection.scalar(text("SELECT count(*) FROM panel")) == 0
    keep(tabs, page)
    assert "Kept on this server, for this browser." in page.text
    page.choose(REFERENCE, "green")
    again = tabs("profile").open("panel", show="plan")
    assert reference(again) == "green", "a reload, and a restart, find it"
    assert reference(page.run()) == "green"
    other = tabs("profile", browser=FakeBrowser()).open("panel", show="plan")
    assert reference(other) == "", "another browser sees nothing"


def test_a_browser_that_refuses_cookies_keeps_no_panel_and_is_told(tabs: Tabs) -> None:
    page = tabs("profile", browser=FakeBrowser(takes_cookies=False)).open("panel", show="plan")
    keep(tabs, page.choose(REFERENCE, "blue"))
    assert any("did not take the cookie" in said for said in page.messages())
    assert reference(page) == "blue"


def test_who_keeps_only_a_panel_finds_its_phrase_and_all_of_it(
    tabs: Tabs, database: Database
) -> None:
    page = keep(tabs, plan_of(tabs, "blue"))
    words = phrase(page.open("profile"))
    labels = [each.label for each in page.at.download_button]
    assert everything.EXPORT in labels
    other = bring(tabs, tabs("profile", browser=FakeBrowser()), words)
    assert any("from now on: 1 panel." in said for said in other.messages())
    assert reference(other.open("panel", show="plan")) == "blue"


def test_the_key_stays_while_a_panel_or_a_profile_needs_it(tabs: Tabs) -> None:
    page = keep(tabs, tabs().rate(DOMAIN, "Maturing"))
    keep(tabs, page.open("panel", show="plan").choose(REFERENCE, "blue"))
    tabs.browser.answer(page.open("profile").open_box(STORAGE).press("Delete what is kept"))
    assert list(tabs.browser.cookies) == [NAME]
    tabs.browser.answer(page.open("panel", show="plan").press("Delete"))
    assert tabs.browser.cookies == {}
    assert "for this visit only" in page.messages()[0]


def test_a_new_phrase_takes_the_panels_along(tabs: Tabs) -> None:
    page = keep(tabs, tabs().rate(DOMAIN, "Maturing"))
    keep(tabs, page.open("panel", show="plan").choose(REFERENCE, "blue"))
    old = phrase(page.open("profile"))
    page.press("Show my recovery phrase")
    tabs.browser.answer(page.press("Make a new phrase"))
    assert reference(tabs("profile").open("panel", show="plan")) == "blue"
    assert reference(page.open("panel", show="plan").choose(REFERENCE, "green")) == "green"
    assert reference(tabs("profile").open("panel", show="plan")) == "green"
    assert Browser.of_phrase(old) != Browser.of_phrase(tabs.browser.cookies[NAME])


def test_a_panel_typed_while_the_database_is_away_stays_and_is_kept_later(
    tabs: Tabs, database: Database
) -> None:
    page = keep(tabs, plan_of(tabs, "blue"))
    assert database.file
    aside = database.file.rename(database.file.with_name("aside"))
    page.choose(REFERENCE, "green")
    assert "What you wrote is still here" in page.messages()[0]
    aside.rename(database.file)
    page.run()
    assert reference(tabs("profile").open("panel", show="plan")) == "green"


# -- another browser -------------------------------------------------------------------


def phrase(page: Visit) -> str:
    page.open_box(STORAGE)
    assert not PHRASE.search(page.text), "shown only to who asks"
    (found,) = PHRASE.findall(page.press("Show my recovery phrase").text)
    page.close_box(STORAGE).open_box(STORAGE)
    assert not PHRASE.search(page.text), "and only until the box is closed"
    return str(found)


def bring(tabs: Tabs, page: Visit, typed: str) -> Visit:
    page.open_box(STORAGE)
    page.at.text_input(key="recovery_phrase").set_value(typed)
    return tabs.browser.answer(page.press("Bring my profiles here"))


def test_the_recovery_phrase_brings_it_to_another_browser(tabs: Tabs, database: Database) -> None:
    first = tabs.browser
    words = phrase(keep(tabs, tabs().rate(DOMAIN, "Maturing")))
    page = tabs(browser=FakeBrowser()).rate(CULTURE, "Exceeding")
    bring(tabs, page, words.lower().replace("-", " "))
    assert any("from now on: 1 profile." in said for said in page.messages())
    assert rated(page) == {DOMAIN: "Maturing"}
    assert tabs.browser.cookies == first.cookies
    page.rate(TEACHING, "Exceeding")
    assert rated(tabs(browser=first)) == {DOMAIN: "Maturing", TEACHING: "Exceeding"}
    page.press(UNDO)
    assert rated(page) == {CULTURE: "Exceeding"}, "what stood on the page is not lost"


@pytest.mark.parametrize("typed", ["", "7F2K", "0000-0000-0000-0000-0000-0000-0001", "<b>" * 20])
def test_what_is_no_phrase_is_said(tabs: Tabs, typed: str) -> None:
    page = bring(tabs, tabs(), typed)
    assert any("no recovery phrase" in said for said in page.messages())
    assert tabs.browser.cookies == {}


def test_a_phrase_that_nothing_is_kept_under_is_said(tabs: Tabs) -> None:
    page = bring(tabs, tabs(), Browser.new().phrase)
    assert any("Nothing is kept on this server under that" in said for said in page.messages())
    assert tabs.browser.cookies == {}


def test_a_phrase_does_not_take_the_place_of_what_this_browser_keeps(
    tabs: Tabs, database: Database
) -> None:
    words = phrase(keep(tabs, tabs().rate(DOMAIN, "Maturing")))
    page = tabs(browser=FakeBrowser())
    keep(tabs, page.rate(CULTURE, "Exceeding"))
    cookies = dict(tabs.browser.cookies)
    # The field is not there while something is kept, but on another ladder's profile it is.
    page.choose("profile_perspective", "manager")
    bring(tabs, page, words)
    assert any("keeps something of its own (1 profile)" in said for said in page.messages())
    assert (tabs.browser.cookies, rows(database)) == (cookies, 2)


# -- a database in trouble -------------------------------------------------------------


@pytest.fixture
def away(database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> "Away":
    return Away(database, tmp_path / "away")


class Away:
    """The database's file is not in its place."""

    def __init__(self, database: Database, place: Path) -> None:
        assert database.file
        self.file, self.place = database.file, place
        self.engine = database.engine

    def begin(self) -> None:
        self.engine.dispose()
        self.file.rename(self.place)

    def end(self) -> None:
        self.place.rename(self.file)


def test_what_was_rated_while_the_database_was_away_is_kept_when_it_is_back(
    tabs: Tabs, database: Database, away: Away
) -> None:
    page = keep(tabs, tabs().rate(DOMAIN, "Maturing"))
    away.begin()
    page.rate(TEACHING, "Exceeding")
    assert any(
        "cannot be kept in this server's database (it is not there)" in said
        for said in page.messages()
    )
    page.rate(CULTURE, "Performing")
    assert rated(page) == {DOMAIN: "Maturing", TEACHING: "Exceeding", CULTURE: "Performing"}
    assert "Not saved" in [box.proto.popover.label for box in page.at.get("popover")]
    away.end()
    page.run()
    assert page.messages() == []
    assert kept_words(database, tabs) == rated(page)


def test_what_another_tab_saved_meanwhile_is_not_overwritten_and_nothing_is_lost(
    tabs: Tabs, database: Database, away: Away
) -> None:
    page, other = keep(tabs, tabs().rate(DOMAIN, "Maturing")), tabs()
    away.begin()
    page.rate(TEACHING, "Exceeding")
    away.end()
    other.rate(CULTURE, "Performing")
    page.run()
    assert rated(page) == {DOMAIN: "Maturing", CULTURE: "Performing"}
    assert any("while yours could not be saved" in said for said in page.messages())
    page.press(UNDO)
    assert rated(page) == {DOMAIN: "Maturing", TEACHING: "Exceeding"} == kept_words(database, tabs)


def test_a_save_that_was_done_and_could_not_be_told_is_no_conflict(
    tabs: Tabs, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = keep(tabs, tabs().rate(DOMAIN, "Maturing"))
    write = DatabaseRepository.write

    def untold(*given: object) -> object:
        monkeypatch.setattr(DatabaseRepository, "write", write)
        write(*given)  # type: ignore[arg-type]
        raise Unavailable("this server's database", "it does not answer")

    monkeypatch.setattr(DatabaseRepository, "write", untold)
    page.rate(TEACHING, "Exceeding")
    page.run()
    assert page.messages() == []
    assert rated(page) == {DOMAIN: "Maturing", TEACHING: "Exceeding"} == kept_words(database, tabs)


def test_a_visit_that_begins_while_the_database_is_away_loses_nothing(
    tabs: Tabs, database: Database, away: Away
) -> None:
    keep(tabs, tabs().rate(DOMAIN, "Maturing"))
    away.begin()
    page = tabs()
    assert any("it is not there" in said for said in page.messages())
    page.rate(TEACHING, "Exceeding")
    away.end()
    keep(tabs, page.run())
    assert rated(page) == {DOMAIN: "Maturing"}
    page.press(UNDO)
    assert rated(page) == {TEACHING: "Exceeding"}


def test_a_profile_that_the_key_does_not_open_is_left_alone_and_set_aside(
    tabs: Tabs, database: Database
) -> None:
    page = keep(tabs, tabs().rate(DOMAIN, "Maturing"))
    with database.writing() as connection:
        connection.execute(text("UPDATE profile SET document = x'00', version = 'other'"))
    page = tabs()
    assert any("bytes that your key does not open" in said for said in page.messages())
    page.rate(TEACHING, "Exceeding").press("Move the damaged file aside")
    assert any("is set aside" in said for said in page.messages())
    keep(tabs, page)
    assert kept_words(database, tabs) == {TEACHING: "Exceeding"}
    assert rows(database) == 2


# -- the cookie itself -------------------------------------------------------------------


def test_the_cookie_is_for_this_server_alone_and_out_of_scripts_reach() -> None:
    browser = FakeBrowser()
    _, (line,) = browser.ask("POST", f"/browser/{browser_key.issue()}")
    for part in ("HttpOnly", "SameSite=lax", "Path=/", f"Max-Age={400 * 86400}"):
        assert part in line.split("; ")
    assert "Secure" not in line


def test_over_tls_the_cookie_is_secure_and_no_other_counts() -> None:
    browser = FakeBrowser()
    planted = Browser.new()
    browser.cookies[NAME] = planted.phrase.replace("-", "")
    ticket = browser_key.issue()
    _, (line,) = browser.ask("POST", f"/browser/{ticket}", "https://ladders.example")
    assert line.startswith(f"__Host-{NAME}=")
    assert "Secure" in line.split("; ")
    assert browser.ask("GET", f"/browser/{ticket}")[0] == 204
    given = browser_key.redeem(ticket)
    assert given not in (None, planted)
    assert browser_key.held(browser.cookies, "https://ladders.example") == given
    assert browser_key.held({NAME: browser.cookies[NAME]}, "https://ladders.example") is None


def test_a_ticket_is_for_one_use_and_a_cookie_that_came() -> None:
    browser = FakeBrowser(takes_cookies=False)
    ticket = browser_key.issue()
    assert browser.ask("GET", f"/browser/{ticket}")[0] == 409
    assert browser.ask("POST", f"/browser/{ticket}")[0] == 204
    assert browser.ask("GET", f"/browser/{ticket}")[0] == 409
    assert browser_key.redeem(ticket) is None
    assert browser.ask("POST", f"/browser/{ticket}") == (410, [])
    assert browser.ask("POST", "/browser/guessed") == (410, [])


def test_nobody_but_a_page_of_this_server_gets_a_cookie() -> None:
    status, lines = FakeBrowser().ask("POST", f"/browser/{browser_key.issue()}", origin=None)
    assert (status, lines) == (403, [])


@pytest.mark.parametrize("cookie", ["", "x", "0" * 28, "A" * 5_000, "é", "0" * 27 + "U"])
def test_a_cookie_that_is_no_key_is_nobody(cookie: str) -> None:
    assert browser_key.held({NAME: cookie}, None) is None


def test_tickets_do_not_pile_up() -> None:
    tickets = [browser_key.issue() for _ in range(browser_key.MOST_TICKETS + 5)]
    assert FakeBrowser().ask("POST", f"/browser/{tickets[0]}")[0] == 410
    assert FakeBrowser().ask("POST", f"/browser/{tickets[-1]}")[0] == 204


def test_below_a_path_the_cookie_has_a_name_of_its_own_and_goes_nowhere_else() -> None:
    configure(Settings(SAMPLE, base_path="/ladders/eu"))
    _, (line,) = FakeBrowser().ask("POST", f"/browser/{browser_key.issue()}")
    assert line.startswith("ladder_browser.ladders.eu=")
    assert "Path=/ladders/eu" in line.split("; ")
    _, (line,) = FakeBrowser().ask(
        "POST", f"/browser/{browser_key.issue()}", "https://ladders.example"
    )
    assert line.startswith("__Secure-ladder_browser.ladders.eu=")


def with_phrase(tabs: Tabs, page: Visit) -> str:
    page.open_box(STORAGE)
    if page.has_button("Show my recovery phrase"):
        page.press("Show my recovery phrase")
    (phrase,) = PHRASE.findall(page.text)
    return str(phrase)


def test_a_new_phrase_opens_everything_and_the_old_one_nothing(
    tabs: Tabs, database: Database
) -> None:
    page = keep(tabs, tabs().rate(DOMAIN, "Maturing"))
    page.choose("profile_perspective", "manager")
    keep(tabs, page.rate(TEACHING, "Exceeding"))
    old = with_phrase(tabs, page)
    tabs.browser.answer(page.press("Make a new phrase"))
    assert "The old one opens nothing any more." in " ".join(page.messages())
    new = with_phrase(tabs, page)
    assert new != old
    assert tabs.browser.cookies[NAME] == new.replace("-", "")
    assert rows(database) == 2
    page.rate(CULTURE, "Performing")
    assert rated(page) == {TEACHING: "Exceeding", CULTURE: "Performing"}
    assert rated(tabs()) == {DOMAIN: "Maturing"}
    other = tabs(browser=FakeBrowser())
    assert rated(bring(tabs, other, old)) == {}
    assert rated(bring(tabs, other, new)) == {DOMAIN: "Maturing"}


def test_a_browser_that_does_not_take_the_new_key_keeps_the_old_one(
    tabs: Tabs, database: Database
) -> None:
    page = keep(tabs, tabs().rate(DOMAIN, "Maturing"))
    old = with_phrase(tabs, page)
    tabs.browser.takes_cookies = False
    tabs.browser.answer(page.press("Make a new phrase"))
    assert "the old phrase still counts" in " ".join(page.messages())
    assert with_phrase(tabs, page) == old
    assert (rows(database), rated(page)) == (1, {DOMAIN: "Maturing"})
    page.rate(TEACHING, "Exceeding")
    assert kept_words(database, tabs) == {DOMAIN: "Maturing", TEACHING: "Exceeding"}


def test_what_another_tab_kept_while_the_key_was_changed_comes_along(
    tabs: Tabs, database: Database
) -> None:
    page = keep(tabs, tabs().rate(DOMAIN, "Maturing"))
    other = tabs()
    with_phrase(tabs, page)
    page.press("Make a new phrase")
    other.rate(TEACHING, "Exceeding")
    tabs.browser.answer(page)
    assert kept_words(database, tabs) == {DOMAIN: "Maturing", TEACHING: "Exceeding"}
    # The other tab still has the old key: nothing of it is lost, and it says where it is.
    other.rate(CULTURE, "Performing")
    assert "deleted elsewhere" in " ".join(other.messages())
    assert rated(other)[CULTURE] == "Performing"
