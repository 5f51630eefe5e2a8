-- What a person would write in DuckDB for this one delivery: places and measures as small integers, one pass for the figures, one
-- for the comparisons, no tests and nothing in between. It knows what the models must find out: that every figure was delivered
-- once, is a share with its counts, and has its municipality's figure of the same year beside it.
create table areas as
select cast(row_number() over (order by area_id) as smallint) as id, *,
    'kommune-' || municipality_code as municipality_id
from read_csv('$folder/areas.csv', header = true, all_varchar = true);

create table measures as
select cast(row_number() over (order by indicator_id) as utinyint) as id, *
from read_csv('$folder/indicators.csv', header = true, all_varchar = true);

create table figures as
with numbered as (
    select areas.id as area, measures.id as measure, cast(raw.period_id as smallint) as year, raw.numerator, raw.denominator,
        raw.numerator / raw.denominator as p, raw.source_id, raw.source_reference, raw.load_id
    from delivered.raw.indicator_value as raw
    inner join areas using (area_id)
    inner join measures using (indicator_id)
)

select *, (p + 3.841458820694124 / (2 * denominator)) / (1 + 3.841458820694124 / denominator) as centre,
    1.959963984540054 * sqrt(p * (1 - p) / denominator + 3.841458820694124 / (4 * denominator * denominator))
        / (1 + 3.841458820694124 / denominator) as half
from numbered;

create table fct_indicator_value as
select areas.area_id, measures.indicator_id, cast(year as varchar) as period_id, 'year' as period_type, shares.source_id,
    '' as instrument, source_reference,
    case when shown then 100 * p end as value, case when shown then numerator end as numerator,
    case when shown then denominator end as denominator, case when shown then 100 * greatest(0, centre - half) end as ci_low,
    case when shown then 100 * least(1, centre + half) end as ci_high, case when shown then denominator end as n_effective,
    case when shown then 'observed' else 'suppressed' end as value_status, true as is_preferred, false as is_flagged,
    false as is_corrected, true as is_synthetic, load_id, 'exact' as qualifier, false as is_under_clarification,
    cast(null as varchar) as printed_label, cast(null as varchar) as note, false as is_computed, false as is_weighted,
    case when not shown then 'few_persons' end as suppression_reason
from (select *, (numerator = 0 or numerator >= 5) and (denominator - numerator = 0 or denominator - numerator >= 5) as shown from figures) as shares
inner join areas on area = areas.id
inner join measures on measure = measures.id;

create table mart_area_vs_baseline as
with pairs as (
    select own.area, own.measure, own.year, own.source_id, own.source_reference, own.numerator, own.denominator, own.p,
        own.centre - own.half as low, own.centre + own.half as high, rest.numerator - own.numerator as x,
        rest.denominator - own.denominator as n, (rest.numerator - own.numerator) / (rest.denominator - own.denominator) as q,
        areas.name_da as area_name, measures.name_da as measure_name, places.area_id as baseline_area_id,
        areas.area_id, measures.indicator_id
    from figures as own
    inner join areas on own.area = areas.id and areas.area_type = 'afdeling'
    inner join measures on own.measure = measures.id
    inner join areas as places on areas.municipality_id = places.area_id
    inner join figures as rest on places.id = rest.area and own.measure = rest.measure and own.year = rest.year
),

limited as (
    select *, (q + 3.841458820694124 / (2 * n)) / (1 + 3.841458820694124 / n)
            - 1.959963984540054 * sqrt(q * (1 - q) / n + 3.841458820694124 / (4 * n * n)) / (1 + 3.841458820694124 / n) as q_low,
        (q + 3.841458820694124 / (2 * n)) / (1 + 3.841458820694124 / n)
            + 1.959963984540054 * sqrt(q * (1 - q) / n + 3.841458820694124 / (4 * n * n)) / (1 + 3.841458820694124 / n) as q_high
    from pairs
),

started as (
    select *, first(year) over series as start_year, first(p) over series as p0, first(low) over series as low0,
        first(high) over series as high0, first(q) over series as q0, first(q_low) over series as q_low0,
        first(denominator) over series as n0, first(q_high) over series as q_high0, row_number() over series as points, sum(denominator) over series as s0,
        sum(denominator * year) over series as s1, sum(denominator * year * year) over series as s2,
        sum(numerator) over series as sy, sum(numerator * year) over series as s1y
    from limited
    window series as (partition by area, measure order by year)
),

tested as (
    select *, 100 * (p - q) as gap, 100 * (p - p0) as change, 100 * (q - q0) as baseline_change,
        100 * (p - q - sqrt((p - low) ** 2 + (q_high - q) ** 2)) as gap_ci_low,
        100 * (p - q + sqrt((high - p) ** 2 + (q - q_low) ** 2)) as gap_ci_high,
        p - p0 - sqrt((p - low) ** 2 + (high0 - p0) ** 2) as d_low, p - p0 + sqrt((high - p) ** 2 + (p0 - low0) ** 2) as d_high,
        q - q0 - sqrt((q - q_low) ** 2 + (q_high0 - q0) ** 2) as b_low, q - q0 + sqrt((q_high - q) ** 2 + (q0 - q_low0) ** 2) as b_high,
        asin(sqrt(least(p0, 1 - p0))) + 1.4007926090564842 * sqrt(1 / n0 + 1 / denominator) as angle, least(p0, 1 - p0) as nearer,
        (s1y - s1 * sy / s0) / nullif(sqrt((sy / s0) * (1 - sy / s0) * (s2 - s1 * s1 / s0)), 0) as z
    from started
),

judged as (
    select *, case when points < 5 or abs(z) < 3.090232306167813 then 'cannot_say' when z > 0 then 'worsening' else 'improving' end as trend,
        case when angle < 1.5707963267948966 then 100 * (sin(angle) ** 2 - nearer) end as detectable_change,
        'Andelen er ' || case when change < 0 then 'faldet' else 'steget' end || ' fra ' || replace(format('{:.1f}', 100 * p0), '.', ',')
            || ' til ' || replace(format('{:.1f}', 100 * p), '.', ',') || ' % siden ' || start_year as change_text
    from tested
)

select area_id, indicator_id, cast(year as varchar) as period_id, 'year' as period_type, source_id, '' as instrument,
    source_reference, 100 * p as value, numerator, denominator, denominator as n_effective, 100 * low as ci_low,
    100 * high as ci_high, 'observed' as value_status, 'rest_of_municipality' as baseline_kind, baseline_area_id,
    cast(year as varchar) as baseline_period_id, 100 * q as baseline_value, gap, gap_ci_low, gap_ci_high,
    case when gap_ci_low <= 0 and gap_ci_high >= 0 then 'similar' when gap > 0 then 'worse' else 'better' end as comparison,
    case when points > 1 then cast(start_year as varchar) end as start_period_id, case when points > 1 then change end as change,
    case when points > 1 then baseline_change end as baseline_change,
    case when points > 1 then change - baseline_change end as change_gap,
    case when points > 1
        then 100 * (p - p0 - q + q0 - sqrt((p - p0 - d_low) ** 2 + (b_high - q + q0) ** 2)) end as change_gap_ci_low,
    case when points > 1
        then 100 * (p - p0 - q + q0 + sqrt((d_high - p + p0) ** 2 + (q - q0 - b_low) ** 2)) end as change_gap_ci_high,
    trend, points as trend_points, detectable_change, cast(null as varchar) as reason_da,
    area_name || ', ' || lower(measure_name[1]) || measure_name[2:] || ': ' || replace(format('{:.1f}', 100 * p), '.', ',')
        || ' % i ' || year || ' (antal ' || cast(denominator as integer) || '). Det er '
        || replace(format('{:.1f}', abs(gap)), '.', ',') || ' procentpoint ' || case when gap > 0 then 'over' else 'under' end
        || ' resten af kommunen (' || replace(format('{:.1f}', 100 * q), '.', ',') || ' %). '
        || case when gap_ci_low <= 0 and gap_ci_high >= 0
            then 'Forskellen til resten af kommunen kan skyldes tilfældige udsving.'
            else 'Det er mere end tilfældige udsving kan forklare.' end as sentence_da,
    false as is_flagged, true as is_synthetic, 'exact' as qualifier, source_reference as benchmark_source_reference, '%' as unit,
    'lower_is_better' as direction, false as is_under_clarification,
    case
        when points < 2 then 'Kan ikke afgøres: der er kun ét sammenligneligt tal.'
        when trend <> 'cannot_say'
            then change_text || ', ' || replace(format('{:.1f}', abs(change - baseline_change)), '.', ',') || ' procentpoint '
                || case when (change - baseline_change) * change > 0 then 'mere' else 'mindre' end || ' end i resten af kommunen. '
                || case when change < 0 then 'Faldet' else 'Stigningen' end || ' er mere end tilfældige udsving kan forklare.'
        when d_low > 0 or d_high < 0
            then change_text || '. Om det er en udvikling, kan ikke afgøres: tallene imellem viser ingen sikker retning.'
        when points < 5
            then 'Kan ikke afgøres: der er kun ' || points || ' sammenlignelige tal, og der skal mindst 5 til. I et område med '
                || cast(denominator as integer) || ' i målgruppen skal ændringen være mindst '
                || replace(format('{:.1f}', detectable_change), '.', ',') || ' procentpoint, før den kan ses.'
        else 'Kan ikke afgøres. I et område med ' || cast(denominator as integer) || ' i målgruppen skal ændringen være mindst '
            || replace(format('{:.1f}', detectable_change), '.', ',') || ' procentpoint, før den kan ses.'
    end as trend_reason_da,
    n as baseline_n, 'exact' as baseline_qualifier, false as is_baseline_flagged, 1 as gap_decimals,
    case when points > 1 then 100 * d_low end as change_ci_low, case when points > 1 then 100 * d_high end as change_ci_high,
    5 as relevant_change, true as is_main_baseline
from judged;
