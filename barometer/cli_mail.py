"""`barometer send` and `barometer outbox`: the quarterly mail, and what became of it."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape
from rich.table import Table

from barometer import danish_click
from barometer.console import MAIL_NOT_SENT, WRONG_USE, current_settings, fail, out
from barometer.settings import Settings, SmtpSettings
from danish import cli as text
from danish import mail_outbox as say

if TYPE_CHECKING:
    from publish.marts import Published
    from reports.ledger import Entry

app = danish_click.app(help=say.OUTBOX, no_args_is_help=False, invoke_without_command=True)
KEYRING_SERVICE = "boligbarometer-smtp"

Period = Annotated[str, typer.Argument(help=say.OUTBOX_PERIOD)]
RecipientId = Annotated[str, typer.Argument(help=say.OUTBOX_RECIPIENT)]


def send(
    period: Annotated[str, typer.Argument(help=text.PERIOD)],
    dry_run: Annotated[bool, typer.Option("--dry-run", help=say.SEND_DRY_RUN)] = False,
    confirm: Annotated[bool, typer.Option("--confirm", help=say.SEND_CONFIRM)] = False,
    revised: Annotated[bool, typer.Option("--revised", help=say.SEND_REVISED)] = False,
) -> None:
    from reports import outbox
    from reports.planning import Wishes

    settings = current_settings()
    try:
        result = outbox.send(
            published=_readable_build(settings),
            marts_dir=settings.marts_dir,
            period=period,
            outbox_dir=settings.outbox_dir,
            state_db=settings.state_db,
            recipients_csv=settings.recipients_csv,
            smtp=settings.smtp if dry_run else _with_password(settings.smtp),
            dry_run=dry_run,
            now=settings.now(),
            wishes=Wishes(confirm=confirm, revised=revised),
        )
    except ValueError as error:
        raise fail(str(error), WRONG_USE) from None
    except TimeoutError as error:
        raise fail(str(error), MAIL_NOT_SENT) from None
    out.print(escape(result.message_da))
    raise typer.Exit(0 if result.complete else MAIL_NOT_SENT)


@app.callback()
def outbox_verb(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        _show(None)


@app.command("list", help=say.OUTBOX_LIST, cls=danish_click.Command)
def list_mails(period: Annotated[str | None, typer.Argument(help=say.OUTBOX_PERIOD)] = None) -> None:
    _show(period)


@app.command("mark-bounced", help=say.OUTBOX_BOUNCED, cls=danish_click.Command)
def mark_bounced(
    period: Period,
    recipient: RecipientId,
    reply: Annotated[str, typer.Option("--reply", help=say.OUTBOX_REPLY)] = "",
) -> None:
    from reports import outbox

    settings = current_settings()
    try:
        outbox.mark_bounced(
            state_db=settings.state_db, period=period, recipient=recipient, reply=reply, now=settings.now()
        )
    except ValueError as error:
        raise fail(str(error), WRONG_USE) from None
    out.print(escape(say.marked(recipient, "refused")))


@app.command("mark-received", help=say.OUTBOX_RECEIVED, cls=danish_click.Command)
def mark_received(period: Period, recipient: RecipientId) -> None:
    from reports import outbox

    settings = current_settings()
    try:
        outbox.mark_received(state_db=settings.state_db, period=period, recipient=recipient, now=settings.now())
    except ValueError as error:
        raise fail(str(error), WRONG_USE) from None
    out.print(escape(say.marked(recipient, "sent")))


@app.command("save", help=say.OUTBOX_SAVE, cls=danish_click.Command)
def save(
    period: Period, recipient: RecipientId, out_file: Annotated[Path, typer.Option("--out", help=say.OUTBOX_FILE)]
) -> None:
    from reports import outbox

    try:
        message = outbox.frozen(state_db=current_settings().state_db, period=period, recipient=recipient)
    except ValueError as error:
        raise fail(str(error), WRONG_USE) from None
    out_file.write_bytes(message)
    out.print(escape(text.written(str(out_file))))


def _show(period: str | None) -> None:
    from reports import ledger

    entries = [entry for entry in ledger.known(current_settings().state_db.parent) if period in (None, entry.period)]
    if not entries:
        out.print(say.OUTBOX_EMPTY)
        return
    table = Table(*say.OUTBOX_HEADERS, show_lines=True)
    for entry in entries:
        table.add_row(*(escape(cell) for cell in _cells(entry)))
    out.print(table)


def _cells(entry: "Entry") -> tuple[str, ...]:
    return (
        entry.period,
        say.kind(entry.kind, entry.edition),
        entry.recipient,
        entry.email,
        say.SHORT_STATES[entry.state],
        say.when(entry.finished_at or entry.claimed_at or entry.planned_at),
        entry.build_id,
        entry.server_reply or "",
    )


def _readable_build(settings: Settings) -> "Published | None":
    """The published build; None where there is none, or where its files cannot be read."""
    import duckdb

    from publish import marts

    try:
        return marts.current(settings.marts_dir)
    except (duckdb.Error, OSError, ValueError, KeyError):
        return None


def _with_password(smtp: SmtpSettings) -> SmtpSettings:
    """The settings with the password from the system's keyring, where there is a user and no password."""
    if not smtp.user or smtp.password is not None:
        return smtp
    import keyring
    from keyring.errors import KeyringError

    try:
        password = keyring.get_password(KEYRING_SERVICE, smtp.user)
    except KeyringError as error:
        raise fail(say.password_not_readable(type(error).__name__), WRONG_USE) from None
    if password is None:
        raise fail(say.PASSWORD_MISSING, WRONG_USE)
    return replace(smtp, password=password)
