"""Forms A and B: what a row becomes, what goes to quarantine, what is passed over and what stops the file."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.evaluation import Evaluation
from tests.unit.ingest.ingest_cases import FORM_A, FORM_B, Evaluate

ROW_A = "Nordbyen;330;uden_job;2022;38,4;384,6;1.001;Aftalen s. 3;;"
ROW_B = "hp-plan;Nordbyen;Åben vejledning;samtaler;2022K2;aar_til_dato;45;mindst;ja;CAI;2022-07-01;;60;ja"


def reasons(outcome: Evaluation) -> list[tuple[int | None, str | None, str]]:
    return [(fault.line, fault.column, fault.message.reason) for fault in outcome.faults]


def changed(row: str, header: str, **cells: str) -> str:
    """The row with other cells under some columns."""
    names = header.split(";")
    values = row.split(";")
    for column, value in cells.items():
        values[names.index(column)] = value
    return ";".join(values)


def test_a_row_of_form_a(form_a: Evaluate) -> None:
    outcome = form_a(ROW_A)
    assert outcome.rows == [
        {
            "line": 2,
            "source_id": "agreements",
            "area_text": "Nordbyen",
            "municipality_code": "330",
            "indicator_text": "uden_job",
            "value_text": "38,4",
            "numerator_text": "384,6",
            "denominator_text": "1.001",
            "area_id": "nordbyen-330",
            "indicator_id": "uden_job",
            "period_id": "2022",
            "period_type": "year",
            "value": 38.4,
            "numerator": 384.6,
            "denominator": 1001.0,
            "standard_deviation": None,
            "qualifier": "exact",
            "value_status": "observed",
            "source_reference": "Aftalen s. 3",
            "note": None,
            "printed_label": None,
            "instrument": None,
        }
    ]
    assert outcome.message_da == "1 række læst, 1 indlæst."


def test_a_row_of_form_b(form_b: Evaluate) -> None:
    outcome = form_b(ROW_B)
    assert outcome.rows == [
        {
            "line": 2,
            "source_id": "registrations",
            "area_text": "Nordbyen",
            "activity_text": "Åben vejledning",
            "measure_text": "samtaler",
            "count_text": "45",
            "helhedsplan_id": "hp-plan",
            "area_id": "nordbyen-330",
            "activity_id": "vejledning",
            "measure_id": "samtaler",
            "period_id": "2022K2",
            "period_type": "quarter",
            "counting_mode": "year_to_date",
            "reported_count": 45,
            "reported_count_max": 60,
            "qualifier": "at_least",
            "has_repeats": "yes",
            "is_doubted": True,
            "reported_by": "CAI",
            "reported_date": date(2022, 7, 1),
            "comment": None,
            "source_reference": None,
        }
    ]


@pytest.mark.parametrize("area", ["", "hp-plan"])
def test_no_area_means_the_whole_plan(form_b: Evaluate, area: str) -> None:
    assert form_b(changed(ROW_B, FORM_B, omraade=area)).rows[0]["area_id"] == "hp-plan"


def test_period_and_date_of_a_registration_may_be_unknown(form_b: Evaluate) -> None:
    row = form_b(changed(ROW_B, FORM_B, periode="", indberettet_dato="")).rows[0]
    assert (row["period_id"], row["period_type"], row["reported_date"]) == (None, None, None)


@pytest.mark.parametrize(
    ("cells", "column", "reason"),
    [
        ({"helhedsplan": "hp-plam"}, "helhedsplan", "»hp-plam« er ikke kendt. Nærmest: Planen (hp-plan"),
        ({"omraade": "nordbyen-101"}, "omraade", "hører til kommune 101, men rækken siger kommune 330"),
        ({"aktivitet": "Lektiecafé"}, "aktivitet", "ikke kendt i hp-plan"),
        ({"aktivitet": ""}, "aktivitet", "Feltet aktivitet er tomt"),
        ({"maaltal": "møder"}, "maaltal", "»møder« er ikke kendt"),
        ({"periode": "2022K7"}, "periode", "ikke en kendt periode"),
        ({"opgoerelse": "kvartal"}, "opgoerelse", "»kvartal« er ikke en af de tilladte"),
        ({"opgoerelse": ""}, "opgoerelse", "Feltet er tomt"),
        ({"forbehold": "cirka"}, "forbehold", "»cirka« er ikke en af de tilladte"),
        ({"gengangere": "måske"}, "gengangere", "»måske« er ikke en af de tilladte"),
        ({"usikker": "x"}, "usikker", "»x« er ikke en af de tilladte"),
        ({"indberettet_dato": "juli"}, "indberettet_dato", "»juli« er ikke en dato"),
        ({"antal": ""}, "antal", "Feltet antal er tomt"),
        ({"antal": "-3"}, "antal", "negativt"),
        ({"antal": "4,5"}, "antal", "ikke et helt tal"),
        ({"antal_hoejst": "44"}, "antal_hoejst", "antal_hoejst (44) er mindre end antal (45)"),
    ],
)
def test_a_bad_cell_of_form_b_quarantines_its_row(
    form_b: Evaluate, cells: dict[str, str], column: str, reason: str
) -> None:
    outcome = form_b(ROW_B, changed(ROW_B, FORM_B, **cells))
    assert len(outcome.rows) == 1
    assert [entry.line for entry in outcome.quarantined] == [3]
    assert [fault.column for fault in outcome.faults] == [column]
    assert reason in outcome.faults[0].message.reason
    assert outcome.quarantined[0].row_text == changed(ROW_B, FORM_B, **cells)


@pytest.mark.parametrize(
    ("cells", "column", "reason"),
    [
        ({"omraade": "Nordbyn"}, "omraade", "Nærmest: Nordbyen (nordbyen-330)"),
        ({"omraade": ""}, "omraade", "Feltet omraade er tomt"),
        ({"kommune_kode": "0330"}, "kommune_kode", "ikke en kommunekode"),
        ({"indikator": "uden_arbejde"}, "indikator", "»uden_arbejde« er ikke kendt"),
        ({"periode": "2022K1"}, "periode", "opgøres pr. år"),
        ({"periode": ""}, "periode", "ikke en kendt periode"),
        ({"indikator": "trygge"}, "instrument", "spørgeundersøgelse"),
        ({"taeller": "-1"}, "taeller", "negativt"),
        ({"naevner": "ca. 1000"}, "naevner", "kan kun stå i vaerdi"),
        ({"indikator": "beboere", "vaerdi": "-5"}, "vaerdi", "negativt"),
    ],
)
def test_a_bad_cell_of_form_a_quarantines_its_row(
    form_a: Evaluate, cells: dict[str, str], column: str, reason: str
) -> None:
    outcome = form_a(ROW_A, changed(ROW_A, FORM_A, **cells))
    assert len(outcome.rows) == 1
    assert [fault.column for fault in outcome.faults] == [column]
    assert reason in outcome.faults[0].message.reason


def test_all_faults_of_a_row_are_told_and_the_row_counts_once(form_a: Evaluate) -> None:
    outcome = form_a(ROW_A, "Nordbyn;330;uden_jobb;22;1;;;k;;")
    assert [fault.column for fault in outcome.faults] == ["indikator", "omraade", "periode"]
    assert len(outcome.quarantined) == 1
    assert outcome.message_da.startswith(
        "2 rækker læst, 1 indlæst, 1 i karantæne: linje 3, kolonne indikator: Indikatoren »uden_jobb« er ikke kendt."
    )


@pytest.mark.parametrize("value", ["12.5", "29,2 %", "1 234"])
def test_a_number_written_wrongly_in_form_a_quarantines_its_row(form_a: Evaluate, value: str) -> None:
    plain = changed(ROW_A, FORM_A, naevner="1001")
    outcome = form_a(plain, changed(plain, FORM_A, periode="2021", vaerdi=value))
    assert len(outcome.rows) == 1
    assert [(fault.line, fault.column, fault.value) for fault in outcome.faults] == [(3, "vaerdi", value)]


def test_a_file_whose_points_may_be_commas_is_refused(form_a: Evaluate) -> None:
    point = changed(ROW_A, FORM_A, periode="2021", vaerdi="12.5")
    thousands = changed(ROW_A, FORM_A, periode="2022", naevner="1.234")
    assert form_a(ROW_A, point, thousands).refused
    assert not form_a(ROW_A, thousands).refused


@pytest.mark.parametrize("value", ["..", "#I/T", "mange"])
def test_what_is_no_number_in_form_a_stops_the_file(form_a: Evaluate, value: str) -> None:
    outcome = form_a(ROW_A, changed(ROW_A, FORM_A, periode="2021", vaerdi=value))
    assert outcome.refused
    assert outcome.rows == []
    assert [(fault.line, fault.column, fault.value) for fault in outcome.faults] == [(3, "vaerdi", value)]


def test_an_unknown_sign_in_a_count_stops_the_file(form_b: Evaluate) -> None:
    assert form_b(ROW_B, changed(ROW_B, FORM_B, antal="..")).refused


@pytest.mark.parametrize(
    ("cells", "status", "value"),
    [
        ({"vaerdi": "", "taeller": "", "naevner": ""}, "not_delivered", None),
        ({"vaerdi": ""}, "observed", None),
        ({"vaerdi": "", "naevner": ""}, "not_delivered", None),
        ({"vaerdi": "", "taeller": "0", "naevner": "0"}, "not_applicable", None),
        ({"vaerdi": "*"}, "suppressed", None),
        ({"vaerdi": "", "taeller": "*"}, "suppressed", None),
        ({"vaerdi": "38,4", "taeller": "*"}, "observed", 38.4),
        ({"vaerdi": "-"}, "observed", 0.0),
    ],
)
def test_missing_is_not_zero(form_a: Evaluate, cells: dict[str, str], status: str, value: float | None) -> None:
    outcome = form_a(changed(ROW_A, FORM_A, **cells), markers={"*": "suppressed", "-": "zero"})
    assert [(row["value_status"], row["value"]) for row in outcome.rows] == [(status, value)]


def test_a_list_gives_its_year_the_lists_period_type(form_a: Evaluate) -> None:
    assert form_a(ROW_A, period_type="list_year").rows[0]["period_type"] == "list_year"


def test_a_number_without_reference_names_its_file(form_a: Evaluate) -> None:
    assert form_a(changed(ROW_A, FORM_A, kilde="")).rows[0]["source_reference"] == "tal.csv"


def test_identical_and_empty_rows_are_passed_over_with_the_reason(form_a: Evaluate) -> None:
    outcome = form_a(ROW_A, ROW_A, ";;;;;;;;;", f" {ROW_A}")
    assert len(outcome.rows) == 1
    assert [(row.line, row.reason_da) for row in outcome.skipped] == [
        (3, "Samme række som linje 2."),
        (4, "Tom række."),
        (5, "Samme række som linje 2."),
    ]
    assert outcome.rows_read == 4
    assert outcome.message_da.startswith("4 rækker læst, 1 indlæst, 3 sprunget over: linje 3: Samme række som linje 2.")


def test_one_key_with_different_values_in_form_a_is_for_the_sender_to_settle(form_a: Evaluate) -> None:
    other = changed(ROW_A, FORM_A, vaerdi="39")
    outcome = form_a(changed(ROW_A, FORM_A, periode="2021"), ROW_A, other)
    assert [row["line"] for row in outcome.rows] == [2]
    assert [entry.line for entry in outcome.quarantined] == [3, 4]
    assert "Linje 3 og 4 har samme område" in outcome.faults[0].message.reason
    assert len(form_a(ROW_A, changed(other, FORM_A, kilde="Aftalen s. 9")).rows) == 2


def test_of_many_rows_that_contradict_each_other_the_first_are_named(form_a: Evaluate) -> None:
    outcome = form_a(*(changed(ROW_A, FORM_A, vaerdi=str(value)) for value in range(12)))
    assert (outcome.rows_loaded, outcome.rows_quarantined) == (0, 12)
    assert outcome.quarantined[-1].fault.message.reason.startswith(
        "Linje 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 og 2 andre har"
    )


def test_one_key_with_different_counts_in_form_b_is_for_the_checks_to_judge(form_b: Evaluate) -> None:
    assert len(form_b(ROW_B, changed(ROW_B, FORM_B, antal="46")).rows) == 2


def test_a_ragged_row_is_quarantined_and_never_shifted(form_a: Evaluate) -> None:
    outcome = form_a(ROW_A, "Nordbyen;330;uden_job;2021;38,4")
    assert reasons(outcome) == [(3, None, "Rækken har 5 felter, men overskriften har 10.")]


def test_column_order_and_case_are_free(form_a: Evaluate) -> None:
    header = ";".join(reversed(FORM_A.split(";"))).upper()
    assert form_a(";".join(reversed(ROW_A.split(";"))), header=header).rows[0]["value"] == 38.4


@pytest.mark.parametrize(
    ("header", "column", "reason", "remedy"),
    [
        (FORM_A.replace("vaerdi", "værdi"), "værdi", "»værdi« er ukendt", "Ret navnet til vaerdi"),
        (FORM_A + ";farve", "farve", "»farve« er ukendt", "Tilladte kolonner: omraade, kommune_kode"),
        (FORM_A + ";note", "note", "»note« står der flere gange", "Behold kun den ene"),
        (FORM_A + ";", "11", "Kolonne 11 har intet navn", "Giv kolonnen et navn"),
        (FORM_A.replace(";kilde", ""), "kilde", "Kolonnen kilde mangler", "Tilføj kilde i overskriften"),
        (FORM_A.replace(";kilde;note", ""), "kilde", "Kolonnerne kilde og note mangler", "Tilføj kilde og note"),
    ],
)
def test_a_wrong_header_stops_the_file(form_a: Evaluate, header: str, column: str, reason: str, remedy: str) -> None:
    outcome = form_a("x", header=header)
    assert outcome.refused
    assert (outcome.faults[0].line, outcome.faults[0].column) == (1, column)
    assert reason in outcome.faults[0].message.reason
    assert remedy in outcome.faults[0].message.remedy


def test_a_file_without_our_header_is_told_so_once(form_a: Evaluate) -> None:
    outcome = form_a("1;2", header="Tabel 3;Beboere")
    assert reasons(outcome) == [(1, None, "Første linje er ikke en kendt overskrift.")]


def test_a_header_alone_is_refused(form_a: Evaluate) -> None:
    assert form_a().message_da.startswith("Filen er ikke indlæst. Filen har en overskrift, men ingen rækker.")


def test_an_unsupported_file_type_is_refused_in_words(form_a: Evaluate) -> None:
    assert "Filtypen .csv kan endnu ikke læses fra denne kilde. Gem filen som txt" in (
        form_a(ROW_A, file_types=["txt"]).message_da
    )


CELLS = st.one_of(
    st.sampled_from([*ROW_A.split(";"), "", "-", "12.5", "Nordby mv.", "trygge", "2019/20", '"', "\n"]),
    st.text(max_size=8),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=200),
        st.binary(max_size=60).map(lambda tail: f"{FORM_A}\n{ROW_A}\n".encode() + tail),
        st.lists(st.lists(CELLS, min_size=9, max_size=11).map(";".join), max_size=5).map(
            lambda rows: "\n".join([FORM_A, *rows]).encode()
        ),
    )
)
def test_whatever_bytes_arrive_every_row_is_accounted_for(form_a: Evaluate, content: bytes) -> None:
    outcome = form_a(content=content)
    assert outcome.message_da
    if outcome.refused:
        assert (outcome.rows, outcome.quarantined, outcome.skipped) == ([], [], [])
        assert outcome.faults
    else:
        assert outcome.rows_read == len(outcome.rows) + len(outcome.quarantined) + len(outcome.skipped) > 0
        assert all(fault.line for fault in outcome.faults)
        assert all(row["area_id"] and row["indicator_id"] and row["period_type"] for row in outcome.rows)
