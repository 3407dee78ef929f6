"""`ladder serve`: a folder that does not exist is refused."""

from pathlib import Path

from library.commands.running import refusal


def test_serving_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert "There is no folder" in refusal("serve", str(tmp_path / "nowhere"))
