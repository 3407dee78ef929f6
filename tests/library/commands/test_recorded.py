"""What was printed and kept before the modules got their names of today still is.

`tests/fixtures/before` holds a ladder, profiles of each version, a plan, a scorecard and a
document from then, and in `outputs/` what each command made of them. A change to one of
these files is a change to a promised form: it belongs into the changelog.
"""

import json
import re
from typing import Any

import click
import pytest

from explorer import cli
from explorer.interviews import plan, scorecard
from explorer.profiles import profile_file
from library.commands.running import run
from library.writing import ROOT

BEFORE = ROOT / "tests" / "fixtures" / "before"
OUTPUTS = BEFORE / "outputs"

AS_JSON = {
    "check": "check ladder --json",
    "check-health": "check ladder --health --json",
    "check-lineage": "check ladder --lineage --json",
    "records": "records ladder --json",
    "search-typo": "search incidnet --limit 5 --json",
    "search-synonym": "search outage --kind statement --json",
    "search-counts": "search customer --counts --json",
    "compare": "compare L3 L4 --json",
    "sheet": "sheet L4 --format json",
    "import": "import role.md --to elsewhere --dry-run --json",
    "profile-show-1": "profile show profile-1.yaml --json",
    "profile-show-2": "profile show profile-2.yaml --json",
    "profile-show-3": "profile show profile-3.yaml --json",
    "profile-together": "profile together profile-3.yaml profile-3-manager.yaml --json",
    "profile-changed": "profile changed profile-3.yaml --json",
    "schema": "schema",
}
SENTENCES = frozenset({"rests_on", "shape"})
"""Keys whose value is words for people, whose wording is not promised."""
GROWN = {
    "schema": "the rating scale became data: two to nine words, and `expected`",
}
"""Outputs that have more in them today, with the reason: what was there must still be."""


@pytest.fixture(autouse=True)
def in_the_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(BEFORE)


def lines_of(output: str) -> list[Any]:
    """The JSON values of an output, one or several behind each other."""
    decoder, at, found = json.JSONDecoder(), 0, []
    while at < len(output.rstrip()):
        value, at = decoder.raw_decode(output, at)
        found.append(value)
        at += len(output[at:]) - len(output[at:].lstrip())
    return found


@pytest.mark.parametrize("name", [name for name in AS_JSON if name not in GROWN])
def test_json_is_what_it_was(name: str) -> None:
    result = run(*AS_JSON[name].split())
    recorded = json.loads((OUTPUTS / f"{name}.json").read_text(encoding="utf-8"))
    now = {"exit": result.exit_code, "out": lines_of(result.stdout)}
    assert without_additions(now, recorded) == recorded


def without_additions(now: Any, was: Any) -> Any:
    """The JSON of today as far as it was promised: without new keys, sentences as before."""
    if isinstance(now, dict) and isinstance(was, dict):
        return {
            key: was[key] if key in SENTENCES else without_additions(now[key], was[key])
            for key in now
            if key in was
        }
    if isinstance(now, list) and isinstance(was, list) and len(now) == len(was):
        return [without_additions(*pair) for pair in zip(now, was, strict=True)]
    return now


def test_what_is_promised_is_compared() -> None:
    was = {"a": [{"b": 1, "rests_on": "x"}]}
    assert without_additions({"a": [{"b": 1, "rests_on": "y", "c": 2}], "d": 3}, was) == was
    for other in ({"a": []}, {"a": [{"b": 2, "rests_on": "x"}]}, {"a": [{"b": 1}]}, {}):
        assert without_additions(other, was) != was


def keys(schema: Any) -> set[tuple[str, str]]:
    """Each key of each shape in a JSON Schema."""
    shapes = {schema["title"]: schema, **schema.get("$defs", {})}
    return {(name, key) for name, each in shapes.items() for key in each.get("properties", {})}


def test_the_schemas_have_every_key_they_had() -> None:
    recorded = json.loads((OUTPUTS / "schema.json").read_text(encoding="utf-8"))["out"]
    now = lines_of(run("schema").stdout)
    for was, each in zip(recorded, now, strict=True):
        for name, schema in was.items():
            assert keys(schema) <= keys(each[name])


def test_a_plan_is_checked_in_the_same_places() -> None:
    result = run("plan", "check", "plan.yaml")
    places = re.findall(r"^plan\.yaml:\d+:\d+: \w+", result.stdout, re.MULTILINE)
    recorded = json.loads((OUTPUTS / "plan-check.json").read_text(encoding="utf-8"))
    assert {"exit": result.exit_code, "places": places} == recorded


def test_a_job_description_says_the_same_of_the_level() -> None:
    said = [line for line in run("job", "L4").stdout.split("\n") if line.startswith("- You")]
    assert said == json.loads((OUTPUTS / "job.json").read_text(encoding="utf-8"))


def options(command: click.Command, name: str = "ladder") -> dict[str, list[str]]:
    """The options and arguments of a command and of those below it, by their full name."""
    own = sorted(option for each in command.params for option in (*each.opts, *each.secondary_opts))
    found = {name: own}
    for sub, each in getattr(command, "commands", {}).items():
        found |= options(each, f"{name} {sub}")
    return found


def test_every_command_and_option_is_still_there() -> None:
    now = options(cli.main)
    recorded = json.loads((OUTPUTS / "help.json").read_text(encoding="utf-8"))
    assert recorded.keys() <= now.keys()
    for command, was in recorded.items():
        assert {each for each in was if each.startswith("-")} <= set(now[command])
        shown = run(*command.split()[1:], "--help").stdout
        assert [each for each in was if each.startswith("--") and each not in shown] == []


@pytest.mark.parametrize("file", sorted(path.name for path in BEFORE.glob("profile-*.yaml")))
def test_a_profile_of_each_version_opens_and_loses_nothing(file: str) -> None:
    raw = (BEFORE / file).read_bytes()
    profile, problems = profile_file.parse(raw, file)
    assert problems == []
    assert profile is not None
    again, problems = profile_file.parse(profile_file.dump(profile).encode(), file)
    assert (again, problems) == (profile, [])
    for word in re.findall(
        r"Performing|Maturing|Exceeding|Improvement needed|https?://\S+", raw.decode()
    ):
        assert word in profile_file.dump(profile)


def test_a_plan_and_a_scorecard_open() -> None:
    opened, problems = plan.parse_plan((BEFORE / "plan.yaml").read_bytes())
    assert opened
    assert problems == []
    assert plan.parse_plan(plan.dump_plan(opened).encode()) == (opened, [])
    card, problems = scorecard.parse_scorecard((BEFORE / "card.yaml").read_bytes())
    assert card
    assert problems == []
    assert scorecard.parse_scorecard(scorecard.dump_scorecard(card).encode()) == (card, [])
