"""One failed row with all that its text needs, and what is said about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from danish import quality as text
from quality.diagnosis import Reading
from quality.warehouse import Registries

Row = dict[str, Any]


@dataclass(frozen=True)
class Case:
    """One failed row with all that its text needs."""

    row: Row
    evidence: list[Row]
    registries: Registries

    @property
    def where(self) -> str:
        """Area, activity and what is counted, by name."""
        row, names = self.row, self.registries
        area_id = str(row["area_id"] or row["helhedsplan_id"])
        area = names.areas.get(area_id, area_id)
        if row["indicator_id"]:
            return text.place(area, None, names.indicators[row["indicator_id"]]["name_da"])
        activity_id, measure_id = str(row["activity_id"]), str(row["measure_id"])
        activity = names.activities.get(activity_id, activity_id)
        return text.place(area, activity, names.measures.get(measure_id, measure_id))

    @property
    def owner(self) -> str:
        """Who reported the row; for a correction, who answers for it; else the owner of the source."""
        if self.row.get("correction_owner"):
            return str(self.row["correction_owner"])
        reporters = [row["reported_by"] for row in self.evidence if row["reported_by"]]
        indicator = self.registries.indicators.get(self.row["indicator_id"] or "", {})
        sources = {row["source_id"] for row in [self.row] if row["source_id"]}
        owners = [self.registries.sources[source]["owner"] for source in sources if source in self.registries.sources]
        return next((name for name in [*reporters, *owners, indicator.get("owner")] if name), text.UNKNOWN_OWNER)

    @property
    def unit(self) -> str:
        indicator = self.registries.indicators.get(self.row["indicator_id"] or "", {})
        return indicator.get("unit") or ""

    @property
    def threshold(self) -> float | None:
        """What a hidden figure of the case is under; None where it is hidden for another reason."""
        return max((row["hide_below"] for row in self.evidence if row["is_hidden"] and row["is_small"]), default=None)

    @property
    def is_hidden(self) -> bool:
        return bool(self.row["is_hidden"] or self.row["is_related_hidden"])

    def show(self, value: float, qualifier: str = "exact", *, hidden: bool = False) -> str:
        """A figure of the row's own kind, as text."""
        if hidden:
            return text.hidden(self.threshold)
        return text.figure(value, self.row.get("measure_type") or "count", self.unit, qualifier)

    @property
    def current(self) -> str:
        return self.show(self.row["observed"], self.row.get("qualifier") or "exact", hidden=self.row["is_hidden"])


@dataclass(frozen=True)
class Account:
    """What is said about a case. `statement` stands in the place of a diagnosis where no reading is known."""

    message: str
    action: str
    readings: Sequence[Reading] = ()
    statement: str = text.NOT_DECIDABLE

    @property
    def diagnosis(self) -> tuple[str, str]:
        """The id and the text of the explanation that fits best."""
        if not self.readings:
            return "none", self.statement
        best = self.readings[0]
        return best.diagnosis_id, f"{best.assumption_da} {best.certainty_da}".strip()


def delivered(case: Case, item: Row) -> str | None:
    """The figure of a delivered row with the counts behind it, as far as they may be shown."""
    if item["is_hidden"]:
        return text.hidden(item["hide_below"] if item["is_small"] else None)
    value = None if item["value"] is None else case.show(item["value"], item["qualifier"])
    return text.with_counts(value, item["numerator"], item["denominator"])


def limit(case: Case, value: float | None) -> str:
    """A calculated limit, rounded as its kind of figure is read."""
    if value is None:
        return ""
    return case.show(round(value, 0 if case.row["measure_type"] == "count" else 1))
