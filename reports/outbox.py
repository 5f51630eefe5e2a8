"""Sending the quarterly report at most once to each recipient.

The ledger walks each message through planned → claimed → sent | failed | unknown. Its bytes are frozen when it is
planned. The claim is committed before the first byte goes out, so a crash leaves a claim behind; the next run turns it
into `unknown`, and `unknown` is never sent again by itself. What failed before the server was asked to take the
message goes back to planned.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from danish import mail as words
from publish.marts import Published
from reports import ledger, mail, periods, quarterly, recipients
from reports.content import Content
from reports.ledger import Entry, Ledger
from reports.periods import Quarter
from reports.recipients import Recipient
from reports.smtp import Delivery, SmtpSettings, deliver

_STATE_AFTER = {
    Delivery.SENT: "sent",
    Delivery.REFUSED: "failed",
    Delivery.NOT_SENT: "planned",
    Delivery.UNREACHABLE: "planned",
    Delivery.UNKNOWN: "unknown",
}
GOOD_STATES = ("draft", "sent", "skipped")


@dataclass(frozen=True)
class Outcome:
    """What became of one recipient's message; `state` is a ledger state, `draft` (dry run) or `skipped`."""

    recipient_id: str
    email: str
    state: str
    detail_da: str
    eml: Path | None = None


@dataclass(frozen=True)
class SendResult:
    dry_run: bool
    outcomes: tuple[Outcome, ...]

    @property
    def complete(self) -> bool:
        """Somebody got the report (or would), and nobody who should have it is without."""
        states = [outcome.state for outcome in self.outcomes]
        return any(state in ("draft", "sent") for state in states) and all(state in GOOD_STATES for state in states)

    @property
    def message_da(self) -> str:
        """One line per recipient, ready to print."""
        lines = [words.outcome_line(outcome.email, outcome.state, outcome.detail_da) for outcome in self.outcomes]
        return "\n".join([words.send_headline(dry_run=self.dry_run, number=len(lines)), *lines])


def send(
    *,
    published: Published,
    period: str,
    outbox_dir: Path,
    state_db: Path,
    recipients_csv: Path,
    smtp: SmtpSettings | None,
    dry_run: bool,
    now: datetime,
) -> SendResult:
    """Mail the report of a quarter, at most once to each recipient; `dry_run` writes `.eml` files and sends nothing.

    Raises ValueError with a Danish message for a wrong period, a wrong recipients file or missing mail settings.
    """
    quarter = periods.resolve(period, now)
    people = _receivers(published, recipients_csv)
    contents: dict[str | None, Content] = {
        plan_id: quarterly.gather(
            published=published, quarter=quarter, now=now, state_db=state_db, helhedsplan_id=plan_id
        )
        for plan_id in {None, *(person.helhedsplan_id for person in people)}
    }
    if dry_run:
        sender = smtp.sender if smtp else None
        receivers = people or [recipients.NOBODY]
        drafts = [_draft(person, contents[person.helhedsplan_id], outbox_dir, sender, now) for person in receivers]
        return SendResult(True, tuple(drafts))
    settings = _ready_to_send(smtp, quarter, people, now)
    with ledger.only_sender(state_db):
        run = _Run(Ledger(state_db), outbox_dir / "frozen", settings, published.build_id, now)
        run.book.abandon_claims(now)
        return SendResult(False, tuple(run.send_to(person, contents[person.helhedsplan_id]) for person in people))


def _receivers(published: Published, recipients_csv: Path) -> list[Recipient]:
    plans = published.query("select area_id from dim_area where area_type = 'helhedsplan'")["area_id"].tolist()
    return [person for person in recipients.read(recipients_csv, plans=plans) if "report" in person.receives]


def _ready_to_send(smtp: SmtpSettings | None, quarter: Quarter, people: list[Recipient], now: datetime) -> SmtpSettings:
    """The settings, if a real mail may go out at all; a quarter that still runs would use up its one report."""
    if smtp is None or not smtp.host or not smtp.sender:
        raise ValueError(words.SMTP_MISSING)
    if not quarter.has_ended(periods.today(now)):
        raise ValueError(words.not_sent_before(quarter.end_date))
    if not people:
        raise ValueError(words.NO_RECIPIENTS)
    return smtp


def _draft(person: Recipient, shown: Content, outbox_dir: Path, sender: str | None, now: datetime) -> Outcome:
    if not person.may_get(contains_synthetic=shown.contains_synthetic):
        return Outcome(person.recipient_id, person.email, "skipped", words.SYNTHETIC_TO_TEST_ALONE)
    message = mail.compose(shown=shown, recipient=person, sender=sender, now=now)
    path = outbox_dir / f"{shown.quarter.period_id}-{person.recipient_id}.eml"
    _write(path, message.as_bytes())
    return Outcome(person.recipient_id, person.email, "draft", str(path), path)


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".part")
    unfinished.write_bytes(data)
    unfinished.replace(path)


@dataclass
class _Run:
    """One run of sending; `unreachable` is the server's fault that stops the run, so that not every message waits."""

    book: Ledger
    frozen_dir: Path
    settings: SmtpSettings
    build_id: str
    now: datetime
    unreachable: str | None = None

    def send_to(self, person: Recipient, shown: Content) -> Outcome:
        """Plan the message if it is new, send it if it is planned, and say how it stands."""
        period = shown.quarter.period_id
        entry = self.book.entry(mail.REPORT, period, person.recipient_id)
        if entry is None:
            if not person.may_get(contains_synthetic=shown.contains_synthetic):
                return Outcome(person.recipient_id, person.email, "skipped", words.SYNTHETIC_TO_TEST_ALONE)
            entry = self._plan(person, shown)
        if entry.state != "planned":
            return self._outcome(entry, words.already(entry.state, entry.server_reply or ""))
        if self.unreachable is not None:
            return self._outcome(entry, self.unreachable)
        return self._send(entry)

    def _plan(self, person: Recipient, shown: Content) -> Entry:
        message = mail.compose(shown=shown, recipient=person, sender=self.settings.sender, now=self.now)
        data = message.as_bytes()
        digest = hashlib.sha256(data).hexdigest()
        path = self.frozen_dir / f"{shown.quarter.period_id}-{person.recipient_id}-{digest[:8]}.eml"
        _write(path, data)
        entry = Entry(
            report=mail.REPORT,
            period=shown.quarter.period_id,
            recipient=person.recipient_id,
            email=person.email,
            build_id=self.build_id,
            message_id=str(message["Message-ID"]),
            eml_file=path.name,
            eml_sha256=digest,
            state="planned",
            planned_at=ledger.stamp(self.now),
        )
        self.book.plan(entry)
        return entry

    def _send(self, entry: Entry) -> Outcome:
        path = self.frozen_dir / entry.eml_file
        data = path.read_bytes() if path.exists() else b""
        if hashlib.sha256(data).hexdigest() != entry.eml_sha256:
            return self._outcome(entry, words.frozen_mail_changed(path.name))
        if not self.book.claim(entry, self.now):
            return self._outcome(entry, words.already("claimed", ""))
        receipt = deliver(self.settings, recipient=entry.email, message=data)
        state = _STATE_AFTER[receipt.delivery]
        self.book.settle(entry, state, receipt.reply, self.now)
        if receipt.delivery is Delivery.UNREACHABLE:
            self.unreachable = receipt.reply
        return Outcome(entry.recipient, entry.email, state, receipt.reply, path)

    def _outcome(self, entry: Entry, detail: str) -> Outcome:
        return Outcome(entry.recipient, entry.email, entry.state, detail, self.frozen_dir / entry.eml_file)
