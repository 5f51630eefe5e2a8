"""Makes the words that Typer itself says Danish.

They are module constants and fixed sentences; Typer has no setting for a language.
"""

import re
from typing import Any

import typer
from typer import rich_utils
from typer.core import TyperCommand, TyperGroup

from danish import cli as text


class _DanishHelp:
    """Danish usage line and help option, for commands and groups alike."""

    def get_usage(self, ctx: Any) -> str:
        usage: str = super().get_usage(ctx)  # type: ignore[misc]
        return usage.replace("Usage: ", text.USAGE, 1)

    def get_help_option(self, ctx: Any) -> Any:
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = text.HELP
        return option


class Command(_DanishHelp, TyperCommand):
    """A command whose help is Danish."""


class Group(_DanishHelp, TyperGroup):
    """A group whose help is Danish and whose commands are listed in the order of the contract."""


def speak_danish() -> None:
    """Set the words of Typer's panels and messages, once, before the first command line is read."""
    rich_utils.OPTIONS_PANEL_TITLE = text.OPTIONS
    rich_utils.ARGUMENTS_PANEL_TITLE = text.ARGUMENTS
    rich_utils.COMMANDS_PANEL_TITLE = text.COMMANDS
    rich_utils.ERRORS_PANEL_TITLE = text.ERROR
    rich_utils.DEFAULT_STRING = text.DEFAULT
    rich_utils.REQUIRED_LONG_STRING = text.REQUIRED
    rich_utils.RICH_HELP = text.TRY_HELP
    rich_utils.ABORTED_TEXT = text.ABORTED
    show_error = rich_utils.rich_format_error

    def show_danish_error(self: Any) -> None:
        message = usage_error(self.format_message())
        self.format_message = lambda: message
        show_error(self)

    rich_utils.rich_format_error = show_danish_error


def usage_error(message: str) -> str:
    """Typer's English sentence about a wrong command line, in Danish; one it has not met before stays as it is."""
    for pattern, replacement in text.USAGE_ERRORS:
        message = re.sub(pattern, replacement, message)
    return message


def app(**options: Any) -> typer.Typer:
    """A Typer application that speaks Danish."""
    standard = {"add_completion": False, "no_args_is_help": True, "rich_markup_mode": "rich"}
    return typer.Typer(cls=Group, **{**standard, **options})
