with counts as (
    select * from {{ ref("fct_comparison_count") }}
),

areas as (
    select * from {{ ref("dim_area") }}
),

final as (
    select
        counts.page,
        counts.area_id,
        counts.from_year,
        counts.comparisons,
        counts.different,
        counts.expected_by_chance,
        counts.expected_low,
        counts.expected_high,
        {{ chance_sentence("counts.comparisons", "counts.expected_by_chance") }} as sentence_da,
        coalesce(areas.is_synthetic, counts.area_id = 'andre-eksempel') as is_synthetic
    from counts
    left join areas on counts.area_id = areas.area_id
)

select * from final
