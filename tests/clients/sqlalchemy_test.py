"""SQLAlchemy with sqlalchemy-redshift: DDL, reflection, its COPY and UNLOAD commands; over psycopg2 and redshift_connector."""

import datetime
import decimal

import pytest
import sqlalchemy as sa
from sqlalchemy.schema import CreateTable
from sqlalchemy_redshift import commands, dialect

DRIVERS = {
    "psycopg2": ("redshift+psycopg2", {"sslmode": "prefer"}),
    "redshift_connector": ("redshift+redshift_connector", {"ssl": False}),
}
SCHEMA = "alchemy"


@pytest.fixture(params=DRIVERS)
def engine(server, request):
    driver, settings = DRIVERS[request.param]
    engine = sa.create_engine(
        f"{driver}://{server.user}:{server.password}@{server.host}:{server.port}/{server.database}", connect_args=settings
    )
    with engine.begin() as connection:
        connection.execute(sa.text(f"CREATE SCHEMA {SCHEMA}"))
    yield engine
    with engine.begin() as connection:
        connection.execute(sa.text(f"DROP SCHEMA {SCHEMA} CASCADE"))
    engine.dispose()


@pytest.fixture
def metadata():
    metadata = sa.MetaData(schema=SCHEMA)
    sa.Table(
        "customers", metadata,
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("name", sa.String(40), nullable=False, redshift_encode="zstd"),
        sa.Column("since", sa.Date, server_default=sa.text("'2024-01-01'")),
        redshift_diststyle="KEY", redshift_distkey="id", redshift_sortkey=["since", "name"],
    )
    sa.Table(
        "orders", metadata,
        sa.Column("id", sa.BigInteger, redshift_identity=(1, 1)),
        sa.Column("customer_id", sa.Integer, sa.ForeignKey(f"{SCHEMA}.customers.id")),
        sa.Column("amount", sa.Numeric(10, 2)),
        sa.Column("ordered", dialect.TIMESTAMPTZ),
        sa.Column("details", dialect.SUPER),
        sa.Column("code", sa.CHAR(3), unique=True),
        redshift_diststyle="EVEN", redshift_interleaved_sortkey=["customer_id", "amount"],
    )
    return metadata


def test_reflected_tables_are_what_was_created(engine, metadata):
    metadata.create_all(engine)
    inspector = sa.inspect(engine)
    assert SCHEMA in inspector.get_schema_names()
    assert sorted(inspector.get_table_names(SCHEMA)) == ["customers", "orders"]
    assert inspector.has_table("orders", SCHEMA) and not inspector.has_table("nosuch", SCHEMA)

    assert inspector.get_pk_constraint("customers", SCHEMA) == {"constrained_columns": ["id"], "name": "customers_pkey"}
    (foreign_key,) = inspector.get_foreign_keys("orders", SCHEMA)
    assert (foreign_key["constrained_columns"], foreign_key["referred_schema"], foreign_key["referred_table"],
            foreign_key["referred_columns"]) == (["customer_id"], SCHEMA, "customers", ["id"])
    assert [entry["column_names"] for entry in inspector.get_unique_constraints("orders", SCHEMA)] == [["code"]]
    options = inspector.get_table_options("customers", SCHEMA)
    assert (options["redshift_diststyle"], options["redshift_distkey"], options["redshift_sortkey"]) == ("KEY", "id", ("since", "name"))
    assert inspector.get_table_options("orders", SCHEMA)["redshift_interleaved_sortkey"] == ("customer_id", "amount")

    columns = {column["name"]: column for column in inspector.get_columns("customers", SCHEMA)}
    assert columns["name"]["info"] == {"encode": "zstd"} and not columns["name"]["nullable"]
    assert columns["since"]["default"] == "'2024-01-01'"


def test_reflected_types_and_ddl(engine, metadata):
    metadata.create_all(engine)
    reflected = sa.Table("orders", sa.MetaData(), schema=SCHEMA, autoload_with=engine)
    assert {column.name: str(column.type.compile(engine.dialect)) for column in reflected.columns} == {
        "id": "BIGINT", "customer_id": "INTEGER", "amount": "NUMERIC(10, 2)", "ordered": "TIMESTAMPTZ", "details": "SUPER", "code": "CHAR(3)",
    }
    ddl = str(CreateTable(reflected).compile(engine))
    assert "IDENTITY(1,1)" in ddl and "DISTSTYLE EVEN" in ddl and "INTERLEAVED SORTKEY (customer_id, amount)" in ddl
    assert "REFERENCES alchemy.customers (id)" in ddl


def test_views(engine, metadata):
    metadata.create_all(engine)
    with engine.begin() as connection:
        connection.execute(sa.text(f"CREATE VIEW {SCHEMA}.names AS SELECT id, name FROM {SCHEMA}.customers"))
        connection.execute(sa.text(f"CREATE VIEW {SCHEMA}.late AS SELECT id, name FROM {SCHEMA}.customers WITH NO SCHEMA BINDING"))
    inspector = sa.inspect(engine)
    assert sorted(inspector.get_view_names(SCHEMA)) == ["late", "names"]
    assert "customers" in inspector.get_view_definition("names", SCHEMA)
    assert [column["name"] for column in inspector.get_columns("names", SCHEMA)] == ["id", "name"]


def test_rows(engine, metadata):
    metadata.create_all(engine)
    customers, orders = metadata.tables[f"{SCHEMA}.customers"], metadata.tables[f"{SCHEMA}.orders"]
    with engine.begin() as connection:
        connection.execute(customers.insert(), [{"id": 1, "name": "Ann"}, {"id": 2, "name": "Bob"}])
        connection.execute(orders.insert().values(customer_id=1, amount=decimal.Decimal("12.50"), code="abc"))
        joined = sa.select(customers.c.name, customers.c.since, orders.c.amount).join(orders).order_by(customers.c.id)
        assert connection.execute(joined).all() == [("Ann", datetime.date(2024, 1, 1), decimal.Decimal("12.50"))]
        assert connection.execute(customers.update().where(customers.c.id == 2).values(name="Bea")).rowcount == 1
        connection.execute(customers.delete().where(customers.c.id == orders.c.customer_id))
        assert connection.execute(sa.select(customers.c.name)).scalars().all() == ["Bea"]


def test_copy_and_unload_commands(engine, metadata, s3, bucket):
    metadata.create_all(engine)
    customers = metadata.tables[f"{SCHEMA}.customers"]
    s3.boto.put_object(Bucket=bucket, Key="in/1.csv", Body=b"1,Ann,2024-01-05\n2,Bob,2024-02-10\n")
    # By role: the dialect takes only access keys as long as Amazon's own.
    keys = {"aws_account_id": "123456789012", "iam_role_name": "loader"}
    copy = commands.CopyCommand(customers, f"s3://{bucket}/in/", format=commands.Format.csv, **keys)
    names = sa.select(customers.c.name).order_by(customers.c.id)
    unload = commands.UnloadFromSelect(names, f"s3://{bucket}/out/", header=True, parallel=False, **keys)
    with engine.begin() as connection:
        for command in (copy, unload):
            # COPY and UNLOAD take no bind parameters, which redshift_connector would send.
            connection.exec_driver_sql(str(command.compile(engine, compile_kwargs={"literal_binds": True})))
    (listed,) = s3.boto.list_objects_v2(Bucket=bucket, Prefix="out/")["Contents"]
    assert s3.boto.get_object(Bucket=bucket, Key=listed["Key"])["Body"].read() == b"name\nAnn\nBob\n"


def test_alter_table_append_and_materialized_view(engine, metadata):
    metadata.create_all(engine)
    customers = metadata.tables[f"{SCHEMA}.customers"]
    twin = customers.to_metadata(sa.MetaData(), name="twin")
    twin.create(engine)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(twin.insert().values(id=7, name="Gil"))
        connection.execute(commands.AlterTableAppendCommand(twin, customers))
        assert connection.execute(sa.select(customers.c.name)).scalars().all() == ["Gil"]
        connection.execute(dialect.CreateMaterializedView(f"{SCHEMA}.names", sa.select(customers.c.id, customers.c.name)))
        connection.execute(twin.insert().values(id=8, name="Hal"))
        connection.execute(commands.AlterTableAppendCommand(twin, customers))
        connection.execute(commands.RefreshMaterializedView(f"{SCHEMA}.names"))
        assert connection.execute(sa.text(f"SELECT name FROM {SCHEMA}.names ORDER BY id")).scalars().all() == ["Gil", "Hal"]
        connection.execute(dialect.DropMaterializedView(f"{SCHEMA}.names"))
