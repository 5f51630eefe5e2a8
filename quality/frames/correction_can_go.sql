-- One row per correction of the registry; `judged` says that the supplier has mended the figure.
with final as (
    select
        *,
        state = 'can_go' as judged
    from correction_rows
)

select * from final
