"""Loaded by dbt-duckdb when it first opens the warehouse, see profiles.yml: the process stops looking for garbage.

What dbt has read and makes for its nodes it keeps until it ends: a tenth of a build went to looking through it in vain.
"""

import gc
from typing import Any

from dbt.adapters.duckdb.plugins import BasePlugin


class Plugin(BasePlugin):
    """Adds nothing to the warehouse and has no settings."""

    def initialize(self, plugin_config: dict[str, Any]) -> None:
        gc.disable()
