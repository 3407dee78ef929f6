"""Decisions in words: for a reader, as the options that say the same on the command line, and as
what had no effect.
"""

import shlex
from collections.abc import Iterator, Mapping, Set
from types import MappingProxyType

from explorer.drafts.decisions import Decisions
from explorer.importing.decided_drafts import as_said
from explorer.problems import quoted
from explorer.text.lazy_messages import gettext_lazy, translated
from explorer.text.translation import N_, ngettext
from explorer.text.translation import gettext as _

_LONGEST = 60
_OF_TABLES = {
    "columns": N_("levels are columns"),
    "rows": N_("levels are rows"),
    "long": N_("levels are a column, with a row per text"),
    "competencies": N_("rows are competencies"),
    "scopes": N_("rows are scopes"),
}
_OF_NAMES: dict[str, tuple[str, str]] = {
    "coded level": (N_("{name} is level {code}"), "--level={name}={code}"),
    "level": (N_("{name} is a level"), "--level={name}"),
    "no level": (N_("{name} is no level"), "--not-level={name}"),
    "competency": (N_("{name} is a competency"), "--competency={name}"),
    "scope": (N_("{name} is a scope"), "--scope={name}"),
    "fact": (N_("{name} is a fact"), "--fact={name}"),
    "left out": (N_("{name} is left out"), "--column={name}=left-out"),
    "examples": (N_("{name} holds examples"), "--column={name}=examples"),
    "scopes": (N_("{name} holds scopes"), "--column={name}=scopes"),
}
"""What is decided of a name: in words, and as an option."""


def in_words(
    decisions: Decisions, questions: Mapping[str, str] = MappingProxyType({})
) -> Iterator[str]:
    """Each decision as a few words. `questions` are those that were asked, by what is kept of
    them, which is English."""
    if decisions.name:
        yield _("the ladder is called {name}", name=quoted(decisions.name))
    for said in filter(None, (decisions.orientation, decisions.rows)):
        yield _(_OF_TABLES[said])
    for what, name, code in decisions.of_names():
        yield _(_OF_NAMES[what][0], name=quoted(name), code=code)
    if decisions.numbers:
        yield _("numbers are left out")
    if placed := len(decisions.placed):
        yield ngettext("{number} line placed", "{number} lines placed", placed)
    if left := len(decisions.left_out):
        yield ngettext("{number} line left out", "{number} lines left out", left)
    for asked in decisions.right:
        told, mark, _rest = translated(questions.get(asked, asked)).partition("?")
        yield _("answered: {question}", question=f"{told}{mark}")


def as_options(decisions: Decisions) -> str:
    """The options of `ladder import` that say the same; "" where only a file can."""
    said: list[str] = []
    for part in ("orientation", "rows"):
        said += [f"--{part}", value] if (value := getattr(decisions, part)) else []
    for what, name, code in decisions.of_names():
        option, _equals, value = _OF_NAMES[what][1].partition("=")
        said += [option, value.format(name=name, code=code)]
    said += ["--numbers", "left-out"] if decisions.numbers else []
    for asked in decisions.right:
        said += ["--right", asked]
    return shlex.join(said)


def unmet(decisions: Decisions, met: Set[str]) -> Iterator[str]:
    """A sentence for each decision that no document gave a reason for."""
    for _what, name, _code in decisions.of_names():
        if name not in met:
            yield gettext_lazy(
                'Nothing here is called "{name}", so what was decided of it had no effect.',
                name=name,
            )
    for text in (*(each.text for each in decisions.placed), *decisions.left_out):
        if as_said(text) not in met:
            yield gettext_lazy(
                '"{text}" is not among what has no place, so where it goes had no effect.',
                text=text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…",
            )
