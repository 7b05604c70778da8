"""pandas through SQLAlchemy's redshift+psycopg2 dialect: to_sql and read_sql."""

import pandas
import pytest
import sqlalchemy


@pytest.fixture
def engine(server):
    address = server.address
    engine = sqlalchemy.create_engine(
        f"redshift+psycopg2://{address['user']}:{address['password']}@{address['host']}:{address['port']}/{address['dbname']}",
        connect_args={"sslmode": "prefer"},
    )
    yield engine
    engine.dispose()


def test_to_sql_and_read_sql(engine):
    frame = pandas.DataFrame(
        {
            "id": [1, 2, 3],
            "name": ["ann", "bob", None],
            "score": [1.5, None, 3.25],
            "seen": pandas.to_datetime(["2024-01-01 10:00", "2024-02-01 11:30", "2024-03-01 00:00"]),
        }
    )
    frame.to_sql("pandas_frame", engine, index=False, if_exists="replace")
    try:
        back = pandas.read_sql("SELECT * FROM pandas_frame ORDER BY id", engine)
        assert back["id"].tolist() == [1, 2, 3]
        assert back["name"].tolist()[:2] == ["ann", "bob"]
        assert back["score"].tolist()[0] == 1.5
        assert back["seen"].tolist() == frame["seen"].tolist()
        frame.to_sql("pandas_frame", engine, index=False, if_exists="append")
        assert pandas.read_sql("SELECT COUNT(*) AS n FROM pandas_frame", engine)["n"].tolist() == [6]
    finally:
        with engine.begin() as connection:
            connection.execute(sqlalchemy.text("DROP TABLE pandas_frame"))


def test_reflection(engine):
    with engine.begin() as connection:
        connection.execute(
            sqlalchemy.text(
                "CREATE TABLE reflected (id INT NOT NULL PRIMARY KEY, name VARCHAR(20) DEFAULT 'x', price DECIMAL(8,2)) "
                "DISTKEY(id) SORTKEY(name)"
            )
        )
    try:
        inspector = sqlalchemy.inspect(engine)
        assert "reflected" in inspector.get_table_names(schema="public")
        columns = {column["name"]: column for column in inspector.get_columns("reflected")}
        assert list(columns) == ["id", "name", "price"]
        assert columns["id"]["nullable"] is False
        assert isinstance(columns["price"]["type"], sqlalchemy.types.NUMERIC)
        assert inspector.get_pk_constraint("reflected")["constrained_columns"] == ["id"]
    finally:
        with engine.begin() as connection:
            connection.execute(sqlalchemy.text("DROP TABLE reflected"))
