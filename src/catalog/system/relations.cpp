/// The list of system relations, family by family. To add one: a row at the end of its family, and a case in tests/slt/catalog.
#include <algorithm>
#include <iterator>
#include <map>

#include <fmt/format.h>

#include "base/error.h"
#include "catalog/access.h"
#include "catalog/system/families.h"
#include "catalog/system/loads.h"
#include "catalog/system/producers.h"
#include "catalog/system/rows.h"
#include "catalog/system/system.h"

namespace blueshift::catalog::system {

namespace {

/// Oids of system relations that tools know by heart; the others follow from kFirstSystemOid on.
constexpr std::pair<std::string_view, Oid> kKnownOids[] = {
    {"pg_aggregate", 2600}, {"pg_am", 2601},         {"pg_amop", 2602},      {"pg_amproc", 2603},  {"pg_attrdef", 2604},
    {"pg_attribute", 1249}, {"pg_cast", 2605},       {"pg_class", 1259},     {"pg_constraint", 2606}, {"pg_conversion", 2607},
    {"pg_database", 1262},  {"pg_depend", 2608},     {"pg_description", 2609}, {"pg_group", 1261}, {"pg_index", 2610},
    {"pg_inherits", 2611},  {"pg_language", 2612},   {"pg_largeobject", 2613}, {"pg_listener", 2614}, {"pg_namespace", 2615},
    {"pg_opclass", 2616},   {"pg_operator", 2617},   {"pg_proc", 1255},      {"pg_rewrite", 2618}, {"pg_shadow", 1260},
    {"pg_statistic", 2619}, {"pg_tablespace", 1213}, {"pg_trigger", 2620},   {"pg_type", 1247},
};
constexpr Oid kFirstSystemOid = 10'000;
/// Oids between the first relations of two families, so that a family can grow without moving the others.
constexpr Oid kFamilyOids = 1'000;

Type parse_type(std::string_view text) {
    const std::size_t parenthesis = text.find('(');
    std::vector<int> arguments;
    std::string_view name = text.substr(0, parenthesis);
    if (parenthesis != std::string_view::npos) {
        std::string_view rest = text.substr(parenthesis + 1);
        int number = 0;
        for (const char c : rest) {
            if (c >= '0' && c <= '9') {
                number = number * 10 + (c - '0');
            } else {
                arguments.push_back(number);
                number = 0;
            }
        }
    }
    if (name == "text") return Type{TypeId::text};
    const auto type = type_from_name(name, arguments);
    if (!type) throw Error(Code::internal_error, "a system relation has a column of unknown type {}", text);
    return *type;
}

// clang-format off
std::vector<SystemRelation> load_error_relations() {
    return {
        {"pg_catalog", "stl_load_errors",
         {{"userid", "integer"}, {"slice", "integer"}, {"tbl", "integer"}, {"starttime", "timestamp"}, {"session", "integer"}, {"query", "integer"}, {"filename", "character(256)"},
          {"line_number", "bigint"}, {"colname", "character(127)"}, {"type", "character(10)"}, {"col_length", "character(10)"}, {"position", "integer"}, {"raw_line", "character(1024)"},
          {"raw_field_value", "character(1024)"}, {"err_code", "integer"}, {"err_reason", "character(100)"}, {"is_partial", "integer"}, {"start_offset", "bigint"}, {"copy_job_id", "bigint"}},
         stl_load_errors, {}, "dg/r_STL_LOAD_ERRORS"},
        {"pg_catalog", "sys_load_error_detail",
         {{"user_id", "integer"}, {"query_id", "bigint"}, {"transaction_id", "bigint"}, {"session_id", "integer"}, {"database_name", "character(64)"}, {"table_id", "integer"}, {"table_name", "varchar(128)"},
          {"start_time", "timestamp"}, {"file_name", "character(256)"}, {"line_number", "bigint"}, {"column_name", "character(127)"}, {"column_type", "character(10)"}, {"column_length", "character(10)"},
          {"position", "integer"}, {"error_code", "integer"}, {"error_message", "character(512)"}},
         sys_load_error_detail, {}, "dg/SYS_LOAD_ERROR_DETAIL"},
    };
}
// clang-format on

/// The families in the order of their oids: new ones go to the end.
constexpr std::vector<SystemRelation> (*kFamilies[])() = {
    load_error_relations,      class_relations,         type_relations,         routine_relations,     principal_relations,
    database_relations,        listing_relations,       standard_table_relations, standard_routine_relations,
    standard_privilege_relations, svv_object_relations, svv_privilege_relations, svv_principal_relations, svv_policy_relations,
    svv_external_relations,    svv_sharing_relations,   function_relations,     load_relations,
    history_relations,         statement_relations,     running_relations,      step_relations,        step_log_relations,
    session_relations,         transaction_relations,   storage_relations,      maintenance_relations, workload_relations,
    materialized_view_relations, procedure_relations,   spectrum_relations,     datashare_relations,   integration_relations,
};

/// The query of a derived relation with its outputs as the columns' types.
std::string typed_query(const SystemRelation& row) {
    std::string casts;
    std::string names;
    for (const SystemColumn& column : row.columns) {
        const std::string_view separator = casts.empty() ? "" : ", ";
        casts += fmt::format("{}CAST(v.\"{}\" AS {})", separator, column.name, column.type);
        names += fmt::format("{}\"{}\"", separator, column.name);
    }
    return fmt::format("SELECT {} FROM ({}) v ({})", casts, row.sql, names);
}

/// Numbers of columns that `*` leaves out: PostgreSQL's own for oid, and one of ours per column for the others.
constexpr std::int16_t kOidColumn = -2;
constexpr std::int16_t kTableOidColumn = -7;
constexpr std::int16_t kFirstHiddenColumn = -100;

/// The rows, and the same as catalog relations.
class Relations : public SystemRelations {
public:
    Relations() {
        for (std::size_t family = 0; family < std::size(kFamilies); ++family) {
            Oid next = kFirstSystemOid + static_cast<Oid>(family) * kFamilyOids;
            for (SystemRelation& row : kFamilies[family]()) {
                add(row, next++);
                rows_.push_back(std::move(row));
            }
        }
    }

    const std::vector<SystemRelation>& rows() const { return rows_; }

    std::shared_ptr<const Relation> find(std::string_view schema, std::string_view name) const override {
        const auto found = by_name_.find({std::string(schema), std::string(name)});
        return found == by_name_.end() ? nullptr : found->second;
    }
    std::shared_ptr<const Relation> find(Oid oid) const {
        const auto found = by_oid_.find(oid);
        return found == by_oid_.end() ? nullptr : found->second;
    }
    std::vector<std::shared_ptr<const Relation>> all() const override { return all_; }

private:
    void add(const SystemRelation& row, Oid oid) {
        auto relation = std::make_shared<Relation>();
        relation->name = row.name;
        relation->schema = schema_oid(row.schema);
        relation->kind = RelationKind::system;
        if (!row.superuser_only && row.schema != "pg_internal") {
            relation->acl.push_back({AclEntry::public_, 0, kAdminUserId, std::string(1, kSelect), ""});
        }
        if (!row.sql.empty()) relation->view_text = typed_query(row);
        const auto* known = std::find_if(std::begin(kKnownOids), std::end(kKnownOids),
                                         [&](const auto& entry) { return entry.first == row.name; });
        relation->oid = known != std::end(kKnownOids) ? known->second : oid;
        std::int16_t next_hidden = kFirstHiddenColumn;
        for (const SystemColumn& described : row.columns) {
            Column column;
            column.name = described.name;
            if (column.name.starts_with('-')) {
                column.name.erase(0, 1);
                column.number = column.name == "oid" ? kOidColumn : next_hidden--;
            } else {
                column.number = ++relation->last_column_number;
            }
            column.type = parse_type(described.type);
            // What sessions and statements say of themselves may end with anything.
            column.trailing_blanks = true;
            relation->columns.push_back(std::move(column));
        }
        const bool has_oid = std::any_of(relation->columns.begin(), relation->columns.end(),
                                         [](const Column& column) { return column.number == kOidColumn; });
        if (has_oid) {
            Column column;
            column.name = "tableoid";
            column.number = kTableOidColumn;
            column.type = Type{TypeId::oid};
            relation->columns.push_back(std::move(column));
        }
        all_.push_back(relation);
        by_oid_[relation->oid] = relation;
        by_name_[{std::string(row.schema), std::string(row.name)}] = std::move(relation);
    }

    static Oid schema_oid(std::string_view name) {
        for (const BuiltinSchema& schema : kBuiltinSchemas) {
            if (schema.name == name) return schema.oid;
        }
        throw Error(Code::internal_error, "a system relation is in the unknown schema {}", name);
    }

    std::vector<SystemRelation> rows_;
    std::vector<std::shared_ptr<const Relation>> all_;
    std::map<Oid, std::shared_ptr<const Relation>> by_oid_;
    std::map<std::pair<std::string, std::string>, std::shared_ptr<const Relation>> by_name_;
};

const Relations& all_relations() {
    static const Relations kRelations;
    return kRelations;
}

}  // namespace

const std::vector<SystemRelation>& relations() { return all_relations().rows(); }

const SystemRelations& system_relations() { return all_relations(); }

std::shared_ptr<const Relation> system_relation(Oid oid) { return all_relations().find(oid); }

}  // namespace blueshift::catalog::system
