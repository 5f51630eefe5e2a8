"""What the statuses are called in each set of rules and how many criteria each takes, as the registry has it."""

from collections.abc import Sequence
from dataclasses import dataclass

from danish import page_criteria as text
from dashboards.queries import Row


@dataclass(frozen=True)
class Statuses:
    """The rows of dim_statutory_status, the widest status of each set of rules first."""

    rows: Sequence[Row]

    def of(self, rule_set: str) -> list[Row]:
        """The statuses of a set of rules; those of the newest where the rules are not known."""
        found = [row for row in self.rows if row["rule_set"] == rule_set]
        newest = max((row["rule_set"] for row in self.rows), default="")
        return found or [row for row in self.rows if row["rule_set"] == newest]

    def names(self, rule_set: str) -> dict[str, str]:
        """Column to name, as it stands in a sentence."""
        return {row["status_id"]: text.mid_sentence(row["name_da"]) for row in self.of(rule_set)}

    def group(self, criteria_group: str | None, rule_set: str) -> str:
        """The name of the widest status that counts a group of criteria; every status for a limit that all have."""
        names = (row["name_da"] for row in self.of(rule_set) if row["criteria_group"] == criteria_group)
        return next(names, text.EVERY_STATUS)

    def criteria(self, rule_set: str) -> int | None:
        """How many criteria the widest status counts among."""
        return next((int(row["criteria_count"]) for row in self.of(rule_set)), None)

    def requirements(self, rule_set: str) -> list[str]:
        """What each status takes, one line each."""
        return [
            text.requirement(
                row["name_da"],
                needed=row["criteria_needed"],
                criteria=row["criteria_count"],
                residents=row["min_residents"],
                share=row["extra_threshold"],
                lists=row["years_needed"],
            )
            for row in self.of(rule_set)
        ]
