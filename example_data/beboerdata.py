"""LBF Beboerdata as two workbooks of standard tables: years as columns, each table with a last year of its own.

The layout is the one of ingest/layouts/beboerdata_standard.yml: title rows, merged headings, numbers that are text,
leading zeros, signs for small numbers, footers, a front page.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from openpyxl import Workbook

from example_data import text
from example_data.figures import Figures
from example_data.places import PLAN, Place
from example_data.workbook import saved

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

Cell = str | int | float
Cells = Callable[[str, int], Sequence[float | None]]  # of an area and year: the table's numbers; None is not made up
_SMALLEST_AREA = 100
_SMALL, _NOT_MADE_UP = "*", ".."
_FIRST_COLUMNS = ("Nr.", "Område", "Kommunenr.")
_COUNT_TOTAL_SHARE = ("Antal", "I alt", "Pct.")


@dataclass(frozen=True)
class Table:
    number: int
    title: str
    headings: tuple[str, ...]
    years: range
    cells: Cells
    numbers_are_text: bool = False

    @property
    def is_share(self) -> bool:
        return len(self.headings) == 3


def files(places: Mapping[str, Place], figures: Figures, *, with_errors: bool = True) -> Iterator[tuple[str, bytes]]:
    """The plan with its boligområder and afdelinger, and the whole municipality with its other areas."""
    tables = _tables(figures, with_errors=with_errors)
    large = [place for place in places.values() if _residents(figures, place.area_id, 2014) >= _SMALLEST_AREA]
    of_plan = [place for place in large if place.area_type == "afdeling" or PLAN in (place.area_id, place.parent_id)]
    others = [
        place for place in large if place not in of_plan and place.area_type in ("boligomraade", "kommune", "land")
    ]
    yield (
        "lbf_beboerdata/eksempel_beboerdata_helhedsplan.xlsx",
        _workbook("Eksempelparkens helhedsplan", tables, of_plan),
    )
    yield "lbf_beboerdata/eksempel_beboerdata_kommune.xlsx", _workbook("Eksempel Kommune", tables, others)


def _tables(figures: Figures, *, with_errors: bool) -> list[Table]:
    def residents(area_id: str, year: int) -> list[float | None]:
        number = _residents(figures, area_id, year)
        # part-left-out: the east of Mønsterhaven alone stands for the whole, see known_errors.csv.
        if with_errors and (area_id, year) == ("moensterhaven-999", 2022):
            number = _residents(figures, "moensterhaven-oest-999", year)
        return [number]

    def non_western(area_id: str, year: int) -> list[float | None]:
        people = figures.residents(area_id, year)
        number, total = sum(sum(part.non_western) for part in people), sum(part.total for part in people)
        return [number, total, 100 * number / total]

    def share_of(indicator_id: str) -> Cells:
        def cells(area_id: str, year: int) -> list[float | None]:
            counts = figures.counts(indicator_id, area_id, year)
            share = 100 * counts.numerator / counts.denominator if counts.denominator else None
            return [counts.numerator, counts.denominator, share]

        return cells

    def income(area_id: str, year: int) -> list[float | None]:
        return [100 * figures.income(area_id, year) / figures.income("region-eksempel", year)]

    people, taught, supported = range(2014, 2026), range(2014, 2025), range(2014, 2024)
    return [
        Table(1, "Beboere", ("Antal",), people, residents),
        Table(3, "Indvandrere og efterkommere fra ikke-vestlige lande", _COUNT_TOTAL_SHARE, people, non_western),
        Table(6, "Børn hos en enlig forsørger", _COUNT_TOTAL_SHARE, people, share_of("boern_enlig_forsoerger")),
        Table(10, "30-59-årige med kun grundskole", _COUNT_TOTAL_SHARE, taught, share_of("grundskole_30_59")),
        Table(
            11,
            "18-64-årige uden tilknytning til arbejdsmarked og uddannelse",
            _COUNT_TOTAL_SHARE,
            taught,
            share_of("uden_tilknytning_18_64"),
            numbers_are_text=True,
        ),
        Table(12, "Bruttoindkomst", ("Pct. af regionen",), supported, income),
        Table(
            13,
            "Offentligt forsørgede 30-64-årige",
            ("Fuldtidspersoner", "I alt", "Pct."),
            supported,
            share_of("offentligt_forsoergede_30_64"),
        ),
        Table(14, "Dømte på 18 år og derover", _COUNT_TOTAL_SHARE, taught, share_of("doemte_18_plus")),
    ]


def _residents(figures: Figures, area_id: str, year: int) -> int:
    return sum(people.total for people in figures.residents(area_id, year))


def _workbook(whose: str, tables: list[Table], places: list[Place]) -> bytes:
    book = Workbook()
    front = book.active
    assert front is not None
    front.title = "Forside"
    front.append(["Beboerdata"])
    front.append([f"{whose}. Eksempeldata – ikke virkelige tal."])
    for table in tables:
        _write(book.create_sheet(f"Tabel {table.number}"), whose, table, places)
    return saved(book)


def _write(sheet: "Worksheet", whose: str, table: Table, places: list[Place]) -> None:
    width = len(table.headings)
    sheet.append([f"Tabel {table.number}. {table.title}"])
    sheet.append([f"LBF Beboerdata, {whose}, udtrukket 05-01-2026. Eksempeldata – ikke virkelige tal."])
    sheet.append(["Afdelinger med under 100 beboere vises ikke. * diskretioneret, .. ikke opgjort"])
    sheet.append([])
    sheet.append([*_FIRST_COLUMNS, *(year if not at else None for year in table.years for at in range(width))])
    sheet.append([None, None, None, *(table.headings * len(table.years))])
    for place in places:
        sheet.append(_line(table, place))
    sheet.append(["Kilde: Eksempeldata. Opdigtede tal, som Landsbyggefonden kunne have leveret dem."])
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=8)
    for column in range(1, 4):
        sheet.merge_cells(start_row=5, end_row=6, start_column=column, end_column=column)
    if width > 1:
        for at in range(len(table.years)):
            first = 4 + at * width
            sheet.merge_cells(start_row=5, end_row=5, start_column=first, end_column=first + width - 1)


def _line(table: Table, place: Place) -> list[Cell | None]:
    cells: list[Cell | None] = [place.lbf_number or None, place.name, place.municipality_code or None]
    for year in table.years:
        cells += _shown(table, table.cells(place.area_id, year))
    return cells


def _shown(table: Table, numbers: Sequence[float | None]) -> list[Cell]:
    """The numbers as the portal shows them: nothing that rests on one to four persons."""
    if table.is_share and numbers[0] is not None and numbers[1] is not None:
        few = (0 < number < 5 for number in (numbers[0], numbers[1], numbers[1] - numbers[0]))
        if any(few):
            return [_SMALL] * len(numbers)
    return [_cell(table, number, is_share=at == len(numbers) - 1) for at, number in enumerate(numbers)]


def _cell(table: Table, number: float | None, *, is_share: bool) -> Cell:
    if number is None:
        return _NOT_MADE_UP
    is_decimal = is_share and table.headings[-1].startswith("Pct.")
    decimals = (2 if table.number in (13, 14) else 1) if is_decimal else 0 if number == int(number) else 1
    written = text.decimal(number, decimals)
    if table.numbers_are_text:
        return written
    return float(written.replace(",", ".")) if decimals else int(written)
