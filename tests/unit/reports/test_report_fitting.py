"""Columns as wide as what stands in them, and none for nothing."""

import pytest

from danish import report_board as board
from reports.cells import column, text
from reports.charts import sparkline
from reports.document import Cell, Row, Table
from reports.fitting import fitted

LONG = "Andel 18-29-årige med grundskole som højeste uddannelse og ikke i gang med en uddannelse"


def listed(*rows: tuple[Cell, ...]) -> Table:
    columns = (column("Mål"), column("Seneste"), column("Forløb"), column("Område", 0))
    return Table("Tallene", columns, tuple(Row(cells) for cells in rows), "Ark")


def test_a_column_that_is_empty_in_every_row_is_left_out_with_its_cells() -> None:
    made = fitted(
        listed((text(LONG), text("6,3 %"), text(""), text("Her")), (text("B"), text("1"), text(""), text("")))
    )
    assert [found.name for found in made.columns] == ["Mål", "Seneste", "Område"]
    assert [len(row.cells) for row in made.rows] == [3, 3]
    assert made.rows[0].cells[2].text == "Her"


def test_a_column_with_anything_in_one_row_stays() -> None:
    drawn = Cell("", charts=(sparkline((1.0, 2.0), (1.0, 1.0), "Fra 1 til 2."),))
    for some in (text("", note="kun ét tal"), drawn):
        made = fitted(listed((text("A"), text("1"), text(""), text("")), (text("B"), text("2"), some, text(""))))
        assert [found.name for found in made.columns] == ["Mål", "Seneste", "Forløb", "Område"]


def test_long_names_get_what_figures_do_not_need() -> None:
    made = fitted(listed((text(LONG), text("6,3 %", note="2020"), text("kun ét tal"), text(""))))
    names, latest, course, sheet_alone = (found.width for found in made.columns)
    assert names > 60
    assert latest == len("Seneste")
    assert course == len("kun ét tal")
    assert sheet_alone == 0


def test_a_table_without_rows_keeps_its_columns() -> None:
    assert len(fitted(listed()).columns) == 4


@pytest.mark.parametrize(
    ("counts", "title"),
    [
        (
            {"goals": 8, "worse": 0, "compared": 0, "targets": 3, "behind": 0, "uncertain": 3},
            "Ingen af de 8 faste mål kan sammenlignes; ingen mål i delaftalerne kan siges at være bagud, "
            "men 3 af 3 er usikre eller ikke leveret",
        ),
        (
            {"goals": 8, "worse": 2, "compared": 5, "targets": 3, "behind": 1, "uncertain": 2},
            "2 af 5 faste mål ligger sikkert dårligere end sammenligningen, 3 kan ikke sammenlignes; "
            "1 mål i delaftalerne er bagud, 2 er usikre",
        ),
        (
            {"goals": 5, "worse": 0, "compared": 5, "targets": 3, "behind": 0, "uncertain": 0},
            "Ingen af 5 faste mål ligger sikkert dårligere end sammenligningen; ingen mål i delaftalerne er bagud",
        ),
        (
            {"goals": 5, "worse": 1, "compared": 5, "targets": 0, "behind": 0, "uncertain": 0},
            "1 af 5 faste mål ligger sikkert dårligere end sammenligningen",
        ),
        (
            {"goals": 0, "worse": 0, "compared": 0, "targets": 2, "behind": 2, "uncertain": 0},
            "Der er ingen tal på de faste mål; 2 mål i delaftalerne er bagud",
        ),
        (
            {"goals": 5, "worse": 0, "compared": 0, "targets": 2, "behind": 0, "uncertain": 0},
            "2022: ingen af de faste mål kan sammenlignes endnu",
        ),
    ],
)
def test_the_title_says_what_is_behind_only_as_far_as_that_is_known(counts: dict[str, int], title: str) -> None:
    assert board.title(2022, **counts) == title


def test_an_invented_plan_is_told_beside_the_real_ones() -> None:
    assert board.apart("Eksempelparken", goals=10, compared=9) == (
        " Eksempelparken er eksempeldata og tæller ikke med her; 9 af dens 10 faste mål kan sammenlignes."
    )
