"""A folder of YAML files to a `Site`: every good level, and every problem by file and line.

A folder holds one ladder (level files beside a ladder.yaml) or one folder per ladder. One
bad file never hides the others; where the last good state of a file is known it is shown
instead, and the site says so. What a file looks like is said in `schema`; one ladder's
folder is the work of `ladder_loader`.
"""

from contextlib import suppress
from dataclasses import replace
from itertools import groupby, islice
from operator import attrgetter
from pathlib import Path
from tempfile import TemporaryDirectory

from explorer.files.general_synonyms import general, thesaurus
from explorer.files.ladder_loader import LadderLoader, parse_file
from explorer.files.paths import (
    LADDER_FILE,
    MAX_FILES,
    MAX_TOTAL_BYTES,
    folders_elsewhere,
    is_folder,
    printable_name,
    synonym_files,
    yaml_files,
)
from explorer.files.schema import SynonymsShape
from explorer.files.yaml_reader import MAX_BYTES
from explorer.model import Level, Site
from explorer.problems import Problem, first
from explorer.text.synonyms import Thesaurus


def load(folder: str | Path, last: Site | None = None) -> Site:
    """Load every ladder below `folder`. Never raises for what the folder holds.

    `last` is the site as it was loaded before: a level that cannot be read now is taken
    from there, so that a half-saved file does not make it vanish.
    """
    root = Path(folder)
    if not is_folder(root):
        missing = Problem(str(folder), 1, 1, "no such folder", "a folder of ladders")
        return Site(str(folder), problems=(missing,))
    files = list(islice(yaml_files(root), MAX_FILES + 1))
    problems: list[Problem] = []
    if len(files) > MAX_FILES:
        problems.append(
            Problem(
                ".",
                1,
                1,
                f"more than {MAX_FILES} YAML files",
                f"at most {MAX_FILES} (the rest is left out)",
            )
        )
    problems += [
        Problem(
            printable_name(out.name),
            1,
            1,
            "a link that leads out of the folder",
            "a folder in it, or the folder that holds both served instead",
        )
        for out in folders_elsewhere(root)
    ]
    within = _within_total(files[:MAX_FILES])
    if len(within) < len(files[:MAX_FILES]):
        over = files[len(within)]
        problems.append(
            Problem(
                printable_name(over.relative_to(root).as_posix()),
                1,
                1,
                f"more than {MAX_TOTAL_BYTES:,} bytes of YAML files up to this one",
                "less in one folder (this file and those after it are left out)",
            )
        )
    folders: dict[Path, list[Path]] = {}
    for file in within:
        folders.setdefault(file.parent, []).append(file)
    loaders = [LadderLoader(root, home, inside, last, root) for home, inside in folders.items()]
    ladders = tuple(loader.load() for loader in loaders)
    if not ladders:
        problems.append(
            Problem(
                ".", 1, 1, "no ladder", "level files such as L4.yaml, in this folder or one below"
            )
        )
    for loader in loaders:
        problems += _first_of_each_file(loader.problems)
    groups, wrong, stale = _synonyms(root, last)
    stale += [file for loader in loaders for file in loader.stale_files]
    return Site(str(folder), ladders, tuple(sorted(problems + wrong)), tuple(sorted(stale)), groups)


def _first_of_each_file(problems: list[Problem]) -> list[Problem]:
    by_file = groupby(sorted(problems), key=attrgetter("file"))
    return [problem for _, of_file in by_file for problem in first(of_file)]


def _within_total(files: list[Path]) -> list[Path]:
    """The first files that together are no larger than a folder may be; looked at, not read."""
    left = MAX_TOTAL_BYTES
    for at, file in enumerate(files):
        # What cannot be looked at, or is too large by itself, is told where it is read.
        with suppress(OSError):
            left -= min(file.stat().st_size, MAX_BYTES)
        if left < 0:
            return files[:at]
    return files


def load_level(file: str | Path) -> tuple[Level | None, list[Problem]]:
    """Load one level from a file of its own, with the words of a ladder.yaml beside it.

    Its lineage is left alone: the levels below it are not looked for.
    """
    path = Path(file)
    explained = [near for near in (path.parent / LADDER_FILE,) if near.is_file()]
    loader = LadderLoader(path.parent, path.parent, explained, None)
    found = loader.load_level(path, loader.load_ladder_file())
    return (found[0] if found else None), loader.problems


def read_level(
    raw: bytes, name: str, explained: bytes | None = None
) -> tuple[Level | None, list[Problem]]:
    """Load one level from the bytes of a file that lies elsewhere, called `name`.

    `explained` is the ladder.yaml that stood beside it, if one did.
    """
    with TemporaryDirectory() as folder:
        home = Path(folder)
        (home / "level.yaml").write_bytes(raw[: MAX_BYTES + 1])
        if explained is not None:
            (home / LADDER_FILE).write_bytes(explained[: MAX_BYTES + 1])
        level, problems = load_level(home / "level.yaml")
    named = [p.in_file(name) for p in problems if p.file != LADDER_FILE]
    return (replace(level, file=name, ladder="") if level else None), named


def _synonyms(root: Path, last: Site | None) -> tuple[Thesaurus, list[Problem], list[str]]:
    """The thesaurus of a folder, what is wrong with its file, and the files that are stale.

    Groups of a file beside the ladders stand in place of those that come with the explorer
    (an empty list means none); its derivations and abbreviations are added to theirs.
    """
    ours = general()
    own = list(synonym_files(root))
    if not own:
        return ours, [], []
    made = replace(ours, groups=())
    found: list[Problem] = []
    for file in own:
        shape, _, problems = parse_file(SynonymsShape, file, file.name, root)
        found += problems
        if shape is None:
            return (last.synonyms if last else made), found, [file.name] if last else []
        theirs = thesaurus(shape)
        made = Thesaurus(
            made.groups + theirs.groups,
            tuple(dict.fromkeys(made.derivations + theirs.derivations)),
            tuple(dict.fromkeys(made.abbreviations + theirs.abbreviations)),
        )
    return made, found, []
