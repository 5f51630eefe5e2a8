"""Cases for the checks that hold indicators against other years, other areas and what was agreed."""

from collections.abc import Iterator
from datetime import date

from tests.unit.quality.quality_warehouse import Row, figure, registration

_SURVEY = {"period_type": "survey_wave", "source_id": "tryghedssurvey", "indicator_id": "trygge"}
YEARS = range(2012, 2021)


def _series(area_id: str, *shares: float, persons: int = 400, first: int = 2012, **more: object) -> list[Row]:
    return [
        figure(str(first + at), round(100 * round(persons * share / 100) / persons, 1), area_id=area_id,
               numerator=round(persons * share / 100), denominator=persons, **more)
        for at, share in enumerate(shares)
    ]  # fmt: skip


_STEADY = (20, 21, 20, 19, 20, 21, 20, 20)


def _peers() -> Iterator[Row]:
    """Twelve areas; the last jumps out once, the one before it always lies far out."""
    for number in range(12):
        for year in (2018, 2019, 2020):
            share = 20 + number % 3 + (year - 2018)
            if number == 11 and year == 2020:
                share = 60
            if number == 10:
                share = 33
            yield figure(str(year), share, area_id=f"jaevn-{number:02}", indicator_id="trivsel",
                         numerator=2 * share, denominator=200)  # fmt: skip


def _moved() -> Iterator[Row]:
    """Nine areas of which another age is counted from 2020."""
    for number in range(9):
        for year in range(2016, 2021):
            persons = (100 + 20 * number) * (3 if year == 2020 else 4) // 4
            yield figure(str(year), 25, area_id=f"alder-{number}", indicator_id="aeldre",
                         numerator=persons // 4, denominator=4 * (persons // 4))  # fmt: skip


def _copied(area_id: str, *, differing: int) -> Iterator[Row]:
    for number in range(6):
        for year in (2019, 2020):
            persons = 100 + 7 * number + (year - 2019 if number < differing else 0)
            yield figure(str(year), round(5000 / persons, 1), area_id=area_id, indicator_id=f"kopi-{number}",
                         numerator=50, denominator=persons)  # fmt: skip


def _by_sex(area_id: str, whole: Row, men: Row, women: Row | None) -> Iterator[Row]:
    """Figures as their value, or as their numerator and denominator."""
    for indicator_id, told in (("mennesker", whole), ("maend", men), ("kvinder", women)):
        if told:
            value = told.get("value") or round(100 * told["numerator"] / told["denominator"], 1)
            yield figure("2020", area_id=area_id, indicator_id=indicator_id, **told | {"value": value})


def _of(numerator: int, denominator: int) -> Row:
    return {"numerator": numerator, "denominator": denominator}


FIGURES = [
    *_by_sex("koen-passer", _of(100, 400), _of(60, 201), _of(40, 200)),
    *_by_sex("koen-for-faa", _of(100, 400), _of(60, 200), _of(35, 150)),
    *_by_sex("koen-taeller", _of(100, 400), _of(60, 200), _of(80, 200)),
    *_by_sex("koen-een-for-mange", _of(100, 400), _of(120, 500), None),
    *_by_sex("koen-een", _of(100, 400), _of(60, 200), None),
    *_by_sex("koen-andele", {"value": 50}, {"value": 30}, {"value": 40}),
    *_by_sex("koen-andele-passer", {"value": 40.4}, {"value": 30}, {"value": 40}),
    *_by_sex("koen-skjult", _of(100, 400), _of(60, 200), _of(3, 150)),
    figure("2020", 25, area_id="snaever-passer", indicator_id="mennesker", **_of(100, 400)),
    figure("2020", 30, area_id="snaever-passer", indicator_id="helt_unge", **_of(60, 200)),
    figure("2020", 25, area_id="snaever-for-mange", indicator_id="mennesker", **_of(100, 400)),
    figure("2020", 20, area_id="snaever-for-mange", indicator_id="helt_unge", **_of(90, 450)),
    *_series("uden-komma", *_STEADY), figure("2020", 2.1, area_id="uden-komma"),
    *_series("med-komma", *_STEADY, 21),
    *_series("ombyttet-a", *_STEADY, 45),
    *_series("ombyttet-b", 44, 45, 44, 46, 45, 44, 45, 44, 20),
    *_series("spring-alene", *_STEADY, 45),
    *_series("dobbelt-saa-mange", *_STEADY), *_series("dobbelt-saa-mange", 20, persons=800, first=2020),
    *_series("lidt-flere", *_STEADY), *_series("lidt-flere", 20, persons=440, first=2020),
    *_copied("kopieret", differing=0),
    *_copied("naesten-kopieret", differing=2),
    *_peers(),
    *_moved(),
    figure("2020", 0, area_id="nul-af-nul", numerator=0, denominator=0),
    figure("2020", None, area_id="tom-af-nul", numerator=0, denominator=0, value_status="not_delivered"),
    *(figure("2020", 764 if area == "helhed-mangler" else 1342, area_id=area, indicator_id="unge_antal")
      for area in ("helhed-mangler", "helhed-passer")),
    figure("2020", 54, area_id="nyt-skema", instrument="b", **_SURVEY),
    figure("2020", 54, area_id="samme-skema", instrument="a", **_SURVEY),
    figure("2020", 25, area_id="aendret"), figure("2020", 25, area_id="uaendret"),
]  # fmt: skip


REGISTRATIONS = [
    registration("2022K1", 20, activity_id="for-sent", reported_date=date(2022, 5, 12)),
    registration("2022K1", 20, activity_id="til-tiden", reported_date=date(2022, 4, 30)),
]


def _total(area_id: str) -> Row:
    return {
        "area_id": area_id, "indicator_id": "unge_antal", "period_id": "2020", "period_type": "year",
        "source_id": "agreements", "parts_expected": 2, "state": "complete", "value": 1342, "qualifier": "exact",
        "delivered_source_id": "agreements", "delivered_status": "observed", "delivered_qualifier": "exact",
        "delivered_value": 764 if area_id == "helhed-mangler" else 1342,
    }  # fmt: skip


def _published(area_id: str, value: float) -> Row:
    return {
        "kind": "indicator", "area_id": area_id, "indicator_id": "unge", "period_id": "2020", "period_type": "year",
        "source_id": "agreements", "instrument": "", "value": value, "is_corrected": False, "is_computed": False,
    }  # fmt: skip


_HERE = {"area_type": "boligomraade", "municipality_code": "330"}
TABLES: dict[str, list[Row]] = {
    "marts.dim_area": [
        {"area_id": "ombyttet-a", "name_da": "Nørrevang"} | _HERE,
        {"area_id": "ombyttet-b", "name_da": "Søndervang"} | _HERE,
        {"area_id": "spring-alene", "name_da": "Østervang", "area_type": "boligomraade", "municipality_code": "101"},
        {"area_id": "nyt-skema", "name_da": "Vestervang"} | _HERE,
        {"area_id": "samme-skema", "name_da": "Midtvang"} | _HERE,
        {"area_id": "kommune-330", "name_da": "Slagelse Kommune", "area_type": "kommune", "municipality_code": "330"},
        {"area_id": "kommune-101", "name_da": "København", "area_type": "kommune", "municipality_code": "101"},
        *({"area_id": f"jaevn-{number:02}", "name_da": f"Jævn {number}"} | _HERE for number in range(12)),
        *({"area_id": f"alder-{number}", "name_da": f"Alder {number}"} | _HERE for number in range(9)),
    ],
    "marts.dim_indicator": [
        {"indicator_id": name, "name_da": title, "measure_type": "proportion", "unit": "%", "min_value": 0,
         "max_value": 100, "owner": "Landsbyggefonden", "benchmark_kind": "rest_of_municipality"}
        for name, title in [("trivsel", "Andel, der trives"), ("aeldre", "Andel ældre uden job"),
                            ("mennesker", "Andel uden job"), ("maend", "Andel mænd uden job"),
                            ("kvinder", "Andel kvinder uden job"), ("helt_unge", "Andel helt unge uden job"),
                            *((f"kopi-{number}", f"Andel nr. {number}") for number in range(6))]
    ],
    "registry.corrections": [{"correction_id": state} for state in ("used", "can_go", "not_delivered")],
    "facts.fct_correction": [
        {"correction_id": state, "area_id": "rettet", "indicator_id": "unge", "period_id": "2020", "state": state,
         "message_da": f"Rettelsen står som {state}.", "owner": "Sekretariatet"}
        for state in ("used", "can_go", "not_delivered")
    ],
    "facts.fct_area_total": [_total("helhed-mangler"), _total("helhed-passer")],
    "facts.fct_published_previous": [_published("aendret", 31), _published("uaendret", 25)],
    "intermediate.int_area_parts": [
        {"whole_area_id": whole, "part_area_id": f"{whole}-{part}"}
        for whole in ("helhed-mangler", "helhed-passer") for part in (1, 2)
    ],
    "intermediate.int_instrument_changes": [
        {"area_id": "nyt-skema", "indicator_id": "trygge", "period_id": "2020", "instrument": "b",
         "earlier_period_id": "2017", "reason_da": "Brud i serien: tallene er fra to undersøgelser."},
    ],
    "intermediate.int_indicator_suppressions": [
        {"area_id": "koen-skjult", "indicator_id": "kvinder", "period_id": "2020", "period_type": "year",
         "instrument": "", "reason": "few"},
    ],
    "registry.indicator_relations": [
        {"indicator_id": "maend", "relation": "part_of", "related_indicator_id": "mennesker", "breakdown_da": "køn"},
        {"indicator_id": "kvinder", "relation": "part_of", "related_indicator_id": "mennesker", "breakdown_da": "køn"},
        {"indicator_id": "helt_unge", "relation": "within", "related_indicator_id": "mennesker"},
    ],
    "registry.agreement_baselines": [
        {"helhedsplan_id": "hp", "indicator_id": "trivsel", "area_id": area_id, "period_id": "2020",
         "benchmark_area_id": benchmark}
        for area_id, benchmark in [("jaevn-00", "kommune-330"), ("jaevn-01", "kommune-101"), ("jaevn-02", "jaevn-03")]
    ],
    "registry.reporting_calendar": [
        {"helhedsplan_id": "hp-en-faelles-indsats", "activity_id": activity, "measure_id": "praktik",
         "reporter": "Jobcenteret", "cadence": "quarterly", "days_after": 30,
         "valid_from": date(2022, 1, 1), "valid_to": date(2022, 3, 31)}
        for activity in ("for-sent", "til-tiden")
    ],
}  # fmt: skip
