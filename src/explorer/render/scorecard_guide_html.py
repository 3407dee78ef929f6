"""What helps a panelist while they fill in a card: how to open a subject, and the bar around it."""

from collections.abc import Iterable
from html import escape

from explorer.model import TextBlock
from explorer.render.html_parts import item_list, sheet
from explorer.render.rubric_html import quoted_examples
from explorer.render.rubric_text import MAY_HEAR
from explorer.text.translation import gettext as _
from explorer.text.translation import listed, ngettext


def guide_html(prompts: Iterable[str], beside: Iterable[tuple[str, Iterable[str]]]) -> str:
    """The opening words of one expectation, and on demand what the levels beside it ask."""
    said = "".join(f'<p class="quiet">{escape(each)}</p>' for each in prompts)
    around = [(escape(code), item_list(map(escape, texts))) for code, texts in beside]
    if not around:
        return sheet(said)
    what = ngettext(
        "What {names} asks instead",
        "What {names} ask instead",
        len(around),
        names=listed([code for code, _texts in around]),
    )
    asks = "".join(f"<h4>{code}</h4>{texts}" for code, texts in around)
    return sheet(
        said,
        f"<details><summary>{what}</summary>{asks}</details>",
    )


def examples_html(examples: tuple[TextBlock, ...], language: str) -> str:
    """The ladder's examples of a competency, on demand."""
    said = quoted_examples(examples, language)
    return sheet(f"<details><summary>{_(MAY_HEAR)}</summary>{said}</details>")
