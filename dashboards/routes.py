"""The pages and their addresses; known to the router and to the server, which answers every other address with a 404.

The scripts must not lie in a folder called `pages` beside the router: Streamlit would then take them for its older kind
of pages, and the first reader after a start would be told that the page does not exist.
"""

from dataclasses import dataclass

from danish import (
    page_activities,
    page_compare,
    page_criteria,
    page_indicator,
    page_open_data,
    page_reports,
    page_survey,
    page_upload,
)
from danish import pages as text
from dashboards import configuration


@dataclass(frozen=True)
class Route:
    """A page: its script, its address below the root (empty for the front page), its name in the menu, and what
    can be chosen on it beside the plan: the latest year, one area, one indicator with some areas, or one of the state's
    lists."""

    script: str
    path: str
    title: str
    has_year: bool
    has_area: bool
    has_list: bool = False
    has_indicator: bool = False


ROUTES = (
    Route("views/overview.py", "", text.OVERVIEW, has_year=True, has_area=False),
    Route("views/area.py", "omraade", text.AREA, has_year=True, has_area=True),
    Route("views/indicator.py", "indikator", page_indicator.TITLE, has_year=True, has_area=False, has_indicator=True),
    Route("views/compare.py", "sammenlign", page_compare.TITLE, has_year=True, has_area=False),
    Route("views/survey.py", "tryghed", page_survey.TITLE, has_year=True, has_area=False),
    Route("views/activities.py", "aktiviteter", page_activities.TITLE, has_year=True, has_area=False),
    Route("views/criteria.py", "kriterier", page_criteria.TITLE, has_year=False, has_area=False, has_list=True),
    Route("views/quality.py", "datakvalitet", text.QUALITY, has_year=False, has_area=False),
    Route("views/reports.py", "rapporter", page_reports.TITLE, has_year=False, has_area=False),
)
OPEN_DATA = Route("views/open_data.py", "aabne-data", page_open_data.TITLE, has_year=False, has_area=False)
UPLOAD = Route("views/upload.py", "indberet", page_upload.TITLE, has_year=False, has_area=False)
FRONT_PAGE_ALIAS = "overblik"


def available() -> tuple[Route, ...]:
    """The pages as things are configured."""
    configured = ((OPEN_DATA, bool(configuration.open_sources())), (UPLOAD, configuration.takes_deliveries()))
    return ROUTES + tuple(route for route, is_open in configured if is_open)
