"""What may be uploaded: as much as the page promises, to a visit of one's own, and no more."""

import http.client

import pytest
from tools.bench_drive import Session

from browser.visiting import Served
from explorer.server.uploads import DOCUMENT_MEGABYTES, SERVER_MEGABYTES
from served.asking import LEVELS, ask, port_of, server_of

_HEAD = b'--b\r\nContent-Disposition: form-data; name="f"; filename="x.md"\r\n\r\n'


def token_of(app: Served) -> str:
    """What a browser gets as a cookie and says again in a header."""
    cookie = ask(app, "/_stcore/health").headers["set-cookie"]
    return cookie.partition(";")[0].partition("=")[2]


def upload(app: Served, visit: str, name: str, size: int) -> int:
    """The status of an upload as a browser would send it, with the token of its cookie."""
    token = token_of(app)
    body = _HEAD + b"x" * size + b"\r\n--b--\r\n"
    return ask(
        app,
        f"/_stcore/upload_file/{visit}/{name}",
        "PUT",
        body,
        Origin=app.url,
        Cookie=f"_streamlit_xsrf={token}",
        X_Xsrftoken=token,
        Content_Type="multipart/form-data; boundary=b",
    ).status


def test_a_file_of_exactly_the_size_that_is_promised_is_taken(app: Served) -> None:
    with Session(server_of(app)) as visit:
        visit.open(LEVELS)
        assert upload(app, visit.id, "most", DOCUMENT_MEGABYTES * 2**20) == 204
        assert upload(app, visit.id, "more", SERVER_MEGABYTES * 2**20) == 413
        assert upload(app, "nobody", "small", 10) == 400


def test_what_claims_no_size_is_cut_off(app: Served) -> None:
    with Session(server_of(app)) as visit:
        visit.open(LEVELS)
        token = token_of(app)
        connection = http.client.HTTPConnection("localhost", port_of(app), timeout=30)
        headers = {"Cookie": f"_streamlit_xsrf={token}", "X-Xsrftoken": token}
        headers["Content-Type"] = "multipart/form-data; boundary=b"
        pieces = [_HEAD, *(b"x" * 2**20 for _ in range(20))]
        path = f"/_stcore/upload_file/{visit.id}/long"
        try:
            connection.request("PUT", path, iter(pieces), headers, encode_chunked=True)
            assert connection.getresponse().status == 413
        except (BrokenPipeError, ConnectionResetError):
            pass
        finally:
            connection.close()
        assert ask(app, "/").status == 200


@pytest.mark.parametrize("method", ["PUT", "DELETE"])
def test_without_the_token_of_the_visit_nothing_changes(app: Served, method: str) -> None:
    with Session(server_of(app)) as visit:
        visit.open(LEVELS)
        assert ask(app, f"/_stcore/upload_file/{visit.id}/a", method, b"x").status == 403
