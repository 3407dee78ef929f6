"""Comments of a YAML file carried over into a new version of it: none is ever lost.

YAML parsers drop comments. Here each one is anchored to the key or list item that it stands
before or beside, by path, and put at the same anchor in the new text; where that is gone, at
the next one that is left. Blank lines travel along. What the new text says is never changed.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import yaml

from explorer.files.yaml_reader import Document, Path, read


@dataclass(frozen=True, slots=True)
class _Comment:
    """A comment with its "#", or "" for a blank line; `line` counts from 1."""

    line: int
    text: str
    inline: bool = False


def carry_comments(old: bytes, new: str) -> str:
    """The new text with every comment of the old file in its place, however it was edited."""
    text = old.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
    if "#" not in text:
        return new
    try:
        comments = list(_comments(text))
    except yaml.YAMLError:
        comments = [
            _Comment(at, line.strip())
            for at, line in enumerate(text.split("\n"), 1)
            if line.lstrip().startswith("#")
        ]
    wanted = read(new.encode())
    placed = _placed(comments, read(text.encode()), wanted, new.split("\n"))
    found = read(placed.encode())
    if found.data == wanted.data and not found.problems:
        return placed
    # Never seen; a comment at the top cannot be wrong.
    return "".join(f"{comment.text}\n" for comment in comments if comment.text) + new


def renewed(old: bytes, new: str) -> bytes:
    """A file as it should be: as it is where it says the same, else with its comments kept."""
    held = read(old)
    if not held.problems and held.data == read(new.encode()).data:
        return old
    return carry_comments(old, new).encode()


def _comments(text: str) -> Iterator[_Comment]:
    """The comments and blank lines of a text; a "#" within a scalar is none."""
    lines = text.rstrip("\n").split("\n")
    ends: dict[int, int] = {}
    inside: set[int] = set()
    for token in yaml.scan(text, Loader=yaml.SafeLoader):
        if not isinstance(token, yaml.ScalarToken):
            continue
        first, last = token.start_mark, token.end_mark
        if token.style in ("|", ">"):
            # Blank lines at its end are none of its text, and part it from what follows.
            end = min(last.line + (last.column > 0), len(lines))
            while end > first.line + 1 and not lines[end - 1].strip():
                end -= 1
            inside.update(range(first.line + 1, end))
            ends[first.line] = first.column
        else:
            inside.update(range(first.line, last.line))
            ends[last.line] = last.column
    for at, line in enumerate(lines):
        if at in inside:
            continue
        start = line.find("#", ends.get(at, 0))
        if start >= 0 and not line[:start].strip():
            yield _Comment(at + 1, line[start:].rstrip())
        elif start > 0 and line[start - 1] in " \t":
            yield _Comment(at + 1, line[start:].rstrip(), inline=True)
        elif not line.strip():
            yield _Comment(at + 1, "")


def _lines(document: Document) -> dict[Path, int]:
    """The line in which each key and list item begins."""
    return {path: line for path, (line, _) in (document.values | document.keys).items() if path}


def _placed(
    comments: Sequence[_Comment], old: Document, new: Document, lines: Sequence[str]
) -> str:
    target = _lines(new)
    # The outermost first where several begin in one line.
    anchors = sorted(
        (line, len(path), target[path]) for path, line in _lines(old).items() if path in target
    )
    end = len(lines) if lines[-1] == "" else len(lines) + 1
    before: dict[int, list[str]] = {}
    beside: dict[int, list[str]] = {}
    for comment in comments:
        following = bisect_left(anchors, (comment.line + 1,))
        if comment.inline and following and anchors[following - 1][0] == comment.line:
            beside.setdefault(anchors[following - 1][2], []).append(comment.text)
            continue
        line = anchors[following][2] if following < len(anchors) else end
        before.setdefault(line, []).append(comment.text)
    made: list[str] = []
    for at, text in enumerate([*lines[: end - 1], ""], 1):
        indent = text[: len(text) - len(text.lstrip())]
        made += [f"{indent}{comment}" if comment else "" for comment in before.get(at, ())]
        if at < end:
            inline = beside.get(at, [])
            if inline and _ends_in_plain_text(text):
                # Beside such a text a comment would look like its cut-off end, an error.
                made += [f"{indent}{comment}" for comment in inline]
                inline = []
            made.append("  ".join([text, *inline]))
    return "\n".join(made).rstrip("\n") + "\n"


def _ends_in_plain_text(line: str) -> bool:
    """Whether a line's last piece is a text without quotes: `title: Engineer`."""
    return bool(read(f"{line.strip()} #".encode()).comments_after_text)
