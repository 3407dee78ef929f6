"""Everything that is open in the ladders of a folder, for the person who keeps them.

Each check has a module of its own; this one runs them and puts their findings in order.
None of them is a mistake, nothing is written, and mistakes in the files stay the business
of `loading`.
"""

from collections.abc import Iterable
from dataclasses import replace

from explorer.lint.dead_links import dead_links
from explorer.lint.duplicates import duplicates
from explorer.lint.findings import KINDS, Finding
from explorer.lint.inconsistent_names import inconsistent_names
from explorer.lint.missing_guide import missing_guide
from explorer.lint.missing_lineage import missing_lineage
from explorer.lint.narrower_than_below import narrower_than_below
from explorer.lint.open_points import open_points
from explorer.lint.vague_words import vague_words
from explorer.model import Site


def findings(site: Site) -> tuple[Finding, ...]:
    """Everything that is open, ladder by ladder, level by level, from the top of each file."""
    return ordered(site, (*text_findings(site), *link_findings(site)))


def text_findings(site: Site) -> tuple[Finding, ...]:
    """What is open by the ladder's own files alone: the same for as long as they are."""
    found = list(inconsistent_names(site.ladders))
    for ladder in site.ladders:
        for level in ladder.levels:
            found += open_points(level)
        for check in (
            narrower_than_below,
            duplicates,
            vague_words,
            missing_lineage,
            missing_guide,
        ):
            found += check(ladder)
    return tuple(found)


def link_findings(site: Site) -> tuple[Finding, ...]:
    """What is open by files beside the ladder's own, which may come and go."""
    return tuple(finding for ladder in site.ladders for finding in dead_links(ladder, site.folder))


def ordered(site: Site, found: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings, each once, by ladder, level, line and kind; accepted ones say why."""
    order = {(ladder.key, level.code): at for at, (ladder, level) in enumerate(site.levels())}
    reasons = {(ladder.key, level.code): level.accepted for ladder, level in site.levels()}
    told = (
        replace(each, accepted=reasons[each.ladder, each.level].get(each.kind, ""))
        for each in dict.fromkeys(found)
    )
    return tuple(
        sorted(
            told,
            key=lambda each: (order[each.ladder, each.level], each.line, KINDS.index(each.kind)),
        )
    )
