"""A list of persons that somebody keeps by hand, and what is wrong with it: recipients of mails, those who may log in.

Here, because mails and pages, which do not know each other, read and refuse such a list in the same way.
"""

import csv
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from danish import format as form

# Keeps one line, by column and without blanks around the texts, or says what is wrong with it: (column, fault).
Take = Callable[[dict[str, str]], Iterable[tuple[str, str]]]

NOT_UTF8 = "Filen er ikke gemt som UTF-8. Gem den som »CSV UTF-8«."


def read(path: Path, columns: Sequence[str], take: Take, *, optional: Sequence[str] = ()) -> list[str]:
    """Hands each line of a CSV file (comma, UTF-8, exactly `columns`) to `take`; all faults with line and column.

    The `optional` columns follow the others, all or none of them. An absent file has no lines and no faults.
    """
    if not path.exists():
        return []
    try:
        content = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        return [NOT_UTF8]
    lines = csv.reader(content.splitlines())
    header = next(lines, [])
    if tuple(header) not in (tuple(columns), (*columns, *optional)):
        return [wrong_header(header, columns)]
    faults: list[str] = []
    for cells in lines:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(header):
            faults.append(fault_at(lines.line_num, "", wrong_width(len(cells), len(header))))
            continue
        row = dict(zip(header, (cell.strip() for cell in cells), strict=True))
        faults += [fault_at(lines.line_num, column, problem) for column, problem in take(row)]
    return faults


def wrong_header(found: Sequence[str], wanted: Sequence[str]) -> str:
    return f"linje 1: Overskriften er »{','.join(found)}«. Den skal være »{','.join(wanted)}«."


def wrong_width(found: int, wanted: int) -> str:
    return f"Linjen har {found} felter, der skal være {wanted}. Sæt anførselstegn om tekst med komma."


def fault_at(line: int, column: str, text: str) -> str:
    return f"linje {line}{f', kolonne {column}' if column else ''}: {text}"


def bad_email(text: str) -> str:
    return f"»{text}« er ikke en mailadresse."


def unknown_choice(text: str, known: Sequence[str]) -> str:
    what = f"»{text}« kendes ikke" if text else "Feltet er tomt"
    return f"{what}. Brug {form.listing(known)}."


def unknown_plan(text: str) -> str:
    return f"»{text}« findes ikke i den udgivne opgørelse."
