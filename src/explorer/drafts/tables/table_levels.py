"""Which of the texts along one side of a grid name levels: by a code, a role or a word of seniority,
by counting, or by what is left of them after the words with which all begin.

Along which side the levels are is decided in `layouts`.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import takewhile

from explorer.documents.inline import name_and_icon
from explorer.drafts.header_words import LevelName, column_role, counted_names, level_name
from explorer.drafts.tables.table_layout import MARKS

# "Curiosity" under Behaviour is a name, "Asks why, and goes on asking" says what one means.
LONGEST_NAME = 20
# More are rows of data.
_MOST_LEVELS = 500
_DATA = 2_000
_LETTERS_AND_NUMBER = re.compile(r"([A-Z]{1,4})-?\d{1,2}\b(?:\s*[:–—-])?\s*(.*)")


def levels_among(texts: Mapping[int, str]) -> dict[int, LevelName]:
    """The levels that texts beside each other name, by their places."""
    named = _levels_among(list(dict.fromkeys(texts.values())))
    return {at: named[text] for at, text in texts.items() if text in named}


def _levels_among(texts: Sequence[str]) -> dict[str, LevelName]:
    """The levels that different texts name. Each is looked at once, however many cells repeat it;
    thousands of different ones are data, of which each costs a look at all words for levels."""
    if len(texts) > _DATA:
        return {}
    found = {text: level for text in texts if (level := level_name(text))}
    if len(texts) > _MOST_LEVELS:
        return found
    found = _with_kin(texts, _with_codes_alike(texts, found)) or _levels_after_shared_words(texts)
    counted = counted_names(texts)
    if any(level.sure for level in found.values()):
        return {**counted, **found} if len(counted) > len(found) else found
    return counted if len(counted) >= len(found) else found


def _with_codes_alike(texts: Sequence[str], found: dict[str, LevelName]) -> dict[str, LevelName]:
    """What is no code by itself is one beside others of its letters: H1 and H2, halves of a year,
    are levels beside H3, and so are V1 and V2, where each has a title of its own
    (museum-two-tracks.xlsx); quarters and halves may have some."""
    codes = {text: _LETTERS_AND_NUMBER.match(text) for text in texts}
    sure = {text for text, level in found.items() if level.sure}
    letters = {code[1] for text, code in codes.items() if code and text in sure}
    titles = {code[2] for code in codes.values() if code and code[1] not in ("H", "Q")}
    listed = len(texts) == 2 and column_role(texts[0]) == "level"  # "Level, H1" begins a list
    if listed or (
        not letters and len(titles) == sum(map(bool, codes.values())) > 1 and all(titles)
    ):
        letters = {code[1] for code in codes.values() if code}
    more = {
        text: LevelName(code[0].removesuffix(code[2]).strip(" :–—-"), code[2] or code[0], True)
        for text, code in codes.items()
        if code and code[1] in letters and text not in sure
    }
    return {**found, **more}


def _with_kin(texts: Sequence[str], found: dict[str, LevelName]) -> dict[str, LevelName]:
    """What shares its first or its last word with a role is one: `PM` beside `Senior PM`, `Funeral
    Arranger` beside `Funeral Director`; one word only as the last, as `Engineering` has a manager."""
    if any(level.sure for level in found.values()):
        return found
    short = [text.split() for text in found if len(text.split()) < 4]
    ends = {word for words in short for word in (words[0], words[-1])}
    last = {words[-1] for words in short}
    kin = [
        t
        for t in texts
        if t not in found
        and len(t.split()) < 4
        and (ends if " " in t else last) & {*t.split()[:1], *t.split()[-1:]}
    ]
    return {**found, **{text: LevelName(None, name_and_icon(text)[0], False) for text in kin}}


def _levels_after_shared_words(texts: Sequence[str]) -> dict[str, LevelName]:
    """Heads that begin alike: `What it looks like as a junior, … as a senior`."""
    words = {text: text.split() for text in texts}
    for first, own in enumerate(words.values()):
        alike = {each: words[each] for each in texts[first:] if words[each][:2] == own[:2]}
        if len(alike) < 2:
            continue
        columns = zip(*alike.values(), strict=False)
        shared = sum(1 for _ in takewhile(lambda each: len(set(each)) == 1, columns))
        rests = {each: " ".join(split[shared:]) for each, split in alike.items()}
        return {each: level for each, rest in rests.items() if (level := level_name(rest))}
    return {}


def weight(levels: Iterable[LevelName]) -> float:
    """How much levels say that they are some: a code all, a role or seniority half."""
    return sum(1.0 if level.sure else 0.5 for level in levels)


def are_names(levels: Mapping[int, LevelName]) -> bool:
    """Whether all of these are short and different, and none is a number."""
    titles = [level.title for level in levels.values()]
    short = all(len(title) <= LONGEST_NAME and not title.isdigit() for title in titles)
    return short and len(set(titles)) == len(titles) > 1


def are_scores(texts: Collection[str], ticks: bool = False) -> bool:
    """Whether texts are nothing but numbers, or `ticks` that say yes and no: the points of an
    assessment."""
    numbers = all(text.replace(".", "", 1).replace(",", "", 1).isdecimal() for text in texts)
    ticked = ticks and {text.casefold() for text in texts} <= MARKS
    return bool(texts) and (numbers or ticked)


def as_level(text: str) -> LevelName:
    """A text as a level by whatever name it has."""
    return level_name(text) or LevelName(None, name_and_icon(text)[0][:200], False)
