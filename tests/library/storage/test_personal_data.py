"""Everything about a person: in readable files, and gone for good."""

import threading
from dataclasses import replace
from typing import Any

import pytest
import yaml

from explorer.errors import Denied, Gone, StoreError
from explorer.identity.actors import OPERATOR, Actor
from explorer.profiles.profile import Profile
from explorer.profiles.profile_file import parse
from explorer.storage import audit, people, personal_data, sharing
from explorer.storage.database import Database
from explorer.storage.database_panels import DatabasePanels
from explorer.storage.owners import Person
from library.storage.keeping import load, of, save, somebody
from library.storage.test_sharing import MANAGERS, OWN, Company
from library.storage.test_sharing import company as company  # noqa: PLC0414 - a fixture
from library.storage.test_sharing import database as database  # noqa: PLC0414 - a fixture


def exported(company: Company, actor: Actor) -> dict[str, bytes]:
    return personal_data.export(company.database, actor, company.anna.id or "")


def keep_panel(company: Company, actor: Actor) -> DatabasePanels:
    panels = DatabasePanels(company.database, Person(actor.id or ""), actor)
    assert panels.write("sre", "L4", f"of {actor.name}".encode(), None)
    return panels


def read(files: dict[str, bytes], name: str) -> Any:
    return yaml.safe_load(files[name])


def test_an_export_has_all_that_is_about_somebody(company: Company) -> None:
    database, anna = company.database, company.anna
    save(of(database, anna, company.eve), MANAGERS.with_label("hers of Eve"))
    save(of(database, company.eve), OWN.with_label("nothing of Anna"))
    company.share(anna, company.own, company.ben)
    company.share(company.ben, company.of_anna, anna)
    company.open(company.ben, company.shared(company.ben).id)
    keep_panel(company, anna)
    keep_panel(company, company.ben)
    people.give_role(database, anna.id or "", "keeper")
    people.begin_session(database, anna.id or "", "reader", 60)
    files = exported(company, anna)
    assert list(files) == [
        "README.txt",
        "my views/sre.yaml",
        "my views/sre@manager of Eve.yaml",
        "views of me/sre@manager by Ben.yaml",
        "panels/sre@L4.yaml",
        "account.yaml",
        "sharing.yaml",
        "history.yaml",
    ]
    own, problems = parse(files["my views/sre.yaml"], "x")
    assert (own, problems) == (load(of(database, anna), "sre"), [])
    assert files["panels/sre@L4.yaml"] == b"of Anna"
    account = read(files, "account.yaml")
    assert (account["name"], account["role_given_here"]) == ("Anna", "keeper")
    assert len(account["signed_in_until"]) == 1
    shares = read(files, "sharing.yaml")
    assert [each["with"] for each in shares["shared_by_me"]] == ["Ben"]
    assert [each["whose"] for each in shares["shared_with_me"]] == ["Ben"]
    history = [each["what"] for each in read(files, "history.yaml")]
    assert sorted(history) == ["exported", "opened", "shared", "shared"]
    assert b"nothing of Anna" not in b"".join(files.values())


def test_names_of_people_make_no_path_and_no_two_files_one(company: Company) -> None:
    database = company.database
    for _ in range(2):
        save(of(database, company.anna, somebody(database, "../../x <b>")), MANAGERS)
    names = [name for name in exported(company, company.anna) if name.startswith("my views/")]
    assert names == [
        "my views/sre.yaml",
        "my views/sre@manager of ______x _b_ (2).yaml",
        "my views/sre@manager of ______x _b_.yaml",
    ]


def test_deleting_takes_everything_and_tells_the_managers(company: Company) -> None:
    database, anna, ben = company.database, company.anna, company.ben
    company.share(anna, company.own, ben)
    company.share(ben, company.of_anna, anna)
    save(of(database, ben), OWN)
    company.share(ben, replace(company.own, owner=ben.id or ""), anna)
    keep_panel(company, anna)
    bens = keep_panel(company, ben)
    session = people.begin_session(database, anna.id or "", "reader", 60)
    assert personal_data.delete_all(database, anna, anna.id or "") == 1
    with database.reading() as connection:
        tables = ("profile", "panel", "share", "person", "role", "session", "notice")
        left = [
            row
            for table in tables
            for row in connection.exec_driver_sql(f"SELECT * FROM {table}").all()
            if str(anna.id) in repr(row)
        ]
    assert left == []
    assert people.actor_of_session(database, session) is None
    assert load(of(database, ben), "sre"), "what is Ben's own stays"
    assert bens.read("sre", "L4") == b"of Ben"
    (notice,) = sharing.notices(database, ben)
    assert notice.ladder == "sre"
    sharing.dismiss(database, company.eve, notice.id)
    assert sharing.notices(database, ben) == [notice], "it is Ben's to read"
    sharing.dismiss(database, ben, notice.id)
    assert sharing.notices(database, ben) == []
    assert audit.lines(database, anna.id)[-1].action == "deleted"
    assert all(not line.person.name for line in audit.lines(database, anna.id)[-1:])
    with pytest.raises(Denied):
        personal_data.delete_all(database, anna, anna.id or "")


def test_nothing_can_be_kept_of_who_is_gone(company: Company) -> None:
    database, anna, ben = company.database, company.anna, company.ben
    hers, his = of(database, anna), of(database, ben, anna)
    before = his.read("sre", "manager")
    assert before
    personal_data.delete_all(database, OPERATOR, anna.id or "")
    for attempt in (
        lambda: save(hers, OWN),
        lambda: save(his, MANAGERS),
        lambda: his.write(before.profile, before),
        lambda: keep_panel(company, anna),
    ):
        with pytest.raises(Gone):
            attempt()
    assert [line.actor.said for line in audit.lines(database, anna.id)] == ["operator"]


def test_saves_about_somebody_who_deletes_everything_leave_nothing(database: Database) -> None:
    """Managers save on while it is deleted: each comes first, or finds nobody."""
    anna = somebody(database, "Anna")
    managers = [somebody(database, f"Manager {n}") for n in range(4)]
    go = threading.Barrier(len(managers) + 1)

    def keep_saving(manager: Actor) -> None:
        store, profile = of(database, manager, anna), Profile("sre", "L4", perspective="manager")
        go.wait()
        for _ in range(20):
            try:
                known = store.write(profile)
            except Gone:
                return
            except StoreError:
                known = None
            profile = known.profile if known else replace(profile, revision=0)

    threads = [threading.Thread(target=keep_saving, args=(each,)) for each in managers]
    for each in threads:
        each.start()
    go.wait()
    for _ in range(50):
        try:
            personal_data.delete_all(database, anna, anna.id or "")
            break
        except Denied:
            raise
        except StoreError:
            continue
    for each in threads:
        each.join()
    assert all(of(database, each).listed() == [] for each in managers)
