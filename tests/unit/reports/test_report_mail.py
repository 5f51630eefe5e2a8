import re
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from reports import mail
from reports.content import Content
from reports.recipients import Recipient
from tests.unit.reports.conftest import Show
from tests.unit.reports.report_build import Tables, warning

SENDER = "Bestyrelsens sekretariat – Østerbro <rapport@example.invalid>"
AASE = Recipient("aase", "Åse Sørensen", "aase@example.invalid", "board", None, frozenset(["report"]))


def compose(shown: Content, now: datetime, recipient: Recipient = AASE, sender: str | None = SENDER) -> EmailMessage:
    """The message as a mail program would read it."""
    data = mail.compose(shown=shown, recipient=recipient, sender=sender, now=now).as_bytes()
    parsed = message_from_bytes(data, policy=policy.default)
    assert isinstance(parsed, EmailMessage)
    return parsed


def part(message: EmailMessage, kind: str) -> str:
    body = message.get_body((kind,))
    assert body is not None
    return str(body.get_content())


def test_headers_come_back_with_danish_letters(show: Show, now: datetime) -> None:
    message = compose(show(), now)
    assert message["Subject"] == (
        "Datakvalitet, 3. kvartal 2022: Borgere i praktik eller løntilskud kan ikke bruges, før tallet er afklaret"
    )
    assert message["To"] == "Åse Sørensen <aase@example.invalid>"
    assert message["From"] == message["Reply-To"] == SENDER
    assert message["Date"].datetime == now
    assert message["Auto-Submitted"] == "auto-generated"
    assert [found for found in message if found.lower() == "x-mailer"] == []


def test_the_bytes_are_plain_ascii_in_short_lines(show: Show, now: datetime) -> None:
    data = mail.compose(shown=show(), recipient=AASE, sender=SENDER, now=now).as_bytes()
    assert data.isascii()
    lines = data.split(b"\r\n")
    assert max(len(line) for line in lines) <= 78
    assert b"\n" not in b"".join(lines)


def test_the_sender_has_a_default_that_reaches_nobody(show: Show, now: datetime) -> None:
    assert compose(show(), now, sender=None)["From"] == "Boligbarometer <no-reply@example.invalid>"


def test_text_and_html_say_the_same_about_the_flagged_case(show: Show, now: datetime) -> None:
    message = compose(show(), now)
    for text in (part(message, "plain"), re.sub(r"<[^>]+>", " ", part(message, "html"))):
        words = " ".join(text.split())
        assert "stod til 45 for 2. kvartal 2022" in words
        assert "men kun til 3 for 3. kvartal 2022" in words
        assert "48" in words
        assert "Mest sandsynligt: så passer" in words
        assert "Spørg CAI, Slagelse Kommune: Gælder tallet 3 kun kvartalet" in words
        assert "20221114T093000Z-ab12cd34" in words
        assert "Kilder: Registreringer fra helhedsplanerne" in words
        assert "1 fil er afvist" in words


def test_the_report_is_attached_under_its_name(show: Show, now: datetime) -> None:
    attached = list(compose(show(), now).iter_attachments())
    assert [found.get_filename() for found in attached] == ["datakvalitet-2022K3.html"]
    page = attached[0].get_content()
    assert page.startswith("<!doctype html>")
    assert "løntilskud" in page


def test_the_html_needs_nothing_from_elsewhere(show: Show, now: datetime) -> None:
    page = part(compose(show(), now), "html")
    assert not re.search(r"(?i)src=|href=|url\(|https?:|<script|<img|<link|@import", page)
    assert '<html lang="da"' in page


def test_styles_are_written_into_the_elements_and_the_narrow_layout_is_kept(show: Show, now: datetime) -> None:
    page = part(compose(show(), now), "html")
    assert re.search(r'<h1 style="[^"]*font-size: ?24px', page)
    assert "@media (max-width: 660px)" in page


def test_a_message_id_belongs_to_one_recipient_and_quarter(show: Show, now: datetime) -> None:
    other = Recipient("bo", "Bo", "bo@example.invalid", "board", None, frozenset(["report"]))
    first = compose(show(), now)["Message-ID"]
    assert first == compose(show(), now + timedelta(days=9))["Message-ID"]
    assert first != compose(show(), now, other)["Message-ID"]
    assert first != compose(show("2022K2"), now)["Message-ID"]
    assert re.fullmatch(r"<2022K3\.[0-9a-f]{24}@example\.invalid>", first)


def test_the_same_content_gives_the_same_bytes(show: Show, now: datetime) -> None:
    first, second = (mail.compose(shown=show(), recipient=AASE, sender=SENDER, now=now).as_bytes() for _ in "ab")
    assert first == second


def test_a_name_cannot_add_a_header(show: Show, now: datetime) -> None:
    bad = Recipient("x", "X\r\nBcc: alle@example.invalid", "x@example.invalid", "board", None, frozenset(["report"]))
    with pytest.raises(ValueError, match="linefeed or carriage return"):
        mail.compose(shown=show(), recipient=bad, sender=SENDER, now=now)


def test_delivered_text_is_no_markup(show: Show, tables: Tables, now: datetime) -> None:
    tables["mart_finding"] = [warning("f", "2022K3", "<b>Hej</b> & <script>alert(1)</script>", severity="critical")]
    message = compose(show(), now)
    assert "<script" not in part(message, "html")
    assert "&lt;script" in part(message, "html")
    assert "<script>alert(1)" in part(message, "plain")


def test_many_findings_stay_under_the_size_that_mail_programs_show(show: Show, tables: Tables, now: datetime) -> None:
    tables["mart_finding"] = [
        warning(f"f{number}", "2022K3", "Et langt fund. " * 40, severity="critical") for number in range(200)
    ]
    message = compose(show(), now)
    assert len(part(message, "html").encode()) < 100_000
    assert "197 andre fund står i rapporten." in part(message, "html")


def test_a_mail_that_would_be_cut_is_not_made(show: Show, tables: Tables, now: datetime) -> None:
    tables["mart_finding"] = [warning("f", "2022K3", "x" * 100_000, severity="critical")]
    with pytest.raises(ValueError, match="ville blive skåret over"):
        compose(show(), now)


def test_synthetic_data_is_said_in_subject_text_html_and_report(show: Show, now: datetime) -> None:
    message = compose(show(contains_synthetic=True), now)
    assert message["Subject"].startswith("Eksempeldata – Datakvalitet")
    report = next(message.iter_attachments()).get_content()
    for text in (part(message, "plain"), part(message, "html"), report):
        assert "Eksempeldata – ikke virkelige tal." in text


def test_a_running_quarter_says_that_it_is_not_over(show: Show) -> None:
    moment = datetime(2022, 11, 14, tzinfo=UTC)
    assert "Kvartalet slutter først 31. december 2022." in part(compose(show("2022K4"), moment), "plain")
    assert "Kvartalet slutter" not in part(compose(show(), moment), "plain")
