"""A 1:1 in one room: two people on screens of their own, and nothing seen before both are ready."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect
from tools.postgresql import PostgreSQL

from browser.accessibility import accessible
from browser.conftest import Serve
from browser.screens import SOON, Screen, copied, database_holds
from browser.visiting import Served, free_port, settled
from explorer.storage import database_schema
from explorer.storage.database import database_at

DOMAIN, CULTURE = "Domain expertise", "Culture and Leadership"
MARKER = "zanzibar"


def started(screen: Screen, served: Served) -> str:
    """Start a room; gives its link, with its key."""
    screen.open(f"{served.url}/one-to-one")
    screen.press("Start a room for two")
    expect(screen.page.get_by_role("button", name="Copy the link")).to_be_visible()
    expect(screen.page.locator('.lx-state[data-room=""]')).to_be_attached()  # it has its cookie
    return copied(screen)


def come_in(screen: Screen, link: str) -> None:
    screen.page.goto(link)
    expect(screen.page).to_have_url(re.compile(r"/one-to-one\?room=[0-9a-f]{12}$"))
    settled(screen.page)
    screen.press("Come in: Manager's view")


def test_two_people_rate_alone_and_see_the_same_in_the_same_moment(
    start: Serve, sample: Path, screens: Callable[[], Screen]
) -> None:
    port = free_port()
    served = start(sample, "--shared", port=port)
    person, manager = screens(), screens()
    link = started(person, served)
    come_in(manager, link)
    accessible(manager.page, dark=False)
    person.rate(DOMAIN, "Maturing")
    person.rate(CULTURE, "Exceeding")
    person.set_aside(MARKER)
    manager.rate(DOMAIN, "Performing")
    manager.rate(CULTURE, "Performing")
    person.press("I am ready")
    expect(manager.page.locator(".seats li.ready")).to_have_count(1, timeout=SOON)

    # What is not open yet is nowhere but on its own screen.
    assert person.knows(MARKER)
    assert not manager.knows(MARKER)
    assert not database_holds(served, MARKER)
    assert not database_holds(served, link.rpartition(".")[2])

    # A reload, another tab, a while without a network, a server that starts again.
    manager.page.reload()
    settled(manager.page)
    assert manager.says(DOMAIN) == "Performing"
    second = person.tab()
    second.goto(person.page.url)
    settled(second)
    expect(second.get_by_role("button", name="Take it back")).to_be_visible()
    second.close()
    manager.context.set_offline(True)
    served.stop()
    served = start(sample, "--shared", port=port)
    manager.page.wait_for_timeout(1_500)
    manager.context.set_offline(False)
    expect(manager.page.locator(".seats li.ready")).to_have_count(1)
    manager.page.reload()
    settled(manager.page)
    assert manager.says(DOMAIN) == "Performing"
    assert not manager.knows(MARKER)

    manager.press("I am ready")
    for screen in (person, manager):
        expect(screen.page.get_by_role("heading", name="You see it differently")).to_be_visible(
            timeout=SOON
        )
    accessible(person.page, dark=False)

    lead_and_agree(person, manager)
    leave_one_after_the_other(person, manager)
    assert not database_holds(served, link.partition("#")[2].partition(".")[0])
    latecomer = screens()
    latecomer.page.goto(link)
    expect(latecomer.page.get_by_role("status")).to_contain_text("opens no room")


def lead_and_agree(person: Screen, manager: Screen) -> None:
    manager.press("Lead both screens")
    manager.press("Next")
    for screen in (person, manager):
        stage = screen.page.locator(".st-key-room_stage")
        expect(stage).to_contain_text(CULTURE, timeout=SOON)
        expect(stage).to_contain_text("Exceeding")
    expect(person.page.get_by_text("You follow the manager.")).to_be_visible()

    # What one writes the other sees; who writes over it is told.
    step = "Agreed next step"
    manager.page.get_by_label(step).press_sequentially("Sit in on the review", delay=20)
    expect(person.page.locator(".st-key-room_stands")).to_contain_text(
        "Sit in on the review", timeout=SOON
    )
    person.page.get_by_label(step).press_sequentially("Lead", delay=20)
    expect(person.page.get_by_text("The manager wrote something here")).to_be_visible()
    expect(person.page.get_by_label(step)).to_have_value("Lead")
    person.press("Put mine in its place")
    expect(manager.page.locator(".st-key-room_stands")).to_contain_text("Lead", timeout=SOON)


def leave_one_after_the_other(person: Screen, manager: Screen) -> None:
    """Both have what they agreed, and then the room is gone."""
    person.press("We are done")
    for screen in (person, manager):
        expect(screen.page.locator(".minutes")).to_contain_text("Lead", timeout=SOON)
    accessible(person.page, dark=False)
    person.press("Add to my profile")
    person.press("Leave the room")
    expect(manager.page.locator(".minutes")).to_contain_text("Lead")
    manager.press("Leave the room")
    expect(manager.page.get_by_text("You have left the room.")).to_be_visible()


@pytest.mark.thorough
def test_a_third_visitor_and_an_old_link_see_a_sentence(
    start: Serve, sample: Path, screens: Callable[[], Screen]
) -> None:
    served = start(sample, "--shared")
    owner, guest, third = screens(), screens(), screens()
    link = started(owner, served)
    owner.press("Show a code")
    typed = owner.page.locator("code").first.inner_text()
    guest.page.goto(f"{served.url}/room")
    guest.page.get_by_label("Code").fill(typed)
    guest.page.get_by_role("button", name="Come in").click()
    settled(guest.page)
    guest.press("Come in: Manager's view")
    guest.rate(DOMAIN, "Maturing")

    third.page.goto(link)
    settled(third.page)
    expect(third.page.get_by_text("Every seat in this room is taken.")).to_be_visible()
    assert third.page.locator("[data-testid=stMain]").inner_text().split("\n")[0] == "1:1"
    assert third.page.get_by_role("radiogroup").count() == 0

    expect(owner.page.get_by_text("3 screens are in")).to_be_visible(timeout=SOON)
    owner.press("Room")
    owner.press("Make a new link")
    expect(third.page.get_by_text("not open to this browser")).to_be_visible(timeout=SOON)
    expect(guest.page.get_by_text("not open to this browser")).to_be_visible(timeout=SOON)
    owner.page.reload()
    settled(owner.page)
    owner.press("Room")
    new = copied(owner)
    assert new.partition(".")[0] == link.partition(".")[0]
    guest.page.goto("about:blank")
    guest.page.goto(new)
    expect(guest.page).to_have_url(re.compile("room="))
    settled(guest.page)
    assert guest.says(DOMAIN) == "Maturing", "the seat and what was written are still there"


@pytest.mark.thorough
def test_two_people_on_two_servers(
    start: Serve, sample: Path, screens: Callable[[], Screen]
) -> None:
    postgresql = PostgreSQL()
    try:
        url = postgresql.new("rooms")
        database = database_at(url)
        database_schema.upgrade(database)
        database.close()
        one = start(sample, "--shared", "--database", url)
        other = start(sample, "--shared", "--database", url)
        person, manager = screens(), screens()
        link = started(person, one)
        come_in(manager, link.replace(one.url, other.url))
        for screen, word in ((person, "Maturing"), (manager, "Performing")):
            screen.rate(DOMAIN, word)
            screen.press("I am ready")
        expect(person.page.get_by_role("heading", name="You see it differently")).to_be_visible(
            timeout=SOON
        )
        manager.press("Lead both screens")
        manager.press("Next")
        # 20 seconds without a network: whoever comes back is where the other is.
        person.context.set_offline(True)
        person.page.wait_for_timeout(20_000)
        manager.page.get_by_label("Agreed next step").fill("Sit in on the review")
        settled(manager.page)
        person.context.set_offline(False)
        stage = person.page.locator(".st-key-room_stage")
        expect(stage).to_contain_text("Sit in on the review", timeout=30_000)
        # A server is killed: with the other one nothing is lost.
        other.process.kill()
        other.process.wait()
        manager.page.goto(manager.page.url.replace(other.url, one.url))
        settled(manager.page)
        expect(manager.page.get_by_label("Agreed next step")).to_have_value("Sit in on the review")
    finally:
        postgresql.stop()


@pytest.mark.thorough
def test_a_screen_that_nobody_looks_at_stops_asking(
    start: Serve, sample: Path, screens: Callable[[], Screen]
) -> None:
    served = start(sample, "--shared")
    person, manager = screens(), screens()
    link = started(person, served)
    come_in(manager, link)
    # What the script presses after a minute in the background.
    rest = "document.querySelector('.st-key-room_rest button').click()"
    manager.page.evaluate(rest)
    settled(manager.page)
    manager.page.wait_for_timeout(1_000)  # what was asked before is answered
    manager.heard.clear()
    person.rate(DOMAIN, "Maturing")
    person.press("I am ready")
    manager.page.wait_for_timeout(3_000)
    assert manager.heard == []
    manager.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(manager.page.locator(".seats li.ready")).to_have_count(1, timeout=SOON)
    manager.heard.clear()
    manager.page.wait_for_timeout(3_000)
    assert manager.heard, "and it asks again"
