"""The verb `report`: the quarterly report, and the board's yearly follow-up."""

from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from barometer import cli, danish_click
from danish import cli as text
from danish import cli_report as words
