"""An outsider with the example data's published tables cannot work a hidden count out."""

import duckdb

from tests import outsider
from tests.conftest import Demo


def test_no_hidden_count_of_the_example_data_comes_out(demo: Demo) -> None:
    published = demo.published
    with duckdb.connect() as connection:
        connection.execute("create schema seen")
        for table in ("dim_area", "dim_area_group", "dim_indicator", "fct_indicator_value"):
            connection.execute(f"create view seen.{table} as from read_parquet('{published.tables[table]}')")
        sources = connection.execute(
            "select distinct source_id from seen.fct_indicator_value where not is_preferred"
        ).fetchall()
        told = outsider.read(connection, "seen")
        assert len(told.secret) > 1000
        assert outsider.betrayed(told) == {}
        for (source,) in sources:
            of_source = f"(from seen.fct_indicator_value where not is_preferred and source_id = '{source}')"
            assert outsider.betrayed(outsider.read(connection, "seen", [of_source])) == {}
