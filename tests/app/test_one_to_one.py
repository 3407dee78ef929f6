"""The 1:1: its list, both views revealed, what is presented, and its minutes."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from tests.app import ladders
from tests.app.conftest import Open, Serve
from tests.app.profiles import (
    ADD,
    DOMAIN,
    EVIL,
    FIRST,
    OFF,
    STORAGE,
    UNDO,
    held,
    keep,
    listed,
    press_key,
    profile,
    stored_topics,
    talk_about,
)
from tests.app.test_hostile import check
from tests.app.visiting import Markup, Visit, unescaped

from explorer.model import Ladder, Ref
from explorer.profiles.profile import MAX_TOPICS, Perspective, Profile, Step
from explorer.profiles.profile_file import dump, parse

CHANGE = "one_to_one_order"


def test_an_empty_conversation_list_says_how_it_is_filled(visit: Open) -> None:
    page = visit("profile")
    assert listed(page) == []
    assert page.open("one_to_one").messages()[0].startswith("Nothing is on the list yet.")


def test_the_conversation_list_leads_to_its_statements_in_the_order_they_were_added(
    visit: Open, sre: Ladder
) -> None:
    page = talk_about(visit("profile"), "L4", "consulting")
    talk_about(page, "L2", "reviews")
    assert listed(page) == ["L4/consulting", "L2/reviews"]
    shown = Markup(page.open("one_to_one").html).text
    for level, id in (("L4", "consulting"), ("L2", "reviews")):
        found = sre.find(Ref(level, id))
        assert found is not None
        assert " ".join(found[1].text.split())[:40] in shown
    assert "L2 (draft) · Teaching and Mentoring" in shown
    page.open("one_to_one", card="sre/L2/reviews")
    assert any("Grows from" in each.value for each in page.at.get("html")), "the card, in place"


def test_a_statement_is_taken_off_the_list(visit: Open) -> None:
    page = talk_about(talk_about(visit("profile"), "L4", "consulting"), "L2", "reviews")
    page.open("one_to_one")
    assert not page.has_button(OFF), "the box is closed"
    press_key(page.open_box(CHANGE), "off-L4/consulting")
    assert listed(page) == ["L2/reviews"]
    assert listed(page.open("one_to_one").open_box(CHANGE).press(OFF)) == []
    assert page.messages() == []


def test_a_conversation_list_alone_can_be_downloaded_and_opened_again(
    visit: Open, downloads: list[str]
) -> None:
    page = talk_about(visit("profile"), "L4", "consulting")
    assert not page.at.download_button[0].proto.disabled
    mine = downloads[-1].encode()
    other = visit("profile").upload("profile-sre.yaml", mine)
    assert listed(other) == ["L4/consulting"]


def test_an_upload_that_replaces_a_conversation_list_can_be_undone(visit: Open) -> None:
    page = talk_about(visit("profile"), "L2", "reviews")
    page.upload("mine.yaml", dump(profile().with_topic(Ref("L4", "consulting"))).encode())
    assert page.has_button(UNDO)
    assert listed(page.press(UNDO)) == ["L2/reviews"]


def test_a_full_conversation_list_says_so_and_stays(visit: Open) -> None:
    full = Profile("sre", "L4", conversation=tuple(Ref("L9", f"s{n}") for n in range(MAX_TOPICS)))
    page = visit("profile").upload("mine.yaml", dump(full).encode())
    page.open("levels", level="L4", statement="consulting").press(ADD)
    (said,) = page.at.toast
    assert said.value.startswith(f"Your conversation list is full: {MAX_TOPICS} statements.")
    assert listed(page.open("profile")) == []


@pytest.mark.usefixtures("personal")
def test_where_ratings_are_kept_the_conversation_list_is_kept_at_once(
    visit: Open, kept: Path
) -> None:
    page = talk_about(keep(visit("profile")), "L4", "consulting")
    assert stored_topics(kept) == ["L4/consulting"]
    assert listed(visit("profile")) == ["L4/consulting"]
    other = visit("levels", level="L2", statement="reviews").press(ADD)
    assert stored_topics(kept) == ["L4/consulting", "L2/reviews"], "from any page of a new visit"
    assert listed(page.run()) == ["L4/consulting", "L2/reviews"]
    page.open_box(STORAGE).press("Delete what is kept")
    assert listed(other.open("profile")) == ["L4/consulting", "L2/reviews"]


@pytest.mark.usefixtures("personal")
def test_before_the_yes_no_conversation_list_is_written(visit: Open, data: Path) -> None:
    assert listed(talk_about(visit("profile"), "L4", "consulting")) == ["L4/consulting"]
    assert not data.exists()


@pytest.mark.usefixtures("personal")
def test_two_windows_that_list_at_once_lose_nothing(visit: Open, kept: Path) -> None:
    one = keep(visit("profile")).open("levels", level="L4", statement="consulting")
    visit("levels", level="L2", statement="reviews").press(ADD)
    one.press(ADD)
    assert stored_topics(kept) == ["L2/reviews", "L4/consulting"]
    assert listed(one.open("profile")) == stored_topics(kept)


@pytest.mark.usefixtures("personal")
def test_what_the_ladder_no_longer_has_is_kept_on_the_list_and_said(
    visit: Open, kept: Path
) -> None:
    kept.parent.mkdir(parents=True)
    kept.write_text(dump(profile().with_topic(Ref("L4", "lost")).with_topic(Ref("L9", "gone"))))
    page = visit("profile")
    assert listed(page) == []
    assert '"lost" of L4 to talk about, which is no longer there' in page.text
    talk_about(page, "L4", "consulting")
    assert listed(page) == ["L4/consulting"]
    assert stored_topics(kept) == ["L4/lost", "L9/gone", "L4/consulting"]


def test_a_level_with_a_blank_in_its_code_is_talked_about_too(
    visit: Open, serve: Serve, tmp_path: Path
) -> None:
    folder = ladders.write(tmp_path / "site", {"bakers/B1.yaml": ladders.level("B 1")})
    serve(folder, personal=True)
    page = talk_about(keep(visit("profile")), "B 1", "work")
    assert listed(page) == ["B 1/work"]
    again = visit("profile")
    assert again.messages() == []
    assert listed(again) == ["B 1/work"]


def test_the_print_view_has_what_was_talked_about_and_nothing_to_press(visit: Open) -> None:
    page = talk_about(visit("profile"), "L4", "consulting").open("one_to_one", view="print")
    assert "I consult with teams" in page.text
    assert page.widgets == []


def test_a_statement_comes_earlier_one_place_at_a_time(visit: Open) -> None:
    page = visit("profile")
    for level, statement in (("L4", "consulting"), ("L2", "reviews"), ("L4", FIRST)):
        talk_about(page, level, statement)
    page.open("one_to_one").open_box(CHANGE)
    assert page.at.button(key="up-L4/consulting").disabled
    press_key(press_key(page, f"up-L4/{FIRST}"), f"up-L4/{FIRST}")
    assert listed(page) == [f"L4/{FIRST}", "L4/consulting", "L2/reviews"]


def test_an_agreed_step_stands_on_the_list_and_in_the_minutes(visit: Open) -> None:
    step = Step("Sit in on <b>reviews</b>", "2027-01-15")
    made = to_talk().with_step(Ref("L4", "consulting"), step)
    page = visit("profile").upload("mine.yaml", dump(made).encode())
    said = "Next step Sit in on <b>reviews</b> by 2027-01-15"
    assert said in Markup(page.open("one_to_one").html).text
    text = Markup(page.open("one_to_one", show="minutes").html).text
    assert said in text
    assert text.count("No next step yet.") == 1


def test_the_minutes_are_a_page_that_is_copied_downloaded_and_printed(
    visit: Open, downloads: list[str]
) -> None:
    page = visit("profile").upload("mine.yaml", dump(to_talk(step_up=True)).encode())
    page.open("one_to_one", show="minutes")
    assert "Would you both be proud of an introduction as an L4?" in page.html
    assert copied_minutes(page) == downloads[-1]
    assert "data-print" in "".join(each.value for each in page.at.main.get("html"))
    assert visit("one_to_one", show="minutes").html.count("Nothing was on the list.") == 1


# -- presented -------------------------------------------------------------------------

STEP, BY = "step-L4/consulting", "step_by-L4/consulting"


def to_talk(step_up: bool = False) -> Profile:
    """Two statements on the list of somebody at L3, or at nobody knows which level."""
    made = profile().with_current("L3" if step_up else "")
    return made.with_topic(Ref("L4", "consulting")).with_topic(Ref("L4", FIRST))


def copied_minutes(page: Visit) -> str:
    """The minutes as Markdown, as they are copied."""
    buttons = [
        button for each in page.at.main.get("html") for button in Markup(each.value).named("button")
    ]
    (text,) = [str(b["data-copy"]) for b in buttons if str(b.get("data-copy")).startswith("# 1:1")]
    return text


def presented(visit: Open, made: Profile) -> Visit:
    page = visit("profile").upload("mine.yaml", dump(made).encode())
    return page.open("one_to_one", view="present")


def test_one_thing_at_a_time_is_presented_and_nothing_else(visit: Open) -> None:
    page = presented(visit, to_talk())
    assert "I consult with teams" in page.html
    assert "I am a well-rounded engineer" not in page.text
    assert [link.words for link in page.links] == ["Leave"]
    assert page.links[0].address == {}
    assert page.address == {"view": "present"}
    back, forth = page.at.button(key="stage-back"), page.at.button(key="stage-next")
    assert (back.proto.shortcut, forth.proto.shortcut) == ("left", "right")
    assert back.disabled
    press_key(page, "stage-next")
    assert "I am a well-rounded engineer" in page.html
    assert "2 of 2" in page.text
    press_key(page, "stage-next")
    assert "What you agreed" in page.text
    assert "I am a well-rounded engineer" in page.html
    assert page.at.button(key="stage-next").disabled
    assert "I consult with teams" in press_key(press_key(page, "stage-back"), "stage-back").html


def test_a_next_step_and_its_day_are_agreed_and_end_in_the_markdown(visit: Open) -> None:
    page = presented(visit, to_talk())
    page.choose(STEP, " Sit in on <b>reviews</b> \u2028 *soon* ").choose(BY, date(2027, 1, 15))
    step = Step("Sit in on <b>reviews</b>   *soon*", "2027-01-15")
    assert held(page).agreed == {Ref("L4", "consulting"): step}
    press_key(press_key(page, "stage-next"), "stage-next")
    assert "- Next step: Sit in on \\<b\\>reviews\\</b\\> \\*soon\\* (by 2027-01-15)\n" in (
        copied_minutes(page)
    )
    press_key(press_key(page, "stage-back"), "stage-back")
    assert page.at.text_area(key=STEP).value == step.text, "it is there to be changed"
    page.choose(STEP, "").choose(BY, None)
    assert held(page).agreed == {}


def test_three_questions_are_asked_for_a_step_up_alone(visit: Open) -> None:
    page = presented(visit, to_talk(step_up=True))
    asked = []
    for _ in range(5):
        asked.append(page.text)
        press_key(page, "stage-next")
    assert "1 of 2, then 3 questions" in asked[0]
    assert "Question 1 of 3" in asked[2]
    assert "Would you both be proud of an introduction as an L4?" in asked[2]
    assert "Do you both see the same gap" in asked[3]
    assert "Are the opportunities to do so lined up?" in asked[4]
    press_key(page, "stage-back").choose("answer-opportunities", "Yes: the <i>payments</i> work")
    assert dict(held(page).answers) == {"opportunities": "Yes: the <i>payments</i> work"}
    assert "lined up?** Yes: the \\<i\\>payments" in copied_minutes(press_key(page, "stage-next"))
    page = presented(visit, to_talk())
    press_key(press_key(page, "stage-next"), "stage-next")
    assert "proud" not in page.text


@pytest.mark.parametrize("on", ["0001-01-01", "9999-12-31"])
def test_a_step_of_a_file_may_be_long_and_its_day_far_away(visit: Open, on: str) -> None:
    step = Step("word " * 799 + "last.", on)
    page = presented(visit, to_talk().with_step(Ref("L4", "consulting"), step))
    assert str(page.at.date_input(key=BY).value) == on
    assert page.at.text_area(key=STEP).value == step.text
    page.choose(STEP, f"{step.text[:3990]} and so")
    assert held(page).agreed[Ref("L4", "consulting")] == Step(f"{step.text[:3990]} and so", on)


def test_presented_and_printed_have_no_navigation(
    visit: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    navigation, positions = st.navigation, []

    def seen(*pages: Any, position: Any) -> Any:
        positions.append(position)
        return navigation(*pages, position=position)

    monkeypatch.setattr(st, "navigation", seen)
    page = visit("one_to_one")
    for view in ("present", "print"):
        page.open("one_to_one", view=view)
        assert list(page.at.title) == []
    assert positions[-3:] == ["top", "hidden", "hidden"]


def test_hostile_text_is_text_presented_printed_and_listed(visit: Open) -> None:
    made = to_talk(step_up=True).with_step(Ref("L4", "consulting"), Step(EVIL))
    made = made.with_answer("gap", EVIL).with_topic(Ref("L9", "x")).with_label(EVIL[:50])
    page = presented(visit, made)
    for _ in range(5):
        check(page)
        press_key(page, "stage-next")
    check(page)
    for address in ({"view": "print"}, {}, {"show": "both"}, {"show": "minutes"}, {"show": EVIL}):
        check(page.open("one_to_one", **address))
    page.open("one_to_one", show="minutes")
    assert "<script>alert(1)</script>" in Markup(page.html).text


def test_an_empty_list_can_be_presented(visit: Open) -> None:
    page = visit("one_to_one", view="present")
    assert "What you agreed" in page.text
    assert page.at.button(key="stage-next").disabled


@pytest.mark.usefixtures("personal")
def test_a_step_that_another_window_was_faster_than_is_not_lost(visit: Open, kept: Path) -> None:
    page = talk_about(keep(visit("profile")), "L4", "consulting")
    page.open("one_to_one", view="present")
    visit("profile").rate(DOMAIN, "Maturing")
    page.choose(STEP, "Sit in")
    found, _ = parse(kept.read_bytes())
    assert found
    assert found.agreed == {Ref("L4", "consulting"): Step("Sit in")}
    assert found.ratings("L4").competencies == {DOMAIN: "Maturing"}
    other = visit("one_to_one", view="present")
    other.choose(STEP, "Theirs")
    page.choose(STEP, "Mine")
    found, _ = parse(kept.read_bytes())
    assert found
    assert found.agreed == {Ref("L4", "consulting"): Step("Theirs")}, "never overwritten"
    assert "was not saved" in page.messages()[0]


# -- both views ------------------------------------------------------------------------

DONE = "2026-11-23"
AGREE = ("agreed-self-sre", "agreed-manager-sre")


def view(by: Perspective, ready: str = DONE, **words: str) -> Profile:
    """A view of L4 with these words for its statements."""
    made = replace(profile(), perspective=by)
    for id, word in words.items():
        made = made.with_statement_rated(Ref("L4", id.replace("_", "-")), word)
    return made.marked_ready(ready)


OWN = view("self", well_rounded="Exceeding", consulting="Maturing", many_domains="Performing")
MANAGER = view("manager", well_rounded="Maturing", consulting="Maturing")


def bring(page: Visit, by: Perspective, content: Profile | bytes, name: str = "view.yaml") -> Visit:
    """Put a file in one of the two places."""
    (place,) = [e for e in page.at.file_uploader if (e.key or "").startswith(f"slot_file-{by}-")]
    place.upload(name, content if isinstance(content, bytes) else dump(content).encode())
    return page.run()


def everything(page: Visit) -> str:
    """Whatever the page sent to the browser."""
    return "".join(str(element.proto) for element in page.elements)


def test_nothing_of_either_view_is_on_the_page_before_both_are_there_and_ready(
    visit: Open,
) -> None:
    page = visit("one_to_one", show="both")
    waiting: list[tuple[Profile, Profile]] = [
        (OWN, replace(MANAGER, ready="")),
        (replace(OWN, ready=""), MANAGER),
        (OWN, MANAGER.with_target("L5")),
        (OWN.with_target("L9"), MANAGER.with_target("L9")),
    ]
    for own, manager in waiting:
        for by, content in (("self", own), ("manager", manager)):
            bring(page, by, content)  # type: ignore[arg-type]
            for word in ("Exceeding", "Maturing", "Performing", "Improvement", "well-rounded"):
                assert word not in everything(page)
            assert page.at.info[-1].value
            assert page.at.get("vega_lite_chart") == []
        press_key(press_key(page, "slot_clear-self"), "slot_clear-manager")
    assert "Still missing: their own view and the manager's view." in page.messages()[0]


def test_disagreements_come_first_and_no_one_is_right(visit: Open) -> None:
    page = bring(bring(visit("one_to_one", show="both"), "self", OWN), "manager", MANAGER)
    text = Markup(page.html).text
    assert "I am a well-rounded engineer" in text
    assert re.search("solver ?Domain expertise Exceeding 2 steps apart Maturing", text)
    titles = re.findall(r"<summary>(.*?\))</summary>", page.html)
    assert titles == ["Only one of you gave a rating (1)", "You see it the same way (1)"]
    assert page.text.index("You see it differently") < page.text.index("Only one of you")
    assert "Domain expertise: Own view" in page.radar
    assert {"Own view", "Manager's view"} <= set(page.radar_table[0])
    page.open("one_to_one", show="both", card=f"sre/L4/{FIRST}").press(ADD)
    assert listed(page) == [f"L4/{FIRST}"]
    assert "on the list" in page.open("one_to_one", show="both").html


def test_the_widest_distance_comes_first(visit: Open) -> None:
    own = view("self", consulting="Maturing", well_rounded="Exceeding")
    manager = view("manager", consulting="Exceeding", well_rounded="Performing")
    page = bring(bring(visit("one_to_one", show="both"), "self", own), "manager", manager)
    assert page.html.index("I consult") < page.html.index("I am a well-rounded")
    assert page.html.index("2 steps apart") < page.html.index("1 step apart")


REFUSED = {
    "its line": (b"profile: [", "was not opened: line 1, found "),
    "a newer one": (dump(OWN).replace("version: 4", "version: 5").encode(), "from a newer Ladder"),
    "another ladder's": (
        dump(profile(ladder="bakers")).encode(),
        'it is for the ladder "Somebody',
    ),
    "the other voice": (dump(MANAGER).encode(), "it is the manager's view. Upload it in the other"),
    "HTML": (b"<script>alert(1)</script>", "was not opened: line 1, found another kind of file"),
}


def test_a_file_that_is_not_taken_says_why_once_and_leaves_the_place_free(visit: Open) -> None:
    page = visit("one_to_one", show="both")
    for content, why in REFUSED.values():
        bring(page, "self", content, "<b>:red[x].yaml")
        said = unescaped(page.at.warning[0].value)
        assert said.startswith('"<b>')
        assert why in said
        check(page)
        assert why not in " ".join(page.run().messages()), "said once"
    bring(page, "manager", OWN)
    assert "it is the own view. Upload it in the other box." in unescaped(page.at.warning[0].value)
    assert "Loaded" not in page.text


def with_both(visit: Open) -> Visit:
    page = visit("profile").upload("mine.yaml", dump(to_talk()).encode())
    page.open("one_to_one", show="both")
    return bring(bring(page, "self", OWN), "manager", MANAGER)


def test_both_words_are_presented_only_where_both_agreed(visit: Open) -> None:
    page = with_both(visit)
    for agreed in ((), AGREE[:1], AGREE[1:]):
        page.open("one_to_one")
        for key in AGREE:
            page.choose(key, key in agreed)
        assert "Own view" not in copied_minutes(page.open("one_to_one", show="minutes"))
        assert "Manager's view" not in page.open("one_to_one", view="present").text
        assert "Manager" not in page.open("one_to_one", view="print").text
    page.open("one_to_one")
    for key in AGREE:
        page.choose(key, True)
    said = copied_minutes(page.open("one_to_one", show="minutes"))
    assert said.count("- Own view: Maturing\n- Manager's view: Maturing\n") == 1
    assert (
        "Own view Maturing Manager's view Maturing"
        in Markup(page.open("one_to_one", view="present").html).text
    )
    assert "Manager's view: Maturing" in page.open("one_to_one", view="print").text


def test_who_agreed_is_asked_again_for_another_view(visit: Open) -> None:
    page = with_both(visit).open("one_to_one")
    for key in AGREE:
        page.choose(key, True)
    press_key(page.open("one_to_one", show="both"), "slot_clear-manager")
    bring(page, "manager", view("manager", consulting="Exceeding")).open("one_to_one")
    assert not any(page.at.toggle(key=key).value for key in AGREE)
    assert "Exceeding" not in page.open("one_to_one", view="present").html


def test_ones_own_view_of_this_visit_can_be_used_without_a_file(visit: Open) -> None:
    page = visit("profile").rate(DOMAIN, "Exceeding").open_box(STORAGE)
    page.choose("ready-sre-self", True)
    page.open("one_to_one", show="both")
    assert not page.has_button("Use my view as a manager"), "there is none"
    page.press("Use my own view")
    bring(page, "manager", view("manager").with_rating("L4", DOMAIN, "Maturing").marked_ready(DONE))
    assert "Domain expertise as a whole Exceeding 2 steps apart Maturing" in Markup(page.html).text
    (rows,) = re.findall(r'<table class="views">.*?</table>', page.html, re.DOTALL)
    assert "data-card" not in rows, "it is no statement"


def test_what_was_taken_in_is_gone_from_another_visit_and_from_another_ladder(
    visit: Open, serve: Serve, tmp_path: Path
) -> None:
    serve(ladders.two_ladders(tmp_path / "site"))
    page = visit("one_to_one", show="both", ladder="bakers")
    bring(page, "self", replace(OWN, ladder="bakers"))
    assert "Loaded, marked as done." in page.text
    assert "Loaded" not in page.open("one_to_one", show="both", ladder="brewers").text
    assert "Loaded" not in visit("one_to_one", show="both", ladder="bakers").text
