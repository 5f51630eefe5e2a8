"""Survey answers and events that only the tests know, in a plan of their own."""

import random
from dataclasses import dataclass
from typing import Any

Row = dict[str, Any]

PLAN, NORTH, SOUTH, HALF, PART, SMALL = (
    "hp-svar",
    "svar-nord-999",
    "svar-syd-999",
    "hp-halv",
    "halv-nord-999",
    "lille-999",
)
OLD, NEW = "skema-2018", "skema-2023"
INDICATOR = "trygge_18_plus"
ANSWERS, REPORT, EVENTS = "load-answers", "load-report", "load-events"
POPULATION = 260

_CODEBOOK = [("1", "Tryg", "numerator"), ("2", "Utryg", "denominator"), ("9", "Ved ikke", "excluded")]

SEED_ROWS: dict[str, list[Row]] = {
    "areas": [
        *({"area_id": plan, "area_type": "helhedsplan", "name_da": plan, "municipality_code": "999",
           "parent_area_id": "kommune-999", "is_synthetic": "true"} for plan in (PLAN, HALF)),
        *({"area_id": area, "area_type": "boligomraade", "name_da": area, "municipality_code": "999",
           "parent_area_id": plan, "is_synthetic": "true"}
          for area, plan in ((NORTH, PLAN), (SOUTH, PLAN), (PART, HALF), ("halv-syd-999", HALF))),
        {"area_id": SMALL, "area_type": "boligomraade", "name_da": "Lille", "municipality_code": "999",
         "parent_area_id": "kommune-999", "is_synthetic": "true"},
    ],
    "activities": [
        {"activity_id": "svaraktivitet", "name_da": "Svaraktivitet", "helhedsplan_id": PLAN, "theme_da": "Rammer"},
    ],
    "survey_instruments": [
        {"instrument": OLD, "name_da": "den gamle undersøgelse", "supplier": "X", "population_da": "P", "source": "S"},
        {"instrument": NEW, "name_da": "den nye undersøgelse", "supplier": "Y", "population_da": "P", "source": "S"},
    ],
    "survey_codebook": [
        {"instrument": instrument, "wave": wave, "question_id": "tryg", "answer_code": code, "label_da": label,
         "counts_as": counts_as, "indicator_id": INDICATOR}
        for instrument, wave in ((OLD, "2018"), (OLD, "2021"), (NEW, "2023"))
        for code, label, counts_as in _CODEBOOK
    ],
    "survey_populations": [
        {"instrument": OLD, "wave": "2018", "area_id": SOUTH, "population": str(POPULATION), "source": "Opslag"},
    ],
}  # fmt: skip


@dataclass(frozen=True)
class Answer:
    area_id: str
    wave: str
    instrument: str
    code: str
    weight: float


def answers() -> list[Answer]:
    """The same every time: two areas of a plan in two waves, half of another plan, and an area with few answers."""
    chance = random.Random(20231101)

    def draw(
        area_id: str, wave: str, instrument: str, number: int, share: float, *, equal: bool = False
    ) -> list[Answer]:
        return [
            Answer(
                area_id, wave, instrument,
                "9" if chance.random() < 0.05 else "1" if chance.random() < share else "2",
                1.0 if equal else round(chance.lognormvariate(0, 0.5), 4) + 0.0001,
            )
            for _ in range(number)
        ]  # fmt: skip

    exactly_30 = [Answer(SMALL, "2018", OLD, "1" if i < 24 else "2", 1.0) for i in range(30)]
    one_too_few = [Answer(SMALL, "2021", OLD, "1" if i < 24 else "2", 1.0) for i in range(29)]
    half_and_half = [Answer(SMALL, "2023", NEW, "1" if i < 16 else "2", 1.0) for i in range(32)]
    return [
        *draw(NORTH, "2018", OLD, 140, 0.6),
        *draw(SOUTH, "2018", OLD, 120, 0.75, equal=True),
        *draw(NORTH, "2023", NEW, 150, 0.7),
        *draw(SOUTH, "2023", NEW, 110, 0.8),
        *draw(PART, "2018", OLD, 100, 0.5),
        *exactly_30,
        *one_too_few,
        *half_and_half,
    ]


def raw_rows() -> dict[str, list[Row]]:
    delivered = [
        {"load_id": ANSWERS, "line": line, "source_id": "tryghedssurvey", "area_id": answer.area_id,
         "wave": answer.wave, "instrument": answer.instrument, "weight": answer.weight, "question_id": "tryg",
         "answer_code": answer.code}
        for line, answer in enumerate(answers(), start=2)
    ]  # fmt: skip
    events = [
        {"load_id": EVENTS, "line": line, "source_id": "registration_events", "event_date": day, "helhedsplan_id": PLAN,
         "area_id": area_id, "activity_id": "svaraktivitet", "event_type": "Samtale", "participants": participants}
        for line, (day, area_id, participants) in enumerate(
            [("2022-01-10", PLAN, 4), ("2022-02-10", PLAN, 5), ("2022-04-10", PLAN, None), ("2022-04-11", PLAN, 7),
             ("2022-01-10", NORTH, 2)],
            start=2,
        )
    ]  # fmt: skip
    return {
        "raw.load": [
            _load(ANSWERS, "tryghedssurvey", len(delivered)),
            _load(REPORT, "tryghedssurvey", 1),
            _load(EVENTS, "registration_events", len(events)),
        ],
        "raw.survey_answer": delivered,
        "raw.registration_event": events,
        "raw.indicator_value": [_published()],
    }


def _load(load_id: str, source_id: str, rows: int) -> Row:
    return {
        "load_id": load_id, "source_id": source_id, "file_name": f"{load_id}.csv", "sha256": load_id,
        "encoding": "utf-8", "loaded_at": "2022-10-01", "rows_read": rows, "rows_loaded": rows,
        "rows_quarantined": 0, "rows_skipped": 0, "status": "loaded",
    }  # fmt: skip


def _published() -> Row:
    """What the old survey's report prints of one area, delivered after the answers."""
    return {
        "load_id": REPORT, "line": 2, "source_id": "tryghedssurvey", "area_id": NORTH, "indicator_id": INDICATOR,
        "period_id": "2018", "period_type": "survey_wave", "instrument": OLD, "value": 61.0, "denominator": 140,
        "qualifier": "exact", "value_status": "observed", "source_reference": "Rapporten",
    }  # fmt: skip
