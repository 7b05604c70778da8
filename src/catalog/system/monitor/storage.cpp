/// Tables on disk, in blocks of 1 MB. The cluster is one node with one slice.  Doc: dg/r_SVV_TABLE_INFO, dg/r_STV_BLOCKLIST
#include <algorithm>
#include <numeric>

#include "catalog/system/families.h"
#include "catalog/system/rows.h"

namespace blueshift::catalog::system {

std::int64_t TableStorage::block_count() const {
    return std::accumulate(columns.begin(), columns.end(), std::int64_t{0},
                           [](std::int64_t sum, const auto& column) { return sum + column.second.block_count; });
}

namespace {

std::string diststyle_text(const Relation& relation) {
    switch (relation.diststyle) {
        case DistStyle::even: return "EVEN";
        case DistStyle::all: return "ALL";
        case DistStyle::auto_: return "AUTO(ALL)";
        case DistStyle::key: break;
    }
    const auto column = std::find_if(relation.columns.begin(), relation.columns.end(),
                                     [](const Column& candidate) { return candidate.distkey; });
    return column == relation.columns.end() ? "KEY" : "KEY(" + column->name + ")";
}

/// Tables that hold rows, with what the engine stores of them.
template <class Add>
void each_stored(const SystemContext& context, const Add& add) {
    const auto& storage = context.storage();
    for (const auto& relation : user_relations(context)) {
        if (!is_table(*relation) && relation->kind != RelationKind::materialized_view) continue;
        const auto found = storage.find(relation->oid);
        if (found != storage.end()) add(*relation, found->second);
    }
}

/// How many times larger the largest other column is than the first of the sort key.
Value sort_key_skew(const Relation& relation, const TableStorage& storage) {
    std::int64_t key_bytes = 0;
    std::int64_t largest = 0;
    for (const Column& column : relation.columns) {
        const auto found = storage.columns.find(column.number);
        if (found == storage.columns.end()) continue;
        if (std::abs(column.sortkey_ordinal) == 1) {
            key_bytes = found->second.stored_bytes;
        } else if (column.sortkey_ordinal == 0) {
            largest = std::max(largest, found->second.stored_bytes);
        }
    }
    if (key_bytes == 0) return {};
    return Value(static_cast<double>(largest) / static_cast<double>(key_bytes));
}

/// What svv_table_info knows without the history of writes.
std::vector<Row> table_info(const SystemContext& context) {
    std::vector<Row> rows;
    const double capacity = static_cast<double>(context.disk_bytes().second) / kBlockBytes;
    each_stored(context, [&](const Relation& relation, const TableStorage& storage) {
        std::int64_t sort_columns = 0;
        const Column* first_key = nullptr;
        std::int64_t widest = 0;
        bool encoded = false;
        for (const Column& column : relation.columns) {
            if (column.sortkey_ordinal != 0) ++sort_columns;
            if (std::abs(column.sortkey_ordinal) == 1) first_key = &column;
            encoded = encoded || column.encoding != "raw";
            if (column.type.id == TypeId::varchar) {
                widest = std::max<std::int64_t>(widest, length_limit(column.type).value_or(0));
            }
        }
        Value key = relation.sortkey_auto ? Value("AUTO(SORTKEY)") : Value();
        Value key_encoding;
        if (first_key != nullptr) {
            key = first_key->sortkey_ordinal < 0 ? Value("INTERLEAVED") : Value(first_key->name);
            key_encoding = first_key->encoding == "raw" ? "none" : first_key->encoding;
        }
        const std::int64_t blocks = storage.block_count();
        rows.push_back({context.catalog.database().name, schema_name(context, relation), relation.oid, relation.name,
                        std::string(encoded ? "Y" : "N") + (relation.encode_auto ? ", AUTO(ENCODE)" : ""),
                        diststyle_text(relation), key, widest, key_encoding, sort_columns, blocks,
                        capacity > 0 ? static_cast<double>(blocks) * 100 / capacity : 0.0, storage.row_count,
                        sort_key_skew(relation, storage),
                        relation.diststyle == DistStyle::all || relation.diststyle == DistStyle::auto_ ? Value() : Value(1.0),
                        relation.created_micros, relation.analyzed_micros, relation.vacuumed_micros,
                        context.catalog.database().oid, relation.temporary ? 1 : 0, relation.backup ? 1 : 0,
                        static_cast<int>(relation.diststyle)});
    });
    return rows;
}

/// One row for each block of each column; columns count from 0.
std::vector<Row> blocks(const SystemContext& context) {
    std::vector<Row> rows;
    each_stored(context, [&](const Relation& relation, const TableStorage& storage) {
        std::int64_t position = -1;
        for (const Column& column : relation.columns) {
            ++position;
            const auto found = storage.columns.find(column.number);
            if (found == storage.columns.end()) continue;
            const ColumnStorage& stored = found->second;
            for (std::int64_t block = 0; block < stored.block_count; ++block) {
                // Values are taken to fill the blocks evenly.
                const std::int64_t values = stored.value_count * (block + 1) / stored.block_count -
                                            stored.value_count * block / stored.block_count;
                rows.push_back({context.catalog.database().oid, relation.name, position, relation.oid, block, values});
            }
        }
    });
    return rows;
}

std::vector<Row> schema_quotas(const SystemContext& context) {
    std::map<Oid, std::int64_t> blocks_of;
    each_stored(context, [&](const Relation& relation, const TableStorage& storage) {
        blocks_of[relation.schema] += storage.block_count();
    });
    std::vector<Row> rows;
    for (const auto& [oid, schema] : context.catalog.snapshot().schemas.all()) {
        if (schema->database != context.catalog.database().oid || !may_see(context, schema->owner)) continue;
        const std::int64_t used = blocks_of[oid];
        const bool limited = schema->quota_mb > 0;
        rows.push_back({oid, schema->name, schema->owner, limited ? Value(schema->quota_mb) : Value(), used,
                        limited ? Value(100.0 * static_cast<double>(used) / static_cast<double>(schema->quota_mb)) : Value()});
    }
    return rows;
}

std::vector<Row> slices(const SystemContext&) { return {{0, 0, 0, "D"}}; }

std::vector<Row> disks(const SystemContext& context) {
    const auto [used, capacity] = context.disk_bytes();
    return {{used / kBlockBytes, capacity / kBlockBytes}};
}

}  // namespace

std::vector<SystemRelation> storage_relations() {
    // clang-format off
    return {
        {.schema = "pg_internal", .name = "table_info",
         .columns = columns("database text, schema text, table_id oid, name text, encoded text, diststyle text, sortkey1 text, max_varchar integer, sortkey1_enc varchar(32), sortkey_num integer, size bigint, "
                            "pct_used double precision, row_count bigint, skew_sortkey1 double precision, skew_rows double precision, create_time timestamp, analyzed timestamp, vacuumed timestamp, db_id oid, temp integer, backup integer, dist_style integer"),
         .producer = table_info},
        {.schema = "pg_internal", .name = "block", .columns = columns("db_id oid, name text, col integer, tbl oid, blocknum integer, num_values bigint"), .producer = blocks},
        {.schema = "pg_internal", .name = "disk", .columns = columns("used bigint, capacity bigint"), .producer = disks},
        // Rows written since ANALYZE make statistics stale; rows that were added behind the first load since VACUUM are unsorted.
        {.schema = "pg_internal", .name = "table_writes", .columns = columns("table_id oid, changed bigint, unsorted bigint"),
         .sql = R"(SELECT t.table_id, SUM(CASE WHEN s.starttime > t.analyzed THEN s.affected_rows ELSE 0 END),
                          CASE WHEN MAX(t.sortkey_num) > 0 THEN LEAST(MAX(t.row_count), SUM(CASE WHEN s.type IN ('INSERT', 'COPY') AND s.starttime > t.vacuumed AND s.first_load < s.starttime THEN s.affected_rows ELSE 0 END)) ELSE 0 END
                   FROM pg_internal.table_info t
                   JOIN (SELECT tbl, type, starttime, affected_rows, MIN(starttime) OVER (PARTITION BY tbl) AS first_load
                         FROM pg_internal.statement WHERE tbl IS NOT NULL AND status = 'success' AND affected_rows > 0) s ON s.tbl = t.table_id::bigint
                   GROUP BY t.table_id)"},
        superuser_only(derived("svv_table_info",
            "database text, schema text, table_id oid, table text, encoded text, diststyle text, sortkey1 text, max_varchar integer, sortkey1_enc character(32), sortkey_num integer, size bigint, "
            "pct_used numeric(10,4), empty bigint, unsorted numeric(5,2), stats_off numeric(5,2), tbl_rows numeric(38,0), skew_sortkey1 numeric(19,2), skew_rows numeric(19,2), "
            "estimated_visible_rows numeric(38,0), risk_event text, vacuum_sort_benefit numeric(12,2), create_time timestamp",
            "SELECT i.database, i.schema, i.table_id, i.name, i.encoded, i.diststyle, i.sortkey1, i.max_varchar, i.sortkey1_enc, i.sortkey_num, i.size, i.pct_used, 0, "
            "CASE WHEN i.sortkey_num > 0 THEN 100.0 * NVL(w.unsorted, 0) / i.row_count END, LEAST(100, 100.0 * NVL(w.changed, 0) / i.row_count), i.row_count, i.skew_sortkey1, i.skew_rows, "
            "i.row_count, NULL, CASE WHEN i.sortkey_num > 0 THEN 0 END, i.create_time "
            // Empty tables are not listed.
            "FROM pg_internal.table_info i LEFT JOIN pg_internal.table_writes w ON w.table_id = i.table_id WHERE i.row_count > 0",
            "dg/r_SVV_TABLE_INFO")),
        superuser_only(derived("stv_tbl_perm",
            "slice integer, id integer, name character(72), rows bigint, sorted_rows bigint, temp integer, db_id integer, insert_pristine integer, delete_pristine integer, backup integer, dist_style integer, "
            "block_count integer",
            "SELECT 0, i.table_id, i.name, i.row_count, i.row_count - NVL(w.unsorted, 0), i.temp, i.db_id, CASE i.row_count WHEN 0 THEN 1 ELSE 0 END, 1, i.backup, i.dist_style, i.size "
            "FROM pg_internal.table_info i LEFT JOIN pg_internal.table_writes w ON w.table_id = i.table_id",
            "dg/r_STV_TBL_PERM")),
        superuser_only(derived("stv_blocklist",
            "slice integer, col integer, tbl integer, blocknum integer, num_values integer, extended_limits integer, minvalue bigint, maxvalue bigint, sb_pos integer, pinned integer, on_disk integer, "
            "modified integer, hdr_modified integer, unsorted integer, tombstone integer, preferred_diskno integer, temporary integer, newblock integer, num_readers integer, flags integer",
            "SELECT 0, col, tbl, blocknum, num_values, 0, NULL, NULL, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0 FROM pg_internal.block", "dg/r_STV_BLOCKLIST")),
        superuser_only(derived("svv_diskusage",
            "db_id integer, name character(72), slice integer, col integer, tbl integer, blocknum integer, num_values integer, minvalue bigint, maxvalue bigint, sb_pos integer, pinned integer, on_disk integer, "
            "modified integer, hdr_modified integer, unsorted integer, tombstone integer, preferred_diskno integer, temporary integer, newblock integer",
            "SELECT db_id, name, 0, col, tbl, blocknum, num_values, NULL, NULL, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0 FROM pg_internal.block", "dg/r_SVV_DISKUSAGE")),
        produced("stv_slices", "node integer, slice integer, localslice integer, type character(1)", slices, "dg/r_STV_SLICES"),
        superuser_only(derived("stv_partitions",
            "owner integer, host integer, diskno integer, part_begin bigint, part_end bigint, used integer, tossed integer, capacity integer, reads bigint, writes bigint, seek_forward integer, seek_back integer, "
            "is_san integer, failed integer, mbps integer, mount character(256)",
            "SELECT 0, 0, 0, 0, capacity, used, 0, capacity, 0, 0, 0, 0, 0, 0, 0, '/' FROM pg_internal.disk", "dg/r_STV_PARTITIONS")),
        superuser_only(derived("stv_node_storage_capacity", "node integer, used integer, capacity integer", "SELECT 0, used, capacity FROM pg_internal.disk", "dg/r_STV_NODE_STORAGE_CAPACITY")),
        superuser_only(empty("stv_tbl_trans", "slice integer, id integer, rows bigint, size bigint, query_id bigint, ref_cnt integer, from_suspended integer, prep_swap integer", "dg/r_STV_TBL_TRANS")),
        produced("svv_schema_quota_state",
            "schema_id integer, schema_name character(128), schema_owner integer, quota integer, disk_usage integer, disk_usage_pct double precision", schema_quotas, "dg/r_SVV_SCHEMA_QUOTA_STATE"),
        superuser_only(empty("svv_interleaved_columns", "tbl integer, col integer, interleaved_skew numeric(19,2), last_reindex timestamp", "dg/r_SVV_INTERLEAVED_COLUMNS")),
        empty("stl_disk_full_diag", "currenttime bigint, node_num bigint, query_id bigint, temp_blocks bigint", "dg/r_STL_DISK_FULL_DIAG"),
        empty("stl_schema_quota_violations",
            "ownerid integer, user_name character(128), querytxt character(4000), xid bigint, pid integer, userid integer, query integer, schema_id integer, schema_name character(128), quota integer, "
            "disk_usage integer, disk_usage_pct double precision, timestamp timestamp",
            "dg/r_STL_SCHEMA_QUOTA_VIOLATIONS"),
        empty("sys_schema_quota_violations",
            "owner_id integer, user_id integer, transaction_id bigint, session_id integer, schema_id integer, schema_name character(128), quota integer, disk_usage integer, record_time timestamp",
            "dg/SYS_SCHEMA_QUOTA_VIOLATIONS"),
    };
    // clang-format on
}

}  // namespace blueshift::catalog::system
