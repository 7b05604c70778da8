"""UNLOAD, then COPY, gives the same table back: random rows of every type through every format."""

import random

import pytest

from tests.copy.errors import rows

SEED = 20240229
ROW_COUNT = 300
TEXT = "abc XYZ 019 ,|;\t\"'\\ é ß 漢 😀 ~\n\r"


def text(random, size):
    return "".join(random.choice(TEXT) for _ in range(random.randrange(size // 4)))


def stamp(random):
    return f"{random.randrange(1, 3000):04}-{random.randrange(1, 13):02}-{random.randrange(1, 29):02}"


def clock(random):
    return f"{random.randrange(24):02}:{random.randrange(60):02}:{random.randrange(60):02}.{random.randrange(10**6):06}"


# Each type with what makes a value of it as a SQL literal's text.
TYPES = {
    "smallint": lambda r: r.randrange(-(2**15), 2**15),
    "integer": lambda r: r.randrange(-(2**31), 2**31),
    "bigint": lambda r: r.randrange(-(2**63) + 1, 2**63),
    "decimal(8,2)": lambda r: r.randrange(-(10**8) + 1, 10**8) / 100,
    "decimal(38,10)": lambda r: f"{r.randrange(-(10**27), 10**27)}.{r.randrange(10**10):010}",
    "real": lambda r: r.randrange(-(2**20), 2**20) / 256,
    "double precision": lambda r: repr(r.uniform(-1, 1) * 10.0 ** r.randrange(-200, 200)),
    "boolean": lambda r: r.choice(["true", "false"]),
    "char(12)": lambda r: "".join(r.choice("abc |,\"") for _ in range(r.randrange(12))),
    "varchar(80)": lambda r: text(r, 80),
    "date": stamp,
    "timestamp": lambda r: f"{stamp(r)} {clock(r)}",
    "timestamptz": lambda r: f"{stamp(r)} {clock(r)}+00",
    "time": clock,
    "varbyte(16)": lambda r: bytes(r.randrange(256) for _ in range(r.randrange(1, 16))).hex(),
    "super": lambda r: '{"k": [1, 2.5, null, "x\\"y"], "t": true}' if r.random() < 0.5 else str(r.randrange(1000)),
}
QUOTED = "NULL AS '@NULL@'"
FORMATS = {
    "delimited": (f"ESCAPE {QUOTED}", f"ESCAPE {QUOTED}"),
    "quoted": (f"ESCAPE ADDQUOTES {QUOTED} GZIP", f"ESCAPE REMOVEQUOTES {QUOTED} GZIP"),
    "csv": (f"CSV {QUOTED} HEADER BZIP2", f"CSV {QUOTED} IGNOREHEADER 1 BZIP2"),
    "json": ("FORMAT JSON ZSTD", "FORMAT JSON 'auto' ZSTD"),
    "parquet": ("FORMAT PARQUET", "FORMAT PARQUET"),
    "manifest": (f"CSV {QUOTED} MANIFEST", f"CSV {QUOTED} MANIFEST"),
}


def literal(type_name, value):
    quoted = str(value).replace("\\", "\\\\").replace("'", "''")
    if type_name == "super":
        return f"json_parse('{quoted}')"
    if type_name.startswith("varbyte"):
        return f"from_hex('{quoted}')"
    return f"'{quoted}'"


@pytest.fixture(scope="module")
def everything(server):
    """A table with random rows of every type, made once."""
    import psycopg

    generator = random.Random(SEED)
    with psycopg.connect(**server.address, autocommit=True) as connection:
        columns = ", ".join(f"c{i} {name}" for i, name in enumerate(TYPES))
        connection.execute(f"CREATE TABLE public.everything (id int, {columns})")
        for start in range(0, ROW_COUNT, 50):
            selects = []
            for number in range(start, start + 50):
                values = [
                    "NULL" if generator.random() < 0.15 else literal(name, make(generator)) for name, make in TYPES.items()
                ]
                casts = ", ".join(f"CAST({value} AS {name})" for value, name in zip(values, TYPES, strict=True))
                selects.append(f"SELECT {number}, {casts}")
            connection.execute("INSERT INTO public.everything " + " UNION ALL ".join(selects))
        yield columns
        connection.execute("DROP TABLE public.everything")


@pytest.mark.parametrize("name", FORMATS)
def test_round_trip(connection, bucket, everything, name):
    unload, copy = FORMATS[name]
    connection.execute(f"UNLOAD ('SELECT * FROM public.everything') TO 's3://{bucket}/r/' IAM_ROLE default {unload}")
    connection.execute(f"CREATE TABLE back (id int, {everything})")
    place = f"s3://{bucket}/r/manifest" if name == "manifest" else f"s3://{bucket}/r/"
    timeformat = "" if name == "parquet" else "TIMEFORMAT 'auto'"
    connection.execute(f"COPY back FROM '{place}' IAM_ROLE default {copy} {timeformat}")
    there = rows(connection, "SELECT * FROM public.everything ORDER BY id")
    assert len(there) == ROW_COUNT
    back = rows(connection, "SELECT * FROM back ORDER BY id")
    for expected, found in zip(there, back, strict=True):
        assert found == expected


def test_fixed_width_round_trip(connection, bucket):
    connection.execute("CREATE TABLE t (a int, b varchar(10), c date, d decimal(8,2))")
    connection.execute("INSERT INTO t VALUES (1, 'é x', '2020-01-02', -1.50), (2, NULL, NULL, NULL)")
    connection.execute(f"UNLOAD ('SELECT * FROM t') TO 's3://{bucket}/f_' IAM_ROLE default FIXEDWIDTH 'a:5,b:10,c:10,d:9' NULL AS '@'")
    connection.execute("CREATE TABLE back (a int, b varchar(10), c date, d decimal(8,2))")
    connection.execute(f"COPY back FROM 's3://{bucket}/f_' IAM_ROLE default FIXEDWIDTH 'a:5,b:10,c:10,d:9' NULL AS '@' TRIMBLANKS")
    assert rows(connection, "SELECT * FROM back ORDER BY a") == rows(connection, "SELECT * FROM t ORDER BY a")
