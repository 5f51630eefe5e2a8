"""The contracts of the sources, read from sources.yml. What is not allowed there stops with its line number."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from danish import ingest_setup as setup_da
from ingest import strict_yaml
from ingest.layout_files import LAYOUTS_DIR, Layout, read_layouts
from ingest.results import ConfigurationError

SOURCES_FILE = Path(__file__).with_name("sources.yml")

FormId = Literal["indicator_values", "survey_answers", "registrations", "registration_events"]
FileType = Literal["csv", "txt", "tsv", "xlsx"]
MarkerMeaning = Literal["suppressed", "not_delivered", "area_too_small", "not_applicable", "zero"]
Cadence = Literal["yearly", "half_yearly", "quarterly", "monthly", "irregular"]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class WorkbookLimits(_Strict):
    """How large a workbook may be; the file as delivered is bounded by `max_megabytes`."""

    max_uncompressed_megabytes: int = Field(default=500, ge=1)
    max_sheets: int = Field(default=200, ge=1)
    max_rows: int = Field(default=200_000, ge=1)
    max_columns: int = Field(default=500, ge=1)


class ExpectedTable(_Strict):
    """When the figures of one table are due: its last year is another than the next table's."""

    indicator_ids: list[str] = Field(min_length=1)
    cadence: Cadence
    lag_months: int = Field(ge=0)


class Source(_Strict):
    """One source's contract. `source_id` is the key in sources.yml and the folder under data/raw/."""

    source_id: str
    name_da: str = Field(min_length=1)
    forms: list[FormId] = Field(min_length=1)
    file_types: list[FileType] = Field(min_length=1)
    max_megabytes: int = Field(ge=1)
    owner: str = Field(min_length=1)
    cadence: Cadence
    lag_months: int | None = Field(ge=0)
    licence: str = Field(min_length=1)
    markers: dict[str, MarkerMeaning] = Field(default_factory=dict)
    period_type: Literal["list_year"] | None = None
    encoding: Literal["utf-8", "cp1252"] | None = None
    delimiter: Literal["semicolon", "comma", "tab"] | None = None
    decimal_point: bool = False
    layouts: list[str] = Field(default_factory=list)
    workbook: WorkbookLimits = Field(default_factory=WorkbookLimits)
    free_columns: list[str] = Field(default_factory=list)
    tables: dict[str, ExpectedTable] = Field(default_factory=dict)
    _mappings: dict[str, Layout] = PrivateAttr(default_factory=dict)

    @property
    def form(self) -> str:
        """The form that the source is known by: the first of those it may deliver."""
        return self.forms[0]

    @property
    def mappings(self) -> Mapping[str, Layout]:
        """The layouts of the source's workbooks, by id."""
        return self._mappings

    def laid_out(self, layouts: Mapping[str, Layout]) -> "Source":
        """The contract with its layouts at hand."""
        source = self.model_copy()
        source._mappings = {layout_id: layouts[layout_id] for layout_id in self.layouts}
        return source

    @model_validator(mode="after")
    def _markers_are_signs(self) -> "Source":
        if self.markers and "indicator_values" not in self.forms:
            raise _told(setup_da.MARKERS_NOT_USED)
        for marker in self.markers:
            if not marker.strip() or marker != marker.strip() or re.fullmatch(r"[-−]?[.,]*[0-9][0-9.,]*", marker):
                raise _told(setup_da.marker_is_number(marker))
        return self

    @model_validator(mode="after")
    def _workbook_keys_have_a_workbook(self) -> "Source":
        for key in ("layouts", "workbook"):
            if key in self.model_fields_set and "xlsx" not in self.file_types:
                raise _told(setup_da.workbook_key(key))
        if self.layouts and "indicator_values" not in self.forms:
            raise _told(setup_da.LAYOUTS_NOT_USED)
        return self

    @model_validator(mode="after")
    def _tables_do_not_share(self) -> "Source":
        owners: dict[str, str] = {}
        for name, table in self.tables.items():
            for indicator_id in table.indicator_ids:
                if indicator_id in owners:
                    raise _told(setup_da.indicator_in_two_tables(indicator_id, owners[indicator_id], name))
                owners[indicator_id] = name
        return self


def _told(text: str) -> PydanticCustomError:
    return PydanticCustomError(strict_yaml.TOLD, "{text}", {"text": text})


@dataclass(frozen=True)
class Sources:
    """All contracts by source id, and a fingerprint that changes when the file or a layout does."""

    by_id: dict[str, Source]
    fingerprint: str


def read_sources(file: Path = SOURCES_FILE) -> Sources:
    """The contracts in `file`, and the layouts they name: those in `layouts/` beside it, or else the project's own.

    Raises ConfigurationError that lists every fault with its line and what is allowed.
    """
    content = file.read_bytes()
    lines, data = strict_yaml.parse(file, content)
    folder = file.parent / LAYOUTS_DIR.name
    layouts = read_layouts(folder if folder.is_dir() else LAYOUTS_DIR)
    by_id: dict[str, Source] = {}
    faults: list[str] = []

    def fault(source_id: str, location: strict_yaml.Place, text: str) -> None:
        place = setup_da.yaml_place(file.name, strict_yaml.line_of(lines, (source_id, *location)))
        faults.append(f"{place}, {source_id}: {text}")

    for source_id, entry in data.items():
        body = entry if isinstance(entry, dict) else {}
        try:
            source = Source.model_validate({**body, "source_id": source_id})
        except ValidationError as error:
            for detail in error.errors():
                fault(source_id, detail["loc"], strict_yaml.describe(detail, Source, hidden=("source_id",)))
            continue
        unknown = [place for place, layout_id in enumerate(source.layouts) if layout_id not in layouts]
        for place in unknown:
            fault(source_id, ("layouts", place), setup_da.not_allowed("layouts", source.layouts[place], layouts))
        if not unknown:
            by_id[source_id] = source.laid_out(layouts)
    if faults:
        raise ConfigurationError("\n".join(faults))
    described = "".join(layout.model_dump_json() for layout in layouts.values())
    return Sources(by_id, hashlib.sha256(content + described.encode()).hexdigest())
