-- One row per figure that was delivered with the label it was printed under. The ages are read out of the label; where it
-- names none, or the indicator has none, there is nothing to compare. No upper end is age 150.
with labelled as (
    select
        *,
        lower(printed_label) as label
    from indicator_rows
    where printed_label is not null and printed_label <> ''
),

parsed as (
    select
        *,
        regexp_extract(
            label, '(?:^|[^0-9])([0-9]{1,2})\s*(?:-|–|til|og)\s*([0-9]{1,2})\s*-?\s*år', 1
        ) as band_from,
        regexp_extract(
            label, '(?:^|[^0-9])([0-9]{1,2})\s*(?:-|–|til|og)\s*([0-9]{1,2})\s*-?\s*år', 2
        ) as band_to,
        regexp_extract(label, 'over ([0-9]{1,2})(?:\s*år|$)', 1) as over_age,
        coalesce(
            nullif(regexp_extract(label, '(?:^|[^0-9])([0-9]{1,2})\s*\+', 1), ''),
            nullif(regexp_extract(label, '(?:mindst|fra) ([0-9]{1,2}) år', 1), ''),
            regexp_extract(label, '(?:^|[^0-9])([0-9]{1,2}) år (?:og|eller) (?:derover|opefter|ældre)', 1)
        ) as at_least_age,
        regexp_extract(label, 'under ([0-9]{1,2})\s*år', 1) as under_age
    from labelled
),

-- "Over 18" is used both for 18 and more and for 19 and more; neither is an error.
ages as (
    select
        *,
        case
            when band_from <> '' then cast(band_from as integer)
            when over_age <> '' and age_from = cast(over_age as integer) + 1 then age_from
            when over_age <> '' then cast(over_age as integer)
            when at_least_age <> '' then cast(at_least_age as integer)
            when under_age <> '' then 0
        end as printed_from,
        case
            when band_to <> '' then cast(band_to as integer)
            when over_age <> '' or at_least_age <> '' then 150
            when under_age <> '' then cast(under_age as integer) - 1
        end as printed_to,
        case when age_from is not null or age_to is not null then coalesce(age_from, 0) end as defined_from,
        case when age_from is not null or age_to is not null then coalesce(age_to, 150) end as defined_to
    from parsed
),

final as (
    select
        row_key,
        source_id,
        cast(null as varchar) as helhedsplan_id,
        area_id,
        indicator_id,
        cast(null as varchar) as activity_id,
        cast(null as varchar) as measure_id,
        period_id,
        instrument,
        cast(null as varchar) as related_period_id,
        is_synthetic,
        [row_key] as evidence,
        value as observed,
        cast(null as double) as expected_low,
        cast(null as double) as expected_high,
        is_hidden,
        false as is_related_hidden,
        cast(printed_from as double) as printed_from,
        cast(printed_to as double) as printed_to,
        cast(defined_from as double) as defined_from,
        cast(defined_to as double) as defined_to,
        printed_label,
        measure_type,
        qualifier
    from ages
)

select * from final
