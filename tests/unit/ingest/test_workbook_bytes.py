"""Whatever bytes arrive as a workbook: rows with a place, or a refusal in words. Two libraries agree on the cells."""

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from ingest import progress
from ingest.faults import RefusedError
from ingest.readers.workbook import decimal_text, number_of, read_sheets
from ingest.sources import WorkbookLimits
from tests.unit.ingest.workbook_cases import blocks, long_table, saved, standard, table

STANDARD = standard()
PARTS = zipfile.ZipFile(io.BytesIO(STANDARD)).namelist()


def answered(content: bytes) -> bool:
    """Whether the bytes come to a table whose rows all have a place, or to a refusal that says why."""
    try:
        found = table(content)
    except RefusedError as error:
        return all(fault.message.reason and fault.message.remedy for fault in error.faults)
    return all(row.place and (row.skip_reason or len(row.cells) == len(found.header)) for row in found.rows)


@settings(max_examples=150, deadline=None)
@given(position=st.integers(0, len(STANDARD) - 1), mask=st.integers(1, 255), cut=st.integers(0, 200))
def test_a_damaged_file_is_read_or_refused(position: int, mask: int, cut: int) -> None:
    damaged = bytearray(STANDARD)
    damaged[position] ^= mask
    assert answered(bytes(damaged))
    assert answered(bytes(damaged[: len(damaged) - cut]))


@settings(max_examples=150, deadline=None)
@given(part=st.sampled_from(PARTS), start=st.floats(0, 1), length=st.integers(0, 60), text=st.text(max_size=8))
def test_a_damaged_part_is_read_or_refused(part: str, start: float, length: int, text: str) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(STANDARD)) as source, zipfile.ZipFile(buffer, "w") as target:
        for name in PARTS:
            content = source.read(name)
            if name == part:
                at = int(start * len(content))
                content = content[:at] + text.encode("utf-8", "surrogatepass") + content[at + length :]
            target.writestr(name, content)
    assert answered(buffer.getvalue())


CELLS = st.one_of(
    st.none(), st.booleans(), st.integers(-(10**15), 10**15), st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from(["Nr.", "Område", "Kommunenr.", "Antal", "2021", "Tabel 1. Beboere", "Kilde:", "*", "#N/A", "=A1"]),
    st.text(st.characters(min_codepoint=32, exclude_categories=["Cs", "Cc"]), max_size=6),
)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(rows=st.lists(st.lists(CELLS, max_size=6), max_size=8))
def test_any_cells_are_read_or_refused(rows: list[list[object]]) -> None:
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for row in rows:
        sheet.append(row)
    assert answered(saved(book))


@settings(max_examples=300, deadline=None)
@given(st.decimals(min_value=-(10**9), max_value=10**9, places=5))
def test_a_number_comes_back_as_it_was_typed(number: object) -> None:
    assert decimal_text(number_of(float(str(number)))) == decimal_text(number_of(float(format(number, ".5f"))))
    assert float(decimal_text(number_of(float(str(number)))).replace(",", ".")) == float(str(number))


@pytest.mark.parametrize("number", [0.1 + 0.2, 1.1 * 3, 2.675 * 100, 1e15 / 3])
def test_a_number_has_fifteen_digits_at_most(number: float) -> None:
    digits = decimal_text(number_of(number)).replace(",", "").strip("0")
    assert len(digits) <= 15


@pytest.mark.parametrize("content", [STANDARD, long_table(), blocks()], ids=["standard", "long", "blocks"])
def test_two_libraries_see_the_same_cells(content: bytes) -> None:
    other = load_workbook(io.BytesIO(content), data_only=True)
    for sheet in read_sheets(content, WorkbookLimits()):
        ours = {
            (row, column): value
            for row, values in enumerate(sheet.values, start=1)
            for column, value in enumerate(values, start=1)
            if value != ""
        }
        theirs = {
            (cell.row, cell.column): cell.value for row in other[sheet.name] for cell in row if cell.value is not None
        }
        assert ours == theirs


def test_whoever_shows_it_is_told_of_every_sheet() -> None:
    told: list[tuple[int, int, bool]] = []
    with progress.told_to(lambda *sheet: told.append(sheet)):
        table(STANDARD)
    assert [entry for entry in told if entry[2]] == [(1, 3, True), (2, 3, True), (3, 3, True)]
    assert (3, 3, False) in told
    table(STANDARD)
    assert len([entry for entry in told if entry[2]]) == 3
