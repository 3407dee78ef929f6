"""Decisions in words: for a reader, and as the options that say the same on the command line."""

import shlex
from collections.abc import Iterator

from explorer.importing.decisions import Decisions
from explorer.problems import quoted
from explorer.text.plurals import count


def in_words(decisions: Decisions) -> Iterator[str]:
    """Each decision as a few words."""
    if decisions.name:
        yield f"the ladder is called {quoted(decisions.name)}"
    if decisions.orientation:
        where = {"long": "a column, with a row a text"}.get(
            decisions.orientation, decisions.orientation
        )
        yield f"levels are {where}"
    if decisions.rows:
        yield f"rows are {decisions.rows}"
    for name, code in decisions.levels.items():
        yield f"{quoted(name)} is {f'level {code}' if code else 'a level'}"
    for name in decisions.not_levels:
        yield f"{quoted(name)} is no level"
    for name, role in decisions.names.items():
        yield f"{quoted(name)} is a {role}"
    for head, use in decisions.columns.items():
        yield f"{quoted(head)} {'is left out' if use == 'left out' else f'holds {use}'}"
    if decisions.numbers:
        yield "numbers are left out"
    if decisions.placed:
        yield f"{count(len(decisions.placed), 'line')} placed"
    if decisions.left_out:
        yield f"{count(len(decisions.left_out), 'line')} left out"
    for asked in decisions.right:
        yield f"answered: {asked}"


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
