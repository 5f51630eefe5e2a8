"""`barometer findings`: what was found, how it is handled, and what is sent back to the partners."""

from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.markup import escape

from barometer import danish_click, show_findings
from barometer.console import WRONG_USE, current_settings, fail, out, published_build
from barometer.settings import Settings
from danish import cli as text
from danish import cli_findings as say
from danish import quality_handling, quality_letter

app = danish_click.app(help=text.FINDINGS)
_SEVERITY_ORDER = ("critical", "warning", "info")

FindingId = Annotated[str, typer.Argument(help=text.FINDING_ID)]


@app.command("list", help=text.FINDINGS_LIST, cls=danish_click.Command)
def list_findings(all_: Annotated[bool, typer.Option("--all", help=text.FINDINGS_ALL)] = False) -> None:
    show_findings.table(out, _findings(current_settings()), include_closed=all_)


@app.command("show", help=text.FINDINGS_SHOW, cls=danish_click.Command)
def show_finding(finding_id: FindingId) -> None:
    from quality.corrections import proposals
    from quality.history import history

    settings = current_settings()
    found = _one_finding(settings, finding_id)
    key, state_db = found["finding_id"], settings.state_db
    show_findings.one(
        out, found, history(state_db=state_db, finding_id=key), proposals(state_db=state_db, finding_id=key)
    )


@app.command("set", help=text.FINDINGS_SET, cls=danish_click.Command)
def set_finding(
    finding_id: FindingId,
    status: Annotated[str, typer.Option(help=text.FINDING_STATUS)],
    by: Annotated[str, typer.Option(help=text.FINDING_BY)],
    comment: Annotated[str, typer.Option(help=text.FINDING_COMMENT)],
    until: Annotated[str | None, typer.Option(help=text.FINDING_UNTIL)] = None,
    reading: Annotated[int | None, typer.Option("--reading", help=say.READING)] = None,
    value: Annotated[str | None, typer.Option("--value", help=say.VALUE)] = None,
    version: Annotated[int | None, typer.Option("--version", help=say.VERSION)] = None,
) -> None:
    from quality.corrections import propose
    from quality.findings import record_status

    settings = current_settings()
    found = _one_finding(settings, finding_id)
    if reading is not None and value is not None:
        raise fail(say.READING_OR_VALUE, WRONG_USE)
    wants_correction = reading is not None or value is not None
    if wants_correction and status != "corrected":
        raise fail(say.READING_NEEDS_CORRECTED, WRONG_USE)
    try:
        changes = _changes(settings, found, reading, value) if wants_correction else []
        record_status(
            state_db=settings.state_db,
            finding_id=found["finding_id"],
            status=status,
            by=by,
            comment=comment,
            until=_day(until),
            at=settings.now(),
            version=found["version"] if version is None else version,
            figures_at=found["last_seen_at"],
        )
        proposals = (
            propose(state_db=settings.state_db, finding=found, found=changes, by=by, reason=comment, at=settings.now())
            if changes
            else []
        )
    except ValueError as error:
        raise fail(str(error), WRONG_USE) from None
    out.print(text.FINDING_HANDLED)
    before = found["since_build"]
    if before is not None and before.handled_by not in (None, by, quality_handling.PROGRAM):
        out.print(escape(say.handled_before(before.status, before.handled_by, before.at, before.comment)))
    if status == "corrected" and not proposals:
        out.print(say.NOTHING_PROPOSED)
    show_findings.corrections(out, proposals)
    if proposals:
        out.print(say.how_to_accept(found["finding_id"]))


@app.command("correction", help=say.CORRECTION_HELP, cls=danish_click.Command)
def correction(
    finding_id: FindingId, accept: Annotated[bool, typer.Option("--accept", help=say.ACCEPT)] = False
) -> None:
    from quality import corrections

    settings = current_settings()
    key = _one_finding(settings, finding_id)["finding_id"]
    if not accept:
        found = corrections.proposals(state_db=settings.state_db, finding_id=key)
        show_findings.corrections(out, found)
        if not found:
            out.print(say.NOTHING_PROPOSED)
        elif any(proposal.state == "proposed" for proposal in found):
            out.print(say.how_to_accept(key))
        return
    try:
        accepted = corrections.accept(
            state_db=settings.state_db, seeds_dir=settings.seeds_dir, finding_id=key, at=settings.now()
        )
    except corrections.CorrectionError as error:
        raise fail(str(error), WRONG_USE) from None
    for proposal in accepted:
        out.print(escape(proposal.effect_da))
    out.print(say.ACCEPTED)


@app.command("letter", help=say.LETTER, cls=danish_click.Command)
def letter(
    to: Annotated[str, typer.Option("--to", help=say.LETTER_TO)],
    out_dir: Annotated[Path | None, typer.Option("--out", help=say.LETTER_OUT)] = None,
) -> None:
    from barometer.letters import write_letter
    from reports import partners

    settings = current_settings()
    published = published_build(settings)
    try:
        partner = partners.find(to, partners.names(published))
    except partners.UnknownPartnerError as error:
        raise fail(str(error), WRONG_USE) from None
    written = write_letter(settings, published, partner, out_dir or settings.data_dir / "letters")
    if partner != to:
        out.print(escape(say.letter_to(partner)))
    if written.letter.left_out:
        out.print(say.letter_without_invented(written.letter.left_out))
    if not written.files:
        out.print(escape(quality_letter.nothing_open(partner)))
        return
    out.print(say.letter_contents(written.letter.questions, len(written.letter.rows)))
    for path in written.files:
        out.print(escape(text.written(str(path))))


def _changes(settings: Settings, found: dict[str, Any], reading: int | None, value: str | None) -> list[Any]:
    from dashboards.queries import delivered_figure
    from ingest.faults import FieldError
    from ingest.numbers import parse_number
    from quality.corrections import changes

    try:
        figure = None if value is None else float(parse_number(value))
    except FieldError as error:
        raise fail(f"{error.message.reason} {error.message.remedy}", WRONG_USE) from None
    delivered = delivered_figure(published_build(settings), found)
    return list(changes(found, reading=reading, value=figure, delivered=delivered))


def _day(given: str | None) -> date | None:
    try:
        return date.fromisoformat(given) if given else None
    except ValueError:
        raise fail(text.bad_date(str(given)), WRONG_USE) from None


def _findings(settings: Settings) -> list[dict[str, Any]]:
    """The published findings with what people have done about them since, the most serious first."""
    from quality.findings import handling, lay_over

    rows = published_build(settings).rows("select * from mart_finding")
    found = lay_over(rows, handling(state_db=settings.state_db, today=settings.today()))
    return sorted(
        found, key=lambda row: (_SEVERITY_ORDER.index(row["severity"]), row["is_synthetic"], row["finding_id"])
    )


def _one_finding(settings: Settings, finding_id: str) -> dict[str, Any]:
    found = [row for row in _findings(settings) if row["finding_id"].startswith(finding_id)]
    if len(found) != 1:
        raise fail(text.unknown_finding(finding_id), WRONG_USE)
    return found[0]
