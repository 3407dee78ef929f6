"""Search: what an address finds, what is marked, and what is said when nothing is found."""

import pytest
from tests.app.conftest import Open
from tests.app.visiting import Link, Visit, live, unescaped

from explorer.addresses import SearchAddress
from explorer.markup import visible
from explorer.model import Ladder

MARKED = ":yellow-background[**"


def hits(page: Visit) -> list[Link]:
    return [link for link in page.links if MARKED in link.label]


def settle(page: Visit) -> Visit:
    """Let the pause pass after which a typed query is written into the address."""
    page.at.session_state["q_typed"] = 0.0
    return page.run()


def test_a_query_in_the_address_gives_marked_hits(visit: Open) -> None:
    page = visit("search", q="incidnet review")
    assert page.at.get_by_key("q").value == "incidnet review"
    found = hits(page)
    assert found
    assert any(f"{MARKED}incident" in link.label for link in found)
    assert any("review" in link.label for link in found)
    assert "places with: " in page.text


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
    assert page.at.get_by_key("search_kinds").value == ["example"]
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
    assert "Nothing in this ladder says “payroll tax”. Try fewer or other words." in (
        page.text.replace("**", "")
    )
    assert page.links_in("suggestions")
    limited = visit("search", q="payroll tax", level="L4")
    assert "Take a filter away" in limited.text


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
    if SearchAddress.read({"q": query}).q.strip() and not hits(page):
        assert "Nothing in this ladder says “" in page.text
    visit("search", q=query, view="print")


@pytest.mark.parametrize("query", WILD.values(), ids=WILD.keys())
def test_any_text_may_be_typed(visit: Open, query: str) -> None:
    visit("search").choose("q", query[:300])


def test_unknown_filters_are_ignored(visit: Open) -> None:
    plain = visit("search", q="incident review")
    page = visit("search", q="incident review", level="L99,<b>", competency="x", kind="nonsense")
    assert [link.label for link in hits(page)] == [link.label for link in hits(plain)]
    assert page.at.get_by_key("search_levels").value == []
    assert page.address == {"q": "incident review"}


@pytest.mark.parametrize(
    "address", [{"level": "L99"}, {"competency": "x"}, {"kind": "nonsense"}], ids=str
)
def test_unknown_filters_are_ignored_in_the_print_view_too(
    visit: Open, address: dict[str, str]
) -> None:
    assert hits(visit("search", q="incident review", view="print", **address))


def test_what_is_less_likely_is_drawn_only_when_asked_for(visit: Open) -> None:
    page = visit("search", q="I help my team to")
    few = len(hits(page))
    assert few == 12
    (more,) = page.at.expander
    assert more.label.endswith("more, less likely")
    page.at.session_state["search_more"] = True
    page.run()
    assert len(hits(page)) == few + int(more.label.split()[0])


def test_the_print_view_has_the_hits_and_nothing_to_press(visit: Open) -> None:
    page = visit("search", q="incident review", view="print")
    assert hits(page)
    assert page.widgets == []
    assert not page.at.expander
    assert page.address == {"q": "incident review", "view": "print"}


def test_the_print_view_says_when_nothing_is_found(visit: Open) -> None:
    page = visit("search", q="payroll tax", view="print")
    assert "Nothing in this ladder says “payroll tax”" in page.text


def test_the_print_view_without_a_query_shows_no_stray_marks(visit: Open) -> None:
    assert not [
        each.value for each in visit("search", view="print").at.markdown if "****" in each.value
    ]
