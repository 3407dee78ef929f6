"""The 1:1: what is to be talked about, one after the other, and how it ends.

The list is the profile's; the order is the ladder's authors', not a ranking. Both ratings
come in only where both people agreed to it. What is agreed ends as Markdown for where the
team keeps its notes.
"""

from collections.abc import Callable
from dataclasses import dataclass

from explorer.model import Competency, Ladder, Level, Ref, Statement
from explorer.profiles.paired_review import MANAGER, OWN
from explorer.profiles.profile import Profile, Step
from explorer.text.inline_markdown import visible
from explorer.text.markdown_escape import escape_commonmark

Words = Callable[[Ref], tuple[str | None, str | None]]
"""What each of two views says of a statement: one's own word, the manager's."""

QUESTIONS = {
    "proud": "Would you be proud to introduce this person as {level}?",
    "gap": "Do you both see the same gap, and do you both want to close it?",
    "opportunities": "Are the opportunities to do so lined up?",
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
    named = f"{'an' if level.code[:1].upper() in 'AEFHILMNORSX' else 'a'} {level.code}"
    return {key: text.format(level=named) for key, text in QUESTIONS.items()}


def minutes(profile: Profile, ladder: Ladder, on: str, words: Words | None = None) -> str:
    """What was talked about and agreed, as Markdown. `words` come in if both agreed."""
    lines = [f"# 1:1 on {on}", ""]
    for topic in topics(profile, ladder):
        # What is under discussion is rated against nobody, whatever was said of it once.
        shown = words and not topic.statement.tentative
        lines += _topic(topic, words(topic.ref) if words and shown else None)
    asked = questions(profile, ladder)
    if asked:
        lines += [f"## A step to {escape_commonmark(profile.target)}", ""]
    for key, question in asked.items():
        lines += [
            f"- **{escape_commonmark(question)}** {escape_commonmark(profile.answers.get(key, '')) or '…'}"
        ]
    return "\n".join(lines).rstrip() + "\n"


def _topic(topic: Topic, words: tuple[str | None, str | None] | None) -> list[str]:
    where = [topic.level.code, topic.competency.name if topic.competency else ""]
    where += [topic.statement.scope or ""]
    tag = " (under discussion)" if topic.statement.tentative else ""
    lines = [
        f"## {escape_commonmark(visible(topic.statement.text))}",
        "",
        f"*{escape_commonmark(' · '.join(part for part in where if part))}{tag}*",
        "",
    ]
    if words and any(words):
        said = (escape_commonmark(word) if word else "not rated" for word in words)
        lines += [f"- {name}: {word}" for name, word in zip((OWN, MANAGER), said, strict=True)]
    if topic.step:
        until = f" (by {topic.step.by})" if topic.step.by else ""
        lines += [f"- Next step: {escape_commonmark(topic.step.text) or '…'}{until}"]
    else:
        lines += ["- Next step: …"]
    return [*lines, ""]
