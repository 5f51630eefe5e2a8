"""What travels with the mail: pictures that stand in its text, and files that hang on it."""

from dataclasses import dataclass

from reports import charts, pages, pdf, quarterly
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
    """`stamp` are the report's own lines about where it comes from: build, period and checksum."""

    pictures: tuple[Picture, ...] = ()
    files: tuple[File, ...] = ()
    stamp: tuple[str, ...] = ()


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


def _picture(chart: Chart, number: int) -> Picture:
    return Picture(f"figur-{number}", charts.png(chart), chart.sentence, chart.width)
