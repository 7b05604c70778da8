"""Queries as administrators' scripts ask them: each joins and computes what those scripts do, and gives true figures."""

import pytest


@pytest.fixture
def warehouse(connection):
    """A table that was loaded, scanned with and without a filter, and joined badly."""
    connection.execute(
        "CREATE TABLE orders (id INT ENCODE az64, region VARCHAR(12) ENCODE lzo, sold DATE ENCODE raw) DISTKEY(id) SORTKEY(sold)"
    )
    connection.execute("CREATE TABLE regions (name VARCHAR(12)) DISTSTYLE ALL")
    connection.execute("INSERT INTO orders SELECT n, 'north', '2024-01-01' FROM generate_series(1, 1000) AS g(n)")
    connection.execute("INSERT INTO regions VALUES ('north'), ('south')")
    connection.execute("SELECT COUNT(*) FROM orders WHERE id < 11")
    connection.execute("SELECT COUNT(*) FROM orders, regions")
    (connection.schema,) = connection.execute("SELECT current_schema()").fetchone()
    return connection


def rows(connection, sql):
    cursor = connection.execute(sql.replace("$SCHEMA", connection.schema))
    return cursor.fetchall()


def test_longest_queries(warehouse):
    """Statements by text, with their number, times and what they were warned of."""
    found = rows(
        warehouse,
        """
        SELECT TRIM(db) AS db, COUNT(query) AS times, MAX(SUBSTRING(qtext, 1, 80)) AS qtext, MIN(seconds) AS "min", MAX(seconds) AS "max",
               AVG(seconds) AS "avg", SUM(seconds) AS total, MAX(query) AS last_id, MAX(starttime)::DATE AS last_run, aborted,
               LISTAGG(event, ', ') WITHIN GROUP (ORDER BY query) AS events
        FROM (SELECT q.userid, label, q.query, TRIM(database) AS db, TRIM(querytxt) AS qtext, MD5(TRIM(querytxt)) AS hash, starttime,
                     DATEDIFF(seconds, starttime, endtime)::NUMERIC(12, 2) AS seconds, aborted,
                     DECODE(a.event, 'Nested Loop Join in the query plan', 'Nested Loop', 'Missing query planner statistics', 'Stats', a.event) AS event
              FROM stl_query q
              LEFT OUTER JOIN (SELECT query, TRIM(SPLIT_PART(event, ':', 1)) AS event FROM stl_alert_event_log
                               WHERE event_time >= DATEADD(day, -7, CURRENT_DATE) GROUP BY query, TRIM(SPLIT_PART(event, ':', 1))) a ON a.query = q.query
              WHERE userid <> 1 AND pid = pg_backend_pid() AND starttime >= DATEADD(day, -7, CURRENT_DATE))
        GROUP BY db, label, hash, aborted
        ORDER BY total DESC LIMIT 50""",
    )
    (cross,) = [row for row in found if row[2] == "SELECT COUNT(*) FROM orders, regions"]
    assert cross[1] >= 1 and "Nested Loop" in cross[10] and cross[9] == 0


def test_table_sizes(warehouse):
    """Size, rows, keys, skew, share of encoded columns, staleness and order of each table."""
    found = rows(
        warehouse,
        """
        SELECT TRIM(n.nspname) AS schema, TRIM(p.name) AS table, DECODE(c.reldiststyle, 0, 'EVEN', 1, k.distkey, 8, 'ALL') AS distkey,
               DECODE(c.reldiststyle, 8, NULL, d.ratio::DECIMAL(32, 4)) AS skew, k.head_sort, k.sort_columns, p.rows, b.mbytes,
               DECODE(k.encoding, 0, 'N', 'Y') AS encoded,
               DECODE(b.mbytes, 0, 0, ((b.mbytes / part.total::DECIMAL(32, 2)) * 100)::DECIMAL(32, 2)) AS pct_of_total,
               DECODE(k.sort_columns, 0, NULL, DECODE(p.rows, 0, 0, (p.unsorted::DECIMAL(32, 2) / p.rows) * 100))::DECIMAL(32, 2) AS pct_unsorted
        FROM (SELECT db_id, id, name, SUM(rows) AS rows, SUM(rows) - SUM(sorted_rows) AS unsorted FROM stv_tbl_perm GROUP BY db_id, id, name) p
        JOIN pg_class c ON c.oid = p.id
        JOIN pg_namespace n ON n.oid = c.relnamespace
        LEFT OUTER JOIN (SELECT tbl, COUNT(*) AS mbytes FROM stv_blocklist GROUP BY tbl) b ON p.id = b.tbl
        JOIN (SELECT attrelid, MIN(CASE attisdistkey WHEN 't' THEN attname ELSE NULL END) AS distkey,
                     MIN(CASE attsortkeyord WHEN 1 THEN attname ELSE NULL END) AS head_sort, MAX(attsortkeyord) AS sort_columns,
                     MAX(CASE WHEN attencodingtype NOT IN (0, 128) THEN attencodingtype ELSE 0 END) AS encoding
              FROM pg_attribute WHERE attnum > 0 GROUP BY 1) k ON k.attrelid = p.id
        JOIN (SELECT tbl, MAX(mbytes)::DECIMAL(32, 2) / MIN(mbytes) AS ratio
              FROM (SELECT tbl, TRIM(name) AS name, slice, COUNT(*) AS mbytes FROM svv_diskusage GROUP BY tbl, name, slice) GROUP BY tbl, name) d ON p.id = d.tbl
        JOIN (SELECT SUM(capacity) AS total FROM stv_partitions WHERE part_begin = 0) part ON 1 = 1
        WHERE c.relowner > 1 AND n.nspname = '$SCHEMA' AND mbytes IS NOT NULL
        ORDER BY mbytes DESC""",
    )
    by_table = {row[1]: row for row in found}
    assert list(by_table["orders"][2:7]) == ["id", 1, "sold", 1, 1000]
    assert by_table["orders"][7] >= 3 and by_table["orders"][8] == "Y" and by_table["orders"][10] == 0
    assert list(by_table["regions"][2:7]) == ["ALL", None, None, 0, 2]


def test_warnings_by_table(warehouse):
    found = rows(
        warehouse,
        """
        SELECT TRIM(n.nspname) AS schema, TRIM(s.perm_table_name) AS table, t.total, (SUM(ABS(DATEDIFF(seconds, COALESCE(b.starttime, d.starttime, s.starttime),
               COALESCE(b.endtime, d.endtime, s.endtime)))) / 60)::NUMERIC(24, 0) AS minutes, SUM(COALESCE(b.rows, d.rows, s.rows)) AS scanned,
               TRIM(SPLIT_PART(l.event, ':', 1)) AS event, SUBSTRING(TRIM(l.solution), 1, 60) AS solution, MAX(l.query) AS sample, COUNT(*) AS times
        FROM stl_alert_event_log l
        LEFT JOIN stl_scan s ON s.query = l.query AND s.slice = l.slice AND s.segment = l.segment
        LEFT JOIN stl_dist d ON d.query = l.query AND d.slice = l.slice AND d.segment = l.segment
        LEFT JOIN stl_bcast b ON b.query = l.query AND b.slice = l.slice AND b.segment = l.segment
        LEFT JOIN (SELECT id, SUM(rows) AS total FROM stv_tbl_perm GROUP BY id) t ON s.tbl = t.id
        LEFT JOIN pg_class c ON c.oid = s.tbl LEFT JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE l.userid > 1 AND l.event_time >= DATEADD(day, -7, GETDATE()) AND s.perm_table_name NOT LIKE 'volt_tt%' AND n.nspname = '$SCHEMA'
        GROUP BY 1, 2, 3, 6, 7 ORDER BY 4 DESC, 8 DESC""",
    )
    assert ("orders", 1000, "Missing query planner statistics") in {(row[1], row[2], row[5]) for row in found}


def test_filters_that_were_used(warehouse):
    found = rows(
        warehouse,
        """
        SELECT TRIM(s.perm_table_name) AS table, SUBSTRING(TRIM(info), 1, 580) AS filter,
               SUM(DATEDIFF(seconds, starttime, CASE WHEN starttime > endtime THEN starttime ELSE endtime END)) AS secs, COUNT(DISTINCT i.query), MAX(i.query)
        FROM stl_explain p
        JOIN stl_plan_info i ON (i.userid = p.userid AND i.query = p.query AND i.nodeid = p.nodeid)
        JOIN stl_scan s ON (s.userid = i.userid AND s.query = i.query AND s.segment = i.segment AND s.step = i.step)
        WHERE s.starttime > DATEADD(day, -7, CURRENT_DATE) AND s.perm_table_name NOT LIKE 'Internal Worktable%'
          AND ((p.info LIKE 'Filter:%' AND p.nodeid > 0) OR p.info LIKE 'Join Filter:%') AND s.tbl = 'orders'::regclass::oid
        GROUP BY 1, 2 ORDER BY 1, 3 DESC, 4 DESC""",
    )
    assert [row[:2] for row in found] == [("orders", "Filter: (id < 11)")]


def test_tables_without_statistics(warehouse):
    found = rows(
        warehouse,
        """
        SELECT SUBSTRING(TRIM(plannode), 1, 100), COUNT(*) FROM stl_explain
        WHERE plannode LIKE '%missing statistics%' AND plannode NOT LIKE '%redshift_auto_health_check_%' GROUP BY plannode ORDER BY 2 DESC""",
    )
    assert "----- Tables missing statistics: orders -----" in [row[0] for row in found]


def test_tables_nobody_scans(warehouse):
    warehouse.execute("CREATE TABLE unread AS SELECT 1 AS a")
    found = rows(
        warehouse,
        """
        SELECT t."table", t.size, NVL(s.scans, 0) AS scans
        FROM svv_table_info t
        LEFT JOIN (SELECT tbl, perm_table_name, COUNT(DISTINCT query) AS scans FROM stl_scan
                   WHERE userid > 1 AND perm_table_name NOT IN ('Internal Worktable', 'S3') GROUP BY tbl, perm_table_name) s ON s.tbl = t.table_id
        WHERE t."schema" = '$SCHEMA' ORDER BY 3, 1""",
    )
    assert [(row[0], row[2] > 0) for row in found] == [("unread", False), ("regions", True), ("orders", True)]


def test_most_statements_at_once(warehouse):
    """A series of moments, joined with what ran then."""
    found = rows(
        warehouse,
        """
        WITH moments AS (SELECT SYSDATE - (n * INTERVAL '1 second') AS dt FROM (SELECT ROW_NUMBER() OVER () AS n FROM stl_scan LIMIT 60)),
        apex AS (SELECT q.dt, q.service_class, q.num_query_tasks, COUNT(q.slot_count) AS queries, SUM(q.slot_count) AS slots
                 FROM (SELECT m.dt, w.service_class, c.num_query_tasks, w.slot_count FROM stl_wlm_query w
                       JOIN stv_wlm_service_class_config c ON (c.service_class = w.service_class AND c.service_class > 4)
                       JOIN moments m ON (w.service_class_start_time <= m.dt AND w.service_class_end_time > m.dt)
                       WHERE w.userid > 1 AND w.service_class > 4) q
                 GROUP BY q.dt, q.service_class, q.num_query_tasks),
        most AS (SELECT service_class, MAX(slots) AS slots FROM apex GROUP BY service_class)
        SELECT apex.service_class, apex.num_query_tasks, apex.slots, MAX(apex.dt) FROM apex
        JOIN most ON (apex.service_class = most.service_class AND apex.slots = most.slots)
        GROUP BY 1, 2, 3 ORDER BY 1""",
    )
    assert all(row[0] == 100 and row[2] >= 1 for row in found)


def test_waiting_and_running_queues(warehouse):
    assert rows(
        warehouse,
        """
        SELECT w.query, SUBSTRING(q.querytxt, 1, 100), w.queue_start_time, w.service_class, w.slot_count, w.total_queue_time / 1000000,
               w.total_exec_time / 1000000, (w.total_queue_time + w.total_exec_time) / 1000000
        FROM stl_wlm_query w LEFT JOIN stl_query q ON q.query = w.query AND q.userid = w.userid
        WHERE w.queue_start_time >= DATEADD(day, -7, CURRENT_DATE) AND w.total_queue_time > 0
        ORDER BY w.total_queue_time DESC, w.queue_start_time DESC LIMIT 35""",
    ) == []
    (running,) = rows(
        warehouse,
        """
        SELECT TRIM(u.usename), s.process, q.service_class, q.slot_count, DECODE(TRIM(q.state), 'Running', 'Run', 'QueuedWaiting', 'Queue', TRIM(q.state))
        FROM stv_wlm_query_state q
        JOIN stv_inflight i ON i.query = q.query
        JOIN stv_sessions s ON s.process = i.pid
        LEFT OUTER JOIN pg_user u ON i.userid = u.usesysid
        WHERE i.pid = pg_backend_pid()""",
    )
    assert running[2:] == (100, 1, "Run")
    assert [
        row[:3]
        for row in rows(
            warehouse,
            """
            SELECT config.service_class, TRIM(config.name), TRIM(class.condition), config.num_query_tasks, state.num_executing_queries, state.num_executed_queries
            FROM stv_wlm_classification_config class, stv_wlm_service_class_config config, stv_wlm_service_class_state state
            WHERE class.action_service_class = config.service_class AND class.action_service_class = state.service_class ORDER BY 1""",
        )
    ] == [(5, "Superuser", "(superusers) and (query group: superuser)"), (100, "Default queue", "(querytype:any)")]


def test_open_sessions(warehouse):
    (mine,) = rows(
        warehouse,
        """
        SELECT CASE WHEN disc.recordtime IS NULL THEN 'Y' ELSE 'N' END, init.pid, init.remotehost, init.username, disc.duration
        FROM (SELECT event, recordtime, remotehost, remoteport, pid, username FROM stl_connection_log WHERE event = 'initiating session') init
        LEFT OUTER JOIN (SELECT event, recordtime, remotehost, remoteport, pid, username, duration FROM stl_connection_log WHERE event = 'disconnecting session') disc
        ON init.pid = disc.pid AND init.remotehost = disc.remotehost AND init.remoteport = disc.remoteport
        WHERE init.pid = pg_backend_pid() AND init.remoteport = (SELECT MAX(remoteport) FROM stl_connection_log WHERE pid = pg_backend_pid())""",
    )
    assert mine[0] == "Y" and mine[4] is None


def test_locks_of_open_transactions(warehouse):
    warehouse.execute("BEGIN")
    warehouse.execute("LOCK TABLE orders")
    found = rows(
        warehouse,
        """
        SELECT SYSDATE, TRIM(n.nspname), TRIM(c.relname), l.pid, a.usename, l.mode, l.granted
        FROM pg_catalog.pg_locks l
        JOIN pg_catalog.pg_class c ON c.oid = l.relation
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        JOIN pg_catalog.pg_stat_activity a ON a.procpid = l.pid
        WHERE l.pid = pg_backend_pid()""",
    )
    warehouse.execute("COMMIT")
    assert [(row[2], row[6]) for row in found] == [("orders", True)]


def test_reads_and_writes_of_tables(warehouse):
    """Which transactions read and wrote a table, in order, with how they ended."""
    found = rows(
        warehouse,
        """
        SELECT o.operation, t.status
        FROM (SELECT query, tbl, 'W' AS operation FROM stl_insert UNION ALL SELECT query, tbl, 'W' FROM stl_delete
              UNION ALL SELECT query, tbl, 'R' FROM stl_scan WHERE type = 2) o
        JOIN stl_query q ON q.query = o.query
        JOIN sys_transaction_history t ON t.transaction_id = q.xid
        WHERE o.tbl = 'orders'::regclass::oid ORDER BY q.starttime""",
    )
    assert found[0] == ("W", "committed") and ("R", "committed") in found


def test_vacuums(warehouse):
    warehouse.execute("VACUUM orders")
    (vacuum,) = rows(
        warehouse,
        """
        SELECT a.table_id, c.name::VARCHAR, a.status::VARCHAR, b.status, DATEDIFF(seconds, a.eventtime, b.eventtime), a."rows" - b."rows"
        FROM (SELECT * FROM stl_vacuum WHERE status NOT ILIKE '%Finished%') a
        LEFT JOIN stl_vacuum b ON (a.xid, a.table_id) = (b.xid, b.table_id) AND a.eventtime < b.eventtime
        LEFT JOIN (SELECT id, name, db_id FROM stv_tbl_perm WHERE slice = 0) c ON a.table_id = c.id
        WHERE a.table_id = 'orders'::regclass::oid""",
    )
    assert vacuum[1].strip() == "orders" and vacuum[3].strip() == "Finished"


def test_distribution_over_slices(warehouse):
    assert [
        (row[0].strip(),) + row[1:]
        for row in rows(
            warehouse,
            """
            SELECT name, slice, i.diststyle, rows, SUM(rows) OVER (PARTITION BY name, id),
                   ROUND(CAST(rows AS FLOAT) / CAST((SUM(rows) OVER (PARTITION BY id)) AS FLOAT) * 100, 3)
            FROM stv_tbl_perm p JOIN pg_class c ON c.oid = p.id JOIN pg_namespace n ON n.oid = c.relnamespace
            JOIN svv_table_info i ON i.schema = n.nspname AND i."table" = name
            WHERE slice < 3201 AND c.relowner > 1 AND n.nspname = '$SCHEMA' ORDER BY 1""",
        )
    ] == [("orders", 0, "KEY(id)", 1000, 1000, 100.0), ("regions", 0, "ALL", 2, 2, 100.0)]


def test_statements_by_kind_and_hour(warehouse):
    kinds = rows(
        warehouse,
        """
        SELECT database, kind, DATE_PART(hour, starttime), COUNT(*), AVG(ms), AVG(CASE WHEN part BETWEEN 6 AND 15 THEN ms ELSE NULL END)
        FROM (SELECT database, kind, starttime, ms, NTILE(20) OVER (PARTITION BY database, kind ORDER BY ms) AS part
              FROM (SELECT CASE WHEN REGEXP_INSTR("querytxt", '[iI][nN][sS][eE][rR][tT] ') > 0 THEN 'INSERT'
                                WHEN REGEXP_INSTR("querytxt", '[sS][eE][lL][eE][cC][tT] ') > 0 THEN 'SELECT' ELSE 'OTHER' END AS kind,
                           starttime, DATEDIFF(milliseconds, starttime, endtime) AS ms, database FROM stl_query) a) b
        GROUP BY 1, 2, 3 ORDER BY 1, 2, 3""",
    )
    assert {"INSERT", "SELECT"} <= {row[1] for row in kinds}
