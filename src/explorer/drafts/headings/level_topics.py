"""What the headings of levels stand in: topics that are competencies, groups of these, or ladders.

Which headings are levels at all is decided in `level_headings`.
"""

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace

from explorer.drafts.codes import PROFESSIONS, CodeAndTitle, code_and_title, code_from_title
from explorer.drafts.header_words import counted_names
from explorer.drafts.headings.outline import OutlineHeading


@dataclass(frozen=True, slots=True)
class LevelHeading:
    """A heading that is a level; `topic` is the competency that all of it belongs to, and `scope`
    what it belongs to within that."""

    heading: OutlineHeading
    code: str | None
    title: str
    topic: OutlineHeading | None = None
    ladder: str | None = None
    scope: OutlineHeading | None = None


def levels_at(found: Sequence[OutlineHeading], places: Set[int]) -> list[LevelHeading]:
    """The headings at these places as levels, by topic where they are told again."""
    here = [h for h in found if h.at in places]
    names = dict.fromkeys(h.name for h in here)
    counted = counted_names(names)  # "Gardener 1" under each topic, where nothing else is
    named: list[tuple[OutlineHeading, CodeAndTitle]] = []
    for heading in here:
        what = code_and_title(heading.text)
        known = counted.get(heading.name) if len(counted) == len(names) else None
        code = what.code or (known and known.code) or code_from_title(what.title)
        named.append((heading, CodeAndTitle(code, what.title)))
    return _within_groups(levels_by_topic(named))


def levels_of_data(
    found: Sequence[OutlineHeading], places: Mapping[int, str]
) -> list[LevelHeading]:
    """Headings that data calls levels: what they stand under is their competency where they have
    no headings of their own, else their ladder. A heading of the first depth names all of it."""
    levels = [
        replace(
            each,
            code=places[each.heading.at] or each.code,
            topic=each.topic if each.topic and each.topic.depth > 10 else None,
        )
        for each in levels_at(found, places.keys())
    ]
    outer = {h.parent for h in found if h.parent and h.parent.at in places}
    if len(outer) == len(levels):
        return [
            replace(level, topic=None, ladder=level.topic.name) if level.topic else level
            for level in levels
        ]
    parents = [level.heading.parent for level in levels]
    if not outer and all(parent and parent.depth > 10 for parent in parents):
        levels = [replace(level, topic=level.heading.parent, ladder=None) for level in levels]
    return _within_groups(levels)


def _within_groups(levels: list[LevelHeading]) -> list[LevelHeading]:
    """Levels with the groups around their topics as the competencies, and the topics as scopes, as
    in tables: where several groups have topics of their own, and one has all levels of the others
    (quality-framework.json). Otherwise as they are."""
    codes: dict[OutlineHeading | None, set[str | None]] = {}
    for level in levels:
        if level.topic:
            codes.setdefault(level.topic.parent, set()).add(level.code)
    topics = {level.topic for level in levels if level.topic}
    names = {topic.name.casefold() for topic in topics}
    if not 1 < len(codes) < len(topics) == len(names):
        return levels
    if any(group is None or group.depth <= 10 for group in codes):
        return levels
    if set().union(*codes.values()) not in codes.values():
        return levels
    return [
        replace(each, topic=each.topic.parent, scope=each.topic) if each.topic else each
        for each in levels
    ]


def levels_by_topic(coded: list[tuple[OutlineHeading, CodeAndTitle]]) -> list[LevelHeading]:
    """Levels that are told again under each topic, or by ladder, or simply once."""
    times = Counter(what.code for _, what in coded if what.code)
    parents = {h.parent.at: h.parent for h, _ in coded if h.parent}
    again = len(parents) > 1 and any(number > 1 for number in times.values())
    # "Coaching managers" among other topics names no ladder.
    professions = sum(bool(PROFESSIONS.search(p.name)) for p in parents.values())
    ladders = again and professions * 2 > len(parents)
    tracks: dict[str, set[int]] = {}
    for heading, what in coded:
        letters = (what.code or "").rstrip("0123456789.+-ab ")
        tracks.setdefault(letters, set()).add(heading.parent.at if heading.parent else -1)
    each_its_own = all(len(at) == 1 for at in tracks.values())
    one_by_one = "" not in tracks and len(tracks) == len(parents) > 1  # families.md
    apart = each_its_own and (one_by_one or are_gathered([h for h, _ in coded]))
    return [
        LevelHeading(
            heading,
            what.code,
            what.title,
            heading.parent if again and not ladders else None,
            heading.parent.name if heading.parent and (ladders or (apart and not again)) else None,
        )
        for heading, what in coded
    ]


def are_gathered(levels: Sequence[OutlineHeading]) -> bool:
    """Whether several headings with nothing of their own gather the levels, and name ladders."""
    bare = all(h.parent and not h.parent.content for h in levels)
    return bare and len({h.parent for h in levels}) > 1
