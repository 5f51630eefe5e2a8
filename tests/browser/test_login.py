"""Login against a provider that runs for itself, through Streamlit's own flow, in a browser."""

import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from dashboards.launch import command, environment
from tests.browser import conftest, provider
from tests.published import TODAY, write_published

pytestmark = pytest.mark.browser
ROOT = Path(__file__).parents[2]
PEOPLE = """email,name,role,plans,reporter
asta@example.dk,Asta,bestyrelse,hp-en-faelles-indsats,
bo@example.dk,Bo,bestyrelse,hp-amager,
pia@example.dk,Pia,partner,hp-en-faelles-indsats,Jobcentret
ane@example.dk,Ane,analytiker,alle,
"""


@dataclass
class House:
    address: str
    data_dir: Path
    log: Path


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def _running(arguments: list[str], log: Path, alive: str, **options: object) -> Iterator[None]:
    with log.open("w", encoding="utf-8") as output:
        process = subprocess.Popen(arguments, stdout=output, stderr=subprocess.STDOUT, **options)  # type: ignore[call-overload]
    try:
        deadline = time.monotonic() + 60
        while True:
            assert process.poll() is None, log.read_text(encoding="utf-8")
            assert time.monotonic() < deadline
            try:
                urllib.request.urlopen(alive, timeout=5).close()
                break
            except (urllib.error.URLError, TimeoutError):
                time.sleep(0.2)
        yield
    finally:
        process.terminate()
        process.wait(timeout=20)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The provider, and the pages that ask it."""
    folder = tmp_path_factory.mktemp("login")
    data_dir = write_published(folder / "data")
    (data_dir / "state").mkdir()
    (data_dir / "state" / "people.csv").write_text(PEOPLE, encoding="utf-8")
    issuer = f"http://127.0.0.1:{_free_port()}"
    port = _free_port()
    settings = {
        "BAROMETER_LOGIN_PROVIDER": f"{issuer}/.well-known/openid-configuration",
        "BAROMETER_LOGIN_CLIENT_ID": provider.CLIENT_ID,
        "BAROMETER_LOGIN_CLIENT_SECRET": provider.CLIENT_SECRET,
        "BAROMETER_LOGIN_ADDRESS": f"http://127.0.0.1:{port}",
        "BAROMETER_LOGIN_COOKIE_SECRET": "0123456789abcdef0123456789abcdef",
        "BAROMETER_CONTACT": "analyse@example.dk",
    }
    log = folder / "server.log"
    openid = [sys.executable, "-m", "tests.browser.provider", issuer.rpartition(":")[2]]
    alive = f"{issuer}/.well-known/openid-configuration"
    pages = environment(data_dir=data_dir, today=TODAY) | settings
    with _running(openid, folder / "provider.log", alive, cwd=ROOT):
        health = f"http://127.0.0.1:{port}/_stcore/health"
        with _running(command(port=port), log, health, env=pages, cwd=data_dir):
            yield House(f"http://127.0.0.1:{port}", data_dir, log)


@pytest.fixture
def visitor(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport=conftest.DESKTOP, locale="da-DK")
    context.set_default_timeout(30_000)
    yield context
    context.close()


def _heading(page: Page) -> str:
    expect(page.locator("h1").first).to_be_visible(timeout=30_000)
    return page.locator("h1").first.inner_text()


def _barriers(page: Page) -> list[str]:
    options = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
    return [found["id"] for found in Axe().run(page, options=options).response["violations"]]


def _log_in(context: BrowserContext, house: House, email: str) -> Page:
    page = context.new_page()
    page.goto(house.address)
    page.get_by_role("button", name="Log ind").click()
    page.get_by_label("email").fill(email)
    page.get_by_role("button", name="Videre").click()
    page.wait_for_url(f"{house.address}/**")
    return page


def test_two_persons_see_their_own_plan_and_no_other(house: House, browser: Browser, visitor: BrowserContext):
    asta = _log_in(visitor, house, "asta@example.dk")
    asta.wait_for_selector("footer.foot")
    assert "En Fælles Indsats" in asta.inner_text("body")
    assert "Amager" not in asta.inner_text("body")
    assert not _barriers(asta)
    elsewhere = browser.new_context(locale="da-DK")
    bo = _log_in(elsewhere, house, "bo@example.dk")
    bo.wait_for_selector("footer.foot")
    assert "Amager" in bo.inner_text("body")
    assert "En Fælles Indsats" not in bo.inner_text("body")
    bo.goto(f"{house.address}/?plan=hp-en-faelles-indsats")
    bo.wait_for_selector("footer.foot")
    assert "En Fælles Indsats" not in bo.inner_text("body")
    elsewhere.close()


def test_a_link_that_was_sent_leads_there_after_the_login(house: House, visitor: BrowserContext):
    page = visitor.new_page()
    page.goto(f"{house.address}/datakvalitet?status=alle&plan=hp-en-faelles-indsats")
    page.get_by_role("button", name="Log ind").press("Enter")
    page.get_by_label("email").fill("asta@example.dk")
    page.get_by_label("email").press("Enter")
    page.wait_for_selector("footer.foot")
    address = urlsplit(page.url)
    assert address.path == "/datakvalitet"
    assert parse_qs(address.query) == {"status": ["alle"], "plan": ["hp-en-faelles-indsats"]}
    assert page.get_by_role("radio", name="Alle").first.is_checked()
    assert not [cookie for cookie in visitor.cookies() if cookie["name"] == "barometer_wanted"]


def test_a_forged_note_of_the_wanted_page_leads_to_the_front_page(house: House, visitor: BrowserContext):
    for forged in ("https%3A%2F%2Fond.example%2F", "%2F%2Fond.example%2Fomraade", "%2Fauth%2Flogout"):
        visitor.clear_cookies()
        page = visitor.new_page()
        page.goto(house.address)
        page.get_by_role("button", name="Log ind").click()
        cookie = {"name": "barometer_wanted", "value": forged, "domain": "127.0.0.1", "path": "/oauth2callback"}
        visitor.add_cookies([cookie])  # type: ignore[list-item]
        page.get_by_label("email").fill("ane@example.dk")
        page.get_by_role("button", name="Videre").click()
        page.wait_for_selector("footer.foot")
        assert urlsplit(page.url).path == "/"
        page.close()


def test_a_reader_logs_out_and_is_outside(house: House, visitor: BrowserContext):
    page = _log_in(visitor, house, "ane@example.dk")
    page.wait_for_selector("footer.foot")
    with page.expect_navigation():
        page.get_by_role("button", name="Log ud").click()
    expect(page.get_by_role("button", name="Log ind")).to_be_visible()
    page.goto(f"{house.address}/datakvalitet")
    assert _heading(page) == "Log ind"
    assert "En Fælles Indsats" not in page.inner_text("body")
    assert not [cookie for cookie in visitor.cookies() if cookie["name"].startswith("_streamlit_user")]


@pytest.mark.parametrize("fault", ["nonce", "issuer", "expired", "key", "yesterday"])
def test_a_token_that_is_not_right_lets_nobody_in(house: House, visitor: BrowserContext, fault: str):
    page = _log_in(visitor, house, f"ane+{fault}@example.dk")
    assert _heading(page) == "Log ind"
    assert page.locator("footer.foot").count() == 0


def test_an_unknown_person_is_told_whom_to_ask_and_nothing_else(house: House, visitor: BrowserContext):
    page = _log_in(visitor, house, "ukendt@example.dk")
    expect(page.get_by_role("heading", name="Du har ikke adgang")).to_be_visible()
    words = page.inner_text("body")
    assert "Spørg analyse@example.dk" in words
    assert "Indsats" not in words
    assert page.locator("nav a, header a").count() == 0
    assert not _barriers(page)
    answer = page.reload()
    assert answer is not None
    assert answer.status == 403


def test_the_door_has_no_barriers(house: House, visitor: BrowserContext):
    page = visitor.new_page()
    page.goto(f"{house.address}/datakvalitet")
    assert _heading(page) == "Log ind"
    assert not _barriers(page)


def test_a_connection_from_another_site_is_refused_and_nothing_is_asked_outside(house: House):
    connection = HTTPConnection(house.address.removeprefix("http://"), timeout=10)
    headers = {
        "Origin": "https://ond.example", "Connection": "Upgrade", "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
    }  # fmt: skip
    connection.request("GET", "/_stcore/stream", headers=headers)
    assert connection.getresponse().status == 403
    connection.close()
    assert "external IP" not in house.log.read_text(encoding="utf-8")


def test_a_page_that_is_not_for_the_role_says_so_and_answers_403(house: House, visitor: BrowserContext):
    page = _log_in(visitor, house, "pia@example.dk")
    page.wait_for_selector("footer.foot")
    answer = page.goto(f"{house.address}/rapporter")
    assert answer is not None
    assert answer.status == 403
    assert _heading(page) == "Du har ikke adgang til siden"
    assert "»Rapporter« er ikke for partnere." in page.inner_text("body")
    assert "Spørg analyse@example.dk" in page.inner_text("body")
    assert not _barriers(page)
    answer = page.goto(f"{house.address}/datakvalitet")
    assert answer is not None
    assert answer.status == 200
    page.wait_for_selector("footer.foot")
    assert page.get_by_role("link", name="Rapporter").count() == 0
    assert page.get_by_role("link", name="Datakvalitet").count() == 1


def test_a_forged_header_is_nobody(house: House, browser: Browser):
    forged = dict.fromkeys(("X-Forwarded-Email", "X-Forwarded-User", "X-Streamlit-User"), "ane@example.dk")
    context = browser.new_context(extra_http_headers=forged)
    page = context.new_page()
    page.goto(house.address)
    assert _heading(page) == "Log ind"
    context.close()


def test_a_person_who_is_taken_off_the_list_is_out_at_the_next_click(house: House, visitor: BrowserContext):
    page = _log_in(visitor, house, "ane@example.dk")
    page.wait_for_selector("footer.foot")
    people = house.data_dir / "state" / "people.csv"
    people.write_text(PEOPLE.replace("ane@example.dk", "anden@example.dk"), encoding="utf-8")
    page.reload()
    expect(page.get_by_role("heading", name="Du har ikke adgang")).to_be_visible()
    people.write_text("email\n", encoding="utf-8")
    page.reload()
    expect(page.get_by_role("heading", name="Adgangen kan ikke afgøres")).to_be_visible()
    people.write_text(PEOPLE, encoding="utf-8")


def test_a_login_that_fails_shows_no_stack_trace(house: House):
    for path in ("/oauth2callback?code=x&state=y", "/auth/login?provider=x", "/_stcore/metrics"):
        request = urllib.request.Request(house.address + path, headers={"Accept": "text/html"})
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                words = answer.read().decode()
        except urllib.error.HTTPError as error:
            words = error.read().decode()
        assert "Traceback" not in words
        assert 'lang="da"' in words
