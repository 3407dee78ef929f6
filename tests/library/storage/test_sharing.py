"""Whose is what: what sharing opens, to whom, until when, and everything that stays closed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import product

import pytest
from sqlalchemy import select

from explorer.errors import Denied, Gone
from explorer.identity.actors import NOBODY, OPERATOR, Actor
from explorer.profiles.profile import Profile
from explorer.storage import audit, database_schema, people, personal_data, sharing
from explorer.storage.database import Database, sqlite_at
from explorer.storage.database_repository import DatabaseRepository
from explorer.storage.database_tables import NOTICES, PEOPLE, PROFILES, SHARES
from explorer.storage.owners import Person
from explorer.storage.sharing import Share
from explorer.storage.views import View
from library.storage.keeping import of, save, somebody

OWN = Profile("sre", "L4").with_rating("L4", "craft", "Maturing")
MANAGERS = replace(OWN, perspective="manager").with_rating("L4", "craft", "Exceeding")


@pytest.fixture(params=["on_sqlite", "on_postgresql"])
def database(request: pytest.FixtureRequest) -> Database:
    found: Database = request.getfixturevalue(request.param)
    return found


@dataclass
class Company:
    """Anna keeps her own view; Ben keeps one of her as her manager. Eve, Kim and whoever is
    nobody have no part in it; Kim keeps the ladder."""

    database: Database
    anna: Actor
    ben: Actor
    eve: Actor
    kim: Actor

    @classmethod
    def new(cls, database: Database) -> "Company":
        anna, ben, eve, kim = (somebody(database, name) for name in ("Anna", "Ben", "Eve", "Kim"))
        made = cls(database, anna, ben, eve, replace(kim, role="keeper"))
        save(of(database, anna), OWN)
        save(of(database, ben, anna), MANAGERS)
        return made

    @property
    def own(self) -> View:
        return View(self.anna.id or "", "sre")

    @property
    def of_anna(self) -> View:
        return View(self.ben.id or "", "sre", "manager", self.anna.id or "")

    def share(self, actor: Actor, view: View, reader: Actor) -> None:
        sharing.share(self.database, actor, view, reader.id or "")

    def shared(self, reader: Actor) -> Share:
        (found,) = sharing.received(self.database, reader)
        return found

    def open(self, actor: Actor, id: str) -> Profile:
        return sharing.opened(self.database, actor, id)[1].profile

    def rows(self) -> list[object]:
        """Everything in the database that an attempt could change."""
        with self.database.reading() as connection:
            return [
                sorted(map(repr, connection.execute(select(table)).all()))
                for table in (PROFILES, SHARES, PEOPLE, NOTICES)
            ]


@pytest.fixture
def company(database: Database) -> Company:
    return Company.new(database)


# -- what sharing opens ----------------------------------------------------------------


def test_a_view_is_shared_read_and_taken_back(company: Company, database: Database) -> None:
    company.share(company.anna, company.own, company.ben)
    share = company.shared(company.ben)
    assert (share.owner.name, share.reader.name, share.opened_on) == ("Anna", "Ben", None)
    assert replace(company.open(company.ben, share.id), revision=0, saved="") == OWN
    (seen,) = sharing.given(database, company.anna)
    assert seen.opened_on == seen.shared_on
    save_more = of(database, company.anna)
    kept = save_more.read("sre")
    assert kept
    save_more.write(kept.profile.with_rating("L4", "craft", "Performing"), kept)
    again = company.open(company.ben, share.id)
    assert again.ratings("L4").competencies == {"craft": "Performing"}
    sharing.stop(database, company.anna, share.id)
    with pytest.raises(Denied):
        company.open(company.ben, share.id)
    assert sharing.received(database, company.ben) == sharing.given(database, company.anna) == []


def test_sharing_twice_is_sharing_once(company: Company) -> None:
    for _ in range(2):
        company.share(company.anna, company.own, company.ben)
    assert company.shared(company.ben)


def test_a_managers_view_is_read_by_whom_it_is_about(company: Company) -> None:
    (told,) = sharing.of_me(company.database, company.anna)
    assert (told.owner.name, told.shared) == ("Ben", "")
    company.share(company.ben, company.of_anna, company.anna)
    share = company.shared(company.anna)
    (told,) = sharing.of_me(company.database, company.anna)
    assert told.shared == share.id
    assert company.open(company.anna, share.id).perspective == "manager"


def test_two_views_as_a_manager_of_one_ladder_stay_apart(company: Company) -> None:
    ben = of(company.database, company.ben, company.eve)
    assert ben.read("sre", "manager") is None
    save(ben, MANAGERS.with_rating("L4", "craft", "Performing"))
    assert [each.subject for each in ben.listed()] == sorted(
        [company.anna.id, company.eve.id], key=str
    )
    ben.delete("sre", "manager")
    assert of(company.database, company.ben, company.anna).read("sre", "manager")
    assert sharing.of_me(company.database, company.eve) == []


def test_what_is_deleted_and_kept_anew_is_not_shared(company: Company) -> None:
    company.share(company.anna, company.own, company.ben)
    store = of(company.database, company.anna)
    store.delete("sre")
    save(store, OWN)
    assert sharing.received(company.database, company.ben) == []


def test_who_shared_and_opened_is_written_down_without_a_rating(company: Company) -> None:
    company.share(company.anna, company.own, company.ben)
    share = company.shared(company.ben)
    company.open(company.ben, share.id)
    known = sharing.opened(company.database, company.ben, share.id, first=False)[1]
    assert sharing.opened(company.database, company.ben, share.id, known, False)[1] is known
    sharing.stop(company.database, company.anna, share.id)
    lines = audit.lines(company.database, company.anna.id)
    assert [(line.actor.name, line.action, line.person.name) for line in lines] == [
        ("Anna", "shared", "Ben"),
        ("Ben", "opened", "Anna"),
        ("Anna", "stopped sharing", "Ben"),
    ]
    assert "Maturing" not in repr(lines)


# -- what stays closed -----------------------------------------------------------------

Attempt = Callable[[Company, Actor], object]
IDS = ("", "x", "%", "' OR 1=1 --", "0" * 16, "ü" * 5000, "null")


def annas(company: Company, actor: Actor) -> DatabaseRepository:
    return DatabaseRepository(company.database, Person(company.anna.id or ""), actor)


def bens(company: Company, actor: Actor) -> DatabaseRepository:
    owner = Person(company.ben.id or "")
    return DatabaseRepository(company.database, owner, actor, company.anna.id or "")


def given_id(company: Company) -> str:
    return sharing.given(company.database, company.anna)[0].id


ATTEMPTS: dict[str, Attempt] = {
    "read her own view": lambda c, who: annas(c, who).read("sre"),
    "write into it": lambda c, who: annas(c, who).write(OWN),
    "delete it": lambda c, who: annas(c, who).delete("sre"),
    "set it aside": lambda c, who: annas(c, who).quarantine("sre"),
    "list what she keeps": lambda c, who: annas(c, who).listed(),
    "take all of it": lambda c, who: annas(c, who).everything(),
    "delete all of it": lambda c, who: annas(c, who).delete_everything(),
    "read her manager's view of her": lambda c, who: bens(c, who).read("sre", "manager"),
    "write into that": lambda c, who: bens(c, who).write(MANAGERS),
    "delete that": lambda c, who: bens(c, who).delete("sre", "manager"),
    "open what she shared with Ben": lambda c, who: c.open(who, given_id(c)),
    "stop what she shares": lambda c, who: sharing.stop(c.database, who, given_id(c)),
    "share her view with themselves": lambda c, who: c.share(who, c.own, who),
    "share her view with Eve": lambda c, who: c.share(who, c.own, c.eve),
    "share Ben's view with Anna": lambda c, who: c.share(who, c.of_anna, c.anna),
    "share Ben's view with themselves": lambda c, who: c.share(who, c.of_anna, who),
    **{
        f"open a share called {id[:12]!r}": lambda c, who, id=id: c.open(who, id)  # type: ignore[misc]
        for id in IDS
    },
    "stop a share that is none": lambda c, who: sharing.stop(c.database, who, "x"),
}
OF_ALL: dict[str, Attempt] = {
    "export everything about Anna": lambda c, who: personal_data.export(
        c.database, who, c.anna.id or ""
    ),
    "delete everything about Anna": lambda c, who: personal_data.delete_all(
        c.database, who, c.anna.id or ""
    ),
    "export everything about nobody": lambda c, who: personal_data.export(c.database, who, ""),
    "delete everything about nobody": lambda c, who: personal_data.delete_all(
        c.database, who, "None"
    ),
}
WRONG: dict[str, Callable[[Company], Actor]] = {
    "Eve": lambda company: company.eve,
    "a keeper": lambda company: company.kim,
    "nobody": lambda _: NOBODY,
    "nobody who says keeper": lambda _: Actor(name="Anna", role="keeper"),
    "somebody called Anna too": lambda company: somebody(company.database, "Anna"),
}
TABLE = [*product(WRONG, [*ATTEMPTS, *OF_ALL]), *(("the operator", each) for each in ATTEMPTS)]


def test_there_are_enough_attempts() -> None:
    assert len(TABLE) >= 60


@pytest.fixture(scope="module", params=["on_sqlite", "on_postgresql"])
def attempted(request: pytest.FixtureRequest) -> Iterator[Company]:
    """One company for all attempts: what one of them opened the next would find."""
    company = Company.new(request.getfixturevalue(request.param))
    company.share(company.anna, company.own, company.ben)
    yield company
    assert company.open(company.ben, given_id(company)), "the right person still can"


@pytest.mark.parametrize(("who", "attempt"), TABLE, ids=lambda each: each)
def test_the_wrong_person_gets_nothing_and_changes_nothing(
    attempted: Company, who: str, attempt: str
) -> None:
    actor = OPERATOR if who == "the operator" else WRONG[who](attempted)
    before = attempted.rows()
    with pytest.raises(Denied) as denied:
        {**ATTEMPTS, **OF_ALL}[attempt](attempted, actor)
    assert str(denied.value) == "There is nothing here that is yours or shared with you."
    assert attempted.rows() == before


@pytest.mark.parametrize(
    "attempt",
    [
        "write into it",
        "delete it",
        "set it aside",
        "read her own view",
        "take all of it",
        "stop what she shares",
        "share her view with Eve",
        "export everything about Anna",
        "delete everything about Anna",
    ],
)
def test_who_may_read_may_only_read(attempted: Company, attempt: str) -> None:
    before = attempted.rows()
    with pytest.raises(Denied):
        {**ATTEMPTS, **OF_ALL}[attempt](attempted, attempted.ben)
    assert attempted.rows() == before


@pytest.mark.parametrize(
    "attempt", ["read her manager's view of her", "write into that", "share Ben's view with Anna"]
)
def test_whom_a_view_is_about_neither_reads_nor_writes_it(attempted: Company, attempt: str) -> None:
    with pytest.raises(Denied):
        ATTEMPTS[attempt](attempted, attempted.anna)


def test_a_managers_view_goes_to_no_third_person(company: Company) -> None:
    for reader in (company.eve, company.kim, company.ben, NOBODY):
        with pytest.raises(Denied):
            company.share(company.ben, company.of_anna, reader)
    # Of nobody named: to nobody.
    save(of(company.database, company.ben), MANAGERS)
    with pytest.raises(Denied):
        company.share(company.ben, replace(company.of_anna, subject=""), company.anna)


def test_a_share_that_was_forged_in_the_database_opens_no_managers_view(company: Company) -> None:
    company.share(company.ben, company.of_anna, company.anna)
    share = company.shared(company.anna)
    with company.database.writing() as connection:
        mine = SHARES.c.id == share.id
        connection.execute(SHARES.update().where(mine).values(reader=company.eve.id))
    with pytest.raises(Denied):
        company.open(company.eve, share.id)


def test_what_is_not_kept_or_nobody_cannot_be_shared(company: Company) -> None:
    with pytest.raises(Denied):
        company.share(company.anna, replace(company.own, ladder="other"), company.ben)
    with pytest.raises(Gone):
        sharing.share(company.database, company.anna, company.own, "nobody")
    with pytest.raises(Gone):
        save(of(company.database, company.ben, Actor("nobody")), MANAGERS)


# -- finding whom to share with --------------------------------------------------------


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    found = sqlite_at(tmp_path_factory.mktemp("people") / "kept.db")
    database_schema.upgrade(found)
    for name in ("Mara Quill-Ode", "Márton Ode, Jr", "Tam"):
        somebody(found, name)
    yield found
    found.close()


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("mar", ["Mara Quill-Ode", "Márton Ode, Jr"]),
        ("mara", ["Mara Quill-Ode"]),
        ("ode ma", ["Mara Quill-Ode", "Márton Ode, Jr"]),
        ("MARTON ode jr", ["Márton Ode, Jr"]),
        ("Ma\u0301rton", ["Márton Ode, Jr"]),
        ("m", []),
        ("", []),
        ("%", []),
        ("ara", []),
    ],
)
def test_people_are_found_by_the_beginnings_of_their_name(
    three: Database, words: str, found: list[str]
) -> None:
    assert [each.name for each in people.beginning(three, words)] == found


def test_nobody_reads_all_names(three: Database) -> None:
    for _ in range(people.MOST_FOUND + 3):
        somebody(three, "Zoe")
    assert len(people.beginning(three, "zoe")) == people.MOST_FOUND + 1
