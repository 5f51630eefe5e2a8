"""Rows of published tables as plain Python values."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, cast

from publish.marts import Published

Row = dict[str, Any]
Places = frozenset[str] | None  # a plan and its areas, or None for all


def rows(published: Published, sql: str, parameters: Sequence[Any] = ()) -> list[Row]:
    """The rows of a query; what is missing is None, never NaN."""
    frame = published.query(sql, parameters)
    return cast(list[Row], frame.astype(object).where(frame.notna(), None).to_dict("records"))


def as_day(value: Any) -> date | None:
    """A date or time stamp from a frame as a date."""
    if value is None:
        return None
    return value.date() if isinstance(value, datetime) else cast(date, value)
