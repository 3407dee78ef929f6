"""The ways in which plain text marks depth, written as the marks of Markdown.

Whether a line is part of an outline is seen of the document as a whole, by what comes again in it,
and so before its lines are read: each way (`_WAYS`) says which lines stand for which others, one for
one, and begins with what it is known by. Words that no line says any more, such as "Page 3 of 7",
are kept by the ledger.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain, count, pairwise

from explorer.documents import labels
from explorer.documents.blocks import depth_of, indentation_width
from explorer.documents.bullet_marks import (
    BULLET,
    LONGEST_TITLE,
    UNDERLINE,
    Written,
    heading,
    is_marked,
    marked_heading,
    matching,
)
from explorer.documents.data_files import data_part
from explorer.documents.text_frames import mail_head, page_frames
from explorer.documents.text_markups import org_stars, underlines

_LONGEST_CAPITALS = 60
_LONGEST_NAME = 6
"""Words that a name has at most: "3. Product knowledge" heads a topic, a sentence is an item."""
_FEWEST_SAID = 4
"""Words that lines with labels have on average where these are expectations."""


def with_marks(lines: Sequence[str]) -> list[str]:
    """The lines of a document, as many, those of its outline with the marks of Markdown."""
    part = data_part(lines)
    first = part.last + 1 if part else 0
    body = list(lines[first:])
    # The subject of a mail is its title, and no sign that it is Markdown.
    mail = mail_head(body)
    plain = {at: line.removeprefix("# ") for at, line in mail.items()}
    title = {at: line for at, line in mail.items() if line.startswith("# ")}
    # Lazily: each way reads what those before it have written.
    for found in chain([plain], (way(body) for way in _WAYS), [title]):
        for at, line in found.items():
            body[at] = line
    return [*lines[:first], *body]


def _below(lines: Sequence[str], at: int, end: int | None = None) -> str:
    """The first line below another that says something, before an end."""
    return next((line for line in lines[at + 1 : end] if line.strip()), "")


def _around(lines: Sequence[str]) -> Iterator[tuple[int, str, str, str]]:
    """Each line with its place, between those right above and right below it."""
    return zip(count(), ["", *lines], lines, [*lines[1:], ""], strict=False)


def _with_title(lines: Sequence[str], found: Written) -> Written:
    """The lines of an outline, with the first text of the document as its title, where it is no
    sentence that goes on."""
    first = next((at for at, line in enumerate(lines) if line.strip()), 0)
    if found and first not in found and not (BULLET.match(lines[first]) or lines[first][0] == "#"):
        below = _below(lines, first)
        goes_on = below[:1].islower() and not _is_in_capitals(lines[first])
        listed = BULLET.match(below) or depth_of(below) or lines[first].rstrip()[-1] in ".!?;,"
        titled = not (goes_on or listed or UNDERLINE.fullmatch(below))
        if titled and len(lines[first]) <= LONGEST_TITLE:
            return {first: heading(1, lines[first]), **found}
    return found


# -- numbers, Roman numbers and letters ----------------------------------------------------

_NUMBERED_LINE = re.compile(r"(\d{1,2}(?:\.\d{1,2})*)\.?[ \t]+([^\W\d].{0,80})")


def _numbered_sections(lines: Sequence[str]) -> Written:
    """Sections by their numbers, some within others ("1.1 Presswork" over "a) Inks a forme"):
    printers-career-path.txt. "1." of a list is none where others
    have the same number and hold 1.1."""
    if any(line.startswith("#") for line in lines):
        return {}
    found = {
        at: tuple(each[1].split("."))
        for at, each in matching(_NUMBERED_LINE, [line.strip() for line in lines]).items()
    }
    times = Counter(found.values())
    inner = {number[:-1] for number in times if len(number) > 1}
    once = {number for number in times if times[number] == 1}
    numbers = {number for number in times if len(number) > 1 or number in once | inner}
    if len(numbers) < 4 or not inner:
        return {}
    made = {at: heading(len(each) + 1, lines[at]) for at, each in found.items() if each in numbers}
    return _with_title(lines, made)


_ITEM = re.compile(r"([ \t]*)(\()?([A-Z]{1,5}|[a-z]{1,4}|\d{1,2})([.)])[ \t]+(\S.*)")
_ROMAN = re.compile(r"(x{0,3})(ix|iv|v?i{0,3})")
_ROMAN_DIGITS = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
_Kinds = dict[int, tuple[int, str]]
"""How deep items are, and how they are counted, by their places."""


def _counts(item: re.Match[str]) -> Iterator[tuple[str, int]]:
    """What a mark may count, and to how many: "i" is the first Roman number and the ninth letter.
    Numbers stand within others of their kind, if deeper."""
    space, opening, mark, closing, _ = item.groups(default="")
    around = opening + closing
    if mark.isdigit():
        yield f"{around}{indentation_width(space)}", int(mark)
        return
    case = "A" if mark.isupper() else "a"
    if roman := _ROMAN.fullmatch(mark.lower()):
        yield f"{around}{case} Roman", 10 * len(roman[1]) + _ROMAN_DIGITS.index(roman[2])
    if len(mark) == 1:
        yield f"{around}{case}", ord(mark.lower()) - ord("a") + 1


def _outlines(lines: Sequence[str]) -> Written:
    """Outlines by items that count within others ("I.", "A.", "1."): opticians-outline.txt. Those
    of a kind that mostly hold others are headings, where the outermost count over the whole
    document."""
    if is_marked(lines) or any(UNDERLINE.fullmatch(line) or "**" in line for line in lines):
        return {}
    items = matching(_ITEM, lines)
    kinds: _Kinds = {}
    open_: list[tuple[str, int]] = []
    for at, item in items.items():
        counts = list(_counts(item))
        begins = [(len(open_), kind, number) for kind, number in counts if number == 1]
        goes_on = [
            (depth, kind, number)
            for depth, (before, last) in enumerate(open_)
            for kind, number in counts
            if kind == before and number in (last + 1, 1)
        ]
        for depth, kind, number in goes_on[-1:] or begins[:1]:
            open_[depth:] = [(kind, number)]
            kinds[at] = depth, kind
    times = Counter(kinds.values())
    holding = Counter(_holding(lines, items, kinds))
    heads = {kind for kind, n in times.items() if n > 1 and holding[kind] * 4 >= n * 3}
    outer = {at: kind for at, kind in kinds.items() if not kind[0]}
    marks = {items[at][3] for at in outer}
    if len(outer) < 2 or len(marks) < len(outer) or not heads.issuperset(outer.values()):
        return {}
    made = {
        at: heading(kind[0] + 2, items[at][5])
        if kind in heads
        else f"{items[at][1]}- {items[at][5]}"
        for at, kind in kinds.items()
    }
    return _with_title(lines, made)


def _holding(
    lines: Sequence[str], items: Mapping[int, re.Match[str]], kinds: _Kinds
) -> Iterator[tuple[int, str]]:
    """The kind of each item that is a name of what stands deeper below it."""
    for at, after in pairwise([*kinds, len(lines)]):
        name = items[at][5]
        below = _below(lines, at, after)
        deeper = depth_of(below) > depth_of(lines[at]) and not below.lstrip()[:1].islower()
        inner = after in kinds and kinds[after][0] > kinds[at][0]
        named = len(name.split()) <= _LONGEST_NAME and not name.endswith((".", ";", "!", "?"))
        if named and (inner or deeper or BULLET.match(below)):
            yield kinds[at]


# -- names ---------------------------------------------------------------------------------


def _capitals(lines: Sequence[str]) -> Written:
    """Headings by capitals, each below an empty line ("EMPATHY FOR CUSTOMERS") and not underlined as
    others are: engineering-manager-levels.txt."""
    made = {
        at: heading(2, line)
        for at, above, line, below in _around(lines)
        if _is_in_capitals(line) and not (above.strip() or UNDERLINE.fullmatch(below))
    }
    if len(made) < 3 or any(line.startswith(("#", "|", "<")) for line in lines):
        return {}
    first = _below(lines, -1)
    return made | _with_title(lines, {at: text for at, text in made.items() if lines[at] != first})


def _is_in_capitals(line: str) -> bool:
    """Whether a line is all capitals and no sentence."""
    text = line.strip()
    return (
        text == text.upper() != text.lower()
        and 3 < sum(map(str.isalpha, text)) <= len(text) <= _LONGEST_CAPITALS
        and text[0].isalpha()
        and not text.endswith((".", ";", ",", "!", "?"))
    )


def names_over_lists(lines: Sequence[str]) -> set[str]:
    """The lines without a mark that stand right over lists again and again, so that none at the
    margin goes on with the bullet above it: `Influence` of appsec-levels.txt."""
    over = Counter(
        line.rstrip()
        for line, below in pairwise(lines)
        if line.strip()[:1].isupper() and line.rstrip()[-1] not in ".!?;,"
        if BULLET.fullmatch(below) and not BULLET.fullmatch(line)
    )
    return {line for line, times in over.items() if times > 1}


def _names_over_names(lines: Sequence[str]) -> Written:
    """Names by the same names over lists below them, each there once ("Archivist I" over
    "Cataloguing", and "Archivist II"), below an empty line or a deeper one: field-service-roles.txt."""
    inner = {line.strip() for line in names_over_lists(lines)}
    if not inner or is_marked(lines) or any(UNDERLINE.fullmatch(line) for line in lines[2:]):
        return {}  # a title may be underlined
    found: dict[int, str] = {}
    name = -1
    for at, above, line, below in _around(lines):
        text, under = line.strip(), below.strip()
        outer = depth_of(above) > depth_of(line) and not text[:1].islower()
        if text in inner or BULLET.match(line):
            found |= {name: lines[name].strip()} if name >= 0 and text in inner else {}
            name = -1
        elif text and (outer or not above.strip()) and _is_name(line):
            alone = not under or under in inner or labels.split_plain_label(under)
            name = at if alone else name
    if len(found) < 2 or len({*found.values()}) < len(found):
        return {}
    return _with_title(lines, {at: heading(2, text) for at, text in found.items()})


def _is_name(line: str) -> bool:
    text = line.rstrip()
    return (
        line.lstrip("[(")[:1].isalnum()
        and len(text) <= LONGEST_TITLE
        and text[-1] not in ".!?;:,"
        and not labels.split_plain_label(text)
    )


def _indentation(lines: Sequence[str]) -> Written:
    """Lists by nothing but spaces, as many at each step, in a text without marks; the names at the
    margin right above them are headings, or below an empty line and above a sentence over them:
    customer-success-career.txt."""
    told = {at: line for at, line in enumerate(lines) if line.strip()}
    depths = sorted({depth_of(line) for line in told.values()})
    marked = any(marked_heading(line) or BULLET.match(line) or "|" in line for line in lines)
    step = depths[1] if len(depths) > 2 else 0
    if marked or step < 2 or depths != list(range(0, len(depths) * step, step)):
        return {}
    if any(line[0] == " " and line.lstrip()[0].islower() for line in told.values()):
        return {}  # it goes on with the line above
    made: Written = {}
    sentences = {at for at, line in told.items() if not depth_of(line) and line.rstrip()[-1] == "."}
    for at, line in told.items():
        named = line[0].isalnum() and line.rstrip()[-1] not in ".!?;,"
        if depth := depth_of(line):
            made[at] = f"{' ' * depth}- {line.strip()}"
        elif named and (at + 1 not in sentences or at - 1 not in told or depth_of(told[at - 1])):
            below = next(n for n in count(at + 1) if n not in sentences)
            made |= {at: heading(2, line)} if depth_of(told.get(below, "")) else {}
    return _with_title(lines, made)


_NAME_WITHIN = re.compile(r"[ \t]+(?:\*\*[^*]+\*\*|#{1,6} .*\S)[ \t]*")


def _toggles(lines: Sequence[str]) -> Written:
    """Toggles as Notion writes them, outermost bullets over all that stands indented below them:
    headings, where several hold the same names, in bold or with the signs of headings, over lists."""
    inside: dict[int, list[int]] = {}
    around: dict[int, int] = {}
    top, depth = -1, 1
    for at, line in enumerate(lines):
        if line.strip() and not depth_of(line):
            depth = found[0] if (found := marked_heading(line)) else depth
            top = at if BULLET.match(line) else -1
            around[top] = depth
        elif line.strip() and top >= 0:
            inside.setdefault(top, []).append(at)
    names = {
        top: {
            lines[at].strip()
            for at, under in pairwise(below)
            if _NAME_WITHIN.fullmatch(lines[at]) and BULLET.match(lines[under])
        }
        for top, below in inside.items()
    }
    times = Counter(name for each in names.values() for name in each)
    tops = [top for top, each in names.items() if any(times[name] > 1 for name in each)]
    made: Written = {}
    for top in tops if len(tops) > 1 else ():
        made[top] = heading(around[top] + 1, BULLET.sub(r"\3", lines[top]))
        first = depth_of(lines[inside[top][0]])
        for at in inside[top]:
            made[at] = f"{' ' * (depth_of(lines[at]) - first)}{lines[at].strip()}"
    return made


# -- items and labels ----------------------------------------------------------------------

_MARKS = (
    re.compile(r"([ \t]*)[–—][ \t]+(\S.*)"),
    re.compile(r"([ \t]*)\(\w{1,3}\)[ \t]+(\S.*)"),
)


def _item_marks(lines: Sequence[str]) -> Written:
    """Lists by dashes, or by letters or numbers in brackets ("– Sorts", "(a) Tests"), that begin
    under one another or a name; a single one goes on with a sentence."""
    made: Written = {}
    for pattern in _MARKS:
        found = matching(pattern, lines)
        begun = [at for at in found if at - 1 in found or not at or _may_precede(lines[at - 1])]
        if len(found) > 2 and len(begun) * 4 >= len(found) * 3:
            made |= {at: f"{each[1]}- {each[2]}" for at, each in found.items()}
    return made


def _may_precede(line: str) -> bool:
    """Whether a list may begin right below a line."""
    few = len(line.split()) <= _LONGEST_NAME and not line.rstrip().endswith((".", ","))
    return few or line.startswith("#")


def _run_in_labels(lines: Sequence[str]) -> Written:
    """Topics by the same labels in run after run ("Associate: Reproduces …" under each), in a text
    without other lists: support-engineer-skills.txt. The lines become bullets with these labels, and
    those over them headings. Facts are shorter: "Reports to: CTO"."""
    runs: dict[int, dict[int, tuple[str, str]]] = {}
    over, last, blank = -1, -1, True
    for at, line in enumerate(lines):
        text = line.strip()
        if BULLET.match(line) or line.startswith(("|", "<")) or "**" in line:
            return {}
        goes_on = not blank and over < last
        if text and (label := labels.split_plain_label(text)):
            runs.setdefault(over, {})[at] = label
            last = at
        elif text and not (goes_on and (line[0].isspace() or text[0].islower())):
            over = at
        blank = not text
    times = Counter(name for run in runs.values() for name in dict(run.values()))
    runs = {at: run for at, run in runs.items() if sum(times[n] > 1 for n, _ in run.values()) > 1}
    told = {at: label for run in runs.values() for at, label in run.items()}
    words = sum(len(said.split()) for _, said in told.values())
    if len(runs) < 2 or words < _FEWEST_SAID * len(told):
        return {}
    made = {at: f"- **{name}:** {said}" for at, (name, said) in told.items()}
    heads = {at: lines[at].strip() for at in runs if at >= 0}
    if all(len(text) <= LONGEST_TITLE and text[-1] not in ".!?;" for text in heads.values()):
        made |= {at: heading(2, text) for at, text in heads.items() if text[0] != "#"}
    return _with_title(lines, made)


# In this order: what frames a text goes first, other markups before what is no markup at all.
_WAYS: tuple[Callable[[Sequence[str]], Written], ...] = (
    page_frames,
    _toggles,
    _item_marks,
    org_stars,
    underlines,
    _numbered_sections,
    _outlines,
    _names_over_names,
    _capitals,
    _indentation,
    _run_in_labels,
)
