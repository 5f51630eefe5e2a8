-- What a person would write in DuckDB for this one delivery: places and measures as small integers, one pass for the figures, one
-- for their courses, one for the comparisons, no tests and nothing else in between. It knows what the models must find out: that
-- every figure was delivered once, is a share with its counts, is shown and compared, and has its municipality's figure of the
-- same year beside it. Five marts are written, each with every column and value that the models give it.
create macro da(x) as replace(cast(cast(cast(x as decimal(18, 8)) as decimal(18, 1)) as varchar), '.', ',');

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
        raw.numerator / raw.denominator as p, raw.source_id, raw.source_reference, raw.load_id, raw.line
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
    case when not shown then 'few_persons' end as suppression_reason, case when shown then line end as line
from (select *, (numerator = 0 or numerator >= 5) and (denominator - numerator = 0 or denominator - numerator >= 5) as shown from figures) as shares
inner join areas on area = areas.id
inner join measures on measure = measures.id;

-- The courses that chi-square finds and that no single figure makes: 1 up, -1 down. Few are.
create temp table courses as
with placed as (
    select area, measure, year, numerator as x, denominator as n, (make_date(year, 1, 1) - date '2000-01-01') / 365.25 as t
    from figures
    inner join areas on area = areas.id and areas.area_type = 'afdeling'
),

summed as (
    select area, measure, year, row_number() over series as points, sum(n) over series as s0, sum(n * t) over series as s1,
        sum(n * t * t) over series as s2, sum(x) over series as sy, sum(x * t) over series as s1y
    from placed
    window series as (partition by area, measure order by year)
),

found as (
    select *, s0 * s1y - s1 * sy as slope
    from summed
    where points >= 5 and abs((s1y - s1 * sy / s0) / nullif(sqrt((sy / s0) * (1 - sy / s0) * (s2 - s1 * s1 / s0)), 0)) >= 3.090232306167813
)

select area, measure, found.year, sign(any_value(slope)) as course
from found
inner join placed using (area, measure)
where placed.year <= found.year
group by area, measure, found.year
having min(slope * ((s0 - n) * (s1y - x * t) - (s1 - n * t) * (sy - x))) > 0;

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
        first(denominator) over series as n0, first(q_high) over series as q_high0, row_number() over series as points
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
        100 * (p - p0) - 100 * (q - q0) as change_gap
    from started
    left join courses using (area, measure, year)
),

judged as (
    select *, case
            when course * change > 0 then case when change > 0 then 'worsening' else 'improving' end
            when points > 1 and course is null and 100 * d_low >= -5 and 100 * d_high <= 5 then 'no_change_larger_than'
            else 'cannot_say'
        end as trend,
        100 * (p - p0 - q + q0 - sqrt((p - p0 - d_low) ** 2 + (b_high - q + q0) ** 2)) as change_gap_low,
        100 * (p - p0 - q + q0 + sqrt((d_high - p + p0) ** 2 + (q - q0 - b_low) ** 2)) as change_gap_high,
        da(abs(gap)) as gap_text, cast(cast(denominator as integer) as varchar) as n_text,
        case when angle < 1.5707963267948966 then 100 * (sin(angle) ** 2 - nearer) end as detectable_change,
        'Andelen er ' || case when change < 0 then 'faldet' else 'steget' end || ' fra ' || da(100 * p0) || ' til ' || da(100 * p) || ' % siden ' || start_year as change_text
    from tested
)

select area_id, indicator_id, cast(year as varchar) as period_id, 'year' as period_type, source_id, '' as instrument,
    source_reference, 100 * p as value, numerator, denominator, denominator as n_effective, 100 * low as ci_low,
    100 * high as ci_high, 'observed' as value_status, 'rest_of_municipality' as baseline_kind, baseline_area_id,
    cast(year as varchar) as baseline_period_id, 100 * q as baseline_value, gap, gap_ci_low, gap_ci_high,
    case when gap_ci_low <= 0 and gap_ci_high >= 0 then 'similar' when gap > 0 then 'worse' else 'better' end as comparison,
    case when points > 1 then cast(start_year as varchar) end as start_period_id, case when points > 1 then change end as change,
    case when points > 1 then baseline_change end as baseline_change,
    case when points > 1 then change_gap end as change_gap, case when points > 1 then change_gap_low end as change_gap_ci_low,
    case when points > 1 then change_gap_high end as change_gap_ci_high,
    trend, points as trend_points, detectable_change, cast(null as varchar) as reason_da,
    area_name || ', ' || lower(measure_name[1]) || measure_name[2:] || ': ' || da(100 * p) || ' % i ' || year || ' (antal ' || n_text
        || '). ' || case
            when gap_text = '0,0' then 'Det er det samme som resten af kommunen. '
            else 'Det er ' || gap_text || ' procentpoint ' || case when gap > 0 then 'over' else 'under' end
                || ' resten af kommunen (' || da(100 * q) || ' %). '
        end || case when gap_ci_low <= 0 and gap_ci_high >= 0
            then 'Forskellen til resten af kommunen kan skyldes tilfældige udsving.'
            else 'Det er mere end tilfældige udsving kan forklare.' end as sentence_da,
    false as is_flagged, true as is_synthetic, 'exact' as qualifier, source_reference as benchmark_source_reference, '%' as unit,
    'lower_is_better' as direction, false as is_under_clarification,
    case
        when trend in ('improving', 'worsening')
            then change_text || case
                when change_gap_low <= 0 and change_gap_high >= 0 then ''
                when da(abs(change_gap)) = '0,0' then ', lige så meget som i resten af kommunen'
                when baseline_change * change < 0
                    then ', mens tallet i resten af kommunen er ' || case when baseline_change < 0 then 'faldet ' else 'steget ' end
                        || da(abs(baseline_change)) || ' procentpoint'
                else ', ' || da(abs(change_gap)) || ' procentpoint ' || case when change_gap * change > 0 then 'mere' else 'mindre' end
                    || ' end i resten af kommunen'
            end || case
                    when d_low > 0 or d_high < 0 then case when change < 0 then '. Faldet' else '. Stigningen' end || ' er mere end tilfældige udsving kan forklare'
                    else '. Set over alle ' || points || ' sammenlignelige tal er ' || case when change < 0 then 'faldet' else 'stigningen' end
                        || ' mere end tilfældige udsving kan forklare; forskellen på ' || start_year || ' og ' || year || ' alene kan skyldes tilfældige udsving'
                end || case
                    when change_gap_low <= 0 and change_gap_high >= 0
                        then '; om det gik anderledes end i resten af kommunen, kan ikke afgøres.'
                    else '.'
                end
        when trend = 'no_change_larger_than' then 'Ingen ændring på mere end 5 procentpoint siden ' || start_year || '.'
        when points < 2 then 'Kan ikke afgøres: der er kun ét sammenligneligt tal.'
        when points < 5 and (d_low > 0 or d_high < 0)
            then change_text || '. Det er mere end tilfældige udsving kan forklare, men om det er en udvikling, kan ikke afgøres af '
                || points || ' tal; der skal mindst 5 til.'
        when d_low > 0 or d_high < 0
            then change_text || '. Om det er en udvikling, kan ikke afgøres: tallene imellem viser ingen sikker retning.'
        else case
                when points < 5 then 'Kan ikke afgøres: der er kun ' || points || ' sammenlignelige tal, og der skal mindst 5 til.'
                else 'Kan ikke afgøres.'
            end || coalesce(' I et område med ' || n_text || ' i målgruppen skal ændringen være mindst ' || da(detectable_change)
                || ' procentpoint, før den kan ses.', '')
    end as trend_reason_da,
    n as baseline_n, 'exact' as baseline_qualifier, false as is_baseline_flagged, 1 as gap_decimals,
    case when points > 1 then 100 * d_low end as change_ci_low, case when points > 1 then 100 * d_high end as change_ci_high,
    cast(5 as double) as relevant_change, true as is_main_baseline
from judged;

create table mart_chance as
with judged as (
    select 'area' as page, area_id, cast(period_id as integer) as from_year, cast(count(*) as integer) as comparisons,
        cast(count(*) filter (comparison <> 'similar') as integer) as different
    from mart_area_vs_baseline
    group by area_id, period_id
    union all
    select 'compare', 'andre-eksempel', cast(period_id as integer), cast(count(*) as integer),
        cast(count(*) filter (comparison <> 'similar') as integer)
    from mart_area_vs_baseline
    group by period_id
)

select page, area_id, from_year, comparisons, different, cast(0.05 * comparisons as double) as expected_by_chance,
    cast(coalesce(limits.expected_low,
        greatest(0, round(0.05 * comparisons - 1.959963984540054 * sqrt(0.0475 * comparisons)))) as integer) as expected_low,
    cast(coalesce(limits.expected_high,
        round(0.05 * comparisons + 1.959963984540054 * sqrt(0.0475 * comparisons))) as integer) as expected_high,
    'Af ' || replace(format('{:,}', comparisons), ',', '.') || ' sammenligninger ville '
        || replace(format('{:,}', cast(round(0.05 * comparisons) as integer)), ',', '.')
        || ' se sådan ud ved et tilfælde.' as sentence_da,
    true as is_synthetic
from judged
left join read_csv('$folder/dbt_project/seeds/chance_limits.csv', header = true) as limits using (comparisons);

-- sign is -1 for the limit below and 1 for the one above.
create macro funnel_limit(n, common, over_dispersion, z, sign) as 100 * least(1, greatest(0,
    ((n + 0.75) * sin(least(greatest(asin(sqrt(common)) + sign * z * sqrt(over_dispersion) / (2 * sqrt(n + 0.5)), 0), pi() / 2)) ** 2
        - 0.375) / n));

create temp table funnels as
with grouped as (
    select measure, year, cast(count(*) as integer) as areas, sum(p * denominator) / sum(denominator) as common,
        min(denominator) as least_n, max(denominator) as most_n
    from figures
    inner join areas on area = areas.id and areas.area_type = 'afdeling'
    group by measure, year
),

scored as (
    select measure, year, 2 * sqrt(denominator + 0.5)
            * (asin(sqrt((p * denominator + 0.375) / (denominator + 0.75))) - asin(sqrt(common))) as z
    from figures
    inner join areas on area = areas.id and areas.area_type = 'afdeling'
    inner join grouped using (measure, year)
),

ended as (
    select measure, year, quantile_cont(z, 0.1) as low_end, quantile_cont(z, 0.9) as high_end
    from scored
    group by measure, year
),

spread as (
    select measure, year, greatest(1, avg(least(greatest(z, low_end), high_end) ** 2)) as over_dispersion
    from scored
    inner join ended using (measure, year)
    group by measure, year
)

select *
from grouped
inner join spread using (measure, year);

create table mart_funnel as
with limited as (
    select areas.area_id, measures.indicator_id, cast(year as varchar) as period_id, figures.source_id, p, denominator, areas, common,
        over_dispersion, funnel_limit(denominator, common, over_dispersion, 3.090232306167813, -1) as low_998,
        funnel_limit(denominator, common, over_dispersion, 1.959963984540054, -1) as low_95,
        funnel_limit(denominator, common, over_dispersion, 1.959963984540054, 1) as high_95,
        funnel_limit(denominator, common, over_dispersion, 3.090232306167813, 1) as high_998
    from figures
    inner join areas on area = areas.id and areas.area_type = 'afdeling'
    inner join measures on measure = measures.id
    inner join funnels using (measure, year)
)

select indicator_id, period_id, 'year' as period_type, '' as instrument, 'afdeling' as area_type, source_id,
    cast(null as varchar) as age_band, true as is_synthetic, area_id, 100 * p as value, denominator as n_effective,
    low_998, low_95, high_95, high_998,
    case
        when 100 * p > high_998 then 'far_above'
        when 100 * p > high_95 then 'above'
        when 100 * p < low_998 then 'far_below'
        when 100 * p < low_95 then 'below'
        else 'within'
    end as funnel_position,
    areas, 100 * common as centre, over_dispersion, true as is_drawn, cast(null as varchar) as reason_da, false as is_flagged,
    0 as hidden_areas
from limited;

create table mart_funnel_limits as
with sizes as (
    select n, lag(n, 1, 0) over (order by n) as previous_n, lead(n, 1, 10 * n) over (order by n) as next_n
    from (select distinct cast(round(2 ** (step / 4)) as integer) as n from range(77) as steps(step)) as rounded
)

select measures.indicator_id, cast(year as varchar) as period_id, 'year' as period_type, '' as instrument, 'afdeling' as area_type,
    measures.source_id, cast(null as varchar) as age_band, true as is_synthetic, n,
    funnel_limit(n, common, over_dispersion, 3.090232306167813, -1) as low_998,
    funnel_limit(n, common, over_dispersion, 1.959963984540054, -1) as low_95,
    funnel_limit(n, common, over_dispersion, 1.959963984540054, 1) as high_95,
    funnel_limit(n, common, over_dispersion, 3.090232306167813, 1) as high_998,
    100 * common as centre, over_dispersion, areas, 0 as hidden_areas
from funnels
inner join measures on measure = measures.id
inner join sizes on next_n > least_n and previous_n < most_n;
