"""Runs the test suites in order and ends with one line that counts all their tests.

Usage: run.py [--suites NAME,NAME] [--jobs N]      `make test` builds what the suites need, then calls this.
"""

import argparse
import pathlib
import sys
import time
import traceback

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2]))

from tools.test.counts import Count  # noqa: E402
from tools.test.suites import SUITES  # noqa: E402


def run_suite(name: str, jobs: int) -> Count:
    """Run one suite; whatever stops it is one failure and does not stop the others."""
    try:
        return SUITES[name](jobs)
    except Exception:
        traceback.print_exc()
        return Count(failed=1)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--suites", type=lambda text: text.split(","), default=list(SUITES))
    parser.add_argument("--jobs", type=int, default=1)
    arguments = parser.parse_args()
    unknown = sorted(set(arguments.suites) - set(SUITES))
    if unknown:
        parser.error(f"no suite {', '.join(unknown)}; there are {', '.join(SUITES)}")

    lines, total = [], Count()
    for name in arguments.suites:
        print(f"\n=== {name}", flush=True)
        start = time.monotonic()
        count = run_suite(name, arguments.jobs)
        lines.append(f"{name:<10}{str(count) if count != Count() else 'no tests':<40}{time.monotonic() - start:6.1f} s")
        total += count
    print("\n=== all suites", *lines, total, sep="\n", flush=True)
    return 1 if total.failed or total == Count() else 0


if __name__ == "__main__":
    sys.exit(main())
