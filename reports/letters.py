"""Who is to get what now: one letter for each recipient, or the reasons why there is none."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from email.message import EmailMessage
from functools import partial
from pathlib import Path

from danish import mail_outbox as words
from publish.marts import Published
from reports import content, enclosures, mail, quarterly, readiness
from reports.content import Content
from reports.enclosures import Enclosures
from reports.ledger import Entry
from reports.periods import Quarter
from reports.recipients import Recipient
from reports.rows import Places


@dataclass(frozen=True)
class Letter:
    """One mail to one recipient. `make` gives the message of an edition; `scope` is the plan's id, empty for all."""

    recipient: Recipient
    kind: str
    scope: str
    build_id: str
    contains_synthetic: bool
    fingerprint: str
    counts_json: str
    make: Callable[[int], EmailMessage]

    @property
    def may_go(self) -> bool:
        return self.recipient.may_get(contains_synthetic=self.contains_synthetic)


@dataclass
class Post:
    """The letters of a run, the recipients that get none because something is wrong, and what that is."""

    letters: list[Letter] = field(default_factory=list)
    stopped: list[Recipient] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    stopped_scopes: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Office:
    """What every letter of a run has in common. `entries`: the outbox as it stood when the run began."""

    published: Published | None
    marts_dir: Path
    quarter: Quarter
    state_db: Path
    entries: Sequence[Entry]
    sender: str | None
    now: datetime

    def write(self, people: Sequence[Recipient]) -> Post:
        """A letter for everyone who is to get one, or the reasons against it."""
        post = Post()
        people = [person for person in people if person.kind(self.quarter)]
        post.reasons = readiness.of_build(self.published, self.marts_dir, self.entries)
        if self.published is None or post.reasons:
            post.stopped = list(people)
            post.stopped_scopes = {person.helhedsplan_id or "" for person in people}
            return post
        for scope in sorted({person.helhedsplan_id or "" for person in people}):
            own = [person for person in people if (person.helhedsplan_id or "") == scope]
            self._write_about(self.published, scope, own, post)
        return post

    def alarm(self, owner: Recipient, reasons: Sequence[str]) -> Letter:
        """The letter that tells an owner that others got none."""
        make = partial(_alarm, self, owner, tuple(reasons))
        said = mail.digest(sorted(reasons))
        build_id = self.published.build_id if self.published else ""
        return Letter(owner, "alarm", owner.helhedsplan_id or "", build_id, False, said, "{}", make)

    def _write_about(self, published: Published, scope: str, people: Sequence[Recipient], post: Post) -> None:
        places, name = _plan(published, scope)
        reasons = readiness.of_scope(published, self.quarter, places, scope, name, self.entries)
        letters: list[Letter] = []
        if not reasons:
            shown = quarterly.gather(
                published=published, quarter=self.quarter, now=self.now, state_db=self.state_db,
                helhedsplan_id=scope or None,
            )  # fmt: skip
            counts_json = json.dumps(readiness.counts(published, places))
            enclosed = self._enclosed(published, scope, shown, people)
            try:
                letters = [
                    self._letter(person, scope, shown, counts_json, enclosed[person.gets_follow_up(self.quarter)])
                    for person in people
                ]
            except ValueError as error:
                reasons = [words.for_plan(name, str(error))]
        if reasons:
            post.reasons += reasons
            post.stopped += people
            post.stopped_scopes.add(scope)
        else:
            post.letters += letters

    def _enclosed(
        self, published: Published, scope: str, shown: Content, people: Sequence[Recipient]
    ) -> dict[bool, Enclosures]:
        """What travels with the report, without and with the year's follow-up, as far as anybody is to get it."""
        made = {False: enclosures.NOTHING, True: enclosures.NOTHING}
        if any(person.kind(self.quarter) == "report" for person in people):
            made[False] = enclosures.of_report(shown)
        if any(person.gets_follow_up(self.quarter) for person in people):
            made[True] = enclosures.with_follow_up(made[False], published, self.quarter.end_date.year, scope or None)
        return made

    def _letter(self, person: Recipient, scope: str, shown: Content, counts_json: str, enclosed: Enclosures) -> Letter:
        kind = person.kind(self.quarter) or ""
        if person.reporter is not None:
            shown = content.of_reporter(shown, person.reporter)
        make = partial(_make, self, person, shown, enclosed)
        make(1)  # raises here, before anything is planned, if the mail cannot be made
        fingerprint = mail.fingerprint(shown, kind, enclosed)
        return Letter(person, kind, scope, shown.build_id, shown.contains_synthetic, fingerprint, counts_json, make)


def _plan(published: Published, scope: str) -> tuple[Places, str]:
    """The places of a plan and its name; None and no name for all plans."""
    if not scope:
        return None, ""
    rows = published.rows("select area_id, name_da from dim_area where helhedsplan_id = ? or area_id = ?", [scope] * 2)
    name = next((row["name_da"] for row in rows if row["area_id"] == scope), scope)
    return frozenset({scope, *(row["area_id"] for row in rows)}), name


def _make(office: Office, person: Recipient, shown: Content, enclosed: Enclosures, edition: int) -> EmailMessage:
    if person.kind(office.quarter) == "findings":
        return mail.findings(shown=shown, recipient=person, sender=office.sender, now=office.now, edition=edition)
    return mail.report(
        shown=shown, recipient=person, sender=office.sender, now=office.now, enclosed=enclosed, edition=edition
    )


def _alarm(office: Office, owner: Recipient, reasons: Sequence[str], edition: int) -> EmailMessage:
    return mail.alarm(
        quarter=office.quarter, reasons=reasons, recipient=owner, sender=office.sender, now=office.now, edition=edition
    )
