"""What stands in a line of the log, and what never does."""

import json
import logging
from collections.abc import Iterator

import pytest

from explorer.server import server_log
from explorer.server.server_log import configure_logging, printable, say_once, shape


@pytest.fixture(autouse=True)
def _loggers_stay_as_they_were(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    loggers = [logging.getLogger(name) for name in ("explorer", "uvicorn", "streamlit")]
    before = [(logger.handlers, logger.propagate) for logger in loggers]
    monkeypatch.setattr(server_log, "_said", set())
    yield
    for logger, (handlers, propagate) in zip(loggers, before, strict=True):
        logger.handlers, logger.propagate = handlers, propagate


@pytest.mark.parametrize(
    ("path", "status", "written"),
    [
        ("/compare", 200, "/compare"),
        ("/static/js/a.js", 304, "/static/js/a.js"),
        ("/anna@example.org", 404, "…"),
        ("/anna@example.org", 302, "…"),
        ("/_stcore/anna", 404, "…"),
        ("/media/5f1c.yaml", 200, "/media/…"),
        ("/_stcore/upload_file/session/file", 204, "/_stcore/upload_file/…"),
        ("/browser/5f1c", 204, "/browser/…"),
        ("/auth/callback", 403, "/auth/callback"),
        ("/_stcore/stream", 101, "/_stcore/stream"),
    ],
)
def test_a_path_is_written_where_it_led_somewhere(path: str, status: int, written: str) -> None:
    assert shape(path, status) == written


def test_a_remark_is_written_once_for_each_thing(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging(as_json=False)
    for host in ("a", "b", "a"):
        say_once("host", host, sentence=f"{host} was refused.")
    assert capsys.readouterr().err == (
        "Ladder Explorer: a was refused.\nLadder Explorer: b was refused.\n"
    )


def test_what_comes_from_outside_does_not_fill_the_log(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging(as_json=False)
    for host in range(1000):
        say_once("host", str(host), sentence=printable("x" * 1000 + "\n"))
    written = capsys.readouterr().err
    assert len(written.splitlines()) == 50
    assert len(written) < 50 * 130


def test_as_json_every_line_is_one_without_what_an_exception_quotes(
    capsys: pytest.CaptureFixture[str],
) -> None:
    configure_logging(as_json=True)
    say_once("x", sentence="One\nsentence.")
    try:
        raise ValueError("Anna's words")
    except ValueError:
        logging.getLogger("uvicorn.error").exception("Exception in ASGI application")
    written = capsys.readouterr().err
    first, second = map(json.loads, written.splitlines())
    assert (first["level"], first["message"]) == ("warning", "One\nsentence.")
    assert (second["level"], second["error"]) == ("error", "ValueError")
    assert "Anna" not in written
