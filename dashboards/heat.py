"""The table of areas by indicators; what a cell's colour means stands in it as a word with a sign."""

from collections.abc import Sequence
from html import escape

from danish import page_compare as text
from danish import page_sentences as say
from dashboards import components as html
from dashboards import figures
from dashboards.comparison import grouped
from dashboards.components import Column
from dashboards.queries import Row

# As many areas as stand side by side on a page of A4.
AREAS_A_TABLE = 6
_ROOM, _WIDEST = 72, 15

Cells = dict[tuple[str, str], Row]


def has_direction(row: Row) -> bool:
    return row["direction"] in ("higher_is_better", "lower_is_better")


def cells(rows: Sequence[Row]) -> Cells:
    """The figures by area and indicator. Of two of the same, the later one stands."""
    return {(row["area_id"], row["indicator_id"]): row for row in rows}


def tables_of(areas: Sequence[Row]) -> list[Sequence[Row]]:
    """The areas, as many at a time as a table has room for; housing areas and their parts apart."""
    parts = [area for area in areas if area["area_type"] == "afdeling"]
    wholes = [area for area in areas if area["area_type"] != "afdeling"]
    return [
        of_kind[start : start + AREAS_A_TABLE]
        for of_kind in (wholes, parts)
        for start in range(0, len(of_kind), AREAS_A_TABLE)
    ]


def table(caption: str, areas: Sequence[Row], names: dict[str, str], found: Cells, parameters: dict[str, str]) -> str:
    """A line for each indicator that any of the areas has, under its theme; `parameters` are kept in the links."""
    columns = [Column(text.INDICATOR)]
    columns += [Column(names[area["area_id"]], "heat", width=min(_ROOM // len(areas), _WIDEST)) for area in areas]
    here = {area["area_id"] for area in areas}
    lines = {row["indicator_id"]: row for (area_id, _), row in found.items() if area_id in here}
    ordered = sorted(lines.values(), key=lambda row: (not row["is_fixed"], row["indicator_name"]))
    groups = [
        (theme, [_line(row, areas, found, parameters) for row in rows])
        for theme, rows in grouped(ordered, "theme_da").items()
    ]
    return f'<div class="heat by-theme">{html.grouped_table(caption, columns, groups, is_drawn=True)}</div>'


def _line(row: Row, areas: Sequence[Row], found: Cells, parameters: dict[str, str]) -> list[str]:
    own = [_cell(found.get((area["area_id"], row["indicator_id"])), parameters) for area in areas]
    return [escape(row["indicator_name"]), *own]


def _cell(row: Row | None, parameters: dict[str, str]) -> str:
    if row is None:
        dash = f'<span class="unseen">{escape(text.NO_FIGURE)}</span><i aria-hidden="true">–</i>'
        return f'<span class="cell none">{dash}</span>'
    if row["value"] is None:
        return f'<span class="cell none">{escape(text.WITHOUT_VALUE.get(row["value_status"], text.NO_FIGURE))}</span>'
    link = html.link(
        figures.value_text(row),
        "indikator",
        **parameters,
        indikator=row["indicator_id"],
        omraader=row["area_id"],
    )
    kind, words = row["comparison"], text.VERDICTS[row["comparison"]]
    if row["is_under_clarification"]:
        kind, words = "clarify", text.CLARIFY
    flagged = text.FLAGGED if row["is_flagged"] and not row["is_under_clarification"] else ""
    small = say.dotted((figures.short_period(row), flagged))
    return (
        f'<span class="cell {kind}">{link}<span class="word">{escape(words)}</span>'
        f'<span class="small">{escape(small)}</span></span>'
    )
