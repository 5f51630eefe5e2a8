"""What `streamlit run` starts: the pages as an ASGI app with Danish frame, security headers and error pages.

Streamlit answers every unknown address with its start page and status 200, writes `lang="en"` into it and sends no
security headers. The middleware here mends that and nothing else.
"""

import base64
import hashlib
import json
import logging
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from html import escape
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from danish import page_fetch
from danish import page_login as login_text
from danish import pages as text
from dashboards import api, login, rights, routes, wanted, warm

STATIC = Path(__file__).parent / "static"
PAGE_PATHS = frozenset(f"/{route.path}" for route in routes.available())
# Stands first in the head: the page's own style, and scripts that must run before Streamlit's.
_FRAME = (
    f'<meta charset="utf-8"><meta name="description" content="{escape(text.DESCRIPTION)}">'
    '<link rel="stylesheet" href="./barometer/page.css"><script src="./barometer/page.js" defer></script>'
    '<script src="./barometer/content.js" defer></script><script src="./barometer/held.js" defer></script>'
    '<script src="./barometer/fetch.js" defer></script>'
)
# What its makers tell each other in the head, and what stands there in its place below.
_OF_STREAMLIT = re.compile(
    rb'<!--(?!\s*Copyright).*?-->\s*|<link rel="service-desc"[^>]*>\s*|<meta charset[^>]*>\s*', re.DOTALL
)
_INLINE_SCRIPT = re.compile(rb"<script>(.*?)</script>", re.DOTALL)
_METRICS = "/_stcore/metrics"
_LOGIN_PATHS = ("/auth/login", "/auth/logout", "/oauth2callback")
_log = logging.getLogger(__name__)


class Frame:
    """Middleware: headers on every answer, a Danish start page, and 404 for addresses that are no page."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket" and _is_from_elsewhere(scope):
            await receive()
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if scope["path"].strip("/") == routes.FRONT_PAGE_ALIAS:
            query = scope["query_string"].decode()
            await RedirectResponse(f"/?{query}" if query else "/")(scope, receive, _with_headers(send))
            return
        if scope["path"].rstrip("/") == _METRICS:
            page = error_page(404, text.NOT_FOUND_TITLE, text.NOT_FOUND_TEXT)
            await page(scope, receive, _with_headers(send))
            return
        if _asks_for_a_page(scope):
            scope = {**scope, "headers": _without_shortcuts(scope["headers"])}
        answer = wanted.followed(scope, send, _login.address, PAGE_PATHS) if _login else send
        await self.app(scope, receive, _Rewriter(scope, _with_headers(answer)))


class _Rewriter:
    """Holds an HTML answer back until it is whole, then sends it in Danish."""

    def __init__(self, scope: Scope, send: Send) -> None:
        self.scope = scope
        self.send = send
        self.start: Message | None = None
        self.body = b""
        self.is_answered = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and self._is_failed_login(message):
            page = error_page(message["status"], login_text.FAILED_TITLE, login_text.FAILED_TEXT)
            await page(self.scope, _no_more, self.send)
            self.is_answered = True
        if self.is_answered:
            return
        if message["type"] == "http.response.start" and _is_start_page(message):
            self.start = message
            return
        if self.start is None or message["type"] != "http.response.body":
            await self.send(message)
            return
        self.body += message.get("body", b"")
        if not message.get("more_body", False):
            await self._answer()

    def _is_failed_login(self, message: Message) -> bool:
        """Streamlit says so in English and on a page of its own."""
        return self.scope["path"] in _LOGIN_PATHS and message["status"] >= 400

    async def _answer(self) -> None:
        assert self.start is not None
        if self.scope["path"].rstrip("/") not in {path.rstrip("/") for path in PAGE_PATHS}:
            page = error_page(404, text.NOT_FOUND_TITLE, text.NOT_FOUND_TEXT)
            await page(self.scope, _no_more, self.send)
            return
        body = in_danish(self.body)
        # The page itself says so, with the menu around it: it is the reader's own page frame that a 403 comes with.
        is_refused = _login is not None and rights.is_refused(self.scope, _login.cookie_secret)
        await Response(
            body,
            status_code=403 if is_refused else 200,
            headers={
                "content-type": "text/html; charset=utf-8",
                "cache-control": "no-cache",
                "content-security-policy": content_policy(body),
            },
        )(self.scope, _no_more, self.send)


def in_danish(page: bytes) -> bytes:
    """Streamlit's start page with Danish language, title, description, style, and a notice where there is no
    JavaScript."""
    page = page.replace(b'<html lang="en">', b'<html lang="da">')
    page = page.replace(b"<title>Streamlit</title>", f"<title>{text.SITE}</title>".encode())
    page = _OF_STREAMLIT.sub(b"", page)
    page = page.replace(b"<head>", f"<head>{_FRAME}".encode())
    notice = f"<noscript><p>{escape(text.NEEDS_JAVASCRIPT)}</p></noscript>".encode()
    return re.sub(rb"<noscript>.*?</noscript>", lambda _: notice, page, flags=re.DOTALL)


def content_policy(page: bytes) -> str:
    """What the page may load: its own server alone, and the inline scripts it was delivered with, by their hash.

    Streamlit sets styles from scripts, hence `unsafe-inline` for styles; downloads and chart images are blobs.
    """
    hashes = " ".join(
        f"'sha256-{base64.b64encode(hashlib.sha256(script).digest()).decode()}'"
        for script in _INLINE_SCRIPT.findall(page)
    )
    return (
        f"default-src 'self'; script-src 'self' {hashes}; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; "
        "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
    )


def error_page(status: int, title: str, words: str) -> HTMLResponse:
    """A whole page of its own: it must show when nothing else does."""
    return HTMLResponse(
        f'<!DOCTYPE html><html lang="da"><head><meta charset="utf-8"><title>{escape(title)} · {text.SITE}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<link rel="stylesheet" href="/barometer/page.css"></head><body class="plain"><main>'
        f'<h1>{escape(title)}</h1><p>{escape(words)}</p><p><a href="/">{escape(text.TO_FRONT_PAGE)}</a></p>'
        "</main></body></html>",
        status_code=status,
        headers={"content-security-policy": content_policy(b"")},
    )


def _is_from_elsewhere(scope: Scope) -> bool:
    """Whether another site's page opens the connection.

    Streamlit refuses that too, but first asks a host outside for this machine's address.
    """
    headers = dict(scope["headers"])
    origin = headers.get(b"origin")
    return origin is not None and origin.partition(b"://")[2] != headers.get(b"host")


def _asks_for_a_page(scope: Scope) -> bool:
    headers = dict(scope["headers"])
    return scope["method"] in ("GET", "HEAD") and b"text/html" in headers.get(b"accept", b"")


def _without_shortcuts(headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """Ask for the plain and whole page; a compressed or unchanged one could not be rewritten."""
    dropped = (b"accept-encoding", b"if-none-match", b"if-modified-since", b"range")
    return [(name, value) for name, value in headers if name not in dropped]


def _is_start_page(message: Message) -> bool:
    headers = {name.lower(): value for name, value in message["headers"]}
    return (
        message["status"] == 200
        and headers.get(b"content-type", b"").startswith(b"text/html")
        and b"content-encoding" not in headers
    )


def _with_headers(send: Send) -> Send:
    async def send_with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [
                *message["headers"],
                (b"x-frame-options", b"DENY"),
                (b"x-content-type-options", b"nosniff"),
                (b"referrer-policy", b"same-origin"),
                (b"cross-origin-opener-policy", b"same-origin"),
                (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
            ]
        await send(message)

    return send_with_headers


async def _no_more() -> Message:
    return {"type": "http.disconnect"}


def _script_failed(error: Exception) -> bool:
    """A reader gets one Danish sentence; what went wrong goes to the log."""
    _log.error("page failed", exc_info=error)
    st.html(f'<div role="alert"><h1>{escape(text.ERROR_TITLE)}</h1><p>{escape(text.ERROR_TEXT)}</p></div>')
    return True


async def _failed(_request: Request, error: Exception) -> Response:
    _log.error("request failed", exc_info=error)
    return error_page(500, text.ERROR_TITLE, text.ERROR_TEXT)


async def _style(_request: Request) -> Response:
    return FileResponse(STATIC / "page.css", headers={"cache-control": "no-cache"})


def _script(name: str, **constants: object) -> Callable[[Request], Awaitable[Response]]:
    """Answers with a script, and before it the Danish words it works with."""
    words = "".join(f"const {key} = {json.dumps(value, ensure_ascii=False)};\n" for key, value in constants.items())
    source = words + (STATIC / name).read_text(encoding="utf-8")

    async def answer(_request: Request) -> Response:
        return Response(source, media_type="text/javascript", headers={"cache-control": "no-cache"})

    return answer


@asynccontextmanager
async def _guarded(_app: object) -> AsyncIterator[None]:
    """Nothing is served where others could reach pages that nobody logs in to, however the server was started."""
    login.refuse_open_door(st.get_option("server.address"), _login)
    warm.up()
    yield


_login = login.settings()
app = st.App(
    "app.py",
    routes=[
        *api.ROUTES,
        Route("/barometer/page.css", _style),
        Route("/barometer/page.js", _script("page.js", WORDS=text.FRAME_WORDS)),
        Route("/barometer/content.js", _script("content.js")),
        Route("/barometer/held.js", _script("held.js")),
        Route("/barometer/fetch.js", _script("fetch.js", FETCH=page_fetch.FILE_WORDS)),
    ],
    middleware=[Middleware(Frame)],
    on_script_error=_script_failed,
    exception_handlers={500: _failed},
    lifespan=_guarded,
    secrets=_login.secrets() if _login else None,
)
