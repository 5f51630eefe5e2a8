"""What leaves the house as a spreadsheet must not compute what a partner wrote."""

import pandas as pd

from dashboards.table_files import without_formulas


def test_text_that_a_spreadsheet_would_compute_is_shown_and_numbers_stay_numbers() -> None:
    frame = pd.DataFrame({"note": ["=1+1", "@sum", "-", "talt i maj", None], "value": [-1.5, 2.0, 3.0, 4.0, None]})
    safe = without_formulas(frame)
    assert safe["note"].tolist()[:4] == ["'=1+1", "'@sum", "'-", "talt i maj"]
    assert safe["note"].isna().tolist() == [False] * 4 + [True]
    assert safe["value"].tolist()[:4] == [-1.5, 2.0, 3.0, 4.0]
