"""The checks: which frame each one judges, by which rules, and how many rows the frame must at least hold.

A frame is `frames/<frame>.sql`, by the name of its check unless the check has several. It holds every row that can
be judged, with what was observed and what may be expected of that very row; the rules are given to Great Expectations
(`quality.suites`), and each row that breaks one is a finding.
"""

from dataclasses import dataclass
from typing import Literal

REGISTRATIONS = "registration_rows"
INDICATORS = "indicator_rows"
T_QUANTILES = "t_quantiles"

# What every frame holds beside the columns its own rules name.
STANDARD_COLUMNS = (
    "row_key", "source_id", "helhedsplan_id", "area_id", "indicator_id", "activity_id", "measure_id", "period_id",
    "instrument", "related_period_id", "is_synthetic", "evidence", "observed", "expected_low", "expected_high",
    "is_hidden", "is_related_hidden",
)  # fmt: skip


@dataclass(frozen=True)
class Rule:
    """What must hold between a column and another column of the same row, or a fixed value.

    `at_least`, `at_most`, `above`, `below` and `equal` compare with the column `other`; a row where either is empty has
    nothing to compare and passes. `is_false` and `between` compare with nothing, and with `low` and `high`.
    """

    kind: Literal["at_least", "at_most", "above", "below", "equal", "is_false", "between"]
    column: str
    other: str = ""
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Check:
    """One frame of a check, and a check may have several. `least_rows` asks the facts alone how many rows the frame
    must at least hold."""

    check_id: str
    base_tables: tuple[str, ...]
    rules: tuple[Rule, ...]
    least_rows: str
    frame: str = ""

    def __post_init__(self) -> None:
        if not self.frame:
            object.__setattr__(self, "frame", self.check_id)

    @property
    def judged_columns(self) -> tuple[str, ...]:
        named = [name for rule in self.rules for name in (rule.column, rule.other) if name]
        return tuple(dict.fromkeys(["row_key", *named]))


_BETWEEN_LIMITS = (Rule("above", "judged", "lowest"), Rule("below", "judged", "highest"))
_WITHIN_LIMITS = (Rule("at_least", "judged", "lowest"), Rule("at_most", "judged", "highest"))

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
        (INDICATORS, T_QUANTILES),
        _BETWEEN_LIMITS,
        """
        select cast(exists (
            select 1
            from facts.fct_indicator_observed as later
            inner join facts.fct_indicator_observed as earlier
                using (area_id, indicator_id, source_id, instrument, period_type)
            where later.period_id > earlier.period_id
                and later.value is not null and earlier.value is not null
                and later.qualifier = 'exact' and earlier.qualifier = 'exact'
        ) as integer)
        """,
    ),
    Check(
        "sudden_change",
        (REGISTRATIONS, T_QUANTILES),
        _BETWEEN_LIMITS,
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
        "outside_valid_range",
        (REGISTRATIONS, INDICATORS),
        _WITHIN_LIMITS,
        """
        select
            (select count(value) + count(numerator) + count(denominator) from facts.fct_indicator_observed)
            + (select count(reported_count) from facts.fct_registration)
        """,
    ),
    Check(
        "share_mismatch",
        (INDICATORS,),
        _WITHIN_LIMITS,
        """
        select count(*)
        from facts.fct_indicator_observed
        inner join marts.dim_indicator using (indicator_id)
        where dim_indicator.measure_type = 'proportion'
            and fct_indicator_observed.period_type <> 'survey_wave'
            and value is not null and numerator is not null and denominator > 0
        """,
    ),
    Check(
        "label_mismatch",
        (INDICATORS,),
        (Rule("equal", "printed_from", "defined_from"), Rule("equal", "printed_to", "defined_to")),
        "select count(nullif(printed_label, '')) from facts.fct_indicator_observed",
    ),
    Check(
        "doubted_by_reporter",
        (REGISTRATIONS,),
        (Rule("is_false", "judged"),),
        "select count(reported_count) from facts.fct_registration",
    ),
    Check(
        "conflicting_sources",
        (INDICATORS,),
        (Rule("at_most", "value_bottom", "value_top"), Rule("at_most", "numerator_bottom", "numerator_top")),
        """
        select count(*)
        from (
            select area_id
            from facts.fct_indicator_observed
            where value is not null or numerator is not null
            group by area_id, indicator_id, period_type, period_id, instrument
            having count(*) > 1
        ) as repeated
        """,
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
    *(
        Check(check_id, (), (Rule("is_false", "judged"),), "select count(*) from facts.fct_correction")
        for check_id in ("correction_can_go", "correction_not_delivered")
    ),
    Check(
        "source_absent",
        (),
        (Rule("between", "judged", low=1),),
        # The program always knows its sources, so a list without any is itself an error.
        "select greatest(count(*), 1) from marts.dim_source",
    ),
)
CHECK_NOT_RUN = "check_not_run"
