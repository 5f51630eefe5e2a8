"""What this reader may see: the pages by role, the rows by plan and reporter. Asked by every page and every download.

Without login there is one reader, who sits at the machine that the pages run on and may see everything.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import streamlit as st

from danish import page_login as text
from dashboards import login, people
from dashboards.people import ADMINISTRATOR, ANALYST, BOARD, PARTNER, Person
from dashboards.routes import Route
from publish import cut as cuts
from publish.cut import Cut
from publish.discretion import Seen
from publish.marts import Published

# Hand this to every `st.cache_data` and `st.cache_resource` that takes a build: what was read is then kept per build
# and per cut, and one reader never gets what was read for another.
BY_CUT: dict[str | type, Any] = {Published: lambda published: published.key}
_READING = frozenset(
    {"", "omraade", "indikator", "sammenlign", "tryghed", "aktiviteter", "kriterier", "datakvalitet", "aabne-data"}
)
# A page that is named for no role is for those who see everything.
_PAGES = {BOARD: _READING | {"rapporter"}, PARTNER: _READING | {"indberet"}}
_LOGIN_LASTS = timedelta(hours=12)


@dataclass(frozen=True)
class Refusal:
    """Why a reader may not come in; `may_log_in` says whether logging in would help."""

    title: str
    words: str
    may_log_in: bool


def reader() -> Person | Refusal | None:
    """The person who is logged in, or why there is none; None without login, where the reader may see everything."""
    if not login.is_configured():
        return None
    return admitted(st.user.to_dict(), datetime.now(UTC), people_csv())


def admitted(claims: Mapping[str, Any], now: datetime, file: Path) -> Person | Refusal:
    """Whom the claims of an identity token stand for; the file is read anew, so that a change holds at once."""
    contact = os.environ.get("BAROMETER_CONTACT")
    if not claims.get("is_logged_in"):
        return Refusal(text.LOGIN_TITLE, text.LOGIN_TEXT, may_log_in=True)
    # The cookie lives for 30 days, which cannot be set; the time of the login stands in the token.
    if datetime.fromtimestamp(float(claims.get("iat") or 0), UTC) + _LOGIN_LASTS < now:
        return Refusal(text.LOGIN_TITLE, text.AGAIN, may_log_in=True)
    email = str(claims.get("email") or "").strip()
    try:
        known = people.read(file)
    except (people.FaultyPeopleError, OSError):
        return Refusal(text.UNDECIDED_TITLE, f"{text.UNDECIDED_TEXT} {text.ask(contact)}", may_log_in=False)
    person = known.get(email.casefold())
    if person is None or claims.get("email_verified") is False:
        return Refusal(text.UNKNOWN_TITLE, text.unknown_person(email or None, contact), may_log_in=False)
    return person


def people_csv() -> Path:
    return data_dir() / "state" / "people.csv"


def data_dir() -> Path:
    """The data folder: `BAROMETER_DATA`, else `data/` beside the code that runs."""
    return Path(os.environ.get("BAROMETER_DATA") or Path(__file__).resolve().parents[1] / "data")


def may_see(route: Route) -> bool:
    """Whether a page is for this reader."""
    person = reader()
    return person is None or (isinstance(person, Person) and role_sees(person.role, route.path))


def role_sees(role: str, path: str) -> bool:
    return role in (ANALYST, ADMINISTRATOR) or path in _PAGES.get(role, frozenset())


def visible(published: Published) -> Published:
    """The build cut to what this reader may see. Raises PermissionError for one who may see nothing.

    Every build that a page or a download reads, earlier ones too, must come through here.
    """
    person = reader()
    if person is None:
        return published
    if isinstance(person, Refusal):
        raise PermissionError(person.title)
    cut = cut_for(person)
    return published if cut is None else _cut(published, cut)


def discretion(published: Published) -> Seen | None:
    """What of people's words about findings this reader may be told, by the whole build; None where it is all."""
    person = reader()
    cut = cut_for(person) if isinstance(person, Person) else None
    return None if cut is None else _findings(published, cut)


def sees_everything() -> bool:
    """Whether this reader sees every row. What cannot be cut, such as a whole report, is for these alone."""
    person = reader()
    return person is None or (isinstance(person, Person) and cut_for(person) is None)


def cut_for(person: Person) -> Cut | None:
    """What the person's rows are cut to; None for one who sees every plan."""
    return None if person.plans is None else Cut(person.plans, person.reporter)


def may_handle() -> bool | None:
    """Whether the role lets this reader handle findings; None without login, where there are no roles."""
    person = reader()
    return None if person is None else isinstance(person, Person) and person.role in (ANALYST, ADMINISTRATOR)


@st.cache_resource(max_entries=20, show_spinner=False, hash_funcs=BY_CUT | {Cut: lambda cut: cut.key})
def _cut(published: Published, cut: Cut) -> Published:
    return cuts.made(published, cut)


@st.cache_resource(max_entries=20, show_spinner=False, hash_funcs=BY_CUT | {Cut: lambda cut: cut.key})
def _findings(published: Published, cut: Cut) -> Seen:
    return cuts.findings_of(published, cut)
