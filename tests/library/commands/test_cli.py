"""`ladder` as a whole: its help, and as a process of its own."""

import os
import subprocess
import sys

from library.commands.running import run
from library.writing import ROOT


def test_help_teaches_every_command() -> None:
    said = run("--help").stdout
    for command in (
        "serve",
        "check",
        "records",
        "search",
        "compare",
        "sheet",
        "plan",
        "job",
        "schema",
    ):
        assert command in said
        assert run(command, "--help").exit_code == 0
    assert "ladder, version" in run("--version").stdout


def process(*words: str | bytes, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, *words],
        capture_output=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), **environment},
        timeout=60,
    )


def test_the_core_and_the_command_line_load_neither_streamlit_nor_pandas() -> None:
    core = ROOT / "src" / "explorer"
    paths = [path.relative_to(core).with_suffix("") for path in core.rglob("[a-z]*.py")]
    modules = sorted(".".join(path.parts) for path in paths if path.parts[0] != "ui")
    assert {"cli", "server.launch", "interviews.debrief", "importing.write_plan"} <= set(modules)
    drawing = ("render.radar", "render.polar")
    # Run by Alembic alone, with a connection in its hands.
    left_out = (*drawing, "storage.migrations.env")
    code = (
        "import sys\n"
        + "".join(f"import explorer.{name}\n" for name in modules if name not in left_out)
        + "print([m for m in ('streamlit', 'pandas', 'altair') if m in sys.modules])"
    )
    assert process("-c", code).stdout.decode().strip() == "[]"


def test_only_a_search_loads_numpy() -> None:
    code = "import sys\nimport explorer.cli\nprint('numpy' in sys.modules)"
    assert process("-c", code).stdout.decode().strip() == "False"


def test_output_is_utf_8_in_every_environment() -> None:
    for coding in ("ascii", "latin-1"):
        done = process("-m", "explorer", "compare", "L3", "L4", PYTHONIOENCODING=coding)
        assert done.returncode == 0, done.stderr
        assert "🦉" in done.stdout.decode("utf-8")


def test_a_name_that_is_no_text_is_no_traceback() -> None:
    done = process("-m", "explorer", "check", b"no\xffwhere")
    assert (done.returncode, b"Traceback" in done.stderr) == (1, False)
    assert b"no?where:1:1: error: found no such folder" in done.stdout
