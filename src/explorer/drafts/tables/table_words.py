"""How tables were read, in words that a report shows: their form, and what asks about it."""

from collections.abc import Iterable

from explorer.drafts.decisions import Answer, Decisions, Orientation, RowsAs, decided
from explorer.drafts.tables.table_layout import Layout
from explorer.problems import quoted
from explorer.text.lazy_messages import Message, gettext_lazy, listed_lazy
from explorer.text.translation import N_

NONE_NAMED: dict[Orientation | None, Message] = {
    None: gettext_lazy("no column and no row of its tables names a level"),
    "columns": gettext_lazy("with levels as columns its tables name no level"),
    "rows": gettext_lazy("with levels as rows its tables name no level"),
    "long": gettext_lazy("with levels as long its tables name no level"),
}
_LAID_OUT = {
    "columns": gettext_lazy("levels as columns"),
    "rows": gettext_lazy("levels as rows"),
    "long": gettext_lazy("a row per text"),
    "level": gettext_lazy("a table per level"),
}
_ROWS_ARE: dict[RowsAs, str] = {
    "competencies": N_("{document}, rows as competencies"),
    "scopes": N_("{document}, rows as scopes"),
}


def described(form: str, kinds: Iterable[str]) -> Message:
    """The form of a document, and how its tables stand: "Markdown table, levels as rows"."""
    laid_out = listed_lazy([_LAID_OUT[kind] for kind in dict.fromkeys(kinds) or ("rows",)])
    return gettext_lazy("{document}, {kinds}", document=form, kinds=laid_out)


def with_rows(form: str, rows: RowsAs) -> Message:
    """The same with what the rows were taken for."""
    return gettext_lazy(_ROWS_ARE[rows], document=form)


def guessed(layout: Layout) -> tuple[Message, tuple[Answer, ...]]:
    """The question whether levels are so that nothing but the form of the table says so, and the
    answer that it is the other way round."""
    names = ", ".join(quoted(level.title) for level in list(layout.levels.values())[:3])
    if layout.kind == "columns":
        said = gettext_lazy("Are the columns levels ({names})? No word says so.", names=names)
        other = Answer(gettext_lazy("No, the rows are"), Decisions(orientation="rows"))
    else:
        said = gettext_lazy("Are the rows levels ({names})? No word says so.", names=names)
        other = Answer(gettext_lazy("No, the columns are"), Decisions(orientation="columns"))
    return said, (other,)


def guessed_headings(titles: list[str]) -> tuple[Message, tuple[Answer, ...]]:
    """The question whether headings are levels that no word calls so, and its answers."""
    said = gettext_lazy(
        "Are {titles} levels? No word says so.", titles=", ".join(map(quoted, titles[:3]))
    )
    return said, (Answer(gettext_lazy("No"), Decisions(not_levels=[*decided(titles, None)])),)
