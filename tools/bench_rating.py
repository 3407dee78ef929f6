"""Measures a rating click to the moved radar: `python -m tools.bench_rating`.

In the browser, from the click on a word to the first change of the chart's marks: on My
profile, against a bare page with one segmented control that redraws the same finished
specification; and on a kept profile with 40 snapshots, against one without. In turn, medians.
"""

import argparse
import json
import sys
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page, sync_playwright

from explorer.files.loading import load
from explorer.model import Ladder, Ref
from explorer.profiles.assessment import Series, axes
from explorer.profiles.profile import Profile
from explorer.profiles.snapshots import freeze
from explorer.render import radar
from explorer.storage.file_repository import FileRepository
from tools.bench_drive import ROOT, Server, rest, serving
from tools.bench_twin import subject
from tools.chromium import FLAGS, find

LEVEL, CLICKS, SNAPSHOTS = "L4", 12, 40
_CLICK = """async ([group, word]) => {
  const marks = () => document.querySelector("svg.marks")?.innerHTML;
  const button = [...document.querySelectorAll(`[role=radiogroup][aria-label="${group}"] [role=radio]`)]
    .find((each) => each.textContent.trim() === word);
  const before = marks(), clicked = performance.now();
  button.click();
  return await new Promise((done, fail) => {
    const look = () => {
      const now = marks();
      if (now && now !== before) return done(performance.now() - clicked);
      if (performance.now() - clicked > 20000) return fail(new Error("the radar did not move"));
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
}"""


@dataclass(frozen=True)
class Rated:
    """A page with a rating to click: what it is called here, its server, path and control."""

    name: str
    server: Server
    path: str
    group: str


def finished(ladder: Ladder) -> str:
    """The radar's specification and its data for each word of one competency, as JSON."""
    level = ladder.level(LEVEL)
    if level is None:
        raise RuntimeError(f"the sample ladder has no {LEVEL}")
    key = level.competencies[0].key
    made = {}
    for word in ladder.scale.words:
        given = Profile(ladder.key, LEVEL).with_rating(LEVEL, key, word).ratings(LEVEL)
        series = (Series("Your ratings", axes(given, ladder, level)),)
        made[word] = radar.datasets(series, ladder.scale, LEVEL)
    specification = radar.specification(series, ladder.scale, pickable=True)
    return json.dumps({"specification": specification, "datasets": made})


def keep(home: Path, ladder: Ladder, snapshots: int) -> Path:
    """A data folder with a kept profile of all of a level, and so many snapshots of it."""
    profile = Profile(ladder.key, LEVEL, ladder.name)
    level = ladder.level(LEVEL)
    for statement in level.statements if level else ():
        profile = profile.with_statement_rated(Ref(LEVEL, statement.id), ladder.scale.words[1])
    for number in range(snapshots):
        day = f"20{10 + number // 12}-{number % 12 + 1:02}-01"
        profile = profile.with_snapshot(freeze(profile, ladder, day, f"Review {number}"))
    # The competency that is clicked has no statements rated: its word is a quick one.
    first = level.competencies[0] if level else None
    for statement in first.statements if first else ():
        profile = profile.with_statement_rated(Ref(LEVEL, statement.id), None)
    FileRepository(home / "ladder-explorer" / "profiles").write(profile, None)
    return home


def clicks(browser: Browser, rated: Rated, words: tuple[str, ...], number: int) -> list[float]:
    """Milliseconds from each click to the changed marks; the first two only warm up."""
    with browser.new_context(viewport={"width": 1280, "height": 720}) as context:
        page: Page = context.new_page()
        page.goto(f"{rated.server.url}/{rated.path}")
        page.wait_for_selector("svg.marks")
        rest(page)
        found = []
        for at in range(number + 2):
            found.append(float(page.evaluate(_CLICK, [rated.group, words[1 + at % 3]])))
            rest(page, 150)
        return found[2:]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.bench_rating", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="one round: a first impression")
    rounds = 1 if parser.parse_args().quick else 3
    ladder = load(ROOT / "ladder").ladders[0]
    level = ladder.level(LEVEL)
    name = level.competencies[0].name if level else ""
    own = "explorer", "serve", "ladder", "--no-open", "--port", "PORT"
    with TemporaryDirectory(prefix="bench-") as home, ExitStack() as running:
        folders = {each: Path(home) / each for each in ("bare", "page", "kept", "kept40")}
        for folder in folders.values():
            folder.mkdir()
        (folders["bare"] / "finished.json").write_text(finished(ladder), encoding="utf-8")
        keep(folders["kept"], ladder, 0)
        keep(folders["kept40"], ladder, SNAPSHOTS)
        bare = "tools.bench_hello", "PORT", "rated.py", str(folders["bare"] / "finished.json")
        group = f"Rating of {name}"
        pages = [
            Rated(each, running.enter_context(serving(subject(each, *command), folders[each])), *at)
            for each, command, at in (
                ("bare", bare, ("", "Rating")),
                ("page", own, ("profile", group)),
                ("kept", own, ("profile", group)),
                ("kept40", own, ("profile", group)),
            )
        ]
        found: dict[str, list[float]] = {each.name: [] for each in pages}
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=find(), args=list(FLAGS))
            for _ in range(rounds):
                for each in pages:
                    found[each.name] += clicks(browser, each, ladder.scale.words, CLICKS)
            browser.close()
    middle = {each: median(values) for each, values in found.items()}
    print(f"A rating click to the moved radar, medians of {rounds * CLICKS} clicks each\n")
    for what, mine, other, aim in (
        ("My profile, against a bare page with the same chart", "page", "bare", 2.0),
        (f"Kept with {SNAPSHOTS} snapshots, against kept with none", "kept40", "kept", 1.5),
    ):
        print(
            f"{what}: {middle[mine]:.0f} ms against {middle[other]:.0f} ms, "
            f"ratio {middle[mine] / middle[other]:.2f}, aim {aim} or less"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
