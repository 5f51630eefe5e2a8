"""The file of persons and the settings of the login: what is taken, and what is refused and how it is said."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dashboards import access, login, people
from dashboards.access import Refusal
from dashboards.launch import command, refuse_unsafe_start
from dashboards.login import LoginSettingsError
from dashboards.people import FaultyPeopleError, Person

HEADER = "email,name,role,plans,reporter\n"
SETTINGS = {
    login.PROVIDER: "https://login.example.dk/.well-known/openid-configuration",
    login.CLIENT_ID: "boligbarometer",
    login.CLIENT_SECRET: "hemmelig",
    login.ADDRESS: "https://boligbarometer.example.dk",
    login.COOKIE_SECRET: "0123456789abcdef0123456789abcdef",
}
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@pytest.fixture
def people_csv(tmp_path: Path) -> Path:
    path = tmp_path / "state" / "people.csv"
    path.parent.mkdir()
    path.write_text(f"{HEADER}Asta@example.dk,Asta,bestyrelse,hp-a hp-b,\n", encoding="utf-8-sig")
    return path


def test_a_person_has_a_role_and_plans(people_csv: Path):
    assert people.read(people_csv) == {
        "asta@example.dk": Person("asta@example.dk", "Asta", "bestyrelse", frozenset({"hp-a", "hp-b"}), None)
    }
    assert people.read(people_csv.with_name("findes-ikke.csv")) == {}


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("asta,Asta,bestyrelse,alle,", "linje 2, kolonne email: »asta« er ikke en mailadresse."),
        ("a@b.dk,,bestyrelse,alle,", "linje 2, kolonne name: Feltet er tomt. Skriv personens navn."),
        ("a@b.dk,A,board,alle,", "linje 2, kolonne role: »board« kendes ikke."),
        ("a@b.dk,A,bestyrelse,,", "linje 2, kolonne plans: Feltet er tomt."),
        ("a@b.dk,A,bestyrelse,hp-x,", "linje 2, kolonne plans: »hp-x« findes ikke i den udgivne opgørelse."),
        ("a@b.dk,A,bestyrelse,alle hp-a,", "linje 2, kolonne plans: »alle« findes ikke i den udgivne opgørelse."),
        ("a@b.dk,A,partner,alle,Jobcentret", "linje 2, kolonne plans: En partner skal have sine egne helhedsplaner"),
        ("a@b.dk,A,partner,hp-a,", "linje 2, kolonne reporter: En partner skal have det navn"),
        ("a@b.dk,A,analytiker,alle,Jobcentret", "linje 2, kolonne reporter: Kun en partner"),
        ("a@b.dk,A,analytiker,alle", "linje 2: Linjen har 4 felter, der skal være 5."),
        ("a@b.dk,A,analytiker,alle,\nA@b.dk,B,analytiker,alle,", "linje 3, kolonne email: »A@b.dk« står to gange."),
    ],
)
def test_a_fault_is_told_with_line_and_column(people_csv: Path, line: str, fault: str):
    people_csv.write_text(f"{HEADER}{line}\n", encoding="utf-8")
    with pytest.raises(FaultyPeopleError) as error:
        people.read(people_csv, plans={"hp-a"})
    assert str(error.value).startswith("people.csv kan ikke bruges, og ingen kan logge ind:\n")
    assert fault in str(error.value)


def test_who_a_token_stands_for(people_csv: Path):
    claims = {"is_logged_in": True, "email": "ASTA@example.dk", "iat": NOW.timestamp()}
    found = access.admitted(claims, NOW, people_csv)
    assert isinstance(found, Person)
    assert found.name == "Asta"
    for wrong in (
        {"is_logged_in": False},
        {"email": "bo@example.dk"},
        {"email": ""},
        {"email_verified": False},
        {"iat": (NOW - timedelta(hours=13)).timestamp()},
        {"iat": None},
    ):
        assert isinstance(access.admitted(claims | wrong, NOW, people_csv), Refusal), wrong


def test_a_file_with_faults_lets_nobody_in(people_csv: Path):
    people_csv.write_text("email\nasta@example.dk\n", encoding="utf-8")
    claims = {"is_logged_in": True, "email": "asta@example.dk", "iat": NOW.timestamp()}
    found = access.admitted(claims, NOW, people_csv)
    assert isinstance(found, Refusal)
    assert not found.may_log_in


def test_a_page_that_is_named_for_no_role_is_for_those_who_see_everything():
    assert access.role_sees("analytiker", "en-ny-side")
    assert access.role_sees("administrator", "rapporter")
    assert not access.role_sees("bestyrelse", "en-ny-side")
    assert not access.role_sees("partner", "rapporter")
    assert not access.role_sees("bestyrelse", "indberet")
    assert not access.role_sees("ukendt", "")


def test_half_a_login_is_refused_and_named():
    for name in SETTINGS:
        half = {key: value for key, value in SETTINGS.items() if key != name}
        with pytest.raises(LoginSettingsError, match=rf"Der mangler {name}\."):
            login.settings(half)
    assert login.settings({}) is None
    assert login.settings(SETTINGS) is not None


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        (login.PROVIDER, "http://login.example.dk", "skal være en adresse, der begynder med https://"),
        (login.ADDRESS, "boligbarometer.example.dk", "skal være en adresse, der begynder med https://"),
        (login.COOKIE_SECRET, "kort", "er for kort"),
    ],
)
def test_a_login_that_would_be_unsafe_is_refused(name: str, value: str, said: str):
    with pytest.raises(LoginSettingsError, match=f"{name} {said}"):
        login.settings(SETTINGS | {name: value})


def test_secrets_do_not_stand_in_what_is_printed():
    assert "hemmelig" not in repr(login.settings(SETTINGS))


def test_without_login_the_pages_are_for_this_machine_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    for name in SETTINGS:
        monkeypatch.delenv(name, raising=False)
    refuse_unsafe_start("127.0.0.1", tmp_path)
    for address in ("0.0.0.0", "192.168.1.4", ""):
        with pytest.raises(LoginSettingsError, match="der er intet login"):
            refuse_unsafe_start(address, tmp_path)


def test_with_login_the_pages_start_when_somebody_may_log_in(people_csv: Path, monkeypatch: pytest.MonkeyPatch):
    for name, value in SETTINGS.items():
        monkeypatch.setenv(name, value)
    data_dir = people_csv.parents[1]
    refuse_unsafe_start("0.0.0.0", data_dir)
    assert "--server.allowedHosts=boligbarometer.example.dk" in command(port=1)
    people_csv.write_text(HEADER, encoding="utf-8")
    with pytest.raises(LoginSettingsError, match="der står ingen brugere"):
        refuse_unsafe_start("127.0.0.1", data_dir)
    people_csv.write_text("email\n", encoding="utf-8")
    with pytest.raises(LoginSettingsError, match="linje 1"):
        refuse_unsafe_start("127.0.0.1", data_dir)
