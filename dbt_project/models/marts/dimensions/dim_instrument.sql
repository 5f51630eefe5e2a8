with instruments as (
    select * from {{ ref("survey_instruments") }}
),

final as (
    select
        instrument,
        name_da,
        supplier,
        population_da,
        source
    from instruments
)

select * from final
