"""The checks of indicators, their sources, their benchmarks and their corrections, see `quality.checks`."""

from quality.check import (
    BETWEEN_LIMITS,
    INDICATORS,
    REGISTRATIONS,
    SAMPLED,
    SOURCES,
    T_QUANTILES,
    WITHIN_LIMITS,
    Check,
    Rule,
)

_JUMPS = (INDICATORS, SAMPLED, T_QUANTILES, "indicator_steps", "indicator_jumps")
_IS_FALSE = (Rule("is_false", "judged"),)

# All these count and then say whether there is any: with `limit 1` or `exists` over a union of which one part is empty,
# DuckDB 2.0.0 loses the limit and then answers wrongly.

# Whether any series has figures of two periods.
_ANY_SERIES = """
    select least(count(*), 1)
    from (
        select area_id
        from facts.fct_indicator_observed
        where value is not null and qualifier = 'exact' and not is_computed
        group by area_id, indicator_id, source_id, instrument, period_type
        having min(period_id) < max(period_id)
    ) as series
"""

# Whether the indicator that most areas have numbers of persons of, two years or more, has eight areas of one kind with
# them in two years running.
_EIGHT_AREAS = """
    with figures as not materialized (
        select
            fct_indicator_observed.source_id, area_id, indicator_id, instrument, period_id,
            fct_indicator_observed.is_synthetic
        from facts.fct_indicator_observed
        inner join marts.dim_indicator using (indicator_id)
        where denominator > 0 and is_preferred and not is_computed
            and fct_indicator_observed.period_type = 'year' and measure_type in ('proportion', 'mean')
    ),

    series as (
        select indicator_id from figures group by indicator_id, area_id having min(period_id) < max(period_id)
    ),

    chosen as materialized (
        select figures.*
        from figures
        where indicator_id = (select indicator_id from series group by indicator_id order by count(*) desc limit 1)
    )

    select least(count(*), 1)
    from (
        select later.period_id
        from chosen as later
        inner join chosen as earlier using (area_id, indicator_id, source_id, instrument)
        inner join marts.dim_area using (area_id)
        where try_cast(later.period_id as integer) = try_cast(earlier.period_id as integer) + 1
        group by source_id, later.period_id, area_type, later.is_synthetic
        having count(*) >= 8
    ) as years
"""
_PACED_SOURCES = """
    select count(*)
    from (
        select source_id from facts.fct_indicator_observed where not is_synthetic and value is not null
        union
        select source_id from facts.fct_registration where not is_synthetic and period_id is not null
    ) as delivered
    inner join marts.dim_source using (source_id)
    where lag_months is not null and cadence in ('quarterly', 'half_yearly', 'yearly')
"""

INDICATOR_CHECKS = (
    Check("sudden_change", _JUMPS, BETWEEN_LIMITS, _ANY_SERIES),
    Check("unit_or_scale_error", _JUMPS, (Rule("between", "judged", low=1, high=1),), _ANY_SERIES),
    Check("shifted_or_swapped", _JUMPS, _IS_FALSE, _ANY_SERIES),
    Check(
        "denominator_jump",
        _JUMPS,
        _IS_FALSE,
        """
        select least(count(*), 1)
        from (
            select area_id
            from facts.fct_indicator_observed
            where value is not null and qualifier = 'exact' and denominator is not null
                and is_preferred and not is_computed
            group by area_id, indicator_id, source_id, instrument, period_type
            having min(period_id) < max(period_id)
            union all
            -- Only of these can there be two for one period.
            select area_id
            from facts.fct_indicator_observed
            where value is not null and qualifier = 'exact' and denominator is not null
                and not is_preferred and not is_computed
            group by area_id, indicator_id, source_id, instrument, period_type
            having min(period_id) < max(period_id) and count(*) = count(distinct period_id)
        ) as series
        """,
    ),
    Check("stale_repeat", _JUMPS, _IS_FALSE, _ANY_SERIES),
    Check(
        "outside_valid_range",
        (INDICATORS,),
        WITHIN_LIMITS,
        """
        select count(value) + count(numerator) + count(denominator)
        from facts.fct_indicator_observed
        where not is_computed
        """,
        holds_every_figure=True,
    ),
    Check(
        "share_mismatch",
        (INDICATORS,),
        WITHIN_LIMITS,
        """
        select count(*)
        from facts.fct_indicator_observed
        inner join marts.dim_indicator using (indicator_id)
        where dim_indicator.measure_type = 'proportion'
            and fct_indicator_observed.period_type <> 'survey_wave'
            and not is_computed
            and value is not null and numerator is not null and denominator > 0
        """,
        holds_every_figure=True,
    ),
    Check(
        "parts_do_not_sum",
        (INDICATORS,),
        WITHIN_LIMITS,
        """
        select count(*)
        from facts.fct_area_total
        where state = 'complete'
            and delivered_status = 'observed'
            and delivered_source_id = source_id
            and qualifier = 'exact'
            and coalesce(delivered_qualifier, 'exact') = 'exact'
            and coalesce(delivered_denominator, delivered_value) is not null
            and coalesce(denominator, value) is not null
        """,
    ),
    Check(
        "parts_do_not_sum",
        (INDICATORS,),
        WITHIN_LIMITS,
        """
        select least(count(*), 1)
        from registry.indicator_relations as relation
        inner join facts.fct_indicator_observed as part on part.indicator_id = relation.indicator_id
        inner join facts.fct_indicator_observed as whole
            on whole.indicator_id = relation.related_indicator_id
            and whole.area_id = part.area_id
            and whole.period_id = part.period_id
            and whole.period_type = part.period_type
            and whole.source_id = part.source_id
            and whole.instrument = part.instrument
        where relation.relation in ('part_of', 'within')
            and not part.is_computed and not whole.is_computed
            and part.is_preferred and whole.is_preferred
            and part.qualifier = 'exact' and whole.qualifier = 'exact'
            and part.value_status = 'observed' and whole.value_status = 'observed'
            and part.numerator is not null and whole.numerator is not null
            and part.denominator is not null and whole.denominator is not null
        """,
        frame="breakdown_mismatch",
    ),
    Check(
        "label_mismatch",
        (INDICATORS,),
        (Rule("equal", "printed_from", "defined_from"), Rule("equal", "printed_to", "defined_to")),
        "select count(nullif(printed_label, '')) from facts.fct_indicator_observed where not is_computed",
        holds_every_figure=True,
    ),
    Check(
        "conflicting_sources",
        (INDICATORS,),
        (Rule("at_most", "value_bottom", "value_top"), Rule("at_most", "numerator_bottom", "numerator_top")),
        """
        select least(count(*), 1)
        from facts.fct_indicator_observed as one
        inner join facts.fct_indicator_observed as other
            using (area_id, indicator_id, period_type, period_id, instrument)
        where not one.is_preferred and other.is_preferred
            and not one.is_computed and not other.is_computed
            and one.value is not null and other.value is not null
        """,
    ),
    Check(
        "area_outlier",
        (INDICATORS, SAMPLED),
        _IS_FALSE,
        """
        select least(count(*), 1)
        from (
            select indicator_id
            from facts.fct_indicator_observed
            inner join marts.dim_indicator using (indicator_id)
            inner join marts.dim_area using (area_id)
            where dim_indicator.measure_type = 'proportion'
                and is_preferred and not is_weighted and not is_computed
                and qualifier = 'exact' and value is not null
                and denominator >= 5 and numerator between 0 and denominator
            group by
                indicator_id, fct_indicator_observed.source_id, fct_indicator_observed.period_type, period_id,
                instrument, area_type, fct_indicator_observed.is_synthetic
            having count(*) >= 10
        ) as peers
        """,
    ),
    Check(
        "series_break",
        (INDICATORS,),
        _IS_FALSE,
        """
        select least(count(*), 1)
        from facts.fct_indicator_observed
        inner join marts.dim_area using (area_id)
        where period_type = 'survey_wave' and is_preferred and value is not null and not is_computed
            and area_type in ('afdeling', 'boligomraade', 'helhedsplan')
        """,
    ),
    Check("series_break", (INDICATORS,), _IS_FALSE, _EIGHT_AREAS, frame="series_break_unmarked"),
    Check(
        "revised_after_publication",
        (INDICATORS,),
        _IS_FALSE,
        """
        select least(count(*), 1)
        from facts.fct_published_previous
        where kind = 'indicator' and value is not null
            and not coalesce(is_computed, false) and not coalesce(is_corrected, false)
        """,
    ),
    Check(
        "wrong_benchmark",
        (),
        _IS_FALSE,
        "select count(nullif(benchmark_area_id, '')) from registry.agreement_baselines",
    ),
    Check(
        "late_report",
        (REGISTRATIONS,),
        (Rule("between", "judged", high=0),),
        """
        select least(count(*), 1)
        from facts.fct_registration
        inner join registry.reporting_calendar using (helhedsplan_id, activity_id, measure_id)
        where reported_date is not null
            and cadence = 'quarterly' and fct_registration.period_type = 'quarter'
            and period_end_date >= coalesce(valid_from, period_end_date)
            and period_start_date <= coalesce(valid_to, period_start_date)
        """,
    ),
    Check("late_report", (SOURCES,), _IS_FALSE, _PACED_SOURCES, frame="late_source"),
    *(
        Check(check_id, ("correction_rows",), _IS_FALSE, "select count(*) from registry.corrections")
        for check_id in ("correction_can_go", "correction_not_delivered")
    ),
    Check(
        "source_absent",
        (SOURCES,),
        (Rule("between", "judged", low=1),),
        # The program always knows its sources, so a list without any is itself an error.
        "select greatest(count(*), 1) from marts.dim_source",
    ),
)
