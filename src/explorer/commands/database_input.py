"""The database that a command is about: by its URL, or the one that a server would use."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.commands.output import stop
from explorer.errors import LadderError

if TYPE_CHECKING:
    from explorer.storage.database import Database


@contextmanager
def opened(
    database: str | None, config_file: Path | None, any_version: bool = False
) -> "Iterator[Database]":
    """The database that is meant, with the tables of this version unless `any_version`; what
    goes wrong with it ends the command with a sentence."""
    from explorer.server import configuration, keeping  # noqa: PLC0415 - SQLAlchemy takes a while
    from explorer.storage.database import Database  # noqa: PLC0415

    log = logging.getLogger("explorer.storage")
    # The sentence at the end says it.
    before, log.disabled = log.disabled, True
    try:
        given = {"database": database} if database else {}
        told, _ = configuration.configure(given, config_file)
        found = keeping.database_of(told) if any_version else keeping.storage_for(False, told)
        if not isinstance(found, Database):
            stop("This server keeps nothing, so it knows nobody.")
        try:
            yield found
        finally:
            found.close()
    except LadderError as error:
        stop(str(error))
    finally:
        log.disabled = before
