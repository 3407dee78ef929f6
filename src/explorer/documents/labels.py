"""The small words of a role document: "maybe:", "TODO", "Examples", a bold label.

Each question is about one cleaned line and has one answer; what follows from it is the
work of `roles`.
"""

import re

from explorer.documents.inline import plain_text, strip_emphasis, without_emoji

# What 18 of the samples write over their examples; in Spanish: niveles.md.
_EXAMPLES = re.compile(
    r"(?:(?:some|concrete|sample|specific|real|possible|other|more|illustrative) )?"
    r"(?:behaviou?ral )?examples?(?: behaviou?rs?| statements?| tasks?| projects?| actions?| achievements?)?"
    r"(?: (?:include|might include|could include|may include)| of .{1,60})?"
    r"|for (?:example|instance)|e\.?g\.?|such as|(?:what )?(?:this|it|that)(?: (?:can|could|might|may))? looks? like(?: in practice)?"
    r"|ejemplos?|exemples?|par exemple|beispiele?|zum beispiel|z\.? ?b\.?|esempi|exemplos?|voorbeelden|exempel|eksemp(?:el|ler)|esimerk(?:ki|it|kejä)|例|例子|示例|例如",
    re.IGNORECASE,
)
# What nobody should do, or has no longer to do, illustrates as well, and is no expectation.
_COUNTER_EXAMPLES = re.compile(
    r"(?:common |some |typical )?(?:anti-?\s?patterns?|red flags?|warning signs?|pitfalls?|don['’]?ts"
    r"|what to avoid|(?:signs|signals) of (?:trouble|struggling|underperformance)|not like this"
    r"|(?:what )?(?:this|it|that) (?:does not|doesn['’]?t|isn['’]?t|is not)(?: look)?(?: like)?"
    r"|(?:what|behaviou?rs?) (?:we|you) (?:do not|don['’]?t|never|no longer) (?:want|expect|do|accept|see|like|look for|value"
    r"|tolerate|reward).{0,30}"
    r"|(?:what is |things )?(?:not|no longer|not yet) (?:expected|required|needed)(?: of you| here| (?:at|from|by|for) .{1,30})?"
    r"|counter-?\s?examples?|what (?:this|it) is not|(?:below|not meeting) expectations)",
    re.IGNORECASE,
)
# "Examples (optional)" still only says that examples follow.
_EMPHASIS = str.maketrans("", "", "*_")
_TRAILING_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]$")
# "maybe:" of seven samples (L3-Platform-Engineer.md); "tbd" only with a colon, else it is a note.
_MAYBE = re.compile(
    r"[(\[]?\s*(?:(?:maybe|tentative|perhaps|vielleicht|peut-être|quizás?|tal vez|forse|talvez)\s*[?]?\s*[)\]]?\s*[:?…]?|tbd\s*:)",
    re.IGNORECASE,
)
_MAYBE_PREFIX = re.compile(
    r"(?:\((?:maybe|tentative)\)\s*:?|(?:maybe|tentative)\s*:)\s*(?=\S)", re.IGNORECASE
)
# "// TODO" and "TODO: …" of eleven samples (L3-Platform-Engineer.md); "todo" in small letters only with a
# colon.
_NOTE = re.compile(
    r"(?://+\s*.*|[(\[]?(?:TODO|FIXME|TBD|TBC|XXX)\b.*|[(\[]?(?:todo|fixme|tbd|Todo|To ?do)[)\]]?\s*:.*|tb[cd])",
    re.DOTALL,
)
_BOLD = r"(?:\*\*|__)"
# "**Reach**: team", "**Reach:** team": fifteen samples (L2-Legal-Counsel.md).
_LABEL = re.compile(
    rf"{_BOLD}(?P<name>[^*_\n]{{1,120}}?)\s*(?P<inside>[:：.–—-]?)\s*{_BOLD}\s*(?P<outside>[:：–—-]?)\s*(?P<rest>.*)",
    re.DOTALL,
)
# "*Summary:* You learn."
_SLANTED_LABEL = re.compile(r"[*_](?P<name>[^*_\n:]{1,60}):[*_]\s+(?P<rest>[^\s*_].*)", re.DOTALL)
# "Thinking horizon: …" of L5-Principal-Designer.md; at most 48 characters, so that sentences are none.
_PLAIN_LABEL = re.compile(r"(?P<name>[^\W\d_][^:.;,*_`\[\]]{1,48}):\s+(?P<rest>\S.*)", re.DOTALL)
# "<!-- prettier-ignore -->" says nothing to a reader: P2-Support-Engineer.md.
_TOOL_DIRECTIVE = re.compile(
    r"(?:yaml-language-server|prettier|markdownlint|eslint|textlint|vale|cspell|spell-?check|doctoc|mdl|all-contributors)\b.*|"
    r"(?:START|END|BEGIN)\b.*|#?(?:end)?region\b.*|(?:toc|/toc|more|readmore|truncate|excerpt|lint)|"
    r"(?:omit in|no) toc|page-?break|(?:copyright|license|SPDX|layout:).*",
    re.IGNORECASE | re.DOTALL,
)


def _bare(text: str) -> str:
    """A short line without what may stand around a label: emphasis, an emoji, a colon, dots."""
    if len(text) >= 120:
        return ""
    text = plain_text(text) if "<" in text else text.translate(_EMPHASIS)
    return without_emoji(text.strip()).strip(" :：.…-–")


def is_examples(text: str) -> bool:
    """Whether a line or heading only says that examples follow, of what to do or not to do."""
    words = _TRAILING_BRACKETS.sub("", _bare(text)).rstrip(" :：")
    return bool(_EXAMPLES.fullmatch(words)) or is_counter_examples(text)


def is_marker(text: str) -> bool:
    """Whether a text says nothing of its own about a level: a marker, or a remark."""
    return is_maybe(text) or is_examples(text) or note_text(text) is not None


def gives_example(text: str) -> bool:
    """Whether a text is an example by its label, or only says that examples follow."""
    label = split_label(text) or split_plain_label(text)
    return is_examples(label[0] if label else text)


def says_how_it_looks(text: str) -> bool:
    """Whether a line over examples may as well stand over all that is expected."""
    return "look" in text.casefold()


def is_counter_examples(text: str) -> bool:
    """Whether a line or heading only says that what nobody should do follows."""
    return len(text) < 60 and bool(_COUNTER_EXAMPLES.fullmatch(_bare(text)))


def is_maybe(text: str) -> bool:
    """Whether a line only says that what follows is tentative."""
    return len(text) < 40 and bool(_MAYBE.fullmatch(text.translate(_EMPHASIS).strip()))


def without_maybe(text: str) -> str | None:
    """What is left of a text that says of itself that it is tentative, or None."""
    found = _MAYBE_PREFIX.match(text)
    return text[found.end() :] if found else None


def note_text(text: str) -> str | None:
    """An open remark without its marks of a comment, or None where it is none."""
    inner = without_emoji(strip_emphasis(text.strip())[0])
    if not _NOTE.fullmatch(inner):
        inner = inner.replace("**", "").replace("__", "")
        if not _NOTE.fullmatch(inner):
            return None
    return re.sub(r"^//+\s*", "", inner).strip() or None


def is_tool_directive(comment: str) -> bool:
    """Whether a comment speaks to a program, and says nothing to a reader."""
    return not comment.strip() or bool(_TOOL_DIRECTIVE.fullmatch(comment.strip()))


def split_label(text: str) -> tuple[str, str] | None:
    """A bold label and what follows it, or None: `**Name**: value`, `**Name:** value`."""
    if not text.startswith(("**", "__")):
        slanted = _SLANTED_LABEL.fullmatch(text)
        return (slanted["name"].strip(), slanted["rest"].strip()) if slanted else None
    found = _LABEL.fullmatch(text)
    if not found or not (found["inside"] or found["outside"]) or not found["name"].strip():
        return None
    return found["name"].strip(), found["rest"].strip()


def split_plain_label(text: str) -> tuple[str, str] | None:
    """A short label without emphasis and what follows it, or None: `Name: value`."""
    found = _PLAIN_LABEL.fullmatch(text)
    if not found or len(found["name"].split()) > 6:
        return None
    return found["name"].strip(), found["rest"].strip()


_LONGEST_VALUE = 7
"""Words of a value, "5 to 9" beside "Team size"; a sentence may have more."""


def split_short_fact(text: str) -> tuple[str, str] | None:
    """A short label and a value of a few words, or None: `Reports to: Head of Service`."""
    name, said = split_plain_label(text) or ("", "")
    short = len(said.split()) <= _LONGEST_VALUE and not said.endswith((".", "!", "?"))
    return (name, said) if name and short else None


# A bullet that is only a link leads elsewhere: L6-Distinguished-Engineer.md.
_LINK = re.compile(r"[*_]*!?\[[^\[\]]*\]\([^()\s]*(?:\([^()]*\)[^()\s]*)*\)[*_]*[.:,]?")


def is_link(text: str) -> bool:
    """Whether a text is nothing but one link: it leads somewhere and says nothing."""
    return text.endswith((")", "*", "_", ".", ":", ",")) and bool(_LINK.fullmatch(text))


def leads_elsewhere(text: str) -> bool:
    """Whether a text is a link with a few words before it: "See also [Step 5](5.md)"."""
    before, bracket, link = text.partition("[")
    return bool(bracket) and len(before.split()) <= 3 and is_link(bracket + link)
