"""Survey figures: one table for each question, its waves apart, and a mark where the instrument changes."""

from collections.abc import Iterable, Sequence
from html import escape

from danish import format as form
from danish import page_sentences as say
from danish import page_survey as text
from danish import pages
from dashboards import components as html
from dashboards import drawings, figures
from dashboards.comparison import Cases, benchmark_cell, verdict_cell
from dashboards.components import Column
from dashboards.footnotes import Footnotes
from dashboards.instruments import Instruments
from dashboards.queries import Row

SURVEY_AREAS = ("helhedsplan", "boligomraade", "afdeling")
Wave = tuple[str, str]


def of_surveys(rows: Iterable[Row]) -> list[Row]:
    """The figures that residents' answers were counted to."""
    return [row for row in rows if row["instrument"] and row["area_type"] in SURVEY_AREAS]


def by_question(rows: Sequence[Row]) -> dict[str, list[Row]]:
    """The rows of each question, those of the fixed goals first."""
    found: dict[str, list[Row]] = {}
    for row in sorted(rows, key=lambda row: (not row["is_fixed"], row["indicator_name"])):
        found.setdefault(row["indicator_id"], []).append(row)
    return found


def by_wave(rows: Sequence[Row]) -> dict[Wave, list[Row]]:
    """The rows of each wave and instrument, the newest first."""
    found: dict[Wave, list[Row]] = {}
    for row in sorted(rows, key=lambda row: (str(row["period_end"] or ""), row["instrument"]), reverse=True):
        found.setdefault((row["period_name"], row["instrument"]), []).append(row)
    return found


def question(rows: Sequence[Row], whole: str, instruments: Instruments, cases: Cases, notes: Footnotes) -> str:
    """The newest wave in sight, the earlier ones in a fold, all on one axis; `whole` is the id of the plan."""
    waves = by_wave(rows)
    ends = _ends(rows)
    newest, *earlier = waves
    pieces = [_table(text.NEWEST_WAVE, {newest: waves[newest]}, ends, whole, instruments, cases, notes)]
    if earlier:
        pieces.append(_break(waves[newest]) if earlier[0][1] != newest[1] else "")
        older = {wave: waves[wave] for wave in earlier}
        body = _courses(rows, whole) + _table(text.EARLIER_WAVES, older, ends, whole, instruments, cases, notes)
        pieces.append(html.fold(escape(text.earlier([period for period, _ in earlier])), body))
    return "".join(pieces)


def _ends(rows: Sequence[Row]) -> tuple[float, float]:
    amounts = [row[name] for row in rows for name in ("value", "ci_low", "ci_high", "baseline_value")]
    low, high = drawings.axis([amount for amount in amounts if amount is not None])
    return (low, min(high, 100.0)) if rows[0]["unit"] == "%" else (low, high)


def _table(
    caption: str,
    waves: dict[Wave, list[Row]],
    ends: tuple[float, float],
    whole: str,
    named: Instruments,
    cases: Cases,
    notes: Footnotes,
) -> str:
    """A group of lines for each wave, with a line of its own where the instrument is another than in the next."""
    one = next(iter(waves.values()))[0] | {"decimals": 0}
    columns = (
        Column(text.AREA, width=18),
        Column(text.SHARE, "number", width=20),
        Column(text.DRAWING, "graphic", width=22, note=text.axis(*(figures.amount(one, end) for end in ends))),
        Column(text.BENCHMARK, "number", width=18),
        Column(text.HOW_SURE, width=22),
    )
    groups = []
    instruments = [instrument for _, instrument in waves][1:]
    for (_, instrument), found in waves.items():
        lines = [_line(row, whole, ends, cases, notes) for row in found]
        following = instruments.pop(0) if instruments else instrument
        if following != instrument:
            lines.append([f'<span class="break">{escape(text.BREAK)}</span>', escape(_break_reason(found))])
        groups.append((named.wave(found[0]), lines))
    return html.grouped_table(caption, columns, groups)


def _line(row: Row, whole: str, ends: tuple[float, float], cases: Cases, notes: Footnotes) -> list[str]:
    area = _area(row, whole)
    if row["value"] is None:
        return [area, f'<span class="small">{escape(figures.value_text(row))}</span>']
    case = html.case_link(cases.get((row["area_id"], row["indicator_id"])))
    marks = html.marks({**row, "is_synthetic": False})
    value = html.stack(
        f"{escape(figures.value_text(row))} {marks}",
        _interval(row),
        text.answers(row["denominator"], row["n_effective"]),
        notes.refer(figures.source_text(row)),
    )
    if row["baseline_value"] is None:
        return [
            area,
            value + case,
            _drawing(row, ends),
            "",
            f'<span class="small">{escape(figures.certainty(row))}</span>',
        ]
    return [area, value + case, _drawing(row, ends), benchmark_cell(row, notes, cases), verdict_cell(row)]


def _area(row: Row, whole: str) -> str:
    """The area's name, or that it is the whole plan."""
    return escape(pages.WHOLE_PLAN if row["area_id"] == whole else row["area_name"])


def _interval(row: Row) -> str:
    if row["ci_low"] is None or row["ci_high"] is None:
        return ""
    decimals = int(row["decimals"] or 0)
    return say.between(form.number(row["ci_low"], decimals), figures.amount(row, row["ci_high"]))


def _drawing(row: Row, ends: tuple[float, float]) -> str:
    filling = "hollow" if row["comparison"] == "not_compared" or row["is_flagged"] else "sure"
    return drawings.interval(
        row["value"],
        (row["ci_low"], row["ci_high"]),
        row["baseline_value"],
        ends=ends,
        kind=f"{filling} {row['comparison']}",
    )


def _break(rows: Sequence[Row]) -> str:
    """The mark between two instruments."""
    return f'<p class="break">{escape(_break_reason(rows))}</p>'


def _break_reason(rows: Sequence[Row]) -> str:
    """Why the earlier waves cannot be compared, in the words of the published tables where they have any."""
    reason = next((row["trend_reason_da"] for row in rows if row["trend"] == "series_break"), None)
    return str(reason or f"{text.BREAK}. {text.BREAK_REASON}")


def _courses(rows: Sequence[Row], whole: str) -> str:
    """What may be said of an area between two waves of one instrument, which is never across a break."""
    series: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        if row["value"] is not None:
            series.setdefault((row["area_id"], row["instrument"]), []).append(row)
    told = [points[-1] for points in series.values() if len(points) > 1 and points[-1]["trend_reason_da"]]
    lines = [f"<li>{text.course(_area(row, whole), escape(row['trend_reason_da']))}</li>" for row in told]
    return f"<ul>{''.join(lines)}</ul>" if lines else ""
