"""Alive and ready are two questions, and the second says which part is not."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest
from starlette.routing import Router

from explorer.server import health
from explorer.server import settings as settings_module
from explorer.server.guard import Guard
from explorer.server.health import HEALTH_ROUTES
from explorer.server.settings import LOOPBACK_NAMES, Settings
from explorer.storage import database_schema
from explorer.storage.database import sqlite_at
from library.writing import SAMPLE


def ask(path: str, method: str = "GET") -> tuple[int, bytes]:
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    async def receive() -> Any:
        return {"type": "http.request"}

    scope = {"type": "http", "method": method, "path": path, "headers": [(b"host", b"192.0.2.7")]}
    asyncio.run(Guard(Router(HEALTH_ROUTES))(scope, receive, send))
    return sent[0]["status"], sent[1]["body"]


def serving(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    settings = Settings(folder, personal=True, hosts=LOOPBACK_NAMES)
    monkeypatch.setattr(settings_module, "_settings", settings)


def test_a_server_with_a_ladder_is_ready_by_its_address_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    serving(monkeypatch, SAMPLE)
    assert ask("/healthz") == (200, b"ok\n")
    status, body = ask("/readyz")
    assert (status, json.loads(body)) == (
        200,
        {"ready": True, "server": "ok", "ladder": "ok", "database": "ok"},
    )


def test_only_these_questions_are_open_to_every_name(monkeypatch: pytest.MonkeyPatch) -> None:
    serving(monkeypatch, SAMPLE)
    assert ask("/healthz/x")[0] == ask("/")[0] == ask("/healthz", "POST")[0] == 421


def test_which_part_is_not_ready_is_said_without_a_path(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    serving(monkeypatch, tmp_path)
    status, body = ask("/readyz")
    assert status == 503
    assert json.loads(body)["ladder"] == "no ladder can be read in the served folder"
    assert str(tmp_path).encode() not in body
    assert ask("/healthz")[0] == 200


def test_a_server_that_is_asked_to_stop_is_alive_and_not_ready(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    serving(monkeypatch, SAMPLE)
    monkeypatch.setattr(health.Stopping, "begun", True)
    status, body = ask("/readyz")
    assert (status, json.loads(body)["server"]) == (503, "this server is stopping")
    assert ask("/healthz")[0] == 200


def test_a_server_whose_database_does_not_answer_is_not_ready(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    database = sqlite_at(tmp_path / "kept.db")
    monkeypatch.setattr(settings_module, "_settings", Settings(SAMPLE, storage=database))
    status, body = ask("/readyz")
    assert (status, json.loads(body)["database"][:27]) == (503, "the database does not answe")
    assert str(tmp_path).encode() not in body
    database_schema.upgrade(database)
    assert ask("/readyz")[0] == 200
    database.close()
