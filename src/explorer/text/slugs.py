"""Keys, ids and file names out of somebody's words: short, telling, unique, harmless.

Only a-z, 0-9 and hyphens come out (a level's file keeps its code where that is as
harmless), so no name of a document can lead anywhere outside the target folder.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence

from explorer.text.inline_markdown import visible

_STOP = frozenset(
    "a about above across after all also always am an and any are around as at be been being "
    "between both but by can could do does each either etc every for from get gets has have "
    "help helps her his i if in into is it its make makes may me more most my new not of off on "
    "one or other others our out over own so some such than that the their them then there they "
    "this those through to too under up upon us use uses very was we well what when where which "
    "while who will with within without would you your able e g ie eg".split()
)
_WINDOWS = {"con", "prn", "aux", "nul", *(f"{d}{n}" for d in ("com", "lpt") for n in range(10))}
_TAKEN = {"ladder", "synonyms"}
_LONGEST = 48


def slug(text: str, fallback: str = "unnamed") -> str:
    """The words of a text, joined by hyphens."""
    words = _words(text)
    made = "-".join(words)
    if len(made) > _LONGEST:
        made = made[: _LONGEST + 1].rsplit("-", 1)[0][:_LONGEST]
    made = made.strip("-") or fallback
    return f"{made}-1" if made in _WINDOWS else made


def _words(text: str) -> list[str]:
    flat = visible(text[:2000])
    if not flat.isascii():
        flat = unicodedata.normalize("NFKD", flat).replace("’", "'")
        flat = "".join(c for c in flat if not unicodedata.combining(c))
    flat = flat.casefold()
    flat = flat.replace("&", " and ").replace("'s ", " ").replace("'", "")
    return re.findall(r"[a-z0-9]+", flat)


def unique(wanted: str, taken: Collection[str]) -> str:
    """The wanted key, with a number where it is taken."""
    if wanted not in taken:
        return wanted
    number = 2
    while f"{wanted}-{number}" in taken:
        number += 1
    return f"{wanted}-{number}"


def ids(texts: Iterable[str], known: Mapping[str, Sequence[str]] | None = None) -> list[str]:
    """An id for each statement of a level, in order: its first telling words.

    `known` are the ids of texts that have one already; those stay.
    """
    known = known or {}
    made: list[str] = []
    taken = {id for those in known.values() for id in those}
    left = {text: list(those)[::-1] for text, those in known.items()}
    again: dict[str, int] = {}
    for text in texts:
        there = left.get(text)
        id = there.pop() if there else _id(text, taken, again)
        taken.add(id)
        made.append(id)
    return made


def _id(text: str, taken: set[str], again: dict[str, int]) -> str:
    telling = [word for word in _words(text) if word not in _STOP and len(word) > 1]
    telling = telling or _words(text) or ["statement"]
    for length in range(min(2, len(telling)), min(5, len(telling)) + 1):
        wanted = "-".join(telling[:length])[:_LONGEST].strip("-")
        if wanted not in taken:
            return wanted
    # Counted once for each beginning: ten thousand alike must not be tried one by one.
    number = again.get(wanted, 2)
    while f"{wanted}-{number}" in taken:
        number += 1
    again[wanted] = number + 1
    return f"{wanted}-{number}"


def file_name(code: str, taken: Collection[str]) -> str:
    """The name of a level's file: its code where that is harmless, else the code's slug."""
    harmless = re.fullmatch(r"[A-Za-z0-9]+(?:[.-][A-Za-z0-9]+)*", code) and len(code) <= 40
    stem = code if harmless else slug(code, "level")
    if stem.casefold() in _WINDOWS | _TAKEN or stem.split(".")[0].casefold() in _WINDOWS:
        stem = f"level-{stem}"
    folded = {name.casefold() for name in taken}
    made, number = stem, 2
    while f"{made}.yaml".casefold() in folded:
        made, number = f"{stem}-{number}", number + 1
    return f"{made}.yaml"
