"""How the server of the pages is started."""

from pathlib import Path

import pytest

from dashboards import launch


def test_the_server_gives_memory_back_unless_its_operator_has_said_how(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("ARROW_DEFAULT_MEMORY_POOL", raising=False)
    monkeypatch.setenv("MALLOC_TRIM_THRESHOLD_", "5")
    variables = launch.environment(data_dir=Path("data"))
    assert variables["ARROW_DEFAULT_MEMORY_POOL"] == "system"
    assert variables["MALLOC_TRIM_THRESHOLD_"] == "5"
    assert variables["BAROMETER_DATA"] == "data"
