"""Search: the right texts first, the matched words marked, nothing raised by any query."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.loading import load
from explorer.search import Filters, Hit, Index
from explorer.words import folded, stem, words
from library.writing import level, write


def top(index: Index, query: str) -> list[str | None]:
    return [hit.entry.id for hit in index.search(query, 5)]


def marked(hit: Hit) -> list[str]:
    return [hit.entry.text[start:end] for start, end in hit.spans]


@pytest.mark.parametrize(
    ("query", "level", "id"),
    [
        ("incidnet review", "L2", "reviews"),
        ("operational excellence", "L4", "operational-excellence"),
        ("fixed time variable scope", "L4", "fixed-time"),
        ("coordnating projcts", "L4", "coordination"),
        ("ARCHITECTURAL DECISIONS", "L4", "architecture"),
        ("healthy conf", "L4", "healthy-conflict"),
    ],
)
def test_a_statement_is_found_however_it_is_typed(
    index: Index, query: str, level: str, id: str
) -> None:
    assert (level, id) in [(hit.entry.level, hit.entry.id) for hit in index.search(query, 5)]


@pytest.mark.parametrize(
    ("query", "how", "seen"),
    [
        ("mentors ", "form", "mentoring"),
        ("mentoring ", "exact", "mentoring"),
        ("mentring ", "slip", "mentoring"),
        ("mentori", "beginning", "mentoring"),
        ("café ", "exact", "Cafe\u0301"),
        ("MENTORING ", "exact", "mentoring"),
        ("one-off ", "exact", "one-off"),
        ("oneoff ", "exact", "one-off"),
    ],
)
def test_each_word_says_how_it_was_found(tmp_path: Path, query: str, how: str, seen: str) -> None:
    texts = {"a": "I like mentoring in the Cafe\u0301 as a one-off.", "b": "Nothing of the kind."}
    index = Index.of(load(write(tmp_path, {"L1.yaml": level("L1", texts)})))
    (hit,) = index.search(query)
    assert hit.entry.id == "a"
    assert seen in marked(hit)
    assert dict(hit.matched)[seen] == how


def test_the_last_word_is_unfinished_until_a_space_follows(tmp_path: Path) -> None:
    index = Index.of(load(write(tmp_path, {"L1.yaml": level("L1", {"a": "I mentor"})})))
    assert top(index, "men") == ["a"]
    assert top(index, "men ") == []


def test_a_text_with_more_of_the_words_comes_first(tmp_path: Path) -> None:
    texts = {"one": "I plan capacity.", "two": "I plan capacity for launches.", "none": "I write."}
    index = Index.of(load(write(tmp_path, {"L1.yaml": level("L1", texts)})))
    assert top(index, "launches capacity ") == ["two", "one"]


def test_marks_of_markdown_are_not_seen_by_the_search(tmp_path: Path) -> None:
    texts = {"a": "I **lead** [reviews](https://secret.example)"}
    index = Index.of(load(write(tmp_path, {"L1.yaml": level("L1", texts)})))
    (hit,) = index.search("lead reviews")
    assert hit.entry.text == "I lead reviews"
    assert hit.spans == ((2, 6), (7, 14))
    assert index.search("secret") == []


def test_a_fact_is_found_by_its_name(index: Index) -> None:
    hits = index.search("planning horizon", 6)
    assert {hit.entry.scope for hit in hits} == {"Planning horizon"}
    assert {hit.entry.level for hit in hits} == {f"L{n}" for n in range(1, 7)}


@pytest.mark.parametrize(
    ("filters", "part", "value"),
    [
        (Filters(levels=frozenset({"L4"})), "level", "L4"),
        (Filters(kinds=frozenset({"example"})), "kind", "example"),
        (Filters(competencies=frozenset({"customer-success"})), "competency_key", "customer-success"),
        (Filters(ladders=frozenset({"sre"})), "ladder", "sre"),
    ],
)  # fmt: skip
def test_filters_limit_what_is_found(index: Index, filters: Filters, part: str, value: str) -> None:
    everything = index.search("customers", 500)
    found = index.search("customers", 500, filters)
    assert found == [hit for hit in everything if getattr(hit.entry, part) == value]
    assert found
    assert index.search("customers", 500, Filters(ladders=frozenset({"other"}))) == []


@pytest.mark.parametrize("limit", [1, 3])
def test_the_limit_cuts_the_end_of_the_list(index: Index, limit: int) -> None:
    assert index.search("team", limit) == index.search("team", 50)[:limit]


@pytest.mark.parametrize("query", ["", " ", "zzzzzzzz", "?!", "😀", "\0", "\u200b", "…", "'", "’s"])
def test_a_query_without_words_of_the_ladder_finds_nothing(index: Index, query: str) -> None:
    assert index.search(query) == []


HOSTILE = st.sampled_from(
    ["a" * 10_000, "incident " * 2_000, "(a+)+$", "[", "\\", "*incident*", "<b>incident</b>",
     "مراجعة الحوادث", "ﷺ", "İSTANBUL", "ß", "\u202eincident", "in\u200bcident", "\ud800", "1",
     "%s {0} ${x}", "' OR 1=1 --", "incident\0review", "İ̇" * 200]
)  # fmt: skip


def check_hits(hits: list[Hit]) -> None:
    order = [(hit.related, -hit.score) for hit in hits]
    assert order == sorted(order)
    for hit in hits:
        assert 0 < hit.score <= 1
        edges = [edge for span in hit.spans for edge in span]
        assert edges == sorted(set(edges))
        assert not edges or (edges[0] >= 0 and edges[-1] <= len(hit.entry.text))


@settings(max_examples=50)
@given(HOSTILE | st.text(max_size=80))
def test_no_query_raises_and_spans_lie_in_order_within_the_text(index: Index, query: str) -> None:
    check_hits(index.search(query, 50))


@settings(max_examples=40)
@given(st.data())
def test_words_of_the_ladder_in_any_order_and_cut_anywhere_are_marked(
    index: Index, data: st.DataObject
) -> None:
    entry = data.draw(st.sampled_from(index.entries))
    chosen = data.draw(st.lists(st.sampled_from(entry.text.split()), min_size=1, max_size=5))
    hits = index.search(" ".join(chosen), 500)
    check_hits(hits)
    by_words = [hit for hit in hits if not hit.related]
    assert not by_words or any(hit.spans for hit in by_words)


@given(st.text(max_size=60))
def test_words_stand_where_their_spans_say(text: str) -> None:
    for word, (start, end) in words(text):
        assert word == folded(text[start:end]) or word == folded(text[start:end].replace("-", ""))


@pytest.mark.parametrize(
    "forms",
    ["mentor mentors mentored mentoring", "plan planning plans", "reliability reliabilities",
     "engineer engineers engineering engineered", "influence influencing influenced"],
)  # fmt: skip
def test_the_forms_of_a_word_share_their_stem(forms: str) -> None:
    assert len({stem(word) for word in forms.split()}) == 1


def test_a_site_without_levels_has_an_index_that_finds_nothing(tmp_path: Path) -> None:
    assert Index.of(load(tmp_path)).search("anything") == []
