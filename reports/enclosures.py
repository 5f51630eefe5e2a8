"""What travels with the mail: pictures that stand in its text, and files that hang on it."""

from dataclasses import dataclass

from reports import quarterly
from reports.content import Content


@dataclass(frozen=True)
class Picture:
    """A PNG that the HTML shows where it stands. `alt` says what it shows, for those who do not see it; `width` is in
    CSS pixels."""

    name: str
    png: bytes
    alt: str
    width: int


@dataclass(frozen=True)
class File:
    """An attachment; `kind` is its media type."""

    name: str
    kind: str
    data: bytes


@dataclass(frozen=True)
class Enclosures:
    pictures: tuple[Picture, ...] = ()
    files: tuple[File, ...] = ()


NOTHING = Enclosures()


def of_report(shown: Content) -> Enclosures:
    """The report's pictures and the report itself; the same content gives the same bytes."""
    page = quarterly.render(shown).encode("utf-8")
    return Enclosures(files=(File(quarterly.file_name(shown.quarter), "text/html", page),))
