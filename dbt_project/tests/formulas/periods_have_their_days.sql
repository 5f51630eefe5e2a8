with cases as (
    select '2022' as period_id, 'year' as period_type, '2022-01-01' as first_day, '2022-12-31' as last_day
    union all select '2022K1', 'quarter', '2022-01-01', '2022-03-31'
    union all select '2022K3', 'quarter', '2022-07-01', '2022-09-30'
    union all select '2022K4', 'quarter', '2022-10-01', '2022-12-31'
    union all select '2019/20', 'school_year', '2019-08-01', '2020-07-31'
    union all select '2019', 'list_year', '2019-12-01', '2019-12-01'
    union all select '2018', 'survey_wave', '2018-01-01', '2018-12-31'
    union all select '2022-11-01', 'election', '2022-11-01', '2022-11-01'
),

computed as (
    select
        *,
        {{ period_start_date("period_id", "period_type") }} as computed_first,
        {{ period_end_date("period_id", "period_type") }} as computed_last
    from cases
),

final as (
    select *
    from computed
    where coalesce(
        computed_first <> cast(first_day as date) or computed_last <> cast(last_day as date),
        true
    )
)

select * from final
