"""The form of records.json as a JSON Schema: what scripts and assistants may rely on."""

from typing import Any

from explorer.records import KINDS

_TEXT, _MAYBE = {"type": "string"}, {"type": ["string", "null"]}
_PROPERTIES: dict[str, Any] = {
    "ladder": {**_TEXT, "description": "The ladder's key."},
    "level": {**_MAYBE, "description": "The level's code; null outside of levels."},
    "title": {**_MAYBE, "description": "The level's title."},
    "competency": {**_MAYBE, "description": "The competency's name."},
    "scope": {**_MAYBE, "description": "Where it applies; of a fact its name."},
    "kind": {"enum": list(KINDS)},
    "id": {**_MAYBE, "description": "The statement's id, stable while its meaning is."},
    "text": {**_TEXT, "description": "As written, with inline Markdown."},
    "links": {"type": "array", "items": _TEXT},
    "file": {**_TEXT, "description": "The file that it stands in."},
    "line": {"type": "integer", "minimum": 1},
}

RECORDS_SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "Every text of the ladders, one record each",
    "type": "array",
    "items": {
        "type": "object",
        "additionalProperties": False,
        "required": list(_PROPERTIES),
        "properties": _PROPERTIES,
    },
}
