"""The layouts of workbooks, read from layouts/*.yml: which cell of a table is which area, period and measure."""

from functools import cached_property
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from danish import ingest_setup as setup_da
from ingest import strict_yaml
from ingest.results import ConfigurationError

LAYOUTS_DIR = Path(__file__).with_name("layouts")


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


def normal(text: str) -> str:
    """What two spellings of one heading have in common."""
    return " ".join(text.split()).casefold()


def _told(text: str) -> PydanticCustomError:
    return PydanticCustomError(strict_yaml.TOLD, "{text}", {"text": text})


class Header(_Strict):
    """Where the headings are: the first of `rows` rows is the one that holds every text in `anchors`.

    `fill_right`: a heading that stands once, without merged cells, holds for the empty headings to its right.
    """

    rows: int = Field(default=1, ge=1, le=6)
    anchors: list[str] = Field(min_length=1)
    fill_right: bool = False

    @cached_property
    def normal_anchors(self) -> set[str]:
        return {normal(anchor) for anchor in self.anchors}


class Columns(_Strict):
    """The headings of the columns that say whose figures a row holds.

    `area`: the area as form A's omraade; without it the afdeling's `number` is used, or, where `area_is_municipality`,
    the id of the municipality with that code. `number` and `name` are kept in the note. `constant_municipality_code`:
    where no column has the code. `fill_down`: an empty area or number is that of the row above. `passed_over`: headings
    of columns that are not read; every other heading must be a measure's.
    """

    area: str | None = None
    number: str | None = None
    name: str | None = None
    municipality_code: str | None = None
    constant_municipality_code: str | None = Field(default=None, pattern="^[0-9]{3}$")
    area_is_municipality: bool = False
    fill_down: bool = False
    passed_over: list[str] = Field(default_factory=list)

    @model_validator(mode="after")
    def _names_an_area(self) -> "Columns":
        if bool(self.area or self.number) == self.area_is_municipality:
            raise _told(setup_da.LAYOUT_WITHOUT_AREA)
        if self.area_is_municipality and not self.municipality_code:
            raise _told(setup_da.LAYOUT_WITHOUT_CODE)
        if self.municipality_code and self.constant_municipality_code:
            raise _told(setup_da.LAYOUT_TWO_CODES)
        return self

    @cached_property
    def headings(self) -> dict[str, str]:
        """Role → heading, of the columns that the layout names."""
        roles = ("area", "number", "name", "municipality_code")
        return {role: heading for role in roles if (heading := getattr(self, role))}


class Period(_Strict):
    """Where a figure's period stands: in its column's heading, in a column of its own, or in the table's title."""

    found_in: Literal["header", "column", "title"]
    shape: Literal["year", "quarter", "school_year", "date"] = "year"
    heading: str | None = None

    @model_validator(mode="after")
    def _has_its_column(self) -> "Period":
        if (self.found_in == "column") != bool(self.heading):
            raise _told(setup_da.LAYOUT_PERIOD_HEADING)
        return self


class Measure(_Strict):
    """What the figures under one heading are. Without a heading: those under a year alone.

    `unit`: number (as it stands), percent (31,4 or a cell shown as 31,4 %) or share (0,314 is 31,4 per cent).
    `when_empty`: an empty cell is a figure that was not delivered, or none at all.
    """

    heading: str = ""
    indicator_id: str = Field(min_length=1)
    role: Literal["value", "numerator", "denominator"]
    unit: Literal["number", "percent", "share"]
    when_empty: Literal["not_delivered", "pass_over"] = "not_delivered"


class TableLayout(_Strict):
    """One table, told by its title above the headings or, in blocks, above its rows.

    `sheet`: the sheet's name where that too must fit; `*` stands for anything. `instrument`: of a survey's figures.
    """

    title: str = Field(min_length=1)
    reference_da: str = Field(min_length=1)
    sheet: str = "*"
    instrument: str = ""
    period_shape: Literal["year", "quarter", "school_year", "date"] | None = None
    measures: list[Measure] = Field(min_length=1)

    @model_validator(mode="after")
    def _roles_stand_once(self) -> "TableLayout":
        roles = [(measure.indicator_id, measure.role) for measure in self.measures]
        for indicator_id, role in roles:
            if roles.count((indicator_id, role)) > 1:
                raise _told(setup_da.layout_doubled_role(self.title, indicator_id, role))
        return self

    @cached_property
    def normal_title(self) -> str:
        return normal(self.title)

    @cached_property
    def indicator_ids(self) -> list[str]:
        return list(dict.fromkeys(measure.indicator_id for measure in self.measures))


class Layout(_Strict):
    """One shape of workbook. `footers`: how the text below a table begins. `other_sheets`: those without a table."""

    name_da: str = Field(min_length=1)
    header: Header
    columns: Columns
    period: Period
    footers: list[str] = Field(default_factory=list)
    other_sheets: Literal["refuse", "pass_over"] = "refuse"
    tables: list[TableLayout] = Field(min_length=1)


def read_layouts(folder: Path = LAYOUTS_DIR) -> dict[str, Layout]:
    """All layouts of a folder by id, which is the file's name. Raises ConfigurationError with every fault in them."""
    layouts: dict[str, Layout] = {}
    faults: list[str] = []
    for file in sorted(folder.glob("*.yml")):
        try:
            layouts[file.stem] = _read(file)
        except ConfigurationError as error:
            faults.append(str(error))
    if faults:
        raise ConfigurationError("\n".join(faults))
    return layouts


def _read(file: Path) -> Layout:
    lines, data = strict_yaml.parse(file, file.read_bytes())
    try:
        return Layout.model_validate(data)
    except ValidationError as error:
        faults = []
        for detail in error.errors():
            place = setup_da.yaml_place(file.name, strict_yaml.line_of(lines, detail["loc"]))
            faults.append(f"{place}: {strict_yaml.describe(detail, Layout)}")
        raise ConfigurationError("\n".join(faults)) from error
