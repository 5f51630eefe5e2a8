"""The e-mail that carries the quarterly report: plain text and HTML that say the same, and the report attached."""

import hashlib
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, formataddr, parseaddr

import css_inline

from danish import mail as words
from danish import report as report_words
from danish import states
from reports import quarterly
from reports.content import Content
from reports.recipients import Recipient

DEFAULT_SENDER = "Boligbarometer <no-reply@example.invalid>"
REPORT = "quarterly"
MOST_FINDINGS = 3
MOST_HTML_BYTES = 100_000  # mail programs cut what is longer


def compose(*, shown: Content, recipient: Recipient, sender: str | None, now: datetime) -> EmailMessage:
    """The message to one recipient; the same arguments give the same bytes.

    Raises ValueError if the HTML part would be so long that mail programs cut it.
    """
    page = _html(shown, recipient)
    if len(page.encode()) >= MOST_HTML_BYTES:
        raise ValueError(words.too_long(len(page.encode())))
    message = EmailMessage(policy=SMTP)
    _address(message, shown, recipient, sender or DEFAULT_SENDER, now)
    message.set_content(_text(shown, recipient), charset="utf-8", cte="quoted-printable")
    message.add_alternative(page, subtype="html", charset="utf-8", cte="quoted-printable")
    message.add_attachment(
        quarterly.render(shown).encode("utf-8"),
        maintype="text",
        subtype="html",
        cte="base64",
        filename=quarterly.file_name(shown.quarter),
        params={"charset": "utf-8"},
    )
    _fix_boundaries(message)
    return message


def message_id(*, period: str, recipient_id: str, sender: str | None) -> str:
    """One id per period and recipient, so that a second copy, should there ever be one, is known as the same mail."""
    digest = hashlib.sha256(f"{REPORT}|{period}|{recipient_id}".encode()).hexdigest()[:24]
    domain = parseaddr(sender or DEFAULT_SENDER)[1].rpartition("@")[2] or "example.invalid"
    return f"<{period}.{digest}@{domain}>"


def subject(shown: Content) -> str:
    return words.subject(quarterly.kicker(shown), shown.title, is_synthetic=shown.contains_synthetic)


def _address(message: EmailMessage, shown: Content, recipient: Recipient, sender: str, now: datetime) -> None:
    moment = now if now.tzinfo else now.replace(tzinfo=UTC)
    message["From"] = sender
    message["Reply-To"] = sender
    message["To"] = formataddr((recipient.name, recipient.email))
    message["Subject"] = subject(shown)
    message["Date"] = format_datetime(moment.replace(microsecond=0))
    message["Message-ID"] = message_id(
        period=shown.quarter.period_id, recipient_id=recipient.recipient_id, sender=sender
    )
    message["Auto-Submitted"] = "auto-generated"
    message["Content-Language"] = "da"


def _html(shown: Content, recipient: Recipient) -> str:
    page = quarterly.environment().get_template("mail.html.j2").render(_names(shown, recipient))
    inliner = css_inline.CSSInliner(keep_at_rules=True, load_remote_stylesheets=False)
    return str(inliner.inline(page))


def _text(shown: Content, recipient: Recipient) -> str:
    return quarterly.environment().get_template("mail.txt.j2").render(_names(shown, recipient)).strip() + "\n"


def _names(shown: Content, recipient: Recipient) -> dict[str, object]:
    return {
        "content": shown,
        "kicker": quarterly.kicker(shown),
        "recipient": recipient,
        "words": report_words,
        "severities": states.SEVERITIES,
        "mail_words": words,
        "findings": shown.critical[:MOST_FINDINGS],
        "more_findings": len(shown.open_findings) - min(len(shown.critical), MOST_FINDINGS),
    }


def _fix_boundaries(message: EmailMessage) -> None:
    """Boundaries from the message id instead of chance, so that the bytes can be made again."""
    seed = str(message["Message-ID"])
    for number, part in enumerate(part for part in message.walk() if part.is_multipart()):
        part.set_boundary(f"=_{hashlib.sha256(f'{seed}|{number}'.encode()).hexdigest()[:40]}")
