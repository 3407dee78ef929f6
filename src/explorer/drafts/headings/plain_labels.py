"""Labels without emphasis: `- Impact: finishes tasks`, or `Impact: finishes tasks` on a line, under
each of several levels; and `Level: M1` on a line, which heads one.

Of one line nobody knows whether it begins with a label. Where all that several levels say has one,
and they have the same, these are the competencies; the lines are then written as bullets with
labels in bold, which `section_bullets` reads.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import takewhile

from explorer.documents import labels
from explorer.documents.blocks import Block
from explorer.drafts.codes import code_from_title
from explorer.drafts.header_words import column_role, level_name

# "Years: 2-4" is a fact, "Impact: finishes tasks of a day" is none.
_FEWEST_WORDS = 2


def with_others(blocks: Sequence[Block], instead: Mapping[int, Sequence[Block]]) -> list[Block]:
    """The blocks with others in some places."""
    return [each for at, block in enumerate(blocks) for each in instead.get(at, [block])]


def _part(block: Block, lines: slice) -> Block:
    """Some lines of a paragraph as one of their own."""
    source = block.source[lines]
    text = " ".join(source)
    return replace(block, text=text, raw=text, lines=block.lines[lines], source=source)


def with_headed_levels(blocks: Sequence[Block]) -> list[Block]:
    """The blocks of a text, with a heading over each paragraph that begins with `Level: M1`, beside
    `Title: Mobile Engineer` or alone, where several do and no heading parts them:
    mobile-career-blocks.txt."""
    headed = {at: head for at, block in enumerate(blocks) if (head := _headed(block))}
    names = {head[0].text for head in headed.values()}
    if len(names) < 2 or any(block.kind == "heading" for block in blocks[min(headed) :]):
        return list(blocks)
    return with_others(blocks, headed)


def _headed(block: Block) -> list[Block]:
    """A paragraph as the heading of a level and what its other lines say; [] where it heads none."""
    lines = block.source or [block.raw]
    if block.kind != "paragraph" or len(lines) != len(block.lines):
        return []
    told: dict[str | None, str] = {}
    for line in lines[:2]:
        name, said = labels.split_plain_label(line) or ("", "")
        role = column_role(name)
        if role not in ("level", "title") or role in told or name.casefold() == "code":
            break  # "Code: A12" is that of a thing as well
        told[role] = said
    code, title = told.get("level", ""), told.get("title", "")
    if not level_name(code):
        return []
    of_code = code_from_title(code) if title else ""
    head = Block("heading", title or code, block.lines[: len(told)], depth=2, level=of_code)
    return [head, _part(block, slice(len(told), None))] if len(lines) > len(told) else [head]


def with_parted_facts(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with lines such as `Reports to: Head of Service` parted from the text right below
    them, where several paragraphs begin with the same: field-service-roles.txt."""
    told = {
        at: [fact[0] for fact in facts if fact]
        for at, block in enumerate(blocks)
        if block.kind == "paragraph" and len(block.source) == len(block.lines)
        if (facts := [*takewhile(bool, map(labels.split_short_fact, block.source))])
    }
    times = Counter(names[0] for names in told.values())
    parted = {
        at: [_part(blocks[at], slice(len(names))), _part(blocks[at], slice(len(names), None))]
        for at, names in told.items()
        if times[names[0]] > 1
    }
    return with_others(blocks, parted)


def with_headed_lists(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with paragraphs that begin with a label in bold, `**People.** What you do for
    others.`, as lines in bold and what these mean: several do, each a sentence over a list:
    engineering-managers.md."""
    found = {
        at: label
        for at, block in enumerate(blocks)
        if block.kind == "paragraph" and (label := labels.split_label(block.raw)) and label[1]
    }
    if len({name for name, _ in found.values()}) < 2 or any(
        not said.endswith(".") or at + 1 == len(blocks) or blocks[at + 1].kind != "bullet"
        for at, (_, said) in found.items()
    ):
        return list(blocks)
    headed = {
        at: [
            Block("paragraph", name, blocks[at].lines[:1], raw=f"**{name}**"),
            replace(blocks[at], text=said, raw=said, source=()),
        ]
        for at, (name, said) in found.items()
    }
    return with_others(blocks, headed)


def with_bold_labels(blocks: Sequence[Block], levels: Sequence[range]) -> dict[int, list[Block]]:
    """What stands in place of blocks, by their places. `levels` are the places of each level."""
    found = [labelled for level in levels if (labelled := _labelled_of(blocks, level))]
    said = [
        [
            label
            for lines in each.values()
            for line in lines
            if (label := labels.split_label(line.raw))
        ]
        for each in found
    ]
    times = Counter(name for each in said for name in dict(each))
    words = [text.count(" ") + 1 for each in said for _, text in each]
    shared = all(sum(times[name] > 1 for name, _ in each) * 2 > len(each) for each in said)
    if len(found) < 2 or sum(words) < _FEWEST_WORDS * len(words) or not shared:
        return {}
    return {at: lines for each in found for at, lines in each.items()}


def _labelled_of(blocks: Sequence[Block], level: range) -> dict[int, list[Block]]:
    """What stands in place of the bullets or lines of a level that have labels, by their places; {}
    where another has none, or the level has headings or tables."""
    made: dict[int, list[Block]] = {}
    for at in level:
        block = blocks[at]
        if block.kind in ("heading", "table", "summary", "code"):
            return {}
        if block.kind not in ("bullet", "paragraph"):
            continue
        parts = [block]
        if block.kind == "paragraph" and len(block.source) == len(block.lines):
            parts = [_part(block, slice(n, n + 1)) for n in range(len(block.lines))]
        made[at] = _with_bold(parts) or _with_bold([block])
        if not made[at] and block.kind == "bullet":
            return {}  # a paragraph beside bullets is the summary, or closes the document
    return {at: lines for at, lines in made.items() if lines}


def _with_bold(parts: Sequence[Block]) -> list[Block]:
    """Parts of a text as bullets with their labels in bold; [] where one has none."""
    told = [labels.split_plain_label(part.text) for part in parts]
    bold = [f"**{label[0]}:** {label[1]}" for label in told if label]
    made = zip(parts, bold, strict=False)
    bullets = [replace(part, kind="bullet", raw=raw, source=()) for part, raw in made]
    return bullets if all(told) else []
