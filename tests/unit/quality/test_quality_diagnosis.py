"""What would make the figures fit, the best first."""

import pytest

from quality import diagnosis_counts
from tests.unit.quality.conftest import Checked


def test_jobcenter_readings(checked: Checked) -> None:
    found = checked.one("cumulative_decrease", activity_id="beskaeftigelse")
    assert found["diagnosis_id"] == "own_count_in_cumulative"
    assert found["diagnosis_da"] == (
        "Tallet 3 gælder kun 3. kvartal 2022. Så er der 48 i alt siden nytår. "
        "Mest sandsynligt: så passer alle indberetninger sammen."
    )
    own, total = found["readings"]
    assert own["diagnosis_id"] == "own_count_in_cumulative"
    assert (own["period_id"], own["count_in_period"], own["count_year_to_date"], own["fits"]) == ("2022K3", 3, 48, True)
    assert (total["count_in_period"], total["count_year_to_date"], total["fits"]) == (None, 3, False)
    assert total["assumption_da"] == (
        "Tallet 3 er talt fra nytår. Så var 45 forkert eller er trukket tilbage, og der er 3 i alt siden nytår."
    )
    assert {own["target_share_text_da"], total["target_share_text_da"]} == {"Der er ikke aftalt et mål for dette."}


def test_readings_say_what_each_does_to_the_target(checked: Checked) -> None:
    own, total = checked.one("cumulative_decrease", activity_id="beboervejledning")["readings"]
    assert own["target_share_text_da"].replace("\u00a0", " ") == (
        "28,7 % af målet på 1.500, uanset om målet gælder pr. år eller hele aftalen."
    )
    assert total["target_share_text_da"].replace("\u00a0", " ") == (
        "2,0 % af målet på 1.500, hvis målet gælder pr. år; mindst 2,0 % af målet på 1.500, hvis det gælder hele "
        "aftalen."
    )


@pytest.mark.parametrize(
    ("check_id", "place", "diagnosis_id"),
    [
        ("cumulative_decrease", {"activity_id": "lille-fald"}, "small_correction"),
        ("cumulative_decrease", {"activity_id": "stort-fald"}, "own_count_in_cumulative"),
        ("counting_mode_changed", {"activity_id": "skiftet"}, "own_count_in_cumulative"),
        ("sudden_change", {"activity_id": "spring"}, "real_change_or_unknown"),
        ("unit_or_scale_error", {"activity_id": "nul-for-meget"}, "factor_ten"),
        ("sudden_change", {"activity_id": "nytaarstal"}, "cumulative_in_period"),
        ("sudden_change", {"activity_id": "ukendt-fald"}, "own_count_in_cumulative"),
        ("sudden_change", {"activity_id": "periode-saa-ukendt"}, "real_change_or_unknown"),
        ("unit_or_scale_error", {"area_id": "broek"}, "share_as_fraction"),
        ("outside_valid_range", {"area_id": "karakter-42"}, "factor_ten"),
        ("outside_valid_range", {"area_id": "del-over-helhed"}, "none"),
        ("share_mismatch", {"area_id": "andel-som-broek"}, "share_as_fraction"),
        ("share_mismatch", {"area_id": "andel-passer-ikke"}, "none"),
        ("conflicting_sources", {"area_id": "hp-amager"}, "none"),
    ],
)
def test_best_diagnosis(checked: Checked, check_id: str, place: dict[str, str], diagnosis_id: str) -> None:
    found = checked.one(check_id, **place)
    assert found["diagnosis_id"] == diagnosis_id
    assert [reading["diagnosis_id"] for reading in found["readings"][:1]] in ([diagnosis_id], [])


def test_running_total_among_period_counts_gives_the_periods_own(checked: Checked) -> None:
    [best, *_] = checked.one("sudden_change", activity_id="nytaarstal")["readings"]
    assert best["assumption_da"] == "Tallet 34 er talt fra nytår. Så er der 12 i perioden selv."
    assert (best["count_in_period"], best["count_year_to_date"]) == (12, 34)


def test_declared_count_is_not_added_over_a_missing_period(checked: Checked) -> None:
    [own, _] = checked.one("cumulative_decrease", activity_id="ukendt-imellem")["readings"]
    assert own["count_year_to_date"] is None
    assert own["assumption_da"].endswith(
        "Det samlede antal kan ikke beregnes, fordi der mangler tal for en tidligere periode."
    )


def test_impossible_change_of_mode_says_so(checked: Checked) -> None:
    as_before, declared = checked.one("counting_mode_changed", activity_id="skiftet")["readings"]
    assert (as_before["fits"], declared["fits"]) == (True, False)
    assert declared["certainty_da"] == "Kan ikke passe: der var allerede flere tidligere på året."


ACTIVITY = {"helhedsplan_id": "p", "activity_id": "a", "measure_id": "m"}
TARGET = ACTIVITY | {"target_value": 200.0, "target_basis": "unclear", "superseded_on": None}


@pytest.mark.parametrize(
    ("target", "year_to_date", "to_date", "expected"),
    [
        (TARGET | {"target_basis": "per_year"}, 50, 150, "25,0 % af målet på 200 for året."),
        (TARGET | {"target_basis": "whole_agreement"}, 50, 150, "75,0 % af målet på 200 for hele aftalen."),
        (
            TARGET | {"target_basis": "whole_agreement"},
            50,
            None,
            "mindst 25,0 % af målet på 200 for hele aftalen.",
        ),
        (TARGET, None, None, "Andelen af målet kan ikke beregnes, før antallet kendes."),
        (TARGET | {"measure_id": "other"}, 50, 150, "Der er ikke aftalt et mål for dette."),
        (TARGET | {"superseded_on": "2022-01-01"}, 50, 150, "Der er ikke aftalt et mål for dette."),
    ],
)
def test_target_text(
    target: dict[str, object], year_to_date: float | None, to_date: float | None, expected: str
) -> None:
    said = diagnosis_counts.target_text([target], dict(ACTIVITY), year_to_date, to_date)
    assert said.replace("\u00a0", " ") == expected
