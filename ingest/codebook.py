"""The codebook of surveys delivered answer by answer: which columns they may have, and what an answer counts as.

What is not in it is not taken in: a question that feeds no indicator has no business in the warehouse.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from danish import ingest_survey as text_da
from ingest.faults import FieldError
from ingest.periods import require
from ingest.results import ConfigurationError

FILE = "survey_codebook.csv"
COLUMNS = ("instrument", "wave", "question_id", "answer_code", "label_da", "counts_as", "indicator_id")
COUNTS_AS = ("numerator", "denominator", "excluded")
# The form's own columns and those of the raw table: a question of such a name could not be told from them.
RESERVED = frozenset({
    "answer_code", "area_id", "area_text", "boelge", "instrument", "kommune_kode", "line", "load_id",
    "municipality_code", "omraade", "place", "question_id", "source_id", "vaegt", "wave", "weight", "weight_text",
})  # fmt: skip
_QUESTION_ID = re.compile(r"[a-z][a-z0-9_]{0,62}")

Row = Mapping[str, str]


@dataclass(frozen=True)
class Question:
    """One question of one wave, with the answers that it knows."""

    question_id: str
    indicator_id: str
    codes: Mapping[str, str]

    def code(self, text: str) -> str | None:
        """The answer as the codebook writes it; None for one that it does not know."""
        return self.codes.get(text.casefold())


@dataclass(frozen=True)
class Codebook:
    """Questions by instrument and wave."""

    waves: Mapping[tuple[str, str], Mapping[str, Question]] = field(default_factory=dict)

    @property
    def instruments(self) -> list[str]:
        return sorted({instrument for instrument, _ in self.waves})

    @property
    def question_ids(self) -> tuple[str, ...]:
        """Every question of every wave: the columns that a file may have."""
        return tuple(sorted({question_id for questions in self.waves.values() for question_id in questions}))

    def waves_of(self, instrument: str) -> list[str]:
        return sorted(wave for known, wave in self.waves if known == instrument)


def read_codebook(rows: Iterable[Row], is_survey_share: Mapping[str, bool]) -> Codebook:
    """The codebook in the rows of its seed file. `is_survey_share`: of each known indicator, if answers can feed it.

    Raises ConfigurationError, with the line, for a row that the answers could not be counted by.
    """
    by_question: dict[tuple[str, str], dict[str, dict[str, Row]]] = defaultdict(lambda: defaultdict(dict))
    for line, row in enumerate(rows, start=2):
        if message := _fault(row, is_survey_share):
            raise ConfigurationError(text_da.codebook_fault(line, message))
        answers = by_question[row["instrument"], row["wave"]][row["question_id"]]
        if row["answer_code"].casefold() in answers:
            raise ConfigurationError(text_da.codebook_fault(line, text_da.answer_doubled(row["answer_code"])))
        answers[row["answer_code"].casefold()] = row
    codebook = Codebook({wave: _questions(wave, questions) for wave, questions in by_question.items()})
    _check_instruments(by_question)
    return codebook


def _fault(row: Row, is_survey_share: Mapping[str, bool]) -> str | None:
    """What is wrong with the row by itself."""
    empty = [column for column in COLUMNS if not row[column] or row[column] != row[column].strip()]
    if empty:
        return text_da.not_filled(empty[0])
    if not _QUESTION_ID.fullmatch(row["question_id"]) or row["question_id"] in RESERVED:
        return text_da.bad_question_id(row["question_id"])
    if row["counts_as"] not in COUNTS_AS:
        return text_da.bad_counts_as(row["counts_as"], COUNTS_AS)
    try:
        require(row["wave"], "survey_wave")
    except FieldError:
        return text_da.bad_wave(row["wave"])
    if not is_survey_share.get(row["indicator_id"]):
        return text_da.bad_indicator(row["indicator_id"])
    return None


def _questions(wave: tuple[str, str], questions: Mapping[str, Mapping[str, Row]]) -> dict[str, Question]:
    """The questions of one wave. Each feeds one indicator of its own, and has answers that count either way."""
    asked: dict[str, Question] = {}
    fed_by: dict[str, str] = {}
    for question_id, answers in questions.items():
        indicators = sorted({row["indicator_id"] for row in answers.values()})
        counted = {row["counts_as"] for row in answers.values()}
        if len(indicators) > 1:
            raise ConfigurationError(text_da.several_indicators(*wave, question_id, indicators))
        if missing := [kind for kind in ("numerator", "denominator") if kind not in counted]:
            raise ConfigurationError(text_da.counts_one_way(*wave, question_id, missing[0]))
        other = fed_by.setdefault(indicators[0], question_id)
        if other != question_id:
            raise ConfigurationError(text_da.indicator_twice(*wave, indicators[0], [other, question_id]))
        codes = {code: row["answer_code"] for code, row in answers.items()}
        asked[question_id] = Question(question_id, indicators[0], codes)
    return asked


def _check_instruments(by_question: Mapping[tuple[str, str], Mapping[str, Mapping[str, Row]]]) -> None:
    """One instrument counts an indicator from the same question and the same answers in every wave that asks for it."""
    first: dict[tuple[str, str], tuple[str, frozenset[tuple[str, ...]]]] = {}
    for (instrument, wave), questions in by_question.items():
        for question_id, answers in questions.items():
            indicator_id = next(iter(answers.values()))["indicator_id"]
            scale = frozenset(
                (question_id, row["answer_code"], row["label_da"], row["counts_as"]) for row in answers.values()
            )
            known_wave, known = first.setdefault((instrument, indicator_id), (wave, scale))
            if known != scale:
                raise ConfigurationError(text_da.another_instrument(instrument, indicator_id, known_wave, wave))
