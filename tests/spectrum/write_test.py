"""INSERT INTO external tables and CREATE EXTERNAL TABLE AS.  Doc: dg/r_INSERT_external_table"""

import io
import re

import pytest

NAME = re.compile(r"\d{8}_\d{6}_\d{6}_\d+_\d{4}_part_\d\d(\.\w+)?$")


@pytest.fixture
def local(connection):
    connection.execute("CREATE TABLE local (id int, region varchar(10), amount decimal(8,2))")
    connection.execute("INSERT INTO local VALUES (1, 'eu', 1.50), (2, 'us', 2.25), (3, 'eu', NULL)")


@pytest.mark.parametrize("format_", ["PARQUET", "TEXTFILE"])
def test_create_as(spectrum, local, rows, bucket, keys, format_):
    result = spectrum.execute(f"CREATE EXTERNAL TABLE spectrum.copy STORED AS {format_} LOCATION 's3://{bucket}/out/' AS SELECT * FROM local")
    assert result.statusmessage == "SELECT 3"
    assert rows("SELECT * FROM spectrum.copy ORDER BY 1") == rows("SELECT * FROM local ORDER BY 1")
    assert all(NAME.search(key) for key in keys("out/")) and keys("out/")


def test_create_as_partitioned(spectrum, local, rows, bucket, keys):
    spectrum.execute(f"CREATE EXTERNAL TABLE spectrum.copy PARTITIONED BY (region) STORED AS PARQUET LOCATION 's3://{bucket}/out/'"
                     " AS SELECT * FROM local")
    assert {key.split("/")[1] for key in keys("out/")} == {"region=eu", "region=us"}
    assert rows("SELECT id, amount, region FROM spectrum.copy ORDER BY 1") == rows("SELECT id, amount, region FROM local ORDER BY 1")
    assert rows("SELECT values FROM svv_external_partitions WHERE tablename = 'copy' ORDER BY 1") == [('["eu"]',), ('["us"]',)]


def test_location_must_be_empty(spectrum, local, put):
    url = put("out/x", "1")
    with pytest.raises(Exception, match="is not empty"):
        spectrum.execute(f"CREATE EXTERNAL TABLE spectrum.copy STORED AS PARQUET LOCATION '{url}/out/' AS SELECT * FROM local")


def test_insert_appends(spectrum, local, rows, bucket, read, keys):
    spectrum.execute(f"CREATE EXTERNAL TABLE spectrum.t (id int, amount decimal(8,2)) PARTITIONED BY (region varchar(10))"
                     f" ROW FORMAT DELIMITED FIELDS TERMINATED BY ',' STORED AS TEXTFILE LOCATION 's3://{bucket}/t/'")
    assert spectrum.execute("INSERT INTO spectrum.t SELECT id, amount, region FROM local").statusmessage == "INSERT 0 3"
    spectrum.execute("INSERT INTO spectrum.t VALUES (9, 9.99, 'eu')")
    assert rows("SELECT * FROM spectrum.t ORDER BY 1") == rows(
        "SELECT id, amount, region FROM local UNION ALL SELECT 9, 9.99, 'eu' ORDER BY 1")
    assert b"".join(read(key) for key in sorted(keys("t/region=us/"))) == b"2,2.25\n"
    assert len(keys("t/region=eu/")) == 2


def test_parquet_is_readable_elsewhere(spectrum, local, bucket, read, keys):
    import pyarrow.parquet

    spectrum.execute(f"CREATE EXTERNAL TABLE spectrum.copy STORED AS PARQUET LOCATION 's3://{bucket}/out/' AS SELECT id, region FROM local")
    table = pyarrow.parquet.read_table(io.BytesIO(read(keys("out/")[0])))
    assert table.column_names == ["id", "region"] and table.num_rows == 3


def test_refusals(spectrum, local, bucket, keys):
    spectrum.execute(f"CREATE EXTERNAL TABLE spectrum.t (id int) STORED AS PARQUET LOCATION 's3://{bucket}/t/'")
    spectrum.execute(f"CREATE EXTERNAL TABLE spectrum.j (id int) ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe'"
                     f" STORED AS TEXTFILE LOCATION 's3://{bucket}/j/'")
    for statement, message in [
        ("INSERT INTO spectrum.t SELECT id FROM local LIMIT 1", "Limit clause is not supported"),
        ("INSERT INTO spectrum.t (id) SELECT id FROM local", "column lists are not supported"),
        ("INSERT INTO spectrum.j SELECT id FROM local", "only supported for PARQUET and TEXTFILE"),
        ("DELETE FROM spectrum.t", "cannot delete from an external table"),
        ("UPDATE spectrum.t SET id = 1", "cannot update an external table"),
    ]:
        with pytest.raises(Exception, match=message):
            spectrum.execute(statement)
    with pytest.raises(Exception, match="cannot run inside a transaction block"), spectrum.transaction():
        spectrum.execute("INSERT INTO spectrum.t SELECT id FROM local")
    assert keys("t/") == []


def test_a_failed_insert_leaves_nothing(spectrum, local, bucket, keys):
    spectrum.execute(f"CREATE EXTERNAL TABLE spectrum.t (id int) STORED AS PARQUET LOCATION 's3://{bucket}/t/'")
    with pytest.raises(Exception, match="division by zero"):
        spectrum.execute("INSERT INTO spectrum.t SELECT 1 / (id - 3) FROM local")
    assert keys("t/") == []
