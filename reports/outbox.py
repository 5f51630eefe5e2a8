"""Sending the quarterly mails at most once to each recipient.

Each message walks through planned → claimed → sent | refused | unknown. Its bytes are frozen when it is planned. The
claim is committed before the server is called, and again before the first byte of the message goes out, so that a
crash leaves behind how far it came: before, the message is planned again; after, it is `unknown` and never sent again
unless somebody confirms it.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from danish import mail_outbox as words
from publish.marts import Published
from reports import ledger, periods, planning, readiness, recipients, refusals
from reports.ledger import Entry, Ledger
from reports.letters import Letter, Office, Post
from reports.planning import Outcome, Wishes
from reports.recipients import Recipient
from reports.sending import Run
from reports.smtp import SmtpSettings

GOOD_STATES = ("draft", "sent", "skipped")
WAIT_FOR_OTHER_RUN_SECONDS = 120.0


@dataclass(frozen=True)
class SendResult:
    """`reasons`: why some got nothing, in Danish. `waiting_elsewhere`: other quarters with messages that wait."""

    dry_run: bool
    period: str
    outcomes: tuple[Outcome, ...]
    reasons: tuple[str, ...] = ()
    is_owner_missing: bool = False
    waiting_elsewhere: tuple[str, ...] = ()

    @property
    def complete(self) -> bool:
        """Somebody got the report (or would), and nobody who should have it is without."""
        states = [outcome.state for outcome in self.outcomes]
        someone = any(state in ("draft", "sent") for state in states)
        return not self.reasons and someone and all(state in GOOD_STATES for state in states)

    @property
    def message_da(self) -> str:
        """One line per recipient, and the reasons, ready to print."""
        lines = [words.send_headline(dry_run=self.dry_run, number=len(self.outcomes))]
        lines += [words.outcome_line(outcome.email, outcome.state, outcome.detail_da) for outcome in self.outcomes]
        if self.reasons:
            lines += [
                words.stopped_headline(self.period, dry_run=self.dry_run),
                *(f"- {text}" for text in self.reasons),
            ]
            lines += [words.NO_OWNER] if self.is_owner_missing else []
        if self.waiting_elsewhere:
            lines.append(words.waiting_elsewhere(self.waiting_elsewhere))
        return "\n".join(lines)


def send(
    *,
    published: Published | None,
    marts_dir: Path,
    period: str,
    outbox_dir: Path,
    state_db: Path,
    recipients_csv: Path,
    smtp: SmtpSettings | None,
    dry_run: bool,
    now: datetime,
    wishes: Wishes = Wishes(),  # noqa: B008 - it is frozen
    sleep: Callable[[float], None] = time.sleep,
) -> SendResult:
    """Mail the report of a quarter, at most once to each recipient; `dry_run` writes `.eml` files and sends nothing.

    `published` None: there is no build that can be read. Raises ValueError with a Danish message for a wrong period,
    a wrong recipients file or missing mail settings, TimeoutError while another run sends.
    """
    quarter = periods.resolve(period, now)
    people = recipients.read(recipients_csv, plans=_plans(published, marts_dir))
    folder = state_db.parent

    def office() -> Office:
        sender = smtp.sender if smtp else None
        return Office(published, marts_dir, quarter, state_db, ledger.known(folder), sender, now)

    if dry_run:
        return _dry_run(office(), people, outbox_dir)
    settings = _ready_to_send(smtp, quarter, people, now)
    with ledger.only_sender(folder, wait_seconds=WAIT_FOR_OTHER_RUN_SECONDS):
        book = Ledger(folder)
        book.reconcile(now)
        return _send(office(), people, wishes, Run(book, settings, state_db, now), sleep)


def mark_bounced(*, state_db: Path, period: str, recipient: str, reply: str, now: datetime) -> Entry:
    """A mail that was sent came back: it counts as refused. Raises ValueError where there is none."""
    entry = _mark(state_db, period, recipient, "sent", "refused", words.bounced(reply), now)
    refusals.report(entry, reply, state_db=state_db, now=now)
    return entry


def mark_received(*, state_db: Path, period: str, recipient: str, now: datetime) -> Entry:
    """The recipient has a mail of which nobody knew whether it was sent. Raises ValueError where there is none."""
    return _mark(state_db, period, recipient, "unknown", "sent", words.CONFIRMED_BY_RECIPIENT, now)


def frozen(*, state_db: Path, period: str, recipient: str) -> bytes:
    """The bytes of the newest message to a recipient. Raises ValueError where there is none."""
    entries = [
        entry for entry in ledger.known(state_db.parent) if (entry.period, entry.recipient) == (period, recipient)
    ]
    if not entries:
        raise ValueError(words.no_mail(period, recipient))
    return Ledger(state_db.parent).message(max(entry.entry_id for entry in entries))


def _plans(published: Published | None, marts_dir: Path) -> list[str] | None:
    """The ids that a recipient's plan may have; None where no build can be trusted to name them."""
    if published is None or readiness.of_build(published, marts_dir, ()):
        return None
    rows = published.rows("select area_id from dim_area where area_type = 'helhedsplan'")
    return [row["area_id"] for row in rows]


def _ready_to_send(
    smtp: SmtpSettings | None, quarter: periods.Quarter, people: Sequence[Recipient], now: datetime
) -> SmtpSettings:
    """The settings, if a real mail may go out at all; a quarter that still runs would use up its one report."""
    if smtp is None or not smtp.host or not smtp.sender:
        raise ValueError(words.SMTP_MISSING)
    if not quarter.has_ended(periods.today(now)):
        raise ValueError(words.not_sent_before(quarter.end_date))
    if not any(person.kind(quarter) for person in people):
        raise ValueError(words.NO_RECIPIENTS)
    return smtp


def _send(
    office: Office, people: Sequence[Recipient], wishes: Wishes, run: Run, sleep: Callable[[float], None]
) -> SendResult:
    post = office.write(people)
    alarms = _alarms(office, people, post)
    plan = planning.make(office, [*post.letters, *alarms], people, wishes)
    plan.carry_out(run.book, office.now)
    period = office.quarter.period_id
    entries = run.book.entries()
    waiting = [
        entry
        for entry in entries
        if entry.period == period and entry.state == "planned" and (entry.kind, entry.recipient) in plan.waiting
    ]
    outcomes = [*plan.outcomes, *run.send(waiting, sleep), *_stopped(office, post)]
    elsewhere = sorted({entry.period for entry in entries if entry.state == "planned" and entry.period != period})
    return SendResult(
        False, period, tuple(outcomes), tuple(post.reasons), bool(post.reasons) and not alarms, tuple(elsewhere)
    )


def _alarms(office: Office, people: Sequence[Recipient], post: Post) -> list[Letter]:
    """A letter to every owner whose plan it is about."""
    if not post.reasons:
        return []
    owners = [person for person in people if person.role == "owner"]
    concerned = [
        owner for owner in owners if not owner.helhedsplan_id or {owner.helhedsplan_id, ""} & post.stopped_scopes
    ]
    return [office.alarm(owner, post.reasons) for owner in concerned]


def _stopped(office: Office, post: Post) -> list[Outcome]:
    return [
        Outcome(person.recipient_id, person.email, "stopped", words.STOPPED, person.kind(office.quarter) or "")
        for person in post.stopped
    ]


def _dry_run(office: Office, people: Sequence[Recipient], outbox_dir: Path) -> SendResult:
    receivers = list(people) if any(person.kind(office.quarter) for person in people) else [*people, recipients.NOBODY]
    post = office.write(receivers)
    alarms = _alarms(office, receivers, post)
    is_owner_missing = bool(post.reasons) and not alarms
    if is_owner_missing:
        alarms = [office.alarm(recipients.NOBODY, post.reasons)]
    for stale in outbox_dir.glob(f"{office.quarter.period_id}-*.eml"):
        stale.unlink()
    drafts = [_draft(office, letter, outbox_dir) for letter in [*post.letters, *alarms]]
    outcomes = (*drafts, *_stopped(office, post))
    return SendResult(True, office.quarter.period_id, outcomes, tuple(post.reasons), is_owner_missing)


def _draft(office: Office, letter: Letter, outbox_dir: Path) -> Outcome:
    person = letter.recipient
    if not letter.may_go:
        detail = words.SYNTHETIC_TO_TEST_ALONE
        return Outcome(person.recipient_id, person.email, "skipped", detail, letter.kind)
    name = f"advarsel-{person.recipient_id}" if letter.kind == "alarm" else person.recipient_id
    path = outbox_dir / f"{office.quarter.period_id}-{name}.eml"
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".part")
    unfinished.write_bytes(letter.make(1).as_bytes())
    unfinished.replace(path)
    return Outcome(person.recipient_id, person.email, "draft", str(path), letter.kind, path)


def _mark(state_db: Path, period: str, recipient: str, before: str, after: str, note: str, now: datetime) -> Entry:
    found = [
        entry
        for entry in ledger.known(state_db.parent)
        if (entry.period, entry.recipient, entry.state) == (period, recipient, before)
    ]
    if not found:
        raise ValueError(words.nothing_to_mark(period, recipient, before))
    entry = max(found, key=lambda entry: entry.entry_id)
    if not Ledger(state_db.parent).mark(entry, after, note, now):
        raise ValueError(words.nothing_to_mark(period, recipient, before))
    return entry
