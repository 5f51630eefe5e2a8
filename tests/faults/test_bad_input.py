"""Whatever bytes arrive: loaded, in quarantine or refused, with a message; never a traceback, never a wrong number."""

import io
import re
from collections import defaultdict
from decimal import Decimal
from typing import Any

import duckdb
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from ingest.evaluate import evaluate
from ingest.evaluation import Evaluation
from ingest.registry import Registry, read_registry
from ingest.sources import Sources
from ingest.stage import scratch
from tests.faults.form_cases import CASES, FormCase
from tests.faults.mutations import files, mutated, mutated_package, package_of, parts_of
from tests.faults.strict_reading import UnreadableError, delivered, number
from tests.unit.ingest.ingest_cases import SEEDS

REGISTRATIONS = next(case for case in CASES if case.form_id == "registrations")
_ENGLISH = re.compile(
    r"\b(error|exception|invalid|traceback|codec|column|failed|unexpected|none|null)\b", re.IGNORECASE
)
_PLACE = re.compile(r"arket »(.*)«, række ([0-9]+)")

quick = settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate, Phase.shrink],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)
deep = settings(quick, max_examples=600, derandomize=False, print_blob=True)
each_form = pytest.mark.parametrize("case", CASES, ids=lambda case: case.form_id)


@pytest.fixture(scope="module")
def registry(tmp_path_factory: pytest.TempPathFactory) -> Registry:
    folder = tmp_path_factory.mktemp("seeds")
    for name, text in SEEDS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return read_registry(folder)


@pytest.fixture(scope="module")
def connection() -> duckdb.DuckDBPyConnection:
    return scratch()


class Reader:
    """Evaluates files of one form."""

    def __init__(self, case: FormCase, registry: Registry, connection: duckdb.DuckDBPyConnection) -> None:
        self.case = case
        self._registry = registry
        self._connection = connection

    def read(self, content: bytes, file_name: str = "tal.csv") -> Evaluation:
        contract = self.case.contract
        outcome = evaluate(
            content,
            file_name=file_name,
            source=contract,
            sources=Sources({contract.source_id: contract}, ""),
            registry=self._registry,
            connection=self._connection,
        )
        assert_told(outcome)
        return outcome


@pytest.fixture
def reader(case: FormCase, registry: Registry, connection: duckdb.DuckDBPyConnection) -> Reader:
    return Reader(case, registry, connection)


def assert_told(outcome: Evaluation) -> None:
    """Every outcome has a message in Danish; what is refused or in quarantine says why, and what to do."""
    assert outcome.rows_read == outcome.rows_loaded + outcome.rows_quarantined + outcome.rows_skipped
    assert outcome.message_da
    assert bool(outcome.faults) == (outcome.refused or outcome.rows_quarantined > 0)
    assert not (outcome.refused and outcome.rows_read)
    for fault in outcome.faults:
        for sentence in (fault.message.reason, fault.message.remedy, fault.message.for_partner):
            assert sentence.endswith((".", "?", "!", ")", "«")), sentence
            assert not _ENGLISH.search(re.sub("»[^«]*«", "", sentence)), sentence


def assert_right(case: FormCase, outcome: Evaluation, content: bytes) -> None:
    """Every delivered row is accounted for once, and what is loaded says what a strict reader reads."""
    if outcome.refused:
        return
    _, rows = delivered(content, case.required)
    by_line = {row.line: row for row in rows}
    assert outcome.rows_read == len(rows)
    loaded = rows_by_line(outcome)
    ends = [*loaded, *(row.line for row in outcome.quarantined), *(row.line for row in outcome.skipped)]
    assert sorted(ends) == sorted(by_line)
    assert len(loaded) == outcome.rows_loaded
    for line, found in loaded.items():
        assert_same(case.expected(by_line[line].cells), found)


def rows_by_line(outcome: Evaluation) -> dict[int, list[dict[str, Any]]]:
    loaded: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in outcome.rows:
        loaded[row["line"]].append(row)
    return loaded


def assert_same(expected: list[dict[str, Any]], found: list[dict[str, Any]]) -> None:
    shown = [{column: _plain(row[column]) for column in expected[0]} for row in found]
    assert sorted(shown, key=repr) == sorted(expected, key=repr)


def _plain(value: Any) -> Any:
    return value.casefold() if isinstance(value, str) and value in ("JA", "Ja") else value


def check_good(reader: Reader, content: bytes) -> None:
    outcome = reader.read(content)
    assert (outcome.refused, outcome.rows_quarantined) == (False, 0), outcome.message_da
    assert_right(reader.case, outcome, content)


def check(reader: Reader, content: bytes) -> None:
    assert_right(reader.case, reader.read(content), content)


def anything(case: FormCase) -> st.SearchStrategy[bytes]:
    header = ";".join(case.header).encode() + b"\n"
    return st.one_of(st.binary(max_size=300), st.binary(max_size=200).map(lambda rest: header + rest))


@each_form
def test_good_files_are_loaded_whole(reader: Reader) -> None:
    contents = files(reader.case.header, reader.case.good_rows(25))
    settings(quick, max_examples=8)(given(contents)(lambda content: check_good(reader, content)))()


@each_form
def test_cells_may_hold_anything(reader: Reader) -> None:
    quick(given(files(reader.case.header, reader.case.wild_rows()))(lambda content: check(reader, content)))()


@each_form
def test_files_may_have_suffered(reader: Reader) -> None:
    whole = files(reader.case.header, reader.case.good_rows(3))
    settings(quick, max_examples=60)(given(mutated(whole))(lambda content: check(reader, content)))()


@each_form
def test_anything_may_be_a_file(reader: Reader) -> None:
    quick(given(anything(reader.case))(lambda content: check(reader, content)))()


@each_form
@pytest.mark.long
def test_whatever_arrives_at_length(reader: Reader) -> None:
    header = reader.case.header
    whole = files(header, reader.case.good_rows(3))
    contents = st.one_of(mutated(whole), mutated(whole), files(header, reader.case.wild_rows()), anything(reader.case))
    deep(given(contents)(lambda content: check(reader, content)))()


def workbook(rows: list[list[str]]) -> bytes:
    """Form B in a sheet, with its numbers as numbers, and no word of when it was made."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.append(REGISTRATIONS.header)
    for row in rows:
        sheet.append([int(cell) if cell.isdigit() and len(cell) < 4 else cell for cell in row])
    content = io.BytesIO()
    book.save(content)
    parts = parts_of(content.getvalue())
    parts["docProps/core.xml"] = re.sub(rb"<dcterms.*</dcterms:\w+>", b"", parts["docProps/core.xml"])
    return package_of(parts)


workbooks = REGISTRATIONS.good_rows(2).map(workbook)


def check_workbook(reader: Reader, content: bytes) -> None:
    """What is loaded stands in that row of that sheet, as another library reads it."""
    outcome = reader.read(content, "tal.xlsx")
    if outcome.refused:
        return
    try:
        sheets = {sheet.title: sheet for sheet in load_workbook(io.BytesIO(content), data_only=True).worksheets}
    except Exception:  # the other library gives up on more files, each in its own way
        return
    for row in outcome.rows:
        found = _PLACE.fullmatch(row["place"])
        assert found, row["place"]
        cells = [str(cell.value) for cell in sheets[found[1]][int(found[2])] if cell.value is not None]
        assert {number(cell) for cell in cells if _is_number(cell)} >= {Decimal(row["reported_count"])}, (row, cells)


def _is_number(text: str) -> bool:
    try:
        number(text.removesuffix(".0"))
    except UnreadableError:
        return False
    return True


@pytest.mark.parametrize("case", [REGISTRATIONS], ids=["workbook"])
def test_a_good_workbook_is_loaded_whole(reader: Reader) -> None:
    def check_whole(content: bytes) -> None:
        outcome = reader.read(content, "tal.xlsx")
        assert (outcome.refused, outcome.rows_quarantined) == (False, 0), outcome.message_da
        check_workbook(reader, content)

    settings(quick, max_examples=8)(given(workbooks)(check_whole))()


@pytest.mark.parametrize("case", [REGISTRATIONS], ids=["workbook"])
def test_workbooks_may_have_suffered(reader: Reader) -> None:
    settings(quick, max_examples=100)(
        given(mutated_package(workbooks))(lambda content: check_workbook(reader, content))
    )()


@pytest.mark.long
@pytest.mark.parametrize("case", [REGISTRATIONS], ids=["workbook"])
def test_workbooks_may_have_suffered_in_many_ways(reader: Reader) -> None:
    settings(deep, max_examples=2000)(
        given(mutated_package(workbooks))(lambda content: check_workbook(reader, content))
    )()
