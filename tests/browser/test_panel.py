"""A hiring panel: one sheet, a plan, three cards filled in alone, and a chair."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from browser.accessibility import accessible
from browser.conftest import Visit
from browser.visiting import Served, settled

CONSULT = "I consult with teams to help make critical product architecture"
LEARN = "I help everyone learn from incidents"


def save(page: Page, button: str, to: Path) -> Path:
    with page.expect_download() as downloading:
        page.get_by_role("button", name=button).click()
    downloading.value.save_as(to)
    return to


def look_for(page: Page, expectation: str, *conversations: str) -> None:
    for name in conversations:
        group = page.get_by_role("toolbar", name=expectation)
        group.get_by_role("button", name=name).click()
        settled(page)


def fill_in(page: Page, conversation: str, sign: str, words: dict[str, str]) -> None:
    page.get_by_role("combobox", name="Interview").click()
    page.get_by_role("option", name=conversation).click()
    settled(page)
    expect(page.get_by_role("combobox", name="Interview")).to_have_value(conversation)
    page.get_by_label("Your initials").fill(sign)
    page.get_by_label("Your initials").press("Tab")
    settled(page)
    expect(page.get_by_role("button", name="Download my scorecard")).to_be_enabled()
    for expectation, word in words.items():
        page.get_by_role("radiogroup", name=expectation).get_by_role(
            "radio", name=word, exact=True
        ).click()
        settled(page)
        expect(page.get_by_text("no evidence yet")).to_be_visible()
        note = page.get_by_label("What you saw or heard").last
        note.fill(f"{sign} heard it")
        note.press("Tab")
        settled(page)
        expect(page.get_by_text("no evidence yet")).to_have_count(0)


def test_three_panellists_and_a_chair(reading_app: Served, visit: Visit, tmp_path: Path) -> None:
    chair = visit(f"{reading_app.url}/panel?level=L4&show=plan")
    expect(chair.get_by_text("None of the 30 expectations is covered yet.")).to_be_visible()
    chair.get_by_label("Reference").fill("2026-11 / blue")
    look_for(chair, CONSULT, "System design", "First conversation")
    look_for(chair, LEARN, "Incident walk-through")
    expect(chair.get_by_text(re.compile("28 are not covered and 1 is covered"))).to_be_visible()
    plan = save(chair, "Download the plan", tmp_path / "plan.yaml")

    said = {
        "1": ("First conversation", {CONSULT: "Partly at the level"}),
        "2": ("System design", {CONSULT: "Above the level"}),
        "3": ("Incident walk-through", {LEARN: "At the level"}),
    }
    saved = []
    for sign, (conversation, words) in said.items():
        page = visit(f"{reading_app.url}/panel?level=L4&show=card")
        page.get_by_role("button", name="Open the panel's plan").click()
        page.locator("input[type=file]").set_input_files(plan)
        expect(page.get_by_text('"plan.yaml" is open')).to_be_visible()
        settled(page)
        fill_in(page, conversation, sign, words)
        saved.append(save(page, "Download my scorecard", tmp_path / f"card-{sign}.yaml"))
        expect(page).to_have_url(re.compile(rf"/panel\?level=L4&show=card&interview={sign}$"))
        assert not page.errors  # type: ignore[attr-defined]
        page.close()

    chair.get_by_role("radio", name="Debrief").click()
    settled(chair)
    cut = tmp_path / "cut.yaml"
    cut.write_bytes(saved[0].read_bytes()[:400])
    big = tmp_path / "big.yaml"
    big.write_bytes(b"#" * (10 * 1024 * 1024))
    chair.locator("input[type=file]").set_input_files([*saved, cut, big])
    expect(chair.get_by_text(re.compile('"cut.yaml" was left out: .*cut off'))).to_be_visible()
    expect(chair.get_by_text(re.compile("File must be 1.0MB or smaller"))).to_be_visible()
    expect(
        chair.get_by_text(re.compile("3 cards: 1 expectation was seen differently, none alike"))
    ).to_be_visible()
    rows = chair.locator("table.spread tbody tr")
    expect(rows.first).to_contain_text(CONSULT)
    expect(rows.first).to_contain_text("1 heard it")
    expect(rows.first).to_contain_text("2 heard it")
    expect(chair).to_have_url(re.compile(r"/panel\?level=L4&show=together$"))
    chair.mouse.move(5, 5)  # what it rests on is another colour
    accessible(chair)
    assert not chair.errors  # type: ignore[attr-defined]


def test_the_sheet_prints_on_two_sides(read: Visit) -> None:
    page = read("/panel?level=L4&view=print")
    for form in ("A4", "Letter"):
        printed = page.pdf(format=form)
        assert len(re.findall(rb"/Type\s*/Page\b", printed)) <= 2, form
