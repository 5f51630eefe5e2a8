"""What is said in place of words that name a plan or an area which the reader may not see."""

from danish import format as form

WITHHELD = "Begrundelsen nævner et sted uden for de helhedsplaner, der vises her, og er udeladt."
NOTE_WITHHELD = "Bemærkningen nævner et sted uden for de helhedsplaner, der vises her, og er udeladt."


def finding_shared_with_others(area: str | None, indicator: str | None, period_id: str | None) -> str:
    """A finding that also names a plan or an area that the reader may not see."""
    what = [
        part for part in (f"»{indicator}«" if indicator else "", form.period(period_id) if period_id else "") if part
    ]
    about = ", ".join(what) or "Et tal"
    where = f"{area}: {about}" if area else about
    return f"{where} er til afklaring sammen med tal fra et sted uden for de helhedsplaner, der vises her."
