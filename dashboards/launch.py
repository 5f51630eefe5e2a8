"""How the pages are started: one command line and one environment, so that every setting stands in one place."""

import os
import sys
from pathlib import Path

from dashboards.login import LOOPBACK

SERVER = Path(__file__).parent / "server.py"


def command(*, port: int, address: str = "127.0.0.1") -> list[str]:
    """The command that serves the pages on one address; nothing is looked up or sent elsewhere at start.

    Streamlit asks an outside host for its own address when none is set, so the address is always given.
    """
    options = {
        "server.address": address,
        "server.port": str(port),
        "server.headless": "true",
        "server.fileWatcherType": "none",
        "server.maxUploadSize": "5",
        "server.enableStaticServing": "false",
        "browser.gatherUsageStats": "false",
        "client.showErrorDetails": "none",
        "client.showErrorLinks": "false",
        "client.toolbarMode": "minimal",
        "runner.magicEnabled": "false",
        "logger.hideWelcomeMessage": "true",  # English; the command line says in Danish where the pages are
        "theme.base": "light",
        "theme.primaryColor": "#0b4f7d",
        "theme.textColor": "#1d2125",
        "theme.backgroundColor": "#ffffff",
        "theme.secondaryBackgroundColor": "#f4f5f6",
        "theme.linkColor": "#0b4f7d",
    }
    arguments = [f"--{name}={value}" for name, value in options.items()]
    if address in LOOPBACK:
        # Keeps a page elsewhere from reaching the pages through a name that it points at this machine.
        arguments += [f"--server.allowedHosts={host}" for host in LOOPBACK]
    return [sys.executable, "-m", "streamlit", "run", str(SERVER), *arguments]


def environment(*, data_dir: Path, today: str | None = None) -> dict[str, str]:
    """The environment of that command: where the published tables are, and the day it is (ISO) if not today."""
    variables = dict(os.environ) | {"BAROMETER_DATA": str(data_dir)}
    if today:
        variables["BAROMETER_TODAY"] = today
    return variables
