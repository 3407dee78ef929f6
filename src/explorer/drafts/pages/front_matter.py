"""Ladders kept as data: the front matter of a page, or a file of YAML, JSON or TOML.

The data is read as the blocks that `data_blocks` makes of it; what follows it on a page is prose.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from explorer.documents import labels
from explorer.documents.data_files import DataPart, Said, data_part, read_data
from explorer.documents.inline import clean_text
from explorer.drafts.data.data_blocks import blocks_of_data
from explorer.drafts.data.data_words import words_of
from explorer.drafts.draft import Draft, DraftLevel, Fragment
from explorer.drafts.draft_builder import DraftBuilder
from explorer.drafts.pages import markdown_pages, roles
from explorer.drafts.tables import tables
from explorer.drafts.tables.table_layout import AS_FOUND, TableReading
from explorer.text.lazy_messages import gettext_lazy

SHAPE = gettext_lazy("front matter")
# A word as programs have them: "console", "booking.log", "DEBUG".
_SETTING = re.compile(r"[a-z0-9_.:/@*-]+|[A-Z0-9_]+")
_FACT_WORDS = 5
# Where a page stands on its site: engineering-manager.md of a generator of sites.
_OF_SITES = (
    "Parent",
    "Grand parent",
    "Nav order",
    "Sidebar label",
    "Sidebar position",
    "Layout",
    "Permalink",
)


Reading = Draft | str | None
"""What data tells of levels: a draft, or why it cannot be read; None where it tells of none."""


def read(lines: Sequence[str], file: str, how: TableReading = AS_FOUND) -> Draft | str:
    """A page with front matter, or a file of data, as a draft; or a sentence saying why it is none."""
    part = data_part(lines, file)
    if part is None:
        return gettext_lazy("it has no front matter")
    return with_page(lines, part, reading(lines, file, part, how))


def with_page(lines: Sequence[str], part: DataPart, made: Reading) -> Draft | str:
    """What data tells, with the text below it as prose; or a sentence saying why it is no ladder."""
    if isinstance(made, str):
        return made
    if made is None or _is_settings(made):
        return gettext_lazy("its front matter names no level")
    made = _with_open_remarks(made, lines, part)
    around = DraftBuilder(warnings=list(made.warnings))
    if part.is_page:
        _read_body(lines, part.last + 1, around)
    return replace(
        made,
        shape=SHAPE if part.is_page else part.form,
        prose=(*made.prose, *around.prose),
        warnings=tuple(around.warnings),
    )


def reading(lines: Sequence[str], file: str, part: DataPart, how: TableReading) -> Reading:
    """What the data of a document tells of levels, without the text below it."""
    data = read_data(lines, file, part)
    if isinstance(data, str) and not isinstance(data, Said):
        return data
    blocks = blocks_of_data(data, file)
    del data  # of 5 MB the tree takes as much as what is made of it
    grids = [block for block in blocks if block.grid]
    told = roles.read([block for block in blocks if not block.grid], file, how.decisions)
    if not grids:
        return told
    # Records of levels that a list beside them may name: newsroom-competencies.json.
    listed = any(block.level is not None for block in blocks)
    made = tables.read(grids if listed else blocks, file, "", how, by_form=False)
    both = joined(told, made) if told and isinstance(made, Draft) else made
    return both if isinstance(both, Draft) else roles.read(blocks, file, how.decisions)


def listed(made: Reading) -> Draft | None:
    """The levels that the data before a page's text lists, or the only one of it, whatever it says
    of them."""
    if not isinstance(made, Draft) or len(made.levels) != 1:
        return made if isinstance(made, Draft) else None
    made = made.mapped(_with_facts)
    expects = any(each.kind not in ("fact", "summary", "prose") for each in made.fragments())
    return None if expects else made


def _with_facts(said: Iterable[Fragment]) -> list[Fragment]:
    """What is said of a level without settings; a word or two alone under a key are a fact."""
    said = list(said)
    times = Counter(each.competency for each in said)
    told = (each for each in said if not _is_setting(each))
    return [_as_fact(each) if times[each.competency] == 1 else each for each in told]


def _as_fact(fragment: Fragment) -> Fragment:
    """A word or two, `team_size: none, leads by example`, are a fact."""
    name, text = fragment.competency, fragment.text
    if (
        not (name and fragment.kind == "statement")
        or fragment.scope
        or len(text.split()) > _FACT_WORDS
        or text[-1] in ".!"
    ):
        return fragment
    return replace(fragment, kind="fact", competency=None, scope=name)


def _is_setting(fragment: Fragment) -> bool:
    return fragment.scope in _OF_SITES or _SETTING.fullmatch(fragment.text) is not None


def joined(data: Draft, text: Draft) -> Draft | None:
    """What a page says of levels that the data before it lists: titles and facts of the data, and
    what the text expects; None where the text tells of other levels."""
    listed = {words_of(name): level for level in data.levels for name in (level.title, level.code)}
    rest = {level.code: level for level in data.levels}
    levels: list[DraftLevel] = []
    for level in text.levels:
        known = listed.get(words_of(level.code)) or listed.get(words_of(level.title))
        if known is None:
            return None
        first = rest.pop(known.code, None)
        bare = level.title.casefold() in (level.code.casefold(), f"level {level.code}".casefold())
        told = [*(first.fragments if first else ()), *level.fragments]
        title = known.title if bare else level.title
        levels.append(replace(level, code=known.code, title=title, fragments=tuple(told)))
    prose, warnings = (*data.prose, *text.prose), (*data.warnings, *text.warnings)
    name, levels = text.name or data.name, [*levels, *rest.values()]
    return replace(text, name=name, levels=tuple(levels), prose=prose, warnings=warnings)


def described(text: Draft, lines: Sequence[str], part: DataPart) -> Draft:
    """A page of several levels with what the data before its text says of it, `description: What
    security engineers do`."""
    fields = markdown_pages.fields_of(lines, range(part.first + 1, part.last + 1))
    line, said = fields.get("description", (0, ""))
    known = any(line in each.lines for each in text.fragments())
    if known or len(text.levels) < 2 or len(said.split()) <= _FACT_WORDS:
        return text
    return replace(text, prose=(Fragment("prose", said, (line,)), *text.prose))


def _is_settings(made: Draft) -> bool:
    """Whether levels expect less than half of what the data says, or words for programs."""
    words = {True: 0, False: 0}
    for each in made.fragments():
        expected = each.kind != "prose" and not _SETTING.fullmatch(each.text)
        words[expected] += len(each.text.split())
    return words[True] <= words[False]


def _with_open_remarks(made: Draft, lines: Sequence[str], part: DataPart) -> Draft:
    """A draft with the comments of its data that something is to be done; others are left to the
    account of words. One as deep as the line above it, or below it, is of the same level."""
    at_line = {
        n: (at, f.competency)
        for at, level in enumerate(made.levels)
        for f in level.fragments
        for n in f.lines
    }
    told: dict[int | None, list[Fragment]] = {}
    for number in range(part.first + 1, part.last + 1):
        line = lines[number - 1].lstrip()
        if line.startswith("#") and (remark := labels.note_text(line.strip("# "))):
            depth = _depth(lines, number)
            around = (n for n in (number - 1, number + 1) if 0 < depth <= _depth(lines, n))
            level, competency = at_line.get(next(around, 0), (None, None))
            told.setdefault(level, []).append(Fragment("note", remark, (number,), competency))
    levels = (
        replace(each, fragments=(*each.fragments, *told.get(at, ())))
        for at, each in enumerate(made.levels)
    )
    return replace(made, levels=tuple(levels), prose=(*made.prose, *told.get(None, ())))


def _depth(lines: Sequence[str], number: int) -> int:
    line = "".join(lines[number - 1 : number])  # there may be none after a comment
    return len(line) - len(line.lstrip())


def _read_body(lines: Sequence[str], first: int, around: DraftBuilder) -> None:
    """What follows the front matter is prose of the ladder."""
    for block in markdown_pages.read_blocks([*[""] * first, *lines[first:]]):
        if block.kind == "heading":
            text = clean_text(block.text)
            around.prose.append(Fragment("remainder", text, tuple(block.lines)))
        else:
            around.add_text(block)
