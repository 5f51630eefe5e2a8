"""A build whose figures fill large files: what is asked by area is read by area, and answered as from the whole."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboards import queries_figures
from dashboards.routes import ROUTES
from publish import marts
from publish.area_files import AreaFile
from publish.marts import BuildGoneError, Published
from tests.app.reading import APP, Page
from tests.published import divide_by_area, write_published

AREAS = ["motalavej-330", "urbanplanen-101", "bispehaven-751"]


@pytest.fixture
def large(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> Published:
    monkeypatch.setattr(marts, "_FEW_ROWS", 0)
    divide_by_area(write_published(data_dir))
    found = marts.current(data_dir / "marts")
    assert found is not None
    return found


def test_every_page_gets_the_answers_that_the_whole_files_give(large: Published, monkeypatch: pytest.MonkeyPatch):
    asked: set[str] = set()
    by_area = Published._ask

    def compared(build: Published, sql: str, parameters: Any, areas: Any) -> Any:
        found = by_area(build, sql, parameters, areas)
        if areas is not None:
            asked.add(sql)
            assert found == by_area(build, sql, parameters, None), sql
        return found

    monkeypatch.setattr(Published, "_ask", compared)
    app = AppTest.from_file(str(APP), default_timeout=60).run()
    for route in ROUTES:
        Page(app.switch_page(route.script).run() if route.path else app)
    assert len(asked) >= 7


@pytest.mark.parametrize("name", ["series", "newest"])
def test_many_areas_are_asked_for_in_parts_and_come_in_the_order_of_one_question(
    large: Published, monkeypatch: pytest.MonkeyPatch, name: str
):
    ask = getattr(queries_figures, name)
    every = [row["area_id"] for row in large.rows("select distinct area_id from fct_indicator_value order by area_id")]
    at_once = ask(large, every, None)
    monkeypatch.setattr(queries_figures, "_MOST_AREAS", 2)
    assert at_once == ask(large, every, None)
    assert len({row["area_id"] for row in at_once}) > 3
    assert ask(large, [], None) == []


def test_the_figures_of_an_area_are_read_once_for_the_build_and_its_cuts(
    large: Published, monkeypatch: pytest.MonkeyPatch
):
    read: list[list[str]] = []
    whole = AreaFile._read
    monkeypatch.setattr(AreaFile, "_read", lambda file, areas, *rest: read.append(areas) or whole(file, areas, *rest))
    large.rows("select distinct area_id from fct_indicator_value", areas=AREAS)
    own = dict.fromkeys(large.tables, "true") | {"fct_indicator_value": "area_id = 'motalavej-330'"}
    narrow = marts.narrowed(large, own, "et område")
    assert narrow.rows("select distinct area_id from fct_indicator_value", areas=AREAS) == [
        {"area_id": "motalavej-330"}
    ]
    assert read == [AREAS]


def test_a_question_by_area_leaves_the_others_their_whole_tables(large: Published):
    sql = "select count(*) as n from fct_indicator_value"
    few = large.rows(f"{sql} where value is not null", areas=AREAS[:1])[0]["n"]
    assert 0 < few < large.rows(sql)[0]["n"]


def test_only_tables_of_few_rows_are_taken_into_memory(large: Published, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(marts, "_FEW_ROWS", 10)
    some = marts.current(large.tables["dim_area"].parents[1])
    assert some is not None
    counted = {name: some.rows(f"select count(*) as n from {name}")[0]["n"] for name in some.tables}
    inside = {row["table_name"] for row in some.rows("select table_name from duckdb_tables()")}
    assert inside == {name for name, rows in counted.items() if rows <= 10}
    assert inside < set(some.tables)


def test_a_build_whose_files_are_gone_says_so(large: Published):
    for file in large.tables.values():
        file.unlink()
    with pytest.raises(BuildGoneError):
        large.rows("select value from fct_indicator_value", areas=AREAS)


def test_an_answer_is_worked_out_once_and_each_gets_rows_of_its_own(large: Published, monkeypatch: pytest.MonkeyPatch):
    asked: list[str] = []
    answer = Published._ask
    monkeypatch.setattr(Published, "_ask", lambda build, sql, *rest: asked.append(sql) or answer(build, sql, *rest))
    sql = "select area_id, cast(1 as decimal(9, 2)) as one, cast(null as decimal(9, 2)) as none from dim_area"
    found: list[marts.Rows] = []
    readers = [threading.Thread(target=lambda: found.append(large.rows(sql))) for _ in range(8)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    assert asked == [sql]
    found[0][0]["area_id"] = "skrevet i"
    assert large.rows(sql) == found[1]
    assert (found[1][0]["one"], type(found[1][0]["one"]), found[1][0]["none"]) == (1.0, float, None)


def test_a_drawing_is_made_once(large: Published):
    made: list[str] = []

    def draw(words: str) -> Callable[[], str]:
        return lambda: made.append(words) or words  # type: ignore[func-returns-value]

    assert [large.drawn(("æ", 1), draw("−ø–")), large.drawn(("æ", 1), draw("x"))] == ["−ø–", "−ø–"]
    assert large.drawn(("æ", 2), draw("y")) == "y"
    assert made == ["−ø–", "y"]
