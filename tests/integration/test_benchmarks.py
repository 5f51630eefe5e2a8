"""The benchmarks still run: on a small file, so that nobody finds them broken on the day they are needed."""

from pathlib import Path

from benchmarks import ingest_national
from ingest.readers import plain


def test_the_national_file_is_made_and_loaded_with_every_part_told(tmp_path: Path) -> None:
    rows = ingest_national.make(tmp_path, 200_000)
    assert ingest_national.delivered(tmp_path).stat().st_size > plain.LARGE
    bare, ingest = ingest_national.compare(tmp_path)
    assert rows == 199_200
    assert min(bare["seconds"], ingest["seconds"], bare["gigabytes"], ingest["gigabytes"]) > 0
    assert set(ingest["parts"]) == {
        "encoding and damage", "guard", "divided and numbered", "staged", "texts read", "repeats and shared keys",
        "counted", "archive", "written",
    }  # fmt: skip
