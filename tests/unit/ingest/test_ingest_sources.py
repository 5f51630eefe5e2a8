"""sources.yml is read strictly: every fault at once, each with its line and what is allowed."""

from pathlib import Path

import pytest

from ingest.results import ConfigurationError
from ingest.sources import read_sources

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


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    assert len(read(tmp_path, GOOD.replace("Ejer", "''").replace("irregular", "tit")).splitlines()) == 2


def test_markers_belong_to_form_a(tmp_path: Path) -> None:
    assert "markers bruges kun" in read(tmp_path, GOOD.replace("[indicator_values]", "[registrations]"))


def test_an_entry_without_keys_is_told(tmp_path: Path) -> None:
    assert "linje 1, agreements: nøglen name_da mangler." in read(tmp_path, "agreements:\n")
