"""Attack on what is hidden: random trees of areas go through the very SQL that hides, and an outsider with the
published figures tries every set of whole numbers that fits them."""

import random
from collections.abc import Iterator
from itertools import product

import numpy as np
import pytest

from .hidden_world import THRESHOLD, World


def possible_counts(
    children: dict[str, list[str]], shown: dict[str, float], hidden: dict[str, float]
) -> dict[str, tuple[float, float]]:
    """By trying all: the least and most of each hidden count; the outsider knows the people it is a count among."""
    parts = [part for whole in children.values() for part in whole]
    free = [area for area in parts if area in hidden and area not in children]
    ends = dict.fromkeys(hidden, (np.inf, -np.inf))
    for guess in product(*(range(int(min(hidden[area], 60)) + 1) for area in free)):
        count: dict[str, float] = dict(zip(free, guess, strict=True))
        if not _fits(children, shown, hidden, count):
            continue
        for area in hidden:
            least, most = ends[area]
            ends[area] = (min(least, count[area]), max(most, count[area]))
    return ends


def _fits(
    children: dict[str, list[str]], shown: dict[str, float], hidden: dict[str, float], count: dict[str, float]
) -> bool:
    for whole in reversed(list(children)):
        total = sum(count[part] if part in count else shown[part] for part in children[whole])
        if whole in shown and total != shown[whole]:
            return False
        if whole in hidden:
            if total > hidden[whole]:
                return False
            count[whole] = total
    return True


def families(seed: int, count: int) -> Iterator[tuple[str, dict[str, list[str]], dict[str, tuple[int, int]]]]:
    """Random plans of housing areas of departments, the counts of a department mostly small."""
    chance = random.Random(seed)
    for number in range(count):
        plan = f"plan{number}"
        areas = [f"{plan}-o{index}" for index in range(chance.randint(1, 3))]
        children = {plan: areas} | {
            area: [f"{area}-a{index}" for index in range(chance.randint(1, 3))] for area in areas
        }
        figures: dict[str, tuple[int, int]] = {}
        for area in areas:
            for part in children[area]:
                people = chance.choice([12, 20, 40])
                figures[part] = (chance.choice([0, 1, 2, 3, 4, 6, 8, 9, 11, people - 2]), people)
        for whole in reversed(list(children)):
            figures[whole] = tuple(map(sum, zip(*(figures[part] for part in children[whole]), strict=True)))  # type: ignore[assignment]
        yield plan, children, figures


def test_no_hidden_count_of_a_tree_comes_out_within_five_values(world: World) -> None:
    found = list(families(seed=4, count=150))
    for plan, children, figures in found:
        world.areas((plan, "helhedsplan", "kommune"))
        world.areas(*((area, "boligomraade", plan) for area in children[plan]))
        world.areas(*((part, "afdeling", area) for area in children[plan] for part in children[area]))
        for area, (numerator, denominator) in figures.items():
            world.share(area, "2020", numerator, denominator)
    world.areas(("kommune", "kommune", None))
    world.publish()
    audit = world.audit()
    assert audit.leaks == []
    assert audit.cells is not None
    audited = {row.area_id: (row.low, row.high) for row in audit.cells.itertuples() if row.counted == "persons"}
    hidden, shown = world.hidden(), world.shown()
    tried = 0
    for plan, children, figures in found:
        of_plan = {area: people for area, (_, people) in figures.items() if (area, "2020") in hidden}
        choices = np.prod([min(people, 60) + 1.0 for area, people in of_plan.items() if area not in children])
        if not of_plan or choices > 40_000:
            continue
        tried += 1
        ends = possible_counts(children, {a: shown[a, "2020"] for a in figures if (a, "2020") in shown}, dict(of_plan))
        for area, (least, most) in ends.items():
            assert most == 0 or (most - least >= 4 and most >= THRESHOLD), (plan, area, figures, of_plan)
            assert audited[area] == (least, most), (plan, area)
    assert tried > 25


def test_families_that_cross_are_mended_by_hiding_a_little_more(world: World) -> None:
    """Two housing areas of four departments each, and a zone of the first two of each: its total gives one away."""
    world.areas(("kommune", "kommune", None), ("plan", "helhedsplan", "kommune"), ("zone", "reference", "plan"))
    departments = [f"{area}{number}" for area in ("øst", "vest") for number in range(4)]
    world.areas(("øst", "boligomraade", "plan"), ("vest", "boligomraade", "plan"))
    world.areas(*((name, "afdeling", name[:-1]) for name in departments))
    members = ["øst0", "øst1", "vest0", "vest1"]
    world.group("zone", members)
    counts = dict(zip(departments, (3, 30, 9, 31, 20, 21, 22, 23), strict=True))
    for name, count in counts.items():
        world.share(name, "2020", count, 100)
    for whole, parts in (
        ("zone", members), ("øst", departments[:4]), ("vest", departments[4:]), ("plan", departments),
    ):  # fmt: skip
        world.share(whole, "2020", sum(counts[part] for part in parts), 100 * len(parts))
    world.publish()
    assert sorted(world.hidden()) == [("øst0", "2020"), ("øst2", "2020")]
    assert any("øst0" in sentence for sentence in world.audit().leaks)
    assert world.remedy() == 1
    assert world.audit().leaks == []


def test_random_zones_across_housing_areas_are_mended(world: World) -> None:
    chance = random.Random(11)
    found = list(families(seed=12, count=60))
    world.areas(("kommune", "kommune", None))
    for plan, children, figures in found:
        world.areas((plan, "helhedsplan", "kommune"), (f"{plan}-zone", "reference", plan))
        world.areas(*((area, "boligomraade", plan) for area in children[plan]))
        world.areas(*((part, "afdeling", area) for area in children[plan] for part in children[area]))
        departments = [part for area in children[plan] for part in children[area]]
        members = chance.sample(departments, max(1, len(departments) // 2))
        world.group(f"{plan}-zone", members)
        figures[f"{plan}-zone"] = tuple(map(sum, zip(*(figures[name] for name in members), strict=True)))  # type: ignore[assignment]
        for area, (numerator, denominator) in figures.items():
            world.share(area, "2020", numerator, denominator)
    world.publish()
    assert world.audit().leaks
    assert world.remedy() > 0
    assert world.audit().leaks == []


def test_a_suppression_that_forgets_the_complements_is_caught(hiding_sql: dict[str, str]) -> None:
    whole = hiding_sql["int_indicator_suppressions"]
    forgetful = whole.replace("'complement' from complements", "'complement' from complements where false")
    assert forgetful != whole
    world = World({**hiding_sql, "int_indicator_suppressions": forgetful})
    world.areas(("kommune", "kommune", None), ("plan", "helhedsplan", "kommune"))
    world.areas(("øst", "boligomraade", "plan"), ("vest", "boligomraade", "plan"))
    world.share("plan", "2020", 43, 200)
    world.share("øst", "2020", 3, 100)
    world.share("vest", "2020", 40, 100)
    world.publish()
    assert sorted(world.hidden()) == [("øst", "2020")]
    assert any("øst" in sentence for sentence in world.audit().leaks)


@pytest.mark.parametrize(("whole", "part"), [(20, 17), (60, 22)])
def test_a_part_that_leaves_few_in_the_rest_of_its_municipality_is_hidden(world: World, whole: int, part: int) -> None:
    world.areas(("kommune", "kommune", None), ("øst", "boligomraade", "kommune"))
    world.share("kommune", "2020", whole, 100)
    world.share("øst", "2020", part, 60)
    world.publish()
    assert sorted(world.hidden()) == [("øst", "2020")]
    assert world.audit().leaks == []


def test_what_the_supplier_hid_does_not_come_out_of_the_total(world: World) -> None:
    world.areas(("kommune", "kommune", None), ("plan", "helhedsplan", "kommune"))
    world.areas(*((name, "boligomraade", "plan") for name in ("øst", "vest", "nord")))
    world.share("plan", "2020", 60, 300)
    world.share("øst", "2020", None, None)
    world.share("vest", "2020", 17, 100)
    world.share("nord", "2020", 40, 100)
    world.publish()
    assert sorted(world.hidden()) == [("vest", "2020"), ("øst", "2020")]
    assert world.audit().leaks == []
