"""The contracts of the sources, read from sources.yml. What is not allowed there stops with its line number."""

import difflib
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, cast, get_args

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import ErrorDetails, PydanticCustomError

from danish import ingest_setup as setup_da
from ingest.results import ConfigurationError

SOURCES_FILE = Path(__file__).with_name("sources.yml")

FormId = Literal["indicator_values", "registrations", "registration_events"]
MarkerMeaning = Literal["suppressed", "not_delivered", "area_too_small", "not_applicable", "zero"]


class Source(BaseModel):
    """One source's contract. `source_id` is the key in sources.yml and the folder under data/raw/."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    source_id: str
    name_da: str = Field(min_length=1)
    form: FormId
    file_types: list[Literal["csv", "txt", "tsv"]] = Field(min_length=1)
    max_megabytes: int = Field(ge=1)
    owner: str = Field(min_length=1)
    cadence: Literal["yearly", "half_yearly", "quarterly", "monthly", "irregular"]
    lag_months: int | None = Field(ge=0)
    licence: str = Field(min_length=1)
    markers: dict[str, MarkerMeaning] = Field(default_factory=dict)
    period_type: Literal["list_year"] | None = None
    encoding: Literal["utf-8", "cp1252"] | None = None
    delimiter: Literal["semicolon", "comma", "tab"] | None = None
    decimal_point: bool = False

    @model_validator(mode="after")
    def _markers_are_signs(self) -> "Source":
        if self.markers and self.form != "indicator_values":
            raise PydanticCustomError("markers", "{text}", {"text": setup_da.MARKERS_NOT_USED})
        for marker in self.markers:
            if not marker.strip() or marker != marker.strip() or re.fullmatch(r"[-−]?[0-9.,]+", marker):
                raise PydanticCustomError("markers", "{text}", {"text": setup_da.marker_is_number(marker)})
        return self


@dataclass(frozen=True)
class Sources:
    """All contracts by source id, and a fingerprint that changes when the file does."""

    by_id: dict[str, Source]
    fingerprint: str


def read_sources(file: Path = SOURCES_FILE) -> Sources:
    """The contracts in `file`. Raises ConfigurationError that lists every fault with its line and what is allowed."""
    content = file.read_bytes()
    lines, data = _parse(file, content)
    by_id: dict[str, Source] = {}
    faults: list[str] = []
    for source_id, entry in data.items():
        body = entry if isinstance(entry, dict) else {}
        try:
            by_id[source_id] = Source.model_validate({**body, "source_id": source_id})
        except ValidationError as error:
            faults += [_describe(file, lines, source_id, detail) for detail in error.errors()]
    if faults:
        raise ConfigurationError("\n".join(faults))
    return Sources(by_id, hashlib.sha256(content).hexdigest())


_Path = tuple[str | int, ...]


def _parse(file: Path, content: bytes) -> tuple[dict[_Path, int], dict[str, Any]]:
    """The file's data, and the line (from 1) of every key and list item in it."""
    try:
        root = yaml.compose(content, Loader=yaml.SafeLoader)
        data = yaml.safe_load(content)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = setup_da.yaml_place(file.name, mark.line + 1 if mark else None)
        raise ConfigurationError(f"{place}: {setup_da.NOT_YAML}") from error
    if not isinstance(data, dict) or not all(isinstance(name, str) for name in data):
        raise ConfigurationError(f"{file.name}: {setup_da.NOT_YAML}")
    lines: dict[_Path, int] = {}
    doubled = []
    for path, line in _places(cast(yaml.Node, root)):
        if path in lines:
            doubled.append(f"{setup_da.yaml_place(file.name, line)}: {setup_da.doubled_key(str(path[-1]))}")
        lines[path] = line
    if doubled:
        raise ConfigurationError("\n".join(doubled))
    return lines, data


def _places(node: yaml.Node, path: _Path = ()) -> Iterator[tuple[_Path, int]]:
    if isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            here = (*path, name.value)
            yield here, name.start_mark.line + 1
            yield from _places(value, here)
    elif isinstance(node, yaml.SequenceNode):
        for position, value in enumerate(node.value):
            yield (*path, position), value.start_mark.line + 1
            yield from _places(value, (*path, position))


def _describe(file: Path, lines: dict[_Path, int], source_id: str, detail: ErrorDetails) -> str:
    """One fault in words, at the line of the nearest key that the file does have."""
    path: _Path = (source_id, *detail["loc"])
    known = next((path[:length] for length in range(len(path), 0, -1) if path[:length] in lines), None)
    place = setup_da.yaml_place(file.name, lines[known] if known else None)
    return f"{place}, {source_id}: {_fault(detail)}"


def _fault(detail: ErrorDetails) -> str:
    name = ".".join(str(part) for part in detail["loc"])
    context = detail.get("ctx", {})
    match detail["type"]:
        case "extra_forbidden":
            allowed = [field for field in Source.model_fields if field != "source_id"]
            nearest = difflib.get_close_matches(name, allowed, n=1)
            return setup_da.unknown_key(name, nearest[0] if nearest else None, allowed)
        case "missing":
            return setup_da.missing_key(name)
        case "literal_error":
            return setup_da.not_allowed(name, detail["input"], _allowed(detail["loc"]))
        case "markers":
            return str(context["text"])
        case kind:
            expected = setup_da.EXPECTED_TYPES.get(kind, setup_da.EXPECTED_OTHERWISE)
            return setup_da.wrong_type(name, detail["input"], expected)


def _allowed(location: tuple[str | int, ...]) -> list[str]:
    """The values that a field, or the items of a list or mapping in it, may have."""
    return _literals(Source.model_fields[str(location[0])].annotation)


def _literals(annotation: Any) -> list[str]:
    values: list[str] = []
    for part in get_args(annotation):
        values += [part] if isinstance(part, str) else _literals(part)
    return values
