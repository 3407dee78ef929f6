"""`ladder db`: upgrade, backup, restore and check, on both databases, without losing a word."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from tools.postgresql import PostgreSQL

from explorer.profiles.profile import Profile
from explorer.storage.database import database_at
from explorer.storage.holdings import in_database
from explorer.storage.owners import Browser, Owner, Person
from library.commands.running import json_of, refusal, run
from library.storage.conftest import postgresql as postgresql  # noqa: PLC0414 - a fixture
from library.storage.keeping import load, repository_of, save

OWNERS: tuple[Owner, ...] = (Browser.new(), Person("a"))


@pytest.fixture(params=["SQLite", "PostgreSQL"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "SQLite":
        return f"sqlite:///{tmp_path / 'kept.db'}"
    server: PostgreSQL = request.getfixturevalue("postgresql")
    return server.new(tmp_path.name)


def keep(url: str, owner: Owner, word: str = "Maturing") -> Profile:
    database = database_at(url)
    kept = save(repository_of(database, owner), Profile("sre", "L4").with_rating("L4", "x", word))
    database.close()
    return kept


def keep_panel(url: str, owner: Owner) -> bytes:
    database = database_at(url)
    assert in_database(database, owner).panels.write("sre", "L4", b"plan", None)
    database.close()
    return b"plan"


def panels(url: str, owner: Owner) -> dict[str, bytes]:
    database = database_at(url)
    found = in_database(database, owner).panels.everything()
    database.close()
    return found


def kept(url: str, owner: Owner) -> Profile | None:
    database = database_at(url)
    found = load(repository_of(database, owner), "sre")
    database.close()
    return found


def test_a_database_is_upgraded_and_checked(url: str) -> None:
    before = run("db", "check", "--database", url)
    assert before.exit_code == 1
    assert "ladder db upgrade" in before.output or "it is not there" in before.output
    assert "has the tables of this version" in run("db", "upgrade", "--database", url).output
    for owner in OWNERS:
        keep(url, owner)
    said = run("db", "check", "--database", url)
    assert said.exit_code == 0
    assert "2 profiles of 2 browsers and people are kept." in said.output
    data = json_of("db", "check", "--json", "--database", url)
    assert (data["ready"], data["profiles"], data["owners"], data["set_aside"]) == (True, 2, 2, 0)


def test_a_backup_restores_into_either_database(url: str, tmp_path: Path) -> None:
    run("db", "upgrade", "--database", url)
    words = {owner: keep(url, owner) for owner in OWNERS}
    panel = keep_panel(url, OWNERS[0])
    saved = tmp_path / "backup"
    assert "2 profiles and 1 panel saved to" in run("db", "backup", saved, "--database", url).output
    assert sorted(path.name for path in tmp_path.glob("backup*")) == ["backup"]
    assert saved.stat().st_mode & 0o777 == 0o600
    assert "is there already" in refusal("db", "backup", saved, "--database", url)
    other = f"sqlite:///{tmp_path / 'other.db'}"
    for target, options in ((other, ()), (url, ("--overwrite",))):
        if target == url:
            database = database_at(url)
            in_database(database, OWNERS[0]).delete_everything()
            database.close()
        done = run("db", "restore", saved, "--database", target, *options)
        assert "2 profiles and 1 panel restored to" in done.output
        assert panels(target, OWNERS[0]) == {"panels/sre@L4.yaml": panel}
        assert {owner: kept(target, owner) for owner in OWNERS} == words


def test_a_restore_replaces_nothing_unless_told(url: str, tmp_path: Path) -> None:
    run("db", "upgrade", "--database", url)
    keep(url, OWNERS[0])
    saved = tmp_path / "backup"
    run("db", "backup", saved, "--database", url)
    later = keep(url, OWNERS[1], "Exceeding")
    assert "has 2 profiles." in refusal("db", "restore", saved, "--database", url)
    assert kept(url, OWNERS[1]) == later
    run("db", "restore", saved, "--overwrite", "--database", url)
    assert kept(url, OWNERS[1]) is None
    assert kept(url, OWNERS[0])


def test_what_is_no_backup_changes_nothing(url: str, tmp_path: Path) -> None:
    run("db", "upgrade", "--database", url)
    there = keep(url, OWNERS[0])
    notes = tmp_path / "notes"
    notes.write_text("These are my notes. " * 100)
    empty = tmp_path / "empty.db"
    with closing(sqlite3.connect(empty)) as other:
        other.execute("CREATE TABLE x (y)")
    newer = tmp_path / "newer"
    run("db", "backup", newer, "--database", url)
    with closing(sqlite3.connect(newer)) as other:
        other.execute("UPDATE alembic_version SET version_num = '9999'")
        other.commit()
    for file, said in (
        (notes, "it is damaged"),
        (empty, "is no backup of a Ladder Explorer's database"),
        (newer, "newer Ladder Explorer"),
        (tmp_path / "nowhere", "There is no file"),
    ):
        assert said in refusal("db", "restore", file, "--overwrite", "--database", url)
    assert kept(url, OWNERS[0]) == there


def test_the_database_is_the_one_that_a_server_would_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    run("db", "upgrade")
    assert (tmp_path / "ladder-explorer" / "shared.sqlite3").is_file()
    monkeypatch.setenv("LADDER_DATABASE", f"sqlite:///{tmp_path / 'named.db'}")
    run("db", "upgrade")
    assert (tmp_path / "named.db").is_file()
    assert "cannot be read" in refusal("db", "upgrade", "--database", "nonsense")


def test_a_damaged_database_is_said(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'kept.db'}"
    run("db", "upgrade", "--database", url)
    for number in range(60):
        keep(url, Browser.new(), str(number))
    file = tmp_path / "kept.db"
    raw = bytearray(file.read_bytes())
    raw[len(raw) // 2 :] = b"\xff" * (len(raw) - len(raw) // 2)
    file.write_bytes(raw)
    said = run("db", "check", "--json", "--database", url)
    assert said.exit_code == 1
    assert "damaged" in json.loads(said.output)["problem"]
