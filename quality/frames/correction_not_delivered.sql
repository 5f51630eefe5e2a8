-- One row per correction of the registry; `judged` says that the figure it is for was never delivered.
with final as (
    select
        *,
        state = 'not_delivered' as judged
    from correction_rows
)

select * from final
