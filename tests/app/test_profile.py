"""My profile at a glance: its words and radar, whose view it is, and a ladder that changed."""

import re
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from tests.app import ladders
from tests.app.conftest import Open, Serve
from tests.app.profiles import (
    CULTURE,
    DOMAIN,
    KEEP,
    STORAGE,
    TEACHING,
    held,
    keep,
    press_key,
    profile,
    rated,
    stored,
    talk_about,
    write_note,
)
from tests.app.test_hostile import check

from explorer.model import DEFAULT_SCALE, Ladder, Ref
from explorer.profiles.profile import Profile, new
from explorer.profiles.profile_file import dump, parse
from explorer.storage.file_repository import default_folder

# -- rating ----------------------------------------------------------------------------


def test_unrated_is_unrated(visit: Open, sre: Ladder) -> None:
    page = visit("profile")
    assert rated(page) == {}
    assert page.radar.startswith("Rated against L4, which expects Performing throughout.")
    for competency in sre.competencies:
        assert f"{competency.name}: not rated" in page.radar
    assert {word for _, _, word, _ in page.radar_table[1:]} == {"not rated"}


@pytest.mark.usefixtures("checked")
def test_each_word_can_be_given(visit: Open) -> None:
    page = visit("profile")
    for word in DEFAULT_SCALE.words:
        page.rate(DOMAIN, word)
        assert rated(page) == {DOMAIN: word}
        assert f"Domain expertise: {word}; Teaching and Mentoring: not rated" in page.radar
    assert [word for _, _, word, _ in page.radar_table[1:]] == ["Exceeding", *["not rated"] * 3]


def test_a_rating_can_be_taken_back(visit: Open) -> None:
    page = visit("profile").rate(DOMAIN, "Maturing").rate(TEACHING, "Exceeding")
    page.rate(DOMAIN, None)
    assert rated(page) == {TEACHING: "Exceeding"}
    assert "Domain expertise: not rated" in page.radar


def test_without_the_renderer_the_page_says_how_to_get_it(
    visit: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    hint = 'pip install "ladder-explorer[pictures]"'
    assert hint not in visit("profile").text
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    page = visit("profile").open_box("radar_files")
    assert hint in page.text
    assert not [each for each in page.at.get("download_button") if each.proto.label == "PNG"]


def test_the_sentence_of_the_radar_can_be_read_on_the_page(visit: Open) -> None:
    page = visit("profile").rate(CULTURE, "Maturing")
    assert page.radar in page.text


def test_the_statements_stand_beside_their_rating(visit: Open, sre: Ladder) -> None:
    page = visit("profile")
    level = sre.level("L4")
    assert level
    for competency in level.competencies:
        block = page.block(f"competency-{competency.key}")
        assert len(list(block.get("html"))) == 1
    assert "I help everyone learn from incidents" in page.text


def test_another_target_has_ratings_of_its_own_and_both_are_remembered(visit: Open) -> None:
    page = visit("profile").rate(DOMAIN, "Performing")
    page.choose("target-sre", "L5")
    assert rated(page) == {}
    assert page.radar.startswith("Rated against L5")
    page.rate(DOMAIN, "Maturing").choose("target-sre", "L4")
    assert rated(page) == {DOMAIN: "Performing"}
    assert rated(page.choose("target-sre", "L5")) == {DOMAIN: "Maturing"}


def test_ratings_survive_a_walk_through_the_pages(visit: Open) -> None:
    page = visit("profile").rate(DOMAIN, "Exceeding")
    for other in ("search", "compare", "levels"):
        page.open(other)
    assert rated(page.open("profile")) == {DOMAIN: "Exceeding"}


def test_a_draft_target_says_so_quietly(visit: Open) -> None:
    page = visit("profile").choose("target-sre", "L3")
    assert any(each.value.startswith("L3 is a draft.") for each in page.at.caption)


@pytest.mark.usefixtures("personal")
def test_ratings_are_never_in_the_address(visit: Open) -> None:
    page = visit("profile").rate(DOMAIN, "Maturing").press(KEEP)
    page.choose("target-sre", "L5").rate(DOMAIN, "Exceeding").rate(DOMAIN, None)
    page.upload("mine.yaml", dump(profile(domain_expertise="Maturing")).encode())
    assert page.address == {}
    assert page.copied.endswith("/profile")
    assert all(link.address in ({}, {"view": "print"}) for link in page.links)
    assert not re.search(r'href="[^"]*(Maturing|Exceeding)', page.html)


def test_an_address_cannot_rate_or_aim(visit: Open) -> None:
    page = visit("profile", target="L6", level="L6", **{"domain-expertise": "Exceeding"})
    assert rated(page) == {}
    assert page.radar.startswith("Rated against L4")


def test_the_download_holds_what_is_rated(visit: Open, downloads: list[str]) -> None:
    page = visit("profile").open_box(STORAGE)
    assert page.at.download_button[0].proto.disabled, "nothing to download yet"
    page.rate(DOMAIN, "Maturing")
    assert not page.at.download_button[0].proto.disabled
    mine = downloads[-1].encode()
    other = visit("profile").upload("profile-sre.yaml", mine)
    assert rated(other) == {DOMAIN: "Maturing"}


# -- a ladder that changed -------------------------------------------------------------


@pytest.mark.usefixtures("personal")
def test_a_word_that_the_ladder_does_not_have_is_kept_and_not_shown(
    visit: Open, kept: Path
) -> None:
    kept.parent.mkdir(parents=True)
    kept.write_text(dump(profile(domain_expertise="Superb", culture_and_leadership="Maturing")))
    page = visit("profile")
    assert rated(page) == {CULTURE: "Maturing"}
    assert "Domain expertise: not rated" in page.radar
    assert 'kept but not shown: "Superb" for "domain-expertise" in L4' in page.text
    page.rate(TEACHING, "Exceeding")
    assert stored(kept)[DOMAIN] == "Superb"


@pytest.mark.usefixtures("personal")
def test_ratings_of_what_the_ladder_no_longer_has_are_kept_and_not_shown(
    visit: Open, kept: Path
) -> None:
    kept.parent.mkdir(parents=True)
    old = profile(domain_expertise="Maturing", juggling="Exceeding")
    kept.write_text(dump(old.with_rating("L9", DOMAIN, "Performing")))
    page = visit("profile")
    assert '"Exceeding" for "juggling", which L4 no longer has' in page.text
    assert 'ratings against "L9", which is no level of this ladder' in page.text
    page.rate(TEACHING, "Exceeding")
    assert stored(kept)["juggling"] == "Exceeding"
    assert stored(kept, "L9") == {DOMAIN: "Performing"}


@pytest.mark.usefixtures("personal")
def test_a_target_that_the_ladder_does_not_have_gets_a_sentence(visit: Open, kept: Path) -> None:
    kept.parent.mkdir(parents=True)
    kept.write_text(dump(profile("L9", domain_expertise="Maturing")))
    page = visit("profile")
    assert any("L9, which this ladder does not have" in said for said in page.messages())
    page.choose("target-sre", "L4")
    assert stored(kept, "L9") == {DOMAIN: "Maturing"}
    assert page.messages() == []


@pytest.mark.parametrize("count", [0, 1, 2, 3, 9])
def test_a_ladder_may_have_any_number_of_competencies(
    visit: Open, serve: Serve, tmp_path: Path, count: int
) -> None:
    group = {"groups": [{"statements": {"work": "I work"}}]}
    made = ladders.level("B1", competencies={f"c{number}": group for number in range(count)})
    if count > 1:
        for number in range(count):
            made["competencies"][f"c{number}"] = {
                "groups": [{"statements": {f"work-{number}": "I work"}}]
            }
    serve(ladders.write(tmp_path / "site", {"bakers/B1.yaml": made}))
    page = visit("profile")
    if not count:
        assert page.messages() == ["B1 has no competencies to rate."]
        return
    page.rate("c0", "Maturing")
    assert "C0: Maturing" in page.radar


def test_a_ladders_own_rating_words_are_used(visit: Open, serve: Serve, tmp_path: Path) -> None:
    words = {"Raw": "a", "Rising": "b", "Baked": "c", "Golden": "d"}
    serve(
        ladders.write(
            tmp_path / "site",
            {
                "bakers/ladder.yaml": {"name": "Bakers"},
                "bakers/B1.yaml": ladders.level("B1"),
            },
        )
    )
    (tmp_path / "site/bakers/ladder.yaml").write_text(
        "name: Bakers\nratings:\n" + "".join(f"  {word}: {text}\n" for word, text in words.items())
    )
    page = visit("profile").rate("craft", "Golden")
    assert page.radar == "Rated against B1, which expects Baked throughout. Craft: Golden."


def test_each_ladder_has_a_profile_of_its_own(visit: Open, serve: Serve, tmp_path: Path) -> None:
    serve(ladders.two_ladders(tmp_path / "site"), personal=True)
    page = visit("profile", ladder="bakers").rate("ovens", "Maturing").press(KEEP)
    page.open("profile", ladder="brewers")
    assert rated(page) == {}
    assert "Not kept yet." in page.open_box(STORAGE).text
    keep(page.rate("kettles", "Exceeding"))
    assert {path.name for path in default_folder().glob("*.yaml")} == {
        "bakers.yaml",
        "brewers.yaml",
    }
    page.open("profile", ladder="bakers")
    assert rated(page) == {"ovens": "Maturing"}


# -- print -----------------------------------------------------------------------------


@pytest.mark.parametrize("show", ["rate", "evidence"])
def test_the_print_views_have_nothing_to_press(visit: Open, show: str) -> None:
    page = write_note(visit("profile", show="evidence"), "I led it", "https://example.org/")
    press_key(page.open("profile", show="rate"), "rate-2").open("profile", show=show, view="print")
    assert page.widgets == []
    assert page.address == {"show": show, "view": "print"}
    expected = "I led it" if show == "evidence" else "Domain expertise: Maturing"
    assert expected in page.text


def test_an_unknown_way_is_the_overview(visit: Open) -> None:
    page = visit("profile", show="<b>")
    assert page.address == {}
    assert page.at.get_by_key("profile_show").value == "overview"


def test_the_print_view_shows_the_ratings_and_nothing_to_press(visit: Open) -> None:
    page = visit("profile").rate(DOMAIN, "Maturing").open("profile", view="print")
    assert page.widgets == []
    assert [word for _, _, word, _ in page.radar_table[1:]] == ["Maturing", *["not rated"] * 3]
    assert page.html.count("<details") == page.html.count("<details open>")
    assert page.address == {"view": "print"}
    assert [link.address for link in page.links] == [{}]


def test_a_new_profile_looks_at_l4(sre: Ladder, visit: Open) -> None:
    assert visit("profile").at.get_by_key("target-sre").value == "L4"
    assert new(sre, "L4").rated is False


# -- whose view it is ------------------------------------------------------------------


def test_two_voices_of_a_visit_hold_nothing_of_each_other(
    visit: Open, downloads: list[str]
) -> None:
    page = talk_about(visit("profile").rate(DOMAIN, "Maturing"), "L4", "consulting")
    page.choose("profile_perspective", "manager")
    assert rated(page) == {}
    page.rate(DOMAIN, "Exceeding").open_box(STORAGE)
    assert "Your view as a manager" in page.radar_table[0]
    theirs, problems = parse(downloads[-1].encode())
    assert problems == []
    assert theirs is not None
    assert (theirs.perspective, theirs.conversation) == ("manager", ())
    assert "Maturing" not in downloads[-1]
    assert rated(page.choose("profile_perspective", "self")) == {DOMAIN: "Maturing"}
    assert held(page).perspective == "self"


def test_a_manager_tells_files_apart_by_a_label(
    visit: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    button, files = st.download_button, list[str]()

    def seen(*parts: Any, **options: Any) -> Any:
        files.append(parts[2])
        return button(*parts, **options)

    monkeypatch.setattr(st, "download_button", seen)
    page = visit("profile").open_box(STORAGE)
    assert "label-sre" not in [each.key for each in page.at.text_input]
    page.choose("profile_perspective", "manager").open_box(STORAGE)
    page.choose("label-sre", "  A\u2028<b>utumn</b>  ")
    assert held(page, "manager").label == "A <b>utumn</b>"
    assert held(page).label == ""
    assert "profile-sre-manager-a--b-utumn--b.yaml" in files


def test_done_is_said_once_something_is_rated_and_taken_away_by_a_change(visit: Open) -> None:
    page = visit("profile").open_box(STORAGE)
    assert page.at.toggle(key="ready-sre-self").disabled
    page.rate(DOMAIN, "Maturing").choose("ready-sre-self", True)
    assert held(page).ready in {str(date.today())}
    assert page.run().at.toggle(key="ready-sre-self").value
    page.rate(TEACHING, "Maturing")
    assert held(page).ready == ""
    assert not page.at.toggle(key="ready-sre-self").value
    page.choose("ready-sre-self", True).choose("ready-sre-self", False)
    assert held(page).ready == ""
    page.choose("ready-sre-self", True).choose("profile_perspective", "manager")
    assert not page.at.toggle(key="ready-sre-manager").value


# -- today's level beside the target ---------------------------------------------------


def test_todays_level_is_rated_beside_the_target(visit: Open) -> None:
    page = visit("profile").choose("current-sre", "L3")
    keys = [each.key for each in page.at.segmented_control if each.key.startswith("rating-")]
    assert keys[:2] == [f"rating-sre-L3-{DOMAIN}", f"rating-sre-L4-{DOMAIN}"]
    page.choose(f"rating-sre-L3-{DOMAIN}", "Exceeding").choose(
        f"rating-sre-L4-{DOMAIN}", "Maturing"
    )
    assert {code: dict(given.competencies) for code, given in held(page).levels.items()} == {
        "L3": {DOMAIN: "Exceeding"},
        "L4": {DOMAIN: "Maturing"},
    }
    assert page.radar.startswith("Rated against L4")
    assert "Domain expertise: Maturing" in page.radar
    page.choose("current-sre", "L4")
    assert [k.key for k in page.at.segmented_control if "-L3-" in k.key] == [], "one and the same"
    assert held(page.choose("current-sre", "Not set")).current == ""


# -- the radar by scope, and what would make the difference ----------------------------


@pytest.fixture
def scoped(serve: Serve, tmp_path: Path) -> None:
    """A level with one competency of two scopes."""
    groups = [
        {"scope": "In my *group*", "statements": {"a": "I do **a**", "b": "I do b"}},
        {"scope": "Across all", "statements": {"c": "I do c"}},
    ]
    level = ladders.level("B1", competencies={"craft": {"groups": groups}})
    serve(ladders.write(tmp_path / "site", {"bakers/B1.yaml": level}))


@pytest.mark.usefixtures("scoped")
def test_the_radar_has_an_axis_for_each_scope_where_that_is_wished(visit: Open) -> None:
    page = visit("profile").rate("craft", "Maturing")
    assert "Craft: Maturing" in page.radar
    page.choose("radar_by_scope", True)
    assert "Craft: In my *group*: Maturing; Craft: Across all: Maturing" in page.radar
    assert len(page.radar_table) == 1 + 2
    check(page)
    printed = page.open("profile", view="print")
    assert "Craft: Across all: Maturing" in printed.radar


@pytest.mark.usefixtures("scoped")
def test_gaps_name_their_statements_and_lead_to_the_conversation(visit: Open) -> None:
    page = visit("profile")
    assert "What would make the difference" not in page.text
    page.rate("craft", "Maturing")
    assert "Rate these 3 statements" in page.text
    made = Profile("bakers", "B1").with_statement_rated(Ref("B1", "a"), "Improvement needed")
    page.upload("mine.yaml", dump(made.with_statement_rated(Ref("B1", "b"), "Exceeding")).encode())
    assert "I do a Improvement needed" in page.text
    assert page.html.count('data-card="bakers/B1/a"') == 2, "in its competency, and as a gap"
    assert "Rate this statement too" in page.text
    page.open("profile", card="bakers/B1/a").press("Talk about it")
    assert held(page, ladder="bakers").conversation == (Ref("B1", "a"),)
    assert [each.value for each in page.at.toast] == ["Added to your conversation list, under 1:1."]
    assert not page.has_button("Talk about it")
