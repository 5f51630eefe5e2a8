"""Deliveries and registry rows that only the tests know: an invented municipality, plan and areas; a few are real."""

from typing import Any

from . import courses, critical_findings, funnels, survey_deliveries

Row = dict[str, Any]

OLD, NEW = "load-old", "load-new"
REGISTERED, REGISTERED_AGAIN = "load-reg", "load-reg-again"
LISTS = "load-lists"
# Three versions of one file of figures, two of one file of counts, and another file with some of the same figures.
VERSIONS = ("load-version-1", "load-version-2", "load-version-3")
COUNT_VERSIONS = ("load-counts-1", "load-counts-2")
OTHER_FILE = "load-other-file"

SHARE = "uden_tilknytning_18_64"  # lower is better
GOOD_SHARE = "dagtilbud_1_5"  # higher is better
SURVEY = "trygge_18_plus"
PLAN = "hp-proeve"

# Numerators and denominators that Wilson limits are compared with statsmodels for; one a year.
WILSON_GRID = [(x, n) for n in (1, 5, 12, 70, 393, 10_473) for x in sorted({0, 1, n // 3, n - 1, n})]
# Area and country, for the difference between them; none so small that it is hidden.
NEWCOMBE_GRID = [(56, 70, 48, 80), (30, 100, 300, 1000), (5, 60, 600, 9000), (40, 45, 20, 45), (0, 40, 0, 500)]

SEED_ROWS: dict[str, list[Row]] = {
    "areas": [
        {"area_id": "land-proeve", "area_type": "land", "name_da": "Prøveland", "is_synthetic": "true"},
        {"area_id": "ref-alle-helhedsplaner-eksempel", "area_type": "reference", "name_da": "Alle prøveplaner",
         "is_synthetic": "true"},
        {"area_id": "kommune-999", "area_type": "kommune", "name_da": "Prøvekøbing", "municipality_code": "999",
         "parent_area_id": "region-085", "is_synthetic": "true"},
        {"area_id": PLAN, "area_type": "helhedsplan", "name_da": "Prøveplanen", "municipality_code": "999",
         "parent_area_id": "kommune-999", "valid_from": "2021-10-01", "valid_to": "2025-09-30", "is_synthetic": "true"},
        *({"area_id": f"{name}-999", "area_type": "boligomraade", "name_da": name.capitalize(),
           "municipality_code": "999", "parent_area_id": PLAN, "is_synthetic": "true"}
          for name in ("nord", "syd", "vest")),
        {"area_id": "alene-999", "area_type": "boligomraade", "name_da": "Alene", "municipality_code": "999",
         "parent_area_id": "kommune-999", "is_synthetic": "true"},
        # One whole whose part was split in two, and one that a part was added to, both at New Year 2021.
        *({"area_id": f"{whole}-999", "area_type": "boligomraade", "name_da": whole.capitalize(),
           "municipality_code": "999", "parent_area_id": "kommune-999", "is_synthetic": "true"}
          for whole in ("delt", "voksende", "register")),
        *({"area_id": f"{part}-999", "area_type": "afdeling", "name_da": part.capitalize(), "municipality_code": "999",
           "parent_area_id": f"{part.split('-')[0]}-999", "is_synthetic": "true"} | days
          for part, days in {
              "delt-hel": {"valid_to": "2020-12-31", "successor_area_id": "delt-a-999"},
              "delt-a": {"valid_from": "2021-01-01"},
              "delt-b": {"valid_from": "2021-01-01"},
              "voksende-gammel": {},
              "voksende-ny": {"valid_from": "2021-01-01"},
          }.items()),
    ],
    "activities": [
        {"activity_id": "proeveaktivitet", "name_da": "Prøveaktivitet", "helhedsplan_id": PLAN, "theme_da": "Rammer"},
    ],
    "targets": [
        {"target_id": "whole", "measure_id": "samtaler", "target_basis": "whole_agreement", "target_value": "100"},
        {"target_id": "yearly", "measure_id": "vejledninger", "target_basis": "per_year", "target_value": "40"},
        {"target_id": "silent", "measure_id": "hold", "target_basis": "whole_agreement", "target_value": "8"},
    ],
    "agreement_baselines": [
        {"helhedsplan_id": PLAN, "indicator_id": GOOD_SHARE, "area_id": "nord-999", "period_id": "2019",
         "benchmark_area_id": "kommune-999", "benchmark_period_id": "2019"},
    ],
    "corrections": [
        {"correction_id": "replace-1", "source_id": "lbf_beboerdata", "area_id": "nord-999",
         "indicator_id": SHARE, "period_id": "2010", "action": "replace", "value": "21", "expect_value": "12"},
        {"correction_id": "hide-1", "source_id": "lbf_beboerdata", "area_id": "nord-999",
         "indicator_id": SHARE, "period_id": "2011", "action": "hide", "expect_value": "77"},
        {"correction_id": "flag-1", "source_id": "lbf_beboerdata", "area_id": "nord-999",
         "indicator_id": SHARE, "period_id": "2012", "action": "flag"},
        {"correction_id": "proposed-1", "source_id": "lbf_beboerdata", "area_id": "nord-999",
         "indicator_id": SHARE, "period_id": "2012", "action": "replace", "value": "1", "status": "proposed"},
        {"correction_id": "mended-1", "source_id": "lbf_beboerdata", "area_id": "nord-999",
         "indicator_id": SHARE, "period_id": "2013", "action": "replace", "value": "41", "expect_value": "14"},
        {"correction_id": "never-1", "source_id": "lbf_beboerdata", "area_id": "nord-999",
         "indicator_id": SHARE, "period_id": "1977", "action": "replace", "value": "1", "expect_value": "2"},
        {"correction_id": "mode-1", "source_id": "registrations", "helhedsplan_id": PLAN,
         "activity_id": "proeveaktivitet", "measure_id": "mentormatch", "period_id": "2022K2",
         "action": "set_counting_mode", "counting_mode": "period", "expect_value": "7"},
    ],
}  # fmt: skip
_OTHERS = (courses, critical_findings, funnels, survey_deliveries)
for _seed, _rows in [item for module in _OTHERS for item in module.SEED_ROWS.items()]:
    SEED_ROWS[_seed] = SEED_ROWS.get(_seed, []) + _rows
for _target in SEED_ROWS["targets"]:
    _target.update(
        helhedsplan_id=PLAN, activity_id="proeveaktivitet", comparator="at_least", valid_from="2021-10-01",
        valid_to="2025-09-30", source="Prøveaftalen",
    )  # fmt: skip
SEED_ROWS["targets"] += critical_findings.TARGETS
for _correction in SEED_ROWS["corrections"]:
    _correction.setdefault("status", "active")
    _correction["reason"] = "Aftalt med leverandøren."


def raw_rows() -> dict[str, list[Row]]:
    """Every row of the delivered tables, with the loads that they came in."""
    values, registrations = _indicator_values(), _registrations()
    values += _figures_in_versions() + _figures_under_new_headings()
    registrations += _counts_in_versions()
    loads = [
        _load(OLD, "lbf_beboerdata", "2022-01-10", values),
        _load(NEW, "lbf_beboerdata", "2022-05-10", values),
        _load(LISTS, "public_lists", "2022-05-11", values),
        _load(REGISTERED, "registrations", "2022-10-01", registrations),
        _load(REGISTERED_AGAIN, "registrations", "2022-11-01", registrations),
        _load(OTHER_FILE, "lbf_beboerdata", "2022-05-31", values),
        *(
            _load(load_id, "lbf_beboerdata", f"2022-06-0{day}", values) | {"file_name": "tabel.csv"}
            for day, load_id in enumerate(VERSIONS, start=1)
        ),
        *(
            _load(load_id, "registrations", f"2022-10-0{day}", registrations) | {"file_name": "tal.csv"}
            for day, load_id in enumerate(COUNT_VERSIONS, start=2)
        ),
    ]
    delivered: dict[str, list[Row]] = {
        "raw.source": [{"source_id": "lbf_beboerdata", "name_da": "Beboerdata"}],
        "raw.load": loads,
        "raw.indicator_value": values,
        "raw.registration": registrations,
        "raw.quarantine": [
            {"load_id": VERSIONS[1], "line": 9, "key_text": f"Vest|999|{GOOD_SHARE}|1943|"},
        ],
        "raw.published_previous": [
            {"build_id": "b1", "published_at": "2022-06-01", "kind": "indicator", "area_id": "alene-999",
             "period_type": "year", "verdict": "observed",
             "indicator_id": SHARE, "period_id": "2020", "source_id": "lbf_beboerdata", "instrument": "",
             "source_reference": "Tabel 1", "value": 99.0, "load_id": NEW},
        ],
        "quality.run": [{"run_id": "run-1", "finished_at": "2022-11-14"}],
        "quality.finding": _findings(),
    }  # fmt: skip
    for more in (survey_deliveries.raw_rows(), critical_findings.raw_rows()):
        for table, rows in more.items():
            delivered.setdefault(table, []).extend(rows)
    return delivered


def _load(load_id: str, source_id: str, loaded_at: str, rows: list[Row]) -> Row:
    count = sum(row["load_id"] == load_id for row in rows)
    return {
        "load_id": load_id, "source_id": source_id, "file_name": f"{load_id}.csv", "sha256": load_id,
        "encoding": "utf-8", "loaded_at": loaded_at, "rows_read": count, "rows_loaded": count,
        "rows_quarantined": 0, "rows_skipped": 0, "status": "loaded",
    }  # fmt: skip


def _value(area_id: str, indicator_id: str, period_id: str, **others: Any) -> Row:
    return {
        "load_id": NEW, "source_id": "lbf_beboerdata", "area_id": area_id, "indicator_id": indicator_id,
        "period_id": period_id, "period_type": "year", "qualifier": "exact", "value_status": "observed",
        "source_reference": "Tabel 1",
    } | others  # fmt: skip


def _survey(area_id: str, instrument: str, **counts: int) -> Row:
    return _value(area_id, SURVEY, "2021", period_type="survey_wave", instrument=instrument, **counts)


def _on_list(area_id: str, indicator_id: str, list_year: str, value: float) -> Row:
    return _value(
        area_id, indicator_id, list_year, load_id=LISTS, source_id="public_lists", period_type="list_year", value=value
    )


def _parts() -> list[Row]:
    """Figures of parts whose wholes were not delivered."""
    counted = {
        ("delt-hel-999", "2020"): (40, 200), ("delt-a-999", "2021"): (10, 100), ("delt-b-999", "2021"): (60, 200),
        ("voksende-gammel-999", "2020"): (40, 200), ("voksende-gammel-999", "2021"): (40, 200),
        ("voksende-ny-999", "2021"): (20, 50), ("voksende-gammel-999", "2022"): (45, 200),
    }  # fmt: skip
    return [
        *(_value(area, SHARE, year, numerator=x, denominator=n) for (area, year), (x, n) in counted.items()),
        _value("voksende-ny-999", SHARE, "2022", value_status="area_too_small"),
    ]


def _indicator_values() -> list[Row]:
    rows = [
        *_parts(),
        *(_value("alene-999", "grundskole_30_59", str(1901 + i), numerator=x, denominator=n)
          for i, (x, n) in enumerate(WILSON_GRID)),
        *(_value("alene-999", GOOD_SHARE, str(1950 + i), numerator=x, denominator=n)
          for i, (x, n, _, _) in enumerate(NEWCOMBE_GRID)),
        *(_value("land-proeve", GOOD_SHARE, str(1950 + i), numerator=x, denominator=n)
          for i, (_, _, x, n) in enumerate(NEWCOMBE_GRID)),
        # Delivered twice; the second time with another value.
        _value("alene-999", SHARE, "2020", load_id=OLD, value=40.0),
        _value("alene-999", SHARE, "2020", value=42.0),
        # Known counts: the rest of the municipality is 300 − 60 of 2.000 − 200.
        _value("nord-999", SHARE, "2020", numerator=60, denominator=200),
        _value("kommune-999", SHARE, "2020", numerator=300, denominator=2000),
        # The municipality's figure is from another year; the other area has nothing to be compared with at all.
        # A municipality whose share is not that of its counts, and one with fewer persons than one of its areas.
        _value("nord-999", SHARE, "1930", numerator=60, denominator=200),
        _value("kommune-999", SHARE, "1930", value=15.0, numerator=500, denominator=2000),
        _value("nord-999", SHARE, "1931", numerator=60, denominator=200),
        _value("kommune-999", SHARE, "1931", numerator=30, denominator=150),
        _value("nord-999", "sigtede_15_29", "2021", numerator=20, denominator=300),
        _value("kommune-999", "sigtede_15_29", "2019", numerator=20, denominator=3000),
        _value("syd-999", "afbrudt_udd_18_29", "2021", value=9.8),
        _value("nord-999", "sigtede_15_29", "2018", numerator=0, denominator=0),
        # A whole with three parts: one is small, so another must go too.
        _value(PLAN, "grundskole_18_29_uden_udd", "2020", numerator=60, denominator=300),
        _value("nord-999", "grundskole_18_29_uden_udd", "2020", numerator=3, denominator=100, note="Tre personer."),
        _value("syd-999", "grundskole_18_29_uden_udd", "2020", numerator=17, denominator=100),
        _value("vest-999", "grundskole_18_29_uden_udd", "2020", numerator=40, denominator=100),
        _value("kommune-999", "grundskole_18_29_uden_udd", "2020", numerator=500, denominator=4000),
        # The agreement's baseline, a later figure, and the same for the municipality.
        _value("nord-999", GOOD_SHARE, "2018", numerator=50, denominator=100),
        _value("nord-999", GOOD_SHARE, "2019", numerator=60, denominator=100),
        _value("nord-999", GOOD_SHARE, "2022", numerator=90, denominator=110),
        _value("kommune-999", GOOD_SHARE, "2019", numerator=1560, denominator=2100),
        _value("kommune-999", GOOD_SHARE, "2022", numerator=1690, denominator=2110),
        # Two instruments in one year.
        _survey("nord-999", "vive-2015-18", numerator=60, denominator=100),
        _survey("ref-alle-helhedsplaner-eksempel", "lbf-megafon-2023", numerator=700, denominator=1000),
        _survey("syd-999", "vive-2015-18", numerator=10, denominator=29),
        # Under clarification, warned about, and a finding that is closed.
        _value("vest-999", SHARE, "2019", numerator=60, denominator=200),
        _value("vest-999", SHARE, "2020", numerator=160, denominator=200),
        _value("syd-999", SHARE, "2020", numerator=61, denominator=200),
        _value(PLAN, SHARE, "2020", numerator=62, denominator=200),
        # What the list of 2019 asks for, from a register.
        *(_value("register-999", indicator, year, value=value, denominator=1000)
          for indicator, year, value in (
              (SHARE, "2017", 39.9), (SHARE, "2018", 40.1), ("grundskole_30_59", "2019", 61.0))),
        _value("register-999", "beboere", "2019", value=1200),
        # Corrected.
        _value("nord-999", SHARE, "2010", value=12.0, numerator=24, denominator=200),
        _value("nord-999", SHARE, "2011", value=77.0),
        _value("nord-999", SHARE, "2012", value=33.0),
        _value("nord-999", SHARE, "2013", value=41.0),
        # One document, one heading, two figures, under two labels.
        _value("syd-999", "karakter_9_klasse", "2020", value=6.0, source_reference="Afsnit 5"),
        _value("syd-999", "karakter_9_klasse", "2020", value=6.4, source_reference="Afsnit 5", printed_label="Snit"),
        *(_on_list("ringparken-330", indicator, "2019", value)
          for indicator, value in (
              ("uden_tilknytning_18_64", 41.2), ("doemte_18_plus", 2.07), ("grundskole_30_59", 70.2),
              ("indkomst_pct_af_region", 57.7), ("ikke_vestlige_andel", 57.0), ("beboere", 2008.0))),
        *(_on_list("vollsmose-461", "grundskole_30_59", year, value)
          for year, value in (("2017", 57.2), ("2018", 78.8))),
        *(_value(**row) for row in [*courses.values(), *funnels.values()]),
    ]  # fmt: skip
    return [row | {"line": line} for line, row in enumerate(rows, start=2)]


def _registration(measure_id: str, period_id: str | None, counting_mode: str, count: int, **others: Any) -> Row:
    return {
        "load_id": REGISTERED, "source_id": "registrations", "helhedsplan_id": PLAN, "area_id": PLAN,
        "activity_id": "proeveaktivitet", "measure_id": measure_id, "period_id": period_id,
        "period_type": None if period_id is None else "year" if len(period_id) == 4 else "quarter",
        "counting_mode": counting_mode, "reported_count": count, "qualifier": "exact", "has_repeats": "unknown",
        "is_doubted": False, "reported_by": "Prøveholdet",
    } | others  # fmt: skip


def _jobcenter(measure_id: str, period_id: str, counting_mode: str, count: int) -> Row:
    return _registration(
        measure_id, period_id, counting_mode, count, helhedsplan_id="hp-en-faelles-indsats",
        area_id="hp-en-faelles-indsats", activity_id="beskaeftigelsesindsats-30-plus",
        reported_by="Jobcentret",
    )  # fmt: skip


def _registrations() -> list[Row]:
    rows = [
        _jobcenter("borgere-i-praktik-eller-loentilskud", "2022K2", "year_to_date", 45),
        _jobcenter("borgere-i-ordinaer-beskaeftigelse", "2022K2", "year_to_date", 15),
        _jobcenter("borgere-i-praktik-eller-loentilskud", "2022K3", "unknown", 3),
        _registration("samtaler", "2022", "project_to_date", 650, helhedsplan_id="hp-en-faelles-indsats",
                      area_id="hp-en-faelles-indsats", activity_id="beboervejledning", qualifier="about"),
        # From the plan's first quarter on nothing is missing, so the count since it began is known.
        _registration("samtaler", "2021K4", "period", 10),
        _registration("samtaler", "2022K1", "period", 20, qualifier="at_least"),
        _registration("samtaler", "2022K2", "year_to_date", 25),
        _registration("samtaler", "2022K3", "period", 5),
        _registration("samtaler", "2023K1", "period", 5),
        # A yearly target.
        _registration("vejledninger", "2022K1", "period", 20),
        _registration("vejledninger", "2022K2", "period", 20),
        # Persons are not added up.
        _registration("deltagere", "2022K1", "period", 8),
        _registration("deltagere", "2022K2", "period", 9),
        # Delivered again with another count; and twice in one load.
        _registration("virksomhedsbesoeg", "2022K1", "period", 30),
        _registration("virksomhedsbesoeg", "2022K1", "period", 33, load_id=REGISTERED_AGAIN),
        _registration("familier", "2022K1", "period", 12),
        _registration("familier", "2022K1", "period", 15),
        # One area: three is hidden, so is the step from ten to twelve; nought and five are shown.
        _registration("deltagelser", "2022K1", "period", 3, area_id="nord-999"),
        _registration("deltagelser", "2022K1", "period", 5, area_id="syd-999"),
        _registration("deltagelser", "2022K1", "period", 0, area_id="vest-999"),
        _registration("unge-i-job", "2022K1", "year_to_date", 10, area_id="nord-999"),
        _registration("unge-i-job", "2022K2", "year_to_date", 12, area_id="nord-999"),
        _registration("unge-i-job", "2022K3", "year_to_date", 20, area_id="nord-999"),
        # "Mindst" is carried through a sum; places and persons who may come again are not summed.
        _registration("satellittraeninger", "2021K4", "period", 60, qualifier="at_least"),
        _registration("satellittraeninger", "2022K1", "period", 40),
        _registration("skoler-og-institutioner", "2021K4", "period", 2),
        _registration("skoler-og-institutioner", "2022K1", "period", 3),
        _registration("boern-i-boernedemokrati", "2021K4", "period", 8, has_repeats="yes"),
        _registration("boern-i-boernedemokrati", "2022K1", "period", 6),
        # What was counted over a hidden quarter would give it away; and so would a plan that is the sum of its areas.
        *(_registration("unge-i-job", f"2022K{quarter}", "period", count, area_id="syd-999")
          for quarter, count in ((1, 10), (2, 3), (3, 8), (4, 9))),
        *(_registration("virksomhedsbesoeg", "2023K1", "period", count, area_id=area)
          for area, count in (("nord-999", 3), ("syd-999", 9), ("vest-999", 18), (PLAN, 30))),
        # Nobody was added after a hidden step, so what stands after it is as telling.
        *(_registration("unge-i-job", f"2022K{quarter}", "year_to_date", count, area_id="vest-999")
          for quarter, count in ((1, 10), (2, 12), (3, 12), (4, 30))),
        # Unknown period, and a counting mode that a correction settles.
        _registration("frivillige", None, "project_to_date", 200, qualifier="at_least"),
        _registration("mentormatch", "2022K1", "period", 6),
        _registration("mentormatch", "2022K2", "unknown", 7),
    ]  # fmt: skip
    return [row | {"line": line} for line, row in enumerate(rows, start=2)]


def _figures_in_versions() -> list[Row]:
    first, second, third = VERSIONS
    delivered = [
        # Year, the loads that hold it and with which value
        ("1940", {first: 50.0, second: 50.0, third: 50.0}),
        ("1941", {first: 51.0}),
        ("1942", {OTHER_FILE: 60.0, first: 52.0}),
        ("1943", {first: 53.0, third: 53.5}),
        ("1944", {first: 54.0, third: 54.5}),
        ("1945", {first: 55.0, second: 56.0}),
    ]
    return [
        _value("vest-999", GOOD_SHARE, year, load_id=load_id, value=value, line=line, area_text="Vest",
               municipality_code="999", indicator_text=GOOD_SHARE, source_reference="Tabel 2")
        for line, (year, values) in enumerate(delivered, start=2)
        for load_id, value in values.items()
    ]  # fmt: skip


def _figures_under_new_headings() -> list[Row]:
    """The first version has them under one heading, the later ones under another."""
    first, second, third = VERSIONS
    delivered = [
        ("1946", first, "Tabel 2", 56.0), ("1946", second, "Tabel 3", 56.0), ("1946", third, "Tabel 3", 56.0),
        ("1947", first, "Tabel 2", 57.0), ("1947", second, "Tabel 3", 57.5), ("1947", third, "Tabel 3", 57.5),
    ]  # fmt: skip
    return [
        _value("vest-999", GOOD_SHARE, year, load_id=load_id, value=value, line=line, area_text="Vest",
               municipality_code="999", indicator_text=GOOD_SHARE, source_reference=heading)
        for line, (year, load_id, heading, value) in enumerate(delivered, start=101)
    ]  # fmt: skip


def _counts_in_versions() -> list[Row]:
    first, second = COUNT_VERSIONS
    return [
        _registration("klubber", "2022K1", "period", 30, load_id=first, line=2),
        _registration("klubber", "2022K2", "period", 31, load_id=first, line=3),
        _registration("klubber", "2022K1", "period", 30, load_id=second, line=2),
    ]


def _finding(finding_id: str, severity: str, status: str, **key: Any) -> Row:
    return {"finding_id": finding_id, "check_id": "sudden_change", "severity": severity, "status": status} | key


def _findings() -> list[Row]:
    return [
        _finding("f1", "critical", "open", helhedsplan_id="hp-en-faelles-indsats", area_id="hp-en-faelles-indsats",
                 activity_id="beskaeftigelsesindsats-30-plus", measure_id="borgere-i-praktik-eller-loentilskud",
                 period_id="2022K3", related_period_id="2022K2"),
        _finding("f2", "critical", "investigating", area_id="vest-999", indicator_id=SHARE, period_id="2020",
                 related_period_id="2019"),
        _finding("f3", "warning", "open", area_id="syd-999", indicator_id=SHARE, period_id="2020"),
        _finding("f4", "critical", "explained", area_id=PLAN, indicator_id=SHARE, period_id="2020"),
        _finding("f5", "info", "open", area_id="nord-999", indicator_id=SHARE, period_id="2020"),
    ]  # fmt: skip
