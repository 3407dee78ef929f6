"""Who may do what with what: the whole table, so that no rule allows more by accident."""

from itertools import product
from typing import get_args

import pytest

from explorer.identity.actors import Actor, role_of
from explorer.identity.rules import KEEPING, LADDER, Action, Resource, allowed

NOBODY = Actor()
ANNA, BEN = Actor("a1", "Anna"), Actor("b2", "Ben")
KEEPER = Actor("k3", "Kim", "keeper")
NOBODY_WHO_SAYS_KEEPER = Actor(role="keeper")
ANNAS, NOBODYS = Resource("profile", "a1"), Resource("profile")
ACTORS = {
    "nobody": NOBODY,
    "Anna": ANNA,
    "Ben": BEN,
    "keeper": KEEPER,
    "nobody who says keeper": NOBODY_WHO_SAYS_KEEPER,
}
RESOURCES = {"ladder": LADDER, "keeping": KEEPING, "Anna's": ANNAS, "nobody's": NOBODYS}
ACTIONS: tuple[Action, ...] = get_args(Action)
ALLOWED = {
    *((who, "read", "ladder") for who in ACTORS),
    ("keeper", "read", "keeping"),
    ("keeper", "write", "keeping"),
    *(("Anna", action, "Anna's") for action in ACTIONS),
}


@pytest.mark.parametrize(("who", "action", "what"), list(product(ACTORS, ACTIONS, RESOURCES)))
def test_only_what_the_table_says_is_allowed(who: str, action: Action, what: str) -> None:
    assert allowed(ACTORS[who], action, RESOURCES[what]) is ((who, action, what) in ALLOWED)


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
