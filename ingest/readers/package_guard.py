"""The guard over all in a workbook that is no cell: names, comments, properties, drawings, hidden copies of data."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from danish import ingest_workbook as workbook_da
from ingest import privacy
from ingest.faults import Fault, RefusedError
from ingest.readers.package import WORKBOOK_PART, Package
from ingest.readers.xml_parts import Attributes, elements, local, parse, relations

_SHARED_STRINGS = "xl/sharedstrings.xml"
_STYLES = "xl/styles.xml"
# Parts of the program's own making (colours and fonts, the order of formulas), and texts that are looked at with cells.
_OWN_PARTS = ("xl/theme/", "xl/calcchain.xml", "[content_types].xml", _SHARED_STRINGS)
_XML = (".xml", ".rels", ".vml")
# In drawings and charts most attributes are coordinates and numbers drawn by chance; these are written by people.
_WRITTEN = frozenset({"name", "descr", "title", "alt", "tooltip", "string"})
_DRAWN = ("xl/drawings/", "xl/charts/", "xl/diagrams/", "xl/slicers/", "xl/timelines/")
_GUID = re.compile(r"\{?[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\}?")
_FRACTION = re.compile(r"-?[0-9]+\.[0-9]+(?:[Ee][+-]?[0-9]+)?")
_PLACES = (
    ("docprops/", workbook_da.DOCUMENT_PROPERTIES),
    ("customxml/", workbook_da.DOCUMENT_PROPERTIES),
    ("xl/persons/", workbook_da.COMMENT),
    ("xl/drawings/vml", workbook_da.COMMENT),
    ("xl/drawings/", workbook_da.SHAPES),
    ("xl/charts/", workbook_da.SHAPES),
    ("xl/pivot", workbook_da.PIVOT),
)


@dataclass(frozen=True)
class SheetPart:
    """A sheet in the workbook's order (from 0): its name as it may be shown, and the part that holds its cells."""

    position: int
    name: str
    shown: str
    part: str
    is_worksheet: bool


def sheet_parts(package: Package) -> list[SheetPart]:
    """The workbook's sheets. Raises RefusedError for links to other files and for sheets that are not there."""
    _refuse_links(package)
    targets = relations(package.parts, WORKBOOK_PART)
    sheets = []
    for position, attributes in enumerate(elements(package.parts[WORKBOOK_PART], "sheet")):
        relation = targets.get(attributes.get("id", ""))
        if relation is None or relation.target not in package.parts:
            raise RefusedError(Fault(workbook_da.BROKEN_PACKAGE))
        name = attributes.get("name", "")
        shown = workbook_da.numbered_sheet(position + 1) if _is_private(name) else workbook_da.sheet(name)
        sheets.append(SheetPart(position, name, shown, relation.target, relation.kind == "worksheet"))
    return sheets


def _refuse_links(package: Package) -> None:
    for name in package.parts:
        if not name.endswith(".rels"):
            continue
        owner = name.replace("_rels/", "", 1).removesuffix(".rels")
        for relation in relations(package.parts, owner).values():
            if relation.is_external and relation.kind != "hyperlink":
                raise RefusedError(Fault(workbook_da.EXTERNAL_LINKS))


def styles(package: Package) -> bytes | None:
    return next((content for name, content in package.parts.items() if name.lower() == _STYLES), None)


def private_parts(package: Package, sheets: Iterable[SheetPart]) -> list[Fault]:
    """Where something private stands outside the cells, each place once."""
    sheets = list(sheets)
    faults = []
    for sheet in sheets:
        if hits := privacy.find(sheet.name):
            faults.append(Fault(hits[0].message, column=workbook_da.SHEET_NAME, place=sheet.shown))
    owners = {sheet.part: sheet for sheet in sheets}
    owners |= {relation.target: sheet for sheet in sheets for relation in relations(package.parts, sheet.part).values()}
    worksheets = {sheet.part for sheet in sheets if sheet.is_worksheet}
    for name, content in package.parts.items():
        if hits := privacy.find(name):
            faults.append(Fault(hits[0].message, column=workbook_da.OTHER_PART))
        if name in worksheets or not name.lower().endswith(_XML) or name.lower().startswith(_OWN_PARTS):
            continue
        owner = owners.get(name.replace("_rels/", "", 1).removesuffix(".rels"))
        if name.lower().rpartition("/")[2].startswith(("comment", "threadedcomment")):
            faults += _private_comments(content, owner)
        elif hits := _hits(_texts(name, content)):
            faults.append(Fault(hits[0].message, column=_place(name), place=owner.shown if owner else ""))
    return faults


def left_over_text(package: Package, found: list[Fault]) -> list[Fault]:
    """Private text that no cell shows any longer but the file still holds; nothing when it was found elsewhere."""
    content = next((part for name, part in package.parts.items() if name.lower() == _SHARED_STRINGS), None)
    if found or content is None:
        return []
    hits = _hits(_grouped_texts(content, "si"))
    return [Fault(hits[0].message, column=workbook_da.LEFT_OVER_TEXT)] if hits else []


def _private_comments(content: bytes, owner: SheetPart | None) -> list[Fault]:
    faults = []
    shown = owner.shown if owner else ""
    for reference, text in _comments(content):
        if hits := _hits([text]):
            place = workbook_da.in_cell(shown, reference) if shown and reference else shown
            faults.append(Fault(hits[0].message, column=workbook_da.COMMENT, place=place))
    return faults


def _comments(content: bytes) -> list[tuple[str, str]]:
    """The texts of a sheet's comments with their cells, and what else the part holds, without a cell."""
    found: list[tuple[str, str]] = []
    inside: list[str] = []
    state = {"reference": "", "is_comment": ""}

    def start(name: str, attributes: Attributes) -> None:
        if local(name) in ("comment", "threadedComment"):
            state.update(reference=attributes.get("ref", ""), is_comment="yes")
            inside.clear()

    def end(name: str) -> None:
        if local(name) in ("comment", "threadedComment") or not state["is_comment"]:
            found.append((state["reference"], "".join(inside)))
            state.update(reference="", is_comment="")
            inside.clear()

    parse(content, start, end, inside.append)
    return found


def _texts(name: str, content: bytes) -> list[str]:
    """What people may have written in a part: the texts of its elements and of their attributes."""
    texts: list[str] = []
    inside: list[str] = []
    is_drawn = name.lower().startswith(_DRAWN)

    def start(_: str, attributes: Attributes) -> None:
        flush()
        for key, value in attributes.items():
            is_text = local(key) in _WRITTEN if is_drawn else not key.startswith("xmlns")
            if is_text and not (_GUID.fullmatch(value) or _FRACTION.fullmatch(value)):
                texts.append(value)

    def flush(name: str = "") -> None:
        if inside:
            texts.append("".join(inside))
            inside.clear()

    parse(content, start, flush, inside.append)
    return texts


def _grouped_texts(content: bytes, group: str) -> list[str]:
    """The text of every element `group`, put together from the pieces it is written in."""
    texts: list[str] = []
    inside: list[str] = []

    def end(name: str) -> None:
        if local(name) == group:
            texts.append("".join(inside))
            inside.clear()

    parse(content, lambda *_: None, end, inside.append)
    return texts


def _hits(texts: list[str]) -> list[privacy.Hit]:
    """What is private in any of the texts; a text that is one number is judged as such."""
    if not privacy.may_hold_private("\n".join(texts).encode()):
        return []
    return [hit for text in texts for hit in privacy.find_in_number(text, is_free=False)]


def _is_private(name: str) -> bool:
    return bool(privacy.find_in_number(name, is_free=False))


def _place(name: str) -> str:
    lower = name.lower()
    if lower == WORKBOOK_PART:
        return workbook_da.DEFINED_NAMES
    if lower.endswith(".rels"):
        return workbook_da.LINKS
    return next((place for beginning, place in _PLACES if lower.startswith(beginning)), workbook_da.OTHER_PART)
