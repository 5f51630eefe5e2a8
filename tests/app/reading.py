"""A page of the dashboards as its words and table lines."""

import html
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

APP = Path(__file__).parents[2] / "dashboards" / "app.py"


class Page:
    """A page after a run: its HTML as text, and its tables as lines of cells."""

    def __init__(self, app: AppTest) -> None:
        assert not app.exception, app.exception
        self.app = app
        self.html = "".join(piece.proto.body for piece in app.get("html"))

    @property
    def text(self) -> str:
        return _words(self.html)

    @property
    def title(self) -> str:
        found = re.findall(r"<h1>(.*?)</h1>", self.html)
        assert len(found) == 1, "a page has one h1"
        return _words(found[0])

    def lines(self) -> list[list[str]]:
        reader = _Tables()
        reader.feed(self.html)
        return reader.lines

    def line(self, *words: str) -> str:
        """The only table line that holds all the words."""
        found = [" | ".join(cells) for cells in self.lines()]
        found = [line for line in found if all(word in line for word in words)]
        assert len(found) == 1, found
        return found[0]


class _Tables(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.lines: list[list[str]] = []
        self._in_cell = False

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag == "tr":
            self.lines.append([])
        if tag in ("td", "th"):
            self.lines[-1].append("")
            self._in_cell = True

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self._in_cell = False

    def handle_data(self, data: str) -> None:
        if self._in_cell:
            self.lines[-1][-1] = f"{self.lines[-1][-1]} {data}".strip().replace("\u00a0", " ")


def _words(source: str) -> str:
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", source))).strip()
