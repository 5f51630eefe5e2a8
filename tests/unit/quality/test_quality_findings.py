"""A finding's life: the same name tomorrow, gone, back, accepted until a day, opened again when the figures change."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from quality import findings
from quality.findings import Finding, Handling
from quality.history import history

START = datetime(2022, 11, 14, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)


def found(name: str = "f1", mark: str = "45-3", check_id: str = "cumulative_decrease", **more: object) -> Finding:
    fields: dict[str, object] = dict.fromkeys(Finding.__dataclass_fields__)
    fields |= {"finding_id": name, "check_id": check_id, "severity": "critical", "fingerprint": mark, "observed": 3.0}
    return Finding(**(fields | more))  # type: ignore[arg-type]


def stamp(day: int) -> datetime:
    """Nine in the morning as the warehouse has it: UTC without zone."""
    return datetime(2022, 11, day, 9, tzinfo=UTC).replace(tzinfo=None)


class Memory:
    """The findings of one state file, checked day after day."""

    def __init__(self, state_db: Path) -> None:
        self.state_db = state_db

    def check(self, day: int, *seen: Finding, not_run: set[str] | None = None) -> dict[str, dict[str, object]]:
        with findings.remember(
            state_db=self.state_db, findings=seen, not_run=not_run or set(), now=START + day * DAY
        ) as rows:
            return {row["finding_id"]: row for row in rows}

    def set(self, day: int, status: str, until: date | None = None, finding_id: str = "f1", **more: Any) -> None:
        said: dict[str, Any] = {"by": "Anne Holm", "comment": "Aftalt med jobcenteret."} | more
        findings.record_status(
            state_db=self.state_db, finding_id=finding_id, status=status, until=until, at=START + day * DAY, **said
        )

    def handling(self, day: int) -> dict[str, Handling]:
        return findings.handling(state_db=self.state_db, today=(START + day * DAY).date())


@pytest.fixture
def memory(tmp_path: Path) -> Memory:
    return Memory(tmp_path / "state" / "state.sqlite")


def test_id_stands_for_what_and_where_alone() -> None:
    first = findings.finding_id("cumulative_decrease", "registrations|plan|2022K3")
    assert first == findings.finding_id("cumulative_decrease", "registrations|plan|2022K3")
    assert first != findings.finding_id("cumulative_decrease", "registrations|plan|2022K4")
    assert first != findings.finding_id("sudden_change", "registrations|plan|2022K3")


def test_seen_again_keeps_its_first_day(memory: Memory) -> None:
    memory.check(0, found())
    row = memory.check(3, found())["f1"]
    assert (row["first_seen_at"], row["last_seen_at"]) == (stamp(14), stamp(17))
    assert (row["status"], row["resolved_at"]) == ("open", None)


def test_not_found_any_more_is_gone_and_kept(memory: Memory) -> None:
    memory.check(0, found())
    row = memory.check(1)["f1"]
    assert (row["status"], row["resolved_at"]) == ("gone", stamp(15))
    assert memory.check(2)["f1"]["resolved_at"] == stamp(15)


def test_check_that_did_not_run_resolves_nothing(memory: Memory) -> None:
    memory.check(0, found(), found("f2", check_id="sudden_change"))
    rows = memory.check(1, not_run={"cumulative_decrease"})
    assert (rows["f1"]["status"], rows["f1"]["last_seen_at"]) == ("open", stamp(14))
    assert rows["f2"]["status"] == "gone"


def test_handling_stays_while_the_figures_stay(memory: Memory) -> None:
    memory.check(0, found())
    memory.set(1, "explained")
    row = memory.check(2, found())["f1"]
    assert (row["status"], row["handled_by"], row["comment"]) == ("explained", "Anne Holm", "Aftalt med jobcenteret.")
    assert memory.handling(2)["f1"] == Handling("explained", "Anne Holm", "Aftalt med jobcenteret.", None, START + DAY)


@pytest.mark.parametrize("status", ["investigating", "explained", "corrected"])
def test_changed_figures_open_it_again(memory: Memory, status: str) -> None:
    memory.check(0, found())
    memory.set(1, status)
    row = memory.check(2, found(mark="45-4"))["f1"]
    assert (row["status"], row["handled_by"]) == ("open", "Boligbarometer")
    assert row["comment"] == (
        "Åbnet igen, fordi tallene er ændret. Anne Holm skrev 15. november 2022: »Aftalt med jobcenteret.«"
    )


@pytest.mark.parametrize("status", ["investigating", "explained"])
def test_once_opened_it_may_be_handled_anew_on_the_new_figures(memory: Memory, status: str) -> None:
    memory.check(0, found())
    memory.set(1, status)
    memory.check(2, found(mark="45-4"))
    memory.set(3, status)
    assert memory.check(4, found(mark="45-4"))["f1"]["status"] == status


def test_corrected_but_still_found_opens_again(memory: Memory) -> None:
    """Else the wrong figure would go into totals without its mark until someone takes the correction into use."""
    memory.check(0, found())
    memory.set(1, "corrected")
    row = memory.check(2, found())["f1"]
    assert (row["status"], row["handled_by"]) == ("open", "Boligbarometer")
    assert str(row["comment"]).startswith("Åbnet igen, fordi fejlen stadig findes, selv om den er meldt rettet.")


def test_second_of_two_people_sees_that_the_first_has_changed_it(memory: Memory) -> None:
    memory.check(0, found())
    memory.set(1, "investigating", version=0)
    seen = memory.handling(1)["f1"].version
    memory.set(1, "explained", version=seen, by="Anne Holm", comment="Kun kvartalet.")
    message = "Anne Holm har imens sat sagen til »forklaret« 15. november 2022: »Kun kvartalet.«"
    with pytest.raises(findings.ChangedMeanwhileError, match=message):
        memory.set(1, "accepted", version=seen, by="Bo Lund", until=date(2023, 1, 1))
    assert memory.handling(1)["f1"].handled_by == "Anne Holm"


def test_handling_holds_for_the_figures_that_were_seen(memory: Memory) -> None:
    """A check between the build that was read and the handling may have found other figures."""
    memory.check(0, found())
    memory.check(2, found(mark="45-4"))
    memory.set(3, "explained", figures_at=stamp(14))
    assert memory.check(4, found(mark="45-4"))["f1"]["status"] == "open"
    memory.set(5, "explained", figures_at=stamp(18))
    assert memory.check(6, found(mark="45-4"))["f1"]["status"] == "explained"


def test_history_keeps_every_step_with_who_when_and_why(memory: Memory) -> None:
    memory.check(0, found())
    memory.set(1, "investigating")
    memory.set(2, "accepted", until=date(2022, 12, 1), by="Bo Lund", comment="Kendt.")
    memory.check(3, found(mark="45-4"))
    memory.set(4, "corrected", by="Bo Lund", comment="Rettet.")
    memory.check(5)
    memory.check(6, found(mark="45-4"))
    steps = history(state_db=memory.state_db, finding_id="f1")
    assert [(step.what, step.by, step.at.day) for step in steps] == [
        ("found", None, 14),
        ("investigating", "Anne Holm", 15),
        ("accepted", "Bo Lund", 16),
        ("open", "Boligbarometer", 17),
        ("corrected", "Bo Lund", 18),
        ("gone", None, 19),
        ("open", "Boligbarometer", 20),
    ]
    assert steps[2].until == date(2022, 12, 1)
    assert steps[3].comment == "Åbnet igen, fordi tallene er ændret. Bo Lund skrev 16. november 2022: »Kendt.«"


def test_history_of_figures_that_changed_before_anyone_handled_them(memory: Memory) -> None:
    memory.check(0, found())
    memory.check(1, found(mark="45-4"))
    memory.check(2)
    memory.check(3, found(mark="45-4"))
    steps = history(state_db=memory.state_db, finding_id="f1")
    assert [step.what for step in steps] == ["found", "changed", "gone", "back"]
    assert history(state_db=memory.state_db, finding_id="f2") == []
    assert history(state_db=memory.state_db.with_name("missing.sqlite"), finding_id="f1") == []


def published_row(**more: object) -> dict[str, object]:
    return {"finding_id": "f1", "status": "open", "handled_by": None, "comment": None} | more


def test_what_happened_since_the_build_is_laid_over_it(memory: Memory) -> None:
    memory.check(0, found())
    memory.set(1, "accepted", until=date(2022, 11, 20))
    [row] = findings.lay_over([published_row()], memory.handling(6))
    assert (row["status"], row["status_in_build"], row["handled_by"]) == ("accepted", "open", "Anne Holm")
    assert (row["until"], row["version"], row["since_build"].status) == (date(2022, 11, 20), 1, "accepted")
    # The build knew of the acceptance; now its end date has passed, and no build has been made.
    told = published_row(status="accepted", handled_by="Anne Holm", comment="Aftalt med jobcenteret.")
    [row] = findings.lay_over([told], memory.handling(6))
    assert row["since_build"] is None
    [row] = findings.lay_over([told], memory.handling(7))
    assert (row["status"], row["since_build"].has_run_out) == ("open", True)
    memory.check(8)
    [row] = findings.lay_over([told], memory.handling(8))
    assert row["status"] == "gone"


def test_a_finding_that_nobody_has_handled_stands_as_the_build_says(memory: Memory) -> None:
    memory.check(0, found())
    [row] = findings.lay_over([published_row()], memory.handling(1))
    assert (row["status"], row["version"], row["since_build"]) == ("open", 0, None)


def test_accepted_holds_through_its_last_day(memory: Memory) -> None:
    memory.check(0, found())
    memory.set(1, "accepted", until=date(2022, 11, 20))
    assert memory.check(6, found())["f1"]["status"] == "accepted"
    assert memory.handling(6)["f1"].status == "accepted"
    # The pages know at once; the next check writes it down.
    assert memory.handling(7)["f1"].status == "open"
    row = memory.check(7, found())["f1"]
    assert row["status"] == "open"
    assert str(row["comment"]).startswith("Åbnet igen, fordi slutdatoen er passeret.")


def test_danish_day_decides_when_an_acceptance_ends(memory: Memory) -> None:
    memory.check(0, found())
    memory.set(1, "accepted", until=date(2022, 11, 20))
    late_in_utc = datetime(2022, 11, 20, 23, 30, tzinfo=UTC) - START
    with findings.remember(
        state_db=memory.state_db, findings=[found()], not_run=set(), now=START + late_in_utc
    ) as rows:
        assert rows[0]["status"] == "open"


def test_gone_goes_before_handling(memory: Memory) -> None:
    memory.check(0, found())
    memory.set(1, "corrected")
    assert memory.check(2)["f1"]["status"] == "gone"
    assert memory.handling(2)["f1"].status == "gone"


def test_correction_that_did_not_last_opens_again(memory: Memory) -> None:
    memory.check(0, found())
    memory.set(1, "corrected")
    memory.check(2)
    row = memory.check(3, found())["f1"]
    assert (row["status"], row["resolved_at"]) == ("open", None)
    assert str(row["comment"]).startswith("Åbnet igen, fordi fejlen er kommet igen.")


def test_explanation_outlives_a_run_without_the_data(memory: Memory) -> None:
    memory.check(0, found())
    memory.set(1, "explained")
    memory.check(2)
    assert memory.check(3, found())["f1"]["status"] == "explained"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"status": "gone"}, "»gone« er ikke en status."),
        ({"by": " "}, "Skriv, hvem der har besluttet det."),
        ({"status": "explained", "comment": ""}, "Skriv en begrundelse."),
        ({"status": "accepted"}, "skal have en slutdato"),
        ({"status": "accepted", "until": date(2022, 11, 13)}, "Slutdatoen er allerede passeret."),
        ({"finding_id": "f9"}, "Der er intet fund med id f9."),
    ],
)
def test_handling_must_be_complete(memory: Memory, change: dict[str, object], message: str) -> None:
    memory.check(0, found())
    arguments: dict[str, object] = {
        "finding_id": "f1", "status": "investigating", "by": "Anne Holm", "comment": "Ringer.", "until": None,
    } | change  # fmt: skip
    with pytest.raises(ValueError, match=message.replace("(", r"\(")):
        findings.record_status(state_db=memory.state_db, at=START, **arguments)  # type: ignore[arg-type]
    assert memory.handling(0) == {}


def test_nothing_is_remembered_when_the_writing_fails(memory: Memory) -> None:
    memory.check(0, found())
    with (
        pytest.raises(OSError, match="disk"),
        findings.remember(state_db=memory.state_db, findings=[], not_run=set(), now=START + DAY),
    ):
        raise OSError("disk")
    assert memory.check(2, not_run={"cumulative_decrease"})["f1"]["status"] == "open"


def test_no_handling_before_the_first_check(tmp_path: Path) -> None:
    assert findings.handling(state_db=tmp_path / "missing.sqlite", today=START.date()) == {}
    assert not (tmp_path / "missing.sqlite").exists()
    (tmp_path / "empty.sqlite").touch()
    assert findings.handling(state_db=tmp_path / "empty.sqlite", today=START.date()) == {}


def test_the_last_digits_of_a_limit_are_no_other_figure() -> None:
    assert findings.fingerprint([3, 45.1, 12.700000000000001]) == findings.fingerprint([3, 45.1, 12.7])
    assert findings.fingerprint([3, 45.1, 12.7001]) != findings.fingerprint([3, 45.1, 12.7])
