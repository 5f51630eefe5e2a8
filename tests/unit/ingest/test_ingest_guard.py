"""Where private text stands in a delimited file, and which columns may hold long numbers."""

from pathlib import Path

import pytest

from ingest.faults import RefusedError
from ingest.guard import check, free_columns
from ingest.registry import Indicator, Registry, read_registry
from tests.unit.ingest.ingest_cases import FORM_A, SEEDS, source

NAMES = tuple(FORM_A.split(";"))


def places(content: str | bytes, delimiter: str | None = ";", encoding: str = "utf-8") -> list[tuple[object, object]]:
    """Line and column of what the guard finds, where rows of the indicator `indkomst` are kroner."""
    free = free_columns(source(free_columns=["Reg.nr"]), _KRONER)
    try:
        whole = content.encode(encoding) if isinstance(content, str) else content
        check(whole, encoding=encoding, delimiter=delimiter, free=free, own_columns=NAMES)
    except RefusedError as error:
        return [(fault.line, fault.column) for fault in error.faults if fault.value is None]
    return []


_KRONER = Registry(
    areas={}, names_by_municipality={}, plan_names=None, indicator_names=None, activities_by_plan={}, measures=None,
    indicators={
        "indkomst": Indicator("indkomst", "Indkomst", "mean", "year", "kr."),
        "beboere": Indicator("beboere", "Beboere", "count", "year", "personer"),
    },
    fingerprint="",
)  # type: ignore[arg-type]  # fmt: skip


@pytest.mark.parametrize("cell", ["101901234", "0101901234", "1.201.225.678", "101901234,0", "1,01801234E8"])
def test_a_bare_number_is_free_in_kroner_alone(cell: str) -> None:
    row = f"Nordbyen;330;{{}};2022;{cell};;;Kilde;;\n"
    assert places(f"{FORM_A}\n{row.format('beboere')}") == [(2, "vaerdi")]
    assert places(f"{FORM_A}\n{row.format('indkomst')}") == []


def test_a_column_that_the_contract_frees_is_free_in_every_row() -> None:
    assert places("omraade;REG.NR;note\nx;0101901234;y\nx;1;101901234\nx;010190-1234;y\n") == [(3, "note"), (4, "2")]


def test_a_written_number_is_free_nowhere() -> None:
    assert places(f"{FORM_A}\nx;330;indkomst;2022;010190-1234;;;k;;\n") == [(2, "vaerdi")]


def test_the_text_columns_of_a_row_in_kroner_are_not_free() -> None:
    assert places(f"{FORM_A}\nx;330;indkomst;2022;1;;;101901234;0101901234;\n") == [(2, "kilde")]


def test_decimals_are_no_number_of_a_person() -> None:
    assert places(f"{FORM_A}\nx;330;beboere;2022;1,0101901234;0,101901234;;;;\n") == []
    assert places('a,b\n"1,0101901234",101.901\n', ",") == []


def test_a_number_in_quotes_is_read_as_its_cell() -> None:
    assert places('a,b\n1,"101,901,234"\n', ",") == [(2, "2")]
    assert places('a\tb\n1\t"=""101901234"""\n', "tab") == [(2, "2")]


def test_a_row_over_several_lines_tells_the_line_and_the_column() -> None:
    content = (
        f'{FORM_A}\r\n"Nord\r\nbyen";330;beboere;2022;1;;;k;"to\r\nlinjer: 010190-1234";\r\nx;330;;;;;;;se a@b.dk;'
    )
    assert places(content) == [(4, "note"), (5, "note")]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_the_line_is_right_far_into_a_file(line_end: str, encoding: str) -> None:
    filler = "Nordbyen;330;beboere;2022;12;;;Områdets kilde æ;;"
    lines = [FORM_A, *[filler] * 8_000, filler.replace("æ", "010190–1234"), *[filler] * 1_000, "a;;;;;;;tlf. 12345678"]
    assert places(line_end.join(lines), encoding=encoding) == [(8_002, "kilde"), (9_003, "kilde")]


def test_a_heading_that_is_private_is_not_repeated() -> None:
    assert places("omraade;sag 0101901234\n1;2\n") == [(1, "2")]
    assert places("omraade;0101901234\nx;kari@example.dk\n") == [(1, "2"), (2, "2")]


def test_a_file_that_cannot_be_divided_is_guarded_all_the_same() -> None:
    assert places('a;"b\n1;101901234\n', None) == [(2, None)]
    assert places('a;"b\n1;101901234\n') == [(2, None)]
    assert places("101901234\n", None) == [(1, None)]


def test_not_every_place_of_a_list_is_told() -> None:
    assert len(places("a;b\n" + "1;010190-1234\n" * 90)) == 20


def test_the_registry_tells_which_indicators_are_kroner(seeds_dir: Path) -> None:
    columns = "indicator_id,name_da,unit,measure_type,period_type\n"
    (seeds_dir / "indicators.csv").write_text(
        f"{columns}indkomst,Indkomst,kr.,mean,year\nbeboere,B,personer,count,year\n"
    )
    (seeds_dir / "survey_codebook.csv").write_text(SEEDS["survey_codebook.csv"].splitlines()[0])
    free = free_columns(source(), read_registry(seeds_dir))
    assert free({"indikator": " indkomst "}) >= {"vaerdi", "taeller", "naevner"}
    assert [free({"indikator": name}) for name in ("beboere", "ukendt")] == [set(), set()]
