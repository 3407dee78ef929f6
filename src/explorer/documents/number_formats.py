"""A number as the format of its cell shows it: 0.5 as "50%", 3 as "Step 3", -2 as "(2)".

Only what is surely understood is shown so: digits in one run, literals, percents, thousands and a
section per sign. Dates, fractions, powers and conditions are left to the bare value. (The kept
libraries were measured against LibreOffice: those on PyPI answer every format, some wrongly.)
"""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache
from math import isfinite

BUILT_IN = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    **dict.fromkeys((5, 6), "$#,##0_);($#,##0)"),
    **dict.fromkeys((7, 8), "$#,##0.00_);($#,##0.00)"),
    9: "0%",
    10: "0.00%",
    **dict.fromkeys((37, 38), "#,##0_);(#,##0)"),
    **dict.fromkeys((39, 40), "#,##0.00_);(#,##0.00)"),
    **dict.fromkeys((41, 42), '#,##0_);(#,##0);"-"'),
    **dict.fromkeys((43, 44), '#,##0.00_);(#,##0.00);"-"'),
}
"""Formats that every workbook has and none spells out."""

# A literal, a sign of a currency, a color, a gap, a filling; the digits; what stands for itself.
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|\[\$(?P<currency>[^\]-]*)(?:-[^\]]*)?\]'
    r"|(?P<unshown>\[(?:black|blue|cyan|green|magenta|red|white|yellow|color ?\d+)\]|\*.)"
    r"|_(?P<gap>.)|(?P<digits>general|[0#?][0#?,]*(?:\.[0#?]*,*)?|\.[0#?]+,*)|(?P<text>@)|(?P<end>;)"
    r"|(?P<bare>[-$%+():^&'~{}<>= ]|[^\w\x00-\x7f])",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"([0#?,]*?)(,*)(?:\.([0#?]*)(,*))?")
_EXACT = Context(prec=700, rounding=ROUND_HALF_UP)
_MAX_CODE = 255
"""Longer than a program of spreadsheets takes."""


@dataclass(frozen=True, slots=True)
class _Section:
    """One part of a format: the texts before and after what is filled in, and its digits."""

    before: str
    digits: str
    after: str
    percents: int


def shown_number(value: float, code: str) -> str:
    """A number as a format shows it, or "" where the format is none that is known here, or
    shows nothing."""
    sections = _sections(code)[:3]
    if not sections or not isfinite(value):
        return ""
    at = 0
    if len(sections) > 1 and value < 0:
        at = 1
    elif len(sections) > 2 and value == 0:
        at = 2
    if (section := sections[at]) is None or section.digits == "@":
        return ""
    shown = _filled(section, abs(Decimal(repr(value)))) if section.digits else ""
    if shown is None:
        return ""
    # What is rounded to nothing has no sign, as in LibreOffice.
    sign = "-" if value < 0 and at == 0 and shown.strip("0.,") else ""
    return f"{sign}{section.before}{shown}{section.after}".strip()


def shown_text(text: str, code: str) -> str:
    """A text as a format shows it: "Level "@ may stand around it."""
    sections = _sections(code)
    named = sections[3:4] if len(sections) > 3 else sections[-1:]
    if not text or not named or named[0] is None or named[0].digits != "@":
        return text
    return f"{named[0].before}{text}{named[0].after}".strip()


@lru_cache(maxsize=256)
def _sections(code: str) -> tuple[_Section | None, ...]:
    """The sections of a format, None where one is not understood; () where it cannot be cut."""
    parts: list[list[re.Match[str] | None]] = [[]]
    at = 0
    while at < len(code) <= _MAX_CODE:
        found = _TOKEN.match(code, at)
        if found and found["end"]:
            parts.append([])
        else:
            parts[-1].append(found)
        # One "]" or quote more or less would cut elsewhere: what follows is not looked at.
        if found is None and code[at] in '"[\\':
            return ()
        at = found.end() if found else at + 1
    return tuple(map(_section, parts)) if 0 < len(code) <= _MAX_CODE else ()


def _section(tokens: list[re.Match[str] | None]) -> _Section | None:
    texts, digits, percents = ["", ""], "", 0
    for token in tokens:
        if token is None:
            return None
        if filled := token["digits"] or token["text"]:
            if digits:
                return None
            digits = filled
        elif token["unshown"] is None:
            said = token["quoted"] or token["escaped"] or token["currency"] or token["bare"] or ""
            percents += token["bare"] == "%"
            texts[bool(digits)] += " " if token["gap"] else said
    if not (digits or texts[0]) or percents > 1:
        return None
    return _Section(texts[0], digits, texts[1], percents)


def _filled(section: _Section, number: Decimal) -> str | None:
    """The digits of a number that is not negative, or None where they show nothing of it."""
    if section.digits.lower() == "general":
        shown = f"{float(number):.10g}"
        return None if "e" in shown or section.percents else shown
    found = _DIGITS.fullmatch(section.digits)
    if not found:
        return None
    whole, scaled, decimals, scaled_after = found.groups(default="")
    number = number.scaleb(
        2 * section.percents - 3 * (len(scaled) + len(scaled_after)), context=_EXACT
    )
    rounded = number.quantize(Decimal(1).scaleb(-len(decimals)), context=_EXACT)
    left, _, right = f"{rounded:f}".partition(".")
    places = whole.replace(",", "")
    left = left.lstrip("0").rjust(len(places) - len(places.split("0")[0]), "0")
    if "," in whole:
        left = re.sub(r"\B(?=(?:\d{3})+$)", ",", left)
    right = right[: len(decimals)]
    kept = decimals.rfind("0") + 1
    right = right[:kept] + right[kept:].rstrip("0")
    return f"{left}.{right}" if right else left or None
