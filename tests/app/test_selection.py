"""What can be chosen between."""

from typing import Any

from dashboards import selection


def area(number: int, code: str) -> dict[str, Any]:
    return {
        "area_id": f"a-{number}-{code}",
        "municipality_code": code,
        "area_type": "afdeling",
        "name_da": f"A {number}",
    }


def test_areas_in_no_plan_are_one_group_until_they_are_too_many_for_a_page():
    towns = [{"area_id": f"kommune-{code}", "area_type": "kommune", "municipality_code": code, "name_da": name}
             for code, name in (("101", "Ørby"), ("102", "Aarby"))]  # fmt: skip
    few = [area(number, "101") for number in range(100)]
    many = [*few, area(1, "102")]

    def groups(outside: list[dict[str, Any]]) -> list[tuple[str, str, int]]:
        every = {row["area_id"]: row for row in [*outside, *towns]}
        found = selection._by_municipality("andre", "Uden helhedsplan", outside, every)
        return [(plan_id, name, len(rows)) for plan_id, name, rows in found]

    assert groups([]) == []
    assert groups(few) == [("andre", "Uden helhedsplan", 100)]
    assert sorted(groups(many)) == [
        ("andre-101", "Uden helhedsplan: Ørby", 100), ("andre-102", "Uden helhedsplan: Aarby", 1),
    ]  # fmt: skip
