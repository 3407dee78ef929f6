"""Options before the environment before the file, and mistakes named where they stand."""

from pathlib import Path
from typing import Any

import pytest

from explorer.errors import ServerError
from explorer.server.configuration import Configuration, configure, described


def file_of(folder: Path, text: str) -> Path:
    file = folder / "ladder.toml"
    file.write_text(text, "utf-8")
    return file


def told(
    options: dict[str, Any] | None = None, file: Path | None = None, **environment: str
) -> Configuration:
    return configure(options or {}, file, environment)[0]


def test_an_option_counts_before_the_environment_before_the_file(tmp_path: Path) -> None:
    file = file_of(
        tmp_path, 'port = 1\nhost = "a"\nbase-path = "/file"\ndrain = 5\nshared = true\n'
    )
    found, sources = configure(
        {"port": 3, "drain": 0}, file, {"LADDER_PORT": "2", "LADDER_HOST": "b", "HOME": "/x"}
    )
    assert (found.port, found.host, found.base_path, found.drain) == (3, "b", "/file", 0)
    assert sources == {
        "port": "--port",
        "host": "LADDER_HOST",
        "base-path": f"{file}: base-path",
        "drain": "--drain",
        "shared": f"{file}: shared",
    }


def test_the_environment_names_the_file_too(tmp_path: Path) -> None:
    file = file_of(tmp_path, "port = 1")
    assert told(LADDER_CONFIG=str(file)).port == 1
    other = tmp_path / "other.toml"
    other.write_text("port = 2")
    assert told(file=other, LADDER_CONFIG=str(file)).port == 2


def test_names_are_a_list_in_a_file_and_separated_in_the_environment(tmp_path: Path) -> None:
    file = file_of(tmp_path, 'allow-host = ["a", "b"]')
    assert told(file=file).allow_host == ("a", "b")
    assert told(LADDER_ALLOW_HOST="a, b c").allow_host == ("a", "b", "c")
    assert told(LADDER_PROXY_HEADERS="10.0.0.0/24 ::1/128").proxy_headers == ("10.0.0.0/24", "::1")


def test_a_folder_in_a_file_is_meant_from_where_the_file_is(tmp_path: Path) -> None:
    assert told(file=file_of(tmp_path, 'folder = "my"')).folder == tmp_path / "my"
    assert told(LADDER_FOLDER="my").folder == Path("my")


def test_an_empty_variable_says_nothing() -> None:
    assert told(LADDER_PORT="").port is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("port = 'x'", "ladder.toml: port: 'x' does not fit; wanted is a number from 1 to 65535."),
        ("port = 0", "ladder.toml: port: 0 does not fit"),
        ("shared = 'maybe'", "'maybe' does not fit; wanted is true or false."),
        ("base-path = '/a b'", "base-path: '/a b' does not fit"),
        ("base-path = '/../x'", "base-path: '/../x' does not fit"),
        ("base_path = '/x'", "base_path is no setting of Ladder Explorer; did you mean base-path?"),
        ("proxy-headers = ['*']", "wanted is IP addresses or networks"),
        ("proxy-headers = ['0.0.0.0/0']", "wanted is IP addresses or networks"),
        ("proxy-headers = ['proxy.example']", "wanted is IP addresses or networks"),
        ("port =", "ladder.toml: Invalid value (at end of document)"),
    ],
)
def test_a_mistake_in_a_file_is_named_where_it_stands(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ServerError) as refused:
        told(file=file_of(tmp_path, text))
    assert said in str(refused.value)


@pytest.mark.parametrize(
    ("variable", "said"),
    [
        ("LADDER_PORT", "LADDER_PORT: 'x' does not fit; wanted is a number from 1 to 65535."),
        ("LADDER_ALOW_HOST", "no setting of Ladder Explorer; did you mean LADDER_ALLOW_HOST?"),
        ("LADDER_PORT_8501_TCP", "in Kubernetes, set enableServiceLinks: false."),
    ],
)
def test_a_mistake_in_the_environment_is_named_where_it_stands(variable: str, said: str) -> None:
    with pytest.raises(ServerError) as refused:
        told(**{variable: "x"})
    assert said in str(refused.value)


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(ServerError, match=r"nowhere\.toml cannot be read: No such file"):
        told(file=tmp_path / "nowhere.toml")
    (tmp_path / "bytes.toml").write_bytes(b"\xff")
    with pytest.raises(ServerError, match=r"bytes\.toml: "):
        told(file=tmp_path / "bytes.toml")


def test_each_setting_is_described_with_its_place() -> None:
    found, sources = configure({"port": 3}, None, {"LADDER_ALLOW_HOST": "a b"})
    rows = described(found, sources)
    assert ("port", "3", "--port") in rows
    assert ("allow-host", "a, b", "LADDER_ALLOW_HOST") in rows
    assert ("base-path", "-", "default") in rows
    assert [row[0].replace("-", "_") for row in rows] == list(Configuration.model_fields)
