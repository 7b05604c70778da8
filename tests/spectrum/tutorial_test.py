"""The vendor's tutorial: sales on S3 joined with events in the warehouse.  Doc: dg/c-getting-started-using-spectrum"""

import datetime
import decimal

import pytest

SALES = """\
1\t1\t36861\t21191\t7872\t1875\t4\t728.00\t109.20\t2008-02-18 02:36:48
2\t4\t8117\t11498\t4337\t1983\t2\t76.00\t11.40\t2008-06-06 05:00:16
3\t5\t1616\t17433\t8647\t1983\t2\t350.00\t52.50\t2008-06-06 08:26:17
4\t5\t1616\t19715\t8647\t1986\t1\t175.00\t26.25\t2008-06-09 08:38:52
5\t6\t47402\t14115\t8240\t2069\t2\t20.00\t3.00\t2008-08-31 09:17:02
"""

CREATE_SALES = """\
create external table spectrum.sales(
salesid integer,
listid integer,
sellerid integer,
buyerid integer,
eventid integer,
dateid smallint,
qtysold smallint,
pricepaid decimal(8,2),
commission decimal(8,2),
saletime timestamp)
row format delimited
fields terminated by '\\t'
stored as textfile
location '{}/tickit/spectrum/sales/'
table properties ('numRows'='172000')"""


@pytest.fixture
def sales(spectrum, put):
    url = put("tickit/spectrum/sales/sales_ts.000", SALES)
    assert spectrum.execute(CREATE_SALES.format(url)).statusmessage == "CREATE EXTERNAL TABLE"
    return url


def test_count(sales, rows):
    assert rows("select count(*) from spectrum.sales") == [(5,)]


def test_join_with_a_local_table(sales, spectrum, rows):
    spectrum.execute(
        "create table event(eventid integer not null distkey, venueid smallint not null, catid smallint not null,"
        " dateid smallint not null sortkey, eventname varchar(200), starttime timestamp)"
    )
    spectrum.execute("insert into event values (8647, 1, 6, 1983, 'A', null), (7872, 2, 6, 1875, 'B', null), (8240, 3, 6, 2069, 'C', null)")
    assert rows(
        "select top 10 spectrum.sales.eventid, sum(spectrum.sales.pricepaid) from spectrum.sales, event"
        " where spectrum.sales.eventid = event.eventid and spectrum.sales.pricepaid > 30"
        " group by spectrum.sales.eventid order by 2 desc"
    ) == [(7872, decimal.Decimal("728.00")), (8647, decimal.Decimal("525.00"))]


def test_types(sales, rows):
    assert rows("select salesid, dateid, commission, saletime from spectrum.sales where salesid = 1") == [
        (1, 1875, decimal.Decimal("109.20"), datetime.datetime(2008, 2, 18, 2, 36, 48))
    ]


def test_path_and_size(sales, rows, bucket):
    assert rows('select "$path", "$size" from spectrum.sales where dateid = 1875') == [
        (f"s3://{bucket}/tickit/spectrum/sales/sales_ts.000", len(SALES))
    ]


def test_star_leaves_pseudo_columns_out(sales, spectrum):
    assert len(spectrum.execute("select * from spectrum.sales").description) == 10


def test_pseudo_columns_can_be_switched_off(sales, spectrum):
    spectrum.execute("set spectrum_enable_pseudo_columns to false")
    with pytest.raises(Exception, match=r'column "\$path" does not exist'):
        spectrum.execute('select "$path" from spectrum.sales')
    spectrum.execute("set spectrum_enable_pseudo_columns to true")


def test_catalog_shows_the_table(sales, rows):
    assert rows("select tablename, location like '%/sales/', parameters like '%\"numRows\":\"172000\"%'"
                " from svv_external_tables where schemaname = 'spectrum'") == [("sales", True, True)]
    assert rows("select columnname, external_type, columnnum, part_key from svv_external_columns"
                " where schemaname = 'spectrum' and tablename = 'sales' and columnnum in (1, 6, 8, 10) order by 3") == [
        ("salesid", "int", 1, 0), ("dateid", "smallint", 6, 0), ("pricepaid", "decimal(8,2)", 8, 0), ("saletime", "timestamp", 10, 0)
    ]


PARTITIONED = """\
create external table spectrum.sales_part(salesid integer, pricepaid decimal(8,2), saletime timestamp)
partitioned by (saledate char(10), region varchar(10))
row format delimited fields terminated by '|' stored as textfile location '{}/tickit/spectrum/sales_partition/'
table properties ('numRows'='172000')"""


@pytest.fixture
def sales_part(spectrum, put):
    folder = "tickit/spectrum/sales_partition"
    put(f"{folder}/saledate=2008-01/region=eu/a", "1|10.00|2008-01-01 00:00:00\n")
    put(f"{folder}/saledate=2008-02/region=eu/a", "2|20.00|2008-02-01 00:00:00\n")
    url = put(f"{folder}/saledate=2008-02/region=us/a", "3|30.00|2008-02-02 00:00:00\n")
    spectrum.execute(PARTITIONED.format(url))
    add = "alter table spectrum.sales_part add if not exists partition(saledate='{0}', region='{1}') location '{2}/{3}/saledate={0}/region={1}/'"
    for date, region in (("2008-01", "eu"), ("2008-02", "eu"), ("2008-02", "us")):
        assert spectrum.execute(add.format(date, region, url, folder)).statusmessage == "ALTER EXTERNAL TABLE"
    return f"{url}/{folder}"


def test_partition_keys_are_columns(sales_part, rows):
    assert rows("select salesid, saledate, region from spectrum.sales_part order by 1") == [
        (1, "2008-01   ", "eu"), (2, "2008-02   ", "eu"), (3, "2008-02   ", "us")
    ]


def test_only_needed_partitions_are_read(sales_part, spectrum, rows, s3, bucket):
    # A partition whose file cannot be read fails every query that needs it.
    put_bad = s3.boto.put_object
    put_bad(Bucket=bucket, Key="tickit/spectrum/sales_partition/saledate=2008-01/region=eu/b.gz", Body=b"not gzip")
    with pytest.raises(Exception, match="Spectrum Scan Error"):
        rows("select count(*) from spectrum.sales_part")
    for condition in ("saledate = '2008-02'", "saledate >= '2008-02' and region in ('us', 'eu')", "substring(saledate, 6, 2)::int = 2"):
        assert rows(f"select count(*) from spectrum.sales_part where {condition}") == [(2,)]
    assert rows("select a.salesid from spectrum.sales_part a join spectrum.sales_part b using (salesid)"
                " where a.saledate = '2008-02' and b.saledate = '2008-02' and b.region = 'us'") == [(3,)]


def test_drop_partition(sales_part, spectrum, rows):
    spectrum.execute("alter table spectrum.sales_part drop partition(saledate='2008-02', region='us')")
    assert rows("select count(*) from spectrum.sales_part") == [(2,)]
    with pytest.raises(Exception, match="does not exist"):
        spectrum.execute("alter table spectrum.sales_part drop partition(saledate='2008-02', region='us')")


def test_move_partition(sales_part, spectrum, rows):
    spectrum.execute(f"alter table spectrum.sales_part partition(saledate='2008-01', region='eu')"
                     f" set location '{sales_part}/saledate=2008-02/region=us/'")
    assert rows("select salesid from spectrum.sales_part where saledate = '2008-01'") == [(3,)]


def test_partitions_in_the_catalog(sales_part, rows):
    assert rows("select values, location like '%saledate=2008-01/region=eu/' from svv_external_partitions"
                " where tablename = 'sales_part' order by 1 limit 1") == [('["2008-01","eu"]', True)]


def test_a_partition_is_added_once(sales_part, spectrum):
    with pytest.raises(Exception, match="already exists"):
        spectrum.execute(f"alter table spectrum.sales_part add partition(saledate='2008-01', region='eu') location '{sales_part}/x/'")


def test_at_most_100_partitions_at_once(sales_part, spectrum):
    parts = " ".join(f"partition(saledate='{i}', region='x') location '{sales_part}/{i}/'" for i in range(101))
    with pytest.raises(Exception, match="at most 100 partitions"):
        spectrum.execute(f"alter table spectrum.sales_part add {parts}")
