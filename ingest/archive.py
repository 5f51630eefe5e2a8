"""Accepted files by content: the record from which everything else can be built again."""

import hashlib
import os
from pathlib import Path


def put(archive_dir: Path, content: bytes, sha256: str, suffix: str) -> None:
    """Keeps the bytes under their own hash; a file that is there already is left alone. Never half a file."""
    target = _path(archive_dir, sha256, suffix)
    if target.is_file() and target.stat().st_size == len(content):
        return
    archive_dir.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    with temporary.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(target)


def sweep(archive_dir: Path) -> None:
    """Takes away the half-written files of a killed run. Nobody else may be writing."""
    for left_behind in archive_dir.glob(".*.tmp"):
        left_behind.unlink()


def get(archive_dir: Path, sha256: str, suffix: str) -> bytes | None:
    """The bytes with that hash; None when they are missing or no longer what they were."""
    path = _path(archive_dir, sha256, suffix)
    if not path.is_file():
        return None
    content = path.read_bytes()
    return content if hashlib.sha256(content).hexdigest() == sha256 else None


def _path(archive_dir: Path, sha256: str, suffix: str) -> Path:
    return archive_dir / f"{sha256}{suffix}"
