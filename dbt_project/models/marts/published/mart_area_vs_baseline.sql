with benchmarks as (
    select * from {{ ref("fct_area_benchmark") }}
),

changes as (
    select * from {{ ref("fct_area_change") }}
),

starts as (
    select * from {{ ref("fct_area_start") }}
),

areas as (
    select * from {{ ref("dim_area") }}
),

-- The few names are put into a sentence's form before the many figures join them.
indicators as (
    select *, {{ danish_mid_sentence("name_da") }} as name_in_sentence_da from {{ ref("dim_indicator") }}
),

-- The benchmark of the point that the change is measured from, where it is the same benchmark in the same period.
start_benchmarks as (
    select * from {{ ref("fct_area_start_benchmark") }}
),

joined as (
    select
        {% for column in ["area_id", "indicator_id", "period_id", "period_type", "instrument", "source_id", "source_reference",
            "value", "numerator", "denominator", "n_effective", "ci_low", "ci_high", "qualifier", "value_status",
            "suppression_reason", "is_flagged", "is_under_clarification", "is_synthetic", "share", "estimate",
            "contradicts_its_counts"] -%}
        benchmarks.{{ column }},
        {% endfor -%}
        areas.name_da as area_name_da,
        indicators.name_in_sentence_da as indicator_text,
        indicators.measure_type,
        indicators.unit,
        indicators.direction,
        -- A round figure that was delivered as "ca." is not dressed up with decimals.
        case
            when benchmarks.qualifier <> 'exact' and benchmarks.value = round(benchmarks.value, 0) then 0
            when benchmarks.baseline_qualifier <> 'exact' and benchmarks.baseline_value = round(benchmarks.baseline_value, 0)
                then 0
            else indicators.decimals
        end as decimals,
        benchmarks.baseline_kind,
        benchmarks.baseline_area_id,
        benchmarks.baseline_period_id,
        benchmarks.baseline_value,
        benchmarks.baseline_denominator,
        benchmarks.baseline_estimate,
        benchmarks.baseline_ci_low,
        benchmarks.baseline_ci_high,
        benchmarks.baseline_qualifier,
        benchmarks.baseline_status,
        benchmarks.baseline_source_reference,
        benchmarks.is_baseline_flagged,
        benchmarks.is_baseline_under_clarification,
        benchmarks.is_same_instrument,
        benchmarks.is_same_period,
        benchmarks.is_same_period_type,
        benchmarks.is_same_age_band,
        benchmarks.age_band,
        benchmarks.baseline_age_band,
        benchmarks.is_main_baseline,
        {{ contradicts_its_counts("indicators.measure_type", "benchmarks.baseline_value", "benchmarks.baseline_estimate") }}
            as is_baseline_contradicted,
        -- Of a survey the denominator is its answers.
        coalesce(
            benchmarks.baseline_kind in ('municipality', 'country')
            and benchmarks.denominator > benchmarks.baseline_denominator
            and benchmarks.is_same_period
            and benchmarks.period_type <> 'survey_wave',
            false
        ) as is_larger_than_its_whole,
        indicators.relevant_change,
        starts.period_id as start_period_id,
        starts.value as start_value,
        starts.estimate as start_estimate,
        starts.ci_low as start_ci_low,
        starts.ci_high as start_ci_high,
        starts.n_effective as start_n,
        starts.share as start_share,
        changes.is_broken,
        changes.break_reason_da,
        changes.trend_points,
        changes.trend_method,
        changes.trend_sign,
        start_benchmarks.baseline_value as start_baseline_value,
        start_benchmarks.baseline_estimate as start_baseline_estimate,
        start_benchmarks.baseline_ci_low as start_baseline_ci_low,
        start_benchmarks.baseline_ci_high as start_baseline_ci_high
    from benchmarks
    inner join changes on benchmarks.point_id = changes.point_id
    inner join areas on benchmarks.area_id = areas.area_id
    inner join indicators on benchmarks.indicator_id = indicators.indicator_id
    -- A change is measured within an area; said so that the engine looks up starts last, and need not keep them at hand beside
    -- every change.
    left join starts on changes.start_point_id = starts.point_id and benchmarks.area_id = starts.area_id
    left join start_benchmarks
        on changes.start_point_id = start_benchmarks.point_id
        and benchmarks.baseline_kind = start_benchmarks.baseline_kind
        and benchmarks.baseline_area_id = start_benchmarks.baseline_area_id
        and benchmarks.is_same_instrument and benchmarks.is_same_period and benchmarks.is_same_age_band
),

-- A difference is taken between figures of the same survey, ages and period (or the agreement's start), both of them shown and
-- neither under clarification nor contradicted by its own counts, nor by a whole that is smaller than its part.
comparable as (
    select
        *,
        coalesce(
            value is not null
            and not contradicts_its_counts
            and not is_baseline_contradicted
            and not is_larger_than_its_whole
            and baseline_value is not null
            and is_same_instrument
            and is_same_age_band
            and (is_same_period or baseline_kind = 'agreement_start')
            and (measure_type <> 'count' or baseline_kind = 'agreement_start')
            and not is_under_clarification
            and not is_baseline_under_clarification,
            false
        ) as is_comparable
    from joined
),

differences as (
    select
        *,
        -- Where limits are known, between the figures that they belong to: a printed 1,3 may stand for 1,26.
        case when is_comparable then {{ shown_difference(
            "value", "estimate", "ci_low", "baseline_value", "baseline_estimate", "baseline_ci_low"
        ) }} end as gap,
        case when is_comparable
            then {{ difference_low("estimate", "ci_low", "baseline_estimate", "baseline_ci_high") }} end as gap_ci_low,
        case when is_comparable
            then {{ difference_high("estimate", "ci_high", "baseline_estimate", "baseline_ci_low") }} end as gap_ci_high,
        {{ shown_difference("value", "estimate", "ci_low", "start_value", "start_estimate", "start_ci_low") }} as change,
        estimate - start_estimate as estimated_change,
        {{ difference_low("estimate", "ci_low", "start_estimate", "start_ci_high") }} as change_ci_low,
        {{ difference_high("estimate", "ci_high", "start_estimate", "start_ci_low") }} as change_ci_high,
        case when is_comparable and baseline_kind <> 'agreement_start' then {{ shown_difference(
            "baseline_value", "baseline_estimate", "baseline_ci_low",
            "start_baseline_value", "start_baseline_estimate", "start_baseline_ci_low"
        ) }} end as baseline_change,
        baseline_estimate - start_baseline_estimate as estimated_baseline_change,
        {{ difference_low("baseline_estimate", "baseline_ci_low", "start_baseline_estimate", "start_baseline_ci_high") }}
            as baseline_change_low,
        {{ difference_high("baseline_estimate", "baseline_ci_high", "start_baseline_estimate", "start_baseline_ci_low") }}
            as baseline_change_high
    from comparable
),

judged as (
    select
        *,
        change - baseline_change as change_gap,
        {{ difference_low("estimated_change", "change_ci_low", "estimated_baseline_change", "baseline_change_high") }}
            as change_gap_ci_low,
        {{ difference_high("estimated_change", "change_ci_high", "estimated_baseline_change", "baseline_change_low") }}
            as change_gap_ci_high,
        case
            when value is null or is_under_clarification or contradicts_its_counts then null
            when measure_type = 'proportion'
                then 100.0 * {{ detectable_difference(
                    "case when start_share > 0 and start_share < 1 then start_share else share end",
                    "coalesce(start_n, n_effective)",
                    "n_effective",
                ) }}
            else {{ detectable_by_limits("change_ci_low", "change_ci_high") }}
        end as detectable_change,
        case
            when gap_ci_low is null or direction = 'neutral' then 'not_compared'
            when gap_ci_low <= 0 and gap_ci_high >= 0 then 'similar'
            when (gap_ci_low > 0) = (direction = 'higher_is_better') then 'better'
            else 'worse'
        end as comparison,
        -- A course that the change since the start contradicts is not called one.
        case
            when is_broken then 'series_break'
            when trend_sign * change > 0 and direction <> 'neutral'
                then case when (change > 0) = (direction = 'higher_is_better') then 'improving' else 'worsening' end
            when trend_sign = 0 and change_ci_low >= -relevant_change and change_ci_high <= relevant_change
                then 'no_change_larger_than'
            else 'cannot_say'
        end as trend
    from differences
),

-- Numbers that several texts tell are written once.
numbered as (
    select
        *,
        {{ danish_decimals("abs(gap)", "decimals") }} as gap_number,
        {{ danish_number("coalesce(denominator, n_effective)") }} as n_number
    from judged
),

worded as (
    select
        *,
        {{ status_text("value_status", "suppression_reason") }} as status_text_da,
        {{ danish_value("value", "decimals", "unit") }} as value_text,
        {{ danish_qualifier("baseline_qualifier") }} || {{ danish_value("baseline_value", "decimals", "unit") }}
            as baseline_value_text,
        case when qualifier <> 'exact' or baseline_qualifier <> 'exact' then 'ca. ' else '' end
            || {{ danish_difference_of("gap_number", "unit") }} as gap_text,
        {{ is_written_nought("gap_number") }} as gap_text_is_nought,
        {{ baseline_phrase("baseline_kind", "baseline_period_id") }} as baseline_text,
        -- Few figures have a change to tell of, and words take longer than numbers.
        case
            when trend_sign <> 0 or change_ci_low > 0 or change_ci_high < 0 then {{ change_phrase() }}
        end as change_text,
        {{ n_phrase("n_number", "period_type", "measure_type") }} as n_text
    from numbered
),

reasoned as (
    select
        *,
        {{ comparison_reason() }} as reason_da
    from worded
),

final as (
    select
        area_id,
        indicator_id,
        period_id,
        period_type,
        source_id,
        instrument,
        source_reference,
        value,
        numerator,
        denominator,
        n_effective,
        ci_low,
        ci_high,
        value_status,
        baseline_kind,
        baseline_area_id,
        baseline_period_id,
        cast(baseline_value as {{ type_double() }}) as baseline_value,
        cast(gap as {{ type_double() }}) as gap,
        cast(gap_ci_low as {{ type_double() }}) as gap_ci_low,
        cast(gap_ci_high as {{ type_double() }}) as gap_ci_high,
        comparison,
        start_period_id,
        cast(change as {{ type_double() }}) as change,
        cast(baseline_change as {{ type_double() }}) as baseline_change,
        cast(change_gap as {{ type_double() }}) as change_gap,
        cast(case when change_gap is not null then change_gap_ci_low end as {{ type_double() }}) as change_gap_ci_low,
        cast(case when change_gap is not null then change_gap_ci_high end as {{ type_double() }}) as change_gap_ci_high,
        trend,
        trend_points,
        cast(detectable_change as {{ type_double() }}) as detectable_change,
        reason_da,
        {{ sentences([area_figure_sentence(), gap_sentence(), certainty_sentence()]) }} as sentence_da,
        is_flagged or is_baseline_flagged as is_flagged,
        is_synthetic,
        qualifier,
        baseline_source_reference as benchmark_source_reference,
        unit,
        direction,
        is_under_clarification,
        {{ trend_sentence() }} as trend_reason_da,
        cast(baseline_denominator as {{ type_double() }}) as baseline_n,
        baseline_qualifier,
        coalesce(is_baseline_flagged, false) as is_baseline_flagged,
        cast(decimals as integer) as gap_decimals,
        cast(case when start_period_id is not null then change_ci_low end as {{ type_double() }}) as change_ci_low,
        cast(case when start_period_id is not null then change_ci_high end as {{ type_double() }}) as change_ci_high,
        cast(relevant_change as {{ type_double() }}) as relevant_change,
        coalesce(is_main_baseline, false) as is_main_baseline
    from reasoned
)

select * from final
