"""Mending a registration file on the page: the rows that cannot be used as forms, and the file as it then is.

Nothing is stored meanwhile: what was mended lives in the reader's session until it is handed in.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from danish import page_mending as text
from dashboards import components as html
from dashboards import inbox
from ingest import mending
from ingest.inspection import QUARANTINED, InspectedRow, Inspection
from ingest.mending import Mends

_MENDS, _ROUND, _SAID = "_mends", "_mending_round", "_mending_said"
_AT_ONCE = 10
# Beside the fields of a row: they are right as they are shown, or the row is to go.
_AS_SHOWN, _REMOVED = "*", ""


@dataclass(frozen=True)
class Draft:
    """A chosen file, what its sender has mended in it so far, and what would become of it as it now is.

    `rows` are the rows of the file as it now is, with their places in the one that was chosen.
    """

    original: bytes
    original_name: str
    delivered: Inspection
    mends: Mends
    content: bytes
    name: str
    found: Inspection
    rows: tuple[InspectedRow, ...]

    @property
    def faulty(self) -> list[InspectedRow]:
        return [row for row in self.rows if row.outcome == QUARANTINED]

    @property
    def changes(self) -> list[str]:
        """What was mended, line by line."""
        found = mending.changes(self.delivered.rows, self.mends)
        return [text.change(one.place, one.column, one.old, one.new) for one in found]


def draft(content: bytes, name: str) -> Draft:
    """The chosen file with what was mended in it in this session."""
    delivered = inbox.looked_through(content, name)
    checksum, mends = st.session_state.get(_MENDS, ("", Mends()))
    if checksum != delivered.result.sha256 or not mends:
        rows = tuple(row for row in delivered.rows if not row.is_blank)
        return Draft(content, name, delivered, Mends(), content, name, delivered, rows)
    return _mended(content, name, delivered, mends)


def _mended(original: bytes, original_name: str, delivered: Inspection, mends: Mends) -> Draft:
    content, name = mending.mended_file(delivered.rows, mends), mending.mended_name(original_name)
    found = inbox.looked_through(content, name)
    rows = mending.as_delivered(delivered.rows, mends, found) if found.rows else ()
    return Draft(original, original_name, delivered, mends, content, name, found, rows)


def form(draft: Draft, flagged: Sequence[tuple[InspectedRow, list[str]]], names: Mapping[str, str]) -> None:
    """The rows to mend, and the button that tries them; `flagged` rows are taken with the remarks beside them, and
    `names` are what ids stand for."""
    if said := st.session_state.pop(_SAID, None):
        html.show(f'<p class="notice" role="status">{escape(said)}</p>')
    if not draft.faulty and not flagged:
        return
    shown = draft.faulty[:_AT_ONCE]
    left = len(draft.faulty) - len(shown)
    with st.container(key="mending"), st.form(f"mending-{_key(draft)}", border=False):
        if shown:
            html.show(html.section(text.HEADING), html.paragraph(text.LEAD))
        for row in shown:
            told = [text.fault(one.column, one.reason_da, one.remedy_da) for one in row.faults]
            _row(draft, row, told, names)
        if left:
            html.show(html.paragraph(text.waiting(left), "note"))
        offered = [] if draft.faulty else list(flagged)[:_AT_ONCE]
        if offered:
            html.show(html.section(text.FLAGGED), html.paragraph(text.FLAGGED_LEAD))
        for row, remarks in offered:
            _row(draft, row, remarks, names)
        rows = [*shown, *(row for row, _ in offered)]
        st.form_submit_button(text.TRY_AGAIN, type="primary", on_click=_try_again, args=(draft, rows))


def mended(draft: Draft) -> None:
    """What was mended, the file to take along, and the way back."""
    if not draft.mends:
        return
    lines = "".join(f"<li>{escape(line)}</li>" for line in draft.changes)
    html.show(html.section(text.MENDED), f"<ul>{lines}</ul>")
    with st.container(horizontal=True):
        st.download_button(text.FETCH, draft.content, file_name=draft.name, mime="text/csv", on_click="ignore")
        st.button(text.UNDO, on_click=_undo)


def _row(draft: Draft, row: InspectedRow, told: Sequence[str], names: Mapping[str, str]) -> None:
    """One row: what is wrong with it, the fields in question, the others behind a fold, and the way to drop it."""
    lines = "".join(f"<li>{escape(line)}</li>" for line in told)
    html.show(html.subsection(text.row(row.place, inbox.about(row.cells, names))), f'<ul class="faults">{lines}</ul>')
    if row.surplus:
        html.show(html.paragraph(text.surplus(row.surplus)))
    wrong = {fault.column for fault in row.faults}
    first = [column for column in row.columns if column in wrong] or list(row.columns)
    for column in first:
        _field(draft, row, column)
    if others := [column for column in row.columns if column not in first]:
        with st.expander(f"{text.OTHER_FIELDS}, {row.place}"):
            for column in others:
                _field(draft, row, column)
    if row.is_ragged:
        st.checkbox(text.as_shown(row.place), key=_widget(draft, row, _AS_SHOWN))
    st.checkbox(text.remove(row.place), key=_widget(draft, row, _REMOVED))


def _field(draft: Draft, row: InspectedRow, column: str) -> None:
    """A list where only certain texts are taken, with the delivered one first; else a field to write in."""
    label, now, key = text.field(column, row.place), row.cells[column], _widget(draft, row, column)
    offers = row.offers.get(column)
    if offers is None:
        st.text_input(label, value=now, key=key)
    else:
        others = [offer for offer in offers if offer != now]
        st.selectbox(label, [now, *others], format_func=lambda offer: offer or text.EMPTY, key=key)


def _try_again(draft: Draft, rows: Sequence[InspectedRow]) -> None:
    """Take what stands in the fields, and look the whole file through again; what would spoil the file is not taken."""
    texts = {line: dict(known) for line, known in draft.mends.texts.items()}
    delivered = {row.line: row.cells for row in draft.delivered.rows}
    removed = set(draft.mends.removed)
    taken = {row.line for row in draft.delivered.rows if row.is_ragged and row.line in texts}
    for row in rows:
        if st.session_state.get(_widget(draft, row, _REMOVED)):
            removed.add(row.line)
        if st.session_state.get(_widget(draft, row, _AS_SHOWN)):
            taken.add(row.line)
        for column in row.columns:
            written = st.session_state.get(_widget(draft, row, column), row.cells[column])
            if written != row.cells[column]:
                texts.setdefault(row.line, {})[column] = written
            if written == delivered[row.line][column]:
                texts.get(row.line, {}).pop(column, None)
    kept = {line: texts.get(line, {}) for line in texts.keys() | taken if texts.get(line) or line in taken}
    mends = Mends(kept, frozenset(removed))
    after = _mended(draft.original, draft.original_name, draft.delivered, mends)
    if not after.rows:
        st.session_state[_SAID] = text.not_taken(_reasons(after))
        return
    st.session_state[_MENDS] = (draft.delivered.result.sha256, mends)
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    st.session_state[_SAID] = text.tried(len(draft.faulty) - len(after.faulty), len(after.faulty))


def _reasons(after: Draft) -> list[str]:
    """Why a file is no use as a whole; its lines are those of no file that the reader has seen."""
    if not after.delivered.rows or len(after.mends.removed) == sum(not row.is_blank for row in after.delivered.rows):
        return [text.NOTHING_LEFT]
    return list(dict.fromkeys(f"{one.reason_da} {one.partner_remedy_da}" for one in after.found.result.problems))


def _undo() -> None:
    st.session_state.pop(_MENDS, None)
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1


def _key(draft: Draft) -> str:
    return f"{draft.delivered.result.sha256[:12]}-{st.session_state.get(_ROUND, 0)}"


def _widget(draft: Draft, row: InspectedRow, column: str) -> str:
    return f"mend-{_key(draft)}-{row.line}-{column}"
