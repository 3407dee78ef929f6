"""Search: what an address finds, what is marked, and what is said when nothing is found."""

import re
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from tests.app import ladders
from tests.app.conftest import Open, Serve
from tests.app.ladders import SAMPLE
from tests.app.visiting import Markup, Visit, live, unescaped

from explorer.files.loading import load
from explorer.model import Ladder
from explorer.search.index import Index
from explorer.text.inline_markdown import visible
from explorer.ui.url_state import SearchUrl


@dataclass(frozen=True, slots=True)
class Shown:
    """A hit on the page: where its link leads, what it says, and what stands beside it."""

    address: dict[str, str]
    text: str
    marked: tuple[str, ...]
    tags: str
    below: str


_HIT = re.compile(
    r"<li>(<a class=\"card\"[^>]*>)(.*?)</a>(.*?)<small>(.*?)</small></li>", re.DOTALL
)


def hits(page: Visit) -> list[Shown]:
    return [
        Shown(
            dict(parse_qsl(urlsplit(Markup(link).named("a")[0]["href"] or "").query)),
            Markup(text).text,
            tuple(unescape(word) for word in re.findall("<mark>(.*?)</mark>", text)),
            Markup(tags).text,
            Markup(below).text,
        )
        for link, text, tags, below in _HIT.findall(page.html)
    ]


def links(page: Visit) -> list[tuple[str, str, dict[str, str]]]:
    """The links within the visit that are no hits: their words, path and address."""
    found = re.findall(r'<a data-in-app href="(.*?)">(.*?)</a>', page.html)
    parts = [(Markup(words).text, urlsplit(unescape(href))) for href, words in found]
    return [(words, parts.path, dict(parse_qsl(parts.query))) for words, parts in parts]


def counts(page: Visit, facet: str) -> dict[str, int]:
    """The counts beside the values of a filter, by the values' names."""
    if not any(each.key == f"search_{facet}" for each in page.at.pills):
        page.press("More filters")
    (pills,) = [each for each in page.at.pills if each.key == f"search_{facet}"]
    said = [unescaped(option).removesuffix("]").split(" :gray[") for option in pills.options]
    return {name: int(count) for name, count in said}


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
    assert any("incidents" in hit.marked for hit in found)
    assert any("learn" in hit.marked for hit in found)
    assert "results with: " in page.text


def test_each_hit_leads_to_its_statement_in_its_level(visit: Open, sre: Ladder) -> None:
    page = visit("search", q="incident", kind="statement")
    assert hits(page)
    for link in hits(page):
        level = sre.level(link.address["level"])
        assert level
        statement = level.statement(link.address["statement"])
        assert statement
        assert " ".join(visible(statement.text).split()) == link.text
        assert f'data-card="sre/{level.code}/{statement.id}"' in page.html


def levels_shown(page: Visit) -> list[str]:
    return [hit.address["level"] for hit in hits(page)]


def test_hits_stand_level_by_level_or_the_best_first_as_the_reader_likes(
    visit: Open, sre: Ladder, index: Index
) -> None:
    page = visit("search", q="incident")
    assert levels_shown(page) == sorted(levels_shown(page))
    assert len(set(levels_shown(page))) > 2
    for hit in hits(page):
        level = sre.level(hit.address["level"])
        statement = level.statement(hit.address.get("statement", "")) if level else None
        found = level.competency(statement.competency) if level and statement else None
        assert found is None or found.name in hit.below
    page.press("Sorted by level")
    best = index.search("incident").hits[:10]
    assert levels_shown(page) == [hit.entry.level for hit in best]
    assert hits(page)[0].below.startswith(best[0].entry.level)
    assert page.address == {"q": "incident", "order": "best"}
    assert levels_shown(visit("search", **page.address)) == levels_shown(page)
    page.press("Best first")
    assert page.address == {"q": "incident"}


def test_one_more_key_does_not_shuffle_the_levels(visit: Open) -> None:
    page = visit("search", q="incid")
    for query in ("incid", "incident", "incident r"):
        page.choose("q", query)
        full = page.html.split('class="tier">Some of')[0]
        headings = re.findall("<h3>(L[0-9])", full)
        assert headings == sorted(headings)


def test_hits_are_one_element_however_many_there_are(visit: Open) -> None:
    few, many = (visit("search", q="incident", level=level) for level in ("L1", ""))
    assert len(hits(few)) < len(hits(many)) - 3
    assert len(many.elements) <= len(few.elements) + 1, "the button for the less relevant ones"


# -- levels and competencies that are typed ---------------------------------------------


def test_a_level_that_is_typed_limits_the_search_and_says_so(visit: Open) -> None:
    page = visit("search", q="l4 incident")
    assert set(levels_shown(page)) == {"L4"}
    assert [hit.text for hit in hits(page)] == [
        hit.text for hit in hits(visit("search", q="incident", level="L4"))
    ]
    assert "Only L4, as you typed." in page.text
    ((words, path, address),) = links(page)
    assert (words, path) == ("Search every level", "./search")
    assert address == {"q": "incident"}
    page.open("search", **address)
    assert len(set(levels_shown(page))) > 1
    assert "as you typed" not in page.text


def test_a_level_alone_leads_to_itself(visit: Open) -> None:
    page = visit("search", q="L4")
    assert [(path, address) for _, path, address in links(page)] == [("./", {"level": "L4"})]
    assert "Nothing in this ladder" not in page.text


def test_a_competency_that_is_typed_is_offered_first(visit: Open) -> None:
    page = visit("search", q="leadership")
    name = "Culture and Leadership"
    assert name in page.text
    assert page.text.index(name) < page.text.index(hits(page)[0].text)
    assert [(path, address) for _, path, address in links(page)] == [
        ("./compare", {"show": "several", "competency": "culture-and-leadership"}),
        ("./search", {"q": "leadership", "competency": "culture-and-leadership"}),
    ]


def test_filters_in_the_address_limit_what_is_found(visit: Open) -> None:
    every = hits(visit("search", q="incident"))
    page = visit("search", q="incident", level="L4,L3", kind="example")
    assert page.at.get_by_key("search_levels").value == ["L3", "L4"]
    assert page.at.session_state["search_kinds"] == ["example"]
    some = hits(page)
    assert some
    assert {link.address["level"] for link in some} <= {"L3", "L4"}
    assert all(link.tags == "example" for link in some)
    assert len({link.text for link in every}) > len(some)


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
        assert len(hits(page)) == promised[code] > 0
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
    assert "Some of your words" in visit("search", q="mentoring juniors").text
    related = visit("search", q="bus factor").text
    assert "Related in meaning" in related
    assert "results with" not in related
    text = visit("search", q="team ").text
    assert "All of your words" not in text, "nothing to tell apart"


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


def test_what_has_no_card_leads_to_its_level(visit: Open) -> None:
    for kind in ("fact", "summary", "example"):
        page = visit("search", q="team", kind=kind)
        assert hits(page), kind
        assert all(set(hit.address) == {"level"} for hit in hits(page)), kind


# -- several ladders -------------------------------------------------------------------


@pytest.fixture
def two(serve: Serve, tmp_path: Path) -> None:
    serve(ladders.two_ladders(tmp_path / "site"))


@pytest.mark.usefixtures("two")
def test_every_ladder_is_searched_whichever_is_in_view(visit: Open) -> None:
    page = visit("search", ladder="brewers", q="work")
    assert {link.address["ladder"] for link in hits(page)} == {"bakers", "brewers"}
    assert "Bakers · B1 · " in page.text
    assert "Brewers & Friends · B3 · " in page.text
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
def test_nothing_found_in_several_ladders_says_so(visit: Open) -> None:
    assert "Nothing in these ladders matches “zzzz”" in visit("search", q="zzzz").text


def test_names_that_only_differ_in_where_a_dash_stands_are_told_apart(
    visit: Open, serve: Serve, tmp_path: Path
) -> None:
    files = {"a/b-c.yaml": ladders.level("b-c"), "a-b/c.yaml": ladders.level("c")}
    serve(ladders.write(tmp_path / "site", files))
    page = visit("search", q="work")
    assert len(hits(page)) == 2
    assert 'data-card="a-b/c/work"' in page.html
    assert 'data-card="a/b-c/work"' in page.html


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
    suggested = [address["q"] for _, _, address in links(page)]
    assert "incidnet review" in suggested
    for query in suggested:
        assert hits(visit("search", q=query)), query


def test_nothing_found_gets_a_sentence_and_a_way_on(visit: Open) -> None:
    page = visit("search", q="payroll tax")
    assert "Nothing in this ladder matches “payroll tax”. Try fewer or other words." in (
        page.text.replace("**", "")
    )
    assert links(page)
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
    assert [link.text for link in hits(page)] == [link.text for link in hits(plain)]
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


# -- the reader's own level ------------------------------------------------------------


def test_hits_say_which_level_is_the_readers_own_and_which_is_next(visit: Open) -> None:
    page = visit("search", q="incident")
    assert "your level" not in page.html
    page.open("levels").choose("levels_own-sre", "L3")
    html = page.open("search", q="incident").html
    (own,) = re.findall(r"<h2>([^<]*) <span class=\"tag\">your level</span></h2>", html)
    (following,) = re.findall(r"<h2>([^<]*) <span class=\"tag\">your next</span></h2>", html)
    assert (own[:2], following[:2]) == ("L3", "L4")
    best = page.open("search", q="incident", order="best").html
    assert best.count("your level") >= 1
    assert re.search(r"<b>L4</b> <span class=\"tag\">your next</span>", best)


def test_a_word_that_no_text_has_is_named_and_the_others_offered(visit: Open) -> None:
    page = visit("search", q="runbook gardening")
    assert "Nothing with “gardening”. With “runbook”: 6 places" in Markup(page.html).text
    assert {marked for hit in hits(page) for marked in hit.marked} >= {"runbook"}
    assert sum(counts(page, "levels").values()) == 6
