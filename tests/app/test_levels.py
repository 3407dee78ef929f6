"""Levels: the ladder at a glance, a level, an opened statement, and their addresses."""

from pathlib import Path

import pytest
from tests.app import ladders
from tests.app.conftest import Open, Serve
from tests.app.profiles import on_the_list
from tests.app.visiting import Markup, Visit

from explorer.model import Ladder, Level, Statement
from explorer.text.inline_markdown import visible
from explorer.text.markdown_escape import escape_markdown

CODES = ["L1", "L2", "L3", "L4", "L5", "L6"]
HEADINGS = {"L1": "Junior", "L4": "Staff", "L6": "Senior Principal"}


def plain(text: str) -> str:
    return " ".join(visible(text).split())


def level_of(ladder: Ladder, code: str) -> Level:
    level = ladder.level(code)
    assert level is not None
    return level


def statement_of(ladder: Ladder, code: str, id: str) -> tuple[Level, Statement]:
    level = level_of(ladder, code)
    statement = level.statement(id)
    assert statement is not None
    return level, statement


# -- at a glance -----------------------------------------------------------------------


def test_the_glance_lays_the_four_facts_of_all_six_levels_from_left_to_right(
    visit: Open, sre: Ladder
) -> None:
    page = visit()
    table = Markup(next(element.value for element in page.at.html if "<table" in element.value))
    columns = [th for th in table.named("th") if th.get("scope") == "col"]
    rows = [th for th in table.named("th") if th.get("scope") == "row"]
    assert (len(columns), len(rows), len(table.named("td"))) == (6, 4, 1 + 6 * 4)
    assert [level.code for level in sre.levels] == CODES
    places = [table.text.index(f"{code} ") for code in CODES]
    assert places == sorted(places)
    for level in sre.levels:
        assert len(level.facts) == 4
        for fact in level.facts:
            assert plain(fact.text) in table.text


def test_the_glance_says_what_the_ladder_looks_at_and_what_it_is_not(
    visit: Open, sre: Ladder
) -> None:
    page = visit()
    assert page.at.title[0].value == "Site Reliability Engineering"
    for competency in sre.competencies:
        assert f"{competency.name} {plain(competency.meaning)}" in page.text
    assert "a basis for conversation, not a checklist" in page.text
    assert page.address == {}


def test_the_own_level_is_said_once_and_known_to_every_page(visit: Open) -> None:
    page = visit()
    assert "you are here" not in page.text
    page.choose("levels_own-sre", "L3")
    assert "Senior Site Reliability Engineer you are here" in page.text
    assert "you are here" not in visit().text, "another visitor's level is their own"
    page.open("profile")
    assert page.at.get_by_key("current-sre").value == "L3"
    page.open("compare")
    assert page.address == {"left": "L3", "right": "L4"}
    page.open("levels", view="print")
    assert "you are here" not in page.text
    page.open("levels").choose("levels_own-sre", None)
    assert "you are here" not in page.text


def test_a_ladder_without_facts_shows_how_much_each_level_says(
    visit: Open, serve: Serve, tmp_path: Path
) -> None:
    files = {
        "bakers/ladder.yaml": {"name": "Bakers", "meeting_a_level": "All of it, *always*."},
        "bakers/B1.yaml": ladders.level("B1"),
        "bakers/B2.yaml": ladders.level("B2"),
    }
    serve(ladders.write(tmp_path / "site", files))
    page = visit()
    assert "All of it, always." in page.text
    table = Markup(next(each.value for each in page.at.html if "<table" in each.value))
    assert [a["href"] for a in table.named("a") if "data-in-app" in a][:2] == [
        "./?ladder=bakers&level=B1",
        "./?ladder=bakers&level=B2",
    ]
    assert "1 statement" in table.text
    assert "In short" not in table.text


# -- one level -------------------------------------------------------------------------


@pytest.mark.parametrize("code", CODES)
def test_a_level_opens_by_its_address_with_everything_that_it_says(
    visit: Open, sre: Ladder, code: str
) -> None:
    page = visit(level=code)
    level = level_of(sre, code)
    assert f"{code} · {level.title}" in page.text
    assert level.summary
    assert plain(level.summary.text) in page.text
    for fact in level.facts:
        assert f"{fact.name} {plain(fact.text)}" in page.text
    for statement in level.statements:
        assert plain(statement.text) in page.text
    for competency in level.competencies:
        for passage in competency.examples:
            assert plain(passage.text) in page.text
    assert page.address == {"level": code}
    assert page.messages() == []


def test_statements_stand_under_their_scopes_and_tentative_ones_apart(visit: Open) -> None:
    text = visit(level="L4").text
    for words in ("Domain expertise", "Within my group", "Under discussion", "Across Octopus"):
        assert words in text
    order = [text.index("Within my group"), text.index("Under discussion")]
    order += [text.index("Across Octopus"), text.index("Teaching and Mentoring Leaving")]
    assert order == sorted(order)
    assert "Not agreed yet, and never rated." in text


def test_examples_are_a_click_away_and_remarks_are_for_health(visit: Open) -> None:
    page = visit(level="L4")
    folded = Markup(page.html).named("details")
    assert len(folded) == 4
    assert all("open" not in attributes for attributes in folded)
    assert "TODO: more examples" not in page.text
    assert "TODO: more examples" in visit("health").text


def test_links_in_the_text_lead_where_the_source_leads(visit: Open) -> None:
    links = Markup(visit(level="L4").html).named("a")
    outward = [link["href"] for link in links if str(link["href"]).startswith("https://")]
    assert len(outward) == 3
    assert all(link["target"] == "_blank" for link in links if link["href"] in outward)


def test_every_statement_opens_its_card(visit: Open, sre: Ladder) -> None:
    links = Markup(visit(level="L4").html).named("a")
    cards = {link["data-card"]: link["href"] for link in links if "data-card" in link}
    assert cards == {
        f"sre/L4/{each.id}": f"./?ladder=sre&level=L4&statement={each.id}"
        for each in level_of(sre, "L4").statements
    }


def test_the_address_opens_a_card_over_the_page(visit: Open, sre: Ladder) -> None:
    page = visit(level="L4", card="sre/L4/architecture")
    html = "".join(each.value for each in page.at.get("html"))
    assert "Grows from</h3><ul><li><b>L3 (draft)</b>" in html
    grown = [each.id for _, each in sre.grows_from(*statement_of(sre, "L4", "architecture"))]
    assert all(f'data-card="sre/L3/{id}"' in html for id in grown)


@pytest.mark.parametrize(
    "card",
    [
        "",
        "L4",
        "sre/L4/nobody",
        "sre/L9/architecture",
        "x/L4/architecture",
        "a/b/c/d",
        "%00/%ff/<b>",
    ],
)
def test_a_card_that_is_not_there_leaves_the_page_as_it_is(visit: Open, card: str) -> None:
    page = visit(level="L4", card=card)
    assert not any("Grows from" in each.value for each in page.at.get("html"))
    assert [each.value for each in page.at.toast] == (
        [f"There is no statement “{escape_markdown(card)}” here (any more)."] if card else []
    )


@pytest.mark.parametrize("code", ["L1", "L2", "L3", "L5", "L6"])
def test_a_draft_says_so_quietly(visit: Open, code: str) -> None:
    page = visit(level=code)
    assert any("draft written for this project" in each.value for each in page.at.caption)
    assert page.messages() == []


def test_the_organisations_own_level_says_whose_words_it_holds(visit: Open) -> None:
    page = visit(level="L4")
    assert any("Octopus" in each.value for each in page.at.caption)
    assert not any("draft" in each.value for each in page.at.caption)
    assert "L4 Staff" in visit().text
    assert "L3 (draft) Senior" in visit().text


@pytest.mark.parametrize(("code", "around"), [("L1", ["L2"]), ("L3", ["L2", "L4"]), ("L6", ["L5"])])
def test_the_neighbours_are_a_click_away(visit: Open, code: str, around: list[str]) -> None:
    links = visit(level=code).links_in("neighbours")
    assert [link.address for link in links] == [{"level": each} for each in around]
    assert all(link.words.startswith(each) for link, each in zip(links, around, strict=True))


def test_the_chosen_level_is_written_into_the_address(visit: Open) -> None:
    page = visit().choose("levels_level", "L5")
    assert page.address == {"level": "L5"}
    assert "L5 · Principal" in page.text
    page.choose("levels_level", "At a glance")
    assert page.address == {}
    assert page.at.title[0].value == "Site Reliability Engineering"


def test_a_followed_link_wins_over_what_was_chosen_before(visit: Open) -> None:
    page = visit().choose("levels_level", "L5")
    page.open("levels", level="L2")
    assert page.at.get_by_key("levels_level").value == "L2"
    assert page.address == {"level": "L2"}


# -- what is not there -----------------------------------------------------------------

ODD = [
    "L99",
    "l4",
    " ",
    "../../etc/passwd",
    "<b>x</b>",
    "![](http://evil.example/x)",
    "🦉",
    "x" * 9000,
]


@pytest.mark.parametrize("name", ODD)
def test_an_unknown_level_gets_a_sentence_and_the_glance(visit: Open, name: str) -> None:
    page = visit(level=name)
    assert page.at.title[0].value == "Site Reliability Engineering"
    (said,) = page.messages()
    assert said.startswith(f"There is no level “{' '.join(name[:300].split())}” in this ladder.")
    assert page.address == {}


@pytest.mark.parametrize("name", ODD)
def test_an_unknown_statement_gets_a_sentence_and_the_whole_level(visit: Open, name: str) -> None:
    page = visit(level="L4", statement=name)
    (said,) = page.messages()
    assert said.startswith(f"L4 has no statement “{' '.join(name[:300].split())}”.")
    assert "Teaching and Mentoring" in page.text
    assert page.address == {"level": "L4"}


def test_the_sentence_about_an_unknown_level_goes_with_the_next_choice(visit: Open) -> None:
    page = visit(level="L99").choose("levels_level", "L1")
    assert page.messages() == []


@pytest.mark.parametrize("address", [{"view": "x"}, {"statement": "consulting"}, {"q": "x"}])
def test_parameters_that_mean_nothing_here_are_ignored(
    visit: Open, address: dict[str, str]
) -> None:
    page = visit(**address)
    assert page.messages() == []
    assert page.at.title[0].value == "Site Reliability Engineering"


# -- one statement ---------------------------------------------------------------------


def card(page: Visit) -> Markup:
    """The card that is open over the page; a dialog is no part of the page itself."""
    (found,) = [each.value for each in page.at.get("html") if "Grows from" in each.value]
    return Markup(found)


def cards_in(found: Markup) -> list[str | None]:
    return [link["data-card"] for link in found.named("a") if "data-card" in link]


def test_the_older_address_of_a_statement_opens_its_card(visit: Open, sre: Ladder) -> None:
    page = visit(level="L4", statement="incident-learning")
    level, statement = statement_of(sre, "L4", "incident-learning")
    assert level.summary
    opened = card(page).text
    assert opened.index(plain(statement.text)) < opened.index("Grows from")
    assert plain(level.summary.text) in page.text
    assert plain(statement.text) in page.text, "it also stays in its place"
    assert page.address == {"level": "L4", "card": "sre/L4/incident-learning"}


def test_a_card_shows_what_the_statement_grows_from_and_into(visit: Open, sre: Ladder) -> None:
    found = card(visit(level="L4", card="sre/L4/incident-learning"))
    level, statement = statement_of(sre, "L4", "incident-learning")
    below, above = sre.grows_from(level, statement), sre.grows_into(level, statement)
    assert below
    assert above
    assert cards_in(found) == [
        f"sre/{other.code}/{relative.id}" for other, relative in (*below, *above)
    ]
    for _, relative in (*below, *above):
        assert plain(relative.text) in found.text


def test_a_statement_at_the_end_of_its_lineage_says_so(visit: Open, sre: Ladder) -> None:
    bottom = sre.levels[0].statements[0]
    assert "L1 is the lowest level." in card(visit(level="L1", card=f"sre/L1/{bottom.id}")).text
    top = sre.levels[-1].statements[0]
    assert "L6 is the highest level." in card(visit(level="L6", card=f"sre/L6/{top.id}")).text


def test_a_tentative_statement_is_opened_as_under_discussion(visit: Open, sre: Ladder) -> None:
    tentative = next(each for each in level_of(sre, "L4").statements if each.tentative)
    page = visit(level="L4", statement=tentative.id)
    assert "under discussion" in card(page).text.split("Grows from")[0]


@pytest.mark.parametrize(
    ("code", "pairs"),
    [("L1", ["L1 L2"]), ("L4", ["L3 L4", "L4 L5"]), ("L6", ["L5 L6"])],
)
def test_a_card_leads_to_the_comparison_with_the_level_below_and_above(
    visit: Open, sre: Ladder, code: str, pairs: list[str]
) -> None:
    found = card(visit(level=code, statement=level_of(sre, code).statements[0].id))
    compared = [str(a["href"]) for a in found.named("a") if "left=" in str(a["href"])]
    assert compared == [
        f"./compare?ladder=sre&left={left}&right={right}" for left, right in map(str.split, pairs)
    ]
    for pair in pairs:
        assert f"Compare {pair.replace(' ', ' and ')}" in found.text


def test_a_statement_is_put_on_the_conversation_list_and_taken_off_again(visit: Open) -> None:
    page = visit(level="L4", statement="consulting").press("Talk about it")
    (said,) = page.at.toast
    assert said.value == "Added to your conversation list, under 1:1."
    page.press("On the list")
    (said,) = page.at.toast
    assert said.value == "It is off your list."
    assert page.address == {"level": "L4", "card": "sre/L4/consulting"}
    page.press("Talk about it").open("one_to_one")
    assert len(on_the_list(page)) == 1


def test_another_level_does_not_keep_the_card_open(visit: Open) -> None:
    page = visit(level="L4", statement="consulting").choose("levels_level", "L1")
    assert page.address == {"level": "L1"}
    assert page.messages() == []
    assert not any("Grows from" in each.value for each in page.at.get("html"))


# -- links, print ----------------------------------------------------------------------


def test_the_copied_link_opens_exactly_this_view(visit: Open) -> None:
    page = visit(level="L4", statement="consulting")
    assert page.copied.endswith("/?level=L4")
    (copied,) = [each["data-copy"] for each in card(page).named("button")]
    assert str(copied).endswith("?level=L4&card=sre/L4/consulting")


def test_a_change_can_be_suggested_where_the_ladder_says_where(
    visit: Open, serve: Serve, tmp_path: Path
) -> None:
    assert not visit(level="L4").at.link_button
    folder = ladders.write(
        tmp_path / "site",
        {
            "bakers/ladder.yaml": {"name": "Bakers", "suggest": "https://example.org/{file}"},
            "bakers/B1.yaml": ladders.level("B1"),
        },
    )
    serve(folder)
    assert visit(level="B1").at.link_button[0].url == "https://example.org/B1.yaml"


@pytest.mark.parametrize("code", CODES)
def test_the_print_view_has_everything_open_and_nothing_to_press(visit: Open, code: str) -> None:
    page = visit(level=code, view="print")
    folded = Markup(page.html).named("details")
    assert folded
    assert all("open" in attributes for attributes in folded)
    assert page.widgets == []
    assert not page.at.expander
    assert not [link for link in Markup(page.html).named("a") if link.get("class") == "own"]
    assert [link.address for link in page.links] == [{"level": code}]
    assert page.address == {"level": code, "view": "print"}


def test_the_print_view_of_the_glance_has_nothing_to_press(visit: Open) -> None:
    glance = visit(view="print")
    assert glance.widgets == []
    assert "<table" in glance.html


def test_the_print_view_of_a_statement_is_that_of_its_level(visit: Open) -> None:
    page = visit(level="L4", statement="consulting", view="print")
    assert page.widgets == []
    assert page.address == {"level": "L4", "view": "print"}
    assert "Teaching and Mentoring" in page.text


def test_the_print_view_of_an_unknown_level_says_so(visit: Open) -> None:
    page: Visit = visit(level="L99", view="print")
    assert page.messages()[0].startswith("There is no level “L99”")
    assert page.widgets == []


# -- what matters most, and how the ladder is used ----------------------------------------


def test_core_statements_are_marked_and_can_be_read_alone(visit: Open) -> None:
    html = visit("levels", level="L3").html
    assert html.count('<li class="core">') == html.count('<span class="tag core">') == 4
    assert '<a class="only" href="#core">Only the 4 core statements</a>' in html
    assert "core" not in visit("levels", level="L4").html.replace("score", "")


def test_the_guide_is_a_page_of_its_own(visit: Open) -> None:
    page = visit("guide")
    assert page.at.title[0].value == "How we use this ladder"
    assert "<h2>How promotion works here</h2>" in page.html
