"""Roles out of headings and bullets: each quirk that people's documents have, by itself."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.drafts.draft import Draft, DraftLevel
from explorer.drafts.ledger import settle
from explorer.drafts.pages.markdown_pages import read_blocks
from explorer.drafts.pages.roles import read
from explorer.files.loading import load
from explorer.importing import plan, plan_on_disk, read_documents
from explorer.model import Ladder
from explorer.records import Record, of_level

SAMPLE = Path(__file__).parents[2] / "L4-staff-sre.md"

Row = tuple[str, str | None, str | None, str]


def draft(text: str, file: str = "ladder.md") -> Draft:
    lines = text.split("\n")
    found = read(read_blocks(lines), file)
    assert found is not None
    assert settle(found, lines).prose == found.prose
    return found


def level(text: str, file: str = "ladder.md") -> DraftLevel:
    (found,) = draft(text, file).levels
    return found


def rows(level: DraftLevel) -> list[Row]:
    return [(p.kind, p.competency, p.scope, p.text) for p in level.fragments]


def said(body: str, file: str = "L1.md") -> list[Row]:
    """The pieces of a level with one competency, Craft, that holds `body`."""
    return rows(level(f"# L1: Engineer\n\n## Craft\n\n{body}", file))


def statements(*texts: str, scope: str | None = None, kind: str = "statement") -> list[Row]:
    return [(kind, "Craft", scope, text) for text in texts]


def test_the_real_l4_is_imported_as_it_stands_in_the_ladder(sre: Ladder, tmp_path: Path) -> None:
    made = read_documents({SAMPLE.name: SAMPLE.read_bytes()})
    plan_on_disk.write(plan(made.ladders), tmp_path)
    imported = load(tmp_path)
    assert imported.problems == ()

    def told(record: Record) -> tuple[str | None, ...]:
        return (record.level, record.competency, record.scope, record.kind, record.text)

    ours = sre.level("L4")
    (theirs,) = imported.ladders[0].levels
    assert ours is not None
    assert [told(r) for r in of_level(theirs)] == [told(r) for r in of_level(ours)]
    assert [c.icon for c in theirs.competencies] == [c.icon for c in ours.competencies]


# -- levels ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("heading", "code", "title"),
    [
        ("# L4: Staff Engineer", "L4", "Staff Engineer"),
        ("# L4 - Staff Engineer", "L4", "Staff Engineer"),
        ("# L4 – Staff Engineer #", "L4", "Staff Engineer"),
        ("# **L4**: Staff Engineer", "L4", "Staff Engineer"),
        ("# [L4: Staff Engineer](#l4)", "L4", "Staff Engineer"),
        ("# Staff Engineer (L4)", "L4", "Staff Engineer"),
        ("# IC3 Engineer", "IC3", "Engineer"),
        ("# Level 3: Senior", "3", "Senior"),
        ("# L1.0", "L1.0", "L1.0"),
        ("L4: Staff Engineer\n===", "L4", "Staff Engineer"),
        ("<h1>L4: Staff Engineer</h1>", "L4", "Staff Engineer"),
        ("**L4: Staff Engineer**", "L4", "Staff Engineer"),
        ("# Dean's Engineer", "Deans Engineer", "Dean's Engineer"),
        ("# Senior Developer (also: lead)", "Senior Developer", "Senior Developer (also: lead)"),
        ("# 1. Content Designer (CD1)", "CD1", "Content Designer"),
        ("# SRE II — Reliability Engineer", "SRE II", "Reliability Engineer"),
        ("# QA 3: Senior Tester", "QA 3", "Senior Tester"),
        ("# H2 Saddler", "H2", "Saddler"),
    ],
)
def test_code_and_title_come_from_the_heading(heading: str, code: str, title: str) -> None:
    found = level(f"{heading}\n\n### Craft\n- I build\n", "role.md")
    assert (found.code, found.title) == (code, title)
    assert rows(found) == statements("I build")


def test_a_numeral_in_a_title_gives_way_to_a_code_beside_it() -> None:
    found = level("# Engineer II\n\nLevel: B2\nTrack: IC\n\n## Craft\n\n- I build\n", "role.md")
    assert (found.code, found.title) == ("B2", "Engineer II")


def test_a_title_below_a_heading_that_is_a_code_leaves_the_code() -> None:
    """A page of Notion with its properties (design-ops)."""
    found = level(
        "# DO2\n\nTitle: Design Manager\nReports to: Head\n\n## Craft\n\n- I build\n", "DO2.md"
    )
    assert (found.code, found.title) == ("DO2", "Design Manager")
    assert rows(found) == [("fact", None, "Reports to", "Head"), *statements("I build")]


def test_a_fact_that_only_says_the_code_of_the_file_name_again_is_none() -> None:
    text = "# Engineer\n\n**Level:** {}\n\n## Craft\n\n- I build\n"
    assert rows(level(text.format("B2"), "b2-engineer.md")) == statements("I build")
    found = level(text.format("B3"), "b2-engineer.md")
    assert (found.code, rows(found)[0]) == ("B2", ("fact", None, "Level", "B3"))


def test_a_heading_without_a_code_takes_it_from_the_file_name() -> None:
    assert level("# Software Engineer\n## Craft\n- x\n", "L2-Software-Engineer.md").code == "L2"


def test_a_heading_that_disagrees_with_its_file_name_decides_and_is_reported() -> None:
    found = draft("# L3: Engineer\n## Craft\n- x\n", "L2-Engineer.md")
    assert found.levels[0].code == "L3"
    assert "the heading decides" in found.warnings[0].text


def test_the_outermost_heading_of_a_level_that_its_file_names_is_no_competency() -> None:
    facts = "| Job title | Grade |\n|-|-|\n| Collections Manager | G6 |\n\n"
    lists = "## Loans\n\n- Refuses a venue\n\n## People\n\n- Trains\n\n"
    lists += "## Example achievements\n\n- Found the drawings\n"
    text = f"# Role profile\n\n{facts}{lists}"
    found = read(read_blocks(text.split("\n")), "Role profile - Collections Manager.md")
    assert found is not None
    (made,) = found.levels
    assert (made.code, made.title) == ("G6", "Collections Manager")
    assert rows(made) == [
        ("statement", "Loans", None, "Refuses a venue"),
        ("statement", "People", None, "Trains"),
        ("example", None, None, "Found the drawings"),
    ]


def test_several_levels_in_a_file_end_where_the_next_or_a_shallower_heading_begins() -> None:
    found = draft("# Ladder\n\n## E1\n- a\n\n## E2\n- b\n\n# Other pages\n- [x](y.md)\n")
    assert [(each.code, rows(each)) for each in found.levels] == [
        ("E1", [("statement", None, None, "a")]),
        ("E2", [("statement", None, None, "b")]),
    ]
    assert [fragment.text for fragment in found.prose] == ["Other pages", "[x](y.md)"]
    assert found.name == "Ladder"


def test_competencies_outside_and_levels_inside_are_the_same_levels() -> None:
    found = draft("# Craft\n## L1\n- a\n## L2\n- b\n# Care\n## L1\n- c\n## L2\n- d\n")
    assert [(each.code, rows(each)) for each in found.levels] == [
        ("L1", [("statement", "Craft", None, "a"), ("statement", "Care", None, "c")]),
        ("L2", [("statement", "Craft", None, "b"), ("statement", "Care", None, "d")]),
    ]


def test_what_a_topic_is_stands_with_the_first_level_that_has_it() -> None:
    found = draft("# Craft\nMakes.\n\n## L1\n- a\n## L2\n- b\n# Care\n## L1\n- c\n## L2\n- d\n")
    assert rows(found.levels[0])[0] == ("summary", "Craft", None, "Makes.")


def test_the_same_codes_under_two_roles_are_two_ladders() -> None:
    made = read_documents(
        {"a.md": b"# Backend Engineer\n## L1\n- a\n# Data Engineer\n## L1\n- b\n"}
    )
    assert [(f.name, [m.level.code for m in f.members]) for f in made.ladders] == [
        ("Backend Engineer", ["L1"]),
        ("Data Engineer", ["L1"]),
    ]


def test_headings_no_deeper_than_the_level_are_its_competencies_where_it_says_nothing_yet() -> None:
    found = level("# L1: Engineer\n\n- **Reach**: team\n\n# Craft\n- a\n# Care\n- b\n")
    assert rows(found) == [
        ("fact", None, "Reach", "team"),
        ("statement", "Craft", None, "a"),
        ("statement", "Care", None, "b"),
    ]


def test_a_document_without_any_level_is_none() -> None:
    assert read(read_blocks("# Minutes\n\n- We met\n".split("\n")), "notes.md") is None


def test_a_line_right_below_a_bullet_is_a_heading_where_it_stands_over_several_lists() -> None:
    text = "E1 | Engineer\n---\nReports to: CTO\nCraft\n* a wrapped\nText\n* b\nCare\n* c\n\n"
    found = draft(text + text.replace("1", "2").replace("Text", "Word"), "levels.txt")
    assert [(each.code, rows(each)) for each in found.levels] == [
        (
            code,
            [
                ("fact", None, "Reports to", "CTO"),
                ("statement", "Craft", None, f"a wrapped {word}"),
                ("statement", "Craft", None, "b"),
                ("statement", "Care", None, "c"),
            ],
        )
        for code, word in (("E1", "Text"), ("E2", "Word"))
    ]


def test_labels_in_bold_with_a_sentence_over_a_list_each_are_competencies() -> None:
    text = (
        "# L1: E\n\nDoes.\n\n**Craft.** What you make.\n\n- a\n\n**Care.** What you mind.\n\n- b\n"
    )
    told = [
        ("summary", None, None, "Does."),
        ("summary", "Craft", None, "What you make."),
        ("statement", "Craft", None, "a"),
        ("summary", "Care", None, "What you mind."),
        ("statement", "Care", None, "b"),
    ]
    assert rows(level(text)) == told
    assert ("fact", None, "Care", "Cats") in rows(level(text.replace("What you mind.", "Cats")))


# -- summary and facts ------------------------------------------------------------------------


def test_a_quote_is_the_summary_and_loses_the_emphasis_around_it() -> None:
    found = rows(level("# L1: E\n> _I am\n> good._\n\nMore.\n\n## Craft\n- a\n"))
    assert found[:2] == [("summary", None, None, "I am good."), ("prose", None, None, "More.")]


def test_a_quote_with_a_label_in_bold_that_says_so_is_an_example() -> None:
    found = rows(level("# L1: E\n\n## Craft\n\n- a\n\n> **Example:** I built it.\n"))
    assert found == [("statement", "Craft", None, "a"), ("example", "Craft", None, "I built it.")]


def test_paragraphs_under_the_heading_are_the_summary_where_nothing_is_quoted() -> None:
    found = rows(level("# L1: E\nOne\nline.\n\nTwo.\n\n## Craft\nOf it.\n\n- a\n\nLater.\n"))
    assert found == [
        ("summary", None, None, "One line.\n\nTwo."),
        ("summary", "Craft", None, "Of it."),
        ("statement", "Craft", None, "a"),
        ("prose", "Craft", None, "Later."),
    ]


@pytest.mark.parametrize(
    "facts",
    [
        "- **Reach**: team\n- **Horizon**: a year",
        "- **Reach:** team\n- **Horizon:** a year",
        "**Reach**: team\n**Horizon**: a year",
        "**Reach:** team  \n**Horizon:** a year",
        "- Reach: team\n- Horizon: a year",
        "| | |\n|---|---|\n| Reach | team |\n| Horizon | a year |",
    ],
)
def test_facts_have_a_name_in_many_spellings(facts: str) -> None:
    found = rows(level(f"# L1: Engineer\n\n{facts}\n\n## Craft\n- a\n"))
    assert found[:2] == [("fact", None, "Reach", "team"), ("fact", None, "Horizon", "a year")]


def test_labels_are_competencies_where_a_level_has_nothing_else() -> None:
    found = rows(level("# L1: Engineer\n- **Owns**: the build\n- **Teaches**: the team\n"))
    assert found == [
        ("statement", "Owns", None, "the build"),
        ("statement", "Teaches", None, "the team"),
    ]


# -- competencies and scopes --------------------------------------------------------------------


@pytest.mark.parametrize(
    "heading", ["## 🦉 Craft", "**Craft**", "**Craft:**", "Craft\n-----", "### Craft", "## Craft:"]
)
def test_a_competency_is_headed_in_many_ways(heading: str) -> None:
    found = level(f"# L1: Engineer\n\n{heading}\n\n- a\n- b\n")
    assert rows(found) == statements("a", "b")
    assert found.icons == ({"Craft": "🦉"} if "🦉" in heading else {})


@pytest.mark.parametrize(
    "nested",
    [
        "- At home:\n  - a\n  - b",
        "- At home:\n    - a\n    - b",
        "- At home:\n\t- a\n\t- b",
        "* **At home**\n  + a\n  + b",
        "1. *At home*\n   1. a\n   2. b",
        "- At home\n  - a\n  - b",
        "At home:\n- a\n- b",
        "- **At home:**\n  - a\n  - b",
        "_At home_\n\n- a\n- b",
        "### At home\n- a\n- b",
    ],
)
def test_a_scope_is_written_in_many_ways(nested: str) -> None:
    assert said(nested) == statements("a", "b", scope="At home")


def test_a_sentence_with_bullets_below_it_is_a_statement_like_them() -> None:
    assert said("- I write every day.\n  - a\n- b\n") == statements("I write every day.", "a", "b")


def test_a_colon_in_bold_introduces_and_one_within_a_scope_is_no_fact() -> None:
    noted = said("- Has two sponsors. **Note:**\n  - a\n- b\n")
    assert noted == [*statements("a", scope="Has two sponsors. Note"), *statements("b")]
    text = "# L1: Cook\n\n**You**\n- keep it tidy: pots, pans\n- b\n\n## Craft\n- c\n"
    assert rows(level(text))[0] == ("statement", None, "You", "keep it tidy: pots, pans")


def test_labels_are_scopes_only_where_every_bullet_has_one() -> None:
    assert said("- **One**: a\n- **Two**: b\n") == [
        *statements("a", scope="One"),
        *statements("b", scope="Two"),
    ]
    assert said("- **One**: a\n- b\n") == statements("**One**: a", "b")


def test_one_heading_around_all_others_is_only_a_part() -> None:
    found = rows(level("# L1: E\n## What we expect\n### Craft\n- a\n### Care\n- b\n"))
    assert [row[1:3] for row in found] == [("Craft", None), ("Care", None)]


def test_of_several_parts_the_outer_is_the_competency_and_the_inner_the_scope() -> None:
    found = rows(level("# L1: E\n## Work\n### Craft\n- a\n## People\n### Care\n- b\n"))
    assert [row[1:3] for row in found] == [("Work", "Craft"), ("People", "Care")]


def test_of_two_parts_that_hold_others_none_is_only_a_frame() -> None:
    parts = "## What we expect\n### Craft\n- a\n## What comes next\n### Craft\n- b\n"
    found = rows(level(f"# L1: E\n{parts}"))
    assert [row[1:3] for row in found] == [
        ("What we expect", "Craft"),
        ("What comes next", "Craft"),
    ]


@pytest.mark.parametrize("words", ["No longer expected", "Not yet required", "Anti-patterns"])
def test_the_only_heading_of_its_kind_beside_several_names_speaks_of_the_level(words: str) -> None:
    body = f"- Plans\n\n## Care\n\n- Listens\n\n## {words}\n\n- To be on every call"
    assert said(body)[2:] == [
        ("prose", None, None, words),
        ("prose", None, None, "To be on every call"),
    ]
    each = f"- Plans\n\n## {words}\n\n- Guesses\n\n## Care\n\n- Listens\n\n## {words}\n\n- Shouts"
    assert [row[1] for row in said(each)] == ["Craft"] * 3 + ["Care"] * 3


def test_a_line_alone_is_a_competency_where_other_levels_have_several() -> None:
    one, other = draft("# L1\nCraft:\n- a\n\nCare:\n- b\n\n# L2\nCraft:\n- c\n").levels
    assert rows(one) == [("statement", "Craft", None, "a"), ("statement", "Care", None, "b")]
    assert rows(other) == statements("c")


def test_a_line_in_italics_that_closes_the_document_is_of_no_level() -> None:
    found = draft("# L1: E\n## Craft\n- a\n\n---\n\n*Version 2, last changed in May*\n")
    assert rows(found.levels[0]) == statements("a")
    assert [each.text for each in found.prose] == ["Version 2, last changed in May"]


def test_a_line_below_the_last_of_several_lists_closes_the_document() -> None:
    found = draft("# L1: E\n## Craft\n- a\n## Care\n- b\n\nAgreed in May\n")
    assert [each.text for each in found.prose] == ["Agreed in May"]
    found = draft("# L1: E\n## Craft\n- a\n\nNext level: [L2](L2.md)\n")
    assert [each.text for each in found.prose] == ["Next level: [L2](L2.md)"]
    found = draft("# L1: E\n- a\n\n***\n\nPay follows.\n\nAgreed in May\n")
    assert [each.text for each in found.prose] == ["Pay follows.", "Agreed in May"]
    (only,) = draft("# L1: E\n## Craft\n- a\n## Say\nYou speak up\n\nYou vote\n").levels
    assert "You vote" in [each.text for each in only.fragments]


# -- text -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("- I write\n  long\nlines.", "I write long lines."),
        ("- _I write._", "I write."),
        ("- [ ] I write", "I write"),
        ("- I *write* `<b>` [here](http://a.b/c_d)", "I *write* `<b>` [here](http://a.b/c_d)"),
        (
            "- <strong>I</strong> <a href='x.md'>go</a> &amp; see<br/>it",
            "**I** [go](x.md) & see it",
        ),
        ("- see [it][1]\n\n[1]: http://a.b", "see [it](http://a.b)"),
        ("- one\n\n  two", "one\n\ntwo"),
    ],
)
def test_text_stays_as_it_is_written(source: str, text: str) -> None:
    assert said(source) == statements(text)


# -- tentative, notes, examples -------------------------------------------------------------------


@pytest.mark.parametrize(
    "marker", ["maybe:", "Maybe", "(maybe)", "**Maybe:**", "tentative:", "TBD:"]
)
@pytest.mark.parametrize("before", ["", "- ", "\n"])
def test_what_follows_a_maybe_is_tentative(marker: str, before: str) -> None:
    found = said(f"- a\n{before}{marker}\n- b\n- c\n## Care\n- d\n")
    assert found[:3] == [*statements("a"), *statements("b", "c", kind="tentative")]
    assert found[3] == ("statement", "Care", None, "d")


def test_a_maybe_ends_with_its_scope() -> None:
    found = said("- One:\n  - a\n  maybe:\n  - b\n- Two:\n  - c\n")
    assert [row[0] for row in found] == ["statement", "tentative", "statement"]


@pytest.mark.parametrize(
    ("source", "note"),
    [
        ("- a\n// TODO: more", "TODO: more"),
        ("- a\n- TODO: more", "TODO: more"),
        ("- a\n\n<!-- TODO: more\nto come -->", "TODO: more to come"),
        ("- a\n\nTBD – with support", "TBD – with support"),
        ("- a\nFIXME: later", "FIXME: later"),
        ("- a\n- 🚧 TBD – something", "TBD – something"),
        ("- a\n- tbc", "tbc"),
    ],
)
def test_open_remarks_are_notes(source: str, note: str) -> None:
    assert said(source) == [*statements("a"), ("note", "Craft", None, note)]


def test_a_comment_for_a_program_says_nothing() -> None:
    assert said("- a\n<!-- prettier-ignore -->\n- b") == statements("a", "b")


@pytest.mark.parametrize(
    "examples",
    [
        "<details>\n<summary>Examples</summary>\n\n- b\n- c\n\n</details>",
        "<details><summary> EXAMPLES </summary>\n- b\n- c</details>",
        "<details>\n<summary>Examples</summary>\n- b\n- c\n",
        "<details>\n<summary>\nExamples\n</summary>\n- b\n- c\n",
        "**Examples**\n- b\n- c",
        "**Examples:**\n\n- b\n- c",
        "Examples:\n- b\n- c",
        "### Examples\n- b\n- c",
        "Example behaviours:\n\n- b\n- c",
        "_For example:_\n- b\n- c",
        "- Examples:\n  - b\n  - c",
    ],
)
def test_examples_are_marked_in_many_ways(examples: str) -> None:
    found = said(f"- a\n\n{examples}\n\n## Care\n- d")
    assert found == [
        *statements("a"),
        *statements("b", "c", kind="example"),
        ("statement", "Care", None, "d"),
    ]


def test_examples_as_deep_as_a_heading_that_only_holds_competencies_are_of_the_level() -> None:
    found = said("## What you do\n\n**Craft**\n\n- a\n\n**Care**\n\n- b\n\n## Examples\n\n- c\n")
    assert found[-1] == ("example", None, None, "c")


def test_a_plain_line_over_several_lists_is_a_scope() -> None:
    found = said("### Craft\n\nEssential\n\n- a\n\nWished\n\n- b\n\n### Care\n\nEssential\n\n- c\n")
    assert found[0] == ("statement", "Craft", "Essential", "a")
    assert found[-1] == ("statement", "Care", "Essential", "c")
    assert ("summary", "Craft", None, "Wished") not in found


def test_a_proficiency_beside_skills_and_their_meaning_is_expected() -> None:
    head = "## Skills needed\n\n| Skill | What it means | Proficiency |\n|---|---|---|\n"
    found = said(head + "| Care | You listen | Working |\n| Craft | You plan | Expert |\n")
    assert found[0] == ("statement", "Care", None, "You listen")
    assert found[1] == ("statement", "Care", "Proficiency", "Working")


def test_details_with_another_summary_are_a_scope_of_that_name() -> None:
    found = said("- a\n<details><summary>Abroad</summary>\n\n- b\n\n</details>\n\n- c\n")
    assert found == [*statements("a"), *statements("b", scope="Abroad"), *statements("c")]


# -- what is no text of a level -------------------------------------------------------------------


def test_what_stands_between_code_fences_is_remainder() -> None:
    found = said("- a\n\n```\n- b\n```\n")
    assert [row[0] for row in found] == ["statement", "remainder"]
    assert "- b" in found[1][3]


def test_pictures_rules_and_badges_are_structure() -> None:
    body = "- a\n\n---\n\n![x](y.png)\n[![x](y.png)](z)\n<picture>\n<img src=x>\n</picture>\n"
    assert said(body) == statements("a")


LINES = [
    "# L1: Engineer",
    "## Craft",
    "### At home",
    "- I build",
    "  - nested",
    "\t* deep",
    "1. one",
    "maybe:",
    "// TODO: x",
    "<details>",
    "<summary>Examples</summary>",
    "</details>",
    "",
    "",
    "> quoted",
    "text",
    "**Bold**",
    "**Label**: text",
    "```",
    "| a | b |",
    "|---|---|",
    "---",
    "===",
    "<!-- x",
    "-->",
    "_it_:",
    "Scope:",
    "<table>",
    "</table>",
    "- [ ] box",
    "![i](j)",
    "[1]: http://a.b",
    "---\n",
    "<ul><li>x</li></ul>",
    "- ",
    "#",
    ">",
    "- **A**: b",
    "\\",
    "a|b",
]


@given(st.lists(st.sampled_from(LINES), max_size=30))
def test_no_document_is_too_odd(lines: Sequence[str]) -> None:
    whole = "\n".join(["# L1: Engineer", *lines]).split("\n")
    found = read(read_blocks(whole), "L1.md")
    assert found is not None
    assert settle(found, whole).levels == found.levels


def mutated(lines: list[str], at: int, how: str) -> list[str]:
    line = lines[at % len(lines)]
    changed = {
        "drop": [],
        "double": [line, line],
        "indent": ["    " + line],
        "outdent": [line.lstrip()],
        "cut": [line[: len(line) // 2]],
    }[how]
    return [*lines[: at % len(lines)], *changed, *lines[at % len(lines) + 1 :]]


@given(
    st.lists(
        st.tuples(
            st.integers(0, 200), st.sampled_from(["drop", "double", "indent", "outdent", "cut"])
        ),
        max_size=6,
    )
)
def test_a_changed_document_loses_no_line_and_makes_a_good_file(
    changes: list[tuple[int, str]],
) -> None:
    lines = SAMPLE.read_text(encoding="utf-8").split("\n")
    for at, how in changes:
        lines = mutated(lines, at, how)
    made = read_documents({"L4-staff.md": "\n".join(lines).encode()})
    assert plan(made.ladders).obstacles == ()
    texts = "\n".join(p.text for d in made.drafts for p in d.fragments())
    kept = [line for line in lines if line.lstrip().startswith("- I ") and "Pitch" not in line]
    assert all(line.strip()[2:40].strip() in texts for line in kept)


# -- what a reader would take for granted -----------------------------------------------------------


def test_a_numeral_in_the_title_is_the_code_only_where_the_file_name_has_none() -> None:
    text = "# Engineer II\n## Craft\n- a\n"
    assert level(text, "L2-engineer.md").code == "L2"
    assert level(text, "engineer.md").code == "Engineer II"


def test_a_title_between_its_seniors_and_juniors_is_a_level_whatever_the_trade() -> None:
    found = draft("# Ours\n## Junior Carpenter\n- a\n## Carpenter\n- b\n## Senior Carpenter\n- c\n")
    assert [each.code for each in found.levels] == [
        "Junior Carpenter",
        "Carpenter",
        "Senior Carpenter",
    ]


def test_a_table_of_one_row_gives_a_fact_a_column() -> None:
    found = rows(
        level("# L1: E\n| Reach | Horizon |\n|---|---|\n| team | a year |\n\n## Craft\n- a\n")
    )
    assert found[:2] == [("fact", None, "Reach", "team"), ("fact", None, "Horizon", "a year")]


def test_a_summary_under_a_heading_of_that_name_is_the_levels_own() -> None:
    found = rows(level("# L1: Engineer\n## Summary\nI build.\n## Craft\n- a\n"))
    assert found[0] == ("summary", None, None, "I build.")


def test_bold_bullets_around_all_others_are_competencies() -> None:
    found = rows(level("# L1: Engineer\n- **Craft**\n  - a\n- **Care**\n  - b\n"))
    assert found == [("statement", "Craft", None, "a"), ("statement", "Care", None, "b")]


def test_a_labelled_bullet_gives_its_scope_to_what_is_nested_in_it() -> None:
    assert said("- **One**: a\n  - b\n- **Two**: c\n") == [
        *statements("a", "b", scope="One"),
        *statements("c", scope="Two"),
    ]


def test_a_paragraph_alone_under_a_deeper_heading_is_a_statement_of_that_scope() -> None:
    found = said("### One\n- a\n\n### Two\nI speak.\n\n## Care\n- b\n")
    assert found[:2] == [*statements("a", scope="One"), *statements("I speak.", scope="Two")]


def test_a_heading_that_holds_nothing_is_kept_as_remainder() -> None:
    assert said("- a\n\n## Care\n") == [*statements("a"), ("remainder", None, None, "Care")]


def test_words_and_numbers_that_count_are_codes_in_any_language() -> None:
    found = draft("# Niveles\n## Nivel 1 – Aprendiz\n- a\n## Nivel 2 – Oficial\n- b\n")
    assert [(each.code, each.title) for each in found.levels] == [
        ("1", "Aprendiz"),
        ("2", "Oficial"),
    ]


def test_bullets_that_name_their_level_are_read_like_headings() -> None:
    found = draft(
        "# Ladder\n## Craft\n- **L1**: a\n- **L2**: I do.\n  - c\n## Care\n- **L1**\n  - d\n- **L2**: e\n"
    )
    assert [(each.code, rows(each)) for each in found.levels] == [
        ("L1", [("statement", "Craft", None, "a"), ("statement", "Care", None, "d")]),
        (
            "L2",
            [
                ("statement", "Craft", None, "I do."),
                ("statement", "Craft", None, "c"),
                ("statement", "Care", None, "e"),
            ],
        ),
    ]


def test_lvl_in_capitals_is_a_level() -> None:
    made = read_documents(
        {
            "doc.md": b"# Docs\n\n**LVL 4 - Senior I**\n\n* writes\n\n**LVL 5 - Senior II**\n\n* guides\n"
        }
    )
    assert [level.code for level in made.drafts[0].levels] == ["4", "5"]


def test_a_comment_speaks_to_whoever_keeps_the_file() -> None:
    made = level("# L1\n\n<!-- keep in step with the sheet -->\n\n## Craft\n- a\n")
    assert rows(made)[0] == ("remainder", None, None, "keep in step with the sheet")


def test_a_paragraph_after_facts_is_the_summary_but_a_box_is_none() -> None:
    text = "# L1\n\n**Reports to:** Head\n**Place:** Hull\n\n{}Keeps it short.\n\n## Craft\n- a\n"
    assert rows(level(text.format("")))[2] == ("summary", None, None, "Keeps it short.")
    assert rows(level(text.format("💡 ")))[2][0] == "prose"


def test_a_section_of_one_paragraph_says_what_is_expected_where_it_is_about_somebody() -> None:
    text = "# L1: Cook\n\n## Craft\n- a\n\n## Care\n{}\n"
    for said in ("You ask.", "Asks first.", "The Cook is a grade 6."):
        assert rows(level(text.format(said)))[1] == ("statement", "Care", None, said)
    assert rows(level(text.format("Why we care.")))[1][0] == "summary"
    assert rows(level(text.format("Candidates can ask.")))[1][0] == "summary"
    assert rows(level(text.format("See [Step 5](5.md).")))[1][0] == "prose"


def test_links_under_a_name_are_expected_and_under_related_lead_elsewhere() -> None:
    made = draft("# L1\n\n## Results\n- [Win rate](a.md)\n\n## Related\n- [L2](b.md)\n")
    assert rows(made.levels[0])[0] == ("statement", "Results", None, "[Win rate](a.md)")
    assert [fragment.text for fragment in made.prose] == ["[L2](b.md)"]
    made = draft("# L1\n\n## Craft\n- a\n\n## See also\n- [Values](b.md), for all of us\n")
    assert [fragment.text for fragment in made.prose] == ["[Values](b.md), for all of us"]


def test_before_a_colon_stands_a_code_where_the_others_have_one() -> None:
    text = "".join(
        f"# {name}\n\n## Craft\n\n- {task}\n\n"
        for name, task in (
            ("QE1: Tester", "tests"),
            ("QE2: Tester", "asks"),
            ("QE Lead: Test Lead", "leads"),
        )
    )
    assert [(each.code, each.title) for each in draft(text).levels] == [
        ("QE1", "Tester"),
        ("QE2", "Tester"),
        ("QE Lead", "Test Lead"),
    ]


def test_headings_of_wikis_and_lists_of_definitions() -> None:
    wiki = "= Ladder =\n\n== L1 Tester ==\n\n=== Craft ===\n* tests\n\n== L2 Lead ==\n\n=== Craft ===\n* leads"
    listed = "# L1 Tester\n\nCraft\n: tests\n: asks\n\nCare\n: listens"
    assert [rows(each) for each in draft(wiki).levels] == [
        [("statement", "Craft", None, "tests")],
        [("statement", "Craft", None, "leads")],
    ]
    assert rows(level(listed)) == [
        ("statement", "Craft", None, "tests"),
        ("statement", "Craft", None, "asks"),
        ("statement", "Care", None, "listens"),
    ]


def test_a_line_that_several_levels_have_is_a_fact() -> None:
    one = "## L{n} Tester\n\nTenure: {n} years\n\n### Craft\n\n- tests\n  - Example: the last round\n\n"
    assert rows(draft(one.format(n=1) + one.format(n=2)).levels[1]) == [
        ("fact", None, "Tenure", "2 years"),
        ("statement", "Craft", None, "tests"),
        ("example", "Craft", None, "the last round"),
    ]


def test_a_last_line_below_a_table_or_in_a_quote_closes_the_document() -> None:
    one = "## L{n} Tester\n\n**Craft.** You test {n} things.\n\n"
    made = draft(one.format(n=1) + one.format(n=2) + "> Talk to Ines.")
    assert [each.text for each in made.prose] == ["Talk to Ines."]


def test_a_page_of_a_job_that_no_word_knows_is_a_level_and_a_question() -> None:
    made = draft("# Sexton\n\n## Responsibilities\n\n- racks\n\n## Requirements\n\n- doubts\n")
    assert [each.title for each in made.levels] == ["Sexton"]
    assert "No word says so" in str(made.warnings[0])


def test_a_heading_after_the_last_of_several_levels_is_no_part_of_it() -> None:
    text = "## L1 Keeper\n\nFeeds.\n\n## L2 Keeper\n\nLeads.\n\n## Voice\n\n| a | b |\n|---|---|\n| c | d |"
    assert [len(each.fragments) for each in draft(text).levels] == [1, 1]


def test_names_and_values_of_a_few_words_are_facts() -> None:
    text = "# EM2: Manager\n\nI build.\n\n{}\n\nTeam size: 5 to 9\n\n## People\n\n- I ask\n"
    assert rows(level(text.format("Reports to: Director")))[:3] == [
        ("summary", None, None, "I build."),
        ("fact", None, "Reports to", "Director"),
        ("fact", None, "Team size", "5 to 9"),
    ]
    said = "In short: I ask people what they need."
    assert rows(level(text.format(said)))[:2] == [
        ("summary", None, None, f"I build.\n\n{said}"),
        ("fact", None, "Team size", "5 to 9"),
    ]


def test_names_and_values_alone_are_facts_and_no_statements() -> None:
    made = draft("## L1 Keeper\n\nName: Ann\nPhone: 12\n\n## L2 Keeper\n\nName: Bo\nPhone: 13\n")
    assert {each.kind for each in made.fragments()} == {"fact"}


def test_examples_right_under_a_level_leave_its_labels_competencies() -> None:
    text = "".join(
        f"\n## TW{n}: Writer\n\n> Writes {n}.\n\n<details>\n<summary>Examples</summary>\n\n- Wrote {n}\n\n"
        f"</details>\n\n**Craft:** Writes well, {n} pages.\n\n**Care:** Asks {n} readers.\n"
        for n in (1, 2)
    )
    made = draft(f"# Writers\n{text}")
    assert [(f.kind, f.competency, f.text) for f in made.levels[0].fragments] == [
        ("summary", None, "Writes 1."),
        ("example", None, "Wrote 1"),
        ("statement", "Craft", "Writes well, 1 pages."),
        ("statement", "Care", "Asks 1 readers."),
    ]


def test_words_for_levels_in_capitals_are_part_of_the_code() -> None:
    """`GRADE A Pool Assistant` over sections in capitals (lifeguards.txt)."""
    one = "GRADE {} Pool {}\n\nRESCUE\n- Swims\n\nGUESTS\n- Greets\n\n"
    text = f"Staff of the baths\n\n{one.format('A', 'Assistant')}{one.format('B', 'Manager')}"
    (ladder,) = read_documents({"baths.txt": text.encode()}).ladders
    assert [each.level.title for each in ladder.members] == ["Pool Assistant", "Pool Manager"]


def test_a_remark_in_a_bullet_is_about_what_the_bullet_names() -> None:
    text = "**S1 · Analyst**\n\n- Detect\n  - Sorts alerts\n  - TODO: ask who may\n- Build\n  - Keeps it\n"
    made = draft(text + text.replace("S1", "S2"))
    assert ("note", "Detect", None, "TODO: ask who may") in rows(made.levels[0])


def test_a_link_alone_above_what_a_level_says_leads_elsewhere() -> None:
    made = draft("# L4 Writer\n\n[← All levels](README.md)\n\nYou write.\n\n## Craft\n\n- Edits\n")
    assert [each.text for each in made.prose] == ["[← All levels](README.md)"]
    assert rows(made.levels[0])[0] == ("summary", None, None, "You write.")


def test_a_bullet_that_is_labelled_as_the_summary_is_it() -> None:
    made = level(
        "# L1: Baker\n\n- **Summary:** You learn.\n- **Reports to:** Ann\n\n## Craft\n- Bakes"
    )
    assert rows(made) == [
        ("summary", None, None, "You learn."),
        ("fact", None, "Reports to", "Ann"),
        *statements("Bakes"),
    ]


def test_bold_names_in_capitals_are_over_those_that_come_again() -> None:
    parts = "**{}**\n\n**Picking**\n\n- {} one\n\n**Care**\n\n- {} two\n\n"
    text = parts.format("SHIFT LEADER", "Picks", "Cares") + parts.format("SITE MANAGER", "A", "B")
    made = draft(f"# Levels\n\nText.\n\n## About\n\nText.\n\n{text}")
    assert [each.title for each in made.levels] == ["SHIFT LEADER", "SITE MANAGER"]
    assert {each.competency for each in made.levels[0].fragments} == {"Picking", "Care"}


def test_an_underlined_line_keeps_its_number() -> None:
    text = (
        "Bakers\n======\n\n1. Apprentice\n-------------\n\n- Bakes\n\n2. Baker\n--------\n\n- Plans"
    )
    assert [each.code for each in draft(text).levels] == ["1", "2"]
