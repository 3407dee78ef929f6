"""What the keys of a ladder that is kept as YAML say: level, area, scope, text or summary.

The words are those of published ladders; a key may be written in camel case or with hyphens.
"""

import re

from explorer.drafts.header_words import column_role, level_name
from explorer.files.yaml_reader import NonString

# "exampleCriteria" of data.md and design.md.
_WORD_BOUNDARY = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|[-_]+")
TITLE_KEYS = ("title", "label", "displayName", "display_name", "name")
ROLE_KEYS = ("position", "role", "jobTitle", "job_title")
"""What a record calls a level where it has no title: 16 real documents say position."""
CODE_KEYS = ("level", "code", "grade", "rank", "number", "id")
LEVEL_KEYS = {
    "levels",
    "roles",
    "grades",
    "ladder",
    "steps",
    "ranks",
    "bands",
    "content",
    "positions",
}
COMPETENCY_KEYS = {
    "topics",
    "competencies",
    "areas",
    "categories",
    "skills",
    "dimensions",
    "pillars",
    "values",
    "themes",
    "attributes",
    "capabilities",
    "tracks",
    "sections",
    "domains",
    "topic",
    "competences",
    "traits",
}
SCOPE_KEYS = {"groups", "scopes", "subcategories", "subareas", "subtopics"}
TEXT_KEYS = {
    "criteria",
    "statements",
    "expectations",
    "behaviours",
    "behaviors",
    "responsibilities",
    "statement",
    "expectation",
    "behaviour",
    "behavior",
    "text",
    "criterion",
    "requirements",
    "milestones",
    "signals",
    "items",
    "points",
    "bullets",
    "indicators",
}
SUMMARY_KEYS = {"summary", "description", "overview", "definition", "intro"}


def key_as_words(key: str) -> str:
    """A key as words: "exampleCriteria" and "example-criteria" are both "example criteria"."""
    return _WORD_BOUNDARY.sub(" ", key).casefold()[:80]


def key_as_title(key: str) -> str:
    words = _WORD_BOUNDARY.sub(" ", key).strip()
    return words[:1].upper() + words[1:]


def is_code(key: str) -> bool:
    named = level_name(key)
    return named is not None and named.sure


def holds_levels(node: object, depth: int = 3) -> bool:
    """Whether levels stand under a part of the tree, as far as its first entries tell."""
    if depth and isinstance(node, list):
        return bool(node) and holds_levels(node[0], depth - 1)
    if not depth or not isinstance(node, dict) or not node:
        return False
    keys = {key.casefold() for key in node}
    if keys & {"level", "code", "grade"} or all(level_name(key) for key in node):
        return True
    return any(holds_levels(value, depth - 1) for value in list(node.values())[:8])


def as_text(node: object) -> str:
    """A scalar as it was written."""
    if isinstance(node, NonString):
        return node.text
    return str(node).lower() if isinstance(node, bool) else str(node)


def is_record_of_text(node: dict[str, object]) -> bool:
    """Whether a mapping is one text with its level and competency beside it: a row of a table.
    What holds competencies by name is a level, whatever its `theme` is."""
    competencies = [
        isinstance(value, dict | list)
        for key, value in node.items()
        if column_role(key_as_words(key)) == "competency"
    ]
    return bool(competencies) and not any(competencies)


def has_bullets(text: str) -> bool:
    return any(line.lstrip().startswith(("- ", "* ", "• ", "<li")) for line in text.split("\n"))


def is_family(value: dict[str, object]) -> bool:
    """Whether what a key holds are levels that hold competencies: "engineering: {junior: {…}}"."""
    return all(level_name(key) and isinstance(inner, dict) for key, inner in value.items())


def holds_levels_of_areas(node: dict[str, object]) -> bool:
    """Whether a track or an area holds levels that hold competencies themselves."""
    levels = [value for key, value in node.items() if key.casefold() in LEVEL_KEYS]
    inner = [each for value in levels if isinstance(value, list) for each in value]
    return any(
        isinstance(each, dict) and not COMPETENCY_KEYS.isdisjoint(map(str.casefold, each))
        for each in inner
    )
