"""The command line. Each verb reads its arguments, calls one step and says in Danish what came of it."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from barometer import cli_findings, cli_mail, cli_report, danish_click, show
from barometer.console import (
    BUILD_FAILED,
    INPUT_REFUSED,
    REFUSED_BY_GATE,
    UNEXPECTED,
    WRONG_USE,
    current_settings,
    err,
    fail,
    out,
    progress,
    published_build,
)
from barometer.settings import Settings
from danish import cli as text
from danish import mail_outbox as mail_text
from ingest.results import ConfigurationError as SourcesError
from ingest.results import WarehouseBusyError

danish_click.speak_danish()
app = danish_click.app(help=text.APP)
app.add_typer(cli_findings.app, name="findings")


def main() -> None:
    """Entry point of the console script. Windows' consoles are told that the text is UTF-8."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    try:
        app()
    except SourcesError as error:
        err.print(escape(str(error)))
        sys.exit(WRONG_USE)
    except WarehouseBusyError as error:
        err.print(escape(str(error)))
        sys.exit(UNEXPECTED)


def _verb(name: str) -> str:
    """How to start a verb from here: by name in an active environment, else by its path."""
    if "VIRTUAL_ENV" in os.environ:
        return f"barometer {name}"
    return f"{Path('.venv', 'bin' if os.name == 'posix' else 'Scripts', 'barometer')} {name}"


@app.command(help=text.DEMO, cls=danish_click.Command)
def demo(serve: Annotated[bool, typer.Option("--serve", help=text.DEMO_SERVE)] = False) -> None:
    from barometer import pipeline

    settings = current_settings()
    try:
        files = pipeline.write_example_data(settings)
    except pipeline.ExampleDataInTheWayError as error:
        raise fail(text.example_data_in_the_way(str(error)), WRONG_USE) from None
    out.print(text.demo_written(files.real, files.invented))
    with progress(text.STEP_INGEST) as announce:
        result = pipeline.run_all(settings, announce)
    show.run_result(out, err, result, settings)
    if result.published is None:
        raise typer.Exit(result.exit_code or 1)
    out.print()
    out.print(escape(text.how_to_open(_verb("dashboard"))))
    out.print(escape(text.how_to_see_findings(_verb("findings list"))))
    if serve:
        _serve(settings, port=8501)


@app.command(help=text.INGEST, cls=danish_click.Command)
def ingest(files: Annotated[list[Path] | None, typer.Argument(help=text.INGEST_FILES)] = None) -> None:
    from barometer import pipeline

    settings = current_settings()
    for file in files or []:
        if not file.is_file():
            raise fail(text.no_such_file(str(file)), WRONG_USE)
    with progress(text.STEP_INGEST):
        loads = pipeline.run_ingest(settings, [file.resolve() for file in files] if files else None)
    show.loads(out, loads)
    raise typer.Exit(INPUT_REFUSED if pipeline.input_has_faults(loads) else 0)


@app.command(
    help=text.BUILD,
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True},
    cls=danish_click.Command,
)
def build(
    context: typer.Context,
    engine: Annotated[str, typer.Option(help=text.BUILD_ENGINE)] = "duckdb",
) -> None:
    from barometer import pipeline

    settings = current_settings()
    _check_engine(engine)
    with progress(text.STEP_BUILD):
        result = pipeline.run_build(settings, list(context.args))
    show.build(out, err, result)
    raise typer.Exit(0 if result.ok else BUILD_FAILED)


@app.command(help=text.CHECK, cls=danish_click.Command)
def check() -> None:
    from barometer import pipeline

    settings = current_settings()
    if not settings.warehouse.exists():
        raise fail(text.NOT_BUILT, WRONG_USE)
    with progress(text.STEP_CHECK) as announce:
        quality = pipeline.run_quality(settings)
        announce(text.STEP_MARTS)
        result = pipeline.run_marts(settings)
    show.quality(out, quality, settings)
    if not result.ok:
        show.build(out, err, result)
    raise typer.Exit(0 if result.ok else BUILD_FAILED)


@app.command(help=text.PUBLISH, cls=danish_click.Command)
def publish(
    build_id: Annotated[str | None, typer.Argument(help=text.PUBLISH_BUILD_ID)] = None,
    rollback: Annotated[bool, typer.Option("--rollback", help=text.PUBLISH_ROLLBACK)] = False,
) -> None:
    from barometer import pipeline
    from publish import publish as publishing
    from publish.gate import GateRefusedError

    settings = current_settings()
    if rollback:
        published_build(settings)
        try:
            build = publishing.rollback(marts_dir=settings.marts_dir, build_id=build_id, now=settings.now())
        except publishing.NothingToRollBackToError as error:
            raise fail(str(error), WRONG_USE) from None
        out.print(text.rolled_back(build))
        return
    if not settings.warehouse.exists():
        raise fail(text.NOT_BUILT, REFUSED_BY_GATE)
    try:
        published = pipeline.run_publish(settings)
    except GateRefusedError as refusal:
        show.refusal(err, refusal.reasons)
        raise typer.Exit(REFUSED_BY_GATE) from None
    show.published(out, published)


@app.command(help=text.RUN, cls=danish_click.Command)
def run(engine: Annotated[str, typer.Option(help=text.BUILD_ENGINE)] = "duckdb") -> None:
    from barometer import pipeline

    settings = current_settings()
    _check_engine(engine)
    with progress(text.STEP_INGEST) as announce:
        result = pipeline.run_all(settings, announce)
    show.run_result(out, err, result, settings)
    raise typer.Exit(result.exit_code)


cli_report.register(app)


app.command("send", help=mail_text.SEND, cls=danish_click.Command)(cli_mail.send)
app.add_typer(cli_mail.app, name="outbox")


@app.command(help=text.DASHBOARD, cls=danish_click.Command)
def dashboard(
    port: Annotated[int, typer.Option(help=text.DASHBOARD_PORT)] = 8501,
    address: Annotated[str, typer.Option(help=text.DASHBOARD_ADDRESS)] = "127.0.0.1",
) -> None:
    _serve(current_settings(), port=port, address=address)


@app.command(help=text.VALIDATE, cls=danish_click.Command)
def validate(file: Annotated[Path, typer.Argument(help=text.VALIDATE_FILE)]) -> None:
    from barometer import pipeline
    from ingest.validate import validate as validate_file

    settings = current_settings()
    if not file.is_file():
        raise fail(text.no_such_file(str(file)), WRONG_USE)
    with progress(text.STEP_VALIDATE):
        load_result = validate_file(file=file.resolve(), raw_dir=settings.raw_dir, seeds_dir=settings.seeds_dir)
    show.loads(out, [load_result])
    raise typer.Exit(INPUT_REFUSED if pipeline.input_has_faults([load_result]) else 0)


@app.command(help=text.TEMPLATE, cls=danish_click.Command)
def template(
    kind: Annotated[str, typer.Argument(help=text.TEMPLATE_KIND)],
    plan: Annotated[str | None, typer.Option("--plan", help=text.TEMPLATE_PLAN)] = None,
    period: Annotated[str | None, typer.Option("--period", help=text.TEMPLATE_PERIOD)] = None,
    out_file: Annotated[Path | None, typer.Option("--out", help=text.TEMPLATE_OUT)] = None,
) -> None:
    from ingest.faults import FieldError
    from ingest.template import write_registration_template

    settings = current_settings()
    if kind != text.TEMPLATE_REGISTRATIONS:
        raise fail(text.unknown_template(kind), WRONG_USE)
    name = "-".join([kind, *(part.replace("/", "-") for part in (plan, period) if part)])
    path = out_file or settings.data_dir / "templates" / f"{name}.xlsx"
    try:
        rows = write_registration_template(
            path, seeds_dir=settings.seeds_dir, today=settings.today(), plan=plan, period=period
        )
    except FieldError as error:
        raise fail(f"{error.message.reason} {error.message.remedy}", WRONG_USE) from None
    out.print(escape(text.template_written(str(path), rows)))


@app.command(help=text.STATUS, cls=danish_click.Command)
def status() -> None:
    show.status(out, current_settings())


@app.command(help=text.EXPORT, cls=danish_click.Command)
def export(
    table: Annotated[str, typer.Argument(help=text.EXPORT_TABLE)],
    format_: Annotated[str, typer.Option("--format", help=text.EXPORT_FORMAT)] = "csv",
    out_file: Annotated[Path | None, typer.Option("--out", help=text.EXPORT_OUT)] = None,
) -> None:
    from dashboards.table_files import without_formulas

    settings = current_settings()
    published = published_build(settings)
    if format_ not in ("csv", "xlsx", "parquet"):
        raise fail(text.unknown_format(format_), WRONG_USE)
    if table not in published.tables:
        raise fail(text.unknown_table(table, sorted(published.tables)), WRONG_USE)
    path = out_file or Path(f"{table}.{format_}")
    frame = published.frame(table)
    path.parent.mkdir(parents=True, exist_ok=True)
    if format_ != "parquet":
        frame = without_formulas(frame)
    if format_ == "csv":
        # What a Danish Excel opens by a double click: semicolons, decimal comma, a byte order mark.
        frame.to_csv(path, sep=";", decimal=",", index=False, encoding="utf-8-sig")
    elif format_ == "xlsx":
        frame.to_excel(path, index=False, engine="openpyxl")
    else:
        frame.to_parquet(path, index=False)
    out.print(escape(text.written(str(path))))


def _check_engine(engine: str) -> None:
    if engine != "duckdb":
        raise fail(text.unknown_engine(engine), WRONG_USE)


def _serve(settings: Settings, port: int, address: str = "127.0.0.1") -> None:
    import signal
    import subprocess

    from dashboards.launch import command as server_command
    from dashboards.launch import environment, refuse_unsafe_start
    from dashboards.login import LoginSettingsError

    try:
        refuse_unsafe_start(address, settings.data_dir)
    except LoginSettingsError as error:
        raise fail(str(error), WRONG_USE) from None
    out.print(text.serving(address, port))
    # Ctrl+C is how the pages are meant to be stopped; in a session of its own the server does not hear it too, and a
    # service manager's SIGTERM ends both.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with subprocess.Popen(
        server_command(port=port, address=address),
        env={**os.environ, **environment(data_dir=settings.data_dir, today=settings.today().isoformat())},
        start_new_session=True,
    ) as server:
        try:
            code = server.wait()
        except KeyboardInterrupt:
            server.terminate()
            code = 0
    raise typer.Exit(code)
