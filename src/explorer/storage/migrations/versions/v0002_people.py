"""Who signed in, their sessions, and the roles that they were given here."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "person",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("issuer", sa.String, nullable=False),
        sa.Column("subject", sa.String, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
        sa.UniqueConstraint("issuer", "subject", name="uq_person_issuer_subject"),
    )
    op.create_table(
        "role",
        sa.Column("person", sa.String, primary_key=True),
        sa.Column("role", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("person", name="pk_role"),
    )
    op.create_table(
        "session",
        sa.Column("digest", sa.String, primary_key=True, comment="SHA-256 of the cookie"),
        sa.Column("person", sa.String, nullable=False),
        sa.Column("claimed_role", sa.String, nullable=False),
        sa.Column("until", sa.Integer, nullable=False, comment="seconds since 1970"),
        sa.PrimaryKeyConstraint("digest", name="pk_session"),
    )
    op.create_index("ix_session_person", "session", ["person"])
    op.create_table(
        "sign_in_attempt",
        sa.Column("state", sa.String, primary_key=True, comment="SHA-256 of the state"),
        sa.Column("browser", sa.String, nullable=False, comment="SHA-256 of the cookie"),
        sa.Column("data", sa.String, nullable=False, comment="nonce and verifier"),
        sa.Column("next", sa.String, nullable=False),
        sa.Column("until", sa.Integer, nullable=False, comment="seconds since 1970"),
        sa.PrimaryKeyConstraint("state", name="pk_sign_in_attempt"),
    )
