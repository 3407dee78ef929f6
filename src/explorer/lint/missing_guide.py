"""A ladder that does not say how it is used here, or whose guide is still to be written."""

from collections.abc import Iterator

from explorer.files.paths import GUIDE_FILE
from explorer.lint.findings import Finding
from explorer.model import Ladder
from explorer.text.translation import gettext as _

_PLACEHOLDER = "To be written:"
"""What `ladder new` puts under each heading."""


def missing_guide(ladder: Ladder) -> Iterator[Finding]:
    """One finding for a ladder without a guide.md, or one for the first gap in it."""
    if not ladder.levels:
        return
    first = ladder.levels[0]
    folder = first.file.rpartition("/")[0]
    file = f"{folder}/{GUIDE_FILE}" if folder else GUIDE_FILE
    place = (ladder.key, first.code, file)
    if not ladder.guide.strip():
        yield Finding(
            "guide", *place, 1, _("{name} has no guide: how it is used here", name=ladder.name)
        )
    elif _PLACEHOLDER in ladder.guide:
        line = ladder.guide[: ladder.guide.index(_PLACEHOLDER)].count("\n") + 1
        yield Finding("guide", *place, line, _("a part of the guide is still to be written"))
