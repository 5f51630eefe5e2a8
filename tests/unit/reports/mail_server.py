"""A mail server on this machine with encryption and login, and a certificate that only the tests trust."""

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


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
    """What a mail server does to each recipient, by the name before the @: 550 or 451 at RCPT, 554 after DATA, or
    it takes the message and hangs up without a word."""

    def __init__(self) -> None:
        self.received: list[tuple[str, bytes]] = []
        self.settings = Smtp(None, 0, None, None, "", None, None)

    async def handle_RCPT(  # noqa: N802 - the name is aiosmtpd's
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address.startswith("refused"):
            return "550 5.1.1 findes ikke"
        if address.startswith("later"):
            return "451 4.3.0 prøv senere"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        address = envelope.rcpt_tos[0]
        if address.startswith("spam"):
            return "554 5.7.1 afvist"
        assert isinstance(envelope.content, bytes)
        self.received.append((address, envelope.content))
        if address.startswith("silent"):
            assert server.transport is not None
            server.transport.close()
        return "250 OK gemt"


def authenticate(server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: object) -> AuthResult:
    good = isinstance(data, LoginPassword) and (data.login, data.password) == (b"barometer", b"hemmelig")
    return AuthResult(success=good, handled=False)


def make_certificate(folder: Path) -> tuple[Path, Path]:
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
def running(certificate: tuple[Path, Path], security: str) -> Iterator[Server]:
    """A server that listens while the `with` runs; `security` is starttls or tls."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(*certificate)
    handler = Server()
    tls = {"ssl_context": context} if security == "tls" else {"tls_context": context, "require_starttls": True}
    controller = Controller(
        handler, hostname="127.0.0.1", port=_free_port(), authenticator=authenticate, auth_required=True,
        auth_require_tls=security != "tls", **tls,
    )  # fmt: skip
    controller.start()
    handler.settings = Smtp(
        "127.0.0.1",
        controller.port,
        "barometer",
        "hemmelig",
        security,
        "Barometer <barometer@example.invalid>",
        certificate[0],
    )
    try:
        yield handler
    finally:
        controller.stop()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
