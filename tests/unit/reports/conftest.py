from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from publish.marts import Published
from quality.findings import Handling
from reports import content, periods
from reports.content import Content
from tests.unit.reports import report_build
from tests.unit.reports.report_build import Tables

Show = Callable[..., Content]


@pytest.fixture
def now() -> datetime:
    return datetime(2022, 11, 14, 12, tzinfo=UTC)


@pytest.fixture
def tables() -> Tables:
    return report_build.example_tables()


@pytest.fixture
def published(tmp_path: Path, tables: Tables) -> Published:
    return report_build.write_build(tmp_path / "marts", tables)


@pytest.fixture
def show(tmp_path: Path, tables: Tables, now: datetime) -> Show:
    """The content of a report on whatever the test has made of the tables."""

    def _show(
        period: str = "2022K3",
        *,
        plan: str | None = None,
        handling: dict[str, Handling] | None = None,
        contains_synthetic: bool = False,
    ) -> Content:
        build = report_build.write_build(tmp_path / "shown", tables, contains_synthetic=contains_synthetic)
        return content.gather(
            published=build,
            quarter=periods.resolve(period, now),
            handling=handling or {},
            now=now,
            helhedsplan_id=plan,
        )

    return _show
