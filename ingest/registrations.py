"""Form B: one row is one count that a partner reports for one activity, measure and period."""

from datetime import date
from typing import Any

from danish import ingest as text_da
from ingest import periods
from ingest.faults import FieldError
from ingest.forms import Context, Form, Part, Row, reporter_part, text_part
from ingest.numbers import parse_count
from ingest.registry import Area

COUNTING_MODES = {
    "periode": "period",
    "aar_til_dato": "year_to_date",
    "projekt_til_dato": "project_to_date",
    "ukendt": "unknown",
}
QUALIFIERS = {"": "exact", "ca": "about", "mindst": "at_least", "hoejst": "at_most"}
REPEATS = {"ja": "yes", "nej": "no", "ukendt": "unknown"}
# What a partner was asked about a row, in the workbook that comes back with the answer; it is not loaded.
QUESTION = "spoergsmaal"
DOUBTS = {"": False, "ja": True, "nej": False}


def _read_plan(row: Row, context: Context) -> dict[str, Any]:
    plan = row.take("helhedsplan", context.registry.plan)
    return {"helhedsplan_id": plan.area_id if plan else None}


def _read_count(row: Row, context: Context) -> dict[str, Any]:
    return {"count_text": row.cells["antal"], "reported_count": row.take("antal", _count)}


def _read_area(row: Row, context: Context) -> dict[str, Any]:
    """The area within the plan's municipality; nothing means the whole plan, as does the plan's own id."""
    plan = _plan(row, context)
    area_id = None
    if plan and not row.get("omraade"):
        area_id = plan.area_id
    elif plan:
        area_id = row.take("omraade", lambda text: context.registry.area(text, plan.municipality_code))
    return {"area_text": row.cells["omraade"], "area_id": area_id}


def _read_activity(row: Row, context: Context) -> dict[str, Any]:
    plan = _plan(row, context)
    activity_id = None
    if plan:
        activity_id = row.take(
            "aktivitet", lambda text: context.registry.activity(_filled("aktivitet", text), plan.area_id)
        )
    return {"activity_text": row.cells["aktivitet"], "activity_id": activity_id}


def _read_measure(row: Row, context: Context) -> dict[str, Any]:
    measure_id = row.take("maaltal", lambda text: context.registry.measure(_filled("maaltal", text)))
    return {"measure_text": row.cells["maaltal"], "measure_id": measure_id}


def _read_period(row: Row, context: Context) -> dict[str, Any]:
    period = row.optional("periode")
    return {
        "period_id": period,
        "period_type": row.take("periode", periods.registration_type) if period else None,
    }


def _read_highest(row: Row, context: Context) -> dict[str, Any]:
    """The upper end of a range. A fault unless it is at least the lower end."""
    highest = row.take("antal_hoejst", parse_count) if row.get("antal_hoejst") else None
    lowest = row.known("antal", _count)
    if highest is not None and lowest is not None and highest < lowest:
        row.fail("antal_hoejst", text_da.range_reversed(lowest, highest))
    return {"reported_count_max": highest}


def _read_repeats(row: Row, context: Context) -> dict[str, Any]:
    """Left open is the same as not known; an open counting mode is not, since the reporter can tell."""
    return {"has_repeats": _code(row, "gengangere", REPEATS) if row.get("gengangere") else "unknown"}


def _read_date(row: Row, context: Context) -> dict[str, Any]:
    return {"reported_date": row.take("indberettet_dato", _date)}


def _code_part(column: str, output: str, codes: dict[str, Any], **types: str) -> Part:
    def read(row: Row, context: Context) -> dict[str, Any]:
        return {output: _code(row, column, codes)}

    return Part((column,), (output,), read, types=types)


def _plan(row: Row, context: Context) -> Area | None:
    return row.known("helhedsplan", context.registry.plan)


def _filled(column: str, text: str) -> str:
    if not text:
        raise FieldError(text_da.empty_cell(column))
    return text


def _count(text: str) -> int:
    return parse_count(_filled("antal", text))


def _code(row: Row, column: str, codes: dict[str, Any]) -> Any:
    text = row.get(column).casefold()
    if text in codes:
        return codes[text]
    row.fail(column, text_da.unknown_code(row.get(column), codes))
    return None


def _date(text: str) -> date | None:
    return periods.parse_date(text) if text else None


FORM = Form(
    form_id="registrations",
    table="registration",
    required=(
        "helhedsplan", "omraade", "aktivitet", "maaltal", "periode", "opgoerelse", "antal", "forbehold",
        "gengangere", "indberettet_af", "indberettet_dato", "bemaerkning",
    ),
    optional=("antal_hoejst", "usikker", "kilde", QUESTION),
    parts=(
        Part(("helhedsplan",), ("helhedsplan_id",), _read_plan),
        Part(("antal",), ("count_text", "reported_count"), _read_count, types={"reported_count": "bigint"}),
        Part(("helhedsplan", "omraade"), ("area_text", "area_id"), _read_area),
        Part(("helhedsplan", "aktivitet"), ("activity_text", "activity_id"), _read_activity),
        Part(("maaltal",), ("measure_text", "measure_id"), _read_measure),
        Part(("periode",), ("period_id", "period_type"), _read_period),
        _code_part("opgoerelse", "counting_mode", COUNTING_MODES),
        Part(("antal", "antal_hoejst"), ("reported_count_max",), _read_highest, types={"reported_count_max": "bigint"}),
        _code_part("forbehold", "qualifier", QUALIFIERS),
        Part(("gengangere",), ("has_repeats",), _read_repeats),
        _code_part("usikker", "is_doubted", DOUBTS, is_doubted="boolean"),
        reporter_part(),
        Part(("indberettet_dato",), ("reported_date",), _read_date, types={"reported_date": "date"}),
        text_part("bemaerkning", "comment"),
        text_part("kilde", "source_reference"),
    ),
    numbers=("antal", "antal_hoejst"),
    about=("omraade", "aktivitet", "maaltal", "periode"),
)  # fmt: skip
