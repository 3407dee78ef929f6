"""A profile's file: reads as it was written, opens in any older form, and never raises."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.model import Competency, Level, Ref, ScopeGroup, Statement
from explorer.profiles import profile_file
from explorer.profiles.profile import (
    MAX_EVIDENCE,
    MAX_SNAPSHOTS,
    MAX_TOPICS,
    Evidence,
    Profile,
    Ratings,
    Snapshot,
    Step,
)
from explorer.profiles.profile_file import (
    MAX_BYTES,
    dump,
    parse,
    storage_problem,
)
from explorer.profiles.profile_schema import MIGRATIONS, VERSION

HEAD = "profile: ladder-explorer\nversion: 4\nladder: sre\ntarget: L4\n"
NOTE = Evidence("2026-11-23", Ref("L4", "a"), "I led it", ("https://example.org/1",))


def said(text: str) -> str:
    """What is wrong with a file that is no profile: the first place and its sentence."""
    found, problems = parse(text.encode(), "p.yaml")
    assert found is None
    return str(problems[0]).removeprefix("p.yaml:").replace(" error:", "")


# -- as it was written -----------------------------------------------------------------


def test_the_file_reads_as_it_was_written() -> None:
    profile = (
        Profile("sre", "L4", "Site Reliability", "manager", "Autumn", "L3", revision=3)
        .with_rating("L4", "craft", "Maturing")
        .with_topic(Ref("L4", "a"))
        .with_topic(Ref("L 4", "b"))
        .with_step(Ref("L4", "a"), Step("Sit in on a review", "2027-01-15"))
        .with_answer("gap", "Yes: both of us")
        .marked_ready("2026-11-23")
    )
    head, _, body = dump(profile).partition("profile: ")
    assert head.startswith("# A profile made with Ladder Explorer")
    assert body == (
        "ladder-explorer\nversion: 4\nrevision: 3\nladder: sre\nladder_name: Site Reliability\n"
        'by: manager\nlabel: Autumn\ncurrent: L3\ntarget: L4\nready: "2026-11-23"\n'
        "levels:\n  L4:\n    competencies:\n      craft: Maturing\n"
        "conversation:\n  - L4/a\n  - L 4/b\n"
        'agreed:\n  L4/a:\n    text: Sit in on a review\n    by: "2027-01-15"\n'
        'answers:\n  gap: "Yes: both of us"\n'
    )


def test_a_snapshot_reads_in_the_file_as_it_was_frozen() -> None:
    statement = Statement("a", "I *do* it", 0, "craft", "In my group")
    level = Level(
        "sre",
        "L4",
        "Staff",
        "",
        competencies=(
            Competency("craft", "Craft", "", "", (ScopeGroup("In my group", (statement,)),)),
        ),
    )
    ratings = {"L4": Ratings({}, {"a": "Maturing"})}
    profile = Profile("sre", "L4").with_snapshot(
        Snapshot("2026-08-20", "L4", "Review", ratings, {"L4": level})
    )
    assert dump(profile).partition("snapshots:\n")[2] == (
        '  - "on": "2026-08-20"\n    name: Review\n    target: L4\n'
        "    levels:\n      L4:\n        statements:\n          a: Maturing\n"
        "    wording:\n      L4:\n        title: Staff\n        competencies:\n"
        "          craft:\n            name: Craft\n            groups:\n"
        "              - scope: In my group\n"
        '                statements:\n                  a: "I *do* it"\n'
    )
    assert parse(dump(profile).encode()) == (profile, [])


def test_snapshots_are_written_down_once_and_their_text_goes_with_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made: list[Snapshot] = []
    data = profile_file._snapshot_data

    def counted(snapshot: Snapshot) -> dict[str, Any]:
        made.append(snapshot)
        return data(snapshot)

    monkeypatch.setattr(profile_file, "_snapshot_data", counted)
    before = len(profile_file._snapshot_texts)
    profile = Profile("x", "L4")
    for day in ("2026-08-20", "2026-11-23"):
        profile = profile.with_snapshot(Snapshot(day, "L4", "Review", profile.levels))
    for word in ("Maturing", "Exceeding"):
        profile = profile.with_rating("L4", "craft", word)
        assert parse(dump(profile).encode()) == (profile, [])
    assert made == list(profile.snapshots)
    made.clear()
    del profile
    assert len(profile_file._snapshot_texts) == before


def test_evidence_reads_in_the_file_as_it_was_written() -> None:
    whole = Evidence("2026-11-22", Ref("L4", "craft"), "Well done", (), whole_competency=True)
    profile = Profile("x", "L4").with_evidence(NOTE).with_evidence(whole)
    assert dump(profile).endswith(
        "evidence:\n"
        '  - "on": "2026-11-23"\n    statement: L4/a\n    text: I led it\n'
        '    links:\n      - "https://example.org/1"\n'
        '  - "on": "2026-11-22"\n    competency: L4/craft\n    text: Well done\n'
    )
    assert parse(dump(profile).encode()) == (profile, [])


def test_what_does_not_apply_reads_in_the_file_as_it_was_said() -> None:
    profile = (
        Profile("x", "L4")
        .with_word_instead("L4", "craft", "Performing")
        .with_competency_not_applicable("L4", "money", "")
        .with_statement_rated(Ref("L4", "b"), "Maturing")
        .with_statement_not_applicable(Ref("L4", "a"), "no on-call in my team")
    )
    assert dump(profile).endswith(
        "levels:\n  L4:\n    competencies:\n      craft: Performing\n"
        "    statements:\n      b: Maturing\n    word_instead:\n      - craft\n"
        '    does_not_apply:\n      competencies:\n        money: ""\n'
        "      statements:\n        a: no on-call in my team\n"
    )
    assert parse(dump(profile).encode()) == (profile, [])
    by_hand = f"{HEAD}levels: {{L4: {{does_not_apply: {{statements: {{a: }}}}}}}}\n"
    found, problems = parse(by_hand.encode())
    assert problems == []
    assert found is not None
    assert found.ratings("L4").not_applicable == {"a": ""}


KEY = st.text("abzAZ019é_", min_size=1, max_size=8)
CODE = st.sampled_from(["L4", "1.0", "no", "L 4+", "2026-11-23", "null", "0x1F", "É", "1_0", "y"])
NAME = st.text(
    st.characters(codec="utf-8", categories=["L", "N", "P", "S"]), min_size=1, max_size=30
)
TEXT = st.lists(NAME, min_size=1, max_size=3).map("\n\n".join) | st.sampled_from(
    ["'", '"', "- a", "# a", ": ", "a: b # c", "!!python/name:x", "*a", "&a b", "---", "a\tb", "%"]
).map(str.strip)
DAY = st.dates().map(str)


def frozen(keys: st.SearchStrategy[Any], values: st.SearchStrategy[Any]) -> Any:
    return st.dictionaries(keys, values, max_size=3).map(MappingProxyType)


WORDS = frozen(KEY, NAME)
REASONS = frozen(KEY, NAME | st.just(""))


@st.composite
def ratings(draw: st.DrawFn) -> Ratings:
    """Whatever can be said against a level; nothing has a word and does not apply."""
    competencies, statements = draw(WORDS), draw(WORDS)
    left_out, wholes = draw(REASONS), draw(REASONS)
    return Ratings(
        competencies,
        statements,
        MappingProxyType({k: v for k, v in left_out.items() if k not in statements}),
        MappingProxyType({k: v for k, v in wholes.items() if k not in competencies}),
        draw(st.frozensets(KEY, max_size=2)),
    )


LEVELS = frozen(CODE, ratings().filter(bool))
REFS = st.builds(Ref, CODE, KEY)
NOTES = st.builds(
    Evidence,
    DAY,
    REFS,
    TEXT,
    st.lists(
        st.sampled_from(["https://a.example/x?y=z&ä#1", "http://[", "https://"]).map(
            lambda link: f"{link}b"
        ),
        max_size=2,
    ).map(tuple),
    st.booleans(),
)


@st.composite
def levels_worded(draw: st.DrawFn, code: str) -> Level:
    competencies = []
    for key in draw(st.lists(KEY, unique=True, max_size=2)):
        groups = []
        for scope in draw(st.lists(st.none() | NAME, max_size=2)):
            texts = draw(st.dictionaries(KEY, TEXT, min_size=1, max_size=2))
            made = (Statement(id, text, 0, key, scope) for id, text in texts.items())
            groups.append(ScopeGroup(scope, tuple(made)))
        competencies.append(Competency(key, draw(NAME), "", "", tuple(groups)))
    return Level("sre", code, draw(NAME), "", competencies=tuple(competencies))


@st.composite
def wordings(draw: st.DrawFn) -> Mapping[str, Level]:
    codes = draw(st.lists(CODE, unique=True, max_size=2))
    return MappingProxyType({code: draw(levels_worded(code)) for code in codes})


@given(
    st.builds(
        Profile,
        ladder=st.just("sre"),
        target=CODE,
        ladder_name=NAME,
        perspective=st.sampled_from(["self", "manager"]),
        label=NAME | st.just(""),
        current=CODE | st.just(""),
        ready=DAY | st.just(""),
        levels=LEVELS,
        conversation=st.lists(REFS, unique=True, max_size=4).map(tuple),
        agreed=frozen(REFS, st.builds(Step, TEXT | st.just(""), DAY | st.just("")).filter(bool)),
        answers=frozen(KEY, TEXT),
        evidence=st.lists(NOTES, max_size=2).map(tuple),
        snapshots=st.lists(
            st.builds(Snapshot, DAY, CODE, NAME | st.just(""), LEVELS, wordings()), max_size=2
        ).map(tuple),
        revision=st.integers(0, 10**9),
        saved=NAME,
    )
)
def test_any_profile_comes_back_from_its_file(profile: Profile) -> None:
    assert parse(dump(profile).encode()) == (profile, [])
    assert storage_problem(profile) == ""


def test_full_lists_come_back_from_their_file_and_longer_ones_are_told() -> None:
    topics = tuple(Ref("L4", f"s{n}") for n in range(MAX_TOPICS + 1))
    snapshot = Snapshot("2026-11-23", "L4")
    for full, over, most in (
        (
            Profile("x", "L4", conversation=topics[:-1]),
            Profile("x", "L4", conversation=topics),
            MAX_TOPICS,
        ),
        (
            Profile("x", "L4", evidence=(NOTE,) * MAX_EVIDENCE),
            Profile("x", "L4", evidence=(NOTE,) * (MAX_EVIDENCE + 1)),
            MAX_EVIDENCE,
        ),
        (
            Profile("x", "L4", snapshots=(snapshot,) * MAX_SNAPSHOTS),
            Profile("x", "L4", snapshots=(snapshot,) * (MAX_SNAPSHOTS + 1)),
            MAX_SNAPSHOTS,
        ),
    ):
        assert parse(dump(full).encode()) == (full, [])
        found, (problem,) = parse(dump(over).encode())
        assert found is None
        assert problem.sentence == f"found {most + 1} of them; wanted at most {most}"


def test_what_stands_twice_in_a_files_conversation_list_is_read_once() -> None:
    found, problems = parse(f"{HEAD}conversation: [L4/a, L3/a, L4/a]\n".encode())
    assert problems == []
    assert found is not None
    assert found.conversation == (Ref("L4", "a"), Ref("L3", "a"))


# -- older files -----------------------------------------------------------------------

OLD = (
    "revision: 4\nlevels:\n  L4:\n    competencies:\n      craft: Maturing\n"
    "    statements:\n      a: Exceeding\nconversation: [L4/a]\n"
)


@pytest.mark.parametrize("version", [1, 2, 3])
def test_a_file_of_an_older_version_means_the_same_and_is_written_as_today(version: int) -> None:
    older = HEAD.replace(": 4", f": {version}") + OLD
    note = "evidence: [{on: '2026-11-23', statement: L4/a, text: I led it}]\n"
    old, problems = parse((older + (note if version > 1 else "")).encode())
    assert problems == []
    assert old is not None
    assert (old.perspective, old.ready, old.current, old.snapshots, dict(old.agreed)) == (
        "self",
        "",
        "",
        (),
        {},
    )
    assert old.ratings("L4") == Ratings({"craft": "Maturing"}, {"a": "Exceeding"})
    assert (old.conversation, old.revision) == ((Ref("L4", "a"),), 4)
    assert [each.text for each in old.evidence] == (["I led it"] if version > 1 else [])
    assert VERSION == 4
    assert "\nversion: 4\n" in dump(old)
    assert parse(dump(old).encode()) == (old, [])


def test_each_older_version_has_a_way_to_the_next() -> None:
    assert set(MIGRATIONS) == set(range(1, VERSION))
    for version, migrate in MIGRATIONS.items():
        assert migrate({"version": version, "ladder": "x"}) == {
            "version": version + 1,
            "ladder": "x",
        }


# -- wrong files -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "place"),
    [
        (b"", "1:1: found another kind of file; wanted a profile that was downloaded"),
        (b'code: "L4"\ntitle: x\n', "1:1: found another kind of file"),
        (b"profile: other\n", "1:1: found another kind of file"),
        (b"- profile\n", "1:1: found another kind of file"),
        (b"\x89PNG\r\n", "1:1: found the byte 0x89"),
        (b"x" * (10 * MAX_BYTES), f"1:1: found {10 * MAX_BYTES:,} bytes; wanted at most 1,048,576"),
        (
            HEAD.replace("4", "5", 1).encode(),
            "1:1: found version 5, from a newer Ladder Explorer; wanted version 4, or a newer app",
        ),
        (HEAD.replace(": 4", ": 0").encode(), '1:1: found version "0", which this app cannot read'),
        (
            HEAD.replace(": 4", ": true").encode(),
            '1:1: found version "True", which this app cannot',
        ),
        (HEAD.replace(": 4", ": '3'").encode(), '1:1: found version "3", which this app cannot'),
        (
            HEAD.replace("version: 4\n", "").encode(),
            '1:1: found version "None", which this app cannot',
        ),
        (HEAD.replace(": 4", ": [").encode(), "2:10: found a bracket [ that is never closed"),
        (HEAD.replace("target: L4\n", "").encode(), '1:1: found no "target" in the file'),
        (
            f"{HEAD}\ud800".encode("utf-8", "surrogatepass"),
            "5:1: found the byte 0xED, which is not UTF-8",
        ),
        (f"{HEAD}label: a\u2028b\n".encode(), "5:9: found the invisible character U+2028"),
        (f'{HEAD}label: "a\\u2028b"\n'.encode(), "5:8: found the invisible character U+2028"),
    ],
    ids=lambda part: repr(part)[:40],
)
def test_a_foreign_file_is_told_and_gives_nothing(raw: bytes, place: str) -> None:
    found, problems = parse(raw, "p.yaml")
    assert found is None
    assert f"{problems[0].place}: {problems[0].sentence}".startswith(f"p.yaml:{place}")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("revision: -1", "5:11: found a number, -1; wanted a whole number"),
        (
            "ladder: x",
            '5:1: found "ladder" a second time (first in line 3); wanted each key and id once',
        ),
        ("levels: 3", "5:9: found a number, 3; wanted lines of the form key: value"),
        (
            "levels: {L4: {competencies: {a: 3}}}",
            '5:33: found a number, 3; wanted text: put it in quotes, "3"',
        ),
        (
            "levels: {L4: {competences: {}}}",
            '5:15: found the unknown key "competences"; wanted "competencies"',
        ),
        (
            "levels: {L4: {statements: {a: Maturing}, does_not_apply: {statements: {a: x}}}}",
            '5:72: found "a", which is rated as well; wanted a rating, or that it does not apply',
        ),
        (
            f"levels: {{L4: {{does_not_apply: {{competencies: {{a: {'x' * 201}}}}}}}}}",
            "5:50: found 201 characters; wanted at most 200",
        ),
        ("levels: {L4: {}, L4: {}}", '5:18: found "L4" a second time (first in line 5)'),
        ("levels: {'<b>': {}}", '5:10: found "<b>"; wanted a code of letters'),
        (
            "levels: {L4: {statements: {'a b': Maturing}}}",
            '5:28: found "a b"; wanted a name of letters',
        ),
        ("levels: {L4: {statements: {a: ''}}}", "5:31: found empty text; wanted some text"),
        ("by: boss", '5:5: found the text "boss"; wanted "self" or "manager"'),
        ("by: [self, manager]", '5:5: found a list; wanted "self" or "manager"'),
        ("label: ' '", "5:8: found empty text; wanted some text"),
        (f"label: {'x' * 61}", "5:8: found 61 characters; wanted at most 60"),
        ("current: 4", '5:10: found a number, 4; wanted text: put it in quotes, "4"'),
        ("current: L4/a", '5:10: found "L4/a"; wanted a code of letters'),
        ("ready: yes", '5:8: found a yes or no, yes; wanted text: put it in quotes, "yes"'),
        ("ready: soon", '5:8: found "soon"; wanted a day, such as 2026-11-23'),
        (
            "ready: 2026-11-23",
            '5:8: found a date, 2026-11-23; wanted text: put it in quotes, "2026-11-23"',
        ),
        ("ready: '2026-13-01'", '5:1: found the day "2026-13-01"; wanted a day of the calendar'),
        ("ready: '0000-01-01'", '5:1: found the day "0000-01-01"; wanted a day of the calendar'),
        ("ready: '10000-01-01'", '5:8: found "10000-01-01"; wanted a day, such as'),
        ("conversation: L4/a", '5:15: found the text "L4/a"; wanted a list'),
        ("conversation: [4]", "5:16: found a number, 4; wanted text"),
        ("agreed: {L4: {text: x}}", '5:10: found "L4"; wanted a level and an id: L2/reviews'),
        ("agreed: {L4/a: Do it}", '5:16: found the text "Do it"; wanted lines of the form'),
        (
            "agreed: {L4/a: {by: '2026-02-30'}}",
            '5:10: found the day "2026-02-30"; wanted a day of the',
        ),
        ("agreed: {L4/a: {text: x, who: me}}", '5:26: found the unknown key "who"; wanted one of'),
        (
            f"agreed: {{L4/a: {{text: {'x' * 4001}}}}}",
            "5:23: found 4,001 characters; wanted at most 4,000",
        ),
        ("answers: {'p q': x}", '5:11: found "p q"; wanted a name of letters'),
        ("answers: {gap: true}", "5:16: found a yes or no, true; wanted text"),
        (
            f"answers: {{{', '.join(f'q{n}: x' for n in range(21))}}}",
            "5:10: found 21 of them; wanted at most 20",
        ),
        ("snapshots: [{target: L4}]", '5:13: found no "on" in this entry'),
        ("snapshots: [{on: '2026-02-30', target: L4}]", '5:13: found the day "2026-02-30"'),
        (
            "snapshots: [{on: '2026-02-03', target: L4, wording: {L4: {competencies: {}}}}]",
            '5:54: found no "title" in "L4"',
        ),
        (
            "snapshots: [{on: '2026-02-03', target: L4, wording: {L4: {title: x, competencies: {c: {}}}}}]",
            '5:84: found no "name" in "c"',
        ),
        (
            "snapshots: [{on: '2026-02-03', target: L4, levels: {L4: {statements: [a]}}}]",
            "5:70: found a list; wanted lines",
        ),
        ("label: !!python/name:os.system x", '5:8: found the tag "!!python/name:os.system"'),
        ("label: !x y", '5:8: found the tag "!x"'),
        ("label: &a x", '5:8: found the anchor "&a"'),
        ("label: &a x\nsaved: *a", '5:8: found the anchor "&a"'),
        ("label: 'never closed", "5:8: found a quote that is never closed; wanted a closing quote"),
        (
            "---\nprofile: ladder-explorer",
            "5:1: found a second document (---); wanted one document",
        ),
        ("\tlabel: x", "5:1: found a tab; wanted spaces"),
    ],
    ids=lambda part: part[:50],
)
def test_a_wrong_piece_is_told_at_its_place(text: str, place: str) -> None:
    assert said(f"{HEAD}{text}\n").startswith(place)


def test_a_file_that_nests_too_deep_or_holds_too_many_pieces_is_told() -> None:
    for text, found in (
        (f"answers: {'[' * 30}", "more than 20 levels of nesting"),
        (f"evidence: [{'a,' * 60_000}]", "more than 50,000 pieces"),
    ):
        profile, problems = parse(f"{HEAD}{text}\n".encode())
        assert profile is None
        assert found in {problem.found for problem in problems}


@pytest.mark.parametrize("name", ["L4", "L4/", "/a", "L4/a/b", "L4/a b", "../a", "L4/<b>"])
def test_a_name_that_is_no_statements_is_told_with_its_line(name: str) -> None:
    found, problems = parse(f"{HEAD}conversation:\n- L4/a\n- {name}\n".encode())
    assert found is None
    assert [(p.line, p.found) for p in problems] == [(7, f'"{name}"')]


ABOUT = "statement: L4/a"


@pytest.mark.parametrize(
    ("note", "wrong"),
    [
        ("on: '2026-11-23', text: x", "found evidence about nothing"),
        (
            f"on: '2026-11-23', {ABOUT}, competency: L4/b, text: x",
            "found evidence about two things",
        ),
        (f"on: 2026-11-23, {ABOUT}, text: x", "found a date, 2026-11-23; wanted text"),
        (f"on: '2026-02-30', {ABOUT}, text: x", 'found the day "2026-02-30"; wanted a day'),
        (f"on: yesterday, {ABOUT}, text: x", 'found "yesterday"; wanted a day, such as'),
        (f"on: '٢٠٢٦-11-23', {ABOUT}, text: x", "found "),
        (f"{ABOUT}, text: x", 'found no "on" in this entry'),
        ("on: '2026-11-23', statement: a, text: x", 'found "a"; wanted a level and an id'),
        (f"on: '2026-11-23', {ABOUT}", 'found no "text" in this entry'),
        (f"on: '2026-11-23', {ABOUT}, text: ' '", "found empty text"),
        (f"on: '2026-11-23', {ABOUT}, text: {'x' * 4001}", "found 4,001 characters"),
        (f"on: '2026-11-23', {ABOUT}, text: x, stars: 5", 'found the unknown key "stars"'),
        *(
            (f"on: '2026-11-23', {ABOUT}, text: x, links: ['{link}']", "found ")
            for link in (
                "javascript:alert(1)",
                "data:text/html,x",
                "//a.example",
                "https://a b",
                "ftp://a.b",
                "https://a.example/<b>",
                "HTTPS",
                f"https://a.example/{'x' * 2000}",
            )
        ),
        (f"on: '2026-11-23', {ABOUT}, text: x, links: {['https://a.example'] * 21}", "found 21"),
    ],
    ids=lambda part: part[:60],
)
def test_evidence_that_cannot_be_read_is_told_with_its_line(note: str, wrong: str) -> None:
    good = f"on: '2026-11-23', {ABOUT}, text: x"
    found, problems = parse(f"{HEAD}evidence:\n- {{{good}}}\n- {{{note}}}\n".encode())
    assert found is None
    assert [problem.line for problem in problems] == [7]
    assert problems[0].sentence.startswith(wrong)


@given(
    st.binary(max_size=200)
    | st.text(max_size=200).map(lambda text: (HEAD + text).encode("utf-8", "replace"))
)
def test_no_file_raises(raw: bytes) -> None:
    found, problems = parse(raw)
    assert (found is None) == bool(problems)


def test_a_file_cut_off_anywhere_is_told_or_says_no_more_than_the_whole() -> None:
    whole = (
        Profile("sre", "L4", "Site – Reliability", "manager", "Autumn", "L3", "2026-11-23")
        .with_statement_rated(Ref("L4", "a"), "Maturing")
        .with_topic(Ref("L4", "a"))
        .with_step(Ref("L4", "a"), Step("A step: 'soon'", "2027-01-15"))
        .with_evidence(NOTE)
        .with_snapshot(
            Snapshot("2026-08-20", "L4", "Review", {"L4": Ratings({"craft": "Maturing"})})
        )
    )
    raw = dump(whole).encode()
    refused = 0
    for end in range(0, len(raw), 7):
        found, problems = parse(raw[:end], "p.yaml")
        assert (found is None) == bool(problems)
        refused += found is None
        if found:
            assert set(found.levels) <= {"L4"}
            assert found.conversation in ((), whole.conversation)
            assert len(found.snapshots) <= 1
        for problem in problems:
            assert 1 <= problem.line <= raw[:end].count(b"\n") + 1
            assert problem.found
            assert problem.wanted
    assert refused > 20


# -- before it is kept -----------------------------------------------------------------


def test_what_a_file_could_not_hold_is_known_before_it_is_kept() -> None:
    empty = Profile("x", "L4")
    assert storage_problem(empty.with_evidence(NOTE)) == ""
    hidden = "a\u2028b"
    assert "U+2028" in storage_problem(
        empty.with_evidence(Evidence("2026-11-23", NOTE.about, hidden))
    )
    assert "U+2028" in storage_problem(empty.with_step(NOTE.about, Step(hidden)))
    assert "U+2028" in storage_problem(empty.with_answer("gap", hidden))
    assert "U+2028" in storage_problem(empty.with_snapshot(Snapshot("2026-11-23", "L4", hidden)))
    assert "4,001 characters" in storage_problem(empty.with_step(NOTE.about, Step("x" * 4001)))
    link = f"https://a.example/{'x' * 2000}"
    assert storage_problem(empty.with_evidence(Evidence("2026-11-23", NOTE.about, "a", (link,))))
    long = Evidence("2026-11-23", NOTE.about, "x" * 4000)
    many = Profile("x", "L4", evidence=(long,) * 250)
    assert len(dump(many)) < MAX_BYTES, "there is still room for ratings"
    assert "bytes" in storage_problem(many)
