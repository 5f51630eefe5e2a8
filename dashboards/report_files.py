"""The reports that readers may download, made once for each build by the program that also mails them.

The pages do not know how a report is made: they start `barometer report` on the very build that the reader looks at.
What it wrote is kept under `reports/sider/<build>/`; with a build that is withdrawn, its reports go too.
"""

import hashlib
import logging
import shutil
import subprocess
import threading
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from dashboards import launch
from dashboards.selection import data_dir
from quality.findings import handling

SUFFIXES = (".html", ".pdf", ".xlsx")
_FOLDER = "sider"
_SECONDS = 180
_log = logging.getLogger(__name__)
# One report at a time: each takes a core and a few hundred MB while it is made.
_making = threading.Lock()


class NotMadeError(Exception):
    """The program refused to make the report; the message is its own, in Danish, and empty where it failed."""


@dataclass(frozen=True)
class Report:
    """A finished report: its three files by suffix, and the checksum that stands in each of them."""

    files: dict[str, Path]
    checksum: str


def quarterly_key(period: str, today: date) -> str:
    """What a quarter's report on one build depends on besides the build: the handling of findings as it stands."""
    handled = handling(state_db=data_dir() / "state" / "state.sqlite", today=today)
    stamp = hashlib.sha256(repr(sorted(handled.items())).encode()).hexdigest()[:12]
    return f"{period}-{today.isoformat()}-{stamp}"


def follow_up_key(year: int) -> str:
    return f"opfoelgning-{year}"


def made(build_id: str, key: str) -> Report | None:
    """The report as it was made earlier; None before that."""
    folder = _folder(build_id, key)
    files = {path.suffix: path for path in folder.glob("*") if path.suffix in SUFFIXES}
    if set(files) != set(SUFFIXES):
        return None
    return Report(files, _checksum(files[".xlsx"]))


def make(build_id: str, key: str, arguments: list[str], kept: set[str]) -> Report:
    """The report, made now unless it was made before; `arguments` are those of `barometer report`.

    Reports on builds that are not among `kept` are removed. Raises NotMadeError.
    """
    with _making:
        if found := made(build_id, key):
            return found
        _forget(kept)
        target = _folder(build_id, key)
        target.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=target.parent, prefix=".") as folder:
            _run([*arguments, "--build", build_id, "--out", folder])
            shutil.rmtree(target, ignore_errors=True)
            shutil.copytree(folder, target)
    found = made(build_id, key)
    if found is None:
        raise NotMadeError("")
    return found


def _folder(build_id: str, key: str) -> Path:
    return data_dir() / "reports" / _FOLDER / build_id / key


def _run(arguments: list[str]) -> None:
    try:
        run = subprocess.run(
            [*launch.REPORT, *arguments],
            env=launch.environment(data_dir=data_dir()),
            cwd=data_dir(),
            capture_output=True,
            text=True,
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        _log.error("report took more than %s seconds: %s", _SECONDS, arguments)
        raise NotMadeError("") from None
    if run.returncode:
        _log.error("report failed with %s: %s", run.returncode, run.stderr)
        raise NotMadeError(run.stderr.strip() if run.returncode == launch.WRONG_USE else "")


def _checksum(workbook: Path) -> str:
    from openpyxl import load_workbook

    book = load_workbook(workbook, read_only=True)
    try:
        return str(book.properties.identifier or "")
    finally:
        book.close()


def _forget(kept: set[str]) -> None:
    for folder in (data_dir() / "reports" / _FOLDER).glob("*"):
        if folder.name not in kept:
            shutil.rmtree(folder, ignore_errors=True)
