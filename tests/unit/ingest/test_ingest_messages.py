"""What a partner is told to do: nothing that only whoever runs the project can."""

import inspect
import re
from collections.abc import Callable, Iterator
from typing import Any

from danish import ingest, ingest_events, ingest_names, ingest_privacy, ingest_survey, ingest_workbook
from danish.ingest import Message

MODULES = (ingest, ingest_events, ingest_names, ingest_privacy, ingest_survey, ingest_workbook)
SAMPLES = {"str": "motalavej", "int": 3, "float": 1.5, "str | None": None}
THE_PROJECTS_OWN = re.compile(r"\.ya?ml|\w\.csv|seeds|data/raw|ingest/|layout|passed_over|max_|delimiter|decimal_point")


def _sample(parameter: inspect.Parameter) -> Any:
    if parameter.name in ("shapes", "period_type"):
        return ["year"] if parameter.name == "shapes" else "year"
    kind = inspect.formatannotation(parameter.annotation)
    if "tuple[str, str]" in kind:
        return [("aktivitet", "plan"), ("anden", "plan")]
    if "int]" in kind:
        return [3, 4]
    return ["a", "b"] if "Iterable" in kind or "list" in kind else SAMPLES[kind]


def _messages() -> Iterator[tuple[str, Message]]:
    """Every message that ingest can give, with sample words."""
    for module in MODULES:
        for name, found in vars(module).items():
            if isinstance(found, Message):
                yield name, found
            elif inspect.isfunction(found) and found.__annotations__.get("return") is Message:
                yield name, _called(found)


def _called(make: Callable[..., Message]) -> Message:
    return make(*(_sample(parameter) for parameter in inspect.signature(make).parameters.values()))


def test_no_partner_is_told_to_edit_the_projects_own_files():
    messages = dict(_messages())
    assert len(messages) > 80
    assert {name: one.for_partner for name, one in messages.items() if THE_PROJECTS_OWN.search(one.for_partner)} == {}
    assert all(one.for_partner for one in messages.values())


def test_whoever_runs_the_project_is_still_told_where():
    assert "activities.csv" in ingest_names.unknown_activity("x", "hp-a", None).remedy
    assert "analytikeren" in ingest_names.unknown_activity("x", "hp-a", None).for_partner
