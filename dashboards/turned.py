"""What turned since last time: the verdicts on the fixed goals and the standing of the targets that became others."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from danish import page_goals as text
from danish import pages, states
from dashboards import components as html
from dashboards import targets
from dashboards.queries import Row
from dashboards.queries_figures import Turn

_AT_ONCE = 5
_JUDGED = ("behind", "on_track", "ahead", "reached")
_BAD = ("worse", "behind")
_GOOD = ("better", "ahead", "reached")


@dataclass(frozen=True)
class _Told:
    """A turn in words; sorted to the worse first, then to the better, then out of one of them."""

    place: int
    words: str


def section(fixed: Sequence[Row], turns: Sequence[Turn], progress: Sequence[Row], plan_id: str) -> str:
    """`fixed` are the newest figures of the fixed goals, `progress` every count of the plan, oldest first."""
    if not fixed and not progress:
        return ""
    told = sorted([*_figures(fixed, turns, plan_id), *_targets(progress)], key=lambda one: one.place)
    title = html.section(text.TURNED)
    if not told:
        return title + html.paragraph(text.TURNED_NONE)
    lines = [f"<li>{escape(one.words)}</li>" for one in told]
    rest = lines[_AT_ONCE:]
    more = html.fold(escape(text.more_turned(len(rest))), f"<ul>{''.join(rest)}</ul>") if rest else ""
    return title + f"<ul>{''.join(lines[:_AT_ONCE])}</ul>" + html.paragraph(text.TURNED_NOTE, "note") + more


def _figures(fixed: Sequence[Row], turns: Sequence[Turn], plan_id: str) -> list[_Told]:
    shown = {(row["area_id"], row["indicator_id"], row["instrument"], row["period_id"]): row for row in fixed}
    found = []
    for turn in turns:
        row = shown.get((turn.area_id, turn.indicator_id, turn.instrument, turn.period_id))
        if row is None or row["is_flagged"] or row["is_under_clarification"]:
            continue
        area = pages.WHOLE_PLAN if turn.area_id == plan_id else row["area_name"]
        words = text.turned(
            text.about(area, row["indicator_name"]),
            text.FIGURE_WORDS[turn.before],
            turn.period_before,
            text.FIGURE_WORDS[turn.now],
            row["period_name"],
        )
        found.append(_Told(_place(turn.now), words))
    return found


def _targets(progress: Sequence[Row]) -> list[_Told]:
    """The last two dated counts towards one target, where both could be judged and were judged differently."""
    series: dict[tuple[str, str, str, str], list[Row]] = {}
    for row in progress:
        if row["target_id"] and row["period_end"] is not None:
            key = (row["area_id"], row["activity_id"], row["measure_id"], row["target_id"])
            series.setdefault(key, []).append(row)
    found = []
    for points in series.values():
        *_, before, now = [None, *points]
        if before is None or before["is_under_clarification"] or now["is_under_clarification"]:
            continue
        was, is_now = targets.state(before), targets.state(now)
        if was != is_now and was in _JUDGED and is_now in _JUDGED:
            what = text.about(now["activity_name"], now["measure_name"])
            words = text.turned(
                what, states.TARGETS[was], before["period_name"], states.TARGETS[is_now], now["period_name"]
            )
            found.append(_Told(_place(is_now), words))
    return found


def _place(kind: str) -> int:
    return 0 if kind in _BAD else 1 if kind in _GOOD else 2
