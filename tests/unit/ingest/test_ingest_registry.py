"""Names are matched with the municipality's code, and an unknown one is answered with the closest known."""

from pathlib import Path

import pytest

from ingest.faults import FieldError
from ingest.registry import Registry, read_registry
from ingest.results import ConfigurationError


@pytest.mark.parametrize(
    ("text", "code", "area_id"),
    [
        ("nordbyen-330", "330", "nordbyen-330"),
        ("Nordbyen", "330", "nordbyen-330"),
        ("  NORDBYEN ", "101", "nordbyen-101"),
        ("Nordby  mv.", "330", "nordbyen-330"),
        ("Nordbyen i Korsør", "326", "nordbyen-330"),
        ("dk", "", "dk"),
        ("Hele landet", "", "dk"),
    ],
)
def test_an_area_is_found_by_id_name_or_alias(registry: Registry, text: str, code: str, area_id: str) -> None:
    assert registry.area(text, code) == area_id


@pytest.mark.parametrize(
    ("text", "code", "reason"),
    [
        ("Nordbyen", "", "»Nordbyen« er ikke kendt uden kommunekode. Nærmest: Nordbyen (nordbyen-330) i kommune 330."),
        ("Nordbyn", "330", "»Nordbyn« er ikke kendt i kommune 330. Nærmest: Nordbyen (nordbyen-330)."),
        ("Nordby mv.", "101", "»Nordby mv.« er ikke kendt i kommune 101."),
        ("nordbyen-101", "330", "»nordbyen-101« hører til kommune 101, men rækken siger kommune 330."),
        ("Tvilling", "330", "Flere områder i kommune 330 hedder »Tvilling«: tvilling-1-330 og tvilling-2-330."),
    ],
)
def test_an_area_is_never_found_on_its_name_alone(registry: Registry, text: str, code: str, reason: str) -> None:
    with pytest.raises(FieldError) as caught:
        registry.area(text, code)
    assert reason in caught.value.message.reason


def test_an_unknown_indicator_is_answered_by_id_or_name(registry: Registry) -> None:
    assert registry.indicator("uden_job").indicator_id == "uden_job"
    with pytest.raises(FieldError, match=r"Nærmest: Uden tilknytning \(uden_job\)"):
        registry.indicator("uden_jobb")
    with pytest.raises(FieldError, match=r"Nærmest: Uden tilknytning \(uden_job\)"):
        registry.indicator("Uden tilknytning")


def test_a_plan_is_found_by_its_id_or_a_name_that_no_other_has(registry: Registry) -> None:
    assert registry.plan("hp-plan").municipality_code == "330"
    assert registry.plan("den  ANDEN plan").area_id == "hp-anden"
    with pytest.raises(FieldError, match="Flere hedder »Planen«: hp-plan og hp-plan-2017"):
        registry.plan("Planen")
    for text in ("nordbyen-330", "hp-plam"):
        with pytest.raises(FieldError, match="er ikke kendt"):
            registry.plan(text)


def test_activities_are_those_of_the_plan(registry: Registry) -> None:
    assert registry.activity("åben vejledning", "hp-plan") == registry.activity("vejledning", "hp-plan") == "vejledning"
    assert registry.activity("lektiecafé", "hp-plan-2017") == "lektiecafe"
    with pytest.raises(FieldError, match=r"ikke kendt i hp-plan\."):
        registry.activity("Lektiecafé", "hp-plan")


def test_measures_by_id_or_name(registry: Registry) -> None:
    assert registry.measure("Samtaler") == "samtaler"
    with pytest.raises(FieldError, match=r"Nærmest: Samtaler \(samtaler\)"):
        registry.measure("samtale")


@pytest.mark.parametrize(
    ("file", "text", "message"),
    [
        ("areas.csv", "area_id,area_type,name_da\n", "areas.csv mangler municipality_code"),
        ("measures.csv", "measure_id,name_da\na,A\na,B\n", "measures.csv linje 3: »a« står der flere gange"),
        ("area_aliases.csv", "alias,municipality_code,area_id\nx,330,nej\n", "linje 2: området »nej« findes ikke"),
        ("activities.csv", "activity_id,name_da,helhedsplan_id\na,b\n", "activities.csv linje 2 har ikke samme antal"),
        ("indicators.csv", "indicator_id,name_da,measure_type,period_type\na,A,mean,uge\n", "period_type er »uge«"),
    ],
)
def test_a_broken_registry_stops_with_its_line(seeds_dir: Path, file: str, text: str, message: str) -> None:
    (seeds_dir / file).write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError, match=message):
        read_registry(seeds_dir)


def test_a_missing_or_misencoded_registry_is_named(seeds_dir: Path) -> None:
    (seeds_dir / "measures.csv").write_bytes("measure_id,name_da\na,Måltal\n".encode("cp1252"))
    with pytest.raises(ConfigurationError, match=r"measures\.csv kan ikke læses"):
        read_registry(seeds_dir)
    (seeds_dir / "measures.csv").unlink()
    with pytest.raises(ConfigurationError, match=r"measures\.csv mangler"):
        read_registry(seeds_dir)


def test_the_fingerprint_follows_the_seed_files(seeds_dir: Path) -> None:
    before = read_registry(seeds_dir).fingerprint
    assert read_registry(seeds_dir).fingerprint == before
    (seeds_dir / "measures.csv").write_text("measure_id,name_da\nny,Ny\n", encoding="utf-8")
    assert read_registry(seeds_dir).fingerprint != before
