"""An import in a child: what comes back, what ends it, and how many there are at once."""

import pickle
import threading
import time
from pathlib import Path

import pytest

from explorer.drafts.decisions import Decisions
from explorer.importing import plan, read_documents
from explorer.server import import_process
from explorer.server.import_process import ImportJob, ImportOutcome, ImportProcess, run

ROLE = (
    b"# L2: Baker\n\n> I bake.\n\n- **Reach**: team\n\n## \xf0\x9f\xa6\x89 Ovens\n- I light them\n"
)
FILES = {"L2-baker.md": ROLE, "notes.md": b"We met.\n"}

WAITS = "import sys, time; sys.stdin.buffer.read(); time.sleep(60)"
SPINS = "from explorer.server.worker import limit\nlimit()\nwhile True: pass"
EATS = (
    "from explorer.server import worker\nworker.run = lambda job: bytearray(8 << 30)\nworker.main()"
)
LIES = "import pickle, os, sys; sys.stdout.buffer.write(pickle.dumps(os.getcwd))"


@pytest.fixture
def child(monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    """Have another program run as the child."""

    def instead(program: str) -> None:
        popen = import_process.subprocess.Popen

        def other(command: list[str], **options):  # type: ignore[no-untyped-def]
            return popen([command[0], "-c", program], **options)

        monkeypatch.setattr(import_process.subprocess, "Popen", other)

    return instead


def test_the_child_gives_what_the_same_import_gives_here(tmp_path: Path) -> None:
    outcome = ImportProcess(ImportJob(FILES, Decisions(name="Ours"), tmp_path)).outcome(60)
    made = read_documents(FILES, Decisions(name="Ours"))
    assert outcome is not None
    assert outcome.result == made
    assert outcome.plan == plan(made.ladders, decisions=made.decisions)
    assert outcome == run(ImportJob(FILES, Decisions(name="Ours"), tmp_path))


def test_a_child_that_is_slow_to_listen_hears_all_of_a_large_document(child) -> None:  # type: ignore[no-untyped-def]
    child("import time; time.sleep(0.6)\nfrom explorer.server.worker import main\nmain()")
    many = ROLE + b"".join(b"- I light oven %d by hand\n" % n for n in range(12_000))
    assert len(many) > 250_000
    outcome = ImportProcess(ImportJob({"L2-baker.md": many})).outcome(60)
    assert outcome is not None
    assert not outcome.trouble
    assert len(outcome.result.ladders[0].members[0].level.fragments) > 12_000


def test_the_plan_is_made_against_what_is_there(tmp_path: Path) -> None:
    first = run(ImportJob(FILES, target=tmp_path))
    for file in first.plan.files:
        (tmp_path / file.path).parent.mkdir(exist_ok=True)
        (tmp_path / file.path).write_bytes(file.content)
    again = run(ImportJob(FILES, target=tmp_path))
    assert not again.plan.changes()
    assert again.archive == first.archive


def test_an_import_that_nobody_watches_ends(child, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    child(WAITS)
    monkeypatch.setattr(import_process, "_UNWATCHED_SECONDS", 0.5)
    begun = ImportProcess(ImportJob(FILES))
    time.sleep(0.2)
    assert not begun.stopped
    assert begun._done.wait(20)
    assert begun.stopped


def test_an_import_that_is_stopped_ends(child) -> None:  # type: ignore[no-untyped-def]
    child(WAITS)
    begun = ImportProcess(ImportJob(FILES))
    begun.stop()
    begun.outcome(20)
    assert begun.stopped


@pytest.mark.parametrize(
    ("program", "said"),
    [
        (SPINS, "too long"),
        (EATS, "too much memory"),
        (LIES, "could not be read"),
        ("raise SystemExit(3)", "could not be read"),
        ("import os; os.kill(os.getpid(), 9)", "too long"),
    ],
)
def test_what_gives_no_outcome_is_said(child, monkeypatch, program: str, said: str) -> None:  # type: ignore[no-untyped-def]
    child(
        program.replace(
            "limit()\n", "from explorer.server import worker; worker.CPU_SECONDS = 1\nlimit()\n"
        )
    )
    outcome = ImportProcess(ImportJob(FILES)).outcome(60)
    assert outcome is not None
    assert said in outcome.trouble


def test_time_is_limited_by_the_clock_as_well(child, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    child(WAITS)
    monkeypatch.setattr(import_process, "_SECONDS", 0.5)
    outcome = ImportProcess(ImportJob(FILES)).outcome(20)
    assert outcome is not None
    assert "too long" in outcome.trouble


def test_others_wait_for_their_turn_and_say_so(child, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    child(WAITS)
    monkeypatch.setattr(import_process, "_PLACES", threading.BoundedSemaphore(1))
    first = ImportProcess(ImportJob(FILES))
    time.sleep(0.3)
    second = ImportProcess(ImportJob(FILES))
    assert "Reading 2 documents" in first.progress()
    assert "yours is next" in second.progress()
    first.stop()
    first.outcome(20)
    time.sleep(0.5)
    assert "Reading 2 documents" in second.progress()
    second.stop()
    second.outcome(20)


def test_an_outcome_can_be_pickled_and_is_all_that_is_read_back() -> None:
    outcome = run(ImportJob(FILES))
    assert import_process._read_outcome(pickle.dumps(outcome)) == outcome
    assert import_process._read_outcome(pickle.dumps(print)).trouble
    assert import_process._read_outcome(b"").trouble
    # Protocol 4 takes a dotted name: through what the module has imported, to any function.
    module, name = "explorer.server.import_process", "subprocess.check_output"
    through = b"".join(
        (
            b"\x80\x04",
            *(b"\x8c" + bytes([len(each)]) + each.encode() for each in (module, name)),
            b"\x93.",
        )
    )
    assert pickle.loads(through) is import_process.subprocess.check_output
    assert import_process._read_outcome(through).trouble
    assert isinstance(import_process._read_outcome(pickle.dumps((1, 2))), ImportOutcome)
