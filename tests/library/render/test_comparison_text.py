"""A comparison as a file: nothing is lost, and nothing in it is more than text."""

import csv
import io
import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from explorer import cli
from explorer.compare.changes import Comparison
from explorer.compare.comparison import compare
from explorer.files.loading import load
from explorer.model import Competency, Fact, Ladder, Level, ScopeGroup, Statement, TextBlock
from explorer.render.comparison_csv import COLUMNS, comparison_csv
from explorer.render.comparison_markdown import comparison_markdown
from explorer.render.comparison_text import difference_sentence
from explorer.text.inline_markdown import visible
from explorer.text.markdown_escape import escape_commonmark
from library.writing import SAMPLE, level, write

RENDERER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
HOSTILE = (
    "<script>alert(1)</script>",
    "<!-- gone",
    "&lt;b&gt; &#65; &amp;",
    "![i](http://evil/i.png)",
    "[l](javascript:alert(1))",
    "[a]: http://evil",
    "<http://evil>",
    "# heading",
    "- item",
    "+ item",
    "* item",
    "1. item",
    "2) item",
    "- - -",
    "---",
    "***",
    "===",
    "> quote",
    "| a | b |",
    "|-|-|",
    "```mermaid",
    "~~~",
    "`code`",
    "**bold** _it_ ~~no~~",
    "$x^2$",
    "a\\",
    "\\*a\\*",
    "line\nline",
    "two  \nlines",
    "\tcode",
    "    code",
    "x\n\n# y",
    "[ ] todo",
)
FORMULAS = ("=1+1", '=HYPERLINK("http://evil")', "+1", "-1", "@SUM(A1)")
texts = st.one_of(
    st.sampled_from(HOSTILE),
    st.text("ab1.)(-+*_`#<>[]!|~$&;:=\\/\"' \n\t{}^%", min_size=1, max_size=20),
    st.lists(st.sampled_from(HOSTILE), min_size=1, max_size=3).map(" ".join),
    st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=20),
)


def flat(text: str) -> str:
    return " ".join(text.split())


def rendered(source: str) -> tuple[list[str], str]:
    """The kinds of block that some Markdown becomes, and the text in them."""
    tokens = RENDERER.parse(source)
    inside = [child for token in tokens for child in token.children or ()]
    assert {child.type for child in inside} <= {
        "text",
        "text_special",
        "strong_open",
        "strong_close",
        "em_open",
        "em_close",
    }, source
    words = [
        "".join(child.content for child in token.children or ())
        for token in tokens
        if token.type == "inline"
    ]
    return [token.type for token in tokens if token.nesting == 1], flat(" ".join(words))


def of(
    code: str,
    *said: str,
    scope: str | None = None,
    tentative: bool = False,
    title: str = "T",
    fact: str = "",
    name: str = "Craft",
    icon: str = "",
) -> Level:
    """A level with these statements; those at the same place have the same id."""
    statements = tuple(
        Statement(f"s{number}", text, 1, "craft", scope, tentative)
        for number, text in enumerate(said)
    )
    group = ScopeGroup(scope, () if tentative else statements, statements if tentative else ())
    return Level(
        "x",
        code,
        title,
        f"{code}.yaml",
        summary=TextBlock(fact, 1) if fact else None,
        facts=(Fact(fact[:20], fact, 1),) if fact else (),
        competencies=(Competency("craft", name, icon, "", (group,)),) if said else (),
    )


def shown(compared: Comparison) -> set[str]:
    return {
        side.text
        for each in compared.competencies
        for pair in each.pairs
        for side in (*pair.before, *pair.after)
    }


def rows(made: str) -> list[dict[str, str]]:
    assert made.startswith("\ufeff"), "a spreadsheet knows that it is UTF-8"
    return list(csv.DictReader(io.StringIO(made.removeprefix("\ufeff"), newline="")))


# -- Markdown --------------------------------------------------------------------------


@given(texts)
@example("&lt;b&gt;")
@example("- x")
@example("+")
@example("1.")
def test_a_text_renders_as_exactly_the_text_wherever_it_stands(text: str) -> None:
    said = flat(text)
    for before, after, blocks in (
        ("", "", ["paragraph_open"]),
        ("# ", "", ["heading_open"]),
        ("- ", "", ["bullet_list_open", "list_item_open", "paragraph_open"]),
        ("- **", "**: x", ["bullet_list_open", "list_item_open", "paragraph_open"]),
    ):
        if not said:
            continue
        kinds, words = rendered(f"{before}{escape_commonmark(text)}{after}")
        assert kinds == blocks
        assert words == flat(said + after.replace("*", ""))


def test_what_means_nothing_in_markdown_stays_as_people_wrote_it() -> None:
    for text in ("6-12 months", "I run e.g. (small) systems, at night!", "1-2 quarters", ".5"):
        assert escape_commonmark(text) == text


@given(texts, texts, texts)
def test_a_comparison_is_headings_and_lists_of_text_whatever_a_ladder_says(
    old: str, new: str, name: str
) -> None:
    before = of("L1", old, new, scope=name, title=old, fact=new, name=name, icon=old[:8])
    after = of("L2", new, f"{old} {new}", title=new, fact=old, tentative=True, name=name)
    compared = compare(before, after)
    made = comparison_markdown(compared)
    kinds, words = rendered(made)
    assert set(kinds) <= {
        "heading_open",
        "paragraph_open",
        "bullet_list_open",
        "list_item_open",
    }
    assert "<" not in re.sub(r"<(h[1-6]|p|ul|li|strong|em)>|</\w+>", "", RENDERER.render(made))
    headings = [line for line in made.splitlines() if line.startswith("#")]
    assert kinds.count("heading_open") == len(headings)
    for text in shown(compared):
        assert flat(text) in words


def test_every_statement_and_fact_of_both_levels_is_in_the_markdown(sre: Ladder) -> None:
    for before, after in zip(sre.levels, sre.levels[1:], strict=False):
        _, words = rendered(comparison_markdown(compare(before, after, sre)))
        for each in (before, after):
            for statement in each.statements:
                assert flat(visible(statement.text)) in words
            for fact in each.facts:
                assert fact.name in words
                assert flat(visible(fact.text)) in words
            assert each.summary
            assert flat(visible(each.summary.text)) in words


def test_scope_standing_and_what_changed_are_words() -> None:
    before = of("L1", "I read the logs of my service", scope="Team", tentative=True)
    after = of("L2", "I read the logs of any service", scope="Company")
    made = comparison_markdown(compare(before, after, versions=True))
    assert "any service [Company] *(reworded, other scope, now confirmed)*" in made
    assert "- before: I read the logs of my service [Team] (under discussion)" in made


def test_the_heading_says_which_levels_and_which_is_a_draft(sre: Ladder) -> None:
    made = comparison_markdown(compare(sre.levels[2], sre.levels[3], sre))
    assert made.startswith(
        "# L3 Senior Site Reliability Engineer (draft) → L4 Staff Site Reliability Engineer\n"
    )
    assert made.endswith("\n")
    assert not made.endswith("\n\n")


# -- the sentence ----------------------------------------------------------------------

A, B, C, D = (
    "I read the logs of my service",
    "Nobody waits for an answer",
    "We bake bread at dawn",
    "Kettles whistle softly",
)


@pytest.mark.parametrize(
    ("before", "after", "versions", "said"),
    [
        ([], [], False, "Neither says anything that could be compared."),
        ([A], [A], False, "All expectations are the same."),
        ([A, B], [A, B], True, "All expectations are the same."),
        ([], [A], False, "1 expectation is only in L2."),
        ([], [A, B], False, "2 expectations are only in L2."),
        ([A], [], False, "1 expectation is only in L1."),
        ([A, B], [], False, "2 expectations are only in L1."),
        ([A], [B], False, "1 expectation is only in L2 and 1 is only in L1."),
        ([A, B], [A], False, "1 expectation is only in L1 and 1 is the same in both."),
        ([A, B, C], [A, B], False, "1 expectation is only in L1 and 2 are the same in both."),
        ([A], [f"{A} today"], False, "1 expectation differs."),
        ([A], [f"{A} today"], True, "1 expectation changed."),
        ([A, B], [f"{A} today", f"{B} ever"], False, "2 expectations differ."),
        ([A, B], [f"{A} today", f"{B} ever"], True, "2 expectations changed."),
        (
            [A, B, C],
            [f"{A} today", B, D],
            False,
            "1 expectation differs, 1 is only in L2, 1 is only in L1 and 1 is the same in both.",
        ),
    ],
)
def test_the_sentence_is_grammar_for_one_and_for_many(
    before: list[str], after: list[str], versions: bool, said: str
) -> None:
    assert (
        difference_sentence(compare(of("L1", *before), of("L2", *after), versions=versions)) == said
    )


def test_the_sentence_counts_every_pair_once(sre: Ladder) -> None:
    for before in sre.levels:
        for after in sre.levels:
            if before is after:
                continue
            compared = compare(before, after, sre)
            counted = sum(map(int, re.findall(r"\b\d+", difference_sentence(compared))))
            assert counted == sum(len(each.pairs) for each in compared.competencies)


# -- CSV -------------------------------------------------------------------------------


def test_every_pair_is_a_row_that_reads_back(sre: Ladder) -> None:
    compared = compare(sre.levels[2], sre.levels[3], sre)
    read = rows(comparison_csv(compared))
    pairs = [(each, pair) for each in compared.competencies for pair in each.pairs]
    assert len(read) == len(pairs)
    for row, (each, pair) in zip(read, pairs, strict=True):
        assert tuple(row) == COLUMNS
        assert row["competency"] == each.name
        assert row["changes"].split() == list(pair.changes)
        assert row["why"] == pair.why
        assert row["before"].split("\n") == ([side.text for side in pair.before] or [""])
        assert row["after"].split("\n") == ([side.text for side in pair.after] or [""])
        scopes = dict.fromkeys(side.scope or "" for side in pair.after)
        assert row["after_scope"] == "\n".join(scopes)


@given(texts, texts)
def test_a_row_reads_back_whatever_a_statement_says(old: str, new: str) -> None:
    compared = compare(of("L1", old, scope=new), of("L2", new, tentative=True))
    made = comparison_csv(compared).removeprefix("\ufeff")
    read = list(csv.reader(io.StringIO(made, newline="")))
    assert tuple(read[0]) == COLUMNS
    assert all(len(row) == len(COLUMNS) for row in read)
    assert len(read) == 1 + sum(len(each.pairs) for each in compared.competencies)
    for text in shown(compared):
        assert any(text in (cell, cell.removeprefix("'")) for row in read for cell in row)


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_is_a_formula(text: str) -> None:
    compared = compare(of("L1", text, scope=text, name=text), of("L2", f"{text} more", name=text))
    for row in rows(comparison_csv(compared)):
        for cell in row.values():
            assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
        assert f"'{text}" in row.values()


# -- on the command line ---------------------------------------------------------------


def run(*words: str) -> Result:
    result = CliRunner().invoke(cli.main, ["compare", *words])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.mark.parametrize(
    ("form", "begins"),
    [
        ("text", "L3 Senior Site Reliability Engineer  →  L4 Staff"),
        ("markdown", "# L3 Senior Site Reliability Engineer (draft) → L4 Staff"),
        ("csv", "\ufeffcompetency,changes,why,before,"),
        ("json", '{\n  "before": {'),
    ],
)
def test_a_comparison_comes_in_four_forms_that_hold_the_same(
    sre: Ladder, form: str, begins: str
) -> None:
    result = run("L3", "L4", "--dir", str(SAMPLE), "--format", form)
    assert result.exit_code == 0
    assert result.stdout.startswith(begins)
    assert result.stdout.endswith("\n")
    assert not result.stdout.endswith("\n\n")
    said = result.stdout.replace('""', '"') if form == "csv" else result.stdout
    for statement in (*sre.levels[2].statements, *sre.levels[3].statements):
        text = flat(visible(statement.text))
        wanted = {
            "markdown": escape_commonmark(text),
            "json": json.dumps(text, ensure_ascii=False)[1:-1],
        }
        assert wanted.get(form, text) in said


def test_json_is_one_of_the_formats_and_a_short_word_for_it() -> None:
    words = ("L3", "L4", "--dir", str(SAMPLE))
    assert run(*words, "--json").stdout == run(*words, "--format", "json").stdout


def test_an_unknown_format_names_the_known_ones() -> None:
    result = run("L3", "L4", "--dir", str(SAMPLE), "--format", "pdf")
    assert result.exit_code == 2
    assert "'text', 'markdown', 'csv', 'json'" in result.stderr


def test_the_same_code_in_two_ladders_is_two_levels_and_not_two_versions(tmp_path: Path) -> None:
    files = {
        "bakers/B2.yaml": level("B2", {"work": "I bake bread for the street"}),
        "brewers/B2.yaml": level("B2", {"work": "I brew beer for the whole town"}),
    }
    folder = str(write(tmp_path / "site", files))
    made = run("bakers/B2", "brewers/B2", "--dir", folder, "--format", "markdown")
    assert made.exit_code == 0
    assert "1 expectation is only in brewers/B2 and 1 is only in bakers/B2." in made.stdout
    site = load(folder)
    (one, other) = (each.levels[0] for each in site.ladders)
    assert not compare(one, other, None, False).versions
