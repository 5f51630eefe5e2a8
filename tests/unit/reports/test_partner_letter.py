"""Which partner a name means, and what its letter holds: its own findings in the words of the table, and no others."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from quality.findings import Handling
from reports import letter as letters
from reports import partners
from tests.unit.reports import report_build
from tests.unit.reports.report_build import Tables

CAI = "Slagelse Kommunes jobcenter (CAI)"
KNOWN = [CAI, "Eksempel Kommunes jobcenter", "Helhedsplanens sekretariat", "Helhedsplanens sekretariat, Eksempelparken"]
Row = dict[str, Any]


@pytest.mark.parametrize("wanted", ["Jobcenter Slagelse", "slagelse kommunes JOBCENTER (cai)", "CAI", CAI])
def test_a_partner_is_found_by_words_that_are_its_own(wanted: str) -> None:
    assert partners.find(wanted, KNOWN) == CAI


def test_a_whole_name_goes_before_a_longer_one() -> None:
    assert partners.find("Helhedsplanens sekretariat", KNOWN) == "Helhedsplanens sekretariat"


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        ("jobcenter", "»jobcenter« kan være flere: »Slagelse Kommunes jobcenter .CAI.« eller »Eksempel Kommunes"),
        ("Jobcenter Slagelsse", "ingen partner, der hedder »Jobcenter Slagelsse«. Mente du .*»Slagelse Kommunes job"),
        ("Xqz", "ingen partner, der hedder »Xqz«. Navnene står ved fundene"),
        ("", "ingen partner"),
    ],
)
def test_an_unknown_name_gives_the_nearest(wanted: str, message: str) -> None:
    with pytest.raises(partners.UnknownPartnerError, match=message):
        partners.find(wanted, KNOWN)


def finding(finding_id: str, **more: Any) -> Row:
    return {
        "finding_id": finding_id, "severity": "critical", "status": "open", "handled_by": None, "comment": None,
        "helhedsplan_id": "hp-a", "area_id": "hp-a", "activity_id": "job", "measure_id": "praktik",
        "period_id": "2022K3", "observed": 3.0, "message_da": f"Om {finding_id}.", "diagnosis_da": "",
        "action_da": f"Spørg {CAI}: Gælder {finding_id} kun kvartalet?", "is_synthetic": False, "evidence_json": "[]",
        "readings_json": "[]", "is_own_source": False,
    } | more  # fmt: skip


def evidence(*rows: tuple[str, str, str | None]) -> str:
    names = ("period_id", "value", "reported_by")
    return json.dumps([dict(zip(names, row, strict=True)) | {"file_name": "cai.csv", "line": 2} for row in rows])


def count(period_id: str, reported_count: int | None, **more: Any) -> Row:
    return {
        "helhedsplan_id": "hp-a", "area_id": "hp-a", "activity_id": "job", "measure_id": "praktik",
        "period_id": period_id, "reported_count": reported_count, "reported_count_max": None, "qualifier": "exact",
        "counting_mode": "unknown", "reported_by": CAI, "is_unreported": False, "is_corrected": False,
    } | more  # fmt: skip


def gathered(found: list[Row], counts: list[Row] | None = None, handled: Row | None = None) -> letters.Letter:
    def rows(sql: str, parameters: Any) -> list[Row]:
        if "finding.owner" in sql or "mart_activity_progress where reported_by" in sql:
            assert parameters == [CAI]
            return found if "mart_finding" in sql else counts or []
        return []

    build = SimpleNamespace(rows=rows, build_id="b1", built_at=datetime(2022, 11, 14, 9, tzinfo=UTC))
    return letters.gather(published=build, partner=CAI, handled=handled or {})


def text(letter: letters.Letter, workbook: str | None = "svar.xlsx") -> str:
    return letters.text(letter, workbook=workbook, today=date(2022, 11, 14))


def test_every_open_finding_is_there_word_for_word_and_asked_directly() -> None:
    found = [
        finding("a", diagnosis_da="De 3 er kvartalets."),
        finding("b", severity="warning", status="investigating"),
        finding("c", severity="info", action_da=f"Bed {CAI} om data fra kilden."),
    ]
    said = text(gathered(found))
    for part in (
        "1. Om a.", "Mulig forklaring: De 3 er kvartalets.", "Spørgsmål: Gælder a kun kvartalet?", "2. Om b.",
        "I er spurgt om det før.", "- Om c. Vi beder om data fra kilden.", "1 forhold skal afklares", "svar.xlsx",
    ):  # fmt: skip
        assert part in said
    assert f"Spørg {CAI}" not in said


def test_what_is_settled_in_the_build_or_since_is_left_out() -> None:
    since = Handling("explained", "Anne", "Rigtigt.", None, datetime(2022, 11, 15, tzinfo=UTC))
    letter = gathered([finding("a", status="accepted"), finding("b"), finding("c")], handled={"b": since})
    assert [one.finding_id for one in letter.must] == ["c"]
    assert gathered([finding("a", status="gone")]).is_empty


def test_rows_of_another_partner_are_neither_shown_nor_sent() -> None:
    rows = evidence(("2022K3", "3", CAI), ("2022K2", "45", "Ungecentret"), ("2022K1", "20", None))
    letter = gathered([finding("a", evidence_json=rows)], [count("2022K3", 3), count("2022K1", 20, reported_by=None)])
    assert [one.value for one in letter.must[0].evidence] == ["3", "20"]
    assert [(row["periode"], row["antal"], row["questions"]) for row in letter.rows] == [
        ("2022K1", 20, []),
        ("2022K3", 3, ["Gælder a kun kvartalet?"]),
    ]
    assert "45" not in text(letter)


def test_a_row_without_one_figure_that_may_be_shown_is_left_to_fill_in() -> None:
    letter = gathered([finding("a", observed=None)], [count("2022K3", 8)])
    assert [(row["antal"], row["counting_mode"], row["qualifier"]) for row in letter.rows] == [(None, None, None)]
    assert gathered([finding("a")], [count("2022K3", None)]).rows[0]["antal"] is None
    assert gathered([finding("a")]).rows[0]["antal"] is None


def test_questions_about_one_count_share_its_row() -> None:
    [row] = gathered([finding("a"), finding("b", severity="warning")], [count("2022K3", 3)]).rows
    assert row["questions"] == ["Gælder a kun kvartalet?", "Gælder b kun kvartalet?"]


def test_questions_about_other_figures_are_answered_by_letter() -> None:
    letter = gathered([finding("a", measure_id=None, activity_id=None)])
    assert letter.rows == ()
    assert "Svar på spørgsmålene ved at svare på dette brev" in text(letter, workbook=None)
    assert "De øvrige spørgsmål" not in text(gathered([finding("a")]))


def test_invented_findings_never_stand_beside_real_ones() -> None:
    invented = finding("opdigtet", is_synthetic=True)
    letter = gathered([finding("a"), invented])
    assert (letter.left_out, letter.is_synthetic) == (1, False)
    assert "opdigtet" not in text(letter)
    alone = gathered([invented])
    assert alone.is_synthetic
    for said in (text(alone), letters.html(alone, workbook=None, today=date(2022, 11, 14))):
        assert "Eksempeldata – ikke virkelige tal." in said


def test_the_page_escapes_what_partners_wrote() -> None:
    page = letters.html(gathered([finding("a", message_da="<script>alert(1)</script>")]), workbook=None, today=date.max)
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_a_finding_that_names_another_plan_is_told_without_it(tmp_path: Path, tables: Tables) -> None:
    other = report_build.warning("f-byttet", "2022K3", "Motalavejs tal ligner dem fra Urbanplanen.")
    tables["mart_finding"] = [
        other | {"owner": CAI, "action_da": "Spørg: Er tallet fra Urbanplanen?"},
        other | {"owner": CAI, "finding_id": "f-eget", "message_da": "Motalavejs tal er faldet."},
        # The owner of the source has delivered the figures of both places.
        other | {"owner": "Sekretariatet", "helhedsplan_id": None, "finding_id": "f-kilde", "area_id": "motalavej-330"},
    ]
    build = report_build.write_build(tmp_path / "marts", tables)
    told = text(letters.gather(published=build, partner=CAI, handled={}))
    assert "Urbanplanen" not in told
    assert "sammen med tal fra et sted uden for de helhedsplaner" in told
    assert "Motalavejs tal er faldet." in told
    assert "Urbanplanen" in text(letters.gather(published=build, partner="Sekretariatet", handled={}))
