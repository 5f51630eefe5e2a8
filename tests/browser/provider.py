"""A small but real OpenID provider in a process of its own: metadata, keys, a page to choose a person, signed tokens.

Who logs in says what is wrong with the token: a name before the `+` of the address is a person, the word after it a
fault (`asta+nonce@example.dk`).
"""

import sys
import time
from urllib.parse import urlencode

import uvicorn
from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

CLIENT_ID, CLIENT_SECRET = "boligbarometer", "hemmelighed-til-proeven"
KEY, OTHER_KEY = (RSAKey.generate_key(2048, {"kid": "1"}, private=True) for _ in range(2))
ISSUED: dict[str, dict[str, str]] = {}


def metadata(issuer: str) -> dict[str, object]:
    return {
        "issuer": issuer,
        "authorization_endpoint": f"{issuer}/authorize",
        "token_endpoint": f"{issuer}/token",
        "jwks_uri": f"{issuer}/keys",
        "end_session_endpoint": f"{issuer}/end",
        "response_types_supported": ["code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["RS256"],
        "code_challenge_methods_supported": ["S256"],
    }


async def _metadata(request: Request) -> Response:
    return JSONResponse(metadata(str(request.base_url).rstrip("/")))


async def _keys(_request: Request) -> Response:
    return JSONResponse(KeySet([KEY]).as_dict(private=False))


async def _authorize(request: Request) -> Response:
    """Asks who it is; the answer comes back to the same address."""
    asked = dict(request.query_params)
    email = asked.pop("email", None)
    if email is None:
        fields = "".join(f'<input type="hidden" name="{name}" value="{value}">' for name, value in asked.items())
        return HTMLResponse(f'<form>{fields}<input name="email" aria-label="email"><button>Videre</button></form>')
    assert asked["client_id"] == CLIENT_ID
    code = f"code-{len(ISSUED)}"
    ISSUED[code] = {"email": email, "nonce": asked["nonce"]}
    answer = urlencode({"code": code, "state": asked["state"]})
    return RedirectResponse(f"{asked['redirect_uri']}?{answer}", status_code=302)


async def _token(request: Request) -> Response:
    form = await request.form()
    given = ISSUED.pop(str(form["code"]))
    local, _, host = given["email"].partition("@")
    name, _, fault = local.partition("+")
    claims = {
        "iss": "http://127.0.0.1:9" if fault == "issuer" else str(request.base_url).rstrip("/"),
        "sub": name,
        "aud": CLIENT_ID,
        "iat": int(time.time()) - (90_000 if fault in ("expired", "yesterday") else 0),
        "exp": int(time.time()) + (-3600 if fault == "expired" else 3600),
        "nonce": "en-anden" if fault == "nonce" else given["nonce"],
        "email": f"{name}@{host}",
        "email_verified": fault != "unverified",
    }
    key = OTHER_KEY if fault == "key" else KEY
    token = jwt.encode({"alg": "RS256", "kid": "1"}, claims, key)
    return JSONResponse({"access_token": "a", "token_type": "Bearer", "expires_in": 3600, "id_token": token})


async def _end(request: Request) -> Response:
    return RedirectResponse(request.query_params["post_logout_redirect_uri"], status_code=302)


app = Starlette(
    routes=[
        Route("/.well-known/openid-configuration", _metadata),
        Route("/keys", _keys),
        Route("/authorize", _authorize),
        Route("/token", _token, methods=["POST"]),
        Route("/end", _end),
    ]
)

if __name__ == "__main__":
    uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), log_level="warning")
