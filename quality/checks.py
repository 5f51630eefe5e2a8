"""The checks: which frame each one judges, by which rules, and how many rows the frame must at least hold.

A frame is `frames/<frame>.sql`, by the name of its check unless the check has several. It holds every row that can
be judged, with what was observed and what may be expected of that very row; the rules are given to Great Expectations
(`quality.suites`), and each row that breaks one is a finding.
"""

from quality.check import COUNT_JUDGEMENTS, COUNT_POINTS, COUNT_SWAPS, REGISTRATIONS, WITHIN_LIMITS, Check, Rule
from quality.checks_indicators import INDICATOR_CHECKS

_MODELLED = (REGISTRATIONS, COUNT_JUDGEMENTS, COUNT_POINTS, COUNT_SWAPS)
# A count of a period can be judged by itself; a running total only beside another.
_JUDGED_COUNTS = """
    select least(count(*), 1)
    from facts.fct_registration
    where period_type in ('quarter', 'year', 'school_year') and counting_mode = 'period'
        and qualifier in ('exact', 'about') and reported_count_max is null and not is_duplicate
        and reported_count is not null
"""

CHECKS = (
    Check(
        "cumulative_decrease",
        (REGISTRATIONS, COUNT_JUDGEMENTS),
        (Rule("at_least", "judged", "lowest"),),
        """
        select least(count(*), 1)
        from facts.fct_registration as later
        inner join facts.fct_registration as earlier
            using (source_id, helhedsplan_id, area_id, activity_id, measure_id, period_type)
        where later.period_start_date > earlier.period_start_date
            and extract(year from later.period_start_date) = extract(year from earlier.period_start_date)
            and earlier.counting_mode in ('year_to_date', 'project_to_date')
            and later.counting_mode in (earlier.counting_mode, 'unknown')
            and not later.is_duplicate and not earlier.is_duplicate
            and later.reported_count is not null and earlier.reported_count is not null
        """,
    ),
    Check(
        "sudden_change",
        _MODELLED,
        (Rule("at_most", "judged", "highest"),),
        _JUDGED_COUNTS,
        frame="sudden_change_counts",
    ),
    Check(
        "unit_or_scale_error",
        _MODELLED,
        (Rule("at_most", "judged", "highest"),),
        _JUDGED_COUNTS,
        frame="unit_or_scale_error_counts",
    ),
    Check("stale_repeat", _MODELLED, (Rule("is_false", "judged"),), _JUDGED_COUNTS, frame="stale_repeat_counts"),
    Check(
        "shifted_or_swapped",
        _MODELLED,
        (Rule("is_false", "judged"),),
        _JUDGED_COUNTS,
        frame="shifted_or_swapped_counts",
    ),
    Check(
        "outside_valid_range",
        (REGISTRATIONS,),
        WITHIN_LIMITS,
        "select count(reported_count) from facts.fct_registration",
        frame="outside_valid_range_counts",
    ),
    Check(
        "missing_report",
        (REGISTRATIONS,),
        (Rule("is_false", "judged"),),
        """
        select least(count(*), 1)
        from facts.fct_registration
        where period_id is not null and period_type in ('quarter', 'year', 'school_year')
        """,
    ),
    Check(
        "counting_mode_changed",
        (REGISTRATIONS,),
        (Rule("equal", "judged", "expected_mode"),),
        """
        select least(count(*), 1)
        from facts.fct_registration as later
        inner join facts.fct_registration as earlier
            using (source_id, helhedsplan_id, area_id, activity_id, measure_id, period_type)
        where later.period_start_date > earlier.period_start_date
            and extract(year from later.period_start_date) = extract(year from earlier.period_start_date)
            and later.counting_mode <> 'unknown' and earlier.counting_mode <> 'unknown'
            and not later.is_duplicate and not earlier.is_duplicate
            and later.reported_count is not null and earlier.reported_count is not null
        """,
    ),
    Check(
        "doubted_by_reporter",
        (REGISTRATIONS,),
        (Rule("is_false", "judged"),),
        "select count(reported_count) from facts.fct_registration",
    ),
    Check(
        "duplicate_report",
        (REGISTRATIONS,),
        (Rule("between", "judged", high=0),),
        """
        select least(count(*), 1)
        from facts.fct_registration
        where period_id is not null and reported_count is not null
        """,
    ),
    Check(
        "duplicate_report",
        (REGISTRATIONS,),
        (Rule("is_false", "judged"),),
        """
        select least(count(*), 1)
        from facts.fct_registration as one
        inner join facts.fct_registration as other
            using (source_id, helhedsplan_id, area_id, measure_id, period_type, period_id, counting_mode)
        where one.activity_id < other.activity_id and not one.is_duplicate and not other.is_duplicate
            and one.reported_count is not null and other.reported_count is not null
        """,
        frame="duplicate_report_names",
    ),
    *INDICATOR_CHECKS,
)
CHECK_NOT_RUN = "check_not_run"
