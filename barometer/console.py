"""What every verb needs: where it prints, its exit codes, the settings, and the build that readers see."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer
from rich.console import Console
from rich.markup import escape

from barometer import show
from barometer.settings import ConfigurationError, Settings, load
from danish import cli as text

if TYPE_CHECKING:
    from publish.marts import Published

out = Console(soft_wrap=True, highlight=False)
err = Console(soft_wrap=True, highlight=False, stderr=True)

UNEXPECTED, WRONG_USE, BUILD_FAILED, REFUSED_BY_GATE, MAIL_NOT_SENT, INPUT_REFUSED = 1, 2, 4, 5, 6, 3


def fail(message: str, code: int) -> typer.Exit:
    """Says what is wrong; the caller raises what comes back."""
    err.print(escape(message))
    return typer.Exit(code)


def current_settings() -> Settings:
    """The settings of this run, or the end of it where the environment holds a value that is no use."""
    try:
        return load()
    except ConfigurationError as error:
        raise fail(str(error), WRONG_USE) from None


def published_build(settings: Settings) -> "Published":
    """The build that readers see, or the end of the run where there is none yet."""
    from publish import marts

    published = marts.current(settings.marts_dir)
    if published is None:
        raise fail(text.NOTHING_PUBLISHED, WRONG_USE)
    return published


@contextmanager
def progress(first: str = "") -> "Iterator[show.Announce]":
    """A status line on a terminal, and silence when the output is piped."""
    if not out.is_terminal:
        yield lambda _: None
        return
    from ingest import progress as reading

    with out.status(first) as status:

        def sheet(position: int, total: int, is_guard: bool) -> None:
            status.update(escape(text.sheet_progress(position, total, is_guard)))

        with reading.told_to(sheet):
            yield lambda message: status.update(message)
