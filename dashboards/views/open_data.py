"""Åbne data: the tables that anybody may take, at addresses that do not change."""

from html import escape

import streamlit as st

from danish import format as form
from danish import page_open_data as text
from danish import page_sentences as say
from danish import pages
from dashboards import api, open_data
from dashboards import components as html
from dashboards.components import Column
from dashboards.foot import foot, local_day
from dashboards.open_data import OpenTable
from dashboards.selection import View


def page(view: View) -> None:
    """Write the whole page, top to bottom."""
    build = view.published
    built_on = local_day(build.built_at)
    tables = [open_data.table(build, name) for name in open_data.names(build)]
    html.show(
        html.heading(text.title(len(tables), form.day(built_on)), say.kicker(pages.ALL_PLACES, built_on), text.LEAD),
        html.paragraph(text.PRESENT),
        html.notice(text.MARKED) if build.contains_synthetic else "",
        _tables(tables),
        html.section(text.COLUMNS),
        *map(_columns, tables),
        html.section(text.HOW),
        *map(html.paragraph, text.HOW_LINES),
        f"<p>{_link(text.INDEX, api.ROOT)}</p>",
        html.section(text.LICENCE),
        html.paragraph(text.LICENCE_TEXT),
        _sources(view),
        foot(view),
    )


def _tables(tables: list[OpenTable]) -> str:
    columns = (Column(text.TABLE, width=54), Column(text.ROWS, "number", width=16), Column(text.FETCH, width=30))
    lines = [
        [
            html.stack(escape(table.name), table.meaning),
            escape(form.number(table.rows)),
            html.stack(
                " · ".join(
                    _link(suffix.upper(), api.address(table.name, suffix), table.name) for suffix in open_data.FORMATS
                )
            ),
        ]
        for table in tables
    ]
    return html.table(text.TABLES_CAPTION, columns, lines, is_fetched=False)


def _columns(table: OpenTable) -> str:
    columns = (Column(text.COLUMN, width=30), Column(text.TYPE, width=16), Column(text.MEANING, width=54))
    lines = [[escape(part) for part in column] for column in table.columns]
    caption = text.columns_caption(table.name)
    return html.fold(escape(caption), html.table(caption, columns, lines, is_fetched=False), is_printed=False)


def _link(words: str, path: str, of: str = "") -> str:
    """A plain link out of the pages: the browser asks the server, and Streamlit has no part in it."""
    label = f' aria-label="{escape(f"{of} {words}")}"' if of else ""
    return f'<a href="{escape(path)}" target="_blank"{label}>{escape(words)}</a>'


def _sources(view: View) -> str:
    columns = (Column(text.SOURCE, width=45), Column(text.LICENCE_OF_SOURCE, width=55))
    lines = [[escape(row["name"]), escape(row["licence"])] for row in open_data.sources(view.published)]
    return html.table(text.SOURCES_CAPTION, columns, lines, is_fetched=False)


page(st.session_state["view"])
