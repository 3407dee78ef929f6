"""What begins a bullet in a line of text: a mark, a number, a letter, or a dash without a space."""

import re

# Also the bullets that word processors paste.
BULLET = re.compile(
    r"([ \t]*)((?:[-*+•◦▪▫‣●○∙·➢➤]|\d{1,4}[.)]|[a-z]\))(?:[ \t]+|$)|[•◦▪▫‣●○➢➤])(.*)"
)
# "-I build": a capital after the hyphen, so that "-5 %" is none; a dash only with a space.
_TIGHT_BULLET = re.compile(r"([ \t]*)([-–—])([A-Z\"“].*)|([ \t]*)([–—])[ \t]+(.*)")


def parse(line: str, going_on: bool, tight: bool) -> tuple[str, int, str] | None:
    """Indentation, width of the mark and text of a bullet, or None.

    `going_on`: a paragraph is open, which the line may continue; `tight`: a dash may be a mark.
    """
    if found := BULLET.fullmatch(line):
        mark = found[2].strip()
        # "… since\n2019. We …" goes on with the paragraph; so does CommonMark.
        if going_on and mark[0].isalnum() and mark[:-1] != "1":
            return None
        return found[1], len(found[2]), found[3].strip()
    if tight and (found := _TIGHT_BULLET.fullmatch(line)):
        space, text = found[1] or found[4] or "", found[3] or found[6] or ""
        return space, 2, text.strip()
    return None
