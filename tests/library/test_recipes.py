"""The recipes in deploy/: what of them can be checked without what runs them."""

import re
import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from explorer.server.configuration import CONFIG_VARIABLE, PREFIX, configure
from library.writing import ROOT

DEPLOY = ROOT / "deploy"
COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
KUBERNETES: list[dict[str, Any]] = [
    each
    for path in sorted((DEPLOY / "kubernetes").glob("*.yaml"))
    for each in yaml.safe_load_all(path.read_text("utf-8"))
]


def of_kind(kind: str) -> dict[str, Any]:
    (found,) = [each for each in KUBERNETES if each["kind"] == kind]
    return found


def known(environment: dict[str, str]) -> None:
    """Every LADDER_ variable is a setting, with a value that fits it."""
    settings = {
        name: value
        for name, value in environment.items()
        if name.startswith(PREFIX) and name != CONFIG_VARIABLE
    }
    configure({}, None, settings)


def test_what_compose_names_is_there() -> None:
    services = COMPOSE["services"]
    for name, service in services.items():
        assert set(service.get("depends_on", ())) <= set(services), name
        assert set(service["networks"]) <= set(COMPOSE["networks"]), name
        for volume in service.get("volumes", ()):
            source = volume.split(":")[0]
            if source.startswith("./nginx/"):
                assert (DEPLOY / source).is_file(), source
            elif not source.startswith("./"):
                assert source in COMPOSE["volumes"], source
    for name in ("one", "two", "migrate"):
        assert services[name]["read_only"] is True
        assert services[name]["cap_drop"] == ["ALL"]
        known(services[name]["environment"])
    address = services["proxy"]["networks"]["inside"]["ipv4_address"]
    assert services["one"]["environment"]["LADDER_PROXY_HEADERS"] == address
    servers = (DEPLOY / "nginx/servers-of-compose.conf").read_text("utf-8")
    assert set(re.findall(r"server (\w+):8501;", servers)) <= set(services)


def test_what_kubernetes_is_told_fits_together() -> None:
    pod = of_kind("Deployment")["spec"]["template"]
    labels = pod["metadata"]["labels"]
    assert of_kind("Deployment")["spec"]["selector"]["matchLabels"] == labels
    assert of_kind("Service")["spec"]["selector"] == labels
    assert of_kind("PodDisruptionBudget")["spec"]["selector"]["matchLabels"] == labels
    volumes = {volume["name"] for volume in pod["spec"]["volumes"]}
    containers = [*pod["spec"]["containers"], *pod["spec"]["initContainers"]]
    for container in containers:
        assert {mount["name"] for mount in container["volumeMounts"]} <= volumes
        assert container["securityContext"]["readOnlyRootFilesystem"] is True
        known({each["name"]: each["value"] for each in container.get("env", ())})
    assert pod["spec"]["securityContext"]["runAsNonRoot"] is True
    ports = {port["name"] for port in containers[0]["ports"]}
    assert {
        containers[0][f"{probe}Probe"]["httpGet"]["port"] for probe in ("liveness", "readiness")
    } <= ports
    (rule,) = of_kind("Ingress")["spec"]["rules"]
    (path,) = rule["http"]["paths"]
    assert path["backend"]["service"]["name"] == of_kind("Service")["metadata"]["name"]


def test_the_settings_for_kubernetes_are_settings(tmp_path: Path) -> None:
    text = of_kind("ConfigMap")["data"]["ladder.toml"]
    file = tmp_path / "ladder.toml"
    file.write_text(text, "utf-8")
    found, _ = configure({}, file, {})
    (rule,) = of_kind("Ingress")["spec"]["rules"]
    assert found.allow_host == (rule["host"],)
    assert found.base_path == rule["http"]["paths"][0]["path"]
    # The drain and the end of what is being answered fit into the time that a pod has.
    grace = of_kind("Deployment")["spec"]["template"]["spec"]["terminationGracePeriodSeconds"]
    assert found.drain + 10 < grace


def test_the_settings_in_the_documents_are_settings(tmp_path: Path) -> None:
    text = (ROOT / "docs/serving.md").read_text("utf-8")
    examples = re.findall(r"```toml\n(.*?)```", text, re.S)
    assert examples
    for number, example in enumerate(examples):
        file = tmp_path / f"{number}.toml"
        file.write_text(example, "utf-8")
        assert tomllib.loads(example)
        configure({}, file, {})


def test_the_image_runs_as_nobody_in_particular() -> None:
    text = (ROOT / "Containerfile").read_text("utf-8")
    assert re.search(r"^USER [1-9]\d+:[1-9]\d+$", text, re.M)
    assert "HEALTHCHECK" in text
    said = re.search(r"^ENV (.*?)\n(?! )", text, re.M | re.S)
    assert said
    pairs = dict(pair.split("=", 1) for pair in said[1].replace("\\\n", " ").split())
    known(pairs)
    # It uses what is there.
    for name in ("requirements.lock",):
        assert (ROOT / name).is_file()


def test_the_unit_is_one_that_systemd_understands(tmp_path: Path) -> None:
    program = shutil.which("systemd-analyze")
    if not program:
        pytest.skip("There is no systemd-analyze.")
    # The programs that it starts are not installed here; the rest is read as it is.
    text = (DEPLOY / "systemd/ladder-explorer.service").read_text("utf-8")
    unit = tmp_path / "ladder-explorer.service"
    unit.write_text(text.replace("/opt/ladder-explorer/bin/ladder", shutil.which("true") or ""))
    done = subprocess.run([program, "verify", str(unit)], capture_output=True, text=True)
    remarks = [line for line in done.stderr.splitlines() if "ladder-explorer.service" in line]
    assert remarks == []


def test_nginx_takes_the_configuration_as_it_is(tmp_path: Path) -> None:
    from tools.nginx import find

    program, openssl = find(), shutil.which("openssl")
    if not program or not openssl:
        pytest.skip("There is no nginx, or no openssl to make a certificate for it.")
    command = f"{openssl} req -x509 -newkey rsa:2048 -nodes -subj /CN=x -days 1 -keyout key.pem -out cert.pem"
    subprocess.run(command.split(), cwd=tmp_path, check=True, capture_output=True)
    site = (DEPLOY / "nginx/ladder-explorer.conf").read_text("utf-8")
    servers = (DEPLOY / "nginx/servers.conf").read_text("utf-8")
    site = site.replace("/etc/ssl/ladders/", f"{tmp_path}/").replace("listen 443", "listen 8443")
    file = tmp_path / "nginx.conf"
    file.write_text(f"pid {tmp_path}/pid; events {{}} http {{\n{servers}{site}\n}}\n")
    done = subprocess.run(
        [program, "-t", "-e", "stderr", "-p", str(tmp_path), "-c", str(file)],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert "[warn]" not in done.stderr
