"""`ladder job`: the draft is what the core makes of the level."""

from explorer.model import Ladder
from explorer.render.job_description_markdown import job_description_markdown
from library.commands.running import refusal, run
from library.writing import SAMPLE

DIR = ("--dir", str(SAMPLE))


def test_a_draft_is_made_of_the_level(sre: Ladder) -> None:
    level = sre.level("L4")
    assert level
    assert run("job", "L4", *DIR).stdout == job_description_markdown(level)


def test_an_unknown_level_is_refused() -> None:
    assert refusal("job", "L44", *DIR).startswith("There is no level L44; there are L1, L2")
