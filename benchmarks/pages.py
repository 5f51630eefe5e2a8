"""What readers wait for: the first page, a change of area for one reader and for twenty, and the server's memory.

    python -m benchmarks.pages [--demo FOLDER] [--rows 19200000] [--folder DIR] [--users 20]

With national figures published (`benchmarks.pages_world`), or with those of a data folder that `barometer demo` has
filled. The first page and the change for one reader are timed in Chromium, the twenty by readers who speak the server's
protocol (`benchmarks.pages_users`); the server is the real one. Every figure is printed as a part of its target. On a
machine that others use too, the server's seconds of processor say more than the clock.
"""

import argparse
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path
from statistics import median, quantiles

from playwright.sync_api import Browser

from benchmarks import marts_national, pages_browser, pages_server, pages_users, pages_world
from benchmarks.pages_server import Server

MOST_TIMES_EMPTY, MOST_SECONDS_ALONE, MOST_SECONDS_TOGETHER, MOST_MEGABYTES = 2.0, 0.3, 1.5, 600.0
AREA = "Område"
DEMO_PLAN = "hp-eksempelparken"
_REPEATS, _ROUNDS, _CHANGES = 5, 5, 8


def main() -> None:
    arguments = _arguments()
    print(f"{os.cpu_count()} processors, busy before the start: {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        if arguments.demo:
            data, plans = arguments.demo, [DEMO_PLAN]
        else:
            data = pages_world.make(arguments.folder or folder, arguments.rows)
            plans = [pages_world.PLAN.format(code) for code in range(pages_world.MUNICIPALITIES)]
        with pages_server.pages(data) as server:
            with pages_browser.chromium() as browser:
                _first_page(browser, server, folder, plans[0])
                _alone(browser, server, plans[0])
            _together(server, [plans[place % len(plans)] for place in range(arguments.users)])
            _print("memory of the server, MB", server.megabytes(), MOST_MEGABYTES, "MB")


def _first_page(browser: Browser, server: Server, folder: Path, plan: str) -> None:
    """Alternately, so that the machine's other work falls on both; the first visit of a server's life is told apart."""
    empty: list[float] = []
    own: list[float] = []
    with pages_server.empty_page(folder) as other:
        for _ in range(_REPEATS + 1):
            empty.append(pages_browser.first_page(browser, other.address, "h1"))
            own.append(pages_browser.first_page(browser, f"{server.address}/?plan={plan}", "footer.foot"))
    print(f"the first of all: empty page {empty[0]:.2f} s, first page {own[0]:.2f} s")
    print(f"empty page {median(empty[1:]):.2f} s, first page {median(own[1:]):.2f} s")
    _print("first page, times an empty one", median(own[1:]) / median(empty[1:]), MOST_TIMES_EMPTY, "times")


def _alone(browser: Browser, server: Server, plan: str) -> None:
    before = server.processor()
    took = pages_browser.changes(browser, f"{server.address}/omraade?plan={plan}", AREA, _CHANGES)
    print(f"{len(took)} changes of area: {_listed(whole for _, whole in took)}")
    print(f"the server's processor for each: {(server.processor() - before) / (len(took) + 1):.2f} s")
    print(f"until the heading is there, median {median(heading for heading, _ in took):.2f} s")
    _print("change of area, one reader, median", median(whole for _, whole in took), MOST_SECONDS_ALONE, "s")


def _together(server: Server, plans: list[str]) -> None:
    used = [server.processor()]
    took = pages_users.all_at_once(
        server.port, "omraade", plans, AREA, _ROUNDS, when_open=lambda: used.append(server.processor())
    )
    used.append(server.processor())
    print(f"the server's processor for each page that was opened: {(used[1] - used[0]) / len(plans):.2f} s")
    print(f"{len(took)} changes by {len(plans)} readers at once: median {median(took):.2f} s, last {max(took):.2f} s")
    print(f"the server's processor for each: {(used[2] - used[1]) / len(took):.2f} s")
    _print("change of area, all at once, 95th percentile", quantiles(took, n=20)[-1], MOST_SECONDS_TOGETHER, "s")


def _listed(seconds: Iterable[float]) -> str:
    return " ".join(f"{one:.2f}" for one in seconds)


def _print(what: str, took: float, most: float, unit: str) -> None:
    print(f"{what:46}{took:8.2f} {unit}: {took / most:5.2f} of the most ({most:g})", flush=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--demo", type=Path, metavar="FOLDER", help="a data folder that `barometer demo` has filled")
    parser.add_argument("--rows", type=int, default=marts_national.AREAS * marts_national.MEASURES * 60)
    parser.add_argument("--folder", type=Path, help="where to keep the national build; otherwise it is deleted")
    parser.add_argument("--users", type=int, default=20)
    return parser.parse_args()


if __name__ == "__main__":
    main()
