"""Measures pages in the browser against the same elements drawn by hand: `python -m tools.bench_pages`.

In turn, app and twin, each time by a fresh context: the first page with a warm cache, a switch
to each page, and a keystroke in Search. A time ends with the last change of the document before
it rests, so that both are measured alike, whatever they draw. Elements are counted as well.
"""

import argparse
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, sync_playwright

from tools.bench_drive import Server, rest
from tools.bench_twin import LEVELS, PLACES, QUERY, SEARCH, Pair, both
from tools.chromium import FLAGS, find

WARM, KEY = "first page, warm cache", "keystroke in Search"
AIM = 1.2
_RESTING = 250
"""Milliseconds without a change after which a page rests; the app writes what was typed into
the address later than that."""
_WATCH = """
window.last = performance.now();
new MutationObserver(() => { window.last = performance.now(); })
  .observe(document, {childList: true, subtree: true, characterData: true, attributes: true});
window.rested = (since) => new Promise((done, fail) => {
  const look = () => {
    const now = performance.now(), app = document.querySelector("[data-testid=stApp]");
    const idle = app?.dataset.testScriptState === "notRunning";
    if (idle && last > since && now - last > RESTING) return done(last - since);
    if (now - since > 20000) return fail(new Error("it does not rest"));
    setTimeout(look, 20);
  };
  look();
});
""".replace("RESTING", str(_RESTING))
_SWITCH = """async (title) => {
  const link = [...document.querySelectorAll("[data-testid=stTopNavLink], [role=menuitem], [role=menuitem] a")]
    .find((each) => each.textContent.trim() === title);
  if (!link) throw new Error("no link in the navigation: " + title);
  const clicked = performance.now();
  link.click();
  return await rested(clicked);
}"""
_KEY = """() => {
  window.pressed = null;
  addEventListener("keydown", (event) => { window.answered = rested(event.timeStamp); },
    {capture: true, once: true});
}"""


def visit(browser: Browser, server: Server) -> dict[str, float]:
    """Milliseconds of each measure, in one visit; the first load fills the cache."""
    found = {}
    with browser.new_context(viewport={"width": 1280, "height": 720}) as context:
        page = context.new_page()
        page.add_init_script(_WATCH)
        for _ in range(2):
            page.goto(server.url, wait_until="commit")
            found[WARM] = float(page.evaluate("rested(0)"))
            rest(page)
        for place in (*PLACES[1:], LEVELS):
            if not page.get_by_test_id("stTopNavLink").get_by_text(place.title).count():
                page.get_by_text("Keep the ladder").click()
                rest(page)
            found[place.title] = float(page.evaluate(_SWITCH, place.title))
            rest(page)
        page.evaluate(_SWITCH, SEARCH.title)
        rest(page)
        field = page.get_by_label("What are you looking for?")
        taken = []
        for _ in range(3):
            field.fill("")
            rest(page, 900)
            field.press_sequentially(QUERY[:-1], delay=120)
            page.evaluate(_KEY)
            page.keyboard.press(QUERY[-1])
            taken.append(float(page.evaluate("async () => await answered")))
        found[KEY] = median(taken)
    return found


def table(pair: Pair, rounds: list[tuple[dict[str, float], dict[str, float]]]) -> list[str]:
    elements = {place.title: pair.elements[place.path] for place in PLACES}
    lines = [f"{'measure':24} {'elements':>8} {'app ms':>7} {'twin ms':>8} {'ratio':>6}  aim"]
    for name in (WARM, *(place.title for place in PLACES), KEY):
        mine, other = (median(each[side][name] for each in rounds) for side in (0, 1))
        counted = elements.get(name, "")
        label = f"switch to {name}" if name in elements else name
        lines.append(
            f"{label:24} {counted:>8} {mine:7.0f} {other:8.0f} {mine / other:6.2f}  {AIM} or less"
        )
    return lines


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.bench_pages", description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--quick", action="store_true", help="one run: a first impression")
    options = parser.parse_args()
    runs = 1 if options.quick else max(1, options.runs)
    with TemporaryDirectory(prefix="bench-") as home, both(Path(home)) as pair:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=find(), args=list(FLAGS))
            for server in pair.servers:
                visit(browser, server)  # what is made once for all is made, untimed
            rounds = [(visit(browser, pair.app), visit(browser, pair.twin)) for _ in range(runs)]
            browser.close()
        print(f"Pages in the browser, medians of {runs} visits each\n")
        print("\n".join(table(pair, rounds)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
