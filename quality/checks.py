"""The checks: which frame each one judges, by which rules, and how many rows the frame must at least hold.

A frame is `frames/<frame>.sql`, by the name of its check unless the check has several. It holds every row that can
be judged, with what was observed and what may be expected of that very row; the rules are given to Great Expectations
(`quality.suites`), and each row that breaks one is a finding.
"""

from quality.check import BETWEEN_LIMITS, REGISTRATIONS, T_QUANTILES, Check, Rule
from quality.checks_indicators import INDICATOR_CHECKS

CHECKS = (
    Check(
        "cumulative_decrease",
        (REGISTRATIONS,),
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
        (REGISTRATIONS, T_QUANTILES),
        BETWEEN_LIMITS,
        """
        select cast(exists (
            select 1
            from facts.fct_registration as later
            inner join facts.fct_registration as earlier
                using (source_id, helhedsplan_id, area_id, activity_id, measure_id, period_type)
            where later.period_start_date > earlier.period_start_date
                and later.counting_mode = 'period' and earlier.counting_mode = 'period'
                and later.qualifier = 'exact' and earlier.qualifier = 'exact'
                and later.reported_count_max is null and earlier.reported_count_max is null
                and not later.is_duplicate and not earlier.is_duplicate
                and later.reported_count is not null and earlier.reported_count is not null
        ) as integer)
        """,
        frame="sudden_change_counts",
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
    *INDICATOR_CHECKS,
)
CHECK_NOT_RUN = "check_not_run"
