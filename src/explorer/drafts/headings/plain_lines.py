"""Documents without a mark for their levels: `Level 2: Engineer`, or `Level 2: reviews the work of
others.`, each on a line of plain text or at the start of a plain bullet.

Without blank lines between them Markdown takes such lines for one paragraph, so they are parted
here first. A line that names a level becomes a heading; where several runs of levels follow
each other, the line before each run is the heading of all of it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from explorer.documents import labels
from explorer.documents.blocks import Block
from explorer.documents.inline import clean_text
from explorer.drafts.codes import (
    PROFESSIONS,
    CodeAndTitle,
    code_and_title,
    without_rank,
)

# Below every heading proper: nothing-but-bullets.md.
HEADING_DEPTH = 6
# A longer line is a sentence that begins with a code, or has one beside the code.
_MAX_LINE = 80
_MAX_TITLE_WORDS = 6
_SENTENCE_ENDS = (".", "!", "?", ";")


_Levels = dict[int, tuple[str, str]]
"""Lines that begin with a level, by their places: its code or name, and what else they say."""


def lines_as_headings(blocks: Sequence[Block]) -> tuple[list[Block], set[int]] | None:
    """The blocks with lines that begin with a level's code as headings, and where these are; None
    where fewer than two levels are named so."""
    parted = [line for block in blocks for line in _parted(block)]
    levels = {at: line for at, block in enumerate(parted) if (line := _level_line(block))}
    if len({code for code, _ in levels.values()}) < 2:
        levels = _roles_over_lists(parted)
    if len(levels) < 2:
        return None
    topics = _topics(parted, levels)
    if topics is None:
        return None
    made: list[Block] = []
    places: set[int] = set()
    for at, block in enumerate(parted):
        if at in topics:
            made.append(replace(block, kind="heading", depth=HEADING_DEPTH - 1))
        elif not at and at not in levels and is_name(block):
            made.append(replace(block, kind="heading", depth=1))
        elif at in levels:
            said = levels[at][1]
            below = at + 1 < len(parted) and at + 1 not in levels
            holds = below and parted[at + 1].kind != "heading"
            places.add(len(made))
            said = "" if holds and _is_short(said) else said
            name = block.text.removesuffix(said).rstrip(" :–—-|→⇒=>") if said else block.text
            made.append(Block("heading", name, list(block.lines), depth=HEADING_DEPTH))
            if said:
                made.append(replace(block, kind="bullet", text=said, raw=said, indent=0))
        else:
            made.append(block)
    return made, places


def _roles_over_lists(blocks: Sequence[Block]) -> _Levels:
    """The lines that name a role over a list, in a text that has no heading: all lines over lists,
    by the same profession."""
    if any(block.kind == "heading" for block in blocks):
        return {}
    heads = {
        at: block
        for at, (block, below) in enumerate(pairwise(blocks))
        if block.kind == "paragraph" and below.kind == "bullet"
    }
    cores = {without_rank(block.text) for block in heads.values()}
    if len(cores) != 1 or not PROFESSIONS.search(min(cores)):
        return {}
    return {at: (block.text, "") for at, block in heads.items()}


def _parted(block: Block) -> Iterator[Block]:
    """A paragraph or bullet as one block per line, where a line of it begins with a level, or the
    first of all names the document. A line in small letters goes on with the one above."""
    source = block.source
    if (
        block.kind not in ("paragraph", "bullet")
        or len(source) != len(block.lines)
        or not (any(_level_of(line) for line in source) or 1 in block.lines)
    ):
        yield block
        return
    made: list[Block] = []
    for number, line in zip(block.lines, source, strict=True):
        text = clean_text(line)
        if made and text[:1].islower():
            made[-1].text = made[-1].raw = f"{made[-1].text} {text}"
            made[-1].lines.append(number)
        else:
            made.append(Block(block.kind, text, [number], block.indent, raw=text))
    yield from made


def _level_of(text: str) -> CodeAndTitle | None:
    what = code_and_title(text) if len(text) <= 2 * _MAX_LINE else None
    return what if what and what.code and not what.weak else None


def _level_line(block: Block) -> tuple[str, str] | None:
    if block.kind not in ("paragraph", "bullet") or labels.is_link(block.raw):
        return None
    what = _level_of(block.text)
    if what is None:
        return None
    said = what.title if block.text.endswith(what.title) and what.title != block.text else ""
    # A code further in ("Engineer, L4") is a level's only where nothing is told in its line.
    return None if not said and len(block.text) > _MAX_LINE else (what.code or "", said)


def _is_short(said: str) -> bool:
    return not said.endswith(_SENTENCE_ENDS) and len(said.split()) <= _MAX_TITLE_WORDS


def _topics(blocks: Sequence[Block], levels: _Levels) -> set[int] | None:
    """The lines over runs of levels, where the levels are told more than once: {} where they are
    told once or stand under headings, None where a run has no name."""
    runs: list[int] = []
    seen: set[str] = set()
    for at, (name, _) in levels.items():
        if not runs or name in seen:
            runs.append(at)
            seen = set()
        seen.add(name)
    if len(runs) < 2:
        return set()
    over = [blocks[at - 1] if at else None for at in runs]
    if all(block and block.kind == "heading" for block in over):
        return set()
    named = all(block and is_name(block) for block in over)
    return {at - 1 for at in runs} if named else None


def is_name(block: Block) -> bool:
    """Whether a line can be the name of what follows: of a run of levels, or of all."""
    told = block.kind in ("paragraph", "bullet") and len(block.lines) == 1
    return told and len(block.text) <= _MAX_LINE and not block.text.endswith(_SENTENCE_ENDS)


def with_name(blocks: Sequence[Block], file: str) -> Sequence[Block]:
    """The blocks of a plain text with headings or tables, whose first line is its name:
    ship-crew.txt."""
    parted = any(block.kind == "heading" or block.grid for block in blocks)
    if not (file.endswith(".txt") and parted and is_name(blocks[0])):
        return blocks
    return [replace(blocks[0], kind="heading", depth=1), *blocks[1:]]
