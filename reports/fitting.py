"""The widths of a table's columns by what stands in them; a column with nothing in it is left out."""

from dataclasses import replace

from reports.document import Cell, Chart, Column, Row, Table

_LINE = 105.0  # letters of a table's size across the paper, without the space between columns
_SHORT = 12  # a text no longer than this stands on one line
_LETTERS_PER_PIXEL = 0.6 / 4.2  # drawings stand at 0.6 of their size, and a letter is about 4.2 points wide


def fitted(whole: Table) -> Table:
    """The table without its empty columns, each other one wide enough for its longest word.

    What is left of the line goes to the columns with long texts, by what they lack, so that the longest texts take
    about as many lines each. Columns that only the workbook has stay as they are.
    """
    kept = [place for place, column in enumerate(whole.columns) if not column.width or _has_words(whole, place)]
    widths = _widths(whole, [place for place in kept if whole.columns[place].width])
    columns = tuple(replace(whole.columns[place], width=widths.get(place, 0)) for place in kept)
    rows = tuple(replace(row, cells=tuple(row.cells[place] for place in kept)) for row in whole.rows)
    return replace(whole, columns=columns, rows=rows)


def _has_words(whole: Table, place: int) -> bool:
    return not whole.rows or any(not _is_empty(row.cells[place]) for row in whole.rows)


def _is_empty(cell: Cell) -> bool:
    return not (cell.text or cell.note or cell.charts or cell.lines)


def _widths(whole: Table, places: list[int]) -> dict[int, float]:
    """In letters; they fill the line, or more where the longest words alone need more."""
    least = {place: _least(whole.columns[place], whole.rows, place) for place in places}
    lacking = {place: max(_longest(whole.rows, place) - least[place], 0.0) for place in places}
    left = max(_LINE - sum(least.values()), 0.0)
    share = min(left / (sum(lacking.values()) or 1.0), 1.0)
    return {place: round(least[place] + share * lacking[place], 1) for place in places}


def _least(column: Column, rows: tuple[Row, ...], place: int) -> float:
    """The longest word of the column and its heading, or its widest drawing."""
    words = [len(word) for text in (column.name, *_texts(rows, place)) for word in text.split(" ")]
    words += [len(row.cells[place].text) for row in rows if len(row.cells[place].text) <= _SHORT]
    drawings = [chart.width * _LETTERS_PER_PIXEL for row in rows for chart in _charts(row.cells[place])]
    return max([*map(float, words), *drawings])


def _longest(rows: tuple[Row, ...], place: int) -> float:
    return max((float(len(text)) for text in _texts(rows, place)), default=0.0)


def _texts(rows: tuple[Row, ...], place: int) -> list[str]:
    cells = [row.cells[place] for row in rows]
    return [text for cell in cells for text in (cell.text, cell.note, *(words for _, words in cell.lines))]


def _charts(cell: Cell) -> list[Chart]:
    return [*cell.charts, *(chart for chart, _ in cell.lines if chart is not None)]
