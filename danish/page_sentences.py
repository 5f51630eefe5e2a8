"""The sentences of the dashboards: titles, leads and counts.

Sentences about single figures and findings are not made here; they come from the published tables.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from danish import format as form
from danish import pages as text
from danish import states


def signed(value: float, decimals: int = 1) -> str:
    """`5.8` → `+5,8`; a true minus, and no sign on what rounds to nothing."""
    text = form.number(value, decimals)
    return f"+{text}" if value > 0 and text.strip("0,") else text


def kicker(plan: str, built_at: date) -> str:
    return f"{plan} · opgørelse {form.day(built_at)}"


def all_figures(number: int) -> str:
    return f"Vis alle {form.number(number)} tal"


def plan_choice(plan: str, is_synthetic: bool) -> str:
    return f"Eksempeldata: {plan}" if is_synthetic else plan


def dotted(parts: Sequence[str | None]) -> str:
    """`2020 · antal ikke oplyst · kilde 1`, without the empty ones."""
    return " · ".join(part for part in parts if part)


def source_number(number: int) -> str:
    return f"kilde {number}"


def source_note(number: int, source: str) -> str:
    return f"Kilde {number}: {source}"


def span(low: str, high: str) -> str:
    """A range that was delivered as a range: `10–15`."""
    return f"{low}–{high}"


def between(low: str, high: str, unit: str = "") -> str:
    """`mellem 25 og 34 %`."""
    return f"mellem {low} og {high}{unit}"


def sample(numerator: float | None, denominator: float | None, answers: float | None, *, is_count: bool = False) -> str:
    """How many people a figure rests on, in words; `antal ikke oplyst` where the source gives none."""
    if is_count:
        return ""
    if answers is not None:
        return f"{form.number(answers)} svar"
    if numerator is not None and denominator is not None:
        return f"{_whole(numerator)} af {_whole(denominator)}"
    if denominator is not None:
        return f"ud af {_whole(denominator)}"
    if numerator is not None:
        return f"{_whole(numerator)}; antal i alt ikke oplyst"
    return text.NO_COUNT


def amount(number: float) -> str:
    """How many people a mean is taken over."""
    return f"antal {_whole(number)}"


def _whole(value: float) -> str:
    return form.number(value, 0 if value == int(value) else 1)


def outside_plans(name: str, municipality: str) -> str:
    """`Uden helhedsplan: Slagelse`."""
    return f"{name}: {municipality}"


def until(year: int) -> str:
    return f"Til og med {year}"


# Overblik


def overview_title(
    plan: str, *, unsettled: int, targets: Mapping[str, int], worse: int, worse_seen: int, compared: int, figures: int
) -> str:
    """The page's finding: what is to be settled, then the two most telling of targets and fixed goals.

    `worse` are sure, `worse_seen` lie on the wrong side; `targets` counts the targets by status.
    """
    parts = [
        f"{unsettled} tal skal afklares" if unsettled else "",
        f"{targets['behind']} mål er bagud" if targets["behind"] else "",
        against_benchmark("tal på de faste mål", worse=worse, worse_seen=worse_seen, compared=compared),
        f"{targets['reached']} mål er nået" if targets["reached"] else "",
        f"{targets['ahead']} mål er foran" if targets["ahead"] else "",
        f"{targets['uncertain']} mål kan ikke afgøres" if targets["uncertain"] else "",
    ]
    found = [part for part in parts if part][:2]
    if not found:
        without = "tallene på de faste mål har intet at blive sammenlignet med"
        found = [without if figures else "der er ingen tal på de faste mål"]
    return f"{plan}: {', og '.join(found)}"


def against_benchmark(what: str, *, worse: int, worse_seen: int, compared: int) -> str:
    """What a title may say: sure differences first; those that only look so, with the doubt in the same breath."""
    if worse:
        return f"{worse} af {compared} {what} ligger sikkert dårligere end sammenligningen"
    if worse_seen:
        return f"{worse_seen} af {compared} {what} ser dårligere ud end sammenligningen, men ingen af dem kan afgøres"
    return f"ingen af {compared} {what} ligger dårligere end sammenligningen" if compared else ""


def overview_lead(
    *, areas: int, compared: int, without_count: int, reported: int, with_target: int, unsettled: int
) -> str:
    """What the page rests on and what cannot be said."""
    sentences = []
    if compared:
        sentences.append(
            f"{compared} tal på de faste mål er sammenlignet for {form.counted(areas, 'område', 'områder')}."
        )
    if without_count:
        which = (
            "ingen af dem kan usikkerheden" if without_count == compared else f"{without_count} kan usikkerheden ikke"
        )
        sentences.append(
            f"For {which} beregnes, fordi antallet eller spredningen ikke er oplyst; "
            "dér kan en forskel ses, men ikke afgøres."
        )
    if reported:
        sentences.append(f"{reported} aktivitetstal er indberettet, og {with_target or 'ingen'} af dem har et mål.")
    if unsettled:
        sentences.append("Tal, der er under afklaring, står som et spænd og indgår ikke i nogen sammenligning.")
    return " ".join(sentences)


def ask(whom: str | None, what: str | None) -> str:
    """What to do about a case, in the words of the published tables, else whom to ask."""
    return what or (f"Spørg {whom}." if whom else "")


def status_counts(counts: Sequence[tuple[str, int]]) -> str:
    """`Foran 1 · Bagud 2`."""
    return " · ".join(f"{form.capital(states.TARGETS[status])} {amount}" for status, amount in counts)


def without_target(amount: int) -> str:
    return f"{form.counted(amount, 'talt aktivitet', 'talte aktiviteter')} uden mål"


def share_of_target(reached: str, elapsed: str | None, span: str) -> str:
    """`43 % nået efter 31 % af aftalens tid`."""
    return f"{reached} nået" + (f" efter {elapsed} af {span}" if elapsed else "")


def cannot_be_counted(label: str) -> str:
    return f"{label}: kan ikke gøres op" if label else "Kan ikke gøres op"


def goal(comparator: str | None, value: str) -> str:
    """`mindst 1.500`."""
    return {"at_least": "mindst ", "at_most": "højst "}.get(comparator or "", "") + value


def reported_by(who: str | None) -> str:
    return f"indberettet af {who}" if who else ""


def data_line(*, received: int, refused: int, partly: int, missing: int, years: Sequence[int]) -> str:
    """What came in and what did not, and how old the figures that are shown are; `years` are those they end in."""
    parts = [form.counted(received, "fil modtaget", "filer modtaget")]
    if refused:
        parts.append(f"{refused} afvist")
    if partly:
        parts.append(f"{partly} kun delvist brugt")
    parts.append(f"{form.counted(missing, 'leverance', 'leverancer')} mangler" if missing else "ingen kendte mangler")
    if years:
        newest = f", nyeste fra {max(years)}" if max(years) > min(years) else ""
        parts.append(f"ældste viste tal er fra {min(years)}{newest}")
    return " · ".join(parts)


def clean_figures(clean: int, given: int) -> str:
    """How much of what was delivered can be taken as it stands, in one figure."""
    return f"{form.number(clean)} af {form.number(given)} tal gennem årene står uden bemærkning" if given else ""


def listing(names: Sequence[str]) -> str:
    return f"{form.listing(names)}."


def areas_without_figures(names: Sequence[str]) -> str:
    return f"{form.counted(len(names), 'område', 'områder')} uden ét eneste leveret tal"


# Område


def area_title(
    area: str, *, figures: int, worse: int, worse_seen: int, better: int, compared: int, clarify: int
) -> str:
    """The page's finding; `worse` and `better` are sure, `worse_seen` lies on the wrong side."""
    if not figures:
        return f"{area}: der er ingen tal"
    parts = [
        against_benchmark("tal", worse=worse, worse_seen=worse_seen, compared=compared),
        f"{better} ligger sikkert bedre" if better else "",
        f"{clarify} er under afklaring" if clarify else "",
    ]
    found = [part for part in parts if part] or ["tallene har intet at blive sammenlignet med"]
    return f"{area}: {', og '.join(found)}"


def area_lead(*, figures: int, compared: int, unsure: int) -> str:
    """What the title counts among: the figures that can be compared, and those of them that chance may explain."""
    among = f"{compared} af områdets {figures} nyeste tal kan sammenlignes. "
    doubt = f"For {unsure} af dem kan det ikke afgøres, om forskellen er tilfældig; grunden står ved hvert tal. "
    alone = f"Området har {form.counted(figures, 'tal', 'tal')}, og ingen af dem kan holdes op mod en sammenligning. "
    return (among + (doubt if unsure else "")) if compared else alone


def axis_end(limit: int) -> str:
    return f"{limit} procentpoint til hver side"


def not_delivered(amount: int) -> str:
    return f"{form.counted(amount, 'fast mål', 'faste mål')} er ikke leveret for nogen af områderne"


def sources(amount: int) -> str:
    return form.counted(amount, "kilde", "kilder")


def axis_note(limit: int, plan: str) -> str:
    return (
        f"Midten er sammenligningen, og kanten er {limit} procentpoint. Andele er vist i procentpoint, gennemsnit i "
        "procent af deres skala (en karakter fra −3 til 12 har 15 trin, så 1,5 trin er 10). "
        f"Aksen er den samme for alle områder i {plan}, så to sider kan lægges ved siden af hinanden."
    )


def trend_summary(indicator: str, ends: Sequence[tuple[str, str]]) -> str:
    """`Andel i job: 53 % i 2016, 58 % i 2020`; one end alone where only the last figure may be compared."""
    told = [f"{value} i {period}" for value, period in dict.fromkeys(ends)]
    return f"{indicator}: {', '.join(told)}"


def trends_of(theme: str) -> str:
    """The heading over the curves of one theme."""
    return f"Udvikling over tid: {theme[:1].lower() + theme[1:]}"


def trend_verdict(reason: str | None, trend: str | None, *, has_break: bool) -> str:
    """What may be said about the course, in the words of the published tables where they have any."""
    verdict = reason or text.TREND.get(trend or "cannot_say", text.TREND["cannot_say"])
    broken = has_break and trend != "series_break"
    return f"{verdict} {text.TREND['series_break']}" if broken else verdict


def course(verdict: str) -> str:
    """The verdict on the course, told apart from that on the comparison."""
    return f"Udvikling: {verdict}" if verdict else ""


def chart_table(indicator: str) -> str:
    return f"{indicator}, år for år"


def chart_alt(title: str, area: str, benchmark: str | None, sentence: str) -> str:
    against = f" og {benchmark}" if benchmark else ""
    return f"Kurve over {area}{against}. {title}. {sentence} Tallene står i tabellen under kurven."


# Datakvalitet


def quality_title(*, critical: int, warning: int, info: int) -> str:
    if critical:
        return f"{form.counted(critical, 'sag', 'sager')} skal afklares, før tallene kan bruges"
    if warning:
        return f"{form.counted(warning, 'forhold', 'forhold')} bør undersøges"
    return "Ingen åbne fejl i de tal, der er leveret" if not info else "Kun forhold til orientering er åbne"


def quality_lead(*, critical: int, settled: int, since_build: int) -> str:
    sentences = [
        "Kontrollerne leder efter tal, der er umulige, usandsynlige eller mangler. En bemærkning er et spørgsmål "
        "til den, der har indberettet, og ikke en dom."
    ]
    if critical:
        sentences.append(
            "Tal, der skal afklares, er mærket på alle sider, står som et spænd og indgår ikke i nogen sammenligning."
        )
    if settled:
        sentences.append(f"{form.counted(settled, 'sag', 'sager')} er afsluttet.")
    if since_build:
        sentences.append(
            f"{form.counted(since_build, 'sag', 'sager')} er ændret efter opgørelsen; tallene følger med i den næste."
        )
    return " ".join(sentences)


def with_amount(label: str, amount: int) -> str:
    return f"{label} ({form.number(amount)})"


def observed_sentence(observed: str, low: str | None, high: str | None) -> str:
    if low and high:
        return f"Leveret: {observed}. Ventet: {between(low, high)}."
    if low:
        return f"Leveret: {observed}. Ventet: mindst {low}."
    if high:
        return f"Leveret: {observed}. Ventet: højst {high}."
    return f"Leveret: {observed}."


def history(
    *, first_seen: date, last_seen: date | None, resolved: date | None, by: str | None, comment: str | None
) -> str:
    """What has happened to a finding, oldest first."""
    steps = [f"Set første gang {form.day(first_seen)}"]
    if last_seen:
        steps.append(f"senest set {form.day(last_seen)}")
    if resolved:
        steps.append(f"afsluttet {form.day(resolved)}")
    text = ", ".join(steps) + "."
    if by:
        text += f" Behandlet af {by}."
    return f"{text} »{comment}«" if comment else text


def loads_whole(amount: int) -> str:
    return f"{form.counted(amount, 'fil', 'filer')} uden fejl"


def line_reference(file_name: str, line: int | None) -> str:
    return f"{file_name}, linje {line}" if line is not None else file_name


# Foot


def foot_build(build_id: str, built_at: date, published_at: date, today: date) -> str:
    age = (today - built_at).days
    old = "" if age <= 0 else f" Den er {form.counted(age, 'dag', 'dage')} gammel."
    return f"Opgørelse {build_id}, lavet {form.day(built_at)} og udgivet {form.day(published_at)}.{old}"


def older_than_attempt(attempted: date, built_at: date) -> str:
    return (
        f"En nyere opgørelse blev forsøgt {form.day(attempted)}, men ikke udgivet. "
        f"Siderne viser fortsat den sidste gode fra {form.day(built_at)}. Dens tal gælder, men det, der er leveret "
        "siden, er ikke med. Spørg, hvornår den næste bliver udgivet."
    )


def old_build(built_at: date, today: date) -> str:
    """Above a page whose build is older than a quarter and a month."""
    months = (today - built_at).days // 30
    return (
        f"Opgørelsen er {months} måneder gammel: den er fra {form.day(built_at)}. Tal, der er leveret siden, er ikke "
        "med. Spørg, hvornår den næste bliver lavet."
    )


def foot_sources(names: Sequence[str]) -> str:
    return f"Kilder: {form.listing(names)}."


def foot_contact(contact: str | None) -> str:
    if contact:
        return f"Spørgsmål til tallene: {contact}."
    return "Spørgsmål til et tal rettes til den, der har indberettet det; navnet står ved tallet."
