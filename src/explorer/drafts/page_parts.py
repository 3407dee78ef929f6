"""A page of text and tables: levels told in headings, with what tables beside them say, or told in
tables alone.

Headings come first, as what stands between them is read with the tables; where they name but one
role, tables that tell of several levels say what the page is about.
"""

import re
from collections.abc import Sequence

from explorer.documents.blocks import Block
from explorer.drafts import roles, tables
from explorer.drafts.draft import Draft
from explorer.drafts.table_layout import AS_FOUND, TableReading


def read(
    blocks: Sequence[Block], file: str, form: str, how: TableReading = AS_FOUND
) -> Draft | str | None:
    """A page as a draft; a sentence where its tables are none, or None where it has none."""
    told = None if how.orientation else roles.read(blocks, file, how.decisions)
    told = told if told and told.says_anything() else None
    if not any(block.grid for block in blocks) or (told and _is_sure(told)):
        return told
    made = tables.read(blocks, file, form, how, by_form=told is None)
    if told and (isinstance(made, str) or len(made.levels) < 2):
        return told
    return made


def _is_sure(told: Draft) -> bool:
    """Whether headings tell of several levels, or of one with a code."""
    return len(told.levels) > 1 or any(re.search(r"\d", level.code) for level in told.levels)
