"""LBF Boligsociale Data as form A: the fixed indicators and some more, per area, municipality and country."""

from collections.abc import Iterable, Iterator

from example_data import rows, text
from example_data.figures import MEASURES, Counts, Figures
from example_data.places import Place
from example_data.rows import FORM_A, Row

SOURCE = "Eksempeldata: Boligsociale Data, udtræk november 2025"
_YEARS = range(2014, 2025)
_ELECTIONS = {"valgdeltagelse_fv": (2015, 2019, 2022), "valgdeltagelse_kv": (2017, 2021, 2025)}
_INDICATORS = (
    "dagtilbud_1_5", "karakter_9_klasse", "grundskole_18_29_uden_udd", "unge_15_29_uden_udd_job",
    "uden_tilknytning_18_64", "sigtede_15_29", "valgdeltagelse_fv", "valgdeltagelse_kv", "afbrudt_udd_18_29",
    "bestaar_grundskolen", "grundskole_20_24_uden_udd", "grundskole_30_34_uden_udd", "trivsel_4_7_klasse",
)  # fmt: skip
_DECIMALS = {"trivsel_4_7_klasse": 2}
_LEVELS = ("boligomraade", "helhedsplan", "kommune", "land")


def files(places: Iterable[Place], figures: Figures, *, with_errors: bool = True) -> Iterator[tuple[str, bytes]]:
    """One export of everything, as a portal gives it: with a byte order mark and Windows line ends."""
    delivered = list(_rows(places, figures))
    if with_errors:
        _make_mistakes(delivered)
    content = text.delimited(FORM_A, (line.values() for line in delivered), encoding="utf-8-sig", line_end="\r\n")
    yield "lbf_boligsociale_data/eksempel_boligsociale_data.csv", content


def _rows(places: Iterable[Place], figures: Figures) -> Iterator[Row]:
    for place in places:
        if place.area_type not in _LEVELS:
            continue
        for indicator_id in _INDICATORS:
            for year in _ELECTIONS.get(indicator_id, _YEARS):
                counts = figures.counts(indicator_id, place.area_id, year)
                yield rows.row(
                    FORM_A,
                    omraade=place.name,
                    kommune_kode=place.municipality_code,
                    indikator=indicator_id,
                    periode=str(year),
                    vaerdi=_value(indicator_id, counts),
                    taeller=text.number(counts.numerator),
                    naevner=text.number(counts.denominator),
                    kilde=SOURCE,
                )


def _value(indicator_id: str, counts: Counts) -> str:
    """0 of 0 is left empty, as the portal does."""
    if not counts.denominator:
        return ""
    factor = 1 if MEASURES[indicator_id].kind == "mean" else 100
    return text.decimal(factor * counts.numerator / counts.denominator, _DECIMALS.get(indicator_id, 1))


def _make_mistakes(delivered: list[Row]) -> None:
    """Errors as they really occur; each is listed in known_errors.csv under the name before it."""

    def at(area: str, indicator: str, year: int) -> Row:
        return rows.the_row(delivered, omraade=area, indikator=indicator, periode=str(year))

    # grade-without-comma
    grade = at("Demoparken", "karakter_9_klasse", 2021)
    grade["vaerdi"] = grade["vaerdi"].replace(",", "")
    # share-as-fraction
    share = at("Kulisseparken", "unge_15_29_uden_udd_job", 2020)
    share["vaerdi"] = text.decimal(int(share["taeller"]) / int(share["naevner"]), 3)
    # numerator-and-denominator-swapped
    swapped = at("Testlunden", "dagtilbud_1_5", 2022)
    swapped["taeller"], swapped["naevner"] = swapped["naevner"], swapped["taeller"]
    # other-age-band
    at("Eksempelparken", "unge_15_29_uden_udd_job", 2023)["etiket"] = (
        "Andel 18-29-årige, der hverken er i uddannelse eller beskæftigelse"
    )
    # nought-of-nought
    nobody = at("Attrapgården", "bestaar_grundskolen", 2019)
    nobody.update(vaerdi="0", taeller="0", naevner="0")
    # areas-swapped
    one, other = (at(name, "uden_tilknytning_18_64", 2022) for name in ("Testparken", "Demolunden"))
    for column in ("vaerdi", "taeller", "naevner"):
        one[column], other[column] = other[column], one[column]
    # denominator-of-two-areas
    merged = at("Fantasihaven", "grundskole_18_29_uden_udd", 2023)
    merged["naevner"] = str(2 * int(merged["naevner"]))
    merged["taeller"] = str(2 * int(merged["taeller"]))
    # last-years-figures
    for last_year in rows.rows_with(delivered, omraade="Påfundsvej", periode="2022"):
        if last_year["indikator"] not in _ELECTIONS:
            again = at("Påfundsvej", last_year["indikator"], 2023)
            again.update({column: last_year[column] for column in ("vaerdi", "taeller", "naevner")})
    # far-above-all-others
    outlier = at("Øvelsesparken", "sigtede_15_29", 2024)
    outlier["taeller"] = str(int(outlier["naevner"]) * 3 // 10)
    outlier["vaerdi"] = text.decimal(100 * int(outlier["taeller"]) / int(outlier["naevner"]), 1)
    # sources-disagree
    disagreeing = at("Testparken", "uden_tilknytning_18_64", 2021)
    disagreeing["taeller"] = str(int(disagreeing["taeller"]) - 31)
    disagreeing["vaerdi"] = text.decimal(100 * int(disagreeing["taeller"]) / int(disagreeing["naevner"]), 1)
