"""Whom a manager's view is about, whom a view is shared with, and who did what."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_KEY = ["owner", "ladder", "perspective", "aside", "subject"]


def upgrade() -> None:
    # SQLite makes the table anew: its primary key cannot be changed.
    with op.batch_alter_table("profile") as profile:
        profile.add_column(
            sa.Column(
                "subject",
                sa.String,
                nullable=False,
                server_default="",
                comment="person of a manager's view; or empty",
            )
        )
        profile.drop_constraint("pk_profile", type_="primary")
        profile.create_primary_key("pk_profile", _KEY)
    op.create_index("ix_profile_subject", "profile", ["subject"])
    op.create_table(
        "share",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("owner", sa.String, nullable=False, comment="person"),
        sa.Column("ladder", sa.String, nullable=False),
        sa.Column("perspective", sa.String, nullable=False),
        sa.Column(
            "subject", sa.String, nullable=False, comment="person of a manager's view; or empty"
        ),
        sa.Column("reader", sa.String, nullable=False, comment="person"),
        sa.Column("shared_on", sa.Date, nullable=False),
        sa.Column("opened_on", sa.Date, comment="by the reader, last"),
        sa.PrimaryKeyConstraint("id", name="pk_share"),
        sa.UniqueConstraint(
            "owner",
            "ladder",
            "perspective",
            "subject",
            "reader",
            name="uq_share_owner_ladder_perspective_subject_reader",
        ),
    )
    op.create_index("ix_share_reader", "share", ["reader"])
    op.create_table(
        "audit",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("at", sa.BigInteger, nullable=False, comment="milliseconds since 1970"),
        sa.Column("actor", sa.String, nullable=False, comment="person, or operator"),
        sa.Column("action", sa.String, nullable=False),
        sa.Column("person", sa.String, nullable=False, comment="whom it was about or for"),
        sa.Column("ladder", sa.String, nullable=False),
        sa.Column("perspective", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
    )
    op.create_index("ix_audit_actor", "audit", ["actor"])
    op.create_index("ix_audit_person", "audit", ["person"])
    op.create_table(
        "notice",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("person", sa.String, nullable=False, comment="who is told"),
        sa.Column("ladder", sa.String, nullable=False),
        sa.Column("saved_on", sa.Date, nullable=False, comment="of the view that is gone"),
        sa.Column("gone_on", sa.Date, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_notice"),
    )
    op.create_index("ix_notice_person", "notice", ["person"])
