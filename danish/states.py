"""What each state of a figure, a file, a finding or a target is called, the same wherever it is read."""

SEVERITIES = {"critical": "Under afklaring", "warning": "Bør undersøges", "info": "Til orientering"}
FINDINGS = {
    "open": "åben",
    "investigating": "undersøges",
    "explained": "forklaret",
    "accepted": "accepteret",
    "corrected": "rettet",
    "gone": "ikke længere fundet",
}
LOADS = {
    "loaded": "indlæst",
    "partly_loaded": "delvist indlæst",
    "refused": "afvist",
    "unchanged": "uændret siden sidst",
}
TARGETS = {
    "reached": "nået",
    "ahead": "foran",
    "on_track": "på vej",
    "behind": "bagud",
    "uncertain": "usikkert",
    "no_target": "intet mål",
    "not_delivered": "ikke leveret",
}
VALUES = {
    "suppressed": "Skjult, fordi tallet er så lille, at personer kan kendes.",
    "area_too_small": "Området er for lille til opgørelse.",
    "not_delivered": "Ikke leveret.",
    "not_applicable": "Gælder ikke for området.",
}
# Other reasons to hide a figure than that it is small.
HIDDEN = {
    "few_answers": "Skjult, fordi der er for få svar.",
    "wide_interval": "Skjult, fordi usikkerheden er for stor.",
    "by_source": "Skjult af den, der har leveret tallet.",
}


def of_target(status: str, elapsed: float | None) -> str:
    """A target's state as readers are told it: one that is ahead or on its way when its time is up has been reached.

    `elapsed` is how much of the time has gone, in percent.
    """
    is_over = elapsed is not None and elapsed >= 100
    return "reached" if is_over and status in ("ahead", "on_track") else status
