"""Panels that are worked on, kept in files: found again, never overwritten unseen."""

from pathlib import Path

import pytest

from explorer.errors import Unavailable
from explorer.storage.panels import FilePanels


def test_what_is_kept_is_read_again_and_can_be_deleted(tmp_path: Path) -> None:
    panels = FilePanels(tmp_path / "panels")
    assert panels.read("sre", "L4") is None
    assert panels.write("sre", "L4", b"one", None)
    assert panels.write("a/../b", "L 4", b"two", None)
    assert panels.read("sre", "L4") == b"one"
    assert panels.everything() == {
        "panels/a%2F..%2Fb@L%204.yaml": b"two",
        "panels/sre@L4.yaml": b"one",
    }
    panels.delete("sre", "L4")
    assert panels.read("sre", "L4") is None
    panels.delete_everything()
    assert panels.everything() == {}


def test_what_somebody_else_wrote_is_not_overwritten(tmp_path: Path) -> None:
    panels = FilePanels(tmp_path)
    assert panels.write("sre", "L4", b"one", None)
    assert not panels.write("sre", "L4", b"two", None)
    assert not panels.write("sre", "L4", b"two", b"zero")
    assert panels.write("sre", "L4", b"two", b"one")
    assert panels.read("sre", "L4") == b"two"


def test_a_folder_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    panels = FilePanels(tmp_path / "file")
    with pytest.raises(Unavailable, match="file"):
        panels.write("sre", "L4", b"one", None)


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    panels = FilePanels(tmp_path / "panels")
    panels.folder.mkdir()
    panels.path("sre", "L4").symlink_to(tmp_path / "secret")
    with pytest.raises(Unavailable):
        panels.read("sre", "L4")
