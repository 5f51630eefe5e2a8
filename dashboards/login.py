"""Login through OpenID Connect: its settings, from the environment alone, so that no secret lies in a file here."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from danish import page_login as text

PROVIDER = "BAROMETER_LOGIN_PROVIDER"
CLIENT_ID = "BAROMETER_LOGIN_CLIENT_ID"
CLIENT_SECRET = "BAROMETER_LOGIN_CLIENT_SECRET"
ADDRESS = "BAROMETER_LOGIN_ADDRESS"
COOKIE_SECRET = "BAROMETER_LOGIN_COOKIE_SECRET"
_ALL = (PROVIDER, CLIENT_ID, CLIENT_SECRET, ADDRESS, COOKIE_SECRET)
LOOPBACK = ("127.0.0.1", "localhost", "::1")
_SHORTEST_SECRET = 32  # characters


class LoginSettingsError(ValueError):
    """The settings are half, or no use; the message is Danish and names what is missing."""


@dataclass(frozen=True)
class LoginSettings:
    """`provider` is the address of the provider's metadata, `address` that of the pages as readers write it."""

    provider: str
    client_id: str
    client_secret: str = field(repr=False)
    address: str
    cookie_secret: str = field(repr=False)

    @property
    def host(self) -> str:
        return urlsplit(self.address).hostname or ""

    def secrets(self) -> dict[str, Any]:
        """The settings in the form that Streamlit reads."""
        return {
            "auth": {
                "redirect_uri": f"{self.address.rstrip('/')}/oauth2callback",
                "cookie_secret": self.cookie_secret,
                "client_id": self.client_id,
                "client_secret": self.client_secret,
                "server_metadata_url": self.provider,
            }
        }


def is_configured(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether anything at all is set; half a login is never taken for none."""
    return any(environment.get(name) for name in _ALL)


def settings(environment: Mapping[str, str] = os.environ) -> LoginSettings | None:
    """The settings of the login; None where none is wanted. Raises LoginSettingsError for half or useless ones."""
    if not is_configured(environment):
        return None
    missing = [name for name in _ALL if not environment.get(name)]
    if missing:
        raise LoginSettingsError(text.half_configured(missing))
    for name in (PROVIDER, ADDRESS):
        if not _is_safe_address(environment[name]):
            raise LoginSettingsError(text.unsafe_address(name))
    if len(environment[COOKIE_SECRET]) < _SHORTEST_SECRET:
        raise LoginSettingsError(text.short_secret(COOKIE_SECRET, _SHORTEST_SECRET))
    return LoginSettings(
        provider=environment[PROVIDER],
        client_id=environment[CLIENT_ID],
        client_secret=environment[CLIENT_SECRET],
        address=environment[ADDRESS],
        cookie_secret=environment[COOKIE_SECRET],
    )


def refuse_open_door(address: str | None, found: LoginSettings | None) -> None:
    """Raises LoginSettingsError where others than those at the machine could reach pages that nobody logs in to."""
    if found is None and address not in LOOPBACK:
        raise LoginSettingsError(text.open_door(address or "0.0.0.0"))


def _is_safe_address(address: str) -> bool:
    """https, or http to this very machine."""
    parts = urlsplit(address)
    return (parts.scheme == "https" and bool(parts.hostname)) or (parts.scheme == "http" and parts.hostname in LOOPBACK)
