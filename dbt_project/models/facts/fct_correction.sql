-- Each correction of the registry and where it stands: used; written for another value than the one delivered now, which
-- stops the build; no longer needed, because the supplier has mended the figure; or for a figure that was never delivered.
with corrections as (
    select * from {{ ref("corrections") }}
),

in_force as (
    select * from {{ ref("int_corrections_in_force") }}
),

-- One correction may mean a printed share and the answers behind it; it was written for the one whose value it expects.
answers as (
    select
        from_answers.*,
        printed.correction_id is not null as is_used_otherwise
    from {{ ref("int_survey_corrections_matched") }} as from_answers
    left join (
        select distinct correction_id from {{ ref("int_indicator_corrections_matched") }} where is_as_expected
    ) as printed on from_answers.correction_id = printed.correction_id
),

matched as (
    select correction_id, delivered_value, is_as_expected, is_mended
    from {{ ref("int_indicator_corrections_matched") }}
    where is_as_expected or is_mended
        or correction_id not in (select correction_id from answers where is_as_expected)
    union all
    select correction_id, cast(delivered_value as {{ type_double() }}), is_as_expected, is_mended
    from {{ ref("int_registration_corrections_matched") }}
    union all
    select correction_id, delivered_value, is_as_expected, is_mended
    from answers
    where is_as_expected or not is_used_otherwise
),

counted as (
    select
        correction_id,
        count(*) as figures,
        min(delivered_value) as delivered_value,
        {{ any_row("not is_as_expected and not is_mended") }} as has_mismatch,
        {{ any_row("not is_mended") }} as has_unmended
    from matched
    group by correction_id
),

stated as (
    select
        corrections.*,
        counted.delivered_value,
        case
            when in_force.correction_id is null then 'not_in_force'
            when counted.figures is null then 'not_delivered'
            when counted.has_mismatch then 'mismatch'
            when not counted.has_unmended then 'can_go'
            else 'used'
        end as state
    from corrections
    left join in_force on corrections.correction_id = in_force.correction_id
    left join counted on corrections.correction_id = counted.correction_id
),

final as (
    select
        correction_id,
        source_id,
        instrument,
        area_id,
        indicator_id,
        helhedsplan_id,
        activity_id,
        measure_id,
        period_id,
        action,
        value,
        counting_mode,
        reason,
        expect_value,
        cast(delivered_value as {{ type_double() }}) as delivered_value,
        state,
        {{ correction_message() }} as message_da,
        owner
    from stated
)

select * from final
