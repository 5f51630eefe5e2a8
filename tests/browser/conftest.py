"""The real server on a free port, and Debian's Chromium. Both must work: a missing browser is a failure, no skip."""

import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from dashboards.launch import command, environment
from tests.published import TODAY, write_published

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 360, "height": 800}
READY = "footer.foot"


@dataclass
class Visit:
    """A browser page and what went wrong in it: console errors, and requests to other hosts."""

    page: Page
    address: str
    problems: list[str] = field(default_factory=list)

    def open(self, path: str = "/", ready: str = READY) -> Page:
        """Go to a page and wait until its foot is there."""
        self.page.goto(self.address + path)
        self.page.wait_for_selector(ready, timeout=60_000)
        return self.page

    def watch(self) -> None:
        self.page.on("console", lambda said: said.type == "error" and self.problems.append(said.text))
        self.page.on("pageerror", lambda error: self.problems.append(str(error)))
        self.page.on(
            "request",
            lambda request: (
                request.url.startswith((self.address, self.address.replace("http", "ws"), "data:", "blob:"))
                or self.problems.append(f"request to {request.url}")
            ),
        )


@contextmanager
def serving(data_dir: Path) -> Iterator[str]:
    """The pages of a data folder, by the same command as `barometer dashboard`; yields their address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = data_dir / "server.log"
    with log.open("w", encoding="utf-8") as output:
        server = subprocess.Popen(
            command(port=port),
            env=environment(data_dir=data_dir, today=TODAY),
            cwd=data_dir,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(server, f"{address}/_stcore/health", log)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=20)


def _wait(server: subprocess.Popen[bytes], health: str, log: Path) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        assert server.poll() is None, log.read_text(encoding="utf-8")
        try:
            with urllib.request.urlopen(health, timeout=5) as answer:
                if answer.read() == b"ok":
                    return
        except (urllib.error.URLError, TimeoutError):
            time.sleep(0.2)
    raise AssertionError(f"the server did not answer: {log.read_text(encoding='utf-8')}")


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The server with the test build."""
    with serving(write_published(tmp_path_factory.mktemp("published"))) as found:
        yield found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield found
        found.close()


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Callable[..., Visit]]:
    """`visit(PHONE)` opens an empty browser page; a problem in it fails the test at its end."""
    visits: list[Visit] = []

    def started(viewport: dict[str, int] = DESKTOP, at: str = address) -> Visit:
        context = browser.new_context(viewport=viewport, locale="da-DK")
        found = Visit(context.new_page(), at)
        found.watch()
        visits.append(found)
        return found

    yield started
    problems = [problem for found in visits for problem in found.problems]
    for found in visits:
        found.page.context.close()
    assert not problems
