from datetime import date
from pathlib import Path

import pytest

from barometer.settings import PROJECT_DIR, ConfigurationError, load


def test_data_lies_beside_the_dbt_project_unless_named(tmp_path: Path) -> None:
    assert load({}).data_dir == PROJECT_DIR / "data"
    assert load({"BAROMETER_DATA": str(tmp_path)}).warehouse == tmp_path / "warehouse.duckdb"


def test_the_clock_can_be_moved() -> None:
    assert load({"BAROMETER_TODAY": "2022-11-14"}).today() == date(2022, 11, 14)


@pytest.mark.parametrize(
    "environment",
    [
        {"BAROMETER_TODAY": "14-11-2022"},
        {"BAROMETER_SMTP_SECURITY": "none"},
        {"BAROMETER_SMTP_PORT": "smtp"},
    ],
)
def test_a_value_that_is_no_use_is_named_with_its_remedy(environment: dict[str, str]) -> None:
    (name, value), *_ = environment.items()
    with pytest.raises(ConfigurationError, match=name) as refused:
        load(environment)
    assert value in str(refused.value)


def test_mail_is_encrypted_unless_the_other_way_of_encrypting_is_chosen() -> None:
    assert (load({}).smtp.security, load({}).smtp.port) == ("starttls", 587)
    assert load({"BAROMETER_SMTP_SECURITY": "tls"}).smtp.port == 465
