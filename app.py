"""The entry: the pages as an ASGI application, served by `ladder serve`.

Streamlit finds `app` by reading this file, so it stands here as a literal. The main
script is not beside pages/: there, a deep link after a restart would run a page alone,
without the frame around it (Streamlit takes a neighbouring pages/ for its old layout).
"""

import streamlit as st

from explorer.server.guard import MIDDLEWARE
from explorer.server.routes import MAIN, ROUTES
from explorer.ui import single_use_storage
from explorer.ui.script_errors import on_script_error
from explorer.ui.shell import PAGE_ROUTES
from explorer.ui.streamlit_limits import lifespan

single_use_storage.install()
app = st.App(
    MAIN,
    routes=[*ROUTES, *PAGE_ROUTES],
    middleware=MIDDLEWARE,
    lifespan=lifespan,
    on_script_error=on_script_error,
)
