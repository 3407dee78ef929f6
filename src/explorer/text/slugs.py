"""Slugs: keys, ids and file names from anybody's text: short, unique, safe as a path.

Only a-z, 0-9 and hyphens come out (a level's file keeps its code where that is as safe), so
no name in a document can lead outside the target folder.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence

from explorer.text.inline_markdown import visible

_STOP_WORDS = frozenset(
    "a about above across after all also always am an and any are around as at be been being "
    "between both but by can could do does each either etc every for from get gets has have "
    "help helps her his i if in into is it its make makes may me more most my new not of off on "
    "one or other others our out over own so some such than that the their them then there they "
    "this those through to too under up upon us use uses very was we well what when where which "
    "while who will with within without would you your able e g ie eg".split()
)
_RESERVED_ON_WINDOWS = {
    "con",
    "prn",
    "aux",
    "nul",
    *(f"{d}{n}" for d in ("com", "lpt") for n in range(10)),
}
_RESERVED_HERE = {"ladder", "synonyms"}
"""Files of a ladder that hold no level."""
_MAX_LENGTH = 48
"""Long enough for five words of a statement, short enough for a line of a diff."""


def slug(text: str, fallback: str = "unnamed", max_length: int = _MAX_LENGTH) -> str:
    """The words of a text joined by hyphens; `fallback` where it has none in Latin letters."""
    made = "-".join(_words(text))
    if len(made) > max_length:
        made = made[: max_length + 1].rsplit("-", 1)[0][:max_length]
    made = made.strip("-") or fallback
    return f"{made}-1" if made in _RESERVED_ON_WINDOWS else made


def _words(text: str) -> list[str]:
    flat = visible(text[:2000])
    if not flat.isascii():
        flat = unicodedata.normalize("NFKD", flat).replace("’", "'")
        flat = "".join(c for c in flat if not unicodedata.combining(c))
    flat = flat.casefold()
    flat = flat.replace("&", " and ").replace("'s ", " ").replace("'", "")
    return re.findall(r"[a-z0-9]+", flat)


def unique_key(wanted: str, taken: Collection[str]) -> str:
    """The wanted key, with a number where it is taken."""
    if wanted not in taken:
        return wanted
    number = 2
    while f"{wanted}-{number}" in taken:
        number += 1
    return f"{wanted}-{number}"


def statement_ids(
    texts: Iterable[str], known: Mapping[str, Sequence[str]] | None = None
) -> list[str]:
    """An id for each statement of a level, in order: its first content words.

    `known` are the ids of texts that have one already; those stay.
    """
    known = known or {}
    made: list[str] = []
    taken = {id for those in known.values() for id in those}
    unused = {text: list(those)[::-1] for text, those in known.items()}
    next_number: dict[str, int] = {}
    for text in texts:
        known_ids = unused.get(text)
        id = known_ids.pop() if known_ids else _new_id(text, taken, next_number)
        taken.add(id)
        made.append(id)
    return made


def _new_id(text: str, taken: set[str], next_number: dict[str, int]) -> str:
    content = [word for word in _words(text) if word not in _STOP_WORDS and len(word) > 1]
    content = content or _words(text) or ["statement"]
    for length in range(min(2, len(content)), min(5, len(content)) + 1):
        wanted = "-".join(content[:length])[:_MAX_LENGTH].strip("-")
        if wanted not in taken:
            return wanted
    # Remembered per prefix: ten thousand equal texts must not be tried one by one.
    number = next_number.get(wanted, 2)
    while f"{wanted}-{number}" in taken:
        number += 1
    next_number[wanted] = number + 1
    return f"{wanted}-{number}"


def level_file_name(code: str, taken: Collection[str]) -> str:
    """The name of a level's file: its code where that is harmless, else the code's slug."""
    harmless = re.fullmatch(r"[A-Za-z0-9]+(?:[.-][A-Za-z0-9]+)*", code) and len(code) <= 40
    stem = code if harmless else slug(code, "level")
    if (
        stem.casefold() in _RESERVED_ON_WINDOWS | _RESERVED_HERE
        or stem.split(".")[0].casefold() in _RESERVED_ON_WINDOWS
    ):
        stem = f"level-{stem}"
    folded = {name.casefold() for name in taken}
    made, number = stem, 2
    while f"{made}.yaml".casefold() in folded:
        made, number = f"{stem}-{number}", number + 1
    return f"{made}.yaml"
