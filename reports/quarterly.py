"""The quarterly data-quality report as three files that say the same: a page, a PDF and a workbook."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from danish import format as form
from danish import report as words
from publish.marts import Published
from quality import findings as quality_findings
from reports import charts, content, pages, periods
from reports.content import Content
from reports.document import Chart, Document
from reports.periods import Quarter


@dataclass(frozen=True)
class Files:
    """Where a report was written, and the checksum that stands in each of the files."""

    html: Path
    pdf: Path
    workbook: Path
    checksum: str

    @property
    def paths(self) -> tuple[Path, ...]:
        return (self.html, self.pdf, self.workbook)


def build_report(*, published: Published, period: str, out_dir: Path, now: datetime, state_db: Path) -> Files:
    """Write `datakvalitet-<quarter>` as .html, .pdf and .xlsx under `out_dir`.

    `period` is a quarter such as `2022K3`, or `auto` for the last one that ended before `now` in Denmark.
    Raises ValueError with a Danish message for a period that is not understood or has not begun.
    """
    quarter = periods.resolve(period, now)
    shown = gather(published=published, quarter=quarter, now=now, state_db=state_db)
    return write_files(pages.document(shown), out_dir, file_stem(quarter))


def write_files(document: Document, out_dir: Path, stem: str) -> Files:
    """The three files of one document; each is there whole or as it was before."""
    from reports import pdf, workbook

    made = {
        ".html": render_document(document).encode("utf-8"),
        ".pdf": pdf.render(document),
        ".xlsx": workbook.render(document),
    }
    out_dir.mkdir(parents=True, exist_ok=True)
    paths = {suffix: out_dir / f"{stem}{suffix}" for suffix in made}
    for suffix, data in made.items():
        unfinished = paths[suffix].with_name(f"{stem}{suffix}.part")
        unfinished.write_bytes(data)
        unfinished.replace(paths[suffix])
    return Files(paths[".html"], paths[".pdf"], paths[".xlsx"], document.checksum)


def gather(
    *, published: Published, quarter: Quarter, now: datetime, state_db: Path, helhedsplan_id: str | None = None
) -> Content:
    """The report's content with the handling of findings laid over it."""
    handling = quality_findings.handling(state_db=state_db, today=periods.today(now))
    return content.gather(
        published=published, quarter=quarter, handling=handling, now=now, helhedsplan_id=helhedsplan_id
    )


def file_stem(quarter: Quarter) -> str:
    return f"datakvalitet-{quarter.period_id}"


def file_name(quarter: Quarter) -> str:
    return f"{file_stem(quarter)}.html"


def kicker(shown: Content) -> str:
    """`Datakvalitet, 3. kvartal 2022`, with the plan's name where the report is for one plan."""
    return words.kicker(form.period(shown.quarter.period_id), shown.plan_name)


def checksum(shown: Content) -> str:
    """What stands as `Kontrolsum` on the page, on paper, in the mail and in the workbook."""
    return pages.document(shown).checksum


def render(shown: Content) -> str:
    """The whole page; the same content gives the same text."""
    return render_document(pages.document(shown))


def render_pdf(shown: Content) -> bytes:
    """The whole report as PDF/UA-1; the same content gives the same bytes."""
    from reports import pdf

    return pdf.render(pages.document(shown))


def render_document(document: Document) -> str:
    """One HTML file that needs nothing else: no script, no picture file, no network."""
    page = environment().get_template("report.html.j2")
    return page.render(document=document, kind_of=lambda block: type(block).__name__, svg=_svg)


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


def _svg(chart: Chart) -> Markup:
    """The drawing itself; what delivered text it holds was escaped when it was drawn."""
    return Markup(charts.svg(chart))
