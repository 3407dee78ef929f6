"""A draft without what no ladder's file may hold: hidden characters, blank texts and names.

The readers of documents see bytes that are clean already; but `&#xFEFF;` in HTML and an escape
in front matter become hidden characters only while they are read, and what is left of a text
without them may be blank. A blank text is no fragment.
"""

from dataclasses import replace

from explorer.drafts.draft import Draft, DraftLevel, Fragment
from explorer.files.yaml_reader import readable


def cleaned(draft: Draft) -> Draft:
    """The draft as it can be written."""
    return replace(
        draft,
        name=_clean_name(draft.name),
        levels=tuple(_clean_level(level) for level in draft.levels),
        prose=_clean_fragments(draft.prose),
    )


def _clean_level(level: DraftLevel) -> DraftLevel:
    return replace(
        level,
        title=_seen(level.title) or level.code,
        fragments=_clean_fragments(level.fragments),
        icons={_seen(name): _seen(icon) for name, icon in level.icons.items()},
        ladder=_clean_name(level.ladder),
    )


def _clean_fragments(fragments: tuple[Fragment, ...]) -> tuple[Fragment, ...]:
    """The fragments that still say something."""
    kept: list[Fragment] = []
    for fragment in fragments:
        text = _seen(fragment.text)
        if not text:
            continue
        names = _clean_name(fragment.competency), _clean_name(fragment.scope)
        if (text, *names) != (fragment.text, fragment.competency, fragment.scope):
            kept.append(replace(fragment, text=text, competency=names[0], scope=names[1]))
        else:
            kept.append(fragment)
    return tuple(kept)


def _clean_name(name: str | None) -> str | None:
    return (_seen(name) or None) if name is not None else None


def _seen(text: str) -> str:
    """The text as a file may hold it, or nothing where a reader would see nothing of it: a name
    that is but a zero-width space stood in a table."""
    if text.isprintable():  # nearly every one, and told at once
        return text.strip()
    shown = any(character.isprintable() and not character.isspace() for character in text)
    return readable(text) if shown else ""
