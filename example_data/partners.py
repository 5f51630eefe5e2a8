"""The counts of an invented plan's three partners, quarter by quarter, before anyone reports them."""

from collections.abc import Iterator
from dataclasses import dataclass

from example_data.chance import draws, normal

JOB_CENTRE = "Eksempel Kommunes jobcenter"
YOUTH_CENTRE = "Eksempel Ungecenter"
SECRETARIAT = "Helhedsplanens sekretariat, Eksempelparken"
QUARTERS = tuple(
    f"{year}K{quarter}" for year in range(2021, 2026) for quarter in range(1, 5) if (year, quarter) >= (2021, 4)
)
PERIOD, YEAR_TO_DATE, PLAN_TO_DATE = "periode", "aar_til_dato", "projekt_til_dato"


@dataclass(frozen=True)
class Series:
    """One count of one activity. `modes`: from when each way of counting is used. No `area`: the whole plan."""

    reporter: str
    activity: str
    measure: str
    area: str
    level: float
    growth_per_year: float
    modes: tuple[tuple[str, str], ...]
    spread: float = 0.6
    repeats: str = "nej"

    def mode(self, quarter: str) -> str:
        return next(mode for start, mode in reversed(self.modes) if quarter >= start)

    def counts(self) -> dict[str, int]:
        """What happened in each quarter alone; summer and the first quarters are quieter."""
        source = draws("registrations", self.activity, self.measure, self.area)
        found = {}
        for step, quarter in enumerate(QUARTERS):
            season = {"1": 1.0, "2": 1.06, "3": 0.9, "4": 1.04}[quarter[-1]]
            expected = self.level * season * (1 + self.growth_per_year) ** (step / 4)
            found[quarter] = max(0, round(expected + self.spread * expected**0.5 * normal(source)))
        return found

    def reported(self) -> Iterator[tuple[str, str, int]]:
        """Quarter, counting mode and the count as reported under it."""
        since_begin = since_new_year = 0
        for quarter, count in self.counts().items():
            since_new_year = count if quarter.endswith("K1") else since_new_year + count
            since_begin += count
            mode = self.mode(quarter)
            yield quarter, mode, {PERIOD: count, YEAR_TO_DATE: since_new_year, PLAN_TO_DATE: since_begin}[mode]


_QUARTERLY = ((QUARTERS[0], PERIOD),)
_RUNNING = ((QUARTERS[0], YEAR_TO_DATE),)
_SINCE_START = ((QUARTERS[0], PLAN_TO_DATE),)
# In the middle of a year, which is a fault unless it is meant, and at New Year, which is none.
_CHANGED_IN_SUMMER = ((QUARTERS[0], PERIOD), ("2023K3", YEAR_TO_DATE))
_CHANGED_AT_NEW_YEAR = ((QUARTERS[0], PERIOD), ("2025K1", YEAR_TO_DATE))

_JOBS, _YOUNG_JOBS, _MENTORS = "eksempel-jobvejledning", "eksempel-fritidsjob", "eksempel-mentor"
_HOMEWORK, _ADVICE = "eksempel-lektiehjaelp", "eksempel-beboerraadgivning"
_FAMILIES, _WALKS = "eksempel-familieklub", "eksempel-tryghedsvandringer"
SERIES = (
    Series(JOB_CENTRE, _JOBS, "borgere-i-praktik-eller-loentilskud", "", 15, 0.04, _RUNNING),
    Series(JOB_CENTRE, _JOBS, "borgere-i-ordinaer-beskaeftigelse", "", 7.5, 0.08, _RUNNING),
    Series(YOUTH_CENTRE, _YOUNG_JOBS, "unge-i-job", "", 10, 0.0, _QUARTERLY),
    Series(YOUTH_CENTRE, _YOUNG_JOBS, "virksomhedsbesoeg", "", 17, 0.03, _CHANGED_IN_SUMMER),
    Series(YOUTH_CENTRE, _HOMEWORK, "deltagelser", "Eksempelparken", 330, 0.05, _QUARTERLY, repeats="ja"),
    Series(YOUTH_CENTRE, _HOMEWORK, "deltagelser", "Prøvevænget", 170, 0.02, _QUARTERLY, repeats="ja"),
    Series(YOUTH_CENTRE, _MENTORS, "mentormatch", "Eksempelparken", 3.4, 0.1, _QUARTERLY),
    Series(YOUTH_CENTRE, _MENTORS, "mentormatch", "Prøvevænget", 1.6, 0.1, _QUARTERLY),
    Series(SECRETARIAT, _ADVICE, "samtaler", "", 118, 0.03, _SINCE_START),
    Series(SECRETARIAT, _ADVICE, "vejledninger", "Eksempelparken", 64, 0.02, _QUARTERLY),
    Series(SECRETARIAT, _ADVICE, "vejledninger", "Prøvevænget", 38, 0.0, _QUARTERLY),
    Series(SECRETARIAT, _ADVICE, "vejledninger", "Mønsterhaven", 24, 0.0, _QUARTERLY),
    Series(SECRETARIAT, _FAMILIES, "familier", "", 31, 0.06, _QUARTERLY, 0.3),
    Series(SECRETARIAT, _FAMILIES, "frivillige", "", 8, 0.05, _QUARTERLY, 0.3),
    Series(SECRETARIAT, _WALKS, "hold", "", 3.6, 0.0, _QUARTERLY, 0.3),
    Series(SECRETARIAT, _WALKS, "deltagelser", "", 52, 0.02, _CHANGED_AT_NEW_YEAR, repeats="ukendt"),
)
LARGER_EVENTS = {"2022": 5, "2023": 7, "2024": 6, "2025": 8}
