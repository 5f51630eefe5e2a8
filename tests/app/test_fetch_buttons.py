"""Everything that is drawn can be taken along, on every page."""

import re
from collections.abc import Callable

import pytest

DRAWN = re.compile(r'<div class="curve|<table role="table" class="drawn"')
DRAWING = re.compile(r'<span class="(?:spine|track|scale|columns|spark)[ "]|<td[^>]* class="[^"]*heat')
EFI = {"plan": "hp-en-faelles-indsats"}
PAGES = ("overview", "area", "indicator", "compare", "survey", "activities", "criteria", "quality", "reports")


@pytest.mark.parametrize("page", PAGES)
def test_every_drawing_has_its_picture_and_every_table_with_one_its_figures(open_page: Callable, page: str):
    shown = open_page(page, **EFI).html
    pieces = DRAWN.split(shown)
    assert all(piece.count('data-fetch="png"') == 1 for piece in pieces[1:])
    assert 'data-fetch="png"' not in pieces[0]
    # A drawing that stands in no table or curve with a picture of its own would be caught here.
    assert not DRAWING.search(re.sub(r'<table role="table" class="drawn".*?</table>|class="legend".*?</ul>', "", shown))
