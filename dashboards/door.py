"""What a reader sees who has not come in, who may not, or who asks for a page that is not for the role."""

import os

import streamlit as st

from danish import page_login as text
from danish import pages
from dashboards import components as html
from dashboards.access import Refusal
from dashboards.people import Person
from dashboards.routes import Route


def refused(refusal: Refusal) -> None:
    """Why the reader is outside, and the one thing that can be done about it; nothing of what is inside."""
    html.show(html.heading(refusal.title, pages.SITE), html.paragraph(refusal.words))
    if refusal.may_log_in:
        st.button(text.LOGIN, type="primary", on_click=st.login)
    else:
        st.button(text.LOGOUT, on_click=st.logout)


def no_access(route: Route, person: Person) -> None:
    """A page that is there, but not for the reader's role."""
    html.show(
        html.heading(text.NO_ACCESS_TITLE, pages.SITE),
        html.paragraph(text.no_access(route.title, person.role)),
        html.paragraph(text.ask(os.environ.get("BAROMETER_CONTACT"))),
        f"<p>{html.link(pages.TO_FRONT_PAGE, '')}</p>",
    )


def way_out(person: Person | None) -> None:
    """Who is logged in, and the button that ends it."""
    if person is not None:
        st.sidebar.html(html.paragraph(text.logged_in_as(person.name, person.role)))
        st.sidebar.button(text.LOGOUT, on_click=st.logout)
