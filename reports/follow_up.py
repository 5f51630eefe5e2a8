"""The board's yearly follow-up on fixed goals and delaftaler, made from one build and from nothing else.

No clock and no handling of findings enters it: the same build gives the same bytes, so that what was shown at an
earlier meeting can be made again. A dated copy with its checksums is laid in the archive, and never changed there.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from danish import format as form
from danish import report as words
from danish import report_board as board
from danish import report_parts as parts
from publish.marts import Published
from reports import charts, goals, periods, progress, quarterly, tables
from reports.cells import column, number, table, text
from reports.document import Block, Cell, Document, Lines, Row, Section, Table, Text
from reports.fitting import fitted
from reports.goals import Goal
from reports.progress import TargetLine
from reports.quarterly import Files

UNSURE = ("uncertain", "not_delivered")
WELL = ("reached", "ahead", "on_track")
# A plan runs until its successor does, where its own dates are not known.
_PLANS = """
select plan.area_id, plan.name_da, plan.is_synthetic
from dim_area as plan
left join dim_area as successor on plan.successor_area_id = successor.area_id
where plan.area_type = 'helhedsplan'
    and (plan.valid_from is null or plan.valid_from <= ?)
    and (plan.valid_to is null or plan.valid_to >= ?)
    and (successor.valid_from is null or successor.valid_from > ?)
order by plan.is_synthetic, plan.name_da
"""


@dataclass(frozen=True)
class Plan:
    """One plan in one year."""

    name: str
    goals: tuple[Goal, ...]
    estates: tuple[Goal, ...]
    targets: tuple[TargetLine, ...]
    is_synthetic: bool

    @property
    def compared(self) -> int:
        return sum(goal.comparison != "not_compared" for goal in self.goals)

    @property
    def worse(self) -> int:
        return sum(goal.comparison == "worse" for goal in self.goals)

    def targets_that_are(self, statuses: Iterable[str]) -> int:
        return sum(line.status in statuses for line in self.targets)


def build_report(*, published: Published, year: int, out_dir: Path, archive_dir: Path) -> Files:
    """Write `opfoelgning-<year>` as .html, .pdf and .xlsx under `out_dir`, and a copy under `archive_dir`.

    Raises ValueError with a Danish message for a year that the build cannot know.
    """
    newest = periods.today(published.built_at).year
    if not 2000 <= year <= newest:
        raise ValueError(board.bad_year(year, newest))
    made = document(published, year)
    files = quarterly.write_files(made, out_dir, file_stem(year))
    _archive(files, archive_dir / f"{made.built_on.isoformat()}-{file_stem(year)}-{published.build_id}")
    return files


def file_stem(year: int) -> str:
    return f"opfoelgning-{year}"


def document(published: Published, year: int, plan_id: str | None = None) -> Document:
    """The follow-up on one year for every plan that ran in it, or for one of them."""
    plans = _plans(published, year, plan_id)
    # Invented plans never count in what is said about real ones.
    told = tuple(plan for plan in plans if not plan.is_synthetic) or plans
    boxes = (Text(words.SYNTHETIC, "boxed"),) if any(plan.is_synthetic for plan in plans) else ()
    whole = Document(
        title=board.title(
            year,
            goals=sum(len(plan.goals) for plan in told),
            targets=sum(len(plan.targets) for plan in told),
            worse=sum(plan.worse for plan in told),
            compared=sum(plan.compared for plan in told),
            behind=sum(plan.targets_that_are(("behind",)) for plan in told),
            uncertain=sum(plan.targets_that_are(UNSURE) for plan in told),
        ),
        kicker=board.kicker(year),
        build_id=published.build_id,
        built_on=periods.today(published.built_at),
        boxes=boxes,
        lead=board.lead(
            year,
            plans=len(told),
            goals=len({goal.indicator for plan in told for goal in plan.goals}),
            targets=sum(len(plan.targets) for plan in told),
        )
        + "".join(
            board.apart(plan.name, goals=len(plan.goals), compared=plan.compared) for plan in plans if plan not in told
        ),
        sections=(
            _summary(plans),
            *(_plan_section(place, plan, goals.names(published)) for place, plan in enumerate(plans, start=1)),
            *_estate_sections(plans),
            Section("metode", board.HEADING_METHOD, (Text(" ".join(board.METHOD)),)),
        ),
    )
    built_on = form.day(published.built_at)
    return replace(whole, stamp=(board.stamp(published.build_id, built_on, year, whole.checksum),))


def _plans(published: Published, year: int, plan_id: str | None) -> tuple[Plan, ...]:
    found = goals.gather(published, year)
    quarter = periods.containing(date(year, 12, 31))
    plans = []
    for row in published.rows(_PLANS, [date(year, 12, 31), date(year, 1, 1), date(year, 1, 1)]):
        if plan_id not in (None, row["area_id"]):
            continue
        own = [goal for goal in found if goal.plan_id == row["area_id"]]
        targets = progress.targets(published, quarter, frozenset([row["area_id"]]))
        plans.append(
            Plan(
                name=row["name_da"],
                goals=tuple(goal for goal in own if goal.is_plan),
                estates=tuple(goal for goal in own if not goal.is_plan),
                targets=targets.lines,
                is_synthetic=bool(row["is_synthetic"])
                or targets.contains_synthetic
                or any(g.is_synthetic for g in own),
            )
        )
    return tuple(plans)


def _summary(plans: tuple[Plan, ...]) -> Section:
    names = ("plan", "goals", "compared", "worse", "targets", "on_track", "behind", "uncertain")
    columns = (
        column(board.COLUMN[names[0]], 2.2),
        *(column(board.COLUMN[name], 1.3, is_number=True) for name in names[1:]),
    )

    def cells(plan: Plan) -> tuple[Cell, ...]:
        counts = (
            len(plan.goals), plan.compared, plan.worse, len(plan.targets), plan.targets_that_are(WELL),
            plan.targets_that_are(("behind",)), plan.targets_that_are(UNSURE),
        )  # fmt: skip
        return (text(plan.name, note=words.SYNTHETIC if plan.is_synthetic else ""), *map(number, counts))

    blocks: list[Block] = [fitted(table(board.CAPTION_SUMMARY, columns, plans, cells, board.SHEET_SUMMARY))]
    if not plans:
        blocks = [Text(board.NOTHING)]
    blocks.append(Lines(board.DECISION_ALL, board.DECISION_LINES))
    return Section("vigtigst", board.HEADING_SUMMARY, tuple(blocks))


def _plan_section(place: int, plan: Plan, names: list[str]) -> Section:
    """The plan's own figures on the fixed goals, its targets, and under each the space for what the board decides."""
    blocks: list[Block] = [Text(words.SYNTHETIC, "boxed")] if plan.is_synthetic else []
    if plan.goals:
        sheet = f"{board.SHEET_GOALS} {place}"
        blocks.append(_goals_table(board.caption_goals(plan.name), plan.goals, sheet, with_area=False))
        delivered = {goal.indicator for goal in plan.goals}
        absent = [name for name in names if form.capital(name) not in delivered]
        if absent:
            blocks.append(Text(board.absent_goals(absent), "note"))
    else:
        blocks.append(Text(board.NO_GOALS))
    blocks.append(Lines(board.DECISION_GOALS, board.DECISION_LINES))
    if plan.targets:
        listed = tables.targets(plan.targets)
        blocks += [
            fitted(replace(listed, caption=board.CAPTION_TARGETS, sheet=f"{board.SHEET_TARGETS} {place}")),
            Text(words.LEGEND_BARS, "note"),
        ]
    else:
        blocks.append(Text(board.NO_TARGETS))
    blocks.append(Lines(board.DECISION_TARGETS, board.DECISION_LINES))
    return Section(f"plan-{place}", plan.name, tuple(blocks), starts_page=True)


def _estate_sections(plans: tuple[Plan, ...]) -> list[Section]:
    with_estates = [(place, plan) for place, plan in enumerate(plans, start=1) if plan.estates]
    if not with_estates:
        return []
    sections = [Section("omraader", board.HEADING_AREAS, (Text(board.AREAS_INTRO),), starts_page=True)]
    for place, plan in with_estates:
        listed = _goals_table(board.CAPTION_AREA, plan.estates, f"{board.SHEET_AREAS} {place}", with_area=True)
        sections.append(Section(f"omraader-{place}", plan.name, (listed,), level=3))
    return sections


def _goals_table(caption: str, found: tuple[Goal, ...], sheet: str, *, with_area: bool) -> Table:
    """Baseline, latest, benchmark, change, change beyond the benchmark; the sentence stands under a plan's own goal."""

    def row(goal: Goal) -> Row:
        spark = charts.sparkline(goal.values, goal.benchmarks, goal.course)
        about = (text(goal.indicator, note=goal.goal), text(goal.area))
        if with_area:
            about = (text(goal.area, note=f"{goal.indicator}. {words.source(goal.source)}"), text(goal.indicator))
        cells = (
            *about,
            text(goal.baseline, note=goal.baseline_period),
            text(goal.latest, note=goal.latest_note, mark="strong"),
            text(goal.benchmark, note=". ".join(filter(None, (goal.benchmark_note, board.gap(goal.comparison))))),
            text(goal.change),
            text(goal.change_gap, note=goal.change_gap_note),
            Cell("", charts=(spark,) if len(goal.values) > 1 else ()),
        )
        return Row(cells, "" if with_area else goal.sentence, "" if with_area else words.source(goal.source))

    first = ("area", "goal") if with_area else ("goal", "area")
    names = (*first, "baseline", "latest", "benchmark", "change", "change_gap", "course")
    order = (0, 2, 3, 4, 5, 6, 7, 1)  # a column that only the workbook has stands last
    columns = tuple(column(board.COLUMN[names[place]], 0 if place == 1 else 1) for place in order)
    rows = tuple(replace(made, cells=tuple(made.cells[place] for place in order)) for made in map(row, found))
    return fitted(Table(caption, columns, rows, sheet, parts.COLUMN["sentence"]))


def _archive(files: Files, folder: Path) -> None:
    """A copy with a receipt, so that the auditor can see that nothing was changed. What is there already stays.

    Raises ValueError when the archive holds other bytes under the same build: they were made by another version.
    """
    data = {path.name: path.read_bytes() for path in files.paths}
    if folder.exists():
        changed = [name for name, content in data.items() if not _is_same(folder / name, content)]
        if changed:
            raise ValueError(board.archive_differs(str(folder), changed))
        return
    unfinished = folder.with_name(f".{folder.name}.unfinished")
    unfinished.mkdir(parents=True, exist_ok=True)
    for name, content in data.items():
        (unfinished / name).write_bytes(content)
    lines = [board.receipt_line(name, hashlib.sha256(content).hexdigest()) for name, content in data.items()]
    lines.append(board.receipt_line(parts.CHECKSUM_IN_WORKBOOK, files.checksum))
    (unfinished / "sha256.txt").write_text("".join(lines), encoding="utf-8", newline="\n")
    unfinished.rename(folder)


def _is_same(path: Path, content: bytes) -> bool:
    return path.exists() and path.read_bytes() == content
