"""Runs `ladder` in the process of the tests, as it is typed."""

import json
from typing import Any

from click.testing import CliRunner, Result

from explorer import cli


def run(*words: object, answers: str = "") -> Result:
    """The result of `ladder WORDS`, with `answers` typed at its prompts."""
    result = CliRunner().invoke(cli.main, list(map(str, words)), input=answers)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def json_of(*words: object) -> Any:
    """What a command that succeeds prints as JSON."""
    result = run(*words)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def refusal(*words: object) -> str:
    """What a command says on standard error when it ends with exit code 2."""
    result = run(*words)
    assert result.exit_code == 2
    assert result.stdout == ""
    return result.stderr.strip()
