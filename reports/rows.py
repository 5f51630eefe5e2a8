"""Words for rows of published tables."""

from datetime import date, datetime
from typing import Any, cast

Row = dict[str, Any]
Places = frozenset[str] | None  # a plan and its areas, or None for all


def as_day(value: Any) -> date | None:
    """A date or time stamp from a frame as a date."""
    if value is None:
        return None
    return value.date() if isinstance(value, datetime) else cast(date, value)
