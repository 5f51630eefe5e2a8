"""From a settled finding to rows of `corrections.csv`: what a reading corrects, the proposal, and its acceptance."""

import csv
import io
import json
import math
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from danish import quality_correction as text
from quality import state

REGISTRY = "corrections.csv"
_FIGURE = ("area_id", "indicator_id", "helhedsplan_id", "activity_id", "measure_id", "period_id")
_MODE_OF = {"own_count_in_cumulative": "period", "cumulative_in_period": "year_to_date"}
_TOTALS = {"count_year_to_date": "year_to_date", "count_to_date": "project_to_date"}
_FACTORS = {"factor_ten": 10.0, "factor_hundred": 100.0, "share_as_fraction": 100.0}

Row = dict[str, Any]


class CorrectionError(ValueError):
    """A correction that cannot be proposed or written; the message is Danish and says what to do instead."""


@dataclass(frozen=True)
class Change:
    """What is to be done to one delivered figure. `expect_value` is the figure that it is written for."""

    period_id: str
    action: str
    expect_value: float
    value: float | None = None
    counting_mode: str | None = None

    @property
    def effect_da(self) -> str:
        return text.effect(self.action, self.period_id, self.value, self.counting_mode, self.expect_value)


@dataclass(frozen=True)
class Proposal:
    """A row for the registry. `state`: proposed or accepted."""

    correction_id: str
    row: Mapping[str, str]
    state: str
    proposed_by: str
    proposed_at: datetime

    @property
    def effect_da(self) -> str:
        row = self.row
        value = float(row["value"]) if row["value"] else None
        return text.effect(
            row["action"], row["period_id"], value, row["counting_mode"] or None, float(row["expect_value"])
        )


def changes(
    finding: Mapping[str, Any], *, reading: int | None = None, value: float | None = None, delivered: float | None
) -> list[Change]:
    """What makes the figures fit: the reading of that number (from 1) in `readings_json`, or the right figure itself.

    `delivered` is the finding's own figure as it was delivered, which the correction is written for; None where it may
    not be shown. Raises CorrectionError where there is nothing to correct, or no single figure to correct.
    """
    if delivered is None or not finding["period_id"]:
        raise CorrectionError(text.NO_FIGURE)
    if value is not None:
        return [_replaced(finding, value, delivered)]
    readings = json.loads(finding["readings_json"] or "[]")
    if reading is None or not 1 <= reading <= len(readings):
        raise CorrectionError(text.no_such_reading(reading or 0, len(readings)))
    found = _of_reading(finding, readings[reading - 1], delivered)
    if not found:
        raise CorrectionError(text.NO_CORRECTION_IN_READING)
    return found


def _replaced(finding: Mapping[str, Any], value: float, delivered: float) -> Change:
    if finding["measure_id"] and (value < 0 or value != int(value)):
        raise CorrectionError(text.NOT_A_COUNT)
    if math.isclose(value, delivered):
        raise CorrectionError(text.NO_CHANGE)
    return Change(finding["period_id"], "replace", delivered, value=value)


def _of_reading(finding: Mapping[str, Any], reading: Mapping[str, Any], delivered: float) -> list[Change]:
    diagnosis, period_id = reading["diagnosis_id"], finding["period_id"]
    if diagnosis in _MODE_OF and finding["measure_id"]:
        return [Change(period_id, "set_counting_mode", delivered, counting_mode=_MODE_OF[diagnosis])]
    if diagnosis in _FACTORS:
        return [_replaced(finding, _scaled(finding, reading, diagnosis, delivered), delivered)]
    if diagnosis == "repeated":
        return [Change(period_id, "hide", delivered)]
    if finding["check_id"] == "cumulative_decrease":
        return _total_stands(finding, reading, delivered)
    return []


def _total_stands(finding: Mapping[str, Any], reading: Mapping[str, Any], delivered: float) -> list[Change]:
    """The later figure is the running total: read it as one, and take the earlier figure, which was higher, out."""
    mode = next((mode for count, mode in _TOTALS.items() if reading.get(count) is not None), None)
    if mode is None or finding["expected_low"] is None or not finding["related_period_id"]:
        return []
    return [
        Change(finding["period_id"], "set_counting_mode", delivered, counting_mode=mode),
        Change(finding["related_period_id"], "hide", finding["expected_low"]),
    ]


def _scaled(finding: Mapping[str, Any], reading: Mapping[str, Any], diagnosis: str, delivered: float) -> float:
    """The figure without its slip: the way that a count of the reading names, else that nearest to what is expected."""
    factor = _FACTORS[diagnosis]
    if diagnosis == "share_as_fraction":
        return round(delivered * factor, 6)
    ways = (delivered / factor, delivered * factor)
    told = [reading[name] for name in ("corrected_value", "count_in_period", *_TOTALS) if reading.get(name) is not None]
    named = [way for way in ways if any(abs(way - number) < 1 for number in told)]
    low = -math.inf if finding["expected_low"] is None else float(finding["expected_low"])
    high = math.inf if finding["expected_high"] is None else float(finding["expected_high"])
    best = min(named or ways, key=lambda way: max(low - way, way - high, 0.0))
    return round(best) if finding["measure_id"] else round(best, 6)


def propose(
    *, state_db: Path, finding: Mapping[str, Any], found: Sequence[Change], by: str, reason: str, at: datetime
) -> list[Proposal]:
    """Keeps the rows for the registry until the analyst accepts them; a later proposal takes an earlier one's place."""
    if not reason.strip():
        raise CorrectionError(text.REASON_MISSING)
    if not by.strip():
        raise CorrectionError(text.OWNER_MISSING)
    with state.transaction(state_db) as connection:
        taken = {proposal.correction_id for proposal in _stored(connection, finding["finding_id"])}
        state.withdraw_corrections(connection, finding["finding_id"], at)
        proposals = []
        for change in found:
            correction_id = _free_id(f"fund-{finding['finding_id']}", taken)
            taken.add(correction_id)
            row = _row(correction_id, finding, change, by=by.strip(), reason=reason.strip(), on=state.day(at))
            proposals.append(Proposal(correction_id, row, "proposed", by.strip(), at))
            connection.execute(
                "insert into finding_correction (finding_id, row_json, state, proposed_by, proposed_at) "
                "values (?, ?, 'proposed', ?, ?)",
                [finding["finding_id"], json.dumps(row), by.strip(), state.stamp(at)],
            )
    return proposals


def _free_id(stem: str, taken: set[str]) -> str:
    names = (stem if number == 1 else f"{stem}-{number}" for number in range(1, len(taken) + 2))
    return next(name for name in names if name not in taken)


def _row(
    correction_id: str, finding: Mapping[str, Any], change: Change, *, by: str, reason: str, on: date
) -> dict[str, str]:
    is_indicator = bool(finding["indicator_id"])
    return {
        "correction_id": correction_id,
        "source_id": finding["source_id"] or "",
        "instrument": (finding["instrument"] or "") if is_indicator else "",
        **{name: finding[name] or "" for name in _FIGURE},
        "period_id": change.period_id,
        "action": change.action,
        "value": _plain(change.value),
        "counting_mode": change.counting_mode or "",
        "reason": " ".join(reason.split()),
        "expect_value": _plain(change.expect_value),
        "status": "active",
        "reported_on": on.isoformat(),
        "confirmed_by": finding["owner"] or "",
        "valid_until": "",
        "owner": by,
    }


def _plain(value: float | None) -> str:
    return "" if value is None else f"{value:.10g}"


def proposals(*, state_db: Path, finding_id: str) -> list[Proposal]:
    """What is proposed for a finding now, and what was accepted."""
    with state.reading(state_db) as connection:
        if connection is None or not state.has_table(connection, "finding_correction"):
            return []
        return _stored(connection, finding_id)


def _stored(connection: sqlite3.Connection, finding_id: str) -> list[Proposal]:
    rows = connection.execute(
        "select * from finding_correction where finding_id = ? and state <> 'withdrawn' order by proposal_id",
        [finding_id],
    )
    return [
        Proposal(
            (cells := json.loads(row["row_json"]))["correction_id"],
            cells,
            row["state"],
            row["proposed_by"],
            datetime.fromisoformat(row["proposed_at"]),
        )
        for row in rows
    ]


def accept(*, state_db: Path, seeds_dir: Path, finding_id: str, at: datetime) -> list[Proposal]:
    """Writes the proposed rows into the registry, sorted by id, all or none; the next build uses them.

    Raises CorrectionError without a proposal, or where the registry already corrects the same figure.
    """
    with state.transaction(state_db) as connection:
        waiting = [proposal for proposal in _stored(connection, finding_id) if proposal.state == "proposed"]
        if not waiting:
            raise CorrectionError(text.NO_PROPOSAL)
        # The transaction is also the lock on the registry: two who accept at once come one after the other.
        _add_rows(seeds_dir / REGISTRY, [proposal.row for proposal in waiting], today=state.day(at))
        connection.execute(
            "update finding_correction set state = 'accepted', decided_at = ? "
            "where finding_id = ? and state = 'proposed'",
            [state.stamp(at), finding_id],
        )
    return waiting


def _add_rows(registry: Path, rows: Sequence[Mapping[str, str]], *, today: date) -> None:
    with registry.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        columns, present = list(reader.fieldnames or []), list(reader)
    # A crash between this and the commit leaves rows here that are still called proposed; they are the same rows.
    rows = [row for row in rows if not any(_same_cells(row, other) for other in present)]
    for row in rows:
        if missing := next((name for name in row if name not in columns), None):
            raise CorrectionError(text.wrong_registry(REGISTRY, missing))
        for other in present:
            if other["correction_id"] == row["correction_id"] or (
                _is_in_force(other, today) and _is_same_figure(other, row)
            ):
                raise CorrectionError(text.in_the_way(other["correction_id"]))
    content = io.StringIO()
    writer = csv.DictWriter(content, fieldnames=columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(sorted([*present, *rows], key=lambda row: row["correction_id"]))
    # Whoever builds meanwhile reads the old registry or the new one, and never half of it.
    new = registry.with_name(f".{registry.name}.new")
    new.write_text(content.getvalue(), encoding="utf-8", newline="")
    new.replace(registry)


def _same_cells(row: Mapping[str, str], other: Mapping[str, str]) -> bool:
    return all(other.get(name) == value for name, value in row.items())


def _is_in_force(row: Mapping[str, str], today: date) -> bool:
    return row["status"] == "active" and (not row["valid_until"] or date.fromisoformat(row["valid_until"]) >= today)


def _is_same_figure(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    """Whether both mean one figure; an empty source or instrument means any."""
    free = ("source_id", "instrument")
    return all((one[name] or "") == (other[name] or "") for name in _FIGURE) and all(
        not one[name] or not other[name] or one[name] == other[name] for name in free
    )
