"""Runs `send` in a process of its own that is killed (SIGKILL) at one point of its work.

A point is the moment before or after a statement in the outbox, before a commit, or before or after something is said
to the mail server.
"""

import os
import signal
import smtplib
import sqlite3
from email.message import EmailMessage
from email.policy import SMTP
from functools import partial
from pathlib import Path
from typing import Any

from publish import marts
from publish.marts import Published
from reports.letters import Letter, Office, Post
from reports.recipients import Recipient
from tests import processes
from tests.unit.reports.mail_server import Smtp
from tests.unit.reports.mail_world import send


def run(folder: Path, smtp: Smtp, point: int | None) -> int:
    """The exit code of a run that is killed at a point, counted from 1: -9, or 0 where it was done before."""
    process = processes.start(_send, folder, smtp, point)
    process.join()
    assert process.exitcode is not None
    return process.exitcode


def together(folder: Path, smtp: Smtp, number: int) -> list[int]:
    """The exit codes of so many runs started at once."""
    started = [processes.start(_send, folder, smtp, None) for _ in range(number)]
    for process in started:
        process.join()
    return [process.exitcode or 0 for process in started]


def points(folder: Path, smtp: Smtp) -> int:
    """How many points an undisturbed run comes by."""
    receiver, sender = processes.CONTEXT.Pipe(duplex=False)
    process = processes.start(_measure, folder, smtp, sender)
    sender.close()
    counted = receiver.recv()
    process.join()
    return int(counted)


def _send(folder: Path, smtp: Smtp, point: int | None) -> None:
    _interpose(_Countdown(point))
    _run(folder, smtp)
    os._exit(0)


def _measure(folder: Path, smtp: Smtp, sender: Any) -> None:
    countdown = _Countdown(None)
    _interpose(countdown)
    _run(folder, smtp)
    sender.send(countdown.count)


def _run(folder: Path, smtp: Smtp) -> None:
    Office._write_about = _write_shortly  # type: ignore[method-assign]
    send(marts.current(folder / "marts"), folder, smtp)


def _write_shortly(office: Office, published: Published, scope: str, people: list[Recipient], post: Post) -> None:
    """Letters that say nothing: what is tried here is the way they go."""
    post.letters += [
        Letter(person, "report", scope, published.build_id, False, "the same", "{}", partial(_message, person))
        for person in people
    ]


def _message(person: Recipient, edition: int) -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    message["To"] = person.email
    message["Subject"] = "Prøve"
    message.set_content("Hej")
    return message


class _Countdown:
    def __init__(self, point: int | None) -> None:
        self.count = 0
        self._point = point

    def __call__(self) -> None:
        self.count += 1
        if self.count == self._point:
            os.kill(os.getpid(), signal.SIGKILL)


def _interpose(tick: _Countdown) -> None:
    connect = sqlite3.connect

    class Counted(sqlite3.Connection):
        def execute(self, *args: Any) -> sqlite3.Cursor:
            tick()
            cursor = super().execute(*args)
            tick()
            return cursor

    def said(name: str) -> Any:
        plain = getattr(smtplib.SMTP, name)

        def counted(self: smtplib.SMTP, *args: Any) -> Any:
            tick()
            answer = plain(self, *args)
            tick()
            return answer

        return counted

    sqlite3.connect = lambda *args, **named: connect(*args, **named, factory=Counted)  # type: ignore[assignment]
    for name in ("send", "getreply"):
        setattr(smtplib.SMTP, name, said(name))
