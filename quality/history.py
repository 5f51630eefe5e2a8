"""All that has happened to one finding: what the checks saw, and what people did about it."""

import sqlite3
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from danish import quality_handling as text
from quality import state


@dataclass(frozen=True)
class Step:
    """One step of a finding's history: a status, or found, changed, gone, back as the checks saw it."""

    at: datetime
    what: str
    by: str | None = None
    comment: str | None = None
    until: date | None = None


def history(*, state_db: Path, finding_id: str) -> list[Step]:
    """All that has happened to a finding, oldest first; empty for one that no check has found."""
    with state.reading(state_db) as connection:
        if connection is None:
            return []
        events = connection.execute(
            "select * from finding_event where finding_id = ? order by event_id", [finding_id]
        ).fetchall()
        seen = connection.execute("select * from finding_seen where finding_id = ?", [finding_id]).fetchone()
        sightings = _sightings(connection, finding_id)
    if seen is None:
        return []
    if not sightings:
        sightings = [Step(datetime.fromisoformat(seen["first_seen_at"]), "found")]
    told = [
        Step(
            at=datetime.fromisoformat(event["at"]),
            what=event["status"],
            by=event["handled_by"],
            comment=event["comment"] or None,
            until=date.fromisoformat(event["until"]) if event["until"] else None,
        )
        for event in events
    ]
    # What the program opened again says itself why.
    reopened = {step.at for step in told if step.by == text.PROGRAM}
    return sorted(
        [step for step in sightings if step.what in ("found", "gone") or step.at not in reopened] + told,
        key=lambda step: step.at,
    )


def _sightings(connection: sqlite3.Connection, finding_id: str) -> list[Step]:
    if not state.has_table(connection, "finding_sighting"):
        return []
    query = "select what, at from finding_sighting where finding_id = ? order by sighting_id"
    return [Step(datetime.fromisoformat(row["at"]), row["what"]) for row in connection.execute(query, [finding_id])]
