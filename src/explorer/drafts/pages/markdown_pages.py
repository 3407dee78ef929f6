"""Pages of Markdown as blocks: their lines, the HTML among them, the title in their front matter.

Only that line of front matter is read here; a whole ladder in it is read in `front_matter`, and
what a heading means is said in `outline`.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

from explorer.documents.blocks import Block
from explorer.documents.grids import Grid
from explorer.documents.line_reader import LineReader
from explorer.documents.web_pages import blocks_of_html

_FRONT_MATTER_FIELD = re.compile(
    r"""(?P<key>title|name|description)(?::\s+|\s*=\s*)(?P<quote>["']?)(?P<value>.*\S)(?P=quote)\s*"""
)


def read_blocks(lines: Sequence[str], grids: Mapping[int, Grid] | None = None) -> list[Block]:
    """The blocks of a document; every non-blank line stands in one of them. `grids` are tables that
    have been read already, each by its first line."""
    made: list[Block] = []
    for block in LineReader(lines, grids).read():
        made += blocks_of_html(block.source, block.lines[0]) if block.kind == "html" else [block]
    return _with_page_title(_without_contents(made, lines), lines)


def _without_contents(blocks: list[Block], lines: Sequence[str]) -> list[Block]:
    """The blocks without a list that its site makes a table of contents of (`- TOC` over `{:toc}`),
    and without the heading over it."""
    for at, block in enumerate(blocks[:-1]):
        mark = lines[blocks[at + 1].lines[0] - 1] if blocks[at + 1].kind == "structure" else ""
        if block.kind == "bullet" and mark.strip().startswith("{:toc"):
            before = next((b for b in reversed(blocks[:at]) if b.kind != "structure"), block)
            for each in (block, before) if before.kind == "heading" else (block,):
                each.kind, each.text = "structure", ""
    return blocks


def fields_of(lines: Sequence[str], numbers: Iterable[int]) -> dict[str, tuple[int, str]]:
    """What the lines of front matter with these numbers say by key, each with its line."""
    said: dict[str, tuple[int, str]] = {}
    for number in numbers:
        if found := _FRONT_MATTER_FIELD.fullmatch(lines[number - 1]):
            said.setdefault(found["key"], (number, found["value"]))
    return said


def _with_page_title(blocks: list[Block], lines: Sequence[str]) -> list[Block]:
    """The blocks of a page, with its title as the text of its front matter, and as the outermost
    heading where there is none."""
    if not blocks or blocks[0].kind != "front-matter":
        return blocks
    said = fields_of(lines, blocks[0].lines)
    number, title = said.get("title") or said.get("name") or (0, "")
    if not title:
        return blocks
    blocks[0].text = title
    heads = [block for block in blocks if block.kind == "heading"]
    repeated = bool(heads) and title in heads[0].text
    # "Security Engineer" is what "Associate Security Engineer" and others are in, too.
    if any(block.depth == 1 for block in heads) or (
        repeated and sum(title in block.text for block in heads) == 1
    ):
        return blocks
    return [blocks[0], Block("heading", title, [number], depth=1), *blocks[1:]]
