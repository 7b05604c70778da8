"""The demo's ten answers, computed by the server from S3 and by pandas from the same files."""

import sys

import numpy
import pandas
import psycopg
import pytest

from tests.support.paths import ROOT

sys.path.insert(0, str(ROOT / "tools" / "demo"))

import flights as demo  # noqa: E402


@pytest.fixture(scope="module")
def frames():
    return demo.frames()


@pytest.fixture(scope="module")
def answers(server, s3, frames):
    """Rows by question name, from tables that COPY has loaded."""
    s3.boto.create_bucket(Bucket="demo-test")
    for table, frame in frames.items():
        for key, body in demo.objects(table, frame):
            s3.boto.put_object(Bucket="demo-test", Key=key, Body=body)
    with psycopg.connect(**server.address, autocommit=True) as connection:
        connection.execute("CREATE SCHEMA demo_test")
        connection.execute("SET search_path TO demo_test")
        for table, ddl in demo.TABLES.items():
            connection.execute(ddl)
            connection.execute(demo.copy_statement(table, "demo-test"))
            assert connection.execute(f"SELECT COUNT(*) FROM {table}").fetchone() == (len(frames[table]),)
        yield {question.name: connection.execute(question.sql).fetchall() for question in demo.QUESTIONS}
        connection.execute("DROP SCHEMA demo_test CASCADE")


def departed(frames):
    return frames["flights"].dropna(subset=["dep_delay"])


def truncated(series, digits=2):
    """AVG of a decimal keeps the column's scale and drops what is beyond."""
    return numpy.trunc(series.astype(float).round(9) * 10**digits) / 10**digits


def check(rows, expected: pandas.DataFrame, approximate=()):
    assert len(rows) == len(expected)
    for row, (_, wanted) in zip(rows, expected.iterrows()):
        for value, want, name in zip(row, wanted, expected.columns):
            if name in approximate:
                assert float(value) == pytest.approx(float(want), abs=0.011), (row, wanted)
            else:
                assert str(value) == str(want), (row, wanted)


def test_delay_by_carrier(answers, frames):
    flights = departed(frames).merge(frames["airlines"], on="carrier")
    expected = flights.groupby("name").agg(flights=("dep_delay", "size"), avg_delay=("dep_delay", "mean")).reset_index()
    expected["avg_delay"] = truncated(expected["avg_delay"])
    check(answers["delay_by_carrier"], expected.sort_values(["avg_delay", "name"], ascending=[False, True]), ("avg_delay",))


def test_delay_by_hour(answers, frames):
    groups = departed(frames).groupby("hour")["dep_delay"]
    expected = pandas.DataFrame(
        {"flights": groups.size(), "avg": groups.mean().astype(float).apply(numpy.trunc).astype(int), "median": groups.median()}
    ).reset_index()
    check(answers["delay_by_hour"], expected, ("median",))


def test_cancellations(answers, frames):
    flights = frames["flights"]
    expected = flights.groupby("month").agg(flights=("day", "size"), cancelled=("dep_time", lambda x: x.isna().sum())).reset_index()
    expected["percent"] = 100.0 * expected["cancelled"] / expected["flights"]
    check(answers["cancellations"], expected, ("percent",))


def with_weather(frames):
    return departed(frames).merge(frames["weather"][["origin", "time_hour", "wind_speed", "precip"]], on=["origin", "time_hour"])


def test_wind_and_delay(answers, frames):
    joined = with_weather(frames)
    joined = joined[joined["wind_speed"] < 40].copy()
    joined["wind"] = (joined["wind_speed"] // 5).astype(int) * 5
    expected = joined.groupby("wind").agg(flights=("dep_delay", "size"), avg_delay=("dep_delay", "mean")).reset_index()
    check(answers["wind_and_delay"], expected, ("avg_delay",))


def test_rain_and_delay(answers, frames):
    joined = with_weather(frames)
    joined["sky"] = numpy.where(joined["precip"] > 0, "rain", "dry")
    expected = joined.groupby(["origin", "sky"]).agg(flights=("dep_delay", "size"), avg_delay=("dep_delay", "mean")).reset_index()
    check(answers["rain_and_delay"], expected, ("avg_delay",))


def test_running_total(answers, frames):
    flights = frames["flights"]
    expected = flights[flights["month"] == 1].groupby("day").size().reset_index(name="flights")
    expected["so_far"] = expected["flights"].cumsum()
    check(answers["running_total"], expected)


def test_top_destinations(answers, frames):
    joined = frames["flights"].merge(frames["airports"][["faa", "name"]], left_on="dest", right_on="faa")
    counts = joined.groupby(["origin", "dest", "name"]).size().reset_index(name="flights")
    counts = counts.sort_values(["origin", "flights", "dest"], ascending=[True, False, True])
    check(answers["top_destinations"], counts.groupby("origin").head(3))


def test_manufacturers(answers, frames):
    joined = frames["flights"].merge(frames["planes"][["tailnum", "manufacturer"]], on="tailnum", how="left")
    joined["manufacturer"] = joined["manufacturer"].fillna("unknown")
    expected = joined.groupby("manufacturer").agg(
        planes=("tailnum", "nunique"), flights=("distance", "size"), miles=("distance", "sum")
    )
    expected = expected[expected["flights"] > 1000].sort_values("flights", ascending=False).reset_index()
    check(answers["manufacturers"], expected)


def test_recovered(answers, frames):
    flights = frames["flights"]
    late = flights[flights["arr_delay"].notna() & (flights["dep_delay"] > 0)].copy()
    late["recovered"] = late["dep_delay"] - late["arr_delay"]
    expected = late.groupby("carrier").agg(
        origins=("origin", lambda x: ",".join(sorted(set(x)))), minutes=("recovered", "mean"), count=("recovered", "size")
    ).reset_index()
    expected = expected[expected["count"] >= 100].drop(columns="count")
    expected["minutes"] = truncated(expected["minutes"])
    check(answers["recovered"], expected.sort_values(["minutes", "carrier"], ascending=[False, True]), ("minutes",))


def test_worst_days(answers, frames):
    flights = departed(frames).copy()
    flights["day"] = flights["time_hour"].str[:10]
    expected = flights.groupby("day").agg(flights=("dep_delay", "size"), avg_delay=("dep_delay", "mean")).reset_index()
    expected["avg_delay"] = truncated(expected["avg_delay"])
    check(answers["worst_days"], expected.sort_values("avg_delay", ascending=False).head(10), ("avg_delay",))
