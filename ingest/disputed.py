"""The registration workbook with the rows that a partner is asked about: filled in, marked, each with its question."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from danish import quality_letter as words
from danish import template as template_da
from ingest import template
from ingest.registrations import COUNTING_MODES, QUALIFIERS, QUESTION
from ingest.registry import Registry, read_registry

_CODES = {value: code for code, value in COUNTING_MODES.items()}
_RESERVATIONS = {value: code for code, value in QUALIFIERS.items()}


def write_disputed_rows(out: Path, *, seeds_dir: Path, rows: Sequence[Mapping[str, Any]]) -> None:
    """Writes the workbook to `out`. It is form B with one column more, and is loaded like any other when it comes back.

    A row names its place by ids (`helhedsplan_id`, `area_id`, `activity_id`, `measure_id`) and `periode`, holds what
    was delivered (`antal`, `antal_hoejst`, `counting_mode`, `qualifier`, each may be None) and `questions`, none for a
    row that is there to compare with. Raises FieldError for an id that the registry does not know.
    """
    registry = read_registry(seeds_dir)
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    known = template.Known(
        lists=_lists(registry, rows),
        rows=[_cells(registry, row) for row in rows],
        title=words.WORKBOOK_TITLE,
        introduction=words.WORKBOOK_INTRODUCTION,
        columns=(QUESTION, *template.COLUMNS),
    )
    ranges = template.write_lists(book.create_sheet(template_da.LISTS_SHEET), known.lists)
    template.write_registrations(sheet, known, ranges)
    template.write_guide(book.create_sheet(template_da.GUIDE_SHEET, 1))
    out.parent.mkdir(parents=True, exist_ok=True)
    book.save(out)


def _lists(registry: Registry, rows: Sequence[Mapping[str, Any]]) -> dict[str, list[str]]:
    plans = [registry.plan(plan_id) for plan_id in dict.fromkeys(row["helhedsplan_id"] for row in rows)]
    activities = [template.activity_names(registry, plan.area_id) for plan in plans]
    return {
        "helhedsplan": [template.plan_name(registry, plan) for plan in plans],
        "omraade": sorted({name for plan in plans for name in template.area_names(registry, plan)}),
        "aktivitet": sorted({name for names in activities for name in names.values()}),
        "maaltal": sorted(template.names_by_id(registry.measures).values()),
        "periode": list(dict.fromkeys(row["periode"] for row in rows)),
    }


def _cells(registry: Registry, row: Mapping[str, Any]) -> dict[str, Any]:
    plan = registry.plan(row["helhedsplan_id"])
    area_id = row["area_id"]
    return {
        QUESTION: "\n".join(dict.fromkeys(row["questions"])),
        "helhedsplan": template.plan_name(registry, plan),
        "omraade": "" if area_id in (None, plan.area_id) else template.area_name(registry, plan, area_id),
        "aktivitet": template.activity_names(registry, plan.area_id)[row["activity_id"]],
        "maaltal": template.names_by_id(registry.measures)[row["measure_id"]],
        "periode": row["periode"],
        "opgoerelse": _CODES.get(row["counting_mode"], ""),
        "antal": row["antal"],
        "antal_hoejst": row["antal_hoejst"],
        "forbehold": _RESERVATIONS.get(row["qualifier"], ""),
        "indberettet_af": row["indberettet_af"],
    }
