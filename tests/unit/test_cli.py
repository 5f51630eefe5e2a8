import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from barometer.cli import app

CONTRACT_VERBS = {
    "demo", "ingest", "build", "check", "publish", "run", "findings", "report", "send", "dashboard", "validate",
    "status", "export", "template",
}  # fmt: skip
ENGLISH = re.compile(
    r"\b(Usage|Options|Arguments|Commands|Show this message|default|required|Missing|No such|Invalid|Possible)\b"
    r"|Did you mean|unexpected|Input should"
)


@pytest.fixture
def runner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    monkeypatch.setenv("BAROMETER_DATA", str(tmp_path))
    monkeypatch.delenv("BAROMETER_TODAY", raising=False)
    monkeypatch.setenv("COLUMNS", "120")
    return CliRunner()


def verbs() -> list[list[str]]:
    names = [command.name or "" for command in app.registered_commands]
    names = [name or command.callback.__name__ for name, command in zip(names, app.registered_commands, strict=True)]
    of_findings = ("list", "show", "set", "correction", "letter")
    return [[], ["findings"], *(["findings", verb] for verb in of_findings), *([name] for name in names)]


def test_every_verb_of_the_contract_is_there() -> None:
    assert {verb[0] for verb in verbs() if verb} >= CONTRACT_VERBS


@pytest.mark.parametrize("verb", verbs(), ids=lambda verb: " ".join(verb) or "barometer")
def test_help_is_danish(runner: CliRunner, verb: list[str]) -> None:
    result = runner.invoke(app, [*verb, "--help"])
    assert result.exit_code == 0
    assert "Brug:" in result.output
    assert "Vis denne hjælp." in result.output
    assert not ENGLISH.search(result.output.replace("[OPTIONS]", "").replace("COMMAND [ARGS]", ""))


@pytest.mark.parametrize(
    "arguments",
    [
        ["findes-ikke"],
        ["export"],
        ["export", "x", "y"],
        ["dashboard", "--port", "mange"],
        ["dashboard", "--prot", "1"],
        ["dashboard", "--address", "0.0.0.0"],
        ["findings", "set", "f1"],
        ["findings", "correction", "f1"],
        ["findings", "letter"],
        ["findings", "letter", "--to", "Jobcenteret"],
        ["export", "fct_indicator_value"],
        ["report", "2022K3"],
        ["send", "2022K3"],
        ["findings", "list"],
        ["run", "--engine", "spark"],
        ["validate", "findes-ikke.csv"],
        ["publish", "--rollback"],
        ["template", "findes-ikke"],
        ["template", "registrering", "--plan", "hp-findes-ikke"],
        ["template", "registrering", "--period", "2026-4"],
    ],
    ids=" ".join,
)
def test_wrong_use_exits_2_and_says_why_in_danish(runner: CliRunner, arguments: list[str]) -> None:
    result = runner.invoke(app, arguments)
    assert result.exit_code == 2
    assert result.output.strip()
    assert not ENGLISH.search(result.output.replace("[OPTIONS]", "").replace("COMMAND [ARGS]", ""))


def test_a_clock_that_cannot_be_read_exits_2(runner: CliRunner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BAROMETER_TODAY", "i går")
    result = runner.invoke(app, ["status"])
    assert result.exit_code == 2
    assert "2022-11-14" in result.output


def test_demo_refuses_to_mix_example_data_with_other_files(runner: CliRunner, tmp_path: Path) -> None:
    own = tmp_path / "raw" / "registrations" / "egne_tal.csv"
    own.parent.mkdir(parents=True)
    own.write_text("egne tal", encoding="utf-8")
    result = runner.invoke(app, ["demo"])
    assert result.exit_code == 2
    assert "egne_tal.csv" in result.output
    assert list((tmp_path / "raw").rglob("*.csv")) == [own]


def test_publishing_before_anything_is_built_is_refused_by_the_gate(runner: CliRunner) -> None:
    assert runner.invoke(app, ["publish"]).exit_code == 5


def test_a_template_is_written_below_the_data_folder(runner: CliRunner, tmp_path: Path) -> None:
    arguments = ["template", "registrering", "--plan", "hp-en-faelles-indsats", "--period", "2026K4"]
    result = runner.invoke(app, arguments)
    assert result.exit_code == 0, result.output
    assert (tmp_path / "templates" / "registrering-hp-en-faelles-indsats-2026K4.xlsx").is_file()
    assert "er fyldt ud på forhånd" in result.output
    elsewhere = tmp_path / "andet" / "skema.xlsx"
    assert runner.invoke(app, [*arguments, "--out", str(elsewhere)]).exit_code == 0
    assert elsewhere.is_file()
