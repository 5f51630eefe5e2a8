"""One run of `barometer demo` for the whole session; every test that needs real figures reads its result."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from publish import marts


@dataclass(frozen=True)
class Demo:
    """A data folder in which `barometer demo` has run, and what it said."""

    data_dir: Path
    output: str
    exit_code: int

    @property
    def published(self) -> marts.Published:
        build = marts.current(self.data_dir / "marts")
        assert build is not None, self.output
        return build


def barometer(data_dir: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command line in a process of its own, as a person would."""
    return subprocess.run(
        [sys.executable, "-c", "from barometer.cli import main; main()", *arguments],
        env={**os.environ, "BAROMETER_DATA": str(data_dir), "COLUMNS": "160", **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    data_dir = tmp_path_factory.mktemp("demo") / "data"
    result = barometer(data_dir, "demo")
    return Demo(data_dir, result.stdout + result.stderr, result.returncode)
