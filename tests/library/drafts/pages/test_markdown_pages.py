from explorer.drafts.pages.markdown_pages import read_blocks


def test_a_list_that_a_site_makes_its_contents_of_is_no_text() -> None:
    lines = [
        "# Guide",
        "",
        "## On this page",
        "{:.no_toc}",
        "",
        "- TOC",
        "{:toc}",
        "",
        "Who we are.",
    ]
    said = [(block.kind, block.text) for block in read_blocks(lines) if block.kind != "structure"]
    assert said == [("heading", "Guide"), ("paragraph", "Who we are.")]


def test_marks_of_a_generator_are_no_text() -> None:
    for mark in ("[[_TOC_]]", "[TOC]", "import Tabs from '@theme/Tabs';"):
        assert [block.kind for block in read_blocks([mark])] == ["structure"]
    assert [block.kind for block in read_blocks(["import what others wrote"])] == ["paragraph"]


def test_a_heading_says_nothing_of_the_link_to_itself() -> None:
    for heading in (
        '## Craft [#](#craft "Direct link")',
        "## Craft {#craft}",
        "## [¶](#craft) Craft",
    ):
        assert read_blocks([heading])[0].text == "Craft"


def test_a_word_that_ends_a_wrapped_sentence_is_no_label() -> None:
    said = [block.text for block in read_blocks(["- Leads by setting an", "example.", "- Asks"])]
    assert said == ["Leads by setting an example.", "Asks"]


def test_marks_underline_headings_in_the_order_in_which_they_come() -> None:
    lines = [
        "Guide",
        "#####",
        "",
        "~~~~",
        "Role",
        "~~~~",
        "",
        ":Reports to: Head",
        "",
        "Craft",
        "=====",
        "",
    ]
    said = [(b.kind, b.depth, b.text) for b in read_blocks(lines) if b.kind != "rule"]
    assert said == [
        ("heading", 1, "Guide"),
        ("heading", 2, "Role"),
        ("bullet", 0, "Reports to: Head"),
        ("heading", 3, "Craft"),
    ]


def test_a_tab_of_a_site_is_a_heading_without_its_quotes() -> None:
    assert read_blocks(['=== "L1 Engineer"'])[0].text == "L1 Engineer"


def test_lines_with_tabs_are_lists_where_some_stand_deeper() -> None:
    said = [(b.kind, b.indent, b.text) for b in read_blocks(["L1", "", "\tCraft", "\t\tBakes"])]
    assert said == [("paragraph", 0, "L1"), ("bullet", 4, "Craft"), ("bullet", 8, "Bakes")]


def test_headings_of_wikis_are_as_deep_as_each_wiki_has_it() -> None:
    for lines in (
        ["====== Guide ======", "===== L1 ====="],
        ["= Guide =", "== L1 =="],
        ["h1. Guide", "h2. L1"],
    ):
        assert [(b.depth, b.text) for b in read_blocks(lines)] == [(1, "Guide"), (2, "L1")]
