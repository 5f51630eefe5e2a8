"""The steps in their order: ingest → dbt → check → dbt after the check → publish."""

import json
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from barometer import dbt
from barometer.settings import Settings
from publish import marts
from publish.gate import GateRefusedError
from publish.publish import PublishedBuild, publish

if TYPE_CHECKING:
    import duckdb

    from ingest.load import LoadResult
    from quality.run import QualityRun

Announce = Callable[[str], None]


class ExampleDataInTheWayError(Exception):
    """`data/raw/` holds files that are not example data; they would be mixed with it."""


# What readers see now: every preferred figure, and of each series the newest verdict.
_PREVIOUS_FIGURES = """
    insert into raw.published_previous by name
    select
        $build_id as build_id, $published_at as published_at, 'indicator' as kind, area_id, indicator_id, period_id,
        period_type, source_id, instrument, source_reference, value, value_status as verdict, load_id, is_corrected,
        {is_computed} as is_computed, is_flagged
    from read_parquet($indicators)
    where is_preferred
    union all by name
    select
        $build_id as build_id, $published_at as published_at, 'registration' as kind, area_id, helhedsplan_id,
        activity_id, measure_id, period_id, period_type, source_reference, cast(reported_count as double) as value,
        status as verdict, is_flagged, {is_count_corrected} as is_corrected
    from read_parquet($activities)
    union all by name
    select
        $build_id as build_id, $published_at as published_at, kind, area_id, indicator_id, period_id, period_type,
        instrument, aspect, verdict, is_flagged
    from (
        unpivot (
            select
                area_id, indicator_id, period_id, period_type, instrument, baseline_kind as aspect, is_flagged,
                comparison, trend
            from read_parquet($comparisons)
            qualify period_id = max(period_id) over (
                partition by area_id, indicator_id, period_type, instrument, baseline_kind
            )
        )
        on comparison, trend into name kind value verdict
    )
    union all by name
    select
        $build_id as build_id, $published_at as published_at, 'statutory' as kind, area_id,
        cast(list_year as varchar) as period_id, 'list_year' as period_type, aspect, verdict
    from (
        unpivot (
            from read_parquet($statuses) qualify list_year = max(list_year) over (partition by area_id)
        )
        on is_udsat, is_parallelsamfund, is_omdannelsesomraade, is_forebyggelsesomraade into name aspect value verdict
    )
"""


@dataclass(frozen=True)
class ExampleFiles:
    """How many files with real figures, and how many about the invented places."""

    real: int
    invented: int


@dataclass
class RunResult:
    """What each step of a run did; steps that were not reached stay None."""

    loads: "list[LoadResult]" = field(default_factory=list)
    build: dbt.DbtResult | None = None
    quality: "QualityRun | None" = None
    published: PublishedBuild | None = None
    refused_by_gate: list[str] = field(default_factory=list)

    @property
    def exit_code(self) -> int:
        """The contract's code: 4 build failed, 5 refused by the gate, 3 some input refused, 0 done."""
        if self.build is not None and not self.build.ok:
            return 4
        if self.refused_by_gate:
            return 5
        return 3 if input_has_faults(self.loads) else 0


def input_has_faults(loads: "list[LoadResult]") -> bool:
    """Whether any file was refused or has rows in quarantine."""
    return any(load.status == "refused" or load.rows_quarantined for load in loads)


def run_ingest(settings: Settings, files: list[Path] | None = None) -> "list[LoadResult]":
    """Load new and changed files under the raw folder, or only the files named."""
    from ingest.load import ingest

    return ingest(
        raw_dir=settings.raw_dir,
        archive_dir=settings.archive_dir,
        warehouse=settings.warehouse,
        state_db=settings.state_db,
        seeds_dir=settings.seeds_dir,
        raw_schema=settings.raw_schema,
        now=settings.now(),
        files=files,
    )


def run_build(settings: Settings, arguments: list[str]) -> dbt.DbtResult:
    """`dbt build` on the warehouse, with the last published figures at hand so that revisions can be told.

    Where hidden figures would still come out, those that must be hidden with them are found, and the models concerned
    run again.
    """
    from publish.disclosure_remedy import protect

    load_published_previous(settings)
    result = dbt.build(dbt_dir=settings.dbt_dir, data_dir=settings.data_dir, arguments=arguments)
    if not result.ok or not protect(settings.warehouse):
        return result
    shown = [] if dbt.BEFORE_CHECK in arguments else [dbt.SHOWN]
    selected = ["--select", dbt.SUPPRESSIONS, *shown, "--exclude", dbt.FORMULAS]
    return dbt.build(dbt_dir=settings.dbt_dir, data_dir=settings.data_dir, arguments=selected)


def run_quality(settings: Settings) -> "QualityRun":
    """Run every check on the facts as they stand and write the findings."""
    from quality.run import run_checks

    return run_checks(
        warehouse=settings.warehouse,
        seeds_dir=settings.seeds_dir,
        state_db=settings.state_db,
        now=settings.now(),
    )


def run_marts(settings: Settings) -> dbt.DbtResult:
    """Rebuild the tables that carry the findings."""
    return dbt.build(dbt_dir=settings.dbt_dir, data_dir=settings.data_dir, arguments=["--selector", dbt.AFTER_CHECK])


def run_publish(settings: Settings) -> PublishedBuild:
    """Pass the gate and switch the pointer."""
    return publish(
        warehouse=settings.warehouse,
        marts_dir=settings.marts_dir,
        code_version=code_version(settings.project_dir),
        now=settings.now(),
    )


def run_all(settings: Settings, announce: Announce) -> RunResult:
    """Every step; stops at the first that fails, so that the board goes on seeing the last good build."""
    from danish import cli as text

    result = RunResult()
    _note_attempt(settings)
    announce(text.STEP_INGEST)
    result.loads = run_ingest(settings)
    announce(text.STEP_BUILD)
    result.build = run_build(settings, ["--selector", dbt.BEFORE_CHECK])
    if not result.build.ok:
        return result
    announce(text.STEP_CHECK)
    result.quality = run_quality(settings)
    announce(text.STEP_MARTS)
    result.build = run_marts(settings)
    if not result.build.ok:
        return result
    announce(text.STEP_PUBLISH)
    try:
        result.published = run_publish(settings)
    except GateRefusedError as refusal:
        result.refused_by_gate = refusal.reasons
    return result


def _note_attempt(settings: Settings) -> None:
    """Leave word of the attempt, so that the pages can say that a newer build was tried if it never comes out."""
    settings.marts_dir.mkdir(parents=True, exist_ok=True)
    note = json.dumps({"attempted_at": settings.now().isoformat(timespec="seconds")})
    (settings.marts_dir / "last_attempt.json").write_text(note + "\n", encoding="utf-8")


def write_example_data(settings: Settings) -> ExampleFiles:
    """Put the real example files and the invented ones into the raw folder; what is there already stays as it is.

    Raises ExampleDataInTheWayError when the raw folder holds anything else.
    """
    from example_data import generate

    real = {
        path.relative_to(settings.example_dir).as_posix(): path.read_bytes()
        for path in sorted(settings.example_dir.glob("*/*.csv"))
    }
    invented = dict(generate.files(settings.seeds_dir))
    examples = real | invented
    for path in settings.raw_dir.rglob("*"):
        relative = path.relative_to(settings.raw_dir).as_posix()
        if path.is_file() and not path.name.startswith(".") and relative not in examples:
            raise ExampleDataInTheWayError(relative)
    for relative, content in examples.items():
        target = settings.raw_dir / relative
        if target.is_file() and target.read_bytes() == content:
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return ExampleFiles(real=len(real), invented=len(invented))


def load_published_previous(settings: Settings) -> None:
    """Replace `raw.published_previous` by the values and verdicts of the build that readers see now."""
    from ingest.warehouse import open_warehouse

    published = marts.current(settings.marts_dir)
    with open_warehouse(settings.warehouse, settings.raw_schema) as warehouse:
        connection = warehouse.connection
        connection.execute("delete from raw.published_previous")
        if published is None:
            return
        figures, activities = published.tables["fct_indicator_value"], published.tables["mart_activity_progress"]
        connection.execute(
            _PREVIOUS_FIGURES.format(
                is_computed=_column_or_false(connection, figures, "is_computed"),
                is_count_corrected=_column_or_false(connection, activities, "is_corrected"),
            ),
            {
                "build_id": published.build_id,
                "published_at": published.published_at.replace(tzinfo=None),
                "indicators": str(figures),
                "activities": str(activities),
                "comparisons": str(published.tables["mart_area_vs_baseline"]),
                "statuses": str(published.tables["mart_statutory_status"]),
            },
        )


def _column_or_false(connection: "duckdb.DuckDBPyConnection", table: Path, column: str) -> str:
    """The column's name where a published table has it; builds from before it was added do not."""
    described = connection.execute("describe from read_parquet(?)", [str(table)]).fetchall()
    return column if column in {row[0] for row in described} else "false"


def code_version(project_dir: Path) -> str:
    """The commit of a checkout, else the distribution's version."""
    try:
        commit = subprocess.run(
            ["git", "rev-parse", "HEAD"], cwd=project_dir, capture_output=True, text=True, check=True
        ).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        commit = ""
    if commit:
        return commit
    from importlib.metadata import version

    return version("boligbarometer")
