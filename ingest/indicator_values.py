"""Form A: one row is one value of one indicator for one area and period."""

from typing import Any

from danish import ingest as text_da
from danish import ingest_names as names_da
from ingest import periods
from ingest.faults import FieldError
from ingest.forms import Context, Form, Part, Row, text_part
from ingest.numbers import Quantity, parse_quantity
from ingest.plain_numbers import plain_quantity
from ingest.registry import Indicator

_NOTHING = Quantity(None, status="not_delivered")


def _read_indicator(row: Row, context: Context) -> dict[str, Any]:
    indicator = row.take("indikator", context.registry.indicator)
    return {
        "indicator_text": row.cells["indikator"],
        "indicator_id": indicator.indicator_id if indicator else None,
    }


def _read_value(row: Row, context: Context) -> dict[str, Any]:
    indicator = _indicator(row, context)
    is_count = indicator is not None and indicator.measure_type == "count"

    def parse(text: str) -> Quantity:
        quantity = _quantity(text, context)
        return _not_negative(text, quantity) if is_count else quantity

    value = row.take("vaerdi", parse) or _NOTHING
    return {
        "value_text": row.cells["vaerdi"],
        "value": value.value,
        "qualifier": value.qualifier,
        "_value_state": value.status,
    }


def _count_part(column: str, output: str) -> Part:
    """A count beside the value: never with a qualifier, never negative."""

    def read(row: Row, context: Context) -> dict[str, Any]:
        quantity = row.take(column, lambda text: _beside(text, context)) or _NOTHING
        return {f"{output}_text": row.cells[column], output: quantity.value, f"_{output}_state": quantity.status}

    return Part(
        columns=(column,),
        outputs=(f"{output}_text", output, f"_{output}_state"),
        read=read,
        types={output: "double"},
        plain=plain_quantity(column, text=f"{output}_text", value=output, state=f"_{output}_state"),
    )


def _read_spread(row: Row, context: Context) -> dict[str, Any]:
    spread = row.take("spredning", lambda text: _beside(text, context)) or _NOTHING
    return {"standard_deviation": spread.value}


def read_area(row: Row, context: Context) -> dict[str, Any]:
    """The area under its name, alias or id, within its municipality."""
    return {
        "area_text": row.cells["omraade"],
        "municipality_code": row.optional("kommune_kode"),
        "area_id": _area(row, context),
    }


def _area(row: Row, context: Context) -> str | None:
    code = row.get("kommune_kode")
    if code and not (len(code) == 3 and code.isascii() and code.isdigit()):
        row.fail("kommune_kode", names_da.unknown_municipality_code(code))
        return None
    if not row.get("omraade"):
        row.fail("omraade", text_da.empty_cell("omraade"))
        return None
    return row.take("omraade", lambda text: context.registry.area(text, code))


def _read_period(row: Row, context: Context) -> dict[str, Any]:
    """The source's period type if it has one (a list's year), else the indicator's."""
    indicator = _indicator(row, context)
    period_type = (context.source.period_type or indicator.period_type) if indicator else None
    if period_type:
        row.take("periode", lambda text: periods.require(text, period_type))
    else:
        row.take("periode", periods.shape)
    return {"period_id": row.get("periode"), "period_type": period_type}


def _read_instrument(row: Row, context: Context) -> dict[str, Any]:
    indicator = _indicator(row, context)
    instrument = row.optional("instrument")
    if indicator and indicator.period_type == "survey_wave" and not instrument:
        row.fail("instrument", text_da.INSTRUMENT_MISSING)
    return {"instrument": instrument}


def _indicator(row: Row, context: Context) -> Indicator | None:
    return row.known("indikator", context.registry.indicator)


def _quantity(text: str, context: Context) -> Quantity:
    return parse_quantity(text, markers=context.source.markers, decimal_point=context.source.decimal_point)


def _beside(text: str, context: Context) -> Quantity:
    """A number that stands beside the value."""
    quantity = _quantity(text, context)
    if quantity.qualifier != "exact":
        raise FieldError(text_da.qualifier_not_here(text))
    return _not_negative(text, quantity)


def _not_negative(text: str, quantity: Quantity) -> Quantity:
    if quantity.value is not None and quantity.value < 0:
        raise FieldError(text_da.negative(text))
    return quantity


def _file_name(context: Context) -> str:
    """Every number names its source: a row without one is told by its file."""
    return context.file_name


# Why there is a value or none. A value left out beside both its counts is worked out from them later.
_STATUS = """
    case
        when value is not null then 'observed'
        when _value_state <> 'not_delivered' then _value_state
        when numerator is not null and denominator is not null
            then case when denominator <> 0 then 'observed' else 'not_applicable' end
        when _numerator_state not in ('observed', 'not_delivered') then _numerator_state
        when _denominator_state not in ('observed', 'not_delivered') then _denominator_state
        else 'not_delivered'
    end
"""

FORM = Form(
    form_id="indicator_values",
    table="indicator_value",
    required=(
        "omraade", "kommune_kode", "indikator", "periode", "vaerdi", "taeller", "naevner", "kilde", "note",
    ),
    optional=("etiket", "instrument", "spredning"),
    parts=(
        Part(("indikator",), ("indicator_text", "indicator_id"), _read_indicator),
        Part(
            columns=("indikator", "vaerdi"),
            outputs=("value_text", "value", "qualifier", "_value_state"),
            read=_read_value,
            types={"value": "double"},
            plain=plain_quantity(
                "vaerdi", text="value_text", value="value", state="_value_state", qualifier="qualifier"
            ),
        ),
        _count_part("taeller", "numerator"),
        _count_part("naevner", "denominator"),
        Part(("spredning",), ("standard_deviation",), _read_spread, types={"standard_deviation": "double"}),
        Part(("omraade", "kommune_kode"), ("area_text", "municipality_code", "area_id"), read_area),
        Part(("indikator", "periode"), ("period_id", "period_type"), _read_period),
        Part(("indikator", "instrument"), ("instrument",), _read_instrument),
        text_part("kilde", "source_reference", otherwise=_file_name),
        text_part("note", "note"),
        text_part("etiket", "printed_label"),
    ),
    derived={"value_status": _STATUS},
    numbers=("vaerdi", "taeller", "naevner", "spredning"),
    about=("omraade", "kommune_kode", "indikator", "periode", "instrument"),
    key=("area_id", "indicator_id", "period_id", "instrument", "source_reference"),
)  # fmt: skip
