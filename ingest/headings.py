"""A header that could not be used, held up against the form: what was read, what was expected, and the nearest."""

import difflib
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from ingest import privacy
from ingest.forms import Form, normalised

_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})
# What two spellings of one word have in common at least; more than words that merely end alike.
_ALIKE = 0.6


@dataclass(frozen=True)
class Heading:
    """One column: its name in the form (`column`), and as it was read (`read`); either is empty where there is none,
    and both are for a column without a name.

    `is_needed` says whether a file without it is refused.
    """

    column: str
    read: str
    is_needed: bool

    @property
    def is_right(self) -> bool:
        return bool(self.column) and normalised([self.read]) == [self.column]


def headings(form: Form, header: Sequence[str]) -> tuple[Heading, ...]:
    """The form's columns in its order, each with the heading that is it or comes nearest, then the headings left over.

    Empty for a header that holds none of the form's columns, which is rather a row of figures, and for one that names
    what may not be delivered.
    """
    names = normalised(header)
    if privacy.private_headings(names) or form.share_of_columns(header) == 0:
        return ()
    left = list(zip(names, (read.strip() for read in header), strict=True))
    found: dict[str, str] = {}
    for column in form.columns:
        if at := next((one for one in left if one[0] == column), None):
            left.remove(at)
            found[column] = at[1]
    for column in form.columns:
        if column not in found and (near := _nearest(column, left, form.columns)):
            left.remove(near)
            found[column] = near[1]
    told = [Heading(column, found.get(column, ""), column in form.required) for column in form.columns]
    return (*told, *(Heading("", read, is_needed=False) for _, read in left))


def _nearest(column: str, left: Sequence[tuple[str, str]], taken: Collection[str]) -> tuple[str, str] | None:
    """The heading that spells the column otherwise or names its last word alone, and is none of the `taken` columns."""
    spelt = {_spelt(name): (name, read) for name, read in left if name and name not in taken}
    alike = difflib.get_close_matches(column, spelt, n=1, cutoff=_ALIKE)
    ends = [name for name in spelt if column.endswith(f"_{name}")]
    return next((spelt[name] for name in (*alike, *ends)), None)


def _spelt(name: str) -> str:
    return re.sub(r"[\s_-]+", "_", name.translate(_LETTERS)).strip("_")
