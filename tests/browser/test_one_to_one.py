"""The three stories of a profile: an engineer alone, two people in one room, three months later."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from browser.accessibility import accessible
from browser.conftest import Serve, Visit
from browser.visiting import Served, follow, settled
from explorer.files.loading import load
from explorer.model import Ladder, Ref
from explorer.profiles.profile import Profile
from explorer.profiles.profile_file import dump, parse
from explorer.profiles.snapshots import freeze
from explorer.storage.file_repository import FileRepository
from explorer.text.inline_markdown import visible

CONSULTING, WELL_ROUNDED = "I consult with teams", "I am a well-rounded engineer"


@pytest.fixture(scope="module")
def sre(sample: Path) -> Ladder:
    return load(sample).ladders[0]


def view(by: str, ready: str = "2026-11-23", level: str = "L4", **words: str) -> Profile:
    """A view of a level; `words` by statement, with _ for -."""
    made = Profile("sre", level, "Site Reliability Engineering", by, current="L3")  # type: ignore[arg-type]
    for statement, word in words.items():
        made = made.with_statement_rated(Ref(level, statement.replace("_", "-")), word)
    return made.marked_ready(ready)


def bring(page: Page, slot: str, profile: Profile, folder: Path) -> None:
    """Put a view's file into its place, where it waits for the other."""
    drop(page, slot, profile, folder)
    expect(page.locator(f".st-key-slot-{slot}")).to_contain_text("Loaded")
    settled(page)


def drop(page: Page, slot: str, profile: Profile, folder: Path) -> None:
    """Put a view's file into its place, as one drops a file."""
    file = folder / f"{slot}.yaml"
    file.write_text(dump(profile), encoding="utf-8")
    place = page.locator(f".st-key-slot-{slot} input[type=file]")
    place.set_input_files(file)
    expect(place).to_have_count(0)
    settled(page)


def press(page: Page, key: str, then: Locator) -> None:
    """Press a key, away from every field, and wait for what it leads to."""
    page.mouse.click(30, 650)
    page.keyboard.press(key)
    expect(then).to_be_visible()
    settled(page)


def talk_about(page: Page, words: str) -> None:
    """Open the card of the statement and put it on the list."""
    page.get_by_role("link", name=re.compile(words)).first.click()
    card = page.get_by_role("dialog")
    card.get_by_role("button", name="Talk about it").click()
    expect(card.get_by_role("button", name="On the list")).to_be_visible()
    settled(page)  # a card that is drawn anew just then would open again
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)


def minutes_are_given(page: Page) -> None:
    """What was agreed is on the page, is copied and is downloaded."""
    minutes = page.locator(".minutes")
    expect(minutes).to_contain_text("Next step Sit in on the payments review")
    expect(minutes).to_contain_text("Own view: Maturing")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy as Markdown").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "- Next step: Sit in on the payments review" in copied
    with page.expect_download() as downloading:
        page.get_by_role("button", name="Download").click()
    assert Path(downloading.value.path()).read_text(encoding="utf-8").rstrip() == copied


def test_an_engineer_alone_rates_two_levels_sees_the_gap_and_freezes_it(
    app: Served, visit: Visit
) -> None:
    page = visit(f"{app.url}/profile")
    page.get_by_role("button", name="Not kept").click()
    page.get_by_role("button", name="Keep on this computer").click()
    expect(page.get_by_role("button", name="Kept", exact=True)).to_be_visible()
    settled(page)
    page.get_by_role("combobox", name="Today").click()
    page.get_by_role("option", name=re.compile("^Today: L3")).click()
    group = page.get_by_role("radiogroup", name="Rating of Domain expertise against L3")
    group.get_by_role("radio", name="Performing").click()
    settled(page)
    page.get_by_role("radio", name="One by one").click()
    expect(page.locator(".to-rate")).to_contain_text("1 of 30")
    settled(page)
    for key in "3233":
        page.keyboard.press(key)
    expect(page.locator(".to-rate")).to_contain_text("5 of 30")
    settled(page)
    page.get_by_role("radio", name="Overview").click()
    gaps = page.locator(".difference")
    expect(gaps.get_by_role("heading", name="What would make the difference")).to_be_visible()
    gaps.get_by_role("link", name=re.compile("expert in many domains")).click()
    page.get_by_role("dialog").get_by_role("button", name="Talk about it").click()
    expect(page.get_by_text("Added to your conversation list")).to_be_visible()
    settled(page)
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    settled(page)
    page.get_by_role("button", name="Download the radar").click()
    with page.expect_download() as downloading:
        page.get_by_role("button", name="PDF").click()
    assert Path(downloading.value.path()).read_bytes().startswith(b"%PDF")
    page.keyboard.press("Escape")
    page.get_by_role("radio", name="Over time").click()
    page.get_by_role("button", name="Take a snapshot").click()
    expect(page.get_by_text(re.compile("^The snapshot of .* is taken"))).to_be_visible()
    (kept,) = app.data.rglob("sre.yaml")
    profile, problems = parse(kept.read_bytes())
    assert profile, problems
    assert list(profile.ratings("L4").statements.values()) == [
        "Performing",
        "Maturing",
        "Performing",
        "Performing",
    ]
    assert profile.ratings("L3").competencies == {"domain-expertise": "Performing"}
    assert profile.conversation == (Ref("L4", "many-domains"),)
    assert set(profile.snapshots[0].wording) == {"L3", "L4"}
    assert not page.errors  # type: ignore[attr-defined]


def test_manager_and_engineer_reveal_their_views_together_and_agree_on_a_step(
    reading_app: Served, visit: Visit, tmp_path: Path
) -> None:
    own = view("self", consulting="Maturing", well_rounded="Performing", many_domains="Maturing")
    manager = view(
        "manager", consulting="Performing", well_rounded="Performing", many_domains="Exceeding"
    )
    page = visit(f"{reading_app.url}/one-to-one?show=both")
    bring(page, "manager", manager, tmp_path)
    bring(page, "self", replace(own, ready=""), tmp_path)
    expect(page.get_by_text("Their own view is not marked as ready.")).to_be_visible()
    shown = page.get_by_test_id("stMain").inner_text()
    assert not [word for word in ("Maturing", "Performing", "Exceeding") if word in shown]
    page.locator(".st-key-slot-self").get_by_role("button", name="Remove").click()
    expect(page.locator(".st-key-slot-self input[type=file]")).to_be_attached()
    drop(page, "self", own, tmp_path)
    different = page.locator("table.views").first
    expect(different).to_contain_text(
        re.compile("Maturing\\s*2 steps apart.*Maturing\\s*1 step apart\\s*Performing", re.DOTALL)
    )
    words = different.locator("tbody td:nth-child(3)")
    lefts = [words.nth(number).evaluate("e => e.getBoundingClientRect().left") for number in (0, 1)]
    assert lefts[0] == lefts[1] > 0, "the words stand in columns"
    expect(page.get_by_text("You see it the same way (1)")).to_be_visible()
    accessible(page)
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) == 1, (
        "both views and the radar are one sheet of paper"
    )
    talk_about(page, CONSULTING)
    expect(different).to_contain_text("on the list")
    page.get_by_role("radio", name="Conversation list").click()
    page.get_by_text("Yes, show my own view").click()
    settled(page)
    present = page.get_by_role("link", name="Present, one at a time")
    present.click()
    stage = page.locator(".st-key-stage")
    expect(stage).to_contain_text(CONSULTING)
    expect(stage).not_to_contain_text("Maturing")
    page.get_by_role("link", name="Leave").click()
    expect(page.get_by_role("heading", name="1:1", exact=True)).to_be_visible()
    settled(page)
    page.get_by_text("Yes, show my view as the manager").click()
    settled(page)
    present.click()
    expect(stage).to_contain_text("Maturing")
    expect(page.get_by_test_id("stTopNavLink")).to_have_count(0)
    page.get_by_role("textbox", name="Agreed next step").fill("Sit in on the payments review")
    page.keyboard.press("Control+Enter")
    settled(page)
    press(page, "ArrowRight", page.get_by_role("heading", name="1:1 on"))
    minutes_are_given(page)
    press(page, "ArrowLeft", stage.get_by_text(re.compile(CONSULTING)))
    expect(page.get_by_role("textbox", name="Agreed next step")).to_have_value(
        "Sit in on the payments review"
    )
    expect(page).to_have_url(re.compile(r"/one-to-one\?view=present$"))
    page.get_by_role("link", name="Leave").click()
    expect(page.locator("ol.topics")).to_contain_text("Sit in on the payments review")
    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="Change the list")).to_be_hidden()
    assert not list(reading_app.data.rglob("*.yaml"))


def test_the_longest_statement_is_presented_with_all_its_buttons_on_a_shared_screen(
    reading_app: Served, visit: Visit, sre: Ladder, tmp_path: Path
) -> None:
    length, level, statement = max(
        (len(visible(each.text)), level.code, each.id)
        for level in sre.levels
        for each in level.statements
        if not each.tentative
    )
    assert length > 190, "five lines in the size of shorter ones"
    words = {statement.replace("-", "_"): "Maturing"}
    page = visit(f"{reading_app.url}/profile")
    page.get_by_role("button", name="Not kept").click()
    mine = view("self").with_topic(Ref(level, statement)).with_topic(Ref("L4", "consulting"))
    (tmp_path / "mine.yaml").write_text(dump(mine), encoding="utf-8")
    page.locator("input[type=file]").set_input_files(tmp_path / "mine.yaml")
    expect(page.get_by_text("is open.")).to_be_visible()
    follow(page, "/one-to-one?show=both")
    for by in ("self", "manager"):
        made = replace(view(by, level=level, **words), ready="2026-11-23")
        drop(page, by, made, tmp_path)
    follow(page, "/one-to-one")
    for words_of in ("Yes, show my own view", "Yes, show my view as the manager"):
        page.get_by_text(words_of).click()
        settled(page)
    page.get_by_role("link", name="Present, one at a time").click()
    settled(page)
    expect(page.locator("dl.both")).to_contain_text("Maturing")
    assert page.locator("dl.both dd").first.evaluate("e => getComputedStyle(e).fontSize") == "24px"
    for shown in (
        page.locator("p.stage"),
        page.get_by_role("textbox", name="Agreed next step"),
        page.get_by_role("button", name="Next"),
        page.get_by_role("link", name="Leave"),
    ):
        expect(shown).to_be_in_viewport(ratio=1)
    next_at = page.get_by_role("button", name="Next").bounding_box()
    overlap = page.locator("textarea").bounding_box()
    assert next_at
    assert overlap
    assert overlap["y"] + overlap["height"] < next_at["y"]
    page.get_by_role("button", name="Next").click()
    expect(page.locator("p.stage")).to_contain_text(CONSULTING)
    expect(page.get_by_test_id("stToast")).to_have_count(0)
    accessible(page)
    assert page.get_by_role("button", name="Next").bounding_box() == next_at, "it stays in place"


def test_three_months_later_the_ladder_has_changed_and_no_rating_is_lost(
    start: Serve, own_ladder: Path, visit: Visit, sre: Ladder, tmp_path: Path
) -> None:
    then = view("self", consulting="Maturing", well_rounded="Performing", standards="Performing")
    then = then.with_snapshot(freeze(then, sre, "2026-08-20", "Summer review"))
    now = then.with_statement_rated(Ref("L4", "consulting"), "Performing")
    FileRepository(tmp_path / "data" / "ladder-explorer" / "profiles").write(now)
    level = own_ladder / "sre" / "L4.yaml"
    text = level.read_text(encoding="utf-8")
    for was, becomes in (
        ("I consult with teams to help", "I advise teams and help them"),
        ("          standards: >-", "          engineering-standards: >-"),
        ("  standards: []", "  engineering-standards: []"),
    ):
        assert was in text
        text = text.replace(was, becomes)
    level.write_text(text, encoding="utf-8")
    page = visit(f"{start(own_ladder).url}/profile?show=time")
    moved = page.get_by_role("row", name=re.compile("I consult with teams|I advise teams"))
    expect(moved.first).to_contain_text(re.compile("Maturing\\s*Performing"))
    expect(page.get_by_role("heading", name="What changed in the ladder")).to_be_visible()
    reworded = page.locator("li:has(ins)")
    expect(reworded.locator("ins").first).to_have_text("advise")
    expect(reworded).to_contain_text("Rated Performing; its rating is kept; check")
    lost = page.locator("li", has_text="I contribute to the engineering standards").first
    expect(lost).to_contain_text("Rated Performing; its rating is kept in your profile")
    page.get_by_role("button", name="Rate it Performing too").click()
    expect(page.get_by_role("button", name="Rate it Performing too")).to_have_count(0)
    kept = FileRepository(tmp_path / "data" / "ladder-explorer" / "profiles").read("sre")
    assert kept
    assert kept.profile.ratings("L4").statements == {
        "consulting": "Performing",
        "well-rounded": "Performing",
        "standards": "Performing",
        "engineering-standards": "Performing",
    }
