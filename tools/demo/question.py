"""One question of the demo."""

import dataclasses


@dataclasses.dataclass(frozen=True)
class Question:
    name: str
    title: str
    chart: str  # bar or line; the first column is the axis, the last the value
    sql: str
