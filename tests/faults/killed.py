"""Runs ingest in a process of its own that is killed (SIGKILL) at one point of its work.

A point is the moment before or after a statement, or before a file is opened for writing, renamed or made; or it is a
moment in time.
"""

import os
import signal
import sqlite3
import sys
import threading
import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb

from tests import processes
from tests.faults.worlds import World

_AUDITED = {"os.rename", "os.link", "os.mkdir", "os.remove", "os.truncate"}


@dataclass(frozen=True)
class Kill:
    """When: at that point of the work, counted from 1, or after so many seconds.

    `is_half_made`: while DuckDB writes the first pages of a new file, a moment that no point and few seconds hit.
    """

    point: int | None = None
    seconds: float | None = None
    is_half_made: bool = False


@dataclass(frozen=True)
class Extent:
    """How much an undisturbed run does. `decisive`: the points at which something becomes lasting."""

    points: int
    decisive: list[int]
    seconds: float


def run(world: World, now: datetime, kill: Kill) -> int:
    """The exit code of a run that is killed: -9, or 0 where it was done before."""
    process = processes.start(_ingest, world.root, now, kill)
    process.join()
    assert process.exitcode is not None
    return process.exitcode


def extent(world: World, now: datetime) -> Extent:
    """What an undisturbed run in a process of its own comes to."""
    receiver, sender = processes.CONTEXT.Pipe(duplex=False)
    process = processes.start(_measure, world.root, now, sender)
    sender.close()
    measured = receiver.recv()
    process.join()
    assert isinstance(measured, Extent)
    return measured


def together(worlds: list[World], now: datetime) -> list[str]:
    """Runs started at once; each one's answer: done, or what the error said."""
    pipes = [processes.CONTEXT.Pipe(duplex=False) for _ in worlds]
    started = [
        processes.start(_answer, world.root, now, sender) for world, (_, sender) in zip(worlds, pipes, strict=True)
    ]
    for _, sender in pipes:
        sender.close()
    answers = [receiver.recv() for receiver, _ in pipes]
    for process in started:
        process.join()
    return answers


def _ingest(root: Path, now: datetime, kill: Kill) -> None:
    if kill.is_half_made:
        duckdb.connect = _half_made  # type: ignore[assignment]
    elif kill.seconds is not None:
        threading.Timer(kill.seconds, _die).start()
    else:
        _interpose(_Countdown(kill.point))
    World(root).ingest(now)
    os._exit(0)


def _measure(root: Path, now: datetime, sender: Any) -> None:
    countdown = _Countdown(None)
    _interpose(countdown)
    started = time.perf_counter()
    World(root).ingest(now)
    sender.send(Extent(countdown.count, countdown.decisive, time.perf_counter() - started))


def _answer(root: Path, now: datetime, sender: Any) -> None:
    try:
        World(root).ingest(now)
        sender.send("done")
    except Exception as error:
        sender.send(f"{type(error).__name__}: {error}")


def _half_made(database: str = ":memory:", **_: Any) -> None:
    """What DuckDB leaves of a new file when it is killed after two of its three first pages."""
    assert not Path(database).exists()
    Path(database).write_bytes(b"\0" * 8192)
    _die()


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


class _Countdown:
    def __init__(self, point: int | None) -> None:
        self.count = 0
        self.decisive: list[int] = []
        self._point = point

    def __call__(self, *, is_decisive: bool = True) -> None:
        self.count += 1
        if is_decisive:
            self.decisive.append(self.count)
        if self.count == self._point:
            _die()


def _interpose(tick: _Countdown) -> None:
    connect_warehouse, connect_ledger, fsync = duckdb.connect, sqlite3.connect, os.fsync

    def audited(event: str, arguments: tuple[Any, ...]) -> None:
        is_write = event == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wax+")
        if event in _AUDITED or is_write:
            tick()

    def synchronised(file: int) -> None:
        tick()
        fsync(file)
        tick()

    duckdb.connect = lambda *args, **named: _Counted(connect_warehouse(*args, **named), tick)  # type: ignore[assignment]
    sqlite3.connect = lambda *args, **named: connect_ledger(*args, **named, factory=_ledger_of(tick))  # type: ignore
    os.fsync = synchronised  # type: ignore[assignment]
    sys.addaudithook(audited)


class _Counted:
    """A connection to the warehouse that counts its statements."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, tick: _Countdown) -> None:
        self._connection = connection
        self._tick = tick

    def __getattr__(self, name: str) -> Any:
        member = getattr(self._connection, name)
        if name not in ("execute", "executemany", "close"):
            return member

        def counted(*args: Any, **named: Any) -> Any:
            is_decisive = name == "close" or args[0] == "commit"
            self._tick(is_decisive=is_decisive)
            answer = member(*args, **named)
            self._tick(is_decisive=is_decisive)
            return answer

        return counted


def _ledger_of(tick: _Countdown) -> type[sqlite3.Connection]:
    class CountedLedger(sqlite3.Connection):
        def execute(self, *args: Any) -> sqlite3.Cursor:
            tick()
            cursor = super().execute(*args)
            tick()
            return cursor

        def __exit__(self, *error: Any) -> bool:
            tick()
            answer = super().__exit__(*error)
            tick()
            return bool(answer)

    return CountedLedger
