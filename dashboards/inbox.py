"""The analyst's inbox: files that partners hand in through the pages lie here until someone takes them into `raw/`.

No build reads it, and no page shows what lies in it. Only what was looked through and can be used comes in.
"""

import hashlib
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from danish import page_mending as text
from danish import page_upload as upload_text
from dashboards import access
from dashboards.access import data_dir
from dashboards.people import PARTNER, Person
from ingest.inspection import Inspection, Sender
from ingest.results import REFUSED
from ingest.validate import inspect

MOST_MEGABYTES = 5
SUFFIXES = ("xlsx", "csv")
NOTE = "foelgeseddel.txt"
SOURCES = frozenset({"registrations", "registration_events"})
_MOST_FILES = 500
_ABOUT = ("omraade", "aktivitet", "maaltal", "periode", "dato", "antal", "deltagere")
_MEMORY = Path("/dev/shm")
_SEEDS = Path(__file__).resolve().parents[1] / "dbt_project" / "seeds"
_FOREIGN = re.compile(r"[^0-9A-Za-zÆØÅæøå_.-]+")


class InboxFullError(Exception):
    """So many files wait that no more are taken."""


@dataclass(frozen=True)
class Receipt:
    """The name under which a file was handed in, the first of its checksum, and whether it had been so before."""

    name: str
    checksum: str
    is_new: bool


@dataclass(frozen=True)
class Original:
    """The file that a mended one was made from, and in words what was changed in it."""

    name: str
    content: bytes
    changes: Sequence[str]


def looked_through(content: bytes, name: str) -> Inspection:
    """What would become of the file and of each row. The file stands on no disk meanwhile, where memory can hold it."""
    with _folder() as folder:
        file = folder / _short(name)
        file.write_bytes(content)
        return inspect(file=file, raw_dir=data_dir() / "raw", seeds_dir=_SEEDS, sender=_sender())


def _sender() -> Sender | None:
    """The partner who is logged in, who may hand in what is its own alone; others are held to nothing."""
    person = access.reader()
    if isinstance(person, Person) and person.role == PARTNER and person.plans is not None and person.reporter:
        return Sender(person.plans, person.reporter)
    return None


def may_be_handed_in(found: Inspection) -> bool:
    """A registration of which at least one row can be used."""
    return found.result.status != REFUSED and found.result.source_id in SOURCES and found.result.rows_loaded > 0


def hand_in(content: bytes, name: str, found: Inspection, now: datetime, original: Original | None = None) -> Receipt:
    """Lay the file in the inbox under a name that sorts by time, readable by the owner alone.

    Beside a mended file lies a folder of the same name, with the `original` as it was chosen and a note that says what
    was mended by whom. Raises ValueError for a file that may not be handed in, and InboxFullError.
    """
    checksum = hashlib.sha256(content).hexdigest()
    if not may_be_handed_in(found) or found.result.sha256 != checksum:
        raise ValueError(found.result.message_da)
    inbox = data_dir() / "inbox" / found.result.source_id
    inbox.mkdir(parents=True, exist_ok=True, mode=0o700)
    waiting = [path.name for path in inbox.iterdir() if path.is_file()]
    if earlier := next((one for one in waiting if f"-{checksum[:12]}-" in one), None):
        return Receipt(earlier, checksum[:12], is_new=False)
    if len(waiting) >= _MOST_FILES:
        raise InboxFullError
    target = inbox / f"{now:%Y%m%dT%H%M%SZ}-{checksum[:12]}-{safe_name(name)}"
    if original is not None:
        _lay_beside(target, original, checksum, now)
    _write(target, content)
    return Receipt(target.name, checksum[:12], is_new=True)


def _lay_beside(target: Path, original: Original, checksum: str, now: datetime) -> None:
    """The original and the note are there before the mended file is, and never without being whole."""
    beside = target.with_suffix("")
    beside.mkdir(mode=0o700)
    person = access.reader()
    note = text.note(
        original=original.name,
        original_sha=hashlib.sha256(original.content).hexdigest(),
        mended=target.name,
        mended_sha=checksum,
        by=text.person(person.name, person.email, person.reporter) if isinstance(person, Person) else text.NOBODY,
        at=now,
        lines=original.changes,
    )
    _write(beside / f"original-{safe_name(original.name)}", original.content)
    _write(beside / NOTE, note.encode())


def _write(target: Path, content: bytes) -> None:
    unfinished = target.with_name(f".{target.name}.part")
    unfinished.touch(mode=0o600)
    with unfinished.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(target)


def template(plan: str | None, today: date) -> bytes:
    """The registration workbook, filled in for a plan as `barometer template registrering` does it."""
    from ingest.template import write_registration_template

    with _folder() as folder:
        file = folder / "skabelon.xlsx"
        write_registration_template(file, seeds_dir=_SEEDS, today=today, plan=plan)
        return file.read_bytes()


def about(cells: Mapping[str, str], names: Mapping[str, str]) -> str:
    """What a row is about, in its own words; `names` are what ids stand for, which stand before them."""
    found = [cells.get(name, "") for name in _ABOUT]
    told = [upload_text.named(names[one], one) if names.get(one, one) != one else one for one in found]
    return upload_text.content(told)


def safe_name(name: str) -> str:
    """The name without folders, blanks and signs that a file system or a shell could take for more than a name."""
    short = _short(name)
    stem = re.sub("-{2,}", "-", _FOREIGN.sub("-", Path(short).stem)).strip(".-")[:60] or "registrering"
    return f"{stem}{_FOREIGN.sub('', Path(short).suffix.lower())}"


def _short(name: str) -> str:
    last = re.split(r"[\\/]", name.replace("\x00", ""))[-1].strip(". ")
    return last[-80:] or "fil"


@contextmanager
def _folder() -> Iterator[Path]:
    with TemporaryDirectory(prefix="barometer-", dir=_MEMORY if _MEMORY.is_dir() else None) as folder:
        yield Path(folder)
