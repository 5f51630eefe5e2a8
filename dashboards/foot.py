"""The foot of every page: which build, from when, from which sources, whom to ask; and a warning above an old one."""

import os
from datetime import UTC, date, datetime
from html import escape

from danish import page_sentences as say
from danish.format import COPENHAGEN
from dashboards import components as html
from dashboards import queries
from dashboards.selection import View

# A quarter, and a month to deliver and build in.
_DAYS_OF_A_BUILD = 122


def foot(view: View) -> str:
    """Build, its age, sources and contact."""
    build = view.published
    built_on = local_day(build.built_at)
    lines = [say.foot_build(build.build_id, built_on, local_day(build.published_at), view.today)]
    names = queries.delivered_sources(build)
    if names:
        lines.append(say.foot_sources(names))
    lines.append(say.foot_contact(os.environ.get("BAROMETER_CONTACT")))
    paragraphs = "".join(html.paragraph(line) for line in lines)
    return f'<footer class="foot" data-build="{escape(build.build_id)}">{paragraphs}</footer>'


def warning(view: View) -> str:
    """What stands above a page whose figures are not the newest that there could be; an empty string else."""
    built_on = local_day(view.published.built_at)
    if view.attempted_at and view.attempted_at > view.published.published_at:
        return html.notice(say.older_than_attempt(local_day(view.attempted_at), built_on))
    if (view.today - built_on).days > _DAYS_OF_A_BUILD:
        return html.notice(say.old_build(built_on, view.today))
    return ""


def local_day(moment: datetime) -> date:
    """The day in Denmark; a time without zone is in UTC, as time stamps in the published tables are."""
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(COPENHAGEN).date()
