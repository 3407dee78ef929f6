"""A folder of YAML files to a `Site`: every good level, and every problem by file and line.

A folder holds one ladder (level files beside a ladder.yaml) or one folder a ladder. One
bad file never hides the others; where the last good state of a file is known it is shown
instead, and the site says so. What a file looks like is said in `schema`.
"""

import re
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import TypeVar

from explorer.files.general_synonyms import general
from explorer.files.lineage import LevelOrCode, descendants, resolve
from explorer.files.paths import (
    LADDER_FILE,
    MAX_FILES,
    is_folder,
    natural,
    shown,
    synonym_files,
    yaml_files,
)
from explorer.files.schema import (
    CompetencyShape,
    LadderShape,
    LevelShape,
    Shape,
    SynonymsShape,
    check,
)
from explorer.files.yaml_reader import MAX_BYTES, Document, read
from explorer.model import (
    DEFAULT_SCALE,
    Competency,
    Definition,
    Fact,
    Ladder,
    Level,
    RatingScale,
    Ref,
    ScopeGroup,
    Site,
    Statement,
    TextBlock,
)
from explorer.problems import Problem, one_of, quoted

S = TypeVar("S", bound=Shape)


def load(folder: str | Path, last: Site | None = None) -> Site:
    """Load every ladder below `folder`. Never raises for what the folder holds.

    `last` is the site as it was loaded before: a level that cannot be read now is taken
    from there, so that a half-saved file does not make it vanish.
    """
    root = Path(folder)
    if not is_folder(root):
        missing = Problem(str(folder), 1, 1, "no such folder", "a folder of ladders")
        return Site(str(folder), problems=(missing,))
    files = list(yaml_files(root))
    problems: list[Problem] = []
    if len(files) > MAX_FILES:
        problems.append(
            Problem(
                ".",
                1,
                1,
                f"{len(files):,} YAML files",
                f"at most {MAX_FILES} (the rest is left out)",
            )
        )
    folders: dict[Path, list[Path]] = {}
    for file in files[:MAX_FILES]:
        folders.setdefault(file.parent, []).append(file)
    loaders = [_LadderLoader(root, home, inside, last) for home, inside in folders.items()]
    ladders = tuple(loader.load() for loader in loaders)
    if not ladders:
        problems.append(
            Problem(
                ".", 1, 1, "no ladder", "level files such as L4.yaml, in this folder or one below"
            )
        )
    problems += [problem for loader in loaders for problem in loader.problems]
    groups, wrong, kept_file = _synonyms(root, last)
    kept = sorted([*kept_file, *(file for loader in loaders for file in loader.kept)])
    return Site(str(folder), ladders, tuple(sorted(problems + wrong)), tuple(kept), groups)


def load_level(file: str | Path) -> tuple[Level | None, list[Problem]]:
    """Load one level from a file of its own, with the words of a ladder.yaml beside it.

    Its lineage is left alone: the levels below it are not looked for.
    """
    path = Path(file)
    explained = [near for near in (path.parent / LADDER_FILE,) if near.is_file()]
    loader = _LadderLoader(path.parent, path.parent, explained, None)
    found = loader.level(path, loader.ladder())
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


def _parse_as(
    shape: type[S], file: Path, name: str
) -> tuple[S | None, Document | None, list[Problem]]:
    """A file as a shape, the document it was, and what is wrong with it."""
    try:
        if not file.is_file():
            raise OSError(0, "it is a folder, a pipe or a link to nothing")
        with file.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        found = f"a file that cannot be read ({reason})"
        return None, None, [Problem(name, 1, 1, found, "a readable file")]
    document = read(raw, name)
    checked, problems = check(shape, document, name)
    return checked, document, problems


def _scale(shape: LadderShape, document: Document, name: str) -> tuple[RatingScale, list[Problem]]:
    """The rating words. A word to expect that is none of them is a problem, and not used."""
    usual = {each.name: each.meaning for each in DEFAULT_SCALE.definitions}
    meanings, expected = shape.ratings or usual, shape.expected
    if expected is None or expected in meanings:
        return RatingScale.from_meanings(meanings, expected), []
    found = f"{quoted(expected)}, which is no rating word"
    place = document.values.get(("expected",)) or document.place(("expected",))
    problem = Problem(name, *place, found, one_of(expected, meanings))
    return RatingScale.from_meanings(meanings), [problem]


def _synonyms(
    root: Path, last: Site | None
) -> tuple[tuple[tuple[str, ...], ...], list[Problem], list[str]]:
    """The groups of words beside the ladders, what is wrong with them, and what was kept.

    A folder without a file of its own is searched with the one that comes with the
    explorer; an empty list in a file of its own means none.
    """
    own = list(synonym_files(root))
    if not own:
        return general(), [], []
    groups: list[tuple[str, ...]] = []
    found: list[Problem] = []
    for file in own:
        shape, _, problems = _parse_as(SynonymsShape, file, file.name)
        found += problems
        if shape is None:
            return (last.synonyms, found, [file.name]) if last else ((), found, [])
        groups += [tuple(group) for group in shape.groups]
    return tuple(groups), found, []


def spoken(key: str) -> str:
    """A name for a key that nobody has named: "domain-expertise" is "Domain expertise"."""
    words = re.sub(r"[-_.]+", " ", key).strip()
    return words[:1].upper() + words[1:] if words else key


class _LadderLoader:
    """Loads the files of one ladder's folder and keeps what is wrong with them."""

    def __init__(self, root: Path, home: Path, files: list[Path], last: Site | None) -> None:
        self.root, self.home, self.files = root, home, files
        self.key = shown((home if home != root else root.resolve()).name) or "ladder"
        self.last = last.ladder(self.key) if last else None
        self.problems: list[Problem] = []
        self.kept: list[str] = []
        self.unread: set[str] = set()

    def load(self) -> Ladder:
        ladder = self.ladder()
        levels: list[tuple[Level, Document | None]] = []
        for file in self.files:
            if file.name.removesuffix(file.suffix) == "ladder":
                continue
            found = self.level(file, ladder)
            if found:
                levels.append(found)
        levels = self.unique(levels)
        levels.sort(key=lambda pair: self.rank(pair[0].code))
        ancestors = self.lineage(levels)
        return replace(
            ladder,
            levels=tuple(level for level, _ in levels),
            ancestors=MappingProxyType(ancestors),
            descendants=MappingProxyType(descendants(ancestors)),
        )

    # -- reading files -----------------------------------------------------------------

    def name(self, file: Path) -> str:
        return shown(file.relative_to(self.root).as_posix())

    def shaped(self, shape: type[S], file: Path) -> tuple[S | None, Document | None]:
        checked, document, problems = _parse_as(shape, file, self.name(file))
        self.problems += problems
        return checked, document

    def ladder(self) -> Ladder:
        """The ladder's own words, without its levels."""
        self.order: list[str] = []
        file = next((f for f in self.files if f.name.removesuffix(f.suffix) == "ladder"), None)
        if file is None:
            return Ladder(self.key, spoken(self.key))
        shape, document = self.shaped(LadderShape, file)
        if shape is None or document is None:
            if self.last:
                self.kept.append(self.name(file))
                self.order = [level.code for level in self.last.levels]
                return self.last
            return Ladder(self.key, spoken(self.key))
        self.order = list(shape.order)
        scale, problems = _scale(shape, document, self.name(file))
        self.problems += problems
        return Ladder(
            key=self.key,
            name=shape.name,
            summary=shape.summary or "",
            suggest=shape.suggest or "",
            facts=tuple(Definition(name, name, text or "") for name, text in shape.facts.items()),
            competencies=tuple(
                Definition(key, term.name, term.meaning or "", term.icon, term.named)
                for key, term in shape.competencies.items()
            ),
            scale=scale,
            file=self.name(file),
            prose=_passages(document, ("prose",), shape.prose),
            notes=_passages(document, ("notes",), shape.notes),
            remainder=_passages(document, ("remainder",), shape.remainder),
        )

    def level(self, file: Path, ladder: Ladder) -> tuple[Level, Document | None] | None:
        name = self.name(file)
        shape, document = self.shaped(LevelShape, file)
        if shape is None or document is None or not self.ids_are_unique(document, name):
            self.unread.add(_likely_code(file, document))
            return self.before(name)
        self.names(shape, document, ladder, name)
        terms = {term.key: term for term in ladder.competencies}
        keys = [key for key in terms if key in shape.competencies]
        keys += [key for key in shape.competencies if key not in terms]
        competencies = []
        for key in keys:
            term = terms.get(key) or Definition(key, spoken(key))
            competencies.append(_competency(term, shape.competencies[key], document))
        level = Level(
            ladder=self.key,
            code=shape.code,
            title=shape.title,
            file=name,
            source=shape.source or "",
            draft=shape.draft,
            summary=_passage(document, ("summary",), shape.summary) if shape.summary else None,
            facts=tuple(
                Fact(fact, text, document.place(("facts", fact))[0])
                for fact, text in shape.facts.items()
            ),
            competencies=tuple(competencies),
            prose=_passages(document, ("prose",), shape.prose),
            notes=_passages(document, ("notes",), shape.notes),
            remainder=_passages(document, ("remainder",), shape.remainder),
            lineage=MappingProxyType({id: tuple(refs) for id, refs in shape.lineage.items()}),
        )
        return level, document

    def before(self, name: str) -> tuple[Level, None] | None:
        """A level as it was when its file could last be read."""
        levels = self.last.levels if self.last else ()
        level = next((level for level in levels if level.file == name), None)
        if level is None:
            return None
        self.kept.append(name)
        return level, None

    # -- what one file cannot know of itself -------------------------------------------

    def names(self, shape: LevelShape, document: Document, ladder: Ladder, file: str) -> None:
        """Facts and competencies that ladder.yaml does not know are likely slips."""
        for part, used, known in (
            ("facts", shape.facts, [term.key for term in ladder.facts]),
            ("competencies", shape.competencies, [term.key for term in ladder.competencies]),
        ):
            for key in used:
                if known and key not in known:
                    self.problems.append(
                        Problem(
                            file,
                            *document.place((part, key)),
                            f"{quoted(key)}, which ladder.yaml does not explain",
                            one_of(key, known),
                            "warning",
                        )
                    )

    def ids_are_unique(self, document: Document, file: str) -> bool:
        """An id stands once in a level, over all its competencies."""
        first: dict[str, int] = {}
        good = True
        for path, place in document.keys.items():
            if (
                len(path) == 6
                and path[0] == "competencies"
                and path[4] in ("statements", "tentative")
            ):
                id = str(path[5])
                if id in first:
                    good = False
                    self.problems.append(
                        Problem(
                            file,
                            *place,
                            f"the id {quoted(id)} a second time (first in line {first[id]})",
                            "each id once in a level",
                        )
                    )
                first.setdefault(id, place[0])
        return good

    def unique(
        self, levels: list[tuple[Level, Document | None]]
    ) -> list[tuple[Level, Document | None]]:
        """A code stands once in a ladder; the file that comes first by name keeps it."""
        first: dict[str, Level] = {}
        for level, document in levels:
            if level.code in first:
                place = document.values.get(("code",), (1, 1)) if document else (1, 1)
                self.problems.append(
                    Problem(
                        level.file,
                        *place,
                        f"the code {quoted(level.code)} a second time (first in {first[level.code].file})",
                        "each code once in a ladder",
                    )
                )
            first.setdefault(level.code, level)
        return [pair for pair in levels if first[pair[0].code] is pair[0]]

    def rank(self, code: str) -> tuple[int, list[tuple[int, int, str]]]:
        """Where a code stands: as ladder.yaml orders it, the others as their names say."""
        return (self.order.index(code) if code in self.order else len(self.order), natural(code))

    def lineage(self, levels: list[tuple[Level, Document | None]]) -> dict[Ref, tuple[Ref, ...]]:
        """Resolve what the authors wrote; what leads nowhere is reported and left out."""
        documents = {level.code: document for level, document in levels}
        rungs: list[LevelOrCode] = [level for level, _ in levels]
        rungs += sorted(self.unread - documents.keys())
        rungs.sort(key=lambda rung: self.rank(rung if isinstance(rung, str) else rung.code))
        ancestors, astray = resolve(rungs)
        for lost in astray:
            document = documents[lost.level.code]
            if document is None:
                continue  # as it was before its file broke; that is the problem to speak of
            value = document.values.get(lost.path) if len(lost.path) > 2 else None
            place = value or document.place(lost.path)
            self.problems.append(Problem(lost.level.file, *place, lost.found, lost.wanted))
        return ancestors


def _likely_code(file: Path, document: Document | None) -> str:
    """The code that an unreadable level most likely has: what it says, or its file's name."""
    said = document.data.get("code") if document and isinstance(document.data, dict) else None
    return said.strip() if isinstance(said, str) else file.stem


def _passage(document: Document, path: tuple[str | int, ...], text: str) -> TextBlock:
    return TextBlock(text, document.place(path)[0])


def _passages(
    document: Document, path: tuple[str | int, ...], texts: list[str]
) -> tuple[TextBlock, ...]:
    return tuple(_passage(document, (*path, at), text) for at, text in enumerate(texts))


def _competency(term: Definition, shape: CompetencyShape | None, document: Document) -> Competency:
    base = ("competencies", term.key)
    shape = shape or CompetencyShape()
    groups = []
    for at, group in enumerate(shape.groups):

        def statements(
            part: str, texts: dict[str, str], at: int = at, scope: str | None = group.scope
        ) -> tuple[Statement, ...]:
            return tuple(
                Statement(
                    id=id,
                    text=text,
                    line=document.place((*base, "groups", at, part, id))[0],
                    competency=term.key,
                    scope=scope,
                    tentative=part == "tentative",
                )
                for id, text in texts.items()
            )

        groups.append(
            ScopeGroup(
                group.scope,
                statements("statements", group.statements),
                statements("tentative", group.tentative),
                document.place((*base, "groups", at, "scope"))[0],
            )
        )
    return Competency(
        key=term.key,
        name=term.name,
        icon=term.icon,
        meaning=term.meaning,
        groups=tuple(groups),
        examples=_passages(document, (*base, "examples"), shape.examples),
        notes=_passages(document, (*base, "notes"), shape.notes),
        summary=_passage(document, (*base, "summary"), shape.summary) if shape.summary else None,
        prose=_passages(document, (*base, "prose"), shape.prose),
        named=term.named,
        line=document.place(base)[0],
    )
