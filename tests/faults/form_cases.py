"""The forms that partners send: good rows, rows with anything in them, and what a strict reader makes of them.

A new form is one entry in CASES.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from hypothesis import strategies as st

from ingest.sources import Source
from tests.faults.strict_reading import day, number
from tests.unit.ingest.ingest_cases import source

Cells = Mapping[str, str]
_OPTIONAL = {"antal_hoejst", "usikker", "tryg", "frivillig"}
# Numbers in every notation that anyone has sent or may send, right and wrong.
_NUMBERS = st.one_of(
    st.sampled_from([
        "12.5", "1.234,5", "1,234.5", "1.23.456", "1 234", "1\u00a0234", "1'234", "0.500", "012", ",5",
        "5,", "+5", "(5)", "5-", "1e5", "1E+05", "NaN", "Infinity", "0x10", "1_000", "½", "٣", "３８,4", "²",
        "38,4 %", "38,4%", "kr. 5", "TRUE", "<5", "< 5", "≥ 7", "ca. 650", "ca.650", "CA. 1.234",
        "mere end 7", "op til 1.000", "over-5", "*", "..", "-", "–", "--5", "−5", "-0", "#DIV/0!", "#N/A",
        "1.000.000.000.000,5", "\t7", "7\u2009", "\u200b7", "2022-11-14", "null", "=1+1", "'5", '"5"',
        "9" * 15, "9" * 16, "9" * 400, "0," + "3" * 30,
    ]),
    st.decimals(-(10**9), 10**9, places=3).map(lambda value: str(value).replace(".", ",")),
    st.integers(-(10**18), 10**18).map(str),
    st.integers(-(10**9), 10**9).map(lambda value: f"{value:,}".replace(",", ".")),
    st.text(st.sampled_from("0123456789.,-− <>ca"), max_size=8),
)  # fmt: skip
_ANY_TEXT = st.text(st.sampled_from("abcæøåÆØÅéß–€\u00a0\u2009\u2028\u0085 ;,\t\n\r\"'0129-/.{}\\%$"), max_size=12)
Values = dict[str, Any]


@dataclass(frozen=True)
class FormCase:
    """`good` are the cells of a row that must be loaded; `numbers` the columns that hold numbers.

    `expected`: the columns of each raw row that a delivered row becomes, as a strict reader has them. `unique` is a
    column of free text that tells rows apart.
    """

    form_id: str
    contract: Source
    good: dict[str, st.SearchStrategy[str]]
    numbers: tuple[str, ...]
    expected: Callable[[Cells], list[Values]]
    unique: str

    @property
    def header(self) -> list[str]:
        return list(self.good)

    @property
    def required(self) -> tuple[str, ...]:
        return tuple(column for column in self.header if column not in _OPTIONAL)

    def good_rows(self, most: int) -> st.SearchStrategy[list[list[str]]]:
        """Rows that must all be loaded; no two of them tell the same."""
        return st.lists(st.tuples(*self.good.values()).map(list), min_size=1, max_size=most).map(self._told_apart)

    def wild_rows(self) -> st.SearchStrategy[list[list[str]]]:
        """Good rows of which some cells hold something else."""

        @st.composite
        def rows(draw: st.DrawFn) -> list[list[str]]:
            found = draw(self.good_rows(6))
            for row in found:
                if draw(st.booleans()):
                    column = draw(st.sampled_from(self.header))
                    anything = _NUMBERS if column in self.numbers else _ANY_TEXT
                    row[self.header.index(column)] = draw(anything)
            return found

        return rows()

    def _told_apart(self, rows: list[list[str]]) -> list[list[str]]:
        if self.unique:
            position = self.header.index(self.unique)
            for number, row in enumerate(rows):
                row[position] = f"{row[position]} k{number}"
        return rows


def _float(text: str) -> float | None:
    value = number(text)
    return None if value is None else float(value)


def _whole(text: str) -> int | None:
    value = number(text)
    return None if value is None else int(value)


def _filled(text: str) -> str | None:
    return text.strip() or None


def _of_form_a(cells: Cells) -> list[Values]:
    return [
        {
            "value": _float(cells["vaerdi"]),
            "numerator": _float(cells["taeller"]),
            "denominator": _float(cells["naevner"]),
            "value_text": cells["vaerdi"],
            "period_id": cells["periode"].strip(),
            "area_id": "nordbyen-330",
            "note": _filled(cells["note"]),
        }
    ]


def _of_form_b(cells: Cells) -> list[Values]:
    return [
        {
            "reported_count": _whole(cells["antal"]),
            "reported_count_max": _whole(cells.get("antal_hoejst", "")),
            "count_text": cells["antal"],
            "reported_date": day(cells["indberettet_dato"]),
            "period_id": _filled(cells["periode"]),
            "comment": _filled(cells["bemaerkning"]),
        }
    ]


def _of_form_c(cells: Cells) -> list[Values]:
    return [
        {
            "event_date": day(cells["dato"]),
            "participants": _whole(cells["deltagere"]),
            "duration_minutes": _whole(cells["varighed_minutter"]),
            "event_type": _filled(cells["type"]),
        }
    ]


def _of_form_d(cells: Cells) -> list[Values]:
    """One raw row per question; an answer that was not given is an empty code."""
    return [
        {
            "question_id": question,
            "answer_code": cells[question].strip().casefold(),
            "weight": _float(cells["vaegt"]),
            "wave": cells["boelge"].strip(),
        }
        for question in ("frivillig", "tryg")
        if question in cells and (question == "tryg" or cells["boelge"].strip() == "2018")
    ]


def _one_of(*texts: str) -> st.SearchStrategy[str]:
    return st.sampled_from(texts)


def _grouped(value: int) -> str:
    return f"{value:,}".replace(",", ".")


_COUNTS = st.integers(0, 9_999_999).flatmap(lambda value: _one_of(str(value), _grouped(value), f" {value} "))
_SHARES = st.integers(0, 1000).map(lambda tenths: f"{tenths // 10},{tenths % 10}")
_WORDS = st.text(st.sampled_from("abcæøå éü–(),;\"\n'"), max_size=9)
_DAYS = st.dates(date(1970, 1, 1), date(2099, 12, 31))
_DATES = _DAYS.flatmap(lambda value: _one_of(value.isoformat(), value.strftime("%d-%m-%Y")))

CASES = [
    FormCase(
        form_id="indicator_values",
        contract=source(),
        good={
            "omraade": _one_of("Nordbyen", "nordbyen-330", "Nordby mv.", " NORDBYEN "),
            "kommune_kode": st.just("330"),
            "indikator": _one_of("uden_job"),
            "periode": _one_of("2021", "2022"),
            "vaerdi": st.one_of(_SHARES, _one_of("", "ca. 38,4", "<5", "mere end 1.234", "-0,5", "−0,5")),
            "taeller": st.one_of(_COUNTS, st.just("")),
            "naevner": st.one_of(_COUNTS, st.just("")),
            "kilde": st.just("Kilde"),
            "note": _WORDS,
        },
        numbers=("vaerdi", "taeller", "naevner"),
        expected=_of_form_a,
        unique="kilde",
    ),
    FormCase(
        form_id="registrations",
        contract=source(source_id="registrations", forms=["registrations"], file_types=["csv", "xlsx"]),
        good={
            "helhedsplan": st.just("hp-plan"),
            "omraade": _one_of("", "Nordbyen"),
            "aktivitet": st.just("vejledning"),
            "maaltal": _one_of("samtaler", "Familier"),
            "periode": _one_of("2022", "2022K3", "2019/20", ""),
            "opgoerelse": _one_of("periode", "aar_til_dato", "projekt_til_dato", "ukendt"),
            "antal": st.integers(0, 900).map(str),
            "forbehold": _one_of("", "ca", "mindst"),
            "gengangere": _one_of("", "ja", "nej", "ukendt"),
            "indberettet_af": st.just("sekretariatet"),
            "indberettet_dato": st.one_of(_DATES, st.just("")),
            "bemaerkning": _WORDS,
            "antal_hoejst": _one_of("", "900", "1.200"),
            "usikker": _one_of("", "ja", "nej"),
        },
        numbers=("antal", "antal_hoejst"),
        expected=_of_form_b,
        unique="bemaerkning",
    ),
    FormCase(
        form_id="registration_events",
        contract=source(source_id="registration_events", forms=["registration_events"]),
        good={
            "dato": _DATES,
            "omraade": _one_of("nordbyen-330", "Nordby mv."),
            "aktivitet": st.just("vejledning"),
            "type": _one_of("samtale", "møde", ""),
            "deltagere": st.one_of(_COUNTS, st.just("")),
            "varighed_minutter": st.one_of(st.integers(0, 600).map(str), st.just("")),
            "henvist_til": _one_of("", "jobcenter"),
            "indberettet_af": st.just("værested"),
        },
        numbers=("deltagere", "varighed_minutter"),
        expected=_of_form_c,
        unique="henvist_til",
    ),
    FormCase(
        form_id="survey_answers",
        contract=source(source_id="tryghedssurvey", forms=["indicator_values", "survey_answers"]),
        good={
            "omraade": _one_of("Nordbyen", "nordbyen-330"),
            "kommune_kode": st.just("330"),
            "boelge": st.just("2018"),
            "instrument": st.just("skema"),
            "vaegt": st.integers(10_000, 99_999_999_999).map(lambda parts: f"{parts // 10**10},{parts % 10**10:010}"),
            "tryg": _one_of("1", "2", "3", "9", ""),
            "frivillig": _one_of("ja", "nej", "JA", ""),
        },
        numbers=("vaegt",),
        expected=_of_form_d,
        unique="",
    ),
]
