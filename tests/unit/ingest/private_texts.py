"""Private texts in every notation that the guard knows, as Hypothesis strategies."""

from hypothesis import strategies as st

BLANKS = st.sampled_from([" ", "\u00a0", "\u2009", "\u202f", "\u2007", "\u3000", "\u00ad", "\u200b", "\ufeff"])
DASHES = st.sampled_from(["-", "\u2010", "\u2011", "\u2013", "\u2014", "\u2212", "\uff0d"])
_SCRIPTS = st.sampled_from(["0123456789", "０１２３４５６７８９", "٠١٢٣٤٥٦٧٨٩", "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗", "०१२३४५६७८९"])
DAYS = st.integers(1, 28).map("{:02}".format)
MONTHS = st.integers(1, 12).map("{:02}".format)
YEARS = st.integers(0, 99).map("{:02}".format)
SERIALS = st.integers(0, 9999).map("{:04}".format)


@st.composite
def _in_scripts(draw: st.DrawFn, texts: st.SearchStrategy[str]) -> str:
    """The text with some of its digits in other scripts."""
    text = draw(texts)
    if draw(st.integers(0, 3)):
        return text
    return "".join(draw(_SCRIPTS)[int(sign)] if sign in "0123456789" else sign for sign in text)


_GAPS = st.one_of(st.just(""), st.lists(st.one_of(BLANKS, DASHES), max_size=3).map("".join))
_MARKS = st.one_of(st.just(""), BLANKS, DASHES, st.sampled_from("./"))


@st.composite
def _cpr(draw: st.DrawFn) -> str:
    mark = draw(_MARKS)
    return mark.join([draw(DAYS), draw(MONTHS), draw(YEARS)]) + draw(_GAPS) + draw(SERIALS)


@st.composite
def _email(draw: st.DrawFn) -> str:
    word = st.text("abcæøåéA09_.+'-", min_size=1, max_size=9)
    return f"{draw(word)}{draw(st.sampled_from('@＠'))}{draw(word)}.{draw(st.sampled_from(['dk', 'øl', 'com']))}"


@st.composite
def _phone(draw: st.DrawFn) -> str:
    digits = draw(st.lists(st.sampled_from("0123456789"), min_size=8, max_size=8))
    gap = st.one_of(st.just(""), BLANKS, DASHES, st.just("."))
    spread = "".join(digit + draw(gap) for digit in digits[:-1]) + digits[-1]
    pairs = draw(st.one_of(BLANKS, DASHES, st.just("."))).join("".join(digits[at : at + 2]) for at in (0, 2, 4, 6))
    words = st.sampled_from(["tlf. ", "Telefon: ", "TLFNR.", "mobil", "ring på ", "sms til ", "tel.: nr. "])
    prefixes = st.sampled_from(["+45", "+45 ", "(+45) ", "0045 ", "00\u00a045", "+46", "＋45"])
    return draw(st.sampled_from([draw(words) + spread, draw(prefixes) + spread, pairs]))


@st.composite
def cpr_as_number(draw: st.DrawFn) -> str:
    """A CPR number as a spreadsheet's number: with or without its first nought, grouped, with decimals, as a power."""
    number = int(draw(DAYS) + draw(MONTHS) + draw(YEARS) + draw(SERIALS))
    mark = draw(st.one_of(BLANKS, st.sampled_from([".", ",", "'", "’"])))
    zeros = draw(st.sampled_from(["", ",0", ".0", ",00", ".", ","]))
    power = len(str(number)) - 1
    mantissa = f"{str(number)[0]}{draw(st.sampled_from('.,'))}{str(number)[1:].rstrip('0') or '0'}"
    shown = draw(
        st.sampled_from([
            f"{number}{zeros}",
            f"{number:010}{zeros}",
            f"{number:,}".replace(",", mark),
            f"{mantissa}{draw(st.sampled_from('eE'))}{draw(st.sampled_from(['', '+', '+0', '0']))}{power}",
        ])
    )  # fmt: skip
    return (
        draw(st.sampled_from(["", " ", "'", '="', "-", "+", "\u00a0"])) + shown + draw(st.sampled_from(["", " ", '"']))
    )


WRITTEN = _in_scripts(st.one_of(_cpr(), _email(), _phone()))
NUMBERS = _in_scripts(cpr_as_number())
