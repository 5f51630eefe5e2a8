-- Every figure that we know now, with its limits, and which of several for the same thing is the one that is shown.
{{ config(materialized="table") }}

with computed as (
    select * from {{ ref("int_indicator_values_computed") }}
),

survey_shares as (
    select * from {{ ref("int_survey_shares") }}
),

areas as (
    select * from {{ ref("dim_area") }}
),

survey_corrections as (
    select * from {{ ref("int_survey_corrections_matched") }}
),

delivered as (
    select
        load_id,
        line,
        file_name,
        loaded_at,
        source_id,
        area_id,
        indicator_id,
        measure_type,
        period_id,
        period_type,
        instrument,
        source_reference,
        value,
        numerator,
        denominator,
        share,
        denominator as n_effective,
        ci_low,
        ci_high,
        false as is_from_answers,
        false as is_weighted,
        qualifier,
        value_status,
        printed_label,
        note,
        correction_id,
        is_corrected,
        is_flagged_by_correction
    from computed
),

-- A replaced share no longer belongs to the answers that were counted in it.
from_answers as (
    select
        shares.load_id,
        cast(null as integer) as line,
        shares.file_name,
        shares.loaded_at,
        shares.source_id,
        shares.area_id,
        shares.indicator_id,
        'proportion' as measure_type,
        shares.period_id,
        shares.period_type,
        shares.instrument,
        shares.source_reference,
        case
            when corrections.action = 'replace' then corrections.corrected_value
            when corrections.action = 'hide' then null
            else shares.value
        end as value,
        case when corrections.action in ('replace', 'hide') then null else shares.numerator end as numerator,
        case when corrections.action = 'hide' then null else shares.denominator end as denominator,
        case
            when corrections.action = 'replace' then corrections.corrected_value / 100.0
            when corrections.action = 'hide' then null
            else shares.share
        end as share,
        case when corrections.action = 'hide' then null else shares.n_effective end as n_effective,
        case
            when corrections.action = 'replace'
                then 100.0 * {{ wilson_low("corrections.corrected_value / 100.0", "shares.n_effective") }}
            when corrections.action = 'hide' then null
            else shares.ci_low
        end as ci_low,
        case
            when corrections.action = 'replace'
                then 100.0 * {{ wilson_high("corrections.corrected_value / 100.0", "shares.n_effective") }}
            when corrections.action = 'hide' then null
            else shares.ci_high
        end as ci_high,
        true as is_from_answers,
        shares.is_weighted,
        'exact' as qualifier,
        case
            when corrections.action = 'hide' then 'not_applicable'
            when corrections.action = 'replace' then 'observed'
            else shares.value_status
        end as value_status,
        cast(null as {{ dbt.type_string() }}) as printed_label,
        coalesce(corrections.reason, shares.note) as note,
        corrections.correction_id,
        coalesce(corrections.action in ('replace', 'hide'), false) as is_corrected,
        coalesce(corrections.action = 'flag', false) as is_flagged_by_correction
    from survey_shares as shares
    left join survey_corrections as corrections
        on shares.area_id = corrections.area_id
        and {{ same_survey_share("shares", "corrections") }}
        and corrections.is_as_expected
        and corrections.correction_number = 1
),

-- Where more than one figure may be known: what several rows were delivered for, and what was both delivered and answered.
sought as (
    select area_id, indicator_id, period_id, instrument from {{ ref("int_indicator_points_repeated") }}
    union
    select area_id, indicator_id, period_id, instrument from survey_shares
),

several as (
    select {{ point_columns() }}
    from (
        select {{ point_columns("figures") }}
        from {{ ref("int_indicator_values_computed") }} as figures
        inner join sought
            on figures.area_id = sought.area_id
            and figures.indicator_id = sought.indicator_id
            and figures.period_id = sought.period_id
            and figures.instrument = sought.instrument
        union all
        select {{ point_columns() }} from {{ ref("int_survey_shares") }}
    ) as places
    group by {{ point_columns() }}
    having count(*) > 1
),

-- Only what is wanted to put them in order: almost every figure stands alone and needs none.
contenders as (
    select
        {{ point_columns("figures") }},
        figures.source_id,
        figures.load_id,
        figures.line,
        figures.numerator,
        figures.denominator,
        figures.value_status,
        figures.printed_label,
        figures.loaded_at,
        false as is_from_answers
    from {{ ref("int_indicator_values_computed") }} as figures
    inner join several on {{ same_point("figures", "several") }}
    union all
    select
        {{ point_columns("figures") }},
        figures.source_id,
        figures.load_id,
        figures.line,
        figures.numerator,
        figures.denominator,
        figures.value_status,
        figures.printed_label,
        figures.loaded_at,
        true as is_from_answers
    from from_answers as figures
    inner join several on {{ same_point("figures", "several") }}
),

-- Of several figures for the same thing, the one that says most about itself goes first; then the newest. The answers
-- themselves say more than a share that was printed from them.
placed as (
    select
        {{ point_columns() }},
        source_id,
        load_id,
        line,
        is_from_answers,
        row_number() over (
            partition by {{ point_columns() }}
            order by
                case when numerator is not null and denominator is not null then 0 else 1 end,
                case when value_status = 'observed' then 0 else 1 end,
                case when is_from_answers then 0 else 1 end,
                case when printed_label is null then 0 else 1 end,
                loaded_at desc,
                load_id desc,
                line
        ) as preference
    from contenders
),

delivered_places as (
    select load_id, line, preference from placed where not is_from_answers
),

answer_places as (
    select {{ point_columns() }}, source_id, preference from placed where is_from_answers
),

ranked as (
    select delivered.*, coalesce(delivered_places.preference, 1) as preference
    from delivered
    left join delivered_places
        on delivered.line = delivered_places.line and delivered.load_id = delivered_places.load_id
    union all
    select from_answers.*, coalesce(answer_places.preference, 1) as preference
    from from_answers
    left join answer_places
        on {{ same_point("from_answers", "answer_places") }}
        and coalesce(from_answers.source_id, '') = coalesce(answer_places.source_id, '')
),

final as (
    select
        ranked.area_id,
        ranked.indicator_id,
        ranked.period_id,
        ranked.period_type,
        ranked.source_id,
        ranked.instrument,
        ranked.source_reference,
        cast(ranked.value as {{ type_double() }}) as value,
        ranked.numerator,
        ranked.denominator,
        ranked.qualifier,
        cast(ranked.ci_low as {{ type_double() }}) as ci_low,
        cast(ranked.ci_high as {{ type_double() }}) as ci_high,
        cast(ranked.n_effective as {{ type_double() }}) as n_effective,
        ranked.value_status,
        ranked.preference = 1 as is_preferred,
        ranked.is_corrected,
        coalesce(areas.is_synthetic, false) as is_synthetic,
        ranked.printed_label,
        ranked.note,
        ranked.load_id,
        ranked.file_name,
        ranked.line,
        ranked.share,
        ranked.correction_id,
        ranked.is_flagged_by_correction,
        ranked.is_weighted,
        {{ survey_unreliability(
            "ranked.measure_type",
            "ranked.period_type",
            "ranked.value_status",
            "ranked.denominator",
            "ranked.ci_low",
            "ranked.ci_high",
        ) }} as unreliability
    from ranked
    left join areas on ranked.area_id = areas.area_id
)

select * from final
