"""What must hold before a build is mailed; where it does not, the board gets nothing and the owner is told."""

import json
from collections.abc import Callable
from dataclasses import replace
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from publish.marts import Published
from reports import ledger
from reports.ledger import Entry, Ledger
from tests.unit.reports import report_build
from tests.unit.reports.mail_server import Smtp
from tests.unit.reports.mail_world import NOW, entries, send, write_lines
from tests.unit.reports.report_build import Tables

BOARD = "formand,Åse,aase@example.invalid,board,,report"
OWNER = "drift,Drift,drift@example.invalid,owner,,findings"
OF_PLAN = "slagelse,S,slagelse@example.invalid,board,hp-en-faelles-indsats,report"
OF_OTHER = "amager,A,amager@example.invalid,board,hp-amager,report"
NOWHERE = Smtp("127.0.0.1", 9, None, None, "starttls", "b@example.invalid", None)


def planned(published: Published | None, folder: Path) -> tuple[set[tuple[str, str]], tuple[str, ...]]:
    """What is waiting for whom after a run that reaches no server, and the reasons given."""
    result = send(published, folder, NOWHERE)
    assert not result.complete
    return {(entry.recipient, entry.kind) for entry in entries(folder) if entry.state == "planned"}, result.reasons


def delivered(build_id: str, *, scope: str = "", counts: dict[str, int] | None = None) -> Entry:
    return Entry(
        kind="report", period="2022K2", edition=1, recipient="formand", email="aase@example.invalid", role="board",
        scope=scope, subject="", build_id=build_id, fingerprint="", counts_json=json.dumps(counts or {}),
        contains_synthetic=False, message_id="", sha256="", planned_at=ledger.stamp(NOW), state="sent",
    )  # fmt: skip


def remember(folder: Path, entry: Entry) -> None:
    Ledger(folder).plan([(entry, b"")])


def nothing_published(published: Published, tables: Tables, folder: Path) -> None:
    return None


def not_checked(published: Published, tables: Tables, folder: Path) -> Published:
    return replace(published, quality={})


def half_checked(published: Published, tables: Tables, folder: Path) -> Published:
    return replace(published, quality={"run_id": "r", "checks_run": 8, "checks_expected": 9})


def check_that_did_not_run(published: Published, tables: Tables, folder: Path) -> Published:
    tables["mart_finding"][0]["check_id"] = "check_not_run"
    return report_build.write_build(folder / "marts", tables)


def not_audited(published: Published, tables: Tables, folder: Path) -> Published:
    return replace(published, audit={})


def older_than_last(published: Published, tables: Tables, folder: Path) -> Published:
    remember(folder, delivered("20991231T000000Z"))
    return published


def changed_file(published: Published, tables: Tables, folder: Path) -> Published:
    path = published.tables["mart_finding"]
    path.write_bytes(path.read_bytes() + b" ")
    return published


def emptied_table(published: Published, tables: Tables, folder: Path) -> Published:
    earlier = folder / "marts" / "20200101T000000Z"
    earlier.mkdir()
    manifest = {"tables": [{"name": "mart_finding", "rows": 5}, {"name": "dim_target", "rows": 2}]}
    (earlier / "build.json").write_text(json.dumps(manifest), encoding="utf-8")
    tables["mart_finding"] = []
    return report_build.write_build(folder / "marts", tables)


def emptied_list(published: Published, tables: Tables, folder: Path) -> Published:
    counts = {"findings": 4, "figures": 3, "targets": 2, "sources": 1}
    remember(folder, delivered("20200101T000000Z", counts=counts))
    tables["mart_finding"] = []
    return report_build.write_build(folder / "marts", tables)


def no_registration(published: Published, tables: Tables, folder: Path) -> Published:
    tables["mart_activity_progress"] = [
        row for row in tables["mart_activity_progress"] if row["period_id"] in ("2021K4", "2022K1", "2022K2")
    ]
    return report_build.write_build(folder / "marts", tables)


@pytest.mark.parametrize(
    ("breakage", "reason"),
    [
        (nothing_published, "Der er ingen udgivet opgørelse"),
        (not_checked, "Kvalitetskontrollen er ikke kørt færdig"),
        (half_checked, "Kvalitetskontrollen er ikke kørt færdig"),
        (check_that_did_not_run, "Kvalitetskontrollen er ikke kørt færdig"),
        (not_audited, "ikke afslører personer"),
        (older_than_last, "er ældre end den seneste, der er sendt (20991231T000000Z)"),
        (changed_file, "er ændret, siden de blev udgivet: mart_finding"),
        (emptied_table, "der før havde rækker, er tomme: mart_finding"),
        (emptied_list, "det, der stod i mailen for 2. kvartal 2022: fund"),
        (no_registration, "Ingen plan har en registrering for 3. kvartal 2022 eller senere"),
    ],
)
def test_the_board_gets_nothing_and_the_owner_is_told(
    published: Published,
    tables: Tables,
    tmp_path: Path,
    breakage: Callable[[Published, Tables, Path], Published | None],
    reason: str,
) -> None:
    write_lines(tmp_path, BOARD, OWNER)
    broken = breakage(published, tables, tmp_path)
    waiting, reasons = planned(broken, tmp_path)
    assert waiting == {("drift", "alarm")}
    assert len(reasons) == 1
    assert reason in reasons[0]
    alarm = next(entry for entry in entries(tmp_path) if entry.kind == "alarm")
    mail = message_from_bytes(Ledger(tmp_path).message(alarm.entry_id), policy=policy.default)
    assert mail["Subject"] == "Ikke sendt: Datakvalitet, 3. kvartal 2022"
    assert reason in " ".join(mail.get_body(("plain",)).get_content().split())  # type: ignore[union-attr]


def test_a_good_build_goes_to_the_board(published: Published, tmp_path: Path) -> None:
    write_lines(tmp_path, BOARD)
    assert planned(published, tmp_path) == ({("formand", "report")}, ())


def test_a_list_that_is_settled_is_not_empty(published: Published, tables: Tables, tmp_path: Path) -> None:
    write_lines(tmp_path, BOARD)
    remember(tmp_path, delivered("20200101T000000Z", counts={"findings": 4}))
    for row in tables["mart_finding"]:
        row["status"] = "gone"
    assert planned(report_build.write_build(tmp_path / "marts", tables), tmp_path)[1] == ()


def test_one_plan_without_registrations_holds_back_its_own_mails_alone(published: Published, tmp_path: Path) -> None:
    write_lines(tmp_path, OF_PLAN, OF_OTHER, OWNER)
    waiting, reasons = planned(published, tmp_path)
    assert waiting == {("slagelse", "report"), ("drift", "findings"), ("drift", "alarm")}
    assert reasons == ("Helhedsplan Amager har ingen registrering for 3. kvartal 2022 eller senere.",)


def test_an_owner_of_another_plan_is_not_told(published: Published, tmp_path: Path) -> None:
    own = "s-ejer,S,s@example.invalid,owner,hp-en-faelles-indsats,findings"
    other = "a-ejer,A,a@example.invalid,owner,hp-amager,findings"
    write_lines(tmp_path, OF_PLAN, OF_OTHER, own, other)
    waiting, _ = planned(published, tmp_path)
    assert waiting == {("slagelse", "report"), ("s-ejer", "findings"), ("a-ejer", "alarm")}


def test_without_an_owner_it_is_said_on_the_command_line(published: Published, tmp_path: Path) -> None:
    write_lines(tmp_path, BOARD)
    result = send(None, tmp_path, NOWHERE)
    assert "Ingen har rollen owner" in result.message_da
    assert entries(tmp_path) == []


def test_the_warning_is_planned_once_and_dropped_when_it_is_over(published: Published, tmp_path: Path) -> None:
    write_lines(tmp_path, BOARD, OWNER)
    for _ in range(2):
        planned(None, tmp_path)
    assert [(entry.kind, entry.state) for entry in entries(tmp_path)] == [("alarm", "planned")]
    planned(published, tmp_path)
    found = {(entry.kind, entry.recipient): entry.state for entry in entries(tmp_path)}
    assert found[("alarm", "drift")] == "withdrawn"
    assert found[("report", "formand")] == "planned"


def test_a_dry_run_writes_the_warning_and_no_report(published: Published, tmp_path: Path) -> None:
    write_lines(tmp_path, BOARD)
    result = send(None, tmp_path, None, dry_run=True)
    assert not result.complete
    assert [path.name for path in (tmp_path / "outbox").iterdir()] == ["2022K3-advarsel-ingen.eml"]
    assert entries(tmp_path) == []
