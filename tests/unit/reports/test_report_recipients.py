from pathlib import Path

import pytest

from reports import periods, recipients

HEADER = "recipient_id,name,email,role,helhedsplan_id,receives\n"
PLANS = ["hp-amager"]


def write(folder: Path, *lines: str, header: str = HEADER) -> Path:
    path = folder / "recipients.csv"
    path.write_text(header + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def test_a_good_file(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        'formand,"Sørensen, Åse",aase@example.invalid,board,,report board_follow_up',
        "",
        "cai,CAI,cai@example.invalid,partner,hp-amager,findings report",
    )
    board, partner = recipients.read(path, plans=PLANS)
    assert (board.name, board.helhedsplan_id, board.receives) == (
        "Sørensen, Åse", None, frozenset(["report", "board_follow_up"]),
    )  # fmt: skip
    assert (partner.recipient_id, partner.helhedsplan_id) == ("cai", "hp-amager")


def test_a_partner_may_have_the_name_that_it_reports_under(tmp_path: Path) -> None:
    header = HEADER.replace("receives", "receives,reporter")
    partner = "cai,CAI,cai@example.invalid,partner,hp-amager,findings,CAI"
    board = "f,F,f@example.invalid,board,,report,"
    found = recipients.read(write(tmp_path, partner, board, header=header), plans=PLANS)
    assert [person.reporter for person in found] == ["CAI", None]
    with pytest.raises(ValueError, match="kolonne reporter: Kun en partner"):
        recipients.read(write(tmp_path, f"{board}F", header=header), plans=PLANS)


def test_no_file_holds_nobody(tmp_path: Path) -> None:
    assert recipients.read(tmp_path / "recipients.csv", plans=PLANS) == []


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    path = write(tmp_path, "a,A,a@example.invalid,board,,report", header="\N{ZERO WIDTH NO-BREAK SPACE}" + HEADER)
    assert len(recipients.read(path, plans=PLANS)) == 1


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("a b,A,a@example.invalid,board,,report", "kolonne recipient_id: »a b« må kun have"),
        ("../a,A,a@example.invalid,board,,report", "kolonne recipient_id: »../a« må kun have"),
        ("a,,a@example.invalid,board,,report", "kolonne name: Feltet er tomt"),
        ("a,A,a.example.invalid,board,,report", "kolonne email: »a.example.invalid« er ikke en mailadresse"),
        ("a,A,a@example.invalid;b@example.invalid,board,,report", "er ikke en mailadresse"),
        (
            "a,A,a@example.invalid,formand,,report",
            "kolonne role: »formand« kendes ikke. Brug board, partner, analyst, owner og",
        ),
        ("a,A,a@example.invalid,board,hp-ukendt,report", "kolonne helhedsplan_id: »hp-ukendt« findes ikke"),
        ("a,A,a@example.invalid,partner,,report", "kolonne helhedsplan_id: En partner skal have en helhedsplan"),
        ("a,A,a@example.invalid,board,,", "kolonne receives: Feltet er tomt"),
        ("a,A,a@example.invalid,board,,report rapport", "kolonne receives: »rapport« kendes ikke"),
        ("a,A,a@example.invalid,board,,report,", "Linjen har 7 felter, der skal være 6"),
        ("ok,B,b@example.invalid,board,,report", "kolonne recipient_id: »ok« står to gange"),
        ("a,A,OK@example.invalid,board,,report", "»OK@example.invalid« står to gange"),
    ],
)
def test_a_fault_names_file_line_and_remedy(tmp_path: Path, line: str, message: str) -> None:
    path = write(tmp_path, "ok,Ok,ok@example.invalid,board,,report", line)
    with pytest.raises(ValueError, match="kan ikke bruges") as error:
        recipients.read(path, plans=PLANS)
    assert "recipients.csv" in str(error.value)
    assert "linje 3" in str(error.value)
    assert message in str(error.value)


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    path = write(tmp_path, "a,A,nej,board,,report", "b,B,b@example.invalid,boss,,report")
    with pytest.raises(ValueError, match=r"(?s)linje 2, .*linje 3, "):
        recipients.read(path, plans=PLANS)


@pytest.mark.parametrize("header", ["recipient_id;name;email;role;helhedsplan_id;receives\n", "name,email\n", ""])
def test_a_wrong_header_stops_the_file(tmp_path: Path, header: str) -> None:
    path = write(tmp_path, header=header)
    with pytest.raises(ValueError, match="linje 1: Overskriften er"):
        recipients.read(path, plans=PLANS)


def test_a_file_in_another_encoding_says_how_to_save_it(tmp_path: Path) -> None:
    path = tmp_path / "recipients.csv"
    path.write_bytes((HEADER + "a,Åse,a@example.invalid,board,,report\n").encode("cp1252"))
    with pytest.raises(ValueError, match="CSV UTF-8"):
        recipients.read(path, plans=PLANS)


def test_synthetic_content_goes_to_test_alone(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        *(f"{role},N,{role}@example.invalid,{role},hp-amager,report" for role in recipients.ROLES),
    )
    allowed = [person.role for person in recipients.read(path, plans=PLANS) if person.may_get(contains_synthetic=True)]
    assert allowed == ["test"]
    assert all(person.may_get(contains_synthetic=False) for person in recipients.read(path, plans=PLANS))


def test_a_partner_gets_findings_and_the_report_holds_them(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "a,A,a@example.invalid,board,,findings report",
        "b,B,b@example.invalid,analyst,,findings",
        "c,C,c@example.invalid,partner,hp-amager,report",
        "d,D,d@example.invalid,board,,board_follow_up",
        "e,E,e@example.invalid,partner,hp-amager,board_follow_up",
    )
    people = recipients.read(path, plans=PLANS)
    assert [person.kind(periods.parse("2022K3")) for person in people] == [
        "report", "findings", "findings", None, None,
    ]  # fmt: skip
    # The year's follow-up travels with the report of the last quarter, and never to a partner.
    assert [person.kind(periods.parse("2022K4")) for person in people] == [
        "report", "findings", "findings", "report", None,
    ]  # fmt: skip


def test_without_a_build_no_plan_is_unknown(tmp_path: Path) -> None:
    path = write(tmp_path, "a,A,a@example.invalid,partner,hp-ukendt,report")
    assert len(recipients.read(path, plans=None)) == 1
