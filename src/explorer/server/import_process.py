"""An import in a process of its own, for a page that has other visitors.

What a visitor uploads may take long, or more memory than there is. It is read by a child
(`worker`) with a ceiling of both and a low priority, while the page looks in on it now and
then. Nobody looking any more, as after a closed tab, ends it.
"""

import io
import pickle
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from explorer.drafts.decisions import UNDECIDED, Decisions
from explorer.errors import DecisionsError, WriteError
from explorer.files.paths import IMPORT_FILE
from explorer.importing import decisions_file, plan_on_disk, write_plan
from explorer.importing.decisions_file import read_as_before
from explorer.importing.pipeline import ImportResult
from explorer.importing.write_plan import WritePlan
from explorer.text import lazy_messages
from explorer.text.plurals import count
from explorer.text.translation import N_
from explorer.text.translation import gettext as _
from explorer.updating import update_plan, update_target
from explorer.updating.merging import NOTHING, Take
from explorer.updating.update_plan import UpdatePlan

CPU_SECONDS = 60
"""5 MB of the shortest rows of a table take some 20 seconds of a crowded core."""
MEMORY_BYTES = 1 << 30
"""The same rows take 470 MB; libraries map twice what they use."""
_SECONDS = 120.0
"""All in all: on a busy machine a second of work takes several."""
_UNWATCHED_SECONDS = 15.0
"""The page looks twice a second; a browser lets a tab in the background look each second."""
PATIENCE = 0.3
"""Seconds that a run of the page waits for the outcome before it draws the progress."""
_LOOK_SECONDS = 0.2
_PLACES = threading.BoundedSemaphore(2)
"""So many imports at once on this server; more wait for their turn."""

_TOO_LONG = N_(
    "Reading these documents took too long, so it was stopped. Import fewer or smaller documents."
)
TOO_MUCH = N_(
    "Reading these documents took too much memory, so it was stopped. Import fewer or smaller "
    "documents."
)
FAILED = N_("These documents could not be read because of a mistake in this app.")


@dataclass(frozen=True, slots=True)
class ImportJob:
    """What to import: names and bytes, what is decided about them, and where it would be written.

    A file import.yaml among the documents says what was decided before. `into` is the key of the
    ladder to merge into; None: the one of the same key where its last import is recorded; "": none.
    `take` are the changes on both sides of which the export's is taken.
    """

    files: Mapping[str, bytes]
    decisions: Decisions = UNDECIDED
    target: Path | None = None
    into: str | None = None
    take: Take = NOTHING


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """What a job came to. `plan` is made against the target, `archive` (a zip) from nothing.

    `trouble` is why there is no result; `warning` why the target could not be looked at.
    `used` are the files with the decisions of earlier imports, `recorded` the keys of the ladders
    that can be merged into, `merge` is that, where it is wanted and can be.
    """

    result: ImportResult = field(default_factory=ImportResult)
    plan: WritePlan = field(default_factory=WritePlan)
    archive: bytes = b""
    trouble: str = ""
    warning: str = ""
    used: tuple[str, ...] = ()
    recorded: tuple[str, ...] = ()
    merge: UpdatePlan | None = None


def run(job: ImportJob) -> ImportOutcome:
    """Do a job here and now; what the child does."""
    files = {name: raw for name, raw in job.files.items() if name != IMPORT_FILE}
    try:
        uploaded = job.files.get(IMPORT_FILE)
        given = decisions_file.parse(uploaded, IMPORT_FILE) if uploaded is not None else UNDECIDED
        result, used = read_as_before(
            files, job.decisions.over(given), job.target, job.into or None
        )
    except DecisionsError as error:
        return ImportOutcome(trouble=error.message)
    fresh = write_plan.plan(result.ladders, decisions=result.decisions)
    archive = b"" if fresh.obstacles else write_plan.zip_archive(fresh)
    used = (*((IMPORT_FILE,) if uploaded is not None else ()), *used)
    outcome = ImportOutcome(result, fresh, archive, used=used)
    if job.target is None:
        return outcome
    recorded = tuple(update_target.recorded(job.target))
    outcome = replace(outcome, recorded=recorded)
    try:
        if merge := _merge(result, recorded, job):
            return replace(outcome, plan=merge.files, merge=merge)
        there = plan_on_disk.existing_files(job.target, result.ladders)
    except WriteError as error:
        return replace(outcome, warning=error.message)
    return replace(outcome, plan=write_plan.plan(result.ladders, there, result.decisions))


def _merge(result: ImportResult, recorded: Sequence[str], job: ImportJob) -> UpdatePlan | None:
    """The merge into what is there, where it is wanted and there is something to merge."""
    ladders = list(result.ladders)
    if job.target is None or job.into == "" or not ladders:
        return None
    if job.into and len(ladders) == 1:
        ladders = update_target.into(ladders, job.into)
    elif any(each.key not in recorded for each in ladders):
        return None
    there = plan_on_disk.existing_files(job.target, ladders)
    return update_plan.plan_update(ladders, there, result.decisions, job.take)


class ImportProcess:
    """One job on its way. Methods return at once, or after the wait that they name."""

    def __init__(self, job: ImportJob) -> None:
        self._documents = len(job.files)
        self._began = self._watched = time.monotonic()
        self._outcome: ImportOutcome | None = None
        self._done = threading.Event()
        self._waiting, self._stopped = True, False
        threading.Thread(target=self._work, args=(job,), daemon=True).start()

    def outcome(self, patience: float | None = None) -> ImportOutcome | None:
        """What came of it, after at most so many seconds (PATIENCE); None: not done yet."""
        self._watched = time.monotonic()
        self._done.wait(PATIENCE if patience is None else patience)
        return self._outcome

    def stop(self) -> None:
        """End it; nobody wants the outcome any more."""
        self._stopped = True

    @property
    def stopped(self) -> bool:
        """Whether it was ended before its outcome, also because nobody looked any more."""
        return self._done.is_set() and self._outcome is None

    def progress(self) -> str:
        if self._waiting:
            return _("Other imports are being read; yours is next …")
        seconds = int(time.monotonic() - self._began)
        return _(
            "Reading {documents} … ({seconds})",
            documents=count(self._documents, "document"),
            seconds=count(seconds, "second"),
        )

    def _unwanted(self) -> bool:
        return self._stopped or time.monotonic() - self._watched > _UNWATCHED_SECONDS

    def _work(self, job: ImportJob) -> None:
        try:
            while not _PLACES.acquire(timeout=_LOOK_SECONDS):
                if self._unwanted():
                    return
            self._waiting, self._began = False, time.monotonic()
            try:
                self._outcome = self._in_child(job)
            finally:
                _PLACES.release()
        except OSError:
            self._outcome = ImportOutcome(trouble=FAILED)
        finally:
            self._done.set()

    def _in_child(self, job: ImportJob) -> ImportOutcome | None:
        asked = pickle.dumps(job)
        answers: list[bytes] = []
        # -P: a file called yaml.py in the folder where the server stands is not a module of ours.
        command = [sys.executable, "-P", "-m", "explorer.server.worker"]
        with subprocess.Popen(  # noqa: S603 - our own module, and nothing of a visitor's in it
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        ) as child:
            # In one go: asked again after a timeout, Python 3.11 does not send the rest of what a
            # child was slow to take, and documents of more than 64 KB were read for two minutes.
            talk = threading.Thread(
                target=lambda: answers.append(child.communicate(asked)[0]), daemon=True
            )
            talk.start()
            try:
                while talk.is_alive():
                    talk.join(_LOOK_SECONDS)
                    if self._unwanted():
                        return None
                    if time.monotonic() - self._began > _SECONDS:
                        return ImportOutcome(trouble=_TOO_LONG)
            finally:
                child.kill()
                talk.join()
        if child.returncode < 0:
            return ImportOutcome(trouble=_TOO_LONG)
        if child.returncode or not answers:
            return ImportOutcome(trouble=FAILED)
        return _read_outcome(answers[0])


_OWN_ROOMS = tuple(f"explorer.{room}." for room in ("documents", "drafts", "importing", "updating"))


class _Unpickler(pickle.Unpickler):
    """Builds the importer's own frozen objects and nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        ours = module in (__name__, lazy_messages.__name__) or module.startswith(_OWN_ROOMS)
        # A name with a dot leads through what a module of ours has imported.
        if (ours and "." not in name) or (module, name) == ("builtins", "frozenset"):
            found = super().find_class(module, name)
            if isinstance(found, type) and found.__module__ == module:
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is no part of an outcome")


def _read_outcome(answered: bytes) -> ImportOutcome:
    try:
        found = _Unpickler(io.BytesIO(answered)).load()
    except (pickle.UnpicklingError, EOFError, AttributeError, ImportError, LookupError, TypeError):
        found = None
    return found if isinstance(found, ImportOutcome) else ImportOutcome(trouble=FAILED)
