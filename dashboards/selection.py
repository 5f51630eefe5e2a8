"""What a reader looks at: one published build, resolved once per run, and the plan, area and year of the address."""

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import streamlit as st

from danish import page_criteria as criteria_text
from danish import page_indicator as indicator_text
from danish import page_sentences as say
from danish import pages as text
from danish.format import COPENHAGEN, sort_key
from dashboards import access, queries, queries_criteria, queries_figures, queries_indicator
from dashboards.access import data_dir
from dashboards.queries import Row
from dashboards.routes import Route
from publish import marts
from publish.discretion import Seen
from publish.marts import Published

OUTSIDE_PLANS = "andre"
_OUTSIDE_PLANS_INVENTED = "andre-eksempel"
_NEWEST = "nyeste"
# A page of more areas than these would hold thousands of figures.
_MOST_OUTSIDE = 100
_CHOSEN, _WRITTEN, _WRITTEN_ON = "_choice", "_address", "_address_page"
MOST_AREAS = 6
_AREAS_AT_FIRST = 3
_DECIDED_ABOUT = ("boligomraade", "helhedsplan", "reference", "afdeling")
_AREA_ORDER = {"helhedsplan": 0, "boligomraade": 1, "reference": 2, "afdeling": 3}


@dataclass(frozen=True)
class Plan:
    """A helhedsplan with its areas; `silent` are those for which no figure was ever delivered."""

    plan_id: str
    name: str
    areas: tuple[Row, ...]
    silent: tuple[Row, ...]
    has_open_case: bool
    is_synthetic: bool

    @property
    def is_helhedsplan(self) -> bool:
        """Whether it is a plan at all, and not the areas that lie in none."""
        return self.plan_id.partition("-")[0] != OUTSIDE_PLANS

    @property
    def area_ids(self) -> list[str]:
        return [area["area_id"] for area in self.areas]

    @property
    def every_area_id(self) -> list[str]:
        """Also those of the silent areas; the state's lists may name an area that has no figures."""
        return self.area_ids + [area["area_id"] for area in self.silent]


@dataclass(frozen=True)
class View:
    """The build and the reader's choice; `year` None means the newest figures; `area`, `indicator_id` and `list_year`
    are None and `chosen_areas` is empty on pages without that choice. `discretion` is what of people's words about
    findings the reader may be told, None where it is all of them."""

    published: Published
    plans: tuple[Plan, ...]
    plan: Plan
    area: Row | None
    year: int | None
    today: date
    attempted_at: datetime | None
    list_year: int | None = None
    indicator_id: str | None = None
    chosen_areas: tuple[Row, ...] = ()
    discretion: Seen | None = None

    @property
    def until(self) -> date | None:
        return date(self.year, 12, 31) if self.year else None


def today() -> date:
    """The present day in Denmark, or `BAROMETER_TODAY`."""
    given = os.environ.get("BAROMETER_TODAY")
    return date.fromisoformat(given) if given else datetime.now(COPENHAGEN).date()


def now() -> datetime:
    """The present moment in UTC, on the day that `BAROMETER_TODAY` names."""
    moment = datetime.now(UTC)
    return moment + timedelta(days=(today() - moment.astimezone(COPENHAGEN).date()).days)


def published() -> Published | None:
    """The build of now as this reader may see it, opened once per build and cut and shared by the sessions."""
    whole = _whole()
    return None if whole is None else access.visible(whole)


def _whole() -> Published | None:
    pointer = data_dir() / "marts" / "current.json"
    return _opened(pointer.read_text(encoding="utf-8"), str(pointer.parent)) if pointer.exists() else None


def build_id_now() -> str | None:
    """The name of the build of now, without opening it."""
    pointer = data_dir() / "marts" / "current.json"
    return str(json.loads(pointer.read_text(encoding="utf-8"))["build_id"]) if pointer.exists() else None


def prepare() -> None:
    """Open the build of now, if there is one, and ask it for some figures, before the first reader does."""
    whole = _whole()
    if whole is not None:
        for plan in plans(whole)[:1]:
            queries_figures.newest(whole, plan.area_ids, None)


@st.cache_resource(max_entries=3, show_spinner=False)
def _opened(manifest: str, marts_dir: str) -> Published:
    return marts.read(Path(marts_dir), json.loads(manifest))


def attempted_at() -> datetime | None:
    """When a build was last tried, if the pipeline left word of it."""
    note = data_dir() / "marts" / "last_attempt.json"
    if not note.exists():
        return None
    moment = datetime.fromisoformat(json.loads(note.read_text(encoding="utf-8"))["attempted_at"])
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


@st.cache_resource(max_entries=60, show_spinner=False, hash_funcs=access.BY_CUT)
def plans(published: Published) -> tuple[Plan, ...]:
    """The plans that have figures or counts, by Danish name, then the areas that lie in no plan; invented ones last."""
    every = {row["area_id"]: row for row in queries.areas(published)}
    members: dict[str, set[str]] = {}
    for parent, member in queries.memberships(published):
        members.setdefault(parent, set()).add(member)
    open_cases = queries.plans_with_open_cases(published)
    counted = queries.plans_with_registrations(published)
    found: list[Plan] = []
    in_a_plan: set[str] = set()
    for area_id, row in every.items():
        if row["area_type"] != "helhedsplan":
            continue
        inside = {area_id} | _below(area_id, members)
        in_a_plan |= inside
        rows = [every[one] for one in inside if one in every]
        if area_id in counted or any(area["has_figures"] for area in rows):
            found.append(_plan(area_id, row["name_da"], rows, area_id in open_cases))
    found.sort(key=lambda plan: sort_key(plan.name))
    for plan_id, name, is_synthetic in (
        (OUTSIDE_PLANS, text.OTHER_AREAS, False),
        (_OUTSIDE_PLANS_INVENTED, text.OTHER_INVENTED_AREAS, True),
    ):
        outside = _outside(every, in_a_plan, is_synthetic=is_synthetic)
        for part_id, part_name, areas in _by_municipality(plan_id, name, outside, every):
            found.append(_plan(part_id, part_name, areas, has_open_case=False))
    return tuple(sorted(found, key=lambda plan: plan.is_synthetic))


def _outside(every: dict[str, Row], in_a_plan: set[str], *, is_synthetic: bool) -> list[Row]:
    """The areas with figures that lie in no plan: the real ones, or the invented ones."""
    return [
        row
        for area_id, row in every.items()
        if row["area_type"] in ("boligomraade", "afdeling", "reference")
        and row["municipality_code"]
        and row["has_figures"]
        and area_id not in in_a_plan
        and bool(row["is_synthetic"]) == is_synthetic
    ]


def _by_municipality(
    plan_id: str, name: str, outside: list[Row], every: dict[str, Row]
) -> list[tuple[str, str, list[Row]]]:
    """The areas in no plan as one group, or one for each municipality where they are too many for a page."""
    if len(outside) <= _MOST_OUTSIDE:
        return [(plan_id, name, outside)] if outside else []
    names = {row["municipality_code"]: row["name_da"] for row in every.values() if row["area_type"] == "kommune"}
    groups: dict[str, list[Row]] = {}
    for row in outside:
        groups.setdefault(row["municipality_code"], []).append(row)
    return [
        (f"{plan_id}-{code}", say.outside_plans(name, names.get(code, code)), groups[code])
        for code in sorted(groups, key=lambda code: sort_key(str(names.get(code, code))))
    ]


def _below(area_id: str, members: dict[str, set[str]]) -> set[str]:
    """Every area below an area, however deep; a circle in the registry does not stop it."""
    seen: set[str] = set()
    waiting = [area_id]
    while waiting:
        for member in members.get(waiting.pop(), set()) - seen:
            seen.add(member)
            waiting.append(member)
    return seen


def _plan(plan_id: str, name: str, rows: list[Row], has_open_case: bool) -> Plan:
    ordered = sorted(
        rows, key=lambda row: (_AREA_ORDER.get(row["area_type"], 9), sort_key(row["name_da"]), row["area_id"])
    )
    return Plan(
        plan_id=plan_id,
        name=name,
        areas=tuple(row for row in ordered if row["has_figures"]),
        silent=tuple(
            row for row in ordered if not row["has_figures"] and row["area_type"] in ("boligomraade", "afdeling")
        ),
        has_open_case=has_open_case,
        is_synthetic=any(row["is_synthetic"] for row in rows),
    )


def choose(published: Published, route: Route) -> View | None:
    """The choice in the side bar, kept in the address. None when the build holds no plan and no area."""
    every = plans(published)
    if not every:
        return None
    by_id = {plan.plan_id: plan for plan in every}
    real = [plan for plan in every if not plan.is_synthetic] or list(every)
    first = next((plan.plan_id for plan in real if plan.has_open_case), real[0].plan_id)
    names = {plan_id: say.plan_choice(plan.name, plan.is_synthetic) for plan_id, plan in by_id.items()}
    address = {"plan": _select(text.PLAN, "plan", names, first)}
    plan = by_id[address["plan"]]
    if route.has_year:
        names = {_NEWEST: text.NEWEST} | {str(year): say.until(year) for year in _years(published, plan)[1:]}
        address["aar"] = _select(text.YEAR, "aar", names, _NEWEST)
    if route.has_area and plan.areas:
        address["omraade"] = _select(text.AREA, "omraade", _area_names(plan), plan.areas[0]["area_id"])
    if route.has_list and (lists := queries_criteria.list_years(published, plan.every_area_id)):
        names = {str(year): criteria_text.list_name(year) for year in lists}
        address["liste"] = _select(criteria_text.LIST, "liste", names, str(lists[0]))
    if route.has_indicator:
        address |= _indicator(published, plan)
    st.session_state[_CHOSEN] = address
    whole = _whole()
    return View(
        published=published,
        plans=every,
        plan=plan,
        area=next((area for area in plan.areas if area["area_id"] == address.get("omraade")), None),
        year=None if address.get("aar", _NEWEST) == _NEWEST else int(address["aar"]),
        today=today(),
        attempted_at=attempted_at(),
        list_year=int(address["liste"]) if "liste" in address else None,
        indicator_id=address.get("indikator"),
        discretion=None if whole is None else access.discretion(whole),
        chosen_areas=tuple(area for area in plan.areas if area["area_id"] in address.get("omraader", "").split(",")),
    )


def _indicator(published: Published, plan: Plan) -> dict[str, str]:
    """One of the indicators that the plan has figures on, and up to six of the areas they are given for."""
    found = queries_indicator.indicators(published, plan.area_ids)
    if not found:
        return {}
    names = {row["indicator_id"]: row["name_da"] for row in found}
    first = max(found, key=lambda row: (bool(row["is_fixed"]), row["values_given"]))["indicator_id"]
    indicator_id = _select(indicator_text.INDICATOR, "indikator", names, first)
    with_figures = queries_indicator.areas_with_figures(published, plan.area_ids, indicator_id)
    areas = {area_id: name for area_id, name in _area_names(plan).items() if area_id in with_figures}
    return {
        "indikator": indicator_id,
        "omraader": ",".join(_several(indicator_text.AREAS, "omraader", areas, _areas_at_first(plan, with_figures))),
    }


def _areas_at_first(plan: Plan, with_figures: list[str]) -> list[str]:
    """What a board decides about: the boligområder with most figures; without any, the areas of the nearest kind."""
    kinds = {area["area_id"]: _DECIDED_ABOUT.index(area["area_type"]) for area in plan.areas}
    nearest = min((kinds[area_id] for area_id in with_figures), default=0)
    return [area_id for area_id in with_figures if kinds[area_id] == nearest][:_AREAS_AT_FIRST]


def _years(published: Published, plan: Plan) -> list[int]:
    """The years for which the plan has figures or counts, newest first."""
    counted = {row["period_end"].year for row in queries.progress(published, plan.plan_id, None) if row["period_end"]}
    return sorted(queries_figures.years(published, plan.area_ids) | counted, reverse=True)


def _area_names(plan: Plan) -> dict[str, str]:
    return {
        area["area_id"]: text.WHOLE_PLAN if area["area_id"] == plan.plan_id else area["name_da"] for area in plan.areas
    }


def _select(label: str, key: str, names: dict[str, str], first: str) -> str:
    """A choice between `names` (value → what the reader sees) in the side bar; its value stands in the address.

    The address is user input: a value that is no option is passed over. It wins over the widget only when it is
    another than the one written last, which is what a link or the browser's back button brings about.
    """
    state, asked = st.session_state, st.query_params.get(key)
    if asked in names and asked != state.get(_WRITTEN, {}).get(key):
        state[key] = asked
    elif state.get(key) not in names:
        state[key] = first
    return str(st.sidebar.selectbox(label, list(names), format_func=lambda value: names[value], key=key))


def _several(label: str, key: str, names: dict[str, str], first: Sequence[str]) -> list[str]:
    """A choice of up to six among `names`, kept in the address as in `_select`; an empty one becomes `first`."""
    state, asked = st.session_state, st.query_params.get(key)
    if asked and asked != state.get(_WRITTEN, {}).get(key):
        state[key] = asked.split(",")
    wanted = [value for value in state.get(key, ()) if value in names]
    state[key] = wanted[:MOST_AREAS] or [value for value in names if value in first]
    return st.sidebar.multiselect(
        label,
        list(names),
        format_func=lambda value: names[value],
        key=key,
        max_selections=MOST_AREAS,
        placeholder=indicator_text.CHOOSE,
        select_all=False,
    )


def write_address(route: Route) -> None:
    """Put the whole choice into the address, once, and only when it or the page is new and the address has it not.

    Each writing is a step in the browser's history; one without need would catch a reader who goes back. It comes after
    the page: the browser may not have gone to the page yet when it begins, and would write to the one before it.
    """
    address = st.session_state[_CHOSEN]
    if st.session_state.get(_WRITTEN) == address and st.session_state.get(_WRITTEN_ON) == route.path:
        return
    if any(st.query_params.get(key) != value for key, value in address.items()):
        st.query_params.update(address)
    st.session_state[_WRITTEN] = address
    st.session_state[_WRITTEN_ON] = route.path
