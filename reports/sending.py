"""One run over the waiting messages, each claimed, handed over and settled in steps that survive a crash between them.

Temporary refusals are tried again after a pause, a few times; then they wait for the next run.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path

from tenacity import RetryCallState, Retrying, retry_if_result, stop_after_attempt, wait_exponential

from danish import mail_outbox as words
from reports import refusals
from reports.ledger import Entry, Ledger
from reports.planning import Outcome
from reports.smtp import Delivery, SmtpSettings, deliver

ROUNDS = 4
FIRST_PAUSE_SECONDS = 5  # then 15 and 45: about a minute in all

_STATE_AFTER = {
    Delivery.SENT: "sent",
    Delivery.REFUSED: "refused",
    Delivery.LATER: "planned",
    Delivery.UNREACHABLE: "planned",
    Delivery.WRONG_SETUP: "planned",
    Delivery.UNKNOWN: "unknown",
}
_TEMPORARY = (Delivery.LATER, Delivery.UNREACHABLE)


@dataclass
class Run:
    """`outcomes` by entry_id, each the latest word on that message."""

    book: Ledger
    settings: SmtpSettings
    state_db: Path
    now: datetime
    outcomes: dict[int, Outcome] = field(default_factory=dict)

    def send(self, waiting: list[Entry], sleep: Callable[[float], None]) -> list[Outcome]:
        """Send what waits, in a few rounds; what became of each message."""
        rounds = Retrying(
            stop=stop_after_attempt(ROUNDS),
            wait=wait_exponential(multiplier=FIRST_PAUSE_SECONDS, exp_base=3),
            retry=retry_if_result(bool),
            retry_error_callback=_last_result,
            sleep=sleep,
        )
        left = {entry.entry_id for entry in waiting}
        rounds(partial(self._round, left))
        return [self.outcomes[entry.entry_id] for entry in waiting]

    def _round(self, left: set[int]) -> bool:
        """Try each message that is left once; True if some may get through in a while.

        After a fault that would meet every message, the others are not tried.
        """
        stopped_by: tuple[Delivery, str] | None = None
        for entry in [entry for entry in self.book.entries() if entry.entry_id in left]:
            if stopped_by is not None:
                self._note(entry, "planned", stopped_by[1])
                continue
            delivery = self._try(entry)
            if delivery not in _TEMPORARY:
                left.discard(entry.entry_id)
            if delivery in (Delivery.UNREACHABLE, Delivery.WRONG_SETUP):
                stopped_by = delivery, self.outcomes[entry.entry_id].detail_da
        if stopped_by is not None and stopped_by[0] is Delivery.WRONG_SETUP:
            left.clear()
        return bool(left)

    def _try(self, entry: Entry) -> Delivery | None:
        """Send one message; None where it was not this run's to send."""
        message = self.book.message(entry.entry_id)
        if hashlib.sha256(message).hexdigest() != entry.sha256:
            self._note(entry, entry.state, words.FROZEN_MAIL_CHANGED)
            return None
        if not self.book.claim(entry, self.now):
            self._note(entry, "claimed", words.TRIED_BY_ANOTHER_RUN)
            return None
        receipt = deliver(
            self.settings,
            recipient=entry.email,
            message=message,
            before_content=partial(self.book.hand_over, entry, self.now),
        )
        state = _STATE_AFTER[receipt.delivery]
        self.book.settle(entry, state, receipt.reply, self.now)
        self._note(entry, state, receipt.reply)
        if entry.kind != "alarm":
            if state == "refused":
                refusals.report(entry, receipt.reply, state_db=self.state_db, now=self.now)
            elif state == "sent":
                refusals.settle(entry, state_db=self.state_db, now=self.now)
        return receipt.delivery

    def _note(self, entry: Entry, state: str, detail: str) -> None:
        self.outcomes[entry.entry_id] = Outcome(entry.recipient, entry.email, state, detail, entry.kind)


def _last_result(state: RetryCallState) -> bool:
    return bool(state.outcome and state.outcome.result())
