"""The main script: the layout around every page. It is not next to pages/ on purpose."""

from explorer.ui import layout

layout.run()
