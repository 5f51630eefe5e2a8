"""The report and its mail from a published build, and sending through a real SMTP server on this machine."""

from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from publish.marts import Published
from quality import findings as quality_findings
from reports import outbox
from reports.outbox import SendResult
from reports.quarterly import build_report
from tests.unit.reports import report_build

NOW = datetime(2022, 11, 14, 12, tzinfo=UTC)
PERSON = "formand,Åse Sørensen,aase@example.invalid,board,,report"
PARTNER = "amager,Amager,amager@example.invalid,partner,hp-amager,report findings"


@pytest.fixture
def published(tmp_path: Path) -> Published:
    return report_build.write_build(tmp_path / "marts", report_build.example_tables())


class Structure(HTMLParser):
    """Tags, the text without styles, and what a page would ask for elsewhere."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.addresses: list[str] = []
        self._hidden = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.addresses += [value or "" for name, value in attrs if name in ("src", "href", "srcset", "action")]
        self._hidden = tag == "style"

    def handle_endtag(self, tag: str) -> None:
        self._hidden = False

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.words += data.split()

    @property
    def text(self) -> str:
        return " ".join(self.words)


def report(published: Published, folder: Path, period: str = "2022K3") -> str:
    path = build_report(
        published=published, period=period, out_dir=folder / "reports", now=NOW, state_db=folder / "state.sqlite"
    ).html
    assert path == folder / "reports" / f"datakvalitet-{period}.html"
    return path.read_text(encoding="utf-8")


def test_the_report_shows_the_flagged_case(published: Published, tmp_path: Path) -> None:
    page = Structure(report(published, tmp_path))
    for wanted in (
        "Borgere i praktik eller løntilskud kan ikke bruges, før tallet er afklaret",
        "stod til 45 for 2. kvartal 2022, talt fra nytår, men kun til 3 for 3. kvartal 2022",
        "Tallet 3 gælder kun 3. kvartal 2022. Så er der 48 i alt siden nytår. 3 48 Mest sandsynligt",
        "Så var 45 forkert eller er trukket tilbage. kan ikke opgøres 3 Mindre sandsynligt",
        "Mål: Der er ikke aftalt et mål for dette.",
        "2. kvartal 2022 45 CAI, Slagelse Kommune",
        "jobcenter_2022K3.csv, linje 2",
        "Spørg CAI, Slagelse Kommune: Gælder tallet 3 kun kvartalet",
        "mellem 3 og 48",
        "20221114T093000Z-ab12cd34, lavet 14. november 2022",
    ):
        assert wanted in page.text


def test_the_report_is_one_accessible_file(published: Published, tmp_path: Path) -> None:
    text = report(published, tmp_path)
    page = Structure(text)
    names = [tag for tag, _ in page.tags]
    assert page.tags[0] == ("html", {"lang": "da"})
    assert names.count("h1") == 1
    assert names.count("table") == names.count("caption") > 5
    assert all("scope" in attributes for tag, attributes in page.tags if tag == "th")
    assert "script" not in names
    assert page.addresses == []
    assert "url(" not in text
    assert "@page { size: A4" in text


def test_a_quarter_without_deliveries_says_so(published: Published, tmp_path: Path) -> None:
    text = Structure(report(published, tmp_path, "2021K1")).text
    assert text.count("Der er ikke leveret aktivitetstal for 1. kvartal 2021") >= 2


@pytest.mark.parametrize("period", ["2022K9", "2023K1", "i går"])
def test_a_wrong_or_future_period_makes_no_file(published: Published, tmp_path: Path, period: str) -> None:
    with pytest.raises(ValueError, match=r"forstås ikke|begynder først"):
        report(published, tmp_path, period)
    assert not (tmp_path / "reports").exists()


def test_auto_takes_the_last_finished_quarter(published: Published, tmp_path: Path) -> None:
    files = build_report(
        published=published, period="auto", out_dir=tmp_path, now=NOW, state_db=tmp_path / "state.sqlite"
    )
    assert files.html.name == "datakvalitet-2022K3.html"


def test_a_finding_that_someone_settled_after_the_build_leaves_the_list(published: Published, tmp_path: Path) -> None:
    state_db = tmp_path / "state.sqlite"
    jobcenter = {**report_build.jobcenter_finding(), "finding_id": "f-jobcenter", "fingerprint": "x"}
    fields = quality_findings.Finding.__dataclass_fields__
    seen = quality_findings.Finding(**{name: jobcenter.get(name) for name in fields})
    with quality_findings.remember(state_db=state_db, findings=[seen], not_run=set(), now=NOW):
        pass
    quality_findings.record_status(
        state_db=state_db, finding_id="f-jobcenter", status="explained", by="Anne Hansen", comment="Kvartalets egne.",
        until=None, at=NOW,
    )  # fmt: skip
    text = Structure(report(published, tmp_path)).text
    assert "Afklaret siden opgørelsen" in text
    assert "Forklaret af Anne Hansen: Kvartalets egne." in text
    assert "før tallet er afklaret" not in text
    assert "mellem 3 og 48" in text


# Mail


def write_recipients(folder: Path, *lines: str) -> None:
    header = "recipient_id,name,email,role,helhedsplan_id,receives\n"
    (folder / "recipients.csv").write_text(header + "".join(f"{line}\n" for line in lines), encoding="utf-8")


def dry_run(published: Published, folder: Path, period: str = "2022K3") -> SendResult:
    return outbox.send(
        published=published,
        marts_dir=folder / "marts",
        period=period,
        outbox_dir=folder / "outbox",
        state_db=folder / "state.sqlite",
        recipients_csv=folder / "recipients.csv",
        smtp=None,
        dry_run=True,
        now=NOW,
    )


def parse(data: bytes) -> EmailMessage:
    message = message_from_bytes(data, policy=policy.default)
    assert isinstance(message, EmailMessage)
    assert not message.defects
    return message


def test_a_dry_run_without_recipients_writes_one_mail_to_nobody(published: Published, tmp_path: Path) -> None:
    result = dry_run(published, tmp_path)
    assert result.complete
    assert [path.name for path in (tmp_path / "outbox").iterdir()] == ["2022K3-ingen.eml"]
    message = parse((tmp_path / "outbox" / "2022K3-ingen.eml").read_bytes())
    assert message["To"].addresses[0].addr_spec == "ingen@example.invalid"
    html, plain = message.get_body(("html",)), message.get_body(("plain",))
    assert html is not None
    assert plain is not None
    for text in (Structure(html.get_content()).text, plain.get_content()):
        assert "45" in text
        assert "48" in text
        assert "men kun til 3 for 3. kvartal 2022" in text
        assert "Spørg CAI" in text
    assert [part.get_filename() for part in message.iter_attachments()] == ["datakvalitet-2022K3.pdf"]
    assert not (tmp_path / "state.sqlite").exists(), "a dry run records nothing"


def test_a_dry_run_gives_the_same_bytes_again(published: Published, tmp_path: Path) -> None:
    write_recipients(tmp_path, PERSON, "bo,Bo,bo@example.invalid,analyst,,findings")
    first = {
        outcome.email: outcome.eml.read_bytes() for outcome in dry_run(published, tmp_path).outcomes if outcome.eml
    }
    second = {
        outcome.email: outcome.eml.read_bytes() for outcome in dry_run(published, tmp_path).outcomes if outcome.eml
    }
    assert len(first) == 2
    assert first == second


def test_a_partner_gets_the_findings_of_its_own_plan_alone(tmp_path: Path) -> None:
    tables = report_build.example_tables()
    row = tables["mart_activity_progress"][0]
    tables["mart_activity_progress"].append({**row, "helhedsplan_id": "hp-amager", "period_id": "2022K3"})
    finding = {**report_build.jobcenter_finding(), "finding_id": "f-amager", "helhedsplan_id": "hp-amager"}
    tables["mart_finding"].append({**finding, "message_da": "Noget om Amager.", "readings_json": None})
    write_recipients(tmp_path, PARTNER)
    dry_run(report_build.write_build(tmp_path / "marts", tables), tmp_path)
    message = parse((tmp_path / "outbox" / "2022K3-amager.eml").read_bytes())
    assert "Helhedsplan Amager: 1 ting om jeres tal skal afklares" in message["Subject"]
    assert list(message.iter_attachments()) == []
    for kind in ("plain", "html"):
        body = message.get_body((kind,))
        assert body is not None
        assert "Noget om Amager." in body.get_content()
        assert "stod til 45" not in body.get_content()


def test_synthetic_data_goes_to_test_alone(tmp_path: Path) -> None:
    tables = report_build.example_tables()
    published = report_build.write_build(tmp_path / "marts", tables, contains_synthetic=True)
    write_recipients(tmp_path, PERSON, "proeve,Prøve,proeve@example.invalid,test,,report")
    result = dry_run(published, tmp_path)
    assert {outcome.recipient_id: outcome.state for outcome in result.outcomes} == {
        "formand": "skipped",
        "proeve": "draft",
    }
    assert [path.name for path in (tmp_path / "outbox").iterdir()] == ["2022K3-proeve.eml"]


def test_everyone_gets_what_the_list_says(published: Published, tmp_path: Path) -> None:
    write_recipients(
        tmp_path, PERSON, "bo,Bo,bo@example.invalid,analyst,,findings",
        "eva,Eva,eva@example.invalid,board,,board_follow_up",
    )  # fmt: skip
    assert {outcome.recipient_id: outcome.kind for outcome in dry_run(published, tmp_path).outcomes} == {
        "formand": "report",
        "bo": "findings",
    }


def test_the_years_follow_up_hangs_on_the_mail_of_the_last_quarter(published: Published, tmp_path: Path) -> None:
    write_recipients(
        tmp_path, "alle,Alle,alle@example.invalid,board,,board_follow_up",
        "en,En,en@example.invalid,board,hp-en-faelles-indsats,report board_follow_up",
        PERSON,
    )  # fmt: skip
    states = {outcome.recipient_id: outcome.state for outcome in dry_run(published, tmp_path, "2022K4").outcomes}
    assert states == {"alle": "draft", "en": "draft", "formand": "draft"}

    def attached(name: str) -> dict[str, bytes]:
        message = parse((tmp_path / "outbox" / f"2022K4-{name}.eml").read_bytes())
        return {part.get_filename() or "": part.get_content() for part in message.iter_attachments()}

    assert set(attached("formand")) == {"datakvalitet-2022K4.pdf"}
    assert set(attached("alle")) == set(attached("en")) == {"datakvalitet-2022K4.pdf", "opfoelgning-2022.pdf"}
    of_all, of_one = (
        "".join(page.extract_text() for page in PdfReader(BytesIO(attached(name)["opfoelgning-2022.pdf"])).pages)
        for name in ("alle", "en")
    )
    assert "Amager" in of_all
    assert "Amager" not in of_one
    assert "En Fælles Indsats" in of_one
    html = parse((tmp_path / "outbox" / "2022K4-en.eml").read_bytes()).get_body(("html",))
    assert html is not None
    assert "Årets opfølgning på mål og aftaler er også vedhæftet: opfoelgning-2022.pdf." in html.get_content()
