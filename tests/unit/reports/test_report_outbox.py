"""Sending through a real SMTP server process on this machine: once, and with an exact account of what happened."""

import smtplib
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from publish.marts import Published
from reports import outbox
from reports.ledger import Ledger
from reports.outbox import SendResult
from tests.unit.reports import mail_server
from tests.unit.reports.mail_server import Server, Smtp

NOW = datetime(2022, 11, 14, 12, tzinfo=UTC)
Certificate = tuple[Path, Path]


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    return mail_server.make_certificate(tmp_path_factory.mktemp("certificate"))


@pytest.fixture
def server(certificate: Certificate) -> Iterator[Server]:
    with mail_server.running(certificate, "starttls") as running:
        yield running


def write_recipients(folder: Path, *names: str) -> None:
    header = "recipient_id,name,email,role,helhedsplan_id,receives\n"
    lines = (f"{name},{name},{name}@example.invalid,board,,report\n" for name in names)
    (folder / "recipients.csv").write_text(header + "".join(lines), encoding="utf-8")


def send(
    published: Published, folder: Path, smtp: Smtp | None, *, now: datetime = NOW, period: str = "2022K3"
) -> SendResult:
    return outbox.send(
        published=published,
        period=period,
        outbox_dir=folder / "outbox",
        state_db=folder / "state.sqlite",
        recipients_csv=folder / "recipients.csv",
        smtp=smtp,
        dry_run=False,
        now=now,
    )


def states(folder: Path) -> dict[str, str]:
    return {entry.recipient: entry.state for entry in Ledger(folder / "state.sqlite").entries()}


def test_nothing_is_sent_before_it_could_be(published: Published, tmp_path: Path, server: Server) -> None:
    with pytest.raises(ValueError, match="BAROMETER_SMTP_HOST"):
        send(published, tmp_path, None)
    with pytest.raises(ValueError, match=r"recipients\.csv mangler"):
        send(published, tmp_path, server.settings)
    write_recipients(tmp_path, "formand")
    with pytest.raises(ValueError, match=r"slutter først 31\. december 2022"):
        send(published, tmp_path, server.settings, period="2022K4")
    assert not server.received


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")  # TLS has begun before SMTP does
@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_sent_once_over_verified_tls_with_login(
    published: Published, tmp_path: Path, certificate: Certificate, security: str
) -> None:
    write_recipients(tmp_path, "aase", "bo")
    with mail_server.running(certificate, security) as server:
        assert send(published, tmp_path, server.settings).complete
        again = send(published, tmp_path, server.settings, now=NOW + timedelta(days=1))
        assert again.complete
        assert "er allerede sendt" in again.message_da
        assert sorted(address for address, _ in server.received) == ["aase@example.invalid", "bo@example.invalid"]
        assert states(tmp_path) == {"aase": "sent", "bo": "sent"}
        sent = dict(server.received)["aase@example.invalid"]
        assert "løntilskud kan ikke bruges" in message_from_bytes(sent, policy=policy.default)["Subject"]


def test_the_bytes_sent_are_the_bytes_that_were_frozen(published: Published, tmp_path: Path, server: Server) -> None:
    write_recipients(tmp_path, "formand")
    send(published, tmp_path, server.settings)
    entry = Ledger(tmp_path / "state.sqlite").entries()[0]
    frozen = (tmp_path / "outbox" / "frozen" / entry.eml_file).read_bytes()
    assert server.received[0][1].rstrip() == frozen.rstrip()
    assert message_from_bytes(frozen, policy=policy.default)["Message-ID"].strip() == entry.message_id


def test_what_the_server_says_decides(published: Published, tmp_path: Path, server: Server) -> None:
    write_recipients(tmp_path, "good", "refused", "later", "spam", "silent", "last")
    result = send(published, tmp_path, server.settings)
    expected = {
        "good": "sent", "refused": "failed", "later": "planned", "spam": "failed", "silent": "unknown", "last": "sent",
    }  # fmt: skip
    assert states(tmp_path) == expected
    assert {outcome.recipient_id: outcome.state for outcome in result.outcomes} == expected
    assert not result.complete
    assert "550 5.1.1 findes ikke" in result.message_da
    again = send(published, tmp_path, server.settings)
    assert not again.complete
    assert states(tmp_path) == expected
    assert sorted(address.split("@")[0] for address, _ in server.received) == ["good", "last", "silent"]


def test_a_refusal_for_now_is_tried_again_with_the_same_bytes(
    published: Published, tmp_path: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_recipients(tmp_path, "later")
    send(published, tmp_path, server.settings)
    frozen = list((tmp_path / "outbox" / "frozen").iterdir())
    monkeypatch.setattr(smtplib.SMTP, "rcpt", lambda self, address: self.docmd("RCPT", "TO:<good@example.invalid>"))
    assert send(published, tmp_path, server.settings, now=NOW + timedelta(hours=2)).complete
    assert list((tmp_path / "outbox" / "frozen").iterdir()) == frozen
    assert server.received[0][1].rstrip() == frozen[0].read_bytes().rstrip()
    assert Ledger(tmp_path / "state.sqlite").entries()[0].attempts == 2


def test_a_certificate_that_nobody_vouches_for_stops_everything(
    published: Published, tmp_path: Path, server: Server
) -> None:
    write_recipients(tmp_path, "a", "b")
    result = send(published, tmp_path, replace(server.settings, ca_file=None))
    assert not result.complete
    assert "certifikat kan ikke godkendes" in result.message_da
    assert states(tmp_path) == {"a": "planned", "b": "planned"}
    assert [entry.attempts for entry in Ledger(tmp_path / "state.sqlite").entries()] == [1, 0]
    assert not server.received
    assert send(published, tmp_path, server.settings).complete


def test_a_wrong_password_is_told_without_the_password(published: Published, tmp_path: Path, server: Server) -> None:
    write_recipients(tmp_path, "formand")
    result = send(published, tmp_path, replace(server.settings, password="forkert-kode"))
    assert "afviste brugernavn og adgangskode" in result.message_da
    assert "forkert-kode" not in result.message_da
    assert states(tmp_path) == {"formand": "planned"}


def test_a_server_that_is_not_there_leaves_the_mail_planned(published: Published, tmp_path: Path) -> None:
    write_recipients(tmp_path, "formand")
    nowhere = Smtp("127.0.0.1", 9, None, None, "starttls", "b@example.invalid", None)
    assert not send(published, tmp_path, nowhere).complete
    assert states(tmp_path) == {"formand": "planned"}


def test_a_crash_while_sending_is_never_sent_again(
    published: Published, tmp_path: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_recipients(tmp_path, "formand")

    def die(*arguments: object, **named: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(outbox, "deliver", die)
        with pytest.raises(KeyboardInterrupt):
            send(published, tmp_path, server.settings)
    assert states(tmp_path) == {"formand": "claimed"}
    result = send(published, tmp_path, server.settings)
    assert states(tmp_path) == {"formand": "unknown"}
    assert "uvist, om den er sendt" in result.message_da
    assert not result.complete
    assert not server.received


def test_a_frozen_mail_that_was_changed_is_not_sent(published: Published, tmp_path: Path, server: Server) -> None:
    write_recipients(tmp_path, "later")
    send(published, tmp_path, server.settings)
    frozen = next((tmp_path / "outbox" / "frozen").iterdir())
    frozen.write_bytes(frozen.read_bytes() + b"P.S.")
    result = send(published, tmp_path, server.settings)
    assert "mangler eller er ændret" in result.message_da
    assert not server.received


def test_the_ledger_lives_beside_the_other_state(published: Published, tmp_path: Path, server: Server) -> None:
    with sqlite3.connect(tmp_path / "state.sqlite") as connection:
        connection.execute("create table load_ledger (load_id text)")
    write_recipients(tmp_path, "formand")
    send(published, tmp_path, server.settings)
    with sqlite3.connect(tmp_path / "state.sqlite") as connection:
        names = {name for (name,) in connection.execute("select name from sqlite_master where type = 'table'")}
    assert {"load_ledger", "outbox"} <= names
