"""The router: page frame, who the reader is, the reader's choice, and the page that the address asks for."""

from functools import partial

import streamlit as st

from danish import page_login
from danish import pages as text
from dashboards import access, components, door, selection, turnover
from dashboards.access import Refusal
from dashboards.foot import warning
from dashboards.people import Person
from dashboards.routes import Route, available
from publish.marts import BuildGoneError, NotInBuildError


def _page(route: Route, reader: Person | Refusal | None) -> st.Page:
    """The page of an address, or what stands there for this reader: the door, or that the page is not for the role."""
    if isinstance(reader, Refusal):
        shown, title = partial(door.refused, reader), reader.title
    elif reader is not None and not access.may_see(route):
        shown, title = partial(door.no_access, route, reader), page_login.NO_ACCESS_TITLE
    else:
        return st.Page(route.script, title=route.title, url_path=route.path or None, default=not route.path)
    return st.Page(shown, title=title, url_path=route.path or None, default=not route.path, visibility="hidden")


def _read(page: st.Page, route: Route) -> None:
    """One page of one build."""
    if turnover.is_too_old(route):
        turnover.too_old(route)
        return
    shown = selection.build_id_now()
    try:
        build = selection.published()
        chosen = selection.choose(build, route) if build else None
        if chosen is None:
            components.show(components.not_published())
            return
        st.session_state["view"] = chosen
        turnover.tell(chosen.published)
        if old := warning(chosen):
            components.show(old)
        page.run()
        selection.write_address(route)
        turnover.watch(chosen.published.build_id)
    except NotInBuildError as error:
        turnover.note_too_old(route, error)
        st.rerun()
    except BuildGoneError:
        if selection.build_id_now() == shown:
            raise
        st.rerun()


reader = access.reader()
routes = available()
pages = {route.path: _page(route, reader) for route in routes}
page = st.navigation(list(pages.values()), position="hidden" if isinstance(reader, Refusal) else "top")
st.set_page_config(page_title=f"{page.title} · {text.SITE}", layout="centered")
route = next((route for route in routes if pages[route.path] is page), None)
if not isinstance(reader, Refusal):
    door.way_out(reader)
if isinstance(reader, Refusal) or route is None or not access.may_see(route):
    page.run()
else:
    _read(page, route)
