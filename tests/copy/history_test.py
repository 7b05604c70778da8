"""What the system tables tell of loads and unloads.  Doc: dg/r_STL_LOAD_COMMITS, dg/SYS_LOAD_HISTORY, dg/r_STL_UNLOAD_LOG"""

import psycopg
import pytest

from tests.copy.errors import rows


def test_a_load(connection, put):
    url = put("d/1", "1|x\n2|y\n")
    put("d/2", "3|z\n")
    connection.execute("CREATE TABLE t (a int, b varchar(5))")
    connection.execute(f"COPY t FROM '{url}/d/' IAM_ROLE default")
    mine = "pg_last_copy_id()"
    assert rows(
        connection,
        "SELECT trim(filename), lines_scanned, errors, status, trim(file_format), copy_job_id, curtime <= getdate() + interval '1 minute'"
        f" FROM stl_load_commits WHERE query = {mine} ORDER BY filename",
    ) == [(f"{url}/d/1", 2, 0, 1, "Text", -1, True), (f"{url}/d/2", 1, 0, 1, "Text", -1, True)]
    assert rows(
        connection,
        "SELECT status, table_name, data_source, file_format, loaded_rows, loaded_bytes, source_file_count, source_file_bytes, error_count,"
        f" database_name, duration >= 0, session_id = pg_backend_pid() FROM sys_load_history WHERE query_id = {mine}",
    ) == [("completed", "t", f"{url}/d/", "txt", 3, 12, 2, 12, 0, "dev", True, True)]
    assert rows(connection, f"SELECT trim(name), lines, bytes FROM stl_file_scan WHERE query = {mine} ORDER BY name") == [
        (f"{url}/d/1", 2, 8),
        (f"{url}/d/2", 1, 4),
    ]
    assert rows(connection, f"SELECT file_name, bytes_scanned, lines_scanned FROM sys_load_detail WHERE query_id = {mine} ORDER BY 1") == [
        (f"{url}/d/1", 8, 2),
        (f"{url}/d/2", 4, 1),
    ]
    assert rows(connection, "SELECT pg_last_copy_count()") == [(3,)]


def test_a_load_that_fails(connection, put):
    url = put("a", "1|x\n2|too long\n")
    connection.execute("CREATE TABLE t (a int, b varchar(5))")
    with pytest.raises(psycopg.Error):
        connection.execute(f"COPY t FROM '{url}/a' IAM_ROLE default")
    ((query,),) = rows(connection, "SELECT max(query_id) FROM sys_load_history WHERE session_id = pg_backend_pid()")
    assert rows(connection, f"SELECT status, loaded_rows, error_count FROM sys_load_history WHERE query_id = {query}") == [("aborted", 0, 1)]
    assert rows(connection, f"SELECT count(*) FROM stl_load_commits WHERE query = {query}") == [(0,)]
    # The documented view of errors with the row's values.  Doc: dg/r_STL_LOADERROR_DETAIL
    assert rows(
        connection,
        "SELECT d.line_number, d.field, trim(d.colname), trim(d.value), d.is_null, trim(d.type), trim(d.col_length), trim(e.err_reason)"
        f" FROM stl_loaderror_detail d, stl_load_errors e WHERE d.query = e.query AND d.query = {query} ORDER BY d.field",
    ) == [
        (2, 0, "a", "2", 0, "int4", "0", "String length exceeds DDL length"),
        (2, 1, "b", "too long", 0, "varchar", "5", "String length exceeds DDL length"),
    ]


def test_replacements(connection, put, notices):
    url = put("a", b"1|a\xffb\n2|ok\n3|\xe0\xa1\xc7\xa4\n")
    connection.execute("CREATE TABLE t (a int, b varchar(9))")
    connection.execute(f"COPY t FROM '{url}/a' IAM_ROLE default ACCEPTINVCHARS '^'")
    assert rows(connection, "SELECT b FROM t ORDER BY a") == [("a^b",), ("ok",), ("^^Ǥ",)]
    assert notices[1] == (
        "Load into table 't' completed, 2 record(s) were loaded with replacements made for ACCEPTINVCHARS.  "
        "Check 'stl_replacements' system table for details."
    )
    expected = [(1, "b", "1|a.b"), (3, "b", "3|....")]
    for table, query in (("stl_replacements", "query"), ("sys_copy_replacements", "query_id")):
        name = "colname" if table.startswith("stl") else "column_name"
        found = rows(connection, f"SELECT line_number, trim({name}), trim(raw_line) FROM {table} WHERE {query} = pg_last_copy_id() ORDER BY 1")
        assert found == expected


def test_an_unload(connection, bucket):
    connection.execute(f"UNLOAD ('SELECT 1 UNION ALL SELECT 2') TO 's3://{bucket}/u_' IAM_ROLE default CSV GZIP PARALLEL OFF")
    assert rows(
        connection,
        "SELECT trim(path), line_count, transfer_size > 0, start_time <= end_time FROM stl_unload_log WHERE query = pg_last_unload_id()",
    ) == [(f"s3://{bucket}/u_000.gz", 2, True, True)]
    assert rows(
        connection,
        "SELECT status, file_format, compression_type, unloaded_location, unloaded_rows, unloaded_files_count, unloaded_files_size > 0"
        " FROM sys_unload_history WHERE query_id = pg_last_unload_id()",
    ) == [("completed", "csv", "gzip", f"s3://{bucket}/u_", 2, 1, True)]
    assert rows(connection, "SELECT file_name, line_count FROM sys_unload_detail WHERE query_id = pg_last_unload_id()") == [
        (f"s3://{bucket}/u_000.gz", 2)
    ]


def test_others_see_only_what_is_theirs(connection, put):
    url = put("a", "1\n")
    connection.execute("CREATE TABLE t (a int)")
    connection.execute(f"COPY t FROM '{url}/a' IAM_ROLE default")
    connection.execute("CREATE USER load_reader PASSWORD 'Passw0rdX'")
    try:
        connection.execute("SET SESSION AUTHORIZATION load_reader")
        for table in ("stl_load_commits", "sys_load_history", "stl_unload_log", "stl_file_scan"):
            assert rows(connection, f"SELECT count(*) FROM {table}") == [(0,)]
    finally:
        connection.execute("RESET SESSION AUTHORIZATION")
        connection.execute("DROP USER load_reader")
