"""Another build while somebody reads: it is noticed and told, and no page is made from two.

A run of a page reads one build from end to end. A build from before a page was written may lack what the page shows;
that is a state of its own and no failure.
"""

import logging
from html import escape

import streamlit as st

from danish import page_builds as text
from danish import pages
from dashboards import components as html
from dashboards import selection
from dashboards.foot import local_day
from dashboards.routes import Route
from publish.marts import Published

_SHOWN, _TOO_OLD = "_build_shown", "_builds_without_page"
_SECONDS = 20
_log = logging.getLogger(__name__)


def tell(build: Published) -> None:
    """Says so where the reader's last page was of another build."""
    before = st.session_state.get(_SHOWN)
    st.session_state[_SHOWN] = build.build_id
    if before not in (None, build.build_id):
        _status(text.exchanged(build.build_id, local_day(build.built_at)))


@st.fragment(run_every=_SECONDS)
def watch(shown: str) -> None:
    """Looks now and then whether another build than the shown one is published, while nobody clicks."""
    if selection.build_id_now() in (None, shown):
        return
    with st.container(key="exchanged"):
        _status(text.WAITING)
        if st.button(text.SHOW_NEW, type="primary"):
            st.rerun()


def note_too_old(route: Route, error: Exception) -> None:
    """Remembers that the build has not what the page asks for, which the next run of it then says."""
    _log.warning("page %s asks for what the build does not hold", route.path, exc_info=error)
    known = st.session_state.setdefault(_TOO_OLD, set())
    known.add((selection.build_id_now(), route.path))


def is_too_old(route: Route) -> bool:
    return (selection.build_id_now(), route.path) in st.session_state.get(_TOO_OLD, ())


def too_old(route: Route) -> None:
    """The page in place of one that the build has no figures for."""
    html.show(
        html.heading(text.TOO_OLD_TITLE, pages.SITE),
        html.paragraph(text.too_old(route.title, selection.build_id_now() or "")),
        html.paragraph(text.TOO_OLD_AFTER),
        f"<p>{html.link(pages.TO_FRONT_PAGE, '')}</p>" if route.path else "",
    )


def _status(words: str) -> None:
    html.show(f'<p class="notice" role="status">{escape(words)}</p>')
