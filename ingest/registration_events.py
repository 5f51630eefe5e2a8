"""Form C: one row is one event of one activity on one day. It carries counts, and never who came."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from danish import ingest as shared_da
from danish import ingest_events as text_da
from danish import ingest_names as names_da
from ingest import periods
from ingest.faults import FieldError
from ingest.forms import Context, Form, Part, Row, reporter_part, text_part
from ingest.numbers import parse_count, split_qualifier
from ingest.registry import Area, Registry, key


class Meaning(NamedTuple):
    """What area, plan and activity a row can mean."""

    area_id: str
    plan_id: str
    activity_id: str


def _read_date(row: Row, context: Context) -> dict[str, Any]:
    def parse(text: str) -> date:
        if not text:
            raise FieldError(shared_da.empty_cell("dato"))
        return periods.parse_date(text)

    return {"date_text": row.cells["dato"], "event_date": row.take("dato", parse)}


def _count_part(column: str, output: str, *, text: str) -> Part:
    """A whole number; empty where nobody counted, which is not nought."""

    def read(row: Row, context: Context) -> dict[str, Any]:
        return {text: row.cells[column], output: row.take(column, _count)}

    return Part((column,), (text, output), read, types={output: "bigint"})


def _count(text: str) -> int | None:
    if split_qualifier(text)[0] != "exact":
        raise FieldError(text_da.not_counted(text))
    return parse_count(text) if text else None


def _read_activity(row: Row, context: Context) -> dict[str, Any]:
    """The activity within the area's plans; the day tells a plan from the one before it."""
    meaning = None
    if not row.get("omraade") or not row.get("aktivitet"):
        for column in ("omraade", "aktivitet"):
            if not row.get(column):
                row.fail(column, shared_da.empty_cell(column))
    elif areas := row.take("omraade", lambda text: _areas(text, context.registry)):
        day = row.known("dato", periods.parse_date)
        meaning = _meaning(row, areas, day, context.registry)
    return {
        "area_text": row.cells["omraade"],
        "activity_text": row.cells["aktivitet"],
        "area_id": meaning.area_id if meaning else None,
        "helhedsplan_id": meaning.plan_id if meaning else None,
        "activity_id": meaning.activity_id if meaning else None,
    }


def _areas(text: str, registry: Registry) -> list[Area]:
    """Every area that the text may mean, in whatever municipality: by id alone, else by name or alias."""
    if text in registry.areas:
        return [registry.areas[text]]
    found = registry.areas_by_name.get(key(text))
    if not found:
        raise FieldError(text_da.unknown_area(text, _nearest_area(text, registry)))
    return [registry.areas[area_id] for area_id in sorted(found)]


def _nearest_area(text: str, registry: Registry) -> str | None:
    codes = registry.names_by_municipality if registry.own_plans is None else registry.plans_by_municipality
    suggestions = (registry.names_by_municipality[code].nearest(text) for code in codes)
    return next((suggestion for suggestion in suggestions if suggestion), None)


def _meaning(row: Row, areas: list[Area], day: date | None, registry: Registry) -> Meaning | None:
    plans = {area.area_id: _plans(area, registry) for area in areas}
    searched = sorted({plan.area_id for found in plans.values() for plan in found})
    if not searched and registry.own_plans is not None:
        row.fail("omraade", names_da.foreign_area(row.get("omraade"), registry.own_names), stops_file=True)
        return None
    if not searched:
        row.fail("omraade", text_da.no_plan(row.get("omraade")))
        return None
    meanings = [
        Meaning(area_id, plan.area_id, activity_id)
        for area_id, found in plans.items()
        for plan in found
        for activity_id in registry.activity_names(plan.area_id).find(row.get("aktivitet"))
    ]
    if not meanings:
        suggestions = (registry.activity_names(plan_id).nearest(row.get("aktivitet")) for plan_id in searched)
        nearest = next((suggestion for suggestion in suggestions if suggestion), None)
        row.fail("aktivitet", text_da.unknown_activity(row.get("aktivitet"), searched, nearest))
        return None
    meanings = _those(meanings, (each for each in meanings if registry.areas[each.plan_id].is_valid_on(day)))
    meanings = _those(meanings, (each for each in meanings if each.plan_id in registry.lies_in(each.area_id)))
    return _only(row, meanings)


def _plans(area: Area, registry: Registry) -> list[Area]:
    """The plan that the area is, or else all plans in its municipality; of those that the sender may report for."""
    if area.area_type == "helhedsplan":
        return [area] if registry.is_own(area.area_id) else []
    return registry.plans_by_municipality.get(area.municipality_code, [])


def _those(meanings: list[Meaning], better: Iterable[Meaning]) -> list[Meaning]:
    """The better ones, if there are any."""
    return list(better) or meanings


def _only(row: Row, meanings: list[Meaning]) -> Meaning | None:
    area_ids = sorted({meaning.area_id for meaning in meanings})
    if len(area_ids) > 1:
        row.fail("omraade", text_da.ambiguous_area(row.get("omraade"), area_ids))
        return None
    if len(meanings) > 1:
        candidates = sorted((meaning.activity_id, meaning.plan_id) for meaning in meanings)
        row.fail("aktivitet", text_da.ambiguous_activity(row.get("aktivitet"), candidates))
        return None
    return meanings[0]


FORM = Form(
    form_id="registration_events",
    table="registration_event",
    required=(
        "dato", "omraade", "aktivitet", "type", "deltagere", "varighed_minutter", "henvist_til", "indberettet_af",
    ),
    optional=(),
    parts=(
        Part(("dato",), ("date_text", "event_date"), _read_date, types={"event_date": "date"}),
        Part(
            columns=("dato", "omraade", "aktivitet"),
            outputs=("area_text", "activity_text", "area_id", "helhedsplan_id", "activity_id"),
            read=_read_activity,
        ),
        # The contract names no words for the type: it is kept with the partner's own.
        text_part("type", "event_type"),
        _count_part("deltagere", "participants", text="participants_text"),
        _count_part("varighed_minutter", "duration_minutes", text="duration_text"),
        text_part("henvist_til", "referred_to"),
        reporter_part(),
    ),
    numbers=("deltagere", "varighed_minutter"),
    # Two conversations with one person each on the same day are two conversations.
    may_repeat=True,
)  # fmt: skip
