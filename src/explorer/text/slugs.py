"""Slugs: keys, ids and file names from anybody's text: short, unique, safe as a path.

Only a-z, 0-9 and hyphens come out (a level's file keeps its code where that is as safe), so
no name in a document can lead outside the target folder.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

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
_RESERVED_HERE = {"ladder", "synonyms", "import"}
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


class UniqueNames:
    """Names of which each is given once, with a number where it is taken.

    The next number is remembered per name: ten thousand competencies in a script without
    Latin letters all want the same key, and must not try all numbers from 2 on each.
    """

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = set(taken)
        self._next: dict[str, int] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._taken

    def claim(self, wanted: str) -> str:
        """The wanted name, or the first free one of wanted-2, wanted-3, …; taken from now on."""
        free = wanted
        if wanted in self._taken:
            number = self._next.get(wanted, 2)
            while (free := f"{wanted}-{number}") in self._taken:
                number += 1
            self._next[wanted] = number + 1
        self._taken.add(free)
        return free

    def add(self, name: str) -> None:
        self._taken.add(name)


def statement_ids(
    texts: Iterable[str], known: Mapping[str, Sequence[str]] | None = None
) -> list[str]:
    """An id for each statement of a level, in order: its first content words.

    `known` are the ids of texts that have one already; those stay.
    """
    known = known or {}
    made: list[str] = []
    taken = UniqueNames(id for those in known.values() for id in those)
    unused = {text: list(those)[::-1] for text, those in known.items()}
    for text in texts:
        known_ids = unused.get(text)
        made.append(known_ids.pop() if known_ids else taken.claim(_wanted_id(text, taken)))
    return made


def _wanted_id(text: str, taken: UniqueNames) -> str:
    content = [word for word in _words(text) if word not in _STOP_WORDS and len(word) > 1]
    content = content or _words(text) or ["statement"]
    for length in range(min(2, len(content)), min(5, len(content)) + 1):
        wanted = "-".join(content[:length])[:_MAX_LENGTH].strip("-")
        if wanted not in taken:
            break
    return wanted


def level_file_name(code: str, taken: UniqueNames | None = None) -> str:
    """The name of a level's file: its code where that is harmless, else the code's slug.

    `taken` are the names of the folder's other files, in lower case and without their ending:
    some disks take L4.yaml and l4.yaml for the same file.
    """
    harmless = re.fullmatch(r"[A-Za-z0-9]+(?:[.-][A-Za-z0-9]+)*", code) and len(code) <= 40
    stem = code if harmless else slug(code, "level")
    if (
        stem.casefold() in _RESERVED_ON_WINDOWS | _RESERVED_HERE
        or stem.split(".")[0].casefold() in _RESERVED_ON_WINDOWS
    ):
        stem = f"level-{stem}"
    claimed = taken.claim(stem.casefold()) if taken is not None else stem
    return f"{stem}{claimed[len(stem) :]}.yaml"
