"""Who may do what with what: every rule, in one place. What no rule allows is denied."""

from dataclasses import dataclass
from typing import Literal

from explorer.identity.actors import Actor

Action = Literal["read", "write", "delete", "export", "share", "open"]
Kind = Literal["ladder", "keeping", "profile", "panel", "person", "room", "part"]
Who = Literal["anybody", "keeper", "owner", "subject", "reader", "operator"]


@dataclass(frozen=True, slots=True)
class Resource:
    """What is asked for: the ladder, the pages that keep it, a kept profile or panel, or
    everything about a person.

    A profile is its owner's, and so is a panel. A manager's view has a `subject` besides, whose personal data it
    is; `readers` are those it is shared with. Everything about a person has them as its owner.
    A room is that of the browser that started it, and `readers` are all who have a seat; a part of
    it is that of its seat, and has readers once everything is open.
    """

    kind: Kind
    owner: str | None = None
    subject: str | None = None
    readers: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Rule:
    """These people may do these things with resources of this kind."""

    who: Who
    actions: frozenset[Action]
    kind: Kind


RULES = (
    Rule("anybody", frozenset({"read"}), "ladder"),
    Rule("keeper", frozenset({"read", "write"}), "keeping"),
    # Of nobody else: a keeper keeps the ladder, not the people.
    Rule("owner", frozenset({"read", "write", "delete", "export", "share"}), "profile"),
    Rule("subject", frozenset({"delete", "export"}), "profile"),
    Rule("reader", frozenset({"read"}), "profile"),
    Rule("owner", frozenset({"read", "write", "delete", "export"}), "panel"),
    Rule("owner", frozenset({"delete", "export"}), "person"),
    # Ends it, changes its link, opens a panel's cards; what stands in it is not theirs alone.
    Rule("owner", frozenset({"read", "write", "delete", "share", "open"}), "room"),
    Rule("reader", frozenset({"read", "write"}), "room"),
    Rule("owner", frozenset({"read", "write", "delete", "export"}), "part"),
    Rule("reader", frozenset({"read"}), "part"),
    # For a legal request; it is written down.
    Rule("operator", frozenset({"delete", "export"}), "person"),
)
LADDER, KEEPING = Resource("ladder"), Resource("keeping")


def allowed(actor: Actor, action: Action, resource: Resource) -> bool:
    """Whether some rule allows it."""
    return any(
        rule.kind == resource.kind and action in rule.actions and _is(rule.who, actor, resource)
        for rule in RULES
    )


def may_be_reader(person: str, resource: Resource) -> bool:
    """Whether a profile can be shared with somebody: one's own view with anybody else, a
    manager's view with the one whom it is about."""
    if person == resource.owner:
        return False
    return resource.subject is None or person == resource.subject


def _is(who: Who, actor: Actor, resource: Resource) -> bool:
    if who == "anybody":
        return True
    if who == "operator":
        return actor.operator
    if actor.id is None:
        return False
    if who == "keeper":
        return actor.role == "keeper"
    if who == "reader":
        return actor.id in resource.readers and may_be_reader(actor.id, resource)
    return actor.id == (resource.owner if who == "owner" else resource.subject)
