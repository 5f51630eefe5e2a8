"""The quarterly data-quality report as one HTML file that needs nothing else: no script, no picture, no network."""

from datetime import datetime
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from danish import format as form
from danish import report as words
from danish import states
from publish.marts import Published
from quality import findings as quality_findings
from reports import content, periods
from reports.content import Content
from reports.periods import Quarter
from reports.progress import TargetShare

BAR_WIDTH = 180
BAR_FULL = 150  # width of 100 percent; what is beyond it is cut and marked


def build_report(*, published: Published, period: str, out_dir: Path, now: datetime, state_db: Path) -> Path:
    """Write `datakvalitet-<quarter>.html` under `out_dir` and return its path.

    `period` is a quarter such as `2022K3`, or `auto` for the last one that ended before `now` in Denmark.
    Raises ValueError with a Danish message for a period that is not understood or has not begun.
    """
    quarter = periods.resolve(period, now)
    page = render(gather(published=published, quarter=quarter, now=now, state_db=state_db))
    out_dir.mkdir(parents=True, exist_ok=True)
    path = out_dir / file_name(quarter)
    unfinished = path.with_suffix(".part")
    unfinished.write_text(page, encoding="utf-8", newline="\n")
    unfinished.replace(path)
    return path


def gather(
    *, published: Published, quarter: Quarter, now: datetime, state_db: Path, helhedsplan_id: str | None = None
) -> Content:
    """The report's content with the handling of findings laid over it."""
    handling = quality_findings.handling(state_db=state_db, today=periods.today(now))
    return content.gather(
        published=published, quarter=quarter, handling=handling, now=now, helhedsplan_id=helhedsplan_id
    )


def file_name(quarter: Quarter) -> str:
    return f"datakvalitet-{quarter.period_id}.html"


def kicker(shown: Content) -> str:
    """`Datakvalitet, 3. kvartal 2022`, with the plan's name where the report is for one plan."""
    return words.kicker(form.period(shown.quarter.period_id), shown.plan_name)


def render(shown: Content) -> str:
    """The whole page; the same content gives the same text."""
    return (
        environment()
        .get_template("report.html.j2")
        .render(
            content=shown,
            kicker=kicker(shown),
            words=words,
            severities=states.SEVERITIES,
            bar=_bar,
            quarter_name=form.period(shown.quarter.period_id),
            previous_name=form.period(shown.quarter.previous().period_id),
        )
    )


@cache
def environment() -> Environment:
    """Templates of the report and the mail; delivered text is escaped in HTML, and a missing name is an error."""
    made = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=lambda name: name is not None and name.endswith(".html.j2"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["dk"] = form.number
    return made


def _bar(reading: TargetShare) -> Markup:
    """A small drawing of what the text beside it says: share of the target as a bar, share of the time as a line."""
    if reading.share is None:
        return Markup("")
    width = min(reading.share / 100 * BAR_FULL, BAR_WIDTH)
    line = ""
    if reading.elapsed is not None:
        place = min(reading.elapsed / 100 * BAR_FULL, BAR_WIDTH)
        line = f'<rect x="{place - 1:.1f}" y="0" width="2" height="12" fill="#1a1a1a"/>'
    return Markup(
        f'<svg class="bar" viewBox="0 0 {BAR_WIDTH} 12" aria-hidden="true">'
        f'<rect x="0.5" y="2.5" width="{BAR_FULL}" height="7" fill="none" stroke="#999"/>'
        f'<rect x="0" y="3" width="{width:.1f}" height="6" fill="#1f5a94"/>{line}</svg>'
    )
