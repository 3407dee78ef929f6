"""The files of a new ladder: honest placeholders in the form that people go on editing.

`begin` writes a whole folder at once or nothing: it is made beside its place and renamed.
What is written is a draft, every statement in it is tentative, and remarks say what to
write; `loading` has read it before it is there.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from explorer.errors import ScaffoldError
from explorer.files.atomic_write import staging_folder, write_synced
from explorer.files.loading import load
from explorer.files.paths import GUIDE_FILE, LADDER_FILE, natural
from explorer.files.schema import CODE, schema_line
from explorer.files.yaml_writer import Value, document
from explorer.problems import quoted
from explorer.text.slugs import UniqueNames, slug

MOST = 60
"""So many levels, and so many competencies, a ladder may begin with."""
_LONGEST_CODE, _LONGEST_NAME = 40, 100
_TAKEN = frozenset({"ladder", "synonyms", "import"})
"""What a level may not be called, because its file would be another one."""


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a new ladder needs to be told: its name, its codes from the lowest, its competencies."""

    name: str
    codes: tuple[str, ...]
    competencies: Mapping[str, str]
    """Key to name, in the order of the pages."""

    @classmethod
    def of(cls, name: str, codes: Iterable[str], competencies: Iterable[str]) -> "Beginning":
        """What was answered, if a ladder can be made of it. Raises ScaffoldError."""
        codes, names = tuple(_split_answers(codes)), tuple(_split_answers(competencies))
        _check_name("The name", name.strip())
        _check_number("level", codes)
        _check_number("competency", names)
        for code in codes:
            if not re.fullmatch(CODE, code) or code.startswith("_") or len(code) > _LONGEST_CODE:
                raise ScaffoldError(
                    f"{quoted(code)} is no code of a level: letters, digits, space, "
                    f'".", "-" or "+", at most {_LONGEST_CODE} of them.'
                )
            if code.casefold() in _TAKEN:
                raise ScaffoldError(
                    f"A level cannot be called {code}: its file has another meaning."
                )
        _check_once("level", codes)
        for each in names:
            _check_name("A competency", each)
        _check_once("competency", [_key(each, each) for each in names])
        unique = UniqueNames()
        keys: dict[str, str] = {}
        for each in names:
            keys[unique.claim(_key(each, "competency"))] = each
        return cls(name.strip(), codes, keys)

    def files(self) -> dict[str, str]:
        """The new ladder's files by name: ladder.yaml, and one a level."""
        made = {LADDER_FILE: self._ladder(), GUIDE_FILE: _GUIDE.format(name=self.name)}
        for at, code in enumerate(self.codes):
            made[f"{code}.yaml"] = self._level(code, at > 0)
        return made

    def _ladder(self) -> str:
        about = {
            "name": self.name,
            "summary": "A draft. Say here in one paragraph whose ladder this is and what it is for.",
        }
        competencies: dict[str, Value] = {
            key: {
                "name": name,
                "meaning": f"To be written: what {name} means here, in one sentence.",
            }
            for key, name in self.competencies.items()
        }
        parts = [schema_line("ladder"), document(about), _FACTS]
        if sorted(self.codes, key=natural) != list(self.codes):
            order = document({"order": self.codes})
            parts += ["# From the lowest level to the highest.\n", order]
        return "".join([*parts, _ORDER_OF_PAGES, document({"competencies": competencies})])

    def _level(self, code: str, has_below: bool) -> str:
        competencies: dict[str, Value] = {
            key: {
                "groups": [{"tentative": {f"{key}-first": f"At {code}, in {name}, {_FIRST}"}}],
                "notes": [_REMARK],
            }
            for key, name in self.competencies.items()
        }
        lineage = [
            f"  {key}-first: [{f'{key}-first' if has_below else ''}]\n" for key in self.competencies
        ]
        level: dict[str, Value] = {
            "code": code,
            "title": f"{code}, not named yet",
            "source": "Placeholders to write over; nobody has agreed on any of this yet.",
            "draft": True,
            "summary": f"To be written, in the first person: what I am trusted with at {code}.",
            "competencies": competencies,
        }
        return "".join([schema_line("level"), document(level), _LINEAGE, *lineage])


_GUIDE = """\
# How we use this ladder

To be written: in a few sentences, what {name} is for here, and what it is not for.

## Which level one works on

To be written: who says at which level somebody is, and where that is to be seen.

## How promotion works here

To be written: who proposes it, what is looked at, who decides, and how often.

## Whether lower levels still hold

To be written: whether a level also asks for all that the levels below it ask.

## What is not on this page

To be written: whom to ask.
"""
_FACTS = """\
# What a level says of itself beside its statements, each with what it means:
# facts:
#   Planning horizon: How far ahead somebody at this level plans.
"""
_ORDER_OF_PAGES = """\
# The order here is the order on every page. A key stays when a name changes:
# the level files refer to it.
"""
_LINEAGE = """\
# What each statement grows out of in the level below; [] where it is new.
lineage:
"""
_FIRST = "I ... (to be written: one sentence, which others could see you meet)"
_REMARK = (
    "Write a few statements here that others could see you meet, each with an id of its own; "
    "move them from tentative to statements once you agree; add examples; delete this remark."
)


def begin(folder: Path, beginning: Beginning) -> tuple[Path, ...]:
    """Write a new ladder into a folder that is not there or empty; gives its files.

    Raises ScaffoldError; then nothing has been written.
    """
    check_place(folder)
    files = beginning.files()
    folder = folder.resolve()
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with staging_folder(folder.parent) as stage:
            home = stage / folder.name
            home.mkdir()
            for name, text in files.items():
                write_synced(home / name, text.encode())
            wrong = load(home).problems
            if wrong:
                raise ScaffoldError(f"That makes no ladder: {wrong[0].sentence}.")
            # An empty folder gives way in the same step; one that is no longer empty does not.
            home.rename(folder)
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise ScaffoldError(f"Cannot write to {folder} ({reason}).") from error
    return tuple(folder / name for name in files)


def check_place(folder: Path) -> None:
    """Raises ScaffoldError where something is already, which is never written over."""
    try:
        taken = next(folder.iterdir(), None) is not None
    except FileNotFoundError:
        return
    except NotADirectoryError as error:
        raise ScaffoldError(f"{folder} is a file; name a folder that is not there yet.") from error
    except (OSError, ValueError) as error:
        raise ScaffoldError(f"{folder} cannot be looked into; name another folder.") from error
    if taken:
        raise ScaffoldError(
            f"{folder} is not empty, and nothing is written over; name a folder that is not there yet."
        )


def _split_answers(answers: Iterable[str]) -> Iterable[str]:
    return (
        " ".join(part.split()) for answer in answers for part in answer.split(",") if part.strip()
    )


def _check_name(what: str, name: str) -> None:
    if (
        not name
        or len(name) > _LONGEST_NAME
        or not name.isprintable()
        or not any(map(str.isalnum, name))
    ):
        raise ScaffoldError(
            f"{what} {quoted(name)} cannot be used: some letters, at most {_LONGEST_NAME}."
        )


def _check_number(thing: str, given: Sequence[str]) -> None:
    if not 1 <= len(given) <= MOST:
        things = {"level": "levels", "competency": "competencies"}[thing]
        raise ScaffoldError(f"A ladder begins with 1 to {MOST} {things}, not {len(given)}.")


def _check_once(thing: str, given: Sequence[str]) -> None:
    # Not every file system tells L1 from l1.
    seen = [each.casefold() for each in given]
    twice = next((each for each in given if seen.count(each.casefold()) > 1), None)
    if twice is not None:
        raise ScaffoldError(
            f"{quoted(twice)} is there twice; each {thing} needs a name of its own."
        )


def _key(name: str, fallback: str) -> str:
    """A name as a key, never cut: two names have one key only where they read alike."""
    return slug(name, fallback, max_length=2 * _LONGEST_NAME)
