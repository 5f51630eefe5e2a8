"""The benchmarks still run: on a small file, so that nobody finds them broken on the day they are needed."""

from pathlib import Path

import pytest

from benchmarks import disclosure, ingest_national, quality_national
from ingest.readers import plain
from quality import compose, run
from quality.checks import CHECKS
from quality.suites import Judge
from tests.unit.quality.quality_cases import FIGURES, REGISTRATIONS
from tests.unit.quality.quality_warehouse import build


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


def test_the_checks_are_timed_by_frame_and_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # What the benchmark takes hold of in its own process is put back in this one.
    for name in ("prepare_frame", "least_rows", "failed_rows", "evidence_rows"):
        monkeypatch.setattr(run, name, getattr(run, name))
    monkeypatch.setattr(Judge, "judge", Judge.judge)
    monkeypatch.setattr(compose, "finding", compose.finding)
    warehouse = build(tmp_path / "warehouse.duckdb", registrations=REGISTRATIONS, figures=FIGURES)
    took = quality_national.measure_checks(
        warehouse=warehouse, seeds_dir=tmp_path / "seeds", state_db=tmp_path / "state.sqlite"
    )
    assert took["status"] == "completed"
    assert min(took["seconds"], took["processor"], took["gigabytes"], took["findings"]) > 0
    assert set(took["parts"]) == {check.frame for check in CHECKS}
    assert set(took["parts"]["sudden_change"]) == {"frame", "least", "judged", "told"}


def test_hiding_and_its_proof_are_timed_on_invented_areas(tmp_path: Path) -> None:
    audit = disclosure.measure(tmp_path, areas=400, indicators=2, periods=3, small=0.02)
    assert audit.primary > 0 < audit.secondary
    assert audit.leaks == []
