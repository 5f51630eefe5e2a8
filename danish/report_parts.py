"""Words of the report's parts beyond findings and targets: pages, movements, revisions, freshness, the workbook."""

from collections.abc import Sequence
from datetime import date

from danish import format as form
from danish import pages, states
from danish.report import CANNOT_BE_DERIVED, NOT_STATED

# Parts of the report
HEADING_AFFECTED = "Hvilke tal er berørt, og hvor meget kan de flytte sig?"
HEADING_DATA = "Hvor friske er tallene, og hvad mangler?"
HEADING_DETAILS = "Detaljer"
HEADING_FINDINGS_LIST = "Alle fund"
HEADING_ALL_AFFECTED = "Alle berørte tal"
HEADING_REVISIONS = "Hvad er rettet, og hvilke vurderinger er vendt?"
HEADING_ALL_TARGETS = "Alle mål"
DETAILS_INTRO = "Herfra følger alle lister i fuld længde. De samme lister står i regnearket, ét ark til hver."

CAPTION_QUARTER = "Det korte overblik"
CAPTION_USED = "Tal, der bruges med mærke, men har et åbent fund"
CAPTION_FINDINGS = "Nye, stadig åbne og afklarede fund"
CAPTION_FRESHNESS = "Kildernes nyeste tal over for det, der kan ventes"
CAPTION_REVISIONS = "Rettede tal og vendte vurderinger siden kvartalets begyndelse"
CAPTION_REPORTERS = "Tal fra aktiviteterne efter indberetter"
CAPTION_HISTORY = "Tal fra aktiviteterne kvartal for kvartal"
CAPTION_SERIES = "Tallene bag tegningen"
CAPTION_ALL_READINGS = "Mulige forklaringer til alle fund"
CAPTION_ALL_EVIDENCE = "Leverede tal bag alle fund"

SHEETS = {
    "quarter": "Overblik",
    "findings": "Fund",
    "clarifications": "Under afklaring",
    "used": "Bruges med mærke",
    "targets": "Mål",
    "plans": "Leveret pr. plan",
    "reporters": "Leveret pr. indberetter",
    "history": "Leveret pr. kvartal",
    "missing": "Mangler",
    "freshness": "Kilder",
    "sources": "Modtagne filer",
    "problems": "Filer med fejl",
    "revisions": "Rettelser",
    "hidden": "Vises ikke",
    "not_compared": "Sammenlignes ikke",
    "notes": "Til orientering",
    "readings": "Mulige forklaringer",
    "evidence": "Leverede tal",
}

COLUMN = {
    "after": "Efter",
    "before": "Før",
    "cause": "Årsag",
    "diagnosis": "Bedste forklaring",
    "fate": "Siden sidst",
    "finding_id": "Fund nr.",
    "findings": "Antal fund",
    "first_seen": "Først set",
    "handling": "Behandling",
    "known": "Opdaget",
    "message": "Fund",
    "moves": "Kan flytte sig",
    "newest": "Nyeste tal",
    "now": "Nu",
    "owner": "Spørg",
    "place": "Område",
    "previous": "Kvartalet før",
    "quarter": "Dette kvartal",
    "reporter": "Indberetter",
    "sentence": "Vurdering",
    "settled_on": "Afklaret",
    "severity": "Alvor",
    "shown": "Vises som",
    "source_owner": "Ejer",
    "state": "Stand",
    "what": "Hvad",
}

FATES = {"new": "ny", "open": "stadig åben", "settled": "afklaret"}
NO_DIAGNOSIS = "ingen kendt forklaring passer"
NOTHING_AFFECTED = "Ingen af de tal, der vises, har et åbent fund."
NOTHING_REVISED = "Ingen tal er rettet, og ingen vurderinger er vendt siden kvartalets begyndelse."
NOTHING_MISSING = "Intet af det, der plejer at komme, mangler."
ONLY_EXAMPLES = "kun eksempeldata"
NEWEST_UNKNOWN = "kan ikke opgøres"
NO_RHYTHM = "kommer uden fast rytme"
EXPECTED_UNKNOWN = "ikke aftalt"
CHECKSUM_IN_WORKBOOK = "Kontrolsum"
ABOUT_SHEET = "Om rapporten"
ABOUT_NAME, ABOUT_VALUE = "Oplysning", "Værdi"
ABOUT_REPORT, ABOUT_TITLE, ABOUT_LEAD, ABOUT_MARK, ABOUT_ORIGIN = (
    "Rapport",
    "Overskrift",
    "Indhold",
    "Bemærk",
    "Herkomst",
)
SITE = pages.SITE
QUARTER_LINES = {
    "numbers": "Tal leveret fra aktiviteterne",
    "longer": "Tal for en længere periode",
    "missing": "Tal, der plejer at komme, men mangler",
    "new": "Fund, der er nye siden kvartalets begyndelse",
    "open": "Fund fra før, der stadig er åbne",
    "settled": "Fund, der er afklaret siden kvartalets begyndelse",
    "clarifications": "Tal under afklaring",
    "targets": "Mål i aftalerne",
}
AGE, EXPECTED_AGE, THIS_BUILD = "Alder i måneder", "Ventet højst", "denne opgørelse"

REVISION_KINDS = {
    "value": "tal",
    "comparison": "sammenligning",
    "trend": "udvikling",
    "status": "mål",
    "statutory": "regeringens liste",
}
CAUSES = {
    "source_revised": "Kilden har leveret et andet tal.",
    "correction": "En rettelse er kommet eller gået.",
    "borders_changed": "Områdets grænser er ændret.",
    "method_changed": "Der regnes på en anden måde.",
    "new_period": "Der er kommet et nyere tal.",
    "finding": "Et fund er åbnet eller lukket.",
}
_TRENDS = {
    "improving": "går den rigtige vej",
    "worsening": "går den forkerte vej",
    "no_change_larger_than": "ingen ændring, der kan ses",
    "cannot_say": "kan ikke afgøres",
    "series_break": "brud i serien",
}
_ANSWERS = {"yes": "ja", "no": "nej", "unknown": "vides ikke"}
_CONDITIONS = {
    "is_udsat": "udsat område",
    "is_parallelsamfund": "parallelsamfund",
    "is_omdannelsesomraade": "omdannelsesområde",
    "is_forebyggelsesomraade": "forebyggelsesområde",
}
_VERDICTS = {
    "comparison": {name: text.lower() for name, text in pages.COMPARISON.items()},
    "trend": _TRENDS,
    "status": states.TARGETS,
    "statutory": _ANSWERS,
}


def verdict(kind: str, name: str | None) -> str:
    """A verdict of a revision in words; a kind that is not known here is shown as it is."""
    return NOT_STATED if name is None else _VERDICTS.get(kind, {}).get(name, name)


def aspect(kind: str, name: str | None) -> str:
    """What a turned verdict is about: the benchmark of a comparison, or the condition of the list."""
    if kind in ("comparison", "trend"):
        return f"over for {pages.BASELINE.get(name or '', name or '')}" if name else ""
    return _CONDITIONS.get(name or "", "")


# Sentences


def _many(number: int) -> str:
    return form.number(number) if number else "ingen"


def more_in_details(number: int) -> str:
    return f"{form.counted(number, 'række', 'rækker')} mere står under »{HEADING_DETAILS}« og i regnearket."


def findings_sentence(*, new: int, still_open: int, settled: int, since: date) -> str:
    """`Siden 1. juli 2022 er der kommet 3 nye fund; 2 fra før er stadig åbne, og ingen er afklaret.`"""
    return (
        f"Siden {form.day(since)} er der kommet {_many(new)} nye fund; {_many(still_open)} fra før er stadig åbne, "
        f"og {_many(settled)} er afklaret."
    )


def history_sentence(values: Sequence[int], period: str) -> str:
    """What the columns of deliveries show."""
    now, before = values[-1], values[-2]
    change = "lige så mange som" if now == before else "flere end" if now > before else "færre end"
    return (
        f"For {period} er der leveret {form.counted(now, 'tal', 'tal')} fra aktiviteterne, {change} kvartalet før "
        f"({form.number(before)})."
    )


def series_sentence(subject: str, points: Sequence[tuple[str, str]]) -> str:
    """What the drawing of a figure under clarification shows: each period with what was delivered."""
    told = form.listing(f"{value} for {period}" for period, value in points)
    return f"{form.capital(subject)}: {told}. Hule punkter er under afklaring; det blege felt er de mulige værdier."


def moves(low: float, high: float, write_low: str, write_high: str) -> str:
    """How far a figure could move, from the least to the most that it could be."""
    if low == high:
        return "ikke"
    return f"fra {write_low} til {write_high}"


def target_range(low: float, high: float) -> str:
    """Share of a target over the possible readings, in percent."""
    if round(low) == round(high):
        return f"{form.percent(low, 0)} af målet"
    return f"mellem {form.number(low)} og {form.percent(high, 0)} af målet"


def expected_between(low: str | None, high: str | None) -> str:
    """What the other figures lead one to expect; `low` or `high` empty: no limit on that side."""
    if low is not None and low == high:
        return f"ventet {low}"
    if low is not None and high is not None:
        return f"ventet mellem {low} og {high}"
    if low is not None:
        return f"ventet mindst {low}"
    return f"ventet højst {high}" if high is not None else CANNOT_BE_DERIVED


def either(values: Sequence[str]) -> str:
    """`375 eller 430`."""
    return f"{', '.join(values[:-1])} eller {values[-1]}"


def freshness(late_months: int | None) -> str:
    """How a source that has a rhythm stands; None: the period of its newest figure is not known."""
    if late_months is None:
        return NEWEST_UNKNOWN
    if late_months <= 0:
        return "som ventet"
    return f"{form.counted(late_months, 'måned', 'måneder')} for sent"


def freshness_sentence(*, late: int, silent: int, sources: int, day: date) -> str:
    """How many sources are behind on the day of the build."""
    behind = f"Pr. {form.day(day)} er {_many(late)} af de {form.number(sources)} kilder bagud"
    return f"{behind}, og fra {form.number(silent)} er der intet modtaget." if silent else f"{behind}."


def age_sentence(months: int, expected: int) -> str:
    """What the bar of a source shows."""
    age = form.counted(months, "måned gammelt", "måneder gammelt")
    return f"Nyeste tal er {age}; ventet højst {form.counted(expected, 'måned', 'måneder')}"


def target_counts(counts: Sequence[tuple[str, int]]) -> str:
    """`4 foran, 3 på vej, 2 usikre`."""
    return ", ".join(f"{form.number(number)} {states.TARGETS[status]}" for status, number in counts) or "ingen"


def unknown_sentence(*, hidden: int, not_compared: int) -> str:
    return (
        f"{form.counted(hidden, 'tal', 'tal')} for helhedsplanernes områder vises ikke, og "
        f"{form.counted(not_compared, 'tal', 'tal')} kan ikke sammenlignes. Grundene står under »{HEADING_DETAILS}«."
    )


def stamp(build_id: str, built_on: str, period: str, checksum: str) -> str:
    """The line that is the same on page, paper, mail and workbook."""
    return f"Opgørelse {build_id}, lavet {built_on}. Periode: {period}. Kontrolsum: {checksum}."


def page_number(page: str, pages_in_all: str) -> str:
    return f"Side {page} af {pages_in_all}"


def note_column(name: str) -> str:
    """The workbook's column for what stands in small print under another column's text."""
    return f"{name}, bemærkning"
