"""One record for each piece of text, in the fixed form."""

from pathlib import Path

from explorer.files.loading import load
from explorer.model import Site
from explorer.records import KINDS, of_site
from library.writing import write

FORM = [
    "ladder",
    "level",
    "title",
    "competency",
    "scope",
    "kind",
    "id",
    "text",
    "links",
    "file",
    "line",
]

EVERYTHING = """\
code: "L1"
title: Junior
source: not a record
summary: >-
  I *learn*.
facts:
  Horizon: Days
competencies:
  craft:
    groups:
      - scope: Here
        statements:
          reads: >-
            I read [this](https://x) and [that](https://y).
        tentative:
          asks: I ask
      - statements:
          writes: I write
    examples:
      - I did
      - >-
        I did
        more
    notes:
      - "TODO: more"
prose:
  - Anything else
"""


def test_each_piece_of_text_is_one_record_in_reading_order(tmp_path: Path) -> None:
    site = load(write(tmp_path / "dev", {"L1.yaml": EVERYTHING}))
    records = list(of_site(site))
    assert [(r.kind, r.competency, r.scope, r.id, r.text, r.line) for r in records] == [
        ("summary", None, None, None, "I *learn*.", 4),
        ("fact", None, "Horizon", None, "Days", 7),
        (
            "statement",
            "Craft",
            "Here",
            "reads",
            "I read [this](https://x) and [that](https://y).",
            13,
        ),
        ("tentative", "Craft", "Here", "asks", "I ask", 16),
        ("statement", "Craft", None, "writes", "I write", 18),
        ("example", "Craft", None, None, "I did", 20),
        ("example", "Craft", None, None, "I did more", 21),
        ("note", "Craft", None, None, "TODO: more", 25),
        ("prose", None, None, None, "Anything else", 27),
    ]
    assert {record.kind for record in records} == set(KINDS)
    assert {(r.ladder, r.level, r.title, r.file) for r in records} == {
        ("dev", "L1", "Junior", "L1.yaml")
    }
    assert records[2].links == ("https://x", "https://y")
    assert [list(record.as_json()) for record in records] == [FORM] * len(records)
    assert records[0].as_json()["links"] == []


def test_every_record_of_the_real_ladder_stands_in_its_line(site: Site) -> None:
    files = {
        r.file: (Path(site.folder) / r.file).read_text("utf-8").split("\n") for r in of_site(site)
    }
    for record in of_site(site):
        lines = files[record.file]
        # The text begins in its line, or in the next where it is folded.
        near = " ".join(lines[record.line - 1 : record.line + 1])
        assert record.text.split()[0] in near
        assert record.id is None or lines[record.line - 1].strip().startswith(f"{record.id}:")


def test_what_an_import_brings_is_a_record_and_its_remainder_is_none(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "ladder.yaml": {
                "name": "Ours",
                "competencies": {
                    "craft": {"name": "Craft"},
                    "rest": {"name": "All", "named": False},
                },
                "prose": ["Of all."],
                "notes": ["TODO: pay"],
                "remainder": ["| x |"],
            },
            "L1.yaml": {
                "code": "L1",
                "title": "One",
                "competencies": {
                    "craft": {"summary": "In short.", "prose": ["At length."]},
                    "rest": {"groups": [{"statements": {"a": "I do"}}]},
                },
                "notes": ["TODO: more"],
                "remainder": ["```"],
            },
        },
    )
    site = load(tmp_path)
    assert site.problems == ()
    assert [(r.level, r.competency, r.kind, r.text) for r in of_site(site)] == [
        (None, None, "prose", "Of all."),
        (None, None, "note", "TODO: pay"),
        ("L1", "Craft", "summary", "In short."),
        ("L1", "Craft", "prose", "At length."),
        ("L1", None, "statement", "I do"),
        ("L1", None, "note", "TODO: more"),
    ]
    assert [passage.text for passage in site.ladders[0].remainder] == ["| x |"]
    assert [passage.text for passage in site.ladders[0].levels[0].remainder] == ["```"]
