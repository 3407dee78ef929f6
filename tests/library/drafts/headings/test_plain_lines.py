"""Levels on lines of plain text, with no mark and no blank line between them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.drafts.draft import Draft
from explorer.drafts.pages.markdown_pages import read_blocks
from explorer.drafts.pages.roles import read
from library.drafts.tables.table_readers import Row, told


def draft(text: str) -> Draft | None:
    return read(read_blocks(text.split("\n")), "growth.txt")


def rows(text: str) -> list[Row]:
    found = draft(text)
    assert found is not None
    return told(found)


def test_lines_below_a_level_are_its_statements_and_small_letters_go_on() -> None:
    text = (
        "Growth\n\nLevel 1: Baker\nYou bake what others\nhave planned.\nYou ask.\n"
        "Level 2: Senior Baker\nYou plan."
    )
    found = draft(text)
    assert found is not None
    assert [(level.code, level.title) for level in found.levels] == [
        ("1", "Baker"),
        ("2", "Senior Baker"),
    ]
    assert told(found) == [
        ("1", "statement", None, None, "You bake what others have planned."),
        ("1", "statement", None, None, "You ask."),
        ("2", "statement", None, None, "You plan."),
    ]


@pytest.mark.parametrize("mark", ["", "- ", "* "])
def test_what_a_line_says_beside_its_level_is_a_statement_where_nothing_follows(mark: str) -> None:
    text = f"{mark}Level 1: bakes bread\n{mark}Level 2: leads bakers\n{mark}Level 3: plans ovens"
    assert rows(text) == [
        ("1", "statement", None, None, "bakes bread"),
        ("2", "statement", None, None, "leads bakers"),
        ("3", "statement", None, None, "plans ovens"),
    ]


@pytest.mark.parametrize("head", ["{}\n", "## {}\n", "{}\n\n", "## {}\n\n"])
def test_levels_told_again_are_parted_by_the_line_above_each_run(head: str) -> None:
    one, other = head.format("Craft"), head.format("Care")
    assert rows(
        f"{one}Level 1: Bakes.\nLevel 2: Plans.\n\n{other}Level 1: Asks.\nLevel 2: Helps."
    ) == [
        ("1", "statement", "Craft", None, "Bakes."),
        ("1", "statement", "Care", None, "Asks."),
        ("2", "statement", "Craft", None, "Plans."),
        ("2", "statement", "Care", None, "Helps."),
    ]


def test_a_level_right_below_a_bullet_ends_the_list() -> None:
    assert rows(
        "L1 Baker\nCraft:\n- Bakes\nCare:\n- Asks\nL2 Lead\nCraft:\n- Plans\nCare:\n- Helps"
    ) == [
        ("L1", "statement", "Craft", None, "Bakes"),
        ("L1", "statement", "Care", None, "Asks"),
        ("L2", "statement", "Craft", None, "Plans"),
        ("L2", "statement", "Care", None, "Helps"),
    ]


def test_runs_without_a_name_are_no_ladder() -> None:
    assert draft("Level 1: Bakes.\nLevel 2: Plans.\nLevel 1: Asks.\nLevel 2: Helps.") is None


def test_a_sentence_that_only_speaks_of_levels_names_none() -> None:
    assert draft("We have five levels.\nNobody is at Level 5 yet.\nMost are at L2 or L3.") is None


@given(
    st.lists(
        st.lists(st.sampled_from(["I bake.", "I ask.", "I plan ovens."]), min_size=1),
        min_size=2,
        max_size=6,
    )
)
def test_every_line_finds_its_level(levels: list[list[str]]) -> None:
    text = "\n".join(
        line for at, said in enumerate(levels, 1) for line in (f"Level {at}: Baker", *said)
    )
    assert [(row[0], row[-1]) for row in rows(text)] == [
        (str(at), line) for at, said in enumerate(levels, 1) for line in said
    ]


def test_the_first_line_names_the_document_also_right_above_others() -> None:
    runs = "CARE\nLevel 1: Asks.\nLevel 2: Tells.\n\nCRAFT\nLevel 1: Cuts.\nLevel 2: Glues."
    made = draft(f"Paths\nBy the guild\n\n{runs}")
    assert made is not None
    assert made.name == "Paths"
    assert [fragment.text for fragment in made.prose] == ["By the guild"]


def test_names_at_the_margin_of_an_outline_of_tabs_are_headings() -> None:
    text = (
        "Bakers here\n\nHand\n\tDough\n\t\tKneads it\n\t\tWeighs it\n\tOven\n\t\tWatches it\n"
        "Baker\n\tDough\n\t\tPlans it\n\tOven\n\t\tLoads it"
    )
    assert rows(text) == [
        ("Hand", "statement", "Dough", None, "Kneads it"),
        ("Hand", "statement", "Dough", None, "Weighs it"),
        ("Hand", "statement", "Oven", None, "Watches it"),
        ("Baker", "statement", "Dough", None, "Plans it"),
        ("Baker", "statement", "Oven", None, "Loads it"),
    ]


@pytest.mark.parametrize("head", ["Level: {0}\nTitle: {1}", "Title: {1}\nLevel: {0}"])
def test_lines_that_say_level_and_title_head_one(head: str) -> None:
    level = "{}\nReports to: Head\n\nDough:\n- {}\n\nOven:\n- waits"
    text = "\n\n".join(
        level.format(head.format(*named), said)
        for *named, said in (("B1", "Baker", "Kneads"), ("B2", "Senior Baker", "Plans"))
    )
    found = draft(f"BAKERS\n\n{text}")
    assert found is not None
    assert [(level.code, level.title) for level in found.levels] == [
        ("B1", "Baker"),
        ("B2", "Senior Baker"),
    ]
    assert told(found)[:2] == [
        ("B1", "fact", None, "Reports to", "Head"),
        ("B1", "statement", "Dough", None, "Kneads"),
    ]


def test_a_line_that_says_only_the_level_heads_one_as_well_and_other_lines_do_not() -> None:
    text = "Level: Junior\nHelps others.\n\n- kneads\n\nLevel: Senior\n\n- plans"
    found = draft(text)
    assert found is not None
    assert [(level.code, level.title) for level in found.levels] == [
        ("Junior", "Junior"),
        ("Senior", "Senior"),
    ]
    assert told(found)[0] == ("Junior", "summary", None, None, "Helps others.")
    for others in (("Title: Junior Baker", "Title: Baker"), ("Code: A1", "Code: A2")):
        assert draft("\nName: Ann\n\n- likes tea\n\n".join(others)) is None


def test_short_paragraphs_after_the_last_level_close_the_document() -> None:
    levels = "B1 - Baker\n\n- Dough: kneads it well\n\nB2 - Lead\n\n- Dough: plans it well"
    found = draft(f"Subject: Re: Bakers\n\n{levels}\n\nTell me until Friday.\n\nInes")
    assert found is not None
    assert found.name == "Bakers"
    assert [each.text for each in found.prose] == ["Tell me until Friday.", "Ines"]


def test_a_fact_glued_to_the_list_below_it_is_one() -> None:
    level = "{}\n----------\nreports to: {}\n+ kneads\n+ weighs"
    text = "\n\n".join(level.format(*each) for each in (("junior baker", "Ann"), ("baker", "Bo")))
    assert rows(f"bakers - levels\n\n{text}")[:3] == [
        ("junior baker", "fact", None, "reports to", "Ann"),
        ("junior baker", "statement", None, None, "kneads"),
        ("junior baker", "statement", None, None, "weighs"),
    ]


def test_labels_that_come_again_under_numbered_topics_are_levels() -> None:
    text = (
        "What good looks like\n\n1. Craft\n   Associate: Sorts what has come in.\n"
        "   Senior: Sorts what will come in.\n\n2. Care\n   Associate: Asks those who know it.\n"
        "   Senior: Is asked by many others."
    )
    assert rows(text) == [
        ("Associate", "statement", "Craft", None, "Sorts what has come in."),
        ("Associate", "statement", "Care", None, "Asks those who know it."),
        ("Senior", "statement", "Craft", None, "Sorts what will come in."),
        ("Senior", "statement", "Care", None, "Is asked by many others."),
    ]


def test_a_chapter_in_the_files_name_is_no_code() -> None:
    sections = "7. Levels for testers\n7.1 Tester\n7.1.1 Craft\n(a) Tests\n7.2 Senior Tester\n7.2.1 Craft\n(a) Plans\n(b) Asks"
    found = read(read_blocks(sections.split("\n")), "handbook-ch7.txt")
    assert found is not None
    assert [level.code for level in found.levels] == ["Tester", "Senior Tester"]


def test_names_over_names_over_lists_are_levels_and_facts_part_from_what_follows() -> None:
    level = "{}\nReports to: Ann\n{}\n\nDough\n- {}\nOven\n- {}"
    text = "\n\n".join(
        (
            "Bakers here",
            level.format("Baker I", "Works alone.", "kneads", "lights it"),
            level.format("Baker II", "Leads some.", "plans", "buys one"),
        )
    )
    assert rows(text)[:4] == [
        ("Baker I", "fact", None, "Reports to", "Ann"),
        ("Baker I", "summary", None, None, "Works alone."),
        ("Baker I", "statement", "Dough", None, "kneads"),
        ("Baker I", "statement", "Oven", None, "lights it"),
    ]


def test_a_mail_may_have_its_levels_in_capitals() -> None:
    level = "{}\n\nDough\n- {}\n\nOven\n- {}"
    text = "\n\n".join(
        level.format(f"{rank} BAKER", *said)
        for rank, *said in (("JUNIOR", "a", "b"), ("MIDDLE", "c", "d"), ("SENIOR", "e", "f"))
    )
    found = draft(f"Subject: Re: Bakers\n\nHi,\n\n{text}\n\nAnn")
    assert found is not None
    assert (found.name, [level.title for level in found.levels]) == (
        "Bakers",
        ["JUNIOR BAKER", "MIDDLE BAKER", "SENIOR BAKER"],
    )
    assert [each.text for each in found.prose] == ["Hi,", "Ann"]


def test_codes_in_brackets_before_titles_and_a_summary_among_facts() -> None:
    level = "[B{0}] Baker\nSummary: Bakes what is to be baked.\nHours: 38\n\nDough:\n- kneads\nOven:\n- waits"
    assert rows("\n\n".join(["Bakers", level.format(1), level.format(2)]))[:3] == [
        ("B1", "summary", None, None, "Bakes what is to be baked."),
        ("B1", "fact", None, "Hours", "38"),
        ("B1", "statement", "Dough", None, "kneads"),
    ]
