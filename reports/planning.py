"""What becomes of each letter, by what the outbox says about earlier ones: a new message, a waiting one, or nothing."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from danish import mail_outbox as words
from reports.ledger import Entry, Ledger, stamp
from reports.letters import Letter, Office
from reports.recipients import Recipient


@dataclass(frozen=True)
class Outcome:
    """What became of one recipient's message; `state` is a state of the outbox, `draft` (dry run), `skipped` (not for
    this recipient) or `stopped` (something is wrong)."""

    recipient_id: str
    email: str
    state: str
    detail_da: str
    kind: str = "report"
    eml: Path | None = None


@dataclass(frozen=True)
class Wishes:
    """What the operator asked for: send again what nobody knows of, send revised editions."""

    confirm: bool = False
    revised: bool = False


@dataclass
class Plan:
    """Changes to make in the outbox, and what stands already. `waiting`: (kind, recipient) of what is to be sent."""

    added: list[tuple[Entry, bytes]] = field(default_factory=list)
    withdrawn: list[tuple[Entry, str]] = field(default_factory=list)
    again: list[Entry] = field(default_factory=list)
    waiting: set[tuple[str, str]] = field(default_factory=set)
    outcomes: list[Outcome] = field(default_factory=list)

    def carry_out(self, book: Ledger, at: datetime) -> None:
        for entry, reason in self.withdrawn:
            book.mark(entry, "withdrawn", reason, at)
        for entry in self.again:
            book.mark(entry, "planned", words.CONFIRMED_RESEND, at)
        book.plan(self.added)

    def add(self, letter: Letter, edition: int, office: Office) -> None:
        """Freeze a new message."""
        message = letter.make(edition)
        data = message.as_bytes()
        person = letter.recipient
        entry = Entry(
            kind=letter.kind,
            period=office.quarter.period_id,
            edition=edition,
            recipient=person.recipient_id,
            email=person.email,
            role=person.role,
            scope=letter.scope,
            subject=str(message["Subject"]),
            build_id=letter.build_id,
            fingerprint=letter.fingerprint,
            counts_json=letter.counts_json,
            contains_synthetic=letter.contains_synthetic,
            message_id=str(message["Message-ID"]),
            sha256=hashlib.sha256(data).hexdigest(),
            planned_at=stamp(office.now),
        )
        self.added.append((entry, data))
        self.waiting.add((letter.kind, person.recipient_id))

    def settle(self, entry: Entry, detail: str) -> None:
        self.outcomes.append(Outcome(entry.recipient, entry.email, entry.state, detail, entry.kind))


def make(office: Office, letters: Sequence[Letter], people: Sequence[Recipient], wishes: Wishes) -> Plan:
    """The plan for a run. `people`: the whole list of recipients; who has left it gets nothing any more."""
    plan = Plan()
    for letter in letters:
        _decide(plan, office, letter, wishes)
    kept = {(entry.kind, entry.recipient) for entry, _ in plan.withdrawn} | plan.waiting
    for entry in office.entries:
        is_due = entry.period == office.quarter.period_id and entry.state == "planned"
        if not is_due or (entry.kind, entry.recipient) in kept:
            continue
        if entry.kind == "alarm":
            plan.withdrawn.append((entry, words.OVER))
        elif not any(_is_for(entry, person) for person in people):
            plan.withdrawn.append((entry, words.LEFT_THE_LIST))
    return plan


def latest(entries: Sequence[Entry], period: str, letter: Letter) -> Entry | None:
    """The last message of this kind and period that this person has been given, or another line of the list with the
    same address: a new id in the list is no new person."""
    person = letter.recipient
    own = [
        entry
        for entry in entries
        if (entry.kind, entry.period) == (letter.kind, period)
        and entry.state != "withdrawn"
        and (
            entry.recipient == person.recipient_id
            or (entry.email.lower() == person.email.lower() and entry.scope == letter.scope)
        )
    ]
    return max(own, key=lambda entry: (entry.edition, entry.entry_id), default=None)


def _decide(plan: Plan, office: Office, letter: Letter, wishes: Wishes) -> None:
    person = letter.recipient
    last = latest(office.entries, office.quarter.period_id, letter)
    if not letter.may_go:
        if last is not None and last.state == "planned":
            plan.withdrawn.append((last, words.LEFT_THE_LIST))
        detail = words.SYNTHETIC_TO_TEST_ALONE
        plan.outcomes.append(Outcome(person.recipient_id, person.email, "skipped", detail, letter.kind))
    elif last is None:
        plan.add(letter, 1, office)
    elif last.state == "planned":
        _decide_planned(plan, office, letter, last, wishes)
    elif last.fingerprint != letter.fingerprint and (wishes.revised or letter.kind == "alarm"):
        plan.add(letter, last.edition + 1, office)
    elif last.state == "refused" and last.email.lower() != person.email.lower():
        plan.add(letter, last.edition, office)
    elif last.state == "unknown" and wishes.confirm:
        plan.again.append(last)
        plan.waiting.add((last.kind, last.recipient))
    else:
        plan.settle(last, _standing(last, letter, wishes))


def _decide_planned(plan: Plan, office: Office, letter: Letter, last: Entry, wishes: Wishes) -> None:
    """A waiting message goes out with the bytes it was frozen with, unless they have become wrong."""
    if not _is_for(last, letter.recipient):
        reason = words.LEFT_THE_LIST
    elif _is_withdrawn(office, last):
        reason = words.BUILD_WITHDRAWN
    elif last.fingerprint != letter.fingerprint and (
        # What waits may have been made before the list said which rows are the partner's own.
        wishes.revised or letter.kind == "alarm" or letter.recipient.reporter is not None
    ):
        reason = words.SUPERSEDED
    else:
        plan.waiting.add((last.kind, last.recipient))
        return
    plan.withdrawn.append((last, reason))
    plan.add(letter, last.edition, office)


def _is_for(entry: Entry, person: Recipient) -> bool:
    """The message was made for this person as the list has it now."""
    made_for = (entry.recipient, entry.email.lower(), entry.role, entry.scope)
    return made_for == (person.recipient_id, person.email.lower(), person.role, person.helhedsplan_id or "")


def _is_withdrawn(office: Office, entry: Entry) -> bool:
    """The build was taken away, because it showed what is now hidden, or was rolled back."""
    if office.published is None or entry.build_id == office.published.build_id or not entry.build_id:
        return False
    return entry.build_id > office.published.build_id or not (office.marts_dir / entry.build_id).is_dir()


def _standing(entry: Entry, letter: Letter, wishes: Wishes) -> str:
    text = words.SENT_ALREADY if entry.state == "sent" else words.EARLIER_RUN
    is_changed = entry.fingerprint != letter.fingerprint
    note = words.CHANGED_SINCE if is_changed else words.NOTHING_REVISED if wishes.revised else ""
    return f"{words.already(text, entry.server_reply or '')}{f'. {note}' if note else ''}"
