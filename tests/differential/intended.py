"""The differences from PostgreSQL that are meant, each with its reason. To add one: a row."""

import dataclasses
import re


@dataclasses.dataclass(frozen=True)
class Difference:
    """Holds where `expression` and the outcomes match; outcomes are written `error SQLSTATE` or as Python shows a text."""

    reason: str
    expression: str = ""
    ours: str = ""
    theirs: str = ""

    def holds(self, expression: str, ours: str, theirs: str) -> bool:
        pairs = [(self.expression, expression), (self.ours, ours), (self.theirs, theirs)]
        return all(re.search(pattern, text) for pattern, text in pairs)


INTENDED = (
    Difference("an operand is not computed when the other is NULL, so that its error does not come",
               expression="NULL", ours="^(?!error)", theirs="^error 22"),
    Difference("of two errors either may come first", ours="^error 22", theirs="^error 22"),
    Difference("a sum is not computed when a comparison with a constant can do without",
               expression=r"(=|<|>|IN|BETWEEN)", ours="^'[tf]'", theirs="^error 22003"),
    Difference("an explicit cast of a computed value cuts decimal places", expression=r"NUMERIC\(8,1\)"),
    Difference("CONCAT gives NULL when an argument is NULL", expression=r"NULL.*CONCAT|CONCAT.*NULL", ours="None"),
    Difference("GREATEST leaves out a CONCAT that is NULL", expression=r"GREATEST.*CONCAT.*NULL"),
    Difference("CHAR holds ASCII only", expression=r"CHAR\(4\)", ours="^error 22021"),
    Difference("a decimal has as many decimal places as its type", ours=r"\.0+\D*'$", theirs=r"'[^.]*'$"),
    Difference("the length of VARCHAR counts bytes", expression=r"äöü.*VARCHAR\(3\)|VARCHAR\(3\).*äöü"),
)


def is_intended(expression: str, ours: str, theirs: str) -> bool:
    return any(difference.holds(expression, ours, theirs) for difference in INTENDED)
