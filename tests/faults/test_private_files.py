"""Of a file that holds something private nothing is left: not in a table, a log, a message, an archive or a byte."""

import struct
from pathlib import Path

import duckdb
import pytest

from ingest.validate import validate
from tests.conftest import barometer
from tests.faults.private_files import NUMBER, TRACES, texts, workbooks
from tests.faults.worlds import World


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    return World.new(tmp_path_factory.mktemp("private") / "data")


def traces(content: bytes) -> list[str]:
    """Which traces stand in the bytes: as text in any encoding, or as the number a database would store."""
    whole = int(NUMBER)
    stored = {
        "heltal": struct.pack("<q", whole),
        "kort heltal": struct.pack("<i", whole),
        "kommatal": struct.pack("<d", whole),
    }
    as_text = {
        trace
        for trace in TRACES
        for encoding in ("utf-8", "utf-16-le", "cp1252")
        if trace.encode(encoding, "ignore") and trace.encode(encoding, "ignore") in content
    }
    return sorted(as_text | {name for name, pattern in stored.items() if pattern in content})


def remains(root: Path) -> dict[str, list[str]]:
    """What is left of anyone in the data folder, apart from what was delivered."""
    files = [path for path in root.rglob("*") if path.is_file() and path.relative_to(root).parts[0] != "raw"]
    found = {str(path.relative_to(root)): traces(str(path.name).encode() + path.read_bytes()) for path in files}
    with duckdb.connect(str(root / "warehouse.duckdb"), read_only=True) as connection:
        for schema, table in connection.execute(
            "select table_schema, table_name from information_schema.tables"
        ).fetchall():
            rows = connection.execute(f'select * from "{schema}"."{table}"').fetchall()
            found[f"{schema}.{table}"] = traces(repr(rows).encode())
    return {place: what for place, what in found.items() if what}


def test_nothing_of_a_private_file_is_kept_or_told(world: World) -> None:
    files = {**texts(), **workbooks()}
    for name, content in files.items():
        world.deliver(name, content)
    run = barometer(world.root, "ingest")
    assert run.returncode == 3, run.stderr
    assert traces((run.stdout + run.stderr).encode()) == []
    assert "Traceback" not in run.stderr
    assert remains(world.root) == {}
    with duckdb.connect(str(world.warehouse), read_only=True) as connection:
        assert connection.execute("select distinct status, rows_read from raw.load").fetchall() == [("refused", 0)]


def test_the_file_that_was_delivered_is_untouched(world: World) -> None:
    for name, content in {**texts(), **workbooks()}.items():
        assert (world.root / "raw" / name).read_bytes() == content


@pytest.mark.parametrize("name", sorted({**texts(), **workbooks()}))
def test_validate_tells_no_more_than_ingest(name: str, world: World) -> None:
    world.deliver(name, {**texts(), **workbooks()}[name])
    result = validate(file=world.root / "raw" / name, raw_dir=world.root / "raw", seeds_dir=world.root / "seeds")
    assert result.status == "refused"
    assert traces(repr(result).encode()) == []


def test_a_good_file_that_becomes_private_keeps_its_good_rows_alone(tmp_path: Path) -> None:
    world = World.new(tmp_path / "data")
    private = texts()["agreements/med bindestreg.csv"]
    good = private.replace(b"070378-4796", b"en borger")
    world.deliver("agreements/tal.csv", good)
    world.ingest()
    world.deliver("agreements/tal.csv", private)
    [result] = world.ingest()
    assert result.status == "refused"
    assert remains(world.root) == {}
    assert [path.read_bytes() for path in world.archive.iterdir()] == [good]
