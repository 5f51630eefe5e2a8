"""What a file came to: the answer that the command line, the upload page and the tests read."""

from dataclasses import dataclass, field

LOADED = "loaded"
PARTLY_LOADED = "partly_loaded"
REFUSED = "refused"
UNCHANGED = "unchanged"


class ConfigurationError(ValueError):
    """sources.yml or a registry cannot be used; the message is Danish and names file and line."""


class WarehouseBusyError(RuntimeError):
    """Another run holds the warehouse; the message is Danish."""


@dataclass(frozen=True)
class Problem:
    """One thing that was wrong, and where: the line, or in a workbook the place in words.

    `value` is None where the text is private. `partner_remedy_da` is the remedy in words for a partner, who cannot mend
    the project's own files.
    """

    file_name: str
    line: int | None
    column: str | None
    value: str | None
    reason_da: str
    remedy_da: str
    place: str = ""
    partner_remedy_da: str = ""


@dataclass(frozen=True)
class LoadResult:
    """One file's outcome. `rows_read` is always loaded + quarantined + skipped; a refused file counts no rows.

    `notices` are told though the rows are taken, such as hidden rows of a workbook.

    `status`: loaded, partly_loaded (some rows in quarantine), refused (nothing taken), unchanged (known before).
    """

    load_id: str
    source_id: str
    file_name: str
    sha256: str
    encoding: str
    status: str
    rows_read: int
    rows_loaded: int
    rows_quarantined: int
    rows_skipped: int
    message_da: str
    problems: list[Problem] = field(default_factory=list)
    delimiter: str = ""
    notices: tuple[str, ...] = ()
