"""What of the words that people have written may be told to a reader with own plans, on a page, on paper and by mail:
which findings, and which of those without another plan's names.

Seen are those about the own plans and their areas; about a wider area that the own figures are compared with; and about
a source that the own figures come from, or that no figure has come from at all. What concerns only whoever runs the
program is for those who see everything.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from danish import discretion as text
from publish.marts import NotInBuildError, Published

Row = Mapping[str, Any]

_SEEN = """
with own as (
    select a.* from dim_area a where list_contains($own, a.area_id)
),
compared as (
    select distinct baseline_area_id, indicator_id from mart_area_vs_baseline
    where area_id in (select area_id from own)
),
sources as (
    select distinct source_id from fct_indicator_value where area_id in (select area_id from own)
    union
    select unnest(['registrations', 'registration_events'])
    where exists (select 1 from mart_activity_progress where list_contains($plans, helhedsplan_id))
)
select
    f.finding_id, f.message_da, f.diagnosis_da, f.action_da, f.comment, f.evidence_json, f.readings_json,
    a.name_da as area_name, i.name_da as indicator_name, f.period_id
from mart_finding f
left join dim_area a on a.area_id = f.area_id
left join dim_indicator i on i.indicator_id = f.indicator_id
where case
    when f.helhedsplan_id is not null then list_contains($plans, f.helhedsplan_id)
    when f.area_id in (select area_id from own) then true
    when f.area_id is not null then
        f.area_id in (select parent_area_id from own)
        or (f.area_id, f.indicator_id) in (select (baseline_area_id, indicator_id) from compared)
    when f.activity_id is not null then
        f.activity_id in (select activity_id from dim_activity where list_contains($plans, helhedsplan_id))
    when f.source_id is not null then
        f.check_id = 'source_absent' or f.source_id in (select source_id from sources)
    else false
end
"""
_NAMES_OF_OTHERS = """
with own as (
    select unnest($own) as area_id
),
members as (
    select parent_area_id as plan_id, area_id from dim_area where parent_area_id is not null
    union
    select group_area_id, member_area_id from dim_area_group
),
kin as (
    select distinct plan_id from members where area_id in (select area_id from own)
    union
    select area_id from own
),
named as (
    select name_da, area_id in (select plan_id from kin) as is_own from dim_area
    where area_type in ('helhedsplan', 'boligomraade', 'afdeling')
    union all
    select name_da, helhedsplan_id in (select plan_id from kin) from dim_activity
    union all
    select name_da, true from dim_area where area_type not in ('helhedsplan', 'boligomraade', 'afdeling')
)
select name_da from named where name_da is not null group by name_da having not bool_or(is_own)
"""
_TOLD_IN = ("message_da", "diagnosis_da", "action_da", "comment", "evidence_json", "readings_json")


@dataclass(frozen=True)
class Seen:
    """The ids of the findings that may be seen; `reworded` are those that name another plan's places or activities,
    each with what is said instead; `others` are the names of other plans' places and activities."""

    finding_ids: frozenset[str]
    reworded: dict[str, str] = field(default_factory=dict)
    others: tuple[str, ...] = field(default=(), repr=False)

    @property
    def replacement(self) -> str:
        """The columns of mart_finding as they are to be read, in SQL."""
        if not self.reworded:
            return ""
        said = " ".join(f"when {_quoted(key)} then {_quoted(words)}" for key, words in sorted(self.reworded.items()))
        told = f"finding_id in ({', '.join(_quoted(key) for key in sorted(self.reworded))})"
        emptied = [f"case when {told} then null else {name} end as {name}" for name in _TOLD_IN[1:4]]
        emptied += [f"case when {told} then '[]' else {name} end as {name}" for name in _TOLD_IN[4:]]
        return ", ".join([f"case finding_id {said} else message_da end as message_da", *emptied])

    def notes(self, published: Published, condition: str) -> str:
        """The column with the remarks to figures, as it is to be read, in SQL; `condition` says which rows are seen."""
        sql = f"select distinct note from fct_indicator_value where note is not null and ({condition})"
        try:
            naming = [row["note"] for row in published.rows(sql) if names_any(row["note"], self.others)]
        except NotInBuildError:
            return ""
        if not naming:
            return ""
        among = ", ".join(map(_quoted, sorted(naming)))
        return f"case when note in ({among}) then {_quoted(text.NOTE_WITHHELD)} else note end as note"

    def told(self, row: Row) -> dict[str, Any]:
        """A finding, as it stands with what has happened since the build (`quality.findings.lay_over`), as it may be
        told: without another plan's names, and without a comment that holds them."""
        key, now = row["finding_id"], row["since_build"]
        found = dict(row)
        if key in self.reworded:
            found |= {
                "message_da": self.reworded[key],
                **dict.fromkeys(_TOLD_IN[1:3]),
                **dict.fromkeys(_TOLD_IN[4:], "[]"),
            }
        if row["comment"] and not self.may_be_told(key, row["comment"]):
            found |= {"comment": text.WITHHELD, "since_build": now and replace(now, comment=text.WITHHELD)}
        return found

    def may_be_told(self, finding_id: str, words: str | None) -> bool:
        """Whether what somebody has written about a finding may be shown: what came since the build is uncut."""
        return finding_id not in self.reworded and not names_any(words or "", self.others)


def seen(published: Published, plans: Collection[str], own_areas: Collection[str]) -> Seen:
    """What one may see of the findings whose plans and areas (those within the plans) these are."""
    own = {"own": sorted(own_areas), "plans": sorted(plans)}
    rows = published.rows(_SEEN, own)
    others = [row["name_da"] for row in published.rows(_NAMES_OF_OTHERS, {"own": own["own"]})]
    naming = [row for row in rows if names_any(_told(row), others)]
    return Seen(
        frozenset(row["finding_id"] for row in rows),
        {
            row["finding_id"]: text.finding_shared_with_others(
                row["area_name"], row["indicator_name"], row["period_id"]
            )
            for row in naming
        },
        tuple(others),
    )


def names_any(told: str, names: Iterable[str]) -> bool:
    """Whether one of the names stands in the text as words of its own, whatever its capitals."""
    whole = told.casefold()
    return any(
        name in whole and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", whole) for name in map(str.casefold, names)
    )


def _told(row: Row) -> str:
    return " ".join(str(row[name] or "") for name in _TOLD_IN)


def _quoted(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
