"""Documents in which each bullet names its level: `- **L1**: writes clearly`, or `- **Beginner**`
over bullets of its own; or each paragraph: `**Senior engineer:** designs services.`

Such a line is a heading in all but its mark. Read as one, the document is one of those
whose topics hold their levels, and `outline` knows what to do with it.
"""

from collections.abc import Sequence
from dataclasses import replace

from explorer.documents import labels
from explorer.documents.blocks import Block
from explorer.drafts.codes import is_role
from explorer.drafts.header_words import level_name
from explorer.drafts.nesting import nest_bullets
from explorer.drafts.plain_lines import HEADING_DEPTH, lines_as_headings


def as_headings(blocks: Sequence[Block]) -> tuple[list[Block], set[int]] | None:
    """The blocks with bullets that name a level as headings, and where these are; None where
    not every outermost bullet is one, or all name the same level."""
    codes: dict[int, str] = {}
    for at, item in nest_bullets(blocks, 0, len(blocks)).items():
        if item.parent is not None or labels.is_link(blocks[at].raw):
            continue
        said = level_name(item.labelled[0]) if item.labelled else None
        if said is None or (not said.sure and item.labelled and item.labelled[1]):
            return lines_as_headings(blocks) or _paragraphs_as_headings(blocks)
        codes[at] = said.code or said.title
    if len(set(codes.values())) < 2:
        return lines_as_headings(blocks) or _paragraphs_as_headings(blocks)
    made: list[Block] = []
    places: set[int] = set()
    for at, block in enumerate(blocks):
        label = labels.split_label(block.raw) if at in codes else None
        if at not in codes:
            made.append(block)
            continue
        name, text = label or (block.text, "")
        places.add(len(made))
        made.append(Block("heading", name, list(block.lines), depth=HEADING_DEPTH))
        if text:
            made.append(replace(block, text=text, raw=text, lines=list(block.lines)))
    return made, places


def _paragraphs_as_headings(blocks: Sequence[Block]) -> tuple[list[Block], set[int]] | None:
    """The blocks with the bold labels of paragraphs as headings, if nearly every paragraph has
    one and each names another role (roles-in-bold.md)."""
    paragraphs = [block for block in blocks if block.kind == "paragraph"]
    labelled = {
        id(block): label for block in paragraphs if (label := labels.split_label(block.raw))
    }
    names = [name for name, text in labelled.values() if text and (is_role(name) or _is_code(name))]
    if len(set(names)) < 2 or len(names) < len(labelled) or len(names) * 3 < len(paragraphs) * 2:
        return None
    made: list[Block] = []
    places: set[int] = set()
    for block in blocks:
        if id(block) not in labelled:
            made.append(block)
            continue
        name, text = labelled[id(block)]
        places.add(len(made))
        made.append(Block("heading", name, list(block.lines[:1]), depth=HEADING_DEPTH))
        made.append(replace(block, text=text, raw=text, lines=list(block.lines)))
    return made, places


def _is_code(name: str) -> bool:
    said = level_name(name)
    return said is not None and said.sure
