-- What a delivered figure is called in findings. Long to write, so that frames of millions of rows name only those that
-- they tell of; until then a figure is known by the number `row_hash`.
(area_id, indicator_id, period_type, period_id, source_id, instrument, source_reference) as
    concat_ws('|', area_id, indicator_id, period_type, period_id, source_id, instrument, source_reference)
