"""Whether a published build may be mailed: checked, audited, whole, not older than what was mailed before, not empty.

Each answer is a list of Danish sentences; empty when nothing speaks against it.
"""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from danish import mail_outbox as words
from publish.marts import Published
from reports import progress
from reports.ledger import DELIVERED, Entry
from reports.periods import Quarter
from reports.rows import Places, Row, as_day

CONTENT_KINDS = ("report", "findings", "board_follow_up")
Counts = dict[str, int]


def of_build(published: Published | None, marts_dir: Path, entries: Iterable[Entry]) -> list[str]:
    """What speaks against mailing anything from this build. `entries`: the outbox."""
    if published is None:
        return [words.nothing_published()]
    reasons = []
    if changed := _changed_files(published):
        return [words.files_changed(changed)]
    last = max((entry.build_id for entry in _delivered(entries)), default="")
    if published.build_id < last:
        reasons.append(words.older_than_last(published.build_id, last))
    if not _is_checked(published):
        reasons.append(words.not_checked(published.build_id))
    if not published.audit:
        reasons.append(words.not_audited(published.build_id))
    if emptied := _emptied_tables(published, marts_dir):
        reasons.append(words.tables_emptied(emptied))
    return reasons


def of_scope(
    published: Published, quarter: Quarter, places: Places, scope: str, plan_name: str, entries: Iterable[Entry]
) -> list[str]:
    """What speaks against mailing about one plan (`scope`, its id), or about all of them (empty).

    `places`: the ids of the plan and its areas, or None for all.
    """
    reasons = []
    if not any(_is_registration(row, quarter) for row in progress.figures(published, places)):
        reasons.append(words.no_registrations(plan_name, quarter.period_id))
    earlier = [entry for entry in _delivered(entries) if entry.scope == scope]
    if earlier:
        last = max(earlier, key=lambda entry: entry.planned_at)
        now, before = counts(published, places), json.loads(last.counts_json)
        emptied = [words.LISTS[name] for name, number in now.items() if not number and before.get(name)]
        if emptied:
            reasons.append(words.for_plan(plan_name, words.lists_emptied(emptied, last.period)))
    return reasons


def counts(published: Published, places: Places) -> Counts:
    """How long the lists are that the mail is made from. Settled findings count too: a list is not empty when all in
    it is settled."""
    findings = published.rows("select helhedsplan_id, area_id from mart_finding")
    targets = published.rows("select helhedsplan_id from dim_target")
    sources = published.rows("select distinct source_id from mart_load where rows_loaded > 0")
    return {
        "findings": sum(places is None or bool({row["helhedsplan_id"], row["area_id"]} & places) for row in findings),
        "figures": sum(not progress.is_unreported(row) for row in progress.figures(published, places)),
        "targets": sum(places is None or row["helhedsplan_id"] in places for row in targets),
        "sources": len(sources),
    }


def _delivered(entries: Iterable[Entry]) -> list[Entry]:
    return [entry for entry in entries if entry.kind in CONTENT_KINDS and entry.state in DELIVERED]


def _is_registration(row: Row, quarter: Quarter) -> bool:
    """A figure that was delivered for the quarter or for a time after it."""
    end = as_day(row["end_date"])
    return not progress.is_unreported(row) and end is not None and end >= quarter.end_date


def _is_checked(published: Published) -> bool:
    run = published.quality
    not_run = published.rows("select 1 from mart_finding where check_id = 'check_not_run' and status <> 'gone'")
    return bool(run) and 0 < run["checks_expected"] <= run["checks_run"] and not not_run


def _changed_files(published: Published) -> list[str]:
    """The tables whose files are not those that were published."""
    return [
        name
        for name, path in published.tables.items()
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != published.checksums.get(name)
    ]


def _emptied_tables(published: Published, marts_dir: Path) -> list[str]:
    """The tables that had rows in the build before this one and have none now."""
    builds = {path.parent.name: path for path in marts_dir.glob("*/build.json")}
    earlier = [build_id for build_id in builds if build_id < published.build_id]
    if not earlier:
        return []
    manifest = json.loads(builds[max(earlier)].read_text(encoding="utf-8"))
    had_rows = {table["name"] for table in manifest["tables"] if table["rows"]}
    return [
        name for name in published.tables if name in had_rows and not published.rows(f'select 1 from "{name}" limit 1')
    ]
