"""How closely the hidden counts of activities can be known: from sums over time, and from the plan's own count."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

import duckdb
import numpy as np

from danish import publish as text
from publish.disclosure_bounds import Sums, bounds
from publish.disclosure_links import has_table

_LEAST_SPREAD = 4
_SERIES = ("helhedsplan_id", "area_id", "activity_id", "measure_id")
Row = dict[str, Any]


@dataclass
class _Ties:
    """Numbers that are not negative, by name, and the sums that tie them."""

    names: dict[tuple[Any, ...], int] = field(default_factory=dict)
    most: dict[int, float] = field(default_factory=dict)
    sums: list[tuple[float, float, dict[int, float]]] = field(default_factory=list)

    def number(self, *name: Any) -> int:
        return self.names.setdefault(name, len(self.names))

    def tie(self, low: float, high: float, members: dict[int, float]) -> None:
        self.sums.append((low, high, members))

    def as_sums(self) -> Sums:
        size = len(self.names)
        entries = [(index, *pair) for index, (_, _, members) in enumerate(self.sums) for pair in members.items()]
        return Sums(
            low=np.zeros(size),
            high=np.array([self.most.get(number, np.inf) for number in range(size)]),
            is_whole=np.ones(size, dtype=bool),
            sum_low=np.array([low for low, _, _ in self.sums], dtype=float),
            sum_high=np.array([high for _, high, _ in self.sums], dtype=float),
            entry_sum=np.array([entry[0] for entry in entries], dtype=np.int64),
            entry_number=np.array([entry[1] for entry in entries], dtype=np.int64),
            entry_coefficient=np.array([entry[2] for entry in entries], dtype=float),
        )


def leaks(connection: duckdb.DuckDBPyConnection, schema: str) -> tuple[list[str], int]:
    """A Danish sentence for each hidden count of an area that comes out too closely, and how many are hidden."""
    rows = _rows(connection, schema)
    ties = _Ties()
    hidden = [row for row in rows if row["is_suppressed"] and row["area_id"] != row["helhedsplan_id"]]
    for row in rows:
        _tie_over_time(ties, row)
    _tie_to_plans(ties, rows, _made_up_of_areas(connection))
    numbers = [ties.number("count", *_key(row)) for row in hidden]
    is_wanted = np.zeros(len(ties.names), dtype=bool)
    is_wanted[numbers] = True
    found = bounds(ties.as_sums(), is_wanted)
    told = []
    for row, number in zip(hidden, numbers, strict=True):
        low, high = found.low[number], found.high[number]
        is_close = high - low < _LEAST_SPREAD or (high < row["threshold"] and number not in ties.most)
        if high > 0 and (is_close or not found.is_exact[number]):
            told.append(
                text.activity_derivable(row["area_name"], row["activity_id"], row["measure_id"], row["period_id"])
            )
    return told, len(hidden)


def told(connection: duckdb.DuckDBPyConnection, schema: str) -> list[str]:
    """A Danish sentence for each table that tells of a hidden count what it was, in a number or in words."""
    if not _says_what_is_hidden(connection, schema):
        return []
    connection.execute(
        f"""
        create or replace temp table outsider_hidden_count as
        select hidden.*, coalesce(area.name_da, hidden.area_id) as area_name, fact.reported_count as delivered
        from {schema}.mart_activity_progress as hidden
        left join (select area_id, name_da from {schema}.dim_area) as area using (area_id)
        left join {_delivered(connection)} as fact
            using (helhedsplan_id, area_id, activity_id, measure_id, period_id)
        where hidden.is_suppressed and hidden.area_id <> hidden.helhedsplan_id
        """
    )
    shown = " or ".join(f"{column} is not null" for column in _FIGURES)
    of_count = "using (helhedsplan_id, area_id, activity_id, measure_id, period_id)"
    words = _WORDS.format(words="concat_ws(' ', sentence_da, reason_da)")
    finding_words = _WORDS.format(words="concat_ws(' ', message_da, diagnosis_da, action_da, evidence_json)")
    return [
        *_sentences(connection, "mart_activity_progress", f"from outsider_hidden_count where {shown} or {words}"),
        *_sentences(
            connection,
            "mart_revision",
            f"from outsider_hidden_count inner join (select * from {schema}.mart_revision) as told {of_count}"
            " where told.old_value is not null or told.new_value is not null",
        ),
        *_sentences(
            connection,
            "mart_finding",
            f"from outsider_hidden_count inner join (select * from {schema}.mart_finding) as told {of_count}"
            f" where told.observed is not null or told.expected_low is not null or {finding_words}",
        ),
    ]


_FIGURES = (
    "reported_count", "reported_count_max", "count_in_period", "count_year_to_date", "count_to_date", "count_low",
    "count_high", "target_share",
)  # fmt: skip
# The delivered count as a number of its own, not as part of a date or a name.
_WORDS = (
    "coalesce(list_contains(regexp_extract_all(regexp_replace(replace({words}, area_name, ''),"
    " '[Uu]nder \\d+|\\d\\. kvartal|\\d{{4}}(/\\d\\d|K\\d)?', '', 'g'), '\\d+'), cast(delivered as varchar)), false)"
)


def _delivered(connection: duckdb.DuckDBPyConnection) -> str:
    """What was delivered of each count, where the facts are at hand."""
    columns = "helhedsplan_id, area_id, activity_id, measure_id, period_id"
    if not has_table(connection, "facts", "fct_registration"):
        connection.execute(
            "create or replace temp table outsider_registration (helhedsplan_id varchar, area_id varchar,"
            " activity_id varchar, measure_id varchar, period_id varchar, reported_count bigint)"
        )
        return "outsider_registration"
    return f"(select {columns}, max(reported_count) as reported_count from facts.fct_registration group by all)"


def _sentences(connection: duckdb.DuckDBPyConnection, table: str, rows: str) -> list[str]:
    found = connection.execute(
        f"select distinct area_name, activity_id, measure_id, period_id {rows} order by all"
    ).fetchall()
    return [text.activity_told(table, *row) for row in found]


def _says_what_is_hidden(connection: duckdb.DuckDBPyConnection, schema: str) -> bool:
    return bool(
        connection.execute(
            "select count(*) from information_schema.columns where table_schema = ?"
            " and table_name = 'mart_activity_progress' and column_name = 'is_suppressed'",
            [schema],
        ).fetchall()[0][0]
    )


def _rows(connection: duckdb.DuckDBPyConnection, schema: str) -> list[Row]:
    """The counts of every activity with a hidden count, of its plan and of its areas, in their order."""
    if not _says_what_is_hidden(connection, schema):
        return []
    cursor = connection.execute(
        f"""
        with rules as (
            select coalesce(max(threshold), 5) as threshold
            from registry.suppression_rules
            where source_id = 'registrations' and coalesce(area_type, '') = ''
        )

        select progress.*, coalesce(area.name_da, area_id) as area_name, rules.threshold,
            cast(left(period_id, 4) as integer) as year,
            case when length(period_id) = 6 then cast(period_id[6] as integer) else 4 end as quarter,
            length(period_id) = 4 as is_year
        from {schema}.mart_activity_progress as progress
        cross join rules
        left join (select area_id, name_da from {schema}.dim_area) as area using (area_id)
        where (length(period_id) = 4 or regexp_matches(period_id, '^\\d{{4}}K[1-4]$'))
            and (helhedsplan_id, activity_id, measure_id) in (
                select (helhedsplan_id, activity_id, measure_id)
                from {schema}.mart_activity_progress where is_suppressed
            )
        order by area_id, activity_id, measure_id, period_id
        """
    )
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _key(row: Row) -> tuple[Any, ...]:
    return (*(row[name] for name in _SERIES), row["period_id"])


def _tie_over_time(ties: _Ties, row: Row) -> None:
    """What a row shows of its series: the quarters that its counts are sums of."""
    series = tuple(row[name] for name in _SERIES)
    in_year = {ties.number("quarter", *series, row["year"], quarter): 1.0 for quarter in range(1, row["quarter"] + 1)}
    this_quarter = {ties.number("quarter", *series, row["year"], row["quarter"]): 1.0}
    in_period = in_year if row["is_year"] else this_quarter
    before = dict.fromkeys(_before(ties, series, row["year"]), 1.0)
    to_date = before | in_year
    reported = {"period": in_period, "year_to_date": in_year, "project_to_date": to_date}.get(row["counting_mode"])
    if row["is_suppressed"]:
        number = ties.number("count", *_key(row))
        if row["reason_da"] == text.UNDER_FIVE:
            ties.most[number] = row["threshold"] - 1
        if reported is not None:
            ties.tie(0, 0, {number: 1.0} | dict.fromkeys(reported, -1.0))
        return
    for column, members in (
        ("reported_count", reported if row["qualifier"] == "exact" else None),
        ("count_in_period", in_period),
        ("count_year_to_date", in_year),
        ("count_to_date", to_date),
    ):
        if row[column] is not None and members:
            ties.tie(row[column], row[column], members)


def _before(ties: _Ties, series: tuple[Any, ...], year: int) -> list[int]:
    """All that was counted before a year: the year before it and what came before that."""
    years = sorted({name[5] for name in ties.names if name[:5] == ("quarter", *series) and name[5] < year})
    quarters = [ties.number("quarter", *series, earlier, quarter) for earlier in years for quarter in range(1, 5)]
    return [ties.number("opening", *series), *quarters]


def _tie_to_plans(ties: _Ties, rows: list[Row], made_up: set[tuple[Any, ...]]) -> None:
    """The areas of a plan hold no more than the plan's own count, and just that where they make it up."""
    families: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for row in rows:
        families[tuple(row[name] for name in _FAMILY)].append(row)
    for family, members in families.items():
        plans = [row for row in members if row["area_id"] == family[0]]
        areas = [row for row in members if row["area_id"] != family[0]]
        if len(plans) != 1 or not any(row["is_suppressed"] for row in areas):
            continue
        hidden = {ties.number("count", *_key(row)): 1.0 for row in areas if row["is_suppressed"]}
        left = -sum(row["reported_count"] or 0 for row in areas if not row["is_suppressed"])
        if plans[0]["is_suppressed"]:
            hidden[ties.number("count", *_key(plans[0]))] = -1.0
        elif plans[0]["reported_count"] is None or plans[0]["reported_count"] + left < 0:
            continue
        else:
            left += plans[0]["reported_count"]
        ties.tie(left if family in made_up else -np.inf, left, hidden)


_FAMILY = ("helhedsplan_id", "activity_id", "measure_id", "period_id", "counting_mode")


def _made_up_of_areas(connection: duckdb.DuckDBPyConnection) -> set[tuple[Any, ...]]:
    """The plan's counts that are the sum of what its areas delivered."""
    if not has_table(connection, "facts", "fct_registration"):
        return set()
    columns = ", ".join(_FAMILY)
    return set(
        connection.execute(
            f"""
            select {columns}
            from facts.fct_registration
            group by {columns}
            having sum(reported_count) filter (where area_id = helhedsplan_id)
                = sum(reported_count) filter (where area_id <> helhedsplan_id)
            """
        ).fetchall()
    )
