"""What people are working on for hiring panels."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "panel",
        sa.Column("owner", sa.String, nullable=False, comment="Owner.address"),
        sa.Column("ladder", sa.String, nullable=False),
        sa.Column("level", sa.String, nullable=False),
        sa.Column(
            "document", sa.LargeBinary, nullable=False, comment="the file, as its owner seals it"
        ),
        sa.Column("used_on", sa.Date, nullable=False),
        sa.PrimaryKeyConstraint("owner", "ladder", "level", name="pk_panel"),
    )
    op.create_index("ix_panel_used_on", "panel", ["used_on"])
