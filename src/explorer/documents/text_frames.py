"""What frames a plain text and is none of it: the numbers of its pages and slides, the head of a mail.

As in `plain_outlines`, each says which lines stand for which others; the ledger keeps the words.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from explorer.documents.bullet_marks import BULLET, LONGEST_TITLE, Written, heading

_UNSEEN = " <!---->"
"""A line that ends nothing: the sentence above it goes on below. It begins with no sign of HTML."""
# "Page 3 of 7", "Clinical Engineering | Page 3 of 7", "Slide 4: Why now?", "- 3 -".
_PAGE = re.compile(
    r"(?P<before>.*?)[ \t]*\b(?P<word>page|slide|seite|folie|diapositive|diapositiva|página|pagina|pagine|dia|side|sida)"
    r"[ \t]+(?P<number>\d{1,3})(?:[ \t]*(?:/|of|von|de|sur|di|van|av|af)[ \t]*\d{1,3})?(?P<after>(?:[ \t]*[:|·–—-]+[ \t]*.*)?)",
    re.IGNORECASE,
)
_BARE_PAGE = re.compile(
    r"(?P<before>)(?P<word>)[ \t]*[-–—]+[ \t]*(?P<number>\d{1,3})[ \t]*[-–—]+[ \t]*(?P<after>)"
)
_OF_SLIDES = ("slide", "folie", "dia", "diapositiv")


def page_frames(lines: Sequence[str]) -> Written:
    """Pages and slides, by lines that count on, and have the same words beside the number; what a
    slide begins with is its title: design-slides.txt."""
    found = {
        at: each
        for at, line in enumerate(lines)
        if len(line) <= LONGEST_TITLE and not line.startswith(("#", "|", "<"))
        if (each := _PAGE.fullmatch(line.strip("\f")) or _BARE_PAGE.fullmatch(line))
    }
    slides = {at for at, each in found.items() if each["word"].lower().startswith(_OF_SLIDES)}
    follow = sum(int(b["number"]) == int(a["number"]) + 1 for a, b in pairwise(found.values()))
    before = {each["before"] for each in found.values()} - {""}
    after = {each["after"] for at, each in found.items() if at not in slides} - {""}
    # "See page 3", "It moved to page 4" frame nothing.
    if len(found) < 2 or follow * 2 < len(found) - 1 or max(len(before), len(after)) > 1:
        return {}
    # "Career Guide · Internal" above each "Page 2 of 3".
    over = {at - 1: lines[at - 1] for at in found if at > 1 and not lines[at - 2].strip()}
    times = Counter(over.values())
    feet = {at: "" for at, line in over.items() if line.strip() and times[line] > 1}
    lines = [feet.get(at, line) for at, line in enumerate(lines)]
    made: Written = {}
    for at, each in found.items():
        depth = 2 if made else 1
        made[at] = ""
        below = "".join(lines[at + 1 : at + 2])
        if at not in slides:
            made |= _going_on(lines, at)
        elif title := each["after"].strip(" \t:|·–—-"):
            made[at] = heading(depth, title)
        elif below.strip() and not BULLET.match(below):
            made[at + 1] = heading(depth, below)
    return {**feet, **made}


def _going_on(lines: Sequence[str], at: int) -> Written:
    """The empty lines around the frame of a page that parts a sentence."""
    above = next((n for n in range(at - 1, -1, -1) if lines[n].strip()), -1)
    below = next((n for n in range(at + 1, len(lines)) if lines[n].strip()), -1)
    goes_on = below > at and lines[below].lstrip()[0].islower()
    return dict.fromkeys(range(above + 1, below), _UNSEEN) if goes_on else {}


_MAIL_HEAD = re.compile(
    r"(?P<name>from|to|cc|bcc|date|sent|subject|reply-to|von|an|datum|gesendet|betreff|de|à|objet|para|asunto):"
    r"[ \t]*(?:(?:re|fwd?|aw|wg|tr|rv)[ \t]*:[ \t]*)*(?P<said>.*)",
    re.IGNORECASE,
)
_LONGEST_HEAD = 8
_SUBJECTS = ("subject", "betreff", "objet", "asunto")


def mail_head(lines: Sequence[str]) -> Written:
    """A mail, by a subject among its first lines, which is what it is called. Where most of it was
    said in another mail, its lines lose the marks of that."""
    told = [at for at, line in enumerate(lines) if line.strip()]
    quoted = {at: lines[at].lstrip("> ") for at in told if lines[at].startswith(">")}
    made = quoted if len(quoted) * 2 > len(told) else {}
    heads = {
        at: found
        for at in told[:_LONGEST_HEAD]
        if (found := _MAIL_HEAD.fullmatch(made.get(at, lines[at])))
    }
    subject = next((at for at in heads if heads[at]["name"].lower() in _SUBJECTS), None)
    if subject is None or not heads.keys() >= {*told[: told.index(subject)]}:
        return {}
    return {**made, **dict.fromkeys(heads, ""), subject: heading(1, heads[subject]["said"])}
