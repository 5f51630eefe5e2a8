"""Where the program works and what day it is; read once at the front door and handed to every step."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from danish import cli as text
from danish.format import COPENHAGEN

PROJECT_DIR = Path(__file__).resolve().parents[1]


class ConfigurationError(Exception):
    """The environment or an argument is wrong; the message is Danish and names the remedy."""


@dataclass(frozen=True)
class SmtpSettings:
    """How mail leaves the house; None for a host means that only `--dry-run` can work."""

    host: str | None
    port: int
    user: str | None
    password: str | None = field(repr=False)
    security: str
    sender: str | None
    ca_file: Path | None


@dataclass(frozen=True)
class Settings:
    """Paths below one data folder, and an offset that moves the clock to `BAROMETER_TODAY`."""

    data_dir: Path
    clock_offset: timedelta
    smtp: SmtpSettings
    project_dir: Path = PROJECT_DIR

    @property
    def raw_dir(self) -> Path:
        return self.data_dir / "raw"

    @property
    def archive_dir(self) -> Path:
        return self.data_dir / "archive"

    @property
    def warehouse(self) -> Path:
        return self.data_dir / "warehouse.duckdb"

    @property
    def marts_dir(self) -> Path:
        return self.data_dir / "marts"

    @property
    def state_db(self) -> Path:
        return self.data_dir / "state" / "state.sqlite"

    @property
    def recipients_csv(self) -> Path:
        return self.data_dir / "state" / "recipients.csv"

    @property
    def outbox_dir(self) -> Path:
        return self.data_dir / "outbox"

    @property
    def reports_dir(self) -> Path:
        return self.data_dir / "reports"

    @property
    def dbt_dir(self) -> Path:
        return self.project_dir / "dbt_project"

    @property
    def seeds_dir(self) -> Path:
        return self.dbt_dir / "seeds"

    @property
    def raw_schema(self) -> Path:
        return self.dbt_dir / "models" / "staging" / "__sources.yml"

    @property
    def example_dir(self) -> Path:
        return self.project_dir / "example_data"

    def now(self) -> datetime:
        """The present moment in UTC, on the day that `BAROMETER_TODAY` names."""
        return datetime.now(UTC) + self.clock_offset

    def today(self) -> date:
        """The present day in Denmark."""
        return self.now().astimezone(COPENHAGEN).date()


def load(environment: Mapping[str, str] = os.environ) -> Settings:
    """Settings from the environment. Raises ConfigurationError with a Danish message for a value that is no use."""
    data_dir = Path(environment.get("BAROMETER_DATA") or PROJECT_DIR / "data").expanduser().resolve()
    return Settings(data_dir=data_dir, clock_offset=_clock_offset(environment), smtp=_smtp(environment))


def _clock_offset(environment: Mapping[str, str]) -> timedelta:
    wanted = environment.get("BAROMETER_TODAY")
    if not wanted:
        return timedelta()
    try:
        day = date.fromisoformat(wanted)
    except ValueError:
        raise ConfigurationError(text.bad_today(wanted)) from None
    return timedelta(days=(day - datetime.now(COPENHAGEN).date()).days)


def _smtp(environment: Mapping[str, str]) -> SmtpSettings:
    security = environment.get("BAROMETER_SMTP_SECURITY") or "starttls"
    if security not in ("starttls", "tls"):
        raise ConfigurationError(text.bad_smtp_security(security))
    port = environment.get("BAROMETER_SMTP_PORT") or ("587" if security == "starttls" else "465")
    if not port.isdigit():
        raise ConfigurationError(text.bad_smtp_port(port))
    ca_file = environment.get("BAROMETER_SMTP_CA_FILE")
    return SmtpSettings(
        host=environment.get("BAROMETER_SMTP_HOST"),
        port=int(port),
        user=environment.get("BAROMETER_SMTP_USER"),
        password=environment.get("BAROMETER_SMTP_PASSWORD"),
        security=security,
        sender=environment.get("BAROMETER_SMTP_FROM"),
        ca_file=Path(ca_file) if ca_file else None,
    )
