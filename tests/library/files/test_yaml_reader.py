"""Bytes to plain data with places: whatever a file holds, reading it never raises."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from explorer.files.yaml_reader import MAX_BYTES, MAX_DEPTH, MAX_PIECES, Document, NonString, read
from explorer.problems import MOST
from library.writing import SAMPLE

REAL = sorted(SAMPLE.glob("*/*.yaml"))


def problems(raw: bytes | str) -> list[str]:
    document = read(raw.encode() if isinstance(raw, str) else raw, "L4.yaml")
    return [f"{p.line}:{p.column} {p.sentence}" for p in document.problems]


def only(raw: bytes | str) -> str:
    found = problems(raw)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize("file", REAL, ids=lambda file: file.name)
def test_the_real_files_are_read_as_any_other_reader_of_yaml_reads_them(file: Path) -> None:
    assert read(file.read_bytes()).data == yaml.safe_load(file.read_text(encoding="utf-8"))


@pytest.mark.parametrize("file", REAL, ids=lambda file: file.name)
def test_every_key_of_the_real_files_stands_where_its_place_says(file: Path) -> None:
    lines = file.read_text(encoding="utf-8").split("\n")
    keys = read(file.read_bytes()).keys
    assert len(keys) > 10
    for path, (line, column) in keys.items():
        assert lines[line - 1][column - 1 :].startswith(f"{path[-1]}:")


def test_the_place_of_a_piece_is_its_key_or_the_nearest_thing_around_it() -> None:
    document = read(b"a:\n  b: >-\n    folded\n    text\n  c:\n    - one\n    -   two\n")
    assert document.place(("a", "b")) == (2, 3)
    assert document.values["a", "b"] == (2, 6)
    assert document.place(("a", "c", 1)) == (7, 9)
    assert document.place(("a", "c", 7, "nowhere")) == (5, 3)
    assert document.place(("nowhere",)) == (1, 1)
    assert Document().place(("a",)) == (1, 1)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("text", "text"),
        ('"1.0"', "1.0"),
        ("~", None),
        ("", None),
        ("true", True),
        ("False", False),
        ("12", 12),
        ("0", 0),
        ("No", NonString("a yes or no", "No")),
        ("1.0", NonString("a number", "1.0")),
        ("012", NonString("a number", "012")),
        ("1_000", NonString("a number", "1_000")),
        ("-3", NonString("a number", "-3")),
        ("9" * 5000, NonString("a number", "9" * 5000)),
        (".inf", NonString("a number", ".inf")),
        ("12:30", NonString("a number", "12:30")),
        ("2026-11-23", NonString("a date", "2026-11-23")),
        ("=", "="),
        ("<<", "<<"),
        ("1e5", "1e5"),
        ("! x", "x"),
    ],
    ids=lambda part: str(part)[:12],
)
def test_unquoted_words_keep_what_was_written(written: str, value: object) -> None:
    document = read(f"a: {written}\n".encode())
    assert document.problems == []
    assert document.data == {"a": value}
    assert type(document.data["a"]) is type(value)


def test_keys_are_text_whatever_they_look_like() -> None:
    assert read(b"1: a\nyes: b\n~: c\n<<: d\n2026-01-01: e\n").data == {
        "1": "a",
        "yes": "b",
        "~": "c",
        "<<": "d",
        "2026-01-01": "e",
    }


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["unix", "windows", "old mac"])
def test_all_kinds_of_line_ends_count_the_same_lines(end: str) -> None:
    text = end.join(["a: >-", "  one", "  two", "b: x", "b: y", ""])
    document = read(text.encode())
    assert document.data["a"] == "one two"
    assert only(text).startswith('5:1 found "b" a second time (first in line 4)')


def test_a_byte_order_mark_is_no_part_of_the_first_key() -> None:
    assert read(b"\xef\xbb\xbfa: b\n").data == {"a": "b"}


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"a: b\nc: caf\xe9\n", "2:7 found the byte 0xE9, which is not UTF-8; wanted UTF-8"),
        (
            "é: ü\nc: ".encode() + b"\xff\n",
            "2:4 found the byte 0xFF, which is not UTF-8; wanted UTF-8",
        ),
        (b"\xef\xbb\xbf\xff", "1:1 found the byte 0xFF, which is not UTF-8; wanted UTF-8"),
        ("a: b\n".encode("utf-16"), "1:1 found a file saved as UTF-16; wanted UTF-8"),
        ("a: b".encode("utf-16-be"), "1:1 found the invisible character U+0000"),
        (b"a: b\nc: d\0\n", "2:5 found the invisible character U+0000; wanted text without it"),
        ("ü: ü\nü: \x1b[31m\n", "2:4 found the invisible character U+001B; wanted text without"),
        ("a: b\u2028c: d\n", "1:5 found the invisible character U+2028"),
        ("a: b\x85c: d\n", "1:5 found the invisible character U+0085"),
        ("a: b\n\ufeffc: d\n", "2:1 found the invisible character U+FEFF"),
        ('a: "\\x1b[31m"\n', "1:4 found the invisible character U+001B"),
        ('a: "x\\0"\n', "1:4 found the invisible character U+0000"),
        ('"k\\a": b\n', "1:1 found the invisible character U+0007"),
        ("a:\n  - x\n  - !!python/object:os.system x\n", '3:5 found the tag "!!python/object:os.'),
        ("a: !!str x\n", '1:4 found the tag "!!str"; wanted text that begins with ! put in quotes'),
        ("a: !mine {}\n", '1:4 found the tag "!mine"'),
        ("a: &x y\n", '1:4 found the anchor "&x"; wanted text that begins with & put in quotes'),
        ("a: *x\n", '1:4 found the alias "*x"; wanted text that begins with * put in quotes'),
        ("*x : a\n", '1:1 found the alias "*x"'),
        ("---\na: b\n---\na: c\n", "3:1 found a second document (---); wanted one document"),
        ("a: b\n? [c]\n: d\n", "2:3 found a key that is not text; wanted text before the colon"),
        ("a: b\n? {c: d}\n: e\n", "2:3 found a key that is not text"),
        ("a: b\na: c\n", '2:1 found "a" a second time (first in line 1); wanted each key and id'),
        ("a:\n  b: {c: x, c: y}\n", '2:13 found "c" a second time (first in line 2)'),
        ("a: b\n\tc: d\n", "2:1 found a tab; wanted spaces for indentation"),
        ("a: >-\n  b\n\tc\n", "3:1 found a tab; wanted spaces"),
        ("a: b: c\n", "1:5 found a second colon in this line; wanted the text after the key put"),
        ("a: b\n  c: d\n", "2:4 found a colon inside the text that began in the line above"),
        ("a:b\nc: d\n", "2:2 found a colon inside the text that began in the line above"),
        ("a: b\nsummary\n", '2:1 found "summary" with no colon after the key; wanted key: text'),
        ("a: 'it is\nb: c\n", "1:4 found a quote that is never closed; wanted a closing quote"),
        ('a: "it is\nb: c\n', "1:4 found a quote that is never closed; wanted a closing quote"),
        ('a: "\\q"\n', "1:5 found a backslash with a meaning that YAML does not know; wanted two"),
        ('a: "\\ud800"\n', "1:7 found a backslash with a meaning that YAML does not know"),
        ("a: @you\n", '1:4 found text that begins with "@"; wanted that text put in quotes'),
        ("a: `b`\n", '1:4 found text that begins with "`"'),
        ("a: 50%\nb: %50\n", '2:4 found text that begins with "%"'),
        ("a: **bold** text\n", '1:4 found text that begins with "*"'),
        ("a: [b\nc: d\n", "1:4 found a bracket [ that is never closed; wanted a closing bracket"),
        ("a: {b\n", "1:4 found a bracket { that is never closed"),
        ("a: [\n", "2:1 found a bracket that is never closed, or nothing between two commas"),
        ("a: [b,, c]\n", "1:7 found a bracket that is never closed, or nothing between two comm"),
        ('a: "b" c\n', '1:8 found "c" after the end of a quoted text or a list; wanted nothing'),
        ("a: [b](http://c) d\n", '1:7 found "(http://c) d" after the end of a quoted text or'),
        ("a:\n  b: c\n d: e\n", '3:2 found "d: e" where it does not fit; wanted the same'),
        ("a: b\n- c\n", '2:1 found "- c" where it does not fit; wanted the same indentation'),
    ],
    ids=lambda part: repr(part)[:40],
)
def test_a_mistake_is_named_at_its_place_with_its_remedy(raw: bytes | str, said: str) -> None:
    assert only(raw).startswith(said)


def test_an_alias_bomb_is_refused_and_never_unfolded() -> None:
    lines = ['a0: &a0 "ha"'] + [
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)
    ]
    document = read("\n".join(lines).encode())
    assert len(document.problems) == MOST + 1
    assert document.problems[-1].found == "more than 50 problems in this file"
    assert not document.whole
    assert len(repr(document.data)) < 2_000


def test_a_file_may_be_as_large_as_the_limit_and_no_larger() -> None:
    comment = b"# " + b"x" * (MAX_BYTES - 7) + b"\n"
    assert read(comment + b"a: b").data == {"a": "b"}
    assert only(comment + b"a: bc").startswith(f"1:1 found {MAX_BYTES + 1:,} bytes; wanted at most")


def test_nesting_ends_at_the_limit() -> None:
    assert read(b"[" * MAX_DEPTH + b"]" * MAX_DEPTH).problems == []
    document = read(b"[" * (MAX_DEPTH + 1) + b"]" * (MAX_DEPTH + 1))
    assert [(p.column, p.found) for p in document.problems] == [
        (MAX_DEPTH + 1, f"more than {MAX_DEPTH} levels of nesting")
    ]
    assert not document.whole


@pytest.mark.parametrize("piece", ["[", "{", "- ", "? ", "{a: ", "[{"])
def test_a_megabyte_of_openings_ends_at_the_limit_of_nesting(piece: str) -> None:
    found = problems((piece * MAX_BYTES)[:MAX_BYTES])
    assert f"more than {MAX_DEPTH} levels" in found[-1]
    assert len(found) <= MAX_DEPTH


def test_the_number_of_pieces_ends_at_the_limit() -> None:
    # The list itself is a piece too.
    assert read(b"- x\n" * (MAX_PIECES - 1)).problems == []
    assert only(b"- x\n" * MAX_PIECES).startswith(f"{MAX_PIECES}:3 found more than {MAX_PIECES:,}")


def test_reading_that_stopped_early_says_so() -> None:
    assert read(b"a: b\n").whole
    assert not read(b"a: b\n\tc: d\n").whole
    assert not read(b"a: b\n---\nc: d\n").whole


def places_are_inside(document: Document, text: str) -> None:
    lines = text.count("\n") + 1
    for problem in document.problems:
        assert 1 <= problem.line <= lines + 1
        assert problem.column >= 1
        assert problem.sentence.isprintable()


@given(st.binary(max_size=300))
def test_arbitrary_bytes_never_raise(raw: bytes) -> None:
    places_are_inside(read(raw), raw.decode("latin-1").replace("\r", "\n"))


YAMLISH = st.text(
    alphabet=st.sampled_from(list("ab1:-?[]{},#&*!|>'\"%@` \n\n\t\r.~<=\\x0é\u2028\ufeff😀")),
    max_size=60,
)


@given(st.one_of(st.text(max_size=200), YAMLISH))
def test_arbitrary_text_never_raises(text: str) -> None:
    raw = text.encode("utf-8", "surrogatepass")
    places_are_inside(read(raw), text.replace("\r", "\n"))


@given(
    st.recursive(
        st.none()
        | st.booleans()
        | st.integers(0, 10**9)
        | st.text(
            alphabet=st.characters(
                codec="utf-8",
                exclude_categories=["Cc", "Cs", "Zl", "Zp", "Cn"],
                exclude_characters="\ufeff",
            )
        ),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(st.text(alphabet="abc-", min_size=1), inner, max_size=4)
        ),
        max_leaves=12,
    )
)
def test_what_another_writer_of_yaml_writes_is_read_back(data: object) -> None:
    document = read(yaml.safe_dump(data, allow_unicode=True).encode())
    assert document.problems == []
    assert document.data == data
