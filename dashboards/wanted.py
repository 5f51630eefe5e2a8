"""The address that a reader asked for before logging in, kept over the way to the provider and back.

Streamlit leads everybody who has logged in to the front page. The address comes from the `Referer` of the login, which
the browser sends within this site alone; it lies in a short-lived cookie, and only a path that is one of our own pages
is ever led to, so that nobody can be sent elsewhere with it.
"""

from collections.abc import Collection
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import Message, Scope, Send

LOGIN, CALLBACK = "/auth/login", "/oauth2callback"
_COOKIE = "barometer_wanted"
_SECONDS = 600
_LONGEST = 1500  # characters of an address


def followed(scope: Scope, send: Send, site: str, pages: Collection[str]) -> Send:
    """`send` as the way in needs it: the login notes the address, and the way back leads to it.

    `site` is the address that readers know the pages by.
    """
    asked, path = HTTPConnection(scope), scope["path"].rstrip("/")
    if path == LOGIN:
        address = own_address(asked.headers.get("referer", ""), site, pages)
        return _noting(send, address, is_secure=site.startswith("https:")) if address else send
    if path == CALLBACK:
        address = own_address(unquote(asked.cookies.get(_COOKIE, "")), "", pages)
        return _leading(send, address) if address else send
    return send


def own_address(address: str, site: str, pages: Collection[str]) -> str | None:
    """Path and query of an address at `site` (empty: one that names no site) that is one of our pages, else None.

    The query is taken apart and put together again, so that what is led to is text and nothing more.
    """
    try:
        parts = urlsplit(address)
        query = urlencode(parse_qsl(parts.query, max_num_fields=50))
    except ValueError:
        return None
    if (parts.scheme, parts.netloc) != urlsplit(site)[:2] or parts.path not in pages or len(address) > _LONGEST:
        return None
    return f"{parts.path}?{query}" if query else parts.path


def _noting(send: Send, address: str, *, is_secure: bool) -> Send:
    kept = f"{_COOKIE}={quote(address, safe='')}; Max-Age={_SECONDS}; Path={CALLBACK}; HttpOnly; SameSite=Lax"

    async def noting(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).append("set-cookie", f"{kept}; Secure" if is_secure else kept)
        await send(message)

    return noting


def _leading(send: Send, address: str) -> Send:
    """Leads to the address instead of the front page, and forgets it."""

    async def leading(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            if headers.get("location") == "/":
                headers["location"] = address
            headers.append("set-cookie", f"{_COOKIE}=; Max-Age=0; Path={CALLBACK}; HttpOnly; SameSite=Lax")
        await send(message)

    return leading
