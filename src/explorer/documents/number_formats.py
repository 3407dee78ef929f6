"""A number as the format of its cell shows it: 0.5 as "50%", 3 as "Step 3", 1234.5 as "$1,235".

Only what is surely understood is shown so: digits in one run, literals, percents and thousands.
Dates, fractions, powers, conditions, and what has a form of its own below zero are left to the bare
value. (The kept libraries were measured against LibreOffice: those on PyPI answer every format,
some wrongly.)
"""

import re
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
    **dict.fromkeys((37, 38, 41, 42), "#,##0_);(#,##0)"),
    **dict.fromkeys((39, 40, 43, 44), "#,##0.00_);(#,##0.00)"),
}
"""Formats that every workbook has and none spells out."""

# Quoted, escaped, a sign of a currency, a gap, a filling, and what stands for itself.
_LITERAL = re.compile(
    r'"([^"]*)"|\\(.)|\[\$([^\]-]*)[^\]]*\]|_.|\*.|([-$%+():^&\'~{}<>= ]|[^\w\x00-\x7f])'
)
_FORMAT = re.compile(
    rf"((?:{_LITERAL.pattern})*)(general|@|[#0,]*[#0](?:\.[0#]+)?)((?:{_LITERAL.pattern})*)",
    re.IGNORECASE,
)
_EXACT = Context(prec=700, rounding=ROUND_HALF_UP)
_MAX_CODE = 255
"""Longer than a program of spreadsheets takes."""


def shown_number(value: float, code: str) -> str:
    """A number as a format shows it, or "" where the format is none that is known here."""
    first, *others = code.split(";")
    before, digits, after, percents = _parts(first)
    if digits in ("", "@") or percents > 1 or not isfinite(value) or (others and value <= 0):
        return ""
    number = abs(Decimal(repr(value))).scaleb(2 * percents, context=_EXACT)
    if digits == "general":
        shown = f"{float(number):.10g}"
        if "e" in shown:
            return ""
    else:
        whole, _, decimals = digits.partition(".")
        rounded = number.quantize(Decimal(1).scaleb(-len(decimals)), context=_EXACT)
        left, _, right = (f"{rounded:,f}" if "," in whole else f"{rounded:f}").partition(".")
        kept = decimals.rfind("0") + 1
        right = right[:kept] + right[kept:].rstrip("0")
        shown = left.zfill(whole.count("0")) + (f".{right}" if right else "")
    # What is rounded to nothing has no sign, as in LibreOffice.
    sign = "-" if value < 0 and shown.strip("0.,") else ""
    return f"{sign}{before}{shown}{after}".strip()


def shown_text(text: str, code: str) -> str:
    """A text as a format shows it: "Level "@ may stand around it."""
    before, digits, after, _ = _parts(code.rpartition(";")[2])
    return f"{before}{text}{after}".strip() if text and digits == "@" else text


@lru_cache(maxsize=256)
def _parts(section: str) -> tuple[str, str, str, int]:
    """What a section of a format has before its digits, these, what it has behind them, and how
    many percents; without digits where it is not understood."""
    found = _FORMAT.fullmatch(section) if len(section) <= _MAX_CODE else None
    if not found:
        return "", "", "", 0
    texts, percents = [], 0
    for literals in (found[1], found[7]):
        tokens = list(_LITERAL.finditer(literals))
        percents += sum(token[4] == "%" for token in tokens)
        # A gap, or what fills the cell, is a space.
        texts.append(
            "".join(token[token.lastindex] if token.lastindex else " " for token in tokens)
        )
    return texts[0], found[6].lower(), texts[1], percents
