"""Search: the right texts first, the matched words marked, nothing raised by any query."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.files.loading import load
from explorer.search.index import MAX_QUERY, MAX_WORDS, Index
from explorer.search.results import FACETS, Filters, Hit, Interpretation, scope_key
from explorer.search.term_matching import Vocabulary
from explorer.text.stemming import fold, stem, words
from library.writing import ROOT, level, write

LADDERS = [
    ROOT / "ladder",
    *(ROOT / "tests/relevance" / each / "ladder" for each in ("second", "third")),
]


def top(index: Index, query: str) -> list[str | None]:
    return [hit.entry.id for hit in index.search(query, 5).hits]


def marked(hit: Hit) -> list[str]:
    return [hit.entry.text[start:end] for start, end in hit.spans]


@pytest.mark.parametrize(
    ("query", "level", "id"),
    [
        ("incidnet review", "L3", "postmortems"),
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
    assert (level, id) in [(hit.entry.level, hit.entry.id) for hit in index.search(query, 5).hits]


@pytest.mark.parametrize(
    ("query", "how", "seen"),
    [
        ("mentors ", "inflection", "mentoring"),
        ("mentoring ", "exact", "mentoring"),
        ("mentring ", "typo", "mentoring"),
        ("mentori", "prefix", "mentoring"),
        ("café ", "exact", "Cafe\u0301"),
        ("MENTORING ", "exact", "mentoring"),
        ("one-off ", "exact", "one-off"),
        ("oneoff ", "exact", "one-off"),
    ],
)
def test_each_word_says_how_it_was_found(tmp_path: Path, query: str, how: str, seen: str) -> None:
    texts = {"a": "I like mentoring in the Cafe\u0301 as a one-off.", "b": "Nothing of the kind."}
    index = Index.of(load(write(tmp_path, {"L1.yaml": level("L1", texts)})))
    (hit,) = index.search(query).hits
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
    (hit,) = index.search("lead reviews").hits
    assert hit.entry.text == "I lead reviews"
    assert hit.spans == ((2, 6), (7, 14))
    assert index.search("secret").hits == ()


def test_a_fact_is_found_by_its_name(index: Index) -> None:
    hits = index.search("planning horizon", 6).hits
    assert {hit.entry.scope for hit in hits} == {"Planning horizon"}
    assert {hit.entry.level for hit in hits} == {f"L{n}" for n in range(1, 7)}


@pytest.mark.parametrize(
    ("filters", "part", "value"),
    [
        (Filters(levels=frozenset({"L4"})), "level", "L4"),
        (Filters(kinds=frozenset({"example"})), "kind", "example"),
        (
            Filters(competencies=frozenset({"customer-success"})),
            "competency_key",
            "customer-success",
        ),
        (Filters(ladders=frozenset({"sre"})), "ladder", "sre"),
    ],
)
def test_filters_limit_what_is_found(index: Index, filters: Filters, part: str, value: str) -> None:
    everything = index.search("customers", 500).hits
    found = index.search("customers", 500, filters).hits
    assert list(found) == [hit for hit in everything if getattr(hit.entry, part) == value]
    assert found
    assert not index.search("customers", 500, Filters(ladders=frozenset({"other"}))).hits


# -- filters and their counts ----------------------------------------------------------

TWO = {
    "synonyms.yaml": "groups: []\n",
    "bakers/L1.yaml": level("L1", {"loaf": "I plan the bread"}, scope="Within my bakery"),
    "bakers/L2.yaml": level(
        "L2", {"week": "I plan the week"}, tentative={"year": "I plan the year"}
    ),
    "brewers/L1.yaml": level(
        "L1",
        {"beer": "I plan the beer"},
        competency="kettles",
        scope="Within my bakery!",
        facts={"Planning horizon": "I plan a day"},
    ),
}


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Index:
    """Two ladders in which five texts plan something."""
    return Index.of(load(write(tmp_path_factory.mktemp("two"), TWO)))


def chosen(**values: str) -> Filters:
    return Filters(**{name: frozenset({value}) for name, value in values.items()})


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (Filters(), {"loaf", "week", "year", "beer", None}),
        (chosen(ladders="bakers"), {"loaf", "week", "year"}),
        (chosen(levels="L1"), {"loaf", "beer", None}),
        (chosen(ladders="bakers", levels="L1"), {"loaf"}),
        (chosen(scopes="within-my-bakery"), {"loaf", "beer"}),
        (chosen(scopes="within-my-bakery", competencies="kettles"), {"beer"}),
        (chosen(kinds="tentative"), {"year"}),
        (Filters(kinds=frozenset({"tentative", "fact"})), {"year", None}),
        (chosen(scopes="planning-horizon"), set()),
        (chosen(ladders="bakers", competencies="kettles"), set()),
    ],
)
def test_filters_look_in_every_ladder_and_hold_together(
    two: Index, filters: Filters, found: set[str | None]
) -> None:
    result = two.search("plan ", filters=filters)
    assert {hit.entry.id for hit in result.hits} == found
    assert result.total == len(found)


def test_counts_stand_beside_every_value_that_would_show_something(two: Index) -> None:
    assert two.search("plan ").counts == {
        "ladders": {"bakers": 3, "brewers": 2},
        "levels": {"L1": 3, "L2": 2},
        "competencies": {"craft": 3, "kettles": 1},
        "scopes": {"within-my-bakery": 2},
        "kinds": {"statement": 3, "tentative": 1, "fact": 1},
    }
    counts = two.search("plan ", filters=chosen(levels="L2")).counts
    assert counts["levels"] == {"L1": 3, "L2": 2}, "a filter does not count itself"
    assert counts["ladders"] == {"bakers": 2}
    assert counts["scopes"] == {}


def test_counts_are_of_everything_that_is_found_and_not_of_what_is_shown(two: Index) -> None:
    assert two.search("plan ", limit=1).counts == two.search("plan ").counts
    assert two.search("plan ", limit=1).total == 5
    assert two.search("").counts == {name: {} for name in FACETS}


def test_a_scope_goes_by_its_words() -> None:
    assert scope_key("Within my group") == "within-my-group"
    assert scope_key("Across  Octopus’s (all)") == "across-octopus-all"
    assert scope_key(None) == ""


QUERIES = st.sampled_from(
    [
        "incident",
        "incidnet review",
        "team",
        "customers ",
        "I help my team to",
        "mentoring",
        "de",
        "push back",
        "own up ",
        "planning horizon",
        "error budget",
        "plan",
        "decision",
        "zzzz",
        "",
    ]
)


@given(st.data())
def test_the_count_beside_a_value_is_what_choosing_only_that_value_shows(
    index: Index, data: st.DataObject
) -> None:
    query = data.draw(QUERIES)
    filters = Filters(
        **{
            name: frozenset(
                data.draw(st.lists(st.sampled_from(index.values(name)), max_size=2), label=name)
            )
            for name in FACETS
        }
    )
    found = index.search(query, 1000, filters)
    for name in FACETS:
        assert set(found.counts[name]) <= set(index.values(name))
        for value in index.values(name):
            only = replace(filters, **{name: frozenset({value})})
            assert found.counts[name].get(value, 0) == index.search(query, 1, only).total, value


@given(QUERIES, st.sampled_from(["L2", "L4"]), st.integers(1, 60))
def test_the_total_is_of_all_hits_however_many_are_shown(
    index: Index, query: str, code: str, limit: int
) -> None:
    for filters in (Filters(), Filters(levels=frozenset({code}))):
        every = index.search(query, 1000, filters)
        assert every.total == len(every.hits)
        assert every.related == sum(hit.related for hit in every.hits)
        some = index.search(query, limit, filters)
        assert (some.total, some.related, some.interpretations) == (
            every.total,
            every.related,
            every.interpretations,
        )
        assert some.hits == every.hits[:limit]


# -- how a query was taken -------------------------------------------------------------


def test_a_hit_says_which_words_of_the_query_it_does_not_have(tmp_path: Path) -> None:
    texts = {"both": "I plan capacity for launches", "one": "I plan holidays"}
    index = Index.of(load(write(tmp_path, {"L1.yaml": level("L1", texts)})))
    assert [
        (hit.entry.id, hit.tier, hit.missing) for hit in index.search("plan launches ").hits
    ] == [
        ("both", "full", ()),
        ("one", "partial", ("launches",)),
    ]


@pytest.mark.parametrize(
    ("query", "how", "words"),
    [
        ("mentring ", "typo", ("mentoring",)),
        ("mentoring ", "exact", ("mentoring",)),
        ("mentored ", "inflection", ("mentoring",)),
        ("mento", "prefix", ("mentoring",)),
    ],
)
def test_a_word_of_the_query_says_for_what_it_was_taken(
    tmp_path: Path, query: str, how: str, words: tuple[str, ...]
) -> None:
    index = Index.of(load(write(tmp_path, {"L1.yaml": level("L1", {"a": "I like mentoring"})})))
    assert index.search(query).interpretations == (Interpretation(query.strip(), how, words),)  # type: ignore[arg-type]


def test_a_word_that_no_text_has_is_taken_for_nothing(index: Index) -> None:
    assert index.search("zzzzzzzz ").interpretations == ()
    assert [each.word for each in index.search("incident zzzzzzzz ").interpretations] == [
        "incident"
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("several", "severe"),
        ("experiment", "experience"),
        ("general", "generous"),
        ("objective", "object"),
        ("important", "import"),
    ],
)
def test_words_that_only_look_related_are_no_forms_of_each_other(
    tmp_path: Path, one: str, other: str
) -> None:
    files = {"L1.yaml": level("L1", {"a": f"I know {one} things", "b": f"I know {other} things"})}
    index = Index.of(load(write(tmp_path, files)))
    assert top(index, f"{one} ") == ["a"]
    first, *rest = index.search(f"{other} ").hits
    assert first.entry.id == "b"
    assert all(hit.matched == ((one, "prefix"),) for hit in rest)


@pytest.mark.parametrize("query", ["decision", "decisions", "decide ", "decided ", "deciding "])
def test_all_forms_of_a_word_find_the_same_texts(tmp_path: Path, query: str) -> None:
    texts = {"noun": "My decision", "plural": "Our decisions", "verb": "I decide", "no": "I dance"}
    index = Index.of(load(write(tmp_path, {"L1.yaml": level("L1", texts)})))
    assert set(top(index, query)) == {"noun", "plural", "verb"}


# -- limits ----------------------------------------------------------------------------


@pytest.mark.parametrize("limit", [1, 3])
def test_the_limit_cuts_the_end_of_the_list(index: Index, limit: int) -> None:
    assert index.search("team", limit).hits == index.search("team", 50).hits[:limit]


@pytest.mark.parametrize("query", ["", " ", "zzzzzzzz", "?!", "😀", "\0", "\u200b", "…", "'", "’s"])
def test_a_query_without_words_of_the_ladder_finds_nothing(index: Index, query: str) -> None:
    assert index.search(query).hits == ()


HOSTILE = st.sampled_from(
    [
        "a" * 10_000,
        "incident " * 2_000,
        "(a+)+$",
        "[",
        "\\",
        "*incident*",
        "<b>incident</b>",
        "مراجعة الحوادث",
        "ﷺ",
        "İSTANBUL",
        "ß",
        "\u202eincident",
        "in\u200bcident",
        "\ud800",
        "1",
        "%s {0} ${x}",
        "' OR 1=1 --",
        "incident\0review",
        "İ̇" * 200,
    ]
)


def check_hits(hits: list[Hit]) -> None:
    order = [(hit.tier != "full", -hit.score) for hit in hits]
    assert order == sorted(order)
    for hit in hits:
        assert 0 < hit.score <= 1
        edges = [edge for span in hit.spans for edge in span]
        assert edges == sorted(set(edges))
        assert not edges or (edges[0] >= 0 and edges[-1] <= len(hit.entry.text))


@given(HOSTILE | st.text(max_size=80))
def test_no_query_raises_and_spans_lie_in_order_within_the_text(index: Index, query: str) -> None:
    check_hits(index.search(query, 50).hits)


@pytest.mark.parametrize(
    "unit", ["a", "incident ", "incidnet-", "own up ", "e\u0301", "!", "né’s "]
)
def test_of_a_long_query_only_the_first_letters_are_read(
    index: Index, monkeypatch: pytest.MonkeyPatch, unit: str
) -> None:
    asked: list[str] = []
    meant = Vocabulary.candidates

    def noted(self: Vocabulary, word: str, *how: bool) -> object:
        asked.append(word)
        return meant(self, word, *how)

    monkeypatch.setattr(Vocabulary, "candidates", noted)
    long = (unit * 10_000)[:10_000]
    found = index.search(long, 50)
    assert len(asked) <= 2 * MAX_WORDS, "each word, and two neighbours as one"
    assert sum(map(len, asked)) <= 3 * MAX_QUERY
    assert found == index.search(long[:MAX_QUERY], 50)


def test_of_many_words_only_the_first_are_read(index: Index) -> None:
    first = " ".join(f"w{number}" for number in range(MAX_WORDS - 1)) + " incident "
    assert len(first) < MAX_QUERY - 20
    assert index.search(first + "mentoring teams ", 50) == index.search(first, 50)


@given(st.data())
def test_words_of_the_ladder_in_any_order_and_cut_anywhere_are_marked(
    index: Index, data: st.DataObject
) -> None:
    entry = data.draw(st.sampled_from(index.entries))
    chosen = data.draw(st.lists(st.sampled_from(entry.text.split()), min_size=1, max_size=5))
    hits = index.search(" ".join(chosen), 500).hits
    check_hits(hits)
    by_words = [hit for hit in hits if not hit.related]
    assert not by_words or any(hit.spans for hit in by_words)


@given(st.text(max_size=60))
def test_words_stand_where_their_spans_say(text: str) -> None:
    for word, (start, end) in words(text):
        assert word == fold(text[start:end]) or word == fold(text[start:end].replace("-", ""))


@pytest.mark.parametrize(
    "forms",
    [
        "mentor mentors mentored mentoring",
        "plan planning plans",
        "reliability reliabilities",
        "engineer engineers engineering engineered",
        "influence influencing influenced",
    ],
)
def test_the_forms_of_a_word_share_their_stem(forms: str) -> None:
    assert len({stem(word) for word in forms.split()}) == 1


def test_a_site_without_levels_has_an_index_that_finds_nothing(tmp_path: Path) -> None:
    assert Index.of(load(tmp_path)).search("anything").hits == ()


# -- words that are half typed, shortened or unknown ------------------------------------


def beginnings(index: Index) -> dict[str, set[str]]:
    """Each beginning of three letters or more, with the words that begin so."""
    found: dict[str, set[str]] = {}
    for entry in index.entries:
        for word, _ in words(entry.text):
            for length in range(3, len(word) + 1):
                found.setdefault(word[:length], set()).add(word)
    return found


def hidden(index: Index, beginning: str, meant: set[str]) -> set[str]:
    """The words of which no text is among the hits for their beginning."""
    shown = {
        word for hit in index.search(beginning, 10_000).hits for word, _ in words(hit.entry.text)
    }
    return meant - shown


def test_an_unlikely_slip_beside_a_known_word_is_as_rare_as_an_unknown_one(tmp_path: Path) -> None:
    texts = {f"reach{n}": f"I reach out to the {n} others" for n in range(8)}
    texts |= {f"other{n}": f"I keep the {n} promises" for n in range(8)}
    texts["components"] = "I finish a project of many components"
    index = Index.of(load(write(tmp_path, {"L1.yaml": level("L1", texts)})))
    assert index.search("react components ").hits == ()
    assert next(hit.entry.id for hit in index.search("reach components ").hits) == "components"


@pytest.mark.parametrize("folder", LADDERS, ids=lambda folder: folder.parent.name)
@given(st.data())
def test_a_further_letter_narrows_and_never_hides(folder: Path, data: st.DataObject) -> None:
    index, meant = _beginnings(folder)
    beginning = data.draw(st.sampled_from(sorted(meant)))
    assert hidden(index, beginning, meant[beginning]) == set()


@pytest.mark.thorough
@pytest.mark.parametrize("folder", LADDERS, ids=lambda folder: folder.parent.name)
def test_no_beginning_of_any_word_hides_it(folder: Path) -> None:
    index, meant = _beginnings(folder)
    assert {each: lost for each, of in meant.items() if (lost := hidden(index, each, of))} == {}


@cache
def _beginnings(folder: Path) -> tuple[Index, dict[str, set[str]]]:
    index = Index.of(load(folder))
    return index, beginnings(index)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("mgmt ", ["management"]),
        ("SLO", ["objective", "slow"]),
        ("pull request ", ["pr"]),
        ("1:1s ", ["one"]),
        ("tech debt", ["debt"]),
        ("perf ", ["performance"]),
    ],
)
def test_an_abbreviation_is_a_form_of_what_it_stands_for(
    tmp_path: Path, query: str, found: list[str]
) -> None:
    texts = {
        "management": "I take management seriously.",
        "objective": "I keep each service level objective honest.",
        "slow": "I notice slow services.",
        "pr": "I open a PR for it.",
        "one": "I hold one-to-ones.",
        "debt": "I pay technical debt down.",
        "performance": "I measure performance.",
    }
    assert top(Index.of(load(write(tmp_path, {"L1.yaml": level("L1", texts)}))), query) == found


def test_a_keepers_abbreviations_are_added(tmp_path: Path) -> None:
    files = {
        "L1.yaml": level("L1", {"a": "I bake in the oven room.", "b": "I take management on."}),
        "synonyms.yaml": "abbreviations:\n  - [ovr, oven room]\n",
    }
    index = Index.of(load(write(tmp_path, files)))
    assert top(index, "OVR ") == ["a"]
    assert top(index, "mgmt ") == ["b"]


MANY = {f"s{number}": f"I do the daily thing of number {number}." for number in range(12)}


def test_an_unknown_word_leaves_an_offer_that_names_it(tmp_path: Path) -> None:
    texts = {"a": "I keep each stakeholder informed of what is going on in the team.", **MANY}
    index = Index.of(load(write(tmp_path, {"L1.yaml": level("L1", texts)})))
    found = index.search("stakeholder zumba ")
    assert (found.hits, found.total) == ((), 0)
    assert found.offer
    assert (found.offer.with_words, found.offer.without) == (("stakeholder",), ("zumba",))
    assert [hit.entry.id for hit in found.offer.hits] == ["a"]
    assert (found.counts["levels"], found.offer.counts["levels"]) == ({}, {"L1": 1})
    assert index.search("stakeholder ").offer is None


def test_what_most_texts_say_is_no_offer(tmp_path: Path) -> None:
    index = Index.of(load(write(tmp_path, {"L1.yaml": level("L1", MANY)})))
    assert index.search("daily zumba ").offer is None
    assert index.search("zumba ").offer is None


def test_a_hit_by_what_nobody_sees_says_where(tmp_path: Path) -> None:
    text = level("L1", {"stakeholders": "I keep people informed."})
    index = Index.of(load(write(tmp_path, {"L1.yaml": text})))
    assert [hit.unseen for hit in index.search("stakeholders ").hits] == ["its name"]
    assert [hit.unseen for hit in index.search("informed ").hits] == [None]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("astreinte ", "fr"),
        ("l’astreinte ", "fr"),
        ("verfuegbarkeit ", "de"),
        ("Verfügbarkeit ", "de"),
        ("Störungen ", "digraph"),
    ],
)
def test_elisions_and_umlauts_hide_no_word(tmp_path: Path, query: str, found: str) -> None:
    texts = {
        "fr": "J'organise l'astreinte de mon équipe",
        "de": "Ich sorge für die Verfügbarkeit",
        "digraph": "Ich behebe Stoerungen",
    }
    index = Index.of(load(write(tmp_path, {"L1.yaml": level("L1", texts)})))
    assert top(index, query) == [found]
