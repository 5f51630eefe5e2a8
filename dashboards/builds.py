"""The builds that are kept beside the one that the pages show; all that is asked of an earlier one is asked here."""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import streamlit as st

from dashboards import access
from dashboards.selection import data_dir
from publish import marts
from publish.marts import Published


@dataclass(frozen=True)
class Kept:
    """A build on disk, without its tables opened."""

    build_id: str
    built_at: datetime
    published_at: datetime
    contains_synthetic: bool


def kept(shown: Published) -> list[Kept]:
    """Every build that is kept, the one that the pages show among them, newest first."""
    found = {shown.build_id: Kept(shown.build_id, shown.built_at, shown.published_at, shown.contains_synthetic)}
    for path in (data_dir() / "marts").glob("*/build.json"):
        manifest = json.loads(path.read_text(encoding="utf-8"))
        found.setdefault(
            manifest["build_id"],
            Kept(
                manifest["build_id"],
                datetime.fromisoformat(manifest["built_at"]),
                datetime.fromisoformat(manifest["published_at"]),
                bool(manifest["contains_synthetic"]),
            ),
        )
    return sorted(found.values(), key=lambda build: build.build_id, reverse=True)


def opened(build_id: str, shown: Published) -> Published:
    """The build of that name; the shown one where it has been taken away in the meantime."""
    if build_id == shown.build_id:
        return shown
    build = _opened(str(data_dir() / "marts"), build_id)
    return shown if build is None else access.visible(build)


@st.cache_resource(max_entries=2, show_spinner=False)
def _opened(marts_dir: str, build_id: str) -> Published | None:
    return marts.earlier(Path(marts_dir), build_id)
