"""The minutes of a 1:1 as Markdown: what was talked about and agreed, for where a team keeps
its notes. What both people said comes in only where both agreed to it."""

from collections.abc import Callable

from explorer.model import Ladder, Ref
from explorer.profiles.meeting import Topic, questions, topics
from explorer.profiles.paired_review import MANAGER, OWN
from explorer.profiles.profile import Profile
from explorer.text.inline_markdown import visible
from explorer.text.markdown_escape import escape_commonmark
from explorer.text.translation import day
from explorer.text.translation import gettext as _

Words = Callable[[Ref], tuple[str | None, str | None]]
"""What each of two views says of a statement: one's own word, the manager's."""


def minutes(profile: Profile, ladder: Ladder, on: str, words: Words | None = None) -> str:
    """What was talked about and agreed, as Markdown. `words` come in if both agreed."""
    lines = [_("# 1:1 on {on}", on=day(on)), ""]
    for topic in topics(profile, ladder):
        # What is under discussion is rated against nobody, whatever was said of it once.
        shown = words and not topic.statement.tentative
        lines += _topic(topic, words(topic.ref) if words and shown else None)
    asked = questions(profile, ladder)
    if asked:
        lines += [_("## A step to {target}", target=escape_commonmark(profile.target)), ""]
    for key, question in asked.items():
        lines += [
            f"- **{escape_commonmark(question)}** {escape_commonmark(profile.answers.get(key, '')) or '…'}"
        ]
    return "\n".join(lines).rstrip() + "\n"


def _topic(topic: Topic, words: tuple[str | None, str | None] | None) -> list[str]:
    where = [topic.level.code, topic.competency.name if topic.competency else ""]
    where += [topic.statement.scope or ""]
    tag = _(" (under discussion)") if topic.statement.tentative else ""
    lines = [
        f"## {escape_commonmark(visible(topic.statement.text))}",
        "",
        f"*{escape_commonmark(' · '.join(part for part in where if part))}{tag}*",
        "",
    ]
    if words and any(words):
        said = (escape_commonmark(word) if word else _("not rated") for word in words)
        lines += [
            f"- {name}: {word}" for name, word in zip((_(OWN), _(MANAGER)), said, strict=True)
        ]
    if topic.step:
        until = _(" (by {by})", by=day(topic.step.by)) if topic.step.by else ""
        lines += [
            _(
                "- Next step: {value}{until}",
                value=escape_commonmark(topic.step.text) or "…",
                until=until,
            )
        ]
    else:
        lines += [_("- Next step: …")]
    return [*lines, ""]
