"""Shares of one year in many invented areas, which are held up against what is usual for their size."""

from typing import Any

Row = dict[str, Any]

SHARE = "boern_enlig_forsoerger"
# Counted and all, by area: areas of all sizes that differ more than their size explains, and one far out.
COUNTS = {
    "a": (12, 40), "b": (7, 45), "c": (30, 90), "d": (18, 100), "e": (61, 160), "f": (50, 200), "g": (98, 260),
    "h": (70, 300), "i": (160, 420), "j": (120, 500), "k": (330, 900), "l": (190, 1000), "m": (310, 400),
    "n": (0, 30),
}  # fmt: skip
HIDDEN = {"skjult-1": (3, 60), "skjult-2": (2, 55)}
# The next year only few have a figure.
FEW = 9
# In the third year too many are hidden.
MANY_HIDDEN = 4

SEED_ROWS: dict[str, list[Row]] = {
    "areas": [
        {"area_id": "kommune-996", "area_type": "kommune", "name_da": "Tragtkøbing", "municipality_code": "996",
         "parent_area_id": "region-085", "is_synthetic": "true"},
        *({"area_id": f"{name}-996", "area_type": "boligomraade", "name_da": name.capitalize(),
           "municipality_code": "996", "parent_area_id": "kommune-996", "is_synthetic": "true"}
          for name in [*COUNTS, *HIDDEN]),
    ],
}  # fmt: skip


def values() -> list[Row]:
    """The rows of form A, without load and line."""
    first = [_share(name, 2001, *counts) for name, counts in (COUNTS | HIDDEN).items()]
    second = [_share(name, 2002, *counts) for name, counts in list(COUNTS.items())[:FEW]]
    shown = [_share(name, 2003, *counts) for name, counts in list(COUNTS.items())[MANY_HIDDEN:]]
    hidden = [_share(name, 2003, 3, 70) for name in list(COUNTS)[:MANY_HIDDEN]]
    return [*first, *second, *shown, *hidden]


def _share(name: str, year: int, numerator: int, denominator: int) -> Row:
    return {
        "area_id": f"{name}-996", "indicator_id": SHARE, "period_id": str(year),
        "numerator": float(numerator), "denominator": float(denominator),
    }  # fmt: skip
