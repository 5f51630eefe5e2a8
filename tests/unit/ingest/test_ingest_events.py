"""Form C: which activity of which plan an event is of, and what is counted in it."""

from datetime import date
from pathlib import Path

import pytest

from ingest.evaluate import evaluate
from ingest.evaluation import Evaluation
from ingest.registry import read_registry
from ingest.sources import Sources
from tests.unit.ingest.ingest_cases import SEEDS, Evaluate, source

HEADER = "dato;omraade;aktivitet;type;deltagere;varighed_minutter;henvist_til;indberettet_af"
AREAS = """area_id,area_type,name_da,municipality_code,parent_area_id,valid_from,valid_to
dk,land,Hele landet,,,,
hp-anden,helhedsplan,Den anden plan,330,kommune-330,,
hp-plan,helhedsplan,Planen,330,kommune-330,2021-10-01,2025-09-30
hp-plan-2017,helhedsplan,Planen før,330,kommune-330,,2021-09-30
kommune-330,kommune,Slagelse,330,dk,,
kommune-101,kommune,København,101,dk,,
nordbyen-330,boligomraade,Nordbyen,330,hp-plan,,
sydbyen-330,boligomraade,Sydbyen,330,kommune-330,,
nordbyen-101,boligomraade,Nordbyen,101,kommune-101,,
"""
ALIASES = "alias,municipality_code,area_id\nNordby mv.,330,nordbyen-330\n"
ACTIVITIES = """activity_id,name_da,helhedsplan_id
vejledning,Åben vejledning,hp-plan
vejledning-foer,Åben vejledning,hp-plan-2017
vejledning-anden,Åben vejledning,hp-anden
lektiecafe,Lektiecafé,hp-anden
"""


@pytest.fixture
def form_c(tmp_path: Path) -> Evaluate:
    """Evaluates rows under form C's header, against three plans of one municipality."""
    seeds = SEEDS | {"areas.csv": AREAS, "area_aliases.csv": ALIASES, "activities.csv": ACTIVITIES}
    for name, text in seeds.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    registry = read_registry(tmp_path)

    def run(*rows: str, header: str = HEADER) -> Evaluation:
        contract = source(source_id="registration_events", forms=["registration_events"])
        sources = Sources({contract.source_id: contract}, "")
        content = "\n".join([header, *rows]).encode()
        return evaluate(content, file_name="hændelser.csv", source=contract, sources=sources, registry=registry)

    return run


def event(**cells: str) -> str:
    values = {
        "dato": "2022-03-01", "omraade": "nordbyen-330", "aktivitet": "Åben vejledning", "type": "Samtale",
        "deltagere": "1", "varighed_minutter": "30", "henvist_til": "Jobcentret", "indberettet_af": "CAI",
    }  # fmt: skip
    return ";".join((values | cells).values())


def test_a_row_of_form_c(form_c: Evaluate) -> None:
    assert form_c(event()).rows == [
        {
            "line": 2,
            "source_id": "registration_events",
            "date_text": "2022-03-01",
            "event_date": date(2022, 3, 1),
            "area_text": "nordbyen-330",
            "activity_text": "Åben vejledning",
            "area_id": "nordbyen-330",
            "helhedsplan_id": "hp-plan",
            "activity_id": "vejledning",
            "event_type": "Samtale",
            "participants_text": "1",
            "participants": 1,
            "duration_text": "30",
            "duration_minutes": 30,
            "referred_to": "Jobcentret",
            "reported_by": "CAI",
        }
    ]


def test_events_that_are_alike_are_all_events(form_c: Evaluate) -> None:
    outcome = form_c(event(), event(), event())
    assert (outcome.rows_loaded, outcome.rows_skipped) == (3, 0)


@pytest.mark.parametrize(
    ("cells", "meant"),
    [
        # The area's own plan goes before the others in the municipality.
        ({}, ("nordbyen-330", "hp-plan", "vejledning")),
        ({"aktivitet": "Lektiecafé"}, ("nordbyen-330", "hp-anden", "lektiecafe")),
        ({"omraade": "Nordby mv.", "aktivitet": "lektiecafe"}, ("nordbyen-330", "hp-anden", "lektiecafe")),
        # The same name in another municipality has no plan with such an activity.
        ({"omraade": "Nordbyen"}, ("nordbyen-330", "hp-plan", "vejledning")),
        ({"omraade": "hp-anden"}, ("hp-anden", "hp-anden", "vejledning-anden")),
        ({"omraade": "Den anden plan"}, ("hp-anden", "hp-anden", "vejledning-anden")),
        ({"omraade": "Sydbyen", "aktivitet": "vejledning"}, ("sydbyen-330", "hp-plan", "vejledning")),
        # A plan that had not begun on that day is not meant, if another one was running.
        ({"aktivitet": "vejledning", "dato": "2019-03-01"}, ("nordbyen-330", "hp-plan", "vejledning")),
        ({"omraade": "hp-plan", "dato": "2019-03-01"}, ("hp-plan", "hp-plan", "vejledning")),
    ],
)
def test_the_activity_is_found_within_the_areas_plans(
    form_c: Evaluate, cells: dict[str, str], meant: tuple[str, str, str]
) -> None:
    [row] = form_c(event(**cells)).rows
    assert (row["area_id"], row["helhedsplan_id"], row["activity_id"]) == meant


@pytest.mark.parametrize(
    ("cells", "column", "reason"),
    [
        (
            {"omraade": "Sydbyen"},
            "aktivitet",
            "kan være flere aktiviteter: vejledning i hp-plan og vejledning-anden i hp-anden",
        ),
        (
            {"dato": "2019-03-01"},
            "aktivitet",
            "kan være flere aktiviteter: vejledning-anden i hp-anden og vejledning-foer i hp-plan-2017",
        ),
        ({"omraade": "Vestbyen"}, "omraade", "Området »Vestbyen« er ikke kendt. Nærmest: "),
        ({"omraade": ""}, "omraade", "Feltet omraade er tomt"),
        ({"omraade": "nordbyen-101"}, "omraade", "ingen helhedsplan"),
        (
            {"aktivitet": "Lektier"},
            "aktivitet",
            "»Lektier« er ikke kendt i hp-anden, hp-plan og hp-plan-2017. Nærmest:",
        ),
        ({"aktivitet": ""}, "aktivitet", "Feltet aktivitet er tomt"),
        ({"dato": "marts"}, "dato", "»marts« er ikke en dato"),
        ({"dato": ""}, "dato", "Feltet dato er tomt"),
        ({"deltagere": "-1"}, "deltagere", "negativt"),
        ({"deltagere": "2,5"}, "deltagere", "ikke et helt tal"),
        ({"deltagere": "ca. 5"}, "deltagere", "tal med forbehold"),
        ({"varighed_minutter": "30 min"}, "varighed_minutter", "hverken et tal"),
    ],
)
def test_a_row_that_cannot_be_taken(form_c: Evaluate, cells: dict[str, str], column: str, reason: str) -> None:
    outcome = form_c(event(deltagere="3"), event(**cells))
    assert (outcome.rows_loaded, outcome.rows_quarantined) == (1, 1)
    assert outcome.faults[0].column == column
    assert reason in outcome.faults[0].message.reason


def test_what_nobody_counted_is_not_nought(form_c: Evaluate) -> None:
    [row] = form_c(event(deltagere="", varighed_minutter="")).rows
    assert (row["participants"], row["duration_minutes"]) == (None, None)
    [row] = form_c(event(deltagere="0")).rows
    assert row["participants"] == 0


def test_an_activity_of_two_areas_names_them(form_c: Evaluate) -> None:
    outcome = form_c(event(omraade="Planen før"), event(omraade="Planen"))
    assert [row["helhedsplan_id"] for row in outcome.rows] == ["hp-plan-2017", "hp-plan"]
