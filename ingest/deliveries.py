"""Which files lie under data/raw/, and which source each belongs to. Nothing there is ever changed."""

import hashlib
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from ingest import privacy
from ingest.sources import Source

# Files that an operating system or Office leaves behind; nobody delivered them.
_LEFT_BEHIND = frozenset({"thumbs.db", "desktop.ini"})
_BYTES_PER_MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Delivery:
    """A delivered file. `source_id` is None outside every known folder; `file_name` is the path below the folder.

    `name_is_private`: the name as delivered holds a CPR number, which `file_name` does not show.
    """

    path: Path
    source_id: str | None
    file_name: str
    name_is_private: bool = False

    @property
    def suffix(self) -> str:
        return self.path.suffix.lower()

    def content(self, source: Source | None) -> bytes | None:
        """The bytes; None for a file that is not to be opened: it has no source, or is larger than that allows.

        Raises OSError for a file that cannot be read.
        """
        if source is None or self.size_in_megabytes() > source.max_megabytes:
            return None
        return self.path.read_bytes()

    def size_in_megabytes(self) -> float:
        return self.path.stat().st_size / _BYTES_PER_MEGABYTE

    def sha256(self) -> str:
        """The hash of the content, read in pieces. Raises OSError for a file that cannot be read."""
        with self.path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()


def delivery(path: Path, raw_dir: Path, known: Collection[str]) -> Delivery:
    """The file with the source whose folder under `raw_dir` holds it, or a link to it."""
    parts = _parts_below(path.absolute(), raw_dir.absolute()) or _parts_below(path.resolve(), raw_dir.resolve())
    if len(parts) > 1 and parts[0] in known:
        return _named(path, parts[0], "/".join(parts[1:]))
    return _named(path, None, path.name)


def all_deliveries(raw_dir: Path, known: Collection[str]) -> list[Delivery]:
    """Every file under `raw_dir` that somebody delivered, in the order of their paths."""
    paths = sorted(path for path in raw_dir.rglob("*") if not path.is_dir() and _is_delivered(path, raw_dir))
    return [delivery(path, raw_dir, known) for path in paths]


def _parts_below(path: Path, folder: Path) -> tuple[str, ...]:
    return path.relative_to(folder).parts if path.is_relative_to(folder) else ()


def _is_delivered(path: Path, raw_dir: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.relative_to(raw_dir).parts)
    return not hidden and not path.name.startswith("~$") and path.name.lower() not in _LEFT_BEHIND


def _named(path: Path, source_id: str | None, name: str) -> Delivery:
    """The file under its name as text that every table can hold, without a CPR number in it."""
    readable = unicodedata.normalize("NFC", name.encode("utf-8", "surrogateescape").decode("utf-8", "replace"))
    shown = privacy.mask_cpr(readable)
    return Delivery(path, source_id, shown, name_is_private=shown != readable)
