"""A page of the dashboards as its words and table lines."""

import html
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

APP = Path(__file__).parents[2] / "dashboards" / "app.py"

_CLEANER = Path(__file__).parents[2] / "dashboards" / "static" / "content.js"


def _let_through() -> set[str]:
    """The elements that the browser's cleaner is told of, see dashboards/static/content.js."""
    source = _CLEANER.read_text(encoding="utf-8").split("function", 1)[0]
    return {name for words in re.findall('"([a-z0-9 ]+)"', source) for name in words.split()}


LET_THROUGH = _let_through()


class Page:
    """A page after a run: its HTML as text, and its tables as lines of cells."""

    def __init__(self, app: AppTest) -> None:
        assert not app.exception, app.exception
        self.app = app
        self.html = "".join(_unpacked(piece.proto.body) for piece in app.get("html"))
        # The browser leaves out what its cleaner is not told of.
        assert set(re.findall("<([a-z][a-z0-9]*)", self.html)) <= LET_THROUGH

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

    def below(self, group: str, name: str) -> tuple[str, str]:
        """The header of the group whose words hold `group`, and its only line whose first cell holds `name`."""
        reader = _Tables()
        reader.feed(self.html)
        found = [
            (header, " | ".join(cells))
            for header, cells in zip(reader.headers, reader.lines, strict=True)
            if group in header and name in cells[0]
        ]
        assert len(found) == 1, found
        return found[0]


def curves(page: Page) -> list[str]:
    """The HTML of each curve of the page."""
    return page.html.split('<div class="curve')[1:]


def alt(curve: str) -> str:
    return html.unescape(re.findall(r'aria-label="([^"]*)"', curve)[0])


def drawing(curve: str) -> str:
    """The lines of a curve as SVG."""
    return re.findall("<svg .*?</svg>", curve)[0]


def lines(curve: str, dash: str = "") -> list[int]:
    """How many points each line of a dash goes through, whole lines without; those of ground and range are left out."""
    found = re.findall(r'<polyline points="([^"]*)"([^>]*)>', drawing(curve))
    wanted = f'stroke-dasharray="{dash}"' if dash else ""
    return [
        len(points.split())
        for points, style in found
        if (wanted in style if dash else "dasharray" not in style) and not re.search('stroke-width="[16]"', style)
    ]


def points(curve: str, kind: str) -> list[str]:
    """The words of each point of a kind."""
    return [html.unescape(words) for words in re.findall(rf'class="point {kind}"[^>]*title="([^"]*)"', curve)]


def labels(curve: str) -> list[str]:
    """The words that stand in a curve."""
    return [html.unescape(words) for words in re.findall(r'<b class="label [^>]*>([^<]*)</b>', curve)]


class _Tables(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.lines: list[list[str]] = []
        self.headers: list[str] = []
        self._in_cell = False
        self._header = ""
        self._in_header = False

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag == "tr":
            self._in_header = ("class", "group") in attrs
            self._header = "" if self._in_header else self._header
            self.lines.append([])
            self.headers.append("" if self._in_header else self._header)
        if tag == "table":
            self._header = ""
        if tag in ("td", "th"):
            self.lines[-1].append("")
            self._in_cell = True

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self._in_cell = False

    def handle_data(self, data: str) -> None:
        if self._in_cell:
            self.lines[-1][-1] = f"{self.lines[-1][-1]} {data}".strip().replace("\u00a0", " ")
            self._header = self.lines[-1][-1] if self._in_header else self._header


def _unpacked(body: str) -> str:
    """What the browser makes of a piece: its HTML stands in an attribute."""
    sent = re.fullmatch(r"<div data-html='(.*)'></div>", body, re.DOTALL)
    return html.unescape(sent[1]) if sent else body


def _words(source: str) -> str:
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", source))).strip()
