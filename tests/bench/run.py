"""make bench: TPC-H through the wire beside the same queries in an in-process engine, small requests beside PostgreSQL 15, and look-ups in a large catalog.

Both sides run in the same run on the same machine, in turn; only ratios are worth comparing. BENCH_SF sets the scale factor (1).
"""

import decimal
import json
import math
import os
import pathlib
import statistics
import sys
import tempfile
import time

import duckdb
import psycopg

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.bench import catalog  # noqa: E402
from tests.support.paths import DEPS  # noqa: E402
from tests.support.postgres import Postgres  # noqa: E402
from tests.support.s3 import S3  # noqa: E402
from tests.support.server import Server  # noqa: E402

SCALE_FACTOR = float(os.environ.get("BENCH_SF", "1"))
HOT_RUNS = 5
EXPORT_ROWS = 1_000_000
SMALL_REQUESTS = 3_000

TABLES = {
    "region": "r_regionkey INT NOT NULL, r_name VARCHAR(25) NOT NULL, r_comment VARCHAR(152)",
    "nation": "n_nationkey INT NOT NULL, n_name VARCHAR(25) NOT NULL, n_regionkey INT NOT NULL, n_comment VARCHAR(152)",
    "supplier": "s_suppkey BIGINT NOT NULL, s_name VARCHAR(25) NOT NULL, s_address VARCHAR(40) NOT NULL, "
    "s_nationkey INT NOT NULL, s_phone VARCHAR(15) NOT NULL, s_acctbal DECIMAL(15,2) NOT NULL, s_comment VARCHAR(101)",
    "customer": "c_custkey BIGINT NOT NULL, c_name VARCHAR(25) NOT NULL, c_address VARCHAR(40) NOT NULL, "
    "c_nationkey INT NOT NULL, c_phone VARCHAR(15) NOT NULL, c_acctbal DECIMAL(15,2) NOT NULL, "
    "c_mktsegment VARCHAR(10) NOT NULL, c_comment VARCHAR(117)",
    "part": "p_partkey BIGINT NOT NULL, p_name VARCHAR(55) NOT NULL, p_mfgr VARCHAR(25) NOT NULL, p_brand VARCHAR(10) NOT NULL, "
    "p_type VARCHAR(25) NOT NULL, p_size INT NOT NULL, p_container VARCHAR(10) NOT NULL, p_retailprice DECIMAL(15,2) NOT NULL, "
    "p_comment VARCHAR(23)",
    "partsupp": "ps_partkey BIGINT NOT NULL, ps_suppkey BIGINT NOT NULL, ps_availqty BIGINT NOT NULL, "
    "ps_supplycost DECIMAL(15,2) NOT NULL, ps_comment VARCHAR(199)",
    "orders": "o_orderkey BIGINT NOT NULL, o_custkey BIGINT NOT NULL, o_orderstatus VARCHAR(1) NOT NULL, "
    "o_totalprice DECIMAL(15,2) NOT NULL, o_orderdate DATE NOT NULL, o_orderpriority VARCHAR(15) NOT NULL, "
    "o_clerk VARCHAR(15) NOT NULL, o_shippriority INT NOT NULL, o_comment VARCHAR(79)",
    "lineitem": "l_orderkey BIGINT NOT NULL, l_partkey BIGINT NOT NULL, l_suppkey BIGINT NOT NULL, l_linenumber BIGINT NOT NULL, "
    "l_quantity DECIMAL(15,2) NOT NULL, l_extendedprice DECIMAL(15,2) NOT NULL, l_discount DECIMAL(15,2) NOT NULL, "
    "l_tax DECIMAL(15,2) NOT NULL, l_returnflag VARCHAR(1) NOT NULL, l_linestatus VARCHAR(1) NOT NULL, "
    "l_shipdate DATE NOT NULL, l_commitdate DATE NOT NULL, l_receiptdate DATE NOT NULL, l_shipinstruct VARCHAR(25) NOT NULL, "
    "l_shipmode VARCHAR(10) NOT NULL, l_comment VARCHAR(44)",
}


def seconds(function) -> float:
    began = time.perf_counter()
    function()
    return time.perf_counter() - began


def hot(function) -> float:
    """The median of several runs after one that warms up."""
    function()
    return statistics.median(seconds(function) for _ in range(HOT_RUNS))


def geometric_mean(values) -> float:
    return math.exp(statistics.fmean(map(math.log, values)))


def same_rows(ours, theirs) -> bool:
    """Whether two results hold the same, numbers to a thousandth: AVG of a decimal keeps the column's scale in Redshift."""

    def is_number(value):
        return isinstance(value, (int, float, decimal.Decimal))

    def same(one, other):
        if is_number(one) and is_number(other):
            return math.isclose(one, other, rel_tol=1e-3, abs_tol=0.011)
        return str(one).strip() == str(other).strip()

    return len(ours) == len(theirs) and all(all(map(same, *rows)) for rows in zip(ours, theirs))


def tpch(folder: pathlib.Path, results: dict) -> None:
    peer = duckdb.connect(str(folder / "peer.duckdb"), config={"allow_unsigned_extensions": "true"})
    peer.execute(f"LOAD '{DEPS}/extensions/tpch.duckdb_extension'")
    print(f"generating TPC-H, scale factor {SCALE_FACTOR:g}", flush=True)
    peer.execute(f"CALL dbgen(sf={SCALE_FACTOR})")
    queries = [row[0] for row in peer.execute("SELECT query FROM tpch_queries() ORDER BY query_nr").fetchall()]
    with S3(folder / "s3") as s3, Server(folder / "server", environment=s3.environment) as server:
        s3.client().create_bucket(Bucket="tpch")
        for table in TABLES:
            target = folder / "s3" / "buckets" / "tpch" / table
            target.mkdir()
            peer.execute(f"COPY {table} TO '{target}/part-0.parquet' (FORMAT parquet)")
        with psycopg.connect(**server.address, autocommit=True) as connection:
            load_s = 0.0
            for table, columns in TABLES.items():
                connection.execute(f"CREATE TABLE {table} ({columns})")
                load_s += seconds(
                    lambda: connection.execute(f"COPY {table} FROM 's3://tpch/{table}/' IAM_ROLE default FORMAT AS PARQUET")
                )
            results["load_s"] = round(load_s, 2)
            print(f"loaded by COPY from S3 in {load_s:.1f} s\n\n query  blueshift  in-process   ratio")
            ratios = []
            for number, query in enumerate(queries, 1):
                ours = hot(lambda: connection.execute(query).fetchall())
                theirs = hot(lambda: peer.execute(query).fetchall())
                same = same_rows(connection.execute(query).fetchall(), peer.execute(query).fetchall())
                ratios.append(ours / theirs)
                print(f"   Q{number:02d}  {ours * 1e3:7.1f} ms  {theirs * 1e3:7.1f} ms  {ratios[-1]:6.2f}{'' if same else '   DIFFERENT ROWS'}", flush=True)
            results["tpch_ratio"] = round(geometric_mean(ratios), 3)
            print(f"geometric mean {geometric_mean(ratios):19.3f}  (target 1.15)")
    peer.close()


def small_requests(connect) -> dict:
    """Microseconds of SELECT 1 and of a prepared look-up, seconds of two exports."""
    with connect() as connection:
        connection.execute("CREATE TABLE numbers (id INT, name VARCHAR(32), amount DECIMAL(12,2), made DATE)")
        with connection.cursor().copy("COPY numbers FROM STDIN") as copy:
            for start in range(0, EXPORT_ROWS, 10_000):
                copy.write("".join(f"{n}\tname number {n}\t{n / 7:.2f}\t2024-01-{n % 28 + 1:02d}\n" for n in range(start, start + 10_000)))
        if connection.info.server_version >= 90000:
            connection.execute("CREATE INDEX ON numbers (id)")
            connection.execute("ANALYZE numbers")

        def one():
            for _ in range(SMALL_REQUESTS):
                connection.execute("SELECT 1", prepare=False).fetchone()

        def look_up():
            for n in range(300):
                connection.execute("SELECT name FROM numbers WHERE id = %s", (n * 3_001 % EXPORT_ROWS,), prepare=True).fetchone()

        def fetch():
            with connection.cursor() as cursor:
                cursor.execute("SELECT * FROM numbers")
                while cursor.fetchmany(50_000):
                    pass

        def copy_out():
            with connection.cursor().copy("COPY (SELECT * FROM numbers) TO STDOUT") as copy:
                for _ in copy:
                    pass

        return {
            "SELECT 1 (us)": hot(one) / SMALL_REQUESTS * 1e6,
            "prepared look-up (us)": hot(look_up) / 300 * 1e6,
            "export, psycopg 3 (s)": hot(fetch),
            "export, COPY TO STDOUT (s)": hot(copy_out),
        }


def beside_postgres(folder: pathlib.Path, results: dict) -> None:
    with Server(folder / "small") as server:
        ours = small_requests(lambda: psycopg.connect(**server.address, autocommit=True, sslmode="disable"))
    with Postgres() as postgres:
        address = {"host": postgres.host, "port": postgres.port, "user": postgres.user, "dbname": postgres.database}
        theirs = small_requests(lambda: psycopg.connect(**address, autocommit=True, sslmode="disable"))
    print("\n                             blueshift  PostgreSQL   ratio")
    for name, value in ours.items():
        ratio = value / theirs[name]
        results[name] = round(ratio, 3)
        print(f"{name:28s} {value:9.2f}   {theirs[name]:9.2f}  {ratio:6.2f}")


def main() -> None:
    results = {"scale_factor": SCALE_FACTOR, "cores": os.cpu_count()}
    with tempfile.TemporaryDirectory(prefix="blueshift-bench-") as folder:
        tpch(pathlib.Path(folder), results)
        beside_postgres(pathlib.Path(folder), results)
        catalog.look_ups(pathlib.Path(folder), results)
    report = ROOT / "build" / "bench.json"
    report.write_text(json.dumps(results, indent=2) + "\n")
    print(f"\nratios are in {report.relative_to(ROOT)}")


if __name__ == "__main__":
    sys.exit(main())
