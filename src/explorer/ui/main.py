"""The main script: the frame around every page. It stands apart from pages/ on purpose."""

from explorer.ui import layout

layout.run()
