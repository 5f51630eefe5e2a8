"""The e-mails: plain text and HTML that say the same, pictures in the text, and the report attached."""

import hashlib
from collections.abc import Sequence
from dataclasses import fields
from datetime import UTC, datetime
from email.message import EmailMessage, MIMEPart
from email.policy import SMTP
from email.utils import format_datetime, formataddr, parseaddr

import css_inline

from danish import format as form
from danish import mail as words
from danish import report as report_words
from danish import states
from reports import quarterly
from reports.content import Content
from reports.enclosures import NOTHING, Enclosures, File, Picture
from reports.findings import Finding
from reports.periods import Quarter
from reports.recipients import Recipient

DEFAULT_SENDER = "Boligbarometer <no-reply@example.invalid>"
MOST_FINDINGS = 3
_OF_THE_DAY = ("build_id", "built_at", "built_on", "handled_on", "freshness")
MOST_HTML_BYTES = 100_000  # mail programs cut what is longer


def report(
    *, shown: Content, recipient: Recipient, sender: str | None, now: datetime, enclosed: Enclosures, edition: int = 1
) -> EmailMessage:
    """The mail with the quarterly report; the same arguments give the same bytes.

    Raises ValueError if the HTML part would be so long that mail programs cut it.
    """
    message = _message("report", shown.quarter, recipient, sender, now, edition)
    message["Subject"] = subject(shown, edition=edition)
    names = _names(shown, recipient, edition) | {"files": enclosed.files, "stamp": enclosed.stamp}
    text, page = _fitting("mail_report", names, enclosed.pictures, shown.critical, (MOST_FINDINGS, 1, 0), shown)
    return _filled(message, text, page, enclosed)


def findings(
    *, shown: Content, recipient: Recipient, sender: str | None, now: datetime, edition: int = 1
) -> EmailMessage:
    """The mail with the open findings alone. Those that do not fit into a mail are in a file that hangs on it."""
    message = _message("findings", shown.quarter, recipient, sender, now, edition)
    number = len(shown.open_findings)
    message["Subject"] = words.subject(
        _kicker(shown), words.findings_title(number), is_synthetic=shown.contains_synthetic, is_revised=edition > 1
    )
    names = _names(shown, recipient, edition) | {"files": ()}
    lengths = (*range(number, 0, -10), MOST_FINDINGS, 0)
    text, page = _fitting("mail_findings", names, (), shown.open_findings, lengths, shown)
    if page.count("data-finding") == number:
        return _filled(message, text, page, NOTHING)
    whole = _render("mail_findings.html.j2", names, (), shown.open_findings, 0)
    name = words.findings_file_name(shown.quarter.period_id)
    return _filled(message, text, page, Enclosures(files=(File(name, "text/html", whole.encode("utf-8")),)))


def alarm(
    *, quarter: Quarter, reasons: Sequence[str], recipient: Recipient, sender: str | None, now: datetime, edition: int
) -> EmailMessage:
    """The mail to the owner that says that the others got none, and why."""
    message = _message("alarm", quarter, recipient, sender, now, edition)
    message["Subject"] = words.alarm_subject(form.period(quarter.period_id))
    names = {
        "kicker": report_words.kicker(form.period(quarter.period_id), ""),
        "title": words.alarm_title(form.period(quarter.period_id)),
        "words": report_words,
        "mail_words": words,
        "recipient": recipient,
        "reasons": reasons,
        "is_synthetic": False,
        "is_revised": False,
    }
    text = _environment_text("mail_alarm.txt.j2", names)
    return _filled(message, text, _inlined("mail_alarm.html.j2", names), NOTHING)


def subject(shown: Content, *, edition: int = 1) -> str:
    """`Datakvalitet, 3. kvartal 2022, En Fælles Indsats: 2 tal kan ikke bruges`."""
    return words.subject(_kicker(shown), shown.title, is_synthetic=shown.contains_synthetic, is_revised=edition > 1)


def fingerprint(shown: Content, kind: str, enclosed: Enclosures = NOTHING) -> str:
    """Stands for what the mail says, whatever the day and the build are."""
    if kind == "findings":
        return digest((shown.quarter, shown.plan_name, shown.open_findings))
    said = {field.name: getattr(shown, field.name) for field in fields(shown) if field.name not in _OF_THE_DAY}
    return digest((said, enclosed.follow_up)) if enclosed.follow_up else digest(said)


def message_id(kind: str, period: str, recipient_id: str, edition: int, sender: str | None) -> str:
    """One id per mail and edition, so that a second copy, should there ever be one, is known as the same mail."""
    digest = hashlib.sha256(f"{kind}|{period}|{recipient_id}|{edition}".encode()).hexdigest()[:24]
    domain = parseaddr(sender or DEFAULT_SENDER)[1].rpartition("@")[2] or "example.invalid"
    return f"<{period}.{digest}@{domain}>"


def digest(said: object) -> str:
    """Stands for a value made of dataclasses, tuples and plain values."""
    return hashlib.sha256(repr(said).encode()).hexdigest()


def _kicker(shown: Content) -> str:
    """What and when, always with a plan's name or that it is about them all."""
    names = {shown.plan_name} if shown.plan_name else {line.plan for line in shown.deliveries.plans}
    plan = names.pop() if len(names) == 1 else words.ALL_PLANS
    return report_words.kicker(form.period(shown.quarter.period_id), plan)


def _message(
    kind: str, quarter: Quarter, recipient: Recipient, sender: str | None, now: datetime, edition: int
) -> EmailMessage:
    moment = now if now.tzinfo else now.replace(tzinfo=UTC)
    message = EmailMessage(policy=SMTP)
    message["From"] = sender or DEFAULT_SENDER
    message["Reply-To"] = sender or DEFAULT_SENDER
    message["To"] = formataddr((recipient.name, recipient.email))
    message["Date"] = format_datetime(moment.replace(microsecond=0))
    message["Message-ID"] = message_id(kind, quarter.period_id, recipient.recipient_id, edition, sender)
    message["Auto-Submitted"] = "auto-generated"
    message["Content-Language"] = "da"
    return message


def _names(shown: Content, recipient: Recipient, edition: int) -> dict[str, object]:
    return {
        "content": shown,
        "kicker": _kicker(shown),
        "recipient": recipient,
        "words": report_words,
        "severities": states.SEVERITIES,
        "mail_words": words,
        "is_synthetic": shown.contains_synthetic,
        "is_revised": edition > 1,
    }


def _fitting(
    template: str,
    names: dict[str, object],
    pictures: Sequence[Picture],
    listed: Sequence[Finding],
    lengths: Sequence[int],
    shown: Content,
) -> tuple[str, str]:
    """Text and HTML with as many findings as fit. Raises ValueError where not even none does."""
    size = 0
    for most in lengths:
        rest = len(shown.open_findings) - min(len(listed), most)
        page = _render(f"{template}.html.j2", names, pictures, listed[:most], rest)
        size = len(page.encode())
        if size < MOST_HTML_BYTES:
            shorter = {**names, "pictures": pictures, "findings": listed[:most], "more_findings": rest}
            return _environment_text(f"{template}.txt.j2", shorter), page
    raise ValueError(words.too_long(size))


def _render(
    template: str, names: dict[str, object], pictures: Sequence[Picture], listed: Sequence[Finding], rest: int
) -> str:
    return _inlined(template, {**names, "pictures": pictures, "findings": listed, "more_findings": rest})


def _inlined(template: str, names: dict[str, object]) -> str:
    page = quarterly.environment().get_template(template).render(names)
    return str(css_inline.CSSInliner(keep_at_rules=True, load_remote_stylesheets=False).inline(page))


def _environment_text(template: str, names: dict[str, object]) -> str:
    return quarterly.environment().get_template(template).render(names).strip() + "\n"


def _filled(message: EmailMessage, text: str, page: str, enclosed: Enclosures) -> EmailMessage:
    """mixed( alternative( text, related( html, pictures ) ), files ), each level only where it is needed."""
    message.set_content(text, charset="utf-8", cte="quoted-printable")
    message.add_alternative(page, subtype="html", charset="utf-8", cte="quoted-printable")
    shown_part = message.get_body(("html",))
    assert isinstance(shown_part, MIMEPart)
    for picture in enclosed.pictures:
        shown_part.add_related(
            picture.png, maintype="image", subtype="png", cte="base64", cid=f"<{picture.name}>",
            filename=f"{picture.name}.png", disposition="inline",
        )  # fmt: skip
    for file in enclosed.files:
        maintype, subtype = file.kind.split("/")
        parameters = {"charset": "utf-8"} if maintype == "text" else None
        message.add_attachment(
            file.data, maintype=maintype, subtype=subtype, cte="base64", filename=file.name, params=parameters
        )
    _fix_boundaries(message)
    return message


def _fix_boundaries(message: EmailMessage) -> None:
    """Boundaries from the message id instead of chance, so that the bytes can be made again."""
    seed = str(message["Message-ID"])
    for number, part in enumerate(part for part in message.walk() if part.is_multipart()):
        part.set_boundary(f"=_{hashlib.sha256(f'{seed}|{number}'.encode()).hexdigest()[:40]}")
