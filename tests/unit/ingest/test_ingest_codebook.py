"""The codebook of survey answers: what in it stops everything, since answers would be counted wrongly."""

import pytest

from ingest.codebook import COLUMNS, read_codebook
from ingest.results import ConfigurationError

INDICATORS = {"trygge": True, "frivillige": True, "uden_job": False}
ROWS = [
    "skema,2018,tryg,1,Tryg,numerator,trygge",
    "skema,2018,tryg,2,Utryg,denominator,trygge",
    "skema,2018,tryg,9,Ved ikke,excluded,trygge",
    "skema,2021,tryg,1,Tryg,numerator,trygge",
    "skema,2021,tryg,2,Utryg,denominator,trygge",
    "skema,2021,tryg,9,Ved ikke,excluded,trygge",
]


def rows(*texts: str) -> list[dict[str, str]]:
    return [dict(zip(COLUMNS, text.split(","), strict=True)) for text in texts]


def test_questions_of_a_wave() -> None:
    codebook = read_codebook(rows(*ROWS), INDICATORS)
    assert codebook.instruments == ["skema"]
    assert codebook.waves_of("skema") == ["2018", "2021"]
    assert codebook.question_ids == ("tryg",)
    assert codebook.waves["skema", "2018"]["tryg"].code("9") == "9"
    assert codebook.waves["skema", "2018"]["tryg"].code("3") is None


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ("skema,2018,tryg,1,,numerator,trygge", "linje 2: label_da er tom"),
        ("skema,2018,tryg,1 ,Tryg,numerator,trygge", "linje 2: answer_code er tom eller har mellemrum"),
        ("skema,2018,Tryg,1,Tryg,numerator,trygge", "linje 2: question_id er »Tryg«"),
        ("skema,2018,vaegt,1,Tryg,numerator,trygge", "linje 2: question_id er »vaegt«"),
        ("skema,2018,tryg,1,Tryg,taeller,trygge", "linje 2: counts_as er »taeller«; tilladt er numerator"),
        ("skema,efterår,tryg,1,Tryg,numerator,trygge", "linje 2: wave er »efterår«"),
        ("skema,2018,tryg,1,Tryg,numerator,uden_job", "linje 2: indikatoren »uden_job« er ikke en andel"),
        ("skema,2018,tryg,1,Tryg,numerator,findes_ikke", "linje 2: indikatoren »findes_ikke«"),
        ("skema,2018,tryg,1,Tryg,denominator,trygge", "har intet svar, der tæller som numerator"),
        ("skema,2018,tryg,1,Tryg,numerator,frivillige", "har flere indikatorer: frivillige og trygge"),
        ("skema,2018,tryg,1,Meget tryg,numerator,trygge", "ikke samme spørgsmål og svar i skema, bølge 2018 og 2021"),
    ],
)
def test_a_row_that_answers_cannot_be_counted_by(changed: str, message: str) -> None:
    with pytest.raises(ConfigurationError, match=message):
        read_codebook(rows(changed, *ROWS[1:]), INDICATORS)


@pytest.mark.parametrize(
    ("added", "message"),
    [
        (["skema,2018,tryg,2,Utryg,denominator,trygge"], "linje 8: svarkoden »2« står der flere gange"),
        (
            ["skema,2018,ogsaa,1,Tryg,numerator,trygge", "skema,2018,ogsaa,2,Utryg,denominator,trygge"],
            "har flere spørgsmål: tryg og ogsaa",
        ),
        (
            ["skema,2023,tryg,1,Tryg,numerator,trygge", "skema,2023,tryg,2,Utryg,denominator,trygge"],
            "bølge 2018 og 2023. En anden ordlyd eller skala er et andet instrument",
        ),
    ],
)
def test_rows_that_do_not_go_together(added: list[str], message: str) -> None:
    with pytest.raises(ConfigurationError, match=message):
        read_codebook(rows(*ROWS, *added), INDICATORS)


def test_another_scale_is_another_instrument() -> None:
    other = ["nyt,2023,tryg,1,Ja,numerator,trygge", "nyt,2023,tryg,2,Nej,denominator,trygge"]
    assert read_codebook(rows(*ROWS, *other), INDICATORS).instruments == ["nyt", "skema"]
