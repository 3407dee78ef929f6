"""What can be said of a database without reading anybody's words: whether it answers, is whole
and has the tables of this version, and how much is in it."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from explorer.errors import DatabaseError
from explorer.storage import database_schema
from explorer.storage.database import Database
from explorer.storage.database_tables import PANELS, PROFILES
from explorer.text.plurals import count, plural


@dataclass(frozen=True, slots=True)
class Look:
    """`problem` is a sentence on why no server can use it; empty where one can."""

    name: str
    problem: str
    step: str = ""
    profiles: int = 0
    owners: int = 0
    aside: int = 0
    panels: int = 0

    @property
    def data(self) -> dict[str, Any]:
        return {
            "database": self.name,
            "ready": not self.problem,
            "problem": self.problem,
            "step": self.step,
            "profiles": self.profiles,
            "owners": self.owners,
            "set_aside": self.aside,
            "panels": self.panels,
        }

    @property
    def sentences(self) -> list[str]:
        if self.problem:
            return [self.problem]
        lines = [
            f"{self.name} answers and is whole; its tables are those of this version ({self.step}).",
            f"{self.profiles} {plural(self.profiles, 'profile')} of {self.owners} "
            f"{plural(self.owners, 'browser or person', 'browsers and people')} "
            f"{plural(self.profiles, 'is', 'are')} kept.",
        ]
        if self.panels:
            lines.append(f"{count(self.panels, 'panel')} {plural(self.panels, 'is', 'are')} kept.")
        if self.aside:
            lines.append(
                f"{self.aside} damaged {plural(self.aside, 'one was', 'ones were')} set aside."
            )
        return lines


def look(database: Database) -> Look:
    """Look at a database; whatever is wrong with it is in what is given."""
    if problem := database_schema.why_not_ready(database):
        return Look(database.name, problem)
    try:
        with database_schema.told(database), database.reading() as connection:
            if database.file:
                whole = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()
                if whole != "ok":
                    return Look(
                        database.name,
                        f"The database {database.name} is damaged ({whole}). Restore a backup: "
                        "ladder db restore FILE",
                    )
            row = PROFILES.c
            return Look(
                database.name,
                "",
                database_schema.current(connection),
                connection.scalar(_count(row.aside == "")) or 0,
                connection.scalar(select(func.count(func.distinct(row.owner)))) or 0,
                connection.scalar(_count(row.aside != "")) or 0,
                connection.scalar(select(func.count()).select_from(PANELS)) or 0,
            )
    except DatabaseError as error:
        return Look(database.name, str(error))


def _count(where: Any) -> Any:
    return select(func.count()).select_from(PROFILES).where(where)
