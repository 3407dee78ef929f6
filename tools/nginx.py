"""Finds an nginx for the tests behind a proxy, or gets one; prints its path.

Looked for in the PATH and beside it, where Debian puts it. Where there is none, Debian's
smallest package of it is installed when run as root; the tests say so where that did not work.
"""

import os
import shutil
import subprocess
import sys

_PATH = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"])


def find() -> str | None:
    """The path of an nginx that is here, or None."""
    return shutil.which("nginx", path=_PATH)


def get() -> str | None:
    """Install an nginx; the path of it, or None where that did not work."""
    if shutil.which("apt-get") and os.geteuid() == 0:
        install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends"]
        install += ["-o", "Dpkg::Options::=--force-unsafe-io"]
        # The tests start one of their own: the package must not start its service.
        environment = {**os.environ, "RUNLEVEL": "1", "DEBIAN_FRONTEND": "noninteractive"}
        for way in (["apt-get", "update", "-qq"], [*install, "nginx-light"]):
            try:
                subprocess.run(way, stdout=sys.stderr, check=False, timeout=300, env=environment)
            except (OSError, subprocess.TimeoutExpired) as error:
                print(f"No nginx: {error}", file=sys.stderr)
    return find()


def main() -> int:
    path = find() or get()
    if path:
        print(path)
    return 0 if path else 1


if __name__ == "__main__":
    sys.exit(main())
