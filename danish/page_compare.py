"""The words of the page where areas and indicators are held up against each other."""

from danish import format as form

TITLE = "Sammenlign"
NONE = "Der er ingen tal at sammenligne for denne helhedsplan i de valgte år."
TABLE = "Områder og indikatorer"
INDICATOR = "Indikator"
NO_FIGURE = "Intet tal"
WITHOUT_VALUE = {
    "suppressed": "Skjult",
    "area_too_small": "For lille område",
    "not_delivered": "Ikke leveret",
    "not_applicable": "Gælder ikke",
}
# What a cell says of the test, as short as a narrow column needs.
VERDICTS = {
    "better": "▲\u00a0Bedre",
    "worse": "▼\u00a0Dårligere",
    "similar": "=\u00a0Ingen sikker forskel",
    "not_compared": "?\u00a0Kan ikke afgøres",
}
CLARIFY = "Under afklaring"
FLAGGED = "se bemærkning"
HOW = "Sådan læses tabellen"
HOW_LINES = (
    "Hver celle er områdets nyeste tal på indikatoren, holdt op mod resten af kommunen eller det, som aftalen ellers "
    "sammenligner med. Tallet fører til siden om indikatoren, hvor sammenligningen, kilden og usikkerheden står.",
    "▲ Bedre og ▼ Dårligere: forskellen er mere end tilfældige udsving kan forklare. Om et højt tal er bedre eller "
    "dårligere, afhænger af indikatoren.",
    "= Ingen sikker forskel: forskellen kan skyldes tilfældige udsving. Det er ikke det samme som, at der ingen er.",
    "? Kan ikke afgøres: antallet er ikke oplyst, der er intet at sammenligne med, eller tallene er opgjort "
    "forskelligt.",
    "Skjult: tallet er så lille, at personer kan kendes, eller der er for få svar. Streg: der er intet tal.",
    "Farven viser kun det, ordet siger: orange er dårligere, grøn er bedre, blå er ingen sikker forskel, og hvid er "
    "ikke afgjort.",
)


def title(plan: str, *, figures: int, compared: int, worse: int, better: int) -> str:
    """The page's finding; what is `compared` has an answer, `worse` and `better` are sure."""
    if not figures:
        return f"{plan}: der er ingen tal at sammenligne"
    if not compared:
        return f"{plan}: ingen af {form.counted(figures, 'tal', 'tal')} kan sammenlignes sikkert"
    return (
        f"{plan}: {worse or 'ingen'} af {form.counted(compared, 'sammenligning', 'sammenligninger')} er sikkert "
        f"dårligere, og {better or 'ingen'} sikkert bedre"
    )


def lead(*, areas: int, indicators: int, unknown: int) -> str:
    """How much the table holds, and how much of it has no answer."""
    held = form.counted(areas, "område", "områder"), form.counted(indicators, "indikator", "indikatorer")
    doubt = (
        f" For {form.counted(unknown, 'tal', 'tal')} kan det ikke afgøres, om forskellen er tilfældig."
        if unknown
        else ""
    )
    return f"{form.capital(held[0])} og {held[1]}.{doubt}"


def caption(first: str, last: str) -> str:
    """Which areas a table holds."""
    return f"Nyeste tal: {first}" if first == last else f"Nyeste tal: {first} til {last}"


def more(amount: int, first: str, last: str) -> str:
    """The name of the fold with further areas."""
    names = first if first == last else f"{first} til {last}"
    return f"Vis {form.counted(amount, 'område', 'områder')} mere: {names}"


def neutral(names: list[str]) -> str:
    """The indicators that are left out, because no figure of theirs is good or bad."""
    return f"Uden for tabellen, fordi et højt tal hverken er godt eller dårligt: {form.listing(names)}."
