"""What one file comes to: what is loaded, what goes to quarantine, what is passed over, or why nothing is taken."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from danish import ingest as text_da
from ingest import results, sift
from ingest.faults import Fault
from ingest.forms import Form
from ingest.headings import Heading
from ingest.parts import Reading
from ingest.results import LoadResult, Problem
from ingest.stage import Stage

# A result names every fault of a small file; a large file that is wrong throughout names the first of them.
MOST_PROBLEMS = 200


@dataclass(frozen=True)
class Skipped:
    line: int
    reason_da: str
    row_text: str
    place: str = ""


@dataclass(frozen=True)
class Quarantined:
    """A row that could not be taken, with the first of its faults."""

    fault: Fault
    line: int
    row_text: str


@dataclass(frozen=True)
class Staged:
    """The sifted rows, in the connection that they were staged in, until the next file takes their place."""

    reading: Reading
    source_id: str

    @property
    def form(self) -> Form:
        return self.reading.form

    @property
    def stage(self) -> Stage:
        return self.reading.stage

    @property
    def loaded_sql(self) -> str:
        return sift.loaded_sql(self.reading, self.source_id)

    @property
    def quarantine_sql(self) -> str:
        return sift.quarantine_sql(self.stage)

    @property
    def skipped_sql(self) -> str:
        return sift.skipped_sql()


@dataclass
class Evaluation:
    """The outcome. `refused`: nothing is taken, for the reasons in `faults`; else `staged` holds the rows.

    `faults` are the first ones of `fault_count`; `notices` are told though the rows are taken.
    """

    encoding: str = ""
    delimiter: str = ""
    rows_read: int = 0
    rows_loaded: int = 0
    rows_quarantined: int = 0
    rows_skipped: int = 0
    faults: list[Fault] = field(default_factory=list)
    fault_count: int = 0
    notices: tuple[str, ...] = ()
    refused: bool = False
    staged: Staged | None = None
    # The rows and the faults of each, also of a file that is refused for what stands in some of them.
    noted: Stage | None = None
    # The columns of a file whose header could not be used.
    headings: tuple[Heading, ...] = ()

    @property
    def status(self) -> str:
        if self.refused:
            return results.REFUSED
        return results.PARTLY_LOADED if self.rows_quarantined else results.LOADED

    @property
    def message_da(self) -> str:
        places = list(dict.fromkeys(_told(fault) for fault in self.faults))
        if self.refused:
            return text_da.refused(text_da.details(places, self.fault_count))
        counted = text_da.counts(self.rows_read, self.rows_loaded, self.rows_quarantined, self.rows_skipped)
        if self.rows_quarantined:
            told = text_da.loaded(counted, text_da.details(places, self.fault_count))
            return text_da.with_notices(told, self.notices)
        if self.staged and self.staged.stage.has_places:
            return text_da.with_notices(text_da.loaded(counted, ""), self.notices)
        places = [(text_da.place(row.line, None, row.place), row.reason_da) for row in self._skipped("limit 3")]
        return text_da.loaded(counted, text_da.details(places, self.rows_skipped))

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The rows that are loaded, with the columns that the form gives."""
        if not self.staged:
            return []
        form = self.staged.form
        columns = ["line", *(["place"] if self.staged.stage.has_places else []), "source_id", *form.written]
        rows = self._fetch(self.staged.loaded_sql)
        return [{column: row[column] for column in columns} for row in rows]

    @property
    def quarantined(self) -> list[Quarantined]:
        if not self.staged or not self.rows_quarantined:
            return []
        rows = self._fetch(self.staged.quarantine_sql)
        return [Quarantined(_quarantined(row), row["line"], row["row_text"]) for row in rows]

    @property
    def skipped(self) -> list[Skipped]:
        return self._skipped()

    def _skipped(self, limit: str = "") -> list[Skipped]:
        rows = self._fetch(self.staged.skipped_sql, limit) if self.staged and self.rows_skipped else []
        return [Skipped(row["line"], row["reason_da"], row["row_text"], row["place"] or "") for row in rows]

    def _fetch(self, sql: str, limit: str = "") -> list[dict[str, Any]]:
        assert self.staged
        answer = self.staged.stage.connection.execute(f"select * from ({sql}) order by line {limit}")
        columns = [column[0] for column in answer.description or ()]
        return [dict(zip(columns, row, strict=True)) for row in answer.fetchall()]


def refuse(*faults: Fault, count: int | None = None) -> Evaluation:
    """The outcome of a file that is not taken."""
    return Evaluation(faults=list(faults), fault_count=count or len(faults), refused=True)


def load_id_of(source_id: str, sha256: str) -> str:
    """One id for one content within one source."""
    return f"{source_id or 'unknown'}-{sha256[:12]}"


def result(evaluation: Evaluation, source_id: str, file_name: str, sha256: str) -> LoadResult:
    """The evaluation as the answer that others read."""
    return LoadResult(
        load_id=load_id_of(source_id, sha256),
        source_id=source_id,
        file_name=file_name,
        sha256=sha256,
        encoding=evaluation.encoding,
        status=evaluation.status,
        rows_read=evaluation.rows_read,
        rows_loaded=evaluation.rows_loaded,
        rows_quarantined=evaluation.rows_quarantined,
        rows_skipped=evaluation.rows_skipped,
        message_da=evaluation.message_da,
        problems=[_problem(file_name, fault) for fault in evaluation.faults[:MOST_PROBLEMS]],
        delimiter=evaluation.delimiter,
        notices=evaluation.notices,
    )


def _told(fault: Fault) -> tuple[str, str]:
    where = text_da.place(fault.line, fault.column, fault.place)
    return where, f"{fault.message.reason} {fault.message.remedy}"


def _problem(file_name: str, fault: Fault) -> Problem:
    message = fault.message
    return Problem(
        file_name,
        fault.line,
        fault.column,
        fault.value,
        message.reason,
        message.remedy,
        fault.place,
        message.for_partner,
    )


def _quarantined(row: Mapping[str, Any]) -> Fault:
    message = text_da.Message(row["reason_da"], row["remedy_da"])
    return Fault(message, row["line"], row["column_name"], row["value_text"], row["place"] or "")
