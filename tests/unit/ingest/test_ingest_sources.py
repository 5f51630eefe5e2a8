"""sources.yml is read strictly: every fault at once, each with its line and what is allowed."""

import csv
import shutil
from pathlib import Path

import pytest

from ingest.layout_files import LAYOUTS_DIR
from ingest.results import ConfigurationError
from ingest.sources import read_sources

SEEDS = Path(__file__).parents[3] / "dbt_project" / "seeds"
WORKBOOKS = """\
agreements:
  name_da: Aftaler
  forms: [indicator_values, registrations]
  file_types: [csv, xlsx]
  max_megabytes: 50
  owner: Ejer
  cadence: irregular
  lag_months: null
  licence: Åben
  layouts: [beboerdata_standard]
  workbook: {max_uncompressed_megabytes: 20, max_sheets: 5, max_rows: 1000, max_columns: 60}
  free_columns: [Bruttoindkomst]
  tables:
    job: {indicator_ids: [uden_job], cadence: yearly, lag_months: 12}
    crime: {indicator_ids: [doemte], cadence: yearly, lag_months: 24}
"""
GOOD = """\
agreements:
  name_da: Aftaler
  forms: [indicator_values]
  file_types: [csv]
  max_megabytes: 50
  owner: Ejer
  cadence: irregular
  lag_months: null
  licence: Åben
  markers:
    "-": not_delivered
"""


def read(tmp_path: Path, text: str) -> str:
    """The message for a sources.yml with that text."""
    file = tmp_path / "sources.yml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError) as caught:
        read_sources(file)
    return str(caught.value)


def test_the_sources_of_the_project_are_those_of_the_contract() -> None:
    assert set(read_sources().by_id) == {
        "agreements",
        "public_lists",
        "lbf_beboerdata",
        "lbf_boligsociale_data",
        "tryghedssurvey",
        "registrations",
        "registration_events",
    }


def test_a_good_contract_is_read(tmp_path: Path) -> None:
    (tmp_path / "sources.yml").write_text(GOOD, encoding="utf-8")
    source = read_sources(tmp_path / "sources.yml").by_id["agreements"]
    assert source.markers == {"-": "not_delivered"}
    assert not source.decimal_point


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "  forms:",
            "  fform:",
            "linje 3, agreements: ukendt nøgle »fform«. Nærmest: forms. Tilladte nøgler: name_da, forms",
        ),
        (
            "indicator_values",
            "indikatorer",
            "linje 3, agreements: forms.0 er »indikatorer«; tilladt er indicator_values, survey_answers,",
        ),
        ("[csv]", "[csv, xls]", "linje 4, agreements: file_types.1 er »xls«; tilladt er csv, txt, tsv eller xlsx."),
        ("50", '"50"', "linje 5, agreements: max_megabytes er »50«, men skal være et helt tal."),
        (
            "not_delivered",
            "mangler",
            "linje 11, agreements: markers.- er »mangler«; tilladt er suppressed, not_delivered,",
        ),
        ('"-": not', '"0": not', "linje 1, agreements: tegnet »0« under markers er selv et tal eller tomt."),
        ("  licence: Åben\n", "", "linje 1, agreements: nøglen licence mangler."),
        ("  owner: Ejer\n", "  owner: Ejer\n  owner: Anden\n", "linje 7: nøglen »owner« står der flere gange."),
        ("  owner: Ejer\n", "  owner: [\n", "filen er ikke gyldig YAML."),
        ("name_da: Aftaler", "name_da: 7", "linje 2, agreements: name_da er »7«, men skal være tekst"),
    ],
)
def test_a_fault_is_told_with_its_line(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert message in read(tmp_path, GOOD.replace(old, new))


def test_a_contract_for_workbooks_is_read_with_its_layouts(tmp_path: Path) -> None:
    (tmp_path / "sources.yml").write_text(WORKBOOKS, encoding="utf-8")
    source = read_sources(tmp_path / "sources.yml").by_id["agreements"]
    assert source.forms == ["indicator_values", "registrations"]
    assert list(source.mappings) == ["beboerdata_standard"]
    assert (source.workbook.max_sheets, source.workbook.max_rows) == (5, 1000)
    assert source.tables["crime"].lag_months == 24


def test_limits_that_are_not_named_have_a_default(tmp_path: Path) -> None:
    text = WORKBOOKS.replace("max_sheets: 5, max_rows: 1000, ", "")
    (tmp_path / "sources.yml").write_text(text, encoding="utf-8")
    limits = read_sources(tmp_path / "sources.yml").by_id["agreements"].workbook
    assert (limits.max_sheets, limits.max_rows, limits.max_columns) == (200, 200_000, 60)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("[indicator_values, registrations]", "[]", "linje 3, agreements: forms er »[]«, men skal være udfyldt."),
        (
            "[beboerdata_standard]",
            "[beboerdata]",
            "linje 10, agreements: layouts er »beboerdata«; tilladt er beboerdata_standard,",
        ),
        (
            "max_sheets: 5",
            "max_ark: 5",
            "linje 11, agreements: ukendt nøgle »workbook.max_ark«. Nærmest: max_rows. Tilladte nøgler: "
            "max_uncompressed_megabytes, max_sheets, max_rows og max_columns.",
        ),
        ("max_sheets: 5", "max_sheets: 0", "linje 11, agreements: workbook.max_sheets er »0«, men skal være et større"),
        ("max_rows: 1000", "max_rows: mange", "workbook.max_rows er »mange«, men skal være et helt tal."),
        ("[csv, xlsx]", "[csv]", "layouts bruges kun, når file_types har xlsx."),
        ("[indicator_values, registrations]", "[registrations]", "layouts bruges kun af formularen indicator_values."),
        ("[Bruttoindkomst]", "Bruttoindkomst", "linje 12, agreements: free_columns er »Bruttoindkomst«, men"),
        ("[uden_job]", "[]", "linje 14, agreements: tables.job.indicator_ids er »[]«, men skal være udfyldt."),
        ("cadence: yearly, lag_months: 12", "cadence: tit, lag_months: 12", "tables.job.cadence er »tit«; tilladt"),
        ("lag_months: 12", "lag_months: -1", "tables.job.lag_months er »-1«, men skal være et større tal."),
        ("lag_months: 12", "lag_month: 12", "agreements: ukendt nøgle »tables.job.lag_month«. Nærmest: lag"),
        ("[doemte]", "[uden_job]", "indikatoren uden_job står både under tables.job og tables.crime."),
    ],
)  # fmt: skip
def test_a_fault_about_workbooks_is_told_with_its_line(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert old in WORKBOOKS
    assert message in read(tmp_path, WORKBOOKS.replace(old, new))


def test_a_changed_layout_changes_the_fingerprint(tmp_path: Path) -> None:
    (tmp_path / "sources.yml").write_text(WORKBOOKS, encoding="utf-8")
    before = read_sources(tmp_path / "sources.yml").fingerprint
    shutil.copytree(LAYOUTS_DIR, tmp_path / "layouts")
    assert read_sources(tmp_path / "sources.yml").fingerprint == before
    layout = tmp_path / "layouts" / "beboerdata_standard.yml"
    layout.write_text(layout.read_text(encoding="utf-8").replace("Nr.", "Nummer"), encoding="utf-8")
    assert read_sources(tmp_path / "sources.yml").fingerprint != before


def test_the_lag_of_a_table_is_the_one_its_indicators_have() -> None:
    """The registry decides; the contract says the same to whoever reads it there."""
    with (SEEDS / "indicators.csv").open(encoding="utf-8") as file:
        lags = {row["indicator_id"]: int(row["expected_lag_months"]) for row in csv.DictReader(file)}
    stated = {
        indicator_id: table.lag_months
        for source in read_sources().by_id.values()
        for table in source.tables.values()
        for indicator_id in table.indicator_ids
    }
    assert stated
    assert stated == {indicator_id: lags[indicator_id] for indicator_id in stated}


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    assert len(read(tmp_path, GOOD.replace("Ejer", "''").replace("irregular", "tit")).splitlines()) == 2


def test_markers_belong_to_form_a(tmp_path: Path) -> None:
    assert "markers bruges kun" in read(tmp_path, GOOD.replace("[indicator_values]", "[registrations]"))


def test_an_entry_without_keys_is_told(tmp_path: Path) -> None:
    assert "linje 1, agreements: nøglen name_da mangler." in read(tmp_path, "agreements:\n")
