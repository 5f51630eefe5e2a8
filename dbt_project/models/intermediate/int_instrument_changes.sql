-- Where a survey's figure has only earlier figures from another instrument: nothing is measured across such a change, and
-- the sentence names both. Another instrument is another wording, scale, population or supplier.
{{ config(materialized="table") }}

with observed as (
    select * from {{ ref("fct_indicator_observed") }}
),

instruments as (
    select * from {{ ref("survey_instruments") }}
),

points as (
    select distinct
        area_id,
        indicator_id,
        period_id,
        period_type,
        instrument,
        {{ period_start_date("period_id", "period_type") }} as start_date
    from observed
    where period_type = 'survey_wave' and value_status = 'observed'
),

first_points as (
    select
        *,
        row_number() over (partition by area_id, indicator_id, instrument order by start_date, period_id) as place
    from points
),

-- Of the earlier figures, the latest.
paired as (
    select
        {{ point_columns("first_points") }},
        earlier.instrument as earlier_instrument,
        earlier.period_id as earlier_period_id,
        row_number() over (
            partition by {{ point_columns("first_points") }}
            order by earlier.start_date desc, earlier.instrument
        ) as nearness
    from first_points
    inner join points as earlier
        on first_points.area_id = earlier.area_id
        and first_points.indicator_id = earlier.indicator_id
        and first_points.instrument <> earlier.instrument
        and earlier.start_date < first_points.start_date
    where first_points.place = 1
),

named as (
    select
        paired.*,
        coalesce(instruments.name_da, paired.instrument) as instrument_name_da,
        coalesce(earlier_instruments.name_da, paired.earlier_instrument) as earlier_instrument_name_da
    from paired
    left join instruments on paired.instrument = instruments.instrument
    left join instruments as earlier_instruments on paired.earlier_instrument = earlier_instruments.instrument
    where paired.nearness = 1
),

final as (
    select
        {{ point_columns() }},
        earlier_instrument,
        earlier_period_id,
        {{ instrument_change_sentence() }} as reason_da
    from named
)

select * from final
