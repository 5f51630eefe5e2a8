"""Opens a page of the dashboards on the test build, without a browser."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from tests.app.reading import APP, Page
from tests.published import TODAY, write_published

Rows = dict[str, list[dict[str, Any]]]


@pytest.fixture
def data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty data folder that the dashboards are pointed at."""
    monkeypatch.setenv("BAROMETER_DATA", str(tmp_path))
    monkeypatch.setenv("BAROMETER_TODAY", TODAY)
    monkeypatch.delenv("BAROMETER_CONTACT", raising=False)
    st.cache_resource.clear()
    st.cache_data.clear()
    return tmp_path


@pytest.fixture
def open_page(data_dir: Path) -> Callable[..., Page]:
    """`open_page("area", omraade="motalavej-330")`; `tables` replaces whole tables of the test build."""

    def opened(name: str = "overview", tables: Rows | None = None, **address: str) -> Page:
        write_published(data_dir, tables)
        app = AppTest.from_file(str(APP), default_timeout=60)
        for key, value in address.items():
            app.query_params[key] = value
        app.run()
        if name != "overview":
            app.switch_page(f"views/{name}.py").run()
        return Page(app)

    return opened
