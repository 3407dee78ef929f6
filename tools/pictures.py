"""Takes the README's pictures from the running app: of each page, light, 1280 wide.

They are made by `make pictures` and committed, so that they are always of an app that ran.
"""

import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright
from tests.browser.visiting import ROOT, serve, settled

from tools.chromium import FLAGS, find

TARGET = ROOT / "docs" / "pictures"
PAGES = {
    "levels": "/?level=L4&statement=consulting",
    "search": "/search?q=lern from incidnets",
    "compare": "/compare?left=L3&right=L4",
    "several": "/compare?show=several&competency=culture-and-leadership",
    "profile": "/profile",
    "panel": "/panel?level=L4",
    "importing": "/importing",
}
RATINGS = {
    "Domain expertise": "Performing",
    "Teaching and Mentoring": "Exceeding",
    "Culture and Leadership": "Maturing",
    "Customer Success": "Performing",
}


DOCUMENT = """# P2: Senior Baker

> I bake for the whole street, and I teach the next one to.

- **Planning horizon**: One season

## 🍞 Craft

- I keep the starter alive through the winter.
- In the shop:
  - I say what is in the bread.
maybe:
- I write down what failed.

<details>
<summary>Examples</summary>

- I baked for a wedding on the day the oven broke.

</details>
"""


def main() -> None:
    # The sample's competencies have icons; without a font for them the pictures show boxes.
    if not subprocess.run(["fc-list", ":charset=1f989"], capture_output=True, check=True).stdout:
        sys.exit(
            "There is no font with emoji, so the pictures would show boxes. Install one: fonts-noto-color-emoji in Debian."
        )
    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data, sync_playwright() as playwright:
        served = serve(ROOT / "ladder", Path(data), "--shared")
        browser = playwright.chromium.launch(executable_path=find(), args=list(FLAGS))
        try:
            for name, address in PAGES.items():
                page = browser.new_page(viewport={"width": 1280, "height": 800})
                page.goto(f"{served.url}{address}")
                settled(page)
                if name in STEPS:
                    STEPS[name](page)
                page.wait_for_timeout(800)
                page.screenshot(path=TARGET / f"{name}.png")
                page.close()
        finally:
            browser.close()
            served.stop()
    print(f"{len(PAGES)} pictures are in {TARGET.relative_to(ROOT)}")


def _rate(page: Page) -> None:
    for competency, word in RATINGS.items():
        group = page.get_by_role("radiogroup", name=f"Rating of {competency}")
        group.get_by_role("radio", name=word).click()
        settled(page)
    page.get_by_role("button", name="Keep for this browser").click()
    expect(page.get_by_role("button", name="Kept", exact=True)).to_be_visible()
    page.evaluate("document.querySelector('[data-testid=stMain]').scrollTo(0, 0)")
    page.mouse.move(5, 5)


def _bring(page: Page) -> None:
    file = {"name": "P2-senior-baker.md", "mimeType": "text/markdown", "buffer": DOCUMENT.encode()}
    page.locator("input[type=file]").set_input_files(file)  # type: ignore[arg-type]
    # It is read in a process of its own, which takes a moment longer than the page.
    expect(page.get_by_role("button", name="Download the files")).to_be_visible(timeout=30_000)
    settled(page)


STEPS: dict[str, Callable[[Page], None]] = {
    "profile": _rate,
    "importing": _bring,
}
"""What is done on a page before its picture is taken."""


if __name__ == "__main__":
    main()
