"""Reads one file as ingest would, and writes nothing."""

import hashlib
from dataclasses import replace
from pathlib import Path

from danish import ingest as text_da
from ingest.deliveries import Delivery, delivery
from ingest.evaluate import best_form, best_source, is_workbook, judge
from ingest.evaluation import Evaluation, refuse, result
from ingest.faults import Fault
from ingest.inspection import Inspection, Sender, inspected_rows
from ingest.registry import Registry, read_registry
from ingest.results import LoadResult
from ingest.sources import SOURCES_FILE, Sources, read_sources


def validate(*, file: Path, raw_dir: Path, seeds_dir: Path, sources_file: Path = SOURCES_FILE) -> LoadResult:
    """What ingest would answer for the file, apart from `unchanged`.

    The source is the one whose folder the file lies in, under `raw_dir` or elsewhere; else the first one that delivers
    the form which the file's header fits best. Raises ConfigurationError as ingest does.
    """
    return _judged(file, raw_dir, read_registry(seeds_dir), sources_file)[0]


def inspect(
    *, file: Path, raw_dir: Path, seeds_dir: Path, sources_file: Path = SOURCES_FILE, sender: Sender | None = None
) -> Inspection:
    """As `validate`, with what would become of each row; a `sender` is held to its own plans and its own name."""
    registry, reporter = read_registry(seeds_dir), None
    if sender:
        registry, reporter = replace(registry, own_plans=sender.plans), sender.reporter
    answer, evaluation = _judged(file, raw_dir, registry, sources_file, reporter)
    return Inspection(answer, inspected_rows(evaluation, registry), evaluation.headings)


def _judged(
    file: Path, raw_dir: Path, registry: Registry, sources_file: Path, reporter: str | None = None
) -> tuple[LoadResult, Evaluation]:
    sources = read_sources(sources_file)
    try:
        found = _with_source(delivery(file, raw_dir, sources.by_id), sources)
        source = sources.by_id.get(found.source_id or "")
        content = found.content(source)
        sha256 = hashlib.sha256(content).hexdigest() if content is not None else found.sha256()
        evaluation = judge(found, source, content, sources, registry, reporter=reporter)
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
