"""Compare: which two levels, what is said about them, and that nothing of them is lost."""

from pathlib import Path

import pytest
from tests.app import ladders
from tests.app.conftest import Open, Serve
from tests.app.visiting import Markup, Visit

from explorer.comparison import compare
from explorer.markup import visible
from explorer.model import Ladder

SAME = "That is one and the same level."


def chosen(page: Visit) -> tuple[str, str]:
    return page.at.get_by_key("compare_left").value, page.at.get_by_key("compare_right").value


def tables(page: Visit) -> str:
    return Markup(page.html).text


def test_without_an_address_l3_stands_beside_l4(visit: Open) -> None:
    page = visit("compare")
    assert chosen(page) == ("L3", "L4")
    assert page.address == {"left": "L3", "right": "L4"}
    assert "28 expectations grow, 8 are new and 3 are no longer said." in tables(page)


def test_the_pair_is_in_the_address(visit: Open) -> None:
    page = visit("compare", left="L1", right="L6")
    assert chosen(page) == ("L1", "L6")
    assert page.address == {"left": "L1", "right": "L6"}
    assert page.at.code[0].value.endswith("/compare?left=L1&right=L6")


@pytest.mark.parametrize(("left", "right"), [("L3", "L4"), ("L4", "L3"), ("L1", "L6")])
def test_every_statement_and_fact_of_both_levels_is_there(
    visit: Open, sre: Ladder, left: str, right: str
) -> None:
    text = tables(visit("compare", left=left, right=right))
    for code in (left, right):
        level = sre.level(code)
        assert level
        pairs = compare(*(sre.level(each) for each in (left, right)), sre)  # type: ignore[arg-type]
        marked = {
            side.text
            for each in pairs.competencies
            for pair in each.pairs
            if pair.words
            for side in (*pair.before, *pair.after)
        }
        for statement in level.statements:
            words = " ".join(visible(statement.text).split())
            assert words in text or visible(statement.text) in marked
        for fact in level.facts:
            assert fact.name in text


def test_what_both_word_alike_is_marked_word_by_word_and_by_name(visit: Open) -> None:
    markup = Markup(visit("compare", left="L1", right="L2").html)
    assert markup.named("ins")
    assert markup.named("del")
    assert "↑ grows" in markup.text
    assert "+ new" in markup.text
    assert "− no longer said" in markup.text


def test_the_sentence_counts_what_the_tables_show(visit: Open, sre: Ladder) -> None:
    page = visit("compare", left="L3", right="L4")
    before, after = sre.level("L3"), sre.level("L4")
    assert before
    assert after
    found = compare(before, after, sre)
    text = tables(page)
    assert f"{found.count('new')} are new" in text
    # Once more each: the head of the table that counts them.
    assert text.count("+ new") == found.count("new") + 1
    assert text.count("− no longer said") == found.count("gone") + 1


def test_an_unknown_level_gets_a_sentence_and_a_default(visit: Open) -> None:
    page = visit("compare", left="L99", right="L5")
    assert page.messages() == ["There is no level “L99” here. Choose another below."]
    assert chosen(page) == ("L3", "L5")
    assert page.address == {"left": "L3", "right": "L5"}
    assert page.run().messages() == []


def test_two_unknown_levels_get_a_sentence_each_and_one_only_one(visit: Open) -> None:
    assert len(visit("compare", left="X1", right="X2").messages()) == 2
    assert len(visit("compare", left="X1", right="X1").messages()) == 1


@pytest.mark.parametrize("name", ["<b>x</b>", "![](http://evil.example)", "x" * 9000, "🦉", "/"])
def test_any_text_may_be_asked_for(visit: Open, name: str) -> None:
    (said,) = visit("compare", left=name).messages()
    assert name[:300] in said


def test_the_same_level_twice_gets_a_sentence(visit: Open) -> None:
    page = visit("compare", left="L4", right="L4")
    (said,) = page.messages()
    assert said.startswith(SAME)
    assert "expectations" not in tables(page)
    assert page.address == {"left": "L4", "right": "L4"}


def test_swap_turns_the_pair_round(visit: Open) -> None:
    page = visit("compare", left="L2", right="L5").press("Swap")
    assert chosen(page) == ("L5", "L2")
    assert page.address == {"left": "L5", "right": "L2"}
    assert "expectations" in tables(page)


def test_another_choice_is_written_into_the_address(visit: Open) -> None:
    page = visit("compare").choose("compare_right", "L6")
    assert page.address == {"left": "L3", "right": "L6"}
    assert "expectations" in tables(page)


def test_a_followed_link_wins_over_what_was_chosen_before(visit: Open) -> None:
    page = visit("compare").choose("compare_right", "L6")
    page.open("compare", left="L1", right="L2")
    assert chosen(page) == ("L1", "L2")


def test_drafts_are_named_quietly(visit: Open) -> None:
    page = visit("compare", left="L3", right="L4")
    assert page.at.caption[-1].value == "L3 is a draft, nobody's agreed ladder yet."
    both = visit("compare", left="L5", right="L6")
    assert both.at.caption[-1].value.startswith("L5 and L6 are drafts")


def test_levels_of_two_ladders_stand_side_by_side(
    visit: Open, serve: Serve, tmp_path: Path
) -> None:
    serve(ladders.two_ladders(tmp_path / "site"))
    page = visit("compare", ladder="bakers", left="B2", right="brewers/B2")
    (said,) = page.messages()
    assert said.startswith("These two have no competency in common")
    assert chosen(page) == ("B2", "brewers/B2")
    text = tables(page)
    assert "The whole bakery" in text
    assert "One kettle" in text
    assert page.address == {"ladder": "bakers", "left": "B2", "right": "brewers/B2"}


def test_a_ladder_without_l4_begins_with_its_last_two(
    visit: Open, serve: Serve, tmp_path: Path
) -> None:
    serve(ladders.two_ladders(tmp_path / "site"))
    assert chosen(visit("compare", ladder="brewers")) == ("B2", "B3")


def test_a_ladder_of_one_level_can_be_opened(visit: Open, serve: Serve, tmp_path: Path) -> None:
    serve(ladders.write(tmp_path / "site", {"bakers/B1.yaml": ladders.level("B1")}))
    page = visit("compare")
    assert chosen(page) == ("B1", "B1")
    assert page.messages()[0].startswith(SAME)


def test_the_print_view_has_tables_and_nothing_to_press(visit: Open) -> None:
    page = visit("compare", left="L3", right="L4", view="print")
    assert page.widgets == []
    assert len(Markup(page.html).named("table")) == 6
    assert [link.address for link in page.links] == [{"left": "L3", "right": "L4"}]


def test_the_print_view_names_the_levels_that_it_compares(visit: Open) -> None:
    page = visit("compare", left="L2", right="L5", view="print")
    assert "L2" in tables(page)
    assert "L5" in tables(page)
