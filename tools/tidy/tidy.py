"""Checks the repository's rules (rules.py) and prints its largest files.

Usage: tidy.py [ROOT]      ends with status 1 when a rule is broken
"""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2]))

from tools.tidy.rules import RULES  # noqa: E402
from tools.tidy.tree import Tree  # noqa: E402

LARGEST_SHOWN = 10


def violations(tree: Tree) -> list[str]:
    return [line for rule in RULES for line in rule(tree)]


def largest(tree: Tree) -> list[tuple[int, str]]:
    """Line counts and paths of the largest sources, largest first."""
    sizes = [(source.text.count("\n"), str(source.path)) for source in tree.sources]
    return sorted(sizes, key=lambda size: (-size[0], size[1]))[:LARGEST_SHOWN]


def main() -> int:
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).resolve().parents[2])
    tree = Tree(root)
    print("largest files:")
    for line_count, path in largest(tree):
        print(f"{line_count:6} lines  {path}")
    broken = violations(tree)
    print(*broken, f"{len(broken)} rules broken" if broken else "no rule broken", sep="\n")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
