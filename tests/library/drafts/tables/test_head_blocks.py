"""Levels with several columns: what is expected, and examples of it, in any order of words."""

import pytest

from explorer.drafts.tables import spreadsheets
from library.drafts.tables.table_readers import markdown, read, told


@pytest.mark.parametrize(
    "head",
    [
        "Area,L1 Expectation,L1 Evidence,L2 Expectation,L2 Evidence",
        "Area,Expectation (L1),Evidence (L1),Expectation (L2),Evidence (L2)",
        "Area,L1,Examples for L1,L2,Examples for L2",
        "Area,L1 - What we expect,L1 - What it looks like,L2 - What we expect,L2 - What it looks like",
        ",L1,,L2,\nArea,Description,Example,Description,Example",
        "Area,L1,,L2,\n,What it means,How you show it,What it means,How you show it",
        "Level,L1,L1,L2,L2\n,Expectation,Evidence,Expectation,Evidence",
        "Area,L1,Example,L2,Example",
    ],
)
def test_a_level_has_a_column_for_expectations_and_one_for_examples(head: str) -> None:
    made = read(
        spreadsheets.read, f"{head}\nCraft,bakes,baked,plans,planned\nCare,asks,asked,helps,helped"
    )
    assert told(made) == [
        ("L1", "statement", "Craft", None, "bakes"),
        ("L1", "example", "Craft", None, "baked"),
        ("L1", "statement", "Care", None, "asks"),
        ("L1", "example", "Care", None, "asked"),
        ("L2", "statement", "Craft", None, "plans"),
        ("L2", "example", "Craft", None, "planned"),
        ("L2", "statement", "Care", None, "helps"),
        ("L2", "example", "Care", None, "helped"),
    ]


def test_what_it_looks_like_alone_is_what_is_expected() -> None:
    made = read(spreadsheets.read, "Area,L1 looks like,L2 looks like\nCraft,bakes,plans")
    assert [row[1] for row in told(made)] == ["statement", "statement"]


@pytest.mark.parametrize(
    "rows",
    [
        ",P1,P2\n,Potter,Glazer of the house\nClay,kneads it until it sings,buys it by the ton",
        "Area,P1,P2\n,Potter,Glazer\nClay,kneads it until it sings,buys it by the ton",
        ",P1,P2\nArea,Senior Potter,Head of Clay\nClay,kneads it until it sings,buys it by the ton",
        "Area,Stufe 1,Stufe 2\n,Potter,Glazer\nClay,kneads it until it sings,buys it by the ton",
    ],
)
def test_titles_stand_under_codes(rows: str) -> None:
    made = read(spreadsheets.read, rows)
    assert [level.title for level in made.levels] == rows.split("\n")[1].split(",")[1:]
    assert [row[-1] for row in told(made)] == ["kneads it until it sings", "buys it by the ton"]


@pytest.mark.parametrize("titles", ["Hand,Keeper,Manager", "Potter,Senior Potter,Lead Potter"])
def test_letters_over_titles_are_codes(titles: str) -> None:
    rows = "Clay,Kneads,Buys it,Sells\nGlaze,Mixes,Tests,Names it"
    made = read(spreadsheets.read, f"Pillar,A,B,C\n,{titles}\n{rows}")
    assert [level.code for level in made.levels] == ["A", "B", "C"]
    assert [level.title for level in made.levels] == titles.split(",")


def test_letters_are_codes_where_the_name_of_their_row_reaches_down_to_the_titles() -> None:
    page = (
        '<table><tr><td rowspan="2">Field</td><td>A</td><td>B</td></tr>'
        "<tr><td>Junior Potter</td><td>Senior Potter</td></tr>"
        "<tr><td>Clay</td><td>Kneads it</td><td>Buys it</td></tr></table>"
    )
    made = read(markdown, page, kept=["Field"])
    assert [(level.code, level.title) for level in made.levels] == [
        ("A", "Junior Potter"),
        ("B", "Senior Potter"),
    ]


@pytest.mark.parametrize("rows", [1, 2])
def test_names_of_groups_stand_over_those_of_columns_beside_others(rows: int) -> None:
    page = (
        f'<table><tr><td rowspan="{rows}">Grade</td><td rowspan="{rows}">Salary</td>'
        '<td colspan="2">Craft</td>'
        '<td colspan="2">People</td></tr>'
        f"<tr>{'<td></td>' * (4 - 2 * rows)}<td>Tests</td><td>Logs</td><td>Talks</td><td>Reviews</td></tr>"
        "<tr><td>Q1</td><td>30k</td><td>Runs them</td><td>Reads them</td><td>Asks</td><td>Reads</td></tr>"
        "<tr><td>Q2</td><td>40k</td><td>Adds some</td><td>Keeps them</td><td>Tells</td><td>Writes</td></tr>"
        "</table>"
    )
    assert told(read(markdown, page))[:3] == [
        ("Q1", "fact", None, "Salary", "30k"),
        ("Q1", "statement", "Craft", "Tests", "Runs them"),
        ("Q1", "statement", "Craft", "Logs", "Reads them"),
    ]


def test_parts_stand_below_levels_beside_a_merged_corner() -> None:
    page = (
        '<table><tr><td rowspan="2">Area</td><td colspan="2">SRE I</td><td colspan="2">SRE II</td>'
        "</tr><tr><td>By day</td><td>At night</td><td>By day</td><td>At night</td></tr>"
        "<tr><td>Alerts</td><td>Adds some</td><td>Reads them</td><td>Cuts some</td><td>Knows why</td></tr>"
        "</table>"
    )
    assert told(read(markdown, page))[1] == (
        "SRE I",
        "statement",
        "Alerts",
        "At night",
        "Reads them",
    )


def test_a_row_without_a_name_is_no_row_of_titles() -> None:
    made = read(spreadsheets.read, "Area,P1,P2\n,kneads,Buys\nClay,digs,Sells")
    assert [row[-1] for row in told(made)] == ["kneads", "digs", "Buys", "Sells"]


def test_columns_with_the_same_words_for_each_level_are_scopes_or_scores() -> None:
    made = read(
        spreadsheets.read,
        "Area,P1,,,P2,,\n,At work,At fairs,Self,At work,At fairs,Self\n"
        "Clay,kneads,shows,2,buys,sells,1\nFire,stacks,tends,1,plans,tells,0",
    )
    assert ("P1", "statement", "Clay", "At fairs", "shows") in told(made)
    assert ("P2", "statement", "Fire", "At work", "plans") in told(made)
    assert len(told(made)) == 8
