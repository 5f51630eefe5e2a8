"""Every word of the report's mail, of the list of recipients, and of what became of a mail."""

from collections.abc import Sequence
from datetime import date

from danish import format as form
from danish.report import CANNOT_BE_DERIVED, COLUMN

ATTACHED = "Hele rapporten er vedhæftet. Åbn den i en browser; den kan også skrives ud."
WHY_YOU = "Du får mailen, fordi du står på listen over modtagere af rapporten. Den er dannet automatisk."
NOBODY = "ingen: listen over modtagere er tom"

# The list of recipients
NOT_UTF8 = "Filen er ikke gemt som UTF-8. Gem den som »CSV UTF-8«."
NAME_MISSING = "name er tom. Skriv modtagerens navn."
PARTNER_WITHOUT_PLAN = "En partner skal have et helhedsplan_id, for en partner får kun sin egen plans fund."

# Sending
SMTP_MISSING = "Opsætningen af mail mangler. Sæt BAROMETER_SMTP_HOST og BAROMETER_SMTP_FROM, eller brug --dry-run."
NO_RECIPIENTS = (
    "Ingen skal have rapporten: data/state/recipients.csv mangler eller har ingen med »report« i kolonnen receives."
)
SYNTHETIC_TO_TEST_ALONE = "indhold med eksempeldata sendes kun til modtagere med rollen test"
ANOTHER_RUN_SENDS = "En anden afsendelse er i gang. Vent, til den er færdig, og prøv igen."
CRASHED_WHILE_SENDING = "afbrudt under afsendelsen; ingen ved, om mailen nåede frem"
NO_STARTTLS = "mailserveren tilbyder ikke kryptering (STARTTLS), og der sendes ikke uden"
OUTBOX_STATES = {
    "draft": "skrevet som kladde",
    "skipped": "sprunget over",
    "planned": "ikke sendt endnu, prøves igen næste gang",
    "claimed": "i gang",
    "sent": "sendt",
    "failed": "afvist af mailserveren, sendes ikke igen",
    "unknown": "uvist, om den er sendt; sendes ikke igen af sig selv",
}


def subject(kicker: str, title: str, *, is_synthetic: bool) -> str:
    """`Datakvalitet, 3. kvartal 2022: 2 tal kan ikke bruges`, marked when the data are synthetic."""
    return f"{'Eksempeldata – ' if is_synthetic else ''}{kicker}: {title}"


def addressed_to(name: str) -> str:
    return f"Til {name}"


def more_findings(number: int) -> str:
    return f"{form.counted(number, 'andet fund', 'andre fund')} står i rapporten."


def reading_line(assumption: str, named_values: Sequence[tuple[str, str]], verdict: str) -> str:
    """One reading as a line of text: the assumption, what would follow from it, how likely it is."""
    values = "; ".join(f"{COLUMN[name].lower()}: {value or CANNOT_BE_DERIVED}" for name, value in named_values)
    return " ".join(part for part in (assumption, f"({values})" if values else "", verdict) if part)


def too_long(size: int) -> str:
    return f"Mailen fylder {form.number(size)} byte og ville blive skåret over i mailprogrammer. Den er ikke lavet."


def recipients_faults(file_name: str, faults: Sequence[str]) -> str:
    """All faults of the file under one headline."""
    return "\n".join([f"{file_name} kan ikke bruges, og ingen mail er lavet:", *faults])


def wrong_header(found: Sequence[str], wanted: Sequence[str]) -> str:
    return f"linje 1: Overskriften er »{','.join(found)}«. Den skal være »{','.join(wanted)}«."


def wrong_width(found: int, wanted: int) -> str:
    return f"Linjen har {found} felter, der skal være {wanted}. Sæt anførselstegn om tekst med komma."


def fault_at(line: int, text: str) -> str:
    return f"linje {line}: {text}"


def bad_recipient_id(text: str) -> str:
    return f"recipient_id »{text}« må kun have små bogstaver a-z, tal, bindestreg og understreg."


def repeated_recipient_id(text: str) -> str:
    return f"recipient_id »{text}« står to gange. Giv hver modtager sit eget."


def bad_email(text: str) -> str:
    return f"»{text}« er ikke en mailadresse."


def repeated_email(text: str) -> str:
    return f"»{text}« står to gange for det samme og ville få rapporten to gange. Slet den ene linje."


def unknown_choice(column: str, text: str, known: Sequence[str]) -> str:
    return (
        f"{column} »{text}« kendes ikke. Brug {form.listing(known)}."
        if text
        else (f"{column} er tom. Brug {form.listing(known)}.")
    )


def unknown_plan(text: str) -> str:
    return f"helhedsplan_id »{text}« findes ikke i den udgivne opgørelse."


def not_sent_before(end: date) -> str:
    return f"Kvartalet slutter først {form.day(end)}. Rapporten sendes én gang, så vent, eller brug --dry-run."


def certificate_refused(reason: str) -> str:
    return f"mailserverens certifikat kan ikke godkendes ({reason})"


def login_refused(code: int) -> str:
    return f"mailserveren afviste brugernavn og adgangskode (svar {code})"


def connection_failed(reason: str) -> str:
    return f"forbindelsen til mailserveren svigtede ({reason})"


def frozen_mail_changed(file_name: str) -> str:
    return f"den gemte mail {file_name} mangler eller er ændret og sendes derfor ikke"


def already(state: str, reply: str) -> str:
    """How a message stands that an earlier run has dealt with."""
    text = {"sent": "er allerede sendt og sendes ikke igen", "claimed": "er i gang i en anden afsendelse"}.get(
        state, "fra en tidligere afsendelse"
    )
    return f"{text} ({reply})" if reply else text


def outcome_line(email: str, state: str, detail: str) -> str:
    return f"{email}: {OUTBOX_STATES[state]}{f' – {detail}' if detail else ''}"


def send_headline(*, dry_run: bool, number: int) -> str:
    if dry_run:
        return f"Prøve: intet er sendt. {form.counted(number, 'modtager', 'modtagere')}:"
    return f"{form.counted(number, 'modtager', 'modtagere')}:"
