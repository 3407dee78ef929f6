"""What each of the four visitors comes for, walked on the real ladder in a real browser."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from browser.accessibility import accessible
from browser.conftest import Serve, Visit
from browser.visiting import Served, settled

READ = 60_000
"""Milliseconds for a document that a process of its own reads, on a machine that does much else."""


def choose_rating(page: Page, competency: str, word: str) -> None:
    group = page.get_by_role("radiogroup", name=f"Rating of {competency}")
    group.get_by_role("radio", name=word).click()
    settled(page)


def said(page: Page, words: str) -> None:
    """The radar, read aloud, says so."""
    expect(page.locator(".radar-said")).to_contain_text(words)


def test_an_engineer_finds_a_statement_by_typing_and_follows_it_down(read: Visit) -> None:
    page = read("/search")
    page.get_by_label("What are you looking for?").press_sequentially(
        "lern from incidnets", delay=60
    )
    hit = page.get_by_role("link", name=re.compile("lead postmortems"))
    expect(page.get_by_text(re.compile(r"results with: .*incident"))).to_be_visible()
    learn = page.get_by_role("link", name=re.compile("help everyone learn from incidents"))
    expect(learn.or_(hit).first).to_be_visible()
    expect(page).to_have_url(re.compile(r"q=lern\+from\+incidnets$"))
    settled(page)
    learn.first.click()
    card = page.get_by_role("dialog")
    expect(card).to_contain_text("I help everyone learn from incidents")
    card.locator(".lineage a.card").first.click()
    expect(card).to_contain_text("I lead postmortems")
    expect(card).to_contain_text("Grows into")


def test_nothing_found_gets_a_sentence_and_a_way_on(read: Visit) -> None:
    page = read("/search?q=payroll+tax")
    expect(page.get_by_text("Nothing in this ladder matches “payroll tax”.")).to_be_visible()
    page.get_by_role("link", name="error budget").click()
    expect(page.get_by_role("link", name=re.compile("error budget")).first).to_be_visible()
    expect(page.get_by_text(re.compile("results with"))).to_be_visible()


def test_a_panel_lays_l3_beside_l4(read: Visit) -> None:
    page = read()
    page.get_by_role("link", name="Compare").first.click()
    expect(page.get_by_text("22 expectations grow, 11 are new and 1")).to_be_in_viewport()
    row = page.get_by_role("row", name=re.compile("I help everyone learn from incidents"))
    expect(row).to_contain_text("I lead postmortems")
    expect(page.get_by_role("row", name=re.compile("shepherd and aid")).first).to_be_visible()
    expect(page).to_have_url(re.compile("left=L3&right=L4"))


def test_ratings_survive_page_switches_and_after_a_yes_a_reload(app: Served, visit: Visit) -> None:
    page = visit(f"{app.url}/profile")
    choose_rating(page, "Domain expertise", "Performing")
    choose_rating(page, "Customer Success", "Maturing")
    page.get_by_role("link", name="Levels").first.click()
    settled(page)
    page.get_by_role("link", name="My profile").first.click()
    said(page, "Domain expertise: Performing")
    assert not list(app.data.rglob("*.yaml")), "kept without having been asked"
    page.get_by_role("button", name="Keep on this computer").click()
    expect(page.get_by_role("button", name="Kept", exact=True)).to_be_visible()
    choose_rating(page, "Teaching and Mentoring", "Exceeding")
    said(page, "Teaching and Mentoring: Exceeding")
    before = page.locator(".radar-said").text_content()
    page.reload()
    settled(page)
    expect(page.locator(".radar-said")).to_have_text(before or "")
    assert before == (
        "Rated against L4, which expects Performing throughout. Domain expertise: Performing; "
        "Teaching and Mentoring: Exceeding; Culture and Leadership: not rated; Customer Success: Maturing."
    )
    expect(page).not_to_have_url(re.compile("Performing|Maturing|domain"))


def test_a_second_window_never_overwrites_the_first(app: Served, visit: Visit) -> None:
    first = visit(f"{app.url}/profile")
    choose_rating(first, "Domain expertise", "Performing")
    first.get_by_role("button", name="Keep on this computer").click()
    expect(first.get_by_role("button", name="Kept", exact=True)).to_be_visible()
    second = visit(f"{app.url}/profile")
    expect(second.get_by_role("button", name="Kept", exact=True)).to_be_visible()
    choose_rating(first, "Customer Success", "Maturing")
    choose_rating(second, "Culture and Leadership", "Exceeding")
    expect(second.get_by_text(re.compile("changed in another window"))).to_be_visible()
    said(second, "; Customer Success: Maturing")
    (kept,) = app.data.rglob("sre.yaml")
    assert "customer-success: Maturing" in kept.read_text(encoding="utf-8")


def test_a_downloaded_profile_opens_again_and_a_foreign_file_changes_nothing(
    reading_app: Served, visit: Visit, tmp_path: Path
) -> None:
    page = visit(f"{reading_app.url}/profile")
    choose_rating(page, "Culture and Leadership", "Exceeding")
    offered = page.locator(".st-key-keep_offer")
    with page.expect_download() as downloading:
        offered.get_by_role("button", name="Download", exact=True).click()
    saved = tmp_path / "mine.yaml"
    downloading.value.save_as(saved)
    foreign = tmp_path / "foreign.yaml"
    foreign.write_text("hello: <script>alert(1)</script>\n", encoding="utf-8")
    page.once("dialog", lambda asked: asked.accept())
    page.reload()
    settled(page)
    said(page, "Culture and Leadership: not rated")
    page.get_by_role("button", name="Not kept").click()
    page.locator("input[type=file]").set_input_files(saved)
    said(page, "Culture and Leadership: Exceeding")
    settled(page)
    page.get_by_role("button", name="Not kept").click()
    page.locator("input[type=file]").set_input_files(foreign)
    expect(page.get_by_text(re.compile("was not opened: .*another kind of file"))).to_be_visible()
    said(page, "Culture and Leadership: Exceeding")


def test_the_keeper_sees_an_edit_and_a_half_saved_file_keeps_the_last_good_level(
    start: Serve, own_ladder: Path, visit: Visit
) -> None:
    page = visit(f"{start(own_ladder).url}/?level=L4")
    level = own_ladder / "sre" / "L4.yaml"
    text = level.read_text(encoding="utf-8")
    edited = text.replace("Staff Site Reliability Engineer", "Staff Gardener")
    level.write_text(edited, encoding="utf-8")
    page.wait_for_timeout(1_100)  # files are looked at once a second
    page.get_by_role("radio", name="L3").click()
    page.get_by_role("radio", name="L4").click()
    expect(page.get_by_role("heading", name="L4 · Staff Gardener")).to_be_visible()
    level.write_text(edited.replace("summary:", "sumary:"), encoding="utf-8")
    page.wait_for_timeout(1_100)
    page.get_by_role("radio", name="L3").click()
    page.get_by_text("1 of the ladder's files has errors; the rest works").click()
    expect(page.get_by_text(re.compile(r"sre/L4.yaml:\d+:1"))).to_be_visible()
    expect(page.get_by_text(re.compile("did you mean"))).to_be_visible()
    page.get_by_role("radio", name="L4").click()
    expect(page.get_by_role("heading", name="L4 · Staff Gardener")).to_be_visible()


def test_a_document_becomes_files_in_a_process_of_its_own_while_the_page_looks_on(
    start: Serve, own_ladder: Path, visit: Visit, tmp_path: Path
) -> None:
    rows = tmp_path / "bakery.csv"
    rows.write_text("Area,L1,L2\n" + "Ovens,I light them,I mend them\n" * 2_000, encoding="utf-8")
    url = start(own_ladder).url
    page = visit(f"{url}/importing")
    page.locator("input[type=file]").set_input_files(rows)
    expect(page.get_by_text(re.compile("Reading 1 document"))).to_be_visible()
    expect(page.get_by_text("bakery/L2.yaml: new")).to_be_visible(timeout=READ)
    page.get_by_text(re.compile(r"Yes, write 4 files")).click()
    page.get_by_role("button", name="Add to my ladders").click()
    expect(page.get_by_text("Wrote 4 files")).to_be_visible(timeout=READ)
    expect(page.get_by_role("combobox", name="Ladder")).to_be_visible()

    # A stranger's matrix that leaves something open: one answer, two lines placed, and it is there.
    matrix = tmp_path / "smiths.csv"
    matrix.write_text(
        "Skill,Bun,Loaf,\nCraft,I bend steel,I shape steel,I greet all\n"
        "Care,I ask,I hear,I count the till\n",
        encoding="utf-8",
    )
    page.get_by_role("button", name="Remove bakery.csv").click()
    page.locator("input[type=file]").set_input_files(matrix)
    expect(page.get_by_text("Are the columns levels")).to_be_visible(timeout=READ)
    page.get_by_role("button", name="Yes", exact=True).click()
    expect(page.get_by_text("You said: answered: Are the columns levels")).to_be_visible(
        timeout=READ
    )
    expect(page.get_by_role("heading", name="Is this right?")).not_to_be_visible()
    page.get_by_text("Place what is left over: 2 lines").click()
    expect(page.get_by_role("combobox", name="Lines")).to_be_visible()
    accessible(page, dark=False)
    page.get_by_role("combobox", name="Lines").click()
    for line in ("I greet all", "I count the till"):
        page.get_by_role("option", name=re.compile(line)).click()
    page.keyboard.press("Escape")
    page.get_by_role("combobox", name="Competency").fill("Guests")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Place", exact=True).click()
    expect(page.get_by_text("2 lines placed")).to_be_visible(timeout=READ)
    page.get_by_text(re.compile(r"Yes, write 5 files")).click()
    page.get_by_role("button", name="Add to my ladders").click()
    expect(page.get_by_text("Wrote 5 files")).to_be_visible(timeout=READ)
    page.goto(f"{url}/?ladder=smiths&level=Bun")
    expect(page.get_by_text("I greet all")).to_be_visible()
    expect(page.get_by_role("heading", name="Guests")).to_be_visible()


@pytest.mark.thorough
def test_a_side_is_chosen_where_the_file_and_the_next_export_changed(
    start: Serve, own_ladder: Path, visit: Visit, tmp_path: Path
) -> None:
    served = start(own_ladder)
    table = tmp_path / "smiths.csv"
    table.write_text("Skill,L1,L2\nCraft,I bend steel,I shape steel\nCare,I ask,I hear\n", "utf-8")
    page = visit(f"{served.url}/importing")
    page.locator("input[type=file]").set_input_files(table)
    page.get_by_text(re.compile(r"Yes, write 4 files")).click()
    page.get_by_role("button", name="Add to my ladders").click()
    expect(page.get_by_text("Wrote 4 files")).to_be_visible()
    level = own_ladder / "smiths/L1.yaml"
    level.write_text(
        level.read_text("utf-8").replace("bend steel", "bend iron").replace("I ask", "I do ask"),
        "utf-8",
    )
    table.write_text(
        "Skill,L1,L2\nCraft,I bend tin,I shape steel\nCare,I ask first,I hear\n", "utf-8"
    )
    page.goto(f"{served.url}/importing")
    page.locator("input[type=file]").set_input_files(table)
    expect(page.get_by_role("heading", name="Changed on both sides")).to_be_visible()
    accessible(page, dark=False)
    craft = page.get_by_role("radiogroup", name="L1 · bend-steel")
    craft.get_by_role("radio", name="Take the documents'").click()
    settled(page)
    expect(craft.get_by_role("radio", name="Take the documents'")).to_be_checked()
    page.get_by_text(re.compile(r"Yes, write \d+ files")).click()
    page.get_by_role("button", name="Add to my ladders").click()
    expect(page.get_by_text(re.compile(r"Wrote \d+ files"))).to_be_visible()
    assert "I bend tin" in level.read_text("utf-8")
    assert "I do ask" in level.read_text("utf-8")
