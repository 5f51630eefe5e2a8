"""Figures over many years that only the tests know: one invented area for each course that can be told or not told."""

from collections.abc import Sequence
from typing import Any

Row = dict[str, Any]

SHARE = "uden_tilknytning_18_64"  # lower is better; a change of 5 points is worth telling
NEUTRAL = "ikke_vestlige_andel"
MEAN = "karakter_9_klasse"
EVENTS = "ssp_sager_niveau_1_2"  # a count; lower is better
RATE = "proeve_hyppighed"  # per 1.000
YOUNG = "unge_15_29_uden_udd_job"
SURVEY = "trygge_18_plus"

# Counts and means whose limits are held against scipy; one a year.
EVENT_GRID = [*range(13), 30, 400, 12_345]
MEAN_GRID = [(2, 1.5), (10, 2.0), (201, 2.0), (202, 2.0), (1000, 3.0), (50_000, 3.0), (1, 2.0)]

# Shares in percent of a fixed number, one a year from 2001 on.
_SHARES: dict[str, tuple[int, Sequence[float]]] = {
    "falder": (400, (40, 36, 33, 30, 26, 22)),
    "stiger": (400, (22, 26, 30, 33, 36, 40)),
    "jaevnt": (10_000, (20, 20.3, 19.9, 20.1, 20)),
    "lille": (60, (30, 35, 25, 30, 40)),
    "fire-tal": (400, (40, 33, 28, 22)),
    "et-tal-afgoer": (2000, (30.5, 30.4, 30.3, 30.2, 36)),
    "op-og-ned": (400, (40, 20, 25, 18, 22)),
    "falder-som-kommunen": (2400, (30, 29.2, 28.4, 27.6, 26.8, 26)),
}
_MUNICIPALITY = (10_000, (30, 29.5, 29, 28.5, 28, 27.5))
# Printed shares without their n.
_PRINTED: dict[str, Sequence[float]] = {
    "trykt": (30, 29.2, 28.1, 27.3, 26.4, 25.1, 24.2, 23),
    "trykt-kort": (30, 29.2, 28.1, 27.3, 26.4, 25.1, 24.2),
    "trykt-ens": (10.1,) * 8,
    "trykt-uroligt": (30, 22, 31, 25, 28, 21, 30, 24),
}
_MEANS = (5.0, 5.2, 5.5, 5.6, 5.9, 6.1, 6.2, 6.6)
_MEAN_SIZES = (40, 60, 80, 50, 300, 60, 70, 45)
_EVENTS = {
    "sager": (60, 55, 52, 44, 40, 33, 28, 21),
    "sager-uroligt": (60, 20, 55, 90, 30, 70, 25, 66),
}
# Two quarters a year: level all along within each, and far apart.
_QUARTERS = {"K1": (40.0, 40.0, 40.0, 40.0, 40.0), "K3": (10.0, 10.0, 10.0, 10.0, 10.0)}

AREAS = (
    *_SHARES, *_PRINTED, *_EVENTS, "neutral", "gennemsnit", "hyppighed", "kvartaler", "skjult-aar", "ny-undersoegelse",
    "andre-aldre", "spredning",
)  # fmt: skip

SEED_ROWS: dict[str, list[Row]] = {
    "areas": [
        {"area_id": "kommune-997", "area_type": "kommune", "name_da": "Forløbskøbing", "municipality_code": "997",
         "parent_area_id": "region-085", "is_synthetic": "true"},
        *({"area_id": f"{name}-997", "area_type": "boligomraade", "name_da": name.capitalize(),
           "municipality_code": "997", "parent_area_id": "kommune-997", "is_synthetic": "true"} for name in AREAS),
    ],
    "indicators": [
        {"indicator_id": RATE, "name_da": "Indbrud pr. 1.000", "definition_da": "Indbrud pr. 1.000 husstande.",
         "measure_type": "rate", "unit": "pr. 1.000", "direction": "lower_is_better", "theme_da": "Rammer",
         "source_id": "lbf_beboerdata", "benchmark_kind": "rest_of_municipality", "period_type": "year",
         "decimals": "1", "owner": "Prøven", "is_fixed": "false", "rate_per": "1000", "is_stock": "false",
         "relevant_change": "3"},
    ],
    "agreement_baselines": [
        {"helhedsplan_id": "hp-proeve", "indicator_id": EVENTS, "area_id": "sager-997", "period_id": "2002",
         "benchmark_area_id": "", "benchmark_period_id": ""},
    ],
}  # fmt: skip


def values() -> list[Row]:
    """The rows of form A, without load and line."""
    rows = []
    for area, (n, shares) in {"kommune": _MUNICIPALITY, **_SHARES}.items():
        rows += [_share(f"{area}-997", SHARE, 2001 + i, n, share) for i, share in enumerate(shares)]
    for area, printed in _PRINTED.items():
        rows += [_value(f"{area}-997", SHARE, 2001 + i, value=share) for i, share in enumerate(printed)]
    rows += [_share("neutral-997", NEUTRAL, 2001 + i, 400, share) for i, share in enumerate(_SHARES["falder"][1])]
    rows += [
        _value("gennemsnit-997", MEAN, 2001 + i, value=mean, denominator=n, standard_deviation=1.0)
        for i, (mean, n) in enumerate(zip(_MEANS, _MEAN_SIZES, strict=True))
    ]
    for area, counts in _EVENTS.items():
        rows += [_value(f"{area}-997", EVENTS, 2001 + i, value=float(events)) for i, events in enumerate(counts)]
    rows += [_value("alene-999", EVENTS, 1901 + i, value=float(events)) for i, events in enumerate(EVENT_GRID)]
    rows += [
        _value("spredning-997", MEAN, 1901 + i, value=6.0, denominator=n, standard_deviation=spread)
        for i, (n, spread) in enumerate(MEAN_GRID)
    ]
    rows += [
        _value("hyppighed-997", RATE, 2001, numerator=60, denominator=2000),
        _value("kommune-997", RATE, 2001, numerator=160, denominator=12_000),
        _value("hyppighed-997", RATE, 2002, numerator=7, denominator=2000),
        _value("kommune-997", RATE, 2002, numerator=130, denominator=12_000),
    ]
    rows += [
        _share("kvartaler-997", SHARE, 2001 + i, 1000, share)
        | {"period_id": f"{2001 + i}{quarter}", "period_type": "quarter"}
        for quarter, shares in _QUARTERS.items()
        for i, share in enumerate(shares)
    ]
    # The same course as »falder«, but one year is so small that it is hidden.
    rows += [_share("skjult-aar-997", SHARE, 2001 + i, 400, share) for i, share in enumerate(_SHARES["falder"][1])]
    rows[-3] |= {"numerator": 2.0}
    rows += [
        _survey("ny-undersoegelse-997", 2013, "vive-2015-18"),
        _survey("ny-undersoegelse-997", 2018, "vive-2015-18"),
        _survey("ny-undersoegelse-997", 2023, "lbf-megafon-2023"),
    ]
    # The area's figures count other ages than the registry says; from the second year on they do not.
    other_ages = "Andel 18-29-årige, der hverken er i uddannelse eller job"
    rows += [
        _share("andre-aldre-997", YOUNG, 2001, 400, 20) | {"printed_label": other_ages},
        _share("andre-aldre-997", YOUNG, 2002, 400, 20),
        _share("kommune-997", YOUNG, 2001, 10_000, 15),
        _share("kommune-997", YOUNG, 2002, 10_000, 15),
    ]
    return rows


def _value(area_id: str, indicator_id: str, year: int, **others: Any) -> Row:
    return {"area_id": area_id, "indicator_id": indicator_id, "period_id": str(year)} | others


def _share(area_id: str, indicator_id: str, year: int, n: int, share: float) -> Row:
    return _value(area_id, indicator_id, year, numerator=round(n * share / 100), denominator=n)


def _survey(area_id: str, wave: int, instrument: str) -> Row:
    row = _share(area_id, SURVEY, wave, 300, 60)
    return row | {"period_type": "survey_wave", "instrument": instrument}
