"""Who may do what with what: every rule, in one place. What no rule allows is denied."""

from dataclasses import dataclass
from typing import Literal

from explorer.identity.actors import Actor

Action = Literal["read", "write", "delete", "export"]
Kind = Literal["ladder", "keeping", "profile"]
Who = Literal["anybody", "keeper", "owner"]


@dataclass(frozen=True, slots=True)
class Resource:
    """What is asked for: the ladder, the pages that keep it, or one person's profiles."""

    kind: Kind
    owner: str | None = None


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
    Rule("owner", frozenset({"read", "write", "delete", "export"}), "profile"),
)
LADDER, KEEPING = Resource("ladder"), Resource("keeping")


def allowed(actor: Actor, action: Action, resource: Resource) -> bool:
    """Whether some rule allows it."""
    return any(
        rule.kind == resource.kind and action in rule.actions and _is(rule.who, actor, resource)
        for rule in RULES
    )


def _is(who: Who, actor: Actor, resource: Resource) -> bool:
    if who == "anybody":
        return True
    if who == "keeper":
        return actor.id is not None and actor.role == "keeper"
    return actor.id is not None and actor.id == resource.owner
