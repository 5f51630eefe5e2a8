"""The checks of indicators against other years, other areas and what was agreed: one that fires, one that is silent."""

from pathlib import Path

import duckdb
import pytest

from quality import warehouse
from quality.check import Rule
from tests.unit.quality.conftest import Checked, Run, findings
from tests.unit.quality.indicator_cases import FIGURES, TABLES
from tests.unit.quality.quality_warehouse import build

MESSAGES = [
    (
        "unit_or_scale_error",
        {"area_id": "uden-komma"},
        "factor_ten",
        "uden-komma: »Andel unge uden job« står til 2,1 % i 2020 efter 20 % i 2019. Med kommaet på den rigtige plads "
        "ville tallet være 21 % og passe ind i rækken.",
    ),
    (
        "shifted_or_swapped",
        {"area_id": "ombyttet-a"},
        "shifted",
        "Nørrevang: »Andel unge uden job« står til 45 % i 2020 efter 20 % i 2019. 45 % ligner tallene for Søndervang, "
        "hvis eget tal samtidig ligner dette områdes.",
    ),
    (
        "denominator_jump",
        {"area_id": "dobbelt-saa-mange"},
        "real_change_or_unknown",
        "dobbelt-saa-mange: »Andel unge uden job« er beregnet blandt 800 personer i 2020 mod 400 i 2019. Antallet er "
        "steget mere end en halv gang på et år. Selve tallet er næsten uændret, så tæller og nævner er ændret sammen.",
    ),
    (
        "stale_repeat",
        {"area_id": "kopieret", "indicator_id": "kopi-0"},
        "repeated",
        "kopieret: »Andel nr. 0« er præcis det samme i 2020 som i 2019: 50 %. Det gælder 6 af områdets 6 tal fra "
        "kilden, med tæller og nævner.",
    ),
    (
        "area_outlier",
        {"area_id": "jaevn-11"},
        "real_change_or_unknown",
        "Jævn 11: »Andel, der trives« står til 60 % i 2020. For et område af den størrelse ligger tallet ellers mellem "
        "12,7 % og 43,9 %, når 12 områder af samme slags ses under ét (26,8 %), og der lå området selv i nabo-året.",
    ),
    (
        "parts_do_not_sum",
        {"area_id": "helhed-mangler"},
        "none",
        "helhed-mangler: »Antal unge uden job« står til 764 i 2020, men områdets 2 dele giver 1.342 tilsammen.",
    ),
    (
        "parts_do_not_sum",
        {"area_id": "koen-for-faa"},
        "none",
        "koen-for-faa: »Andel uden job« bygger på 400 i 2020, men de 2 tal fordelt på køn giver 350 tilsammen.",
    ),
    (
        "parts_do_not_sum",
        {"area_id": "koen-taeller"},
        "none",
        "koen-taeller: »Andel uden job« bygger på 100 i 2020, men de 2 tal fordelt på køn giver 140 tilsammen. Det "
        "gælder dem, der er talt i tælleren.",
    ),
    (
        "parts_do_not_sum",
        {"area_id": "koen-een-for-mange"},
        "none",
        "koen-een-for-mange: »Andel uden job« bygger på 400 i 2020, men tallet fordelt på køn giver 500 tilsammen. Og "
        "ikke alle grupper er leveret.",
    ),
    (
        "parts_do_not_sum",
        {"area_id": "koen-andele"},
        "none",
        "koen-andele: »Andel uden job« står til 50 % i 2020, men tallene fordelt på køn går fra 29,5 % til 40,5 %. "
        "Tallet for alle skal ligge imellem dem.",
    ),
    (
        "parts_do_not_sum",
        {"area_id": "koen-skjult"},
        "none",
        "koen-skjult: »Andel uden job« i 2020 passer ikke med tallene for de grupper, det er delt op i. Tallene vises "
        "ikke, fordi personer ellers kan kendes.",
    ),
    (
        "parts_do_not_sum",
        {"area_id": "snaever-for-mange"},
        "none",
        "snaever-for-mange: »Andel uden job« bygger på 400 i 2020, men »Andel helt unge uden job« bygger på 450. De er "
        "en del af de første og kan ikke være flere.",
    ),
    (
        "series_break",
        {"area_id": "nyt-skema"},
        "none",
        "Vestervang: »Andel trygge« kan i 2020 ikke sammenlignes med tidligere år. Brud i serien: tallene er fra to "
        "undersøgelser.",
    ),
    (
        "series_break",
        {"indicator_id": "aeldre"},
        "none",
        "»Andel ældre uden job« er i 9 boligområder på én gang beregnet blandt omkring 26 % færre personer i 2020 end "
        "i 2019. Så mange flytter ikke; det må være nogle andre, der tælles, uden at kilden siger det.",
    ),
    (
        "revised_after_publication",
        {"area_id": "aendret"},
        "none",
        "aendret: »Andel unge uden job« stod til 31 % i 2020 ved sidste offentliggørelse og står nu til 25 %.",
    ),
    (
        "wrong_benchmark",
        {"area_id": "jaevn-01"},
        "none",
        "Jævn 1: »Andel, der trives« holdes i aftalen op mod København. Det er en anden kommune end områdets egen.",
    ),
    (
        "wrong_benchmark",
        {"area_id": "jaevn-02"},
        "none",
        "Jævn 2: »Andel, der trives« holdes i aftalen op mod Jævn 3. Efter registret skal indikatoren holdes op mod "
        "resten af kommunen.",
    ),
    (
        "late_report",
        {"activity_id": "for-sent"},
        "none",
        "En Fælles Indsats, for-sent: Slagelse Kommunes jobcenter (CAI) indberettede 1. kvartal 2022 den 12. maj 2022. "
        "Fristen var 30. april 2022, så indberetningen kom 12 dage for sent.",
    ),
    (
        "late_report",
        {"source_id": "tryghedssurvey"},
        "none",
        "De nyeste tal fra kilden »Tryghedssurvey« rækker til 31. december 2020. De næste skulle efter aftalen være "
        "kommet senest 31. december 2021.",
    ),
    (
        "correction_can_go",
        {"area_id": "rettet"},
        "none",
        "Rettelsen står som can_go.",
    ),
    (
        "correction_not_delivered",
        {"area_id": "rettet"},
        "none",
        "Rettelsen står som not_delivered.",
    ),
    (
        "outside_valid_range",
        {"area_id": "nul-af-nul"},
        "none",
        "nul-af-nul: »Andel unge uden job« er leveret som 0 % i 2020, men der er ingen at beregne det af: 0 ud af 0. "
        "Det er ikke nul, men et tal, der ikke findes.",
    ),
]
SILENT = [
    {"area_id": "med-komma"},
    {"area_id": "lidt-flere"},
    {"area_id": "naesten-kopieret"},
    {"area_id": "jaevn-10"},
    {"area_id": "alder-0"},
    {"area_id": "helhed-passer"},
    {"area_id": "koen-passer"},
    {"area_id": "koen-een"},
    {"area_id": "koen-andele-passer"},
    {"area_id": "snaever-passer"},
    {"area_id": "samme-skema"},
    {"area_id": "uaendret"},
    {"area_id": "jaevn-00"},
    {"activity_id": "til-tiden"},
    {"area_id": "tom-af-nul"},
]


@pytest.mark.parametrize(("check_id", "place", "diagnosis_id", "message"), MESSAGES)
def test_message_and_diagnosis(
    checked: Checked, check_id: str, place: dict[str, str], diagnosis_id: str, message: str
) -> None:
    found = checked.one(check_id, **place)
    assert found["message_da"].replace("\u00a0", " ") == message
    assert found["diagnosis_id"] == diagnosis_id
    assert found["action_da"]


@pytest.mark.parametrize("place", SILENT, ids=str)
def test_nothing_is_found_where_nothing_is_wrong(checked: Checked, place: dict[str, str]) -> None:
    assert checked.all(**place) == []


def test_what_a_closer_explanation_tells_is_no_sudden_change_as_well(checked: Checked) -> None:
    for area_id in ("uden-komma", "ombyttet-a", "ombyttet-b"):
        assert len(checked.all(area_id=area_id)) == 1
    assert [row["check_id"] for row in checked.all(area_id="spring-alene")] == ["sudden_change"]


CANNOT_RUN = {
    "unit_or_scale_error": "alter table facts.fct_indicator_observed drop column qualifier",
    "shifted_or_swapped": "alter table marts.dim_area drop column municipality_code",
    "denominator_jump": "alter table facts.fct_indicator_observed drop column denominator",
    "stale_repeat": "alter table facts.fct_indicator_observed drop column numerator",
    "area_outlier": "alter table facts.fct_indicator_observed drop column is_weighted",
    "parts_do_not_sum": "drop table facts.fct_area_total",
    "series_break": "drop table intermediate.int_instrument_changes",
    "revised_after_publication": "drop table facts.fct_published_previous",
    "wrong_benchmark": "drop table registry.agreement_baselines",
    "late_report": "drop table registry.reporting_calendar",
}


@pytest.mark.parametrize(("check_id", "damage"), CANNOT_RUN.items())
def test_a_check_that_cannot_run_is_a_critical_finding(check: Run, tmp_path: Path, check_id: str, damage: str) -> None:
    path = tmp_path / "warehouse.duckdb"
    build(path, figures=FIGURES, tables=TABLES)
    with duckdb.connect(str(path)) as connection:
        connection.execute(damage)
    run = check(check_id, rebuild=False)
    assert run.status == "incomplete"
    assert {(row["check_id"], row["severity"]) for row in findings(path)} >= {("check_not_run", "critical")}


def test_a_large_frame_is_sifted_by_the_same_rules(check: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warehouse, "MOST_ROWS", 5)
    path = tmp_path / "warehouse.duckdb"
    build(path, figures=FIGURES, tables=TABLES)
    run = check("share_mismatch", "outside_valid_range", "sudden_change", rebuild=False)
    assert run.status == "completed"
    assert {one.rows > 5 for one in run.checks if one.findings} == {True}
    assert {row["area_id"] for row in findings(path)} >= {"nul-af-nul", "spring-alene"}


@pytest.mark.parametrize(
    ("rule", "broken"),
    [
        (Rule("at_least", "a", "b"), [(1, 2)]),
        (Rule("above", "a", "b"), [(1, 2), (2, 2)]),
        (Rule("at_most", "a", "b"), [(3, 2)]),
        (Rule("below", "a", "b"), [(3, 2), (2, 2)]),
        (Rule("equal", "a", "b"), [(1, 2), (3, 2)]),
        (Rule("between", "a", low=2, high=2), [(1, 2), (3, 2)]),
    ],
    ids=lambda value: value.kind if isinstance(value, Rule) else "",
)
def test_a_rule_says_the_same_in_sql(rule: Rule, broken: list[tuple[int, int]]) -> None:
    with duckdb.connect() as connection:
        rows = "(values (1, 2), (2, 2), (3, 2), (null, 2)) as figures (a, b)"
        found = connection.execute(f"select a, b from {rows} where {rule.is_broken_sql}").fetchall()
    assert sorted(found) == sorted(broken)
