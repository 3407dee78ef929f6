"""Which bullets are nested in which, and which of them only introduce the ones in them.

Whether indentation is tabs or spaces, a bullet two columns further in belongs to the one
before it. What a nested bullet means for a level is the work of `sections`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from explorer.documents import labels
from explorer.documents.blocks import BOLD, Block, emphasis_depth

_WHO = {"i", "i'm", "i’m", "you", "we", "they", "he", "she"}


@dataclass(slots=True)
class NestedBullet:
    """A bullet among those around it: `parent` is the place of the one it is nested in."""

    parent: int | None = None
    children: int = 0
    introduces: bool = False
    labelled: tuple[str, str] | None = None


def nest_bullets(blocks: Sequence[Block], first: int, end: int) -> dict[int, NestedBullet]:
    """The bullets of a run of blocks, with what is nested in what."""
    items: dict[int, NestedBullet] = {}
    around: list[int] = []
    lists: dict[tuple[int, int | None], list[int]] = {}
    number = 0
    holding: set[int] = set()
    """The bullets that hold more than their own examples."""
    for at in range(first, end):
        block = blocks[at]
        if block.kind != "bullet":
            # A marker or a remark between two bullets leaves them one list.
            text = block.text if block.kind in ("paragraph", "quote") else None
            breaks = block.kind not in ("structure", "comment", "code")
            if breaks and not (text and (labels.is_maybe(text) or labels.note_text(text))):
                around.clear()
                number += 1
            continue
        while around and block.indent < blocks[around[-1]].indent + 2:
            around.pop()
        item = items[at] = NestedBullet(around[-1] if around else None)
        if item.parent is not None:
            items[item.parent].children += 1
            if not labels.gives_example(block.raw):
                holding.add(item.parent)
        item.labelled = labels.split_label(block.raw)
        if item.labelled is None and emphasis_depth(block.raw) == BOLD:
            item.labelled = block.text, ""
        around.append(at)
        lists.setdefault((number, item.parent), []).append(at)
    for beside in lists.values():
        # Beside bullets that hold none, a few words with details are an expectation as well.
        all_hold = all(items[at].children or labels.is_marker(blocks[at].text) for at in beside)
        for at in beside:
            items[at].introduces = at in holding and introduces(
                blocks[at], all_hold or items[at].children > 1
            )
    return items


def introduces(block: Block, few_words: bool = True) -> bool:
    """Whether a bullet only says what the ones nested in it are about: by its form, or
    where `few_words` are enough."""
    text = block.text
    if text.rstrip("*_").endswith((":", "：")) or emphasis_depth(block.raw):
        return True
    if label := labels.split_label(block.raw):
        return not label[1]
    words = text.split()
    if not words or len(words) > 5 or text.endswith((".", "!", "?", ";")):
        return False
    return few_words and words[0].casefold() not in _WHO
