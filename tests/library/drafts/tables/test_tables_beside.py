"""Tables around levels that headings tell of: what each says of the levels it names."""

from explorer.drafts.draft import Draft
from explorer.drafts.ledger import settle
from explorer.drafts.pages.markdown_pages import read_blocks
from explorer.drafts.pages.page_parts import read as read_page
from explorer.drafts.pages.roles import read
from explorer.importing import read_documents

Row = tuple[str, str | None, str | None, str]
LEVELS = "## {one}\n\n### Care\n\n- asks\n\n## {two}\n\n### Care\n\n- helps\n\n## More\n\n"


def page(table: str, one: str = "L1 - Keeper", two: str = "L2 - Senior Keeper") -> Draft:
    lines = (LEVELS.format(one=one, two=two) + table).split("\n")
    made = read(read_blocks(lines), "keepers.md")
    assert made is not None
    return settle(made, lines)


def rows(made: Draft) -> list[list[Row]]:
    return [[(f.kind, f.competency, f.scope, f.text) for f in lv.fragments] for lv in made.levels]


def test_a_matrix_says_more_of_the_levels() -> None:
    made = page("| | L1 | L2 |\n|---|---|---|\n| Voice | listens | speaks |")
    first, second = rows(made)
    assert first == [("statement", "Care", None, "asks"), ("statement", "Voice", None, "listens")]
    assert second == [("statement", "Care", None, "helps"), ("statement", "Voice", None, "speaks")]
    assert made.prose[-1].text == "More"


def test_levels_are_known_in_a_table_by_titles_that_no_word_knows() -> None:
    table = "| Value | Commis | Chef de partie |\n|---|---|---|\n| Thrift | saves | reuses |"
    made = page(table, one="L1 Commis", two="L2 Chef de partie")
    assert [level[-1] for level in rows(made)] == [
        ("statement", "Thrift", None, "saves"),
        ("statement", "Thrift", None, "reuses"),
    ]


def test_few_words_beside_a_level_are_facts_and_a_name_again_is_nothing() -> None:
    table = "| Level | Title | Night |\n|---|---|---|\n| L1 | Keeper | 12 % |\n| L2 | Senior Keeper | – |"
    first, second = rows(page(table))
    assert first == [("fact", None, "Night", "12 %"), ("statement", "Care", None, "asks")]
    assert second == [("statement", "Care", None, "helps")]


def test_a_known_competency_over_a_column_is_no_fact_and_examples_are_examples() -> None:
    table = "| Level | Care |\n|---|---|\n| L1 | fed it |\n| L2 | saved it |"
    assert rows(page(table))[0][-1] == ("statement", "Care", None, "fed it")
    examples = page(table.replace("fed it", "fed a cub")).levels[0]
    assert examples.fragments[-1].kind == "statement"
    lines = (LEVELS.format(one="L1", two="L2") + "## Worked examples\n\n" + table).split("\n")
    made = read(read_blocks(lines), "keepers.md")
    assert made is not None
    assert rows(made)[0][-1] == ("example", "Care", None, "fed it")


def test_what_defines_competencies_is_their_summary() -> None:
    table = "| Competency | Meaning |\n|---|---|\n| Care | for animals |\n| Voice | said aloud |"
    matrix = "\n\n| | L1 | L2 |\n|---|---|---|\n| Voice | listens | speaks |"
    made = page(table + matrix)
    assert ("summary", "Care", None, "for animals") in rows(made)[0]


def test_lines_above_what_defines_competencies_are_prose() -> None:
    table = "<table><tr><td>Read this first.</td></tr><tr><td>Competency</td><td>Meaning</td></tr>"
    made = page(f"{table}<tr><td>Care</td><td>for animals</td></tr></table>")
    assert ("summary", "Care", None, "for animals") in rows(made)[0]
    assert [(f.kind, f.text) for f in made.prose][-1] == ("prose", "Read this first.")


def test_what_names_neither_levels_nor_competencies_is_left_over() -> None:
    made = page("| Contact | Phone |\n|---|---|\n| IT | 114 |\n| L1 | 110 |")
    assert [f.text for f in made.prose] == ["More", "Contact | Phone", "IT | 114", "L1 | 110"]
    assert {f.kind for f in made.prose} == {"remainder"}


def test_a_list_says_the_titles_of_headings_that_are_only_codes() -> None:
    table = "| Level | Title | Pay |\n|---|---|---|\n| L1 | Keeper | B |\n| L2 | Head Keeper | C |"
    made = page(table, one="L1", two="L2")
    assert [level.title for level in made.levels] == ["Keeper", "Head Keeper"]
    assert rows(made)[0] == [("fact", None, "Pay", "B"), ("statement", "Care", None, "asks")]


def test_a_table_of_promotions_tells_of_no_level() -> None:
    single = page("| From | To | Rule |\n|---|---|---|\n| L1 | L2 | a year |")
    assert [len(level) for level in rows(single)] == [1, 1]
    assert "L1 | L2 | a year" in [f.text for f in single.prose]
    made = page("| From | To | Rule |\n|---|---|---|\n| L1 | L2 | a year |\n| L2 | L3 | two |")
    assert [len(level) for level in rows(made)] == [1, 1]


def test_a_level_may_report_to_another() -> None:
    made = page("| Grade | Reports to |\n|---|---|\n| L1 | L2 |\n| L2 | Director |")
    assert [level[0] for level in rows(made)] == [
        ("fact", None, "Reports to", "L2"),
        ("fact", None, "Reports to", "Director"),
    ]


def test_a_table_of_other_levels_is_one_more_ladder() -> None:
    made = page("| Area | T1 | T2 |\n|---|---|---|\n| Talks | gives one | gives many |")
    assert [(level.code, level.ladder) for level in made.levels][2:] == [
        ("T1", "More"),
        ("T2", "More"),
    ]
    assert not made.prose


def test_one_line_for_each_level_beside_a_matrix_is_its_summary() -> None:
    text = (
        "## Who is who\n\n- **K1 – Keeper**: feeds\n- **K2 – Head Keeper**: plans\n\n## What we ask\n\n"
        "| | K1 | K2 |\n|---|---|---|\n| Voice | listens | speaks |"
    )
    lines = text.split("\n")
    made = read(read_blocks(lines), "keepers.md")
    assert made is not None
    assert rows(made)[0] == [
        ("summary", None, None, "feeds"),
        ("statement", "Voice", None, "listens"),
    ]


def tables(text: str) -> Draft:
    lines = text.split("\n")
    made = read_page(read_blocks(lines), "keepers.md", "Markdown table")
    assert isinstance(made, Draft)
    return settle(made, lines)


def test_a_list_of_levels_says_which_columns_of_a_matrix_are_levels() -> None:
    text = (
        "| Stufe | Bezeichnung | Erfahrung |\n|---|---|---|\n| V1 | Techniker | 1 Jahr |\n"
        "| V2 | Leiter | 3 Jahre |\n\n| Kompetenz | V1 | V2 |\n|---|---|---|\n| Messen | misst | plant |"
    )
    made = tables(text)
    assert [(level.code, level.title) for level in made.levels] == [
        ("V1", "Techniker"),
        ("V2", "Leiter"),
    ]
    assert rows(made)[0] == [
        ("fact", None, "Erfahrung", "1 Jahr"),
        ("statement", "Messen", None, "misst"),
    ]


def test_words_that_a_legend_explains_are_no_levels() -> None:
    text = (
        "| Proficiency | Meaning |\n|---|---|\n| Basic | with help |\n| Advanced | teaches |\n\n"
        "| Skill | K1 | K2 |\n|---|---|---|\n| Feeding | Basic | Advanced |\n| Nets | Basic | Basic |"
    )
    made = tables(text)
    assert [level.code for level in made.levels] == ["K1", "K2"]
    assert rows(made)[1][0] == ("statement", "Feeding", None, "Advanced")
    assert {f.kind for f in made.prose} == {"remainder"}


def test_the_first_row_of_each_table_may_name_its_level() -> None:
    table = "| {} | |\n|---|---|\n| Care | {} |\n| Voice | speaks with every visitor |"
    text = "\n\n".join(
        [
            table.format("K1 Keeper", "feeds all of them"),
            table.format("K2 Keeper", "asks for more of it"),
        ]
    )
    made = tables(text)
    assert [level.code for level in made.levels] == ["K1", "K2"]
    assert rows(made)[1][0] == ("statement", "Care", None, "asks for more of it")


def test_tables_of_levels_win_over_roles_that_only_gather_them() -> None:
    table = "| | {0}1 | {0}2 |\n|---|---|---|\n| Care | asks | helps |"
    text = f"## Engineers\n\n{table.format('T')}\n\n## Managers\n\n{table.format('M')}"
    assert [level.code for level in tables(text).levels] == ["T1", "T2", "M1", "M2"]


def test_a_role_that_says_nothing_over_a_table_of_levels_is_a_competency() -> None:
    table = "| Level | What we expect |\n|---|---|\n| K1 | {} |\n| K2 | asks for more |"
    text = f"# Care\n\n{table.format('asks')}\n\n# Partners\n\n{table.format('writes')}"
    assert rows(tables(text))[0] == [
        ("statement", "Care", None, "asks"),
        ("statement", "Partners", None, "writes"),
    ]


def test_one_text_a_level_beside_a_matrix_is_its_summary() -> None:
    text = "## Who\n\n### L1 Keeper\n\nFeeds.\n\n### L2 Senior Keeper\n\nLeads.\n\n## More\n\n"
    lines = (text + "| | L1 | L2 |\n|---|---|---|\n| Voice | listens | speaks |").split("\n")
    made = read(read_blocks(lines), "keepers.md")
    assert made is not None
    assert rows(settle(made, lines)) == [
        [("summary", None, None, "Feeds."), ("statement", "Voice", None, "listens")],
        [("summary", None, None, "Leads."), ("statement", "Voice", None, "speaks")],
    ]


def test_labels_of_levels_are_facts_where_a_table_beside_says_what_is_expected() -> None:
    text = (
        "## L1 Keeper\n\n- **Hours:** {}\n\n## L2 Senior Keeper\n\n- **Hours:** {}\n\n## More\n\n"
    )
    table = "| | L1 | L2 |\n|---|---|---|\n| Voice | listens | speaks |"
    for one, two, kind in (("37 a week", "by request", "fact"), ("keeps", "sets", "statement")):
        made = read(read_blocks((text.format(one, two) + table).split("\n")), "keepers.md")
        assert made is not None
        assert [level[0][0] for level in rows(made)] == [kind, kind]


def test_a_level_above_the_head_of_a_table_beside_is_read_without_that_head() -> None:
    matrix = (
        "| Area | L1 | L2 |\n|-|-|-|\n| Heat | Fries it | Roasts it |\n| Care | Asks | Tells |\n"
    )
    rows = (("L1", ""), ("Level", "Title"), ("L2", "Chef"), ("Ask Bo", "Here"))
    table = "".join(f"<tr><td>{one}</td><td>{other}</td></tr>" for one, other in rows)
    text = f"# Ladder\n\n{matrix}\n# More\n\n<table>{table}</table>\n"
    (made,) = read_documents({"x.md": text.encode()}).drafts
    assert [level.code for level in made.levels] == ["L1", "L2"]
