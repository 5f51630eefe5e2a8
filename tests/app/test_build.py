"""Which build a reader sees, and what the pages say about its age."""

import json
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.app.reading import APP, Page

PAGES = ("overview", "area", "survey", "activities", "criteria", "quality", "reports")


def test_before_the_first_publishing_the_pages_say_how_to_get_there(data_dir: Path):
    page = Page(AppTest.from_file(str(APP), default_timeout=60).run())
    assert page.title == "Der er endnu ikke udgivet nogen tal"
    assert "barometer run" in page.text
    assert "barometer demo" in page.text


@pytest.mark.parametrize("name", PAGES)
def test_every_page_has_one_title_headings_in_order_and_a_foot(open_page: Callable, name: str):
    page = open_page(name)
    assert page.title
    levels = [int(part[0]) for part in page.html.split("<h")[1:] if part[0].isdigit()]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    foot = page.text.split("Opgørelse 20221114T093000Z-test")[1]
    assert "lavet 14. november 2022 og udgivet 14. november 2022. Den er 8 dage gammel." in foot
    assert "Kilder: " in foot
    assert "Spørgsmål til et tal rettes til den, der har indberettet det" in foot


def test_the_foot_names_whom_to_ask_when_it_is_configured(open_page: Callable, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("BAROMETER_CONTACT", "sekretariatet, tlf. 58 00 00 00")
    assert "Spørgsmål til tallene: sekretariatet, tlf. 58 00 00 00." in open_page().text


def test_a_build_older_than_the_last_attempt_says_so(open_page: Callable, data_dir: Path):
    (data_dir / "marts").mkdir()
    note = {"attempted_at": "2022-11-21T06:00:00+00:00"}
    (data_dir / "marts" / "last_attempt.json").write_text(json.dumps(note), encoding="utf-8")
    text = open_page().text
    assert "En nyere opgørelse blev forsøgt 21. november 2022, men ikke udgivet." in text
    assert "Siderne viser fortsat den sidste gode fra 14. november 2022." in text.split("En Fælles Indsats: ")[0]
    assert "Dens tal gælder, men det, der er leveret siden, er ikke med." in text


@pytest.mark.parametrize(("today", "is_old"), [("2023-03-16", False), ("2023-03-17", True)])
def test_a_build_older_than_a_quarter_and_a_month_says_so_first(
    open_page: Callable, monkeypatch: pytest.MonkeyPatch, today: str, is_old: bool
):
    monkeypatch.setenv("BAROMETER_TODAY", today)
    before = open_page().text.split("En Fælles Indsats: ")[0]
    assert ("Opgørelsen er 4 måneder gammel: den er fra 14. november 2022." in before) is is_old


def test_a_new_build_is_seen_at_the_next_run_of_an_open_page(open_page: Callable, data_dir: Path):
    page = open_page()
    pointer = data_dir / "marts" / "current.json"
    manifest = json.loads(pointer.read_text(encoding="utf-8")) | {"build_id": "20221115T070000Z-ny"}
    pointer.write_text(json.dumps(manifest), encoding="utf-8")
    assert "Opgørelse 20221115T070000Z-ny" in Page(page.app.run()).text


def test_an_empty_build_is_told_like_no_build(open_page: Callable):
    assert open_page(tables={"dim_area": []}).title == "Der er endnu ikke udgivet nogen tal"
