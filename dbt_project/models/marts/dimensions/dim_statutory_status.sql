-- The statuses of each set of rules, their names in those years, and how many of how many criteria each takes.
with statuses as (
    select * from {{ ref("statutory_statuses") }}
),

rules as (
    select * from {{ ref("statutory_rules") }}
),

criteria as (
    select
        rule_set,
        criteria_group,
        count(*) as criteria_count
    from rules
    group by rule_set, criteria_group
),

final as (
    select
        statuses.rule_set,
        statuses.status_id,
        statuses.name_da,
        statuses.display_order,
        statuses.criteria_group,
        statuses.criteria_needed,
        cast(criteria.criteria_count as integer) as criteria_count,
        statuses.min_residents,
        statuses.extra_indicator_id,
        statuses.extra_comparator,
        statuses.extra_threshold,
        statuses.years_needed,
        statuses.valid_from_list_year,
        statuses.valid_to_list_year,
        statuses.source
    from statuses
    left join criteria on statuses.rule_set = criteria.rule_set and statuses.criteria_group = criteria.criteria_group
)

select * from final
