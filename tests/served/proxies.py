"""A real nginx in front of served apps, with the configuration that deploy/ offers."""

import os
import re
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

import pytest
from filelock import FileLock
from tools.nginx import find, get

from browser.visiting import ROOT

SITE = (ROOT / "deploy/nginx/ladder-explorer.conf").read_text("utf-8")
SERVERS = (ROOT / "deploy/nginx/servers.conf").read_text("utf-8")
_MAIN = """
daemon off;
{user}
worker_processes 1;
pid {folder}/nginx.pid;
error_log stderr warn;
events {{ worker_connections 256; }}
http {{
    access_log {folder}/access.log;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    {site}
}}
"""


@dataclass
class Proxy:
    """A running nginx: its address, its port, and the process."""

    url: str
    port: int
    process: subprocess.Popen[bytes]

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(10)


def nginx() -> str:
    # Of several workers one installs it, and the others wait for that.
    with FileLock(Path(tempfile.gettempdir()) / "ladder-explorer-nginx.lock"):
        path = find() or get()
    if not path:
        pytest.skip("There is no nginx, and none could be installed.")
    return path


def site(port: int, backends: list[int], certificate: tuple[Path, Path] | None = None) -> str:
    """What deploy/ offers on a port of its own, before these servers; without TLS where there is
    no certificate (and its key)."""
    plain = re.sub(r" *ssl_certificate\w* .*\n", "", SITE)
    tls = ""
    if certificate:
        tls = " ssl;\n    ssl_certificate {};\n    ssl_certificate_key {}".format(*certificate)
    plain = plain.replace("listen 443 ssl;", f"listen 127.0.0.1:{port}{tls};")
    plain = plain.replace("server_name ladders.example.org;", "server_name localhost;")
    servers = "".join(f"    server 127.0.0.1:{backend};\n" for backend in backends)
    said, replaced = re.subn(r"(    server 127\.0\.0\.1:\d+;\n)+", servers, SERVERS)
    assert replaced == 1
    return said + plain


def proxy(folder: Path, text: str, port: int) -> Proxy:
    """nginx with this configuration inside `http`, as soon as it answers."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "nginx.conf"
    # Started by root it would work as nobody, who may not write into the folder.
    user = "user root;" if os.geteuid() == 0 else ""
    file.write_text(_MAIN.format(folder=folder, site=text, user=user), "utf-8")
    command = [nginx(), "-e", "stderr", "-p", str(folder), "-c", str(file)]
    running = Proxy(f"http://localhost:{port}/ladders/", port, subprocess.Popen(command))
    for _ in range(100):
        if running.process.poll() is not None:
            raise RuntimeError("nginx ended; what it said is above")
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/nothing", timeout=1):
                return running
        except urllib.error.HTTPError:
            return running
        except OSError:
            time.sleep(0.05)
    running.stop()
    raise RuntimeError("nginx did not answer within five seconds")
