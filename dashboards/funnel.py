"""The areas by the number of persons behind their figures, within what is usual for areas of each size."""

from collections.abc import Mapping, Sequence
from html import escape

from danish import format as form
from danish import page_funnel as text
from danish import page_sentences as say
from danish import pages
from dashboards import components as html
from dashboards import curves, drawings, figures, queries_indicator
from dashboards.charts import AREA, BENCHMARK, COUNTRY
from dashboards.components import Column
from dashboards.curves import Axes, Dots, Label, Line, Mark, Point
from dashboards.queries import Row
from publish.marts import Published

# With more areas than these, only those that were chosen and those outside have their names in the drawing.
_MOST_NAMES = 8
# The height of a line of words, as a share of the drawing.
_LINE_OF_WORDS = 0.065
# How far apart two points lie, as a share of the drawing, when their names cannot meet.
_NAME_WIDTH = 0.35
_OUTSIDE = ("far_above", "far_below")


def section(
    published: Published, newest: Sequence[Row], names: Mapping[str, str], chosen: Sequence[str], indicator: Row
) -> str:
    """The funnel with its finding, how to read it and its table, or why there is none."""
    given = _given(newest)
    if indicator["measure_type"] != "proportion" or not given:
        return ""
    own = standing(published, newest, indicator)
    if not own:
        return html.section(text.SECTION) + html.paragraph(text.NO_NUMBERS)
    if not own[0]["is_drawn"]:
        return html.section(text.SECTION) + html.paragraph(text.not_drawn(own[0]["reason_da"]))
    return _drawn(published, own, given, names, chosen)


def standing(published: Published, newest: Sequence[Row], indicator: Row) -> list[Row]:
    """Where the newest figures stand in the one funnel that is told of; empty where they stand in none."""
    given = _given(newest)
    places = queries_indicator.funnel_places(published, [row["area_id"] for row in given], indicator["indicator_id"])
    return _foremost([place for place in places if _is_among(place, given)])


def _given(newest: Sequence[Row]) -> list[Row]:
    return [row for row in newest if row["value"] is not None]


def _is_among(place: Row, rows: Sequence[Row]) -> bool:
    key = ("area_id", "period_id", "period_type", "instrument")
    return any(all(place[name] == row[name] for name in key) for row in rows)


def _foremost(places: Sequence[Row]) -> list[Row]:
    """Those that stand in one funnel: one that is drawn, then that of housing areas, then the one with most of them."""
    kinds: dict[tuple[object, ...], list[Row]] = {}
    for place in places:
        kinds.setdefault(tuple(queries_indicator.funnel_key(place)), []).append(place)
    return max(
        kinds.values(),
        key=lambda own: (own[0]["is_drawn"], own[0]["area_type"] == "boligomraade", len(own)),
        default=[],
    )


def _drawn(
    published: Published, own: list[Row], given: Sequence[Row], names: Mapping[str, str], chosen: Sequence[str]
) -> str:
    first = own[0]
    rows = {row["area_id"]: row for row in given}
    unit = rows[first["area_id"]]
    is_widened = first["over_dispersion"] > 1
    title = text.title([(names[place["area_id"]], place["funnel_position"]) for place in own], is_widened=is_widened)
    middle = text.middle(first["area_type"], first["areas"], unit["period_name"], figures.amount(unit, first["centre"]))
    ids = {place["area_id"] for place in own}
    others = [area for area in queries_indicator.funnel_areas(published, first) if area["area_id"] not in ids]
    limits = queries_indicator.funnel_limits(published, first)
    drawing = _drawing(text.alt(title, middle), own, others, limits, names, chosen, unit)
    missing = sum(row["area_type"] == first["area_type"] for row in given) - len(own)
    is_part = len(others) + len(own) < first["areas"]
    notes = (
        text.LEGEND,
        text.WIDENED if is_widened else "",
        text.hidden(first["hidden_areas"]) if first["hidden_areas"] else "",
        text.OTHERS_UNSEEN if is_part else "",
        text.left_out(missing) if missing else "",
    )
    return (
        html.section(title)
        + html.paragraph(f"{middle} {text.HOW}")
        + drawing
        + html.fetch(title, "png")
        + "".join(html.paragraph(note, "note") for note in notes)
        + html.fold(escape(pages.FIGURES_OF_CHART), _table(own, rows, names))
    )


def _drawing(
    alt: str,
    own: Sequence[Row],
    others: Sequence[Row],
    limits: Sequence[Row],
    names: Mapping[str, str],
    chosen: Sequence[str],
    unit: Row,
) -> str:
    """The funnel with a name at each point, or a number with the names below it where the screen is narrow."""
    axes = _axes([*own, *others], limits, unit)
    named = [
        place
        for place in own
        if len(own) <= _MOST_NAMES or place["area_id"] in chosen or place["funnel_position"] in _OUTSIDE
    ]
    shown = [limit for limit in limits if limit["n"] <= axes.x[1]]
    lines = [_limit(shown, "centre", 2, "")]
    lines += [_limit(shown, name, 1.5, "6 4") for name in ("low_95", "high_95")]
    lines += [_limit(shown, name, 2, "") for name in ("low_998", "high_998")]
    labels, leaders = _names(named, names, axes)
    in_order = sorted(named, key=lambda place: form.sort_key(names[place["area_id"]]))
    numbers = [
        Label(_point(place), str(number), f"number {'loose' if place['is_flagged'] else ''}")
        for number, place in enumerate(in_order, start=1)
    ]
    listed = "".join(f"<li>{escape(names[place['area_id']])}</li>" for place in in_order)
    marked = {place["area_id"] for place in named}
    unmarked = [_point(place) for place in own if place["area_id"] not in marked]
    drawing = curves.curve(
        alt,
        axes,
        lines=[*lines, *leaders],
        dots=[Dots([_point(area) for area in others], COUNTRY), Dots(unmarked, AREA)],
        marks=[_mark(place, names, unit) for place in named],
        labels=[*labels, *numbers, *_ends(shown[-1], axes, unit)],
        is_tall=True,
    )
    axis = html.paragraph(text.AXIS, "axis note")
    return f'<div class="numbered">{drawing}{axis}<ol class="names" aria-hidden="true">{listed}</ol></div>'


def _limit(limits: Sequence[Row], name: str, width: float, dash: str) -> Line:
    return Line([(limit["n"], limit[name]) for limit in limits], BENCHMARK, width=width, dash=dash)


def _point(area: Row) -> Point:
    return float(area["n_effective"]), float(area["value"])


def _mark(place: Row, names: Mapping[str, str], unit: Row) -> Mark:
    kind = "own loose" if place["is_flagged"] else "own"
    words = f"{names[place['area_id']]}, {form.number(place['n_effective'])}: {figures.amount(unit, place['value'])}"
    return Mark(_point(place), kind, words)


def _names(named: Sequence[Row], names: Mapping[str, str], axes: Axes) -> tuple[list[Label], list[Line]]:
    """The names beside their points, none upon another, and the lines that lead to those that had to give way."""
    labels, leaders = [], []
    for side in ("right", "left"):
        points = {
            place["area_id"]: _point(place)
            for place in named
            if (_point(place)[0] > sum(axes.x) / 2) == (side == "left")
        }
        for (area_id, (x, y)), height in zip(points.items(), apart(list(points.values()), axes), strict=True):
            labels.append(Label((x, height), names[area_id], f"own side {side}"))
            if abs(height - y) > (axes.y[1] - axes.y[0]) * _LINE_OF_WORDS / 2:
                leaders.append(Line([(x, y), (x, height)], AREA, width=1))
    return labels, leaders


def apart(points: Sequence[Point], axes: Axes) -> list[float]:
    """Where the words at each point stand: at its own height, or as far above it as those near it leave room for; all
    of them lower where they would pass the top."""
    line = (axes.y[1] - axes.y[0]) * _LINE_OF_WORDS
    reach = (axes.x[1] - axes.x[0]) * _NAME_WIDTH
    placed: dict[int, Point] = {}
    for number in sorted(range(len(points)), key=lambda number: points[number][1]):
        x, height = points[number]
        for other_x, taken in sorted(placed.values(), key=lambda other: other[1]):
            if abs(other_x - x) < reach and abs(taken - height) < line:
                height = taken + line
        placed[number] = (x, height)
    above = max((height for _, height in placed.values()), default=0.0) - (axes.y[1] - line / 2)
    return [placed[number][1] - max(above, 0.0) for number in range(len(points))]


def _ends(last: Row, axes: Axes, unit: Row) -> list[Label]:
    """What each line is, at its right end."""
    told = [
        ("low_998", text.OUTER),
        ("centre", text.centre(figures.amount(unit, last["centre"]))),
        ("high_998", text.OUTER),
    ]
    heights = apart([(last["n"], min(max(last[name], axes.y[0]), axes.y[1])) for name, _ in told], axes)
    return [
        Label((last["n"], height), words, "benchmark end right level")
        for height, (_, words) in zip(heights, told, strict=True)
    ]


def _axes(areas: Sequence[Row], limits: Sequence[Row], unit: Row) -> Axes:
    """Room for all areas, and for the limits as far as the half of them with most persons needs it."""
    sizes = sorted(_point(area)[0] for area in areas)
    most = min((limit["n"] for limit in limits if limit["n"] >= sizes[-1]), default=sizes[-1])
    middle = max((limit["n"] for limit in limits if limit["n"] <= sizes[len(sizes) // 2]), default=limits[0]["n"])
    wide = [limit[name] for limit in limits if limit["n"] >= middle for name in ("low_998", "high_998")]
    low, high = drawings.axis([area["value"] for area in areas] + wide)
    low, high = max(low, 0.0), min(high, 100.0)
    across, up = drawings.step(most / 5), drawings.step((high - low) / 6)
    whole = unit | {"decimals": 0 if up >= 1 else 1}
    steps = int((high - low) / up + 1e-9)
    return Axes(
        x=(0.0, float(most)),
        y=(low, high),
        x_ticks=[(across * place, form.number(across * place)) for place in range(int(most / across) + 1)],
        y_ticks=[(low + up * place, figures.amount(whole, low + up * place)) for place in range(steps + 1)],
    )


def _table(own: Sequence[Row], rows: Mapping[str, Row], names: Mapping[str, str]) -> str:
    columns = (
        Column(text.AREA, width=26),
        Column(text.VALUE, "number", width=14),
        Column(text.NUMBER, "number", width=14),
        Column(text.USUAL, "number", width=24),
        Column(text.PLACE),
    )
    ordered = sorted(own, key=lambda place: (-place["value"], names[place["area_id"]]))
    return html.table(text.CAPTION, columns, [_line(place, rows[place["area_id"]], names) for place in ordered])


def _line(place: Row, row: Row, names: Mapping[str, str]) -> list[str]:
    decimals = int(row["decimals"] or 0)
    usual, outer = (
        say.between(form.number(place[f"low_{part}"], decimals), figures.amount(row, place[f"high_{part}"]))
        for part in ("95", "998")
    )
    return [
        escape(names[place["area_id"]]),
        f"{escape(figures.value_text(row))} {html.marks(row | {'is_synthetic': False})}",
        escape(form.number(place["n_effective"])),
        html.stack(escape(usual), text.outer(outer)),
        escape(text.PLACES[place["funnel_position"]]),
    ]
