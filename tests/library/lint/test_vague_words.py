"""Vague words: told where a statement rests on one, and left alone where it does not."""

from pathlib import Path

import pytest

from explorer.files.loading import load
from explorer.lint.vague_words import VAGUE, vague_basis, vague_words
from explorer.model import Site
from library.writing import level, write


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("I have strong communication skills", "strong"),
        ("I am a Good listener", "Good"),
        ("I escalate when necessary", "when necessary"),
        ("I use logs, traces etc.", "etc"),
        ("I take part in various projects", "various"),
        ("I make appropriate decisions", "appropriate"),
        ("I deliver high-quality work", "high-quality"),
        ("I am familiar with our stack", "familiar with"),
    ],
)
def test_a_statement_rests_on_a_vague_word_where_little_else_is_said(text: str, word: str) -> None:
    found = vague_basis(text)
    assert found
    assert found[0] == word


@pytest.mark.parametrize(
    "text",
    [
        "",
        "I review changes",
        "I leave a good trail: what I tried, what I saw and what I would try next",
        "I make appropriate changes to alerts, runbooks and dashboards after every incident",
        "I tell support, product and sales about maintenance, with the hours, the risk etc.",
        "I know good restores by doing them against the clock, every month, with a witness",
        "Strongholds and goods are no vague words",
    ],
)
def test_a_vague_word_beside_what_somebody_does_is_a_manner_of_speaking(text: str) -> None:
    assert vague_basis(text) is None


def test_each_word_stands_once_and_has_a_reason() -> None:
    phrases = [phrase for vague in VAGUE for phrase in vague.phrases]
    assert len(set(phrases)) == len(phrases)
    assert all(vague.reason for vague in VAGUE)


def test_the_longest_phrase_is_the_one_that_is_named() -> None:
    found = vague_basis("I help as appropriate")
    assert found == ("as appropriate", "leaves open when it holds")


def test_a_finding_names_the_word_the_reason_and_the_place(tmp_path: Path) -> None:
    folder = write(tmp_path, {"L1.yaml": level("L1", {"a": "I bake", "b": "I do **good** work"})})
    ladder = load(folder).ladders[0]
    (found,) = vague_words(ladder)
    assert found.summary == (
        'L1/b rests on "good", which praises without saying what somebody would see: "I do good work"'
    )
    assert (found.statement, found.line) == ("b", ladder.levels[0].statements[1].line)


def test_the_sample_ladder_rests_on_no_vague_word(site: Site) -> None:
    assert [found.what for found in vague_words(site.ladders[0])] == []


@pytest.mark.parametrize(("tag", "number"), [("en", 1), ("en-GB", 1), ("de", 0), ("nl", 0)])
def test_the_words_are_english(tag: str, number: int, tmp_path: Path) -> None:
    files = {
        "ladder.yaml": {"name": "X", "language": tag},
        "L1.yaml": level("L1", {"a": "Good stuff"}),
    }
    assert len(list(vague_words(load(write(tmp_path, files)).ladders[0]))) == number
