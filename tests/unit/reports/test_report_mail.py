import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from html import unescape

import pytest

from reports import enclosures, mail, quarterly
from reports.content import Content
from reports.enclosures import Enclosures, File, Picture
from reports.periods import parse
from reports.recipients import Recipient
from tests.unit.reports.conftest import Show
from tests.unit.reports.report_build import Tables, warning

SENDER = "Bestyrelsens sekretariat – Østerbro <rapport@example.invalid>"
AASE = Recipient("aase", "Åse Sørensen", "aase@example.invalid", "board", None, frozenset(["report"]))


PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d494844520000000100000001080600000"
    "01f15c4890000000d49444154789c636060f8cf0000020201007a3c9c2e0000000049454e44ae426082"
)
PICTURE = Picture("samtaler", PNG, "Samtaler gik fra 40 til 52 på et år.", 460)


def made(
    shown: Content,
    now: datetime,
    recipient: Recipient = AASE,
    sender: str | None = SENDER,
    *,
    enclosed: Enclosures | None = None,
    edition: int = 1,
) -> bytes:
    message = mail.report(
        shown=shown, recipient=recipient, sender=sender, now=now, edition=edition,
        enclosed=enclosures.of_report(shown) if enclosed is None else enclosed,
    )  # fmt: skip
    return message.as_bytes()


def parse_mail(data: bytes) -> EmailMessage:
    parsed = message_from_bytes(data, policy=policy.default)
    assert isinstance(parsed, EmailMessage)
    assert not parsed.defects
    return parsed


def compose(shown: Content, now: datetime, recipient: Recipient = AASE, sender: str | None = SENDER) -> EmailMessage:
    """The message as a mail program would read it."""
    return parse_mail(made(shown, now, recipient, sender))


def part(message: EmailMessage, kind: str) -> str:
    body = message.get_body((kind,))
    assert body is not None
    return str(body.get_content())


def test_headers_come_back_with_danish_letters(show: Show, now: datetime) -> None:
    message = compose(show(), now)
    assert message["Subject"] == (
        "Datakvalitet, 3. kvartal 2022, En Fælles Indsats: "
        "Borgere i praktik eller løntilskud kan ikke bruges, før tallet er afklaret"
    )
    assert message["To"] == "Åse Sørensen <aase@example.invalid>"
    assert message["From"] == message["Reply-To"] == SENDER
    assert message["Date"].datetime == now
    assert message["Auto-Submitted"] == "auto-generated"
    assert [found for found in message if found.lower() == "x-mailer"] == []


def test_the_bytes_are_plain_ascii_in_short_lines(show: Show, now: datetime) -> None:
    data = made(show(), now, enclosed=Enclosures((PICTURE,), (File("rapport.pdf", "application/pdf", PNG * 9),)))
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


def test_the_report_hangs_on_the_mail_as_pdf_with_its_stamp_in_the_text(show: Show, now: datetime) -> None:
    shown = show()
    message = compose(shown, now)
    [attached] = message.iter_attachments()
    assert (attached.get_filename(), attached.get_content_type()) == ("datakvalitet-2022K3.pdf", "application/pdf")
    assert attached.get_content() == quarterly.render_pdf(shown)
    for kind in ("plain", "html"):
        assert quarterly.checksum(shown) in part(message, kind)


def test_the_reports_charts_stand_in_the_text_and_their_sentences_too(show: Show, now: datetime) -> None:
    message = compose(show(), now)
    pictures = [found for found in message.walk() if found.get_content_type() == "image/png"]
    assert all(picture.get_content().startswith(b"\x89PNG") for picture in pictures)
    short = re.findall(r'<img [^>]*alt="([^"]+)"', part(message, "html"))
    assert len(short) == len(pictures) == 2
    assert "45 for 2. kvartal 2022 og 3 for 3. kvartal 2022." in short[0]
    assert "Hule punkter" not in short[0], "who sees no drawing needs no key to it"
    for sentence in short:
        assert unescape(sentence) in part(message, "plain")
        assert part(message, "html").count(sentence) == 2


def test_the_html_needs_nothing_from_elsewhere(show: Show, now: datetime) -> None:
    page = part(compose(show(), now), "html")
    assert not re.search(r"(?i)href=|url\(|https?:|<script|<link|@import", page)
    assert all(source.startswith("cid:") for source in re.findall(r'src="([^"]*)"', page))
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
    enclosed = Enclosures((PICTURE,), (File("rapport.pdf", "application/pdf", PNG),))
    first, second = (made(show(), now, enclosed=enclosed) for _ in "ab")
    assert first == second


def test_a_name_cannot_add_a_header(show: Show, now: datetime) -> None:
    bad = Recipient("x", "X\r\nBcc: alle@example.invalid", "x@example.invalid", "board", None, frozenset(["report"]))
    with pytest.raises(ValueError, match="linefeed or carriage return"):
        made(show(), now, bad)


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


def test_synthetic_data_is_said_in_subject_text_and_html(show: Show, now: datetime) -> None:
    message = compose(show(contains_synthetic=True), now)
    assert message["Subject"].startswith("Eksempeldata – Datakvalitet")
    for text in (part(message, "plain"), part(message, "html")):
        assert "Eksempeldata – ikke virkelige tal." in text


def test_a_running_quarter_says_that_it_is_not_over(show: Show) -> None:
    moment = datetime(2022, 11, 14, tzinfo=UTC)
    assert "Kvartalet slutter først 31. december 2022." in part(compose(show("2022K4"), moment), "plain")
    assert "Kvartalet slutter" not in part(compose(show(), moment), "plain")


def test_an_edition_that_was_revised_says_so_and_is_another_mail(show: Show, now: datetime) -> None:
    message = parse_mail(made(show(), now, edition=2))
    assert "En Fælles Indsats (revideret): " in message["Subject"]
    for kind in ("plain", "html"):
        assert "Denne mail erstatter en tidligere for samme kvartal" in part(message, kind)
    assert message["Message-ID"] != compose(show(), now)["Message-ID"]


def test_pictures_stand_in_the_text_and_files_hang_on_it(show: Show, now: datetime) -> None:
    enclosed = Enclosures((PICTURE,), (File("datakvalitet-2022K3.pdf", "application/pdf", b"%PDF-1.7"),))
    message = parse_mail(made(show(), now, enclosed=enclosed))
    assert message.get_content_type() == "multipart/mixed"
    alternative, pdf = message.iter_parts()
    plain, related = alternative.iter_parts()
    page, picture = related.iter_parts()
    kinds = [found.get_content_type() for found in (alternative, plain, related, page, picture, pdf)]
    assert kinds == [
        "multipart/alternative", "text/plain", "multipart/related", "text/html", "image/png", "application/pdf",
    ]  # fmt: skip
    assert picture["Content-ID"] == "<samtaler>"
    assert picture.get_content_disposition() == "inline"
    assert picture.get_content() == PNG
    assert (pdf.get_filename(), pdf.get_content()) == ("datakvalitet-2022K3.pdf", b"%PDF-1.7")
    html = part(message, "html")
    assert re.findall(r'src="([^"]*)"', html) == ["cid:samtaler"]
    assert 'alt="Samtaler gik fra 40 til 52 på et år."' in html
    assert "Samtaler gik fra 40 til 52 på et år." in part(message, "plain")
    assert "Hele rapporten er vedhæftet: datakvalitet-2022K3.pdf." in part(message, "plain")


def test_the_subject_names_the_plan_or_that_it_is_about_them_all(show: Show, tables: Tables) -> None:
    assert "2022, En Fælles Indsats: " in mail.subject(show(plan="hp-en-faelles-indsats"))
    row = tables["mart_activity_progress"][0]
    tables["mart_activity_progress"].append({**row, "helhedsplan_id": "hp-amager", "period_id": "2022K3"})
    assert "2022, alle helhedsplaner: " in mail.subject(show())


def test_what_is_said_has_a_fingerprint_that_no_date_changes(show: Show, tables: Tables, now: datetime) -> None:
    first = show()
    again = replace(show(), build_id="b2", built_on="1. januar 2030", handled_on="2. januar 2030")
    assert mail.fingerprint(first, "report") == mail.fingerprint(again, "report")
    tables["mart_finding"][0]["message_da"] = "Noget andet."
    assert mail.fingerprint(first, "report") != mail.fingerprint(show(), "report")
    assert mail.fingerprint(first, "findings") != mail.fingerprint(show(), "findings")


# Findings alone, and the warning to the owner


def findings_mail(shown: Content, now: datetime) -> EmailMessage:
    return parse_mail(mail.findings(shown=shown, recipient=AASE, sender=SENDER, now=now).as_bytes())


def test_a_mail_with_findings_holds_them_all_and_nothing_else(show: Show, now: datetime) -> None:
    shown = show(plan="hp-en-faelles-indsats")
    message = findings_mail(shown, now)
    number = len(shown.open_findings)
    assert number == 3
    assert (
        message["Subject"]
        == f"Datakvalitet, 3. kvartal 2022, En Fælles Indsats: {number} ting om jeres tal skal afklares"
    )
    assert list(message.iter_attachments()) == []
    for kind in ("plain", "html"):
        for finding in shown.open_findings:
            assert finding.headline in part(message, kind)
        assert "Samtaler" not in part(message, kind), "targets are the board's"


def test_findings_that_do_not_fit_are_in_a_file(show: Show, tables: Tables, now: datetime) -> None:
    plan = "hp-en-faelles-indsats"
    tables["mart_finding"] = [
        warning(f"f{number:03}", "2022K3", f"Fund {number:03}. " + "Et langt fund. " * 40, helhedsplan_id=plan)
        for number in range(200)
    ]
    message = findings_mail(show(plan=plan), now)
    assert len(part(message, "html").encode()) < 100_000
    [attached] = message.iter_attachments()
    assert attached.get_filename() == "fund-2022K3.html"
    assert all(f"Fund {number:03}." in attached.get_content() for number in range(200))
    assert "står i den vedhæftede fil" in part(message, "plain")


def test_no_findings_are_said_too(show: Show, tables: Tables, now: datetime) -> None:
    tables["mart_finding"] = []
    message = findings_mail(show(plan="hp-en-faelles-indsats"), now)
    assert message["Subject"].endswith("Ingen tal fra jer skal undersøges")
    assert "Kontrollen fandt intet" in part(message, "plain")


def test_the_owner_reads_in_the_subject_that_nothing_was_sent(now: datetime) -> None:
    message = parse_mail(
        mail.alarm(
            quarter=parse("2022K3"), reasons=["Kontrollen er ikke kørt.", "Filen <b> mangler."], recipient=AASE,
            sender=SENDER, now=now, edition=1,
        ).as_bytes()
    )  # fmt: skip
    assert message["Subject"] == "Ikke sendt: Datakvalitet, 3. kvartal 2022"
    assert "- Kontrollen er ikke kørt." in part(message, "plain")
    assert "Filen &lt;b&gt; mangler." in part(message, "html")
