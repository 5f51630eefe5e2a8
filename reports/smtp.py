"""One message to one recipient over a verified connection, and an exact account of how far it got.

Only what the server has said decides: before it was asked to take the message, nothing was sent; after, no answer
means that nobody knows.
"""

import smtplib
import ssl
from dataclasses import dataclass
from email.utils import parseaddr
from enum import Enum
from pathlib import Path
from typing import Protocol

from danish import mail as words

TIMEOUT_SECONDS = 30.0


class SmtpSettings(Protocol):
    """How mail leaves the house; `security` is `starttls` or `tls`, there is no way to send unencrypted."""

    @property
    def host(self) -> str | None: ...
    @property
    def port(self) -> int: ...
    @property
    def user(self) -> str | None: ...
    @property
    def password(self) -> str | None: ...
    @property
    def security(self) -> str: ...
    @property
    def sender(self) -> str | None: ...
    @property
    def ca_file(self) -> Path | None: ...


class Delivery(Enum):
    """`NOT_SENT` is safe to try again; `UNREACHABLE` too, and no other message would get through now."""

    SENT = "sent"
    REFUSED = "refused"
    NOT_SENT = "not_sent"
    UNREACHABLE = "unreachable"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Receipt:
    delivery: Delivery
    reply: str


def deliver(settings: SmtpSettings, *, recipient: str, message: bytes, timeout: float = TIMEOUT_SECONDS) -> Receipt:
    """Hand `message` over for one address and say what became of it; never raises for what a server does."""
    try:
        client = _connect(settings, timeout)
    except (OSError, smtplib.SMTPException) as error:
        return Receipt(Delivery.UNREACHABLE, _reason(error))
    try:
        return _transfer(client, parseaddr(settings.sender or "")[1], recipient, message)
    finally:
        client.close()


def _connect(settings: SmtpSettings, timeout: float) -> smtplib.SMTP:
    """A connection with a verified certificate, logged in. An own context is needed: smtplib's default checks none."""
    context = ssl.create_default_context(cafile=str(settings.ca_file) if settings.ca_file else None)
    host = settings.host or ""
    if settings.security == "tls":
        client: smtplib.SMTP = smtplib.SMTP_SSL(host, settings.port, timeout=timeout, context=context)
    else:
        client = smtplib.SMTP(host, settings.port, timeout=timeout)
    try:
        if settings.security != "tls":
            client.starttls(context=context)
        client.ehlo_or_helo_if_needed()
        if settings.user:
            client.login(settings.user, settings.password or "")
    except BaseException:
        client.close()
        raise
    return client


def _transfer(client: smtplib.SMTP, sender: str, recipient: str, message: bytes) -> Receipt:
    try:
        for code, reply in (client.mail(sender), client.rcpt(recipient)):
            if code not in (250, 251):
                return _answered(code, reply)
    except (OSError, smtplib.SMTPException) as error:
        return Receipt(Delivery.NOT_SENT, _reason(error))
    try:
        code, reply = client.data(message)
    except smtplib.SMTPDataError as error:
        return _answered(error.smtp_code, error.smtp_error)
    except (OSError, smtplib.SMTPException) as error:
        return Receipt(Delivery.UNKNOWN, _reason(error))
    return _answered(code, reply)


def _answered(code: int, reply: bytes | str) -> Receipt:
    """What an answer means: 2xx taken, 5xx refused for good, 4xx not now."""
    text = reply.decode("utf-8", "replace") if isinstance(reply, bytes) else reply
    line = f"{code} {' '.join(text.split())}"
    if 200 <= code < 300:
        return Receipt(Delivery.SENT, line)
    return Receipt(Delivery.REFUSED if code >= 500 else Delivery.NOT_SENT, line)


def _reason(error: Exception) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return words.certificate_refused(error.verify_message)
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return words.login_refused(error.smtp_code)
    if isinstance(error, smtplib.SMTPNotSupportedError) and "STARTTLS" in str(error):
        return words.NO_STARTTLS
    return words.connection_failed(str(error) or type(error).__name__)
