"""People in one room, each on their own screen."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "room",
        sa.Column("id", sa.String, nullable=False, comment="random, in the link"),
        sa.Column(
            "digest", sa.String, nullable=False, comment="of the key, which only the link holds"
        ),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("document", sa.LargeBinary, nullable=False, comment="sealed with the key"),
        sa.Column("used_on", sa.Date, nullable=False),
        sa.Column("code", sa.String, comment="of a short code, stretched"),
        sa.Column("code_key", sa.LargeBinary, comment="the key, sealed with the short code"),
        sa.Column("code_until", sa.Integer, nullable=False, comment="seconds since 1970"),
        sa.PrimaryKeyConstraint("id", name="pk_room"),
    )
    op.create_index("ix_room_code", "room", ["code"])
    op.create_index("ix_room_used_on", "room", ["used_on"])
