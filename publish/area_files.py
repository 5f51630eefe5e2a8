"""The rows of a few areas out of a large published table, without reading the rest of its file."""

from collections.abc import Collection
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from cachetools import LRUCache

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

_AREA = "area_id"
# What the rows of one area may take when they are kept is about 1.5 MB with sixty years of forty indicators.
_MOST_BYTES_KEPT = 16_000_000
# A column with a larger dictionary has hardly two texts alike, and every area would keep those of its neighbours.
_LARGEST_DICTIONARY = 4_096


# An area, and the columns that were read of it.
_Asked = tuple[str, tuple[str, ...]]


class _Layout(NamedTuple):
    """The file's footer, the first and last area of each row group, the columns whose texts stand in a dictionary, and
    the columns without a row, where those with a small dictionary keep it."""

    footer: "pq.FileMetaData"
    areas: list[tuple[str, str]]
    repeating: list[str]
    nothing: "pa.Table"


class AreaFile:
    """A Parquet file that is ordered by area. Its footer is read once: for a large file it holds more than what a page
    reads of it. The rows of the areas that were asked for last are kept."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = Lock()
        self._kept: LRUCache[_Asked, pa.Table] = LRUCache(_MOST_BYTES_KEPT, getsizeof=lambda rows: rows.nbytes)

    def rows(self, area_ids: Collection[str], names: Collection[str]) -> "pa.Table | None":
        """All rows of these areas, in those columns that are among the names; None for a file that is not ordered by
        area.

        Raises FileNotFoundError when the file is gone.
        """
        import pyarrow as pa

        layout = self._layout
        if layout is None:
            return None
        columns = tuple(name for name in layout.nothing.column_names if name in names or name == _AREA)
        with self._lock:
            kept = {area_id: self._kept.get((area_id, columns)) for area_id in area_ids}
        found = {area_id: rows for area_id, rows in kept.items() if rows is not None}
        if len(found) < len(kept):
            found |= self._read([area_id for area_id in kept if area_id not in found], columns, layout)
        return pa.concat_tables([layout.nothing.select(columns), *found.values()]).unify_dictionaries()

    def _read(self, area_ids: list[str], columns: tuple[str, ...], layout: _Layout) -> "dict[str, pa.Table]":
        import pyarrow as pa
        import pyarrow.compute as pc
        import pyarrow.parquet as pq

        nothing = layout.nothing.select(columns)
        parts = {area_id: [nothing] for area_id in area_ids}
        file = pq.ParquetFile(self._path, metadata=layout.footer, read_dictionary=layout.repeating)
        for group, (first, last) in enumerate(layout.areas):
            wanted = [area_id for area_id in parts if first <= area_id <= last]
            if wanted:
                rows = file.read_row_group(group, columns=columns, use_threads=False)
                for area_id in wanted:
                    # Only here do texts with a large dictionary leave it: to do so takes longer than all the rest.
                    parts[area_id].append(rows.filter(pc.equal(rows[_AREA], area_id)).cast(nothing.schema))
        found = {area_id: pa.concat_tables(rows) for area_id, rows in parts.items()}
        with self._lock:
            for area_id, rows in found.items():
                if rows.nbytes <= _MOST_BYTES_KEPT:
                    self._kept[area_id, columns] = rows
        return found

    @cached_property
    def _layout(self) -> _Layout | None:
        import pyarrow.parquet as pq

        footer = pq.read_metadata(self._path)
        if footer.schema.names[0] != _AREA:
            return None
        groups = [footer.row_group(place) for place in range(footer.num_row_groups)]
        limits = [group.column(0).statistics for group in groups]
        if not groups or any(limit is None or not limit.has_min_max for limit in limits):
            return None
        areas = [(limit.min, limit.max) for limit in limits]
        if any(before[1] > after[0] for before, after in pairwise(areas)):
            return None
        columns = [groups[0].column(place) for place in range(footer.num_columns)]
        repeating = [
            column for column in columns if column.physical_type == "BYTE_ARRAY" and column.has_dictionary_page
        ]
        small = [column.path_in_schema for column in repeating if _dictionary_bytes(column) <= _LARGEST_DICTIONARY]
        schema = pq.ParquetFile(self._path, metadata=footer, read_dictionary=small).schema_arrow
        return _Layout(footer, areas, [column.path_in_schema for column in repeating], schema.empty_table())


def _dictionary_bytes(column: "pq.ColumnChunkMetaData") -> int:
    return int(column.data_page_offset - column.dictionary_page_offset)
