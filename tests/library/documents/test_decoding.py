"""Bytes to lines: encodings found, damage mended by whole runs, nothing replaced."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.documents.decoding import decode
from explorer.errors import DecodeError

WORDS = "# L1: Engineer\n\n- I fix “small” things – café, naïve 🦉\n"


@pytest.mark.parametrize(
    "raw",
    [
        WORDS.encode(),
        b"\xef\xbb\xbf" + WORDS.encode(),
        b"\xff\xfe" + WORDS.encode("utf-16-le"),
        b"\xfe\xff" + WORDS.encode("utf-16-be"),
        WORDS.encode("utf-16-le"),
        WORDS.encode("utf-16-be"),
        WORDS.replace("\n", "\r\n").encode(),
        WORDS.replace("\n", "\r").encode(),
    ],
)
def test_the_same_words_are_read_from_every_encoding_and_line_end(raw: bytes) -> None:
    assert list(decode(raw).lines) == WORDS.split("\n")


@pytest.mark.parametrize("damage", ["mac_roman", "cp1252", "latin-1"])
@pytest.mark.parametrize("good", ["“Pitch”", "café", "🦉 Owls", "a – b", "it’s"])
def test_text_that_was_read_wrongly_once_is_repaired_and_told(damage: str, good: str) -> None:
    try:
        bad = good.encode().decode(damage)
    except UnicodeDecodeError:
        pytest.skip("this damage could not have happened")
    text = decode(f"one\n- {bad} here\n".encode())
    assert text.lines[1] == f"- {good} here"
    assert {fix.line for fix in text.encoding_fixes} == {2}
    assert all(fix.before in bad for fix in text.encoding_fixes)


def test_text_that_was_read_wrongly_twice_is_repaired() -> None:
    bad = "naïve".encode().decode("cp1252").encode().decode("cp1252")
    assert decode(bad.encode()).lines == ("naïve",)


@pytest.mark.parametrize("text", ["Größe", "señor – día", "日本語の文", "Ω ≈ ∏", "“Où ?” …", "ÄÖÜ"])
def test_text_that_was_never_damaged_stays(text: str) -> None:
    found = decode(f"{text}\n".encode())
    assert found.lines[0] == text
    assert not found.encoding_fixes


def test_a_byte_that_is_no_utf_8_is_named_by_its_line() -> None:
    with pytest.raises(DecodeError, match="0xFF") as error:
        decode("first\nsecond – \n".encode() + b"- \xff\n")
    assert error.value.line == 3


def test_windows_1252_is_taken_where_every_byte_makes_sense_and_told() -> None:
    text = decode("- café\n- it’s “fine”\n".encode("cp1252"))
    assert text.lines[1] == "- it’s “fine”"
    assert text.warnings[0].line == 1


def test_an_encoding_that_is_said_is_used() -> None:
    assert decode("café".encode("cp1250"), "cp1250").lines == ("café",)
    with pytest.raises(DecodeError, match="no encoding called"):
        decode(b"x", "klingon")
    for unpacks in ("zlib_codec", "bz2_codec", "hex"):
        with pytest.raises(DecodeError, match="no encoding called"):
            decode(b"x", unpacks)
    with pytest.raises(DecodeError):
        decode(b"\xff\xff", "utf-8")
    with pytest.raises(DecodeError):
        decode(b"abc", "hex")


@pytest.mark.parametrize("raw", [b"", b" \n\t\n", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_an_empty_document_is_refused(raw: bytes) -> None:
    with pytest.raises(DecodeError, match="empty"):
        decode(raw)


def test_a_picture_is_refused() -> None:
    with pytest.raises(DecodeError):
        decode(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0")


def test_what_no_ladder_may_hold_is_left_out_and_told() -> None:
    text = decode("a\u2028b\x00c".replace("\x00", "\x01").encode())
    assert text.lines == ("a bc",)
    assert text.warnings[0].line == 1


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_with_a_reason(raw: bytes) -> None:
    reason = ""
    lines: tuple[str, ...] = ()
    try:
        lines = decode(raw).lines
    except DecodeError as error:
        reason = error.reason
    assert bool(reason) != bool(lines)


@given(st.text(max_size=200))
def test_text_without_damage_is_read_as_it_is_or_repaired_and_told(words: str) -> None:
    try:
        text = decode(words.encode("utf-8", "replace"))
    except DecodeError:
        return
    if not text.encoding_fixes and not text.warnings:
        assert "".join(text.lines) == "".join(
            words.encode("utf-8", "replace").decode().replace("\r", "").split("\n")
        )


def test_a_line_of_nothing_but_hard_spaces_is_blank() -> None:
    assert decode(b"# L2\n\n&nbsp;\n\n- I read&nbsp;it\n").lines[2:5] == (
        "",
        "",
        "- I read&nbsp;it",
    )
