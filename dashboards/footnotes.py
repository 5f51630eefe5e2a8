"""Sources as numbered notes, so that every figure names its own without a long line in each cell."""

from danish import page_sentences as say
from dashboards import components as html

MOST_IN_SIGHT = 4


class Footnotes:
    """The sources named in one table, numbered in the order they are met."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def refer(self, source: str | None) -> str:
        """`kilde 2`, the same number for the same source; an empty string without one."""
        if not source:
            return ""
        number = self._numbers.setdefault(source, len(self._numbers) + 1)
        return say.source_number(number)

    def listed(self, *, is_printed: bool = True) -> str:
        """The notes below the table, folded away when they are many; then not on paper where `is_printed` is False."""
        if not self._numbers:
            return ""
        lines = [html.paragraph(say.source_note(number, source), "note") for source, number in self._numbers.items()]
        notes = f'<div class="notes">{"".join(lines)}</div>'
        return (
            notes if len(lines) <= MOST_IN_SIGHT else html.fold(say.sources(len(lines)), notes, is_printed=is_printed)
        )
