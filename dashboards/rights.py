"""Who asks for a page before any script runs, so that the server can answer a page outside a role with 403.

The pages themselves ask `access`, which hears the same from Streamlit; this decides the status alone and shows nothing.
"""

import json
from datetime import UTC, datetime

from starlette.requests import HTTPConnection
from starlette.types import Scope
from streamlit.auth_util import get_cookie_with_chunks
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from dashboards import access
from dashboards.access import Refusal


def is_refused(scope: Scope, cookie_secret: str) -> bool:
    """Whether whoever asks has logged in and may not see the page; nobody is refused for not having logged in yet."""
    cookies = HTTPConnection(scope).cookies

    def one(name: str) -> bytes | None:
        return decode_signed_value(cookie_secret, name, cookies[name]) if name in cookies else None

    found = get_cookie_with_chunks(one, USER_COOKIE_NAME)
    if not found:
        return False
    person = access.admitted(json.loads(found), datetime.now(UTC), access.people_csv())
    if isinstance(person, Refusal):
        return not person.may_log_in
    return not access.role_sees(person.role, scope["path"].strip("/"))
