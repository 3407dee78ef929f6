"""Finds a Chromium for the browser tests, or gets one; prints its path.

Looked for in this order: $EXPLORER_CHROMIUM, the PATH, Playwright's own download. Where
there is none: Debian's package of the headless shell is tried when run as root, which is
all that the tests need, then Playwright's download.
Without a browser this says so and fails: browser tests are never skipped in silence.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
)
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def find() -> str | None:
    """The path of a Chromium that is here, or None."""
    named = os.environ.get("EXPLORER_CHROMIUM")
    if named:
        return shutil.which(named)
    for name in NAMES:
        found = shutil.which(name)
        if found:
            return found
    return _playwrights_own()


def _playwrights_own() -> str | None:
    try:
        from playwright.sync_api import sync_playwright  # noqa: PLC0415 - slow, and the last resort
    except ImportError:  # `make test` looks while Playwright is still being installed
        return None

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).is_file() else None


def get() -> str | None:
    """Install a Chromium; the path of it, or None where that did not work."""
    ways = []
    if shutil.which("apt-get") and os.geteuid() == 0:
        # Nothing is lost when a machine stops in the middle of it: no need to write each
        # file through to the disk.
        install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends"]
        install += ["-o", "Dpkg::Options::=--force-unsafe-io"]
        ways += [["apt-get", "update", "-qq"]]
        ways += [[*install, name] for name in ("chromium-headless-shell", "chromium")]
    ways += [[sys.executable, "-m", "playwright", "install", "chromium"]]
    for way in ways:
        _say(f"No Chromium found; trying: {' '.join([Path(way[0]).name, *way[1:]])}")
        try:
            # Installers are chatty: standard output is for the path alone.
            subprocess.run(way, stdout=sys.stderr, check=False, timeout=600)
        except (OSError, subprocess.TimeoutExpired) as error:
            _say(f"  that did not work: {error}")
        found = find()
        if found:
            return found
    return None


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr)


def main() -> int:
    found = find() or (None if os.environ.get("EXPLORER_CHROMIUM") else get())
    if not found:
        _say(
            "The browser tests need a Chromium and there is none. Install one (for example "
            "`apt-get install chromium`), or name one: EXPLORER_CHROMIUM=/path/to/chromium make test"
        )
        return 1
    print(found)
    return 0


if __name__ == "__main__":
    sys.exit(main())
