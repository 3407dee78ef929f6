"""The keeper's synonyms: what they find, where it stands, and what is wrong with the file."""

from pathlib import Path

import pytest

from explorer.files import reload
from explorer.files.loading import load
from explorer.files.reload import LiveSite
from explorer.search.index import Index
from explorer.search.results import Hit
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
    [
        ("teaching", "coaching"),
        ("mentors", "coaching"),
        ("push back", "disagreement"),
        ("pushed back", "disagreement"),
        ("pager", "rota"),
    ],
)
def test_what_is_said_differently_is_found_as_related(
    tmp_path: Path, query: str, found: str
) -> None:
    (hit,) = index(tmp_path).search(query).hits
    assert (hit.entry.id, hit.related) == (found, True)
    assert index(tmp_path / "without", "groups: []\n").search(query).hits == ()


def searched(tmp_path: Path, texts: dict[str, str], query: str) -> list[Hit]:
    files = {"craft/L1.yaml": level("L1", texts), "synonyms.yaml": GROUPS}
    return Index.of(load(write(tmp_path, files))).search(query).hits


def test_a_related_hit_is_a_tier_of_its_own_and_says_what_was_meant(tmp_path: Path) -> None:
    (hit,) = searched(tmp_path, TEXTS, "push back ")
    assert (hit.tier, hit.matched, hit.missing) == ("related", (("disagree", "synonym"),), ())
    found = index(tmp_path / "again").search("push back ")
    assert (found.total, found.related) == (1, 1)
    assert found.counts["levels"] == {"L1": 1}


def test_the_words_of_a_phrase_count_as_one(tmp_path: Path) -> None:
    texts = {
        "row": "I push back on haste",
        "apart": "I push changes and call the customer back",
        "half": "I come back to problems that others left",
        "meaning": "I disagree in the open",
    }
    hits = searched(tmp_path, texts, "push back ")
    assert [(hit.entry.id, hit.tier) for hit in hits] == [
        ("row", "full"),
        ("apart", "full"),
        ("meaning", "related"),
    ]


def test_the_words_of_a_phrase_count_beside_other_words(tmp_path: Path) -> None:
    texts = {
        "all": "I push back on early deadlines",
        "half": "I push work to the back when deadlines are far",
        "other": "I keep deadlines",
    }
    hits = searched(tmp_path, texts, "push back on deadlines ")
    assert [hit.entry.id for hit in hits][:2] == ["all", "half"]
    assert hits[0].spans[0] == (2, 11), "the phrase is marked as a whole"


def test_an_idiom_of_common_words_is_found_in_a_row_or_by_its_meaning_only(tmp_path: Path) -> None:
    texts = {
        "row": "I own up to what I broke",
        "form": "I owned up before anybody asked",
        "apart": "I own my services and follow up on each alarm",
        "meaning": "I admit what went wrong",
    }
    files = {
        "craft/L1.yaml": level("L1", texts),
        "synonyms.yaml": "groups:\n  - [own up, admit]\n",
    }
    hits = Index.of(load(write(tmp_path, files))).search("own up ").hits
    assert {(hit.entry.id, hit.related) for hit in hits} == {
        ("row", False),
        ("form", False),
        ("meaning", True),
    }


def test_a_phrase_of_which_nothing_is_said_is_read_word_by_word(tmp_path: Path) -> None:
    hits = searched(tmp_path, {"a": "I push for tests", "b": "I come back"}, "push back ")
    assert {(hit.entry.id, hit.tier, hit.missing) for hit in hits} == {
        ("a", "partial", ("back",)),
        ("b", "partial", ("push",)),
    }


def test_a_folder_without_synonyms_is_searched_with_general_ones(tmp_path: Path) -> None:
    general = load(Path(__file__).resolve().parents[3] / "ladder").synonyms
    files = {"craft/L1.yaml": level("L1", TEXTS)}
    site = load(write(tmp_path, files))
    assert site.synonyms == general
    assert site.problems == ()
    (hit,) = Index.of(site).search("teaching ").hits
    assert (hit.entry.id, hit.related) == ("coaching", True)


@pytest.mark.parametrize("text", ["groups: []\n", "groups:\n"])
def test_an_empty_list_of_synonyms_means_none(tmp_path: Path, text: str) -> None:
    files = {"craft/L1.yaml": level("L1", TEXTS), "synonyms.yaml": text}
    site = load(write(tmp_path, files))
    assert (site.synonyms.groups, site.problems) == ((), ())
    assert Index.of(site).search("teaching ").hits == ()


def test_a_folders_own_synonyms_take_the_place_of_the_general_ones(tmp_path: Path) -> None:
    own = index(tmp_path, "groups:\n  - [quarrel, disagree]\n")
    assert [hit.entry.id for hit in own.search("quarrel ").hits] == ["disagreement"]
    assert own.search("teaching ").hits == ()


def test_what_is_found_by_words_stands_above_what_is_related(tmp_path: Path) -> None:
    texts = {"a": "I coach my peers", "b": "I mentor my peers"}
    files = {"craft/L1.yaml": level("L1", texts), "synonyms.yaml": GROUPS}
    hits = Index.of(load(write(tmp_path, files))).search("mentor").hits
    assert [(hit.entry.id, hit.related) for hit in hits] == [("b", False), ("a", True)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "groups:\n  - [alone]\n",
            "synonyms.yaml:2:5: error: found 1 of them; wanted two words or more",
        ),
        (
            "grops: []\n",
            'synonyms.yaml:1:1: error: found the unknown key "grops"; wanted "groups"',
        ),
        ("groups:\n  - [a, 3]\n", "synonyms.yaml:2:9: error: found a number, 3; wanted text"),
    ],
)
def test_a_mistake_in_the_synonyms_is_named_and_the_levels_stay(
    tmp_path: Path, text: str, said: str
) -> None:
    site = load(write(tmp_path, {"craft/L1.yaml": level("L1", TEXTS), "synonyms.yaml": text}))
    assert str(site.problems[0]).startswith(said)
    assert site.synonyms.groups == ()
    assert len(list(site.levels())) == 1


def test_an_edit_of_the_synonyms_shows_and_a_broken_one_keeps_the_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, {"craft/L1.yaml": level("L1", TEXTS), "synonyms.yaml": "groups: []\n"})
    monkeypatch.setattr(reload, "LOOK_SECONDS", 0.0)
    live = LiveSite(tmp_path)
    assert Index.of(live.now().site).search("teaching").hits == ()
    (tmp_path / "synonyms.yaml").write_text(GROUPS)
    assert Index.of(live.now().site).search("teaching").hits
    (tmp_path / "synonyms.yaml").write_text("groups: [")
    now = live.now()
    assert Index.of(now.site).search("teaching").hits
    assert now.site.stale_files == ("synonyms.yaml",)


def test_the_sample_ladders_synonyms_are_clean_and_used() -> None:
    site = load(Path(__file__).resolve().parents[3] / "ladder")
    assert site.problems == ()
    assert len(site.synonyms.groups) > 50
