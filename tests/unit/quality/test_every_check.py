"""Each frame of each check has rows that pass, one that fails with its exact message, and says when it cannot run.

A check that is added without its cases makes these tests fail.
"""

import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from danish import quality as text
from quality import severities, warehouse
from quality.checks import CHECKS
from quality.run import CheckRun, QualityRun
from tests.unit.quality import indicator_cases, quality_cases, test_quality_checks, test_quality_counts
from tests.unit.quality import test_quality_indicators as indicators
from tests.unit.quality.conftest import Checked, Run, findings
from tests.unit.quality.quality_warehouse import build

FRAMES = [check.frame for check in CHECKS]
ALL_CASES = {
    "registrations": [
        *quality_cases.REGISTRATIONS,
        *indicator_cases.REGISTRATIONS,
        *(row for rows, _, _ in test_quality_counts.FAULTS for row in rows),
        *test_quality_counts.SWAPPED,
    ],
    "readings": quality_cases.READINGS,
    "figures": [*quality_cases.FIGURES, *indicator_cases.FIGURES],
    "tables": indicator_cases.TABLES,
}
EXACT_MESSAGES = {
    *(message for _, _, message in test_quality_checks.MESSAGES),
    *(message for _, _, _, message in indicators.MESSAGES),
    *(message for _, _, message in test_quality_counts.FAULTS),
    test_quality_counts.SWAPPED_MESSAGE,
}


def by_frame(run: QualityRun) -> dict[str, CheckRun]:
    return dict(zip(FRAMES, run.checks, strict=True))


def told(one: CheckRun) -> set[str]:
    return {finding.message_da.replace("\u00a0", " ") for finding in one.findings}


@pytest.fixture
def frames(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Gives every frame another end, for this test alone; what frames stand on stays as it is."""
    folder = tmp_path / "frames"
    shutil.copytree(warehouse.FRAMES, folder)
    monkeypatch.setattr(warehouse, "FRAMES", folder)

    def end_with(end: str) -> None:
        for name in FRAMES:
            frame = folder / f"{name}.sql"
            start, last, rest = frame.read_text(encoding="utf-8").rpartition("select * from final")
            assert last
            assert not rest.strip()
            frame.write_text(f"{start}{last} {end}", encoding="utf-8")

    return end_with


@pytest.fixture
def check_all(check: Run, tmp_path: Path) -> Callable[[], QualityRun]:
    def run() -> QualityRun:
        build(tmp_path / "warehouse.duckdb", **ALL_CASES)
        return check(rebuild=False)

    return run


def names(frames_found: Iterable[str]) -> list[str]:
    return sorted(set(FRAMES) - set(frames_found))


def test_every_frame_has_rows_that_pass(checked: Checked) -> None:
    passed = [frame for frame, one in by_frame(checked.run).items() if one.rows > len(one.findings)]
    assert names(passed) == []


def test_every_frame_has_a_case_with_its_exact_message(check_all: Callable[[], QualityRun]) -> None:
    run = check_all()
    assert run.status == "completed"
    assert names(frame for frame, one in by_frame(run).items() if told(one) & EXACT_MESSAGES) == []


def test_every_frame_says_that_it_cannot_run(
    check_all: Callable[[], QualityRun], frames: Callable[[str], None], tmp_path: Path
) -> None:
    frames("where no_such_column")
    run = check_all()
    assert (run.status, run.checks_run) == ("incomplete", 0)
    registry = severities.read(tmp_path / "seeds")
    for check, one in zip(CHECKS, run.checks, strict=True):
        [finding] = one.findings
        assert (finding.check_id, finding.severity) == ("check_not_run", "critical")
        assert finding.message_da == text.check_not_run(registry.name(check.check_id))
    assert {row["check_id"] for row in findings(tmp_path / "warehouse.duckdb")} == {"check_not_run"}


def test_no_empty_frame_passes(check_all: Callable[[], QualityRun], frames: Callable[[str], None]) -> None:
    frames("where false")
    empty = by_frame(check_all())
    assert names(frame for frame, one in empty.items() if one.error and "row_count" in one.error) == []
