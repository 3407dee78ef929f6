"""Hiring panel: the bar, the plan, a card alone, the cards together, the job description.

Nothing of a panel is kept before its owner said so; then a reload loses nothing.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from tests.app import ladders
from tests.app.conftest import Open, Serve
from tests.app.test_hostile import ATTRIBUTES, EVIL, TAGS, check, hostile  # noqa: F401
from tests.app.visiting import Markup, Visit, unescaped

from explorer.interviews import interview_files
from explorer.interviews.plan import DEFAULT_INTERVIEWS, InterviewPlan, dump_plan, new_plan
from explorer.interviews.scorecard import Scorecard, dump_scorecard, new_scorecard, parse_scorecard
from explorer.model import Ladder, Level
from explorer.render.job_description_markdown import job_description_markdown
from explorer.render.rubric_text import MAY_HEAR, NOT_YET
from explorer.ui import everything

TALK, DESIGN, INCIDENT = DEFAULT_INTERVIEWS
SOME = ("consulting", "architecture", "communication")


@pytest.fixture
def downloads(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, str]]:
    """What each download button held when it was drawn last, by its label."""
    held: dict[str, str] = {}
    button = st.download_button

    def seen(label: str, data: Any, *more: Any, **options: Any) -> Any:
        held[label] = data()
        return button(label, data, *more, **options)

    monkeypatch.setattr(st, "download_button", seen)
    return held


@pytest.fixture
def four(sre: Ladder) -> Level:
    level = sre.level("L4")
    assert level
    return level


@pytest.fixture
def plan(sre: Ladder, four: Level) -> InterviewPlan:
    """A plan that looks for three expectations, one of them twice."""
    made = new_plan(sre, four).with_reference("2026-11 / blue")
    made = made.assigned("consulting", [DESIGN]).assigned("architecture", [DESIGN, TALK])
    return made.assigned("communication", [TALK])


def a_card(sre: Ladder, four: Level, panellist: str, **words: str | None) -> Scorecard:
    made = new_scorecard(sre, four).with_panellist_id(panellist).with_reference("2026-11 / blue")
    made = made.for_interview(DESIGN, [s for s in four.statements if s.id in SOME])
    for id, word in words.items():
        if word:
            made = made.with_word(id, word).with_evidence(id, f"{panellist} saw {id}")
    return made


def lay(page: Visit, *files: tuple[str, bytes]) -> Visit:
    """Lay files into the chair's field, instead of what was in it."""
    page.at.file_uploader[0].set_value([(name, raw, "application/yaml") for name, raw in files])
    return page.run()


def harmless(page: Visit) -> None:
    """The sheets of the sample ladder, which has links of its own, hold no other markup."""
    for tag, attributes in Markup(page.html).tags:
        assert tag in TAGS
        assert set(attributes) <= ATTRIBUTES
        assert not str(attributes.get("href", "")).startswith(("javascript", "data"))


def session(page: Visit, level: str = "L4") -> Any:
    return page.at.session_state["panel_sessions"][f"sre/{level}"]


# -- the bar ---------------------------------------------------------------------------


def test_the_bar_of_l4_is_what_a_panel_sees_first(
    visit: Open, downloads: dict[str, str], four: Level
) -> None:
    page = visit("panel").open_box("page_files")
    assert page.address == {"level": "L4"}
    text = Markup(page.html).text
    assert "L4 · Staff Site Reliability Engineer" in text
    head, tail = text.split(NOT_YET)
    assert "I consult with teams" in head
    assert "I manage operational risks effectively" in tail
    assert MAY_HEAR in head
    page.open_box("page_files")
    assert downloads["The sheet as Markdown"].startswith("# L4 · Staff")
    assert downloads["The sheet as a page"].startswith("<!doctype html>")


def test_the_level_is_in_the_address_and_can_be_chosen(visit: Open) -> None:
    page = visit("panel", level="L2")
    assert "L2 (draft) · Site Reliability Engineer" in Markup(page.html).text
    page.follow("L5", "panel", "Level")
    assert page.address == {"level": "L5"}
    page.choose("panel_show", "plan")
    assert page.address == {"level": "L5", "show": "plan"}


def test_an_unknown_level_or_way_gets_a_sentence_and_the_usual_one(visit: Open) -> None:
    page = visit("panel", level="L99", show="<b>")
    assert page.messages() == ["There is no level “L99” here; this is L4."]
    assert page.address == {"level": "L4"}


def test_what_the_level_below_asks_instead_stands_beside_it_on_demand(visit: Open) -> None:
    page = visit("panel").follow("L3", "panel", "Next to")
    assert page.address == {"level": "L4", "beside": "L3"}
    text = Markup(page.html).text
    assert "L4 asks" in text
    assert "L3 (draft) asks instead" in text
    assert "I lead postmortems in which people speak freely" in text
    page.follow("L5", "panel", "Next to")
    assert "I read our incidents side by side" in Markup(page.html).text
    page.follow("L1", "panel", "Level")
    assert page.address == {"level": "L1"}, "and next to none"
    (beside,) = re.findall(r'<nav class="choices" aria-label="Next to">.*?</nav>', page.html)
    assert re.findall(r">(\w+)</a>", beside) == ["L2"]
    assert visit("panel", level="L4", beside="L1").address == {"level": "L4"}


# -- the plan --------------------------------------------------------------------------


def test_what_nobody_looks_for_and_what_several_look_for_is_visible_at_once(visit: Open) -> None:
    page = visit("panel", show="plan")
    assert "None of the 30 expectations is covered yet." in page.text
    page.choose("panel_covers-L4-consulting", [TALK, DESIGN])
    page.choose("panel_covers-L4-architecture", [DESIGN])
    assert "Of 30 expectations, 28 are not covered and 1 is covered" in page.text
    labels = [unescaped(each.label) for each in page.at.get("button_group")]
    assert "◎ In 2 interviews · I consult with teams" in " ".join(labels)
    assert sum(label.startswith("○ Not covered yet") for label in labels) == 28
    page.choose("panel_covers-L4-consulting", [])
    assert "Of 30 expectations, 29 are not covered and none are covered" in page.text


def test_a_competency_is_assigned_and_taken_back_at_once(visit: Open) -> None:
    page = visit("panel", show="plan").choose("panel_covers-L4-consulting", [TALK])
    page.choose("panel_all-L4-domain-expertise", [DESIGN])
    assert "8 of 8 covered" in page.text
    assert len(session(page).plan.interview(DESIGN).expectations) == 8
    assert page.at.get_by_key("panel_all-L4-domain-expertise").value == [DESIGN]
    page.choose("panel_all-L4-domain-expertise", [])
    assert session(page).plan.interview(DESIGN).expectations == ()
    assert session(page).plan.interviews_for("consulting") == (TALK,), "and no other interview"


def test_the_card_says_how_to_open_a_subject_and_what_is_asked_beside_it(
    visit: Open, plan: InterviewPlan
) -> None:
    said = plan.with_prompts(DESIGN, "consulting", ["Whom did you advise <b>last</b>?"])
    page = visit("panel", show="card").upload("plan.yaml", dump_plan(said).encode())
    page.at.selectbox[0].set_value(DESIGN)
    page.run()
    text = Markup(page.html).text
    assert "Whom did you advise <b>last</b>?" in text
    assert "instead" in text
    assert MAY_HEAR in text
    harmless(page)


def test_the_printed_job_description_has_headings_and_lists(visit: Open) -> None:
    page = visit("panel", show="job", level="L4", view="print")
    assert "<h3>What you will do</h3>" in page.html
    assert "<li>" in page.html
    assert "##" not in page.html
    check(page)


def test_conversations_have_the_panels_own_names(visit: Open) -> None:
    page = visit("panel", show="plan").choose("panel_covers-L4-consulting", [DESIGN])
    page.choose("panel_slot_name-1", "Whiteboard")
    assert session(page).plan.interviews_for("consulting") == ("Whiteboard",)
    page.choose("panel_more", "Lunch")
    assert [interview.name for interview in session(page).plan.interviews] == [
        TALK,
        "Whiteboard",
        INCIDENT,
        "Lunch",
    ]
    assert page.at.get_by_key("panel_more").value == ""
    page.choose("panel_more", "Lunch")
    assert page.messages() == ["There is already an interview with that name."]
    page.choose("panel_slot_name-0", "Lunch")
    assert page.messages() == ["There is already an interview with that name."]
    page.at.button(key="panel_slot_off-0").click()
    page.run()
    assert [interview.name for interview in session(page).plan.interviews] == [
        "Whiteboard",
        INCIDENT,
        "Lunch",
    ]
    for _ in range(3):
        page.at.button(key="panel_slot_off-0").click()
        page.run()
    assert page.messages() == ["Add an interview first, then choose what it covers."]


def test_prompts_are_made_from_the_ladder_and_can_be_put_in_other_words(
    visit: Open, downloads: dict[str, str]
) -> None:
    page = visit("panel", show="plan").choose("panel_covers-L4-consulting", [TALK])
    key = f"panel_ask-L4-{TALK}-consulting"
    first = page.at.get_by_key(key).value
    assert first.startswith("How do you consult with teams")
    page.choose(key, "Whom did you advise last?\n\nWhat came of it?")
    assert session(page).plan.interviews[0].prompts["consulting"] == (
        "Whom did you advise last?",
        "What came of it?",
    )
    assert "- Whom did you advise last?\n- What came of it?" in downloads["Sheet as Markdown"]
    page.choose(key, "Do you advise?")
    assert "can be answered with yes or no" in page.text
    page.choose(key, "")
    assert page.at.get_by_key(key).value == first
    assert "yes or no" not in page.text


def test_a_plan_is_downloaded_and_opened_again(
    visit: Open, downloads: dict[str, str], plan: InterviewPlan
) -> None:
    page = visit("panel", show="plan").upload("plan.yaml", dump_plan(plan).encode())
    assert page.messages() == ['"plan.yaml" is open.']
    assert session(page).plan == plan
    assert downloads["Download the plan"] == dump_plan(plan)
    assert page.at.get_by_key("panel_reference").value == "2026-11 / blue"
    page.press("Undo")
    assert session(page).plan.interviews[0].expectations == ()
    assert page.address == {"level": "L4", "show": "plan"}, "nothing of it is in the address"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("level: L4", "level: L5"), 'it is for "L5", and this is "L4"'),
        (("ladder: sre", "ladder: ops"), 'it is for the ladder "ops", and this is "sre"'),
        (("end: true", ""), "the file was cut off"),
        (("kind: ladder-plan", "kind: <script>alert(1)</script>"), "another kind of file"),
        (("slots:", "slots: !!python/x"), "found the tag"),
    ],
)
def test_a_plan_that_cannot_be_opened_says_why_and_changes_nothing(
    visit: Open, plan: InterviewPlan, change: tuple[str, str], said: str
) -> None:
    page = visit("panel", show="plan")
    page.choose("panel_covers-L4-consulting", [TALK])
    page.upload("<b>.yaml", dump_plan(plan).replace(*change).encode())
    (message,) = page.messages()
    assert message.startswith('"<b>.yaml" was not opened: ')
    assert said in message
    assert message.endswith("Nothing was changed.")
    assert session(page).plan.interviews_for("consulting") == (TALK,)
    assert session(page).before is None


def test_a_plan_for_an_older_wording_is_opened_and_says_so(
    visit: Open, plan: InterviewPlan
) -> None:
    text = (
        dump_plan(plan).replace(plan.content_hash, "a00000000000").replace("- consulting", "- gone")
    )
    page = visit("panel", show="plan").upload("plan.yaml", text.encode())
    assert page.messages() == [
        '"plan.yaml" is open. It was made for an older wording of L4: please review it. '
        'L4 does not ask for "gone"; that was left out.'
    ]
    assert session(page).plan.interviews[1].expectations == ("architecture",)


def test_the_printed_plan_is_a_card_for_each_conversation(visit: Open, plan: InterviewPlan) -> None:
    page = visit("panel", show="plan").upload("plan.yaml", dump_plan(plan).encode())
    page.open("panel", show="plan", view="print")
    assert page.widgets == []
    text = Markup(page.html).text
    for name in DEFAULT_INTERVIEWS:
        assert name in text
    assert "How do you consult with teams" in text
    assert text.count("covers nothing yet") == 1


# -- a card ----------------------------------------------------------------------------


def test_a_card_is_filled_in_alone_and_downloaded(
    visit: Open, downloads: dict[str, str], plan: InterviewPlan
) -> None:
    page = visit("panel", show="card").upload("plan.yaml", dump_plan(plan).encode())
    assert page.at.selectbox[0].value == TALK
    page.at.selectbox[0].set_value(DESIGN)
    page.run()
    assert page.at.get_by_key("panel_card_reference").value == "2026-11 / blue"
    assert page.at.download_button[0].proto.disabled, "a card without a sign tells nobody apart"
    page.choose("panel_card_sign", "2")
    word, note = (f"panel_{part}-L4-{DESIGN}-consulting" for part in ("word", "note"))
    page.choose(word, "Partly at the level")
    assert "1 of your ratings has no evidence yet." in page.text
    page.choose(note, "Asked whom it would wake.")
    assert "Evidence seen for 1 of 2 expectations." in page.text
    found, problems = parse_scorecard(downloads["Download my scorecard"].encode())
    assert problems == []
    assert found
    assert (found.interview, found.panellist_id, found.reference) == (DESIGN, "2", "2026-11 / blue")
    assert {each.expectation: (each.word, each.evidence) for each in found.observations} == {
        "architecture": (None, ""),
        "consulting": ("Partly at the level", "Asked whom it would wake."),
    }
    assert page.address == {"level": "L4", "show": "card", "interview": "2"}


def place_of(page: Visit, key: str) -> list[int]:
    """Where an element stands: the number of each block that it is in, from the outermost."""

    def within(block: Any, path: list[int]) -> list[int] | None:
        for number, child in block.children.items():
            here = [*path, number]
            if getattr(getattr(child, "proto", None), "id", "").endswith(f"-{key}"):
                return here
            if hasattr(child, "children") and (found := within(child, here)):
                return found
        return None

    found = within(page.at.main, [])
    assert found, key
    return found


def test_what_is_on_the_card_stays_in_its_place_while_it_is_filled_in(visit: Open) -> None:
    page = visit("panel", level="L4", show="card")
    first, second, *_ = (w.key for w in page.widgets if (w.key or "").startswith("panel_word-L4"))
    places = [place_of(page, key) for key in ("download-scorecard", first, second)]
    page.choose("panel_card_sign", "2")
    page.choose(first, "At the level")
    assert [place_of(page, key) for key in ("download-scorecard", first, second)] == places


def test_an_address_opens_the_card_of_one_interview_once_its_plan_is_there(
    visit: Open, plan: InterviewPlan
) -> None:
    page = visit("panel", show="card", level="L4", interview="2")
    assert page.address == {"level": "L4", "show": "card", "interview": "2"}
    page.upload("plan.yaml", dump_plan(plan).encode())
    assert page.at.selectbox[0].value == DESIGN
    page.at.selectbox[0].set_value(TALK)
    page.run()
    assert page.address == {"level": "L4", "show": "card", "interview": "1"}
    page.open("panel", show="card", level="L4", interview="<b>")
    assert page.at.selectbox[0].value == TALK
    page.open("panel", show="plan", level="L4")
    assert any("show=card&amp;interview=1" in e.value for e in page.at.get("html"))


def test_taking_a_word_back_keeps_what_was_written(visit: Open) -> None:
    page = visit("panel", show="card")
    word, note = (f"panel_{part}-L4--consulting" for part in ("word", "note"))
    page.choose(word, "Above the level").choose(note, "Much").choose(word, "")
    assert page.at.get_by_key(note).value == "Much"
    assert "Without a rating this is shown as a note" in page.text


def test_each_conversation_has_a_card_of_its_own_that_survives_a_walk(
    visit: Open, plan: InterviewPlan
) -> None:
    page = visit("panel", show="card").upload("plan.yaml", dump_plan(plan).encode())
    page.choose(f"panel_word-L4-{TALK}-architecture", "Above the level")
    page.at.selectbox[0].set_value(DESIGN)
    page.run()
    assert page.at.get_by_key(f"panel_word-L4-{DESIGN}-architecture").value == ""
    page.choose(f"panel_word-L4-{DESIGN}-architecture", "Partly at the level")
    page.open("levels").open("panel", show="card", level="L4")
    assert page.at.selectbox[0].value == DESIGN
    assert page.at.get_by_key(f"panel_word-L4-{DESIGN}-architecture").value == "Partly at the level"
    page.choose("panel_show", "plan").choose("panel_slot_name-1", "Whiteboard")
    page.choose("panel_show", "card")
    assert page.at.selectbox[0].value == "Whiteboard"
    assert (
        page.at.get_by_key("panel_word-L4-Whiteboard-architecture").value == "Partly at the level"
    )


def test_nothing_of_the_others_is_shown_beside_ones_own_card(
    visit: Open, sre: Ladder, four: Level
) -> None:
    page = visit("panel", show="together")
    lay(
        page,
        *[
            (
                f"{n}.yaml",
                dump_scorecard(a_card(sre, four, n, consulting="Partly at the level")).encode(),
            )
            for n in "12"
        ],
    )
    assert "1 saw consulting" in page.text
    page.choose("panel_show", "card")
    assert "saw consulting" not in page.text


def test_the_page_asks_for_no_name_and_says_why(visit: Open) -> None:
    for show in ("plan", "card"):
        page = visit("panel", show=show)
        assert "No names, please: notes about a person should not be findable" in page.text
        fields = [unescaped(each.label).casefold() for each in page.at.get("text_input")]
        assert not [label for label in fields if "candidate" in label or label == "name"]


def test_the_printed_card_shows_words_and_evidence(visit: Open) -> None:
    page = visit("panel", show="card").choose("panel_word-L4--consulting", "Partly at the level")
    page.choose("panel_note-L4--consulting", "Asked <b>whom</b>")
    page.open("panel", show="card", view="print")
    text = Markup(page.html).text
    assert page.widgets == []
    assert "Partly at the level Asked <b>whom</b>" in text
    assert text.count("No evidence seen") == 29


# -- together --------------------------------------------------------------------------


def test_the_spread_is_shown_from_files_alone_and_from_two_on(
    visit: Open, sre: Ladder, four: Level
) -> None:
    one = dump_scorecard(
        a_card(sre, four, "1", consulting="Partly at the level", communication="At the level")
    )
    two = dump_scorecard(
        a_card(sre, four, "2", consulting="Above the level", communication="At the level")
    )
    page = lay(visit("panel", show="together"), ("one.yaml", one.encode()))
    assert page.messages() == [
        "One scorecard can be used so far; results are shown from two scorecards on."
    ]
    assert "1 saw consulting" not in page.text
    lay(page, ("one.yaml", one.encode()), ("two.yaml", two.encode()))
    assert (
        "2 cards: 1 expectation was seen differently, 1 alike by several, none by one" in page.text
    )
    text = Markup(page.html).text
    assert text.index("I consult with teams") < text.index("I am an adept communicator")
    assert "1 · System design 1 saw consulting" in text
    assert "2 · System design 2 saw consulting" in text
    assert page.address == {"level": "L4", "show": "together"}


def test_taking_a_file_away_takes_away_all_it_says(visit: Open, sre: Ladder, four: Level) -> None:
    words = zip("123", ("Partly at the level", "Above the level", "At the level"), strict=True)
    made = [
        (f"{n}.yaml", dump_scorecard(a_card(sre, four, n, consulting=word)).encode())
        for n, word in words
    ]
    page = lay(visit("panel", show="together"), *made)
    assert "2 saw consulting" in page.text
    lay(page, made[0], made[2])
    assert "2 saw consulting" not in page.text
    assert "3 saw consulting" in page.text
    page.choose("panel_show", "plan").choose("panel_show", "together")
    assert "3 saw consulting" in page.text, "another way was only looked at"
    assert [name for name, _ in session(page).uploaded_before] == ["1.yaml", "3.yaml"]
    lay(page, made[1])
    assert "3 cards: 1 expectation was seen differently" in page.text
    page.choose("panel_earlier", [1])
    assert [name for name, _ in session(page).files] == ["3.yaml", "2.yaml"]
    assert "1 saw consulting" not in page.text
    page.choose("panel_earlier", [])
    lay(page)
    assert session(page).files == []
    assert "saw consulting" not in page.text


def test_bad_files_get_a_sentence_each_and_spoil_nothing(
    visit: Open, sre: Ladder, four: Level
) -> None:
    good = [dump_scorecard(a_card(sre, four, n, consulting="Partly at the level")) for n in "12"]
    evil = (
        a_card(sre, four, "3")
        .with_word("consulting", "Above the level")
        .with_evidence("consulting", EVIL)
    )
    files = {
        "1.yaml": good[0],
        "2.yaml": good[1],
        "cut.yaml": good[0][:-30],
        "level.yaml": good[0].replace("level: L4", "level: L3"),
        "old.yaml": dump_scorecard(evil)
        .replace(interview_files.content_hash(four), "a00000000000")
        .replace("I consult", "I once consulted"),
        "twice.yaml": good[0].replace("Partly at the level", "Above the level"),
        "big.yaml": "#" * (10 * 1024 * 1024),
        "<img src=x>.yaml": "<script>alert(1)</script>",
    }
    page = visit("panel", show="together")
    lay(page, *((name, text.encode()) for name, text in files.items()))
    told = page.block("told").get("html")[0].value  # type: ignore[attr-defined]
    said = Markup(told).text
    for name, why in {
        "cut.yaml": "was left out: line",
        "level.yaml": 'was left out: it is for "L3"',
        "old.yaml": "is used, but it was filled in for an older wording of L4",
        "twice.yaml": "was left out: there is another card of panellist",
        "big.yaml": "was left out: line 1: found 10,485,760 bytes",
        "<img src=x>.yaml": "was left out: line 1: found",
    }.items():
        assert f'"{name}" {why}' in said
    assert "3 cards: 1 expectation was seen differently" in page.text
    assert "answered to other words: “I once consulted with teams" in Markup(page.html).text
    harmless(page)
    assert "<img src=x onerror=alert(1)>" in Markup(page.html).text
    page.open("panel", show="together", level="L4", view="print")
    assert page.widgets == []
    harmless(page)


def test_one_visit_sees_nothing_of_another(visit: Open, sre: Ladder, four: Level) -> None:
    made = [
        (
            f"{n}.yaml",
            dump_scorecard(a_card(sre, four, n, consulting="Partly at the level")).encode(),
        )
        for n in "12"
    ]
    lay(visit("panel", show="together"), *made)
    other = visit("panel", show="together")
    assert "saw consulting" not in other.text
    assert session(other).files == []


def test_nothing_is_written_to_disk(
    visit: Open, serve: Serve, tmp_path: Path, plan: InterviewPlan
) -> None:
    serve(personal=True)
    page = visit("panel", show="card").upload("plan.yaml", dump_plan(plan).encode())
    page.choose(f"panel_word-L4-{TALK}-architecture", "Above the level")
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


# -- keeping ---------------------------------------------------------------------------


def test_a_reload_loses_neither_plan_nor_card_nor_draft(visit: Open, serve: Serve) -> None:
    serve(personal=True)
    page = visit("panel", show="plan").choose("panel_covers-L4-consulting", [DESIGN])
    page.choose("panel_reference", "2026-11 / blue").press("Keep on this computer")
    assert "Kept on this computer" in page.text
    page.choose("panel_show", "card").choose("panel_card_sign", "2")
    page.choose(f"panel_word-L4-{DESIGN}-consulting", "Partly at the level")
    page.choose(f"panel_note-L4-{DESIGN}-consulting", "Asked: whom?\n\n- nobody")
    page.choose("panel_show", "job").choose("panel_draft-L4", "# Ours\n\n two  words ")
    before = session(page).own
    again = visit("panel", show="card")
    assert session(again).own == before
    assert again.at.get_by_key(f"panel_note-L4-{DESIGN}-consulting").value.startswith("Asked")
    assert again.at.get_by_key("panel_card_sign").value == "2"
    assert again.messages() == []


def test_a_card_without_initials_is_kept_all_the_same(visit: Open, serve: Serve) -> None:
    serve(personal=True)
    page = visit("panel", show="card").choose("panel_word-L4--consulting", "Partly at the level")
    page.press("Keep on this computer")
    again = visit("panel", show="card")
    assert again.at.get_by_key("panel_word-L4--consulting").value == "Partly at the level"


def test_what_another_window_changed_is_shown_and_nothing_is_overwritten(
    visit: Open, serve: Serve
) -> None:
    serve(personal=True)
    one = visit("panel", show="plan").choose("panel_covers-L4-consulting", [DESIGN])
    one.press("Keep on this computer")
    other = visit("panel", show="plan").choose("panel_covers-L4-architecture", [TALK])
    one.choose("panel_covers-L4-consulting", [INCIDENT])
    assert one.messages() == ["Your panel was changed in another window. This is how it is now."]
    assert session(one).plan == session(other).plan
    assert session(one).plan.interviews_for("architecture") == (TALK,)


def test_what_was_written_before_something_kept_was_found_is_not_lost(
    visit: Open, serve: Serve
) -> None:
    serve(personal=True)
    first = visit("panel", show="plan").choose("panel_covers-L4-consulting", [DESIGN])
    second = visit("panel", show="plan").choose("panel_covers-L4-architecture", [TALK])
    first.press("Keep on this computer")
    for _ in range(2):
        second.run()
        assert "Keeping what is here replaces it." in second.messages()[0]
        assert session(second).plan.interviews_for("architecture") == (TALK,)
    second.press("Replace what is kept")
    assert session(visit("panel", show="plan")).plan == session(second).plan


@pytest.mark.parametrize("content", [b"", b"end: true", b"\xff", b"kind: ladder-panel\nend: true"])
def test_what_is_kept_and_damaged_is_left_as_it_is_until_it_is_replaced(
    visit: Open, serve: Serve, tmp_path: Path, content: bytes
) -> None:
    serve(personal=True)
    visit("panel", show="plan").choose("panel_reference", "blue").press("Keep on this computer")
    (path,) = tmp_path.rglob("sre@L4.yaml")
    path.write_bytes(content)
    page = visit("panel", show="plan").choose("panel_reference", "green")
    assert page.messages()[0].startswith("What was kept cannot be read (line 1")
    assert path.read_bytes() == content
    page.press("Replace what is kept")
    assert session(visit("panel", show="plan")).plan.reference == "green"


def test_what_is_kept_can_be_deleted_and_the_page_goes_on(
    visit: Open, serve: Serve, tmp_path: Path
) -> None:
    serve(personal=True)
    page = visit("panel", show="plan").choose("panel_reference", "blue")
    page.press("Keep on this computer").press("Delete")
    assert page.messages()[0].startswith("What was kept is deleted.")
    assert page.at.get_by_key("panel_reference").value == "blue"
    assert not [*tmp_path.rglob("sre@L4.yaml")]


def test_delete_everything_takes_the_panels_too(visit: Open, serve: Serve, tmp_path: Path) -> None:
    serve(personal=True)
    page = visit("panel", show="plan").choose("panel_reference", "blue")
    page.press("Keep on this computer")
    assert [*tmp_path.rglob("sre@L4.yaml")]
    with zipfile.ZipFile(io.BytesIO(everything.archive()())) as archive:
        assert archive.namelist() == ["panels/sre@L4.yaml"]
    everything.delete_kept()
    assert not [*tmp_path.rglob("sre@L4.yaml")]


def test_where_nothing_is_kept_the_page_says_so_and_leaving_it_asks(visit: Open) -> None:
    page = visit("panel", show="plan")
    assert not asks(page)
    page.choose("panel_reference", "blue")
    assert "Not kept: a reload loses it." in page.text
    assert asks(page)


def asks(page: Visit) -> bool:
    """Whether the browser is told to ask before the page is left."""
    return any("data-unsaved" in element.value for element in page.at.get("html"))


# -- the job description ---------------------------------------------------------------


def test_the_draft_can_be_edited_and_begun_again(
    visit: Open, downloads: dict[str, str], four: Level
) -> None:
    page = visit("panel", show="job")
    assert page.at.text_area[0].value == job_description_markdown(four)
    page.choose("panel_draft-L4", "# Ours\n\n![x](http://evil.example/x.png) <b>")
    assert downloads["Download as Markdown"].startswith("# Ours")
    page.open("panel", show="job", level="L4", view="print")
    assert "![x](http://evil.example/x.png) <b>" in Markup(page.html).text
    check(page)
    page.open("panel", show="job", level="L4").press("Back to the first draft")
    assert page.at.text_area[0].value == job_description_markdown(four)


def test_what_the_draft_covers_is_chosen_until_it_is_edited(visit: Open, four: Level) -> None:
    page = visit("panel", show="job")
    page.choose("panel_parts-L4", ["customer-success"])
    text = page.at.text_area[0].value
    assert "### Customer Success" in text
    assert "### Domain expertise" not in text
    assert "## Things you may have done" not in text
    page.open("panel", show="job", level="L4", view="print")
    assert "Domain expertise" not in page.html
    page.open("panel", show="job", level="L4").choose("panel_draft-L4", "# Ours")
    page.press("Back to the first draft")
    assert page.at.text_area[0].value == text


def test_every_way_is_drawn_with_hostile_words_in_every_field(
    visit: Open, sre: Ladder, four: Level
) -> None:
    name = interview_files.one_line(EVIL)[:60]
    made = new_plan(sre, four).with_reference(EVIL).renamed(TALK, name)
    made = made.assigned("consulting", [name]).with_prompts(
        name, "consulting", [EVIL, f"Do {EVIL}"]
    )
    page = visit("panel", show="plan").upload(f"{EVIL[:40]}.yaml", dump_plan(made).encode())
    check(page)
    check(page.choose("panel_show", "card"))
    check(page.choose("panel_card_sign", EVIL))
    for view in ({}, {"view": "print"}):
        for show in ("plan", "card"):
            check(page.open("panel", show=show, level="L4", **view))


@pytest.mark.usefixtures("hostile")
@pytest.mark.parametrize("view", [{}, {"view": "print"}])
def test_a_hostile_ladder_makes_a_draft_of_plain_text(visit: Open, view: dict[str, str]) -> None:
    check(visit("panel", show="job", level="L2", **view))


@pytest.mark.parametrize("show", ["bar", "plan", "card", "together", "job"])
@pytest.mark.parametrize("view", [{}, {"view": "print"}])
def test_a_level_that_says_next_to_nothing_can_be_shown(
    visit: Open, serve: Serve, tmp_path: Path, show: str, view: dict[str, str]
) -> None:
    serve(ladders.write(tmp_path / "site", {"L1.yaml": {"code": "L1", "title": "One"}}))
    page = visit("panel", show=show, **view)
    assert "Hiring panel" in page.text
    assert page.messages() == []


def test_two_ladders_with_a_level_of_the_same_code_have_a_panel_each(
    visit: Open, serve: Serve, tmp_path: Path
) -> None:
    serve(ladders.two_ladders(tmp_path / "site"))
    page = visit("panel", ladder="bakers", level="B2", show="plan")
    page.choose("panel_covers-B2-work", [TALK])
    page.open("panel", ladder="brewers", level="B2", show="plan")
    assert "The one expectation is not covered yet." in page.text
    page.open("panel", ladder="bakers", level="B2", show="plan")
    assert page.at.get_by_key("panel_covers-B2-work").value == [TALK]


def test_a_download_stays_the_same_button_while_its_files_name_is_typed(visit: Open) -> None:
    page = visit("panel", level="L4", show="card")
    buttons = set()
    for sign in ("A", "AB", "ABC"):
        (field,) = [each for each in page.at.text_input if each.label == "Your initials"]
        field.set_value(sign)
        page.run()
        (button,) = page.at.download_button
        buttons.add(button.proto.id)
    assert len(buttons) == 1
