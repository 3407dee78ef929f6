"""A 1:1 as HTML: the conversation list, what is presented, and the minutes as a page.

The minutes say the same as `meeting_minutes` does in Markdown. Escaped as everywhere in
`render`.
"""

from collections.abc import Sequence
from html import escape

from explorer.model import Ladder
from explorer.profiles.meeting import Topic, questions, topics
from explorer.profiles.paired_review import MANAGER, OWN
from explorer.profiles.profile import NOT_RATED, Profile
from explorer.render.html_parts import breadcrumb, said, sheet, tentative_tag
from explorer.render.level_text import level_code
from explorer.render.meeting_minutes import Words
from explorer.render.paired_review_html import both_words
from explorer.render.profile_html import examples_html
from explorer.render.statement_html import linked
from explorer.text.inline_markdown import visible
from explorer.text.translation import day
from explorer.text.translation import gettext as _

# How many letters fill how many lines of the stage, 56 rem wide: beyond, a smaller size lets
# the fields and the buttons under a long statement stay on a shared screen of 1280 x 720.
_LONG, _LONGEST = 190, 330


def conversation_list(listed: Sequence[Topic]) -> str:
    """The statements to talk about, in their order, each with what was agreed about it."""
    items = "".join(
        f"<li>{linked(topic.level, topic.statement)}<small>{_where(topic)}</small>{_step(topic)}</li>"
        for topic in listed
    )
    return f'<ol class="topics">{items}</ol>'


def statement_on_stage(topic: Topic, ladder: Ladder, words: tuple[str | None, str | None]) -> str:
    """One statement, large, with both people's words where they may be shown."""
    competency = topic.competency
    return sheet(
        f'<p class="quiet">{_where(topic)}</p>',
        on_stage(
            said(topic.level.language, topic.statement.text), len(visible(topic.statement.text))
        ),
        both_words(ladder.scale, *words) if any(words) else "",
        examples_html(competency, topic.level.language)
        if competency and competency.examples
        else "",
    )


def on_stage(text: str, letters: int) -> str:
    """A sentence (HTML) as large as it may be for its number of letters."""
    size = " longest" if letters > _LONGEST else " long" if letters > _LONG else ""
    return f'<p class="stage{size}">{text}</p>'


def question_on_stage(question: str, target: str) -> str:
    """One of the questions about a step to another level, large."""
    return sheet(
        f'<p class="quiet">{escape(_("A step to {target}", target=target))}</p>',
        on_stage(escape(question), len(question)),
    )


def minutes_html(profile: Profile, ladder: Ladder, on: str, words: Words | None = None) -> str:
    """The minutes as a page. `words` come in if both agreed."""
    parts = [f"<h2>{_('1:1 on {on}', on=escape(day(on)))}</h2>"]
    for topic in topics(profile, ladder):
        # What is under discussion is rated against nobody, whatever was said of it once.
        said = words(topic.ref) if words and not topic.statement.tentative else (None, None)
        parts.append(
            f"<section><h3>{linked(topic.level, topic.statement)}</h3>"
            f'<p class="quiet">{_where(topic)}</p>{_said(said)}'
            f"{_step(topic) or _no_step()}</section>"
        )
    asked = questions(profile, ladder)
    if asked:
        answers = "".join(
            f"<dt>{escape(question)}</dt><dd>{escape(profile.answers.get(key, '')) or '…'}</dd>"
            for key, question in asked.items()
        )
        parts.append(
            f"<section><h3>{_('A step to {target}', target=escape(profile.target))}</h3><dl>{answers}</dl></section>"
        )
    if len(parts) == 1:
        parts.append(f'<p class="quiet">{_("Nothing was on the list.")}</p>')
    return sheet('<div class="minutes">', *parts, "</div>")


def _where(topic: Topic) -> str:
    name = topic.competency.name if topic.competency else ""
    tag = tentative_tag() if topic.statement.tentative else ""
    return breadcrumb((level_code(topic.level), name, topic.statement.scope or "")) + tag


def _no_step() -> str:
    return f'<p class="step none">{_("No next step yet.")}</p>'


def _step(topic: Topic) -> str:
    if not topic.step:
        return ""
    by = (
        f' <span class="tag">{_("by {by}", by=escape(day(topic.step.by)))}</span>'
        if topic.step.by
        else ""
    )
    return f"""<p class="step">{_("<b>Next step</b> {value}{by}", value=escape(topic.step.text) or "…", by=by)}</p>"""


def _said(words: tuple[str | None, str | None]) -> str:
    if not any(words):
        return ""
    own, manager = (escape(word or _(NOT_RATED)) for word in words)
    return f'<p class="words">{_(OWN)}: <b>{own}</b> · {_(MANAGER)}: <b>{manager}</b></p>'
