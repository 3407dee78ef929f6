"""How a server is configured: by options, by the environment, and by a file, in this order.

One model says what there is, with the sentence that explains it; each value remembers the place
that it comes from, so that a mistake can be named where it stands. (pydantic-settings merges
such places, but forgets which one a wrong value was in.)
"""

import os
import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from explorer.errors import ServerError
from explorer.server.base_path import read_base_path
from explorer.server.forwarding import read_proxies
from explorer.storage.database import Retention
from explorer.text.translation import languages

PREFIX = "LADDER_"
CONFIG_VARIABLE = f"{PREFIX}CONFIG"
DEFAULT = "default"
_DAYS = Retention()


def _list(given: Any) -> Any:
    """In the environment, names are separated by commas or spaces."""
    return given.replace(",", " ").split() if isinstance(given, str) else given


def _proxies(given: Any) -> Any:
    return read_proxies(tuple(_list(given)))


def _address(given: Any) -> Any:
    """Over TLS, or on this computer: a secret and who is there go this way."""
    parts = urlsplit(str(given))
    local = parts.scheme == "http" and parts.hostname in ("localhost", "127.0.0.1", "::1")
    if given and not (local or (parts.scheme == "https" and parts.hostname)):
        raise ValueError(given)
    return given


def _language(given: Any) -> Any:
    if given and given not in languages():
        raise ValueError(given)
    return given


Address = Annotated[str, BeforeValidator(_address)]
Language = Annotated[str, BeforeValidator(_language)]
Names = Annotated[tuple[str, ...], BeforeValidator(_list)]
Proxies = Annotated[tuple[str, ...], BeforeValidator(_proxies)]
BasePathText = Annotated[str, BeforeValidator(read_base_path)]


def _option(name: str) -> str:
    return name.replace("_", "-")


class Configuration(BaseModel):
    """What a server may be told. A field's description is what its value has to be."""

    model_config = ConfigDict(frozen=True, extra="forbid", alias_generator=_option)

    folder: Path | None = Field(None, description="a folder with ladders")
    host: str = Field("127.0.0.1", min_length=1, description="an address to listen on")
    port: int | None = Field(None, ge=1, le=65535, description="a number from 1 to 65535")
    allow_host: Names = Field((), description="host names under which others reach the app")
    shared: bool = Field(False, description="true or false")
    base_path: BasePathText = Field(
        "", description="a path of letters, digits, - and _, such as /ladders"
    )
    proxy_headers: Proxies = Field(
        (), description="IP addresses or networks of proxies, such as 10.0.0.5 or 10.0.0.0/24"
    )
    access_log: bool = Field(False, description="true or false")
    database: str | None = Field(
        None, description="sqlite:///FILE or postgresql://USER@HOST/NAME, where profiles are kept"
    )
    keep_nothing: bool = Field(False, description="true or false")
    keep_days: int = Field(_DAYS.unused_days, ge=1, le=36_500, description="days, at least 1")
    audit_days: int = Field(_DAYS.audit_days, ge=1, le=36_500, description="days, at least 1")
    room_days: int = Field(_DAYS.room_days, ge=1, le=400, description="days, from 1 to 400")
    sign_in: Literal["required", "offered"] | None = Field(None, description="required or offered")
    public_url: Address = Field(
        "", description="the https:// address at which people reach the app, with its path"
    )
    issuer: Address = Field("", description="the https:// address of the sign-in provider")
    client_id: str = Field("", description="the name under which the provider knows this app")
    client_secret: str = Field("", description="the secret that the provider gave for it")
    role_claim: str = Field("", description="the claim that says keeper or reader")
    sign_in_hours: int = Field(12, ge=1, le=720, description="hours, from 1 to 720")
    identity_header: str = Field("", description="the header in which a proxy says who is there")
    identity_keys: Address = Field("", description="the https:// address of the proxy's keys")
    identity_audience: str = Field("", description="for whom the proxy's assertions are made")
    language: Language = Field("", description=f"a language of the pages: {', '.join(languages())}")
    drain: int = Field(0, ge=0, le=600, description="seconds, from 0 to 600")


SECRET: frozenset[str] = frozenset({"database", "client-secret"})
"""These are never printed: there may be a password in them."""

Sources = dict[str, str]
"""The place that each value comes from, by its name."""


def configure(
    options: Mapping[str, Any],
    file: Path | None = None,
    environment: Mapping[str, str] | None = None,
) -> tuple[Configuration, Sources]:
    """What a server is told, and by whom. Raises ServerError, whose sentence names the place.

    `options` are those that were given on the command line, by name. An option counts before
    the environment (`os.environ` by default), which counts before the file.
    """
    environment = os.environ if environment is None else environment
    if file is None and environment.get(CONFIG_VARIABLE):
        file = Path(environment[CONFIG_VARIABLE])
    values: dict[str, Any] = {}
    sources: Sources = {}
    places = [
        *([_of_file(file)] if file else []),
        _of_environment(environment),
        {_option(name): (value, _as_typed(name)) for name, value in options.items()},
    ]
    for place in places:
        for name, (value, source) in place.items():
            values[name], sources[name] = value, source
    try:
        return Configuration.model_validate(values), sources
    except ValidationError as error:
        name = str(error.errors()[0]["loc"][0])
        field = Configuration.model_fields[name.replace("-", "_")]
        shown = "what stands there" if name in SECRET else repr(values[name])
        raise ServerError(
            f"{sources[name]}: {shown} does not fit; wanted is {field.description}."
        ) from error


def _as_typed(name: str) -> str:
    return "DIR" if name == "folder" else f"--{_option(name)}"


def _of_file(file: Path) -> dict[str, tuple[Any, str]]:
    try:
        with file.open("rb") as opened:
            said = tomllib.load(opened)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ServerError(f"{file}: {error}.") from error
    except OSError as error:
        raise ServerError(f"{file} cannot be read: {error.strerror}.") from error
    for name in said:
        _known(name, f"{file}: {name}")
    # A folder in a file is meant from where the file is.
    if isinstance(said.get("folder"), str):
        said["folder"] = file.parent / said["folder"]
    return {name: (value, f"{file}: {name}") for name, value in said.items()}


def _of_environment(environment: Mapping[str, str]) -> dict[str, tuple[Any, str]]:
    found = {}
    for variable, value in environment.items():
        if variable.startswith(PREFIX) and variable != CONFIG_VARIABLE and value:
            name = _option(variable.removeprefix(PREFIX).lower())
            _known(name, variable)
            found[name] = value, variable
    return found


def _known(name: str, place: str) -> None:
    """A name that is nearly one of ours would else be passed over in silence."""
    names = [_option(each) for each in Configuration.model_fields]
    if name in names:
        return
    near = get_close_matches(name, names, 1)
    hint = f"; did you mean {near[0]}?" if near else "."
    if place.startswith(PREFIX):
        if near:
            hint = f"; did you mean {PREFIX}{near[0].upper().replace('-', '_')}?"
        if "SERVICE" in place or "_TCP" in place:
            # Kubernetes puts these into each container beside a service called "ladder".
            hint = "; in Kubernetes, set enableServiceLinks: false."
    raise ServerError(f"{place} is no setting of Ladder Explorer{hint}")


def described(told: Configuration, sources: Sources) -> list[tuple[str, str, str]]:
    """Each setting's name, its value in words, and the place that it comes from."""
    rows = []
    for name in Configuration.model_fields:
        value, option = getattr(told, name), _option(name)
        words = ", ".join(value) if isinstance(value, tuple) else str(value)
        if isinstance(value, bool):
            words = words.lower()
        if value in (None, (), ""):
            words = "-"
        elif option in SECRET:
            words = "(set)"
        rows.append((option, words, sources.get(option, DEFAULT)))
    return rows
