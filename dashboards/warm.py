"""What is done once when the server starts, so that no reader waits for it."""

import gc
import importlib
import logging
import pkgutil

import dashboards
from dashboards import selection

# Scripts that Streamlit runs, and what starts this one.
_SCRIPTS = {"dashboards.app", "dashboards.server", "dashboards.views"}
_log = logging.getLogger(__name__)


def up() -> None:
    """Load every module of the pages, open the published build, and take both out of the garbage collector's sight.

    Streamlit collects garbage after each run of a page. To look through all that is loaded takes longer than the run.
    """
    for module in pkgutil.iter_modules(dashboards.__path__, "dashboards."):
        if module.name not in _SCRIPTS:
            importlib.import_module(module.name)
    try:
        selection.prepare()
    except Exception:  # whatever is wrong with a build, a reader is told so, and a later one may be whole
        _log.exception("the published build cannot be read")
    gc.collect()
    gc.freeze()
