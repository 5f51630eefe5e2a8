"""The tables about the law's criteria: one for what the figures of each area meet, one for each criterion."""

from collections.abc import Sequence
from html import escape

from danish import format as form
from danish import page_criteria as text
from danish import page_sentences as say
from dashboards import components as html
from dashboards import drawings
from dashboards.components import Column
from dashboards.footnotes import Footnotes
from dashboards.queries import Row
from dashboards.statuses import Statuses

PREVENTION = "_forebyggelse"
_LAW_ORDER = ("uden_tilknytning_18_64", "doemte_18_plus", "grundskole_30_59", "indkomst_pct_af_region")


def by_criterion(rows: Sequence[Row]) -> dict[str, list[Row]]:
    """The rows of each criterion, with those of its limit for the other list, in the order of the law."""
    found: dict[str, list[Row]] = {}
    for row in sorted(rows, key=_law_order):
        found.setdefault(row["criterion_id"].removesuffix(PREVENTION), []).append(row)
    return found


def _law_order(row: Row) -> tuple[int, str]:
    criterion = row["criterion_id"].removesuffix(PREVENTION)
    return (_LAW_ORDER.index(criterion) if criterion in _LAW_ORDER else len(_LAW_ORDER), criterion)


def criterion_name(rows: Sequence[Row]) -> str:
    """The name of the criterion itself, which the row of the first limit has."""
    return str(min(rows, key=lambda row: len(row["criterion_id"]))["name_da"])


def nearest(rows: Sequence[Row]) -> Row | None:
    """The figure whose verdict rests on the fewest people."""
    known = [row for row in rows if row["margin_persons"] is not None and row["is_met"] != "unknown"]
    return min(known, key=lambda row: abs(row["margin_persons"]), default=None)


def status_table(rows: Sequence[Row], statuses: Statuses, notes: Footnotes) -> str:
    """One line per area: criteria met, the conditions the figures meet, the official status with its source."""
    columns = (
        Column(text.AREA, width=20),
        Column(text.CRITERIA_MET, "number", width=16),
        Column(text.RESIDENTS, "number", width=12),
        Column(text.ESTIMATE, width=30),
        Column(text.OFFICIAL, width=22),
    )
    return html.table(text.AREAS_CAPTION, columns, [_status(row, statuses, notes) for row in rows])


def _status(row: Row, statuses: Statuses, notes: Footnotes) -> list[str]:
    return [
        escape(row["area_name"]) + _synthetic(row),
        _met(row, statuses),
        _residents(row),
        _answers(row, statuses),
        _official(row, notes),
    ]


def history_table(groups: dict[str, list[Row]], statuses: Statuses, notes: Footnotes) -> str:
    """The same for every list, by area."""
    columns = (
        Column(text.LIST, width=20),
        Column(text.CRITERIA_MET, "number", width=16),
        Column(text.RESIDENTS, "number", width=12),
        Column(text.ESTIMATE, width=30),
        Column(text.OFFICIAL, width=22),
    )
    body = [
        (
            area,
            [
                [
                    html.stack(text.list_name(row["list_year"]), f"{text.RULES} {row['rule_set']}"),
                    *_status(row, statuses, notes)[1:],
                ]
                for row in rows
            ],
        )
        for area, rows in groups.items()
    ]
    return html.grouped_table(text.HISTORY_CAPTION, columns, body)


def _met(row: Row, statuses: Statuses) -> str:
    return html.stack(
        text.met(row["criteria_met"], statuses.criteria(row["rule_set"])),
        f"{row['criteria_unknown']} {text.ANSWERS['unknown']}" if row["criteria_unknown"] else "",
    )


def _residents(row: Row) -> str:
    known = row["residents"] is not None
    return form.number(row["residents"]) if known else f'<span class="small">{escape(text.NO_VALUE)}</span>'


def _answers(row: Row, statuses: Statuses) -> str:
    lines = text.answers(statuses.names(row["rule_set"]), row)
    return "".join(f'<span class="line">{escape(line)}</span>' for line in lines)


def _official(row: Row, notes: Footnotes) -> str:
    if row["official_status"] is None:
        return f'<span class="small">{escape(text.OFFICIAL_NONE)}</span>'
    return html.stack(escape(form.capital(row["official_status"])), notes.refer(row["official_source"]))


def _synthetic(row: Row) -> str:
    return f" {html.marks({'is_synthetic': True})}" if row["is_synthetic"] else ""


def _limits_sentence(rows: Sequence[Row], statuses: Statuses) -> str:
    """What each status asks for on this list."""
    named = []
    for group in dict.fromkeys(row["criteria_group"] for row in rows):
        first = next(row for row in rows if row["criteria_group"] == group)
        named.append((statuses.group(group, first["rule_set"]), _limit_words(first)))
    return text.limits(rows[0]["list_year"], named)


def _limit_words(row: Row) -> str:
    low, high = row["threshold_low"], row["threshold_high"]
    amounts = [_amount(row, limit) for limit in dict.fromkeys((low, high)) if limit is not None]
    return text.limit(row["comparison"], amounts)


def _amount(row: Row, number: float, places: int | None = None) -> str:
    """A share in percent, or a number of people, with as many decimals as show a round amount whole."""
    decimals = _places(number) if places is None else places
    return form.percent(number, decimals) if row["unit"] == "%" else form.number(number)


def criterion_table(rows: Sequence[Row], statuses: Statuses) -> str:
    """One line per area: the figure, its place between the limits, and the distance to each."""
    groups = list(dict.fromkeys(row["criteria_group"] for row in rows))
    amounts = [row[column] for row in rows for column in ("value", "threshold_low", "threshold_high")]
    ends = drawings.axis([amount for amount in amounts if amount is not None])
    low, high = (_amount(rows[0], end) for end in ends)
    wide = 42 // len(groups)
    columns = (
        Column(text.AREA, width=17),
        Column(text.VALUE, "number", width=13),
        Column(text.DRAWING, "graphic", width=70 - wide * len(groups), note=text.axis(low, high)),
        *(Column(statuses.group(group, rows[0]["rule_set"]), width=wide) for group in groups),
    )
    by_area: dict[str, dict[str | None, Row]] = {}
    for row in rows:
        by_area.setdefault(row["area_name"], {})[row["criteria_group"]] = row
    body = [_criterion_line(area, found, groups, ends) for area, found in by_area.items()]
    return html.table(_limits_sentence(rows, statuses), columns, body)


def _places(amount: float) -> int:
    """As few decimals as show a round amount whole, at most two."""
    return next((places for places in range(2) if round(amount, places) == amount), 2)


def _criterion_line(
    area: str, found: dict[str | None, Row], groups: list[str | None], ends: tuple[float, float]
) -> list[str]:
    rows = [found[group] for group in groups if group in found]
    first = rows[0]
    if first["value"] is None:
        return [escape(area), f'<span class="small">{escape(first["reason_da"] or text.NO_VALUE)}</span>']
    decimals = max(_decimals(row) for row in rows)
    value = html.stack(_amount(first, first["value"], decimals), text.BASIS.get(first["basis"], ""))
    return [escape(area), value, _drawing(rows, ends), *(_distance(row) for row in rows)]


def _drawing(rows: Sequence[Row], ends: tuple[float, float]) -> str:
    answers = {row["is_met"] for row in rows}
    kind = "sure worse" if "yes" in answers else "hollow" if "unknown" in answers else "sure"
    limits = dict.fromkeys(limit for row in rows for limit in _drawn_limits(row))
    return drawings.scale(rows[0]["value"], list(limits), ends=ends, kind=kind)


def _drawn_limits(row: Row) -> list[tuple[float, str]]:
    """The limits with their labels; of two printed ones the first bears the label of both."""
    low, high = row["threshold_low"], row["threshold_high"]
    if low is None or high is None:
        return []
    words = [form.number(limit, _places(limit)) for limit in (low, high)]
    return [(low, words[0])] if low == high else [(low, say.span(words[0], words[1])), (high, "")]


def _distance(row: Row) -> str:
    verdict = f'<span class="verdict {_verdict_kind(row)}">{escape(form.capital(text.ANSWERS[row["is_met"]]))}</span>'
    return html.stack(verdict, *_distance_words(row))


def _verdict_kind(row: Row) -> str:
    return {"yes": "worse", "unknown": "not_compared"}.get(row["is_met"], "")


def _distance_words(row: Row) -> list[str]:
    if row["margin_points"] is None:
        return [row["reason_da"] or text.NO_LIMIT]
    words = [_persons(row), row["reason_da"] or ""]
    if row["unit"] == "%":
        words.insert(0, text.distance(form.number(abs(row["margin_points"]), _decimals(row)), row["margin_points"]))
    return words


def _persons(row: Row) -> str:
    if row["margin_persons"] is not None:
        return text.persons(row["margin_persons"], row["is_met"])
    return text.PERSONS_INCOME if row["comparison"] == "lt" else text.PERSONS_UNKNOWN


def _decimals(row: Row) -> int:
    """As many decimals as the registry says, or as it takes to tell a figure from a limit that it does not equal."""
    decimals = int(row["decimals"])
    value, limit = row["value"], row["threshold"]
    while value is not None and limit is not None and value != limit and decimals < 4:
        if form.number(value, decimals) != form.number(limit, decimals):
            break
        decimals += 1
    return decimals


def effects_table(criterion: str, rows: Sequence[Row], notes: Footnotes) -> str:
    """Which activities are meant to work on a criterion; those that work most directly first."""
    columns = (
        Column(text.ACTIVITY, width=32),
        Column(text.EFFECT, width=22),
        Column(text.REMARK, width=32),
        Column(text.SOURCE, width=14),
    )
    order = list(text.EFFECTS)
    body = [
        [
            html.stack(escape(row["activity_name"]), row["earlier_plan"] or ""),
            escape(text.EFFECTS[row["effect"]]),
            f'<span class="small">{escape(row["note_da"] or "")}</span>',
            escape(notes.refer(row["source"])),
        ]
        for row in sorted(rows, key=lambda row: order.index(row["effect"]))
    ]
    return html.table(text.effects_caption(criterion), columns, body)
