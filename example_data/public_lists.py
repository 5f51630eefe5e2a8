"""The state's list of 1 December as form A: invented areas of at least 1,000 residents that are on it or near it."""

from collections.abc import Iterator, Mapping

from example_data import rows, text
from example_data.figures import Figures
from example_data.places import Place
from example_data.rows import FORM_A, Row

_AREAS = {
    "eksempelparken-999": "Eksempelparken mv.",
    "proevevaenget-999": "Prøvevænget m.fl.",
    "testparken-999": "Testparken mv.",
}
_YEARS = range(2018, 2026)


def files(places: Mapping[str, Place], figures: Figures) -> Iterator[tuple[str, bytes]]:
    delivered = [line for year in _YEARS for area_id in _AREAS for line in _list(places[area_id], figures, year)]
    # exactly-at-the-limit: 60,0 is not more than 60.
    exact = rows.the_row(delivered, omraade="Prøvevænget m.fl.", indikator="grundskole_30_59", periode="2020")
    exact.update(vaerdi="60,0", taeller="", naevner="")
    content = text.delimited(FORM_A[:9], ([line[name] for name in FORM_A[:9]] for line in delivered))
    yield "public_lists/eksempel_statens_liste.csv", content


def _list(place: Place, figures: Figures, year: int) -> Iterator[Row]:
    """The list's figures are from the year before, work and the convicted as means of two years."""

    def line(indicator_id: str, value: float, decimals: int, numerator: str = "", denominator: str = "") -> Row:
        return rows.row(
            FORM_A,
            omraade=_AREAS[place.area_id],
            kommune_kode=place.municipality_code,
            indikator=indicator_id,
            periode=str(year),
            vaerdi=text.decimal(value, decimals),
            taeller=numerator,
            naevner=denominator,
            kilde=f"Eksempeldata: opdigtet liste 1. december {year}",
        )

    residents = figures.residents(place.area_id, year)
    total = sum(people.total for people in residents)
    non_western = sum(sum(people.non_western) for people in residents)
    for indicator_id, decimals in (("uden_tilknytning_18_64", 1), ("doemte_18_plus", 2)):
        two_years = [figures.counts(indicator_id, place.area_id, year - back) for back in (1, 2)]
        mean = sum(100 * counts.numerator / counts.denominator for counts in two_years) / 2
        yield line(indicator_id, mean, decimals, denominator=text.number(two_years[0].denominator))
    taught = figures.counts("grundskole_30_59", place.area_id, year - 1)
    yield line(
        "grundskole_30_59",
        100 * taught.numerator / taught.denominator,
        1,
        text.number(taught.numerator),
        text.number(taught.denominator),
    )
    income = 100 * figures.income(place.area_id, year - 1) / figures.income("region-eksempel", year - 1)
    yield line("indkomst_pct_af_region", income, 1)
    yield line("ikke_vestlige_andel", 100 * non_western / total, 1, str(non_western), str(total))
    yield line("beboere", total, 0)
