"""What travels with the mail: pictures that stand in its text, and files that hang on it."""

from dataclasses import dataclass, replace
from datetime import date

from publish.marts import Published
from reports import charts, follow_up, pages, pdf, quarterly
from reports.content import Content
from reports.document import Chart
from reports.findings import first_sentence

MOST_PICTURES = 3


@dataclass(frozen=True)
class Picture:
    """A PNG that the HTML shows under the sentence that says the same (`alt`); `width` is in CSS pixels."""

    name: str
    png: bytes
    alt: str
    width: int

    @property
    def short_alt(self) -> str:
        """The sentence without the key to the drawing, for those who do not see it."""
        return first_sentence(self.alt)[0]


@dataclass(frozen=True)
class File:
    """An attachment; `kind` is its media type."""

    name: str
    kind: str
    data: bytes


@dataclass(frozen=True)
class Enclosures:
    """`stamp` are the report's own lines about where it comes from: build, period and checksum. `follow_up` stands for
    what the year's follow-up says, where it is among the files; empty where it is not."""

    pictures: tuple[Picture, ...] = ()
    files: tuple[File, ...] = ()
    stamp: tuple[str, ...] = ()
    follow_up: str = ""


NOTHING = Enclosures()


def of_report(shown: Content) -> Enclosures:
    """The report's charts and the report on paper; the same content gives the same bytes."""
    document = pages.document(shown)
    drawn = list(document.charts())[:MOST_PICTURES]
    return Enclosures(
        pictures=tuple(_picture(chart, number) for number, chart in enumerate(drawn, start=1)),
        files=(File(f"{quarterly.file_stem(shown.quarter)}.pdf", "application/pdf", pdf.render(document)),),
        stamp=document.stamp,
    )


def with_follow_up(enclosed: Enclosures, published: Published, year: int, plan_id: str | None) -> Enclosures:
    """The same, and the board's follow-up on a year, of one plan or (None) of all."""
    document = follow_up.document(published, year, plan_id)
    file = File(f"{follow_up.file_stem(year)}.pdf", "application/pdf", pdf.render(document))
    said = replace(document, build_id="", built_on=date.min, stamp=())
    return replace(enclosed, files=(*enclosed.files, file), follow_up=said.checksum)


def _picture(chart: Chart, number: int) -> Picture:
    return Picture(f"figur-{number}", charts.png(chart), chart.sentence, chart.width)
