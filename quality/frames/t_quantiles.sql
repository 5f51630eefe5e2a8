-- Quantiles of Student's t at 0.99865, the upper end of a two-sided 99.73 % interval, by degrees of freedom. A test
-- holds them against scipy. From 30 on the last one is used, which is a little wide.
with final as (
    select * from (
        values
            (5, 5.5070), (6, 4.9040), (7, 4.5299), (8, 4.2766), (9, 4.0942), (10, 3.9569),
            (11, 3.8499), (12, 3.7642), (13, 3.6941), (14, 3.6358), (15, 3.5864), (16, 3.5441),
            (17, 3.5075), (18, 3.4754), (19, 3.4472), (20, 3.4221), (21, 3.3997), (22, 3.3795),
            (23, 3.3613), (24, 3.3447), (25, 3.3296), (26, 3.3158), (27, 3.3030), (28, 3.2913),
            (29, 3.2804), (30, 3.2703)
    ) as quantiles (degrees_of_freedom, quantile)
)

select * from final
