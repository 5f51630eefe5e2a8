"""Who may log in, and what each person may see: `data/state/people.csv`, read strictly."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from danish import page_login as text
from danish import person_lists as lists

COLUMNS = ("email", "name", "role", "plans", "reporter")
BOARD, PARTNER, ANALYST, ADMINISTRATOR = "bestyrelse", "partner", "analytiker", "administrator"
ROLES = (BOARD, PARTNER, ANALYST, ADMINISTRATOR)
ALL_PLANS = "alle"
_EMAIL = re.compile(r"[^@\s,;]+@[^@\s,;]+")


@dataclass(frozen=True)
class Person:
    """One line of the file. `plans` None means every plan; `reporter` is the name that a partner's rows carry in
    `reported_by`, and None for everybody else."""

    email: str
    name: str
    role: str
    plans: frozenset[str] | None
    reporter: str | None


class FaultyPeopleError(ValueError):
    """The file cannot be used; the message lists every fault in Danish with its line and column."""


def read(path: Path, *, plans: Collection[str] | None = None) -> dict[str, Person]:
    """The persons by mail address in lower case; an absent file holds none.

    `plans` are the ids that the column `plans` may name; None where nothing is published that could name them.
    Raises FaultyPeopleError.
    """
    found: dict[str, Person] = {}

    def take(row: dict[str, str]) -> list[tuple[str, str]]:
        problems = list(_problems(row, found, plans))
        if not problems:
            found[row["email"].casefold()] = _person(row)
        return problems

    if faults := lists.read(path, COLUMNS, take):
        raise FaultyPeopleError(text.faults(path.name, faults))
    return found


def _problems(
    row: dict[str, str], earlier: Collection[str], known: Collection[str] | None
) -> Iterator[tuple[str, str]]:
    """What is wrong with one line: the column and the fault in Danish."""
    if not _EMAIL.fullmatch(row["email"]):
        yield "email", lists.bad_email(row["email"])
    elif row["email"].casefold() in earlier:
        yield "email", text.repeated_email(row["email"])
    if not row["name"]:
        yield "name", text.NAME_MISSING
    if row["role"] not in ROLES:
        yield "role", lists.unknown_choice(row["role"], ROLES)
    plans = row["plans"].split()
    if not plans:
        yield "plans", text.PLANS_MISSING
    elif row["role"] == PARTNER and ALL_PLANS in plans:
        yield "plans", text.PARTNER_WITHOUT_PLAN
    elif plans != [ALL_PLANS] and known is not None:
        for plan in plans:
            if plan not in known:
                yield "plans", lists.unknown_plan(plan)
    if row["role"] == PARTNER and not row["reporter"]:
        yield "reporter", text.PARTNER_WITHOUT_REPORTER
    if row["role"] != PARTNER and row["reporter"]:
        yield "reporter", text.ONLY_PARTNERS_REPORT


def _person(row: dict[str, str]) -> Person:
    plans = row["plans"].split()
    return Person(
        email=row["email"].casefold(),
        name=row["name"],
        role=row["role"],
        plans=None if plans == [ALL_PLANS] else frozenset(plans),
        reporter=row["reporter"] or None,
    )
