"""How well the checks find errors in counts that are known to be there, and how often they find what is none.

    python -m benchmarks.detection [--seed 1] [--clean 600] [--errors 70] [--folder DIR] [--smaller | --harder]

Invented plans (`benchmarks.count_series`) are delivered as form B, loaded by ingest, built by dbt and judged by the
checks, each by the code that runs every day. Only findings of severity warning and critical count, and the period must
be the exact one. Beside it stand two simpler ways on the same figures: mean and three standard deviations of a series'
earlier figures, and fixed limits between a figure and the one before.
"""

import argparse
import csv
import shutil
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import fmean, stdev

from benchmarks import calibration, count_series
from benchmarks.count_series import CLEAN_CLASSES, ERROR_CLASSES, Invented, Series, World, period_id

PROJECT = Path(__file__).parents[1]
HEADER = ("helhedsplan;omraade;aktivitet;maaltal;periode;opgoerelse;antal;forbehold;gengangere;indberettet_af;"
          "indberettet_dato;bemaerkning")  # fmt: skip
MODES = {
    "period": "periode",
    "year_to_date": "aar_til_dato",
    "project_to_date": "projekt_til_dato",
    "unknown": "ukendt",
}
HARDER = World(
    is_even=False, spread=(1.3, 3.0), season=0.35, growth=0.12, july=(0.2, 0.8), quarters=(4, 16), jump=(2.5, 5.0)
)
SMALLER = World(is_even=False)
SIZES = ((5, "1-5"), (20, "5-20"), (float("inf"), "over 20"))
Place = tuple[str, str, str]


@dataclass(frozen=True)
class Found:
    """One finding: where, for which quarter, what it may be. An empty activity or measure stands for all of them."""

    plan: str
    activity: str | None
    measure: str | None
    period: str
    check: str
    diagnosis: str

    def is_at(self, series: Series) -> bool:
        return (
            self.plan == series.plan
            and self.activity in (None, series.activity)
            and self.measure in (None, series.measure)
        )


def main() -> None:
    arguments = _arguments()
    world = HARDER if arguments.harder else SMALLER if arguments.smaller else World()
    invented = count_series.invent(arguments.seed, clean=arguments.clean, per_error=arguments.errors, world=world)
    with tempfile.TemporaryDirectory() as scratch:
        folder = arguments.folder or Path(scratch)
        warehouse = build(invented, folder)
        start = time.perf_counter()
        found = check(warehouse, folder)
        print(f"{len(invented.series):,} series, checked in {time.perf_counter() - start:.1f} s")
    for name, findings in (
        ("The checks", found),
        ("Mean and three standard deviations", history(invented)),
        ("Limits between a figure and the one before", between(invented)),
    ):
        print(f"\n{name}")
        for line in table(score(invented, findings)):
            print(line)
    print("\nRight figures in the tails of what the model expects of them")
    for line in calibration.lines(invented):
        print(line)


def build(invented: Invented, folder: Path) -> Path:
    """The warehouse that ingest and dbt make of the invented plans; left in the folder, and taken from it next time."""
    from barometer import dbt
    from ingest import load

    warehouse = folder / "warehouse.duckdb"
    if warehouse.exists():
        return warehouse
    project = folder / "dbt_project"
    shutil.copytree(PROJECT / "dbt_project", project, ignore=shutil.ignore_patterns("target", "logs", ".user.yml"))
    _register(invented, project / "seeds")
    _deliver(invented, folder / "raw" / "registrations")
    load.ingest(
        raw_dir=folder / "raw",
        archive_dir=folder / "archive",
        warehouse=warehouse,
        state_db=folder / "state" / "state.sqlite",
        seeds_dir=project / "seeds",
        raw_schema=project / "models" / "staging" / "__sources.yml",
        now=datetime(2026, 11, 22, tzinfo=UTC),
    )
    result = dbt.build(dbt_dir=project, data_dir=folder, arguments=["--selector", dbt.BEFORE_CHECK])
    if not result.ok:
        raise RuntimeError(result.log_tail)
    return warehouse


def check(warehouse: Path, folder: Path) -> list[Found]:
    """What the checks find in the warehouse, as far as it counts."""
    from quality.run import run_checks

    run = run_checks(
        warehouse=warehouse,
        seeds_dir=folder / "dbt_project" / "seeds",
        state_db=folder / "state" / "state.sqlite",
        now=datetime(2026, 11, 22, tzinfo=UTC),
    )
    if run.status != "completed":
        raise RuntimeError(f"{run.checks_run} of {run.checks_expected} checks ran")
    return [
        Found(
            str(one.helhedsplan_id), one.activity_id, one.measure_id, str(one.period_id), one.check_id, one.diagnosis_id
        )
        for check in run.checks
        for one in check.findings
        if one.severity in ("warning", "critical") and one.helhedsplan_id
    ]


def history(invented: Invented) -> list[Found]:
    """A figure outside mean ± 3 sd of the series' earlier figures, at least four, as monitors of tables do it."""

    def is_off(told: list[int], place: int) -> bool:
        before = told[:place]
        return len(before) >= 4 and abs(told[place] - fmean(before)) > 3 * max(stdev(before), 0.5)

    return _plainly(invented, is_off)


def between(invented: Invented) -> list[Found]:
    """A figure over three times the one before or under a third of it, and a running total that falls."""

    def is_off(told: list[int], place: int) -> bool:
        if place == 0:
            return False
        before, now = told[place - 1], told[place]
        return now > 3 * max(before, 3) or 3 * max(now, 3) < before

    return _plainly(invented, is_off)


def _plainly(invented: Invented, is_off: Callable[[list[int], int], bool]) -> list[Found]:
    found = []
    for series in invented.series:
        places = [place for place, figures in enumerate(series.reported) if len(figures) == 1]
        told, modes = [series.reported[place][0] for place in places], [series.modes[place] for place in places]
        is_total = modes and modes[-1] in ("year_to_date", "project_to_date")
        own = [
            now - before if is_total and place and (modes[0] == "project_to_date" or series.quarters[at] % 4) else now
            for place, (at, before, now) in enumerate(zip(places, [0, *told], told, strict=False))
        ]
        found += [
            Found(series.plan, series.activity, series.measure, period_id(series.quarters[at]), "", "none")
            for place, at in enumerate(places)
            if own[place] < 0 or is_off(own, place)
        ]
    return found


@dataclass
class Score:
    """`hits`, `diagnosed`: by class of error, one truth per error; `beside`: other findings on the series in error;
    `false`: by class of clean series, findings per series."""

    hits: dict[str, list[bool]]
    sizes: dict[tuple[str, str], list[bool]]
    diagnosed: dict[str, list[bool]]
    beside: dict[str, list[int]]
    false: dict[str, list[int]]


def score(invented: Invented, findings: Iterable[Found]) -> Score:
    by_plan: dict[str, list[Found]] = defaultdict(list)
    for one in findings:
        by_plan[one.plan].append(one)
    told = Score(defaultdict(list), defaultdict(list), defaultdict(list), defaultdict(list), defaultdict(list))
    for series in invented.series:
        here = [one for one in by_plan[series.plan] if one.is_at(series)]
        error = invented.errors.get(series.plan)
        if error is None or (series.activity, series.measure) not in error.places:
            told.false[series.kind if error is None else "in plans with an error"].append(
                len([one for one in here if error is None or one.period != period_id(error.quarter) or one.measure])
            )
            continue
        hit = [one for one in here if one.period == period_id(error.quarter)]
        told.hits[error.kind].append(bool(hit))
        told.sizes[error.kind, next(name for most, name in SIZES if series.level <= most)].append(bool(hit))
        told.beside[error.kind].append(len(here) - len(hit))
        if hit and error.diagnoses:
            told.diagnosed[error.kind].append(hit[0].diagnosis in error.diagnoses)
    return told


def table(told: Score) -> Iterable[str]:
    yield (
        f"{'error':24}{'errors':>8}{'recall':>8}"
        + "".join(f"{name:>9}" for _, name in SIZES)
        + (f"{'diagnosis':>11}{'beside /100':>13}")
    )
    for kind in ERROR_CLASSES:
        sizes = "".join(f"{_share(told.sizes[kind, name]):>9}" for _, name in SIZES)
        yield (
            f"{kind:24}{len(told.hits[kind]):>8}{_share(told.hits[kind]):>8}{sizes}{_share(told.diagnosed[kind]):>11}"
            f"{_rate(told.beside[kind]):>13}"
        )
    right = [one for all_of in told.diagnosed.values() for one in all_of]
    beside = [one for all_of in told.beside.values() for one in all_of]
    yield f"{'all':24}{len(beside):>8}{'':>35}{_share(right):>11}{_rate(beside):>13}"
    yield f"{'clean series':24}{'series':>8}{'false findings /100':>21}"
    for kind in (*CLEAN_CLASSES, "in plans with an error"):
        yield f"{kind:24}{len(told.false[kind]):>8}{_rate(told.false[kind]):>21}"
    clean = [one for kind in CLEAN_CLASSES for one in told.false[kind]]
    yield f"{'all clean':24}{len(clean):>8}{_rate(clean):>21}"


def _share(hits: list[bool]) -> str:
    return f"{fmean(hits):.3f}" if hits else "-"


def _rate(numbers: list[int]) -> str:
    return f"{100 * fmean(numbers):.2f}" if numbers else "-"


def _register(invented: Invented, seeds: Path) -> None:
    """The registries with the invented plans added; with none of the calendar, which owes nothing for them."""
    plans = sorted({series.plan for series in invented.series})
    activities = sorted({(series.activity, series.plan) for series in invented.series})
    measures = sorted({series.measure for series in invented.series})
    _append(seeds / "areas.csv", [
        {"area_id": plan, "area_type": "helhedsplan", "name_da": plan, "municipality_code": "999",
         "is_synthetic": "true"}
        for plan in plans
    ])  # fmt: skip
    _append(seeds / "activities.csv", [
        {"activity_id": activity, "name_da": activity, "helhedsplan_id": plan, "theme_da": "Beskæftigelse"}
        for activity, plan in activities
    ])  # fmt: skip
    _append(seeds / "measures.csv", [
        {"measure_id": measure, "name_da": measure, "unit": "samtaler", "is_additive": "true"} for measure in measures
    ])  # fmt: skip


def _append(seed: Path, rows: list[dict[str, str]]) -> None:
    with seed.open(encoding="utf-8", newline="") as file:
        columns = next(csv.reader(file))
    with seed.open("a", encoding="utf-8", newline="") as file:
        csv.DictWriter(file, columns, restval="", lineterminator="\n").writerows(rows)


def _deliver(invented: Invented, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "invented.csv").open("w", encoding="utf-8", newline="") as out:
        out.write(HEADER + "\n")
        for series in invented.series:
            reservation = "ca" if series.qualifier == "about" else ""
            for quarter, mode, figures in zip(series.quarters, series.modes, series.reported, strict=True):
                out.writelines(
                    f"{series.plan};;{series.activity};{series.measure};{period_id(quarter)};{MODES[mode]};{figure};"
                    f"{reservation};nej;{series.reporter};;\n"
                    for figure in figures
                )


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=20261122)
    parser.add_argument("--clean", type=int, default=600)
    parser.add_argument("--errors", type=int, default=70)
    parser.add_argument("--folder", type=Path)
    worlds = parser.add_mutually_exclusive_group()
    worlds.add_argument("--smaller", action="store_true", help="most levels small: each doubling as likely as the next")
    worlds.add_argument(
        "--harder", action="store_true", help="also more spread, season and growth than the targets speak of"
    )
    return parser.parse_args()


if __name__ == "__main__":
    main()
