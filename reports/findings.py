"""The findings a report shows: open in the period, most serious first, with what people have noted since the build."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from danish import format as form
from danish import report as words
from danish.quality_handling import run_out
from publish.discretion import Seen
from publish.marts import Published
from quality.findings import Handling, lay_over
from reports.periods import Quarter, today
from reports.rows import Places, Row, as_day

OPEN_STATUSES = ("open", "investigating")
SEVERITIES = ("critical", "warning", "info")
THRESHOLD_ONE_AREA = 5
COUNTS = ("count_in_period", "count_year_to_date", "count_to_date")

_SENTENCE_END = re.compile(r"(?<=[\wæøåÆØÅ%»«)\]]{2}[.!?]) (?=[A-ZÆØÅ»])")

_SQL = """
with
periods as (
    select period_id, min(start_date) as start_date, max(end_date) as end_date
    from dim_period
    group by period_id
),
activities as (
    select activity_id, min(name_da) as name_da
    from dim_activity
    group by activity_id
),
final as (
    select
        finding.*,
        indicator.name_da as indicator_name,
        indicator.measure_type,
        indicator.unit as indicator_unit,
        indicator.decimals,
        activities.name_da as activity_name,
        measure.name_da as measure_name,
        source.name_da as source_name,
        place.name_da as place_name,
        periods.end_date as period_end
    from mart_finding as finding
    left join periods on finding.period_id = periods.period_id
    left join dim_indicator as indicator on finding.indicator_id = indicator.indicator_id
    left join activities on finding.activity_id = activities.activity_id
    left join dim_measure as measure on finding.measure_id = measure.measure_id
    left join dim_source as source on finding.source_id = source.source_id
    left join dim_area as place on coalesce(finding.area_id, finding.helhedsplan_id) = place.area_id
    where periods.start_date is null or periods.start_date <= ?
)
select * from final
"""


@dataclass(frozen=True)
class Reading:
    """One way to understand the counts, and what would follow from it; a count that cannot be derived is empty."""

    assumption: str
    count_in_period: str
    count_year_to_date: str
    count_to_date: str
    target_share: str
    verdict: str


@dataclass(frozen=True)
class Evidence:
    """One row of a delivered file that the finding rests on."""

    period: str
    value: str
    reported_by: str
    reported_date: str
    source_reference: str
    file_place: str
    note: str


@dataclass(frozen=True)
class NumberFormat:
    """How a figure of the finding's indicator is written; a count of an activity has neither type nor unit."""

    measure_type: str | None = "count"
    unit: str | None = None
    decimals: int | None = 0

    def write(self, number: float) -> str:
        return words.value(number, self.measure_type, self.unit, self.decimals)


@dataclass(frozen=True)
class Finding:
    """One finding as the reader sees it. `is_new`: first seen since the quarter began; `key` names the figure that it
    is about."""

    finding_id: str
    severity: str
    status: str
    subject: str
    place: str
    period: str
    headline: str
    explanation: str
    diagnosis: str
    ask: str
    handling: str
    owner: str
    first_seen: date | None
    is_new: bool
    settled_on: date | None
    observed: float | None
    expected_low: float | None
    expected_high: float | None
    number_format: NumberFormat
    key: tuple[str | None, ...]
    readings: tuple[Reading, ...]
    evidence: tuple[Evidence, ...]
    period_end: date | None
    is_synthetic: bool

    @property
    def is_open(self) -> bool:
        return self.status in OPEN_STATUSES

    @property
    def has_reporters(self) -> bool:
        """Whether any row says who reported it or when; figures from a document do not."""
        return any(row.reported_by or row.reported_date for row in self.evidence)

    @property
    def reading_columns(self) -> tuple[str, ...]:
        """The names of the columns that tell the readings apart; an empty column would only ask questions."""
        columns = [name for name in COUNTS if any(getattr(reading, name) for reading in self.readings)]
        shares = {reading.target_share for reading in self.readings}
        return (*columns, "target_share") if len(shares) > 1 else tuple(columns)

    def named_values(self, reading: Reading) -> tuple[tuple[str, str], ...]:
        return tuple((name, getattr(reading, name)) for name in self.reading_columns)

    @property
    def common_target_share(self) -> str:
        """What all readings say about the target, when they say the same."""
        return "" if not self.readings or "target_share" in self.reading_columns else self.readings[0].target_share


def gather(
    published: Published,
    quarter: Quarter,
    handling: Mapping[str, Handling],
    places: Places,
    discretion: Seen | None = None,
) -> list[Finding]:
    """Findings of the quarter and before, open or handled since the build, most serious first, invented places last.

    `places`: the ids of one plan and its areas, or None for all; `discretion`: what of their words may be told to
    readers of that plan. A finding that was closed before the build was made is left out; one that has been closed
    since comes with its note, because the figures still carry its mark.
    """
    found = [
        _finding(row, handling.get(row["finding_id"]), quarter)
        for row in _told(published, quarter, handling, places, discretion)
        if _is_unsettled(row)
    ]
    return sorted(found, key=_rank)


def settled(
    published: Published,
    quarter: Quarter,
    handling: Mapping[str, Handling],
    places: Places,
    discretion: Seen | None = None,
) -> list[Finding]:
    """Findings that the build knows as settled, and that were settled since the quarter began, newest first.

    One that nobody knows the day of is left out: it would come back every quarter.
    """
    found = [
        _finding(row, handling.get(row["finding_id"]), quarter)
        for row in _told(published, quarter, handling, places, discretion)
        if not _is_unsettled(row)
    ]
    recent = [finding for finding in found if finding.settled_on and finding.settled_on >= quarter.start_date]
    return sorted(recent, key=lambda finding: (-(finding.settled_on or date.min).toordinal(), _rank(finding)))


def _told(
    published: Published,
    quarter: Quarter,
    handling: Mapping[str, Handling],
    places: Places,
    discretion: Seen | None,
) -> Iterator[Row]:
    """The findings of these places as they stand now, in the words that readers of the plan may see."""
    for row in lay_over(published.rows(_SQL, [quarter.end_date]), handling):
        if not _belongs(row, places):
            continue
        if discretion is None:
            yield row
        elif row["finding_id"] in discretion.finding_ids:
            yield discretion.told(row)


def _is_unsettled(row: Row) -> bool:
    """Open in the build, whose figures carry its mark, or opened again since."""
    return row["status_in_build"] in OPEN_STATUSES or row["status"] in OPEN_STATUSES


def _belongs(row: Row, places: Places) -> bool:
    return places is None or row["helhedsplan_id"] in places or row["area_id"] in places


def _rank(finding: Finding) -> tuple[int, bool, bool, int, str]:
    newest_first = -finding.period_end.toordinal() if finding.period_end else 0
    return (
        SEVERITIES.index(finding.severity), finding.is_synthetic, not finding.readings, newest_first, finding.finding_id
    )  # fmt: skip


def _finding(row: Row, handled: Handling | None, quarter: Quarter) -> Finding:
    headline, explanation = first_sentence(row["message_da"] or "")
    is_one_area = bool(row["measure_id"]) and row["area_id"] not in (None, row["helhedsplan_id"])
    first_seen = today(row["first_seen_at"]) if row["first_seen_at"] else None
    return Finding(
        finding_id=row["finding_id"],
        severity=row["severity"],
        status=row["status"],
        subject=_subject(row),
        place=row["place_name"] or "",
        period=_period(row),
        headline=headline,
        explanation=explanation,
        diagnosis=row["diagnosis_da"] or "",
        ask=row["action_da"] or words.ask(row["owner"] or ""),
        handling=_handling_note(row, handled),
        owner=row["owner"] or "",
        first_seen=first_seen,
        is_new=first_seen is not None and first_seen >= quarter.start_date,
        settled_on=_settled_on(row, handled),
        observed=row["observed"],
        expected_low=row["expected_low"],
        expected_high=row["expected_high"],
        number_format=_number_format(row),
        key=tuple(
            row[name]
            for name in ("helhedsplan_id", "area_id", "activity_id", "measure_id", "indicator_id", "period_id")
        ),
        readings=tuple(_reading(item, is_one_area) for item in _listed(row["readings_json"])),
        evidence=tuple(_evidence(item, is_one_area) for item in _listed(row["evidence_json"])),
        period_end=as_day(row["period_end"]),
        is_synthetic=bool(row["is_synthetic"]),
    )


def _settled_on(row: Row, handled: Handling | None) -> date | None:
    """The day a person settled it, else the day it was no longer found; None while it is open or nobody knows."""
    if handled is not None and handled.status not in OPEN_STATUSES:
        return today(handled.at)
    return today(row["resolved_at"]) if row["resolved_at"] else None


def _number_format(row: Row) -> NumberFormat:
    if not row["indicator_id"]:
        return NumberFormat()
    return NumberFormat(row["measure_type"], row["indicator_unit"], row["decimals"])


def first_sentence(text: str) -> tuple[str, str]:
    """A text as its first sentence and the rest. `3. kvartal` and `J. Hansen` end no sentence."""
    first, *rest = _SENTENCE_END.split(text, maxsplit=1)
    return first, "".join(rest)


def _subject(row: Row) -> str:
    name = row["measure_name"] or row["activity_name"] or row["indicator_name"] or row["source_name"]
    return form.capital(name or words.SUBJECT_UNKNOWN)


def _period(row: Row) -> str:
    """The period in words; a finding about a source as a whole has none."""
    if row["period_id"]:
        return form.period(row["period_id"])
    return words.PERIOD_UNKNOWN if row["measure_id"] or row["indicator_id"] else ""


def _handling_note(row: Row, handled: Handling | None) -> str:
    if handled is not None and handled.has_run_out:
        return run_out(handled.handled_by, handled.until)
    if handled is not None and handled.status != row["status_in_build"]:
        return words.handled_since_build(row["status"], row["handled_by"] or "", row["comment"] or "")
    return (
        "" if row["status"] == "open" else words.handled(row["status"], row["handled_by"] or "", row["comment"] or "")
    )


def _listed(text: str | None) -> list[dict[str, Any]]:
    return json.loads(text) if text else []


def _reading(item: dict[str, Any], is_one_area: bool) -> Reading:
    return Reading(
        assumption=item.get("assumption_da") or "",
        count_in_period=_count(item.get("count_in_period"), is_one_area),
        count_year_to_date=_count(item.get("count_year_to_date"), is_one_area),
        count_to_date=_count(item.get("count_to_date"), is_one_area),
        target_share=item.get("target_share_text_da") or "",
        verdict=item.get("certainty_da") or words.READING_FITS[bool(item.get("fits"))],
    )


def _evidence(item: dict[str, Any], is_one_area: bool) -> Evidence:
    reported = item.get("reported_date")
    return Evidence(
        period=form.period(item["period_id"]) if item.get("period_id") else words.PERIOD_UNKNOWN,
        value=_delivered(item.get("value"), is_one_area),
        reported_by=item.get("reported_by") or "",
        reported_date=form.day(date.fromisoformat(str(reported)[:10])) if reported else "",
        source_reference=item.get("source_reference") or "",
        file_place=words.file_place(item.get("file_name"), item.get("line")),
        note=item.get("note_da") or "",
    )


def _count(value: float | None, is_one_area: bool) -> str:
    if value is None:
        return ""
    return words.UNDER_THRESHOLD if is_one_area and value < THRESHOLD_ONE_AREA else form.number(value)


def _delivered(value: Any, is_one_area: bool) -> str:
    """The figure as the file gave it; a small count of one area is never printed."""
    text = "" if value is None else str(value)
    digits = text.strip()
    if is_one_area and digits.isdigit() and int(digits) < THRESHOLD_ONE_AREA:
        return words.UNDER_THRESHOLD
    return text or words.EMPTY_CELL
