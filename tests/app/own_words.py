"""Every text of a page that a visitor may see or hear, for `tests/library/brackets.py` to judge."""

import json
from collections.abc import Iterator
from typing import Any

from streamlit.testing.v1.element_tree import Widget

from library import brackets


def visible(visit: Any) -> Iterator[str]:
    """Every text of a page that a visitor may see or hear: labels, options, hints, HTML with its
    spoken attributes, charts."""
    roots = [visit.at.main, visit.at.sidebar]
    for node in (each for root in roots for each in root):
        kind = getattr(node, "type", "")
        if kind == "html":
            yield from _of_html(node.value)
            continue
        proto = getattr(node, "proto", None)
        names = ("label", "help", "placeholder", "body", "alt", "spec")
        # The value of a widget is the key of what is chosen; its options have the words.
        for name in names if isinstance(node, Widget) else (*names, "value"):
            said = getattr(node, name, None) or getattr(proto, name, None)
            if isinstance(said, str):
                yield from _of_chart(said) if name == "spec" else [said]
        options = getattr(node, "options", None) or getattr(proto, "options", ())
        yield from (str(getattr(each, "content", each)) for each in options or ())


def _of_html(source: str) -> list[str]:
    ours = source.startswith(("<style", '<div class="lx-state"')) or "languages" in source
    return [] if ours else brackets.of_html(source)


def _of_chart(spec: str) -> Iterator[str]:
    def texts(part: Any, key: str = "") -> Iterator[str]:
        if isinstance(part, dict):
            for name, each in part.items():
                yield from texts(each, name)
        elif isinstance(part, list):
            for each in part:
                yield from texts(each, key)
        elif isinstance(part, str) and key in ("title", "text", "description"):
            yield part

    yield from texts(json.loads(spec))
