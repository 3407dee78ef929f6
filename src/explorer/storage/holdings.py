"""All that one owner keeps, profiles and panels: asked for, exported and deleted together, and
taken to another key in one transaction."""

from dataclasses import dataclass

from sqlalchemy import delete

from explorer.identity.actors import NOBODY, Actor
from explorer.storage.database import Database
from explorer.storage.database_panels import DatabasePanels
from explorer.storage.database_repository import DatabaseRepository
from explorer.storage.database_tables import PANELS, PROFILES
from explorer.storage.file_repository import FileRepository
from explorer.storage.owners import Browser, Owner
from explorer.storage.panels import FilePanels, PanelRepository
from explorer.storage.repository import ProfileRepository
from explorer.text.plurals import count
from explorer.text.translation import listed


@dataclass(frozen=True, slots=True)
class Holdings:
    """What keeps the profiles of an owner, and what keeps their panels."""

    profiles: ProfileRepository
    panels: PanelRepository

    @property
    def said(self) -> str:
        """How much it is; empty where nothing is kept."""
        return amount(len(self.profiles.listed()), len(self.panels.listed()))

    def everything(self) -> dict[str, bytes]:
        """All of it as readable files, by name."""
        return {**self.profiles.everything(), **self.panels.everything()}

    def delete_everything(self) -> None:
        self.panels.delete_everything()
        self.profiles.delete_everything()


def amount(profiles: int, panels: int) -> str:
    """So many in words: "2 profiles and 1 panel"; empty where it is nothing."""
    said = [count(profiles, "profile")] if profiles else []
    return listed([*said, *([count(panels, "panel")] if panels else [])])


def in_files(profiles: FileRepository) -> Holdings:
    """What the one person on this computer keeps."""
    return Holdings(profiles, FilePanels(profiles.folder))


def in_database(database: Database, owner: Owner, actor: Actor = NOBODY) -> Holdings:
    """What an owner keeps in a database."""
    return Holdings(
        DatabaseRepository(database, owner, actor), DatabasePanels(database, owner, actor)
    )


def copy(database: Database, old: Browser, new: Browser, and_delete: bool = False) -> None:
    """Keep the same for another key, in the place of all that it keeps; for the old one too,
    unless told to delete that."""
    with database.writing() as connection:
        DatabaseRepository(database, old).copy_to(connection, new)
        DatabasePanels(database, old).copy_to(connection, new)
        if and_delete:
            for table in (PROFILES, PANELS):
                connection.execute(delete(table).where(table.c.owner == old.address))
    database.forget_deleted()
