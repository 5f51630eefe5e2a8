"""What a check is: the frame it judges, by which rules, and how many rows the frame must at least hold."""

from dataclasses import dataclass
from typing import Literal

REGISTRATIONS = "registration_rows"
# Made by the model of counts (`quality.counts`), and what frames select from it.
COUNT_JUDGEMENTS, COUNT_POINTS, COUNT_SWAPS = "count_judgements", "count_points", "count_swaps"
INDICATORS = "indicator_rows"
# Of the figures of a large build that lie where they should, one in so many is judged.
SAMPLED = "sampled_one_in"
SOURCES = "source_rows"
T_QUANTILES = "t_quantiles"

# What every frame holds beside the columns its own rules name.
STANDARD_COLUMNS = (
    "row_key", "source_id", "helhedsplan_id", "area_id", "indicator_id", "activity_id", "measure_id", "period_id",
    "instrument", "related_period_id", "is_synthetic", "evidence", "observed", "expected_low", "expected_high",
    "is_hidden", "is_related_hidden",
)  # fmt: skip


@dataclass(frozen=True)
class Rule:
    """What must hold between a column and another column of the same row, or a fixed value.

    `at_least`, `at_most`, `above`, `below` and `equal` compare with the column `other`; a row where either is empty has
    nothing to compare and passes. `is_false` and `between` compare with nothing, and with `low` and `high`.
    """

    kind: Literal["at_least", "at_most", "above", "below", "equal", "is_false", "between"]
    column: str
    other: str = ""
    low: float | None = None
    high: float | None = None

    @property
    def is_broken_sql(self) -> str:
        """The same rule as a condition on the frame, so that a frame of millions of rows can be sifted before it is
        judged. A row that cannot be judged counts as broken, and is left to the judge."""
        column, other = self.column, self.other
        match self.kind:
            case "at_least":
                return f"{column} < {other}"
            case "above":
                return f"{column} <= {other}"
            case "at_most":
                return f"{column} > {other}"
            case "below":
                return f"{column} >= {other}"
            case "equal":
                return f"{column} <> {other}"
            case "is_false":
                return f"{column} is distinct from false"
            case "between":
                limits = [f"{column} < {self.low}" if self.low is not None else "",
                          f"{column} > {self.high}" if self.high is not None else ""]  # fmt: skip
                return " or ".join(limit for limit in limits if limit)


@dataclass(frozen=True)
class Check:
    """One frame of a check, and a check may have several. `least_rows` asks the facts alone how many rows the frame
    must at least hold. A frame that `holds_every_figure` of its kind is too large to be kept whole: it is read twice,
    to be counted and to be sifted."""

    check_id: str
    base_tables: tuple[str, ...]
    rules: tuple[Rule, ...]
    least_rows: str
    frame: str = ""
    holds_every_figure: bool = False

    def __post_init__(self) -> None:
        if not self.frame:
            object.__setattr__(self, "frame", self.check_id)

    @property
    def judged_columns(self) -> tuple[str, ...]:
        named = [name for rule in self.rules for name in (rule.column, rule.other) if name]
        return tuple(dict.fromkeys(["row_key", *named]))


BETWEEN_LIMITS = (Rule("above", "judged", "lowest"), Rule("below", "judged", "highest"))
WITHIN_LIMITS = (Rule("at_least", "judged", "lowest"), Rule("at_most", "judged", "highest"))
