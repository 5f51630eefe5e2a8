"""Processes of their own for tests, forked from a server that has loaded what they need."""

import multiprocessing
import sys
from multiprocessing.process import BaseProcess
from types import ModuleType
from typing import Any

from tests.faults import PRELOADED

CONTEXT = multiprocessing.get_context("forkserver")
CONTEXT.set_forkserver_preload(PRELOADED)


def start(target: Any, *arguments: Any, daemon: bool = False) -> BaseProcess:
    """Starts it with no main module: a new process runs that again, and tests of the pages put a page in its place."""
    process = CONTEXT.Process(target=target, args=arguments, daemon=daemon)
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        process.start()
    finally:
        sys.modules["__main__"] = main
    return process
