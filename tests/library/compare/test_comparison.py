"""Two levels side by side: every statement once, what changed, and why it is a pair."""

import itertools
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.compare.changes import CHANGE_GROUPS, Comparison, Pair
from explorer.compare.comparison import compare
from explorer.compare.word_diff import MAX_COMPARED, word_marks
from explorer.files.loading import load
from explorer.model import Competency, Ladder, Level, Ref, ScopeGroup, Statement
from library.writing import level, write

CHANGES = set(
    "same reworded grown moved rescoped confirmed unconfirmed split merged new gone".split()
)


def laid(tmp_path: Path, *levels: dict[str, Any]) -> Comparison:
    """The first level beside the last, of a ladder with all of them."""
    site = load(write(tmp_path, {f"{each['code']}.yaml": each for each in levels}))
    assert site.problems == ()
    (ladder,) = site.ladders
    return compare(ladder.levels[0], ladder.levels[-1], ladder)


def pairs(result: Comparison) -> list[Pair]:
    return [pair for competency in result.competencies for pair in competency.pairs]


def short(result: Comparison) -> list[tuple[list[str], list[str], tuple[str, ...]]]:
    return [([s.id for s in p.before], [s.id for s in p.after], p.changes) for p in pairs(result)]


READS = {"reads": "I read the logs of my service"}


@pytest.mark.parametrize(
    ("below", "above", "changes"),
    [
        (level("L1", READS), level("L2", READS), ("same",)),
        (
            level("L1", READS),
            level("L2", {"reads": "I read the logs of any service"}),
            ("grown", "reworded"),
        ),
        (level("L1", READS), level("L2", {"reads": "Nothing breaks twice"}), ("grown",)),
        (level("L1", READS), level("L2", READS, competency="people"), ("moved",)),
        (level("L1", READS), level("L2", READS, scope="Everywhere"), ("rescoped",)),
        (level("L1", READS), level("L2", tentative=READS), ("unconfirmed",)),
        (level("L1", tentative=READS), level("L2", READS), ("confirmed",)),
        (
            level("L1", READS, scope="Here"),
            level("L2", tentative={"reads": "Nothing breaks"}),
            ("grown", "rescoped", "unconfirmed"),
        ),
    ],
)
def test_a_pair_by_lineage_says_what_changed(
    tmp_path: Path, below: dict[str, Any], above: dict[str, Any], changes: tuple[str, ...]
) -> None:
    (pair,) = pairs(laid(tmp_path, below, {**above, "lineage": {"reads": ["reads"]}}))
    assert pair.changes == changes
    assert pair.why == "the ladder's authors say that one grows out of the other"


def test_statements_without_a_partner_are_new_or_gone(tmp_path: Path) -> None:
    result = laid(tmp_path, level("L1", {"old": "I read"}), level("L2", {"young": "I write"}))
    assert short(result) == [([], ["young"], ("new",)), (["old"], [], ("gone",))]
    assert result.count("new") == result.count("gone") == 1


def test_one_that_grows_into_two_is_split_and_two_that_grow_into_one_are_merged(
    tmp_path: Path,
) -> None:
    below = level("L1", {"a": "A", "b": "B", "c": "C"})
    above = level(
        "L2", {"x": "X", "y": "Y", "z": "Z"}, lineage={"x": ["a"], "y": ["a"], "z": ["b", "c"]}
    )
    assert short(laid(tmp_path, below, above)) == [
        (["a"], ["x", "y"], ("split",)),
        (["b", "c"], ["z"], ("merged",)),
    ]


def test_a_second_ancestor_that_something_else_continues_stays_with_its_own(tmp_path: Path) -> None:
    below = level("L1", {"a": "A", "b": "B"})
    above = level("L2", {"x": "X", "y": "Y"}, lineage={"x": ["a", "b"], "y": ["b"]})
    assert short(laid(tmp_path, below, above)) == [
        (["a"], ["x"], ("grown",)),
        (["b"], ["y"], ("grown",)),
    ]


def test_lineage_is_followed_through_the_levels_between(tmp_path: Path) -> None:
    result = laid(
        tmp_path,
        level("L1", {"a": "A", "b": "B"}),
        level("L2", {"m": "M"}, lineage={"m": ["a"]}),
        level("L3", {"x": "X", "y": "Y"}, lineage={"x": ["m"], "y": ["L1/b"]}),
    )
    assert short(result) == [(["a"], ["x"], ("grown",)), (["b"], ["y"], ("grown",))]


def test_looking_down_pairs_the_same_statements(tmp_path: Path) -> None:
    result = laid(tmp_path, level("L1", READS), level("L2", {"x": "X"}, lineage={"x": ["reads"]}))
    (ladder,) = load(tmp_path).ladders
    down = compare(result.after, result.before, ladder)
    assert short(down) == [(["x"], ["reads"], ("grown",))]


links = st.lists(st.tuples(st.sampled_from("abcde"), st.sampled_from("vwxyz")), max_size=12)


@given(links)
def test_a_press_on_swap_shows_the_same_rows_the_other_way_round(
    tmp_path_factory: pytest.TempPathFactory, links: list[tuple[str, str]]
) -> None:
    grows = {new: sorted({old for old, other in links if other == new}) for new in "vwxyz"}
    low = level("L1", {id: f"I {id}{id}" for id in "abcde"})
    high = level("L2", {id: f"I {id}{id}" for id in "vwxyz"}, lineage=grows)
    site = load(write(tmp_path_factory.mktemp("ladder"), {"L1.yaml": low, "L2.yaml": high}))
    (ladder,) = site.ladders
    up = short(compare(*ladder.levels, ladder))
    down = short(compare(*reversed(ladder.levels), ladder))
    assert sorted((old, new) for old, new, _ in up) == sorted((new, old) for old, new, _ in down)


def test_the_same_words_are_a_pair_without_lineage(tmp_path: Path) -> None:
    result = laid(tmp_path, level("L1", {"a": "I *read*"}), level("L2", {"b": "I read"}))
    (pair,) = pairs(result)
    assert (pair.changes, pair.why) == (("same",), "both say the same words")


def test_two_versions_of_a_level_are_paired_by_id(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "a/L1.yaml": level("L1", READS),
            "b/L1.yaml": level("L1", {"reads": "I read the logs of my team"}),
        },
    )
    one, other = (ladder.levels[0] for ladder in load(tmp_path).ladders)
    (pair,) = pairs(compare(one, other))
    assert (pair.changes, pair.why) == (("reworded",), "both have the same id")


def versions(tmp_path: Path, before: dict[str, Any], after: dict[str, Any]) -> Comparison:
    write(tmp_path, {"a/L1.yaml": before, "b/L1.yaml": after})
    one, other = (ladder.levels[0] for ladder in load(tmp_path).ladders)
    return compare(one, other)


PLANS = "I plan the capacity of our databases a year ahead"


def test_what_was_reworded_says_which_words_both_have(tmp_path: Path) -> None:
    after = PLANS.replace("a year", "two years")
    result = versions(tmp_path, level("L1", {"a": PLANS}), level("L1", {"b": after}))
    (pair,) = pairs(result)
    assert (pair.changes, pair.change_group) == (("reworded",), "changed")
    assert pair.why.startswith('both speak of "')
    assert result.versions


def test_another_reach_in_the_words_themselves_is_another_scope(tmp_path: Path) -> None:
    after = PLANS.replace("our databases", "my group")
    before = PLANS.replace("our databases", "my team")
    result = versions(tmp_path, level("L1", {"a": before}), level("L1", {"b": after}))
    assert pairs(result)[0].changes == ("reworded", "rescoped")


def test_a_competency_with_another_heading_moves_nothing(tmp_path: Path) -> None:
    texts = {"a": PLANS, "b": "I write runbooks that a stranger can follow"}
    result = versions(tmp_path, level("L1", texts), level("L1", texts, competency="people"))
    assert [pair.changes for pair in pairs(result)] == [("same",), ("same",)]
    assert [each.key for each in result.competencies] == ["people"]


def test_what_the_authors_know_to_be_new_is_no_heir_of_what_sounds_alike(tmp_path: Path) -> None:
    below = level("L1", {"a": PLANS})
    near = {"b": PLANS.replace("a year", "two years")}
    unsaid = laid(tmp_path / "unsaid", below, level("L2", near))
    assert [pair.change_group for pair in pairs(unsaid)] == ["changed"]
    said = laid(tmp_path / "said", below, level("L2", near, lineage={"b": []}))
    assert [pair.change_group for pair in pairs(said)] == ["new", "gone"]


def test_the_summary_is_compared_as_the_facts_are(tmp_path: Path) -> None:
    before = {**level("L1", {"a": PLANS}), "summary": "I keep one service running"}
    after = {**level("L1", {"a": PLANS}), "summary": "I keep two services running"}
    summary = versions(tmp_path, before, after).summary
    assert summary is not None
    assert (summary.name, summary.changes) == ("Summary", ("reworded",))
    assert summary.words is not None


def test_levels_of_two_ladders_with_the_same_code_are_no_versions_if_one_says_so(
    tmp_path: Path,
) -> None:
    weak = {"b": "I look for alerts that nobody would miss and bring the number down"}
    write(
        tmp_path,
        {
            "a/L1.yaml": level(
                "L1", {"a": "I tune alerts until each asks for an action", "p": PLANS}
            ),
            "b/L1.yaml": level("L1", weak),
        },
    )
    one, other = (ladder.levels[0] for ladder in load(tmp_path).ladders)
    assert len(pairs(compare(one, other, versions=False))) == 3
    assert len(pairs(compare(one, other))) == 2


def test_facts_are_laid_beside_each_other_by_name(tmp_path: Path) -> None:
    result = laid(
        tmp_path,
        level("L1", facts={"Horizon": "one cycle ahead", "Radius": "Team", "Old": "x"}),
        level("L2", facts={"Horizon": "two cycles ahead", "Radius": "Team", "New": "y"}),
    )
    assert [(f.name, f.before, f.after, f.changes) for f in result.facts] == [
        ("Horizon", "one cycle ahead", "two cycles ahead", ("reworded",)),
        ("Radius", "Team", "Team", ("same",)),
        ("New", None, "y", ("new",)),
        ("Old", "x", None, ("gone",)),
    ]
    assert result.facts[0].words is not None


def test_words_are_marked_only_where_both_sides_are_worded_alike(tmp_path: Path) -> None:
    lineage = {"reads": ["reads"]}
    alike = laid(
        tmp_path / "a",
        level("L1", READS),
        level("L2", {"reads": "I read the logs of any service"}, lineage=lineage),
    )
    other = laid(
        tmp_path / "b",
        level("L1", READS),
        level("L2", {"reads": "Nothing breaks"}, lineage=lineage),
    )
    assert pairs(alike)[0].words == (
        ("same", "I read the logs of "),
        ("gone", "my"),
        ("new", "any"),
        ("same", " service"),
    )
    assert pairs(other)[0].words is None


def test_texts_too_long_to_lay_word_by_word_are_marked_as_a_whole() -> None:
    before, after = "a " * 3_000, "b a " * 2_000
    assert len(before.split()) * len(after.split()) * 4 > MAX_COMPARED
    assert word_marks(before, after) == (("gone", before), ("new", after))


@given(st.text(max_size=60), st.text(max_size=60))
def test_marked_words_join_back_to_both_texts(before: str, after: str) -> None:
    marks = word_marks(before, after)
    assert "".join(text for mark, text in marks if mark != "new") == before
    assert "".join(text for mark, text in marks if mark != "gone") == after
    assert all(text for _, text in marks)


def made_level(code: str, texts: list[tuple[str, bool, bool]]) -> Level:
    """A level of statements s0, s1, … as (text, tentative, in the second competency)."""
    statements = [
        Statement(f"s{n}", text, 1, "two" if second else "one", None, tentative)
        for n, (text, tentative, second) in enumerate(texts)
    ]
    return Level(
        "x",
        code,
        code,
        f"{code}.yaml",
        competencies=tuple(
            Competency(
                key,
                key,
                "",
                "",
                (ScopeGroup(None, tuple(s for s in statements if s.competency == key)),),
            )
            for key in ("one", "two")
        ),
    )


STATEMENTS = st.lists(
    st.tuples(
        st.sampled_from(["I read", "I write", "I lead people", "I lead"]),
        st.booleans(),
        st.booleans(),
    ),
    max_size=6,
)


@given(
    STATEMENTS, STATEMENTS, st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=12)
)
def test_each_statement_of_both_levels_stands_in_exactly_one_pair(
    below: list[tuple[str, bool, bool]],
    above: list[tuple[str, bool, bool]],
    lines: list[tuple[int, int]],
) -> None:
    low, high = made_level("L1", below), made_level("L2", above)
    ancestors: dict[Ref, tuple[Ref, ...]] = {}
    for old, new in lines:
        if old < len(below) and new < len(above):
            ref = Ref("L2", f"s{new}")
            ancestors[ref] = (*ancestors.get(ref, ()), Ref("L1", f"s{old}"))
    ladder = Ladder("x", "X", levels=(low, high), ancestors=ancestors)
    for before, after in ((low, high), (high, low)):
        result = compare(before, after, ladder)
        assert compare(before, after, ladder) == result
        for side, whole in (("before", before), ("after", after)):
            told = [s.id for pair in pairs(result) for s in getattr(pair, side)]
            assert sorted(told) == sorted(s.id for s in whole.statements)
        for pair in pairs(result):
            assert pair.changes
            assert set(pair.changes) <= CHANGES
            assert (pair.changes == ("new",)) == (not pair.before)
            assert (pair.changes == ("gone",)) == (not pair.after)


def test_any_two_real_levels_account_for_all_their_statements(sre: Ladder) -> None:
    for before, after in itertools.permutations(sre.levels, 2):
        result = compare(before, after, sre)
        assert len([s for p in pairs(result) for s in p.before]) == len(before.statements)
        assert len([s for p in pairs(result) for s in p.after]) == len(after.statements)
        for pair in pairs(result):
            if pair.words is not None:
                assert "".join(t for m, t in pair.words if m != "new") == pair.before[0].text


def test_a_level_beside_itself_is_all_the_same(sre: Ladder) -> None:
    for each in sre.levels:
        result = compare(each, each, sre)
        assert {pair.changes for pair in pairs(result)} == {("same",)}
        assert {fact.changes for fact in result.facts} == {("same",)}
        assert result.count("same") == len(each.statements)


def test_the_json_has_the_fixed_form(sre: Ladder) -> None:
    made = compare(sre.levels[2], sre.levels[3], sre).as_json()
    assert list(made) == ["before", "after", "summary", "facts", "competencies", "relation"]
    assert [list(each) for each in made["competencies"]] == [["name", "pairs"]] * 4
    for pair in (pair for each in made["competencies"] for pair in each["pairs"]):
        assert list(pair) == ["changes", "why", "before", "after", "words", "id_changed", "related"]
        assert isinstance(pair["changes"], list)
        for side in pair["before"] + pair["after"]:
            assert list(side) == ["id", "kind", "competency", "scope", "text"]
            assert side["kind"] in ("statement", "tentative")


# -- neighbours of which nobody wrote lineage --------------------------------------------


def craft(code: str, **texts: str) -> Level:
    statements = tuple(Statement(id, text, 1, "craft") for id, text in texts.items())
    return Level(
        "",
        code,
        code,
        f"{code}.yaml",
        competencies=(Competency("craft", "Craft", "", "", (ScopeGroup(None, statements),)),),
    )


BELOW = craft(
    "L1",
    tests="I write unit tests for each loaf, and mend whatever they find to be broken in my own recipes",
    bread="I knead rye bread every morning",
)
ABOVE = craft(
    "L2",
    strategy="I set the strategy by which every kitchen chooses between unit tests, tasting and a day of observation",
    hiring="I interview candidates with a scorecard",
)
LADDER = Ladder("", "Craft", levels=(BELOW, ABOVE))


def test_what_may_be_related_is_named_beside_the_upper_level_and_never_counted() -> None:
    for before, after in ((BELOW, ABOVE), (ABOVE, BELOW)):
        result = compare(before, after, LADDER)
        assert (result.written, result.count("grown"), result.count("reworded")) == (False, 0, 0)
        (pairs,) = (each.pairs for each in result.competencies)
        related = {
            (pair.before or pair.after)[0].id: pair.related.id for pair in pairs if pair.related
        }
        assert related == {"strategy": "tests"}


def test_two_levels_say_what_they_are_to_each_other() -> None:
    assert compare(BELOW, ABOVE, LADDER).relation == "up"
    assert compare(ABOVE, BELOW, LADDER).relation == "down"
    assert compare(BELOW, ABOVE, None, False).relation == "apart"
    assert compare(BELOW, BELOW).as_json()["relation"] == "versions"


def test_nothing_grows_downwards_and_nothing_is_new_where_nobody_wrote_so(sre: Ladder) -> None:
    down = compare(sre.levels[3], sre.levels[2], sre)
    assert [down.group_words(each) for each in CHANGE_GROUPS] == [
        "only in L3",
        "differ",
        "the same in both",
        "only in L4",
    ]
    assert compare(sre.levels[2], sre.levels[3], sre).group_words("new") == "new"
    assert compare(BELOW, ABOVE, LADDER).group_words("new") == "only in L2"


# -- labels of change between two versions -----------------------------------------------


def scoped(*groups: tuple[str, str | None, dict[str, str]], **more: Any) -> Level:
    by_key: dict[str, list[ScopeGroup]] = {}
    for key, scope, texts in groups:
        statements = tuple(Statement(i, t, 1, key, scope) for i, t in texts.items())
        by_key.setdefault(key, []).append(ScopeGroup(scope, statements))
    competencies = (Competency(k, k.title(), "", "", tuple(g)) for k, g in by_key.items())
    return Level("", "L1", "L1", "L1.yaml", competencies=tuple(competencies), **more)


TEXTS = {f"t{n}": f"I take care of the {what}" for n, what in enumerate(("oven", "rye", "shop"))}


def test_a_scope_that_became_a_competency_moves_nothing() -> None:
    before = scoped(("craft", "Security", TEXTS), ("craft", None, {"x": "I knead bread"}))
    after = scoped(("security", None, TEXTS), ("craft", None, {"x": "I knead bread"}))
    assert compare(before, after).count("moved") == 0
    assert compare(before, after).count("same") == 4


@pytest.mark.parametrize(
    ("was", "now", "other"),
    [
        ("I serve the organisation", "I serve the organization", 0),
        ("I serve my teams", "I serve my team", 0),
        ("I serve my team", "I serve my group", 1),
    ],
)
def test_another_spelling_or_number_is_no_other_scope(was: str, now: str, other: int) -> None:
    result = compare(scoped(("craft", None, {"a": was})), scoped(("craft", None, {"a": now})))
    assert result.count("rescoped") == other


def test_a_renamed_id_is_said_unless_the_level_says_what_it_was() -> None:
    before = scoped(("craft", None, {"old": "I knead bread every morning"}))
    renamed = ("craft", None, {"new": "I knead bread every morning"})
    ((pair,),) = (each.pairs for each in compare(before, scoped(renamed)).competencies)
    assert (pair.changes, pair.id_changed) == (("same",), True)
    told = compare(before, scoped(renamed, was={"new": ("old",)}))
    ((pair,),) = (each.pairs for each in told.competencies)
    assert (pair.id_changed, pair.reason) == (False, "was")


def test_what_was_said_pairs_even_what_no_word_does() -> None:
    before = scoped(("craft", None, {"old": "I knead bread every morning"}))
    after = scoped(("craft", None, {"new": "Sourdough never fails me"}), was={"new": ("old",)})
    assert compare(before, after).count("reworded") == 1


def test_numbered_ids_of_an_import_pair_nothing() -> None:
    before = scoped(
        ("craft", None, {"statement-1": "I knead bread", "statement-2": "I sell rolls"})
    )
    after = scoped(("craft", None, {"statement-1": "I sell rolls", "statement-2": "I knead bread"}))
    assert compare(before, after).count("same") == 2
