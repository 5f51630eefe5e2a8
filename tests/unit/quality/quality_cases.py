"""The cases that the checks are tried on, each under an activity or an area that names it."""

from tests.unit.quality.quality_warehouse import Row, figure, reading, registration


def series(activity: str, *counts: Row) -> list[Row]:
    """Each case has a partner of its own, so that none is late because another is not."""
    return [
        count
        | {
            "activity_id": activity,
            "reported_by": activity,
            "registration_id": f"{activity}|{count['registration_id']}",
        }
        for count in counts
    ]


def area(area_id: str, *figures: Row) -> list[Row]:
    return [one | {"area_id": area_id} for one in figures]


JOBCENTER = [
    registration("2022K2", 45, "year_to_date", file_name="jobcenter_2022K2.csv"),
    registration("2022K3", 3, "unknown", file_name="jobcenter_2022K3.csv"),
]
HIDDEN = series(
    "skjult",
    registration("2022K2", 45, "year_to_date", area_id="ringparken-330"),
    registration("2022K3", 3, "unknown", area_id="ringparken-330"),
)
TALKS = [
    registration("2022K2", 400, "year_to_date", activity_id="beboervejledning", measure_id="samtaler"),
    registration("2022K3", 30, "unknown", activity_id="beboervejledning", measure_id="samtaler"),
]
TOTAL_AMONG_PERIODS = series(
    "nytaarstal", registration("2022K1", 10), registration("2022K2", 12), registration("2022K3", 34)
)
MODE_CHANGED = series("skiftet", registration("2022K1", 20), registration("2022K2", 15, "year_to_date"))

_STEADY = [20, 22, 19, 21, 18, 20, 22, 19]
_QUARTERS = [f"{year}K{quarter}" for year in (2020, 2021, 2022) for quarter in (1, 2, 3, 4)]

REGISTRATIONS = [
    *JOBCENTER,
    *HIDDEN,
    *TALKS,
    # Totals
    *series("lille-fald", registration("2022K2", 45, "year_to_date"), registration("2022K3", 43, "year_to_date")),
    *series("stort-fald", registration("2022K2", 45, "year_to_date"), registration("2022K3", 9, "year_to_date")),
    *series("stiger", registration("2022K2", 45, "year_to_date"), registration("2022K3", 60, "year_to_date")),
    *series("nytaar", registration("2021K4", 60, "year_to_date"), registration("2022K1", 10, "year_to_date")),
    *series(
        "projekt", registration("2021K4", 100, "project_to_date"), registration("2022K1", 80, "project_to_date")
    ),
    *series(
        "mindst",
        registration("2022K2", 45, "year_to_date"),
        registration("2022K3", 40, "year_to_date", qualifier="at_least"),
    ),
    *series(
        "cirka",
        registration("2022K2", 650, "year_to_date", qualifier="about"),
        registration("2022K3", 640, "year_to_date", qualifier="about"),
    ),
    *series(
        "cirka-foer",
        registration("2022K2", 650, "year_to_date", qualifier="about"),
        registration("2022K3", 640, "year_to_date"),
    ),
    # Compared with the latest total: it falls once, from the second quarter to the third.
    *series(
        "falder-en-gang",
        registration("2022K1", 10, "year_to_date"),
        registration("2022K2", 45, "year_to_date"),
        registration("2022K3", 20, "year_to_date"),
        registration("2022K4", 30, "year_to_date"),
    ),
    *series(
        "ukendt-imellem",
        registration("2022K1", 45, "year_to_date"),
        registration("2022K2", 50, "unknown"),
        registration("2022K3", 20, "year_to_date"),
    ),
    # Counting modes
    *MODE_CHANGED,
    *series("skiftet-ved-nytaar", registration("2021K4", 60, "year_to_date"), registration("2022K1", 60)),
    *series("samme", registration("2022K1", 20), registration("2022K2", 22)),
    # Jumps
    *series("spring", *map(registration, _QUARTERS, [10, 9, 11, 10, 12, 9, 41, 37, 42, 38])),
    *series("faa", registration("2022K1", 2), registration("2022K2", 6)),
    *series("under-det-dobbelte", registration("2022K1", 200), registration("2022K2", 390)),
    *series("nul-for-meget", registration("2022K1", 20), registration("2022K2", 210)),
    *series(
        "tilbage-igen", registration("2022K1", 20), registration("2022K2", 300), registration("2022K3", 22)
    ),
    *series("ukendt-fald", registration("2022K1", 45, "unknown"), registration("2022K2", 3, "unknown")),
    *series("ukendt-stigning", registration("2022K1", 3, "unknown"), registration("2022K2", 45, "unknown")),
    *series("periode-saa-ukendt", registration("2022K1", 45), registration("2022K2", 3, "unknown")),
    *series("ukendt-nytaar", registration("2021K4", 45, "unknown"), registration("2022K1", 3, "unknown")),
    *TOTAL_AMONG_PERIODS,
    *series("lang-spring", *map(registration, _QUARTERS, [*_STEADY, 67])),
    *series("lang-jaevn", *map(registration, _QUARTERS, [*_STEADY, 25])),
    *series("lang-stille", *map(registration, _QUARTERS, [20] * 8 + [24])),
    *series(
        "skjult-spring",
        registration("2022K1", 3, area_id="ringparken-330"),
        registration("2022K2", 40, area_id="ringparken-330"),
    ),
    # One row
    registration(
        "2022", 40, "unknown", activity_id="usikker", is_doubted=True, qualifier="at_least",
        comment="Tallene er usikre.",
    ),
    *series("usikker-uden-periode", registration(None, 12, "unknown", is_doubted=True, source_reference="Bilag 2")),
    *series("negativ", registration("2022K1", -4)),
    # Two rows for one place
    *series(
        "dobbelt",
        registration("2022K1", 12, is_duplicate=True, line=2),
        registration("2022K1", 15, is_duplicate=True, line=3),
    ),
]  # fmt: skip

READINGS = [
    reading(JOBCENTER[0], "year_to_date", declared=True, count_year_to_date=45),
    reading(JOBCENTER[1], "period", declared=False, count_in_period=3, count_year_to_date=48),
    reading(JOBCENTER[1], "year_to_date", declared=False, count_year_to_date=3, is_consistent=False),
    reading(HIDDEN[1], "period", declared=False, count_in_period=3, count_year_to_date=48),
    reading(TALKS[1], "period", declared=False, count_in_period=30, count_year_to_date=430, count_to_date=430),
    reading(MODE_CHANGED[1], "year_to_date", declared=True, count_year_to_date=15, is_consistent=False),
    reading(TOTAL_AMONG_PERIODS[2], "period", declared=True, count_in_period=34, count_year_to_date=56),
]

_OTHER = {"source_reference": "B", "is_preferred": False}
_SURVEY = {"indicator_id": "trygge", "source_id": "tryghedssurvey"}

FIGURES = [
    # Jumps
    *area("hop-med-antal", figure("2019", 10, denominator=400), figure("2020", 25, denominator=400)),
    *area("hop-faa-personer", figure("2019", 10, denominator=20), figure("2020", 25, denominator=20)),
    *area("hop-uden-antal", figure("2019", 8), figure("2020", 19)),
    *area("praecis-det-dobbelte", figure("2019", 10), figure("2020", 20)),
    *area("ikke-ti-point", figure("2019", 8), figure("2020", 17)),
    *area(
        "to-instrumenter",
        figure("2019", 8, instrument="a", **_SURVEY),
        figure("2020", 60, instrument="b", **_SURVEY),
    ),
    *area("to-kilder", figure("2019", 8), figure("2020", 60, source_id="lbf_beboerdata")),
    *area("broek", figure("2019", 42), figure("2020", 0.42)),
    *area("karakterspring", figure("2019", 6, indicator_id="karakter"), figure("2020", 7.4, indicator_id="karakter")),
    # Limits
    *area("over-100", figure("2020", 120)),
    *area("praecis-100", figure("2020", 100)),
    *area("del-over-helhed", figure("2020", None, numerator=60, denominator=50)),
    *area("karakter-42", figure("2020", 42, indicator_id="karakter")),
    *area("karakter-skjult", figure("2020", 42, indicator_id="karakter", denominator=3)),
    *area("karakter-minus", figure("2020", -2, indicator_id="karakter")),
    # Shares and counts
    *area("andel-passer", figure("2020", 19.3, numerator=375, denominator=1943)),
    *area("andel-passer-ikke", figure("2020", 19.3, numerator=375, denominator=1700)),
    *area("andel-for-hoej", figure("2020", 25, numerator=375, denominator=1700)),
    *area("andel-som-broek", figure("2020", 0.22, numerator=375, denominator=1700)),
    *area("andel-skjult", figure("2020", 12, numerator=3, denominator=50)),
    *area("andel-skjult-nabo", figure("2020", 12, numerator=30, denominator=500)),
    *area("andel-mindst", figure("2020", 40, numerator=375, denominator=1700, qualifier="at_least")),
    *area("andel-cirka", figure("2020", 22, numerator=375, denominator=1749, qualifier="about")),
    # Labels
    *area("etiket-anden-alder", figure("2020", 19.3, printed_label="Andel 18-29-årige uden job")),
    *area("etiket-tankestreg", figure("2020", 19.3, printed_label="Unge (18 – 29 år) uden job")),
    *area("etiket-samme-alder", figure("2020", 19.3, printed_label="Andel unge (15–29 år) uden job")),
    *area("etiket-over-18", figure("2020", 72, printed_label="Andel over 18 år, der er trygge", **_SURVEY)),
    *area("etiket-over-30", figure("2020", 72, printed_label="Andel over 30 år, der er trygge", **_SURVEY)),
    *area("etiket-uden-alder", figure("2020", 19.3, printed_label="Andel i 2016-20 uden job")),
    # Several sources
    *area(
        "hp-amager",
        figure("2020", 375, indicator_id="unge_antal", line=10),
        figure("2020", 430, indicator_id="unge_antal", line=51, source_reference="Delaftalen", is_preferred=False),
    ),
    *area("naesten-ens", figure("2020", 54), figure("2020", 53.6, **_OTHER)),
    *area("ens-andel", figure("2020", 19.3, numerator=375), figure("2020", 19.3, numerator=430, **_OTHER)),
    *area("mindst-54", figure("2020", 54, qualifier="at_least"), figure("2020", 60, **_OTHER)),
    *area(
        "tre-kilder",
        figure("2020", 54, is_preferred=False),
        figure("2020", 61, source_id="tryghedssurvey", source_reference="B"),
        figure("2020", 64, source_id="tryghedssurvey", source_reference="C", is_preferred=False),
    ),
    *area(
        "to-maalinger",
        figure("2020", 54, instrument="a", **_SURVEY),
        figure("2020", 61, instrument="b", source_reference="B", **_SURVEY),
    ),
]  # fmt: skip
