"""Every kind of repository, so that each test of what a repository is runs on all of them: files,
SQLite and a real PostgreSQL that the tests start themselves."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import update
from tools.postgresql import PostgreSQL

from explorer.profiles.profile import Perspective
from explorer.storage import database_schema
from explorer.storage.database import Database, database_at, sqlite_at
from explorer.storage.database_panels import DatabasePanels
from explorer.storage.database_repository import DatabaseRepository
from explorer.storage.database_tables import PROFILES
from explorer.storage.file_repository import FileRepository
from explorer.storage.owners import Browser
from explorer.storage.panels import FilePanels, PanelRepository
from explorer.storage.repository import ProfileRepository, file_name
from library.storage.keeping import a_person


@dataclass(frozen=True)
class Kind:
    """A kind of repository: another owner's, empty, for each call of `new`."""

    name: str
    new: Callable[[], ProfileRepository]

    def damage(self, store: ProfileRepository, ladder: str, by: Perspective = "self") -> bytes:
        """Spoil what is kept, behind the repository's back; gives what stands there then."""
        spoiled = b"profile: ladder-explorer\nversion: 1\nladder: 'x\n"
        if isinstance(store, FileRepository):
            store.path(ladder, by).write_bytes(spoiled)
        elif isinstance(store, DatabaseRepository):
            row = PROFILES.c
            mine = (row.owner == store.owner.address, row.ladder == ladder, row.perspective == by)
            with store.database.writing() as connection:
                connection.execute(
                    update(PROFILES).where(*mine).values(document=spoiled, version="spoiled")
                )
        return spoiled

    def raw(self, store: ProfileRepository, ladder: str) -> bytes:
        """What is kept, readable or not."""
        found = store.everything()
        name = file_name(ladder)
        return found.get(name) or found[f"{name}.unreadable"]


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgreSQL]:
    server = PostgreSQL()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def on_postgresql(postgresql: PostgreSQL) -> Iterator[Database]:
    """A database with all tables: whoever uses it is another owner each time."""
    yield from _ready(database_at(postgresql.new("kept")))


@pytest.fixture(scope="session")
def on_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    yield from _ready(sqlite_at(tmp_path_factory.mktemp("sqlite") / "kept.sqlite3"))


def _ready(database: Database) -> Iterator[Database]:
    database_schema.upgrade(database)
    yield database
    database.close()


def a_browser(database: Database) -> DatabaseRepository:
    return DatabaseRepository(database, Browser.new())


KINDS = {
    "files": None,
    "SQLite, a browser": ("on_sqlite", a_browser),
    "SQLite, a person": ("on_sqlite", a_person),
    "PostgreSQL, a browser": ("on_postgresql", a_browser),
    "PostgreSQL, a person": ("on_postgresql", a_person),
}


@pytest.fixture(params=KINDS, ids=str)
def kind(request: pytest.FixtureRequest, tmp_path: Path) -> Kind:
    made = KINDS[request.param]
    if made is None:
        return Kind(request.param, lambda: FileRepository(tmp_path / uuid4().hex / "profiles"))
    name, new = made
    database = request.getfixturevalue(name)
    return Kind(request.param, lambda: new(database))


@pytest.fixture
def store(kind: Kind) -> ProfileRepository:
    return kind.new()


@pytest.fixture
def panels(store: ProfileRepository) -> PanelRepository:
    return panels_beside(store)


def panels_beside(store: ProfileRepository) -> PanelRepository:
    """What keeps the panels of the owner of these profiles."""
    if isinstance(store, DatabaseRepository):
        return DatabasePanels(store.database, store.owner, store.actor)
    assert isinstance(store, FileRepository)
    return FilePanels(store.folder)
