"""Reads one file as ingest would, and writes nothing."""

import hashlib
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from danish import ingest as text_da
from danish.ingest import place
from ingest.deliveries import Delivery, delivery
from ingest.evaluate import best_form, best_source, is_workbook, judge
from ingest.evaluation import Evaluation, refuse, result
from ingest.faults import Fault
from ingest.registry import read_registry
from ingest.results import LoadResult
from ingest.sources import SOURCES_FILE, Sources, read_sources


@dataclass(frozen=True)
class InspectedRow:
    """One row of a file as delivered: where it stands, what would become of it (loaded, quarantined, skipped), the
    loaded columns by name, and for the others the reason and the remedy in Danish."""

    line: int
    place: str
    outcome: str
    values: dict[str, Any] = field(default_factory=dict)
    reason_da: str = ""
    remedy_da: str = ""


@dataclass(frozen=True)
class Inspection:
    """What ingest would answer, and every row of a file that is not refused, in the order of the file."""

    result: LoadResult
    rows: tuple[InspectedRow, ...]


def validate(*, file: Path, raw_dir: Path, seeds_dir: Path, sources_file: Path = SOURCES_FILE) -> LoadResult:
    """What ingest would answer for the file, apart from `unchanged`.

    The source is the one whose folder the file lies in, under `raw_dir` or elsewhere; else the first one that delivers
    the form which the file's header fits best. Raises ConfigurationError as ingest does.
    """
    return _judged(file, raw_dir, seeds_dir, sources_file)[0]


def inspect(*, file: Path, raw_dir: Path, seeds_dir: Path, sources_file: Path = SOURCES_FILE) -> Inspection:
    """As `validate`, with what would become of each row."""
    answer, evaluation = _judged(file, raw_dir, seeds_dir, sources_file)
    loaded = [
        InspectedRow(row["line"], place(row["line"], None, row.get("place") or ""), "loaded", row)
        for row in evaluation.rows
    ]
    quarantined = [
        InspectedRow(
            row.line,
            place(row.line, row.fault.column, row.fault.place),
            "quarantined",
            {},
            row.fault.message.reason,
            row.fault.message.remedy,
        )
        for row in evaluation.quarantined
    ]
    skipped = [
        InspectedRow(row.line, place(row.line, None, row.place), "skipped", {}, row.reason_da)
        for row in evaluation.skipped
    ]
    return Inspection(answer, tuple(sorted([*loaded, *quarantined, *skipped], key=lambda row: row.line)))


def _judged(file: Path, raw_dir: Path, seeds_dir: Path, sources_file: Path) -> tuple[LoadResult, Evaluation]:
    sources = read_sources(sources_file)
    registry = read_registry(seeds_dir)
    try:
        found = _with_source(delivery(file, raw_dir, sources.by_id), sources)
        source = sources.by_id.get(found.source_id or "")
        content = found.content(source)
        sha256 = hashlib.sha256(content).hexdigest() if content is not None else found.sha256()
        evaluation = judge(found, source, content, sources, registry)
    except OSError as error:
        found, sha256 = Delivery(file, None, file.name), ""
        evaluation = refuse(Fault(text_da.unreadable(error.strerror or type(error).__name__)))
    return result(evaluation, found.source_id or "", found.file_name, sha256), evaluation


def _with_source(found: Delivery, sources: Sources) -> Delivery:
    if found.source_id:
        return found
    if found.path.resolve().parent.name in sources.by_id:
        return replace(found, source_id=found.path.resolve().parent.name)
    largest = max(source.max_megabytes for source in sources.by_id.values())
    if found.size_in_megabytes() > largest:
        return found
    content = found.path.read_bytes()
    if is_workbook(found.file_name):
        return replace(found, source_id=best_source(content, found.file_name, sources))
    form = best_form(content)
    delivering = (source.source_id for source in sources.by_id.values() if source.form == form)
    return replace(found, source_id=next(delivering, None))
