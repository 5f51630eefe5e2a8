"""The invented places of the registry, and which of them add up to which."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from example_data.chance import draws, normal

PLAN = "hp-eksempelparken"
MUNICIPALITY = "kommune-999"
MUNICIPALITY_CODE = "999"
COUNTRY = "land-eksempel"
ALL_PLANS = "ref-alle-helhedsplaner-eksempel"
# What lies outside the areas of the registry but inside the municipality, the region and the country.
_REMAINDERS = {"rest-kommune": MUNICIPALITY, "rest-region": "region-eksempel", "rest-land": COUNTRY}
_REMAINDER_SIZES = {"rest-kommune": 41_800, "rest-region": 768_000, "rest-land": 5_060_000}
_PLAN_SIZES = {
    "eksempelparken-i-999": 1_020, "eksempelparken-ii-999": 910, "eksempelparken-iii-999": 640,
    "proevevaenget-nord-999": 830, "proevevaenget-syd-999": 640,
    "moensterhaven-oest-999": 760, "moensterhaven-vest-999": 590,
    "skabelongaarden-1-999": 214, "skabelongaarden-2-999": 84,
    "testparken-999": 1_790, "kulisseparken-999": 1_310,
}  # fmt: skip


@dataclass(frozen=True)
class Place:
    """An area of the registry. `leaves` are the smallest parts that it is made of."""

    area_id: str
    name: str
    area_type: str
    parent_id: str
    lbf_number: str
    leaves: tuple[str, ...]

    @property
    def municipality_code(self) -> str:
        return MUNICIPALITY_CODE if self.area_type not in ("land", "region", "reference") else ""


def read_places(seeds_dir: Path) -> dict[str, Place]:
    """The invented areas that figures are made for, by id, in the registry's order."""
    with (seeds_dir / "areas.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["area_id"]: row for row in csv.DictReader(file) if row["is_synthetic"] == "true"}
    parents = {area_id: row["parent_area_id"] for area_id, row in rows.items()} | _REMAINDERS
    leaves = sorted(set(parents) - set(parents.values()) - {ALL_PLANS})
    inside: dict[str, list[str]] = {area_id: [] for area_id in rows}
    for leaf in leaves:
        for area_id in _upward(leaf, parents):
            inside.setdefault(area_id, []).append(leaf)
    return {
        area_id: Place(
            area_id,
            row["name_da"],
            row["area_type"],
            row["parent_area_id"],
            row["lbf_number"],
            tuple(inside[area_id]),
        )
        for area_id, row in rows.items()
        if inside[area_id]
    }


def _upward(area_id: str, parents: dict[str, str]) -> Iterable[str]:
    while area_id:
        yield area_id
        area_id = parents.get(area_id, "")


def size_of(leaf: str) -> int:
    """Residents on 1 January 2014."""
    if leaf in _REMAINDER_SIZES:
        return _REMAINDER_SIZES[leaf]
    return _PLAN_SIZES.get(leaf) or max(150, min(1_250, round(430 + 240 * normal(draws("size", leaf)))))


def is_remainder(leaf: str) -> bool:
    return leaf in _REMAINDERS
