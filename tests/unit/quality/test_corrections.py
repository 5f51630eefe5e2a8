"""What a reading corrects, and how the row comes into the registry."""

import csv
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from quality import corrections, findings
from quality.corrections import Change, CorrectionError

AT = datetime(2022, 11, 14, 9, 0, tzinfo=UTC)
HEADER = (
    "correction_id,source_id,instrument,area_id,indicator_id,helhedsplan_id,activity_id,measure_id,period_id,action,value,"
    "counting_mode,reason,expect_value,status,reported_on,confirmed_by,valid_until,owner"
)

Row = dict[str, Any]


def reading(diagnosis_id: str, **more: Any) -> Row:
    return {"diagnosis_id": diagnosis_id, "assumption_da": "", "count_in_period": None} | more


def count(*readings: Row, **more: Any) -> Row:
    """The jobcenter's case: 45 for the second quarter, 3 for the third."""
    return {
        "finding_id": "f1", "check_id": "cumulative_decrease", "source_id": "registrations", "instrument": "",
        "area_id": "hp-a", "indicator_id": None, "helhedsplan_id": "hp-a", "activity_id": "job",
        "measure_id": "praktik", "period_id": "2022K3", "related_period_id": "2022K2", "observed": 3.0,
        "expected_low": 45.0, "expected_high": None, "owner": "Jobcenteret", "readings_json": json.dumps(readings),
    } | more  # fmt: skip


def share(*readings: Row, **more: Any) -> Row:
    place = {"helhedsplan_id": None, "activity_id": None, "measure_id": None, "indicator_id": "unge"}
    return count(*readings, check_id="sudden_change", period_id="2022", **place) | more


def test_own_count_is_read_as_the_periods_own() -> None:
    found = corrections.changes(count(reading("own_count_in_cumulative")), reading=1, delivered=3)
    assert found == [Change("2022K3", "set_counting_mode", 3, counting_mode="period")]
    assert found[0].effect_da == "Tallet 3 for 3. kvartal 2022 bliver læst som kun periodens eget antal."


def test_running_total_takes_the_higher_figure_before_it_out() -> None:
    case = count(reading("own_count_in_cumulative"), reading("real_change_or_unknown", count_year_to_date=3))
    assert corrections.changes(case, reading=2, delivered=3) == [
        Change("2022K3", "set_counting_mode", 3, counting_mode="year_to_date"),
        Change("2022K2", "hide", 45),
    ]


@pytest.mark.parametrize(
    ("case", "delivered", "value"),
    [
        (count(reading("factor_ten", count_in_period=None), expected_low=20.0, expected_high=40.0), 300, 30),
        (count(reading("factor_ten", count_year_to_date=48), expected_low=45.0), 4.8, 48),
        (share(reading("share_as_fraction"), expected_low=12.0, expected_high=27.0), 0.2, 20),
        (share(reading("factor_ten"), expected_low=4.0, expected_high=9.0), 62.0, 6.2),
        (share(reading("factor_hundred", corrected_value=7.5), expected_low=None), 750.0, 7.5),
    ],
)
def test_a_slip_is_undone(case: Row, delivered: float, value: float) -> None:
    [change] = corrections.changes(case, reading=1, delivered=delivered)
    assert (change.action, change.value, change.expect_value) == ("replace", pytest.approx(value), delivered)


def test_a_repeated_figure_is_taken_out() -> None:
    assert corrections.changes(count(reading("repeated")), reading=1, delivered=3) == [Change("2022K3", "hide", 3)]


def test_the_right_figure_itself_replaces_the_delivered_one() -> None:
    [change] = corrections.changes(count(), value=48, delivered=3)
    assert (change.action, change.value) == ("replace", 48)
    assert change.effect_da == "Tallet 3 for 3. kvartal 2022 bliver erstattet af 48."


@pytest.mark.parametrize(
    ("case", "given", "delivered", "message"),
    [
        (count(), {"value": 4.0}, None, "har ikke ét tal"),
        (count(period_id=None), {"value": 4.0}, 3.0, "har ikke ét tal"),
        (count(), {"value": 2.5}, 3.0, "helt tal"),
        (count(), {"value": -1.0}, 3.0, "helt tal"),
        (count(), {"value": 3.0}, 3.0, "intet at rette"),
        (count(reading("repeated")), {"reading": 2}, 3.0, "ingen læsning 2. Vælg et nummer fra 1 til 1"),
        (count(), {"reading": 1}, 3.0, "ingen læsninger at vælge imellem"),
        (share(reading("real_change_or_unknown")), {"reading": 1}, 20.0, "Brug status explained"),
    ],
)
def test_what_cannot_be_corrected_says_why(case: Row, given: Row, delivered: float | None, message: str) -> None:
    with pytest.raises(CorrectionError, match=message):
        corrections.changes(case, delivered=delivered, **given)


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    other = "zz-anden,registrations,,hp-b,,hp-b,job,praktik,2022K1,hide,,,Gammel,7,active,2022-01-01,,,Anne"
    (tmp_path / "corrections.csv").write_text(f"{HEADER}\n{other}\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def proposed(tmp_path: Path) -> Callable[..., Path]:
    """`proposed(case, change)` proposes one change; the state file comes back."""

    def propose(case: Row, *changes: Change, reason: str = "Aftalt med\nCAI.", by: str = "Anne Holm") -> Path:
        state_db = tmp_path / "state" / "state.sqlite"
        corrections.propose(state_db=state_db, finding=case, found=changes, by=by, reason=reason, at=AT)
        return state_db

    return propose


def registry(seeds: Path) -> list[Row]:
    with (seeds / "corrections.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def accept(state_db: Path, seeds: Path) -> None:
    corrections.accept(state_db=state_db, seeds_dir=seeds, finding_id="f1", at=AT)


MODE = Change("2022K3", "set_counting_mode", 3, counting_mode="period")


def test_accepted_rows_stand_sorted_in_the_registry(seeds: Path, proposed: Callable[..., Path]) -> None:
    state_db = proposed(count(), MODE, Change("2022K2", "hide", 45))
    assert [one.state for one in corrections.proposals(state_db=state_db, finding_id="f1")] == ["proposed"] * 2
    accept(state_db, seeds)
    first, second, last = registry(seeds)
    assert [row["correction_id"] for row in (first, second, last)] == ["fund-f1", "fund-f1-2", "zz-anden"]
    assert first == {
        "correction_id": "fund-f1", "source_id": "registrations", "instrument": "", "area_id": "hp-a",
        "indicator_id": "", "helhedsplan_id": "hp-a", "activity_id": "job", "measure_id": "praktik",
        "period_id": "2022K3", "action": "set_counting_mode", "value": "", "counting_mode": "period",
        "reason": "Aftalt med CAI.", "expect_value": "3", "status": "active", "reported_on": "2022-11-14",
        "confirmed_by": "Jobcenteret", "valid_until": "", "owner": "Anne Holm",
    }  # fmt: skip
    assert (second["period_id"], second["action"]) == ("2022K2", "hide")
    assert [one.state for one in corrections.proposals(state_db=state_db, finding_id="f1")] == ["accepted"] * 2
    with pytest.raises(CorrectionError, match="ikke foreslået en rettelse"):
        accept(state_db, seeds)


def test_a_later_proposal_takes_the_place_of_the_first(seeds: Path, proposed: Callable[..., Path]) -> None:
    proposed(count(), Change("2022K3", "hide", 3))
    accept(proposed(count(), MODE), seeds)
    assert [row["action"] for row in registry(seeds)] == ["set_counting_mode", "hide"]
    assert registry(seeds)[1]["correction_id"] == "zz-anden"


def test_two_corrections_of_one_figure_are_refused_and_nothing_is_written(
    seeds: Path, proposed: Callable[..., Path]
) -> None:
    accept(proposed(count(), MODE), seeds)
    before = registry(seeds)
    state_db = proposed(count(), Change("2022K2", "hide", 45), Change("2022K3", "hide", 3))
    with pytest.raises(CorrectionError, match="allerede rettelsen »fund-f1« for samme tal"):
        accept(state_db, seeds)
    assert registry(seeds) == before
    assert not [path for path in seeds.iterdir() if path.name.startswith(".corrections")]


def test_a_crash_after_the_registry_was_written_does_not_write_it_twice(
    seeds: Path, proposed: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    state_db = proposed(count(), MODE)
    written = corrections._add_rows

    def crash(*arguments: Any, **more: Any) -> None:
        written(*arguments, **more)
        raise OSError("killed")

    monkeypatch.setattr(corrections, "_add_rows", crash)
    with pytest.raises(OSError, match="killed"):
        accept(state_db, seeds)
    monkeypatch.undo()
    accept(state_db, seeds)
    assert [row["correction_id"] for row in registry(seeds)] == ["fund-f1", "zz-anden"]


@pytest.mark.parametrize(("said", "message"), [({"reason": " "}, "hvorfor"), ({"by": ""}, "hvem der svarer")])
def test_a_correction_needs_a_reason_and_an_owner(proposed: Callable[..., Path], said: Row, message: str) -> None:
    with pytest.raises(CorrectionError, match=message):
        proposed(count(), MODE, **said)


def test_another_decision_takes_the_proposal_back(proposed: Callable[..., Path]) -> None:
    state_db = proposed(count(), MODE)
    fields: Row = dict.fromkeys(findings.Finding.__dataclass_fields__)
    fields |= {"finding_id": "f1", "check_id": "cumulative_decrease", "severity": "critical", "fingerprint": "45-3"}
    with findings.remember(state_db=state_db, findings=[findings.Finding(**fields)], not_run=set(), now=AT):
        pass
    findings.record_status(
        state_db=state_db, finding_id="f1", status="explained", by="Bo", comment="Rigtigt.", until=None, at=AT
    )
    assert corrections.proposals(state_db=state_db, finding_id="f1") == []


def test_nothing_is_proposed_before_anything_is_remembered(tmp_path: Path) -> None:
    assert corrections.proposals(state_db=tmp_path / "missing.sqlite", finding_id="f1") == []
