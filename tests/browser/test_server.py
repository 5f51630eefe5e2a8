"""What the server answers, before any script has run."""

import urllib.error
import urllib.request
from email.message import Message
from http.client import HTTPConnection

import pytest

from dashboards.server import PAGE_PATHS

pytestmark = pytest.mark.browser


def answer(url: str, **headers: str) -> tuple[int, Message, str]:
    request = urllib.request.Request(url, headers={"Accept": "text/html", **headers})
    try:
        with urllib.request.urlopen(request, timeout=10) as found:
            return found.status, found.headers, found.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read().decode()


@pytest.mark.parametrize("path", [*PAGE_PATHS, "/overblik?plan=hp-amager"])
def test_a_page_is_danish_and_guarded(address: str, path: str):
    status, headers, body = answer(address + path, **{"Accept-Encoding": "gzip"})
    assert status == 200
    assert '<html lang="da">' in body
    assert "<title>Boligbarometer</title>" in body
    assert "You need to enable JavaScript" not in body
    head = body.partition("<head>")[2].partition("</head>")[0]
    assert head.startswith('<meta charset="utf-8"><meta name="description" content="Boligsociale tal ')
    assert head.lower().count("<meta charset") == 1
    assert "<!--" not in head
    policy = headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "script-src 'self' 'sha256-" in policy
    assert "unsafe-eval" not in policy
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


def test_an_unknown_address_is_a_danish_404(address: str):
    status, headers, body = answer(f"{address}/findes-ikke")
    assert status == 404
    assert '<html lang="da">' in body
    assert "Siden findes ikke" in body
    assert headers["X-Frame-Options"] == "DENY"


def test_the_parts_of_a_page_are_served_with_headers(address: str):
    for path in ("/barometer/page.css", "/barometer/page.js", "/_stcore/health"):
        status, headers, _ = answer(address + path)
        assert status == 200
        assert headers["X-Content-Type-Options"] == "nosniff"


def test_a_socket_opened_through_another_name_is_refused(address: str):
    connection = HTTPConnection(address.removeprefix("http://"), timeout=10)
    headers = {
        "Host": "boligbarometer.example", "Connection": "Upgrade", "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
    }  # fmt: skip
    connection.request("GET", "/_stcore/stream", headers=headers)
    assert connection.getresponse().status == 403
    connection.close()
