"""TLS end to end, as deploy/ has it: nginx and Caddy with a certificate of the test's own."""

import datetime
import shutil
import ssl
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx2
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

from browser.visiting import ROOT, Served, free_port
from served.proxies import proxy, site
from served.signing_in import agreed, at_provider, provider_at, serve_signed_in


@dataclass(frozen=True)
class Certificate:
    """A certificate for localhost that signs itself, and its key."""

    file: Path
    key: Path

    @property
    def trusted(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=str(self.file))


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    folder = tmp_path_factory.mktemp("tls")
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    found = Certificate(folder / "cert.pem", folder / "key.pem")
    found.file.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    found.key.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return found


@dataclass
class Front:
    """The address at which people reach the app over TLS."""

    port: int
    certificate: Certificate
    app: Served

    @property
    def url(self) -> str:
        return f"https://localhost:{self.port}"

    def browser(self) -> httpx2.Client:
        return httpx2.Client(
            headers={"Accept": "text/html"}, timeout=30, verify=self.certificate.trusted
        )


def caddy(
    folder: Path, port: int, backend: int, certificate: Certificate
) -> subprocess.Popen[bytes]:
    """Caddy with what deploy/ offers, on a port of its own, before this server."""
    program = shutil.which("caddy")
    assert program
    text = (ROOT / "deploy/Caddyfile").read_text("utf-8")
    said = text.replace(
        "ladders.example.org {",
        f"https://localhost:{port} {{\n\ttls {certificate.file} {certificate.key}",
    ).replace("127.0.0.1:8501 127.0.0.1:8502", f"127.0.0.1:{backend}")
    assert said.count(str(port)) == said.count(str(backend)) == 1
    folder.mkdir()
    file = folder / "Caddyfile"
    file.write_text("{\n\tadmin off\n\tauto_https off\n}\n" + said, "utf-8")
    return subprocess.Popen(
        [program, "run", "--config", str(file), "--adapter", "caddyfile"],
        env={"HOME": str(folder), "PATH": "/usr/bin"},
        stderr=subprocess.DEVNULL,
    )


@pytest.fixture(scope="module", params=["nginx", "Caddy"])
def front(
    request: pytest.FixtureRequest,
    certificate: Certificate,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Front]:
    if request.param == "Caddy" and not shutil.which("caddy"):
        pytest.skip("There is no caddy.")  # before anything is started that would go on
    port, backend = free_port(), free_port()
    folder = tmp_path_factory.mktemp("front")
    with provider_at(free_port()) as provider:
        app = serve_signed_in(
            provider.url,
            folder / "data",
            f"https://localhost:{port}/ladders",
            backend,
            base_path="/ladders",
            proxy_headers="127.0.0.1",
        )
        if request.param == "nginx":
            text = site(port, [backend], (certificate.file, certificate.key))
            process = proxy(folder / "nginx", text, port).process
        else:
            process = caddy(folder / "caddy", port, backend, certificate)
        found = Front(port, certificate, app)
        try:
            answering(found)
            yield found
        finally:
            process.terminate()
            process.wait(10)
            app.stop()


def answering(front: Front) -> None:
    for _ in range(100):
        try:
            with front.browser() as client:
                if client.get(f"{front.url}/ladders/healthz").status_code == 200:
                    return
        except httpx2.TransportError:
            pass
        time.sleep(0.1)
    raise RuntimeError("the proxy did not answer within ten seconds")


def test_signing_in_leads_out_and_back_over_tls_with_secure_cookies(front: Front) -> None:
    with front.browser() as client:
        there = at_provider(client, f"{front.url}/ladders/compare?left=L3")
        assert f"redirect_uri=https%3A%2F%2Flocalhost%3A{front.port}%2Fladders%2F" in there
        back = agreed(client, there, "anna")
        assert back.startswith(f"{front.url}/ladders/auth/callback?")
        answer = client.get(back)
        assert answer.headers["location"] in (
            "/ladders/compare?left=L3",
            f"{front.url}/ladders/compare?left=L3",
        )
        ours = [
            line
            for line in answer.headers.get_list("set-cookie")
            if not line.startswith("ladder_route")
        ]
        assert ours
        assert all("; secure" in line.lower() and "httponly" in line.lower() for line in ours)
        assert client.get(f"{front.url}/ladders/compare").status_code == 200
        for path in ("/ladders/levels?level=L4", "/ladders/compare/?left=L3"):
            moved = client.get(f"{front.url}{path}").headers["location"]
            assert moved.startswith(("/ladders/", f"{front.url}/ladders/")), moved


def test_a_visit_is_opened_over_wss_for_its_own_origin_alone(front: Front) -> None:
    with front.browser() as client:
        there = at_provider(client, f"{front.url}/ladders/")
        client.get(agreed(client, there, "anna"))
        cookie = "; ".join(f"{name}={value}" for name, value in client.cookies.items())

    def opened(origin: str) -> bool:
        try:
            with connect(
                f"wss://localhost:{front.port}/ladders/_stcore/stream",
                ssl=front.certificate.trusted,
                origin=Origin(origin),
                subprotocols=[Subprotocol("streamlit")],
                additional_headers={"Cookie": cookie},
            ):
                return True
        except Exception:
            return False

    assert opened(front.url)
    assert not opened(front.url.replace("https", "http"))
    assert not opened("https://elsewhere.example")
