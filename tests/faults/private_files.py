"""Files of every kind that hold one person's number, address or phone, each in a place of its own."""

import io
import zipfile
from collections.abc import Callable
from functools import cache

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from tests.unit.ingest.ingest_cases import FORM_A, FORM_B

# What nobody may find again: a number that occurs nowhere else, whole and in the parts that a notation leaves together.
NUMBER = "0703784796"
TRACES = (
    "0703784796", "703784796", "070378", "784796", "4796", "07 03 78", "07.03.78", "703.784.796", "47964796",
    "47 96 47 96", "4796-4796", "０７０３", "Kasper", "kasper.hemmelig",
)  # fmt: skip
EMAIL = "kasper.hemmelig@example.dk"
PHONE = "47 96 47 96"

_ROW = "{area};330;{indicator};2022;{value};;;{source};{note};"


def _row(**cells: str) -> str:
    usual = {"area": "Nordbyen", "indicator": "uden_job", "value": "38,4", "source": "Aftalen", "note": ""}
    return _ROW.format(**usual | cells)


def _form_a(*rows: str, header: str = FORM_A) -> str:
    return "\n".join([header, _row(), *rows, ""])


def _form_b(count: str, comment: str) -> str:
    row = f"hp-plan;;vejledning;samtaler;2022K2;periode;{count};ca;nej;CAI;14-11-2022;{comment};60;ja"
    return f"{FORM_B}\n{row}\n"


def texts() -> dict[str, bytes]:
    """By path under data/raw."""
    files = {
        "agreements/med bindestreg.csv": _form_a(_row(note="samtale med 070378-4796")),
        "agreements/uden bindestreg.csv": _form_a(_row(note=NUMBER)),
        "agreements/med mellemrum.csv": _form_a(_row(note="070378\u20094796 og 07 03 78 4796")),
        "agreements/fremmede cifre.csv": _form_a(_row(note="０７０３７８-４７９６")),
        "agreements/uden nul.csv": _form_a(_row(value="703784796")),
        "agreements/med punktummer.csv": _form_a(_row(value="703.784.796")),
        "agreements/som potens.csv": _form_a(_row(value="7,03784796E+08")),
        "agreements/med decimaler.csv": _form_a(_row(source="703784796.0")),
        "agreements/mail.csv": _form_a(_row(note=f"skriv til {EMAIL}")),
        "agreements/telefon.csv": _form_a(_row(note=f"ring {PHONE} eller +4547964796")),
        "agreements/overskrift.csv": _form_a(header=f"{FORM_A};{NUMBER}"),
        "agreements/navnekolonne.csv": _form_a("x;330;uden_job;2022;1;;;k;;;Kasper", header=f"{FORM_A};Navn"),
        "agreements/ukendt omraade.csv": _form_a(_row(area=f"Byen {NUMBER}")),
        "agreements/for mange felter.csv": _form_a(f"{_row()};{NUMBER};070378-4796"),
        "agreements/ukendt tegn.csv": _form_a(_row(value="*", note=EMAIL)),
        "agreements/aabne citationstegn.csv": _form_a(f'"{NUMBER}'),
        "agreements/kun en kolonne.csv": f"{NUMBER}\n070378-4796\n",
        "agreements/dobbelt kodet.csv": _form_a(_row(note=f"OmrÃ¥det {NUMBER}")),
        "agreements/side.csv": f"<html><body>{NUMBER} {EMAIL}</body></html>",
        "agreements/forkert type.dat": _form_a(_row(note=NUMBER)),
        "agreements/sag 070378-4796.csv": _form_a(),
        "agreements/mappe 0703784796/tal.csv": _form_a(),
        "ukendt mappe/tal.csv": _form_a(_row(note=NUMBER)),
        "registrations/antal.csv": _form_b("703784796", ""),
        "registrations/bemaerkning.csv": _form_b("45", f"Kasper, {NUMBER}, {EMAIL}"),
        "registrations/forkert mappe.csv": _form_a(_row(note=NUMBER)),
        "registration_events/borger.csv": "dato;omraade;aktivitet;type;deltagere;varighed_minutter;henvist_til;"
        f"indberettet_af\n2022-11-14;Nordbyen;vejledning;samtale;1;30;jobcenter;{EMAIL}\n",
        "tryghedssurvey/svar.csv": "omraade;kommune_kode;boelge;instrument;vaegt;tryg\n"
        f"Nordbyen;330;2018;skema;1,0;{NUMBER}\n",
    }
    contents = {name: text.encode() for name, text in files.items()}
    contents["agreements/cp1252.csv"] = _form_a(_row(note="Områdets 070378–4796")).encode("cp1252")
    contents["agreements/bom.csv"] = _form_a(_row(note="070378\u00a04796")).encode("utf-8-sig")
    contents["agreements/utf16.csv"] = _form_a(_row(note=NUMBER)).encode("utf-16")
    contents["agreements/nul.csv"] = _form_a(_row(note=NUMBER)).encode() + b"\x00"
    contents["agreements/ingen kodning.csv"] = _form_a(_row(note=NUMBER)).encode() + b"\x81\x8d"
    contents["agreements/vognretur.csv"] = _form_a(_row(note=NUMBER)).replace("\n", "\r").encode()
    return contents


@cache
def workbooks() -> dict[str, bytes]:
    """By path under data/raw: form B in a workbook, with something private in each place where one can hold it."""
    changes: dict[str, Callable[[Workbook, Worksheet], None]] = {
        "celle": lambda _, sheet: _set(sheet, "L2", f"samtale {NUMBER}"),
        "tal uden nul": lambda _, sheet: _set(sheet, "G2", 703784796),
        "decimaltal": lambda _, sheet: _set(sheet, "G2", 703784796.0),
        "mail": lambda _, sheet: _set(sheet, "J2", EMAIL),
        "telefon": lambda _, sheet: _set(sheet, "L2", f"tlf. {PHONE}"),
        "formel": lambda _, sheet: _set(sheet, "L2", f'="{NUMBER}"'),
        "overskrift": lambda _, sheet: _set(sheet, "P1", "070378-4796"),
        "arknavn": lambda book, _: book.create_sheet("sag 0703784796") and None,
        "skjult ark": lambda book, _: _hidden(book),
        "bemaerkning": lambda _, sheet: setattr(sheet["A2"], "comment", Comment(f"se {NUMBER}", EMAIL)),
        "sidehoved": lambda _, sheet: setattr(sheet.oddHeader.center, "text", f"Sag {NUMBER}"),
        "sidefod": lambda _, sheet: setattr(sheet.evenFooter.left, "text", "070378-4796"),
        "egenskab": lambda book, _: setattr(book.properties, "creator", EMAIL),
        "titel": lambda book, _: setattr(book.properties, "title", f"Sag {NUMBER}"),
        "henvisning": lambda _, sheet: setattr(sheet["A2"], "hyperlink", f"mailto:{EMAIL}"),
        "rulleliste": lambda _, sheet: _drop_down(sheet),
        "navngivet": lambda book, _: book.defined_names.add(DefinedName("sag", attr_text=f'"{NUMBER}"')),
    }
    return {f"registrations/{name}.xlsx": _workbook(change) for name, change in changes.items()} | {
        "registrations/ekstra del.xlsx": _with_part("customXml/item1.xml", f"<sag>{NUMBER}</sag>".encode()),
        "registrations/ikke regneark.xlsx": f"{NUMBER};{EMAIL}\n".encode(),
        "registrations/oedelagt.xlsx": _workbook(changes["celle"])[:-400],
        "public_lists/forkert kilde.xlsx": _workbook(changes["celle"]),
    }


def _workbook(change: Callable[[Workbook, Worksheet], None]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for line in _form_b("45", "fint").splitlines():
        sheet.append(line.split(";"))
    change(book, sheet)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _set(sheet: Worksheet, cell: str, value: object) -> None:
    sheet[cell] = value


def _hidden(book: Workbook) -> None:
    sheet = book.create_sheet("Gemt")
    sheet["C3"] = f"Kasper {NUMBER}"
    sheet.sheet_state = "veryHidden"


def _drop_down(sheet: Worksheet) -> None:
    choices = DataValidation(type="list", formula1=f'"Ja,{EMAIL}"')
    sheet.add_data_validation(choices)
    choices.add("L2")


def _with_part(name: str, content: bytes) -> bytes:
    whole = io.BytesIO(_workbook(lambda _, __: None))
    with zipfile.ZipFile(whole, "a") as package:
        package.writestr(name, content)
    return whole.getvalue()
