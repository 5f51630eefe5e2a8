"""What a reader meets at the door: login, an unknown person, a page that is not for the role; and the faults of the two
things that decide it, the settings of the login and the file of persons."""

from collections.abc import Sequence

from danish import format as form

ROLES = {
    "bestyrelse": "bestyrelsesmedlem",
    "partner": "partner",
    "analytiker": "analytiker",
    "administrator": "administrator",
}

ROLES_MANY = {
    "bestyrelse": "bestyrelsen",
    "partner": "partnere",
    "analytiker": "analytikere",
    "administrator": "administratorer",
}

LOGIN_TITLE = "Log ind"
LOGIN_TEXT = "Siderne er for dem, der arbejder med helhedsplanerne. Du logger ind, som du plejer på dit arbejde."
LOGIN = "Log ind"
LOGOUT = "Log ud"
FAILED_TITLE = "Du er ikke logget ind"
FAILED_TEXT = "Login kunne ikke gennemføres. Prøv igen om lidt."
AGAIN = "Dit login er udløbet. Log ind igen."
UNKNOWN_TITLE = "Du har ikke adgang"
UNDECIDED_TITLE = "Adgangen kan ikke afgøres"
UNDECIDED_TEXT = "Listen over brugere kan ikke læses. Ingen kan se siderne, før den er rettet."

NO_ACCESS_TITLE = "Du har ikke adgang til siden"

_WHO = "den, der driver siderne"


def logged_in_as(name: str, role: str) -> str:
    return f"{name}, {ROLES[role]}"


def unknown_person(email: str | None, contact: str | None) -> str:
    who = f"Du er logget ind som {email}, men" if email else "Dit login oplyser ingen mailadresse, så"
    return f"{who} du står ikke på listen over brugere. Spørg {contact or _WHO}."


def no_access(page: str, role: str) -> str:
    return f"Du er logget ind som {ROLES[role]}, og »{page}« er ikke for {ROLES_MANY[role]}."


def ask(contact: str | None) -> str:
    return f"Spørg {contact or _WHO}."


NAME_MISSING = "Feltet er tomt. Skriv personens navn."
PLANS_MISSING = "Feltet er tomt. Skriv en eller flere helhedsplaners id med mellemrum imellem, eller »alle«."
PARTNER_WITHOUT_PLAN = "En partner skal have sine egne helhedsplaner og ikke »alle«."
PARTNER_WITHOUT_REPORTER = "En partner skal have det navn, som partneren indberetter under."
ONLY_PARTNERS_REPORT = "Kun en partner skal have et navn her."


def faults(file_name: str, found: Sequence[str]) -> str:
    """All faults of the file of persons under one headline."""
    return "\n".join([f"{file_name} kan ikke bruges, og ingen kan logge ind:", *found])


def repeated_email(text: str) -> str:
    return f"»{text}« står to gange. Giv hver person én linje."


def half_configured(missing: Sequence[str]) -> str:
    return (
        f"Login er kun sat halvt op, og siderne er ikke startet. Der mangler {form.listing(missing)}. "
        "Sæt dem, eller fjern alle BAROMETER_LOGIN_*."
    )


def unsafe_address(name: str) -> str:
    return f"{name} skal være en adresse, der begynder med https:// (http:// kun til maskinen selv)."


def short_secret(name: str, shortest: int) -> str:
    return f"{name} er for kort. Den skal være tilfældig og mindst {shortest} tegn."


def open_door(address: str) -> str:
    return (
        f"Siderne er ikke startet: på adressen {address} kan andre end denne maskine nå dem, og der er intet login. "
        "Sæt login op (docs/drift.md), eller brug 127.0.0.1."
    )


def nobody_may_log_in(path: str, columns: Sequence[str]) -> str:
    return f"Siderne er ikke startet: der står ingen brugere i {path}. Kolonnerne er {','.join(columns)}."
