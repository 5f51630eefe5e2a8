"""What is said about a figure that its own division by sex, age or the like contradicts."""

from danish import quality as text
from danish import quality_breakdown as wording
from danish.format import count
from quality.case import Account, Case, limit
from quality.diagnosis import corrected


def breakdown_mismatch(case: Case) -> Account:
    row = case.row
    period_id = row["period_id"]
    action = text.ask(case.owner, wording.ask(period_id))
    if case.is_hidden:
        return Account(wording.hidden(case.where, period_id=period_id), action)
    if row["figure"] == "share":
        message = wording.share(
            case.where,
            whole=case.current,
            period_id=period_id,
            breakdown=row["breakdown"],
            low=limit(case, row["expected_low"]),
            high=limit(case, row["expected_high"]),
        )
        return Account(message, action)
    whole, parts = count(row["observed"]), count(row["judged"])
    counted = wording.COUNTED if row["figure"] == "counted" else ""
    if row["part_indicator_id"]:
        name = case.registries.indicators[row["part_indicator_id"]]["name_da"]
        message = wording.within(case.where, whole=whole, period_id=period_id, part=name, of_part=parts)
        return Account(message + counted, action)
    message = wording.sums(
        case.where,
        whole=whole,
        period_id=period_id,
        parts=row["parts_delivered"],
        breakdown=row["breakdown"],
        sum_of_parts=parts,
        is_complete=row["is_complete"],
    )
    readings = [corrected(row, "none", wording.whole_from_parts(parts), text.UNDECIDED)] if row["is_complete"] else []
    return Account(message + counted, action, readings)
