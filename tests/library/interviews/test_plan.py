"""A panel's plan: who looks for what, what nobody looks for, and its readable file."""

from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.files.loading import load
from explorer.interviews import interview_files
from explorer.interviews.plan import (
    DEFAULT_INTERVIEWS,
    MAX_INTERVIEWS,
    Interview,
    InterviewPlan,
    check_plan,
    coverage,
    dump_plan,
    expectations,
    new_plan,
    parse_plan,
    prompts_by_statement,
)
from explorer.model import Ladder, Level
from library.writing import level, write

WORDING = "0123456789ab"
HEAD = f"kind: ladder-plan\nversion: 1\nladder: dev\nlevel: L1\nwording: '{WORDING}'\n"
END = "end: true\n"


@pytest.fixture
def ladder(tmp_path: Path) -> Ladder:
    made = level("L1", {"a": "I plan", "b": "I test", "c": "I am calm"}, tentative={"t": "I may"})
    return load(write(tmp_path / "dev", {"L1.yaml": made})).ladders[0]


@pytest.fixture
def first(ladder: Ladder) -> Level:
    return ladder.levels[0]


# -- changing it -----------------------------------------------------------------------


def test_a_new_plan_has_conversations_that_look_for_nothing(ladder: Ladder, first: Level) -> None:
    plan = new_plan(ladder, first)
    assert [interview.name for interview in plan.interviews] == list(DEFAULT_INTERVIEWS)
    assert [s.id for s in coverage(plan, first).uncovered] == ["a", "b", "c"]
    assert coverage(plan, first).sentence == "None of the 3 expectations is covered yet."


def test_conversations_are_added_renamed_and_taken_away() -> None:
    plan = (
        InterviewPlan("dev", "L1", WORDING).with_interview(" Design\nround ").with_interview("Talk")
    )
    assert [interview.name for interview in plan.interviews] == ["Design round", "Talk"]
    assert plan.with_interview("Talk") == plan, "a name is taken once"
    assert plan.with_interview("  ") == plan
    assert plan.renamed("Talk", "Design round") == plan
    assert plan.renamed("Talk", "") == plan
    assert [s.name for s in plan.renamed("Talk", "Chat").interviews] == ["Design round", "Chat"]
    assert [s.name for s in plan.without_interview("Talk").interviews] == ["Design round"]
    full = plan
    for number in range(MAX_INTERVIEWS):
        full = full.with_interview(f"More {number}")
    assert len(full.interviews) == MAX_INTERVIEWS


def test_an_expectation_is_looked_for_where_it_was_said(first: Level) -> None:
    plan = InterviewPlan("dev", "L1", WORDING, interviews=(Interview("x"), Interview("y")))
    both = plan.assigned("a", ["x", "y"]).assigned("b", ["y"])
    assert both.interviews_for("a") == ("x", "y")
    assert both.assigned("a", ["y"]).interviews_for("a") == ("y",)
    assert both.assigned("a", []).interviews_for("a") == ()
    assert [s.id for s in both.interviews[1].expected_statements(first)] == ["a", "b"], (
        "in the level's order"
    )
    found = coverage(both, first)
    assert [s.id for s in found.uncovered] == ["c"]
    assert [(s.id, names) for s, names in found.covered_twice] == [("a", ("x", "y"))]
    assert found.sentence == "Of 3 expectations, 1 is not covered and 1 is covered more than once."


def test_when_each_is_looked_for_once_the_sentence_says_so(first: Level) -> None:
    plan = InterviewPlan(
        "dev", "L1", WORDING, interviews=(Interview("x", ("a", "b")), Interview("y", ("c",)))
    )
    assert (
        coverage(plan, first).sentence == "Each of the 3 expectations is covered by one interview."
    )


def test_prompts_are_the_ladders_until_the_panel_says_its_own(first: Level) -> None:
    plan = InterviewPlan("dev", "L1", WORDING, interviews=(Interview("x", ("a", "t", "gone")),))
    ((statement, said),) = prompts_by_statement(plan.interviews[0], first)
    assert (statement.id, said) == ("a", ("How do you plan?",))
    own = plan.with_prompts("x", "a", ["What do you plan\tfor? ", "", "And then?"])
    ((_, said),) = prompts_by_statement(own.interviews[0], first)
    assert said == ("What do you plan for?", "And then?")
    assert own.with_prompts("x", "a", None) == plan


# -- the file --------------------------------------------------------------------------


def test_the_file_reads_as_it_was_written() -> None:
    interviews = (
        Interview("Design", ("a",), MappingProxyType({"a": ("Why so?",)})),
        Interview("Talk"),
    )
    text = dump_plan(InterviewPlan("dev", "L1", WORDING, "2026-11 / blue", interviews))
    assert text.startswith("# The plan of a hiring panel")
    assert text.endswith(
        'reference: "2026-11 / blue"\nladder: dev\nlevel: L1\nwording: "0123456789ab"\nslots:\n'
        "  - name: Design\n    expectations:\n      - a\n"
        "    prompts:\n      a:\n        - Why so?\n"
        "  - name: Talk\n    expectations: []\nend: true\n"
    )


NAME = st.text(
    st.characters(codec="utf-8", categories=["L", "N", "P", "S"]), min_size=1, max_size=20
)
KEY = st.text("abzAZ019é_", min_size=1, max_size=8)
SLOTS = st.lists(
    st.builds(
        Interview,
        NAME,
        st.lists(KEY, unique=True, max_size=4).map(tuple),
        st.dictionaries(KEY, st.lists(NAME, min_size=1, max_size=2).map(tuple), max_size=2).map(
            MappingProxyType
        ),
    ),
    max_size=4,
    unique_by=lambda interview: interview.name,
).map(tuple)


@given(
    st.builds(
        InterviewPlan,
        NAME,
        st.sampled_from(["L4", "1.0", "no", "2026-11-23"]),
        st.text("0123456789abcdef", min_size=12, max_size=12),
        NAME | st.just(""),
        SLOTS,
    )
)
def test_any_plan_comes_back_from_its_file(plan: InterviewPlan) -> None:
    assert parse_plan(dump_plan(plan).encode()) == (plan, [])


@given(
    st.binary(max_size=200)
    | st.text(max_size=200).map(lambda text: (HEAD + text).encode("utf-8", "replace"))
)
def test_no_file_raises(raw: bytes) -> None:
    found, problems = parse_plan(raw)
    assert (found is None) == bool(problems)


@given(
    st.integers(
        0,
        len(dump_plan(InterviewPlan("dev", "L1", WORDING, "blue", (Interview("x", ("a", "b")),))))
        - 2,
    )
)
def test_a_file_that_was_cut_off_anywhere_is_no_plan(length: int) -> None:
    text = dump_plan(InterviewPlan("dev", "L1", WORDING, "blue", (Interview("x", ("a", "b")),)))
    assert parse_plan(text[:length].encode())[0] is None


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "1:1: found another kind of file; wanted a plan that was downloaded"),
        (b"kind: ladder-card\n", "1:1: found another kind of file"),
        (b"kind: [x", "1:7: found a bracket [ that is never closed"),
        ((HEAD + "slots: []\n").encode(), "7:1: found an early end: the file was cut off"),
        (
            (HEAD.replace("version: 1", "version: 2") + END).encode(),
            '2:1: found version "2", from a newer Ladder Explorer',
        ),
        (
            (HEAD.replace("version: 1", "version: 0") + END).encode(),
            '2:1: found version "0", which this app cannot read',
        ),
        ((HEAD + "colour: red\n" + END).encode(), '6:1: found the unknown key "colour"'),
        (
            (HEAD + "slots:\n- name: x\n- name: x\n" + END).encode(),
            '8:3: found a second interview called "x"',
        ),
        ((HEAD + "slots:\n- expectations: [a]\n" + END).encode(), '7:3: found no "name"'),
        ((HEAD + "slots: &a []\n" + END).encode(), '6:8: found the anchor "&a"'),
        ((HEAD + "slots: !!python/x []\n" + END).encode(), "6:8: found the tag"),
        ((HEAD + END + END).encode(), '7:1: found "end" a second time'),
        (b"\xff\xfe", "1:1: found a file saved as UTF-16"),
        (b"x" * (interview_files.MAX_BYTES + 1), "1:1: found 262,145 bytes"),
    ],
    ids=lambda part: repr(part)[:40],
)
def test_a_damaged_foreign_or_other_file_is_told_and_gives_nothing(raw: bytes, said: str) -> None:
    found, problems = parse_plan(raw, "p.yaml")
    assert found is None
    assert [p for p in problems if f"{p.place}: {p.sentence}".startswith(f"p.yaml:{said}")], (
        problems
    )


# -- checking it -----------------------------------------------------------------------


def test_a_plan_that_fits_has_nothing_wrong(ladder: Ladder, first: Level) -> None:
    plan = new_plan(ladder, first)
    for statement in expectations(first):
        plan = plan.assigned(statement.id, ["System design"])
    assert check_plan(dump_plan(plan).encode(), "p.yaml", plan, first) == []


def test_what_does_not_fit_is_told_at_its_line(first: Level) -> None:
    raw = (
        HEAD + "slots:\n- name: x\n  expectations: [a, aa, t]\n- name: y\n  expectations:\n  - a\n"
        "  prompts:\n    a: [Do you plan?]\n    b: [How?]\n" + END
    ).encode()
    plan, problems = parse_plan(raw, "p.yaml")
    assert plan, problems
    found = [
        (p.line, p.column, p.severity, p.found) for p in check_plan(raw, "p.yaml", plan, first)
    ]
    assert found == [
        (5, 10, "warning", "an older wording of the level"),
        (8, 21, "error", '"aa", which L1 does not have'),
        (8, 25, "error", '"t", which is under discussion'),
        (11, 5, "warning", '"a" again, after "x"'),
        (13, 8, "warning", '"Do you plan?", which yes or no could answer'),
        (14, 8, "warning", 'a prompt for "b"'),
        (7, 1, "error", 'no interview that covers "b"'),
        (7, 1, "error", 'no interview that covers "c"'),
    ]


def test_a_plan_without_conversations_leaves_everything_to_nobody(first: Level) -> None:
    raw = (HEAD + END).encode()
    plan, _ = parse_plan(raw)
    assert plan
    assert [p.severity for p in check_plan(raw, "p", plan, first)].count("error") == 3
