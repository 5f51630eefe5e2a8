"""Everything that the portals and partners of the invented plan would deliver, from one fixed seed."""

from collections.abc import Iterator
from pathlib import Path

from example_data import beboerdata, boligsociale_data, events, public_lists, registrations, survey
from example_data.figures import Figures
from example_data.places import read_places


def files(seeds_dir: Path, *, with_errors: bool = True) -> Iterator[tuple[str, bytes]]:
    """(path below the raw folder, content) of every invented file; the same bytes each time. Without errors: the same
    plan without those of known_errors.csv, so that every finding on it is a false one."""
    places = read_places(seeds_dir)
    figures = Figures(places)
    yield from beboerdata.files(places, figures, with_errors=with_errors)
    yield from boligsociale_data.files(places.values(), figures, with_errors=with_errors)
    yield from public_lists.files(places, figures)
    yield from registrations.files(with_errors=with_errors)
    yield from events.files()
    yield from survey.files(places, figures)
