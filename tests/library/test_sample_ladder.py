"""The ladder that comes with the app: the organisation's L4 to the letter, five drafts beside it."""

import re
from collections import Counter
from pathlib import Path

import pytest

from explorer.files.loading import load
from explorer.model import Ladder, Level, Ref, Site
from explorer.records import Record, of_level
from library.writing import SAMPLE

SOURCE = Path(__file__).with_name("L4-staff-sre.md")
CODES = ("L1", "L2", "L3", "L4", "L5", "L6")
DRAFTS = ("L1", "L2", "L3", "L5", "L6")


def repaired(text: str) -> str:
    """The source with its encoding damage undone: UTF-8 that was read as Mac Roman."""
    return re.sub(
        r"[^\x00-\x7f]+", lambda run: run.group().encode("mac_roman").decode("utf-8"), text
    )


def accounted(source: str) -> tuple[list[tuple[str, ...]], list[str]]:  # noqa: PLR0912 - a line, a branch
    """Each piece of the source as (kind, competency, scope, text), and lines of frame only."""
    made: list[tuple[str, ...]] = []
    frame: list[str] = []
    competency = scope = ""
    kind = "statement"
    for line in source.split("\n"):
        text = line.strip()
        if not text:
            continue
        if text.startswith("# "):
            made.append(("heading", "", "", text[2:]))
        elif text.startswith("## "):
            competency, scope, kind = text[3:], "", "statement"
            frame.append(text)
        elif text.startswith("> _"):
            made.append(("summary", "", "", text.removeprefix("> _").removesuffix("_")))
        elif fact := re.fullmatch(r"- \*\*(.+?)\*\*: (.+)", text):
            made.append(("fact", "", fact[1], fact[2]))
        elif text in ("<details>", "</details>"):
            frame.append(text)
        elif re.fullmatch(r"<summary>\s*Examples\s*</summary>", text):
            kind, scope = "example", ""
            frame.append(text)
        elif text == "maybe:":
            kind = "tentative"
            frame.append(text)
        elif text.startswith("// "):
            made.append(("note", competency, "", text[3:]))
        elif line.startswith("- ") and text.endswith(":"):
            scope, kind = text[2:-1], "statement"
            frame.append(text)
        elif text.startswith("- "):
            made.append((kind, competency, scope, text[2:]))
        else:
            pytest.fail(f"a line of the source that nobody accounts for: {line!r}")
    return made, frame


@pytest.fixture(scope="module")
def l4(sre: Ladder) -> Level:
    return sre.level("L4") or pytest.fail("there is no L4")


def test_every_line_of_the_source_stands_in_l4_to_the_letter_and_nothing_else_does(
    l4: Level,
) -> None:
    source, frame = accounted(repaired(SOURCE.read_text(encoding="utf-8")))
    headings = {c.name: f"{c.icon} {c.name}" for c in l4.competencies}
    carried = [("heading", "", "", f"{l4.code}: {l4.title}")] + [
        (r.kind, headings.get(r.competency or "", ""), r.scope or "", r.text) for r in of_level(l4)
    ]
    assert Counter(source) == Counter(carried)
    assert [line[3:] for line in frame if line.startswith("## ")] == list(headings.values())
    lines = [line for line in SOURCE.read_text(encoding="utf-8").split("\n") if line.strip()]
    assert len(lines) == len(source) + len(frame)


def test_the_source_keeps_its_order_within_each_kind(l4: Level) -> None:
    source, _ = accounted(repaired(SOURCE.read_text(encoding="utf-8")))
    for kind in ("fact", "statement", "tentative", "example"):
        assert [piece[3] for piece in source if piece[0] == kind] == [
            record.text for record in of_level(l4) if record.kind == kind
        ]


def test_the_source_is_as_damaged_as_it_came() -> None:
    source = SOURCE.read_text(encoding="utf-8")
    assert "ü¶â Domain" in source
    assert [c for c in "🦉🌱🧭🏆“”" if c in source] == []
    assert [c for c in "🦉🌱🧭🏆“”" if c not in repaired(source)] == []


@pytest.mark.parametrize(
    ("competency", "scope", "confirmed", "tentative"),
    [
        ("Domain expertise", "Within my group", 5, 3),
        ("Domain expertise", "Across Octopus", 3, 0),
        ("Teaching and Mentoring", None, 5, 6),
        ("Culture and Leadership", None, 9, 0),
        ("Customer Success", None, 8, 1),
    ],
)
def test_each_scope_of_l4_has_the_statements_that_the_source_counts(
    l4: Level, competency: str, scope: str | None, confirmed: int, tentative: int
) -> None:
    here = [r for r in of_level(l4) if (r.competency, r.scope) == (competency, scope)]
    assert Counter(r.kind for r in here if r.id) == Counter(
        statement=confirmed, tentative=tentative
    )


def test_l4_has_the_pieces_that_the_source_counts(l4: Level) -> None:
    records: list[Record] = list(of_level(l4))
    assert Counter(record.kind for record in records) == Counter(
        summary=1, fact=4, statement=30, tentative=10, example=17, note=1
    )
    assert sum(len(record.links) for record in records) == 3
    examples = Counter(r.competency for r in records if r.kind == "example")
    assert list(examples.values()) == [3, 4, 7, 3]
    assert [r.competency for r in records if r.kind == "note"] == ["Domain expertise"]


def test_the_ladder_runs_from_l1_to_l6_with_nothing_wrong(site: Site, sre: Ladder) -> None:
    assert site.problems == ()
    assert [ladder.key for ladder in site.ladders] == ["sre"]
    assert tuple(level.code for level in sre.levels) == CODES


@pytest.mark.parametrize("code", CODES)
def test_every_level_has_the_same_facts_and_competencies(sre: Ladder, code: str) -> None:
    level = sre.level(code)
    assert level is not None
    assert [fact.name for fact in level.facts] == [term.name for term in sre.facts]
    assert [c.key for c in level.competencies] == [term.key for term in sre.competencies]
    assert len(level.facts) == len(level.competencies) == 4
    assert level.summary
    assert level.title.endswith("Site Reliability Engineer")


@pytest.mark.parametrize("code", DRAFTS)
def test_each_draft_says_so_and_says_enough(sre: Ladder, code: str) -> None:
    level = sre.level(code)
    assert level is not None
    assert level.draft
    assert "draft written for this project" in level.source
    for competency in level.competencies:
        confirmed = [s for s in competency.statements if not s.tentative]
        assert 5 <= len(confirmed) <= 9
        assert 2 <= len(competency.examples) <= 4


def test_l4_is_no_draft_and_names_whose_words_it_has(l4: Level) -> None:
    assert not l4.draft
    assert "OctopusDeploy/People" in l4.source
    assert "Apache-2.0" in l4.source


@pytest.mark.parametrize("code", CODES[1:])
def test_lineage_is_written_for_every_statement_above_the_lowest(sre: Ladder, code: str) -> None:
    level = sre.level(code)
    assert level is not None
    assert set(level.lineage) == {statement.id for statement in level.statements}
    for id, references in level.lineage.items():
        assert len(sre.ancestors[Ref(code, id)]) == len(references)
    assert any(level.lineage.values())


def test_no_two_texts_of_the_ladder_are_the_same(sre: Ladder) -> None:
    texts = Counter(
        record.text
        for level in sre.levels
        for record in of_level(level)
        if record.kind in ("statement", "tentative", "example", "summary")
    )
    assert [text for text, times in texts.items() if times > 1] == []


def test_the_ladder_is_the_same_from_another_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sre: Ladder
) -> None:
    monkeypatch.chdir(tmp_path)
    assert load(SAMPLE).ladders == (sre,)
