"""`ladder people role`: who is meant, and what they are afterwards."""

from pathlib import Path

from explorer.storage import database_schema, people
from explorer.storage.database import sqlite_at
from library.commands.running import refusal, run


def test_a_role_is_given_by_name_or_subject_and_counts_at_once(tmp_path: Path) -> None:
    database = sqlite_at(tmp_path / "shared.sqlite3")
    database_schema.use(database)
    anna = people.person(database, "https://id.example", "anna@example.org", "Anna Berg")
    people.person(database, "https://other.example", "a2", "Anna Berg")
    session = people.begin_session(database, anna, "reader", 60)

    def role() -> str:
        actor = people.actor_of_session(database, session)
        assert actor
        return actor.role

    named = ("--database", f"sqlite:///{tmp_path}/shared.sqlite3")
    assert role() == "reader"
    assert "is a keeper now" in run("people", "role", "anna@example.org", "keeper", *named).stdout
    assert role() == "keeper"
    assert "more than one" in refusal("people", "role", "Anna Berg", "reader", *named)
    assert role() == "keeper"
    run("people", "role", anna, "reader", *named)
    assert role() == "reader"
    assert "called 'Eve'" in refusal("people", "role", "Eve", "keeper", *named)
