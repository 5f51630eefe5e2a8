"""What is said about sending: how a mail stands in the outbox, and why one was not sent."""

from collections.abc import Sequence
from datetime import date, datetime

from danish import format as form

# Set-up
SMTP_MISSING = "Opsætningen af mail mangler. Sæt BAROMETER_SMTP_HOST og BAROMETER_SMTP_FROM, eller brug --dry-run."
PASSWORD_MISSING = (
    "BAROMETER_SMTP_USER er sat, men der er ingen adgangskode. Sæt BAROMETER_SMTP_PASSWORD, eller gem den i "
    "nøgleringen med »keyring set boligbarometer-smtp BRUGER«."
)
NO_RECIPIENTS = (
    "Ingen skal have rapporten: data/state/recipients.csv mangler eller har ingen med »report« eller »findings« i "
    "kolonnen receives."
)
ANOTHER_RUN_SENDS = "En anden afsendelse er i gang. Vent, til den er færdig, og prøv igen."
NO_STARTTLS = "mailserveren tilbyder ikke kryptering (STARTTLS), og der sendes ikke uden"
NO_LOGIN = "mailserveren tager ikke imod brugernavn og adgangskode; slet BAROMETER_SMTP_USER, hvis den ikke skal"
TIMED_OUT = "mailserveren svarede ikke i tide"

# How a mail stands
OUTBOX_STATES = {
    "draft": "skrevet som kladde",
    "skipped": "sprunget over",
    "stopped": "ikke lavet",
    "planned": "ikke sendt endnu, prøves igen næste gang",
    "claimed": "i gang",
    "sent": "sendt",
    "refused": "afvist, sendes ikke igen",
    "unknown": "uvist, om den er sendt; sendes ikke igen af sig selv",
    "withdrawn": "trukket tilbage, før den blev sendt",
}
SHORT_STATES = OUTBOX_STATES | {"planned": "venter", "refused": "afvist", "unknown": "uvist", "withdrawn": "ikke sendt"}
KINDS = {"report": "rapport", "findings": "fund", "alarm": "advarsel", "board_follow_up": "opfølgning"}
HANDED_OVER = "mailen gives til mailserveren"
CRASHED_BEFORE_SENDING = "afbrudt, før mailserveren fik mailen"
CRASHED_WHILE_SENDING = "afbrudt under afsendelsen; ingen ved, om mailen nåede frem"
SYNTHETIC_TO_TEST_ALONE = "indhold med eksempeldata sendes kun til modtagere med rollen test"
STOPPED = "se grunden nederst"
LEFT_THE_LIST = "modtageren står ikke længere på listen med samme adresse, rolle og plan"
BUILD_WITHDRAWN = "opgørelsen, mailen er lavet af, gælder ikke længere"
SUPERSEDED = "afløst af en revideret udgave"
OVER = "det, mailen advarede om, gælder ikke længere"
FROZEN_MAIL_CHANGED = "den gemte mail er ændret og sendes derfor ikke"
TRIED_BY_ANOTHER_RUN = "er taget af en anden afsendelse"
SENT_ALREADY = "er allerede sendt og sendes ikke igen"
EARLIER_RUN = "fra en tidligere afsendelse"
CONFIRMED_BY_RECIPIENT = "modtageren har bekræftet at have fået den"
CONFIRMED_RESEND = "sendes igen med --confirm"
CHANGED_SINCE = "Rapporten er ændret, siden den blev sendt. Send den reviderede udgave med --revised."
NOTHING_REVISED = "Intet i rapporten er ændret, siden den blev sendt; der er ingen revideret udgave at sende."

NO_OWNER = "Ingen har rollen owner i data/state/recipients.csv, så ingen har fået det at vide på mail."

# Refusals that become findings
OPERATOR = "Den driftsansvarlige"
REFUSED_DIAGNOSIS = "Adressen findes måske ikke længere, eller modtagerens server tager ikke imod mail herfra."
REFUSED_ACTION = (
    "Ret adressen i data/state/recipients.csv, og kør »barometer send« igen; »barometer outbox« viser svaret."
)
ROLES = {
    "board": "bestyrelsen",
    "partner": "partnerne",
    "analyst": "analytikerne",
    "owner": "de ansvarlige for driften",
    "test": "prøvemodtagerne",
}

# Verbs
OUTBOX = "Hvad der er sendt til hvem, hvornår, og hvad mailserveren svarede."
OUTBOX_LIST = "Vis mailene; uden periode dem alle."
OUTBOX_BOUNCED = "Notér, at en sendt mail kom retur."
OUTBOX_RECEIVED = "Notér, at modtageren har fået en mail, som det var uvist, om var sendt."
OUTBOX_SAVE = "Gem en mail, som den blev lavet, som en .eml-fil."
OUTBOX_PERIOD = "Kvartal som 2022K3."
OUTBOX_RECIPIENT = "Modtagerens recipient_id."
OUTBOX_REPLY = "Det, der stod i svaret."
OUTBOX_FILE = "Filen, der skrives."
OUTBOX_EMPTY = "Der er ikke sendt eller planlagt nogen mail."
OUTBOX_HEADERS = ("Periode", "Hvad", "Modtager", "Adresse", "Status", "Hvornår", "Opgørelse", "Svar")
SEND = "Send rapporten, højst én gang til hver modtager."
SEND_DRY_RUN = "Send intet; skriv mailene som .eml under data/outbox/."
SEND_CONFIRM = "Send igen, hvor det er uvist, om mailen kom frem. Spørg modtageren først."
SEND_REVISED = "Send en revideret udgave til dem, hvis rapport er ændret, siden den blev sendt."


def password_not_readable(reason: str) -> str:
    return f"Nøgleringen kan ikke læses ({reason}). Sæt BAROMETER_SMTP_PASSWORD i stedet."


def not_sent_before(end: date) -> str:
    return f"Kvartalet slutter først {form.day(end)}. Rapporten sendes én gang, så vent, eller brug --dry-run."


def certificate_refused(reason: str) -> str:
    return f"mailserverens certifikat kan ikke godkendes ({reason})"


def wrong_certificate_file(path: str) -> str:
    return f"BAROMETER_SMTP_CA_FILE, {path}, kan ikke læses som certifikat"


def login_refused(code: int) -> str:
    return f"mailserveren afviste brugernavn og adgangskode (svar {code})"


def connection_failed(reason: str) -> str:
    return f"forbindelsen til mailserveren svigtede ({reason})"


def already(text: str, reply: str) -> str:
    return f"{text} ({reply})" if reply else text


def bounced(reply: str) -> str:
    return f"kom retur: {reply}" if reply else "kom retur"


def outcome_line(email: str, state: str, detail: str) -> str:
    return f"{email}: {OUTBOX_STATES[state]}{f' – {detail}' if detail else ''}"


def send_headline(*, dry_run: bool, number: int) -> str:
    if dry_run:
        return f"Prøve: intet er sendt. {form.counted(number, 'modtager', 'modtagere')}:"
    return f"{form.counted(number, 'modtager', 'modtagere')}:"


def waiting_elsewhere(periods: Sequence[str]) -> str:
    """Mails of other quarters that still wait."""
    names = form.listing(form.period(period) for period in periods)
    return f"Mails for {names} venter stadig; se »barometer outbox«."


def nothing_to_mark(period: str, recipient: str, state: str) -> str:
    return (
        f"Der er ingen mail til »{recipient}« for {period} med status »{SHORT_STATES[state]}«. Se »barometer outbox«."
    )


def no_mail(period: str, recipient: str) -> str:
    return f"Der er ingen mail til »{recipient}« for {period}. Se »barometer outbox«."


def marked(recipient: str, state: str) -> str:
    return f"{recipient}: {SHORT_STATES[state]}."


def kind(name: str, edition: int) -> str:
    return KINDS[name] if edition == 1 else f"{KINDS[name]}, {edition}. udgave"


def when(stamp: str) -> str:
    """`14. november 2022`: the day in Denmark of a time stamp of the outbox."""
    return form.day(datetime.fromisoformat(stamp))


def refused_message(kind: str, period: str, role: str, code: str) -> str:
    """The finding about a refused mail, without name and address."""
    what = {"report": "Rapporten", "findings": "Mailen med fund"}.get(kind, "Mailen")
    reply = f" (svar {code})" if code else ""
    return f"{what} for {form.period(period)} kunne ikke afleveres til en modtager blandt {ROLES[role]}{reply}."


# Why nothing is sent


def nothing_published() -> str:
    return "Der er ingen udgivet opgørelse."


def files_changed(tables: Sequence[str]) -> str:
    return f"Udgivne filer mangler eller er ændret, siden de blev udgivet: {form.listing(tables)}."


def older_than_last(build_id: str, last: str) -> str:
    return f"Den udgivne opgørelse {build_id} er ældre end den seneste, der er sendt ({last})."


def not_checked(build_id: str) -> str:
    return f"Kvalitetskontrollen er ikke kørt færdig for opgørelse {build_id}. Kør »barometer run«."


def not_audited(build_id: str) -> str:
    return f"Det er ikke efterprøvet, at opgørelse {build_id} ikke afslører personer. Kør »barometer publish«."


def tables_emptied(tables: Sequence[str]) -> str:
    return f"Udgivne tabeller, der før havde rækker, er tomme: {form.listing(tables)}."


def lists_emptied(lists: Sequence[str], since: str) -> str:
    return f"Der er intet tilbage af det, der stod i mailen for {form.period(since)}: {form.listing(lists)}."


LISTS = {"findings": "fund", "figures": "tal fra aktiviteterne", "targets": "mål", "sources": "kilder"}


def no_registrations(plan: str, period: str) -> str:
    since = f"{form.period(period)} eller senere"
    return f"{plan} har ingen registrering for {since}." if plan else f"Ingen plan har en registrering for {since}."


def for_plan(plan: str, reason: str) -> str:
    return f"{plan}: {reason}" if plan else reason


def stopped_headline(period: str, *, dry_run: bool) -> str:
    held = "ville ikke blive sendt" if dry_run else "er ikke sendt"
    return f"Rapporten for {form.period(period)} {held} til alle:"
