"""Killed at any point, the next run finishes the work: no row twice, none missing."""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.faults import killed
from tests.faults.killed import Extent, Kill
from tests.faults.worlds import NOON, State, World
from tests.unit.ingest.ingest_cases import FORM_A, FORM_B

LATER = NOON + timedelta(days=1)
KNOWN = "Nordbyen;330;uden_job;2022;38,4;;;Aftalen;;"
UNKNOWN = "Sydbyen;330;uden_job;2022;41,0;;;Aftalen;;"
COUNTED = "hp-plan;;vejledning;samtaler;2022K{quarter};periode;45;ca;nej;CAI;14-11-2022;{comment};60;ja"


def many(rows: int) -> str:
    return "".join(f"Nordbyen;330;uden_job;2022;{number % 100},5;;;k{number};;\n" for number in range(rows))


def deliver(world: World) -> None:
    """Several sources: loaded, partly loaded, refused and private files."""
    world.deliver("agreements/a.csv", f"{FORM_A}\n{KNOWN}\n{UNKNOWN}\n{KNOWN}\n")
    world.deliver("agreements/b.csv", f"{FORM_A};farve\n{KNOWN};rød\n")
    world.deliver("agreements/c.csv", f"{FORM_A}\n{KNOWN.replace('Aftalen', 'samtale 010190-1234')}\n")
    world.deliver("lbf_beboerdata/stor.csv", f"{FORM_A}\n{many(600)}")
    world.deliver("public_lists/liste.csv", f"{FORM_A}\n{KNOWN}\n".encode("cp1252"))
    rows = "\n".join(COUNTED.format(quarter=quarter, comment=quarter) for quarter in (1, 2, 3, 4, 5))
    world.deliver("registrations/tal.csv", f"{FORM_B}\n{rows}\n")


def change(world: World) -> None:
    """A changed file, one that is gone, a new one, one that is mended, and a registry that knows more."""
    world.deliver("agreements/a.csv", f"{FORM_A}\n{KNOWN.replace('38,4', '39,0')}\n{UNKNOWN}\n")
    world.deliver("agreements/b.csv", f"{FORM_A}\n{KNOWN.replace('2022', '2021')}\n")
    world.deliver("lbf_beboerdata/stor.csv", f"{FORM_A}\n{many(500)}")
    world.deliver("registrations/nye.csv", f"{FORM_B}\n{COUNTED.format(quarter=1, comment='rettet')}\n")
    (world.root / "raw" / "public_lists" / "liste.csv").unlink()
    world.add_area("sydbyen-330,boligomraade,Sydbyen,330")


def lose_the_warehouse(world: World) -> None:
    world.warehouse.unlink()


_BUSY = r"^WarehouseBusyError: Lageret bruges af en anden kørsel \(proces [0-9]+\)\. Vent, til den er færdig"


@dataclass(frozen=True)
class Step:
    """A world before a run, and what an undisturbed run makes of it."""

    before: World
    now: datetime
    after: State
    extent: Extent


@pytest.fixture(scope="module")
def steps(tmp_path_factory: pytest.TempPathFactory) -> list[Step]:
    folder = tmp_path_factory.mktemp("undisturbed")
    world = World.new(folder / "start")
    found = []
    happenings: list[tuple[Callable[[World], None], datetime]] = [
        (deliver, NOON),
        (change, LATER),
        (lose_the_warehouse, LATER + timedelta(days=1)),
    ]
    for number, (happening, now) in enumerate(happenings):
        happening(world)
        before = world.copy(folder / f"before_{number}")
        extent = killed.extent(world, now)
        found.append(Step(before, now, world.state(), extent))
    return found


def kills(seed: int, extent: Extent) -> list[Kill]:
    """One to three kills one after the other, at points of the work or moments in time."""
    draw = random.Random(seed)

    def kill() -> Kill:
        kinds = [
            Kill(seconds=draw.uniform(0, extent.seconds)),
            Kill(draw.randint(1, extent.points)),
            Kill(draw.choice(extent.decisive)),
        ]
        return draw.choice(kinds)

    return [kill() for _ in range(draw.choice([1, 1, 1, 1, 2, 3]))]


def assert_finished(step: Step, world: World, planned: list[Kill]) -> None:
    codes = [killed.run(world, step.now, kill) for kill in planned]
    assert set(codes) <= {-9, 0}
    world.ingest(step.now)
    state = world.state()
    assert sorted(state) == sorted(step.after)
    for name, content in state.items():
        assert content == step.after[name], name


@pytest.mark.parametrize("seed", range(20))
def test_a_killed_run_is_finished_by_the_next(seed: int, steps: list[Step], tmp_path: Path) -> None:
    step = steps[seed % len(steps)]
    assert_finished(step, step.before.copy(tmp_path / "world"), kills(seed, step.extent))


@pytest.mark.long
@pytest.mark.parametrize("seed", range(1000, 1200))
def test_killed_runs_are_finished_by_the_next(seed: int, steps: list[Step], tmp_path: Path) -> None:
    step = steps[seed % len(steps)]
    assert_finished(step, step.before.copy(tmp_path / "world"), kills(seed, step.extent))


def test_a_warehouse_that_was_half_made_is_made_again(steps: list[Step], tmp_path: Path) -> None:
    assert_finished(steps[0], steps[0].before.copy(tmp_path / "world"), [Kill(is_half_made=True)] * 2)


def test_a_finished_run_is_followed_by_one_that_changes_nothing(steps: list[Step], tmp_path: Path) -> None:
    for number, step in enumerate(steps[:2]):
        world = step.before.copy(tmp_path / str(number))
        world.ingest(step.now)
        results = world.ingest(step.now)
        assert {result.status for result in results} <= {"unchanged", "refused"}
        assert world.state() == step.after


@pytest.mark.parametrize("number", [0, 1])
def test_of_two_runs_at_once_one_does_the_work_and_the_other_says_why_not(
    number: int, steps: list[Step], tmp_path: Path
) -> None:
    step = steps[number]
    for attempt in range(3):
        world = step.before.copy(tmp_path / str(attempt))
        answers = killed.together([world, world], step.now)
        assert "done" in answers
        assert all(answer == "done" or re.search(_BUSY, answer) for answer in answers), answers
        world.ingest(step.now)
        assert world.state() == step.after
