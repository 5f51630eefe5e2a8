"""What whoever runs the pages has opened for; without configuration, nothing of it is there."""

import os

_EVERY_SOURCE = "alle"
_YES = frozenset({"ja", "1", "on", "true"})


def open_sources() -> tuple[str, ...]:
    """The sources whose rows may be given to anybody (`BAROMETER_OPEN_DATA`, ids between commas); empty: none, and
    no open data at all."""
    wanted = os.environ.get("BAROMETER_OPEN_DATA", "")
    return tuple(sorted({part.strip() for part in wanted.split(",") if part.strip()}))


def may_be_open(source_id: str) -> bool:
    """Whether the rows of a source may be given to anybody; `alle` stands for every source."""
    return source_id in open_sources() or _EVERY_SOURCE in open_sources()


def takes_deliveries() -> bool:
    """Whether partners may hand in files through the pages (`BAROMETER_UPLOAD`: ja)."""
    return os.environ.get("BAROMETER_UPLOAD", "").strip().casefold() in _YES
