"""Killed at any point, nobody ever gets two copies, and nobody is lost without standing in the outbox."""

import random
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from reports import ledger
from tests.faults import killed_sending
from tests.unit.reports import mail_server, report_build
from tests.unit.reports.mail_server import STAGES, Server
from tests.unit.reports.mail_world import entries, states, write_recipients

PEOPLE = ("aase", "bo", "later", "refused")


@pytest.fixture(scope="module")
def listening(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    certificate = mail_server.make_certificate(tmp_path_factory.mktemp("certificate"))
    with mail_server.running(certificate, "starttls", tmp_path_factory.mktemp("server")) as running:
        yield running


@pytest.fixture
def server(listening: Server) -> Server:
    """The server as if it had just begun."""
    for path in listening.folder.iterdir():
        path.unlink()
    return listening


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a published build and a list of recipients, before anything is sent."""
    folder = tmp_path_factory.mktemp("start")
    report_build.write_build(folder / "marts", report_build.example_tables())
    write_recipients(folder, *PEOPLE)
    return folder


@pytest.fixture(scope="module")
def points(start: Path, listening: Server, tmp_path_factory: pytest.TempPathFactory) -> int:
    folder = tmp_path_factory.mktemp("measured") / "world"
    shutil.copytree(start, folder)
    return killed_sending.points(folder, listening.settings)


def assert_at_most_once(seed: int, folder: Path, start: Path, server: Server, points: int) -> None:
    """One to three runs that are killed, on a line that may drop too; then two runs that nobody disturbs."""
    draw = random.Random(seed)
    shutil.copytree(start, folder)
    for _ in range(draw.choice([1, 1, 2, 3])):
        server.drop_at(draw.choice([None, None, *STAGES]))
        killed_sending.run(folder, server.settings, draw.randint(1, points))
        assert all(number == 1 for number in Counter(server.addresses).values())
    server.drop_at(None)
    killed_sending.run(folder, server.settings, None)
    server.accept_later()
    killed_sending.run(folder, server.settings, None)
    copies, found = Counter(server.addresses), states(folder)
    assert set(found) == set(PEOPLE)
    for name in PEOPLE:
        if name == "refused":
            assert found[name] == "refused"
        else:
            assert found[name] in ("sent", "unknown")
            assert copies[name] == 1 if found[name] == "sent" else copies[name] <= 1, name
    for entry in entries(folder):
        assert (entry.handed_over_at is None) == (entry.state == "refused"), "only what was handed over is settled so"


@pytest.mark.parametrize("seed", range(8))
def test_a_killed_run_sends_nothing_twice_and_forgets_nobody(
    seed: int, start: Path, server: Server, points: int, tmp_path: Path
) -> None:
    assert_at_most_once(seed, tmp_path / "world", start, server, points)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(1000, 1150))
def test_killed_runs_send_nothing_twice_and_forget_nobody(
    seed: int, start: Path, server: Server, points: int, tmp_path: Path
) -> None:
    assert_at_most_once(seed, tmp_path / "world", start, server, points)


def test_most_crashes_leave_nothing_in_doubt(start: Path, server: Server, points: int, tmp_path: Path) -> None:
    """Killed before the first mail is handed over, all is sent by the next run."""
    server.accept_later()
    for point in (1, points // 8):
        for path in server.folder.glob("*.eml"):
            path.unlink()
        folder = tmp_path / str(point)
        shutil.copytree(start, folder)
        assert killed_sending.run(folder, server.settings, point) == -9
        assert server.addresses == []
        killed_sending.run(folder, server.settings, None)
        assert server.addresses == ["aase", "bo", "later"]


def test_of_runs_at_once_one_sends(start: Path, server: Server, tmp_path: Path) -> None:
    server.accept_later()
    folder = tmp_path / "world"
    shutil.copytree(start, folder)
    assert killed_sending.together(folder, server.settings, 3) == [0, 0, 0]
    assert server.addresses == ["aase", "bo", "later"]
    assert {entry.attempts for entry in ledger.known(folder)} == {1}
