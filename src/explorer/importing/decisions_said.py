"""Decisions in words: for a reader, and as the options that say the same on the command line."""

import shlex
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from explorer.drafts.decisions import Decisions
from explorer.problems import quoted
from explorer.text.lazy_messages import translated
from explorer.text.translation import gettext as _
from explorer.text.translation import ngettext


def in_words(
    decisions: Decisions, questions: Mapping[str, str] = MappingProxyType({})
) -> Iterator[str]:
    """Each decision as a few words. `questions` are those that were asked, by what is kept of
    them, which is English."""
    if decisions.name:
        yield _("the ladder is called {name}", name=quoted(decisions.name))
    if decisions.orientation:
        yield {
            "columns": _("levels are columns"),
            "rows": _("levels are rows"),
            "long": _("levels are a column, with a row a text"),
        }[decisions.orientation]
    if decisions.rows:
        yield (
            _("rows are competencies") if decisions.rows == "competencies" else _("rows are scopes")
        )
    for name, code in decisions.levels.items():
        said = quoted(name)
        yield (
            _("{name} is level {code}", name=said, code=code)
            if code
            else _("{name} is a level", name=said)
        )
    for name in decisions.not_levels:
        yield _("{name} is no level", name=quoted(name))
    for name, role in decisions.names.items():
        said = quoted(name)
        yield (
            _("{name} is a competency", name=said)
            if role == "competency"
            else _("{name} is a scope", name=said)
        )
    for head, use in decisions.columns.items():
        yield {
            "left out": _("{name} is left out", name=quoted(head)),
            "examples": _("{name} holds examples", name=quoted(head)),
            "scopes": _("{name} holds scopes", name=quoted(head)),
        }[use]
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
    for option, value in (("orientation", decisions.orientation), ("rows", decisions.rows)):
        said += [f"--{option}", value] if value else []
    for name, code in decisions.levels.items():
        said += ["--level", f"{name}={code}" if code else name]
    for name in decisions.not_levels:
        said += ["--not-level", name]
    for name, role in decisions.names.items():
        said += [f"--{role}", name]
    for head, use in decisions.columns.items():
        said += ["--column", f"{head}={use.replace(' ', '-')}"]
    said += ["--numbers", "left-out"] if decisions.numbers else []
    for asked in decisions.right:
        said += ["--right", asked]
    return shlex.join(said)
