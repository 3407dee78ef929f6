"""A draft of a job description: it says "you", leaves out what is not agreed, and lists the rest."""

import re
from pathlib import Path

import pytest

from explorer.files.loading import load
from explorer.model import Ladder
from explorer.render.job_description_markdown import job_description_markdown
from library.writing import level, write


@pytest.mark.parametrize("code", ["L1", "L2", "L3", "L4", "L5", "L6"])
def test_the_draft_of_a_level_says_you_and_never_i(sre: Ladder, code: str) -> None:
    found = sre.level(code)
    assert found
    text = job_description_markdown(found)
    spoken = re.sub(r"“[^”]*”", "", text)
    assert not re.search(r"\b(?:I|my|me|myself)\b", spoken)
    assert text.startswith(f"# {found.title}\n")
    confirmed = [s for s in found.statements if not s.tentative]
    body = text.split("## What you will do")[1].split("## Things you may have done")[0]
    assert len([line for line in body.splitlines() if line.startswith("- ")]) == len(confirmed)
    assert "## Still to be said" in text


def test_what_is_under_discussion_is_left_out(sre: Ladder) -> None:
    found = sre.level("L4")
    assert found
    text = job_description_markdown(found)
    assert "You consult with teams" in text
    assert "operational risks effectively" not in text


def test_marks_of_a_ladder_are_text_in_the_job_description_markdown(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    made = level("L1", {"a": "I <b>shout</b> # loudly"}, title="A `b` *c*")
    (ladder,) = load(write(tmp_path_factory.mktemp("x"), {"y/L1.yaml": made})).ladders
    text = job_description_markdown(ladder.levels[0])
    assert text.startswith("# A \\`b\\` \\*c\\*\n")
    assert "- You \\<b\\>shout\\</b\\> \\# loudly.\n" in text


def test_a_level_that_says_nothing_has_a_job_description_markdown(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = write(tmp_path_factory.mktemp("x"), {"y/L1.yaml": {"code": "L1", "title": "One"}})
    (ladder,) = load(folder).ladders
    assert job_description_markdown(ladder.levels[0]).startswith("# One\n\n## Still to be said\n")


def test_another_language_stays_as_it_was_written(tmp_path: Path) -> None:
    said = {"a": "Je me forme et I listen"}
    files = {
        "ladder.yaml": {"name": "X", "language": "fr-CA"},
        "L1.yaml": level("L1", said, summary="Me voici", facts={"Rayon": "me et les miens"}),
    }
    text = job_description_markdown(load(write(tmp_path, files)).ladders[0].levels[0])
    assert "- Je me forme et I listen." in text
    assert "Me voici" in text
    assert "- Rayon: me et les miens." in text
