"""`barometer findings`: what was found, how it is handled, and what is sent back to the partners."""

from datetime import date
from typing import Annotated, Any

import typer

from barometer import danish_click, show
from barometer.console import WRONG_USE, current_settings, fail, out, published_build
from barometer.settings import Settings
from danish import cli as text

app = danish_click.app(help=text.FINDINGS)


@app.command("list", help=text.FINDINGS_LIST, cls=danish_click.Command)
def list_findings(all_: Annotated[bool, typer.Option("--all", help=text.FINDINGS_ALL)] = False) -> None:
    settings = current_settings()
    show.findings(out, show.findings_now(published_build(settings), settings), include_closed=all_)


@app.command("show", help=text.FINDINGS_SHOW, cls=danish_click.Command)
def show_finding(finding_id: Annotated[str, typer.Argument(help=text.FINDING_ID)]) -> None:
    settings = current_settings()
    show.finding(out, _one_finding(settings, finding_id))


@app.command("set", help=text.FINDINGS_SET, cls=danish_click.Command)
def set_finding(
    finding_id: Annotated[str, typer.Argument(help=text.FINDING_ID)],
    status: Annotated[str, typer.Option(help=text.FINDING_STATUS)],
    by: Annotated[str, typer.Option(help=text.FINDING_BY)],
    comment: Annotated[str, typer.Option(help=text.FINDING_COMMENT)],
    until: Annotated[str | None, typer.Option(help=text.FINDING_UNTIL)] = None,
) -> None:
    from quality.findings import record_status

    settings = current_settings()
    found = _one_finding(settings, finding_id)
    try:
        until_date = date.fromisoformat(until) if until else None
    except ValueError:
        raise fail(text.bad_date(str(until)), WRONG_USE) from None
    try:
        record_status(
            state_db=settings.state_db,
            finding_id=found["finding_id"],
            status=status,
            by=by,
            comment=comment,
            until=until_date,
            at=settings.now(),
        )
    except ValueError as error:
        raise fail(str(error), WRONG_USE) from None
    out.print(text.FINDING_HANDLED)


def _one_finding(settings: Settings, finding_id: str) -> dict[str, Any]:
    found = [
        row
        for row in show.findings_now(published_build(settings), settings)
        if row["finding_id"].startswith(finding_id)
    ]
    if len(found) != 1:
        raise fail(text.unknown_finding(finding_id), WRONG_USE)
    return found[0]
