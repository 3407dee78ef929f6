"""Who may do what with what: the whole table, so that no rule allows more by accident."""

from itertools import product
from typing import get_args

import pytest

from explorer.identity.actors import NOBODY, OPERATOR, Actor, role_of
from explorer.identity.rules import KEEPING, LADDER, Action, Resource, allowed, may_be_reader

ACTORS = {
    "nobody": NOBODY,
    "Anna": Actor("a1", "Anna"),
    "Ben": Actor("b2", "Ben"),
    "keeper": Actor("k3", "Kim", "keeper"),
    "nobody who says keeper": Actor(role="keeper"),
    "operator": OPERATOR,
}
RESOURCES = {
    "ladder": LADDER,
    "keeping": KEEPING,
    "Anna's own view": Resource("profile", "a1"),
    "Anna's own view, shared with Ben": Resource("profile", "a1", readers=frozenset({"b2"})),
    "nobody's": Resource("profile"),
    "Anna's view of Ben": Resource("profile", "a1", "b2"),
    "Anna's view of Ben, shared": Resource("profile", "a1", "b2", frozenset({"b2"})),
    "Anna's view of Ben, shared with others": Resource(
        "profile", "a1", "b2", frozenset({"k3", "", "None"})
    ),
    "Anna's view of nobody named, shared": Resource("profile", "a1", "", frozenset({"b2", "k3"})),
    "a panel of Ben": Resource("panel", "b2"),
    "nobody's panel": Resource("panel"),
    "a room that k3 started, with Ben": Resource("room", "k3", readers=frozenset({"k3", "b2"})),
    "a part of k3": Resource("part", "k3"),
    "a part of k3, open": Resource("part", "k3", readers=frozenset({"k3", "b2"})),
    "a free seat's part, open": Resource("part", readers=frozenset({"b2"})),
    "everything about Anna": Resource("person", "a1"),
    "everything about nobody": Resource("person"),
}
ACTIONS: tuple[Action, ...] = get_args(Action)
ALLOWED = {
    *((who, "read", "ladder") for who in ACTORS),
    ("keeper", "read", "keeping"),
    ("keeper", "write", "keeping"),
    *(
        ("Anna", action, what)
        for action in ("read", "write", "delete", "export", "share")
        for what in RESOURCES
        if "Anna's" in what
    ),
    ("Ben", "read", "Anna's own view, shared with Ben"),
    ("Ben", "read", "Anna's view of Ben, shared"),
    *(
        ("Ben", action, what)
        for action in ("export", "delete")
        for what in RESOURCES
        if "of Ben" in what
    ),
    *(("Ben", action, "a panel of Ben") for action in ("read", "write")),
    *(
        ("keeper", action, "a room that k3 started, with Ben")
        for action in ("read", "write", "delete", "share", "open")
    ),
    *(("Ben", action, "a room that k3 started, with Ben") for action in ("read", "write")),
    *(
        ("keeper", action, what)
        for action in ("read", "write", "delete", "export")
        for what in ("a part of k3", "a part of k3, open")
    ),
    *(("Ben", "read", what) for what in ("a part of k3, open", "a free seat's part, open")),
    *(("Anna", action, "everything about Anna") for action in ("export", "delete")),
    *(
        ("operator", action, f"everything about {whom}")
        for action in ("export", "delete")
        for whom in ("Anna", "nobody")
    ),
}


@pytest.mark.parametrize(("who", "action", "what"), list(product(ACTORS, ACTIONS, RESOURCES)))
def test_only_what_the_table_says_is_allowed(who: str, action: Action, what: str) -> None:
    assert allowed(ACTORS[who], action, RESOURCES[what]) is ((who, action, what) in ALLOWED)


@pytest.mark.parametrize(
    ("person", "what", "may"),
    [
        ("b2", "Anna's own view", True),
        ("k3", "Anna's own view", True),
        ("a1", "Anna's own view", False),
        ("b2", "Anna's view of Ben", True),
        ("k3", "Anna's view of Ben", False),
        ("a1", "Anna's view of Ben", False),
        ("b2", "Anna's view of nobody named, shared", False),
    ],
)
def test_a_managers_view_can_be_shared_with_whom_it_is_about_alone(
    person: str, what: str, may: bool
) -> None:
    assert may_be_reader(person, RESOURCES[what]) is may


@pytest.mark.parametrize(
    ("given", "claimed", "role"),
    [
        (None, None, "reader"),
        (None, "keeper", "keeper"),
        (None, ["x", "keeper"], "keeper"),
        (None, "housekeeper", "reader"),
        (None, {"keeper": True}, "reader"),
        (None, 7, "reader"),
        ("reader", "keeper", "reader"),
        ("keeper", None, "keeper"),
        ("owner", "keeper", "reader"),
    ],
)
def test_a_role_that_was_given_here_counts_first(
    given: str | None, claimed: object, role: str
) -> None:
    assert role_of(given, claimed) == role
