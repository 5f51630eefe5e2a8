"""Who has delivered figures, by the names that stand at the figures, and which of them a given name means."""

import difflib
import re

from danish import format as form
from danish import quality_letter as words
from publish.marts import Published

_NAMES = """
select owner as name from mart_finding where owner is not null
union
select reported_by from mart_activity_progress where reported_by is not null
union
select owner from dim_source where owner is not null
"""
_NEAREST = 4


class UnknownPartnerError(ValueError):
    """No partner, or several, are called so; the message is Danish and names the nearest."""


def names(published: Published) -> list[str]:
    """Every partner, in Danish alphabetical order."""
    return sorted({row["name"] for row in published.rows(_NAMES) if row["name"]}, key=form.sort_key)


def find(wanted: str, known: list[str]) -> str:
    """The partner that `wanted` means: its name, or words that are found in the name of one partner alone.

    Raises UnknownPartnerError.
    """
    exact = [name for name in known if name.casefold() == wanted.strip().casefold()]
    if exact:
        return exact[0]
    asked = _words(wanted)
    found = [name for name in known if asked and asked <= _words(name)]
    if len(found) == 1:
        return found[0]
    if found:
        raise UnknownPartnerError(words.several_partners(wanted, found))
    raise UnknownPartnerError(words.unknown_partner(wanted, _nearest(wanted, known)))


def _words(name: str) -> set[str]:
    return set(re.findall(r"\w+", name.casefold()))


def _nearest(wanted: str, known: list[str]) -> list[str]:
    """Names that share a word or are spelt much alike, the most alike first."""
    by_word = [name for name in known if _words(name) & _words(wanted)]
    folded = {name.casefold(): name for name in known}
    alike = [folded[name] for name in difflib.get_close_matches(wanted.casefold(), folded, n=_NEAREST, cutoff=0.4)]
    return list(dict.fromkeys([*alike, *by_word]))[:_NEAREST]
