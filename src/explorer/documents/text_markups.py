"""Org, the lists of wikis and reStructuredText, written as Markdown: what marks depth by signs of its own.

As in `plain_outlines`, each says which lines stand for which others, and {} of a document of no such kind.
"""

import re
from collections.abc import Sequence
from itertools import pairwise, takewhile

from explorer.documents.bullet_marks import UNDERLINE, Written, heading, is_marked, matching

_STARS = re.compile(r"(\*{1,6})[ \t]+([^\s*](?:.*[^\s*])?)[ \t]*")
_KEYWORD = re.compile(r"#\+(\w+):?[ \t]*(.*)")
_DRAWER = re.compile(r"[ \t]*:[A-Z_]+:[ \t]*")
_STATE = re.compile(r"(?:TODO|DONE)[ \t]+")
_TAGS = re.compile(r"(?<![ \t])[ \t]+:(?:[\w@]+:)+$")


def org_stars(lines: Sequence[str]) -> Written:
    """Org and wikis, by stars of which some lines have more than others, or by words for Org's
    editor, which are left ("* S1 Analyst" over "** Craft"): headings where others or lists stand
    under them, else items of a list."""
    stars, words = matching(_STARS, lines), matching(_KEYWORD, lines)
    if len({each[1] for each in stars.values()}) < 2 and not (words and stars):
        return {}
    told = [at for at, line in enumerate(lines) if line.strip() and at not in words]
    holding = {
        stars[at][1]
        for at, below in pairwise(told)
        if at in stars and not lines[below].lstrip()[0].islower()
        if below not in stars or len(stars[below][1]) > len(stars[at][1])
    }
    if not words and is_marked(lines):
        holding = set()
    made: Written = {}
    for at, each in stars.items():
        text = _STATE.sub("", _TAGS.sub("", each[2])) if words else each[2]
        depth = len(each[1])
        heads = each[1] in holding
        made[at] = heading(depth + 1, text) if heads else f"{'  ' * (depth - 1)}- {text}"
    for at, each in words.items():
        made[at] = heading(1, each[2]) if each[1].lower() == "title" else ""
    inside = False
    for at, line in enumerate(lines if words else ()):
        drawer = _DRAWER.fullmatch(line)
        if drawer or inside or line.startswith("# "):
            made[at] = ""
        if drawer:
            inside = line.strip() != ":END:"
    return made


# ":Reports to: Head of Data"; ":rocket: fast" has an icon.
_FIELD = re.compile(r":([^\W\d_a-z][^:\n]{0,60}):[ \t]+(\S.*)")
_DIRECTIVE = re.compile(r"\.\.(?:[ \t]+(?:([\w-]+)::[ \t]*)?(.*))?")
_SPOKEN = frozenset(
    "note tip hint important warning attention caution danger error admonition topic rubric "
    "epigraph highlights pull-quote container".split()
)


def underlines(lines: Sequence[str]) -> Written:
    """reStructuredText, by underlines that Markdown has not, or by directives: its headings are as
    deep as the marks under (and over) them come in order: database-engineers.txt."""
    heads = {
        at: (found[1], at > 0 and lines[at - 1].rstrip() == line.rstrip())
        for at, (above, line) in enumerate(pairwise(lines))
        if (found := UNDERLINE.fullmatch(line)) and above[:1].isalnum()
        if 0 <= len(line.rstrip()) - len(above.rstrip()) < 4
    }
    order = {style: depth for depth, style in enumerate(dict.fromkeys(heads.values()), 1)}
    marks = {mark for mark, _ in order}
    directives = matching(_DIRECTIVE, lines)
    directed = heads and any(each[1] for each in directives.values())
    if marks <= {"=", "-"} and not directed:
        return {}
    made: Written = {}
    for at, style in heads.items():
        made[at], made[at + 1] = heading(order[style], lines[at]), ""
        if style[1]:
            made[at - 1] = ""
    for at, line in enumerate(lines):
        if field := _FIELD.fullmatch(line):
            made[at] = f"- {field[1]}: {field[2]}"
        elif directive := directives.get(at):
            spoken = directive[1] in _SPOKEN
            made[at] = directive[2] if spoken else ""
            for below in takewhile(lambda n: not lines[n][:1].strip(), range(at + 1, len(lines))):
                said = lines[below].strip()
                made[below] = said if spoken and not said.startswith(":") else ""
    return made
