"""The demo's HTML page: one chart an answer, in one file that needs no network."""

import datetime
import decimal
import html

import plotly.graph_objects as graph
import plotly.io


def _plain(value):
    if isinstance(value, decimal.Decimal):
        return float(value)
    if isinstance(value, (datetime.date, datetime.datetime)):
        return value.isoformat()
    return value


def _figure(question, columns, rows):
    labels = [" ".join(str(_plain(value)) for value in row[: -1 if len(row) < 3 else 1]) for row in rows]
    if question.name in ("rain_and_delay", "top_destinations"):
        labels = [f"{row[0]} {row[1]}" for row in rows]
    values = [_plain(row[-1]) for row in rows]
    trace = graph.Bar(x=labels, y=values) if question.chart == "bar" else graph.Scatter(x=labels, y=values, mode="lines+markers")
    figure = graph.Figure(trace)
    figure.update_layout(
        title=question.title, yaxis_title=columns[-1], template="plotly_white", height=380, margin={"t": 50, "b": 60}
    )
    figure.update_traces(marker_color="#2457c5")
    return figure


def write(path, heading: str, answers) -> None:
    """`answers`: (question, column names, rows) in order."""
    parts = []
    for index, (question, columns, rows) in enumerate(answers):
        chart = plotly.io.to_html(_figure(question, columns, rows), full_html=False, include_plotlyjs=index == 0)
        parts.append(f"<section>{chart}<details><summary>SQL</summary><pre>{html.escape(question.sql.strip())}</pre></details></section>")
    path.write_text(
        f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{html.escape(heading)}</title>
<style>
body {{ font-family: system-ui, sans-serif; margin: 2rem auto; max-width: 1200px; color: #1c2430; }}
main {{ display: grid; grid-template-columns: repeat(auto-fit, minmax(520px, 1fr)); gap: 1rem; }}
section {{ border: 1px solid #dde3ec; border-radius: 8px; padding: .5rem; }}
pre {{ overflow-x: auto; background: #f5f7fa; padding: .5rem; }}
</style></head>
<body><h1>{html.escape(heading)}</h1><main>{''.join(parts)}</main></body></html>
"""
    )
