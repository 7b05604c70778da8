"""What the tests of COPY ask again and again."""


def rows(connection, sql):
    return connection.execute(sql).fetchall()


def load_errors(connection):
    """Line, code and reason of the errors of the session's last COPY that had some."""
    return rows(
        connection,
        "SELECT line_number, err_code, trim(err_reason) FROM stl_load_errors WHERE query ="
        " (SELECT max(query) FROM stl_load_errors WHERE session = pg_backend_pid()) ORDER BY starttime, line_number",
    )
