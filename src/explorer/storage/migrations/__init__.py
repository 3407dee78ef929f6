"""How the tables came about, one step per file, run by Alembic in one transaction."""
