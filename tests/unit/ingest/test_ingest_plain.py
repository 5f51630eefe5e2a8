"""Large plain files are read another way than small ones: whatever is in them, the outcome is the same."""

from typing import Any

import duckdb
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from ingest.evaluation import Evaluation
from ingest.faults import FieldError, RefusedError
from ingest.forms import Context, stripped, text_part
from ingest.numbers import parse_quantity
from ingest.plain_numbers import plain_quantity
from ingest.readers import delimited, plain
from ingest.registry import Registry
from tests.unit.ingest.ingest_cases import FORM_A, Evaluate, source

ROW = "Nordbyen;330;uden_job;2022;38,4;384,6;1.001;Aftalen s. 3;;"
CELLS = st.sampled_from(
    [
        *ROW.split(";"),
        "",
        " ",
        "\u00a0",
        "-5",
        "12.5",
        "1.234",
        "Nordby mv.",
        "Nordbyen ",
        "Sydbyen",
        "æ",
        "trygge",
        "..",
        ",",
    ]
)
ROWS = st.one_of(
    st.just(ROW),
    st.lists(CELLS, min_size=10, max_size=10).map(";".join),
    st.tuples(st.sampled_from(["2021", "2022"]), st.sampled_from(["1", "2,5", "1.234"])).map(
        lambda cells: ROW.replace("2022", cells[0]).replace("38,4", cells[1])
    ),
    st.just(ROW.replace("Aftalen", "010190-1234")),
    st.sampled_from(
        ['Nordbyen;330;uden_job;"2022";"38,4";;;"s. ""3""; 4";;', ROW.replace(";;", ';5" rør;'), ';"";;;;;;;;']
    ),
    st.sampled_from([";;;;;;;;;", " ; ;;;;;;;;", "", "kort;række", f"{ROW};ekstra", '"', "\n"]),
)
TEXTS = st.one_of(st.text(max_size=6), st.text(alphabet=" \t\u00a0\u2003\u200b\u3000\x1fa", max_size=5))
NUMBERS = st.one_of(
    st.text(alphabet="0123456789.,-− ", max_size=8),
    st.from_regex(r"[0-9]{1,16}(,[0-9]{1,4})?", fullmatch=True),
    st.from_regex(r"[0-9]{1,3}(\.[0-9]{3}){1,4}(,[0-9]{1,3})?", fullmatch=True),
    st.sampled_from(["", " ", "ca. 5", "<5", "0", "007", "0,10", "1,", ",5", "123456789012345", "1234567890123456"]),
)


def told(outcome: Evaluation) -> tuple[Any, ...]:
    return (
        outcome.status, outcome.message_da, outcome.encoding, outcome.delimiter, outcome.faults, outcome.fault_count,
        outcome.rows, outcome.quarantined, outcome.skipped, outcome.rows_read,
    )  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(
    rows=st.lists(ROWS, max_size=6),
    line_end=st.sampled_from(["\n", "\r\n", "\r"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "cp1252"]),
    ending=st.sampled_from(["", "\n", "\r\n\r\n"]),
)
def test_a_plain_file_comes_to_the_same_as_when_read_with_care(
    form_a: Evaluate, monkeypatch: pytest.MonkeyPatch, rows: list[str], line_end: str, encoding: str, ending: str
) -> None:
    content = (line_end.join([FORM_A, *rows]) + ending).encode(encoding)
    with_care = told(form_a(content=content))
    with monkeypatch.context() as patch:
        patch.setattr(plain, "LARGE", 0)
        assert told(form_a(content=content)) == with_care


def test_blank_rows_and_repeats_do_not_make_a_file_less_plain(monkeypatch: pytest.MonkeyPatch) -> None:
    content = "\n".join([FORM_A, ROW, ";;;;;;;;;", ROW]).encode()
    monkeypatch.setattr(plain, "LARGE", 0)
    heading = plain.heading(content, "utf-8", None)
    assert heading is not None
    table = plain.read(content, "utf-8", heading)
    assert table is not None
    assert [row.line for row in table.rows] == [3]
    assert table.numbers.column("_line").to_pylist() == [2, 4]


def test_quoted_rows_are_kept_as_delivered(form_a: Evaluate, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plain, "LARGE", 0)
    monkeypatch.setattr(delimited, "decode", None)
    row = ROW.replace("Aftalen s. 3", '"Aftalen; s. ""3"""').replace("Nordbyen", '"Sydbyen"')
    outcome = form_a(content="\r\n".join([FORM_A, ROW, row, ""]).encode())
    assert outcome.rows_loaded == 1
    assert [(entry.line, entry.row_text) for entry in outcome.quarantined] == [(3, row)]


@pytest.mark.parametrize(
    "row", ["kort;række", f"{ROW};ekstra", "", ROW.replace(";;", ';5" rør;'), ROW.replace(";;", ';"a"b;')]
)
def test_a_file_with_one_uneven_line_is_left_to_be_read_with_care(monkeypatch: pytest.MonkeyPatch, row: str) -> None:
    content = "\n".join([FORM_A, ROW, row, ROW]).encode()
    monkeypatch.setattr(plain, "LARGE", 0)
    heading = plain.heading(content, "utf-8", None)
    assert heading is None or plain.read(content, "utf-8", heading) is None


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=40),
        st.text(max_size=20).map(lambda text: text.encode("utf-8", "surrogatepass")),
        st.text(alphabet="aÂÃâï»¿€æøå\u00a0\u0085\ufffd\x7f\n", max_size=12).map(str.encode),
        st.text(alphabet="aÂÃâï»¿€æø–\n", max_size=12).map(lambda text: text.encode("cp1252")),
    ),
    st.sampled_from([None, "utf-8", "cp1252"]),
)
@example("omrÃ¥de".encode(), None)
@example("Ã".encode(), None)
@example(b"a\xc3b\xa6", None)
@example(b"\xef\xbb\xbfa", None)
def test_the_encoding_told_from_the_bytes_alone_is_that_of_the_text(content: bytes, declared: str | None) -> None:
    def answer(tell: Any) -> Any:
        try:
            return tell(content, declared)
        except RefusedError as error:
            return error.faults

    decoded = answer(delimited.decode)
    expected = decoded[1] if isinstance(decoded, tuple) else decoded
    assert answer(delimited.encoding_of) == expected


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(st.lists(NUMBERS, min_size=1, max_size=40), st.booleans())
def test_plain_numbers_are_the_same_in_sql(registry: Registry, texts: list[str], decimal_point: bool) -> None:
    context = Context(source(decimal_point=decimal_point), registry, "tal.csv")
    expressions = plain_quantity("vaerdi", text="text", value="value", state="state", qualifier="qualifier")(context)
    names = ("text", "value", "qualifier", "state")
    outputs = ", ".join(expressions.outputs[name] for name in names)
    with duckdb.connect() as connection:
        rows = connection.execute(
            f"select vaerdi, {expressions.when}, case when {expressions.when} then row({outputs}) end "
            f"from (select unnest(?::varchar[]) as vaerdi)",
            [texts],
        ).fetchall()
    for text, is_plain, read in rows:
        if is_plain:
            quantity = parse_quantity(text.strip(), markers={"..": "suppressed"}, decimal_point=decimal_point)
            assert read == (text, quantity.value, quantity.qualifier, quantity.status)
        elif text == text.strip():
            assert not _is_everyday(text, decimal_point)


def _is_everyday(text: str, decimal_point: bool) -> bool:
    """A short number that is not negative and bears no qualifier: one that SQL must be able to read."""
    try:
        quantity = parse_quantity(text, markers={}, decimal_point=decimal_point)
    except FieldError:
        return False
    return len(text) <= 15 and quantity.qualifier == "exact" and text[:1] not in ("-", "−")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=40))
@example([chr(code) for code in range(0x3001) if chr(code).isspace()])
def test_free_text_is_the_same_in_sql(registry: Registry, texts: list[str]) -> None:
    context = Context(source(), registry, "fil 'a'.csv")
    part = text_part("kilde", "source_reference", otherwise=lambda context: context.file_name)
    assert part.plain
    expression = part.plain(context).outputs["source_reference"]
    readable = [text.replace("\x00", "") for text in texts]
    with duckdb.connect() as connection:
        rows = connection.execute(
            f"select kilde, {stripped('kilde')}, {expression} from (select unnest(?::varchar[]) as kilde)",
            [readable],
        ).fetchall()
    assert [row[0] for row in rows] == readable
    for text, bare, read in rows:
        assert (bare, read) == (text.strip(), text.strip() or "fil 'a'.csv")
