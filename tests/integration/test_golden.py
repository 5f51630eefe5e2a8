"""The marts on the example data are those of the golden copy."""

import pytest

from tests import golden
from tests.conftest import Demo


@pytest.mark.parametrize("table", golden.TABLES, ids=lambda table: table.name)
def test_figures_are_those_of_the_golden_copy(demo: Demo, table: golden.Table) -> None:
    lines = golden.differences(table, golden.kept(table), golden.published(table, demo.published))
    assert not lines, golden.explain(table, lines)


def test_a_difference_is_told_by_key() -> None:
    table = golden.Table("t", ("area_id", "period_id"), ("value", "status"))
    before = [
        {"area_id": "a", "period_id": "2020", "value": "1", "status": "x"},
        {"area_id": "b", "period_id": "", "value": "2", "status": "x"},
        {"area_id": "c", "period_id": "2020", "value": "3", "status": "x"},
    ]
    now = [
        {"area_id": "a", "period_id": "2020", "value": "1.5", "status": ""},
        {"area_id": "c", "period_id": "2020", "value": "3", "status": "x"},
        {"area_id": "d", "period_id": "2020", "value": "4", "status": "x"},
    ]
    lines = golden.differences(table, before, now)
    assert lines == ["- b", "+ d | 2020", "  a | 2020: value: 1 → 1.5, status: x → empty"]
    assert golden.explain(table, lines * 20).endswith("… and 20 more")
