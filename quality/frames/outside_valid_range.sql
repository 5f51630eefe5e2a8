-- One row per delivered figure of an indicator that has a limit: values, numerators and denominators.
with kinds as (
    select * from (values ('value'), ('numerator'), ('denominator'), ('of_nobody')) as kinds (figure)
),

figures as (
    select
        delivered.*,
        kinds.figure,
        case kinds.figure
            when 'value' then delivered.value
            when 'numerator' then delivered.numerator
            when 'denominator' then delivered.denominator
            -- 0 of 0 is no share and no mean, and least of all 0.
            else case
                when delivered.value is not null
                    and delivered.denominator = 0
                    and delivered.measure_type in ('proportion', 'mean')
                    then delivered.denominator
            end
        end as judged
    from indicator_figures as delivered
    cross join kinds
),

bounded as (
    select
        *,
        case
            when figure = 'of_nobody' then 1
            when figure <> 'value' then 0
            when measure_type = 'proportion' then greatest(coalesce(min_value, 0), 0)
            when measure_type = 'count' then coalesce(min_value, 0)
            else min_value
        end as lowest,
        case
            when figure = 'numerator' and measure_type = 'proportion' then denominator
            when figure <> 'value' then null
            when measure_type = 'proportion' then least(coalesce(max_value, 100), 100)
            else max_value
        end as highest
    from figures
    where judged is not null
),

final as (
    select
        concat_ws(
            '|',
            indicator_key(
                area_id, indicator_id, period_type, period_id, source_id, instrument, source_reference
            ),
            figure
        ) as row_key,
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
        [
            indicator_key(
                area_id, indicator_id, period_type, period_id, source_id, instrument, source_reference
            )
        ] as evidence,
        judged as observed,
        cast(lowest as double) as expected_low,
        cast(highest as double) as expected_high,
        is_hidden,
        is_hidden as is_related_hidden,
        cast(judged as double) as judged,
        cast(lowest as double) as lowest,
        cast(highest as double) as highest,
        figure,
        measure_type,
        qualifier
    from bounded
)

select * from final
