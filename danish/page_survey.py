"""The words of the page about the surveys of safety and well-being."""

from collections.abc import Sequence

from danish import format as form
from danish import page_sentences as say

TITLE = "Tryghed"
QUESTIONS = "Spørgsmål for spørgsmål"
NONE = (
    "Der er ingen tal fra undersøgelser blandt beboerne i denne helhedsplan. Det siger intet om, hvor trygge de er. "
    "Svar og udgivne andele kommer ind som filer under tryghedssurvey."
)
AREA = "Område"
SHARE = "Andel"
DRAWING = "På aksen"
BENCHMARK = "Sammenligning"
HOW_SURE = "Hvor sikkert"
BREAK = "Brud i serien"
BREAK_REASON = "Spørgeskemaet er et andet end før. Tallene før og efter kan ikke sammenlignes."
NEWEST_WAVE = "Nyeste bølge. Den lodrette streg er sammenligningen."
EARLIER_WAVES = "Tidligere bølger, nyeste først"
HOW = "Sådan læses siden"
HOW_LINES = (
    "Hver bølge står for sig. To bølger sammenlignes kun, når spørgeskema, målgruppe og leverandør er de samme; ellers "
    "er der brud i serien, og ingen linje går over det.",
    "Båndet viser, hvor andelen ligger med 95 procents sikkerhed. Den lodrette streg er sammenligningen.",
    "Det effektive antal er det antal svar, usikkerheden hviler på. Det er mindre end antallet af svar, når svarene "
    "vejer forskelligt, og større, når en stor del af beboerne har svaret.",
    "Svarprocenten gælder hele undersøgelsen, ikke det enkelte område, og står kun, hvor den er oplyst. Uden den vides "
    "det ikke, om de, der svarede, ligner dem, der ikke gjorde.",
    "Et tal er skjult, når der er under 30 svar, når usikkerheden er for stor, eller når personer ellers kan kendes.",
)


def title(plan: str, *, figures: int, worse: int, worse_seen: int, better: int, compared: int) -> str:
    """The finding of the newest wave; `worse` and `better` are sure, `worse_seen` lies on the wrong side."""
    if not figures:
        return f"{plan}: der er ingen tal fra undersøgelser blandt beboerne"
    parts = [
        say.against_benchmark("tal fra den nyeste undersøgelse", worse=worse, worse_seen=worse_seen, compared=compared),
        f"{better} ligger sikkert bedre" if better else "",
    ]
    found = [part for part in parts if part] or ["tallene har intet at blive sammenlignet med"]
    return f"{plan}: {', og '.join(found)}"


def lead(*, waves: Sequence[str], figures: int, hidden: int, without_count: int) -> str:
    """What the newest figures rest on, and how much of it cannot be shown."""
    sentences = [f"De nyeste tal er fra {form.listing(waves)}."]
    if hidden:
        sentences.append(f"{hidden} af {figures + hidden} tal er skjult; grunden står ved hvert.")
    if without_count:
        sentences.append(f"For {without_count} er antallet af svar ikke oplyst, så det vides ikke, hvor sikre de er.")
    return " ".join(sentences)


def wave(period: str, instrument: str, *, answers: float | None, response_rate: float | None) -> str:
    """`2018 · VIVE’s undersøgelse · 10.473 svar i alt, svarprocent 38,4 %`."""
    asked = "" if answers is None else f"{form.number(answers)} svar i alt"
    rate = "svarprocenten er ikke oplyst" if response_rate is None else f"svarprocent {form.percent(response_rate, 1)}"
    named = form.capital(instrument) if instrument else "spørgeskemaet er ikke oplyst"
    return say.dotted((period, named, ", ".join(part for part in (asked, rate) if part)))


def asked(name: str, supplier: str, population: str) -> str:
    """Who asked whom."""
    return f"{form.capital(name)}: {supplier}. Spurgt: {mid_sentence(population)}."


def mid_sentence(words: str) -> str:
    """A registry's words after a colon; an abbreviation keeps its capitals."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


def answers(number: float | None, effective: float | None) -> str:
    """`233 svar, effektivt antal 239`."""
    if number is None:
        return "antal svar ikke oplyst"
    words = f"{form.number(number)} svar"
    return words if effective is None else f"{words}, effektivt antal {form.number(effective)}"


def axis(low: str, high: str) -> str:
    return f"fra {low} til {high}"


def earlier(waves: Sequence[str]) -> str:
    """`Tidligere bølger: 2021 og 2018`."""
    return f"{'Tidligere bølge' if len(waves) == 1 else 'Tidligere bølger'}: {form.listing(waves)}"


def course(area: str, reason: str) -> str:
    return f"{area}: {reason}"
