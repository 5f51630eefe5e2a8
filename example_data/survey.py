"""Three waves of two invented surveys: answers with weights as form D, and the printed shares as form A."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from random import Random

from example_data import rows, text
from example_data.chance import draws, normal
from example_data.figures import Figures
from example_data.people import hardship
from example_data.places import ALL_PLANS, COUNTRY, MUNICIPALITY, Place
from example_data.rows import FORM_A, Row

OLD, NEW = "eksempel-2018", "eksempel-2023"
WAVES = ((OLD, "2018"), (OLD, "2021"), (NEW, "2023"))
_OTHER_AREAS = (
    "testparken-999", "kulisseparken-999", "demoparken-999", "testlunden-999", "oevelsesparken-999",
    "fiktionsparken-999", "skitseparken-999", "moensterlunden-999", "proeveengen-999", "fantasihaven-999",
    "kladdehaven-999", "attraphaven-999",
)  # fmt: skip
_ANSWERS = {"eksempelparken-999": 236, "proevevaenget-999": 168, "moensterhaven-999": 149, "skabelongaarden-999": 41}
_DONT_KNOW = 0.03


@dataclass(frozen=True)
class Question:
    """A question and its scale: the codes that count in the share, the other codes, and the one that is left out."""

    question_id: str
    indicator_id: str
    counted: tuple[str, ...]
    others: tuple[str, ...]
    left_out: str
    calm: float
    hard: float


_OLD_QUESTIONS = (
    Question("sp1_tryg", "trygge_18_plus", ("1", "2"), ("3", "4", "5"), "9", 0.90, 0.62),
    Question("sp2_frivillig", "frivilligt_arbejde_18_plus", ("1",), ("2",), "9", 0.24, 0.09),
    Question("sp3_naboer", "hjaelper_naboer", ("1", "2"), ("3", "4", "5"), "9", 0.74, 0.53),
    Question("sp4_tillid", "tillid_politi_myndigheder", ("1", "2"), ("3", "4"), "9", 0.85, 0.66),
)
_NEW_QUESTIONS = (
    Question("m1_tryg", "trygge_18_plus", ("1",), ("2", "3"), "8", 0.86, 0.64),
    Question("m2_faellesskab", "del_af_faellesskab", ("1", "2"), ("3", "4"), "8", 0.80, 0.58),
)
QUESTIONS = {OLD: _OLD_QUESTIONS, NEW: _NEW_QUESTIONS}
# What is told of the plan's areas, see stories.py: Eksempelparken feels safer in 2021 than in 2018.
_STORIES = {
    ("eksempelparken-999", "sp1_tryg", "2018"): 0.62, ("eksempelparken-999", "sp1_tryg", "2021"): 0.76,
    ("proevevaenget-999", "sp1_tryg", "2018"): 0.71, ("proevevaenget-999", "sp1_tryg", "2021"): 0.66,
    ("moensterhaven-999", "sp1_tryg", "2018"): 0.80, ("moensterhaven-999", "sp1_tryg", "2021"): 0.81,
}  # fmt: skip
# Printed for wholes: instrument and wave → question → share, and the number of answers.
_PRINTED_WHOLES = {
    ALL_PLANS: {"2018": ("9840", (73, 12, 61, 71)), "2021": ("10127", (76, 12, 60, 73)), "2023": ("15310", (74, 66))},
    COUNTRY: {"2018": ("1950", (89, 23, 75, 86)), "2021": ("2014", (90, 24, 74, 87)), "2023": ("2506", (85, 79))},
    MUNICIPALITY: {"2018": ("640", (86, 21, 72, 83)), "2021": ("702", (87, 20, 72, 84)), "2023": ("688", (82, 76))},
}
_WHOLE_NAMES = {
    ALL_PLANS: "Alle helhedsplaner i Eksempelland",
    COUNTRY: "Eksempelland",
    MUNICIPALITY: "Eksempel Kommune",
}

Answer = dict[str, str]


def files(places: Mapping[str, Place], figures: Figures) -> Iterator[tuple[str, bytes]]:
    asked = [places[area_id] for area_id in (*_ANSWERS, *_OTHER_AREAS)]
    printed: list[Row] = []
    for instrument, wave in WAVES:
        questions = QUESTIONS[instrument]
        answers = {place.area_id: _answers(place, instrument, wave, figures) for place in asked}
        header = ("omraade", "kommune_kode", "boelge", "instrument", "vaegt", *(one.question_id for one in questions))
        lines = (
            [place.name, place.municipality_code, wave, instrument, *answer.values()]
            for place in asked
            for answer in answers[place.area_id]
        )
        yield f"tryghedssurvey/eksempel_svar_{wave}.csv", text.delimited(header, lines)
        printed += [
            _printed(place.name, place.municipality_code, instrument, wave, one, *_share(answers[place.area_id], one))
            for place in asked
            for one in questions
        ]
        printed += _printed_wholes(instrument, wave)
    yield "tryghedssurvey/eksempel_andele.csv", text.delimited(FORM_A, (line.values() for line in printed))


def adults(figures: Figures, area_id: str, wave: str) -> int:
    """How many the survey could have asked in an area."""
    return sum(people.between(18) for people in figures.residents(area_id, int(wave)))


def _answers(place: Place, instrument: str, wave: str, figures: Figures) -> list[Answer]:
    source = draws("survey", place.area_id, instrument, wave)
    grown = adults(figures, place.area_id, wave)
    number = _ANSWERS.get(place.area_id) or max(30, round(0.14 * grown))
    number = max(20, round(number * (1 + 0.06 * normal(source))))
    levels = {one.question_id: _level(place, one, wave) for one in QUESTIONS[instrument]}
    return [_answer(instrument, levels, grown / number, source) for _ in range(number)]


def _level(place: Place, question: Question, wave: str) -> float:
    told = _STORIES.get((place.area_id, question.question_id, wave))
    if told is not None:
        return told
    hard = sum(hardship(leaf) for leaf in place.leaves) / len(place.leaves) / 0.6
    own = 0.05 * normal(draws("survey level", place.area_id, question.indicator_id))
    return min(0.97, max(0.03, question.calm + (question.hard - question.calm) * hard + own))


def _answer(instrument: str, levels: Mapping[str, float], mean_weight: float, source: Random) -> Answer:
    """One person's answers; the young answer less often, so they weigh more, and feel a little less safe."""
    is_young = source.random() < 0.3
    weight = mean_weight * (1.5 if is_young else 0.79) * (0.8 + 0.4 * source.random())
    answer = {"vaegt": text.decimal(weight, 3)}
    for question in QUESTIONS[instrument]:
        drawn = source.random(), source.random()
        level = levels[question.question_id] + (-0.03 if is_young else 0.013)
        if drawn[0] < _DONT_KNOW:
            code = question.left_out
        else:
            codes = question.counted if (drawn[0] - _DONT_KNOW) / (1 - _DONT_KNOW) < level else question.others
            code = codes[int(drawn[1] * len(codes))]
        answer[question.question_id] = code
    # Some stop halfway.
    if source.random() < 0.02:
        answer[QUESTIONS[instrument][-1].question_id] = ""
    return answer


def _share(answers: list[Answer], question: Question) -> tuple[str, int]:
    """The weighted share in whole percent and the number of answers, as the supplier prints them."""
    counted = [answer for answer in answers if answer[question.question_id] not in ("", question.left_out)]
    weights = [int(answer["vaegt"].replace(",", "")) for answer in counted]
    inside = sum(
        weight
        for weight, answer in zip(weights, counted, strict=True)
        if answer[question.question_id] in question.counted
    )
    return text.decimal(100 * inside / sum(weights), 0), len(counted)


def _printed(name: str, code: str, instrument: str, wave: str, one: Question, share: str, answers: int) -> Row:
    return rows.row(
        FORM_A,
        omraade=name,
        kommune_kode=code,
        indikator=one.indicator_id,
        periode=wave,
        vaerdi=share,
        naevner=str(answers),
        kilde=f"Eksempeldata: opdigtet rapport om undersøgelsen {wave}",
        instrument=instrument,
    )


def _printed_wholes(instrument: str, wave: str) -> Iterator[Row]:
    for area_id, waves in _PRINTED_WHOLES.items():
        answers, shares = waves[wave]
        code = "999" if area_id == MUNICIPALITY else ""
        for one, share in zip(QUESTIONS[instrument], shares, strict=True):
            yield _printed(_WHOLE_NAMES[area_id], code, instrument, wave, one, str(share), int(answers))
