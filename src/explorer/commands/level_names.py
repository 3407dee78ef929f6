"""Which level is meant where a command is given the name of one: L4, or sre/L4."""

from explorer.commands.output import stop
from explorer.model import Ladder, Level, Site
from explorer.problems import did_you_mean


def level_in(site: Site, name: str) -> tuple[Level, Ladder]:
    """The level of a site that is called so; the command ends where none or several are."""
    key, _, code = name.rpartition("/")
    found = [
        (level, ladder)
        for ladder, level in site.levels()
        if level.code == code and key in ("", ladder.key)
    ]
    if len(found) > 1:
        choices = ", ".join(f"{ladder.key}/{level.code}" for level, ladder in found)
        stop(f"{name} is in several ladders; say which: {choices}")
    if not found:
        known = [
            f"{ladder.key}/{level.code}" if key else level.code for ladder, level in site.levels()
        ]
        meant = did_you_mean(name, dict.fromkeys(known))
        hint = (
            f"; did you mean {meant}?"
            if meant
            else f"; there are {', '.join(dict.fromkeys(known)) or 'none'}"
        )
        stop(f"There is no level {name}{hint}")
    return found[0]
