"""Search: what an address finds, what is marked, and what is said when nothing is found."""

from pathlib import Path

import pytest
from tests.app import ladders
from tests.app.conftest import Open, Serve
from tests.app.ladders import SAMPLE
from tests.app.visiting import Link, Visit, live, unescaped

from explorer.files.loading import load
from explorer.model import Ladder
from explorer.search.index import Index
from explorer.text.inline_markdown import visible
from explorer.ui.url_state import SearchUrl

MARKED = ":yellow-background[**"
ADD = "Add to my conversation list"


def hits(page: Visit) -> list[Link]:
    return [link for link in page.links if MARKED in link.label]


def counts(page: Visit, facet: str) -> dict[str, int]:
    """The counts beside the values of a filter, by the values' names."""
    if not any(each.key == f"search_{facet}" for each in page.at.pills):
        page.press("More filters")
    (pills,) = [each for each in page.at.pills if each.key == f"search_{facet}"]
    said = [unescaped(option).removesuffix("]").split(" :gray[") for option in pills.options]
    return {name: int(count) for name, count in said}


def more(page: Visit, name: str) -> Visit:
    """Show what else can be done with a hit, named like sre/L4/consulting."""
    page.at.button(key=f"more-{name}").click()
    return page.run()


def said(page: Visit) -> list[str]:
    return [toast.value for toast in page.at.toast]


@pytest.fixture(scope="module")
def index() -> Index:
    return Index.of(load(SAMPLE))


def settle(page: Visit) -> Visit:
    """Let the pause pass after which a typed query is written into the address."""
    page.at.session_state["q_typed"] = 0.0
    return page.run()


def test_a_query_in_the_address_gives_marked_hits(visit: Open) -> None:
    page = visit("search", q="lern from incidnets")
    assert page.at.get_by_key("q").value == "lern from incidnets"
    found = hits(page)
    assert found
    assert any(f"{MARKED}incident" in link.label for link in found)
    assert any(f"{MARKED}learn" in link.label for link in found)
    assert "results with: " in page.text


def test_each_hit_leads_to_its_statement_in_its_level(visit: Open, sre: Ladder) -> None:
    page = visit("search", q="incident", kind="statement")
    assert hits(page)
    for link in hits(page):
        level = sre.level(link.address["level"])
        assert level
        statement = level.statement(link.address["statement"])
        assert statement
        assert link.path == ""
        words = link.words.replace(MARKED, "").replace("**]", "")
        assert " ".join(visible(statement.text).split()) == words


def test_hits_are_grouped_under_their_level_and_competency(visit: Open, sre: Ladder) -> None:
    page = visit("search", q="incident review")
    headed: list[tuple[str, str]] = []
    for element in page.block("links_hits"):
        if element.type == "markdown":
            headed.append((unescaped(element.value), ""))
        elif element.type == "page_link":
            headed.append((headed[-1][0], element.value))
    shown = [(heading, text) for heading, text in headed if text]
    assert len({heading for heading, _ in headed}) > 2
    for link, (heading, _) in zip(hits(page), shown, strict=True):
        assert heading.startswith(f"**{link.address['level']}")
        level = sre.level(link.address["level"])
        statement = level.statement(link.address.get("statement", "")) if level else None
        found = level.competency(statement.competency) if level and statement else None
        assert found is None or found.name in heading


def test_filters_in_the_address_limit_what_is_found(visit: Open) -> None:
    every = hits(visit("search", q="incident"))
    page = visit("search", q="incident", level="L4,L3", kind="example")
    assert page.at.get_by_key("search_levels").value == ["L3", "L4"]
    assert page.at.session_state["search_kinds"] == ["example"]
    some = hits(page)
    assert some
    assert {link.address["level"] for link in some} <= {"L3", "L4"}
    assert all(":gray-badge[example]" in link.label for link in some)
    assert len({link.label for link in every}) > len(some)


def test_a_competency_in_the_address_limits_what_is_found(visit: Open, sre: Ladder) -> None:
    page = visit("search", q="incident", competency="customer-success", kind="statement")
    for link in hits(page):
        level = sre.level(link.address["level"])
        assert level
        statement = level.statement(link.address["statement"])
        assert statement
        assert statement.competency == "customer-success"
    assert hits(page)


def test_a_filter_that_is_pressed_limits_and_goes_into_the_address(visit: Open) -> None:
    page = visit("search", q="incident").choose("search_levels", ["L2"])
    assert {link.address["level"] for link in hits(page)} == {"L2"}
    assert page.address == {"q": "incident", "level": "L2"}


def test_a_scope_in_the_address_limits_what_is_found(visit: Open, sre: Ladder) -> None:
    page = visit("search", q="team", scope="within-my-team,across-teams")
    assert page.at.session_state["search_scopes"] == ["within-my-team", "across-teams"]
    assert hits(page)
    for link in hits(page):
        level = sre.level(link.address["level"])
        statement = level.statement(link.address["statement"]) if level else None
        assert statement is not None
        assert statement.scope in ("Within my team", "Across teams")
    assert page.address == {"q": "team", "scope": "within-my-team,across-teams"}


def test_the_filters_in_use_are_counted_where_they_are_hidden(visit: Open) -> None:
    assert visit("search").has_button("More filters")
    page = visit("search", q="team", scope="across-teams", kind="statement", level="L3")
    assert page.has_button("More filters: 2 in use"), "the levels are in sight"


# -- counts beside the filters ---------------------------------------------------------


def test_counts_stand_beside_the_filters_and_move_with_the_query(visit: Open, index: Index) -> None:
    page = visit("search", q="incident")
    for query in ("incident", "incident rev", "incident reviews "):
        page.choose("q", query)
        found = index.search(query).counts
        assert {v: n for v, n in counts(page, "levels").items() if n} == found["levels"]
        assert sum(counts(page, "kinds").values()) == sum(found["kinds"].values())
        assert sum(counts(page, "scopes").values()) == sum(found["scopes"].values())


def test_a_value_that_would_show_nothing_has_a_zero_and_stays(visit: Open) -> None:
    page = visit("search", q="payroll tax")
    assert set(counts(page, "levels").values()) == {0}
    assert list(counts(page, "levels")) == ["L1", "L2", "L3", "L4", "L5", "L6"]
    assert counts(visit("search", q="incident"), "kinds")["Facts"] == 0


def test_without_a_query_there_are_no_counts(visit: Open) -> None:
    for page in (visit("search"), visit("search", q="   ")):
        assert all(":gray" not in option for pills in page.at.pills for option in pills.options)


def test_the_count_beside_a_level_is_how_much_it_shows(visit: Open) -> None:
    page = visit("search", q="incident")
    promised = counts(page, "levels")
    for code in ("L1", "L4"):
        page.choose("search_levels", [code])
        shown = [each for each in page.links_in("links_hits") if each.address.get("level") == code]
        assert len(shown) == promised[code] > 0
        assert counts(page, "levels") == promised, "a filter does not count itself"
        assert sum(counts(page, "kinds").values()) == promised[code]


def test_a_chosen_filter_stays_chosen_while_its_count_changes(visit: Open) -> None:
    page = visit("search", q="incident").choose("search_levels", ["L2"])
    before = counts(page, "levels")
    page.choose("q", "mentoring")
    assert counts(page, "levels") != before
    assert page.at.get_by_key("search_levels").value == ["L2"]
    assert settle(page).address == {"q": "mentoring", "level": "L2"}


# -- tiers and words about what was found ----------------------------------------------


def test_what_matches_partly_or_by_meaning_stands_under_a_heading_of_its_own(visit: Open) -> None:
    captions = [each.value for each in visit("search", q="mentoring juniors").at.caption]
    assert "Some of your words" in captions
    captions = [each.value for each in visit("search", q="bus factor").at.caption]
    assert "Related in meaning" in captions
    assert not any("results with" in each for each in captions)
    captions = [each.value for each in visit("search", q="team ").at.caption]
    assert "All of your words" not in captions, "nothing to tell apart"


def test_a_misspelled_word_says_for_what_it_was_taken(visit: Open) -> None:
    assert "“incidnet” read as incident" in visit("search", q="incidnet review").text
    assert "read as" not in visit("search", q="incident review").text


def test_the_numbers_said_are_those_of_the_search(visit: Open, index: Index) -> None:
    found = index.search("incident")
    text = visit("search", q="incident").text
    assert f"{found.total - found.related} results with: incident" in text
    assert f"{found.related} places related in meaning" in text
    assert f"{found.total - 10} more, less relevant" in [
        each.label for each in visit("search", q="incident").at.expander
    ]


# -- from a hit ------------------------------------------------------------------------


def test_a_hit_offers_the_levels_beside_its_own(visit: Open) -> None:
    page = more(visit("search", q="consult with teams"), "sre/L4/consulting")
    beside = [link for link in page.links if link.path == "compare"]
    assert [(link.words, link.address) for link in beside] == [
        ("Compare with L3 (draft)", {"left": "L3", "right": "L4"}),
        ("Compare with L5 (draft)", {"left": "L4", "right": "L5"}),
    ]
    page.open("compare", **beside[0].address)
    assert page.address == {"left": "L3", "right": "L4"}


@pytest.mark.parametrize(("code", "pairs"), [("L1", ["L1 L2"]), ("L6", ["L5 L6"])])
def test_the_first_and_the_last_level_have_one_beside_them(
    visit: Open, sre: Ladder, code: str, pairs: list[str]
) -> None:
    page = visit("search", q="incident", level=code, kind="statement")
    more(page, f"sre/{code}/{hits(page)[0].address['statement']}")
    beside = [link.address for link in page.links if link.path == "compare"]
    assert [f"{each['left']} {each['right']}" for each in beside] == pairs


def test_more_is_shown_of_one_hit_at_a_time_and_taken_back(visit: Open) -> None:
    page = visit("search", q="team")
    first, second = [
        str(each.key).removeprefix("more-")
        for each in page.at.button
        if str(each.key).startswith("more-")
    ][:2]
    more(page, first)
    assert [each.key for each in page.at.button if each.label == "Less"] == [f"more-{first}"]
    more(page, second)
    assert [each.key for each in page.at.button if each.label == ADD] == [f"talk-{second}"]
    more(page, second)
    assert not page.has_button(ADD)
    assert not page.has_button("Less")


def test_a_hit_is_put_on_the_conversation_list_once(visit: Open) -> None:
    page = more(visit("search", q="consult with teams"), "sre/L4/consulting").press(ADD)
    assert said(page) == ["Added to your conversation list, under 1:1."]
    assert said(page.run()) == [], "said once"
    assert said(page.press(ADD)) == ["This is already on your conversation list, under 1:1."]
    assert page.address == {"q": "consult with teams"}
    page.open("one_to_one")
    assert [link.address for link in page.links_in("links_topics")] == [
        {"level": "L4", "statement": "consulting"}
    ]


def test_only_a_statement_can_be_talked_about(visit: Open) -> None:
    for kind in ("fact", "summary", "example"):
        page = visit("search", q="team", kind=kind)
        assert hits(page), kind
        assert not any(each.label == "More" for each in page.at.button), kind
    found = visit("search", q="team", kind="tentative").at.button
    assert any(each.label == "More" for each in found)


# -- several ladders -------------------------------------------------------------------


@pytest.fixture
def two(serve: Serve, tmp_path: Path) -> None:
    serve(ladders.two_ladders(tmp_path / "site"))


@pytest.mark.usefixtures("two")
def test_every_ladder_is_searched_whichever_is_in_view(visit: Open) -> None:
    page = visit("search", ladder="brewers", q="work")
    assert {link.address["ladder"] for link in hits(page)} == {"bakers", "brewers"}
    assert "Bakers · B1 · Ovens" in page.text
    assert "Brewers & Friends · B3 · Kettles" in page.text
    assert counts(page, "ladders") == {"Bakers": 2, "Brewers & Friends": 2}
    assert counts(page, "levels") == {"B1": 1, "B2": 2, "B3": 1}


@pytest.mark.usefixtures("two")
def test_ladders_in_the_address_limit_what_is_found(visit: Open) -> None:
    page = visit("search", ladder="bakers", q="work", among="brewers")
    assert page.at.session_state["search_ladders"] == ["brewers"]
    assert {link.address["ladder"] for link in hits(page)} == {"brewers"}
    assert counts(page, "levels") == {"B1": 0, "B2": 1, "B3": 1}
    assert counts(page, "ladders") == {"Bakers": 2, "Brewers & Friends": 2}
    assert page.address == {"ladder": "bakers", "q": "work", "among": "brewers"}
    page.choose("search_ladders", ["bakers", "brewers"])
    assert page.address == {"ladder": "bakers", "q": "work", "among": "bakers,brewers"}
    assert len(hits(page)) == 4


@pytest.mark.usefixtures("two")
def test_a_hit_of_another_ladder_is_put_beside_its_neighbour_and_on_that_ladders_list(
    visit: Open,
) -> None:
    page = more(visit("search", ladder="bakers", q="work"), "brewers/B3/work")
    assert [link.address for link in page.links if link.path == "compare"] == [
        {"ladder": "brewers", "left": "B2", "right": "B3"}
    ]
    page.press(ADD).open("one_to_one", ladder="bakers")
    assert "Nothing is on the list yet." in page.text
    page.open("one_to_one", ladder="brewers")
    assert len(page.links_in("links_topics")) == 1


@pytest.mark.usefixtures("two")
def test_nothing_found_in_several_ladders_says_so(visit: Open) -> None:
    assert "Nothing in these ladders matches “zzzz”" in visit("search", q="zzzz").text


def test_names_that_only_differ_in_where_a_dash_stands_are_told_apart(
    visit: Open, serve: Serve, tmp_path: Path
) -> None:
    files = {"a/b-c.yaml": ladders.level("b-c"), "a-b/c.yaml": ladders.level("c")}
    serve(ladders.write(tmp_path / "site", files))
    page = visit("search", q="work")
    assert len(hits(page)) == 2
    more(page, "a-b/c/work")
    assert [each.key for each in page.at.button if each.label == "Less"] == ["more-a-b/c/work"]


# -- the query and the address ---------------------------------------------------------


def test_a_typed_query_finds_at_once_and_is_written_once_it_settles(visit: Open) -> None:
    page = visit("search").choose("q", "incident")
    assert hits(page)
    assert page.address == {}, "each write is a step in the browser's history"
    settle(page)
    assert page.address == {"q": "incident"}
    assert page.at.get_by_key("q").value == "incident"


def test_the_address_does_not_overwrite_what_is_being_typed(visit: Open) -> None:
    page = visit("search", q="incid").choose("q", "incident rev")
    page.run()
    assert page.at.get_by_key("q").value == "incident rev"


def test_without_a_query_the_page_suggests_some(visit: Open) -> None:
    page = visit("search")
    suggested = [link.address["q"] for link in page.links_in("suggestions")]
    assert "incidnet review" in suggested
    for query in suggested:
        assert hits(visit("search", q=query)), query


def test_nothing_found_gets_a_sentence_and_a_way_on(visit: Open) -> None:
    page = visit("search", q="payroll tax")
    assert "Nothing in this ladder matches “payroll tax”. Try fewer or other words." in (
        page.text.replace("**", "")
    )
    assert page.links_in("suggestions")
    limited = visit("search", q="payroll tax", level="L4")
    assert "Remove a filter" in limited.text


WILD = {
    "ten thousand letters": "a" * 10_000,
    "ten thousand words": "incident " * 1_200,
    "emoji": "🦉🌱🧭🏆👩🏽‍🚀",
    "right to left": "\u202eשלום עולם reversed مرحبا",
    "control characters": "inci\x00dent\x1b[31m\r\n\t\x07",
    "HTML": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "Markdown": "![x](http://evil.example/x.png) [y](javascript:alert(1)) **b** `c` $d$ :material/x:",
    "only marks": "*_[]()<>~`#+-=|{}.!\\",
    "only blanks": "   ",
    "a lone surrogate's neighbour": "\ufffd\ufeff\u200b",
    "combining marks": "e" + "\u0301" * 500,
    "a pattern": "(a+)+$",
    "a percent sign": "%s %n {0}",
}


@pytest.mark.parametrize("query", WILD.values(), ids=WILD.keys())
def test_any_text_may_be_looked_for(visit: Open, query: str) -> None:
    page = visit("search", q=query)
    for each in (*page.at.markdown, *page.at.caption):
        for mark in ("<", "![", "](", ":material", "$"):
            assert mark not in live(each.value)
    if SearchUrl.read({"q": query}).q.strip() and not hits(page):
        assert "Nothing in this ladder matches “" in page.text
    visit("search", q=query, view="print")


@pytest.mark.parametrize("query", WILD.values(), ids=WILD.keys())
def test_any_text_may_be_typed(visit: Open, query: str) -> None:
    visit("search").choose("q", query[:300])


def test_unknown_filters_are_ignored(visit: Open) -> None:
    plain = visit("search", q="incident review")
    page = visit(
        "search",
        q="incident review",
        level="L99,<b>",
        competency="x",
        kind="nonsense",
        scope="on-the-moon",
        among="sre,elsewhere",
    )
    assert [link.label for link in hits(page)] == [link.label for link in hits(plain)]
    assert page.at.get_by_key("search_levels").value == []
    assert page.address == {"q": "incident review"}


@pytest.mark.parametrize(
    "address",
    [{"level": "L99"}, {"competency": "x"}, {"kind": "nonsense"}, {"scope": "x"}, {"among": "x"}],
    ids=str,
)
def test_unknown_filters_are_ignored_in_the_print_view_too(
    visit: Open, address: dict[str, str]
) -> None:
    assert hits(visit("search", q="incident review", view="print", **address))


def test_what_is_less_likely_is_drawn_only_when_asked_for(visit: Open) -> None:
    page = visit("search", q="I help my team to")
    few = len(hits(page))
    assert few == 10
    (more,) = page.at.expander
    assert more.label.endswith("more, less relevant")
    page.at.session_state["search_more"] = True
    page.run()
    assert len(hits(page)) == few + int(more.label.split()[0])


def test_the_print_view_has_the_hits_and_nothing_to_press(visit: Open) -> None:
    page = visit("search", q="incident review", view="print")
    assert hits(page)
    assert page.widgets == []
    assert not page.at.expander
    assert page.address == {"q": "incident review", "view": "print"}


@pytest.mark.usefixtures("two")
def test_the_print_view_of_filtered_hits_of_several_ladders_has_nothing_to_press(
    visit: Open,
) -> None:
    page = visit("search", ladder="bakers", q="work", among="brewers", level="B3", view="print")
    assert [link.address for link in hits(page)] == [
        {"ladder": "brewers", "level": "B3", "statement": "work"}
    ]
    assert page.widgets == []
    assert not page.at.expander


def test_the_print_view_says_when_nothing_is_found(visit: Open) -> None:
    page = visit("search", q="payroll tax", view="print")
    assert "Nothing in this ladder matches “payroll tax”" in page.text


def test_the_print_view_without_a_query_shows_no_stray_marks(visit: Open) -> None:
    assert not [
        each.value for each in visit("search", view="print").at.markdown if "****" in each.value
    ]
