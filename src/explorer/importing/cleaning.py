"""A draft without what no ladder's file may hold: hidden characters, blank texts and names.

The readers of documents see bytes that are clean already; but `&#xFEFF;` in HTML and an escape
in front matter become hidden characters only while they are read, and what is left of a text
without them may be blank. A blank text is no fragment.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from explorer.drafts.draft import Draft, Fragment
from explorer.files.yaml_reader import readable


def cleaned(draft: Draft) -> Draft:
    """The draft as it can be written."""
    levels = (
        replace(
            level,
            title=_seen(level.title) or level.code,
            icons={_seen(name): _seen(icon) for name, icon in level.icons.items()},
            ladder=_clean_name(level.ladder),
        )
        for level in draft.levels
    )
    return replace(draft, name=_clean_name(draft.name), levels=tuple(levels)).mapped(_clean)


def _clean(fragments: Iterable[Fragment]) -> Iterator[Fragment]:
    """The fragments that still say something."""
    for each in fragments:
        if not (text := _seen(each.text)):
            continue
        names = _clean_name(each.competency), _clean_name(each.scope)
        if (text, *names) == (each.text, each.competency, each.scope):
            yield each
        else:
            yield replace(each, text=text, competency=names[0], scope=names[1])


def _clean_name(name: str | None) -> str | None:
    return (_seen(name) or None) if name is not None else None


def _seen(text: str) -> str:
    """The text as a file may hold it, or nothing where a reader would see nothing of it: a name
    that is but a zero-width space stood in a table."""
    if text.isprintable():  # nearly every one, and told at once
        return text.strip()
    shown = any(character.isprintable() and not character.isspace() for character in text)
    return readable(text) if shown else ""
