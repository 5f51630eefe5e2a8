"""What a later version of a file no longer holds: it is told, it no longer counts, and it stays readable."""

from typing import Any

from .deliveries import COUNT_VERSIONS, GOOD_SHARE, OTHER_FILE, PLAN, VERSIONS

_REVISIONS = (
    "select period_id, old_value, new_value, old_load_id, new_load_id, cause, known_from, known_to"
    " from marts.mart_revision where area_id = 'vest-999' and indicator_id = ? and period_id = ? order by known_from"
)
_FIRST, _SECOND, _THIRD = VERSIONS


def _known(query: Any, year: str) -> list[float]:
    rows = query(
        "select value from marts.fct_indicator_value"
        " where area_id = 'vest-999' and indicator_id = ? and period_id = ? and source_reference = 'Tabel 2'",
        GOOD_SHARE,
        year,
    )
    return [row["value"] for row in rows]


def _revisions(query: Any, year: str) -> list[tuple[Any, ...]]:
    return [
        (row["old_value"], row["new_value"], row["old_load_id"], row["new_load_id"], row["cause"])
        for row in query(_REVISIONS, GOOD_SHARE, year)
    ]


def test_a_figure_that_stays_in_its_file_is_no_revision(query: Any) -> None:
    assert _known(query, "1940") == [50.0]
    assert _revisions(query, "1940") == []


def test_a_figure_that_its_file_no_longer_holds_is_withdrawn(query: Any) -> None:
    assert _known(query, "1941") == []
    assert _revisions(query, "1941") == [(51.0, None, _FIRST, _SECOND, "source_revised")]
    [revision] = query(_REVISIONS, GOOD_SHARE, "1941")
    assert [str(revision[column])[:10] for column in ("known_from", "known_to")] == ["2022-06-01", "2022-06-02"]


def test_what_another_file_still_says_counts_again(query: Any) -> None:
    assert _known(query, "1942") == [60.0]
    assert _revisions(query, "1942") == [
        (60.0, 52.0, OTHER_FILE, _FIRST, "source_revised"),
        (52.0, 60.0, _FIRST, _SECOND, "source_revised"),
    ]


def test_a_figure_that_could_not_be_read_is_not_gone(query: Any) -> None:
    assert _known(query, "1943") == [53.5]
    assert _revisions(query, "1943") == [(53.0, 53.5, _FIRST, _THIRD, "source_revised")]


def test_a_figure_that_comes_back_was_gone_until_then(query: Any) -> None:
    assert _known(query, "1944") == [54.5]
    assert _revisions(query, "1944") == [(54.0, None, _FIRST, _SECOND, "source_revised")]


def test_a_changed_and_then_withdrawn_figure_has_both_revisions(query: Any) -> None:
    assert _known(query, "1945") == []
    assert _revisions(query, "1945") == [
        (55.0, 56.0, _FIRST, _SECOND, "source_revised"),
        (56.0, None, _SECOND, _THIRD, "source_revised"),
    ]


def test_a_figure_that_moved_to_another_heading_is_not_gone(query: Any) -> None:
    assert _revisions(query, "1946") == []
    assert _revisions(query, "1947") == [(57.0, 57.5, _FIRST, _SECOND, "source_revised")]


def test_a_count_that_its_file_no_longer_holds_is_withdrawn(query: Any, one: Any) -> None:
    counts = query("select period_id from facts.fct_registration where measure_id = 'klubber'")
    assert counts == [{"period_id": "2022K1"}]
    revision = one("select * from marts.mart_revision where measure_id = 'klubber'")
    assert (revision["helhedsplan_id"], revision["period_id"]) == (PLAN, "2022K2")
    assert (revision["old_value"], revision["new_value"], revision["cause"]) == (31, None, "source_revised")
    assert (revision["old_load_id"], revision["new_load_id"]) == COUNT_VERSIONS


def test_what_is_withdrawn_stays_readable(one: Any) -> None:
    row = one(
        "select delivered_value, withdrawn_by_load_id, is_current from intermediate.int_indicator_values_delivered"
        " where load_id = ? and period_id = '1941'",
        _FIRST,
    )
    assert (row["delivered_value"], row["withdrawn_by_load_id"], row["is_current"]) == (51.0, _SECOND, False)
