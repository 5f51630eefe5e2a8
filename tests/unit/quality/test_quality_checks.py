"""Each check fires on what it is for and on nothing else, and says so in words a caseworker understands."""

from typing import Any

import pytest

from quality.checks import CHECKS
from tests.unit.quality.conftest import Checked
from tests.unit.quality.quality_warehouse import JOBCENTER, PLAN

FIRES = [
    ("cumulative_decrease", {"activity_id": "beskaeftigelse"}, "critical"),
    ("cumulative_decrease", {"activity_id": "lille-fald"}, "critical"),
    ("cumulative_decrease", {"activity_id": "stort-fald"}, "critical"),
    ("cumulative_decrease", {"activity_id": "projekt"}, "critical"),
    ("cumulative_decrease", {"activity_id": "ukendt-imellem"}, "critical"),
    ("cumulative_decrease", {"activity_id": "falder-en-gang"}, "critical"),
    ("counting_mode_changed", {"activity_id": "skiftet"}, "warning"),
    ("sudden_change", {"activity_id": "spring"}, "warning"),
    ("sudden_change", {"activity_id": "ukendt-fald"}, "warning"),
    ("sudden_change", {"activity_id": "lang-spring"}, "warning"),
    ("sudden_change", {"activity_id": "periode-saa-ukendt"}, "warning"),
    ("sudden_change", {"area_id": "hop-med-antal"}, "warning"),
    ("sudden_change", {"area_id": "hop-uden-antal"}, "warning"),
    ("sudden_change", {"area_id": "praecis-det-dobbelte"}, "warning"),
    ("outside_valid_range", {"area_id": "over-100"}, "warning"),
    ("outside_valid_range", {"area_id": "del-over-helhed"}, "warning"),
    ("outside_valid_range", {"area_id": "karakter-42"}, "warning"),
    ("outside_valid_range", {"activity_id": "negativ"}, "critical"),
    ("share_mismatch", {"area_id": "andel-passer-ikke"}, "warning"),
    ("share_mismatch", {"area_id": "andel-for-hoej"}, "warning"),
    ("share_mismatch", {"area_id": "andel-mindst"}, "warning"),
    ("label_mismatch", {"area_id": "etiket-anden-alder"}, "warning"),
    ("label_mismatch", {"area_id": "etiket-over-30"}, "warning"),
    ("label_mismatch", {"area_id": "etiket-tankestreg"}, "warning"),
    ("doubted_by_reporter", {"activity_id": "usikker"}, "warning"),
    ("doubted_by_reporter", {"activity_id": "usikker-uden-periode"}, "warning"),
    ("conflicting_sources", {"area_id": "hp-amager"}, "warning"),
    ("conflicting_sources", {"area_id": "ens-andel"}, "warning"),
    ("conflicting_sources", {"area_id": "tre-kilder"}, "warning"),
    ("duplicate_report", {"activity_id": "dobbelt"}, "critical"),
    ("source_absent", {"source_id": "lbf_beboerdata"}, "info"),
    ("source_absent", {"source_id": "tryghedssurvey"}, "info"),
]
SILENT = [
    {"activity_id": "stiger"},
    {"activity_id": "nytaar"},
    {"activity_id": "mindst"},
    {"activity_id": "cirka"},
    {"activity_id": "cirka-foer"},
    {"activity_id": "skiftet-ved-nytaar"},
    {"activity_id": "samme"},
    {"activity_id": "faa"},
    {"activity_id": "under-det-dobbelte"},
    {"activity_id": "ukendt-stigning"},
    {"activity_id": "ukendt-nytaar"},
    {"activity_id": "lang-jaevn"},
    {"activity_id": "lang-stille"},
    {"area_id": "hop-faa-personer"},
    {"area_id": "ikke-ti-point"},
    {"area_id": "to-instrumenter"},
    {"area_id": "to-kilder"},
    {"area_id": "karakterspring"},
    {"area_id": "praecis-100"},
    {"area_id": "karakter-minus"},
    {"area_id": "andel-passer"},
    {"area_id": "andel-cirka"},
    {"area_id": "etiket-samme-alder"},
    {"area_id": "etiket-over-18"},
    {"area_id": "etiket-uden-alder"},
    {"area_id": "naesten-ens"},
    {"area_id": "mindst-54"},
    {"area_id": "to-maalinger"},
    {"source_id": "agreements", "check_id": "source_absent"},
    {"source_id": "registrations", "check_id": "source_absent"},
]


@pytest.mark.parametrize(("check_id", "place", "severity"), FIRES, ids=str)
def test_check_fires_once_and_alone(checked: Checked, check_id: str, place: dict[str, str], severity: str) -> None:
    found = checked.all(**place) if check_id != "source_absent" else checked.all(check_id=check_id, **place)
    assert [(row["check_id"], row["severity"], row["status"]) for row in found] == [(check_id, severity, "open")]


@pytest.mark.parametrize("place", SILENT, ids=str)
def test_nothing_is_found_where_nothing_is_wrong(checked: Checked, place: dict[str, str]) -> None:
    assert checked.all(**place) == []


def test_a_return_to_the_old_level_is_no_second_jump(checked: Checked) -> None:
    assert [row["period_id"] for row in checked.all(activity_id="tilbage-igen")] == ["2022K2"]


def test_every_check_ran(checked: Checked) -> None:
    run = checked.run
    expected = len({one.check_id for one in CHECKS})
    assert (run.status, run.checks_run, run.checks_expected) == ("completed", expected, expected)
    assert run.findings == {level: len(checked.all(severity=level)) for level in ("critical", "warning", "info")}


def test_jobcenter_case_names_figures_periods_reason_and_reporter(checked: Checked) -> None:
    found = checked.one("cumulative_decrease", activity_id="beskaeftigelse")
    assert (found["period_id"], found["related_period_id"]) == ("2022K3", "2022K2")
    assert (found["observed"], found["expected_low"], found["expected_high"]) == (3, 45, None)
    assert (found["source_id"], found["helhedsplan_id"], found["area_id"]) == ("registrations", PLAN, PLAN)
    assert found["message_da"] == (
        "En Fælles Indsats, Beskæftigelsesindsats 30+: »Borgere i praktik eller løntilskud« blev indberettet til 45 "
        "for 2. kvartal 2022, talt fra nytår, men kun til 3 for 3. kvartal 2022. Et antal, der er talt fra nytår, kan "
        "ikke falde. For 3. kvartal 2022 er det ikke oplyst, hvordan der er talt; gælder tallet kun kvartalet selv, "
        "passer de to tal sammen."
    )
    assert found["action_da"] == (
        "Spørg Slagelse Kommunes jobcenter (CAI): Gælder tallet 3 for 3. kvartal 2022 kun kvartalet, "
        "eller er det talt fra nytår?"
    )
    assert found["owner"] == JOBCENTER
    assert [(row["file_name"], row["column"], row["value"], row["reported_by"]) for row in found["evidence"]] == [
        ("jobcenter_2022K3.csv", "antal", "3", JOBCENTER),
        ("jobcenter_2022K2.csv", "antal", "45", JOBCENTER),
    ]


MESSAGES = [
    (
        "cumulative_decrease",
        {"activity_id": "lille-fald"},
        "En Fælles Indsats, lille-fald: »Borgere i praktik eller løntilskud« blev indberettet til 45 for 2. kvartal "
        "2022, talt fra nytår, men kun til 43 for 3. kvartal 2022. Begge tal er indberettet som talt fra nytår, og "
        "sådan et antal kan ikke falde.",
    ),
    (
        "counting_mode_changed",
        {"activity_id": "skiftet"},
        "En Fælles Indsats, skiftet: »Borgere i praktik eller løntilskud« er opgjort på to måder samme år: 20 for "
        "1. kvartal 2022 er kun for kvartalet selv, men 15 for 2. kvartal 2022 er talt fra nytår.",
    ),
    (
        "sudden_change",
        {"area_id": "hop-med-antal"},
        "hop-med-antal: »Andel unge uden job« er steget fra 10 % i 2019 til 25 % i 2020. Det er mindst en "
        "fordobling og mere, end tilfældige udsving kan forklare.",
    ),
    (
        "sudden_change",
        {"area_id": "hop-uden-antal"},
        "hop-uden-antal: »Andel unge uden job« er steget fra 8 % i 2019 til 19 % i 2020. Det er mindst en "
        "fordobling, og det er ikke oplyst, hvor mange personer tallene bygger på.",
    ),
    (
        "sudden_change",
        {"activity_id": "lang-spring"},
        "En Fælles Indsats, lang-spring: »Borgere i praktik eller løntilskud« er steget fra 19 i 4. kvartal 2021 til "
        "67 i 1. kvartal 2022. Ud fra seriens øvrige tal skulle det ligge mellem 5 og 36.",
    ),
    (
        "outside_valid_range",
        {"area_id": "over-100"},
        "over-100: »Andel unge uden job« står til 120 % i 2020. Det skal ligge mellem 0 % og 100 %.",
    ),
    (
        "outside_valid_range",
        {"area_id": "del-over-helhed"},
        "del-over-helhed: »Andel unge uden job« i 2020 er beregnet af 60 ud af 50. En del kan ikke være større end "
        "helheden.",
    ),
    (
        "outside_valid_range",
        {"activity_id": "negativ"},
        "En Fælles Indsats, negativ: »Borgere i praktik eller løntilskud« står til −4 i 1. kvartal 2022. Det kan ikke "
        "være under 0.",
    ),
    (
        "share_mismatch",
        {"area_id": "andel-passer-ikke"},
        "andel-passer-ikke: »Andel unge uden job« står til 19,3 % i 2020, men 375 ud af 1.700 er 22,1 %.",
    ),
    (
        "label_mismatch",
        {"area_id": "etiket-anden-alder"},
        "etiket-anden-alder: »Andel unge uden job« i 2020 (19,3 %) er i kilden trykt som »Andel 18-29-årige uden "
        "job«. Betegnelsen siger 18-29 år, men indikatoren gælder 15-29 år.",
    ),
    (
        "doubted_by_reporter",
        {"activity_id": "usikker"},
        "En Fælles Indsats, usikker: »Borgere i praktik eller løntilskud« er indberettet til mindst 40 i 2022, men "
        "indberetningen siger selv, at tallet er usikkert. Bemærkningen lyder: »Tallene er usikre.«",
    ),
    (
        "conflicting_sources",
        {"area_id": "hp-amager"},
        "Boligsocial indsats på Amager: »Antal unge uden job« er oplyst med forskellige tal i 2020: 375 (Aftalen, "
        "afsnit 5) og 430 (Delaftalen).",
    ),
    (
        "conflicting_sources",
        {"area_id": "ens-andel"},
        "ens-andel: »Andel unge uden job« er oplyst med forskellige tal i 2020: 375 (Aftalen, afsnit 5) og 430 (B). "
        "Det gælder antallet bag andelen.",
    ),
    (
        "duplicate_report",
        {"activity_id": "dobbelt"},
        "En Fælles Indsats, dobbelt: »Borgere i praktik eller løntilskud« er indberettet flere gange for 1. kvartal "
        "2022 med forskellige tal: 12 og 15. Ingen af dem bruges, før det er afklaret.",
    ),
    (
        "source_absent",
        {"source_id": "lbf_beboerdata"},
        "Der er endnu ikke modtaget data fra kilden »Beboerdata«.",
    ),
    (
        "source_absent",
        {"source_id": "tryghedssurvey"},
        "Der er modtaget 1 fil fra kilden »Tryghedssurvey«, men intet kunne bruges.",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("check_id", "place", "message"), MESSAGES)
def test_message(checked: Checked, check_id: str, place: dict[str, str], message: str) -> None:
    assert checked.one(check_id, **place)["message_da"].replace("\u00a0", " ") == message


def test_conflict_is_one_finding_with_every_figure(checked: Checked) -> None:
    found = checked.one("conflicting_sources", area_id="tre-kilder")
    assert (found["observed"], found["expected_low"], found["expected_high"]) == (61, None, None)
    assert [row["source_reference"] for row in found["evidence"]] == ["B", "Aftalen, afsnit 5", "C"]
    assert found["source_id"] is None
    assert found["action_da"].replace("\u00a0", " ").endswith("Hvilket tal er rigtigt: 61 %, 54 % eller 64 %?")


def test_owner_is_the_reporter_or_the_source(checked: Checked) -> None:
    assert checked.one("doubted_by_reporter", activity_id="usikker")["owner"] == JOBCENTER
    assert checked.one("share_mismatch", area_id="andel-passer-ikke")["owner"] == "Helhedsplanens sekretariat"
    # From two sources at once: the owner of the indicator.
    assert checked.one("conflicting_sources", area_id="tre-kilder")["owner"] == "Landsbyggefonden"


def test_small_count_of_one_area_is_never_shown(checked: Checked) -> None:
    found = checked.one("cumulative_decrease", activity_id="skjult")
    assert found["observed"] is None
    assert found["expected_low"] is None
    assert "men kun til under 5 for 3. kvartal 2022" in found["message_da"]
    assert [row["value"] for row in found["evidence"]] == ["under 5", "45"]
    for reading in found["readings"]:
        assert (reading["count_in_period"], reading["count_year_to_date"]) == (None, None)
    assert found["readings"][0]["assumption_da"].endswith("Så er der mellem 46 og 49 i alt siden nytår.")
    assert "48" not in found["readings_json"]


def test_small_count_of_a_whole_plan_is_shown(checked: Checked) -> None:
    assert checked.one("cumulative_decrease", activity_id="beskaeftigelse")["observed"] == 3


def test_jump_from_a_hidden_count_gives_no_figures(checked: Checked) -> None:
    found = checked.one("unit_or_scale_error", activity_id="skjult-spring")
    assert found["message_da"].endswith(
        "har ændret sig brat fra 1. kvartal 2022 til 2. kvartal 2022. Tallene vises ikke, fordi et af dem bygger på "
        "under 5."
    )
    assert (found["expected_low"], found["expected_high"]) == (None, None)


@pytest.mark.parametrize(
    ("area_id", "word", "reason"),
    [
        ("andel-skjult", "under 5", "et af dem bygger på under 5"),
        ("andel-skjult-nabo", "skjult", "personer ellers kan kendes"),
    ],
)
def test_figure_that_the_models_hide_is_hidden_here_too(checked: Checked, area_id: str, word: str, reason: str) -> None:
    found = checked.one("share_mismatch", area_id=area_id)
    assert found["observed"] is None
    assert found["message_da"].endswith(f"Tallene vises ikke, fordi {reason}.")
    assert [row["value"] for row in found["evidence"]] == [word]


def test_an_impossible_hidden_mean_is_not_called_a_share(checked: Checked) -> None:
    found = checked.one("outside_valid_range", area_id="karakter-skjult")
    assert found["observed"] is None
    assert (
        "Karaktergennemsnit« i 2020 står til et tal, der ikke kan lade sig gøre. Tallene vises ikke"
        in found["message_da"]
    )
    assert found["action_da"].endswith("Hvad er det rigtige tal?")


def test_findings_carry_no_technical_words(checked: Checked) -> None:
    for row in checked.rows:
        for name in ("message_da", "diagnosis_da", "action_da"):
            text: Any = row[name]
            assert not any(word in text for word in ("None", "nan", "null", "year_to_date", "unknown")), text
