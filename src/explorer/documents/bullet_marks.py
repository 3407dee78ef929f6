"""What begins a bullet in a line of text: a mark, a number, a letter, or a dash without a space; and
what begins or underlines a heading, and how one is written. Headings without a mark are found in
`plain_outlines`."""

import re
from collections.abc import Sequence

Written = dict[int, str]
"""Lines by their places, as they are read instead."""
LONGEST_TITLE = 80
"""Characters of a line that may be the title of a document: a longer one is a sentence."""

# Also the bullets that word processors paste; "-I build" with a capital, so that "-5 %" is none.
BULLET = re.compile(
    r"([ \t]*)((?:[-*+•◦▪▫‣●○∙·➢➤–—]|\d{1,4}[.)]|[a-z]\))(?:[ \t]+|$)|[•◦▪▫‣●○➢➤]|[-–—](?=[A-Z\"“]))(.*)"
)

# ": text" below a line that it defines: TW2-technical-writer.md.
DEFINITION = re.compile(r" {0,3}:[ \t]+(\S.*)")
_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*")
# "##Craft": a forgotten space, which CommonMark takes for text; in no sample yet.
_TIGHT_HEADING = re.compile(r"(#{1,6})([^\s#!].*?)#*[ \t]*")
# "== L1 ==" of MediaWiki, without its end of AsciiDoc: qa-ladder-wiki.txt.
_WIKI_HEADING = re.compile(r"(={2,6}|=(?=[ \t]))[ \t]*([^\s=].*?)[ \t]*=*")
# "h2. R1 - Release Engineer" of Confluence.
_NUMBERED_MARK = re.compile(r"h([1-6])\.[ \t]+(\S.*)")


def parse(line: str, going_on: bool) -> tuple[str, int, str] | None:
    """Indentation, width of the mark and text of a bullet, or None; `going_on`: a paragraph is open,
    which the line may continue."""
    found = BULLET.fullmatch(line)
    if not found:
        return None
    mark = found[2].strip()
    # "… since\n2019. We …" goes on with the paragraph, as in CommonMark; so does a dash.
    dash = mark in "–—" or (found[2] == "-" and found[3])
    if going_on and (dash or (mark[0].isalnum() and mark[:-1] != "1")):
        return None
    return found[1], max(2, len(found[2])), found[3].strip()


def marked_heading(line: str) -> tuple[int, str] | None:
    """Depth and text of a heading that signs begin, or None."""
    if found := _NUMBERED_MARK.fullmatch(line):
        return int(found[1]), found[2].strip()
    for marks in (_HEADING, _TIGHT_HEADING, _WIKI_HEADING):
        if found := marks.fullmatch(line):
            text = (found[2] or "").strip()
            # `=== "ML1 Engineer"` is a tab of MkDocs.
            return len(found[1]), text[1:-1] if text[:1] == text[-1:] == '"' != text else text
    return None


def heading(depth: int, text: str) -> str:
    return f"{'#' * min(depth, 6)} {text.strip()}"


def is_marked(lines: Sequence[str]) -> bool:
    """Whether a document has headings that signs begin, tables or HTML."""
    return any(marked_heading(line) or line.startswith(("|", "<")) for line in lines)


def matching(pattern: re.Pattern[str], lines: Sequence[str]) -> dict[int, re.Match[str]]:
    """What a pattern finds in whole lines, by their places."""
    return {at: found for at, line in enumerate(lines) if (found := pattern.fullmatch(line))}


def has_inverted_headings(lines: Sequence[str]) -> bool:
    """Whether the headings of a wiki have fewer marks the deeper they are, as DokuWiki's."""
    marks = [len(found[1]) for line in lines if (found := _WIKI_HEADING.fullmatch(line))]
    return len(marks) > 1 and marks[0] == max(marks) > min(marks) and marks.count(marks[0]) == 1


UNDERLINE = re.compile(r"([=\-#~^*\"+.])\1{3,}[ \t]*")
"""What underlines a heading."""
