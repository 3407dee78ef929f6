"""The radar while another visitor's page still loads what draws it."""

import subprocess
import sys

from library.writing import ROOT

SCRIPT = """
import sys, threading, time
from pathlib import Path

from explorer.files.loading import load
from explorer.profiles.assessment import Series, axes
from explorer.profiles.profile import Profile
from explorer.render import radar
from explorer.ui import radar_view

half = threading.Event()

class Slow:
    def find_spec(self, name, path=None, target=None):
        if name == "pandas.core.api":
            half.set()
            time.sleep(0.5)

sys.meta_path.insert(0, Slow())
other = threading.Thread(target=lambda: __import__("pandas"))
other.start()
half.wait()
ladder = load(Path("ladder")).ladders[0]
level = ladder.level("L4")
found = axes(Profile("sre", "L4").ratings("L4"), ladder, level)
radar_view.draw((Series("Mine", found),), ladder, level, "said")
other.join()
"""


def test_what_is_half_loaded_is_waited_for() -> None:
    """Altair takes pandas as it finds it: of visitors who came together to a server just started,
    some saw a page that failed."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", SCRIPT],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
