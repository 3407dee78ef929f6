"""Documents in which each bullet names its level: `- **L1**: writes clearly`, or `- **Beginner**`
over bullets of its own; or each paragraph: `**Senior engineer:** designs services.`

Such a line is a heading in all but its mark. Read as one, the document is one of those
whose topics hold their levels, and `outline` knows what to do with it.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from explorer.documents import labels
from explorer.documents.blocks import Block
from explorer.drafts.codes import is_person, is_role, without_rank
from explorer.drafts.header_words import level_name
from explorer.drafts.headings.nesting import nest_bullets
from explorer.drafts.headings.plain_lines import HEADING_DEPTH, lines_as_headings

Label = tuple[str, str]
"""A name in bold and what stands beside it."""


def as_headings(blocks: Sequence[Block]) -> tuple[list[Block], set[int]] | None:
    """The blocks with lines that name a level as headings, and where these are; None where there
    are no such lines."""
    labelled = _labelled_bullets(blocks)
    if not labelled and (lines := lines_as_headings(blocks)):
        return lines
    if not (labelled := labelled or _labelled_paragraphs(blocks)):
        return None
    made: list[Block] = []
    places: set[int] = set()
    for at, block in enumerate(blocks):
        if at not in labelled:
            made.append(block)
            continue
        name, text = labelled[at]
        places.add(len(made))
        made.append(Block("heading", name, list(block.lines[:1]), depth=HEADING_DEPTH))
        if text:
            made.append(replace(block, text=text, raw=text, lines=list(block.lines)))
    return made, places


def _labelled_bullets(blocks: Sequence[Block]) -> dict[int, Label]:
    """The outermost bullets by their places, if each of them names a level; {} where one does not,
    or all name the same."""
    found = {
        at: item.labelled or ("", "")
        for at, item in nest_bullets(blocks, 0, len(blocks)).items()
        if item.parent is None and not labels.is_link(blocks[at].raw)
    }
    return found if _name_levels(found) else {}


def _labelled_paragraphs(blocks: Sequence[Block]) -> dict[int, Label]:
    """The paragraphs with bold labels by their places, if most paragraphs have one and each names
    a role (roles-in-bold.md), or a person told again under another heading."""
    paragraphs = {at: block for at, block in enumerate(blocks) if block.kind == "paragraph"}
    found = {
        at: label for at, block in paragraphs.items() if (label := labels.split_label(block.raw))
    }
    most = len(found) * 3 >= len(paragraphs) * 2 and all(text for _, text in found.values())
    return found if most and _name_levels(found, is_role) else {}


def _name_levels(
    found: Mapping[int, Label], is_name: Callable[[str], bool] = lambda _: False
) -> bool:
    """Whether labels, not all the same, each name a level. Words of seniority do over other bullets,
    or told again under another heading, as do names that are mostly of persons; beside a text of
    their own they may as well name a trait, but for what `is_name` anywhere."""
    times = Counter(name for name, _ in found.values())
    # "Gardener 1", and "Chief Actuary" beside "Actuary".
    somebody = (is_person(name) or is_person(without_rank(name)) for name in times)
    persons = sum(somebody) * 2 > len(times)

    def names(name: str, text: str) -> bool:
        again, said = times[name] > 1, level_name(name)
        return is_name(name) or (
            again and persons if said is None else said.sure or not text or again
        )

    return len(times) > 1 and all(names(*each) for each in found.values())
