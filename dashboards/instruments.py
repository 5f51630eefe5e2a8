"""What the questionnaires are called and how many answered, as far as that is known."""

from dataclasses import dataclass, field

from danish import page_survey as text
from dashboards.queries import Row
from publish.marts import Published

_NAMES = "select instrument, name_da, supplier, population_da from dim_instrument"
_WAVES = "select instrument, period_id, answers, response_rate, source from dim_survey_wave"


@dataclass(frozen=True)
class Instruments:
    """The questionnaires by their id, and their waves by id and period."""

    named: dict[str, Row] = field(default_factory=dict)
    waves: dict[tuple[str, str], Row] = field(default_factory=dict)

    def wave(self, row: Row) -> str:
        """The heading of a wave, for any figure of it."""
        instrument = self.named.get(row["instrument"])
        found = self.waves.get((row["instrument"], row["period_id"]), {})
        return text.wave(
            row["period_name"],
            instrument["name_da"] if instrument else row["instrument"],
            answers=found.get("answers"),
            response_rate=found.get("response_rate"),
        )

    def asked(self, rows: list[Row]) -> list[str]:
        """Who asked whom, one line for each questionnaire behind the figures."""
        ids = sorted({row["instrument"] for row in rows} & self.named.keys())
        found = [self.named[instrument] for instrument in ids]
        return [text.asked(row["name_da"], row["supplier"], row["population_da"]) for row in found]


def instruments(published: Published) -> Instruments:
    """Every questionnaire of a build."""
    return Instruments(
        {row["instrument"]: row for row in published.rows(_NAMES)},
        {(row["instrument"], row["period_id"]): row for row in published.rows(_WAVES)},
    )
