"""Quarterly registrations of three partners as form B, each in its own way of delivering, errors and all."""

from collections.abc import Iterator
from datetime import date, timedelta

from example_data import partners, rows, text
from example_data.chance import draws
from example_data.partners import JOB_CENTRE, SECRETARIAT, YOUTH_CENTRE
from example_data.places import PLAN
from example_data.rows import FORM_B, Row
from example_data.workbook import form_workbook

_REPORT = {
    JOB_CENTRE: "Eksempeldata: jobcentrets indberetning",
    YOUTH_CENTRE: "Eksempeldata: ungecentrets registrering",
    SECRETARIAT: "Eksempeldata: sekretariatets registrering",
}


def files(*, with_errors: bool = True) -> Iterator[tuple[str, bytes]]:
    """The job centre sends a file a quarter, the youth centre a file a year, the secretariat one workbook."""
    delivered = list(_rows())
    if with_errors:
        _make_mistakes(delivered)
    for quarter in partners.QUARTERS:
        sent = rows.rows_with(delivered, indberettet_af=JOB_CENTRE, periode=quarter)
        yield (
            f"registrations/eksempel_jobcenter_{quarter}.csv",
            text.delimited(FORM_B, (line.values() for line in sent), encoding="cp1252", line_end="\r\n"),
        )
    for year in sorted({quarter[:4] for quarter in partners.QUARTERS}):
        sent = [line for line in rows.rows_with(delivered, indberettet_af=YOUTH_CENTRE) if line["periode"][:4] == year]
        yield (
            f"registrations/eksempel_ungecenter_{year}.csv",
            text.delimited(FORM_B, (line.values() for line in sent)),
        )
    sent = rows.rows_with(delivered, indberettet_af=SECRETARIAT)
    yield "registrations/eksempel_sekretariat_2021_25.xlsx", form_workbook("Registrering", FORM_B, sent)


def _rows() -> Iterator[Row]:
    for series in partners.SERIES:
        for quarter, mode, count in series.reported():
            yield _row(
                series.reporter, series.activity, series.measure, series.area, quarter, mode, count, series.repeats
            )
    for year, count in partners.LARGER_EVENTS.items():
        activity, measure = "eksempel-sommeraktiviteter", "stoerre-aktiviteter"
        yield _row(SECRETARIAT, activity, measure, "", year, partners.PERIOD, count, "nej")


def _row(
    reporter: str, activity: str, measure: str, area: str, period: str, mode: str, count: int, repeats: str
) -> Row:
    return rows.row(
        FORM_B,
        helhedsplan=PLAN,
        omraade=area,
        aktivitet=activity,
        maaltal=measure,
        periode=period,
        opgoerelse=mode,
        antal=str(count),
        gengangere=repeats,
        indberettet_af=reporter,
        indberettet_dato=_reported_on(reporter, period).isoformat(),
        kilde=f"{_REPORT[reporter]}, {_period_name(period)}",
    )


def _reported_on(reporter: str, period: str) -> date:
    """Some days after the period, the same for everything that a partner sends at once."""
    return _end_of(period) + timedelta(days=draws("reported on", reporter, period).randrange(6, 27))


def _end_of(period: str) -> date:
    year, month = int(period[:4]), 3 * int(period[5:] or 4)
    return date(year, month, 30 if month in (6, 9) else 31)


def _period_name(period: str) -> str:
    return f"{period[5:]}. kvartal {period[:4]}" if "K" in period else period


def _make_mistakes(delivered: list[Row]) -> None:
    """Errors as they really occur; each is listed in known_errors.csv under the name before it."""

    def at(activity: str, measure: str, period: str, area: str = "") -> Row:
        return rows.the_row(delivered, aktivitet=activity, maaltal=measure, periode=period, omraade=area)

    # own-count-in-running-total
    placed = "borgere-i-praktik-eller-loentilskud"
    fallen = at("eksempel-jobvejledning", placed, "2023K3")
    before = at("eksempel-jobvejledning", placed, "2023K2")
    fallen["antal"] = str(int(fallen["antal"]) - int(before["antal"]))
    # running-total-as-period
    walks = [at("eksempel-tryghedsvandringer", "deltagelser", f"2023K{quarter}") for quarter in range(1, 5)]
    walks[3]["antal"] = str(sum(int(walk["antal"]) for walk in walks))
    # two-counts-for-one-quarter
    first = at("eksempel-fritidsjob", "unge-i-job", "2022K3")
    delivered.append(first | {"antal": str(int(first["antal"]) + 5), "bemaerkning": "Rettet efter møde"})
    # reporter-in-doubt
    at("eksempel-lektiehjaelp", "deltagelser", "2023K4", "Prøvevænget").update(
        usikker="ja", bemaerkning="Listerne fra november mangler", forbehold="ca"
    )
    # nought-too-many
    counselled = at("eksempel-beboerraadgivning", "vejledninger", "2025K1", "Eksempelparken")
    counselled["antal"] += "0"
    # missing-quarter
    delivered.remove(at("eksempel-familieklub", "familier", "2023K2"))
    # repeated-count
    at("eksempel-lektiehjaelp", "deltagelser", "2024K2", "Prøvevænget")["antal"] = at(
        "eksempel-lektiehjaelp", "deltagelser", "2024K1", "Prøvevænget"
    )["antal"]
    # repeated-running-total
    at("eksempel-beboerraadgivning", "samtaler", "2025K2")["antal"] = at(
        "eksempel-beboerraadgivning", "samtaler", "2025K1"
    )["antal"]
    # late-report
    for late in rows.rows_with(delivered, indberettet_af=JOB_CENTRE, periode="2024K4"):
        late["indberettet_dato"] = "2025-03-12"
    # silent-reporter
    for unsent in rows.rows_with(delivered, indberettet_af=YOUTH_CENTRE, periode="2025K4"):
        delivered.remove(unsent)
    # measures-swapped
    groups, turnout = (at("eksempel-tryghedsvandringer", measure, "2022K4") for measure in ("hold", "deltagelser"))
    groups["antal"], turnout["antal"] = turnout["antal"], groups["antal"]
    # approximate-count
    at("eksempel-familieklub", "frivillige", "2024K3").update(forbehold="ca", antal_hoejst="")
