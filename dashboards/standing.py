"""How the findings stand now: the published ones with what has happened since the build laid over them."""

from dataclasses import replace
from pathlib import Path

from danish import discretion as text
from dashboards import queries
from dashboards.queries import Row
from dashboards.selection import View, data_dir
from quality.corrections import Proposal, proposals
from quality.findings import UNSETTLED, handling, lay_over
from quality.history import Step, history

_FIGURE = ("area_id", "indicator_id", "period_id")
_COUNT = ("helhedsplan_id", "activity_id", "measure_id", "period_id")


def findings_now(view: View) -> list[Row]:
    """Every finding as it stands now, most serious first; the figures themselves follow at the next build."""
    handled = handling(state_db=_state_db(), today=view.today)
    rows = lay_over(queries.findings(view.published), handled)
    return [row if view.discretion is None else view.discretion.told(row) for row in rows]


def steps(view: View, finding_id: str) -> list[Step]:
    """All that has happened to a case, with what may be told of why."""
    found = history(state_db=_state_db(), finding_id=finding_id)
    if view.discretion is None:
        return found
    return [
        step
        if view.discretion.may_be_told(finding_id, step.comment)
        else replace(step, comment=step.comment and text.WITHHELD)
        for step in found
    ]


def proposed(view: View, finding_id: str) -> list[Proposal]:
    """The corrections that were proposed, which tell of other places' figures where the finding is about them too."""
    if view.discretion is not None and not view.discretion.may_be_told(finding_id, None):
        return []
    return proposals(state_db=_state_db(), finding_id=finding_id)


def _state_db() -> Path:
    return data_dir() / "state" / "state.sqlite"


def mark_again(rows: list[Row], found: list[Row]) -> list[Row]:
    """Gives figures their mark back where a finding that was settled in the build is open again.

    That is so when the end date of an acceptance has passed and no build has been made since.
    """
    back = _open_again(found)
    for row in rows:
        for finding in back:
            if _is_about(finding, row):
                row["is_flagged"] = True
                row["is_under_clarification"] = row["is_under_clarification"] or finding["severity"] == "critical"
    return rows


def reopened(found: list[Row]) -> list[str]:
    """The findings that give figures their mark back; what was drawn from marked figures hangs on them."""
    return [finding["finding_id"] for finding in _open_again(found)]


def _open_again(found: list[Row]) -> list[Row]:
    return [
        finding
        for finding in found
        if finding["status"] in UNSETTLED
        and finding["status_in_build"] not in (*UNSETTLED, "gone")
        and finding["severity"] != "info"
    ]


def _is_about(finding: Row, row: Row) -> bool:
    if finding["indicator_id"]:
        return all(finding[name] == row.get(name) for name in _FIGURE)
    if not finding["measure_id"]:
        return False
    area_id = finding["area_id"] or finding["helhedsplan_id"]
    return area_id == row.get("area_id") and all(finding[name] == row.get(name) for name in _COUNT)
