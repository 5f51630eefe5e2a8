"""Which shown figures have an open finding, and how much they could move."""

from collections.abc import Iterable
from dataclasses import dataclass

from danish import report as words
from danish import report_parts as parts
from reports.findings import Finding


@dataclass(frozen=True)
class Affected:
    """A figure that is in use but has a warning; `findings` counts them."""

    subject: str
    place: str
    period: str
    shown: str
    possible: str
    findings: int
    owner: str


def in_use(open_findings: Iterable[Finding]) -> tuple[Affected, ...]:
    """One line per figure with warnings and nothing worse, in the order of the findings.

    A figure with a critical finding is not in use; it stands among those under clarification.
    """
    by_figure: dict[tuple[str | None, ...], list[Finding]] = {}
    critical = set()
    for finding in open_findings:
        if finding.severity == "critical":
            critical.add(finding.key)
        elif finding.severity == "warning":
            by_figure.setdefault(finding.key, []).append(finding)
    return tuple(_affected(found) for key, found in by_figure.items() if key not in critical)


def _affected(found: list[Finding]) -> Affected:
    first = next((finding for finding in found if finding.observed is not None), found[0])
    return Affected(
        subject=first.subject,
        place=first.place,
        period=first.period,
        shown=_shown(first),
        possible=next(filter(None, map(_possible, found)), words.CANNOT_BE_DERIVED),
        findings=len(found),
        owner=first.owner,
    )


def _shown(finding: Finding) -> str:
    """The figure as it was delivered, with its reservation or its counts; else as the check saw it."""
    delivered = _delivered(finding)
    if len(delivered) == 1:
        return delivered[0]
    return words.HIDDEN if finding.observed is None else finding.number_format.write(finding.observed)


def _delivered(finding: Finding) -> list[str]:
    """The different figures that were delivered for the finding's own period."""
    return list(dict.fromkeys(row.value for row in finding.evidence if row.period == finding.period))


def _possible(finding: Finding) -> str:
    """The limits that the other figures lead one to expect, else the figures that contradict each other."""
    write = finding.number_format.write
    low = None if finding.expected_low is None else write(finding.expected_low)
    high = None if finding.expected_high is None else write(finding.expected_high)
    if low is not None or high is not None:
        return parts.expected_between(low, high)
    delivered = _delivered(finding)
    return parts.either(delivered) if len(delivered) > 1 else ""
