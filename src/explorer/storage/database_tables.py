"""The tables of the database, as this version has them; how they came about is in `migrations`.

A profile or a panel stays one document in one column, in the form of its file, so that an export
gives that file. Beside it stands only what finding, saving and sweeping need.
"""

from sqlalchemy import (
    BigInteger,
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
    Column("subject", String, primary_key=True, comment="person of a manager's view; or empty"),
    Column("revision", Integer, nullable=False),
    Column("version", String, nullable=False, comment="random, another one for each save"),
    Column("document", LargeBinary, nullable=False, comment="the file, as its owner seals it"),
    Column("saved_on", Date, nullable=False),
    Column("used_on", Date, nullable=False),
    Index(None, "used_on"),
    Index(None, "subject"),
)
"""Days, not moments: a moment could be laid beside a proxy's log of who was there."""

PANELS = Table(
    "panel",
    METADATA,
    Column("owner", String, primary_key=True, comment="Owner.address"),
    Column("ladder", String, primary_key=True),
    Column("level", String, primary_key=True),
    Column("document", LargeBinary, nullable=False, comment="the file, as its owner seals it"),
    Column("used_on", Date, nullable=False),
    Index(None, "used_on"),
)
"""What somebody is working on for a hiring panel: one document for each level."""

ROOMS = Table(
    "room",
    METADATA,
    Column("id", String, primary_key=True, comment="random, in the link"),
    Column("digest", String, nullable=False, comment="of the key, which only the link holds"),
    Column("revision", Integer, nullable=False),
    Column("document", LargeBinary, nullable=False, comment="sealed with the key"),
    Column("used_on", Date, nullable=False),
    Column("code", String, index=True, comment="of a short code, stretched"),
    Column("code_key", LargeBinary, comment="the key, sealed with the short code"),
    Column("code_until", Integer, nullable=False, comment="seconds since 1970"),
    Index(None, "used_on"),
)
"""People in one room. Nothing here says who they are, or of which ladder they talk."""

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

SHARES = Table(
    "share",
    METADATA,
    Column("id", String, primary_key=True),
    Column("owner", String, nullable=False, comment="person"),
    Column("ladder", String, nullable=False),
    Column("perspective", String, nullable=False),
    Column("subject", String, nullable=False, comment="person of a manager's view; or empty"),
    Column("reader", String, nullable=False, index=True, comment="person"),
    Column("shared_on", Date, nullable=False),
    Column("opened_on", Date, comment="by the reader, last"),
    UniqueConstraint("owner", "ladder", "perspective", "subject", "reader"),
)
"""Which kept views are open to whom. There is no row, and nothing to open, for anybody else."""

AUDIT = Table(
    "audit",
    METADATA,
    Column("id", String, primary_key=True),
    Column("at", BigInteger, nullable=False, comment="milliseconds since 1970"),
    Column("actor", String, nullable=False, index=True, comment="person, or operator"),
    Column("action", String, nullable=False),
    Column("person", String, nullable=False, index=True, comment="whom it was about or for"),
    Column("ladder", String, nullable=False),
    Column("perspective", String, nullable=False),
)
"""Who shared, opened, exported and deleted: numbers for people, and nobody's ratings."""

NOTICES = Table(
    "notice",
    METADATA,
    Column("id", String, primary_key=True),
    Column("person", String, nullable=False, index=True, comment="who is told"),
    Column("ladder", String, nullable=False),
    Column("saved_on", Date, nullable=False, comment="of the view that is gone"),
    Column("gone_on", Date, nullable=False),
)
"""That a view as a manager is gone, with all else about its subject, who is not named."""
