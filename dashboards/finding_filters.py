"""What a reader wants to see of the findings. The choice stands in the address, so that it can be kept and sent on."""

from collections.abc import Callable, Sequence

import streamlit as st

from danish import page_handling as text
from danish import pages, states
from dashboards import queries
from dashboards.queries import Row
from dashboards.selection import View
from quality.findings import UNSETTLED

_STATUS, _SEVERITY, _SCOPE, _OWNER = "status", "alvor", "vis", "hvem"
_ALL = "alle"
_WRITTEN = "_findings_address"


def choose(view: View, found: list[Row]) -> list[Row]:
    """The findings that the reader's filters leave: what is unsettled, of every plan, unless asked otherwise."""
    owners = sorted({row["owner"] for row in found if row["owner"]})
    defaults = {_STATUS: "aabne", _SEVERITY: "", _SCOPE: _ALL, _OWNER: _ALL}
    _follow_address(defaults, {_STATUS: list(text.STATUS_FILTER), _SCOPE: [_ALL, "plan"], _OWNER: [_ALL, *owners]})
    with st.container(horizontal=True):
        wanted = st.segmented_control(
            pages.FINDINGS_FILTER_STATUS,
            list(text.STATUS_FILTER),
            format_func=text.STATUS_FILTER.__getitem__,
            required=True,
            key=_STATUS,
        )
        severities = st.pills(
            pages.FINDINGS_FILTER_SEVERITY,
            list(states.SEVERITIES),
            format_func=states.SEVERITIES.__getitem__,
            selection_mode="multi",
            key=_SEVERITY,
        )
        scope = st.segmented_control(
            pages.FINDINGS_FILTER_SCOPE,
            [_ALL, "plan"],
            format_func=lambda one: pages.ALL_PLANS if one == _ALL else view.plan.name,
            required=True,
            key=_SCOPE,
        )
        owner = st.selectbox(
            pages.WHOM,
            [_ALL, *owners],
            format_func=lambda one: pages.ALL_PLANS if one == _ALL else one,
            key=_OWNER,
        )
    _write_address(
        {_STATUS: str(wanted), _SEVERITY: ",".join(severities), _SCOPE: str(scope), _OWNER: owner},
        defaults,
    )
    if scope != _ALL:
        found = queries.findings_of(found, view.plan.plan_id, view.plan.area_ids)
    return _matching(found, _status_test(str(wanted)), severities, None if owner == _ALL else owner)


def address() -> dict[str, str]:
    """The filters that are set, for links that lead back to the same list."""
    return dict(st.session_state.get(_WRITTEN, {}))


def _matching(
    found: list[Row], has_status: Callable[[Row], bool], severities: Sequence[str], owner: str | None
) -> list[Row]:
    return [
        row
        for row in found
        if has_status(row)
        and (not severities or row["severity"] in severities)
        and (owner is None or row["owner"] == owner)
    ]


def _status_test(wanted: str) -> Callable[[Row], bool]:
    if wanted == _ALL:
        return lambda _: True
    return lambda row: (row["status"] in UNSETTLED) == (wanted == "aabne")


def _follow_address(defaults: dict[str, str], allowed: dict[str, list[str]]) -> None:
    """Set the filters to what the address asks for, where it asks for something else than was written there last.

    The address is user input: a value that is no option is passed over.
    """
    written = st.session_state.get(_WRITTEN, {})
    for key, default in defaults.items():
        asked = st.query_params.get(key)
        if key in st.session_state and asked == written.get(key):
            continue
        if key == _SEVERITY:
            st.session_state[key] = [one for one in (asked or "").split(",") if one in states.SEVERITIES]
        else:
            st.session_state[key] = asked if asked in allowed[key] else default


def _write_address(chosen: dict[str, str], defaults: dict[str, str]) -> None:
    """Keep in the address what differs from what is shown without a choice, and nothing else."""
    wanted = {key: value for key, value in chosen.items() if value != defaults[key]}
    for key in defaults:
        if key not in wanted and key in st.query_params:
            del st.query_params[key]
    changed = {key: value for key, value in wanted.items() if st.query_params.get(key) != value}
    if changed:
        st.query_params.update(changed)
    st.session_state[_WRITTEN] = wanted
