"""The agenda of a 1:1: the topics of a profile's conversation list, in the order they were
added and not ranked, and the questions about a step to the next level."""

from dataclasses import dataclass

from explorer.model import Competency, Ladder, Level, Ref, Statement
from explorer.profiles.profile import Profile, Step
from explorer.text.translation import N_
from explorer.text.translation import gettext as _

QUESTIONS = {
    "proud": N_("Would you both be proud of an introduction as {level}?"),
    "gap": N_("Do you both see the same gap, and do you both want to close it?"),
    "opportunities": N_("Are the opportunities to do so lined up?"),
}
"""What is asked before a step to the next level, by the key of its answer."""


@dataclass(frozen=True, slots=True)
class Topic:
    """A statement to talk about, where it stands, and what was agreed about it."""

    ref: Ref
    level: Level
    competency: Competency | None
    statement: Statement
    step: Step


def topics(profile: Profile, ladder: Ladder) -> tuple[Topic, ...]:
    """The conversation list, in the order it was made; without what the ladder lost."""
    return tuple(
        Topic(
            ref,
            found[0],
            found[0].competency(found[1].competency),
            found[1],
            profile.agreed.get(ref, Step()),
        )
        for ref in profile.conversation
        if (found := ladder.find(ref))
    )


def is_step_up(profile: Profile, ladder: Ladder) -> bool:
    """Whether the profile aims at a higher level than the one it is at."""
    codes = [level.code for level in ladder.levels]
    return (
        profile.current in codes
        and profile.target in codes
        and codes.index(profile.current) < codes.index(profile.target)
    )


def questions(profile: Profile, ladder: Ladder) -> dict[str, str]:
    """The questions about a step to the next level, by key; none where there is no step."""
    level = ladder.level(profile.target)
    if level is None or not is_step_up(profile, ladder):
        return {}
    vowel = level.code[:1].upper() in "AEFHILMNORSX"
    named = _("an {level}", level=level.code) if vowel else _("a {level}", level=level.code)
    return {key: _(text, level=named) for key, text in QUESTIONS.items()}
