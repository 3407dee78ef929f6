"""Folders: where the app and its general synonyms are found."""

from pathlib import Path

import pytest

from explorer.files import paths
from explorer.files.paths import app_root, general_synonyms

ROOT = Path(__file__).resolve().parents[3]


def test_the_app_is_found_in_a_checkout_and_in_an_installed_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert app_root() == ROOT
    package = tmp_path / "lib" / "explorer"
    (package / "site").mkdir(parents=True)
    monkeypatch.setattr(paths, "__file__", str(package / "files" / "paths.py"))
    assert app_root() == tmp_path
    (package / "site" / "app.py").touch()
    assert app_root() == package / "site"


def test_the_general_synonyms_are_those_of_the_sample_ladder() -> None:
    assert general_synonyms() == ROOT / "ladder" / "synonyms.yaml"
    assert general_synonyms().is_file()
