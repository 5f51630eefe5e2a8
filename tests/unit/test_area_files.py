"""The rows of some areas out of a file that is ordered by area, without the rest of it."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from publish import area_files
from publish.area_files import AreaFile

# Three rows a row group: one area lies in two of them, and one group holds three areas.
COLUMNS = ("value", "note")
AREAS = ["a", "a", "b", "b", "b", "c", "d", "e", "e"]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "tal.parquet"
    _write(file, AREAS)
    return file


def _write(file: Path, areas: list[str]) -> None:
    table = pa.table({"area_id": areas, "value": range(len(areas)), "note": [f"Note {place}" for place in areas]})
    pq.write_table(table, file, row_group_size=3)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The row groups that are read, in order."""
    groups: list[int] = []
    whole = pq.ParquetFile.read_row_group

    def noted(file: pq.ParquetFile, group: int, **options: object) -> pa.Table:
        groups.append(group)
        return whole(file, group, **options)

    monkeypatch.setattr(pq.ParquetFile, "read_row_group", noted)
    return groups


def _values(rows: pa.Table | None) -> list[int]:
    assert rows is not None
    return sorted(rows["value"].to_pylist())


def test_only_the_groups_that_hold_the_areas_are_read(path: Path, read: list[int]):
    assert _values(AreaFile(path).rows(["b"], COLUMNS)) == [2, 3, 4]
    assert read == [0, 1]
    read.clear()
    for area, values, group in (("a", [0, 1], 0), ("e", [7, 8], 2)):
        assert _values(AreaFile(path).rows([area], COLUMNS)) == values
        assert read.pop() == group
    assert read == []


def test_areas_of_one_group_are_read_at_once_and_kept(path: Path, read: list[int]):
    file = AreaFile(path)
    assert _values(file.rows(["d", "c", "d"], COLUMNS)) == [5, 6]
    assert _values(file.rows(["c"], COLUMNS)) == [5]
    assert read == [1, 2]


def test_only_the_columns_that_are_named_are_read(path: Path):
    for names, columns in (({"note"}, ["area_id", "note"]), ({"findes", "ikke"}, ["area_id"])):
        rows = AreaFile(path).rows(["b"], names)
        assert rows is not None
        assert (rows.num_rows, rows.column_names) == (3, columns)


def test_an_area_that_is_not_there_has_columns_and_no_rows(path: Path, read: list[int]):
    for areas in (["bb"], ["findes ikke"], []):
        rows = AreaFile(path).rows(areas, COLUMNS)
        assert rows is not None
        assert (rows.num_rows, rows.column_names) == (0, ["area_id", "value", "note"])
    assert read == [1]


def test_the_oldest_are_given_up_when_there_is_no_more_room(
    path: Path, read: list[int], monkeypatch: pytest.MonkeyPatch
):
    both = AreaFile(path)
    both.rows(["c", "d"], COLUMNS)
    monkeypatch.setattr(area_files, "_MOST_BYTES_KEPT", both._kept.currsize - 1)
    file = AreaFile(path)
    read.clear()
    for area in ("c", "c", "d", "c", "e"):
        file.rows([area], COLUMNS)
    assert read == [1, 2, 1, 2]


@pytest.mark.parametrize("areas", [["b", "b", "b", "a", "a", "a"], ["a", "c", "c", "b", "b", "d"]])
def test_a_file_in_another_order_is_left_to_others(tmp_path: Path, areas: list[str]):
    _write(tmp_path / "tal.parquet", areas)
    assert AreaFile(tmp_path / "tal.parquet").rows(["a"], COLUMNS) is None


def test_a_file_of_something_else_than_areas_is_left_to_others(tmp_path: Path):
    pq.write_table(pa.table({"indicator_id": ["a"], "area_id": ["a"]}), tmp_path / "tal.parquet")
    assert AreaFile(tmp_path / "tal.parquet").rows(["a"], COLUMNS) is None


def test_a_file_that_is_gone_is_told(path: Path):
    file = AreaFile(path)
    file.rows(["a"], COLUMNS)
    path.unlink()
    assert _values(file.rows(["a"], COLUMNS)) == [0, 1]
    with pytest.raises(FileNotFoundError):
        file.rows(["e"], COLUMNS)
