"""Decisions about headings: which of them are levels although no word says so, which are none."""

from collections.abc import Sequence
from dataclasses import replace

from explorer.documents.blocks import Block
from explorer.drafts.codes import CodeAndTitle, code_and_title, code_from_title
from explorer.drafts.decisions import Decisions
from explorer.drafts.headings.level_headings import find_level_headings
from explorer.drafts.headings.level_topics import LevelHeading, levels_at
from explorer.drafts.headings.outline import OutlineHeading


def decided_levels(
    outline: Sequence[OutlineHeading], blocks: Sequence[Block], stem: str, decisions: Decisions
) -> tuple[list[LevelHeading], frozenset[str]]:
    """The headings that are levels, found or decided, and the names in decisions that were met."""
    if not (decisions.levels or decisions.not_levels):
        return find_level_headings(outline, blocks, stem), frozenset()
    kept, met = list[OutlineHeading](), set[str]()
    added: dict[int, LevelHeading] = {}
    for heading in outline:
        what = code_and_title(heading.text)
        names = names_of(heading.name, what)
        if written := decisions.no_level(*names):
            met.add(written)
        elif written := decisions.level(*names):
            met.add(written)
            code = decisions.levels[written] or what.code or code_from_title(what.title)
            added[heading.at] = LevelHeading(heading, code, what.title)
            kept.append(heading)
        else:
            kept.append(heading)
    levels = {each.heading.at: each for each in find_level_headings(kept, blocks, stem)}
    by_topic = {each.heading.at: each for each in levels_at(kept, added.keys())}
    for at, level in added.items():
        found = levels.get(at, by_topic[at])
        levels[at] = replace(level, topic=found.topic, ladder=found.ladder)
    return [levels[at] for at in sorted(levels)], frozenset(met)


def names_of(shown: str, what: CodeAndTitle) -> tuple[str, ...]:
    """What a heading of a level may be called by: all of it, its title, its code."""
    both = f"{what.code} {what.title}" if what.code else what.title
    return (shown, what.title, both, *((what.code,) if what.code else ()))
