/// The views over the catalog tables: pg_tables, pg_views, pg_table_def, pg_stats …  Doc: dg/c_intro_catalog_views
#include <algorithm>

#include "catalog/system/families.h"
#include "catalog/system/producers.h"
#include "catalog/system/rows.h"

namespace blueshift::catalog::system {

namespace {

constexpr std::string_view kDoc = "dg/c_intro_catalog_views";

/// Only tables in schemas of the search path.  Doc: dg/r_PG_TABLE_DEF
std::vector<Row> pg_table_def(const SystemContext& context) {
    std::vector<Row> rows;
    const auto& path = context.catalog.search_path();
    for (const auto& relation : visible_relations(context)) {
        const std::string schema = schema_name(context, *relation);
        const bool searched = relation->temporary || schema == "pg_catalog" || std::find(path.begin(), path.end(), schema) != path.end();
        if (!searched || is_view(*relation)) continue;
        for (const Column& column : relation->columns) {
            if (column.number < 0) continue;
            rows.push_back({schema, relation->name, column.name, format_type(column.type),
                            column.encoding == "raw" ? "none" : column.encoding, column.distkey,
                            std::int64_t{column.sortkey_ordinal}, column.not_null});
        }
    }
    return rows;
}

std::vector<Row> pg_tables(const SystemContext& context) {
    std::vector<Row> rows;
    for (const auto& relation : visible_relations(context)) {
        if (is_view(*relation)) continue;
        rows.push_back({schema_name(context, *relation), relation->name, user_name(context, relation->owner), Value(), false,
                        false, false});
    }
    return rows;
}

std::vector<Row> pg_views(const SystemContext& context) {
    std::vector<Row> rows;
    for (const auto& relation : user_relations(context)) {
        if (!is_view(*relation)) continue;
        rows.push_back({schema_name(context, *relation), relation->name, user_name(context, relation->owner),
                        view_definition(context, *relation)});
    }
    return rows;
}

/// Rows of a table, and those inserted and deleted since they were counted. The engine's counts are exact.
std::vector<Row> pg_statistic_indicator(const SystemContext& context) {
    std::vector<Row> rows;
    for (const auto& relation : user_relations(context)) {
        if (!is_table(*relation)) continue;
        rows.push_back({relation->oid, static_cast<double>(context.row_count(relation->oid)), 0.0, 0.0});
    }
    return rows;
}

}  // namespace

// clang-format off
std::vector<SystemRelation> listing_relations() {
    return {
        empty("pg_indexes", "schemaname name, tablename name, indexname name, tablespace name, indexdef text", kDoc),
        empty("pg_rules", "schemaname name, tablename name, rulename name, definition text", kDoc),
        produced("pg_statistic_indicator", "stairelid oid, stairows double precision, staiins double precision, staidels double precision", pg_statistic_indicator, "dg/r_PG_STATISTIC_INDICATOR"),
        empty("pg_stats",
            "schemaname name, tablename name, attname name, null_frac real, avg_width integer, n_distinct real, most_common_vals text, most_common_freqs text, histogram_bounds text, "
            "correlation real", kDoc),
        produced("pg_table_def", "schemaname name, tablename name, column name, type text, encoding character(32), distkey boolean, sortkey integer, notnull boolean", pg_table_def, "dg/r_PG_TABLE_DEF"),
        produced("pg_tables", "schemaname name, tablename name, tableowner name, tablespace name, hasindexes boolean, hasrules boolean, hastriggers boolean", pg_tables, kDoc),
        produced("pg_views", "schemaname name, viewname name, viewowner name, definition text", pg_views, kDoc),
        produced("pg_stat_activity",
            "datid oid, datname name, procpid integer, usesysid integer, usename name, current_query text, query_start timestamptz, "
            "-backend_start timestamptz, -client_addr text, -client_port integer, -application_name text, -pid integer, -state text", pg_stat_activity, kDoc),
        empty("pg_statio_all_tables", "relid oid, schemaname name, relname name, heap_blks_read bigint, heap_blks_hit bigint, idx_blks_read bigint, idx_blks_hit bigint", kDoc),
    };
}
// clang-format on

}  // namespace blueshift::catalog::system
