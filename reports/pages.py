"""The quarterly report from beginning to end: four pages for the board, then every list in full."""

from dataclasses import replace

from danish import format as form
from danish import report as words
from danish import report_parts as parts
from reports import cases, charts, tables
from reports.cells import first_rows
from reports.charts import Point
from reports.content import Content
from reports.document import Block, Document, Figure, Points, Section, Table, Text
from reports.periods import today
from reports.progress import Clarification

# What fits on the board's four pages; the whole lists stand in the details.
MOST_CLARIFICATIONS, MOST_IN_USE, MOST_TARGETS, MOST_MISSING, MOST_REVISIONS = 5, 9, 6, 5, 4


def document(shown: Content) -> Document:
    """The report on one quarter, for all plans or for one."""
    boxes = [Text(words.SYNTHETIC, "boxed")] if shown.contains_synthetic else []
    if not shown.has_ended:
        boxes.append(Text(words.quarter_running(shown.quarter.end_date), "dashed"))
    found = (*shown.critical, *shown.warnings)
    whole = Document(
        title=shown.title,
        kicker=words.kicker(form.period(shown.quarter.period_id), shown.plan_name),
        build_id=shown.build_id,
        built_on=today(shown.built_at),
        boxes=tuple(boxes),
        lead=shown.lead,
        sections=(_first(shown), _affected(shown), _targets(shown), _data(shown), *_details(shown)),
        extra_tables=(cases.all_readings(found), cases.all_evidence(found)),
    )
    return replace(whole, stamp=_stamp(shown, whole.checksum))


def _stamp(shown: Content, checksum: str) -> tuple[str, ...]:
    period = form.period(shown.quarter.period_id)
    return (
        parts.stamp(shown.build_id, shown.built_on, period, checksum),
        words.handling_line(shown.handled_on),
        words.sources_line(shown.sources),
    )


def _first(shown: Content) -> Section:
    """Page 1: what to talk about, the quarter in figures, and a drawing of the most serious case."""
    heading = words.HEADING_HIGHLIGHTS if len(shown.highlights) == 3 else words.HEADING_HIGHLIGHTS_FEW
    blocks: list[Block] = [Points(tuple((point.text, point.ask) for point in shown.highlights))]
    drawn = next((line for line in shown.clarifications if len(line.points) > 1), None)
    if drawn is not None:
        blocks += [Figure(charts.series(*_series(drawn))), tables.points(drawn)]
    blocks.append(tables.quarter(shown))
    return Section("vigtigst", heading, tuple(blocks))


def _series(line: Clarification) -> tuple[list[Point], str]:
    points = [
        Point(form.short_quarter(point.period_id), point.reported, point.low, point.high, point.is_under_clarification)
        for point in line.points
    ]
    told = [
        (form.period(point.period_id), words.HIDDEN if point.reported is None else form.number(point.reported))
        for point in line.points
    ]
    return points, parts.series_sentence(line.subject, told)


def _affected(shown: Content) -> Section:
    """Page 2: the figures that are not used, those that are used with a mark, and how far each could go."""
    settled = len(shown.settled) + len(shown.settled_since_build)
    new = sum(finding.is_new for finding in shown.open_findings)
    sentence = parts.findings_sentence(
        new=new, still_open=len(shown.open_findings) - new, settled=settled, since=shown.quarter.start_date
    )
    blocks: list[Block] = [Text(sentence)]
    if shown.clarifications:
        blocks += _cut(tables.clarifications(shown.clarifications), MOST_CLARIFICATIONS)
    else:
        blocks.append(Text(words.NO_CLARIFICATIONS))
    if shown.affected:
        blocks += _cut(tables.in_use(shown.affected), MOST_IN_USE)
    elif not shown.clarifications:
        blocks.append(Text(parts.NOTHING_AFFECTED))
    return Section("beroert", parts.HEADING_AFFECTED, tuple(blocks), starts_page=True)


def _targets(shown: Content) -> Section:
    """Page 3: the targets, most serious first, the uncertain ones marked."""
    blocks: list[Block] = []
    if shown.targets.lines:
        blocks += _cut(tables.targets(shown.targets.lines), MOST_TARGETS)
        blocks.append(Text(words.LEGEND_BARS, "note"))
    else:
        blocks.append(Text(words.NO_TARGETS))
    if shown.targets.figures_without_target:
        blocks.append(Text(words.without_target(shown.targets.figures_without_target)))
    return Section("maal", words.HEADING_TARGETS, tuple(blocks), starts_page=True)


def _data(shown: Content) -> Section:
    """Page 4: how fresh the sources are, what is missing, what was revised, what is not known."""
    blocks: list[Block] = []
    came = shown.deliveries
    if shown.freshness:
        blocks += [Text(_freshness_sentence(shown)), tables.freshness(shown.freshness)]
    if came.missing:
        blocks += _cut(tables.missing(came.missing), MOST_MISSING)
    else:
        blocks.append(Text(parts.NOTHING_MISSING))
    if shown.revisions:
        blocks += _cut(tables.revisions(shown.revisions), MOST_REVISIONS)
    else:
        blocks.append(Text(parts.NOTHING_REVISED))
    hidden = sum(line.count for line in shown.unknown.hidden)
    not_compared = sum(line.count for line in shown.unknown.not_compared)
    if hidden or not_compared:
        blocks.append(Text(parts.unknown_sentence(hidden=hidden, not_compared=not_compared)))
    else:
        blocks.append(Text(words.NOTHING_UNKNOWN))
    return Section("data", parts.HEADING_DATA, tuple(blocks), starts_page=True)


def _freshness_sentence(shown: Content) -> str:
    return parts.freshness_sentence(
        late=sum(bool(source.late_months) and source.received is not None for source in shown.freshness),
        silent=sum(source.received is None for source in shown.freshness),
        sources=len(shown.freshness),
        day=today(shown.built_at),
    )


def _cut(whole: Table, most: int) -> list[Block]:
    """As many rows as fit, and a sentence that tells how many there are more."""
    shown, left = first_rows(whole, most)
    return [shown, Text(parts.more_in_details(left), "note")] if left else [shown]


def _details(shown: Content) -> tuple[Section, ...]:
    found = tuple(cases.case(finding) for finding in (*shown.critical, *shown.warnings))
    listed = tables.findings(shown)
    sections = [
        Section("detaljer", parts.HEADING_DETAILS, (Text(parts.DETAILS_INTRO),), starts_page=True),
        _detail("liste", parts.HEADING_FINDINGS_LIST, (listed,) if listed.rows else ()),
        _detail("fund", words.HEADING_FINDINGS, found or (Text(words.NO_FINDINGS),)),
        _detail("afklaret", words.HEADING_SETTLED, _settled_since_build(shown)),
        _detail("alle-beroerte", parts.HEADING_ALL_AFFECTED, _left_out(shown)),
        _detail("alle-maal", parts.HEADING_ALL_TARGETS, _whole(tables.targets(shown.targets.lines), MOST_TARGETS)),
        _detail("leveret", words.HEADING_DELIVERIES, _deliveries(shown)),
        _detail("rettelser", parts.HEADING_REVISIONS, _whole(tables.revisions(shown.revisions), MOST_REVISIONS)),
        _detail("ukendt", words.HEADING_UNKNOWN, _unknown(shown)),
        _detail("orientering", words.HEADING_OTHER_FINDINGS, (tables.notes(shown.notes),) if shown.notes else ()),
        _detail("metode", words.HEADING_METHOD, (Text(" ".join(words.METHOD)),)),
    ]
    return tuple(section for section in sections if section.blocks)


def _detail(anchor: str, heading: str, blocks: tuple[Block, ...]) -> Section:
    return Section(anchor, heading, blocks, level=3)


def _whole(table: Table, most: int) -> tuple[Block, ...]:
    """The whole list, where the board's page shows only the beginning of it."""
    return (table,) if len(table.rows) > most else ()


def _settled_since_build(shown: Content) -> tuple[Block, ...]:
    return (tables.settled(shown.settled_since_build),) if shown.settled_since_build else ()


def _left_out(shown: Content) -> tuple[Block, ...]:
    return (
        *_whole(tables.clarifications(shown.clarifications), MOST_CLARIFICATIONS),
        *_whole(tables.in_use(shown.affected), MOST_IN_USE),
    )


def _deliveries(shown: Content) -> tuple[Block, ...]:
    came = shown.deliveries
    names = (form.period(shown.quarter.period_id), form.period(shown.quarter.previous().period_id))
    numbers = [line.numbers for line in came.history]
    sentence = parts.history_sentence(numbers, names[0])
    drawing = charts.columns([form.short_quarter(line.period) for line in came.history], numbers, sentence)
    blocks: list[Block] = [Figure(drawing), tables.history(came.history)]
    if came.plans:
        blocks.append(tables.plans(came.plans, *names))
    if came.reporters:
        blocks.append(tables.reporters(came.reporters, *names))
    blocks += _whole(tables.missing(came.missing), MOST_MISSING)
    if shown.plan_name:
        blocks.append(Text(words.FILES_LEFT_OUT))
    else:
        blocks.append(tables.sources(came.sources))
    if came.problems:
        blocks.append(tables.problems(came.problems))
    return tuple(blocks)


def _unknown(shown: Content) -> tuple[Block, ...]:
    lists = (
        tables.absences(words.CAPTION_HIDDEN, shown.unknown.hidden, parts.SHEETS["hidden"]),
        tables.absences(words.CAPTION_NOT_COMPARED, shown.unknown.not_compared, parts.SHEETS["not_compared"]),
    )
    return tuple(listed for listed in lists if listed.rows)
