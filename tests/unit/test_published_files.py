"""A published table as a file: in order, with every row, and always with the same bytes."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from publish import table_files

AREAS, ROWS, MOST = 40, 300_000, 120_000
# More rows than the first columns tell apart, and one area with more than are put in order at once.
FIGURES = f"""
create table figures as
select
    case when number % 2 = 0 then 'stor' else 'omraade-' || number % {AREAS} end as area_id, 'maal' as indicator_id,
    '2020' as period_id, 'year' as period_type, 'kilde' as source_id, null::varchar as instrument, number / 7 as value
from range({ROWS}) as counted (number)
order by hash(number + ?)
"""


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    """Set up as for publishing, where the order of rows is not kept unless it is asked for."""
    with duckdb.connect(config={"preserve_insertion_order": False, "threads": 2}) as made:
        made.execute(FIGURES, [0])
        yield made


@pytest.fixture(params=[MOST, ROWS], ids=["by parts", "at once"])
def most(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(table_files, "_MOST_AT_ONCE", request.param)
    return int(request.param)


@pytest.mark.usefixtures("most")
def test_the_same_rows_give_the_same_bytes_in_order(connection: duckdb.DuckDBPyConnection, tmp_path: Path):
    one, other = tmp_path / "one.parquet", tmp_path / "other.parquet"
    assert table_files.write(connection, "figures", one) == ROWS
    connection.execute("alter table figures rename to figures_before")
    connection.execute(FIGURES, [1])
    assert table_files.write(connection, "figures", other) == ROWS
    assert one.read_bytes() == other.read_bytes()
    assert differing(connection, one) == 0
    places = "select area_id, lag(area_id) over (order by file_row_number) as before"
    out_of_order = f"select count(*) from ({places} from read_parquet('{one}')) where before > area_id"
    assert connection.execute(out_of_order).fetchall() == [(0,)]


def test_a_row_without_a_first_column_is_not_lost(connection: duckdb.DuckDBPyConnection, tmp_path: Path, most: int):
    connection.execute("insert into figures by name select null::varchar as area_id")
    assert table_files.write(connection, "figures", tmp_path / "one.parquet") == ROWS + 1
    assert differing(connection, tmp_path / "one.parquet") == 0


def differing(connection: duckdb.DuckDBPyConnection, path: Path) -> int:
    """The rows that the table or the file has more of than the other."""
    file = f"from read_parquet('{path}')"
    both = f"(from figures except all {file}) union all ({file} except all from figures)"
    return int(connection.execute(f"select count(*) from ({both})").fetchall()[0][0])


def test_a_large_table_is_put_in_order_by_parts_of_whole_areas(
    connection: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(table_files, "_MOST_AT_ONCE", MOST)
    parts = table_files._parts(connection, "figures", "area_id")
    assert parts == [("omraade-1", "omraade-37"), ("omraade-39", "omraade-9"), ("stor", "stor")]
