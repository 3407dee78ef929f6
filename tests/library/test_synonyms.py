"""The keeper's synonyms: what they find, where it stands, and what is wrong with the file."""

from pathlib import Path

import pytest

from explorer.live import LiveSite
from explorer.loading import load
from explorer.search import Index
from library.writing import level, write

TEXTS = {
    "coaching": "I coach my peers to improve",
    "rota": "I keep the rota for on-call fair",
    "disagreement": "I disagree in the open and then commit",
}
GROUPS = "groups:\n  - [mentor, coach, teach]\n  - [push back, disagree]\n  - [pager, on call]\n"


def index(tmp_path: Path, groups: str = GROUPS) -> Index:
    files = {"craft/L1.yaml": level("L1", TEXTS), "synonyms.yaml": groups}
    return Index.of(load(write(tmp_path, files)))


@pytest.mark.parametrize(
    ("query", "found"),
    [("teaching", "coaching"), ("mentors", "coaching"), ("push back", "disagreement"),
     ("pushed back", "disagreement"), ("pager", "rota")],
)  # fmt: skip
def test_what_is_said_differently_is_found_as_related(
    tmp_path: Path, query: str, found: str
) -> None:
    (hit,) = index(tmp_path).search(query)
    assert (hit.entry.id, hit.related) == (found, True)
    assert index(tmp_path / "without", "groups: []\n").search(query) == []


def test_what_is_found_by_words_stands_above_what_is_related(tmp_path: Path) -> None:
    texts = {"a": "I coach my peers", "b": "I mentor my peers"}
    files = {"craft/L1.yaml": level("L1", texts), "synonyms.yaml": GROUPS}
    hits = Index.of(load(write(tmp_path, files))).search("mentor")
    assert [(hit.entry.id, hit.related) for hit in hits] == [("b", False), ("a", True)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "groups:\n  - [alone]\n",
            "synonyms.yaml:2:5: error: found 1 of them; wanted two words or more",
        ),
        ("grops: []\n", 'synonyms.yaml:1:1: error: found the unknown key "grops"; wanted "groups"'),
        ("groups:\n  - [a, 3]\n", "synonyms.yaml:2:9: error: found a number, 3; wanted text"),
    ],
)
def test_a_mistake_in_the_synonyms_is_named_and_the_levels_stay(
    tmp_path: Path, text: str, said: str
) -> None:
    site = load(write(tmp_path, {"craft/L1.yaml": level("L1", TEXTS), "synonyms.yaml": text}))
    assert str(site.problems[0]).startswith(said)
    assert site.synonyms == ()
    assert len(list(site.levels())) == 1


def test_an_edit_of_the_synonyms_shows_and_a_broken_one_keeps_the_last(tmp_path: Path) -> None:
    write(tmp_path, {"craft/L1.yaml": level("L1", TEXTS), "synonyms.yaml": "groups: []\n"})
    live = LiveSite(tmp_path)
    assert live.now().index.search("teaching") == []
    (tmp_path / "synonyms.yaml").write_text(GROUPS)
    assert live.now().index.search("teaching")
    (tmp_path / "synonyms.yaml").write_text("groups: [")
    now = live.now()
    assert now.index.search("teaching")
    assert now.site.kept == ("synonyms.yaml",)


def test_the_sample_ladders_synonyms_are_clean_and_used() -> None:
    site = load(Path(__file__).resolve().parents[2] / "ladder")
    assert site.problems == ()
    assert len(site.synonyms) > 50
