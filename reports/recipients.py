"""Who gets the report: `data/state/recipients.csv`, read strictly, and the rule about synthetic data."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from danish import mail as words
from danish import person_lists as lists
from reports.periods import Quarter

COLUMNS = ("recipient_id", "name", "email", "role", "helhedsplan_id", "receives")
OPTIONAL = ("reporter",)
ROLES = ("board", "partner", "analyst", "owner", "test")
KINDS = ("report", "findings", "board_follow_up")
_ID = re.compile(r"[a-z0-9][a-z0-9_-]*", re.ASCII)
_EMAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?", re.ASCII)


@dataclass(frozen=True)
class Recipient:
    """One line of the file; `helhedsplan_id` None means every plan. `reporter` is the name that a partner's rows carry
    in `reported_by`, as in the list of those who may log in; without it a partner is told of the whole plan."""

    recipient_id: str
    name: str
    email: str
    role: str
    helhedsplan_id: str | None
    receives: frozenset[str]
    reporter: str | None = None

    def may_get(self, *, contains_synthetic: bool) -> bool:
        """Content with synthetic data goes to the role `test` alone."""
        return self.role == "test" or not contains_synthetic

    def gets_follow_up(self, quarter: Quarter) -> bool:
        """Whether the year's follow-up hangs on the quarter's mail: the last quarter brings it, and never a partner."""
        return quarter.closes_year and "board_follow_up" in self.receives and self.role != "partner"

    def kind(self, quarter: Quarter) -> str | None:
        """What the quarter brings this person: `report`, `findings`, or nothing.

        A partner gets the findings of its own plan, or those that it is itself asked about, and nothing else. The
        report holds the findings, so that nobody needs both, and the year's follow-up travels with the report.
        """
        if self.role == "partner":
            return "findings" if self.receives & {"report", "findings"} else None
        if self.gets_follow_up(quarter):
            return "report"
        return next((kind for kind in ("report", "findings") if kind in self.receives), None)


NOBODY = Recipient("ingen", words.NOBODY, "ingen@example.invalid", "test", None, frozenset(["report"]))


def read(path: Path, *, plans: Collection[str] | None) -> list[Recipient]:
    """The recipients in the order of the file; an absent file holds none.

    `plans` are the ids that `helhedsplan_id` may name; None where nothing is published that could name them.
    Raises ValueError that lists every fault with its line and column.
    """
    found: list[Recipient] = []

    def take(row: dict[str, str]) -> list[tuple[str, str]]:
        problems = list(_problems(row, found, plans))
        if not problems:
            found.append(_recipient(row))
        return problems

    if faults := lists.read(path, COLUMNS, take, optional=OPTIONAL):
        raise ValueError(words.recipients_faults(path.name, faults))
    return found


def _problems(
    row: dict[str, str], earlier: list[Recipient], plans: Collection[str] | None
) -> Iterator[tuple[str, str]]:
    """What is wrong with one line: the column and the fault in Danish."""
    if not _ID.fullmatch(row["recipient_id"]):
        yield "recipient_id", words.bad_recipient_id(row["recipient_id"])
    elif any(row["recipient_id"] == other.recipient_id for other in earlier):
        yield "recipient_id", words.repeated(row["recipient_id"])
    if not row["name"]:
        yield "name", words.NAME_MISSING
    if not _EMAIL.fullmatch(row["email"]):
        yield "email", lists.bad_email(row["email"])
    if row["role"] not in ROLES:
        yield "role", lists.unknown_choice(row["role"], ROLES)
    if row["helhedsplan_id"] and plans is not None and row["helhedsplan_id"] not in plans:
        yield "helhedsplan_id", lists.unknown_plan(row["helhedsplan_id"])
    if row["role"] == "partner" and not row["helhedsplan_id"]:
        yield "helhedsplan_id", words.PARTNER_WITHOUT_PLAN
    if row.get("reporter") and row["role"] != "partner":
        yield "reporter", words.ONLY_PARTNERS_REPORT
    unknown_kinds = [kind for kind in row["receives"].split() if kind not in KINDS]
    if unknown_kinds or not row["receives"]:
        yield "receives", lists.unknown_choice(" ".join(unknown_kinds), KINDS)
    if any(
        row["email"].lower() == other.email.lower() and (row["helhedsplan_id"] or None) == other.helhedsplan_id
        for other in earlier
    ):
        yield "email", words.repeated_email(row["email"])


def _recipient(row: dict[str, str]) -> Recipient:
    return Recipient(
        recipient_id=row["recipient_id"],
        name=row["name"],
        email=row["email"],
        role=row["role"],
        helhedsplan_id=row["helhedsplan_id"] or None,
        receives=frozenset(row["receives"].split()),
        reporter=row.get("reporter") or None,
    )
