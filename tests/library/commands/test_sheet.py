"""`ladder sheet`: each form is what the core makes of the level."""

import json

from explorer.interviews import rubric
from explorer.model import Ladder
from explorer.render.rubric_html import rubric_document
from explorer.render.rubric_markdown import rubric_markdown
from library.commands.running import refusal, run
from library.writing import SAMPLE

DIR = ("--dir", str(SAMPLE))


def test_a_sheet_comes_in_each_form(sre: Ladder) -> None:
    level = sre.level("L4")
    assert level
    made = rubric.rubric_of(sre, level)
    assert run("sheet", "L4", *DIR).stdout == rubric_markdown(made)
    assert run("sheet", "sre/L4", *DIR, "--format", "html").stdout == rubric_document(made)
    assert json.loads(run("sheet", "L4", *DIR, "--format", "json").stdout) == made.as_json()


def test_an_unknown_level_is_refused() -> None:
    assert refusal("sheet", "L44", *DIR).startswith("There is no level L44; there are L1, L2")
