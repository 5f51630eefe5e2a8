"""How far a long file has come, told to whoever shows it: nobody, unless a command line asks."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

# Told of each sheet of a workbook: which it is (from 1), of how many, and whether it is only being looked through.
Listener = Callable[[int, int, bool], None]

_listener: ContextVar[Listener | None] = ContextVar("listener", default=None)


@contextmanager
def told_to(listener: Listener) -> Iterator[None]:
    """Tells `listener` of every sheet that is read inside."""
    before = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(before)


def tell(position: int, total: int, *, is_guard: bool) -> None:
    if listener := _listener.get():
        listener(position, total, is_guard)
