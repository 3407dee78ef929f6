"""Who is there: somebody whom a provider or a proxy vouches for, or nobody that is known."""

from dataclasses import dataclass
from typing import Literal, get_args

Role = Literal["reader", "keeper"]
ROLES: tuple[Role, ...] = get_args(Role)


@dataclass(frozen=True, slots=True)
class Actor:
    """Whoever asks. `id` is the server's own for a person; None for somebody unknown. The
    `operator` has the server's command line; no page ever makes one."""

    id: str | None = None
    name: str = ""
    role: Role = "reader"
    operator: bool = False


NOBODY = Actor()
OPERATOR = Actor(name="whoever runs this server", operator=True)


def role_of(given: str | None, claimed: object) -> Role:
    """The role of a person: the one they were given here; else the higher of those that the
    provider says, as text or a list; else reader."""
    if given is not None:
        return "keeper" if given == "keeper" else "reader"
    said = claimed if isinstance(claimed, (list, tuple)) else [claimed]
    return "keeper" if "keeper" in said else "reader"
