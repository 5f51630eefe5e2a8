"""What the pages say when the build is exchanged while somebody reads, or was made before a page was."""

from datetime import date

from danish import format as form

SHOW_NEW = "Vis de nye tal"
WAITING = "En anden opgørelse er udgivet, mens du læste. Siden viser stadig den, du åbnede, og intet er blandet sammen."
TOO_OLD_TITLE = "Siden kan ikke vises for denne opgørelse"
TOO_OLD_AFTER = "De andre sider kan læses som før. Siden kommer igen med den næste opgørelse."


def exchanged(build_id: str, built_on: date) -> str:
    day = form.day(built_on)
    return f"Opgørelsen er skiftet, mens du læste. Alle tal på siden er nu fra opgørelse {build_id} fra {day}."


def too_old(page: str, build_id: str) -> str:
    return f"Opgørelse {build_id} har ikke de tal, som »{page}« viser. Den er lavet, før siden fik dem."
