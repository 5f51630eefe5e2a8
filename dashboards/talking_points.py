"""The three things to talk about, chosen by one rule that the page prints."""

from dataclasses import dataclass
from itertools import chain, zip_longest

from dashboards import figures
from dashboards.queries import Row
from quality.findings import UNSETTLED

_SEVERITY = ("critical", "warning")

MOST_POINTS = 3


@dataclass(frozen=True)
class TalkingPoint:
    """A sentence from the published tables; `finding` carries the case it is about, if it is one."""

    sentence: str
    finding: Row | None = None
    row: Row | None = None


def three(findings: list[Row], progress: list[Row], compared: list[Row]) -> list[TalkingPoint]:
    """The most serious case, the target furthest from its plan, the largest sure difference; then the next of each."""
    kinds = (_cases(findings), _targets(progress), _comparisons(compared))
    return [point for point in chain.from_iterable(zip_longest(*kinds)) if point is not None][:MOST_POINTS]


def _cases(findings: list[Row]) -> list[TalkingPoint]:
    """Open cases, most serious first, one for each thing they are about."""
    about: dict[tuple[object, ...], Row] = {}
    for row in findings:
        if row["status"] in UNSETTLED and row["severity"] in _SEVERITY:
            key = (row["area_id"], row["indicator_id"], row["activity_id"])
            about.setdefault(key, row)
    ranked = sorted(about.values(), key=lambda row: _SEVERITY.index(row["severity"]))
    return [TalkingPoint(row["message_da"], finding=row) for row in ranked]


def _targets(progress: list[Row]) -> list[TalkingPoint]:
    """Targets behind, then ahead, then those that cannot be told; furthest from the time elapsed first."""
    order = ("behind", "ahead", "uncertain")
    told = [row for row in progress if row["status"] in order and row["sentence_da"]]
    ranked = sorted(told, key=lambda row: (order.index(row["status"]), -_distance(row)))
    return [TalkingPoint(row["sentence_da"], row=row) for row in ranked if not row["is_under_clarification"]]


def _distance(row: Row) -> float:
    is_yearly = row["target_basis"] == "per_year"
    share, elapsed = row["target_share"], row["elapsed_share_year" if is_yearly else "elapsed_share"]
    return abs(share - elapsed) if share is not None and elapsed is not None else 0.0


def _comparisons(compared: list[Row]) -> list[TalkingPoint]:
    """Differences that are sure, then those that cannot be told, each by distance on the common axis."""
    order = ("worse", "better", "not_compared")
    told = [
        row
        for row in compared
        if row["comparison"] in order
        and row["sentence_da"]
        and not row["is_under_clarification"]
        and figures.toward_better(row, row["gap"]) is not None
    ]
    sure_first = sorted(
        told, key=lambda row: (row["comparison"] == "not_compared", -abs(figures.toward_better(row, row["gap"]) or 0))
    )
    return [TalkingPoint(row["sentence_da"], row=row) for row in sure_first]
