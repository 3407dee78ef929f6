"""Marks in lines of text that only a generator of sites or a wiki reads, and pictures: nothing that
a reader would take for a ladder's words."""

import re
from collections.abc import Sequence

# L2-Legal-Counsel.md; a footnote's "[^1]:" is text.
_LINK_DEFINITION = re.compile(r"""\s{0,3}\[([^\]^][^\]]*)\]:\s*<?(\S+?)>?(?:\s+["'(].*["')])?\s*""")
# The pattern is tried from every space: quadratic in the length of a line.
_MAX_ATTRIBUTES_LINE = 1_000
# Sites put a sign beside each heading that leads to itself: a page of Docusaurus, of GitHub.
_PERMALINK = re.compile(
    r"""\s*(?:\[[#¶§🔗\s\u200b]*\]\(#[^()\s]*(?:\s"[^"]*")?\)|<a\b[^<>]*\bhref=["']?#[^<>]*>[#¶§🔗\s\u200b]*</a>)\s*""",
    re.IGNORECASE,
)
_ATTRIBUTES = re.compile(r"\s*\{:?\s*[#.][^{}]*\}\s*#*$")
_SITE_DIRECTIVE = re.compile(
    r"\s*(?:\{:[^{}]*\}|\{%[^{}]*%\}|\{\{[^{}]*\}\}|:{3,}[ \t]*\S*"
    r"|\[\[?_?(?:TOC|toc)_?\]\]?|\[\[(?:[Cc]ategory|[Kk]ategorie):[^\[\]]*\]\]|import\s[^'\"]+\sfrom\s+['\"][^'\"]+['\"];?"
    r"|(?:!{3}|\?{3}\+?)[ \t]+[\w-]+(?:[ \t]+\"[^\"]*\")?)\s*"
)
"""Marks that only a generator of sites reads: attributes, includes, imports, contents, edges of boxes."""
# Badges and pictures, alone or in links: E5.md, P2-Support-Engineer.md.
_IMAGES = re.compile(
    r"(?:\s*(?:\[\s*)?!\[[^\[\]]*\](?:\([^()]*\)|\[[^\[\]]*\])(?:\s*\]\([^()]*\))?)+\s*"
)


def link_definitions(lines: Sequence[str]) -> dict[str, str]:
    """Where links lead whose targets stand in lines of their own, by their names."""
    found = (_LINK_DEFINITION.fullmatch(line) for line in lines if "]:" in line)
    return {each[1].casefold().strip(): each[2] for each in found if each}


def is_mark(line: str) -> bool:
    """Whether a line is nothing but a mark, a picture or the target of a link."""
    return any(form.fullmatch(line) for form in (_LINK_DEFINITION, _IMAGES, _SITE_DIRECTIVE))


def without_marks(heading: str) -> str:
    """A heading without the link to itself and the attributes beside it."""
    if len(heading) < _MAX_ATTRIBUTES_LINE:
        heading = _PERMALINK.sub(" ", heading).strip() if "#" in heading else heading
        heading = _ATTRIBUTES.sub("", heading) if heading.endswith("}") else heading
    return heading
