"""No word of a document is lost: it stands in a text, in a name, in what is shown, or is kept."""

import csv
import io
import json
import re
from collections.abc import Callable

import docx
import openpyxl
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.drafts.decisions import UNDECIDED, Decisions, PlacedLine
from explorer.drafts.draft import Draft
from explorer.importing import read_documents
from explorer.importing.pipeline import ImportResult
from explorer.importing.report import as_json, report_lines

WORD = st.sampled_from(
    "Alder Birch Cedar Dogwood Elm Fir Gorse Hazel Ivy Juniper Larch Maple Nettle Oak Pine Rowan "
    "Sorrel Thyme Willow Yew Examples maybe: Level L4 Senior TODO 12 &amp; <5 | * ** # - `x` n/a".split()
)
TEXT = st.lists(WORD, min_size=1, max_size=5).map(" ".join)
ROWS = st.lists(st.lists(st.one_of(TEXT, st.just("")), min_size=3, max_size=3), max_size=6)
HEAD = ["Area", "L1 Junior", "L2 Senior"]
WORDS = re.compile(r"[^\W_]+")


def shown(made: ImportResult) -> set[str]:
    """Every word that an import keeps somewhere or shows."""
    texts: list[str | None] = [ladder.name for ladder in made.ladders]
    for draft in made.drafts:
        texts += [draft.name, *draft.frame]
        for level in draft.levels:
            texts += [level.code, level.title, level.ladder]
        for fragment in draft.fragments():
            texts += [fragment.text, fragment.competency, fragment.scope]
    return {word.casefold() for text in texts if text for word in WORDS.findall(text)}


def lost(name: str, raw: bytes, said: str, decided: Decisions = UNDECIDED) -> set[str]:
    """The words of `said` that an import neither keeps nor shows; a refusal loses none."""
    made = read_documents({name: raw}, decided)
    if made.refused:
        return set()
    return {word.casefold() for word in WORDS.findall(said)} - shown(made)


def markdown_page(rows: list[list[str]]) -> str:
    marks = [
        "# {}",
        "## L4 {}",
        "### {}",
        "- {}",
        "  - {}",
        "{}\n",
        "> {}",
        "**{}**\n",
        "1. {}",
        "{}:",
    ]
    said = [text for row in rows for text in row if text]
    return "# L3 Cook\n\n" + "\n".join(
        marks[at % len(marks)].format(text) for at, text in enumerate(said)
    )


def pipe_table(rows: list[list[str]]) -> str:
    cells = [HEAD, ["-"] * 3, *([text.replace("|", "/") for text in row] for row in rows)]
    return "Above it\n\n" + "\n".join(f"| {' | '.join(row)} |" for row in cells) + "\n\nBelow it\n"


def delimited(rows: list[list[str]], delimiter: str) -> str:
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter).writerows([HEAD, *rows])
    return file.getvalue()


def html_page(rows: list[list[str]]) -> str:
    escaped = [[text.replace("&", "&amp;").replace("<", "&lt;") for text in row] for row in rows]
    body = "".join(
        f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in [HEAD, *escaped]
    )
    lists = "".join(f"<h3>{row[0]}</h3><ul><li>{row[1]}</li></ul><p>{row[2]}" for row in escaped)
    return f"<html><h1>L3 Cook</h1><p>Under</p><table>{body}</table><h2>L4 Chef</h2>{lists}</html>"


def yaml_page(rows: list[list[str]]) -> str:
    levels = [
        {"code": "L1", "title": "Cook", row[0] or "x": row[1:], "note": row[2]} for row in rows
    ]
    return yaml.safe_dump({"title": "Kitchen", "levels": levels}, allow_unicode=True)


def json_page(rows: list[list[str]]) -> str:
    made = [{"competency": row[0], "levels": {"L1": row[1], "L2": row[2]}} for row in rows]
    return json.dumps({"name": "Kitchen", "topics": made, "more": [row[0] for row in rows]})


def told(page: str) -> str:
    """What a page says in words: without its entities, escapes, tags and numbers of items."""
    return re.sub(r"&(?:amp|lt);|\\u[0-9a-f]{4}|</?[a-z0-9]+>|(?m:^1\. )", " ", page)


PAGES: dict[str, Callable[[list[list[str]]], str]] = {
    "page.md": markdown_page,
    "table.md": pipe_table,
    "table.csv": lambda rows: delimited(rows, ","),
    "table.tsv": lambda rows: delimited(rows, "\t"),
    "page.html": html_page,
    "page.yaml": yaml_page,
    "page.json": json_page,
}


@pytest.mark.parametrize("name", PAGES)
@settings(max_examples=40)
@given(rows=ROWS)
def test_no_word_of_a_page_is_lost(name: str, rows: list[list[str]]) -> None:
    page = PAGES[name](rows)
    assert lost(name, page.encode(), told(page)) <= {"amp"}


NAMES = st.one_of(TEXT, st.sampled_from([*HEAD, "L1", "L4", "L3 Cook", "Craft"]))
DECIDED = st.builds(
    Decisions,
    levels=st.dictionaries(NAMES, st.sampled_from([None, "L7", "L8"]), max_size=2),
    not_levels=st.lists(NAMES, max_size=2),
    names=st.dictionaries(NAMES, st.sampled_from(["competency", "scope"]), max_size=2),
    columns=st.dictionaries(NAMES, st.sampled_from(["examples", "scopes", "left out"]), max_size=2),
    numbers=st.sampled_from([None, "left out"]),
    placed=st.lists(st.builds(PlacedLine, text=TEXT, level=st.just("L1")), max_size=1),
    left_out=st.lists(TEXT, max_size=2),
)


@pytest.mark.parametrize("name", PAGES)
@settings(max_examples=40)
@given(rows=ROWS, decided=DECIDED)
def test_no_word_is_lost_whatever_is_decided(
    name: str, rows: list[list[str]], decided: Decisions
) -> None:
    page = PAGES[name](rows)
    assert lost(name, page.encode(), told(page), decided) <= {"amp"}


@settings(max_examples=25)
@given(ROWS, st.lists(st.sampled_from(["A1:B1", "A2:A3", "B2:C2"]), max_size=1))
def test_no_word_of_a_workbook_is_lost(rows: list[list[str]], merges: list[str]) -> None:
    book = openpyxl.Workbook()
    for row in [HEAD, *rows]:
        book.active.append([text.lstrip("=") or None for text in row])
    for merge in merges:
        book.active.merge_cells(merge)
    kept = [cell.value for row in book.active.iter_rows() for cell in row if cell.value]
    file = io.BytesIO()
    book.save(file)
    assert lost("x.xlsx", file.getvalue(), " ".join(kept)) <= {"amp"}


@settings(max_examples=8)
@given(ROWS)
def test_no_word_of_a_word_document_is_lost(rows: list[list[str]]) -> None:
    document = docx.Document()
    document.add_heading("L3 Cook", 1)
    styles = ["Normal", "Heading 2", "List Bullet", "Heading 3", "List Bullet 2", "Quote"]
    said = [text for row in rows for text in row if text]
    for at, text in enumerate(said):
        document.add_paragraph(text, styles[at % len(styles)])
    table = document.add_table(0, 3)
    for row in [HEAD, *rows]:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    file = io.BytesIO()
    document.save(file)
    assert lost("x.docx", file.getvalue(), " ".join([*said, "Cook Area Junior"])) <= {"amp"}


def draft(text: str, name: str = "x.md") -> Draft:
    (made,) = read_documents({name: text.encode()}).drafts
    return made


def test_what_only_says_what_others_are_is_shown() -> None:
    made = read_documents({"x.md": b"| Skill | L1 | L2 |\n|-|-|-|\n| Craft | a | b |\n"})
    assert made.drafts[0].frame == ("Skill",)
    assert "  structure: Skill" in list(report_lines(made))
    assert as_json(made)["documents"][0]["structure"] == ["Skill"]


def test_a_heading_after_front_matter_is_kept() -> None:
    text = "---\ntopics:\n  - name: care\n    content:\n      - level: 1\n        criteria:\n"
    made = draft(f"{text}          - I ask\n---\n\n## Things to keep in mind\n\nIt is a map.\n")
    assert ("remainder", "Things to keep in mind") in [(f.kind, f.text) for f in made.prose]


def test_what_a_reader_drops_is_kept_in_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    from explorer.drafts.pages import roles

    read = roles.read

    def forgetful(lines: object, file: str, *decisions: object) -> Draft | None:
        made = read(lines, file, *decisions)  # type: ignore[arg-type]
        if made is None:
            return None
        object.__setattr__(made.levels[0].fragments[0], "text", "I")
        return made

    monkeypatch.setattr(roles, "read", forgetful)
    made = draft("# L3 Cook\n\n- I cut and peel\n")
    assert ("remainder", "cut and peel") in [(f.kind, f.text) for f in made.prose]
    assert any("had no place" in each.text for each in made.warnings)
