"""Form B: one row is one count that a partner reports for one activity, measure and period."""

from datetime import date
from typing import Any

from danish import ingest as text_da
from ingest import periods
from ingest.faults import FieldError
from ingest.forms import Context, Form, Row
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
DOUBTS = {"": False, "ja": True, "nej": False}


def read_row(row: Row, context: Context) -> dict[str, Any]:
    """The columns of raw.registration that one row gives; what is wrong with it is noted in the row."""
    plan = row.take("helhedsplan", context.registry.plan)
    period = row.optional("periode")
    count = row.take("antal", _count)
    return {
        "line": row.line,
        "source_id": context.source.source_id,
        "area_text": row.cells["omraade"],
        "activity_text": row.cells["aktivitet"],
        "measure_text": row.cells["maaltal"],
        "count_text": row.cells["antal"],
        "helhedsplan_id": plan.area_id if plan else None,
        "area_id": _area(row, context, plan),
        "activity_id": _activity(row, context, plan),
        "measure_id": row.take("maaltal", lambda text: context.registry.measure(_filled("maaltal", text))),
        "period_id": period,
        "period_type": row.take("periode", periods.registration_type) if period else None,
        "counting_mode": _code(row, "opgoerelse", COUNTING_MODES),
        "reported_count": count,
        "reported_count_max": _highest(row, count),
        "qualifier": _code(row, "forbehold", QUALIFIERS),
        # Left open is the same as not known; an open counting mode is not, since the reporter can tell.
        "has_repeats": _code(row, "gengangere", REPEATS) if row.get("gengangere") else "unknown",
        "is_doubted": _code(row, "usikker", DOUBTS),
        "reported_by": row.optional("indberettet_af"),
        "reported_date": row.take("indberettet_dato", _date),
        "comment": row.optional("bemaerkning"),
        "source_reference": row.optional("kilde"),
    }


FORM = Form(
    form_id="registrations",
    table="registration",
    required=(
        "helhedsplan", "omraade", "aktivitet", "maaltal", "periode", "opgoerelse", "antal", "forbehold",
        "gengangere", "indberettet_af", "indberettet_dato", "bemaerkning",
    ),
    optional=("antal_hoejst", "usikker", "kilde"),
    read=read_row,
    numbers=("antal", "antal_hoejst"),
)  # fmt: skip


def _area(row: Row, context: Context, plan: Area | None) -> str | None:
    """The area within the plan's municipality; nothing means the whole plan, as does the plan's own id."""
    if plan is None:
        return None
    if not row.get("omraade"):
        return plan.area_id
    return row.take("omraade", lambda text: context.registry.area(text, plan.municipality_code))


def _activity(row: Row, context: Context, plan: Area | None) -> str | None:
    if plan is None:
        return None
    return row.take("aktivitet", lambda text: context.registry.activity(_filled("aktivitet", text), plan.area_id))


def _filled(column: str, text: str) -> str:
    if not text:
        raise FieldError(text_da.empty_cell(column))
    return text


def _count(text: str) -> int:
    return parse_count(_filled("antal", text))


def _highest(row: Row, lowest: int | None) -> int | None:
    """The upper end of a range. A fault unless it is at least the lower end."""
    if not row.get("antal_hoejst"):
        return None
    highest = row.take("antal_hoejst", parse_count)
    if highest is not None and lowest is not None and highest < lowest:
        row.fail("antal_hoejst", text_da.range_reversed(lowest, highest))
    return highest


def _code(row: Row, column: str, codes: dict[str, Any]) -> Any:
    text = row.get(column).casefold()
    if text in codes:
        return codes[text]
    row.fail(column, text_da.unknown_code(row.get(column), codes))
    return None


def _date(text: str) -> date | None:
    return periods.parse_date(text) if text else None
