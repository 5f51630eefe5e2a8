"""What is wrong with a list of persons that somebody keeps by hand: the recipients of mails, those who may log in."""

from collections.abc import Sequence

from danish import format as form

NOT_UTF8 = "Filen er ikke gemt som UTF-8. Gem den som »CSV UTF-8«."


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
