"""Which files of a folder are a ladder's, in which order, and how they look from outside.

A folder holds one ladder (level files beside a ladder.yaml) or one folder a ladder. What
the files say is the work of `loading`.
"""

import os
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from explorer.files.regular_file import leads_out

GUIDE_FILE = "guide.md"
"""How a ladder is used here, beside its ladder.yaml."""
LADDER_FILE = "ladder.yaml"
IMPORT_FILE = "import.yaml"
"""How a ladder was imported, beside its ladder.yaml; no page reads it."""
SITE_FILES = frozenset({"synonyms.yaml", "synonyms.yml"})
MAX_FILES = 500
MAX_TOTAL_BYTES = 8 * 2**20
"""Of all YAML files together. A real ladder has some 100 KB; this is a hundred thousand
statements, which load in a few seconds while the first visitor waits."""

_YAML = (".yaml", ".yml")

State = tuple[tuple[str, int, int, int, int], ...]
"""Per file: name, size in bytes, when its content and its entry last changed (nanoseconds), and
its number on the disk. Tools that keep the time and size (rsync -t, tar, touch -r) give others
of the last two."""


def app_root() -> Path:
    """The folder that holds app.py, pages/ and the sample ladder.

    In a checkout it is the checkout; an installed wheel carries it inside the package.
    """
    package = Path(__file__).resolve().parents[1]
    installed = package / "site"
    return installed if (installed / "app.py").is_file() else package.parents[1]


def general_synonyms() -> Path:
    """The synonyms that come with the explorer, for folders that have none of their own."""
    return app_root() / "ladder" / "synonyms.yaml"


def state(folder: str | Path) -> State:
    """What the folder's files look like from outside; another state means: load again."""
    found = []
    files = list(islice(yaml_files(Path(folder)), MAX_FILES + 1))
    guides = sorted({file.parent / GUIDE_FILE for file in files})
    there = (guide for guide in guides if os.path.lexists(guide))
    for file in (*files, *synonym_files(Path(folder)), *there):
        try:
            stat = file.stat()
            times = stat.st_mtime_ns, stat.st_ctime_ns
            found.append((str(file), stat.st_size, *times, stat.st_ino))
        except OSError:
            found.append((str(file), -1, 0, 0, 0))
    return tuple(found)


def yaml_files(root: Path) -> Iterator[Path]:
    """The YAML files of a folder and of the folders in it, in the order of their names."""
    try:
        entries = sorted(root.iterdir(), key=lambda entry: natural(entry.name))
    except OSError:
        return
    yield from (entry for entry in entries if _is_ours(entry) and entry.name not in SITE_FILES)
    for entry in entries:
        if _may_hold_a_ladder(entry) and not leads_out(entry, root):
            try:
                inside = sorted(entry.iterdir(), key=lambda file: natural(file.name))
            except OSError:
                continue
            yield from (file for file in inside if _is_ours(file))


def folders_elsewhere(root: Path) -> Iterator[Path]:
    """Links to folders outside of this one, which are left out."""
    try:
        entries = sorted(root.iterdir())
    except OSError:
        return
    yield from (
        entry
        for entry in entries
        if entry.is_symlink() and _may_hold_a_ladder(entry) and leads_out(entry, root)
    )


def _may_hold_a_ladder(entry: Path) -> bool:
    return is_folder(entry) and not entry.name.startswith(".") and entry.suffix not in _YAML


def synonym_files(root: Path) -> Iterator[Path]:
    """The file of synonyms beside the ladders, where there is one."""
    yield from (root / name for name in sorted(SITE_FILES) if (root / name).exists())


def import_files(root: Path) -> list[Path]:
    """The decisions of imports that are kept below a folder, or in it, where it is one ladder's."""
    try:
        return sorted({*root.glob(IMPORT_FILE), *root.glob(f"*/{IMPORT_FILE}")})
    except OSError:
        return []


def folders_with(name: str, root: Path) -> list[str]:
    """The names of the folders in one that hold a file of that name."""
    try:
        return [path.parent.name for path in sorted(root.glob(f"*/{name}"))]
    except OSError:
        return []


def is_folder(path: Path) -> bool:
    # Path.is_dir raises for a name that is too long and for what it may not look into.
    return os.path.isdir(path)  # noqa: PTH112


def _is_ours(path: Path) -> bool:
    named = path.name.lower()
    return (
        path.suffix.lower() in _YAML
        and not named.startswith((".", "_", "~"))
        and named != IMPORT_FILE
    )


def natural(text: str) -> list[tuple[int, int, str]]:
    """Sorts L2 before L10, and L1.2 before L1.10."""
    parts = re.findall(r"\d+|\D+", text.casefold())
    return [(0, int(p), "") if p.isdecimal() and len(p) < 20 else (1, 0, p) for p in parts]


def printable_name(name: str) -> str:
    """A file's name as it can be printed anywhere."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in name)
