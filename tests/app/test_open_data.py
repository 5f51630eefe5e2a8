import json
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest
from starlette.requests import Request
from starlette.responses import FileResponse
from starlette.routing import Match

from dashboards import api
from tests.published import BUILD_ID, figures, write_published

OPEN = "agreements, public_lists"


@dataclass
class Answer:
    status_code: int
    headers: dict[str, str]
    content: bytes

    def json(self) -> Any:
        return json.loads(self.content)


class Client:
    """Asks the addresses as the router does, without a server around them."""

    def get(self, path: str, headers: dict[str, str] | None = None) -> Answer:
        raw = [(name.lower().encode(), value.encode()) for name, value in (headers or {}).items()]
        scope = {"type": "http", "method": "GET", "path": path, "query_string": b"", "headers": raw, "root_path": ""}
        for route in api.ROUTES:
            match, more = route.matches(scope)
            if match is Match.FULL:
                answer = route.endpoint(Request(scope | more))
                content = Path(answer.path).read_bytes() if isinstance(answer, FileResponse) else bytes(answer.body)
                return Answer(answer.status_code, dict(answer.headers), content)
        return Answer(404, {}, b"")


@pytest.fixture
def client(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> Client:
    """The addresses on the test build, in which one figure is of a source that is not opened."""
    monkeypatch.setenv("BAROMETER_OPEN_DATA", OPEN)
    values, compared = figures()
    values[0] |= {"source_id": "lbf_beboerdata", "value": 77.7, "load_id": "load-1"}
    values[1] |= {"source_id": "agreements", "is_synthetic": True}
    known = [
        {"source_id": name, "name_da": name, "owner": "Ejer"}
        for name in ("agreements", "public_lists", "lbf_beboerdata")
    ]
    tables = {"fct_indicator_value": values, "mart_area_vs_baseline": compared, "dim_source": known}
    write_published(data_dir, tables)
    return Client()


def frame(client: Client, suffix: str) -> pd.DataFrame:
    content = BytesIO(client.get(f"/api/v1/tables/fct_indicator_value.{suffix}").content)
    readers: dict[str, Any] = {"csv": pd.read_csv, "json": pd.read_json, "parquet": pd.read_parquet}
    return readers[suffix](content)


def test_without_configuration_there_is_nothing(client: Client, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("BAROMETER_OPEN_DATA")
    for path in ("/api/v1", "/api/v1/", "/api/v1/tables/dim_area", "/api/v1/tables/dim_area.csv"):
        assert client.get(path).status_code == 404


def test_the_index_names_build_terms_and_addresses(client: Client):
    found = client.get("/api/v1/").json()
    assert found["build_id"] == BUILD_ID
    assert found["contains_synthetic"] is True
    assert "når kilden, opgørelsen og datoen nævnes" in found["licence"]
    named = {table["name"]: table for table in found["tables"]}
    assert named["dim_area"]["csv"] == "/api/v1/tables/dim_area.csv"
    assert named["dim_area"]["description"]
    for table in found["tables"]:
        for key in ("columns", "csv", "json", "parquet"):
            assert client.get(table[key]).status_code == 200


@pytest.mark.parametrize("suffix", ["csv", "json", "parquet"])
def test_only_rows_of_opened_sources_and_no_column_about_people_come_out(client: Client, suffix: str):
    found = frame(client, suffix)
    assert set(found["source_id"]) <= {"agreements", "public_lists"}
    assert len(found) > 0
    assert 77.7 not in set(found["value"])
    assert found["is_synthetic"].sum() >= 1
    assert not {"load_id", "line"} & set(found.columns)


@pytest.mark.parametrize(
    "table", ["mart_finding", "mart_load", "mart_activity_progress", "mart_area_vs_baseline", "../x"]
)
def test_what_is_not_open_is_not_there(client: Client, table: str):
    for suffix in ("", ".csv", ".json", ".parquet"):
        assert client.get(f"/api/v1/tables/{table}{suffix}").status_code == 404


def test_a_table_that_rests_on_more_sources_is_there_when_all_are_opened(
    client: Client, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("BAROMETER_OPEN_DATA", "alle")
    answer = client.get("/api/v1/tables/mart_activity_progress.json")
    assert answer.status_code == 200
    assert "reported_by" not in answer.json()[0]


def test_columns_are_described_in_words(client: Client):
    found = client.get("/api/v1/tables/fct_indicator_value").json()
    columns = {column["name"]: column for column in found["columns"]}
    assert columns["value"]["type"] == "double"
    assert all(column["description"] for column in columns.values())
    assert "load_id" not in columns


def test_the_tag_follows_the_build_and_what_is_opened(client: Client, data_dir: Path, monkeypatch: pytest.MonkeyPatch):
    path = "/api/v1/tables/dim_area.csv"
    tag = client.get(path).headers["etag"]
    assert tag.startswith(f'"{BUILD_ID}')
    assert client.get(path, headers={"If-None-Match": tag}).status_code == 304
    pointer = data_dir / "marts" / "current.json"
    manifest = json.loads(pointer.read_text(encoding="utf-8"))
    pointer.write_text(json.dumps(manifest | {"build_id": "20230101T000000Z"}), encoding="utf-8")
    later = client.get(path, headers={"If-None-Match": tag})
    assert later.status_code == 200
    assert later.headers["etag"].startswith('"20230101T000000Z')
    monkeypatch.setenv("BAROMETER_OPEN_DATA", "alle")
    assert client.get(path).headers["etag"] != later.headers["etag"]
    assert len(list((data_dir / "open_data").iterdir())) == 1


def test_a_parquet_file_says_its_build_and_its_terms(client: Client, tmp_path: Path):
    file = tmp_path / "area.parquet"
    file.write_bytes(client.get("/api/v1/tables/dim_area.parquet").content)
    with duckdb.connect() as connection:
        rows = connection.execute("select key, value from parquet_kv_metadata(?)", [str(file)]).fetchall()
    about = {bytes(key).decode(): bytes(value).decode() for key, value in rows}
    assert about["build"] == BUILD_ID
    assert "kilden" in about["licence"]


def test_the_page_lists_every_open_table_with_its_addresses(open_page: Callable, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("BAROMETER_OPEN_DATA", OPEN)
    page = open_page("open_data")
    assert page.title.endswith("åbne tabeller fra opgørelsen 14. november 2022")
    assert 'href="/api/v1/tables/dim_area.parquet"' in page.html
    assert "mart_finding" not in page.text
    assert "Kun kilder, der er åbnet for, er med." in page.text
