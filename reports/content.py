"""What the quarterly report and its mail say, gathered once from one published build."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from danish import format as form
from danish import report as words
from publish import cut
from publish.cut import Cut
from publish.marts import Published
from reports import affected, deliveries, findings, freshness, periods, progress, revisions, unknown
from reports.findings import Finding, Handling
from reports.periods import Quarter


@dataclass(frozen=True)
class Highlight:
    """One thing to talk about, and whom to ask about it."""

    text: str
    ask: str = ""


@dataclass(frozen=True)
class Content:
    """Everything that is shown, already in words; nothing is computed after this."""

    quarter: Quarter
    has_ended: bool
    build_id: str
    built_at: datetime
    built_on: str
    handled_on: str
    plan_name: str
    contains_synthetic: bool
    deliveries: deliveries.Deliveries
    open_findings: tuple[Finding, ...]
    settled_since_build: tuple[Finding, ...]
    settled: tuple[Finding, ...]
    affected: tuple[affected.Affected, ...]
    revisions: tuple[revisions.Revision, ...]
    freshness: tuple[freshness.SourceAge, ...]
    clarifications: tuple[progress.Clarification, ...]
    targets: progress.Targets
    unknown: unknown.Unknown
    sources: tuple[str, ...]

    @property
    def critical(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.open_findings if finding.severity == "critical")

    @property
    def warnings(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.open_findings if finding.severity == "warning")

    @property
    def notes(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.open_findings if finding.severity == "info")

    @property
    def title(self) -> str:
        """The most important thing of the quarter as a sentence; never calm where nothing was delivered."""
        name = form.period(self.quarter.period_id)
        if not self.deliveries.numbers:
            return words.title_nothing_delivered(name)
        if self.critical:
            return words.title_critical(self.critical[0].subject, len(self.critical))
        if self.warnings:
            return words.title_warnings(len(self.warnings))
        return words.title_nothing_found(name)

    @property
    def lead(self) -> str:
        return words.lead(
            form.period(self.quarter.period_id),
            numbers=self.deliveries.numbers,
            numbers_longer=self.deliveries.numbers_longer,
            missing=len(self.deliveries.missing),
            critical=len(self.critical),
            warnings=len(self.warnings),
        )

    @property
    def highlights(self) -> tuple[Highlight, ...]:
        """The three things to talk about, most serious first; the third is kept for something else than findings."""
        came = self.deliveries
        nothing = [] if came.numbers else [words.nothing_delivered(form.period(self.quarter.period_id))]
        refused = [words.refused_files(came.refused)] if came.refused else []
        missing = [words.missing_numbers(len(came.missing))] if came.missing and came.numbers else []
        targets = [
            f"{line.sentence} {line.doubt}".rstrip()
            for status in ("behind", "uncertain", "reached", "ahead", "not_delivered")
            for line in self.targets.lines
            if line.status == status and line.sentence
        ]
        critical = [Highlight(finding.headline, finding.ask) for finding in self.critical]
        warnings = [Highlight(finding.headline, finding.ask) for finding in self.warnings]
        plain = [Highlight(text) for text in (*refused, *targets[:1], *missing)]
        others = [*plain[:1], *warnings[:1], *plain[1:], *warnings[1:]]
        return (*map(Highlight, nothing), *critical[: 2 if others else 3], *others)[:3]


def gather(
    *,
    published: Published,
    quarter: Quarter,
    handling: Mapping[str, Handling],
    now: datetime,
    helhedsplan_id: str | None = None,
) -> Content:
    """The content for all plans, or for one plan alone."""
    areas = published.rows("select area_id, name_da, helhedsplan_id, is_synthetic from dim_area")
    places, discretion = None, None
    if helhedsplan_id is not None:
        places = frozenset(row["area_id"] for row in areas if row["helhedsplan_id"] == helhedsplan_id)
        discretion = cut.findings_of(published, Cut(frozenset({helhedsplan_id})))
    found = findings.gather(published, quarter, handling, places, discretion)
    targets = progress.targets(published, quarter, places)
    if places is None:
        contains_synthetic = published.contains_synthetic
    else:
        own_areas = any(row["is_synthetic"] for row in areas if row["area_id"] in places)
        contains_synthetic = own_areas or targets.contains_synthetic or any(finding.is_synthetic for finding in found)
    open_findings = tuple(finding for finding in found if finding.is_open)
    return Content(
        quarter=quarter,
        has_ended=quarter.has_ended(periods.today(now)),
        build_id=published.build_id,
        built_at=published.built_at,
        built_on=form.day(published.built_at),
        handled_on=form.day(periods.today(now)),
        plan_name=next((row["name_da"] for row in areas if row["area_id"] == helhedsplan_id), ""),
        contains_synthetic=contains_synthetic,
        deliveries=deliveries.gather(published, quarter, places),
        open_findings=open_findings,
        settled_since_build=tuple(finding for finding in found if not finding.is_open),
        settled=tuple(findings.settled(published, quarter, handling, places, discretion)),
        affected=affected.in_use(open_findings),
        revisions=revisions.gather(published, quarter, places),
        freshness=freshness.gather(published) if places is None else (),
        clarifications=progress.clarifications(published, quarter, places),
        targets=targets,
        unknown=unknown.gather(published, quarter, places),
        sources=_sources(published),
    )


def of_reporter(shown: Content, reporter: str) -> Content:
    """The same with the open findings that one reporter is asked about, and no others."""
    return replace(shown, open_findings=tuple(finding for finding in shown.open_findings if finding.owner == reporter))


def _sources(published: Published) -> tuple[str, ...]:
    """The names of the sources that the build holds accepted rows from."""
    sql = """
        select source.name_da
        from dim_source as source
        inner join mart_load as load on source.source_id = load.source_id
        where load.rows_loaded > 0
        group by source.name_da
    """
    return tuple(sorted((row["name_da"] for row in published.rows(sql)), key=form.sort_key))
