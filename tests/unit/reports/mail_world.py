"""A data folder with recipients and a published build, and sending from it."""

from datetime import UTC, datetime
from pathlib import Path

from publish.marts import Published
from reports import ledger, outbox
from reports.ledger import Entry
from reports.outbox import SendResult
from reports.planning import Wishes
from tests.unit.reports.mail_server import Smtp

NOW = datetime(2022, 11, 14, 12, tzinfo=UTC)
HEADER = "recipient_id,name,email,role,helhedsplan_id,receives\n"


def write_lines(folder: Path, *lines: str) -> None:
    (folder / "recipients.csv").write_text(HEADER + "".join(f"{line}\n" for line in lines), encoding="utf-8")


def write_recipients(folder: Path, *names: str) -> None:
    """Members of the board, each with an address made of the name."""
    write_lines(folder, *(f"{name},{name},{name}@example.invalid,board,,report" for name in names))


def send(
    published: Published | None,
    folder: Path,
    smtp: Smtp | None,
    *,
    now: datetime = NOW,
    period: str = "2022K3",
    dry_run: bool = False,
    wishes: Wishes = Wishes(),  # noqa: B008 - it is frozen
    pauses: list[float] | None = None,
) -> SendResult:
    """Send without waiting between the rounds; `pauses` takes how long it would have waited."""
    return outbox.send(
        published=published,
        marts_dir=folder / "marts",
        period=period,
        outbox_dir=folder / "outbox",
        state_db=folder / "state.sqlite",
        recipients_csv=folder / "recipients.csv",
        smtp=smtp,
        dry_run=dry_run,
        now=now,
        wishes=wishes,
        sleep=(pauses if pauses is not None else []).append,
    )


def entries(folder: Path) -> list[Entry]:
    return ledger.known(folder)


def states(folder: Path) -> dict[str, str]:
    """How each recipient's newest message stands; withdrawn ones do not count."""
    current = [entry for entry in entries(folder) if entry.state != "withdrawn"]
    return {entry.recipient: entry.state for entry in current}
