"""The ways in which plain text marks depth, written as the marks of Markdown.

Sections with numbers, outlines of Roman numbers and letters, stars of Org, underlines and directives
of reStructuredText, capitals, indentation, dashes and letters before items, labels that come again
under each topic; and the frames of pages and slides between all of them. Whether a line is one of
these is seen of the document as a whole, by what comes again in it, and so before its lines are read:
each way says which lines stand for which others, one for one. Words that no line says any more, such
as "Page 3 of 7", are kept by the ledger.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise, takewhile

from explorer.documents import labels
from explorer.documents.blocks import depth_of, indentation_width
from explorer.documents.bullet_marks import BULLET, UNDERLINE, marked_heading
from explorer.documents.data_files import data_part

_LONGEST_TITLE = 80
_LONGEST_CAPITALS = 60
_LONGEST_NAME = 6
"""Words that a name has at most: "3. Product knowledge" heads a topic, a sentence is an item."""
_FEWEST_SAID = 4
"""Words that lines with labels have on average where these are expectations."""
Written = dict[int, str]
"""Lines by their places, as they are read instead."""
_UNSEEN = " <!---->"
"""A line that ends nothing: the sentence above it goes on below. It begins with no sign of HTML."""


def with_marks(lines: Sequence[str]) -> list[str]:
    """The lines of a document, as many, those of its outline with the marks of Markdown."""
    made = list(lines)
    part = data_part(lines)
    first = part.last + 1 if part else 0

    def write(found: Written) -> None:
        for at, line in found.items():
            made[first + at] = line

    mail = _mail(made[first:])
    write({at: line.removeprefix("# ") for at, line in mail.items()})
    for way in _WAYS:
        write(way(made[first:]))
    # The subject of a mail is its title, and no sign that it is Markdown.
    write({at: line for at, line in mail.items() if line.startswith("# ")})
    return made


def _heading(depth: int, text: str) -> str:
    return f"{'#' * min(depth, 6)} {text.strip()}"


def _is_marked(lines: Sequence[str]) -> bool:
    """Whether a document has headings that signs begin, tables or HTML."""
    return any(marked_heading(line) or line.startswith(("|", "<")) for line in lines)


def _with_title(lines: Sequence[str], found: Written) -> Written:
    """The lines of an outline, with the first text of the document as its title."""
    first = next((at for at, line in enumerate(lines) if line.strip()), 0)
    if found and first not in found and not (BULLET.match(lines[first]) or lines[first][0] == "#"):
        below = next((line for line in lines[first + 1 :] if line.strip()), "")
        titled = not (BULLET.match(below) or UNDERLINE.fullmatch(below))
        if titled and len(lines[first]) <= _LONGEST_TITLE:
            return {first: _heading(1, lines[first]), **found}
    return found


# -- frames of pages and slides -----------------------------------------------------------

# "Page 3 of 7", "Clinical Engineering | Page 3 of 7", "Slide 4: Why now?", "- 3 -".
_PAGE = re.compile(
    r"(?P<before>.*?)[ \t]*\b(?P<word>page|slide|seite|folie|diapositive|diapositiva|página|pagina|pagine|dia|side|sida)"
    r"[ \t]+(?P<number>\d{1,3})(?:[ \t]*(?:/|of|von|de|sur|di|van|av|af)[ \t]*\d{1,3})?(?P<after>(?:[ \t]*[:|·–—-]+[ \t]*.*)?)",
    re.IGNORECASE,
)
_BARE_PAGE = re.compile(r"[ \t]*[-–—]+[ \t]*(?P<number>\d{1,3})[ \t]*[-–—]+[ \t]*|\f")
_OF_SLIDES = ("slide", "folie", "dia", "diapositiv")


def _page_frames(lines: Sequence[str]) -> Written:
    """The lines that number pages or slides, once each, and what stands on each of them besides.
    What a slide begins with is its title."""
    found: dict[int, tuple[str, str, bool]] = {}
    numbers: list[int] = []
    for at, line in enumerate(lines):
        if len(line) > _LONGEST_TITLE or line.startswith(("#", "|", "<")) or line.isspace():
            continue
        if each := _PAGE.fullmatch(line.strip("\f")) or _BARE_PAGE.fullmatch(line):
            told = each.groupdict()
            slide = (told.get("word") or "").lower().startswith(_OF_SLIDES)
            found[at] = (told.get("before") or "", told.get("after") or "", slide)
            numbers.append(int(told["number"] or 0))
    follow = sum(then == number + 1 for number, then in pairwise(numbers))
    if len(found) < 2 or follow * 2 < len(found) - 1:
        return {}
    before = {text for text, _, _ in found.values()} - {""}
    after = {text for _, text, slide in found.values() if not slide} - {""}
    if max(len(before), len(after)) > 1:
        return {}  # "See page 3", "It moved to page 4"
    made: Written = {}
    for at, (_, told_after, slide) in found.items():
        title = told_after.strip(" \t:|·–—-")
        made[at] = ""
        if slide and title:
            made[at] = _heading(2 if len(made) > 1 else 1, title)
        elif not slide:
            made |= _going_on(lines, at)
        elif (below := "".join(lines[at + 1 : at + 2])).strip() and not BULLET.match(below):
            made[at + 1] = _heading(2 if len(made) > 1 else 1, below)
    return made


def _going_on(lines: Sequence[str], at: int) -> Written:
    """The empty lines around the frame of a page that parts a sentence."""
    first, end = at, at + 1
    while first and not lines[first - 1].strip():
        first -= 1
    while end < len(lines) and not lines[end].strip():
        end += 1
    if end == len(lines) or not lines[end].lstrip()[:1].islower():
        return {}
    return dict.fromkeys(range(first, end), _UNSEEN)


# -- Org -----------------------------------------------------------------------------------

_STARS = re.compile(r"(\*{1,6})[ \t]+([^\s*](?:.*[^\s*])?)[ \t]*")
_KEYWORD = re.compile(r"#\+(\w+):?[ \t]*(.*)")
_DRAWER = re.compile(r"[ \t]*:[A-Z_]+:[ \t]*")
_STATE = re.compile(r"(?:TODO|DONE)[ \t]+")
_TAGS = re.compile(r"(?<![ \t])[ \t]+:(?:[\w@]+:)+$")


def _org_stars(lines: Sequence[str]) -> Written:
    """The lines with stars, where some have more of them than others: headings where others or
    lists stand under them, else items of a list, as in wikis. What Org says to its editor is left."""
    stars = {at: each for at, line in enumerate(lines) if (each := _STARS.fullmatch(line))}
    depths = {len(each[1]) for each in stars.values()}
    words = {at: each for at, line in enumerate(lines) if (each := _KEYWORD.fullmatch(line))}
    if len(depths) < 2 and not (words and stars):
        return {}
    marked = not words and _is_marked(lines)
    told = [at for at, line in enumerate(lines) if line.strip() and at not in words]
    holding = set[int]()
    for at, below in pairwise(told):
        if at in stars:
            text = lines[below].lstrip()
            deeper = below not in stars or len(stars[below][1]) > len(stars[at][1])
            holding |= {len(stars[at][1])} if deeper and not text[0].islower() else set()
    made: Written = {}
    for at, each in stars.items():
        text = _STATE.sub("", _TAGS.sub("", each[2])) if words else each[2]
        depth = len(each[1])
        heads = depth in holding and not marked
        made[at] = _heading(depth + 1, text) if heads else f"{'  ' * (depth - 1)}- {text}"
    for at, each in words.items():
        made[at] = _heading(1, each[2]) if each[1].lower() == "title" else ""
    if words:
        inside = False
        for at, line in enumerate(lines):
            if _DRAWER.fullmatch(line):
                inside = line.strip() != ":END:"
                made[at] = ""
            elif inside or line.startswith("# "):
                made[at] = ""
    return made


# -- reStructuredText ----------------------------------------------------------------------

# ":Reports to: Head of Data"; ":rocket: fast" has an icon.
_FIELD = re.compile(r":([^\W\d_a-z][^:\n]{0,60}):[ \t]+(\S.*)")
_DIRECTIVE = re.compile(r"\.\.(?:[ \t]+(?:([\w-]+)::[ \t]*)?(.*))?")
_SPOKEN = frozenset(
    "note tip hint important warning attention caution danger error admonition topic rubric "
    "epigraph highlights pull-quote container".split()
)


def _underlines(lines: Sequence[str]) -> Written:
    """The headings of reStructuredText, as deep as the marks under (and over) them come in order,
    its fields and its directives; {} of a text that has but the two marks of Markdown."""
    heads: dict[int, tuple[str, bool]] = {}
    for at, (above, line) in enumerate(pairwise(lines)):
        found = UNDERLINE.fullmatch(line)
        if found and above[:1].isalnum() and 0 <= len(line.rstrip()) - len(above.rstrip()) < 4:
            heads[at] = found[1], at > 0 and lines[at - 1].rstrip() == line.rstrip()
    order = {style: depth for depth, style in enumerate(dict.fromkeys(heads.values()), 1)}
    marks = {mark for mark, _ in order}
    directives = [at for at, line in enumerate(lines) if (d := _DIRECTIVE.fullmatch(line)) and d[1]]
    if marks <= {"=", "-"} and len(marks) == len(order) and not (directives and order):
        return {}
    made: Written = {}
    for at, style in heads.items():
        made[at], made[at + 1] = _heading(order[style], lines[at]), ""
        if style[1]:
            made[at - 1] = ""
    for at, line in enumerate(lines):
        if field := _FIELD.fullmatch(line):
            made[at] = f"- {field[1]}: {field[2]}"
        elif at not in made and UNDERLINE.fullmatch(line):
            made[at] = "---"
        elif directive := _DIRECTIVE.fullmatch(line):
            spoken = directive[1] in _SPOKEN
            made[at] = directive[2] if spoken else ""
            for below in range(at + 1, len(lines)):
                if lines[below][:1].strip():
                    break
                said = lines[below].strip()
                made[below] = said if spoken and not said.startswith(":") else ""
    return made


# -- numbers, Roman numbers and letters ----------------------------------------------------

# "1.1 Presswork" over "a) Inks a forme": an outline whose headings are numbered, in plain text.
_NUMBERED_LINE = re.compile(r"(\d{1,2}(?:\.\d{1,2})*)\.?[ \t]+([^\W\d].{0,80})")


def _numbered_sections(lines: Sequence[str]) -> Written:
    """The lines with numbers, some within others, all of whose outer ones are there; "1." of a list
    is none where others have the same number and hold 1.1."""
    if any(line.startswith("#") for line in lines):
        return {}
    found = [
        (at, tuple(each[1].split(".")), line.strip())
        for at, line in enumerate(lines)
        if (each := _NUMBERED_LINE.fullmatch(line.strip()))
    ]
    times = Counter(number for _, number, _ in found)
    inner = {number[:-1] for number in times if len(number) > 1}
    found = [each for each in found if times[each[1]] == 1 or len(each[1]) > 1 or each[1] in inner]
    numbers = {number for _, number, _ in found}
    # A chapter of its own has sections 7.1 and 7.2, and may have no line for 7.
    shared = len([*takewhile(lambda parts: len({*parts}) == 1, zip(*numbers, strict=False))])
    outer = {number for number in inner if len(number) > shared}
    if len(numbers) < 4 or not inner or not outer <= numbers:
        return {}
    return _with_title(lines, {at: _heading(len(number) + 1, text) for at, number, text in found})


_ITEM = re.compile(r"([ \t]*)(\()?([A-Z]{1,5}|[a-z]{1,4}|\d{1,2})([.)])[ \t]+(\S.*)")
_ROMAN = re.compile(r"(x{0,3})(ix|iv|v?i{0,3})")
_ROMAN_DIGITS = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")


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
    """The lines of an outline, each counted within the one above ("I.", "A.", "1."): those of a
    kind that mostly hold others are headings, where the outermost count over the whole document."""
    if _is_marked(lines) or any(UNDERLINE.fullmatch(line) or "**" in line for line in lines):
        return {}
    items: dict[int, tuple[int, str, re.Match[str]]] = {}
    open_: list[tuple[str, int]] = []
    for at, line in enumerate(lines):
        item = _ITEM.fullmatch(line)
        counts = list(_counts(item)) if item else []
        goes_on = [
            (depth, kind, number)
            for depth, (before, last) in enumerate(open_)
            for kind, number in counts
            if kind == before and number in (last + 1, 1)
        ]
        begins = [(len(open_), kind, number) for kind, number in counts if number == 1]
        if item and (found := goes_on[-1:] or begins[:1]):
            depth, kind, number = found[0]
            open_[depth:] = [(kind, number)]
            items[at] = depth, kind, item
    of_kind: dict[tuple[int, str], list[int]] = {}
    for at, (depth, kind, _) in items.items():
        of_kind.setdefault((depth, kind), []).append(at)
    holding = _holding(lines, items)
    heads = {
        at
        for places in of_kind.values()
        if len(places) > 1 and len(holding.intersection(places)) * 4 >= len(places) * 3
        for at in places
    }
    outer = [at for at, (depth, _, _) in items.items() if not depth]
    marks = [items[at][2][3] for at in outer]
    if len(outer) < 2 or not heads.issuperset(outer) or len({*marks}) < len(marks):
        return {}
    return _with_title(
        lines,
        {
            at: _heading(depth + 2, item[5]) if at in heads else f"{item[1]}- {item[5]}"
            for at, (depth, _, item) in items.items()
        },
    )


def _holding(lines: Sequence[str], items: Mapping[int, tuple[int, str, re.Match[str]]]) -> set[int]:
    """The items that are names of what stands deeper below them."""
    found = set[int]()
    for at, after in pairwise([*items, len(lines)]):
        name = items[at][2][5]
        if len(name.split()) > _LONGEST_NAME or name.endswith((".", ";", "!", "?")):
            continue
        below = next((line for line in lines[at + 1 : after] if line.strip()), "")
        deeper = depth_of(below) > depth_of(lines[at]) and not below.lstrip()[:1].islower()
        listed = BULLET.match(below) or deeper
        if listed or (after in items and items[after][0] > items[at][0]):
            found.add(at)
    return found


# -- capitals ------------------------------------------------------------------------------


def _is_in_capitals(line: str) -> bool:
    """Whether a line is all capitals and no sentence: "EMPATHY FOR CUSTOMERS"."""
    text = line.strip()
    letters = sum(map(str.isalpha, text))
    return (
        text == text.upper() != text.lower()
        and 3 < letters <= len(text) <= _LONGEST_CAPITALS
        and text[0].isalpha()
        and not text.endswith((".", ";", ",", "!", "?"))
    )


def _capitals(lines: Sequence[str]) -> Written:
    """The lines in capitals, each below an empty line and not underlined as others are:
    engineering-manager-levels.txt."""
    around = zip(["", *lines], lines, [*lines[1:], ""], strict=False)
    below = [
        at
        for at, (above, line, under) in enumerate(around)
        if _is_in_capitals(line) and not (above.strip() or UNDERLINE.fullmatch(under))
    ]
    if len(below) < 3 or any(line.startswith(("#", "|", "<")) for line in lines):
        return {}
    made = {at: _heading(2, lines[at]) for at in below}
    first = next(at for at, line in enumerate(lines) if line.strip())
    under = next((line for line in lines[first + 1 :] if line.strip()), "")
    if len(lines[first]) <= _LONGEST_TITLE and not BULLET.match(under):
        made[first] = _heading(1, lines[first])
    return made


# -- names ---------------------------------------------------------------------------------


def names_over_lists(lines: Sequence[str]) -> set[str]:
    """The lines without a mark at the margin that stand right over lists again and again, so that
    none goes on with the bullet above it: `Influence` of appsec-levels.txt."""
    return {line for line in _over_lists(lines) if line[:1].isupper()}


def _over_lists(lines: Sequence[str]) -> Iterator[str]:
    """The lines without a mark right over lists, that are there again and again."""
    over = Counter(
        line.rstrip()
        for line, below in pairwise(lines)
        if line.strip()[:1].isupper() and line.rstrip()[-1] not in ".!?;,"
        if BULLET.fullmatch(below) and not BULLET.fullmatch(line)
    )
    return (line for line, times in over.items() if times > 1)


def _names_over_names(lines: Sequence[str]) -> Written:
    """The names below empty or deeper lines over the first of the same names over lists, each there
    once: "Archivist I" over "Cataloguing", and "Archivist II"."""
    inner = {line.strip() for line in _over_lists(lines)}
    if not inner or _is_marked(lines) or any(UNDERLINE.fullmatch(line) for line in lines[2:]):
        return {}  # a title may be underlined
    found: dict[int, str] = {}
    name = -1
    for at, (above, line, below) in enumerate(
        zip(["", *lines], lines, [*lines[1:], ""], strict=False)
    ):
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
    return _with_title(lines, {at: _heading(2, text) for at, text in found.items()})


def _is_name(line: str) -> bool:
    text = line.rstrip()
    named = (
        line.lstrip("[(")[:1].isalnum() and len(text) <= _LONGEST_TITLE and text[-1] not in ".!?;:,"
    )
    return named and not labels.split_plain_label(text)


# -- indentation ---------------------------------------------------------------------------


def _indentation(lines: Sequence[str]) -> Written:
    """The lines of a text without marks that are indented, some deeper than others, as lists, and
    the names at the margin right above them as headings: customer-success-career.txt."""
    told = {at: line for at, line in enumerate(lines) if line.strip()}
    depths = sorted({depth_of(line) for line in told.values()})
    marked = any(marked_heading(line) or BULLET.match(line) or "|" in line for line in lines)
    step = depths[1] if len(depths) > 2 else 0
    if marked or step < 2 or depths != list(range(0, len(depths) * step, step)):
        return {}
    if any(line[0] == " " and line.lstrip()[0].islower() for line in told.values()):
        return {}  # it goes on with the line above
    made: Written = {}
    for at, line in told.items():
        if depth := depth_of(line):
            made[at] = f"{' ' * depth}- {line.strip()}"
        elif (
            line[0].isalnum()
            and line.rstrip()[-1] not in ".!?;,"
            and depth_of(told.get(at + 1, ""))
        ):
            made[at] = _heading(2, line)
    return made


# -- marks of items ------------------------------------------------------------------------

_DASH = re.compile(r"([ \t]*)[–—][ \t]+(\S.*)")
_LETTER = re.compile(r"([ \t]*)\((\w{1,3})\)[ \t]+(\S.*)")


def _item_marks(lines: Sequence[str]) -> Written:
    """The lines with dashes, or with letters or numbers in brackets, of a text with lists of them;
    a single one goes on with a sentence."""
    made: Written = {}
    for pattern in (_DASH, _LETTER):
        found = {at: each for at, line in enumerate(lines) if (each := pattern.fullmatch(line))}
        begun = [at for at in found if at - 1 in found or not at or _may_precede(lines[at - 1])]
        if len(found) > 2 and len(begun) * 4 >= len(found) * 3:
            made |= {at: f"{each[1]}- {each[each.re.groups]}" for at, each in found.items()}
    return made


def _may_precede(line: str) -> bool:
    """Whether a list may begin right below a line."""
    few = len(line.split()) <= _LONGEST_NAME and not line.rstrip().endswith((".", ","))
    return few or line.startswith("#")


# -- labels --------------------------------------------------------------------------------


def _run_in_labels(lines: Sequence[str]) -> Written:
    """The lines that begin with the same labels in run after run ("Associate: Reproduces …" under
    each topic), as bullets with these, and the lines over them as headings; of a text without other
    lists. Facts are shorter: "Reports to: CTO"."""
    runs: list[tuple[int, dict[int, tuple[str, str]]]] = []
    over, last, blank = -1, -1, True
    for at, line in enumerate(lines):
        text = line.strip()
        if BULLET.match(line) or line.startswith(("|", "<")) or "**" in line:
            return {}
        goes_on = not blank and over < last
        if text and (label := labels.split_plain_label(text)):
            if not runs or over > runs[-1][0]:
                runs.append((over, {}))
            runs[-1][1][at], last = label, at
        elif text and not (goes_on and (line[0].isspace() or text[0].islower())):
            over = at
        blank = not text
    times = Counter(name for _, run in runs for name in {name for name, _ in run.values()})
    runs = [(at, run) for at, run in runs if sum(times[n] > 1 for n, _ in run.values()) > 1]
    said = [text for _, run in runs for _, text in run.values()]
    if len(runs) < 2 or len(" ".join(said).split()) < _FEWEST_SAID * len(said):
        return {}
    made = {at: f"- **{name}:** {text}" for _, run in runs for at, (name, text) in run.items()}
    heads = {at: lines[at].strip() for at, _ in runs if at >= 0}
    if all(len(text) <= _LONGEST_TITLE and text[-1] not in ".!?;" for text in heads.values()):
        made |= {at: _heading(2, text) for at, text in heads.items() if text[0] != "#"}
    return _with_title(lines, made)


# -- mails ---------------------------------------------------------------------------------

_MAIL_HEAD = re.compile(
    r"(?P<name>from|to|cc|bcc|date|sent|subject|reply-to|von|an|datum|gesendet|betreff|de|à|objet|para|asunto):"
    r"[ \t]*(?:(?:re|fwd?|aw|wg|tr|rv)[ \t]*:[ \t]*)*(?P<said>.*)",
    re.IGNORECASE,
)
_LONGEST_HEAD = 8
_SUBJECTS = ("subject", "betreff", "objet", "asunto")


def _mail(lines: Sequence[str]) -> Written:
    """The head of a mail: its subject is what it is called. Where most of it was said in another
    mail, its lines lose the marks of that."""
    told = [at for at, line in enumerate(lines) if line.strip()]
    quoted = {at: lines[at].lstrip("> ") for at in told if lines[at].startswith(">")}
    made = quoted if len(quoted) * 2 > len(told) else {}
    heads = {
        at: found
        for at in told[:_LONGEST_HEAD]
        if (found := _MAIL_HEAD.fullmatch(made.get(at, lines[at])))
    }
    subject = next((at for at in heads if heads[at]["name"].lower() in _SUBJECTS), None)
    if subject is None or not heads.keys() >= {*told[: told.index(subject)]}:
        return {}
    return {**made, **dict.fromkeys(heads, ""), subject: _heading(1, heads[subject]["said"])}


_WAYS: tuple[Callable[[Sequence[str]], Written], ...] = (
    _page_frames,
    _item_marks,
    _org_stars,
    _underlines,
    _numbered_sections,
    _outlines,
    _names_over_names,
    _capitals,
    _indentation,
    _run_in_labels,
)
