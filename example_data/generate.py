"""Everything that the portals and partners of the invented plan would deliver, from one fixed seed."""

from collections.abc import Iterator
from pathlib import Path

from example_data import beboerdata, boligsociale_data, events, public_lists, registrations, survey
from example_data.figures import Figures
from example_data.places import read_places


def files(seeds_dir: Path) -> Iterator[tuple[str, bytes]]:
    """(path below the raw folder, content) of every invented file; the same bytes each time."""
    places = read_places(seeds_dir)
    figures = Figures(places)
    yield from beboerdata.files(places, figures)
    yield from boligsociale_data.files(places.values(), figures)
    yield from public_lists.files(places, figures)
    yield from registrations.files()
    yield from events.files()
    yield from survey.files(places, figures)
