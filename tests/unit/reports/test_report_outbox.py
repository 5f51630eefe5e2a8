"""Sending through a real SMTP server process on this machine: once, and with an exact account of what happened."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from publish.marts import Published
from quality.findings import FROM_OUTSIDE, remember
from reports import enclosures, outbox, sending
from reports.ledger import Ledger
from reports.planning import Wishes
from tests.unit.reports import mail_server, report_build
from tests.unit.reports.mail_server import STAGES, Certificate, Server, Smtp
from tests.unit.reports.mail_world import HEADER, NOW, entries, send, states, write_lines, write_recipients
from tests.unit.reports.report_build import Tables, warning

REVISED = Wishes(revised=True)


@pytest.fixture(autouse=True)
def without_enclosures(monkeypatch: pytest.MonkeyPatch) -> None:
    """What hangs on a mail takes time to make, and how it goes does not depend on that."""
    monkeypatch.setattr(enclosures, "of_report", lambda shown: enclosures.NOTHING)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    return mail_server.make_certificate(tmp_path_factory.mktemp("certificate"))


@pytest.fixture(scope="module")
def listening(certificate: Certificate, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with mail_server.running(certificate, "starttls", tmp_path_factory.mktemp("server")) as running:
        yield running


@pytest.fixture
def server(listening: Server) -> Server:
    """The server as if it had just begun."""
    for path in listening.folder.iterdir():
        path.unlink()
    return listening


@pytest.fixture
def changed(tmp_path: Path, tables: Tables) -> Published:
    """A later build with another finding."""
    tables["mart_finding"].append(warning("f-new", "2022K3", "Et nyt fund.", severity="critical"))
    return replace(report_build.write_build(tmp_path / "changed", tables), build_id="20221120T093000Z")


def test_nothing_is_sent_before_it_could_be(published: Published, tmp_path: Path, server: Server) -> None:
    with pytest.raises(ValueError, match=r"recipients\.csv mangler"):
        send(published, tmp_path, server.settings)
    write_recipients(tmp_path, "formand")
    with pytest.raises(ValueError, match="BAROMETER_SMTP_HOST"):
        send(published, tmp_path, None)
    with pytest.raises(ValueError, match=r"slutter først 31\. december 2022"):
        send(published, tmp_path, server.settings, period="2022K4")
    assert not server.received
    assert not entries(tmp_path)


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_sent_once_over_verified_tls_with_login(
    published: Published, tmp_path: Path, certificate: Certificate, security: str
) -> None:
    write_recipients(tmp_path, "aase", "bo")
    with mail_server.running(certificate, security, tmp_path / "server") as server:
        assert send(published, tmp_path, server.settings).complete
        again = send(published, tmp_path, server.settings, now=NOW + timedelta(days=1))
        assert again.complete
        assert "er allerede sendt" in again.message_da
        assert server.addresses == ["aase", "bo"]
        assert states(tmp_path) == {"aase": "sent", "bo": "sent"}
        sent = dict(server.received)["aase@example.invalid"]
        assert "løntilskud kan ikke bruges" in message_from_bytes(sent, policy=policy.default)["Subject"]


def test_the_bytes_sent_are_the_bytes_that_were_frozen(published: Published, tmp_path: Path, server: Server) -> None:
    write_recipients(tmp_path, "formand")
    send(published, tmp_path, server.settings)
    entry = entries(tmp_path)[0]
    frozen = outbox.frozen(state_db=tmp_path / "state.sqlite", period="2022K3", recipient="formand")
    assert server.received[0][1].rstrip() == frozen.rstrip()
    assert message_from_bytes(frozen, policy=policy.default)["Message-ID"].strip() == entry.message_id
    assert entry.subject == message_from_bytes(frozen, policy=policy.default)["Subject"]


def test_lines_that_begin_with_a_dot_come_whole(published: Published, tmp_path: Path, server: Server) -> None:
    write_recipients(tmp_path, "formand")
    server.drop_at("connect", times=9)
    send(published, tmp_path, server.settings)
    book, entry = Ledger(tmp_path), entries(tmp_path)[0]
    from reports.smtp import deliver

    server.drop_at(None)
    text = b"Subject: x\r\n\r\n.en\r\n..to\r\n.\r\ntre\r\n"
    receipt = deliver(server.settings, recipient=entry.email, message=text, before_content=lambda: None)
    assert receipt.reply == "250 OK gemt"
    assert server.received[0][1] == text
    assert book.entries()[0].state == "planned"


def test_what_the_server_says_decides(published: Published, tmp_path: Path, server: Server) -> None:
    write_recipients(tmp_path, "good", "refused", "later", "full", "spam", "silent", "last")
    result = send(published, tmp_path, server.settings)
    expected = {
        "good": "sent", "refused": "refused", "later": "planned", "full": "planned", "spam": "refused",
        "silent": "unknown", "last": "sent",
    }  # fmt: skip
    assert states(tmp_path) == expected
    assert {outcome.recipient_id: outcome.state for outcome in result.outcomes} == expected
    assert not result.complete
    assert "550 5.1.1 findes ikke" in result.message_da
    again = send(published, tmp_path, server.settings)
    assert not again.complete
    assert states(tmp_path) == expected
    assert server.addresses == ["good", "last", "silent"]


def test_a_refusal_for_now_is_tried_a_few_times_with_longer_pauses(
    published: Published, tmp_path: Path, server: Server
) -> None:
    write_recipients(tmp_path, "later", "good")
    pauses: list[float] = []
    assert not send(published, tmp_path, server.settings, pauses=pauses).complete
    assert pauses == [5, 15, 45]
    assert {entry.recipient: entry.attempts for entry in entries(tmp_path)} == {"later": 4, "good": 1}
    frozen = outbox.frozen(state_db=tmp_path / "state.sqlite", period="2022K3", recipient="later")
    server.accept_later()
    assert send(published, tmp_path, server.settings, now=NOW + timedelta(hours=2)).complete
    assert server.addresses == ["good", "later"]
    assert server.received[1][1].rstrip() == frozen.rstrip()


@pytest.mark.parametrize("stage", STAGES)
def test_a_connection_that_is_dropped(published: Published, tmp_path: Path, server: Server, stage: str) -> None:
    write_recipients(tmp_path, "formand")
    server.drop_at(stage, times=sending.ROUNDS)
    result = send(published, tmp_path, server.settings)
    is_handed_over = stage in ("content", "answer")
    assert not result.complete
    assert states(tmp_path) == {"formand": "unknown" if is_handed_over else "planned"}
    assert server.addresses == (["formand"] if stage == "answer" else [])
    server.drop_at(None)
    assert send(published, tmp_path, server.settings).complete is not is_handed_over
    assert len(server.received) == (0 if stage == "content" else 1)


def test_what_nobody_knows_goes_out_again_only_when_confirmed(
    published: Published, tmp_path: Path, server: Server
) -> None:
    write_recipients(tmp_path, "formand", "naestformand")
    server.drop_at("content", times=2)
    assert not send(published, tmp_path, server.settings).complete
    frozen = outbox.frozen(state_db=tmp_path / "state.sqlite", period="2022K3", recipient="formand")
    assert not send(published, tmp_path, server.settings).complete
    outbox.mark_received(state_db=tmp_path / "state.sqlite", period="2022K3", recipient="naestformand", now=NOW)
    assert send(published, tmp_path, server.settings, wishes=Wishes(confirm=True)).complete
    assert server.addresses == ["formand"]
    assert server.received[0][1].rstrip() == frozen.rstrip()
    assert states(tmp_path) == {"formand": "sent", "naestformand": "sent"}


def test_a_certificate_that_nobody_vouches_for_stops_everything(
    published: Published, tmp_path: Path, server: Server
) -> None:
    write_recipients(tmp_path, "a", "b")
    pauses: list[float] = []
    result = send(published, tmp_path, replace(server.settings, ca_file=None), pauses=pauses)
    assert not result.complete
    assert pauses == [], "a certificate does not mend itself"
    assert "certifikat kan ikke godkendes" in result.message_da
    assert states(tmp_path) == {"a": "planned", "b": "planned"}
    assert [entry.attempts for entry in entries(tmp_path)] == [1, 0]
    assert not server.received
    assert send(published, tmp_path, server.settings).complete


def test_a_certificate_for_another_name_is_refused(published: Published, tmp_path: Path, server: Server) -> None:
    write_recipients(tmp_path, "formand")
    result = send(published, tmp_path, replace(server.settings, host="127.0.0.2"))
    assert states(tmp_path) == {"formand": "planned"}
    assert not server.received
    assert "certifikat" in result.message_da or "forbindelsen" in result.message_da


def test_a_certificate_file_that_is_missing_is_named(published: Published, tmp_path: Path, server: Server) -> None:
    write_recipients(tmp_path, "formand")
    result = send(published, tmp_path, replace(server.settings, ca_file=tmp_path / "intet.pem"))
    assert "BAROMETER_SMTP_CA_FILE" in result.message_da
    assert not server.received


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


def test_a_frozen_mail_that_was_changed_is_not_sent(published: Published, tmp_path: Path, server: Server) -> None:
    write_recipients(tmp_path, "later")
    send(published, tmp_path, server.settings)
    with Ledger(tmp_path)._transaction() as connection:
        connection.execute("update message set message = ?", [b"P.S."])
    server.accept_later()
    assert "er ændret og sendes derfor ikke" in send(published, tmp_path, server.settings).message_da
    assert not server.received


# Revised editions and a list that changes


def test_a_revised_report_is_a_new_edition_and_says_so(
    published: Published, changed: Published, tmp_path: Path, server: Server
) -> None:
    write_recipients(tmp_path, "formand")
    send(published, tmp_path, server.settings)
    unasked = send(changed, tmp_path, server.settings)
    assert "Send den reviderede udgave med --revised." in unasked.message_da
    assert len(server.received) == 1
    assert send(changed, tmp_path, server.settings, wishes=REVISED).complete
    again = send(changed, tmp_path, server.settings, wishes=REVISED)
    assert again.complete
    assert "der er ingen revideret udgave at sende" in again.message_da
    first, second = (message_from_bytes(data, policy=policy.default) for _, data in server.received)
    assert "revideret" not in first["Subject"]
    assert "(revideret): " in second["Subject"]
    assert first["Message-ID"] != second["Message-ID"]
    assert "Denne mail erstatter en tidligere" in str(second.get_body(("plain",)))
    assert [entry.edition for entry in entries(tmp_path)] == [1, 2]


def test_a_revision_goes_only_to_those_it_concerns(
    published: Published, changed: Published, tmp_path: Path, server: Server
) -> None:
    amager = "amager,Amager,amager@example.invalid,partner,hp-amager,findings"
    write_lines(tmp_path, "formand,F,formand@example.invalid,board,,report", amager)
    tables = report_build.example_tables()
    assert send(published, tmp_path, server.settings).reasons, "the other plan has no registrations"
    tables["mart_activity_progress"].append(
        {**tables["mart_activity_progress"][0], "helhedsplan_id": "hp-amager", "period_id": "2022K3"}
    )
    both = report_build.write_build(tmp_path / "both", tables)
    tables["mart_finding"].append(warning("f-new", "2022K3", "Et nyt fund.", severity="critical"))
    later = replace(report_build.write_build(tmp_path / "later", tables), build_id="20221120T093000Z")
    send(both, tmp_path, server.settings)
    assert sorted(server.addresses) == ["amager", "formand"]
    send(later, tmp_path, server.settings, wishes=REVISED)
    assert sorted(server.addresses) == ["amager", "formand", "formand"]


def test_a_partner_with_a_name_is_told_of_its_own_findings_alone(
    tables: Tables, tmp_path: Path, server: Server
) -> None:
    tables["mart_finding"] = [
        warning("f-eget", "2022K3", "Spørgsmål til CAI.", owner="CAI"),
        warning("f-andet", "2022K3", "Spørgsmål til de andre.", owner="Andre"),
    ]
    build = report_build.write_build(tmp_path / "marts", tables)
    line = "cai,CAI,later@example.invalid,partner,hp-en-faelles-indsats,findings"
    for name in ("", "CAI"):
        lines = f"{HEADER.strip()},reporter\n{line},{name}\n"
        (tmp_path / "recipients.csv").write_text(lines, encoding="utf-8")
        send(build, tmp_path, server.settings)
        # What was made before the name was written down waits for the server, and must not go.
        server.accept_later()
    [(_, data)] = server.received
    parts = message_from_bytes(data, policy=policy.default).walk()
    said = "".join(part.get_content() for part in parts if part.get_content_maintype() == "text")
    assert said.count("Spørgsmål til CAI.") == 2
    assert "de andre" not in said


def test_a_waiting_mail_keeps_its_bytes_when_there_is_a_new_build(
    published: Published, changed: Published, tmp_path: Path, server: Server
) -> None:
    (tmp_path / "marts" / published.build_id).mkdir()
    write_recipients(tmp_path, "later")
    send(published, tmp_path, server.settings)
    frozen = outbox.frozen(state_db=tmp_path / "state.sqlite", period="2022K3", recipient="later")
    server.accept_later()
    assert send(changed, tmp_path, server.settings).complete
    assert server.received[0][1].rstrip() == frozen.rstrip()


def test_a_waiting_mail_of_a_withdrawn_build_is_made_anew(
    published: Published, changed: Published, tmp_path: Path, server: Server
) -> None:
    write_recipients(tmp_path, "later")
    send(published, tmp_path, server.settings)
    server.accept_later()
    assert send(changed, tmp_path, server.settings).complete
    sent = message_from_bytes(server.received[0][1], policy=policy.default)
    assert "Et nyt fund." in str(sent.get_body(("plain",)).get_content())  # type: ignore[union-attr]
    assert [(entry.edition, entry.state) for entry in entries(tmp_path)] == [(1, "withdrawn"), (1, "sent")]
    assert "revideret" not in sent["Subject"]


def test_who_left_the_list_gets_nothing_and_a_new_address_gets_it(
    published: Published, tmp_path: Path, server: Server
) -> None:
    write_recipients(tmp_path, "later", "laterbo")
    send(published, tmp_path, server.settings)
    server.accept_later()
    write_lines(tmp_path, "later,Later,ny@example.invalid,board,,report")
    assert send(published, tmp_path, server.settings).complete
    assert server.addresses == ["ny"]


def test_the_same_address_under_another_id_gets_no_second_copy(
    published: Published, tmp_path: Path, server: Server
) -> None:
    write_recipients(tmp_path, "formand")
    send(published, tmp_path, server.settings)
    write_lines(tmp_path, "ny-formand,F,Formand@example.invalid,board,,report")
    assert send(published, tmp_path, server.settings).complete
    assert server.addresses == ["formand"]


def test_a_role_that_changed_does_not_let_synthetic_data_out(tmp_path: Path, tables: Tables, server: Server) -> None:
    invented = report_build.write_build(tmp_path / "invented", tables, contains_synthetic=True)
    write_lines(
        tmp_path, "later,L,later@example.invalid,test,,report", "formand,F,formand@example.invalid,board,,report"
    )
    result = send(invented, tmp_path, server.settings)
    assert {outcome.recipient_id: outcome.state for outcome in result.outcomes} == {
        "later": "planned", "formand": "skipped",
    }  # fmt: skip
    server.accept_later()
    write_recipients(tmp_path, "later")
    send(invented, tmp_path, server.settings)
    assert not server.received


# Refusals


def _found(folder: Path) -> list[tuple[str, str, str]]:
    with remember(state_db=folder / "state.sqlite", findings=[], not_run=set(), now=NOW) as rows:
        return [(row["check_id"], row["status"], row["message_da"]) for row in rows]


def test_a_refusal_becomes_a_finding_that_names_nobody(published: Published, tmp_path: Path, server: Server) -> None:
    write_lines(tmp_path, "aase,Åse,refused-aase@example.invalid,board,,report")
    send(published, tmp_path, server.settings)
    [(check_id, status, message)] = _found(tmp_path)
    assert {check_id} == FROM_OUTSIDE
    assert status == "open"
    assert message == (
        "Rapporten for 3. kvartal 2022 kunne ikke afleveres til en modtager blandt bestyrelsen (svar 550)."
    )
    write_lines(tmp_path, "aase,Åse,aase@example.invalid,board,,report")
    assert send(published, tmp_path, server.settings).complete
    assert [status for _, status, _ in _found(tmp_path)] == ["gone"]
    assert server.addresses == ["aase"]


def test_a_mail_that_comes_back_is_a_refusal_too(published: Published, tmp_path: Path, server: Server) -> None:
    write_recipients(tmp_path, "formand")
    state_db = tmp_path / "state.sqlite"
    send(published, tmp_path, server.settings)
    outbox.mark_bounced(state_db=state_db, period="2022K3", recipient="formand", reply="550 ukendt", now=NOW)
    assert states(tmp_path) == {"formand": "refused"}
    assert entries(tmp_path)[0].server_reply == "kom retur: 550 ukendt"
    assert [status for _, status, _ in _found(tmp_path)] == ["open"]
    with pytest.raises(ValueError, match=r"ingen mail til »formand« for 2022K3 med status »sendt«"):
        outbox.mark_bounced(state_db=state_db, period="2022K3", recipient="formand", reply="", now=NOW)
    assert not send(published, tmp_path, server.settings).complete
    assert len(server.received) == 1
