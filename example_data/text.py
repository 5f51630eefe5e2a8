"""Numbers and files as Danish partners write them."""

from collections.abc import Iterable, Sequence


def decimal(value: float, places: int) -> str:
    """12.345 → `12,3`; halves are rounded away from nought, as a spreadsheet does."""
    scaled = abs(value) * 10**places + 0.5 + 1e-9
    whole = int(scaled)
    digits = str(whole).rjust(places + 1, "0")
    sign = "-" if value < 0 and whole else ""
    return sign + (f"{digits[:-places]},{digits[-places:]}" if places else digits)


def number(value: float) -> str:
    """A count: whole where it is whole, else with one decimal."""
    return decimal(value, 0 if value == int(value) else 1)


def delimited(
    header: Sequence[str], rows: Iterable[Iterable[str]], *, encoding: str = "utf-8", line_end: str = "\n"
) -> bytes:
    """A semicolon file; no cell of ours holds a semicolon, a quotation mark or a line end."""
    lines = [";".join(header), *(";".join(row) for row in rows)]
    return (line_end.join(lines) + line_end).encode(encoding)
