"""The servers that the pages are measured on: the real one with its command, and one with an empty Streamlit page."""

import os
import re
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from dashboards.launch import SERVER, command, environment

_EMPTY = "import streamlit as st\n\nst.html('<h1>Tom side</h1>')\n"
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Server:
    """A running server: its address and process."""

    port: int
    pid: int

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def processor(self) -> float:
        """Seconds of processor that the process has used."""
        fields = Path(f"/proc/{self.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS

    def megabytes(self) -> float:
        """What the process holds in memory now (RSS)."""
        status = Path(f"/proc/{self.pid}/status").read_text(encoding="utf-8")
        found = re.search(r"VmRSS:\s+(\d+)", status)
        return int(found[1]) / 1000 if found else 0.0


@contextmanager
def pages(data_dir: Path) -> Iterator[Server]:
    """The pages of a data folder."""
    port = _free_port()
    with _running(command(port=port), port, environment(data_dir=data_dir), data_dir) as server:
        yield server


@contextmanager
def empty_page(folder: Path) -> Iterator[Server]:
    """A Streamlit page with nothing but a heading, started with the same settings."""
    script = folder / "empty.py"
    script.write_text(_EMPTY, encoding="utf-8")
    port = _free_port()
    started = [str(script) if part == str(SERVER) else part for part in command(port=port)]
    with _running(started, port, dict(os.environ), folder) as server:
        yield server


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def _running(arguments: list[str], port: int, variables: dict[str, str], folder: Path) -> Iterator[Server]:
    with (folder / "server.log").open("w", encoding="utf-8") as log:
        process = subprocess.Popen(arguments, env=variables, cwd=folder, stdout=log, stderr=subprocess.STDOUT)
    server = Server(port, process.pid)
    try:
        _wait(process, server, folder / "server.log")
        yield server
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait(process: subprocess.Popen[bytes], server: Server, log: Path) -> None:
    deadline = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"{server.address}/_stcore/health", timeout=5) as answer:
                if answer.read() == b"ok":
                    return
        except OSError:  # refused, or a server that is still starting
            time.sleep(0.2)
    raise RuntimeError(log.read_text(encoding="utf-8"))
