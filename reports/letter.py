"""A letter to one partner: its own open findings, in the words of `mart_finding`, and the rows they are about."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from danish import format as form
from danish import quality_letter as words
from publish import cut, discretion
from publish.cut import Cut
from publish.discretion import Seen
from publish.marts import Published
from quality.findings import UNSETTLED, Handling, lay_over
from reports.quarterly import environment

# A source's owner has delivered all of its figures, and knows every place in them.
_FINDINGS = """
select finding.*, coalesce(source.owner = finding.owner and finding.helhedsplan_id is null, false) as is_own_source
from mart_finding as finding
left join dim_source as source on finding.source_id = source.source_id
where finding.owner = ?
order by finding.is_synthetic, finding.period_id desc nulls last, finding.finding_id
"""
_COUNTS = "select * from mart_activity_progress where reported_by is null or reported_by = ?"
# Without a count the rest stays empty too: a row that nobody fills in is then passed over when it comes back.
_COUNT_CELLS = ("antal", "antal_hoejst", "counting_mode", "qualifier")
_SERIES = ("helhedsplan_id", "area_id", "activity_id", "measure_id")

Row = dict[str, Any]


@dataclass(frozen=True)
class Evidence:
    """A delivered row: the figure as far as it may be shown, its period, and where it stands in which file."""

    value: str
    period: str
    place: str


@dataclass(frozen=True)
class Question:
    """One finding, as `mart_finding` says it, with what it asks the partner."""

    finding_id: str
    severity: str
    message: str
    explanation: str
    question: str
    was_asked: bool
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True)
class Letter:
    """What one partner is asked.

    `rows` are the registrations to look at again, as cells of the workbook with ids in place of names; `has_others` is
    whether something is asked that is no registration. `left_out` counts findings about invented places: a partner with
    real figures is not asked about them.
    """

    partner: str
    must: tuple[Question, ...]
    should: tuple[Question, ...]
    info: tuple[Question, ...]
    rows: tuple[Row, ...]
    has_others: bool
    left_out: int
    is_synthetic: bool
    build_id: str
    built_on: date

    @property
    def questions(self) -> int:
        return len(self.must) + len(self.should)

    @property
    def is_empty(self) -> bool:
        return not (self.questions or self.info)


def gather(*, published: Published, partner: str, handled: Mapping[str, Handling]) -> Letter:
    """The partner's open findings as they stand now. Nothing that belongs to another partner is read."""
    unsettled = [row for row in lay_over(published.rows(_FINDINGS, [partner]), handled) if row["status"] in UNSETTLED]
    counts = published.rows(_COUNTS, [partner])
    seen = _seen(published, partner, unsettled, counts)
    every = [row if row["is_own_source"] else seen.told(row) for row in unsettled]
    real = [row for row in every if not row["is_synthetic"]]
    found = real or every
    questions = {
        severity: tuple(_question(row, partner) for row in found if row["severity"] == severity)
        for severity in ("critical", "warning", "info")
    }
    return Letter(
        partner=partner,
        must=questions["critical"],
        should=questions["warning"],
        info=questions["info"],
        rows=_disputed(found, counts, partner),
        has_others=any(not row["measure_id"] for row in found if row["severity"] != "info"),
        left_out=len(every) - len(found),
        is_synthetic=not real and bool(every),
        build_id=published.build_id,
        built_on=published.built_at.date(),
    )


def _seen(published: Published, partner: str, found: list[Row], counts: list[Row]) -> Seen:
    """What the partner may be told: its own plans are those that it reports to or is asked about."""
    rows = [*found, *(row for row in counts if row["reported_by"] == partner)]
    plans = {row["helhedsplan_id"] for row in rows} - {None}
    areas = cut.own_areas(published, Cut(frozenset(plans))) | {row["area_id"] for row in rows} - {None}
    return discretion.seen(published, plans, areas)


def text(letter: Letter, *, workbook: str | None, today: date) -> str:
    """The letter as plain text."""
    return _render("letter.txt.j2", letter, workbook, today)


def html(letter: Letter, *, workbook: str | None, today: date) -> str:
    """The letter as a page of its own, which prints on A4."""
    return _render("letter.html.j2", letter, workbook, today)


def _render(template: str, letter: Letter, workbook: str | None, today: date) -> str:
    return (
        environment().get_template(template).render(letter=letter, words=words, workbook=workbook, on=form.day(today))
        + "\n"
    )


def _question(row: Row, partner: str) -> Question:
    return Question(
        finding_id=row["finding_id"],
        severity=row["severity"],
        message=row["message_da"],
        explanation=row["diagnosis_da"] or "",
        question=words.question(partner, row["action_da"] or ""),
        was_asked=row["status"] == "investigating",
        evidence=tuple(
            Evidence(
                value=str(one["value"]) if one.get("value") is not None else "",
                period=words.period_text(one.get("period_id")),
                place=words.place_in_file(one.get("file_name"), one.get("line")),
            )
            for one in _own_evidence(row, partner)
            if one.get("file_name")
        ),
    )


def _own_evidence(row: Row, partner: str) -> list[Row]:
    """The delivered rows behind a finding, but for those that another partner has reported."""
    found: list[Row] = json.loads(row["evidence_json"] or "[]")
    return [one for one in found if one.get("reported_by") in (None, "", partner)]


def _disputed(found: list[Row], counts: list[Row], partner: str) -> tuple[Row, ...]:
    """One row for each count that is asked about, and for the counts that it was held against."""
    published = {(*(row[name] for name in _SERIES), row["period_id"]): row for row in counts}
    rows: dict[tuple[Any, ...], Row] = {}
    for finding in found:
        if not (finding["measure_id"] and finding["period_id"]) or finding["severity"] == "info":
            continue
        series = tuple(finding[name] or finding["helhedsplan_id"] for name in _SERIES)
        own_periods = sorted({one["period_id"] for one in _own_evidence(finding, partner) if one.get("period_id")})
        for period_id in dict.fromkeys([finding["period_id"], *own_periods]):
            key = (*series, period_id)
            row = rows.setdefault(key, _cells(key, published.get(key), partner))
            if period_id == finding["period_id"]:
                row["questions"] += [words.question(partner, finding["action_da"] or "")]
                if finding["observed"] is None:
                    # Several figures, a hidden one, or none: there is no single figure to start from.
                    row |= dict.fromkeys(_COUNT_CELLS)
    return tuple(sorted(rows.values(), key=lambda row: (row["activity_id"], row["measure_id"], row["periode"])))


def _cells(key: tuple[Any, ...], count: Row | None, partner: str) -> Row:
    row: Row = dict(zip(_SERIES, key, strict=False)) | dict.fromkeys(_COUNT_CELLS)
    row |= {"periode": key[-1], "questions": [], "indberettet_af": partner}
    if count is None or count["is_unreported"] or count["is_corrected"] or count["reported_count"] is None:
        return row
    row |= {
        "antal": count["reported_count"],
        "antal_hoejst": count["reported_count_max"],
        "counting_mode": count["counting_mode"],
        "qualifier": count["qualifier"],
    }
    return row
