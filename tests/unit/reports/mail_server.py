"""A mail server on this machine with encryption and login, and a certificate that only the tests trust.

It listens in a process of its own, so that a client that is killed leaves it standing, and it hangs up where it is
told to.
"""

import json
import multiprocessing
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests import processes

STAGES = ("connect", "ehlo", "starttls", "auth", "mail", "rcpt", "data", "content", "answer")
Certificate = tuple[Path, Path]


@dataclass(frozen=True)
class Smtp:
    host: str | None
    port: int
    user: str | None
    password: str | None
    security: str
    sender: str | None
    ca_file: Path | None


class Server:
    """What became of the mails, read from the server's folder, and what it is told to do next."""

    def __init__(self, folder: Path, settings: Smtp) -> None:
        self.folder = folder
        self.settings = settings

    @property
    def received(self) -> list[tuple[str, bytes]]:
        """Address and bytes of each message that the server has taken, in order."""
        paths = sorted(self.folder.glob("*.eml"))
        return [(path.stem.split(" ", 1)[1], path.read_bytes()) for path in paths]

    @property
    def addresses(self) -> list[str]:
        """Who got something, by the name before the @."""
        return sorted(address.split("@")[0] for address, _ in self.received)

    def drop_at(self, stage: str | None, times: int = 1) -> None:
        """Hang up at a stage of the conversation, the next so many times it comes there; None: never."""
        (self.folder / "drop.json").write_text(json.dumps({"stage": stage, "times": times}), encoding="utf-8")

    def accept_later(self) -> None:
        """From now on, `later@` is taken."""
        (self.folder / "accept_later").touch()


class _Handler:
    """Answers by the name before the @: 550 or 451 at RCPT, 554 or 452 after the message, or it takes the message and
    hangs up without a word."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    async def handle_RCPT(  # noqa: N802 - the name is aiosmtpd's
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address.startswith("refused"):
            return "550 5.1.1 findes ikke"
        if address.startswith("later") and not (self.folder / "accept_later").exists():
            return "451 4.3.0 prøv senere"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        address = envelope.rcpt_tos[0]
        if address.startswith("spam"):
            return "554 5.7.1 afvist"
        if address.startswith("full") and not (self.folder / "accept_later").exists():
            return "452 4.2.2 fuld"
        assert isinstance(envelope.content, bytes)
        number = len(list(self.folder.glob("*.eml")))
        (self.folder / f"{number:06} {address}.eml").write_bytes(envelope.content)
        if address.startswith("silent") or _drops(self.folder, "answer"):
            _hang_up(server)
        return "250 OK gemt"


class _DroppingServer(SMTP):
    """Hangs up at the stage that its folder names."""

    folder: Path

    async def _handle_client(self) -> None:
        if _drops(self.folder, "connect"):
            _hang_up(self)
            return
        await super()._handle_client()

    async def smtp_EHLO(self, hostname: str) -> None:  # noqa: N802
        await self._unless("ehlo", super().smtp_EHLO(hostname))

    async def smtp_STARTTLS(self, arg: str) -> None:  # noqa: N802
        await self._unless("starttls", super().smtp_STARTTLS(arg))

    async def smtp_AUTH(self, arg: str) -> None:  # noqa: N802
        await self._unless("auth", super().smtp_AUTH(arg))

    async def smtp_MAIL(self, arg: str | None) -> None:  # noqa: N802
        await self._unless("mail", super().smtp_MAIL(arg))

    async def smtp_RCPT(self, arg: str | None) -> None:  # noqa: N802
        await self._unless("rcpt", super().smtp_RCPT(arg))

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802
        if _drops(self.folder, "content"):
            await self.push("354 send")
            await self._reader.read(100)
            _hang_up(self)
            return
        await self._unless("data", super().smtp_DATA(arg))

    async def _unless(self, stage: str, answer: Any) -> None:
        if _drops(self.folder, stage):
            answer.close()
            _hang_up(self)
        else:
            await answer


class _Controller(Controller):
    folder: Path

    def factory(self) -> SMTP:
        server = _DroppingServer(self.handler, **self.SMTP_kwargs)
        server.folder = self.folder
        return server


def _drops(folder: Path, stage: str) -> bool:
    path = folder / "drop.json"
    told = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    if told.get("stage") != stage or told["times"] < 1:
        return False
    path.write_text(json.dumps({**told, "times": told["times"] - 1}), encoding="utf-8")
    return True


def _hang_up(server: SMTP) -> None:
    assert server.transport is not None
    server.transport.abort()  # type: ignore[attr-defined]


def authenticate(server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: object) -> AuthResult:
    good = isinstance(data, LoginPassword) and (data.login, data.password) == (b"barometer", b"hemmelig")
    return AuthResult(success=good, handled=False)


def make_certificate(folder: Path) -> Certificate:
    """A certificate for this machine and its key, as files."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    here = x509.SubjectAlternativeName([x509.DNSName("localhost"), x509.IPAddress(ip_address("127.0.0.1"))])
    start = datetime.now(UTC) - timedelta(days=1)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(start + timedelta(days=30))
        .add_extension(here, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    certificate_file, key_file = folder / "certificate.pem", folder / "key.pem"
    certificate_file.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    key_file.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return certificate_file, key_file


@contextmanager
def running(certificate: Certificate, security: str, folder: Path) -> Iterator[Server]:
    """A server that listens while the `with` runs; `security` is starttls or tls. It keeps its mails in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    receiver, sender = processes.CONTEXT.Pipe(duplex=False)
    process = processes.start(_serve, certificate, security, folder, sender, daemon=True)
    # So that a server that could not start is an error here, and not an answer that never comes.
    sender.close()
    port = receiver.recv()
    author = "Barometer <barometer@example.invalid>"
    try:
        yield Server(folder, Smtp("127.0.0.1", port, "barometer", "hemmelig", security, author, certificate[0]))
    finally:
        process.terminate()
        process.join()


def _serve(certificate: Certificate, security: str, folder: Path, sender: Any) -> None:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(*certificate)
    tls = {"ssl_context": context} if security == "tls" else {"tls_context": context, "require_starttls": True}
    controller = _Controller(
        _Handler(folder), hostname="127.0.0.1", port=_free_port(), authenticator=authenticate, auth_required=True,
        auth_require_tls=security != "tls", **tls,
    )  # fmt: skip
    controller.folder = folder
    controller.start()
    sender.send(controller.port)
    multiprocessing.Event().wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
