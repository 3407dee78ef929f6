"""How a level is named: by code and title, and once where a matrix gives codes alone."""

from explorer.model import Level
from explorer.render.level_text import level_name


def test_a_level_without_a_title_of_its_own_is_named_once() -> None:
    assert level_name(Level("craft", "L2", "L2", "L2.yaml")) == "L2"
    assert level_name(Level("craft", "L2", "Engineer", "L2.yaml")) == "L2 · Engineer"
    assert level_name(Level("craft", "L2", "L2", "L2.yaml", draft=True)) == "L2 (draft)"
