"""Figures that stand where none may: small counts, rows of hidden numbers with figures or words that tell them."""

import duckdb

from danish import publish as text
from publish import disclosure_groups
from publish.disclosure_links import has_table

_CELLS_NAMED = 20
_KEY = ("area_id", "indicator_id", "period_id")
_ACTIVITY_COUNTS = (
    "reported_count",
    "reported_count_max",
    "count_in_period",
    "count_year_to_date",
    "count_to_date",
    "count_low",
    "count_high",
)
# Numbers beside a hidden figure that say nothing of it.
_HARMLESS = {"trend_points", "gap_decimals", "relevant_change", "age_from", "age_to", "line"}
_OF_BENCHMARK = {"baseline_value", "baseline_n"}
_OF_BENCHMARK_START = {"baseline_change", "change_gap", "change_gap_ci_low", "change_gap_ci_high"}
# `under 5`, `3. kvartal`, `2019/20`, `2022K3`, `18-64-årige`.
_HARMLESS_WORDS = "|".join(
    (
        r"usikkerheden er \d+ procentpoint eller mere",
        r"under \d+",
        r"\d\. (kvartal|december|januar)",
        r"\d{4}(/\d\d|k\d)?",
        r"\d+-\d+-årige",
    )
)
_NUMERIC = ("DOUBLE", "FLOAT", "INTEGER", "BIGINT", "HUGEINT", "SMALLINT")


def breaches(connection: duckdb.DuckDBPyConnection, schema: str) -> list[str]:
    """Danish sentences, one per cell or table in breach."""
    connection.execute(_HIDDEN.format(schema=schema))
    return [
        *_small_counts(connection, schema),
        *_small_rests(connection, schema),
        *_small_activity_counts(connection, schema),
        *_figures_of_hidden_rows(connection, schema),
        *_first([text.told_elsewhere(*row) for row in disclosure_groups.shown_beside_hidden(connection, schema)]),
        *_figures_of_hidden_benchmarks(connection, schema),
        *_figures_of_hidden_criteria(connection, schema),
        *_funnels_of_hidden_rows(connection, schema),
        *_figures_of_hidden_revisions(connection, schema),
        *_words_of_hidden_rows(connection, schema),
    ]


# The preferred row is hidden only where every row of the figure is.
_HIDDEN = """
create or replace temp table outsider_hidden as
select area_id, indicator_id, period_id, period_type, instrument
from {schema}.fct_indicator_value
where value_status = 'suppressed' and is_preferred
"""


def _columns(connection: duckdb.DuckDBPyConnection, schema: str, table: str) -> dict[str, str]:
    rows = connection.execute(
        "select column_name, data_type from information_schema.columns where table_schema = ? and table_name = ?",
        [schema, table],
    ).fetchall()
    return dict(rows)


def _numbers(connection: duckdb.DuckDBPyConnection, schema: str, table: str) -> list[str]:
    return [
        name
        for name, kind in _columns(connection, schema, table).items()
        if kind.startswith((*_NUMERIC, "DECIMAL")) and name not in _HARMLESS
    ]


def _thresholds(schema: str) -> str:
    return f"""
        select area.area_id, rule.source_id, max_by(rule.threshold, rule.area_type <> '') as threshold
        from {schema}.dim_area as area
        inner join (select source_id, coalesce(area_type, '') as area_type, threshold
            from registry.suppression_rules) as rule on rule.area_type in ('', area.area_type)
        group by area.area_id, rule.source_id
    """


def _small_counts(connection: duckdb.DuckDBPyConnection, schema: str) -> list[str]:
    found = []
    for table in ("fct_indicator_value", "mart_area_vs_baseline"):
        rows = connection.execute(
            f"""
            select distinct published.area_id, published.indicator_id, published.period_id
            from (
                select told.* replace (coalesce(told.denominator, known.known_people) as denominator)
                from {schema}.{table} as told
                left join outsider_known_people as known
                    using (area_id, indicator_id, period_id, period_type, instrument)
            ) as published
            inner join {schema}.dim_indicator as indicator using (indicator_id)
            inner join ({_thresholds(schema)}) as rule
                on published.area_id = rule.area_id and published.source_id = rule.source_id
            where indicator.measure_type in ('proportion', 'count', 'rate', 'mean')
                and (
                    (indicator.measure_type <> 'mean' and numerator > 0 and numerator < threshold)
                    or (denominator > 0 and denominator < threshold)
                    or (indicator.measure_type = 'count' and value > 0 and value < threshold)
                    or (indicator.measure_type = 'proportion' and denominator - numerator > 0
                        and denominator - numerator < threshold)
                    or (indicator.measure_type = 'proportion' and numerator is null
                        and round(value / 100 * denominator) > 0 and round(value / 100 * denominator) < threshold)
                )
            order by all
            """
        ).fetchall()
        found += _first([text.small_count(table, *row) for row in rows])
    return found


def _small_rests(connection: duckdb.DuckDBPyConnection, schema: str) -> list[str]:
    """The municipality less one area of it: the benchmark, and so a number that readers will take away."""
    if "municipality_area_id" not in _columns(connection, schema, "dim_area"):
        return []
    # The few municipalities, and the places in them with each source's threshold, stand by themselves: nobody is to
    # look the many areas up among each other, nor to take every figure of a municipality to every place in it.
    connection.execute(
        f"""
        create or replace temp table outsider_municipality as
        select area_id, indicator_id, period_id, period_type, instrument, value, numerator, denominator
        from {schema}.fct_indicator_value
        where is_preferred and value_status = 'observed'
            and area_id in (select municipality_area_id from {schema}.dim_area);

        create or replace temp table outsider_place as
        select area_id, area.municipality_area_id, rule.source_id, rule.threshold
        from {schema}.dim_area as area
        inner join ({_thresholds(schema)}) as rule using (area_id)
        where area.area_type in ('afdeling', 'boligomraade', 'helhedsplan')
        """
    )
    rows = connection.execute(
        f"""
        with shown as (
            select * from {schema}.fct_indicator_value where is_preferred and value_status = 'observed'
        )

        select part.area_id, part.indicator_id, part.period_id
        from shown as part
        inner join outsider_place as place on part.area_id = place.area_id and part.source_id = place.source_id
        inner join outsider_municipality as whole
            on place.municipality_area_id = whole.area_id and part.indicator_id = whole.indicator_id
            and part.period_id = whole.period_id and part.period_type = whole.period_type
            and part.instrument = whole.instrument
        inner join {schema}.dim_indicator as indicator on part.indicator_id = indicator.indicator_id
        where indicator.measure_type in ('proportion', 'count')
            and (
                (whole.numerator - part.numerator > 0 and whole.numerator - part.numerator < threshold)
                or (indicator.measure_type = 'count' and whole.value - part.value > 0
                    and whole.value - part.value < threshold)
                or (whole.denominator - whole.numerator - part.denominator + part.numerator > 0
                    and whole.denominator - whole.numerator - part.denominator + part.numerator < threshold)
            )
        order by all
        """
    ).fetchall()
    return _first([text.small_rest(*row) for row in rows])


def _small_activity_counts(connection: duckdb.DuckDBPyConnection, schema: str) -> list[str]:
    """Counts of a whole plan count deliveries and stand in its own reports; counts of one area are people."""
    columns = _columns(connection, schema, "mart_activity_progress")
    found = []
    for column in filter(columns.__contains__, _ACTIVITY_COUNTS):
        rows = connection.execute(
            f"""
            select distinct progress.area_id, progress.activity_id, progress.period_id
            from {schema}.mart_activity_progress as progress
            inner join registry.suppression_rules as rule
                on rule.source_id = 'registrations' and coalesce(rule.area_type, '') = ''
            where progress.area_id <> progress.helhedsplan_id
                and progress.{column} > 0 and progress.{column} < rule.threshold
            order by all
            """
        ).fetchall()
        found += _first([text.small_count("mart_activity_progress", *row) for row in rows])
    return found


def _figures_of_hidden_rows(connection: duckdb.DuckDBPyConnection, schema: str) -> list[str]:
    """A row of a hidden figure holds no number of its own, and none that it could be worked out from."""
    found = []
    for table in ("fct_indicator_value", "mart_area_vs_baseline"):
        for column in _numbers(connection, schema, table):
            others = (
                " and published.baseline_kind = 'rest_of_municipality'"
                if table == "mart_area_vs_baseline" and column in _OF_BENCHMARK
                else ""
            )
            rows = connection.execute(
                f"""
                select distinct published.area_id, published.indicator_id, published.period_id
                from {schema}.{table} as published
                where published.value_status <> 'observed' and published.{column} is not null{others}
                order by all
                """
            ).fetchall()
            found += _first([text.suppressed_but_shown(table, column, *row) for row in rows])
    return found


def _figures_of_hidden_benchmarks(connection: duckdb.DuckDBPyConnection, schema: str) -> list[str]:
    """A hidden figure is no benchmark and no start of a change."""
    table = "mart_area_vs_baseline"
    numbers = set(_numbers(connection, schema, table))
    of_area = {"value", "numerator", "denominator", "n_effective", "ci_low", "ci_high"}
    gaps = {name for name in numbers if name.startswith(("gap", "baseline_value", "baseline_n"))}
    changes = {name for name in numbers if "change" in name} - _OF_BENCHMARK_START
    ties = [
        ("baseline_area_id", "baseline_period_id", gaps),
        ("area_id", "start_period_id", changes | (_OF_BENCHMARK_START & numbers)),
        ("baseline_area_id", "start_period_id", _OF_BENCHMARK_START & numbers),
    ]
    found = []
    for area, period, columns in ties:
        if not columns - of_area:
            continue
        shown = " or ".join(f"published.{column} is not null" for column in sorted(columns - of_area))
        rows = connection.execute(
            f"""
            select distinct hidden.area_id, hidden.indicator_id, hidden.period_id
            from {schema}.{table} as published
            inner join outsider_hidden as hidden
                on published.{area} = hidden.area_id and published.indicator_id = hidden.indicator_id
                and published.{period} = hidden.period_id and published.period_type = hidden.period_type
                and published.instrument = hidden.instrument
            where {shown}
            order by all
            """
        ).fetchall()
        found += _first([text.told_by_comparison(table, *row) for row in rows])
    return found


def _figures_of_hidden_criteria(connection: duckdb.DuckDBPyConnection, schema: str) -> list[str]:
    """A criterion whose figure is hidden has neither value nor margin nor answer; residents neither."""
    found = []
    if has_table(connection, schema, "mart_statutory_criteria") and has_table(
        connection, "registry", "statutory_rules"
    ):
        rows = connection.execute(
            f"""
            select distinct published.area_id, rule.indicator_id, cast(published.list_year as varchar)
            from {schema}.mart_statutory_criteria as published
            inner join registry.statutory_rules as rule
                on published.criterion_id = rule.criterion_id
                and published.list_year between rule.valid_from_list_year and coalesce(rule.valid_to_list_year, 9999)
            inner join outsider_hidden as hidden
                on published.area_id = hidden.area_id and rule.indicator_id = hidden.indicator_id
                and (
                    (hidden.period_type = 'list_year' and hidden.period_id = cast(published.list_year as varchar))
                    or (
                        hidden.period_type = 'year'
                        and published.list_year - rule.data_lag_years - try_cast(hidden.period_id as integer)
                            between 0 and rule.averaging_years - 1
                    )
                )
            left join {schema}.fct_indicator_value as listed
                on published.area_id = listed.area_id and rule.indicator_id = listed.indicator_id
                and listed.period_type = 'list_year' and listed.period_id = cast(published.list_year as varchar)
                and listed.value_status = 'observed'
            where listed.area_id is null
                and (
                    published.value is not null or published.margin_points is not null
                    or published.margin_persons is not null or published.is_met <> 'unknown'
                )
            order by all
            """
        ).fetchall()
        found += _first([text.told_elsewhere("mart_statutory_criteria", *row) for row in rows])
    if has_table(connection, schema, "mart_statutory_condition"):
        rows = connection.execute(
            f"""
            select distinct published.area_id, hidden.indicator_id, cast(published.list_year as varchar)
            from {schema}.mart_statutory_condition as published
            inner join outsider_hidden as hidden
                on published.area_id = hidden.area_id
                and replace(published.condition_id, '_forebyggelse', '') = hidden.indicator_id
                and hidden.period_type in ('list_year', 'year')
                and hidden.period_id = cast(published.list_year as varchar)
            left join {schema}.fct_indicator_value as listed
                on published.area_id = listed.area_id and hidden.indicator_id = listed.indicator_id
                and listed.period_type = 'list_year' and listed.period_id = cast(published.list_year as varchar)
                and listed.value_status = 'observed'
            where listed.area_id is null
                and (
                    published.value is not null or published.margin_points is not null
                    or published.margin_persons is not null or published.is_met <> 'unknown'
                )
            order by all
            """
        ).fetchall()
        found += _first([text.told_elsewhere("mart_statutory_condition", *row) for row in rows])
    if has_table(connection, schema, "mart_statutory_status"):
        rows = connection.execute(
            f"""
            select distinct published.area_id, hidden.indicator_id, hidden.period_id
            from {schema}.mart_statutory_status as published
            inner join outsider_hidden as hidden
                on published.area_id = hidden.area_id and hidden.indicator_id = 'beboere'
                and hidden.period_type = 'list_year' and hidden.period_id = cast(published.list_year as varchar)
            where published.residents is not null
            order by all
            """
        ).fetchall()
        found += _first([text.told_elsewhere("mart_statutory_status", *row) for row in rows])
    return found


def _funnels_of_hidden_rows(connection: duckdb.DuckDBPyConnection, schema: str) -> list[str]:
    """A funnel is made of shown figures alone: of a hidden one it has no row."""
    if not has_table(connection, schema, "mart_funnel"):
        return []
    rows = connection.execute(
        f"""
        select distinct published.area_id, published.indicator_id, published.period_id
        from {schema}.mart_funnel as published
        inner join outsider_hidden as hidden
            on published.area_id = hidden.area_id and published.indicator_id = hidden.indicator_id
            and published.period_id = hidden.period_id and published.period_type = hidden.period_type
            and published.instrument = hidden.instrument
        order by all
        """
    ).fetchall()
    return _first([text.told_elsewhere("mart_funnel", *row) for row in rows])


def _figures_of_hidden_revisions(connection: duckdb.DuckDBPyConnection, schema: str) -> list[str]:
    """That a hidden figure was changed may be told; what it was and is may not. The same goes for a finding on it."""
    found = []
    for table, columns in (
        ("mart_revision", ("old_value", "new_value")),
        ("mart_finding", ("observed", "expected_low", "expected_high")),
    ):
        present = [name for name in columns if name in _columns(connection, schema, table)]
        if not present:
            continue
        rows = connection.execute(
            f"""
            select distinct hidden.area_id, hidden.indicator_id, hidden.period_id
            from {schema}.{table} as published
            inner join outsider_hidden as hidden
                on published.area_id = hidden.area_id and published.indicator_id = hidden.indicator_id
                and published.period_id = hidden.period_id
                and coalesce(nullif(published.instrument, ''), hidden.instrument) = hidden.instrument
            where {" or ".join(f"published.{name} is not null" for name in present)}
            order by all
            """
        ).fetchall()
        found += _first([text.told_elsewhere(table, *row) for row in rows])
    return found


_TEXTS = ("sentence_da", "reason_da", "trend_reason_da", "message_da", "diagnosis_da", "action_da", "note",
          "readings_json", "evidence_json", "comment")  # fmt: skip


def _words_of_hidden_rows(connection: duckdb.DuckDBPyConnection, schema: str) -> list[str]:
    """No sentence on a hidden figure holds it: its count, the people it is a share of, or the share, as a number.
    Nought of nought is no secret: nobody is in it."""
    if not has_table(connection, "facts", "fct_indicator_observed"):
        return []
    connection.execute(
        """
        create or replace temp table outsider_told as
        select hidden.*, list_distinct(list_filter([
            format('{:.0f}', fact.numerator),
            format('{:.0f}', fact.denominator),
            case when fact.value = round(fact.value, 0) then format('{:.0f}', fact.value) end,
            replace(format('{:.1f}', fact.value), '.', ','),
            replace(format('{:.2f}', fact.value), '.', ',')
        ], lambda number: number is not null)) as numbers
        from outsider_hidden as hidden
        inner join (
            select area_id, indicator_id, period_id, period_type, instrument, value, numerator, denominator
            from facts.fct_indicator_observed
            where value_status = 'observed' and denominator is distinct from 0
        ) as fact using (area_id, indicator_id, period_id, period_type, instrument)
        """
    )
    found = []
    for table in ("fct_indicator_value", "mart_area_vs_baseline", "mart_finding"):
        columns = _columns(connection, schema, table)
        texts = [name for name in _TEXTS if name in columns]
        if not texts or "indicator_id" not in columns:
            continue
        words = "concat_ws(' ', " + ", ".join(f"published.{name}" for name in texts) + ")"
        period_type = "and published.period_type = told.period_type" if "period_type" in columns else ""
        rows = connection.execute(
            f"""
            with written as (
                select distinct told.area_id, told.indicator_id, told.period_id, told.numbers,
                    regexp_replace(
                        replace(
                            replace(lower({words}), lower(coalesce(area.name_da, told.area_id)), ''),
                            lower(coalesce(indicator.name_da, told.indicator_id)), ''
                        ),
                        '{_HARMLESS_WORDS}', '', 'g'
                    ) as words
                from {schema}.{table} as published
                inner join outsider_told as told
                    on published.area_id = told.area_id and published.indicator_id = told.indicator_id
                    and published.period_id = told.period_id {period_type}
                left join {schema}.dim_area as area on told.area_id = area.area_id
                left join {schema}.dim_indicator as indicator on told.indicator_id = indicator.indicator_id
            )

            select distinct area_id, indicator_id, period_id
            from written
            where list_has_any(regexp_extract_all(words, '\\d+(?:\\.\\d{{3}})*(?:,\\d+)?'), numbers)
            order by all
            """
        ).fetchall()
        found += _first([text.told_in_words(table, *row) for row in rows])
    return found


def _first(sentences: list[str]) -> list[str]:
    if len(sentences) <= _CELLS_NAMED:
        return sentences
    return [*sentences[:_CELLS_NAMED], text.more_cells(len(sentences) - _CELLS_NAMED)]
