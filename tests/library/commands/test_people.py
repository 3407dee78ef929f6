"""`ladder people`: who is meant, and what is done about them."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from explorer.identity.actors import Actor
from explorer.profiles.profile import Profile
from explorer.storage import database_schema, people, sharing
from explorer.storage.database import Database, sqlite_at
from explorer.storage.views import View
from library.commands.running import json_of, refusal, run
from library.storage.keeping import of, save

OWN = Profile("sre", "L4").with_rating("L4", "craft", "Maturing")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    found = sqlite_at(tmp_path / "shared.sqlite3")
    database_schema.use(found)
    yield found
    found.close()


@pytest.fixture
def anna(database: Database) -> Actor:
    known = people.person(database, "https://id.example", "anna@example.org", "Anna Berg")
    return Actor(known, "Anna Berg")


def named(database: Database) -> tuple[str, str]:
    return ("--database", f"sqlite:///{database.file}")


def test_a_role_is_given_by_subject_or_name_and_counts_at_once(
    database: Database, anna: Actor
) -> None:
    session = people.begin_session(database, anna.id or "", "reader", 60)

    def role() -> str:
        actor = people.actor_of_session(database, session)
        assert actor
        return actor.role

    assert role() == "reader"
    done = run("people", "role", "anna@example.org", "keeper", *named(database)).stdout
    said = "Anna Berg (anna@example.org at https://id.example)"
    assert done == f"{said} is a keeper now.\n"
    assert role() == "keeper"
    assert said in run("people", "role", "Anna Berg", "reader", *named(database)).stdout
    assert role() == "reader"
    assert "called 'Eve'" in refusal("people", "role", "Eve", "keeper", *named(database))


def test_a_name_that_somebody_else_took_gives_nobody_a_role(
    database: Database, anna: Actor
) -> None:
    """Whoever may choose their display name may choose a colleague's."""
    eve = people.person(database, "https://id.example", "eve@example.org", "Anna Berg")
    said = refusal("people", "role", "Anna Berg", "keeper", *named(database))
    assert "is more than one" in said
    for each, subject in ((anna.id, "anna@example.org"), (eve, "eve@example.org")):
        assert f"({subject} at https://id.example) is number {each}" in said
    # A subject counts before a name, and a number before both.
    people.person(database, "https://other.example", "x", "anna@example.org")
    assert (
        "Anna Berg (anna"
        in run("people", "role", "anna@example.org", "keeper", *named(database)).stdout
    )
    assert "(eve@" in run("people", "role", eve, "reader", *named(database)).stdout


def test_everything_about_somebody_is_exported_once_and_privately(
    database: Database, anna: Actor, tmp_path: Path
) -> None:
    save(of(database, anna), OWN)
    file = tmp_path / "anna.zip"
    said = run("people", "export", "anna@example.org", file, *named(database)).stdout
    assert said.endswith(f"is in {file}\n")
    assert file.stat().st_mode & 0o777 == 0o600
    with zipfile.ZipFile(file) as archive:
        assert {"README.txt", "my views/sre.yaml", "account.yaml"} <= set(archive.namelist())
    assert "overwrites nothing" in refusal(
        "people", "export", "anna@example.org", file, *named(database)
    )
    nowhere = tmp_path / "nowhere" / "x.zip"
    assert "cannot be written" in refusal(
        "people", "export", "anna@example.org", nowhere, *named(database)
    )


def test_everything_about_somebody_is_deleted_after_a_yes(database: Database, anna: Actor) -> None:
    ben = Actor(people.person(database, "https://id.example", "ben", "Ben"), "Ben")
    save(of(database, ben, anna), Profile("sre", "L4", perspective="manager"))
    save(of(database, anna), OWN)
    assert run("people", "delete", "anna@example.org", *named(database)).exit_code == 1
    assert of(database, anna).listed()
    done = run("people", "delete", "anna@example.org", "--yes", *named(database)).stdout
    assert "is deleted, 1 view of managers among it." in done
    assert of(database, ben).listed() == []
    assert "called" in refusal("people", "delete", "anna@example.org", "--yes", *named(database))
    (line,) = json_of("people", "audit", anna.id, "--json", *named(database))
    assert (line["actor"]["id"], line["action"]) == ("operator", "deleted")
    assert line["person"] == {"id": anna.id, "name": None}


def test_the_audit_says_who_did_what_and_no_rating(database: Database, anna: Actor) -> None:
    ben = Actor(people.person(database, "https://id.example", "ben", "Ben"), "Ben")
    save(of(database, anna), OWN)
    sharing.share(database, anna, View(anna.id or "", "sre"), ben.id or "")
    (share,) = sharing.received(database, ben)
    sharing.opened(database, ben, share.id)
    said = run("people", "audit", *named(database)).stdout.splitlines()
    assert [line[20:] for line in said] == [
        f"Anna Berg ({anna.id}) shared: Ben ({ben.id}), sre (self)",
        f"Ben ({ben.id}) opened: Anna Berg ({anna.id}), sre (self)",
    ]
    assert "Maturing" not in "".join(said)
    assert run("people", "audit", "ben", *named(database)).stdout.splitlines() == said
    assert run("people", "audit", "nobody", *named(database)).stdout == ""
