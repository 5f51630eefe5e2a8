"""What happens to files on their way: bytes lost, doubled and changed, other encodings, separators and line ends."""

import csv
import io
import zipfile
from collections.abc import Callable

from hypothesis import strategies as st

Draw = st.DrawFn
_TOKENS = [
    b"\x00", b"\xef\xbb\xbf", b"\xff\xfe", b"\xc2\xa0", b"\xa0", b"\xe2\x80\xa8", b"\x85", b"\x1a", b"\xc3\x83\xc2\xb8",
    b"\r", b"\n", b"\r\n", b"\n\n", b'"', b'""', b";", b",", b"\t", b";;;;", b"'", b"\\", b"0", b",5", b".000", b"-",
    b"\xd9\xa3", b"\xef\xbc\x93", b"\xe2\x80\x8b", b"<html>", b"PK\x03\x04", b"x" * 140_000, b"9" * 3000,
]  # fmt: skip


def written(header: list[str], rows: list[list[str]], sign: str = ";", line_end: str = "\r\n") -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=sign, lineterminator=line_end).writerows([header, *rows])
    return text.getvalue()


@st.composite
def files(draw: Draw, header: list[str], rows: st.SearchStrategy[list[list[str]]]) -> bytes:
    """A file as it may be delivered, whole."""
    text = written(header, draw(rows), draw(st.sampled_from(";,\t")), draw(st.sampled_from(["\n", "\r\n"])))
    encoding = draw(st.sampled_from(["utf-8", "utf-8-sig", "cp1252"]))
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:
        return text.encode()


@st.composite
def mutated(draw: Draw, contents: st.SearchStrategy[bytes]) -> bytes:
    """A file to which one to three things have happened, often to its rows alone."""
    content = draw(contents)
    kept = draw(st.sampled_from([0, content.find(b"\n") + 1]))
    header, rest = content[:kept], content[kept:]
    for _ in range(draw(st.integers(1, 3))):
        rest = draw(st.sampled_from(_MUTATIONS))(draw, rest)
    return header + rest


def _place(draw: Draw, content: bytes) -> int:
    return draw(st.integers(0, len(content)))


def _byte_changed(draw: Draw, content: bytes) -> bytes:
    at = _place(draw, content)
    return content[:at] + bytes([draw(st.integers(0, 255))]) + content[at + 1 :]


def _token_added(draw: Draw, content: bytes) -> bytes:
    at = _place(draw, content)
    return content[:at] + draw(st.sampled_from(_TOKENS)) + content[at:]


def _piece_lost(draw: Draw, content: bytes) -> bytes:
    first, last = sorted((_place(draw, content), _place(draw, content)))
    return content[:first] + content[min(last, first + 40) :]


def _piece_doubled(draw: Draw, content: bytes) -> bytes:
    first, last = sorted((_place(draw, content), _place(draw, content)))
    return content[:last] + content[first:]


def _cut(draw: Draw, content: bytes) -> bytes:
    return content[: _place(draw, content)]


def _swapped(draw: Draw, content: bytes) -> bytes:
    one, other = draw(st.permutations([b";", b",", b"\t", b".", b'"', b"'", b" "]))[:2]
    return content.replace(one, b"\x00").replace(other, one).replace(b"\x00", other)


def _line_ends(draw: Draw, content: bytes) -> bytes:
    return content.replace(b"\r\n", b"\n").replace(b"\n", draw(st.sampled_from([b"\r", b"\r\n", b"\n\r", b"\n\n"])))


def _reencoded(draw: Draw, content: bytes) -> bytes:
    encoding = draw(st.sampled_from(["utf-16", "utf-16-le", "utf-32", "cp1252", "utf-8", "cp865", "utf-7"]))
    return content.decode("cp1252", "replace").encode(encoding, "replace")


def _shouted(_: Draw, content: bytes) -> bytes:
    return content.decode("utf-8", "surrogateescape").swapcase().encode("utf-8", "surrogateescape")


_MUTATIONS: list[Callable[[Draw, bytes], bytes]] = [
    _byte_changed, _token_added, _piece_lost, _piece_doubled, _cut, _swapped, _line_ends, _reencoded, _shouted,
]  # fmt: skip


@st.composite
def mutated_package(draw: Draw, contents: st.SearchStrategy[bytes]) -> bytes:
    """A workbook of which a part, or the package around the parts, has suffered."""
    content = draw(contents)
    if draw(st.integers(0, 4)) == 0:
        return draw(st.sampled_from([_byte_changed, _piece_lost, _cut, _piece_doubled]))(draw, content)
    parts = parts_of(content)
    name = draw(st.sampled_from(sorted(parts)))
    changes = [_byte_changed, _piece_lost, _piece_doubled, _cut, _token_added, _xml_number, _xml_type, _part_lost]
    parts[name] = draw(st.sampled_from(changes))(draw, parts[name])
    return package_of(parts)


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def package_of(parts: dict[str, bytes]) -> bytes:
    """A package whose bytes depend on nothing but its parts."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as package:
        for part, text in parts.items():
            package.writestr(zipfile.ZipInfo(part), text)
    return whole.getvalue()


def _xml_number(draw: Draw, content: bytes) -> bytes:
    numbers = [
        b"<v>1</v>",
        b"<v>1e3</v>",
        b"<v>0.1</v>",
        b"<v></v>",
        b"<v>x</v>",
        b"<v>-7</v>",
        b"<v>1,5</v>",
        b"<v>NaN</v>",
    ]
    return content.replace(b"<v>0</v>", draw(st.sampled_from(numbers)))


def _xml_type(draw: Draw, content: bytes) -> bytes:
    types = [b't="n"', b't="s"', b't="e"', b't="b"', b't="str"', b't="inlineStr"', b't="d"', b't="x"']
    return content.replace(draw(st.sampled_from(types)), draw(st.sampled_from(types)))


def _part_lost(_: Draw, __: bytes) -> bytes:
    return b""
