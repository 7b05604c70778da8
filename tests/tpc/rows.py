"""Compares the rows of two engines that compute averages and ratios in different types."""

import decimal
import math

# An average of DECIMAL(7,2) has two decimal places in Redshift and is cut there, and a quotient of two such sums at least four.
ABSOLUTE = 0.0101
RELATIVE = 1e-4


def is_number(value) -> bool:
    return isinstance(value, (int, float, decimal.Decimal)) and not isinstance(value, bool)


def same_value(ours, theirs) -> bool:
    if is_number(ours) and is_number(theirs):
        return math.isclose(ours, theirs, rel_tol=RELATIVE, abs_tol=ABSOLUTE)
    if isinstance(ours, str) and isinstance(theirs, str):
        return ours.rstrip(" ") == theirs.rstrip(" ")
    return ours == theirs


def _key(row: tuple) -> list:
    """Rows of both engines in one order: texts and dates first, as numbers may differ in their last places."""
    exact = [str(value).rstrip() for value in row if not is_number(value) or isinstance(value, int)]
    return [exact, [round(float(value), 1) for value in row if is_number(value)]]


def differences(ours: list[tuple], theirs: list[tuple]) -> list[str]:
    """Say what differs between two answers, whatever the order of their rows; nothing when they are the same."""
    if len(ours) != len(theirs):
        return [f"{len(ours)} rows instead of {len(theirs)}"]
    found = []
    for mine, other in zip(sorted(ours, key=_key), sorted(theirs, key=_key)):
        if len(mine) != len(other) or not all(map(same_value, mine, other)):
            found.append(f"{mine}\n  instead of\n{other}")
    return found
