"""The account of words: what of a document stands in no field, and where it is kept instead.

Readers say which lines they took; here it is counted what became of the words in them. A word
that no text of its line and no name has is either one of the small words that only say what
others are ("Level", "Examples", a key of YAML), which the report shows as structure, or it is
kept as unplaced text. So a reader cannot lose anything, whatever it believes to have taken.
"""

import html
import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from explorer.documents.data_files import data_part
from explorer.documents.remarks import ImportWarning
from explorer.drafts.draft import Draft, Fragment
from explorer.drafts.frame_words import FRAME_NAMES, TABLE_WORDS
from explorer.drafts.header_words import ROLE_WORDS
from explorer.text.lazy_messages import gettext_lazy

_WORD = re.compile(r"[^\W_]+")
_TAG = re.compile(r"</?[A-Za-z!][^<>]*>|<!--|-->")
# The number before an item, a box to tick, the language of a code fence: marks, no words.
_MARK = re.compile(
    r"^\s*(?:>\s*)*(?:[-*+]\s+)?(?:\(?(?:\d{1,4}|[a-z]|[IVXivx]{1,6})[.)]\s|\[[ xX]\]\s|\[!\w+\]|`{3,}.*|~{3,}.*)"
)
# A picture, where a link by reference leads to, a mark for a generator of sites, a key of data.
_UNSPOKEN = re.compile(
    r"""\[?!\[[^\]]*\](?:\([^)]*\)|\[[^\]]*\])?(?:\]\([^)]*\))?|:[a-z0-9_+-]{2,30}:|^\s{0,3}\[[^\]]+\]:\s*\S.*|\{[:%{#.][^}]*\}+|^:{3,}.*|^\s*[!?]{3}\+?\s.*"""
    r"""|^\s*(?:-\s+)*["']?[\w -]{1,60}["']?\s*:(?=\s|$)|["'][\w -]{1,60}["']\s*:"""
)
# What a page's data says in fewer words is an order, a key or an address.
_FEW = 4
_LABEL_WORDS = frozenset(
    "level levels lvl grade band tier stufe maybe tentative perhaps tbd todo example examples eg "
    "instance what this it that they them see looks look like can could might may include includes concrete "
    "specific sample real possible other more illustrative behaviour behavioural behavior "
    "behavioral statements tasks click expand show details sep vielleicht beispiel beispiele ejemplos "
    "exemples exemple steg trin trinn kompetenz kompetenzen fähigkeit nivel nivelles niveau compétence competencia na "
    "fact facts value values code no yes link name tags".split()
)
_SMALL = frozenset("a an and as at by e for g in of on or our s t the to us with you your".split())
_KNOWN = (
    _LABEL_WORDS
    | _SMALL
    | {word for name in (*ROLE_WORDS, *FRAME_NAMES, *TABLE_WORDS) for word in _WORD.findall(name)}
)


def settle(draft: Draft, lines: Sequence[str]) -> Draft:
    """The draft with each word of the lines in a text, in a name, in its `frame` or kept."""
    of_line: dict[int, list[str]] = {}
    for fragment in draft.fragments():
        for number in fragment.lines:
            of_line.setdefault(number, []).append(fragment.text)
    names, data = _names(draft), _data_lines(draft, lines)
    frame: dict[str, None] = {}
    kept: list[Fragment] = []
    for at, line in enumerate(lines, 1):
        if not line or line.isspace():
            continue
        text = _visible(line)
        left = _left(text, of_line.get(at, ()), names)
        if not left:
            continue
        unspoken = {span for each in _UNSPOKEN.finditer(text) for span in range(*each.span())}
        spoken = [found for found in left if found.start() not in unspoken]
        # A record in one line has many keys, and may say no more than its number besides.
        few = at in data and (len(left) <= _FEW or len(spoken) < 2)
        if few or all(_is_known(found[0]) for found in spoken):
            frame.update(dict.fromkeys(found[0] for found in left))
        else:
            kept.append(Fragment("remainder", _runs(text, left), (at,)))
    return replace(_with_kept(draft, kept), frame=tuple(frame))


def _data_lines(draft: Draft, lines: Sequence[str]) -> range:
    """The lines that are data of a page, or all of a file of data."""
    part = data_part(lines, draft.file)
    return range(part.first + 1, part.last + 1) if part else range(0)


def _is_known(word: str) -> bool:
    """Whether a word only says what others are; or is the number of a row, or a column's letter."""
    return word.casefold() in _KNOWN or len(word) == 1 or (len(word) <= 3 and word.isdigit())


def _with_kept(draft: Draft, kept: list[Fragment]) -> Draft:
    if not kept:
        return draft
    warning = ImportWarning(
        kept[0].lines[0], gettext_lazy("These words had no place; they are kept as remainder.")
    )
    return replace(draft, prose=(*draft.prose, *kept), warnings=(*draft.warnings, warning))


def _names(draft: Draft) -> Set[str]:
    """The words of every name that a ladder shows."""
    found: dict[str | None, None] = {draft.name: None}
    for level in draft.levels:
        found |= dict.fromkeys((level.code, level.title, level.ladder))
    for fragment in draft.fragments():
        found[fragment.competency] = found[fragment.scope] = None
    return {word for name in found if name for word in _words(name)}


def _words(text: str) -> Iterator[str]:
    return (word.casefold() for word in _WORD.findall(text))


def _visible(line: str) -> str:
    """A line without tags, entities and the marks before it."""
    text = _TAG.sub(" ", line) if "<" in line else line
    text = html.unescape(text) if "&" in text else text
    return _MARK.sub(" ", text, count=1)


def _left(text: str, texts: Sequence[str], names: Set[str]) -> list[re.Match[str]]:
    """The words of a line that are in none of its texts and in no name."""
    told = {word for each in texts for word in _words(each)}
    return [
        found
        for found in _WORD.finditer(text)
        if (word := found[0].casefold()) not in told and word not in names
    ]


def _runs(text: str, left: Sequence[re.Match[str]]) -> str:
    """Words as they stand in their line: those side by side in one run."""
    runs: list[list[int]] = []
    for found in left:
        if runs and not _WORD.search(text, runs[-1][1], found.start()):
            runs[-1][1] = found.end()
        else:
            runs.append([found.start(), found.end()])
    return " … ".join(text[first:end] for first, end in runs)
