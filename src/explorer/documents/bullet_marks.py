"""What begins a bullet in a line of text: a mark, a number, a letter, or a dash without a space; and
what begins a heading: signs, and in plain text numbers or capitals."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

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

# "1.1 Presswork" over "a) Inks a forme": an outline whose headings are numbered, in plain text.
NUMBERED_LINE = re.compile(r"(\d{1,2}(?:\.\d{1,2})*)\.?[ \t]+([^\W\d].{0,80})")


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


def has_inverted_headings(lines: Sequence[str]) -> bool:
    """Whether the headings of a wiki have fewer marks the deeper they are, as DokuWiki's."""
    marks = [len(found[1]) for line in lines if (found := _WIKI_HEADING.fullmatch(line))]
    return len(marks) > 1 and marks[0] == max(marks) > min(marks) and marks.count(marks[0]) == 1


def is_numbered_outline(lines: Sequence[str]) -> bool:
    """Whether the headings of a plain text are its lines with numbers, some within others."""
    found = {each[1] for line in lines if (each := NUMBERED_LINE.fullmatch(line.strip()))}
    inner = {number.rpartition(".")[0] for number in found if "." in number}
    marked = any(line.startswith("#") for line in lines)
    return len(found) > 3 and bool(inner) and inner <= found and not marked


# ":Reports to: Head of Data" of reStructuredText; ":rocket: fast" has an icon.
FIELD = re.compile(r":([^\W\d_a-z][^:\n]{0,60}):[ \t]+(\S.*)")
UNDERLINE = re.compile(r"([=\-#~^*\"+.])\1{3,}[ \t]*")


def underlined_depths(lines: Sequence[str]) -> dict[str, int]:
    """How deep the headings of reStructuredText are by the marks that underline them, in the order
    in which they come; {} of a text that has but the two marks of Markdown: database-engineers.txt."""
    marks = [
        found[1]
        for above, line in pairwise(lines)
        if (found := UNDERLINE.fullmatch(line))
        and above[:1].isalnum()
        and 0 <= len(line.rstrip()) - len(above.rstrip()) < 4
    ]
    order = dict.fromkeys(marks)
    return {} if order.keys() <= {"=", "-"} else {mark: at for at, mark in enumerate(order, 1)}


def is_indented_outline(lines: Sequence[str]) -> bool:
    """Whether the lists of a plain text are its lines with tabs, some deeper than others, and none
    has a mark: customer-success-career.txt."""
    depths = {len(line) - len(line.lstrip("\t")) for line in lines if line.strip()}
    plain = not any(marked_heading(line) or BULLET.fullmatch(line) or "|" in line for line in lines)
    return plain and len(depths) > 2 and depths == set(range(len(depths)))


def is_outermost(lines: Sequence[str]) -> bool:
    """Whether the first of two lines is a name right above what stands in an outline of tabs."""
    name = lines[0][:1].isalnum() and lines[0].rstrip()[-1] not in ".!?;,"
    return name and lines[-1].startswith("\t")


def names_over_lists(lines: Sequence[str]) -> set[str]:
    """The lines without a mark at the margin that stand right over lists again and again, so that
    none goes on with the bullet above it: `Influence` of appsec-levels.txt."""
    over = Counter(
        line.rstrip()
        for line, below in pairwise(lines)
        if line[:1].isupper() and line.rstrip()[-1].isalnum() and BULLET.fullmatch(below)
    )
    return {line for line, times in over.items() if times > 1}


_LONGEST_CAPITALS = 60


def is_in_capitals(line: str) -> bool:
    """Whether a line is all capitals and no sentence: "EMPATHY FOR CUSTOMERS"."""
    text = line.strip()
    letters = sum(map(str.isalpha, text))
    return (
        text == text.upper() != text.lower()
        and 3 < letters <= len(text) <= _LONGEST_CAPITALS
        and text[0].isalpha()
        and not text.endswith((".", ";", ",", "!", "?"))
    )


def has_capital_headings(lines: Sequence[str]) -> bool:
    """Whether the headings of a plain text are its lines in capitals, each below an empty line, and
    not underlined as others are: engineering-manager-levels.txt."""
    around = zip(["", *lines], lines, [*lines[1:], ""], strict=False)
    below = [
        line for above, line, under in around if not (above.strip() or UNDERLINE.fullmatch(under))
    ]
    marked = any(line.startswith(("#", "|", "<")) for line in lines)
    return not marked and sum(map(is_in_capitals, below)) > 2
