"""What the files of a ladder say, wherever they stand: on the disk, in a record, in a new import."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from explorer.files import yaml_writer
from explorer.files.paths import LADDER_FILE
from explorer.files.schema import LadderShape, LevelShape
from explorer.files.shape_check import check
from explorer.files.yaml_reader import read
from explorer.problems import Problem

Files = Mapping[str, Mapping[str, Any]]
"""Name of a file, and its data."""


def shape_of(raw: bytes, path: str) -> tuple[LadderShape | LevelShape | None, list[Problem]]:
    """What a file of a ladder says, and what is wrong in it."""
    shape: type[LadderShape | LevelShape] = (
        LadderShape if path.rpartition("/")[2] == LADDER_FILE else LevelShape
    )
    return check(shape, read(raw, path), path)


@dataclass(frozen=True, slots=True)
class Side:
    """A ladder.yaml, and the levels by code; what could not be read is not in it."""

    ladder: LadderShape | None = None
    levels: Mapping[str, LevelShape] = field(default_factory=dict)

    @classmethod
    def of(cls, files: Files) -> "Side":
        """Data as it is once it was written and read again."""
        shapes = [
            shape_of(yaml_writer.document(data).encode("utf-8", "replace"), name)[0]
            for name, data in files.items()
        ]
        ladder = next((each for each in shapes if isinstance(each, LadderShape)), None)
        return cls(ladder, {each.code: each for each in shapes if isinstance(each, LevelShape)})
