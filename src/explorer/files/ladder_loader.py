"""The files of one ladder's folder to a `Ladder`, with every problem in them.

A `LadderLoader` reads each file once, checks what one file cannot know of itself (codes
and ids that stand twice, names that ladder.yaml does not explain, lineage), and falls back
to the last good state of a file that cannot be read. Several ladders are the work of
`loading`.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from explorer.files.former_ids import mistakes
from explorer.files.lineage import LevelOrCode, descendants, resolve
from explorer.files.model_builder import build_ladder, build_level, name_from_key
from explorer.files.paths import GUIDE_FILE, natural, printable_name
from explorer.files.regular_file import read_regular
from explorer.files.schema import LadderShape, LevelShape, Shape
from explorer.files.shape_check import check, cut_texts
from explorer.files.yaml_reader import MAX_BYTES, Document, read
from explorer.model import DEFAULT_PANEL_SCALE, DEFAULT_SCALE, Ladder, Level, RatingScale, Ref, Site
from explorer.problems import Problem, first, one_of, quoted
from explorer.text.slugs import level_file_name

S = TypeVar("S", bound=Shape)

MAX_GUIDE = 200_000
"""Bytes of a guide: thirty pages, and more than anybody reads."""


def parse_file(
    shape: type[S], file: Path, name: str, inside: Path | None
) -> tuple[S | None, Document | None, list[Problem]]:
    """A file as a shape, the document it was, and what is wrong with it; `inside` is the
    folder that a link must not lead out of."""
    try:
        raw = read_regular(file, MAX_BYTES + 1, inside)
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        found = f"a file that cannot be read ({reason})"
        return None, None, [Problem(name, 1, 1, found, "a readable file")]
    document = read(raw, name)
    checked, problems = check(shape, document, name)
    return checked, document, problems


class LadderLoader:
    """Loads the files of one ladder's folder and keeps what is wrong with them."""

    def __init__(
        self,
        root: Path,
        home: Path,
        files: list[Path],
        last: Site | None,
        inside: Path | None = None,
    ) -> None:
        self.root, self.home, self.files, self.inside = root, home, files, inside
        self.key = printable_name((home if home != root else root.resolve()).name) or "ladder"
        self.last = last.ladder(self.key) if last else None
        self.problems: list[Problem] = []
        self.stale_files: list[str] = []
        self.unreadable_codes: set[str] = set()

    def load(self) -> Ladder:
        ladder = replace(self.load_ladder_file(), guide=self._guide())
        levels: list[tuple[Level, Document | None]] = []
        for file in self.files:
            if file.name.removesuffix(file.suffix) == "ladder":
                continue
            found = self.load_level(file, ladder)
            if found:
                levels.append(found)
                self._warn_other_file_name(file, *found)
        levels = self._with_unique_codes(levels)
        levels.sort(key=lambda pair: self._rank(pair[0].code))
        ancestors = self._resolve_lineage(levels)
        for level, document in levels:
            if document is not None:
                self._tell_former_ids(level, document)
                self._tell_unknown_core(level, document)
        return replace(
            ladder,
            levels=tuple(level for level, _ in levels),
            ancestors=MappingProxyType(ancestors),
            descendants=MappingProxyType(descendants(ancestors)),
        )

    # -- reading files -----------------------------------------------------------------

    def file_name(self, file: Path) -> str:
        return printable_name(file.relative_to(self.root).as_posix())

    def _parse(self, shape: type[S], file: Path) -> tuple[S | None, Document | None]:
        checked, document, problems = parse_file(shape, file, self.file_name(file), self.inside)
        self.problems += problems
        if document:
            self.problems += cut_texts(document, self.file_name(file))
        return checked, document

    def load_ladder_file(self) -> Ladder:
        """The ladder's own words, without its levels."""
        self.order: list[str] = []
        file = next((f for f in self.files if f.name.removesuffix(f.suffix) == "ladder"), None)
        if file is None:
            return Ladder(self.key, name_from_key(self.key))
        shape, document = self._parse(LadderShape, file)
        if shape is None or document is None:
            if self.last:
                self.stale_files.append(self.file_name(file))
                self.order = [level.code for level in self.last.levels]
                return self.last
            return Ladder(self.key, name_from_key(self.key))
        self.order = list(shape.order)
        name = self.file_name(file)
        given = (
            ("expected", shape.ratings, shape.expected, DEFAULT_SCALE),
            ("panel_expected", shape.panel_ratings, shape.panel_expected, DEFAULT_PANEL_SCALE),
        )
        scale, panel_scale = (self._scale(document, name, *each) for each in given)
        return build_ladder(shape, document, self.key, name, scale, panel_scale)

    def _scale(
        self,
        document: Document,
        name: str,
        key: str,
        ratings: Mapping[str, str] | None,
        expected: str | None,
        default: RatingScale,
    ) -> RatingScale:
        """The rating words, or those of a panel. A word to expect that is none of them is a
        problem, and not used."""
        if ratings is None and expected is None:
            return default
        meanings = ratings or {each.name: each.meaning for each in default.definitions}
        if expected is None or expected in meanings:
            return RatingScale.from_meanings(meanings, expected)
        found = f"{quoted(expected)}, which is no rating word"
        place = document.values.get((key,)) or document.place((key,))
        self.problems.append(Problem(name, *place, found, one_of(expected, meanings)))
        return RatingScale.from_meanings(meanings)

    def _guide(self) -> str:
        """What guide.md says; nothing where there is none."""
        file = self.home / GUIDE_FILE
        name = self.file_name(file)
        try:
            raw = read_regular(file, MAX_GUIDE + 1, self.inside)
            if len(raw) <= MAX_GUIDE:
                return raw.decode("utf-8-sig")
            found, wanted = f"more than {MAX_GUIDE:,} bytes", "a guide that people read"
        except FileNotFoundError:
            return ""
        except OSError as error:
            reason = (error.strerror or type(error).__name__).lower()
            found, wanted = f"a file that cannot be read ({reason})", "a readable file"
        except UnicodeDecodeError:
            found, wanted = "bytes that are not UTF-8", "text, saved as UTF-8"
        self.problems.append(Problem(name, 1, 1, found, wanted))
        return self.last.guide if self.last else ""

    def load_level(self, file: Path, ladder: Ladder) -> tuple[Level, Document | None] | None:
        name = self.file_name(file)
        shape, document = self._parse(LevelShape, file)
        if shape is None or document is None or not self._check_unique_ids(document, name):
            self.unreadable_codes.add(_likely_code(file, document))
            return self._last_good(name)
        self._warn_unexplained(shape, document, ladder, name)
        return build_level(shape, document, ladder, name), document

    def _last_good(self, name: str) -> tuple[Level, None] | None:
        """A level as it was when its file could last be read."""
        levels = self.last.levels if self.last else ()
        level = next((level for level in levels if level.file == name), None)
        if level is None:
            return None
        self.stale_files.append(name)
        return level, None

    # -- what one file cannot know of itself -------------------------------------------

    def _warn_unexplained(
        self, shape: LevelShape, document: Document, ladder: Ladder, file: str
    ) -> None:
        """Facts and competencies that ladder.yaml does not know are likely typos."""
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

    def _warn_other_file_name(self, file: Path, level: Level, document: Document | None) -> None:
        """L4.yaml that says code "L5" is most likely a copy that somebody forgot to finish."""
        if document is None:
            return
        made = level_file_name(level.code).removesuffix(".yaml")
        stem = _comparable(file.stem)
        # Of codes that differ in case alone, the later one's file gets a number: l4-2.yaml.
        numbered = re.fullmatch(rf"{re.escape(_comparable(made))}-\d+", stem)
        if stem not in (_comparable(level.code), _comparable(made)) and not numbered:
            self.problems.append(
                Problem(
                    self.file_name(file),
                    *document.values.get(("code",), (1, 1)),
                    f"the code {quoted(level.code)} in a file called {printable_name(file.name)}",
                    f"the file called {made}{file.suffix}, or the code as the file says",
                    "warning",
                )
            )

    def _check_unique_ids(self, document: Document, file: str) -> bool:
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

    def _with_unique_codes(
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

    def _rank(self, code: str) -> tuple[int, list[tuple[int, int, str]]]:
        """Where a code stands: as ladder.yaml orders it, the others as their names say."""
        return (self.order.index(code) if code in self.order else len(self.order), natural(code))

    def _tell_unknown_core(self, level: Level, document: Document) -> None:
        """Ids under `core` that no statement has."""
        ids = dict.fromkeys(statement.id for statement in level.statements)
        written = document.data.get("core") if isinstance(document.data, dict) else None
        self.problems += first(
            Problem(
                level.file,
                *(document.values.get(("core", at)) or document.place(("core", at))),
                f"{quoted(str(id))}, which is no statement of {level.code}",
                one_of(str(id), ids),
            )
            for at, id in enumerate(written if isinstance(written, list) else ())
            if id not in ids
        )

    def _tell_former_ids(self, level: Level, document: Document) -> None:
        self.problems += first(
            Problem(level.file, *(document.values.get(path) or document.place(path)), found, wanted)
            for path, found, wanted in mistakes(level)
        )

    def _resolve_lineage(
        self, levels: list[tuple[Level, Document | None]]
    ) -> dict[Ref, tuple[Ref, ...]]:
        """Resolve what the authors wrote; what leads nowhere is reported and left out."""
        documents = {level.code: document for level, document in levels}
        levels_or_codes: list[LevelOrCode] = [level for level, _ in levels]
        levels_or_codes += sorted(self.unreadable_codes - documents.keys())
        levels_or_codes.sort(
            key=lambda each: self._rank(each if isinstance(each, str) else each.code)
        )
        ancestors, unresolved = resolve(levels_or_codes)
        for reference in unresolved:
            document = documents[reference.level.code]
            if document is None:
                continue  # as it was before its file broke; that is the problem to speak of
            value = document.values.get(reference.path) if len(reference.path) > 2 else None
            place = value or document.place(reference.path)
            self.problems.append(
                Problem(reference.level.file, *place, reference.found, reference.wanted)
            )
        return ancestors


def _comparable(name: str) -> str:
    """A file's name whatever its case and form: macOS keeps é as two characters."""
    return unicodedata.normalize("NFC", name).casefold()


def _likely_code(file: Path, document: Document | None) -> str:
    """The code that an unreadable level most likely has: what it says, or its file's name."""
    said = document.data.get("code") if document and isinstance(document.data, dict) else None
    return said.strip() if isinstance(said, str) else file.stem
