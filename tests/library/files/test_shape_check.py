"""The shapes of a level and a ladder: each mistake at its line, in plain words."""

import pytest

from explorer.files.schema import LadderShape, LevelShape, Shape
from explorer.files.shape_check import check
from explorer.files.yaml_reader import read
from explorer.problems import MOST

HEAD = 'code: "L4"\ntitle: Staff\n'


def mistakes(text: str, shape: type[Shape] = LevelShape) -> list[str]:
    made, problems = check(shape, read(text.encode(), "L4.yaml"), "L4.yaml")
    assert (made is None) == bool(problems)
    return [f"{p.line}:{p.column} {p.sentence}" for p in problems]


def group(text: str) -> str:
    return f"{HEAD}competencies:\n  craft:\n    groups:\n{text}"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("code: 1.0\ntitle: T\n", '1:7 found a number, 1.0; wanted text: put it in quotes, "1.0"'),
        ("code: 4\ntitle: T\n", '1:7 found a number, 4; wanted text: put it in quotes, "4"'),
        ("code: L4/x\ntitle: T\n", '1:7 found "L4/x"; wanted a code of letters, digits, space'),
        ("code:\ntitle: T\n", "1:6 found nothing; wanted text"),
        ('code: "L4"\n', '1:1 found no "title" in the file; wanted "title", which every such'),
        ('code: "L4"\ntitle: " "\n', "2:8 found empty text; wanted some text"),
        (HEAD + "sumary: x\n", '3:1 found the unknown key "sumary"; wanted "summary" (did you'),
        (HEAD + "Summary: x\n", '3:1 found the unknown key "Summary"; wanted "summary" (did you'),
        (HEAD + "boss: x\n", '3:1 found the unknown key "boss"; wanted one of code, title, source'),
        (HEAD + "summary: 2026-11-23\n", "3:10 found a date, 2026-11-23; wanted text: put it in"),
        (HEAD + "summary: [x]\n", "3:10 found a list; wanted text; in quotes if it holds a colon"),
        (HEAD + f"summary: {'x' * 20_001}\n", "3:10 found 20,001 characters; wanted at most 20,0"),
        (HEAD + "draft: yes\n", "3:8 found a yes or no, yes; wanted true or false"),
        (HEAD + 'draft: "true"\n', '3:8 found the text "true"; wanted true or false'),
        (HEAD + "facts: x\n", '3:8 found the text "x"; wanted lines of the form key: value'),
        (HEAD + "facts:\n  Horizon: 12\n", "4:12 found a number, 12; wanted text: put it in quo"),
        (HEAD + "facts:\n  - Horizon: x\n", "4:3 found a list; wanted lines of the form key"),
        (HEAD + "prose:\n  - x\n  - TODO: y\n", "5:5 found lines of the form key: value; wanted"),
        (HEAD + "lineage:\n  a: b\n", '4:6 found the text "b"; wanted a list (lines that begin'),
        (HEAD + "lineage:\n  a: [b c]\n", '4:7 found "b c"; wanted an id, or a level and an id'),
        (HEAD + "competencies:\n  My craft:\n", '4:3 found "My craft"; wanted a name of letters'),
        (HEAD + "competencies:\n  craft: x\n", '4:10 found the text "x"; wanted lines of the form'),
        (
            HEAD + "competencies:\n  craft:\n    group:\n",
            '5:5 found the unknown key "group"; wanted "groups" (did you mean that?)',
        ),
        (
            HEAD + "competencies:\n  craft:\n    examples: x\n",
            '5:15 found the text "x"; wanted a list (lines that begin with - )',
        ),
        (
            HEAD + "competencies:\n  craft:\n    notes:\n      - TODO: more\n",
            "6:9 found lines of the form key: value; wanted text; in quotes if it holds a colon",
        ),
        (group("      scope: x\n"), "6:7 found lines of the form key: value; wanted a list"),
        (group("      -\n"), "6:8 found nothing; wanted lines of the form key: value"),
        (group("      - scope: No\n"), "6:16 found a yes or no, No; wanted text: put it in quo"),
        (
            group("      - scope: x\n        statments:\n          a: x\n"),
            '7:9 found the unknown key "statments"; wanted "statements" (did you mean that?)',
        ),
        (
            group(
                "      - statements:\n          a: >-\n            one\n            two\n          b: 7\n"
            ),
            "10:14 found a number, 7; wanted text",
        ),
        (
            group("      - statements:\n          an id: x\n"),
            '7:11 found "an id"; wanted a name of letters, digits, "-", "_" or ".", without spaces',
        ),
        (
            group("      - statements:\n          a: x\n          a: y\n"),
            '8:11 found "a" a second time (first in line 7); wanted each key and id once',
        ),
        ("", "1:1 found an empty file; wanted lines of the form key: value"),
        ("# later\n", "1:1 found an empty file"),
        ("hello\n", '1:1 found the text "hello"; wanted lines of the form key: value'),
        ("- hello\n", "1:1 found a list; wanted lines of the form key: value"),
    ],
    ids=lambda part: repr(part)[-40:],
)
def test_a_level_with_one_mistake_gets_one_sentence_at_its_place(text: str, said: str) -> None:
    found = mistakes(text)
    assert len(found) == 1, found
    assert found[0].startswith(said)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("summary: x\n", '1:1 found no "name" in the file'),
        ("name: x\ntitle: y\n", '2:1 found the unknown key "title"; wanted one of name, summary'),
        (
            "name: x\ncompetencies:\n  craft:\n    icon: x\n",
            '3:3 found no "name" in "craft"; wanted "name", which every such file or entry has',
        ),
        (
            "name: x\ncompetencies:\n  craft:\n    name: y\n    ikon: z\n",
            '5:5 found the unknown key "ikon"; wanted "icon" (did you mean that?)',
        ),
        (
            "name: x\nsuggest: javascript:alert(1)\n",
            '2:10 found "javascript:alert(1)"; wanted an address that begins with https://',
        ),
        ("name: x\nratings: {Good: x}\n", "2:10 found 1 of them; wanted two to nine words"),
        ("name: x\norder: [L1, 2]\n", "2:13 found a number, 2; wanted text: put it in quotes"),
    ],
    ids=lambda part: repr(part)[-40:],
)
def test_a_ladder_with_one_mistake_gets_one_sentence_at_its_place(text: str, said: str) -> None:
    found = mistakes(text, LadderShape)
    assert len(found) == 1, found
    assert found[0].startswith(said)


def test_all_mistakes_of_a_file_are_told_at_once_in_the_order_of_its_lines() -> None:
    found = mistakes("code: 4\ntitel: x\nfacts:\n  A: 1\n  B: 2\ndraft: no\n")
    assert [line.split(" ")[0] for line in found] == ["1:1", "1:7", "2:1", "4:6", "5:6", "6:8"]


def test_what_stands_below_a_place_that_cannot_be_read_is_not_called_missing() -> None:
    assert mistakes("\tcode: L4\ntitle: x\n") == ["1:1 found a tab; wanted spaces for indentation"]
    assert mistakes('code: "L4"\nsummary: a: b\ntitle: x\n')[0].startswith("2:11 found a second")
    assert len(mistakes('code: "L4"\nsummary: a: b\ntitle: x\n')) == 1


def test_a_piece_that_was_refused_is_not_told_its_type_as_well() -> None:
    assert len(mistakes("code: *x\ntitle: T\n")) == 1
    assert len(mistakes('code: "L4"\ntitle: &x [a]\n')) == 1


def test_an_empty_key_is_what_a_file_looks_like_while_it_is_written() -> None:
    made, _ = check(
        LevelShape,
        read(f"{HEAD}summary:\nfacts:\ncompetencies:\n  craft:\nprose:\nlineage:\n  a:\n".encode()),
        "L4.yaml",
    )
    assert made is not None
    assert (made.summary, made.facts, made.prose, made.lineage) == (None, {}, [], {"a": []})
    assert made.competencies == {"craft": None}


def test_a_code_is_text_with_the_spaces_around_it_gone() -> None:
    made, _ = check(LevelShape, read(b'code: " L1.0 "\ntitle: T\n'), "L4.yaml")
    assert made is not None
    assert made.code == "L1.0"


def test_of_thousands_of_unknown_keys_the_first_fifty_are_told() -> None:
    # All 20,000 took seconds: for each of them the likeliest known key was looked for.
    told = mistakes(HEAD + "".join(f"k{n}: x\n" for n in range(20_000)))
    assert len(told) == MOST + 1
    assert told[-2].startswith('52:1 found the unknown key "k49"')
    assert told[-1] == "52:1 found more than 50 problems in this file; wanted the first ones mended"


def test_fifty_mistakes_are_all_told() -> None:
    told = mistakes(HEAD + "".join(f"k{n}: x\n" for n in range(MOST)))
    assert len(told) == MOST
    assert "more than" not in "".join(told)
