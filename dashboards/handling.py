"""Handling a finding on the page: who may, the form, and what becomes of it."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import streamlit as st

from danish import page_handling as text
from danish import page_login as login_text
from dashboards import access, queries
from dashboards import components as html
from dashboards.login import LOOPBACK
from dashboards.people import Person
from dashboards.queries import Row
from dashboards.selection import View, data_dir, now
from ingest.faults import FieldError
from ingest.numbers import parse_number
from quality.corrections import Change, changes, propose
from quality.findings import record_status

# In the order of work: asked, known, lived with, mended, given up.
_CHOICES = ("investigating", "explained", "accepted", "corrected", "open")
_FORWARDED = frozenset({"forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip"})
_NONE, _OTHER = "none", "other"
_NAME, _SAVED, _SEEN, _FORMS = "_handler_name", "_handling_saved", "_handling_seen", "_handling_forms"


def may_handle() -> bool:
    """Whether this reader may handle findings: by role, and without login whoever sits at the machine.

    Where nobody logs in, a reader who comes through another server, or from elsewhere, may look and no more.
    """
    by_role = access.may_handle()
    return is_local(st.get_option("server.address"), st.context.headers) if by_role is None else by_role


def is_local(address: str | None, headers: Mapping[str, str]) -> bool:
    """Whether a server that listens on `address` was asked from its own machine and through no other server."""
    sent = {name.lower(): value for name, value in headers.items()}
    host = sent.get("host", "").rsplit(":", 1)[0].strip("[]")
    return address in LOOPBACK and host in LOOPBACK and not _FORWARDED & sent.keys()


def form(view: View, finding: Row) -> None:
    """The form for one finding; what it says was saved or refused stands above it."""
    # What was saved leaves an empty form behind; what was refused leaves the words where they were.
    key = f"{finding['finding_id']}-{st.session_state.get(_FORMS, 0)}"
    html.show(html.section(text.HANDLE), html.paragraph(text.HANDLE_LEAD))
    if saved := st.session_state.pop(_SAVED, None):
        st.success(saved)
    status = st.radio(text.NEW_STATUS, _CHOICES, format_func=text.status_choice, key=f"new-status-{key}")
    with st.form(f"handling-{key}", border=False):
        name = _name(key)
        comment = st.text_area(text.REASON, placeholder=text.REASON_HELP, key=f"reason-{key}")
        until = ""
        if status == "accepted":
            until = st.text_input(text.UNTIL, placeholder=text.UNTIL_HELP, key=f"until-{key}")
        correction, figure = _correction_fields(finding, key) if status == "corrected" else (_NONE, "")
        is_sent = st.form_submit_button(text.SAVE, type="primary")
    # What the reader had before him when he wrote, and not what this run has just read.
    version = st.session_state.get(_SEEN, {}).get(finding["finding_id"], finding["version"])
    st.session_state[_SEEN] = {finding["finding_id"]: finding["version"]}
    if not is_sent:
        return
    try:
        wanted = _changes(view, finding, correction, figure)
        _record(finding, status=status, name=name, comment=comment, until=_day(until), version=version, wanted=wanted)
    except ValueError as error:
        st.error(str(error))
        return
    st.session_state[_NAME] = name.strip()
    st.session_state[_FORMS] = st.session_state.get(_FORMS, 0) + 1
    st.session_state[_SAVED] = text.SAVED_WITH_CORRECTION.format(finding["finding_id"]) if wanted else text.SAVED
    st.rerun()


def _name(key: str) -> str:
    """Who handles it: the person who is logged in, else what is written in the field."""
    person = access.reader()
    if isinstance(person, Person):
        html.show(html.paragraph(login_text.logged_in_as(person.name, person.role)))
        return person.name
    return st.text_input(text.NAME, value=st.session_state.get(_NAME, ""), key=f"name-{key}", max_chars=80)


def _correction_fields(finding: Row, key: str) -> tuple[str, str]:
    readings = json.loads(finding["readings_json"] or "[]")
    names = {_NONE: text.NO_CORRECTION}
    names |= {
        str(number): text.reading_choice(number, one["assumption_da"]) for number, one in enumerate(readings, start=1)
    }
    names[_OTHER] = text.OTHER_FIGURE
    chosen = st.radio(text.CORRECTION, list(names), format_func=names.__getitem__, key=f"correction-{key}")
    return chosen, st.text_input(text.RIGHT_FIGURE, placeholder=text.RIGHT_FIGURE_HELP, key=f"figure-{key}")


def _changes(view: View, finding: Row, correction: str, figure: str) -> list[Change]:
    """What the chosen correction does to the figures; nothing where the file is delivered again instead."""
    if correction == _NONE:
        return []
    delivered = queries.delivered_figure(view.published, finding)
    if correction == _OTHER:
        return changes(finding, value=_figure(figure), delivered=delivered)
    return changes(finding, reading=int(correction), delivered=delivered)


def _record(
    finding: Row, *, status: str, name: str, comment: str, until: date | None, version: int, wanted: list[Change]
) -> None:
    state_db, at = data_dir() / "state" / "state.sqlite", now()
    arguments: dict[str, Any] = {"state_db": state_db, "by": name, "at": at}
    record_status(
        finding_id=finding["finding_id"],
        status=status,
        comment=comment,
        until=until,
        version=version,
        figures_at=finding["last_seen_at"],
        **arguments,
    )
    if wanted:
        propose(finding=finding, found=wanted, reason=comment, **arguments)


def _day(given: str) -> date | None:
    """A date as people write it, 31-12-2026, or as ISO."""
    if not given.strip():
        return None
    for shape in ("%d-%m-%Y", "%d.%m.%Y", "%d/%m/%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(given.strip(), shape).date()  # noqa: DTZ007 - a day, and no moment
        except ValueError:
            continue
    raise ValueError(text.bad_date(given))


def _figure(given: str) -> float:
    try:
        return float(parse_number(given.strip()))
    except FieldError as error:
        raise ValueError(f"{error.message.reason} {error.message.remedy}") from None
