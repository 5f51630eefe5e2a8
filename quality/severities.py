"""The registry of checks: how serious a finding of each check is, and what the check is called."""

import csv
from dataclasses import dataclass
from pathlib import Path

from danish import quality as text


@dataclass(frozen=True)
class Severities:
    """`by_check_and_source` has an empty source where the row holds for every source."""

    by_check_and_source: dict[tuple[str, str], str]
    names: dict[str, str]

    def of(self, check_id: str, source_id: str | None) -> str:
        """critical, warning or info. Raises KeyError when the registry has no row for the check and source."""
        for source in (source_id or "", ""):
            if severity := self.by_check_and_source.get((check_id, source)):
                return severity
        raise KeyError(text.missing_severity(check_id, source_id or ""))

    def name(self, check_id: str) -> str:
        """The check's Danish name; its id when the registry does not know it."""
        return self.names.get(check_id, check_id)


def read(seeds_dir: Path) -> Severities:
    """`checks.csv` itself and not the table that dbt made of it, so that a changed severity holds at the next check."""
    with (seeds_dir / "checks.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return Severities(
        by_check_and_source={(row["check_id"], row["source_id"]): row["severity"] for row in rows},
        names={row["check_id"]: row["name_da"] for row in rows},
    )
