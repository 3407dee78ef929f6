"""Ladder Explorer: read, search, compare and talk about engineering career ladders.

The modules of this package are the core. They know nothing of Streamlit and can be
used from a notebook or a script; the Streamlit pieces that the pages share are in
`explorer.ui`, and the command line is `explorer.cli`.
"""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("ladder-explorer")
except PackageNotFoundError:  # a checkout on the path, not installed
    __version__ = "0"
