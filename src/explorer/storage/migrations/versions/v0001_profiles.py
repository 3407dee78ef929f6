"""Kept profiles, and what was done on which day."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "profile",
        sa.Column("owner", sa.String, primary_key=True, comment="Owner.address"),
        sa.Column("ladder", sa.String, primary_key=True),
        sa.Column("perspective", sa.String, primary_key=True, comment="self or manager"),
        sa.Column("aside", sa.String, primary_key=True, comment="when a damaged one was set aside"),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column(
            "version", sa.String, nullable=False, comment="random, another one for each save"
        ),
        sa.Column(
            "document", sa.LargeBinary, nullable=False, comment="the file, as its owner seals it"
        ),
        sa.Column("saved_on", sa.Date, nullable=False),
        sa.Column("used_on", sa.Date, nullable=False),
        sa.PrimaryKeyConstraint("owner", "ladder", "perspective", "aside", name="pk_profile"),
    )
    op.create_index("ix_profile_used_on", "profile", ["used_on"])
    op.create_table(
        "housekeeping",
        sa.Column("name", sa.String, primary_key=True),
        sa.Column("day", sa.Date, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_housekeeping"),
    )
