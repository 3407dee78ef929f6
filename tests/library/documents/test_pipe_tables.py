import string

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from explorer.documents.pipe_tables import pipe_grid, split_row
from explorer.drafts.draft import Draft
from explorer.drafts.pages import roles
from explorer.drafts.pages.markdown_pages import read_blocks
from explorer.importing.pipeline import read_documents
from library.drafts.tables.table_readers import around, markdown, read, titles, told, unread

MATRIX = """\
# Titles for Gardeners

| Category | Gardener (L2) | Senior Gardener (L3) |
| ----- | :---: | ---: |
| **Skill** |  |  |
| *Pruning* | Prunes. | Prunes well. |
| *Pruning* | Sharpens tools. | - |
| **🌱 Care** |  |  |
| *Watering - by hand* | Waters.<br>Looks twice. | Keeps records.
"""


def draft(text: str, **options: str) -> Draft:
    return read(markdown, text, **options)


def test_levels_as_columns_with_group_rows_are_competencies_with_scopes() -> None:
    made = draft(MATRIX)
    assert made.name == "Titles for Gardeners"
    assert titles(made) == {"L2": "Gardener", "L3": "Senior Gardener"}
    assert told(made) == [
        ("L2", "statement", "Skill", "Pruning", "Prunes."),
        ("L2", "statement", "Skill", "Pruning", "Sharpens tools."),
        ("L2", "statement", "Care", "Watering - by hand", "Waters."),
        ("L2", "statement", "Care", "Watering - by hand", "Looks twice."),
        ("L3", "statement", "Skill", "Pruning", "Prunes well."),
        ("L3", "statement", "Care", "Watering - by hand", "Keeps records."),
    ]
    assert dict(made.levels[0].icons) == {"Care": "🌱"}


def test_a_fragment_knows_the_line_it_stands_in() -> None:
    assert draft(MATRIX).levels[0].fragments[1].lines == (7,)


def test_without_group_rows_the_name_of_a_row_is_the_competency() -> None:
    made = draft("| | P1 | P2 |\n|-|-|-|\n| Craft | Writes. | Shapes. |\n|  | Asks. | |")
    assert told(made) == [
        ("P1", "statement", "Craft", None, "Writes."),
        ("P1", "statement", "Craft", None, "Asks."),
        ("P2", "statement", "Craft", None, "Shapes."),
    ]


def test_levels_as_rows_have_a_competency_a_column() -> None:
    made = draft(
        "| Level | Craft | Care |\n|--|--|--|\n| IC1 | Writes. | Asks. |\n| IC2 | Shapes. | |"
    )
    assert told(made) == [
        ("IC1", "statement", "Craft", None, "Writes."),
        ("IC1", "statement", "Care", None, "Asks."),
        ("IC2", "statement", "Craft", None, "Shapes."),
    ]


def test_a_table_under_the_heading_of_a_level_is_that_levels() -> None:
    text = (
        "# Ladder\n\n## L3: Senior\n\nI am calm.\n\n| Area | Expectation | Example |\n|--|--|--|\n"
        "| Craft | Writes. | Wrote a book |\n\n## L4: Staff\n\n| Area | Expectation |\n|--|--|\n"
        "| Craft | - Shapes.<br>- Plans. |\n"
    )
    made = draft(text)
    assert titles(made) == {"L3": "Senior", "L4": "Staff"}
    assert told(made) == [
        ("L3", "statement", "Craft", None, "Writes."),
        ("L3", "example", "Craft", None, "Wrote a book"),
        ("L3", "summary", None, None, "I am calm."),
        ("L4", "statement", "Craft", None, "Shapes."),
        ("L4", "statement", "Craft", None, "Plans."),
    ]


def test_a_heading_over_a_table_of_level_and_text_is_the_competency() -> None:
    text = (
        "# Ladder\n## Craft\nLevel | Expectation\n--- | ---\nL1 | Tests.\nL2 | Plans.\n"
        "## Care\n| Level | Expectation |\n|--|--|\n| L1 | Asks. |\n"
    )
    assert told(draft(text)) == [
        ("L1", "statement", "Craft", None, "Tests."),
        ("L1", "statement", "Care", None, "Asks."),
        ("L2", "statement", "Craft", None, "Plans."),
    ]


def test_a_second_table_completes_titles_and_facts() -> None:
    text = (
        "| | L1 | L2 |\n|-|-|-|\n| Craft | Tests whatever there is. | Plans. |\n\n"
        "| Level | Title | Years |\n|--|--|--|\n| L1 | Junior Cook | 0-2 |\n| L2 | Cook | |\n"
    )
    made = draft(text)
    assert titles(made) == {"L1": "Junior Cook", "L2": "Cook"}
    assert ("L1", "fact", None, "Years", "0-2") in told(made)


def test_an_escaped_pipe_is_text() -> None:
    made = draft("| | L1 | L2 |\n|-|-|-|\n| Craft | a \\| b | c |")
    assert told(made)[0][-1] == "a | b"


def test_what_stands_beyond_the_header_is_kept_as_the_remainder() -> None:
    made = draft("| | L1 | L2 |\n|-|-|-|\n| Craft | a | b | stray |")
    assert around(made) == [("remainder", "stray")]
    assert [warning.line for warning in made.warnings] == [3, 3]


def test_notes_tentative_texts_and_examples_in_a_cell_are_found() -> None:
    cell = "Writes.<br>maybe:<br>- Reads.<br>TODO: more<br>Examples:<br>- Wrote a book"
    made = draft(f"| | L1 | L2 |\n|-|-|-|\n| Craft | {cell} | b |")
    assert told(made)[:4] == [
        ("L1", "statement", "Craft", None, "Writes."),
        ("L1", "tentative", "Craft", None, "Reads."),
        ("L1", "note", "Craft", None, "TODO: more"),
        ("L1", "example", "Craft", None, "Wrote a book"),
    ]


def test_cells_that_only_say_yes_make_the_rows_name_the_statement() -> None:
    made = draft(
        "| Skill | Junior | Senior |\n|-|-|-|\n| **Craft** |\n| Tests | ✓ | ✓ |\n| Plans | | x |"
    )
    assert told(made) == [
        ("Junior", "statement", "Craft", None, "Tests"),
        ("Senior", "statement", "Craft", None, "Tests"),
        ("Senior", "statement", "Craft", None, "Plans"),
    ]


def test_orientation_can_be_said() -> None:
    text = "| | Red | Blue |\n|-|-|-|\n| Craft | a | b |\n| Care | c | d |"
    assert isinstance(markdown(text.split("\n"), "x"), str)
    assert titles(draft(text, orientation="columns")) == {"Red": "Red", "Blue": "Blue"}
    assert titles(draft(text, orientation="rows")) == {"Craft": "Craft", "Care": "Care"}


def test_a_document_without_a_table_of_levels_is_refused_with_the_reason() -> None:
    assert markdown(["just", "text"], "x") == "there is no table in it"
    refused = markdown("| a | b |\n|--|--|\n| c | d |".split("\n"), "x")
    assert refused == "no column and no row of its tables names a level"


def test_names_that_several_grids_have_in_common_merge_levels() -> None:
    text = "## Craft\n\n| L1 | L2 |\n|-|-|\n| a | b |\n\n## Care\n\n| L1 | L2 |\n|-|-|\n| c | d |\n"
    assert told(draft(text)) == [
        ("L1", "statement", "Craft", None, "a"),
        ("L1", "statement", "Care", None, "c"),
        ("L2", "statement", "Craft", None, "b"),
        ("L2", "statement", "Care", None, "d"),
    ]


PARTS = st.sampled_from(
    [
        "|",
        "\\|",
        "L1",
        "Senior",
        "Craft",
        "<br>",
        "- ",
        "**",
        "`",
        "<b>",
        "</td>",
        "&amp;",
        " ",
        "--",
        "|--|--|",
        "\n",
        "\n## L2\n",
        "\n\n",
        "<table>",
        "<td>",
        "TODO",
        "maybe:",
        "x",
    ]
)


@given(st.lists(PARTS, max_size=40))
def test_no_text_is_too_odd(parts: list[str]) -> None:
    lines = "".join(["| | L1 | L2 |\n|-|-|-|\n| Craft | a | ", *parts]).split("\n")
    made = markdown(lines, "x")
    assert isinstance(made, str) or unread(made, lines) is not None


@given(st.lists(st.text(string.ascii_letters + " |\\`", max_size=12), min_size=1, max_size=5))
def test_cells_come_back_as_they_were_written(cells: list[str]) -> None:
    row = "| " + " | ".join(c.replace("\\", "").replace("|", "\\|") or "x" for c in cells) + " |"
    found = split_row(row)
    assert found == [(c.replace("\\", "") or "x").strip() for c in cells] or not found[-1]


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        ("| `a | b` | c |", ["`a", "b`", "c"]),
        (r"| `a \| b` | c |", ["`a | b`", "c"]),
        ("| a | | b", ["a", "", "b"]),
        ("a |", ["a"]),
    ],
)
def test_a_pipe_splits_cells_as_in_gfm_even_within_code(row: str, cells: list[str]) -> None:
    assert split_row(row) == cells
    rendered = (
        MarkdownIt().enable("table").parse(f"|{'x|' * len(cells)}\n|{'-|' * len(cells)}\n{row}")
    )
    shown = [t.content for t in rendered if t.type == "inline"][len(cells) :]
    assert shown == cells


def test_an_escaped_backslash_leaves_the_pipe_after_it_a_delimiter() -> None:
    # As in cmark-gfm, the reference; markdown-it takes the pipe for escaped.
    assert split_row(r"a \\| b") == ["a \\\\", "b"]


def test_a_role_and_a_matrix_split_the_same_row_alike() -> None:
    row = r"| Tools | I pipe `a \| b` into c |"
    role = roles.read(
        read_blocks(["# L1: Engineer", "## Craft", "| Area | Text |", "|-|-|", row]), "L1.md"
    )
    grid = pipe_grid(["| Area | L1 |", "|-|-|", row], 1)
    assert role is not None
    assert grid.rows[1][1].text == role.levels[0].fragments[0].text == "I pipe `a | b` into c"


def test_tables_of_other_levels_under_headings_are_ladders() -> None:
    text = (
        "# Tracks\n## Makers\n| Axis | T1 – Cook | T2 – Chef |\n|-|-|-|\n| Craft | a | b |\n"
        "\nMoving is fine.\n## Managers\n| Axis | M1 – Head | M2 – Boss |\n|-|-|-|\n| Craft | c | d |\n"
    )
    made = draft(text)
    assert [(level.code, level.ladder) for level in made.levels] == [
        ("T1", "Makers"),
        ("T2", "Makers"),
        ("M1", "Managers"),
        ("M2", "Managers"),
    ]
    assert told(made)[0] == ("T1", "statement", "Craft", None, "a")
    assert around(made) == [("prose", "Moving is fine.")]


def test_short_rows_above_the_first_group_are_facts() -> None:
    made = draft(
        "| | L1 | L2 |\n|-|-|-|\n| Reports to | Cook | Chef |\n| **Craft** |\n"
        "| Code | Cuts what there is to be cut in a long kitchen day, every day. | Plans |\n"
    )
    assert [row[1:4] for row in told(made)] == [
        ("fact", None, "Reports to"),
        ("statement", "Craft", "Code"),
        ("fact", None, "Reports to"),
        ("statement", "Craft", "Code"),
    ]


def test_columns_between_known_levels_are_levels_too() -> None:
    made = draft(
        "| | Developing | Humming | Leading |\n|-|-|-|-|\n"
        "| Care | Asks others what they need. | Listens to all. | Helps them. |\n"
    )
    assert list(titles(made)) == ["Developing", "Humming", "Leading"]


def test_what_stands_under_a_name_in_its_cell_is_the_summary_of_the_competency_once() -> None:
    made = draft("| | L1 | L2 |\n|-|-|-|\n| **Craft**<br>How we make. | a | b |")
    assert told(made) == [
        ("L1", "summary", "Craft", None, "How we make."),
        ("L1", "statement", "Craft", None, "a"),
        ("L2", "statement", "Craft", None, "b"),
    ]


def test_a_price_list_is_no_ladder() -> None:
    text = "| Article | Price |\n|-|-|\n| Bolt M8 | 0.12 |\n| Nut M9 | 0.08 |"
    assert isinstance(markdown(text.split("\n"), "x"), str)


def test_a_heading_that_names_nothing_beside_a_table_is_no_prose() -> None:
    made = read_documents(
        {
            "titles.md": b"# Titles\n\n## How to read this\n\nSlowly.\n\n| Skill | L2 | L3 |\n|---|---|---|\n"
            b"| Craft | I write | I review |\n\n## Give us feedback\n\nBy mail.\n"
        }
    )
    (draft,) = made.drafts
    assert draft.name == "Titles"
    assert [(fragment.kind, fragment.text) for fragment in draft.prose] == [
        ("prose", "Slowly."),
        ("prose", "By mail."),
        ("remainder", "How to read this"),
        ("remainder", "Give us feedback"),
    ]


def test_scores_beside_levels_that_are_rows_are_left_over() -> None:
    made = draft("| Level | Craft | Score |\n|-|-|-|\n| L1 | I cut. | 3 |\n| L2 | I plan. | 4 |")
    assert [row[-1] for row in told(made)] == ["I cut.", "I plan."]
    assert around(made) == [("remainder", "3"), ("remainder", "4")]


def test_a_row_a_text_may_call_its_texts_a_summary() -> None:
    rows = "| L1 | Craft | I cut. |\n| L1 | Care | I ask. |\n| L2 | Craft | I plan. |"
    made = draft(f"| Level | Area | Summary |\n|-|-|-|\n{rows}")
    assert [row[:3] for row in told(made)] == [
        ("L1", "statement", "Craft"),
        ("L1", "statement", "Care"),
        ("L2", "statement", "Craft"),
    ]


def test_several_bullets_in_one_line_of_a_cell_are_as_many_statements() -> None:
    made = draft("| | P1 |\n|-|-|\n| Craft | • Writes tests • Reads logs |")
    assert [row[-1] for row in told(made)] == ["Writes tests", "Reads logs"]
