"""`barometer send` and `barometer outbox` from the command line, against a mail server on this machine."""

from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.errors import NoKeyringError
from typer.testing import CliRunner

from barometer.cli import app
from reports import enclosures
from tests.unit.reports import mail_server, report_build
from tests.unit.reports.mail_server import Server
from tests.unit.reports.mail_world import write_recipients


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    certificate = mail_server.make_certificate(tmp_path_factory.mktemp("certificate"))
    with mail_server.running(certificate, "starttls", tmp_path_factory.mktemp("server")) as running:
        yield running


@pytest.fixture
def runner(tmp_path: Path, server: Server, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    """A data folder with a build and a chairman, and the mail server in the environment, but for the password."""
    for path in server.folder.iterdir():
        path.unlink()
    report_build.write_build(tmp_path / "marts", report_build.example_tables())
    (tmp_path / "state").mkdir()
    write_recipients(tmp_path / "state", "formand")
    monkeypatch.setattr(enclosures, "of_report", lambda shown: enclosures.NOTHING)
    for name, value in {
        "BAROMETER_DATA": str(tmp_path),
        "BAROMETER_TODAY": "2022-11-14",
        "BAROMETER_SMTP_HOST": "127.0.0.1",
        "BAROMETER_SMTP_PORT": str(server.settings.port),
        "BAROMETER_SMTP_USER": "barometer",
        "BAROMETER_SMTP_FROM": "barometer@example.invalid",
        "BAROMETER_SMTP_CA_FILE": str(server.settings.ca_file),
        "COLUMNS": "200",
    }.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("BAROMETER_SMTP_SECURITY", raising=False)
    monkeypatch.delenv("BAROMETER_SMTP_PASSWORD", raising=False)
    return CliRunner()


def test_sent_listed_and_come_back(
    runner: CliRunner, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BAROMETER_SMTP_PASSWORD", "hemmelig")
    assert "ikke sendt eller planlagt" in runner.invoke(app, ["outbox"]).output
    first = runner.invoke(app, ["send", "auto"])
    assert first.exit_code == 0, first.output
    assert runner.invoke(app, ["send", "2022K3"]).exit_code == 0
    assert server.addresses == ["formand"]
    listed = runner.invoke(app, ["outbox"]).output
    for part in ("2022K3", "rapport", "formand@example.invalid", "sendt", "14. november 2022", "250 OK gemt"):
        assert part in listed
    assert runner.invoke(app, ["outbox", "list", "2022K2"]).output == runner.invoke(app, ["outbox", "list", "x"]).output
    saved = tmp_path / "mail.eml"
    assert runner.invoke(app, ["outbox", "save", "2022K3", "formand", "--out", str(saved)]).exit_code == 0
    assert saved.read_bytes().rstrip() == server.received[0][1].rstrip()
    back = runner.invoke(app, ["outbox", "mark-bounced", "2022K3", "formand", "--reply", "550 ukendt"])
    assert (back.exit_code, back.output) == (0, "formand: afvist.\n")
    assert "kom retur: 550 ukendt" in runner.invoke(app, ["outbox", "list", "2022K3"]).output
    assert runner.invoke(app, ["send", "2022K3"]).exit_code == 6
    everything = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert b"hemmelig" not in everything
    assert "hemmelig" not in first.output + listed


@pytest.mark.parametrize(
    "arguments",
    [
        ["outbox", "mark-bounced", "2022K3", "formand"],
        ["outbox", "mark-received", "2022K3", "formand"],
        ["outbox", "save", "2022K3", "formand", "--out", "x.eml"],
        ["send", "2022K4"],
    ],
    ids=" ".join,
)
def test_what_cannot_be_done_exits_2(runner: CliRunner, arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BAROMETER_SMTP_PASSWORD", "hemmelig")
    result = runner.invoke(app, arguments)
    assert result.exit_code == 2
    assert result.output.strip()


@pytest.mark.parametrize("verb", ["list", "mark-bounced", "mark-received", "save"])
def test_help_is_danish(runner: CliRunner, verb: str) -> None:
    assert "Vis denne hjælp." in runner.invoke(app, ["outbox", verb, "--help"]).output


def test_the_password_comes_from_the_keyring(
    runner: CliRunner, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = {("boligbarometer-smtp", "barometer"): "hemmelig"}
    monkeypatch.setattr(keyring, "get_password", lambda service, user: kept.get((service, user)))
    assert runner.invoke(app, ["send", "2022K3"]).exit_code == 0
    assert server.addresses == ["formand"]


def test_without_a_password_it_is_said_where_to_put_it(runner: CliRunner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyring, "get_password", lambda service, user: None)
    missing = runner.invoke(app, ["send", "2022K3"])
    assert missing.exit_code == 2
    assert "keyring set boligbarometer-smtp" in missing.output

    def no_keyring(service: str, user: str) -> None:
        raise NoKeyringError

    monkeypatch.setattr(keyring, "get_password", no_keyring)
    assert runner.invoke(app, ["send", "2022K3"]).exit_code == 2


@pytest.mark.parametrize("damage", ["no build", "no file", "half a pointer"])
def test_a_build_that_cannot_be_read_exits_6_and_the_board_gets_nothing(
    runner: CliRunner, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: str
) -> None:
    monkeypatch.setenv("BAROMETER_SMTP_PASSWORD", "hemmelig")
    pointer = tmp_path / "marts" / "current.json"
    if damage == "no build":
        pointer.unlink()
    elif damage == "no file":
        (tmp_path / "marts" / "mart_finding.parquet").unlink()
    else:
        pointer.write_text('{"build_id": "2022', encoding="utf-8")
    with (tmp_path / "state" / "recipients.csv").open("a", encoding="utf-8") as file:
        file.write("drift,Drift,drift@example.invalid,owner,,findings\n")
    result = runner.invoke(app, ["send", "2022K3"])
    assert result.exit_code == 6
    assert "Der er ingen udgivet opgørelse" in result.output
    assert server.addresses == ["drift"]
