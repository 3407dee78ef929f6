"""What is wrong with former ids is told by line."""

from pathlib import Path

import pytest

from explorer.files.loading import load
from library.writing import level, write


@pytest.mark.parametrize(
    ("was", "said"),
    [
        ("{a: [old]}", ""),
        ("{z: [old]}", 'former ids of "z", which is no statement of L1'),
        ("{a: [b]}", 'the former id "b", which is a statement\'s today'),
        ("{a: [old], b: [old]}", 'the former id "old" a second time (first of a)'),
    ],
)
def test_former_ids_are_checked(tmp_path: Path, was: str, said: str) -> None:
    folder = write(tmp_path, {"L1.yaml": level("L1", {"a": "I bake", "b": "I sell"})})
    file = folder / "L1.yaml"
    file.write_text(f"{file.read_text().rstrip()}\nwas: {was}\n")
    found = [problem.found for problem in load(folder).problems]
    assert found == ([said] if said else [])
