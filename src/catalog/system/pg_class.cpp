/// pg_class, pg_attribute, pg_attrdef, pg_constraint, pg_index, pg_description and their kind.  Doc: dg/c_intro_catalog_views
#include <algorithm>

#include "catalog/system/producers.h"
#include "catalog/system/rows.h"

namespace blueshift::catalog::system {

namespace {

constexpr Oid kPgClassOid = 1259;
constexpr Oid kPgNamespaceOid = 2615;
constexpr Oid kPgDatabaseOid = 1262;
constexpr Oid kPgConstraintOid = 2606;

std::string kind_letter(const Relation& relation) {
    return is_view(relation) ? "v" : "r";
}

bool has_primary_key(const Relation& relation) {
    return std::any_of(relation.constraints.begin(), relation.constraints.end(),
                       [](const Constraint& constraint) { return constraint.kind == Constraint::primary_key; });
}

std::int64_t count_of(const Relation& relation, Constraint::Kind kind) {
    return std::count_if(relation.constraints.begin(), relation.constraints.end(),
                         [&](const Constraint& constraint) { return constraint.kind == kind; });
}

std::string numbers_text(const std::vector<std::int16_t>& numbers) {
    std::vector<std::string> items;
    for (const std::int16_t number : numbers) items.push_back(std::to_string(number));
    return array_text(items);
}

std::string constraint_letter(Constraint::Kind kind) {
    switch (kind) {
        case Constraint::primary_key: return "p";
        case Constraint::unique: return "u";
        case Constraint::foreign_key: return "f";
    }
    return "p";
}

}  // namespace

std::vector<Row> pg_class(const SystemContext& context) {
    std::vector<Row> rows;
    for (const auto& shared : visible_relations(context)) {
        const Relation& relation = *shared;
        const auto natts = static_cast<std::int64_t>(relation.columns.size());
        rows.push_back({
            relation.oid, relation.name, relation.schema, std::int64_t{0}, relation.owner, std::int64_t{0},
            relation.oid, std::int64_t{0}, std::int64_t{1}, 0.001, std::int64_t{0}, std::int64_t{0}, false,
            false, kind_letter(relation), natts, std::int64_t{0}, false, false,
            static_cast<std::int64_t>(relation.diststyle), std::int64_t{0}, std::int64_t{0}, std::int64_t{0},
            count_of(relation, Constraint::unique), count_of(relation, Constraint::foreign_key), std::int64_t{0},
            false, has_primary_key(relation), is_view(relation), false, acl_text(context, relation.acl),
            // Columns of later PostgreSQL releases, which tools ask for.
            "p", false, false, std::int64_t{0}, false, false, "d", Value(), false, Value(),
            relation.created_micros,
            static_cast<std::int64_t>(relation.diststyle == DistStyle::auto_ ? 10 : static_cast<int>(relation.diststyle)),
        });
    }
    return rows;
}

std::vector<Row> pg_attribute(const SystemContext& context) {
    std::vector<Row> rows;
    for (const auto& relation : visible_relations(context)) {
        for (const Column& column : relation->columns) {
            const TypeInfo& info = type_info(column.type.id);
            const std::int64_t length = info.length;
            rows.push_back({
                relation->oid, column.name, info.oid, std::int64_t{-1}, length, std::int64_t{column.number},
                std::int64_t{info.category == 'A' ? 1 : 0}, std::int64_t{-1}, std::int64_t{column.type.typmod},
                length > 0 && length <= 8, length > 0 ? "p" : "x", length == 1 ? "c" : length == 2 ? "s" : length == 8 ? "d" : "i",
                column.not_null, !column.default_text.empty() || column.identity.has_value(), false, true,
                std::int64_t{0}, column.distkey, false, std::int64_t{column.sortkey_ordinal},
                std::int64_t{encoding_number(column.encoding)}, std::int64_t{0},
                acl_text(context, column.acl), "", "", std::int64_t{0}, false, Value(), Value(), Value(), "",
            });
        }
    }
    return rows;
}

std::vector<Row> pg_attrdef(const SystemContext& context) {
    std::vector<Row> rows;
    for (const auto& relation : user_relations(context)) {
        for (const Column& column : relation->columns) {
            if (column.default_text.empty() && !column.identity) continue;
            const std::string source = default_source(*relation, column);
            rows.push_back({std::int64_t{relation->oid} * 2000 + column.number, relation->oid,
                            std::int64_t{column.number}, source, source});
        }
    }
    return rows;
}

std::vector<Row> pg_constraint(const SystemContext& context) {
    std::vector<Row> rows;
    for (const auto& relation : user_relations(context)) {
        for (const Constraint& constraint : relation->constraints) {
            const bool foreign = constraint.kind == Constraint::foreign_key;
            rows.push_back({
                constraint.oid, constraint.name, relation->schema, constraint_letter(constraint.kind), false, false,
                relation->oid, std::int64_t{0}, constraint.referenced, foreign ? "a" : " ", foreign ? "a" : " ",
                foreign ? "u" : " ", numbers_text(constraint.columns),
                foreign ? Value(numbers_text(constraint.referenced_columns)) : Value(), Value(), Value(),
                std::int64_t{0}, true, std::int64_t{0}, true, std::int64_t{0}, false,
            });
        }
    }
    return rows;
}

std::vector<Row> pg_description(const SystemContext& context) {
    std::vector<Row> rows;
    const auto add = [&](std::int64_t object, Oid catalog, std::int64_t sub, const std::string& text) {
        if (!text.empty()) rows.push_back({object, catalog, sub, text});
    };
    for (const auto& relation : user_relations(context)) {
        add(relation->oid, kPgClassOid, 0, relation->comment);
        for (const Column& column : relation->columns) add(relation->oid, kPgClassOid, column.number, column.comment);
        for (const Constraint& constraint : relation->constraints) {
            add(constraint.oid, kPgConstraintOid, 0, constraint.comment);
        }
    }
    const Snapshot& snapshot = context.catalog.snapshot();
    for (const auto& [oid, schema] : snapshot.schemas.all()) add(oid, kPgNamespaceOid, 0, schema->comment);
    for (const auto& [oid, database] : snapshot.databases.all()) add(oid, kPgDatabaseOid, 0, database->comment);
    return rows;
}

std::vector<Row> pg_depend(const SystemContext& context) {
    std::vector<Row> rows;
    for (const auto& relation : user_relations(context)) {
        for (const Oid read : relation->depends_on) {
            rows.push_back({kPgClassOid, relation->oid, std::int64_t{0}, kPgClassOid, read, std::int64_t{0}, "n"});
        }
        for (const Constraint& constraint : relation->constraints) {
            for (const std::int16_t number : constraint.columns) {
                rows.push_back({kPgConstraintOid, constraint.oid, std::int64_t{0}, kPgClassOid, relation->oid,
                                std::int64_t{number}, "a"});
            }
        }
    }
    return rows;
}

std::vector<Row> pg_rewrite(const SystemContext& context) {
    std::vector<Row> rows;
    for (const auto& relation : user_relations(context)) {
        if (!is_view(*relation)) continue;
        rows.push_back({relation->oid, "_RETURN", relation->oid, "1", "O", true});
    }
    return rows;
}

std::vector<Row> pg_table_def(const SystemContext& context) {
    std::vector<Row> rows;
    for (const auto& relation : user_relations(context)) {
        const std::string schema = schema_name(context, *relation);
        const auto& path = context.catalog.search_path();
        if (!relation->temporary && std::find(path.begin(), path.end(), schema) == path.end()) continue;
        if (!is_table(*relation)) continue;
        for (const Column& column : relation->columns) {
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
        rows.push_back({schema_name(context, *relation), relation->name, user_name(context, relation->owner), Value(),
                        false, false, false});
    }
    return rows;
}

std::vector<Row> pg_views(const SystemContext& context) {
    std::vector<Row> rows;
    for (const auto& relation : user_relations(context)) {
        if (!is_view(*relation)) continue;
        const bool late = relation->kind == RelationKind::late_binding_view;
        rows.push_back({schema_name(context, *relation), relation->name, user_name(context, relation->owner),
                        relation->view_text + (late ? " with no schema binding;" : ";")});
    }
    return rows;
}

}  // namespace blueshift::catalog::system
