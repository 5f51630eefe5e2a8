"""Writes what one partner is asked: the letter as a page and as text, and the workbook to answer in."""

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from barometer.settings import Settings
from ingest.disputed import write_disputed_rows
from quality.findings import handling
from reports import letter as letters
from reports.letter import Letter

if TYPE_CHECKING:
    from publish.marts import Published

_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})


@dataclass(frozen=True)
class Written:
    """A letter and its files, none where the partner has nothing open."""

    letter: Letter
    files: tuple[Path, ...]


def write_letter(settings: Settings, published: "Published", partner: str, out_dir: Path) -> Written:
    """The letter to one partner under `out_dir`, named by partner and day."""
    handled = handling(state_db=settings.state_db, today=settings.today())
    letter = letters.gather(published=published, partner=partner, handled=handled)
    if letter.is_empty:
        return Written(letter, ())
    out_dir.mkdir(parents=True, exist_ok=True)
    stem = f"spoergsmaal-{slug(partner)}-{settings.today().isoformat()}"
    page, plain, workbook = (out_dir / f"{stem}.{suffix}" for suffix in ("html", "txt", "xlsx"))
    name = workbook.name if letter.rows else None
    page.write_text(letters.html(letter, workbook=name, today=settings.today()), encoding="utf-8", newline="\n")
    # With a byte order mark and Windows' line ends, so that every text editor shows æ, ø and å.
    plain.write_text(letters.text(letter, workbook=name, today=settings.today()), encoding="utf-8-sig", newline="\r\n")
    if not letter.rows:
        return Written(letter, (page, plain))
    write_disputed_rows(workbook, seeds_dir=settings.seeds_dir, rows=letter.rows)
    return Written(letter, (page, plain, workbook))


def slug(name: str) -> str:
    """A name as a part of a file name."""
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
