"""A hiring panel in one room: a chair and three panellists, and no card seen before the opening."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import expect

from browser.accessibility import accessible
from browser.conftest import Serve
from browser.screens import SOON, Screen, copied, database_holds
from browser.visiting import Served, settled

MARKER = "zanzibar"
# What makes a page ask for news every two seconds, to be lost as Streamlit loses it now and then.
ASKING = """const begin = window.setInterval; window.asking = [];
window.setInterval = (does, pace, ...more) => {
  const timer = begin(does, pace, ...more);
  if (pace === 2000 && /sendUpdateWidgetsMessage/.test(does)) asking.push(timer);
  return timer;
};"""


def panel_room(chair: Screen, served: Served) -> str:
    chair.open(f"{served.url}/panel?show=plan")
    chair.press("Start the panel's room")
    expect(chair.page.get_by_role("button", name="Copy the link")).to_be_visible()
    expect(chair.page.locator('.lx-state[data-room=""]')).to_be_attached()  # it has its cookie
    return copied(chair)


def come_in(screen: Screen, link: str) -> None:
    screen.page.goto(link)
    expect(screen.page).to_have_url(re.compile(r"/panel\?room=[0-9a-f]{12}$"))
    settled(screen.page)
    screen.page.get_by_role("button", name="Come in").first.click()
    settled(screen.page)


def write(screen: Screen, word: str, evidence: str) -> None:
    first = screen.page.get_by_role("radiogroup").first
    first.get_by_role("radio", name=word, exact=True).click()
    settled(screen.page)
    field = screen.page.get_by_label("What you saw or heard").first
    field.fill(evidence)
    field.press("Control+Enter")
    settled(screen.page)


def test_a_panel_writes_alone_and_opens_together(
    start: Serve, sample: Path, screens: Callable[[], Screen]
) -> None:
    served = start(sample, "--shared")
    chair, one, two, three = (screens() for _ in range(4))
    chair.page.add_init_script(ASKING)
    link = panel_room(chair, served)
    for screen in (one, two, three):
        come_in(screen, link)
    write(one, "At the level", f"{MARKER} one")
    write(two, "Partly at the level", f"{MARKER} two")
    write(three, "Above the level", f"{MARKER} three")
    # A screen that has lost what makes it ask is asked to by the app's script.
    assert chair.page.evaluate("asking.map(clearInterval).length")
    for screen in (one, two):
        screen.press("I am ready")
    expect(chair.page.get_by_text("2 of 3 ready")).to_be_visible(timeout=SOON)
    accessible(chair.page, dark=False)
    expect(chair.page.get_by_role("button", name="Open all cards")).to_have_count(0)

    # The chair sees how many are ready, and nobody sees a word of another's.
    assert not chair.knows(MARKER)
    for screen, others in ((one, "two three"), (two, "one three"), (three, "one two")):
        assert not any(screen.knows(f"{MARKER} {other}") for other in others.split())
    assert not database_holds(served, MARKER)

    # A reload loses no card; the chair decides not to wait, and everybody sees that.
    three.page.reload()
    settled(three.page)
    expect(three.page.get_by_label("What you saw or heard")).to_have_value(f"{MARKER} three")
    chair.press("Open without waiting")
    chair.press("Open without C")
    for screen in (chair, one, two, three):
        expect(screen.page.get_by_text("The chair opened without C")).to_be_visible(timeout=SOON)
        expect(screen.page.get_by_text(f"{MARKER} one")).to_be_visible()
        expect(screen.page.get_by_text(f"{MARKER} two")).to_be_visible()
    accessible(chair.page, dark=False)
    for screen in (chair, one, two):
        assert not screen.knows(f"{MARKER} three"), "what was not ready stays closed"

    # Nothing changes any more; what comes to mind later is said as late.
    assert one.page.get_by_role("radiogroup").count() == 0
    settled(one.page)
    one.page.get_by_text("Add a late note").click()
    one.press("Add it")
    expect(one.page.get_by_text("The note is empty")).to_be_visible()
    one.page.get_by_label("What you want to add").fill("and another thing")
    one.press("Add it")
    expect(one.page.get_by_text("A, late")).to_be_visible(timeout=SOON)
    expect(chair.page.get_by_text("A, late")).to_be_visible(timeout=SOON)
    expect(chair.page.get_by_text("and another thing")).to_be_visible()
