"""Serves the hello as `ladder serve` serves the app: `python -m tools.bench_hello PORT [SCRIPT]`.

Run from the project's folder, so that both read the same .streamlit/config.toml, and with
the same uvicorn options as explorer.launch: only what is served is different.
"""

import sys
from pathlib import Path

import streamlit as st
import uvicorn

uvicorn.run(
    st.App(Path(__file__).resolve().parent / (sys.argv[2:] or ["main.py"])[0]),
    host="127.0.0.1",
    port=int(sys.argv[1]),
    log_level="warning",
    access_log=False,
    server_header=False,
    ws_ping_interval=30,
    timeout_graceful_shutdown=2,
)
