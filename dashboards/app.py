"""The router: page frame, the reader's choice, and the page that the address asks for."""

import streamlit as st

from danish import pages as text
from dashboards import components, selection
from dashboards.routes import available

routes = available()
page = st.navigation(
    [st.Page(route.script, title=route.title, url_path=route.path or None, default=not route.path) for route in routes],
    position="top",
)
st.set_page_config(page_title=f"{page.title} · {text.SITE}", layout="centered")
build = selection.published()
route = next(route for route in routes if route.title == page.title)
chosen = selection.choose(build, route) if build else None
if chosen:
    st.session_state["view"] = chosen
    page.run()
else:
    components.show(components.not_published())
