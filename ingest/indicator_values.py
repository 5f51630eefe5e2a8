"""Form A: one row is one value of one indicator for one area and period."""

from typing import Any

from danish import ingest as text_da
from ingest import periods
from ingest.faults import FieldError
from ingest.forms import Context, Form, Row
from ingest.numbers import Quantity, parse_quantity
from ingest.registry import Indicator


def read_row(row: Row, context: Context) -> dict[str, Any]:
    """The columns of raw.indicator_value that one row gives; what is wrong with it is noted in the row."""
    indicator = row.take("indikator", context.registry.indicator)
    value, numerator, denominator, spread = _quantities(row, context, indicator)
    return {
        "line": row.line,
        "source_id": context.source.source_id,
        "area_text": row.cells["omraade"],
        "municipality_code": row.optional("kommune_kode"),
        "indicator_text": row.cells["indikator"],
        "value_text": row.cells["vaerdi"],
        "numerator_text": row.cells["taeller"],
        "denominator_text": row.cells["naevner"],
        "area_id": _area(row, context),
        "indicator_id": indicator.indicator_id if indicator else None,
        "period_id": row.get("periode"),
        "period_type": _period_type(row, context, indicator),
        "value": value.value,
        "numerator": numerator.value,
        "denominator": denominator.value,
        "standard_deviation": spread.value,
        "qualifier": value.qualifier,
        "value_status": _status(value, numerator, denominator),
        # Every number names its source: a row without one is told by its file.
        "source_reference": row.optional("kilde") or context.file_name,
        "note": row.optional("note"),
        "printed_label": row.optional("etiket"),
        "instrument": _instrument(row, indicator),
    }


FORM = Form(
    form_id="indicator_values",
    table="indicator_value",
    required=(
        "omraade", "kommune_kode", "indikator", "periode", "vaerdi", "taeller", "naevner", "kilde", "note",
    ),
    optional=("etiket", "instrument", "spredning"),
    read=read_row,
    numbers=("vaerdi", "taeller", "naevner", "spredning"),
    key=("area_id", "indicator_id", "period_id", "instrument", "source_reference"),
)  # fmt: skip


def _area(row: Row, context: Context) -> str | None:
    code = row.get("kommune_kode")
    if code and not (len(code) == 3 and code.isascii() and code.isdigit()):
        row.fail("kommune_kode", text_da.unknown_municipality_code(code))
        return None
    if not row.get("omraade"):
        row.fail("omraade", text_da.empty_cell("omraade"))
        return None
    return row.take("omraade", lambda text: context.registry.area(text, code))


def _period_type(row: Row, context: Context, indicator: Indicator | None) -> str | None:
    """The source's period type if it has one (a list's year), else the indicator's."""
    if not indicator:
        row.take("periode", periods.shape)
        return None
    period_type = context.source.period_type or indicator.period_type
    row.take("periode", lambda text: periods.require(text, period_type))
    return period_type


def _instrument(row: Row, indicator: Indicator | None) -> str | None:
    instrument = row.optional("instrument")
    if indicator and indicator.period_type == "survey_wave" and not instrument:
        row.fail("instrument", text_da.INSTRUMENT_MISSING)
    return instrument


def _quantities(row: Row, context: Context, indicator: Indicator | None) -> tuple[Quantity, ...]:
    source = context.source

    def parse(text: str) -> Quantity:
        return parse_quantity(text, markers=source.markers, decimal_point=source.decimal_point)

    def parse_plain(text: str) -> Quantity:
        quantity = parse(text)
        if quantity.qualifier != "exact":
            raise FieldError(text_da.qualifier_not_here(text))
        return _not_negative(text, quantity)

    def parse_value(text: str) -> Quantity:
        is_count = indicator is not None and indicator.measure_type == "count"
        return _not_negative(text, parse(text)) if is_count else parse(text)

    nothing = Quantity(None, status="not_delivered")
    return (
        row.take("vaerdi", parse_value) or nothing,
        row.take("taeller", parse_plain) or nothing,
        row.take("naevner", parse_plain) or nothing,
        row.take("spredning", parse_plain) or nothing,
    )


def _not_negative(text: str, quantity: Quantity) -> Quantity:
    if quantity.value is not None and quantity.value < 0:
        raise FieldError(text_da.negative(text))
    return quantity


def _status(value: Quantity, numerator: Quantity, denominator: Quantity) -> str:
    """Why there is a value or none. A value left out beside both its counts is worked out from them later."""
    if value.value is not None:
        return "observed"
    if value.status != "not_delivered":
        return value.status
    if numerator.value is not None and denominator.value is not None:
        return "observed" if denominator.value else "not_applicable"
    reasons = [part.status for part in (numerator, denominator) if part.status not in ("observed", "not_delivered")]
    return reasons[0] if reasons else "not_delivered"
