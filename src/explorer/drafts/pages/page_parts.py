"""A page of text and tables: levels told in headings, with what tables beside them say, or told in
tables alone.

Headings come first, as what stands between them is read with the tables. Tables of several levels
say what the page is about where headings name but one role, or roles over levels with codes.
"""

import re
from collections.abc import Sequence

from explorer.documents.blocks import Block
from explorer.drafts.draft import TOLD, Draft
from explorer.drafts.headings.plain_lines import with_name
from explorer.drafts.pages import roles
from explorer.drafts.tables import tables
from explorer.drafts.tables.table_blocks import with_titles
from explorer.drafts.tables.table_layout import AS_FOUND, TableReading


def read(
    blocks: Sequence[Block], file: str, form: str, how: TableReading = AS_FOUND
) -> Draft | str | None:
    """A page as a draft; a sentence where its tables are none, or None where it has none."""
    blocks = with_titles(list(with_name(blocks, file)))
    told = None if how.orientation else roles.read(blocks, file, how.decisions)
    told = told if told and told.says_anything() else None
    if not any(block.grid for block in blocks) or (told and _coded(told) and _all_say(told)):
        return told
    made = tables.read(blocks, file, form, how, by_form=told is None)
    if told is None or isinstance(made, str):
        return told or made
    several = len(made.levels) > 1 and (_coded(made) > 1 or len(told.levels) < 2)
    return made if several else told


def _all_say(made: Draft) -> bool:
    """Whether each level says more than its name: "Partners" over a table of MK1 to MK3 is none."""
    return all(any(each.kind in TOLD for each in level.fragments) for level in made.levels)


def _coded(made: Draft) -> int:
    """How many levels have a code: "C2" within a title is none."""
    return sum(bool(re.search(r"\d", e.code)) and e.code.count(" ") < 2 for e in made.levels)
