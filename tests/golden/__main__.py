"""`python -m tests.golden [--write] --data FOLDER`: show what differs from the golden copy, or write it anew."""

import argparse
import sys
from pathlib import Path

from publish import marts
from tests.golden import TABLES, differences, explain, kept, published, write


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.golden", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="a data folder in which `barometer demo` has run")
    parser.add_argument("--write", action="store_true", help="make the golden copy anew")
    arguments = parser.parse_args()
    build = marts.current(arguments.data / "marts")
    if build is None:
        print(f"nothing is published in {arguments.data}", file=sys.stderr)
        return 2
    if arguments.write:
        write(build)
        return 0
    found = {table: differences(table, kept(table), published(table, build)) for table in TABLES}
    for table, lines in found.items():
        if lines:
            print(explain(table, lines))
    return 1 if any(found.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
