"""Workbooks read by their layouts: every row of the sheets comes out as form A rows or is passed over for a reason."""

import re

import pytest
from openpyxl import Workbook

from ingest.faults import RefusedError
from ingest.layout_files import read_layouts
from ingest.readers.excel import read_table
from ingest.registry import read_registry
from tests.unit.ingest.workbook_cases import (
    BEBOERDATA,
    LONG_HEADINGS,
    SOURCES,
    TITLE_11,
    Change,
    blocks,
    data_rows,
    long_table,
    standard,
    table,
)
from tests.unit.test_readme import SEEDS

BOLIGSOCIALE_DATA = SOURCES["lbf_boligsociale_data"]
STANDARD_ROWS = f"""\
Nordbyen;330;beboere;2022;1204;;;LBF Beboerdata, tabel 1;Nr. 0125;Tabel 1. Beboere;
Nordbyen;330;beboere;2023;1210;;;LBF Beboerdata, tabel 1;Nr. 0125;Tabel 1. Beboere;
Slagelse;330;beboere;2022;79122;;;LBF Beboerdata, tabel 1;;Tabel 1. Beboere;
Slagelse;330;beboere;2023;79500;;;LBF Beboerdata, tabel 1;;Tabel 1. Beboere;
Nordbyen;330;uden_tilknytning_18_64;2021;31,4;212;675;LBF Beboerdata, tabel 11;Nr. 0125;{TITLE_11};
Nordbyen;330;uden_tilknytning_18_64;2022;0,3;208,5;670;LBF Beboerdata, tabel 11;Nr. 0125;{TITLE_11};
Sydbyen;330;uden_tilknytning_18_64;2021;*;*;*;LBF Beboerdata, tabel 11;Nr. 0130;{TITLE_11};
Sydbyen;330;uden_tilknytning_18_64;2022;29,2;..;..;LBF Beboerdata, tabel 11;Nr. 0130;{TITLE_11};
Hele landet;;uden_tilknytning_18_64;2021;25;1;4;LBF Beboerdata, tabel 11;;{TITLE_11};
Hele landet;;uden_tilknytning_18_64;2022;20;1;5;LBF Beboerdata, tabel 11;;{TITLE_11};
"""
BLOCK_ROWS = """\
kommune-330;330;uden_tilknytning_18_64;2021;12,1;;;Kommunale nøgletal;Slagelse Kommune
kommune-330;330;uden_tilknytning_18_64;2022;M;;;Kommunale nøgletal;Slagelse Kommune
kommune-101;101;uden_tilknytning_18_64;2021;10,6;;;Kommunale nøgletal;København Kommune
kommune-101;101;uden_tilknytning_18_64;2022;10,4;;;Kommunale nøgletal;København Kommune
kommune-330;330;beboere;2021;79122;;;Kommunale nøgletal;Slagelse Kommune
kommune-330;330;beboere;2022;79500;;;Kommunale nøgletal;Slagelse Kommune
"""


def test_a_standard_table_comes_out_as_form_a() -> None:
    found = table(standard())
    assert [";".join(row.cells) for row in data_rows(found)] == STANDARD_ROWS.splitlines()


def test_blocks_come_out_as_form_a() -> None:
    assert [";".join(row.cells[:9]) for row in data_rows(table(blocks()))] == BLOCK_ROWS.splitlines()


def test_a_long_table_takes_per_cent_from_the_cells_format_and_the_area_from_above() -> None:
    rows = {(row.cells[2], row.cells[3]): row for row in data_rows(table(long_table(), BOLIGSOCIALE_DATA))}
    assert rows["dagtilbud_1_5", "2021"].cells[4:7] == ["86,4285714285714", "121", "140"]
    assert rows["karakter_9_klasse", "2022"].cells[:5] == ["Nordbyen", "330", "karakter_9_klasse", "2022", "6,1"]
    assert rows["karakter_9_klasse", "2022"].cells[8] == "Nr. 0125"


def test_a_year_without_an_election_is_no_figure_that_was_not_delivered() -> None:
    rows = data_rows(table(long_table(), BOLIGSOCIALE_DATA))
    turnout = [(row.cells[2], row.cells[3], row.cells[4]) for row in rows if row.cells[2].startswith("valg")]
    assert turnout == [("valgdeltagelse_kv", "2021", "44,3"), ("valgdeltagelse_fv", "2022", "70,8")]


def test_every_row_of_the_sheets_is_there_with_its_place_and_its_reason() -> None:
    found = table(standard())
    assert [row.line for row in found.rows] == list(range(1, len(found.rows) + 1))
    reasons = {row.place: row.skip_reason for row in found.rows if row.skip_reason}
    assert reasons == {
        "arket »Forside«, række 1": "Arket har ingen tabel, som kildens layout kender.",
        **{
            f"arket »Tabel {at}«, række {row}": "Titel eller note over tabellen." for at in (1, 11) for row in (1, 2, 3)
        },
        **{f"arket »Tabel {at}«, række {row}": "Overskrift." for at in (1, 11) for row in (5, 6)},
        **{
            f"arket »Tabel {at}«, række {row}": "Kilde, note eller tegnforklaring under tabellen."
            for at, rows in ((1, (10, 11)), (11, (11, 12)))
            for row in rows
        },
    }
    assert found.notices == ("arket »Forside« er sprunget over.",)


def test_a_row_names_its_sheet_row_and_columns() -> None:
    row = next(row for row in data_rows(table(standard())) if row.cells[3] == "2022" and row.cells[4] == "0,3")
    assert (row.place, row.letters[:7]) == ("arket »Tabel 11«, række 7", ("B", "C", "I", "I", "I", "G", "H"))
    assert row.text == "0125;Nordbyen;330;212;675;31,4;208,5;670;0,3"


def in_table_11(cell: str, value: object, number_format: str = "General") -> Change:
    def change(book: Workbook) -> None:
        book["Tabel 11"][cell] = value
        book["Tabel 11"][cell].number_format = number_format

    return change


@pytest.mark.parametrize(
    ("cell", "value", "number_format", "column", "expected"),
    [
        ("F7", 0.314, "0.0%", 4, "31,4"),
        ("F7", 0.314, '0.0"%"', 4, "0,314"),
        ("F7", "31,4 %", "General", 4, "31,4"),
        ("F7", 1 / 3, "0.0", 4, "0,333333333333333"),
        ("F7", 1e-7, "General", 4, "0,0000001"),
        ("D7", 1234567, "#,##0", 5, "1234567"),
        ("D7", 0.5, "0%", 5, "50 %"),
        ("D7", True, "General", 5, "SAND"),
        ("D7", "<5", "General", 5, "<5"),
        ("D7", None, "General", 5, ""),
        ("C7", "0330", "General", 1, "330"),
        ("C7", 101, "General", 1, "101"),
        ("C7", "999 Eksempel Kommune", "General", 1, "999"),
    ],
)
def test_a_cell_becomes_form_as_text(cell: str, value: object, number_format: str, column: int, expected: str) -> None:
    rows = data_rows(table(standard(in_table_11(cell, value, number_format))))
    row = next(row for row in rows if row.place == "arket »Tabel 11«, række 7" and row.cells[3] == "2021")
    assert row.cells[column] == expected


def test_numbers_are_written_with_a_point_for_a_source_that_says_so() -> None:
    source = BEBOERDATA.model_copy(update={"decimal_point": True}).laid_out(read_layouts())
    rows = data_rows(read_table(standard(), file_name="u.xlsx", source=source))
    assert rows[4].cells[4:7] == ["31.4", "212", "675"]


def hide(book: Workbook) -> None:
    book["Tabel 11"].row_dimensions[8].hidden = True
    book["Tabel 11"].column_dimensions["E"].hidden = True
    book["Tabel 1"].sheet_state = "hidden"


def test_what_is_hidden_is_read_and_told() -> None:
    found = table(standard(hide))
    assert len(data_rows(found)) == 10
    assert found.notices[1:] == (
        "arket »Tabel 1« er skjult, men læst med.",
        "arket »Tabel 11« har 1 skjult række (8), der er læst med.",
        "arket »Tabel 11« har 1 skjult kolonne (E), der er læst med.",
    )


def test_a_table_whose_title_names_other_ages_is_not_read_and_told() -> None:
    def change(book: Workbook) -> None:
        book["Tabel 11"]["A1"] = TITLE_11.replace("18-64", "15-64")

    found = table(standard(change))
    assert {row.cells[2] for row in data_rows(found)} == {"beboere"}
    assert found.notices[1] == (
        "arket »Tabel 11« er sprunget over; det ligner en tabel, men der mangler en af layoutets titler "
        f"(nærmest »{TITLE_11}«)."
    )


def merge_figures(book: Workbook) -> None:
    book["Tabel 11"].merge_cells("D8:F8")


def unnamed(book: Workbook) -> None:
    book["Tabel 11"]["K8"] = "foreløbigt"


@pytest.mark.parametrize(
    ("change", "place", "column", "reason"),
    [
        (in_table_11("E8", "#N/A"), "arket »Tabel 11«, række 8", "E", "»#N/A« er en fejl fra Excel."),
        (in_table_11("E8", "=D8*2"), "arket »Tabel 11«, række 8", "E", "Cellen har en formel, der ikke er regnet ud."),
        (in_table_11("A2", "#DIV/0!"), "arket »Tabel 11«, række 2", "A", "»#DIV/0!« er en fejl fra Excel."),
        (merge_figures, "arket »Tabel 11«, række 8", "D", "Celler med tal er flettet"),
        (unnamed, "arket »Tabel 11«, række 8", "K", "Kolonnen har intet navn, men der står noget i den."),
        (in_table_11("F6", "Procent"), "arket »Tabel 11«, række 5", "F", "Overskriften »Procent« er ikke et måltal"),
        (in_table_11("D5", "I fjor"), "arket »Tabel 11«, række 5", "D", "»I fjor Antal« siger ikke, hvilken periode"),
        (in_table_11("G5", 2021), "arket »Tabel 11«, række 5", "G", "»2021 Antal« står over flere kolonner."),
    ],
)
def test_what_cannot_be_read_is_told_in_its_cell(change: Change, place: str, column: str, reason: str) -> None:
    with pytest.raises(RefusedError) as caught:
        table(standard(change))
    fault = caught.value.faults[0]
    assert (fault.place, fault.column) == (place, column)
    assert reason in fault.message.reason


def test_errors_in_a_sheet_that_is_passed_over_stop_nothing() -> None:
    def change(book: Workbook) -> None:
        book["Forside"]["A5"] = "#REF!"

    assert len(data_rows(table(standard(change)))) == 10


def retitle(book: Workbook) -> None:
    book["Tabel 11"]["A1"] = "Tabel 11. 15-64-årige uden tilknytning"
    book["Tabel 1"]["A1"] = "Tabel 1. Husstande"


def rename_heading(book: Workbook) -> None:
    for name in ("Tabel 1", "Tabel 11"):
        book[name]["C5"] = "Kom."


@pytest.mark.parametrize(
    ("change", "missing"),
    [
        (retitle, "der mangler en af layoutets titler (nærmest »Tabel 1"),
        (rename_heading, "der mangler overskriften »Kommunenr.«"),
    ],
)
def test_a_workbook_that_no_layout_fits_is_told_with_what_was_seen(change: Change, missing: str) -> None:
    with pytest.raises(RefusedError) as caught:
        table(standard(change))
    reason = caught.value.faults[0].message.reason
    assert "Ark: »Forside«, »Tabel 1« og »Tabel 11«." in reason
    assert "2: LBF Beboerdata, udtrukket 14-03-2026" in reason
    assert "Række 5 ligner en overskrift: »Nr.«, »Område«" in reason
    assert "Nærmeste layout: Beboerdata, standardtabel med år som kolonner; " + missing in reason


def test_a_sheet_that_the_layout_does_not_know_refuses_the_file_unless_the_layout_passes_it_over() -> None:
    def change(book: Workbook) -> None:
        book.create_sheet("Noter")["A1"] = "Tallene er foreløbige"

    with pytest.raises(RefusedError, match="Arket har ingen tabel, som layoutet Kommunale nøgletal i blokke kender"):
        table(blocks(change))


def test_all_figures_of_the_committed_layouts_are_known_indicators() -> None:
    registry = read_registry(SEEDS)
    named = {
        measure.indicator_id
        for layout in read_layouts().values()
        for each in layout.tables
        for measure in each.measures
    }
    assert named
    assert named <= set(registry.indicators)


def test_the_long_fixture_has_the_headings_of_its_layout() -> None:
    layout = read_layouts()["boligsociale_data_lang"]
    measures = {measure.heading for measure in layout.tables[0].measures}
    assert measures < set(LONG_HEADINGS)
    assert not [heading for heading in LONG_HEADINGS[4:] if heading not in measures]


def test_layouts_say_their_shape_in_words() -> None:
    for layout_id in read_layouts():
        text = (SEEDS.parents[1] / "ingest" / "layouts" / f"{layout_id}.yml").read_text(encoding="utf-8")
        assert re.search(r"^#   row 1", text, re.MULTILINE), layout_id
