"""The tables of the database, as this version has them; how they came about is in `migrations`.

A profile stays one document in one column, in the form of its file, so that an export gives
that file. Beside it stands only what finding, saving and sweeping need.
"""

from sqlalchemy import (
    Column,
    Date,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    UniqueConstraint,
)

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

PROFILES = Table(
    "profile",
    METADATA,
    Column("owner", String, primary_key=True, comment="Owner.address"),
    Column("ladder", String, primary_key=True),
    Column("perspective", String, primary_key=True, comment="self or manager"),
    Column("aside", String, primary_key=True, comment="when a damaged one was set aside"),
    Column("revision", Integer, nullable=False),
    Column("version", String, nullable=False, comment="random, another one for each save"),
    Column("document", LargeBinary, nullable=False, comment="the file, as its owner seals it"),
    Column("saved_on", Date, nullable=False),
    Column("used_on", Date, nullable=False),
    Index(None, "used_on"),
)
"""Days, not moments: a moment could be laid beside a proxy's log of who was there."""

HOUSEKEEPING = Table(
    "housekeeping",
    METADATA,
    Column("name", String, primary_key=True),
    Column("day", Date, nullable=False),
)
"""What is done once per day, whatever server does it."""
PEOPLE = Table(
    "person",
    METADATA,
    Column("id", String, primary_key=True),
    Column("issuer", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("name", String, nullable=False),
    UniqueConstraint("issuer", "subject"),
)

ROLES = Table(
    "role",
    METADATA,
    Column("person", String, primary_key=True),
    Column("role", String, nullable=False),
)
"""Roles that were given here. They count before what the provider says."""

SESSIONS = Table(
    "session",
    METADATA,
    Column("digest", String, primary_key=True, comment="SHA-256 of the cookie"),
    Column("person", String, nullable=False, index=True),
    Column("claimed_role", String, nullable=False),
    Column("until", Integer, nullable=False, comment="seconds since 1970"),
)
"""Who reads the database, or a backup of it, can take over no session."""

ATTEMPTS = Table(
    "sign_in_attempt",
    METADATA,
    Column("state", String, primary_key=True, comment="SHA-256 of the state"),
    Column("browser", String, nullable=False, comment="SHA-256 of the cookie"),
    Column("data", String, nullable=False, comment="nonce and verifier"),
    Column("next", String, nullable=False),
    Column("until", Integer, nullable=False, comment="seconds since 1970"),
)
"""Signing in that has begun: one server begins it, any other may end it."""
