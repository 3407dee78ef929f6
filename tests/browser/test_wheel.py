"""An installed wheel serves too, outside the checkout, with its own sample ladder."""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import time
from pathlib import Path

from playwright.sync_api import expect

from browser.conftest import Visit
from browser.visiting import ROOT, Served, answering, serve_with


def test_a_wheel_in_a_fresh_environment_serves_a_ladder(
    tmp_path: Path, sample: Path, visit: Visit
) -> None:
    wheels = tmp_path / "wheels"
    subprocess.run(
        [
            sys.executable,
            "-m",
            "build",
            "--wheel",
            "--no-isolation",
            "--outdir",
            str(wheels),
            str(ROOT),
        ],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    (wheel,) = wheels.glob("*.whl")
    fresh = tmp_path / "fresh"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(fresh)], check=True)
    # The wheel comes from its file alone. What it depends on are the locked packages that
    # run this test; a path in a .pth file brings them, and not the checkout that they serve.
    inside = Path(sysconfig.get_path("purelib", vars={"base": str(fresh), "platbase": str(fresh)}))
    subprocess.run(
        [
            *(sys.executable, "-m", "pip", "--python", str(fresh / "bin" / "python"), "install"),
            *("--quiet", "--disable-pip-version-check", "--no-compile", "--no-deps", str(wheel)),
        ],
        check=True,
    )
    (inside / "locked.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")

    ladders = tmp_path / "my-ladders"
    shutil.copytree(sample / "sre", ladders / "reliability")
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    command = [str(fresh / "bin" / "ladder")]
    own = serve_with(command, [str(ladders)], tmp_path, environment)
    try:
        page = visit(f"{own.url}/?level=L4")
        expect(
            page.get_by_role("heading", name="L4 · Staff Site Reliability Engineer")
        ).to_be_visible()
        expect(page.get_by_test_id("stTopNavLink").first).to_have_text("Levels")
        found = [str(fresh / "bin" / "python"), "-c", "import explorer; print(explorer.__file__)"]
        assert (
            str(fresh)
            in subprocess.run(found, capture_output=True, text=True, env=environment).stdout
        )
    finally:
        own.stop()
    by_name = [str(fresh / "bin" / "ladder-explorer")]
    for program in (command, by_name):
        said = subprocess.run([*program, "--version"], capture_output=True, text=True, check=True)
        assert said.stdout == f"ladder, version {wheel.name.split('-')[1]}\n"
    # Bare, as `uvx ladder-explorer` and `pipx run ladder-explorer` start it.
    bundled = start(by_name, tmp_path / "elsewhere", environment)
    try:
        page = visit(f"{bundled.url}/compare")
        expect(page.get_by_text("22 expectations grow, 11 are new")).to_be_visible()
    finally:
        bundled.stop()


def start(program: list[str], folder: Path, environment: dict[str, str]) -> Served:
    """A program that is told no port and no folder; it prints the address that it takes."""
    folder.mkdir()
    output = folder / "output"
    own = {"HOME": str(folder), "XDG_DATA_HOME": str(folder), "CI": "true", "PYTHONUNBUFFERED": "1"}
    with output.open("wb") as stream:
        process = subprocess.Popen(program, env=environment | own, cwd=folder, stdout=stream)
    served = Served("", folder, folder, process)
    for _ in range(300):
        if found := re.search(r"is at (http\S+)", output.read_text("utf-8")):
            served.url = found[1]
            return answering(served)
        time.sleep(0.1)
    served.stop()
    raise RuntimeError(f"{program[0]} printed no address within 30 seconds")
