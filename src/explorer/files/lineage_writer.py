"""Lineage written into a level's file: only its own lines change, so every comment stays.

The file is edited as text, at the places that YAML's marks name, and read again before it is
kept: what comes out must be the old data with the new lineage and nothing else.
"""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

import yaml

from explorer.errors import WriteError
from explorer.files.atomic_write import replace_file
from explorer.files.regular_file import read_regular
from explorer.files.yaml_reader import MAX_BYTES, read
from explorer.files.yaml_writer import key_text

Entries = Mapping[str, Sequence[str]]
"""Ids of statements, each with the references that it grows out of; none for nothing."""


def lineage_lines(entries: Entries, indent: str = "  ") -> str:
    """The entries as they stand below `lineage:`."""
    return "".join(
        f"{indent}{key_text(id)}: [{', '.join(map(key_text, references))}]\n"
        for id, references in entries.items()
    )


def with_lineage(raw: bytes, entries: Entries, name: str) -> bytes:
    """The bytes of a level's file with these entries in its lineage; comments and all other
    lines as they were. Raises WriteError where the file cannot be edited so."""
    text = raw.decode("utf-8-sig")
    ending = "\r\n" if "\r\n" in text else "\n"
    edited = _edited(text.replace("\r\n", "\n"), entries).replace("\n", ending)
    made = (b"\xef\xbb\xbf" if raw.startswith(b"\xef\xbb\xbf") else b"") + edited.encode()
    before, after = read(raw, name), read(made, name)
    wanted = dict(before.data) if isinstance(before.data, dict) else {}
    wanted["lineage"] = {
        **(wanted.get("lineage") or {}),
        **{k: list(v) for k, v in entries.items()},
    }
    if after.problems or after.data != wanted:
        raise WriteError(
            f"{name} is written in a way that cannot be edited safely, so nothing was changed. "
            f"Write this below its `lineage:` by hand:\n{lineage_lines(entries)}"
        )
    return made


def write_lineage(folder: Path, file: str, entries: Entries) -> None:
    """Write entries into a level's file, which is read anew: an edit that somebody made
    meanwhile stays. Raises WriteError, and then leaves the file as it was."""
    path = folder / file
    try:
        raw = read_regular(path, MAX_BYTES + 1, folder)
        mode = path.stat().st_mode
        made = with_lineage(raw, entries, file)
        if made != raw:
            real = Path(os.path.realpath(path))
            replace_file(real, made)
            real.chmod(mode)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        reason = getattr(error, "strerror", None) or "it cannot be read as YAML text"
        raise WriteError(f"{file} was not changed: {reason}.") from error


def _edited(text: str, entries: Entries) -> str:
    node = yaml.compose(text, Loader=yaml.SafeLoader)
    found = _value_of(node, "lineage") if isinstance(node, yaml.MappingNode) else None
    if found is None:
        return f"{text.rstrip()}\n\nlineage:\n{lineage_lines(entries)}"
    if not isinstance(found, yaml.MappingNode) or not found.value or found.flow_style:
        # Empty, or on one line in braces: the few entries are written anew, one a line.
        kept = {} if not isinstance(found, yaml.MappingNode) else yaml.safe_load(_span(text, found))
        start, end = found.start_mark.index, found.end_mark.index
        lines = lineage_lines({**kept, **entries})
        return f"{text[:start].rstrip()}\n{lines.rstrip()}{text[end:]}"
    return _in_block(text, found, entries)


def _in_block(text: str, block: yaml.MappingNode, entries: Entries) -> str:
    new = dict(entries)
    edits: list[tuple[int, int, str]] = []
    for key, value in block.value:
        if key.value in new:
            references = ", ".join(map(key_text, new.pop(key.value)))
            # A list with an item a line ends where the next key begins.
            end = value.start_mark.index + len(_span(text, value).rstrip())
            edits.append((key.end_mark.index, end, f": [{references}]"))
    if new:
        last = block.value[-1][1]
        end = last.start_mark.index + len(_span(text, last).rstrip())
        end = text.find("\n", end)
        end = len(text) if end < 0 else end
        indent = " " * block.value[0][0].start_mark.column
        edits.append((end, end, f"\n{lineage_lines(new, indent).rstrip()}"))
    for start, end, instead in sorted(edits, reverse=True):
        text = text[:start] + instead + text[end:]
    return text if text.endswith("\n") else f"{text}\n"


def _span(text: str, node: yaml.Node) -> str:
    return text[node.start_mark.index : node.end_mark.index]


def _value_of(node: yaml.MappingNode, name: str) -> yaml.Node | None:
    return next((value for key, value in node.value if key.value == name), None)
