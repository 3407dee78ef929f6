"""A comparison as CSV, for a spreadsheet: a cell that it would take for a formula is none."""

import csv
import io

from explorer.compare.changes import Comparison, Side

_BYTE_ORDER_MARK = "\ufeff"
"""Without it Excel takes UTF-8 for something else, and shows no accent as it is."""
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
COLUMNS = (
    "competency",
    "changes",
    "why",
    "before",
    "before_scope",
    "before_standing",
    "after",
    "after_scope",
    "after_standing",
    "related",
)


def comparison_csv(comparison: Comparison) -> str:
    """The comparison as CSV, a row for each pair; `COLUMNS` names the columns."""
    made = io.StringIO()
    made.write(_BYTE_ORDER_MARK)
    rows = csv.writer(made, lineterminator="\n")
    rows.writerow(COLUMNS)
    for each in comparison.competencies:
        for pair in each.pairs:
            cells = [each.name, " ".join(pair.changes), pair.why]
            for sides in (pair.before, pair.after):
                cells += [
                    "\n".join(side.text for side in sides),
                    "\n".join(dict.fromkeys(side.scope or "" for side in sides)),
                    "\n".join(dict.fromkeys(_standing(side) for side in sides)),
                ]
            cells.append(pair.related.text if pair.related else "")
            rows.writerow([_cell(cell) for cell in cells])
    return made.getvalue()


def _cell(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def _standing(side: Side) -> str:
    return "under discussion" if side.kind == "tentative" else "confirmed"
