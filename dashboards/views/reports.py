"""Rapporter: the reports of a build, its tables as files, and the earlier builds that are kept."""

from collections.abc import Mapping
from html import escape
from typing import Any

import streamlit as st

from danish import format as form
from danish import page_reports as text
from danish import page_sentences as say
from danish import pages
from dashboards import access, builds, queries, report_files, table_files
from dashboards import components as html
from dashboards.builds import Kept
from dashboards.components import Column
from dashboards.descriptions import described
from dashboards.foot import foot, local_day
from dashboards.report_files import NotMadeError, Report
from dashboards.selection import View
from publish.marts import Published

_TYPES = {
    ".html": "text/html",
    ".pdf": "application/pdf",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".csv": "text/csv",
}
_CHOICE_WIDTH = 420  # px


def page(view: View) -> None:
    """Write the whole page, top to bottom."""
    kept = builds.kept(view.published)
    heading = st.empty()
    build = builds.opened(_chosen(view, kept), view.published)
    built_on = local_day(build.built_at)
    synthetic = html.notice(pages.SYNTHETIC_IN_BUILD) if build.contains_synthetic else ""
    with heading:
        html.show(html.heading(text.title(form.day(built_on)), say.kicker(pages.ALL_PLACES, built_on), text.LEAD))
    html.show(html.notice(text.OLDER_BUILD) if build.build_id != view.published.build_id else "", synthetic)
    if access.sees_everything():  # a report is about every plan
        _quarterly(view, build, kept)
        _follow_up(build, kept)
    else:
        html.show(html.section(text.REPORTS), html.notice(text.NOT_YOURS))
    _tables(build)
    html.show(_kept(view, kept), foot(view))


def _chosen(view: View, kept: list[Kept]) -> str:
    """The build that the reader asks for; only where there is more than one to choose from."""
    if len(kept) < 2:
        return view.published.build_id
    names = {
        build.build_id: text.build_choice(
            form.day(local_day(build.built_at)), build.build_id, is_current=build.build_id == view.published.build_id
        )
        for build in kept
    }
    return str(
        st.selectbox(
            text.BUILD,
            list(names),
            index=list(names).index(view.published.build_id),
            format_func=lambda build_id: names[build_id],
            key="opgoerelse",
            bind="query-params",
            width=_CHOICE_WIDTH,
        )
    )


def _quarterly(view: View, build: Published, kept: list[Kept]) -> None:
    html.show(html.section(text.QUARTERLY), html.paragraph(text.QUARTERLY_LEAD))
    quarters = queries.quarters(build, view.today)
    if not quarters:
        return
    period = str(
        st.selectbox(
            text.QUARTER,
            list(quarters),
            index=_first_real(quarters),
            format_func=form.period,
            key="kvartal",
            bind="query-params",
            width=_CHOICE_WIDTH,
        )
    )
    key = report_files.quarterly_key(period, view.today)
    _report(build, key, [period], text.MAKE_QUARTERLY, kept)


def _follow_up(build: Published, kept: list[Kept]) -> None:
    html.show(html.section(text.FOLLOW_UP), html.paragraph(text.FOLLOW_UP_LEAD))
    years = queries.years(build)
    if not years:
        return
    year = int(
        st.selectbox(
            text.YEAR,
            list(years),
            index=_first_real(years),
            key="opfoelgning",
            bind="query-params",
            width=_CHOICE_WIDTH,
        )
    )
    _report(build, report_files.follow_up_key(year), ["--board", str(year)], text.MAKE_FOLLOW_UP, kept)


def _first_real(choices: Mapping[Any, bool]) -> int:
    """The newest that a real place has figures for; an invented one never stands first where there are others."""
    return next((place for place, is_real in enumerate(choices.values()) if is_real), 0)


def _report(build: Published, key: str, arguments: list[str], label: str, kept: list[Kept]) -> None:
    """The files, or the button that has them made."""
    place = st.empty()
    report = report_files.made(build.build_id, key)
    if report is None and place.button(label, key=f"make-{build.build_id}-{key}"):
        report = _make(build, key, arguments, {one.build_id for one in kept})
    if report is not None:
        place.empty()
        _files(report, build, key)


def _make(build: Published, key: str, arguments: list[str], kept: set[str]) -> Report | None:
    with st.spinner(text.MAKING):
        try:
            return report_files.make(build.build_id, key, arguments, kept)
        except NotMadeError as error:
            html.show(html.notice(str(error) or text.MAKING_FAILED))
            return None


def _files(report: Report, build: Published, key: str) -> None:
    with st.container(horizontal=True):
        for suffix in report_files.SUFFIXES:
            path = report.files[suffix]
            st.download_button(
                text.file_label(suffix, path.stat().st_size),
                path.read_bytes(),
                file_name=f"{path.stem}-{build.build_id}{suffix}",
                mime=_TYPES[suffix],
                key=f"{key}{suffix}",
                on_click="ignore",
            )
    html.show(html.paragraph(text.checksum(report.checksum), "note"))


def _tables(build: Published) -> None:
    html.show(html.section(text.TABLES), html.paragraph(text.TABLES_LEAD))
    rows = queries.row_counts(build)
    table = str(st.selectbox(text.TABLE, list(rows), key="tabel", bind="query-params", width=_CHOICE_WIDTH))
    with st.container(horizontal=True):
        st.download_button(
            text.CSV,
            lambda: table_files.csv(build, table),
            file_name=table_files.file_name(build, table, ".csv"),
            mime=_TYPES[".csv"],
            on_click="ignore",
        )
        if rows[table] <= table_files.MOST_ROWS_OF_WORKBOOK:
            st.download_button(
                text.WORKBOOK,
                lambda: table_files.workbook(build, table),
                file_name=table_files.file_name(build, table, ".xlsx"),
                mime=_TYPES[".xlsx"],
                on_click="ignore",
            )
        else:
            html.show(html.paragraph(text.too_many_rows(rows[table]), "note"))
    columns = (Column(text.TABLE, width=32), Column(text.CONTENT, width=50), Column(text.ROWS, "number", width=18))
    lines = [
        [escape(name), escape(described(name).meaning), escape(form.number(amount))] for name, amount in rows.items()
    ]
    html.show(
        html.paragraph(described(table).meaning, "action"),
        html.fold(
            escape(text.TABLES_CAPTION),
            html.table(text.TABLES_CAPTION, columns, lines, is_fetched=False),
            is_printed=False,
        ),
    )


def _kept(view: View, kept: list[Kept]) -> str:
    if len(kept) < 2:
        return html.section(text.EARLIER) + html.paragraph(text.ONLY_ONE)
    columns = (
        Column(text.BUILD, width=34),
        Column(text.BUILT, width=22),
        Column(text.PUBLISHED, width=22),
        Column(text.HOLDS, width=22),
    )
    lines = [
        [
            html.stack(escape(build.build_id), text.SHOWN_NOW if build.build_id == view.published.build_id else ""),
            escape(form.day(local_day(build.built_at))),
            escape(form.day(local_day(build.published_at))),
            escape(text.WITH_SYNTHETIC[build.contains_synthetic]),
        ]
        for build in kept
    ]
    return html.section(text.EARLIER) + html.table(text.EARLIER_CAPTION, columns, lines, is_fetched=False)


page(st.session_state["view"])
