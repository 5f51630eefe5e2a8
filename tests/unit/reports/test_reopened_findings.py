"""Findings that the build has as settled and that are open again when the report is made."""

from dataclasses import replace
from datetime import UTC, date, datetime

from quality.findings import Handling
from tests.unit.reports.conftest import Show
from tests.unit.reports.report_build import Tables, warning

ACCEPTED = Handling("accepted", "Anne Hansen", "Kendt.", date(2022, 11, 13), datetime(2022, 10, 1, tzinfo=UTC))


def test_an_acceptance_that_has_run_out_is_in_the_report_again(show: Show, tables: Tables) -> None:
    tables["mart_finding"] += [
        warning("f-accepted", "2022K3", "Et kendt fund.")
        | {"status": "accepted", "handled_by": "Anne Hansen", "comment": "Kendt."}
    ]
    held = show(handling={"f-accepted": ACCEPTED})
    assert "f-accepted" not in {finding.finding_id for finding in held.open_findings}
    run_out = replace(ACCEPTED, status="open", has_run_out=True)
    [found] = [
        finding
        for finding in show(handling={"f-accepted": run_out}).open_findings
        if finding.finding_id == "f-accepted"
    ]
    assert found.is_open
    assert found.handling == (
        "Åben igen: Anne Hansen accepterede det til og med 13. november 2022, og den dag er passeret."
    )
