"""A ladder's name where no document says one: the name of a file, of a sheet in it, or of a folder.

What a program added goes ("DevOps levels - Sheet1", "(1)", "01-", "- Copy"), words are told apart, and
those that a level's title has in capitals have them here: `ux-levels.csv` is "UX levels".
"""

import re
from collections.abc import Iterable
from pathlib import PurePosixPath

from explorer.documents.workbooks import UNNAMED
from explorer.drafts.frame_words import TABLE_WORDS, names_nothing

_MARKS = re.compile(r"_+|(?<=\S)\.(?=[^\s\d])")
# Between words where no space is; "2025-03" is a month.
_HYPHENS = re.compile(r"(?<!\d)-+|-+(?!\d)")
_ACRONYM = 5
_NAMING = 4
"""Letters of a word by which two names may be the same."""
NUMBERS = (
    r"[ _-]?(?:[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"
    r"|[ _-](?=[a-f]*\d)(?=\d*[a-f])[0-9a-f]{8,31}$"
)
"""What Notion puts behind the names of pages, whole or its first letters: "Ladder 0a1b…"."""
_COPY = "copy|kopie|copie|copia|cópia|kopia|kopi|kopio"
# How far a file is, and what it is for, which its keepers add: "FINAL2", "(draft)", "- shared".
_STATE = r"(?:[-–] )?(?:final ?\d?|draft|entwurf|wip|shared|templates?|vorlage|export)"
# "01-", "(1)", "Copy of", "- Copy", "(make a copy)", "– Kopie 2", "- copy for Ines".
_ADDED = re.compile(
    rf"^\d{{1,2}}[-_.) ]+(?=\D)|\s*\(\d{{1,2}}\)$|{NUMBERS}|^(?:{_COPY}) (?:of|von|van|de|di|av|af) "
    rf"|(?<=\S)\s*(?:[-–]\s+(?:{_COPY})(?:\s+\d+| (?:for|für|voor|pour|para|per) \S+)?|\((?:\w+ )?(?:a )?(?:{_COPY})(?:\s+\d+)?\))$"
    rf"|(?<=\S)[-_ ]+(?:{_STATE}|\((?:{_STATE}|en|de|fr|es|it|nl|pt)\))$",
    re.IGNORECASE,
)
# A spreadsheet saved as text has the name of its sheet behind its own.
_SHEET = re.compile(r"(.*\S)\s+[-–]\s+(.*)|(.*\S)[-_](Grid view)")
# What sheets are called beside what else only says that they hold a table: "Grid view".
_FORM_WORDS = TABLE_WORDS | frozenset("grid view data table self assessment".split())
_WORD = re.compile(r"[^\W_]+")


def title_of_file(file: str, titles: Iterable[str] = ()) -> str:
    """What a file is called, as a ladder's name; `titles` are those of its levels."""
    return title_of(PurePosixPath(file).stem, titles)


def title_of(name: str, titles: Iterable[str] = ()) -> str:
    """The same of a folder, or a name without an ending; "" where nothing is left of it."""
    bare = name.strip()
    while (rest := _ADDED.sub("", bare)) != bare:
        bare = rest
    if (parts := _SHEET.fullmatch(bare)) and is_unnamed(parts[2] or parts[4]):
        bare = parts[1] or parts[3]
    text = _MARKS.sub(" ", bare if " " in bare else _HYPHENS.sub(" ", bare))
    text = " ".join(text.replace(" - ", " – ").split()).strip(" -.")
    shown = {
        word.casefold(): word
        for title in titles
        if len(words := _WORD.findall(title)) < 2 or not title.isupper() or len(title) <= _ACRONYM
        for word in (each.rstrip("0123456789") for each in words)  # SRE of SRE1
        if len(word) <= _ACRONYM and sum(map(str.isupper, word)) > 1
    }
    text = _WORD.sub(lambda word: shown.get(word[0], word[0]), text)
    first = text.split(" ", 1)[0]
    return text if any(map(str.isupper, first)) else text[:1].upper() + text[1:]


def is_unnamed(sheet: str) -> bool:
    """Whether a sheet is called as a program calls it, or only as what it is: "Matrix"."""
    only_form = {word.casefold() for word in _WORD.findall(sheet)} <= _FORM_WORDS
    return bool(UNNAMED.fullmatch(sheet)) or only_form or names_nothing(sheet)


def names_more(sheet: str, file: str) -> bool:
    """Whether the name of a sheet says what its file's name does not: "Stege" in
    Kompetensstege driftavdelningen.xlsx says nothing new, nor does "Matrix" anywhere."""
    stem = PurePosixPath(file).stem.casefold()
    return not is_unnamed(sheet) and any(
        word.casefold() not in stem for word in _WORD.findall(sheet)
    )


def names_same(text: str, file: str) -> bool:
    """Whether a line has a word of the file's name."""
    stem = {word.casefold() for word in _WORD.findall(title_of_file(file))} - _FORM_WORDS
    return any(len(word) >= _NAMING and word.casefold() in stem for word in _WORD.findall(text))
