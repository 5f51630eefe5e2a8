"""What a file really is, told by its first bytes and not by its name."""

from danish import ingest as text_da

_MAGIC = (
    (b"PK\x03\x04", text_da.KIND_ZIP),
    (b"PK\x05\x06", text_da.KIND_ZIP),
    (b"\xd0\xcf\x11\xe0", text_da.KIND_OLD_EXCEL),
    (b"%PDF", text_da.KIND_PDF),
    (b"\xff\xfe", text_da.KIND_UTF_16),
    (b"\xfe\xff", text_da.KIND_UTF_16),
)
_MARKUP = (b"<!doctype", b"<html", b"<?xml", b"<table", b"<head", b"<meta")


def not_text(content: bytes) -> str | None:
    """The Danish name of what the file is, when it is something else than text; None for text."""
    for magic, kind in _MAGIC:
        if content.startswith(magic):
            return kind
    beginning = content[:512].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if beginning.startswith(_MARKUP):
        return text_da.KIND_HTML
    return text_da.KIND_BINARY if b"\x00" in content else None
