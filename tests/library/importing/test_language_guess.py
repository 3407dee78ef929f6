"""The language of an import is guessed from few statements, and said to be a guess."""

import random
from pathlib import Path

import pytest

from explorer.drafts.draft import DraftLevel, Fragment
from explorer.files.loading import load
from explorer.importing import plan, plan_on_disk, read_documents
from explorer.importing.imported_ladder import ImportedLadder, SourcedLevel
from explorer.importing.language_guess import guessed_language
from explorer.importing.report import as_json, report_lines
from explorer.render.import_report_html import files_html

ROOT = Path(__file__).parents[3]
LADDERS = {
    "ladder": "en",
    "tests/relevance/second/ladder": "en",
    "tests/relevance/third/ladder": "en",
    "tests/alignment/neighbours": "en",
    **{f"tests/relevance/languages/{tag}/ladder": tag for tag in ("de", "fr", "pt", "ja")},
}
BAKERS = """# Bäcker

## B1 Bäckerin

- Ich heize die Öfen rechtzeitig an.
- Ich frage nach, wenn ein Teig nicht geht.

## B2 Meisterin

- Ich wähle die Hitze für jeden Teig.
"""


def of_texts(texts: list[str]) -> ImportedLadder:
    fragments = tuple(Fragment("statement", text, (at,)) for at, text in enumerate(texts, 1))
    return ImportedLadder("x", "X", (SourcedLevel(DraftLevel("L1", "L1", fragments), "x.md"),))


@pytest.mark.parametrize(("folder", "tag"), LADDERS.items())
@pytest.mark.parametrize("number", [5, 20])
def test_a_few_statements_are_enough(folder: str, tag: str, number: int) -> None:
    said = [each.text for _, level in load(ROOT / folder).levels() for each in level.statements]
    chance = random.Random(number)
    for _ in range(20):
        chosen = chance.sample(said, min(number, len(said)))
        assert guessed_language(of_texts(chosen)) == tag


@pytest.mark.parametrize("texts", [[], [""], ["42"], ["I ask for help."], ["TODO", "Leads"]])
def test_little_is_taken_for_english(texts: list[str]) -> None:
    assert guessed_language(of_texts(texts)) == "en"


def test_the_guess_is_written_and_said_to_be_one(tmp_path: Path) -> None:
    made = read_documents({"bakers.md": BAKERS.encode()})
    now = plan(made.ladders)
    plan_on_disk.write(now, tmp_path)
    text = (tmp_path / "backer/ladder.yaml").read_text("utf-8")
    assert "# A guess from the texts:\nlanguage: de\n" in text
    site = load(tmp_path)
    assert site.problems == ()
    assert site.ladders[0].language == "de"
    (guess,) = as_json(made, now)["guesses"]
    assert guess["file"] == "backer/ladder.yaml"
    assert "look German" in guess["text"]
    assert f"guess: {guess['file']}: {guess['text']}" in list(report_lines(made, now))
    assert "look German" in files_html(now)


@pytest.mark.parametrize("kept", ["", "language: en", "language: pt-BR"])
def test_what_a_keeper_says_is_no_guess(kept: str, tmp_path: Path) -> None:
    made = read_documents({"bakers.md": BAKERS.encode()})
    plan_on_disk.write(plan(made.ladders), tmp_path)
    file = tmp_path / "backer/ladder.yaml"
    text = file.read_text("utf-8")
    file.write_text(text.replace("# A guess from the texts:\nlanguage: de", kept), "utf-8")
    again = plan(made.ladders, plan_on_disk.existing_files(tmp_path, made.ladders))
    assert again.changes() == again.guesses == ()
    longer = read_documents({"bakers.md": f"{BAKERS}\n### Teig\n\n- Ich knete.\n".encode()})
    more = plan(longer.ladders, plan_on_disk.existing_files(tmp_path, longer.ladders))
    plan_on_disk.write(more, tmp_path, overwrite=True)
    assert load(tmp_path).ladders[0].language == (kept.removeprefix("language: ") or "en")
    assert "guess" not in file.read_text("utf-8")


def test_english_needs_no_word() -> None:
    made = read_documents({"bakers.md": b"# B1 Baker\n\n- I light the ovens on time.\n"})
    now = plan(made.ladders)
    assert now.guesses == ()
    assert not any(b"\nlanguage:" in file.content for file in now.files)
