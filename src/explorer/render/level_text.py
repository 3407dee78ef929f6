"""How a level is named in plain text, on pages and in files."""

from explorer.model import Level
from explorer.text.translation import gettext as _


def level_code(level: Level) -> str:
    """The code of a level, with a quiet word where its text is a draft."""
    return _("{code} (draft)", code=level.code) if level.draft else level.code


def level_name(level: Level) -> str:
    """The code and the title of a level; a matrix that gives codes alone has no titles."""
    return level_code(level) + ("" if level.title == level.code else f" · {level.title}")
