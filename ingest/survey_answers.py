"""Form D: one row is one person's answers in one survey, with a weight and no word about the person.

Its columns are the codebook's questions. A message never repeats an answer, and a file in which someone has written
freely is refused whole, so that nothing of it is stored.
"""

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from danish import ingest as shared_da
from danish import ingest_survey as text_da
from danish.ingest import Message
from ingest.codebook import Question
from ingest.faults import Fault, FieldError, RefusedError
from ingest.forms import Context, Form, Long, Part, Row
from ingest.indicator_values import read_area
from ingest.numbers import parse_number
from ingest.registry import Registry

# Longer than this, and than every code of the question, is no miswritten code.
_LONGEST_CODE = 20
# Further apart than this are no weights of one survey, and sums of their squares would not be exact.
_LEAST_WEIGHT, _MOST_WEIGHT = Decimal("0.000001"), Decimal(1_000_000)


def _wave_part(present: Sequence[str]) -> Part:
    """Which survey the row is from. `present`: the questions that the file has; one of them must be of that survey."""

    def read(row: Row, context: Context) -> dict[str, Any]:
        instrument = row.take("instrument", lambda text: _instrument(text, context))
        wave = row.take("boelge", lambda text: _wave(text, instrument, context)) if instrument else None
        if wave and not set(present) & set(_questions(row, context)):
            row.faults.append(Fault(text_da.NOTHING_ASKED))
        return {"instrument": instrument, "wave": wave}

    return Part(("instrument", "boelge"), ("instrument", "wave"), read)


def _instrument(text: str, context: Context) -> str:
    if not text:
        raise FieldError(shared_da.empty_cell("instrument"))
    known = context.registry.codebook.instruments
    if text not in known:
        raise FieldError(text_da.unknown_instrument(text, known))
    return text


def _wave(text: str, instrument: str, context: Context) -> str:
    if not text:
        raise FieldError(shared_da.empty_cell("boelge"))
    known = context.registry.codebook.waves_of(instrument)
    if text not in known:
        raise FieldError(text_da.unknown_wave(text, instrument, known))
    return text


def _read_weight(row: Row, context: Context) -> dict[str, Any]:
    def parse(text: str) -> float:
        if not text:
            raise FieldError(shared_da.empty_cell("vaegt"))
        weight = parse_number(text, decimal_point=context.source.decimal_point)
        if weight <= 0:
            raise FieldError(text_da.weight_not_positive(text))
        if not _LEAST_WEIGHT <= weight <= _MOST_WEIGHT:
            raise FieldError(text_da.weight_out_of_bounds(text))
        return float(weight)

    return {"weight_text": row.cells["vaegt"], "weight": row.take("vaegt", parse)}


def _questions(row: Row, context: Context) -> Mapping[str, Question]:
    """What was asked in the row's wave; nothing where the wave is unknown, which its own part tells."""
    return context.registry.codebook.waves.get((row.get("instrument"), row.get("boelge")), {})


def _question_part(question_id: str) -> Part:
    """The answer as the codebook writes it: empty where nothing was answered, None where nothing was asked."""

    def read(row: Row, context: Context) -> dict[str, Any]:
        questions = _questions(row, context)
        text = row.get(question_id)
        if question_id in questions:
            return {question_id: _code(row, questions[question_id], text)}
        if text and questions:
            message = text_da.not_asked(question_id, row.get("instrument"), row.get("boelge"))
            row.stopping.append(Fault(message, column=question_id))
        return {question_id: None}

    return Part(("instrument", "boelge", question_id), (question_id,), read)


def _code(row: Row, question: Question, text: str) -> str | None:
    code = question.code(text) if text else ""
    if code is not None:
        return code
    longest = max(_LONGEST_CODE, *(len(known) for known in question.codes))
    if len(text) > longest:
        row.stopping.append(Fault(text_da.FREE_TEXT, column=question.question_id))
    else:
        row.faults.append(Fault(text_da.unknown_answer(question.codes.values()), column=question.question_id))
    return None


def _unknown_column(name: str, form: Form) -> Message:
    close = difflib.get_close_matches(name, form.columns, n=1, cutoff=0.7)
    return text_da.unknown_question(name, close[0] if close else None)


def _with_questions(form: Form, registry: Registry, header: Sequence[str]) -> Form:
    """The form with the codebook's questions as columns, of which those in the header are read."""
    questions = registry.codebook.question_ids
    present = [question_id for question_id in questions if question_id in header]
    if not present and set(form.required) <= set(header):
        raise RefusedError(Fault(text_da.NOTHING_ASKED))
    return replace(
        form,
        optional=questions,
        parts=(_wave_part(present), *form.parts, *map(_question_part, present)),
        long=Long("question_id", "answer_code", tuple(present)),
    )


FORM = Form(
    form_id="survey_answers",
    table="survey_answer",
    required=("omraade", "kommune_kode", "boelge", "instrument", "vaegt"),
    optional=(),
    parts=(
        Part(("omraade", "kommune_kode"), ("area_text", "municipality_code", "area_id"), read_area),
        Part(("vaegt",), ("weight_text", "weight"), _read_weight, types={"weight": "double"}),
    ),
    numbers=("vaegt",),
    # Two people of one area who answer alike are two people.
    may_repeat=True,
    extend=_with_questions,
    unknown_column=_unknown_column,
)
