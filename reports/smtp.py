"""One message to one recipient over a verified connection, and an exact account of how far it got.

Only what the server has said decides: before it asked for the message (reply 354), nothing was sent; after, no answer
means that nobody knows (RFC 5321, section 4.2.5 and 4.5.3.2.6).
"""

import re
import smtplib
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from email.utils import parseaddr
from enum import Enum
from pathlib import Path
from typing import Protocol

from danish import mail_outbox as words

TIMEOUT_SECONDS = 30.0
ANSWER_TIMEOUT_SECONDS = 600.0  # RFC 5321: a server may take ten minutes to answer a whole message
_NOT_LOGGED_IN = (503, 530, 534, 535, 538)


class _WrongCertificateFileError(Exception):
    """The file that `ca_file` names cannot be used."""


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
    """`LATER`, `UNREACHABLE` and `WRONG_SETUP` are safe to try again, the last of them only when somebody has mended
    the set-up. After `UNREACHABLE` and `WRONG_SETUP` no other message would get through now."""

    SENT = "sent"
    REFUSED = "refused"
    LATER = "later"
    UNREACHABLE = "unreachable"
    WRONG_SETUP = "wrong_setup"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Receipt:
    """`reply` is the server's own line, or in Danish what went wrong. It never holds the password."""

    delivery: Delivery
    reply: str


def deliver(
    settings: SmtpSettings,
    *,
    recipient: str,
    message: bytes,
    before_content: Callable[[], None],
    timeout: float = TIMEOUT_SECONDS,
    answer_timeout: float = ANSWER_TIMEOUT_SECONDS,
) -> Receipt:
    """Hand `message` over for one address and say what became of it; never raises for what a server does.

    `before_content` is called when the server has asked for the message and before its first byte goes out; what it
    raises comes out of here, and nothing was sent. `timeout`: seconds for each step; `answer_timeout`: seconds for
    the answer to the message.
    """
    try:
        client = _connect(settings, timeout)
    except smtplib.SMTPAuthenticationError as error:
        refused_for_good = error.smtp_code >= 500
        return Receipt(Delivery.WRONG_SETUP if refused_for_good else Delivery.UNREACHABLE, _reason(error))
    except (ssl.SSLCertVerificationError, smtplib.SMTPNotSupportedError, _WrongCertificateFileError) as error:
        return Receipt(Delivery.WRONG_SETUP, _reason(error))
    except (OSError, smtplib.SMTPException) as error:
        return Receipt(Delivery.UNREACHABLE, _reason(error))
    try:
        refusal = _ask(client, parseaddr(settings.sender or "")[1], recipient)
        if refusal is not None:
            return refusal
        before_content()
        return _hand_over(client, message, answer_timeout)
    finally:
        client.close()


def _connect(settings: SmtpSettings, timeout: float) -> smtplib.SMTP:
    """A connection with a verified certificate, logged in. An own context is needed: smtplib's default checks none."""
    try:
        context = ssl.create_default_context(cafile=str(settings.ca_file) if settings.ca_file else None)
    except OSError as error:  # an ssl.SSLError is one too
        raise _WrongCertificateFileError(words.wrong_certificate_file(str(settings.ca_file))) from error
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


def _ask(client: smtplib.SMTP, sender: str, recipient: str) -> Receipt | None:
    """Go as far as the server's request for the message; what stopped it, or None when it asks for it."""
    try:
        code, reply = client.mail(sender)
        if code != 250:
            return Receipt(Delivery.LATER if code < 500 else Delivery.WRONG_SETUP, _line(code, reply))
        code, reply = client.rcpt(recipient)
        if code in _NOT_LOGGED_IN:
            return Receipt(Delivery.WRONG_SETUP, _line(code, reply))
        if not 200 <= code < 300:
            return _not_asked_for(code, reply)
        code, reply = client.docmd("data")
        return None if code == 354 else _not_asked_for(code, reply)
    except (OSError, smtplib.SMTPException) as error:
        return Receipt(Delivery.LATER, _reason(error))


def _hand_over(client: smtplib.SMTP, message: bytes, answer_timeout: float) -> Receipt:
    """The message with its dots doubled and the closing dot (RFC 5321, section 4.5.2), and the server's answer."""
    text = re.sub(rb"(?m)^\.", b"..", message.removesuffix(b"\r\n"))
    try:
        client.send(text + b"\r\n.\r\n")
        if client.sock is not None:
            client.sock.settimeout(answer_timeout)
        code, reply = client.getreply()
    except (OSError, smtplib.SMTPException) as error:
        return Receipt(Delivery.UNKNOWN, _reason(error))
    return _answered(code, reply)


def _not_asked_for(code: int, reply: bytes) -> Receipt:
    """The server does not want the message: for good, or not now."""
    return Receipt(Delivery.REFUSED if code >= 500 else Delivery.LATER, _line(code, reply))


def _answered(code: int, reply: bytes) -> Receipt:
    """What an answer means: 2xx taken, 4xx not now, 5xx refused for good; anything else is no answer."""
    line = _line(code, reply)
    if 200 <= code < 300:
        return Receipt(Delivery.SENT, line)
    if 400 <= code < 500:
        return Receipt(Delivery.LATER, line)
    return Receipt(Delivery.REFUSED if 500 <= code < 600 else Delivery.UNKNOWN, line)


def _line(code: int, reply: bytes) -> str:
    return f"{code} {' '.join(reply.decode('utf-8', 'replace').split())}"


def _reason(error: Exception) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return words.certificate_refused(error.verify_message)
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return words.login_refused(error.smtp_code)
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return words.NO_STARTTLS if "STARTTLS" in str(error) else words.NO_LOGIN
    if isinstance(error, _WrongCertificateFileError):
        return str(error)
    if isinstance(error, TimeoutError):
        return words.TIMED_OUT
    return words.connection_failed(str(error) or type(error).__name__)
