/// svv_table_info.  Doc: dg/r_SVV_TABLE_INFO
#include <algorithm>

#include "catalog/system/producers.h"
#include "catalog/system/rows.h"

namespace blueshift::catalog::system {

namespace {

std::string key_of(const Relation& relation) {
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

}  // namespace

std::vector<Row> svv_table_info(const SystemContext& context) {
    std::vector<Row> rows;
    for (const auto& relation : user_relations(context)) {
        if (!is_table(*relation)) continue;
        const std::int64_t count = context.row_count(relation->oid);
        // An empty table is not listed.  Doc: dg/r_SVV_TABLE_INFO
        if (count == 0) continue;
        std::int64_t sort_columns = 0;
        Value first_key;
        Value first_encoding;
        std::int64_t widest = 0;
        bool encoded = false;
        for (const Column& column : relation->columns) {
            if (column.sortkey_ordinal != 0) ++sort_columns;
            if (column.sortkey_ordinal == 1) {
                first_key = column.name;
                first_encoding = column.encoding == "raw" ? "none" : column.encoding;
            }
            encoded = encoded || column.encoding != "raw";
            if (column.type.id == TypeId::varchar) widest = std::max<std::int64_t>(widest, length_limit(column.type).value_or(0));
        }
        if (sort_columns == 0) first_key = relation->sortkey_auto ? Value("AUTO(SORTKEY)") : Value();
        rows.push_back({context.catalog.database().name, schema_name(context, *relation), relation->oid, relation->name,
                        std::string(encoded ? "Y" : "N") + (relation->encode_auto ? ", AUTO(ENCODE)" : ""),
                        key_of(*relation), first_key, widest, first_encoding, sort_columns, std::int64_t{1}, Value(),
                        std::int64_t{0}, Value(), Value(), Decimal{count, 0}, Value(), Value(), Decimal{count, 0}, Value(),
                        Value(), relation->created_micros});
    }
    return rows;
}

}  // namespace blueshift::catalog::system
