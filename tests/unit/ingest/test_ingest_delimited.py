"""Encoding, delimiter, quotes and line numbers of delimited text."""

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.faults import RefusedError
from ingest.readers.delimited import Table, decode, divide
from ingest.readers.kinds import not_text


def split(text: str, delimiter: str | None = None) -> Table:
    """The table with its rows at hand."""
    table = divide(text, delimiter)
    return replace(table, rows=list(table.rows))


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        ("Områdeløft – ældre".encode(), "utf-8"),
        ("Områdeløft – ældre".encode("utf-8-sig"), "utf-8-sig"),
        ("Områdeløft – ældre".encode("cp1252"), "cp1252"),
    ],
)
def test_encoding_is_told_from_the_bytes(content: bytes, encoding: str) -> None:
    assert decode(content) == ("Områdeløft – ældre", encoding)


@pytest.mark.parametrize(
    ("content", "line", "reason"),
    [
        ("a\nomrÃ¥de".encode(), 2, "kodet to gange"),
        ("a\nb\nområde".encode() + b" \xe9n", 3, "kodet to gange"),
        ("tryghed â€“ trivsel".encode(), 1, "kodet to gange"),
        (b"a\r\nb\x8d\xe5", 2, "tegn, der ikke findes"),
        (b"a\nb\x00", 2, "styretegn"),
        ("a\nb\x85".encode(), 2, "styretegn"),
        ("a\nomr\ufffdde".encode(), 2, "erstatningstegn"),
    ],
)
def test_damaged_text_is_refused_with_its_line(content: bytes, line: int, reason: str) -> None:
    with pytest.raises(RefusedError) as caught:
        decode(content)
    assert caught.value.faults[0].line == line
    assert reason in caught.value.faults[0].message.reason


def test_danish_capitals_before_quotes_are_not_taken_for_damage() -> None:
    assert decode("”Tude Å”, CAFÉ–BAR".encode())[1] == "utf-8"


@pytest.mark.parametrize(("sign", "name"), [(";", ";"), (",", ","), ("\t", "tab")])
def test_delimiter_is_decided_over_all_rows(sign: str, name: str) -> None:
    table = split(f"a{sign}b{sign}c\n1{sign}2{sign}3\n4{sign}5{sign}6\n")
    assert (table.delimiter, table.header) == (name, ["a", "b", "c"])
    assert [row.cells for row in table.rows] == [["1", "2", "3"], ["4", "5", "6"]]


def test_commas_inside_semicolon_cells_do_not_win() -> None:
    table = split("navn, kort;tal;note\nx;1,5;a, b\ny;2,5;c\n")
    assert table.delimiter == ";"


def test_a_wider_header_does_not_win_over_rows_that_fit() -> None:
    assert split("navn, kort, lang;tal\nx;1\ny;2\n").delimiter == ";"


def test_a_ragged_row_stays_a_row_and_keeps_its_line() -> None:
    table = split("a;b;c\n1;2;3\n1;2\n1;2;3;4\n")
    assert [(row.line, len(row.cells)) for row in table.rows] == [(2, 3), (3, 2), (4, 4)]


def test_line_breaks_and_delimiters_inside_quotes() -> None:
    table = split('a;b\r\n"x;\r\ny";1\r\n\r\nz;"sagt ""ja"""\r\n')
    assert [(row.line, row.cells) for row in table.rows] == [(2, ["x;\r\ny", "1"]), (5, ["z", 'sagt "ja"'])]
    assert table.rows[0].text == '"x;\r\ny";1'


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "tom"),
        ("\n;;;\n\n", "tom"),
        ("a|b|c\n1|2|3\n", "én kolonne"),
        ("en overskrift\nuden;kolonner\n", "én kolonne"),
        ('a;b\n1;"åben\n2;3\n', "Anførselstegn"),
        ('a;b\n1;"x"y\n', "Anførselstegn"),
        ("a,b;c\n1,2;3\n", "ikke afgøres"),
    ],
)
def test_text_without_a_clear_table_is_refused(text: str, reason: str) -> None:
    with pytest.raises(RefusedError) as caught:
        split(text)
    assert reason in caught.value.faults[0].message.reason


def test_a_declared_delimiter_is_not_guessed() -> None:
    assert split("a,b;c\n1,2;3\n", "semicolon").header == ["a,b", "c"]
    with pytest.raises(RefusedError, match="én kolonne"):
        split("a,b\n1,2\n", "semicolon")


@given(
    st.sampled_from(";,\t"),
    st.lists(
        st.lists(st.text(alphabet='ab æ";,\t\n0,5', min_size=1, max_size=6), min_size=3, max_size=3),
        min_size=1,
        max_size=6,
    ),
)
def test_what_a_spreadsheet_writes_is_read_back(sign: str, rows: list[list[str]]) -> None:
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=sign, lineterminator="\r\n").writerows([["en", "to", "tre"], *rows])
    assert [row.cells for row in split(buffer.getvalue()).rows] == rows


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"PK\x03\x04rest", "zip"),
        (b"\xd0\xcf\x11\xe0rest", "Office"),
        (b"%PDF-1.7", "PDF"),
        (b"\xef\xbb\xbf <!DOCTYPE html><html>", "HTML"),
        ("a;b".encode("utf-16"), "UTF-16"),
        (b"a;b\n\x00\x01", "styretegn"),
    ],
)
def test_other_files_under_a_csv_name_are_called_what_they_are(content: bytes, kind: str) -> None:
    assert kind in (not_text(content) or "")


def test_text_is_text() -> None:
    assert not_text(b"a;b\n<5;2\n") is None
