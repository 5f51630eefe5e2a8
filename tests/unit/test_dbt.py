"""What barometer says of a failed test is what dbt's hooks said of that test."""

import json
import sys
from pathlib import Path

import pytest

from barometer import dbt

_OUTPUT = """\
06:22:35  Brudt regel i fct_registration: activity_id mangler; registration_id a-1
06:22:35  Brudt regel i fct_area_total: state mangler; area_id a
06:22:35  Rettelsen »x« er skrevet til værdien 13,00.
"""
_TESTS = (
    "rows_hold_fct_registration.1",
    "rows_hold_fct_registration_reading.2",
    "corrections_expect_the_delivered_value.3",
)


@pytest.fixture
def failed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dbt.DbtResult:
    """A run in which every test failed, told by a process that stands for dbt."""
    results = [
        {"unique_id": f"test.boligbarometer.{name}", "status": "fail", "message": "Got 1 result"} for name in _TESTS
    ]
    program = (
        "import sys, pathlib; target = pathlib.Path(sys.argv[sys.argv.index('--target-path') + 1]);"
        " target.mkdir(parents=True, exist_ok=True);"
        f" (target / 'run_results.json').write_text({json.dumps({'results': results})!r});"
        f" sys.stdout.buffer.write({_OUTPUT!r}.encode()); sys.exit(1)"
    )
    monkeypatch.setattr(dbt, "_dbt_command", lambda: [sys.executable, "-c", program])
    return dbt.build(dbt_dir=tmp_path, data_dir=tmp_path / "data", arguments=[])


def test_a_failed_test_carries_what_was_said_of_its_own_table(failed: dbt.DbtResult) -> None:
    assert not failed.ok
    assert {failure.node: failure.message for failure in failed.failures} == {
        _TESTS[0]: "Brudt regel i fct_registration: activity_id mangler; registration_id a-1",
        _TESTS[1]: "Got 1 result",
        _TESTS[2]: "Rettelsen »x« er skrevet til værdien 13,00.",
    }
