"""What would become of each row of a file, with all that is wrong with it, for whoever is to mend it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from danish.ingest import place
from ingest import registrations, sift, template
from ingest.evaluation import Evaluation
from ingest.faults import FieldError
from ingest.headings import Heading
from ingest.registry import Registry
from ingest.results import LoadResult

LOADED, QUARANTINED, SKIPPED, WAITING = "loaded", "quarantined", "skipped", "waiting"
_CODES = {
    "opgoerelse": tuple(registrations.COUNTING_MODES),
    "forbehold": tuple(registrations.QUALIFIERS),
    "gengangere": tuple(registrations.REPEATS),
    "usikker": tuple(registrations.DOUBTS),
}


@dataclass(frozen=True)
class Sender:
    """A partner who hands in a file: it may report for these plans and under this name alone."""

    plans: frozenset[str]
    reporter: str


@dataclass(frozen=True)
class RowFault:
    """One thing that is wrong with a row; `column` as the form names it, empty where it is the row as a whole."""

    column: str
    reason_da: str
    remedy_da: str


@dataclass(frozen=True)
class InspectedRow:
    """One row of a file: where it stands, its cells as delivered, and what would become of it.

    `outcome`: loaded, quarantined, skipped, or waiting where another row refuses the whole file. `values` are the
    loaded columns by name. `reason_da` says why a row is skipped; the remedies are those for a partner. `offers` are
    the texts that would be taken in a column, where they are few.
    """

    line: int
    place: str
    outcome: str
    columns: tuple[str, ...] = ()
    delivered: tuple[str, ...] = ()
    values: Mapping[str, Any] = field(default_factory=dict)
    faults: tuple[RowFault, ...] = ()
    reason_da: str = ""
    offers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def cells(self) -> dict[str, str]:
        """The cells by column; a column that the row does not reach is empty."""
        return dict.fromkeys(self.columns, "") | dict(zip(self.columns, self.delivered, strict=False))

    @property
    def surplus(self) -> tuple[str, ...]:
        """Cells beyond the header."""
        return self.delivered[len(self.columns) :]

    @property
    def is_ragged(self) -> bool:
        """Whether the row is shorter or longer than the header."""
        return len(self.delivered) != len(self.columns)

    @property
    def is_blank(self) -> bool:
        return not any(text.strip() for text in self.delivered)


@dataclass(frozen=True)
class Inspection:
    """What ingest would answer, and every row in the order of the file, as far as it could be read.

    `headings` are the columns of a file whose header could not be used.
    """

    result: LoadResult
    rows: tuple[InspectedRow, ...]
    headings: tuple[Heading, ...] = ()


def inspected_rows(evaluation: Evaluation, registry: Registry) -> tuple[InspectedRow, ...]:
    """Every delivered row of a file with a header that its form knows; none of another file."""
    stage = evaluation.noted
    if stage is None:
        return ()
    faults: dict[int, list[RowFault]] = defaultdict(list)
    for line, *fault in sift.row_faults(stage):
        faults[line].append(RowFault(*fault))
    values = {row["line"]: row for row in evaluation.rows}
    skipped = {row.line: row.reason_da for row in evaluation.skipped}
    columns, offers = tuple(stage.names), _Offers(registry)
    return tuple(
        InspectedRow(
            line=line,
            place=place(line, None, where),
            outcome=_outcome(line, faults, values, skipped),
            columns=columns,
            delivered=tuple(cells),
            values=values.get(line, {}),
            faults=tuple(faults.get(line, ())),
            reason_da=skipped.get(line, ""),
            offers=offers.of(dict(zip(columns, cells, strict=False))),
        )
        for line, where, cells in sift.delivered_rows(stage)
    )


def _outcome(line: int, *known: Mapping[int, Any]) -> str:
    outcomes = zip((QUARANTINED, LOADED, SKIPPED), known, strict=True)
    return next((outcome for outcome, lines in outcomes if line in lines), WAITING)


class _Offers:
    """The texts that would be taken in the columns of form B; activities and areas go by the plan of their row."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._of_all = _CODES | {"maaltal": tuple(sorted(template.names_by_id(registry.measures).values()))}
        if registry.own_plans is not None:
            plans = [registry.areas[plan_id] for plan_id in registry.own_plans if plan_id in registry.areas]
            self._of_all["helhedsplan"] = tuple(sorted(template.plan_name(registry, plan) for plan in plans))
        self._by_plan: dict[str, Mapping[str, tuple[str, ...]]] = {}

    def of(self, cells: Mapping[str, str]) -> Mapping[str, tuple[str, ...]]:
        plan = cells.get("helhedsplan")
        if plan is None:
            return {}
        if plan not in self._by_plan:
            self._by_plan[plan] = {**self._of_all, **self._of_plan(plan.strip())}
        return self._by_plan[plan]

    def _of_plan(self, text: str) -> dict[str, tuple[str, ...]]:
        own = self._registry.own_plans or ()
        try:
            plan = self._registry.plan(next(iter(own)) if len(own) == 1 else text)
        except FieldError:
            return {}
        return {
            "aktivitet": tuple(sorted(template.activity_names(self._registry, plan.area_id).values())),
            "omraade": ("", *template.area_names(self._registry, plan)),
        }
