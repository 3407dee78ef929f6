"""What is still open in the ladders of a folder, for the person who keeps them.

`findings` gathers it: what the files say themselves (tentative, remarks, no examples), what
a level asks less than the one below, and what the other rooms find: `duplicates`,
`vague_words`, `inconsistent_names`, `dead_links`, `lineage_gaps`. None of it is a mistake, nothing is written, and
mistakes in the files stay the business of `loading`.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from explorer.compare.lineage_gaps import without_ancestor
from explorer.lint.dead_links import dead_links
from explorer.lint.duplicates import duplicates
from explorer.lint.findings import ABOUT, KINDS, Finding, Kind, counted
from explorer.lint.inconsistent_names import inconsistent_names
from explorer.lint.vague_words import vague_words
from explorer.model import Competency, Ladder, Level, Ref, Site
from explorer.problems import quoted
from explorer.text.inline_markdown import visible
from explorer.text.markdown_escape import commonmark


def findings(site: Site) -> tuple[Finding, ...]:
    """Everything that is open, ladder by ladder, level by level, from the top of each file."""
    return ordered(site, (*text_findings(site), *link_findings(site)))


def text_findings(site: Site) -> tuple[Finding, ...]:
    """What is open by the ladder's own files alone: the same for as long as they are."""
    found = list(inconsistent_names(site.ladders))
    for ladder in site.ladders:
        for level in ladder.levels:
            found += _said(level)
        found += _less(ladder)
        found += duplicates(ladder)
        found += vague_words(ladder)
        found += _without_lineage(ladder)
    return tuple(found)


def link_findings(site: Site) -> tuple[Finding, ...]:
    """What is open by files beside the ladder's own, which may come and go."""
    return tuple(finding for ladder in site.ladders for finding in dead_links(ladder, site.folder))


def ordered(site: Site, found: Iterable[Finding]) -> tuple[Finding, ...]:
    order = {(ladder.key, level.code): at for at, (ladder, level) in enumerate(site.levels())}
    return tuple(
        sorted(
            dict.fromkeys(found),
            key=lambda each: (order[each.ladder, each.level], each.line, KINDS.index(each.kind)),
        )
    )


def markdown(name: str, found: Sequence[Finding]) -> str:
    """The findings as a list to take along, for an issue or a pull request."""
    lines = [f"# What is open in {commonmark(name)}", "", counted(found)]
    for kind in KINDS:
        same = [finding for finding in found if finding.kind == kind]
        if same:
            about = ABOUT[kind]
            lines += ["", f"## {about.title} ({len(same)})", "", f"{about.advice}", ""]
            lines += [f"- {commonmark(each.said)} ({commonmark(each.place)})" for each in same]
    return "\n".join(lines) + "\n"


def _said(level: Level) -> Iterator[Finding]:
    """What a level's own file says is open."""

    def open_at(kind: Kind, line: int, what: str, id: str | None = None, text: str = "") -> Finding:
        return Finding(kind, level.ladder, level.code, level.file, line, what, id, visible(text))

    for said in level.statements:
        if said.tentative:
            what = f"{level.code}/{said.id} is under discussion"
            yield open_at("tentative", said.line, what, said.id, said.text)
    for competency in level.competencies:
        for note in competency.notes:
            what = f"{level.code} has a remark on {quoted(competency.name)}"
            yield open_at("note", note.line, what, text=note.text)
    spoken = [each for each in level.competencies if each.statements]
    bare = [each for each in spoken if not each.examples]
    if len(bare) == len(spoken) > 1:
        # Once said is enough where a ladder does without.
        yield open_at("example", bare[0].line, f"{level.code} has no examples at all")
    else:
        for each in bare:
            what = f"{level.code} has no examples for {quoted(each.name)}"
            yield open_at("example", each.line, what)


def _less(ladder: Ladder) -> Iterator[Finding]:
    """Competencies of which a level confirms less than the level below does.

    Fewer statements are not less where everything below grows into something above.
    """
    for low, high in pairwise(ladder.levels):

        def asks(what: str, line: int, high: Level = high) -> Finding:
            return Finding("less", high.ladder, high.code, high.file, line, what)

        asked = [under for under in low.competencies if _confirmed(under)]
        first = next((each.line for each in high.competencies), 1)
        if len(asked) > 1 and not any(high.competency(under.key) for under in asked):
            # Once said is enough: two levels that have nothing in common were named apart.
            yield asks(f"{high.code} speaks of none of the competencies of {low.code}", first)
            continue
        for under in asked:
            over = high.competency(under.key)
            now = _confirmed(over) if over else 0
            ends = _without_heir(ladder, low, under)
            if now < _confirmed(under) and ends:
                said = f"asks {now} in" if over else "does not speak of"
                what = (
                    f"{high.code} {said} {quoted(under.name)}, {low.code} asks {_confirmed(under)}"
                )
                if high.lineage:
                    few = ", ".join(ends[:3]) + (f" and {len(ends) - 3} more" if ends[3:] else "")
                    what += f"; nothing above grows out of {few}"
                yield asks(what, over.line if over else first)


def _confirmed(competency: Competency) -> int:
    return sum(len(group.confirmed) for group in competency.groups)


def _without_heir(ladder: Ladder, level: Level, competency: Competency) -> list[str]:
    """The confirmed statements out of which nothing above grows."""
    return [
        f"{level.code}/{statement.id}"
        for group in competency.groups
        for statement in group.confirmed
        if Ref(level.code, statement.id) not in ladder.descendants
    ]


def _without_lineage(ladder: Ladder) -> Iterator[Finding]:
    """Statements of which nobody wrote what they grow out of, with the likeliest."""
    for low, high in pairwise(ladder.levels):
        said = high.statements
        if len(said) > 1 and not any(each.id in high.lineage for each in said):
            # Once said is enough where nobody has begun.
            what = f"{high.code} says of none of its {len(said)} statements what it grows out of"
            line = min(each.line for each in said)
            yield Finding("lineage", high.ladder, high.code, high.file, line, what)
            continue
        for end in without_ancestor(low, high):
            new = end.statement
            what = f"{high.code}/{new.id} grows out of nothing so far"
            if end.likely:
                best = end.likely[0]
                what += f" (likely {best.level.code}/{best.statement.id}: {best.why})"
            place = (high.ladder, high.code, high.file, new.line)
            yield Finding("lineage", *place, what, new.id, visible(new.text))
