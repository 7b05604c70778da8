"""The same journey with one's own files: NYC yellow taxi trips, monthly CSV files as the city publishes them."""

import pathlib

from question import Question

TABLES = {
    "trips": """
        CREATE TABLE trips (
            vendor_id             SMALLINT,
            pickup_at             TIMESTAMP,
            dropoff_at            TIMESTAMP,
            passenger_count       SMALLINT,
            trip_distance         DECIMAL(8,2),
            rate_code             SMALLINT,
            store_and_fwd         CHAR(1),
            pickup_location       SMALLINT,
            dropoff_location      SMALLINT,
            payment_type          SMALLINT,
            fare                  DECIMAL(10,2),
            extra                 DECIMAL(8,2),
            mta_tax               DECIMAL(8,2),
            tip                   DECIMAL(8,2),
            tolls                 DECIMAL(8,2),
            improvement_surcharge DECIMAL(8,2),
            total                 DECIMAL(10,2),
            congestion_surcharge  DECIMAL(8,2)
        ) DISTSTYLE EVEN SORTKEY (pickup_at)""",
}


def files(folder: str) -> list[pathlib.Path]:
    found = sorted(pathlib.Path(folder).glob("yellow_tripdata*.csv"))
    if not found:
        raise SystemExit(f"demo: there are no yellow_tripdata*.csv files in {folder}")
    return found


def copy_statement(table: str, bucket: str) -> str:
    # Rows that do not fit are skipped and recorded in stl_load_errors, as one would let Redshift do it.
    return (
        f"COPY {table} FROM 's3://{bucket}/taxi/' IAM_ROLE default CSV GZIP IGNOREHEADER 1 "
        "TIMEFORMAT 'auto' MAXERROR 1000 FILLRECORD"
    )


QUESTIONS = [
    Question("trips_by_day", "How many trips a day?", "line",
             "SELECT TRUNC(pickup_at) AS day, COUNT(*) AS trips FROM trips GROUP BY 1 ORDER BY 1"),
    Question("fare_by_hour", "When are trips expensive?", "line",
             "SELECT EXTRACT(hour FROM pickup_at) AS hour, COUNT(*) AS trips, AVG(fare) AS avg_fare "
             "FROM trips WHERE fare > 0 GROUP BY 1 ORDER BY 1"),
    Question("tips", "Who tips?", "bar",
             "SELECT DECODE(payment_type, 1, 'card', 2, 'cash', 3, 'no charge', 4, 'dispute', 'other') AS payment, "
             "COUNT(*) AS trips, AVG(tip) AS avg_tip FROM trips GROUP BY 1 ORDER BY trips DESC"),
    Question("distance", "How far do people go?", "bar",
             "SELECT CASE WHEN trip_distance < 1 THEN 'under 1 mile' WHEN trip_distance < 3 THEN '1 to 3 miles' "
             "WHEN trip_distance < 10 THEN '3 to 10 miles' ELSE 'over 10 miles' END AS distance, COUNT(*) AS trips "
             "FROM trips GROUP BY 1 ORDER BY trips DESC"),
    Question("busiest_pickups", "Where do trips begin?", "bar",
             "SELECT TOP 10 pickup_location, COUNT(*) AS trips, SUM(total) AS revenue FROM trips GROUP BY 1 ORDER BY trips DESC, 1"),
    Question("passengers", "How many share a cab?", "bar",
             "SELECT passenger_count, COUNT(*) AS trips, RATIO_TO_REPORT(COUNT(*)) OVER () AS share "
             "FROM trips GROUP BY 1 ORDER BY 1"),
    Question("duration", "How long do trips last?", "line",
             "SELECT DATEDIFF(minute, pickup_at, dropoff_at) AS minutes, COUNT(*) AS trips FROM trips "
             "WHERE DATEDIFF(minute, pickup_at, dropoff_at) BETWEEN 0 AND 60 GROUP BY 1 ORDER BY 1"),
    Question("weekdays", "Which weekdays are busy?", "bar",
             "SELECT TO_CHAR(pickup_at, 'Dy') AS weekday, COUNT(*) AS trips FROM trips "
             "GROUP BY 1, DATE_PART(dow, pickup_at) ORDER BY DATE_PART(dow, pickup_at)"),
    Question("running_revenue", "How does revenue add up?", "line",
             "SELECT day, SUM(revenue) OVER (ORDER BY day ROWS UNBOUNDED PRECEDING) AS so_far "
             "FROM (SELECT TRUNC(pickup_at) AS day, SUM(total) AS revenue FROM trips GROUP BY 1) ORDER BY day"),
    Question("dearest", "The dearest trip of each month?", "bar",
             "SELECT month, total FROM (SELECT TO_CHAR(pickup_at, 'YYYY-MM') AS month, total, "
             "ROW_NUMBER() OVER (PARTITION BY TO_CHAR(pickup_at, 'YYYY-MM') ORDER BY total DESC) AS place FROM trips) "
             "WHERE place = 1 ORDER BY month"),
]

UNLOAD = """
UNLOAD ('SELECT pickup_location, COUNT(*) AS trips, SUM(total) AS revenue FROM trips GROUP BY 1')
TO 's3://{bucket}/taxi-revenue/' IAM_ROLE default FORMAT AS PARQUET MANIFEST ALLOWOVERWRITE"""
