"""Findings of one kind and one cause as one fold: a list that says the same for every area is not read to its end."""

from collections.abc import Callable, Sequence
from html import escape

from danish import page_handling as text
from danish import pages, states
from danish.format import capital, sort_key
from dashboards import components as html
from dashboards.queries import Row

_FEWEST = 3
_CAUSE = ("check_id", "severity", "status", "source_id", "owner", "period_id", "diagnosis_da", "is_synthetic")


def pieces(rows: Sequence[Row], show: Callable[[Row], str]) -> list[str]:
    """The findings (of one severity) in their order, each as `show` writes it; those that are alike stand together
    where the first of them stood.

    Alike are those about one indicator in many areas, or about many indicators of one area, that the same check has
    found for the same period and reason. What must be clarified before a figure is used is never put away.
    """
    left = [row for row in rows if row["indicator_id"] and row["area_id"] and row["severity"] != "critical"]
    groups: dict[str, list[Row]] = {}
    for shared in ("indicator_id", "area_id"):
        alike: dict[tuple[object, ...], list[Row]] = {}
        for row in left:
            alike.setdefault(tuple(row[name] for name in (*_CAUSE, shared)), []).append(row)
        found = [members for members in alike.values() if len(members) >= _FEWEST]
        groups |= {members[0]["finding_id"]: members for members in found}
        taken = {row["finding_id"] for members in found for row in members}
        left = [row for row in left if row["finding_id"] not in taken]
    inside = {row["finding_id"] for members in groups.values() for row in members[1:]}
    return [
        _group(groups[row["finding_id"]], show) if row["finding_id"] in groups else show(row)
        for row in rows
        if row["finding_id"] not in inside
    ]


def _group(members: Sequence[Row], show: Callable[[Row], str]) -> str:
    first = members[0]
    is_one_area = len({row["area_id"] for row in members}) == 1
    said = list(dict.fromkeys(row["message_da"].removeprefix(f"{row['area_name']}: ") for row in members))
    if is_one_area:
        names = [f"»{row['indicator_name']}«" for row in members]
        words = text.figures_alike(len(members), first["area_name"], said[0])
    else:
        names = [row["area_name"] for row in members]
        words = text.areas_alike(len(members), said[0], is_same=len(said) == 1)
    status = "" if first["status"] == "open" else html.mark(capital(states.FINDINGS[first["status"]]), "corrected")
    synthetic = html.mark(pages.MARK_SYNTHETIC, "synthetic") if first["is_synthetic"] else ""
    summary = f"{status} {synthetic} {html.stack(escape(words), text.about_all(sorted(names, key=sort_key)))}"
    return html.fold(summary, "".join(map(show, members)), is_brief=True)
