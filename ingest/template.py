"""The workbook that partners fill in with registrations (form B): what is known is filled in, the rest is chosen."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from danish import template as template_da
from ingest import periods
from ingest.registrations import COUNTING_MODES, DOUBTS, FORM, QUALIFIERS, QUESTION, REPEATS
from ingest.registry import Area, Names, Registry, read_registry

COLUMNS = (*FORM.required, "antal_hoejst", "usikker")
_TITLE_ROW, _HELP_ROW, _HEADER_ROW = 1, 3, 4
_OPEN_ROWS = 100  # for what nobody knew beforehand
_WIDTHS = {
    QUESTION: 60,
    "aktivitet": 38,
    "maaltal": 38,
    "opgoerelse": 34,
    "bemaerkning": 44,
    "helhedsplan": 26,
    "omraade": 24,
}
_WIDTH = 18
_HEADER_FILL = PatternFill("solid", fgColor="1F4E5F")
_KNOWN_FILL = PatternFill("solid", fgColor="EEF3F5")
_CHOSEN_FILL = PatternFill("solid", fgColor="FFF6D6")
_ASKED_FILL = PatternFill("solid", fgColor="FBD9A8")
_ASKED = (QUESTION, "opgoerelse", "antal")
_LINE = Border(bottom=Side("thin", color="C8D2D6"))


@dataclass(frozen=True)
class Known:
    """What the lists offer, by column, and the rows that are filled in beforehand."""

    lists: dict[str, list[str]]
    rows: list[dict[str, Any]]
    title: str
    introduction: str = template_da.INTRODUCTION
    columns: tuple[str, ...] = COLUMNS


def write_registration_template(
    out: Path, *, seeds_dir: Path, today: date, plan: str | None = None, period: str | None = None
) -> int:
    """Writes the workbook to `out`; the number of rows that are filled in.

    Without a plan it is empty, with lists of all plans, activities and measures. The period of a plan's rows is the
    latest quarter that has ended, unless told. Raises FieldError for a plan or a period that is not known.
    """
    registry = read_registry(seeds_dir)
    if period:
        periods.registration_type(period)
    if plan:
        known = _of_plan(registry, seeds_dir, registry.plan(plan), period, today)
    else:
        known = _of_all(registry, period, today)
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    ranges = write_lists(book.create_sheet(template_da.LISTS_SHEET), known.lists)
    write_registrations(sheet, known, ranges)
    write_guide(book.create_sheet(template_da.GUIDE_SHEET, 1))
    out.parent.mkdir(parents=True, exist_ok=True)
    book.save(out)
    return len(known.rows)


def _of_plan(registry: Registry, seeds_dir: Path, plan: Area, period: str | None, today: date) -> Known:
    """The plan's activities with the measures that its targets and its reporting calendar name."""
    period = period or _latest_quarter(today)
    names = activity_names(registry, plan.area_id)
    measures = names_by_id(registry.measures)
    pairs = _pairs(seeds_dir, plan.area_id)
    plan_da = plan_name(registry, plan)
    rows = [
        {"helhedsplan": plan_da, "aktivitet": name, "maaltal": measure, "periode": period}
        for activity_id, name in sorted(names.items(), key=lambda item: item[1])
        for measure in sorted(measures[pair] for pair in pairs.get(activity_id, ()) if pair in measures) or [""]
    ]
    lists = {
        "helhedsplan": [plan_da],
        "omraade": area_names(registry, plan),
        "aktivitet": sorted(names.values()),
        "maaltal": sorted(measures.values()),
        "periode": _periods(period),
    }
    return Known(lists, rows, template_da.title(plan.name_da, period))


def _of_all(registry: Registry, period: str | None, today: date) -> Known:
    plans = [area for area in registry.areas.values() if area.area_type == "helhedsplan"]
    activities = {name for names in registry.activities_by_plan.values() for name in names_by_id(names).values()}
    lists = {
        "helhedsplan": sorted(plan.area_id for plan in plans),
        "omraade": [],
        "aktivitet": sorted(activities),
        "maaltal": sorted(names_by_id(registry.measures).values()),
        "periode": _periods(period or _latest_quarter(today)),
    }
    return Known(lists, [], template_da.title(None, period))


def plan_name(registry: Registry, plan: Area) -> str:
    """The plan's name where it is nobody else's, else its id."""
    return plan.name_da if len(registry.plan_names.find(plan.name_da)) == 1 else plan.area_id


def activity_names(registry: Registry, plan_id: str) -> dict[str, str]:
    """The names of a plan's activities by id; none for a plan without any."""
    activities = registry.activities_by_plan.get(plan_id)
    return names_by_id(activities) if activities else {}


def names_by_id(names: Names) -> dict[str, str]:
    """The name of each id; the id itself where others share the name."""
    found = {identifier: label.removesuffix(f" ({identifier})") for identifier, label in names.labels.items()}
    return {identifier: name if len(names.find(name)) == 1 else identifier for identifier, name in found.items()}


def area_names(registry: Registry, plan: Area) -> list[str]:
    """The areas within the plan, by name where the name is nobody else's in the municipality."""
    members = [
        area
        for area in registry.areas.values()
        if area.area_id != plan.area_id and plan.area_id in registry.lies_in(area.area_id)
    ]
    return sorted(area_name(registry, plan, area.area_id) for area in members)


def area_name(registry: Registry, plan: Area, area_id: str) -> str:
    """The area's name where it is nobody else's in the plan's municipality, else its id."""
    name = registry.areas[area_id].name_da
    is_its_own = registry.names_by_municipality[plan.municipality_code].find(name) == (area_id,)
    return name if is_its_own else area_id


def _pairs(seeds_dir: Path, plan_id: str) -> dict[str, set[str]]:
    """The measures of each activity that the plan's targets or reporting calendar name."""
    pairs: dict[str, set[str]] = {}
    for file in ("targets.csv", "reporting_calendar.csv"):
        path = seeds_dir / file
        if not path.is_file():
            continue
        with path.open(encoding="utf-8-sig", newline="") as seed:
            for row in csv.DictReader(seed):
                if row["helhedsplan_id"] == plan_id and row["activity_id"] and row["measure_id"]:
                    pairs.setdefault(row["activity_id"], set()).add(row["measure_id"])
    return pairs


def _latest_quarter(today: date) -> str:
    """The latest quarter that has ended."""
    quarter = (today.month - 1) // 3
    return f"{today.year}K{quarter}" if quarter else f"{today.year - 1}K4"


def _periods(period: str) -> list[str]:
    """The period first, then the others of the same year and the years and school years around them."""
    year = int(period[:4])
    around = [f"{year}K{quarter}" for quarter in range(1, 5)]
    around += [str(year), str(year - 1), f"{year - 1}/{year % 100:02}", f"{year}/{(year + 1) % 100:02}"]
    return list(dict.fromkeys([period, *around]))


def write_lists(sheet: Worksheet, lists: dict[str, list[str]]) -> dict[str, str]:
    """Puts the lists on a hidden sheet; by column the range that a cell may be chosen from."""
    sheet.sheet_state = "hidden"
    ranges = {}
    for position, (column, values) in enumerate(lists.items(), start=1):
        sheet.cell(1, position, template_da.LIST_HEADINGS[column])
        for row, value in enumerate(values, start=2):
            sheet.cell(row, position, value)
        letter = get_column_letter(position)
        if values:
            ranges[column] = f"={template_da.LISTS_SHEET}!${letter}$2:${letter}${len(values) + 1}"
    return ranges


def write_registrations(sheet: Worksheet, known: Known, ranges: dict[str, str]) -> None:
    """The sheet itself. In a workbook with questions the rows that are asked about are marked."""
    columns = known.columns
    sheet.title = template_da.SHEET
    sheet.cell(_TITLE_ROW, 1, known.title).font = Font(bold=True, size=14)
    sheet.cell(_TITLE_ROW + 1, 1, known.introduction)
    for position, column in enumerate(columns, start=1):
        help_cell = sheet.cell(_HELP_ROW, position, template_da.HELP[column])
        help_cell.alignment = Alignment(wrap_text=True, vertical="top")
        help_cell.font = Font(italic=True, color="44546A")
        header = sheet.cell(_HEADER_ROW, position, column)
        header.font = Font(bold=True, color="FFFFFF")
        header.fill = _HEADER_FILL
        sheet.column_dimensions[get_column_letter(position)].width = _WIDTHS.get(column, _WIDTH)
    sheet.row_dimensions[_HELP_ROW].height = 128
    first, last = _HEADER_ROW + 1, _HEADER_ROW + len(known.rows) + _OPEN_ROWS
    for row, cells in enumerate(known.rows, start=first):
        _write_row(sheet, row, columns, cells)
    for rule, column in _rules(ranges):
        letter = get_column_letter(columns.index(column) + 1)
        rule.add(f"{letter}{first}:{letter}{last}")
        sheet.add_data_validation(rule)
    # What is typed in by hand stays as it is typed: 2026 is a year, and 2026/27 no date.
    for row in range(first, last + 1):
        sheet.cell(row, columns.index("periode") + 1).number_format = "@"
        sheet.cell(row, columns.index("indberettet_dato") + 1).number_format = "dd-mm-yyyy"
    frozen = 0 if QUESTION in columns else columns.index("maaltal") + 1
    sheet.freeze_panes = f"{get_column_letter(frozen + 1)}{first}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _write_row(sheet: Worksheet, row: int, columns: Sequence[str], cells: Mapping[str, Any]) -> None:
    for position, column in enumerate(columns, start=1):
        given = cells.get(column)
        cell = sheet.cell(row, position, None if given in (None, "") else given)
        cell.border = _LINE
        cell.alignment = Alignment(wrap_text=QUESTION in columns, vertical="top")
        if cells.get(QUESTION) and column in _ASKED:
            cell.fill = _ASKED_FILL
            cell.font = Font(bold=column != QUESTION)
        else:
            cell.fill = _CHOSEN_FILL if given in (None, "") else _KNOWN_FILL
    if cells.get(QUESTION):
        # Excel does not fit a row's height to wrapped text that a program has written.
        lines = sum(-(-len(line) // _WIDTHS[QUESTION]) for line in cells[QUESTION].split("\n"))
        sheet.row_dimensions[row].height = max(32, 15.5 * (lines + 1))


def _rules(ranges: dict[str, str]) -> Iterable[tuple[DataValidation, str]]:
    for column, cells in ranges.items():
        # An area, activity or measure that is new may be typed in: ingest says whether it is known.
        yield _list_rule(cells, must_be_chosen=column == "periode"), column
    modes = _choice(COUNTING_MODES)
    modes.promptTitle, modes.prompt = template_da.MODE_PROMPT_TITLE, template_da.MODE_PROMPT
    modes.showInputMessage = True
    yield modes, "opgoerelse"
    yield _choice(QUALIFIERS), "forbehold"
    yield _choice(REPEATS), "gengangere"
    yield _choice(DOUBTS), "usikker"
    for column in ("antal", "antal_hoejst"):
        yield _rule("whole", "0", template_da.COUNT_ERROR), column
    yield _rule("date", "25569", template_da.DATE_ERROR), "indberettet_dato"


def _choice(codes: Iterable[str]) -> DataValidation:
    return _list_rule('"' + ",".join(code for code in codes if code) + '"', must_be_chosen=True)


def _list_rule(formula: str, *, must_be_chosen: bool) -> DataValidation:
    rule = DataValidation(type="list", formula1=formula, allow_blank=True)
    rule.error, rule.showErrorMessage = template_da.LIST_ERROR, True
    rule.errorStyle = "stop" if must_be_chosen else "warning"
    return rule


def _rule(kind: Literal["whole", "date"], lowest: str, error: str) -> DataValidation:
    rule = DataValidation(type=kind, operator="greaterThanOrEqual", formula1=lowest, allow_blank=True)
    rule.error, rule.showErrorMessage = error, True
    return rule


def write_guide(sheet: Worksheet) -> None:
    sheet.column_dimensions["A"].width = 28
    sheet.column_dimensions["B"].width = 100
    for row, (term, text) in enumerate(template_da.GUIDE, start=1):
        sheet.cell(row, 1, term).font = Font(bold=True)
        sheet.cell(row, 2, text).alignment = Alignment(wrap_text=True, vertical="top")
