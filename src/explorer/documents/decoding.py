"""Bytes to lines: the encoding, the BOM, mojibake from an earlier misreading, control characters.

UTF-8 and UTF-16 are known by what they are; bytes that are neither are taken for
Windows-1252 only where every one of them makes sense there, and are named otherwise:
nothing is ever replaced. Runs of characters that were UTF-8 and once read as something
else are repaired, and each is reported.
"""

import codecs
import re
from dataclasses import dataclass
from functools import cache

from explorer.documents.remarks import EncodingFix, ImportWarning
from explorer.errors import DecodeError
from explorer.text.lazy_messages import gettext_lazy

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Repaired run by run: one damaged word (L4-Reliability-Engineer.md) leaves the others alone.
_NON_ASCII_RUN = re.compile(r"[^\x00-\x7f]+")
_LINE_END = re.compile(r"\r\n|\r|\n")
# In the order in which misreadings are found: L4-staff-sre.md was UTF-8 read as Mac Roman.
_MISREAD_AS = {"mac_roman": "Mac Roman", "cp1252": "Windows-1252", "latin_1": "Latin-1"}
# What repaired text consists of: accented Latin letters, punctuation, signs, emoji. A run of
# another script that happens to be readable as UTF-8 is left alone.
_PLAUSIBLE_REPAIR = re.compile(
    "[\x00-\x7f\xa0-\u017f\u2000-\u206f\u20a0-\u20cf\u2100-\u2bff\ufe0e\ufe0f\U0001f000-\U0001faff]+"
)
# What cannot stand in a ladder's file (see `yaml_reader`): a separator becomes a space, the
# rest has nothing to show and is dropped.
_LINE_SEPARATORS = re.compile("[\x0b\x0c\x85\u2028\u2029]")
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff]")
_INVISIBLE_SAID = gettext_lazy("An invisible character was left out here.")
_LETTER = "A-Za-zÀ-ÖØ-öø-ýŒœŠšŽžŸƒ"
# In Windows-1252 an accented letter stands beside a letter or is a word of its own, and the
# rest is punctuation and signs.
_PLAUSIBLE_CP1252 = re.compile(
    f"(?:(?<=[{_LETTER}])[{_LETTER}]|[{_LETTER}](?=[{_LETTER}])|(?<![^\\s(‘’“'\"])[àÀáÁéÉèÈêÊóÓôíÍäÄöÖüÜåÅøØæÆ](?![^\\s,.;)])|"
    "[\\x00-\\x7f€‚„…†‡‰‘’“”•–—™\xa0¡£§©«®°±²³·¹º»½¿])+"
)


# Editors of wikis write an empty paragraph so; as a text it is empty, which no file may hold.
_BLANK = re.compile(r"(?:\s|&nbsp;|&#160;|&#[xX][aA]0;)+")


@dataclass(frozen=True, slots=True)
class DecodedText:
    """A document's lines without their ends, and what was done to get them."""

    lines: tuple[str, ...]
    encoding: str
    encoding_fixes: tuple[EncodingFix, ...] = ()
    warnings: tuple[ImportWarning, ...] = ()


def decode(raw: bytes, encoding: str | None = None) -> DecodedText:
    """The lines of a document. Raises DecodeError; `encoding` overrides what is found."""
    text, used, warnings = _decode(raw, encoding)
    if not text.strip():
        raise DecodeError(0, gettext_lazy("it is empty"))
    lines = _LINE_END.split(text)
    encoding_fixes: list[EncodingFix] = []
    for at, line in enumerate(lines):
        if "\ufffd" in line:
            said = gettext_lazy(
                "A character here was lost before the file came (\ufffd); write it again."
            )
            warnings.append(ImportWarning(at + 1, said))
        if "&" in line and _BLANK.fullmatch(line):
            lines[at] = ""
            continue
        if line.isascii() and not _INVISIBLE.search(line) and not _LINE_SEPARATORS.search(line):
            continue
        mended = _repair_line(line, at + 1, encoding_fixes)
        shown = _INVISIBLE.sub("", _LINE_SEPARATORS.sub(" ", mended))
        if shown != mended:
            warnings.append(ImportWarning(at + 1, _INVISIBLE_SAID))
        lines[at] = shown
    return DecodedText(tuple(lines), used, tuple(encoding_fixes), tuple(warnings))


def _decode(raw: bytes, encoding: str | None) -> tuple[str, str, list[ImportWarning]]:
    if encoding:
        try:
            codec = codecs.lookup(encoding)
            # And not by the codec itself, which may be one that unpacks: "zlib_codec".
            return raw.decode(encoding).removeprefix("\ufeff"), codec.name, []
        except LookupError:
            raise DecodeError(
                0, gettext_lazy("there is no encoding called {name}", name=repr(encoding[:40]))
            ) from None
        except UnicodeDecodeError as error:
            raise _decode_error(raw, error, encoding) from None
        except (UnicodeError, ValueError, TypeError, AttributeError, AssertionError):
            raise DecodeError(
                0, gettext_lazy("it cannot be read as {name}", name=encoding[:40])
            ) from None
    bom, used = next((each for each in _BOMS if raw.startswith(each[0])), (b"", "utf-8"))
    body = raw[len(bom) :]
    if not bom:
        used = _utf16_without_bom(body) or used
    try:
        text = body.decode(used)
    except UnicodeDecodeError as error:
        if used == "utf-8" and b"\0" not in body and _is_cp1252(body):
            line = len(_LINE_END.findall(body[: error.start].decode("latin-1"))) + 1
            said = gettext_lazy(
                "The byte {byte} is not UTF-8; the file was read as "
                "Windows-1252 (--encoding says another).",
                byte=f"0x{body[error.start]:02X}",
            )
            return body.decode("cp1252"), "cp1252", [ImportWarning(line, said)]
        raise _decode_error(body, error, used) from None
    if "\0" in text:
        line = len(_LINE_END.findall(text[: text.index("\0")])) + 1
        raise DecodeError(line, gettext_lazy("it is not text: there is a zero byte"))
    return text, used, []


def _decode_error(raw: bytes, error: UnicodeDecodeError, encoding: str) -> DecodeError:
    before = raw[: error.start].decode(encoding, "ignore")
    line = len(_LINE_END.findall(before)) + 1
    said = gettext_lazy(
        "the byte {byte} is not {encoding} text",
        byte=f"0x{raw[error.start]:02X}",
        encoding=encoding.upper(),
    )
    return DecodeError(line, said)


def _utf16_without_bom(body: bytes) -> str | None:
    """UTF-16 without a mark: nearly every second byte of Western text is zero."""
    sample = body[:4096]
    pairs = len(sample) // 2
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > pairs * 0.7 and even < pairs * 0.1:
        return "utf-16-le"
    if even > pairs * 0.7 and odd < pairs * 0.1:
        return "utf-16-be"
    return None


def _is_cp1252(body: bytes) -> bool:
    """Whether each byte above ASCII makes sense as Windows-1252, and none as UTF-8."""
    if re.search(rb"[\xc3-\xf4][\x80-\xbf]", body):
        return False
    try:
        text = body.decode("cp1252")
    except UnicodeDecodeError:
        return False
    runs = _NON_ASCII_RUN.finditer(text)
    around = (text[max(run.start() - 1, 0) : run.end() + 1] for run in runs)
    return all(map(_PLAUSIBLE_CP1252.fullmatch, around))


def _repair_line(line: str, number: int, encoding_fixes: list[EncodingFix]) -> str:
    def turned(found: re.Match[str]) -> str:
        mended, encoding = _repair_run(found[0])
        if encoding:
            encoding_fixes.append(EncodingFix(number, found[0], mended, encoding))
        return mended

    return _NON_ASCII_RUN.sub(turned, line)


def _repair_run(run: str) -> tuple[str, str]:
    """A run as it was before it was read wrongly, and as what; itself and "" if it was not."""
    if len(run) < 2 or len(run) > 2000:
        return run, ""
    for encoding, name in _MISREAD_AS.items():
        table = _byte_of_character(encoding)
        try:
            mended = bytes(table[character] for character in run).decode("utf-8")
        except (KeyError, UnicodeDecodeError):
            continue
        if len(mended) < len(run) and _PLAUSIBLE_REPAIR.fullmatch(mended):
            # Damaged twice is seen as well; it stops where it makes no more sense.
            return _repair_run(mended)[0], name
    return run, ""


@cache
def _byte_of_character(encoding: str) -> dict[str, int]:
    """The bytes of an encoding; those that Windows-1252 has no sign for stand for themselves."""
    table = {}
    for byte in range(256):
        try:
            table[bytes([byte]).decode(encoding)] = byte
        except UnicodeDecodeError:
            table[chr(byte)] = byte
    return table
