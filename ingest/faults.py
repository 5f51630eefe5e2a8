"""How the readers say that something is wrong: a fault in a cell, a row or the whole file."""

from dataclasses import dataclass

from danish.ingest import Message


class FieldError(ValueError):
    """A cell that cannot be read. `stops_file`: the cell throws doubt on how the whole file is to be read."""

    def __init__(self, message: Message, *, stops_file: bool = False) -> None:
        super().__init__(message.reason)
        self.message = message
        self.stops_file = stops_file


@dataclass(frozen=True)
class Fault:
    """A message with its place. `line` None: the whole file. `value` is the cell as delivered, or None.

    `place` says in words where the row stands when a line number does not: in a workbook.
    """

    message: Message
    line: int | None = None
    column: str | None = None
    value: str | None = None
    place: str = ""


class RefusedError(ValueError):
    """The whole file is refused, for one or more reasons. `count`: how many, where not all of them are given."""

    def __init__(self, *faults: Fault, count: int | None = None) -> None:
        super().__init__(faults[0].message.reason)
        self.faults = list(faults)
        self.count = count or len(faults)
