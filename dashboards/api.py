"""The stable addresses of the open data: `/api/v1/`, `/api/v1/tables/<table>` and `/api/v1/tables/<table>.<format>`.

Nothing is here unless it is configured. The functions are not coroutines, so that each request has a thread of its own
and the pages do not wait for a file.
"""

import json
from functools import lru_cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route

from danish import page_open_data as text
from dashboards import configuration, open_data
from dashboards.selection import data_dir
from publish import marts
from publish.marts import Published

ROOT = "/api/v1"


def address(table: str, suffix: str = "") -> str:
    return f"{ROOT}/tables/{table}{f'.{suffix}' if suffix else ''}"


def index(request: Request) -> Response:
    """Which tables there are, of which build, on which terms."""
    build = _build()
    if build is None:
        return _missing(text.NOT_PUBLISHED)
    tables = [open_data.table(build, name) for name in open_data.names(build)]
    return _answer(
        request,
        build,
        {
            "documentation": "/aabne-data",
            "tables": [
                {
                    "name": table.name,
                    "description": table.meaning,
                    "rows": table.rows,
                    "columns": address(table.name),
                    **{suffix: address(table.name, suffix) for suffix in open_data.FORMATS},
                }
                for table in tables
            ],
        },
    )


def table(request: Request) -> Response:
    """A table's meaning and that of its columns; or, with a format after a point, the table itself."""
    name, _, suffix = request.path_params["table"].partition(".")
    build = _build()
    if build is None:
        return _missing(text.NOT_PUBLISHED)
    if name not in open_data.names(build):
        return _missing(text.TABLE_UNKNOWN)
    if not suffix:
        return _description(request, build, name)
    if suffix not in open_data.FORMATS:
        return _missing(text.FORMAT_UNKNOWN)
    if _is_known(request, build):
        return Response(status_code=304, headers=_headers(build))
    return FileResponse(
        open_data.file(build, name, suffix),
        media_type=open_data.FORMATS[suffix][0],
        filename=f"{name}-{build.build_id}.{suffix}",
        headers=_headers(build) | {"link": f'<{address(name)}>; rel="describedby"'},
    )


def _description(request: Request, build: Published, name: str) -> Response:
    found = open_data.table(build, name)
    columns = [{"name": column, "type": kind, "description": words} for column, kind, words in found.columns]
    return _answer(
        request,
        build,
        {"name": name, "description": found.meaning, "rows": found.rows, "columns": columns},
    )


def _answer(request: Request, build: Published, content: dict[str, object]) -> Response:
    if _is_known(request, build):
        return Response(status_code=304, headers=_headers(build))
    about: dict[str, object] = {
        "build_id": build.build_id,
        "built_at": build.built_at.isoformat(),
        "published_at": build.published_at.isoformat(),
        "contains_synthetic": build.contains_synthetic,
        "synthetic_note": text.MARKED,
        "licence": text.LICENCE_TEXT,
        "sources": open_data.sources(build),
    }
    return JSONResponse(about | content, headers=_headers(build))


def _build() -> Published | None:
    """The build that readers see now; None where nothing is opened or published."""
    pointer = data_dir() / "marts" / "current.json"
    if not configuration.open_sources() or not pointer.exists():
        return None
    return _opened(pointer.read_text(encoding="utf-8"), str(pointer.parent))


@lru_cache(maxsize=2)
def _opened(manifest: str, marts_dir: str) -> Published:
    return marts.read(Path(marts_dir), json.loads(manifest))


def _headers(build: Published) -> dict[str, str]:
    return {
        "etag": f'"{open_data.tag(build.build_id)}"',
        "cache-control": "no-cache",
        "access-control-allow-origin": "*",
        "access-control-expose-headers": "ETag, Link",
    }


def _is_known(request: Request, build: Published) -> bool:
    known = [part.strip().removeprefix("W/") for part in request.headers.get("if-none-match", "").split(",")]
    return f'"{open_data.tag(build.build_id)}"' in known


def _missing(words: str) -> Response:
    return JSONResponse({"detail": words}, status_code=404)


ROUTES = [Route(ROOT, index), Route(f"{ROOT}/", index), Route(f"{ROOT}/tables/{{table}}", table)]
