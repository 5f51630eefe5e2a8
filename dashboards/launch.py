"""How the pages are started: one command line and one environment, so that every setting stands in one place."""

import os
import sys
from pathlib import Path

from danish import page_login as text
from dashboards import login, people
from dashboards.login import LOOPBACK, LoginSettingsError
from publish import marts

_PLANS = "select area_id from dim_area where area_type = 'helhedsplan'"
SERVER = Path(__file__).parent / "server.py"
# How a report is made: by the program itself and in a process of its own, since pages and reports do not know each
# other. It ends with WRONG_USE, and a Danish sentence on its error stream, where it cannot be made as asked.
REPORT = [sys.executable, "-c", "from barometer.cli import main; main()", "report"]
WRONG_USE = 2
# What a question has needed for a moment is given back at once; otherwise the server would keep twice what it uses.
_MEMORY = {
    "ARROW_DEFAULT_MEMORY_POOL": "system",
    "MALLOC_MMAP_THRESHOLD_": "131072",
    "MALLOC_TRIM_THRESHOLD_": "1000000",
}


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
        "server.trustedUserHeaders": "{}",  # a header can be forged by whoever reaches the port
        "browser.gatherUsageStats": "false",
        "client.showErrorDetails": "none",
        "client.showErrorLinks": "false",
        "client.toolbarMode": "minimal",
        "runner.magicEnabled": "false",
        # After each change it looks through all that the server holds, while the other readers wait; Python's own
        # collector looks at what is new.
        "runner.postScriptGC": "false",
        "logger.hideWelcomeMessage": "true",  # English; the command line says in Danish where the pages are
        "theme.base": "light",
        "theme.primaryColor": "#0b4f7d",
        "theme.textColor": "#1d2125",
        "theme.backgroundColor": "#ffffff",
        "theme.secondaryBackgroundColor": "#f4f5f6",
        "theme.linkColor": "#0b4f7d",
    }
    arguments = [f"--{name}={value}" for name, value in options.items()]
    # Keeps a page elsewhere from reaching the pages through a name that it points at this machine.
    arguments += [f"--server.allowedHosts={host}" for host in _hosts(address)]
    return [sys.executable, "-m", "streamlit", "run", str(SERVER), *arguments]


def _hosts(address: str) -> list[str]:
    """The names that readers may ask for the pages by."""
    found = login.settings()
    by_machine = list(LOOPBACK) if address in LOOPBACK else [address]
    return by_machine if found is None else [*by_machine, found.host]


def refuse_unsafe_start(address: str, data_dir: Path) -> None:
    """Raises LoginSettingsError with a Danish message where the pages must not be started as things are set."""
    found = login.settings()
    login.refuse_open_door(address, found)
    if found is None:
        return
    path = data_dir / "state" / "people.csv"
    build = marts.current(data_dir / "marts")
    known = None if build is None else {row["area_id"] for row in build.rows(_PLANS)}
    try:
        persons = people.read(path, plans=known)
    except people.FaultyPeopleError as error:
        raise LoginSettingsError(str(error)) from None
    if not persons:
        raise LoginSettingsError(text.nobody_may_log_in(str(path), people.COLUMNS))


def environment(*, data_dir: Path, today: str | None = None) -> dict[str, str]:
    """The environment of that command: where the published tables are, and the day it is (ISO) if not today."""
    variables = _MEMORY | dict(os.environ) | {"BAROMETER_DATA": str(data_dir)}
    if today:
        variables["BAROMETER_TODAY"] = today
    return variables
