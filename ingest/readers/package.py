"""A workbook as a package of parts: what it really is, how large it may be, and what may not be in it.

Nothing is unpacked before the sizes are known, and nothing is read by a spreadsheet library before every part has been
seen here. What the library gets is packed anew from exactly these parts.
"""

import io
import lzma
import zipfile
import zlib
from dataclasses import dataclass

from danish import ingest as text_da
from danish import ingest_workbook as workbook_da
from ingest.faults import Fault, RefusedError
from ingest.readers import kinds
from ingest.sources import WorkbookLimits

_BYTES_PER_MEGABYTE = 1024 * 1024
_MOST_PARTS = 10_000
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
WORKBOOK_PART = "xl/workbook.xml"

# Beginnings of part names (lower case) that no workbook with figures needs, and what they are.
_REFUSED_PARTS = (
    ("xl/vba", workbook_da.MACROS),
    ("xl/macrosheets/", workbook_da.MACROS),
    ("xl/dialogsheets/", workbook_da.MACROS),
    ("xl/externallinks/", workbook_da.EXTERNAL_LINKS),
    ("xl/connections.xml", workbook_da.EXTERNAL_LINKS),
    ("xl/querytables/", workbook_da.EXTERNAL_LINKS),
    ("xl/model/", workbook_da.EXTERNAL_LINKS),
    ("xl/embeddings/", workbook_da.EMBEDDED_OBJECTS),
    ("xl/activex/", workbook_da.EMBEDDED_OBJECTS),
    ("customui/", workbook_da.MACROS),
)
_PACKAGE_FAILS = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, NotImplementedError, RuntimeError, OSError, ValueError, EOFError,
)  # fmt: skip
_MACRO_ENDINGS = (b"macroenabled", b"vbaproject")


@dataclass(frozen=True)
class Package:
    """The parts of a workbook by name, as they were packed."""

    parts: dict[str, bytes]

    def repacked(self) -> io.BytesIO:
        """A plain package of these parts, for a library to read."""
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as target:
            for name, content in self.parts.items():
                target.writestr(name, content)
        buffer.seek(0)
        return buffer


def open_package(content: bytes, limits: WorkbookLimits) -> Package:
    """The parts of a workbook. Raises RefusedError for what is no workbook, is too large or holds what is not taken."""
    if not content.startswith(b"PK"):
        raise RefusedError(Fault(_not_a_workbook(content)))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            names = [member.filename for member in members]
            _refuse_by_name(names)
            _refuse_by_size(members, limits)
            parts = {name: archive.read(name) for name in names}
    except RefusedError:
        raise
    except _PACKAGE_FAILS as error:
        raise RefusedError(Fault(workbook_da.BROKEN_PACKAGE)) from error
    _refuse_by_content(parts)
    return Package(parts)


def _not_a_workbook(content: bytes) -> text_da.Message:
    if not content.strip():
        return text_da.EMPTY_FILE
    if content.startswith(_OLD_OFFICE):
        return workbook_da.ENCRYPTED if _ENCRYPTED_STREAM in content else workbook_da.OLD_EXCEL
    kind = kinds.not_text(content)
    if kind == text_da.KIND_HTML:
        return workbook_da.HTML_TABLE
    return workbook_da.not_a_workbook(kind) if kind else workbook_da.TEXT_FILE


def _refuse_by_name(names: list[str]) -> None:
    if len(set(names)) < len(names) or len(names) > _MOST_PARTS:
        raise RefusedError(Fault(workbook_da.BROKEN_PACKAGE))
    lower = {name.lower() for name in names}
    if "xl/workbook.bin" in lower:
        raise RefusedError(Fault(workbook_da.BINARY_EXCEL))
    if "content.xml" in lower and "mimetype" in lower:
        raise RefusedError(Fault(workbook_da.OPEN_DOCUMENT))
    if WORKBOOK_PART not in names:
        document = any(name.startswith(("word/", "ppt/")) for name in lower)
        raise RefusedError(Fault(workbook_da.OTHER_OFFICE if document else workbook_da.PLAIN_ZIP))
    found = [message for beginning, message in _REFUSED_PARTS if any(name.startswith(beginning) for name in lower)]
    if found:
        raise RefusedError(*(Fault(message) for message in dict.fromkeys(found)))


def _refuse_by_size(members: list[zipfile.ZipInfo], limits: WorkbookLimits) -> None:
    megabytes = sum(member.file_size for member in members) / _BYTES_PER_MEGABYTE
    if megabytes > limits.max_uncompressed_megabytes:
        raise RefusedError(Fault(workbook_da.too_large_unpacked(megabytes, limits.max_uncompressed_megabytes)))
    sheets = sum(
        member.filename.startswith("xl/worksheets/") and member.filename.endswith(".xml") for member in members
    )
    if sheets > limits.max_sheets:
        raise RefusedError(Fault(workbook_da.too_many_sheets(sheets, limits.max_sheets)))


def _refuse_by_content(parts: dict[str, bytes]) -> None:
    kinds_declared = parts.get("[Content_Types].xml", b"").lower()
    if any(ending in kinds_declared for ending in _MACRO_ENDINGS):
        raise RefusedError(Fault(workbook_da.MACROS))
