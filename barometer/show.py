"""What the verbs print, for a terminal and for a pipe alike."""

from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING

import duckdb
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from barometer.settings import Settings
from danish import cli as text
from danish import publish as publishing
from danish import states
from danish.format import count, day

if TYPE_CHECKING:
    from barometer.dbt import DbtResult
    from barometer.pipeline import RunResult
    from ingest.load import LoadResult
    from publish.publish import PublishedBuild
    from quality.run import QualityRun

Announce = Callable[[str], None]

_SEVERITY_ORDER = ("critical", "warning", "info")
_ROWS_SHOWN = 20


def loads(out: Console, results: "list[LoadResult]") -> None:
    """The sum of a load, and every fault with file, line, column, value, reason and remedy."""
    if not results:
        out.print(text.EMPTY_RAW)
        return
    statuses = Counter(result.status for result in results)
    out.print(
        text.loaded(
            files=statuses["loaded"] + statuses["partly_loaded"],
            rows=sum(result.rows_loaded for result in results if result.status != "unchanged"),
            quarantined=sum(result.rows_quarantined for result in results),
            refused=statuses["refused"],
            unchanged=statuses["unchanged"],
        )
    )
    for result in results:
        for problem in result.problems:
            where = text.where(problem.file_name, problem.line, problem.column, problem.value, problem.place)
            out.print(f"  [bold]{escape(where)}[/bold]: {escape(problem.reason_da)} {escape(problem.remedy_da)}")
        for notice in result.notices:
            out.print(f"  {escape(result.file_name)}: {escape(notice)}")


def build(out: Console, err: Console, result: "DbtResult") -> None:
    """Success in one line; a failure with each node that failed and dbt's first lines about it."""
    if result.ok:
        out.print(text.BUILD_OK)
        return
    err.print(text.BUILD_FAILED)
    for failure in result.failures:
        err.print(f"  [bold]{escape(failure.node)}[/bold] ({escape(failure.status)})")
        err.print(f"    {escape(failure.message)}")
    if not result.failures:
        err.print(escape(result.log_tail))


def quality(out: Console, run: "QualityRun", settings: Settings) -> None:
    """How many checks ran, and the critical findings as sentences."""
    out.print(text.checked(run.checks_run, run.checks_expected))
    found = {severity: run.findings.get(severity, 0) for severity in _SEVERITY_ORDER}
    if not found["critical"]:
        out.print(text.flagged_none_critical(found["warning"], found["info"]))
        return
    out.print(text.flagged(found["critical"], found["warning"], found["info"]))
    with duckdb.connect(str(settings.warehouse), read_only=True) as connection:
        rows = connection.execute(
            "select message_da, diagnosis_da, action_da, is_synthetic from quality.finding where severity = 'critical'"
            " and status in ('open', 'investigating') order by is_synthetic, finding_id"
        ).fetchall()
    invented = sum(is_synthetic for *_, is_synthetic in rows)
    for message, *explanations, _ in rows[: min(len(rows) - invented, _ROWS_SHOWN)]:
        out.print(f"  • {escape(message)}")
        for explanation in filter(None, explanations):
            out.print(f"    {escape(explanation)}")
    if invented:
        out.print(text.found_in_invented_places(invented))


def published(out: Console, result: "PublishedBuild") -> None:
    """The build's name and size, what is hidden in it, and which earlier builds had to go."""
    out.print(text.published(result.build_id, len(result.rows), sum(result.rows.values())))
    out.print(publishing.hidden_figures(result.audit.primary, result.audit.secondary, result.audit.seconds))
    if result.withdrawn:
        out.print(publishing.withdrawn_builds(len(result.withdrawn)))


def refusal(err: Console, reasons: list[str]) -> None:
    """Why the gate refused."""
    err.print(text.GATE_REFUSED)
    for reason in reasons:
        err.print(f"  • {escape(reason)}")


def run_result(out: Console, err: Console, result: "RunResult", settings: Settings) -> None:
    """A whole run, step by step, as far as it came."""
    loads(out, result.loads)
    if result.quality is not None:
        quality(out, result.quality, settings)
    if result.build is not None and not result.build.ok:
        build(out, err, result.build)
    if result.refused_by_gate:
        refusal(err, result.refused_by_gate)
    if result.published is not None:
        published(out, result.published)


def status(out: Console, settings: Settings) -> None:
    """Sources with freshness, the last loads, what is published."""
    from publish import marts

    if settings.warehouse.exists():
        with duckdb.connect(str(settings.warehouse), read_only=True) as connection:
            _sources(out, connection)
            _latest_loads(out, connection)
    else:
        out.print(text.NOT_BUILT)
    build = marts.current(settings.marts_dir)
    if build is None:
        out.print(text.NOTHING_PUBLISHED)
        return
    out.print(text.current_build(build.build_id, day(build.built_at), day(build.published_at)))


def _sources(out: Console, connection: duckdb.DuckDBPyConnection) -> None:
    rows = connection.execute(
        """
        select source.name_da, count(load.load_id), max(load.loaded_at)
        from raw.source as source
        left join raw.load as load on source.source_id = load.source_id and load.status <> 'refused'
        group by 1 order by 1
        """
    ).fetchall()
    table = Table(*text.SOURCE_HEADERS, title=text.SOURCES)
    for name, files, latest in rows:
        table.add_row(escape(name), count(files), day(latest) if latest else text.NEVER)
    out.print(table)


def _latest_loads(out: Console, connection: duckdb.DuckDBPyConnection) -> None:
    rows = connection.execute(
        """
        select file_name, status, rows_read, rows_loaded, rows_quarantined, rows_skipped
        from raw.load order by loaded_at desc, file_name limit 20
        """
    ).fetchall()
    table = Table(*text.LOAD_HEADERS, title=text.LATEST_LOADS)
    for name, load_status, *counts in rows:
        table.add_row(escape(name), states.LOADS[load_status], *(count(number) for number in counts))
    out.print(table)
