"""The strict rule for numbers in SQL, for the shapes that most cells have; all other shapes are left to numbers.py."""

from collections.abc import Callable

from ingest.forms import Context, Plain, sql_name

# The patterns of numbers.py without a sign, and so short that they hold no more digits than a double keeps.
_COMMA_NUMBER = r"(?:[1-9][0-9]{0,2}(?:\.[0-9]{3})+|[0-9]+)(?:,[0-9]+)?"
_POINT_NUMBER = r"[0-9]+(?:\.[0-9]+)?"
_MOST_CHARACTERS = 15


def plain_quantity(
    column: str, *, text: str, value: str, state: str, qualifier: str | None = None
) -> Callable[[Context], Plain]:
    """Empty cells and numbers that are not negative, as `parse_quantity` reads them. The names are the outputs'."""
    cell = sql_name(column)

    def plain(context: Context) -> Plain:
        pattern = _POINT_NUMBER if context.source.decimal_point else _COMMA_NUMBER
        outputs = {
            text: cell,
            value: _number(cell, decimal_point=context.source.decimal_point),
            state: f"case when {cell} = '' then 'not_delivered' else 'observed' end",
        }
        if qualifier:
            outputs[qualifier] = "'exact'"
        is_number = f"length({cell}) <= {_MOST_CHARACTERS} and regexp_full_match({cell}, '{pattern}')"
        return Plain(f"({cell} = '' or {is_number})", outputs)

    return plain


def _number(cell: str, *, decimal_point: bool) -> str:
    written = cell if decimal_point else f"replace(replace({cell}, '.', ''), ',', '.')"
    return f"cast(nullif({written}, '') as double)"
