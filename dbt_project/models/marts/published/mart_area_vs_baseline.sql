with indicator_values as (
    select * from {{ ref("fct_indicator_value") }} where is_preferred
),

benchmarks as (
    select * from {{ ref("fct_area_benchmark") }}
),

changes as (
    select * from {{ ref("fct_area_change") }}
),

areas as (
    select * from {{ ref("dim_area") }}
),

indicators as (
    select * from {{ ref("dim_indicator") }}
),

-- The benchmark of the point that the change is measured from, where it is the same benchmark in the same period.
joined as (
    select
        indicator_values.*,
        areas.name_da as area_name_da,
        indicators.name_da as indicator_name_da,
        indicators.measure_type,
        indicators.unit,
        indicators.direction,
        -- A round figure that was delivered as "ca." is not dressed up with decimals.
        case
            when indicator_values.qualifier <> 'exact' and indicator_values.value = round(indicator_values.value, 0) then 0
            when benchmarks.baseline_qualifier <> 'exact' and benchmarks.baseline_value = round(benchmarks.baseline_value, 0)
                then 0
            else indicators.decimals
        end as decimals,
        benchmarks.baseline_kind,
        benchmarks.baseline_area_id,
        benchmarks.baseline_period_id,
        benchmarks.baseline_value,
        benchmarks.baseline_denominator,
        benchmarks.baseline_share,
        benchmarks.baseline_qualifier,
        benchmarks.baseline_status,
        benchmarks.baseline_source_reference,
        benchmarks.is_baseline_flagged,
        benchmarks.is_baseline_under_clarification,
        benchmarks.is_same_instrument,
        benchmarks.is_same_period,
        benchmarks.is_same_period_type,
        {{ indicator_share(
            "indicators.measure_type",
            "indicator_values.value",
            "indicator_values.numerator",
            "indicator_values.denominator",
        ) }} as share,
        changes.start_period_id,
        changes.start_value,
        changes.start_denominator,
        changes.start_share,
        changes.is_broken,
        changes.trend_points,
        starts.baseline_value as start_baseline_value,
        starts.baseline_denominator as start_baseline_denominator,
        starts.baseline_share as start_baseline_share
    from benchmarks
    inner join indicator_values on {{ same_point("benchmarks", "indicator_values") }}
    inner join areas on benchmarks.area_id = areas.area_id
    inner join indicators on benchmarks.indicator_id = indicators.indicator_id
    inner join changes on {{ same_point("benchmarks", "changes") }}
    left join benchmarks as starts
        on benchmarks.area_id = starts.area_id
        and benchmarks.indicator_id = starts.indicator_id
        and benchmarks.period_type = starts.period_type
        and benchmarks.instrument = starts.instrument
        and changes.start_period_id = starts.period_id
        and benchmarks.baseline_kind = starts.baseline_kind
        and benchmarks.baseline_area_id = starts.baseline_area_id
        and benchmarks.is_same_instrument and benchmarks.is_same_period
        and starts.is_same_instrument and starts.is_same_period
        and starts.baseline_status = 'observed'
        and not starts.is_baseline_under_clarification
),

-- A difference is taken between figures of the same survey and period (or the agreement's start), both of them shown and
-- neither under clarification.
comparable as (
    select
        *,
        coalesce(
            value is not null
            and baseline_value is not null
            and is_same_instrument
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
        -- Where both counts are known, the unrounded shares; a printed 1,3 may stand for 1,26.
        case
            when not is_comparable then null
            when denominator is not null and baseline_denominator is not null and share is not null
                then round(100.0 * (share - baseline_share), 9)
            else value - baseline_value
        end as gap,
        value - start_value as change,
        case when is_comparable and baseline_kind <> 'agreement_start' then baseline_value - start_baseline_value end
            as baseline_change,
        {{ wilson_low("share", "denominator") }} as share_low,
        {{ wilson_high("share", "denominator") }} as share_high,
        case when is_comparable then {{ wilson_low("baseline_share", "baseline_denominator") }} end as baseline_share_low,
        case when is_comparable then {{ wilson_high("baseline_share", "baseline_denominator") }} end as baseline_share_high,
        {{ wilson_low("start_share", "start_denominator") }} as start_share_low,
        {{ wilson_high("start_share", "start_denominator") }} as start_share_high,
        {{ wilson_low("start_baseline_share", "start_baseline_denominator") }} as start_baseline_share_low,
        {{ wilson_high("start_baseline_share", "start_baseline_denominator") }} as start_baseline_share_high,
        100.0 * {{ detectable_difference("share", "coalesce(start_denominator, denominator)", "denominator") }}
            as detectable_change
    from comparable
),

bounded as (
    select
        *,
        100.0 * {{ newcombe_low("share", "share_low", "baseline_share", "baseline_share_high") }} as gap_ci_low,
        100.0 * {{ newcombe_high("share", "share_high", "baseline_share", "baseline_share_low") }} as gap_ci_high,
        change - baseline_change as change_gap,
        share - start_share as share_change,
        {{ newcombe_low("share", "share_low", "start_share", "start_share_high") }} as share_change_low,
        {{ newcombe_high("share", "share_high", "start_share", "start_share_low") }} as share_change_high,
        baseline_share - start_baseline_share as baseline_share_change,
        {{ newcombe_low("baseline_share", "baseline_share_low", "start_baseline_share", "start_baseline_share_high") }}
            as baseline_share_change_low,
        {{ newcombe_high("baseline_share", "baseline_share_high", "start_baseline_share", "start_baseline_share_low") }}
            as baseline_share_change_high
    from differences
),

judged as (
    select
        *,
        100.0 * {{ difference_of_differences_low(
            "share_change", "share_change_low", "baseline_share_change", "baseline_share_change_high"
        ) }} as change_gap_ci_low,
        100.0 * {{ difference_of_differences_high(
            "share_change", "share_change_high", "baseline_share_change", "baseline_share_change_low"
        ) }} as change_gap_ci_high,
        case
            when gap_ci_low is null or direction = 'neutral' then 'not_compared'
            when gap_ci_low <= 0 and gap_ci_high >= 0 then 'similar'
            when (gap_ci_low > 0) = (direction = 'higher_is_better') then 'better'
            else 'worse'
        end as comparison,
        -- No test of a development is made yet; until then it is said that nothing can be said.
        case when is_broken then 'series_break' else 'cannot_say' end as trend
    from bounded
),

worded as (
    select
        *,
        {{ status_text("value_status") }} as status_text_da,
        {{ danish_value("value", "decimals", "unit") }} as value_text,
        {{ danish_qualifier("baseline_qualifier") }} || {{ danish_value("baseline_value", "decimals", "unit") }}
            as baseline_value_text,
        case when qualifier <> 'exact' or baseline_qualifier <> 'exact' then 'ca. ' else '' end
            || {{ danish_difference("gap", "decimals", "unit") }} as gap_text,
        {{ danish_decimals("abs(gap)", "decimals") }} in ('0', '0,0', '0,00') as gap_text_is_nought,
        {{ danish_difference("detectable_change", "decimals", "unit") }} as detectable_text,
        {{ baseline_phrase("baseline_kind", "baseline_period_id") }} as baseline_text,
        {{ n_phrase("n_effective", "period_type", "measure_type") }} as n_text
    from judged
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
        {{ trend_reason() }} as trend_reason_da,
        cast(baseline_denominator as {{ type_double() }}) as baseline_n,
        baseline_qualifier,
        coalesce(is_baseline_flagged, false) as is_baseline_flagged,
        cast(decimals as integer) as gap_decimals
    from reasoned
)

select * from final
