"""YAML files that are contracts: every fault is told with its line and what is allowed there."""

import difflib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast, get_args

import yaml
from pydantic import BaseModel
from pydantic_core import ErrorDetails

from danish import ingest_setup as setup_da
from ingest.results import ConfigurationError

Place = tuple[str | int, ...]

# A fault whose text a validator wrote itself: PydanticCustomError(TOLD, "{text}", {"text": …}).
TOLD = "told"


def parse(file: Path, content: bytes) -> tuple[dict[Place, int], dict[str, Any]]:
    """The line (from 1) of every key and list item, and the data. Raises ConfigurationError for what is no mapping."""
    try:
        root = yaml.compose(content, Loader=yaml.SafeLoader)
        data = yaml.safe_load(content)
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        place = setup_da.yaml_place(file.name, mark.line + 1 if mark else None)
        raise ConfigurationError(f"{place}: {setup_da.NOT_YAML}") from error
    if not isinstance(data, dict) or not all(isinstance(name, str) for name in data):
        raise ConfigurationError(f"{file.name}: {setup_da.NOT_YAML}")
    lines: dict[Place, int] = {}
    doubled = []
    for path, line in _places(cast(yaml.Node, root)):
        if path in lines:
            doubled.append(f"{setup_da.yaml_place(file.name, line)}: {setup_da.doubled_key(str(path[-1]))}")
        lines[path] = line
    if doubled:
        raise ConfigurationError("\n".join(doubled))
    return lines, data


def _places(node: yaml.Node, path: Place = ()) -> Iterator[tuple[Place, int]]:
    if isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            here = (*path, name.value)
            yield here, name.start_mark.line + 1
            yield from _places(value, here)
    elif isinstance(node, yaml.SequenceNode):
        for position, value in enumerate(node.value):
            yield (*path, position), value.start_mark.line + 1
            yield from _places(value, (*path, position))


def line_of(lines: dict[Place, int], path: Place) -> int | None:
    """The line of the nearest key on that path that the file does have."""
    return next((lines[path[:length]] for length in range(len(path), 0, -1) if path[:length] in lines), None)


def describe(detail: ErrorDetails, model: type[BaseModel], hidden: tuple[str, ...] = ()) -> str:
    """One fault of validation in words. `hidden` are the model's fields that are no keys of the file."""
    location = detail["loc"]
    name = ".".join(str(part) for part in location)
    match detail["type"]:
        case "extra_forbidden":
            owner = _annotation_at(model, location[:-1])
            allowed = [field for field in _model_in(owner).model_fields if field not in hidden]
            nearest = difflib.get_close_matches(str(location[-1]), allowed, n=1)
            return setup_da.unknown_key(name, nearest[0] if nearest else None, allowed)
        case "missing":
            return setup_da.missing_key(name)
        case "literal_error":
            return setup_da.not_allowed(name, detail["input"], _literals(_annotation_at(model, location)))
        case "told":
            return str(detail.get("ctx", {})["text"])
        case kind:
            expected = setup_da.EXPECTED_TYPES.get(kind, setup_da.EXPECTED_OTHERWISE)
            return setup_da.wrong_type(name, detail["input"], expected)


def _annotation_at(model: type[BaseModel], location: tuple[str | int, ...]) -> Any:
    """The type that the model has at that place; for an item of a list or mapping the type of the whole."""
    found: Any = model
    for part in location:
        inner = _models(found)
        if inner and str(part) in inner[0].model_fields:
            found = inner[0].model_fields[str(part)].annotation
    return found


def _model_in(annotation: Any) -> type[BaseModel]:
    return _models(annotation)[0]


def _models(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for part in get_args(annotation) for model in _models(part)]


def _literals(annotation: Any) -> list[str]:
    values: list[str] = []
    for part in get_args(annotation):
        values += [part] if isinstance(part, str) else _literals(part)
    return values
