"""Loads what was delivered: each file once, in one transaction, and again whenever it can be read better than before.

Order of writing: archive, warehouse, ledger. A run that was killed in between is finished by the next one: what is in
the warehouse and not in the ledger gets its line there, and what the ledger knows and the warehouse lacks is loaded
again from the archive.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path, PurePath
from typing import Any

from danish import ingest as text_da
from ingest import archive, ledger, results
from ingest.deliveries import Delivery, all_deliveries, delivery
from ingest.evaluate import evaluate, judge, rules_fingerprint
from ingest.evaluation import Evaluation, load_id_of, refuse, result
from ingest.faults import Fault
from ingest.ledger import Entry, Ledger, open_ledger
from ingest.registry import Registry, read_registry
from ingest.results import LoadResult
from ingest.sources import SOURCES_FILE, Sources, read_sources
from ingest.warehouse import Warehouse, open_warehouse

_ACCEPTED = (results.LOADED, results.PARTLY_LOADED)


def ingest(
    *,
    raw_dir: Path,
    archive_dir: Path,
    warehouse: Path,
    state_db: Path,
    seeds_dir: Path,
    raw_schema: Path,
    now: datetime,
    files: list[Path] | None = None,
    sources_file: Path = SOURCES_FILE,
) -> list[LoadResult]:
    """Loads new and changed files under `raw_dir` (or `files` alone) and mends what earlier runs left open.

    `now` is UTC, with or without a zone. One result per file, and one per earlier load that was loaded again.
    Raises ConfigurationError for sources.yml or a registry that cannot be used, before anything is written, and
    WarehouseBusyError while another run has the warehouse.
    """
    sources = read_sources(sources_file)
    registry = read_registry(seeds_dir)
    if files is None:
        delivered = all_deliveries(raw_dir, sources.by_id)
    else:
        delivered = [delivery(path, raw_dir, sources.by_id) for path in files]
    with open_warehouse(warehouse, raw_schema) as store, open_ledger(state_db) as book:
        archive.sweep(archive_dir)
        store.write_sources(sources.by_id.values())
        run = _Run(store, book, archive_dir, sources, registry, _utc(now), rules_fingerprint(sources, registry))
        outcomes = [*run.reconcile(), *run.mend()]
        outcomes += [outcome for file in delivered if (outcome := run.take(file))]
        return outcomes + list(run.still_missing())


@dataclass
class _Run:
    """One ingest: the places it writes to, and what it reads against."""

    warehouse: Warehouse
    ledger: Ledger
    archive_dir: Path
    sources: Sources
    registry: Registry
    now: datetime
    rules: str
    entries: dict[str, Entry] = field(init=False)
    told: set[tuple[str, str]] = field(init=False, default_factory=set)

    def __post_init__(self) -> None:
        self.entries = self.ledger.entries()

    def reconcile(self) -> Iterator[LoadResult]:
        """Brings ledger and warehouse together again after a killed run or a deleted warehouse."""
        rows = {row["load_id"]: row for row in self.warehouse.loads()}
        for load_id, row in rows.items():
            known = self.entries.get(load_id)
            if known is None or (known.status, known.rows_loaded) != (row["status"], row["rows_loaded"]):
                self._note(_entry_from_warehouse(row))
        for load_id, entry in list(self.entries.items()):
            if load_id not in rows and (outcome := self._load_again(entry)):
                yield outcome

    def mend(self) -> Iterator[LoadResult]:
        """Reads every load with rows in quarantine anew, when the registries or the contracts have changed."""
        for entry in list(self.entries.values()):
            if entry.status in _ACCEPTED and entry.rows_quarantined and entry.rules != self.rules:
                content = archive.get(self.archive_dir, entry.sha256, entry.suffix)
                if content is not None and (outcome := self._read_anew(entry, content)):
                    yield outcome

    def take(self, file: Delivery) -> LoadResult | None:
        """Loads one delivered file, unless its content is known. None: an earlier step has told of it already."""
        source = self.sources.by_id.get(file.source_id or "")
        try:
            content = file.content(source)
            sha256 = hashlib.sha256(content).hexdigest() if content is not None else file.sha256()
        except OSError as error:
            fault = Fault(text_da.unreadable(error.strerror or type(error).__name__))
            return result(refuse(fault), file.source_id or "", file.file_name, "")
        entry = self.entries.get(load_id_of(file.source_id or "", sha256))
        if entry and content is not None and entry.status in _ACCEPTED:
            archive.put(self.archive_dir, content, sha256, entry.suffix)
            told = (entry.load_id, file.file_name) in self.told
            return None if told else self._unchanged(entry, file.file_name)
        if entry and entry.status == results.REFUSED and (entry.rules, entry.file_name) == (self.rules, file.file_name):
            return entry.result(file_name=file.file_name, status=results.REFUSED, message_da=entry.message_da)
        evaluation = judge(file, source, content, self.sources, self.registry, self.warehouse.connection)
        if content is not None and not evaluation.refused:
            archive.put(self.archive_dir, content, sha256, file.suffix)
        outcome = result(evaluation, file.source_id or "", file.file_name, sha256)
        was_left_open = entry is not None and (entry.status == ledger.MISSING or not entry.rules)
        moment = entry.moment if entry and was_left_open else self._next_moment()
        return self._write(outcome, evaluation, file.suffix, moment)

    def still_missing(self) -> Iterator[LoadResult]:
        """Loads that the ledger knows of, and that neither warehouse, archive nor data/raw holds any longer."""
        for entry in self.entries.values():
            if entry.status == ledger.MISSING:
                evaluation = refuse(Fault(text_da.MISSING_FROM_ARCHIVE))
                yield result(evaluation, entry.source_id, entry.file_name, entry.sha256)

    def _unchanged(self, entry: Entry, file_name: str) -> LoadResult:
        """Content that is loaded already. If the name has carried newer content since, the sender must hear of it."""
        of_name = [
            other
            for other in self.entries.values()
            if (other.source_id, other.file_name) == (entry.source_id, file_name) and other.status in _ACCEPTED
        ]
        newest = max(of_name, key=lambda other: other.loaded_at, default=entry)
        if newest.loaded_at > entry.loaded_at:
            message = text_da.unchanged_but_superseded(entry.moment)
        else:
            message = text_da.unchanged(entry.rows_quarantined)
        return entry.result(file_name=file_name, status=results.UNCHANGED, message_da=message)

    def _load_again(self, entry: Entry) -> LoadResult | None:
        """Puts a load that the warehouse lacks back as it was first known, or marks it as missing."""
        if entry.status == results.REFUSED:
            known = entry.result(file_name=entry.file_name, status=entry.status, message_da=entry.message_da)
            self.warehouse.write_load(known, refuse(), entry.moment)
            return None
        content = archive.get(self.archive_dir, entry.sha256, entry.suffix)
        if content is None:
            self._note(replace(entry, status=ledger.MISSING))
            return None
        evaluation = self._judge_archived(entry, content)
        outcome = result(evaluation, entry.source_id, entry.file_name, entry.sha256)
        if evaluation.refused:
            return outcome
        self.told.add((entry.load_id, entry.file_name))
        return self._write(outcome, evaluation, entry.suffix, entry.moment)

    def _read_anew(self, entry: Entry, content: bytes) -> LoadResult | None:
        """Replaces a load's rows by what the present registries make of them; None when no more rows came of it.

        The load keeps the moment it was first known: a name that is mended today makes an old figure no newer.
        """
        evaluation = self._judge_archived(entry, content)
        outcome = result(evaluation, entry.source_id, entry.file_name, entry.sha256)
        if evaluation.refused:
            return replace(outcome, message_da=text_da.no_longer_accepted(outcome.message_da))
        self._write(outcome, evaluation, entry.suffix, entry.moment)
        if outcome.rows_loaded == entry.rows_loaded:
            return None
        self.told.add((entry.load_id, entry.file_name))
        return outcome

    def _judge_archived(self, entry: Entry, content: bytes) -> Evaluation:
        source = self.sources.by_id.get(entry.source_id)
        if source is None:
            return refuse(Fault(text_da.unknown_folder(self.sources.by_id)))
        return evaluate(
            content,
            file_name=entry.file_name,
            source=source,
            sources=self.sources,
            registry=self.registry,
            connection=self.warehouse.connection,
        )

    def _write(self, outcome: LoadResult, evaluation: Evaluation, suffix: str, loaded_at: datetime) -> LoadResult:
        self.warehouse.write_load(outcome, evaluation, loaded_at)
        rules = "" if outcome.status == results.LOADED else self.rules
        self._note(ledger.entry(outcome, suffix=suffix, loaded_at=loaded_at, rules=rules))
        return outcome

    def _note(self, entry: Entry) -> None:
        self.ledger.put(entry)
        self.entries[entry.load_id] = entry

    def _next_moment(self) -> datetime:
        """Now, or just after the newest load: the later of two loads is the later one even under a fixed clock."""
        after_newest = [entry.moment + timedelta(microseconds=1) for entry in self.entries.values()]
        return max([self.now, *after_newest])


def _entry_from_warehouse(row: dict[str, Any]) -> Entry:
    """The ledger's line for a load that only the warehouse knows; without rules, so that it is judged anew."""
    known: dict[str, Any] = {name: "" if value is None else value for name, value in row.items() if name != "loaded_at"}
    return Entry(
        **known,
        suffix=PurePath(row["file_name"]).suffix.lower(),
        loaded_at=ledger.timestamp(row["loaded_at"]),
        problems_json="[]",
        rules="",
    )


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment
