"""Alembic's entry: runs the steps on the connection that `storage.database_schema` hands over."""

from alembic import context

from explorer.storage.database_tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    # SQLite can undo its statements about tables too, once a transaction was begun.
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
