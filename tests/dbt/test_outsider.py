"""An outsider who reads every published table, and every build still kept, attacks what the project hides."""

import random
from pathlib import Path

import pytest

from tests import outsider

from .hidden_world import CONVICTED, SHARE, World

PARTS = {"øst": (3, 100), "vest": (17, 100), "nord": (40, 100)}
SECOND_SOURCE = "(from marts.fct_indicator_value where not is_preferred)"


def plan(world: World, parts: dict[str, tuple[int, int]], period: str = "2020", total: int | None = None) -> None:
    """A plan of boligområder and its own total; without one given, the sum of theirs."""
    for area, (numerator, denominator) in parts.items():
        world.share(area, period, numerator, denominator)
    people = sum(denominator for _, denominator in parts.values())
    world.share("plan", period, sum(numerator for numerator, _ in parts.values()) if total is None else total, people)


@pytest.fixture
def town(world: World) -> World:
    world.areas(("kommune", "kommune", None), ("plan", "helhedsplan", "kommune"))
    world.areas(*((area, "boligomraade", "plan") for area in PARTS))
    return world


def attacked(world: World, *instead: str) -> set[str]:
    """The areas whose hidden counts come out."""
    seen = outsider.read(world.connection, "marts", instead)
    return {area for area, _ in outsider.betrayed(seen)}


def test_the_outsider_finds_what_is_not_protected(town: World) -> None:
    """The attack itself works: a single hidden part is its whole less the parts shown."""
    plan(town, PARTS)
    town.publish()
    assert attacked(town) == set()
    town.connection.execute(
        "update marts.fct_indicator_value set value_status = 'observed', value = 17, numerator = 17, denominator = 100"
        " where area_id = 'vest'"
    )
    assert attacked(town) == {"øst"}
    assert any("øst" in sentence for sentence in town.audit().leaks)


def test_a_second_source_of_the_total_tells_nothing(town: World) -> None:
    """The plan's own total leaves room for two hidden parts; the other register's is smaller and leaves none."""
    plan(town, PARTS, total=66)
    town.share("plan", "2020", 44, 300, second_source=True)
    town.publish()
    assert attacked(town) == set()
    assert attacked(town, SECOND_SOURCE) == {"øst", "vest"}
    assert any("øst" in sentence for sentence in town.audit().leaks)
    assert town.remedy() > 0
    assert town.audit().leaks == []
    assert attacked(town, SECOND_SOURCE) == attacked(town) == set()


def test_what_a_total_was_before_it_was_delivered_anew_tells_nothing(town: World) -> None:
    plan(town, PARTS, total=66)
    town.revise("plan", "2020", 100 * 44 / 300)
    town.publish()
    assert any("øst" in sentence for sentence in town.audit().leaks)
    assert town.remedy() > 0
    assert town.audit().leaks == []


def test_a_kept_build_whose_total_was_another_is_taken_away(town: World, tmp_path: Path) -> None:
    plan(town, PARTS, total=66)
    town.publish()
    town.keep(tmp_path, "20240101T000000Z")
    assert town.audit(tmp_path).betraying_builds == []
    town.connection.execute(
        f"copy (select * replace (case area_id when 'plan' then 44 else numerator end as numerator)"
        f" from marts.fct_indicator_value) to '{tmp_path}/20240101T000000Z/fct_indicator_value.parquet'"
    )
    audit = town.audit(tmp_path)
    assert audit.leaks == []
    assert audit.betraying_builds == ["20240101T000000Z"]
    kept = f"(from read_parquet('{tmp_path}/20240101T000000Z/fct_indicator_value.parquet'))"
    assert attacked(town, kept) == {"øst", "vest"}


def test_two_kept_builds_that_only_tell_it_together_lose_the_oldest(town: World, tmp_path: Path) -> None:
    """One build told the plan's total and one that of a zone in it: less the zone, the plan is øst alone."""
    town.areas(("zone", "reference", "plan"))
    town.group("zone", ["vest", "nord"])
    for area in PARTS:
        town.share(area, "2020", None, None)
    town.share("plan", "2020", 29, 300)
    town.share("zone", "2020", 20, 200)
    town.publish()
    builds = {"20240101T000000Z": "zone", "20240201T000000Z": "plan", "20240301T000000Z": "plan"}
    for build, untold in builds.items():
        town.keep(tmp_path, build)
        file = tmp_path / build / "fct_indicator_value.parquet"
        town.connection.execute(f"copy (from marts.fct_indicator_value where area_id <> '{untold}') to '{file}'")
    town.connection.execute("delete from marts.fct_indicator_value where area_id in ('plan', 'zone')")
    kept = [f"(from read_parquet('{tmp_path}/{build}/fct_indicator_value.parquet'))" for build in builds]
    assert [attacked(town, one) for one in kept] == [set(), set(), set()]
    assert attacked(town, *kept[:2]) == {"øst"}
    audit = town.audit(tmp_path)
    assert audit.leaks == []
    assert audit.betraying_builds == ["20240101T000000Z"]
    assert attacked(town, *kept[1:]) == set()


def test_a_hidden_group_does_not_come_out_of_its_whole_and_the_other_groups(town: World) -> None:
    town.connection.execute(
        f"insert into registry.indicator_relations values ('kvinder', 'part_of', '{SHARE}'), "
        f"('mænd', 'part_of', '{SHARE}')"
    )
    for indicator, numerator, denominator in (("kvinder", 3, 100), ("mænd", 20, 100), (SHARE, 23, 200)):
        town.share("øst", "2020", numerator, denominator, indicator=indicator)
        town.share("vest", "2020", 30, 100, indicator=indicator)
    town.publish()
    shown = "select area_id, indicator_id from marts.fct_indicator_value where value_status = 'observed' order by all"
    assert town.connection.execute(shown).fetchall() == [("vest", "kvinder"), ("vest", "mænd"), ("vest", SHARE)]
    assert town.audit().leaks == []
    town.connection.execute(
        "update marts.fct_indicator_value set value_status = 'observed', suppression_reason = null"
        " where area_id = 'øst' and indicator_id <> 'kvinder'"
    )
    [leak] = town.audit().leaks
    assert "kvinder 2020 for øst" in leak


def test_a_share_printed_alone_is_a_share_of_people_known_from_another(town: World) -> None:
    """1.5 % of the 200 people of the same ages that the other share is printed with are three persons."""
    plan(town, PARTS)
    town.share("øst", "2021", 40, 200, indicator="unge_15_29_uden_udd_job")
    town.share("øst", "2021", None, None, 1.5)
    town.share("vest", "2021", 50, 200, indicator="unge_15_29_uden_udd_job")
    town.share("vest", "2021", None, None, 12.5)
    town.publish()
    shown = {area for area, period in town.shown() if period == "2021"}
    hidden = {area for area, period in town.hidden() if period == "2021"}
    assert hidden == {"øst"}
    assert "vest" in shown
    assert town.audit().leaks == []
    town.connection.execute(
        f"update marts.fct_indicator_value set value_status = 'observed', value = 1.5"
        f" where area_id = 'øst' and period_id = '2021' and indicator_id = '{SHARE}'"
    )
    assert town.audit().leaks != []


def test_a_year_that_the_supplier_hid_does_not_come_out_of_the_lists_mean(town: World) -> None:
    """The list prints the mean of two years; of the one the supplier hid not even the people are told."""
    for year, counts in (("2018", (20, 1000)), ("2019", (None, None)), ("2020", (22, 1010))):
        town.share("øst", year, *counts, indicator=CONVICTED)
    town.share("øst", "2020", None, 1005, 1.15, indicator=CONVICTED, kind="list_year")
    town.publish()
    assert attacked(town) == {"øst"}
    assert any("øst" in sentence for sentence in town.audit().leaks)
    assert town.remedy() > 0
    assert town.audit().leaks == []
    assert attacked(town) == set()


def test_siblings_of_an_uncertain_share_are_shown(town: World) -> None:
    """What is hidden because it is uncertain names nobody; what rests on few does, uncertain or not."""
    town.share("plan", "2020", 75, 240)
    town.share("øst", "2020", 15, 40, unreliability="wide_interval")
    town.share("vest", "2020", 20, 100)
    town.share("nord", "2020", 40, 100)
    town.share("plan", "2021", 63, 240)
    town.share("øst", "2021", 3, 40, unreliability="wide_interval")
    town.share("vest", "2021", 20, 100)
    town.share("nord", "2021", 40, 100)
    town.publish()
    assert sorted(town.hidden()) == [("vest", "2021"), ("øst", "2020"), ("øst", "2021")]
    assert town.audit().leaks == []
    assert attacked(town) == set()


def test_random_towns_withstand_the_outsider(world: World) -> None:
    """Six boligområder in a plan, a zone across it, a second source, an earlier delivery: whatever is believed."""
    chance = random.Random(27)
    world.areas(("kommune", "kommune", None))
    for number in range(40):
        name = f"plan{number}"
        areas = [f"{name}-{index}" for index in range(chance.randint(2, 6))]
        world.areas((name, "helhedsplan", "kommune"), *((area, "boligomraade", name) for area in areas))
        counts = [chance.choice([0, 2, 4, 5, 7, 9, 12, 20, 33]) for _ in areas]
        for area, count in zip(areas, counts, strict=True):
            world.share(area, "2020", *((None, None) if chance.random() < 0.1 else (count, 40)))
        total = sum(counts) + chance.choice([0, 0, 0, 1, 6])
        world.share(name, "2020", total, 40 * len(areas))
        if chance.random() < 0.5:
            world.share(name, "2020", total + chance.randint(-6, 6), 40 * len(areas), second_source=True)
        if chance.random() < 0.5:
            world.areas((f"{name}-zone", "reference", name))
            members = chance.sample(areas, max(1, len(areas) // 2))
            world.group(f"{name}-zone", members)
            inside = sum(count for area, count in zip(areas, counts, strict=True) if area in members)
            world.share(f"{name}-zone", "2020", inside, 40 * len(members))
    world.publish()
    assert world.audit().leaks
    world.remedy()
    assert world.audit().leaks == []
    assert attacked(world) == set()
    assert attacked(world, SECOND_SOURCE) == set()


def test_two_hidden_years_and_their_mean_tell_nothing_of_a_neighbour(town: World) -> None:
    """The plan's years leave 22 and 17 for two hidden parts; the list's mean gives the larger one 36 of those 39."""
    for year, øst, vest, nord in (("2021", None, 20, 64), ("2022", None, 16, 63), ("2020", 6, 25, 60)):
        town.share("øst", year, øst, None if øst is None else 200, indicator=CONVICTED)
        town.share("vest", year, vest, 1016 if year == "2020" else 1008, indicator=CONVICTED)
        town.share("nord", year, nord, 2000, indicator=CONVICTED)
        town.share("plan", year, (øst or 2) + vest + nord, 3208, indicator=CONVICTED)
    town.share("vest", "2023", None, 1008, 1.79, indicator=CONVICTED, kind="list_year")
    town.share("vest", "2022", None, None, indicator=CONVICTED, kind="list_year")
    town.publish()
    town.remedy()
    assert town.audit().leaks == []
    assert attacked(town) == set()
