"""Where a server keeps profiles is decided, opened and made ready before it starts."""

from pathlib import Path

import pytest

from explorer.errors import ServerError
from explorer.server.configuration import Configuration
from explorer.server.keeping import storage_for
from explorer.storage import database_schema
from explorer.storage.database import Database, Retention, sqlite_at
from explorer.storage.file_repository import FileRepository


@pytest.fixture(autouse=True)
def data(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    return tmp_path / "ladder-explorer"


def told(database: str | None = None, **more: object) -> Configuration:
    named = {name.replace("_", "-"): value for name, value in more.items()}
    return Configuration.model_validate({"database": database, **named})


def test_one_person_keeps_files_and_a_server_a_database_in_the_same_folder(data: Path) -> None:
    assert storage_for(True, told()) == FileRepository(data / "profiles")
    assert not data.exists(), "nothing is made before somebody keeps something"
    shared = storage_for(False, told())
    assert isinstance(shared, Database)
    assert shared.file == data / "shared.sqlite3"
    assert database_schema.why_not_ready(shared) == ""
    assert (data.stat().st_mode & 0o777, shared.file.stat().st_mode & 0o777) == (0o700, 0o600)


def test_a_database_can_be_named_and_how_long_it_keeps(tmp_path: Path) -> None:
    named = storage_for(
        False, told(f"sqlite:///{tmp_path / 'other.db'}", keep_days=30, audit_days=90)
    )
    assert isinstance(named, Database)
    assert (named.file, named.retention) == (tmp_path / "other.db", Retention(30, 90))


def test_nothing_is_kept_where_that_is_said(data: Path) -> None:
    assert storage_for(False, told(keep_nothing=True)) is None
    assert storage_for(True, told(keep_nothing=True)) is None
    assert not data.exists()


@pytest.mark.parametrize(
    ("personal", "nothing", "said"),
    [(True, False, "personal use"), (False, True, "does not go with --keep-nothing")],
)
def test_what_does_not_go_together_is_said(personal: bool, nothing: bool, said: str) -> None:
    with pytest.raises(ServerError, match=said):
        storage_for(personal, told("sqlite:///x.db", keep_nothing=nothing))


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("nonsense", "cannot be read; it is sqlite:///FILE or"),
        ("mysql://u:secret@h/n", "of the kind 'mysql' is not supported"),
        ("sqlite://", "is a file: sqlite:///relative"),
        ("sqlite:////proc/none/x.db", "cannot be made .*--database.*--keep-nothing"),
        (
            "postgresql://u:secret@127.0.0.1:1/none",
            r"u:\*\*\*@127.0.0.1:1/none cannot be used: it does not answer",
        ),
    ],
)
def test_a_database_that_cannot_be_used_is_said_without_its_password(url: str, said: str) -> None:
    with pytest.raises(ServerError, match=said) as caught:
        storage_for(False, told(url))
    assert "secret" not in str(caught.value)


def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("These are my notes. " * 100)
    with pytest.raises(ServerError, match="it is damaged"):
        storage_for(False, told(f"sqlite:///{file}"))
    assert file.read_text() == "These are my notes. " * 100


def test_a_database_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    database = sqlite_at(tmp_path / "x.db")
    database_schema.upgrade(database)
    with database.writing() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(ServerError, match="last used by a newer Ladder Explorer"):
        storage_for(False, told(f"sqlite:///{tmp_path / 'x.db'}"))
    database.close()
