"""Layouts are read strictly: every fault at once, each with its line and what is allowed."""

from pathlib import Path

import pytest

from ingest.layout_files import read_layouts
from ingest.results import ConfigurationError

GOOD = """\
name_da: En tabel
header:
  rows: 2
  anchors: [Område, Kom.]
columns:
  area: Område
  municipality_code: Kom.
period: {found_in: header}
footers: ["Kilde:"]
tables:
  - title: Beboere
    reference_da: Tabel 1
    measures:
      - {indicator_id: beboere, role: value, unit: number}
"""


SAME_ROLE = "      - {indicator_id: beboere, role: value, unit: share}"


def read(tmp_path: Path, text: str) -> str:
    """The message for a layout with that text."""
    (tmp_path / "en_tabel.yml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError) as caught:
        read_layouts(tmp_path)
    return str(caught.value)


def test_a_good_layout_is_read_under_its_files_name(tmp_path: Path) -> None:
    (tmp_path / "en_tabel.yml").write_text(GOOD, encoding="utf-8")
    layout = read_layouts(tmp_path)["en_tabel"]
    assert layout.tables[0].measures[0].indicator_id == "beboere"
    assert (layout.period.shape, layout.other_sheets) == ("year", "refuse")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("  rows: 2", "  row: 2", "linje 3: ukendt nøgle »header.row«. Nærmest: rows. Tilladte nøgler: rows,"),
        ("  rows: 2", "  rows: 9", "linje 3: header.rows er »9«, men skal være et mindre tal."),
        ("  rows: 2", "  rows: to", "linje 3: header.rows er »to«, men skal være et helt tal."),
        ("  anchors: [Område, Kom.]\n", "", "linje 2: nøglen header.anchors mangler."),
        ("[Område, Kom.]", "[]", "linje 4: header.anchors er »[]«, men skal være udfyldt."),
        ("  area: Område\n", "", "linje 5: columns skal have enten area eller number, eller area_is_municipality."),
        ("  area: Område", "  area_is_municipality: true\n  number: Nr.", "linje 5: columns skal have enten area"),
        (
            "  area: Område\n  municipality_code: Kom.",
            "  area_is_municipality: true",
            "linje 5: area_is_municipality kræver, at columns har municipality_code.",
        ),
        ("  area: Område", "  area: Område\n  constant_municipality_code: '330'", "linje 5: columns kan have"),
        (
            "  municipality_code: Kom.",
            "  constant_municipality_code: '33'",
            "linje 7: columns.constant_municipality_code er »33«, men skal være tre cifre",
        ),
        ("found_in: header", "found_in: top", "linje 8: period.found_in er »top«; tilladt er header,"),
        ("found_in: header", "found_in: column", "linje 8: period skal have heading, når found_in er column"),
        ("found_in: header", "found_in: header, shape: år", "period.shape er »år«; tilladt er year, quarter,"),
        ("role: value", "role: andel", "tables.0.measures.0.role er »andel«; tilladt er value, numerator eller"),
        ("unit: number", "unit: kr", "tables.0.measures.0.unit er »kr«; tilladt er number, percent eller share."),
        ("unit: number", "unit: number, when_empty: nul", "when_empty er »nul«; tilladt er not_delivered"),
        ("indicator_id: beboere", "indikator: beboere", "linje 14: ukendt nøgle »tables.0.measures.0.indikator«."),
        ("unit: number}", f"unit: number}}\n{SAME_ROLE}", "har value for beboere"),
        ("    reference_da: Tabel 1\n", "", "linje 11: nøglen tables.0.reference_da mangler."),
        ("footers:", "footer:", "linje 9: ukendt nøgle »footer«. Nærmest: footers."),
        ("name_da: En tabel", "name_da: En tabel\nname_da: To", "linje 2: nøglen »name_da« står der flere gange."),
        ("name_da: En tabel", "name_da: [", "en_tabel.yml"),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_its_line(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert old in GOOD
    told = read(tmp_path, GOOD.replace(old, new))
    assert told.startswith("en_tabel.yml")
    assert message in told


def test_the_faults_of_all_layouts_are_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "anden.yml").write_text("name_da: 1", encoding="utf-8")
    told = read(tmp_path, GOOD.replace("name_da: En tabel", "name_da: 1"))
    assert "anden.yml linje 1" in told
    assert "en_tabel.yml linje 1" in told
