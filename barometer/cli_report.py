"""`barometer report`: a quarter's data-quality report, and the board's yearly follow-up."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from barometer import danish_click
from barometer.console import WRONG_USE, current_settings, fail, out, published_build
from barometer.settings import Settings
from danish import cli as text
from danish import report_board as words

if TYPE_CHECKING:
    from publish.marts import Published


def register(app: typer.Typer) -> None:
    """Adds the verb where it belongs among the others."""
    app.command("report", help=text.REPORT, cls=danish_click.Command)(report)


def report(
    period: Annotated[str | None, typer.Argument(help=text.PERIOD)] = None,
    board: Annotated[int | None, typer.Option("--board", help=text.REPORT_BOARD)] = None,
    build: Annotated[str | None, typer.Option("--build", help=text.REPORT_BUILD)] = None,
    out_dir: Annotated[Path | None, typer.Option("--out", help=text.REPORT_OUT)] = None,
) -> None:
    from reports import follow_up, quarterly

    if (period is None) == (board is None):
        raise fail(text.REPORT_NEEDS_ONE, WRONG_USE)
    settings = current_settings()
    published = _earlier_build(settings, build) if build else published_build(settings)
    folder = out_dir or settings.reports_dir
    try:
        if board is not None:
            files = follow_up.build_report(
                published=published, year=board, out_dir=folder, archive_dir=settings.reports_dir / "arkiv"
            )
        else:
            files = quarterly.build_report(
                published=published, period=str(period), out_dir=folder, now=settings.now(), state_db=settings.state_db
            )
    except ValueError as error:
        raise fail(str(error), WRONG_USE) from None
    for path in files.paths:
        out.print(escape(text.written(str(path))))


def _earlier_build(settings: Settings, build_id: str) -> "Published":
    """A build that is still kept, or the end of the run where it is not."""
    from publish import marts

    published = marts.earlier(settings.marts_dir, build_id)
    if published is None:
        raise fail(words.build_not_kept(build_id), WRONG_USE)
    return published
