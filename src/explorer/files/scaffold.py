"""The files of a new ladder: honest placeholders in the form that people go on editing.

`begin` writes a whole folder at once or nothing: it is made beside its place and renamed.
What is written is a draft, every statement in it is tentative, and remarks say what to
write; `loading` has read it before it is there.
"""

import json
import re
import tempfile
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from explorer.errors import ScaffoldError
from explorer.files.loading import load
from explorer.files.paths import LADDER_FILE, natural
from explorer.files.schema import CODE
from explorer.problems import quoted
from explorer.text.slugs import slug, unique_key

MOST = 60
"""So many levels, and so many competencies, a ladder may begin with."""
_LONGEST_CODE, _LONGEST_NAME = 40, 100
_TAKEN = frozenset({"ladder", "synonyms"})
"""What a level may not be called, because its file would be another one."""
_WORDS_OF_YAML = frozenset("y n yes no true false on off null".split())


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
        codes, names = tuple(_said(codes)), tuple(_said(competencies))
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
        keys: dict[str, str] = {}
        for each in names:
            keys[unique_key(_key(each, "competency"), keys)] = each
        return cls(name.strip(), codes, keys)

    def files(self) -> dict[str, str]:
        """The new ladder's files by name: ladder.yaml, and one a level."""
        made = {LADDER_FILE: self._ladder()}
        for at, code in enumerate(self.codes):
            made[f"{code}.yaml"] = self._level(code, at > 0)
        return made

    def _ladder(self) -> str:
        lines = [
            f"name: {_plain(self.name)}",
            "summary: >-",
            *_folded(
                "A draft. Say here in one paragraph whose ladder this is and what it is for.", 2
            ),
            "# What a level says of itself beside its statements, each with what it means:",
            "# facts:",
            "#   Planning horizon: How far ahead somebody at this level plans.",
        ]
        if sorted(self.codes, key=natural) != list(self.codes):
            lines += ["# From the lowest level to the highest.", "order:"]
            lines += [f"  - {json.dumps(code, ensure_ascii=False)}" for code in self.codes]
        lines += [
            "# The order here is the order on every page. A key stays when a name changes:",
            "# the level files refer to it.",
            "competencies:",
        ]
        for key, name in self.competencies.items():
            lines += [f"  {key}:", f"    name: {_plain(name)}", "    meaning: >-"]
            lines += _folded(f"To be written: what {name} means here, in one sentence.", 6)
        return "\n".join(lines) + "\n"

    def _level(self, code: str, has_below: bool) -> str:
        lines = [
            f"code: {json.dumps(code, ensure_ascii=False)}",
            f"title: {_plain(f'{code}, not named yet')}",
            "source: >-",
            *_folded("Placeholders to write over; nobody has agreed on any of this yet.", 2),
            "draft: true",
            "summary: >-",
            *_folded(f"To be written, in the first person: what I am trusted with at {code}.", 2),
            "competencies:",
        ]
        for key, name in self.competencies.items():
            lines += [
                f"  {key}:",
                "    groups:",
                "      - tentative:",
                f"          {key}-first: >-",
            ]
            lines += _folded(f"At {code}, in {name}, I ... (to be written)", 12)
            lines += ["    notes:", "      - >-"]
            lines += _folded(_REMARK, 8)
        lines += [
            "# What each statement grows out of in the level below; [] where it is new.",
            "lineage:",
        ]
        lines += [
            f"  {key}-first: [{f'{key}-first' if has_below else ''}]" for key in self.competencies
        ]
        return "\n".join(lines) + "\n"


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
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".", suffix=".part") as aside:
            home = Path(aside) / folder.name
            home.mkdir()
            for name, text in files.items():
                (home / name).write_text(text, encoding="utf-8", newline="\n")
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


def _said(answers: Iterable[str]) -> Iterable[str]:
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


def _plain(text: str) -> str:
    """A text as YAML in one line: bare where that is safe, else in quotes."""
    bare = re.fullmatch(r"[^\W\d_][\w ,.()/'+-]*", text) and text.casefold() not in _WORDS_OF_YAML
    return text if bare else json.dumps(text, ensure_ascii=False)


def _folded(text: str, indent: int) -> list[str]:
    return textwrap.wrap(
        text,
        88,
        initial_indent=" " * indent,
        subsequent_indent=" " * indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
