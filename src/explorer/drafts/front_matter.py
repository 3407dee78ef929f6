"""Ladders kept as YAML: the front matter of a page, or a file of its own.

Where the data begins and ends, and what follows it on a page; `data_tree` says what the data
tells. YAML is read as data and nothing more (`explorer.files.yaml_reader`): tags, anchors and
aliases are refused.
"""

import re
from collections.abc import Sequence
from pathlib import PurePosixPath

from explorer.documents.inline import clean_text
from explorer.drafts import markdown_pages
from explorer.drafts.data_tree import Context, TreeWalker
from explorer.drafts.draft import Draft, Fragment
from explorer.drafts.draft_builder import DraftBuilder
from explorer.files import yaml_reader
from explorer.text.lazy_messages import gettext_lazy

SHAPE = gettext_lazy("front matter")
# A page is larger than a ladder's file, which may have 1 MB; up to here time is linear.
_MAX_BYTES, _MAX_PIECES = 10_500_000, 250_000
_TAB_AFTER_MARK = re.compile(r"^( *(?:- +)*(?:-|[\w\"' ]+:))[ \t]*\t[ \t]*")


def read(lines: Sequence[str], file: str) -> Draft | str:
    """A page with front matter, or a YAML file, as a draft; or a sentence saying why it is none."""
    bounds = _bounds(lines, file)
    if bounds is None:
        return gettext_lazy("it has no front matter")
    first, last, closed = bounds
    text = "\n".join(_without_tabs(line) for line in lines[first:last])
    raw = text.encode("utf-8", "surrogatepass")
    document = yaml_reader.read(raw, file, _MAX_BYTES, _MAX_PIECES)
    if document.problems:
        problem = min(document.problems)
        return f"line {problem.line + first}: {problem.sentence}"
    if not isinstance(document.data, dict | list):
        return gettext_lazy("its front matter holds no levels")
    walk = TreeWalker(document, lines, first, last)
    walk.visit(document.data, (), Context())
    if not any(entry.fragments for entry in walk.builder.entries):
        return gettext_lazy("its front matter names no level")
    walk.add_unplaced()
    builder = walk.builder
    if not closed:
        builder.warn(
            1, gettext_lazy("the front matter is never closed with ---; it was read to the end")
        )
    if all(entry.code.isdigit() for entry in builder.entries):
        builder.entries.sort(key=lambda entry: int(entry.code))
    _read_body(lines, last + 1, builder)
    shape = SHAPE if first else PurePosixPath(file).suffix[1:].upper().replace("YML", "YAML")
    return builder.build(file, shape, walk.title)


def _without_tabs(line: str) -> str:
    """A line with a tab after a dash or a key as a space: YAML 1.2 has it so, our parser not."""
    return _TAB_AFTER_MARK.sub(r"\1 ", line) if "\t" in line else line


def _bounds(lines: Sequence[str], file: str) -> tuple[int, int, bool] | None:
    """Where the YAML begins and ends (from 0, end exclusive), and whether it is closed."""
    start = next((at for at, line in enumerate(lines) if line.strip()), len(lines))
    if start < len(lines) and lines[start].rstrip() == "---":
        ends = range(start + 1, len(lines))
        end = next((at for at in ends if lines[at].rstrip() in ("---", "...")), None)
        return start + 1, len(lines) if end is None else end, end is not None
    if file.lower().endswith((".yml", ".yaml", ".json")):
        return 0, len(lines), True
    return None


def _read_body(lines: Sequence[str], first: int, builder: DraftBuilder) -> None:
    """What follows the front matter is prose of the ladder."""
    for block in markdown_pages.read_blocks([*[""] * first, *lines[first:]]):
        if block.kind == "heading":
            text = clean_text(block.text)
            builder.prose.append(Fragment("remainder", text, tuple(block.lines)))
        else:
            builder.add_text(block)
