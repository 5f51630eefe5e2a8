"""The fixed goals of each plan at the end of a year: baseline, latest figure, benchmark, change, change beyond it."""

from dataclasses import dataclass
from datetime import date

from danish import format as form
from danish import report as words
from danish import report_board as board
from danish import states
from publish.marts import Published
from reports.rows import Row

PLAN, ESTATE = "helhedsplan", "boligomraade"

# The main comparison of every fixed goal in the plans' own areas up to the end of the year, with the figure that the
# agreement starts from.
_SQL = """
with
spans as (
    select period_id, period_type, max(end_date) as end_date
    from dim_period
    group by period_id, period_type
),
begun as (
    select compared.*, spans.end_date
    from mart_area_vs_baseline as compared
    inner join spans on compared.period_id = spans.period_id and compared.period_type = spans.period_type
    where spans.end_date <= ?
),
agreed as (
    select
        area_id, indicator_id, instrument, period_id,
        min(baseline_value) as start_value, min(baseline_period_id) as agreed_period_id
    from begun
    where baseline_kind = 'agreement_start'
    group by area_id, indicator_id, instrument, period_id
),
final as (
    select
        begun.*, area.name_da as area_name, area.area_type, area.helhedsplan_id,
        indicator.name_da as indicator_name, indicator.goal_da, indicator.measure_type,
        indicator.unit as indicator_unit, indicator.decimals, agreed.start_value, agreed.agreed_period_id
    from begun
    inner join dim_area as area on begun.area_id = area.area_id
    inner join dim_indicator as indicator on begun.indicator_id = indicator.indicator_id
    left join agreed
        on begun.area_id = agreed.area_id and begun.indicator_id = agreed.indicator_id
        and begun.instrument = agreed.instrument and begun.period_id = agreed.period_id
    where begun.is_main_baseline and indicator.is_fixed and area.helhedsplan_id is not null
        and area.area_type in ('helhedsplan', 'boligomraade')
)
select * from final
order by area_type desc, goal_da, indicator_name, area_name, instrument, end_date, period_id, source_reference
"""

_NAMES = "select indicator_id, name_da, goal_da from dim_indicator where is_fixed order by goal_da, name_da"


@dataclass(frozen=True)
class Goal:
    """One fixed goal of one area; figures as text, `values` and `benchmarks` the course up to the year, in the unit."""

    plan_id: str
    area: str
    is_plan: bool
    indicator: str
    goal: str
    baseline: str
    baseline_period: str
    latest: str
    latest_note: str
    benchmark: str
    benchmark_note: str
    comparison: str
    change: str
    change_gap: str
    change_gap_note: str
    sentence: str
    source: str
    course: str
    values: tuple[float | None, ...]
    benchmarks: tuple[float | None, ...]
    is_synthetic: bool


def gather(published: Published, year: int) -> tuple[Goal, ...]:
    """The latest figure of each fixed goal up to 31 December of the year, for plans and their estates."""
    series: dict[tuple[str, ...], list[Row]] = {}
    for row in published.rows(_SQL, [date(year, 12, 31)]):
        series.setdefault((row["area_id"], row["indicator_id"], row["instrument"] or ""), []).append(row)
    return tuple(_goal(rows) for rows in series.values())


def names(published: Published) -> list[str]:
    """The fixed goals' indicators, goal by goal."""
    return [row["name_da"] for row in published.rows(_NAMES)]


def _goal(rows: list[Row]) -> Goal:
    last = rows[-1]
    start, start_period = _start(last, rows)
    return Goal(
        plan_id=last["helhedsplan_id"],
        area=last["area_name"],
        is_plan=last["area_type"] == PLAN,
        indicator=form.capital(last["indicator_name"]),
        goal=last["goal_da"] or "",
        baseline=board.NO_START if start is None else _value(last, start),
        baseline_period=form.period(start_period) if start_period and start is not None else "",
        latest=board.ABSENT.get(last["value_status"], words.HIDDEN)
        if last["value"] is None
        else _value(last, last["value"]),
        latest_note=_latest_note(last),
        benchmark=board.NO_BENCHMARK if last["baseline_value"] is None else _value(last, last["baseline_value"]),
        benchmark_note=_benchmark_note(last),
        comparison=last["comparison"],
        change=_change(last, last["change"], len(rows)),
        change_gap=_change(last, last["change_gap"], len(rows)),
        change_gap_note=_interval(last),
        sentence=" ".join(part for part in (last["sentence_da"], last["trend_reason_da"]) if part),
        source=last["source_reference"] or "",
        course=board.course_sentence(
            form.capital(last["indicator_name"]), last["area_name"], _point(rows[0]), _point(last)
        ),
        values=tuple(row["value"] for row in rows),
        benchmarks=tuple(row["baseline_value"] for row in rows),
        is_synthetic=bool(last["is_synthetic"]),
    )


def _start(last: Row, rows: list[Row]) -> tuple[float | None, str | None]:
    """The figure the agreement starts from, else the first of the series that the change is counted from."""
    if last["start_value"] is not None:
        return last["start_value"], last["agreed_period_id"]
    first = next((row for row in rows if row["period_id"] == last["start_period_id"]), None)
    return (None, None) if first is None else (first["value"], first["period_id"])


def _value(row: Row, number: float) -> str:
    return words.value(number, row["measure_type"], row["indicator_unit"], row["decimals"])


def _difference(row: Row, number: float) -> str:
    places = 1 if row["decimals"] is None else max(int(row["decimals"]), 1)
    if row["measure_type"] == "proportion":
        return form.points(number, places)
    return words.value(number, row["measure_type"], row["indicator_unit"], places)


def _change(row: Row, number: float | None, points: int) -> str:
    if number is not None:
        return form.signed(number, _difference(row, number))
    return board.ONLY_ONE if points == 1 else board.NOT_COMPUTED


def _interval(row: Row) -> str:
    low, high = row["change_gap_ci_low"], row["change_gap_ci_high"]
    if low is None or high is None:
        return ""
    return board.between(form.number(low, 1), form.number(high, 1))


def _point(row: Row) -> str:
    shown = words.HIDDEN if row["value"] is None else _value(row, row["value"])
    return f"{shown} i {form.period(row['period_id'])}"


def _latest_note(row: Row) -> str:
    if row["value"] is None:
        reason = states.VALUES.get(row["value_status"], "")
        return ". ".join(part for part in (form.period(row["period_id"]), reason) if part)
    count = row["n_effective"] if row["n_effective"] is not None else row["denominator"]
    told = board.COUNT_UNKNOWN if count is None else board.count(count)
    parts = [form.period(row["period_id"]), told]
    if row["is_under_clarification"]:
        parts.append(states.SEVERITIES["critical"].lower())
    return ", ".join(parts)


def _benchmark_note(row: Row) -> str:
    if row["baseline_value"] is None:
        return ""
    period = form.period(row["baseline_period_id"]) if row["baseline_period_id"] else words.PERIOD_UNKNOWN
    return f"{board.benchmark(row['baseline_kind'])}, {period}"
