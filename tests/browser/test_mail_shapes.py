"""The mail as clients show it: whole, with its pictures blocked, and on a narrow screen."""

import base64
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from playwright.sync_api import Browser

from reports import outbox
from tests.browser.conftest import DESKTOP, PHONE
from tests.unit.reports import report_build


@pytest.fixture(scope="module")
def mail(tmp_path_factory: pytest.TempPathFactory) -> EmailMessage:
    folder = tmp_path_factory.mktemp("mail")
    published = report_build.write_build(folder / "marts", report_build.example_tables())
    outbox.send(
        published=published, marts_dir=folder / "marts", period="2022K3", outbox_dir=folder / "outbox",
        state_db=folder / "state.sqlite", recipients_csv=folder / "recipients.csv", smtp=None, dry_run=True,
        now=datetime(2022, 11, 14, 12, tzinfo=UTC),
    )  # fmt: skip
    [written] = (folder / "outbox").glob("*.eml")
    message = message_from_bytes(written.read_bytes(), policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def _page(mail: EmailMessage) -> tuple[str, dict[str, bytes]]:
    """The HTML, and the pictures in it by their content id."""
    page = mail.get_body(("html",))
    assert page is not None
    pictures = {part["Content-ID"].strip("<>"): part.get_content() for part in mail.walk() if part["Content-ID"]}
    return page.get_content(), pictures


@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("are_blocked", [False, True], ids=["pictures", "blocked"])
def test_the_mail_can_be_read_in_every_shape(
    browser: Browser, mail: EmailMessage, screen: dict[str, int], *, are_blocked: bool
) -> None:
    html, pictures = _page(mail)
    assert pictures
    context = browser.new_context(viewport=screen, locale="da-DK")
    asked: list[str] = []
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.route("cid:**", lambda route: route.abort())
    if not are_blocked:
        for name, data in pictures.items():
            html = html.replace(f"cid:{name}", f"data:image/png;base64,{base64.b64encode(data).decode()}")
    page.set_content(html)
    page.wait_for_load_state("load")
    assert page.evaluate("document.documentElement.scrollWidth") <= screen["width"]
    assert not [url for url in asked if not url.startswith(("data:", "cid:", "about:"))]
    told = page.inner_text("body")
    alternatives = page.eval_on_selector_all("img", "pictures => pictures.map(one => one.alt)")
    assert len(alternatives) == len(pictures)
    # What a picture says stands in the text too, so that nothing is lost where it is blocked.
    for alternative in alternatives:
        assert alternative
        assert " ".join(alternative.split()) in " ".join(told.split())
    context.close()


def test_text_alone_says_what_the_page_says(mail: EmailMessage, browser: Browser) -> None:
    plain = mail.get_body(("plain",))
    assert plain is not None
    html, _ = _page(mail)
    context = browser.new_context(viewport=DESKTOP)
    page = context.new_page()
    page.route("**/*", lambda route: route.abort())
    page.set_content(html)
    numbers = set(page.inner_text("h1").split())
    assert numbers <= set(plain.get_content().split())
    context.close()
