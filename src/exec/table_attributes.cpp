#include "exec/table_attributes.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace blueshift::exec {

namespace {

constexpr std::size_t kInterleavedColumnsMax = 8;
constexpr std::size_t kCompoundColumnsMax = 400;

/// Which type categories an encoding takes. Doc: dg/c_Compression_encodings
struct Encoding {
    std::string_view name;
    std::string_view types;  ///< letters of kTypeGroups
};

// To add an encoding: a row, with the letters of the groups that it works for:
// n integers, decimal; 2 smallint; f real and double; b boolean; s char and varchar; d date and timestamps; v other.
// clang-format off
constexpr Encoding kEncodings[] = {
    {"auto",      "n2fbsdv"},
    {"az64",      "n2d"},
    {"bytedict",  "n2fsd"},
    {"delta",     "n2d"},
    {"delta32k",  "nd"},
    {"lzo",       "n2sdv"},
    {"mostly16",  "n"},
    {"mostly32",  "n"},
    {"mostly8",   "n2"},
    {"none",      "n2fbsdv"},
    {"raw",       "n2fbsdv"},
    {"runlength", "n2fbsd"},
    {"text255",   "s"},
    {"text32k",   "s"},
    {"zstd",      "n2fbsdv"},
};
// clang-format on

char type_group(TypeId type) {
    switch (type) {
        case TypeId::smallint: return '2';
        case TypeId::integer: case TypeId::bigint: case TypeId::decimal: return 'n';
        case TypeId::real: case TypeId::double_: return 'f';
        case TypeId::boolean: return 'b';
        case TypeId::char_: case TypeId::varchar: return 's';
        case TypeId::date: case TypeId::time: case TypeId::timetz: case TypeId::timestamp:
        case TypeId::timestamptz: case TypeId::interval_ym: case TypeId::interval_ds:
            return 'd';
        default: return 'v';
    }
}

std::size_t column_index(const sql::Name& name, const catalog::Relation& relation,
                         std::string_view clause) {
    for (std::size_t index = 0; index < relation.columns.size(); ++index) {
        if (relation.columns[index].name == name.text) return index;
    }
    // CREATE TABLE AS may give a place in the select list instead of a name.
    std::size_t position = 0;
    const char* end = name.text.data() + name.text.size();
    if (std::from_chars(name.text.data(), end, position).ptr == end && position >= 1 &&
        position <= relation.columns.size()) {
        return position - 1;
    }
    throw Error(Code::undefined_column, "{} column \"{}\" does not exist", clause, name.text).at(name.span);
}

void require_key_type(const catalog::Column& column, std::string_view clause, Span span) {
    switch (column.type.id) {
        case TypeId::super: case TypeId::geometry: case TypeId::geography: case TypeId::hllsketch:
        case TypeId::varbyte:
            if (column.type.id == TypeId::varbyte && clause == "DISTKEY") return;
            throw Error(Code::feature_not_supported, "column \"{}\" of type {} cannot be used as {}",
                        column.name, format_type(column.type), clause)
                .at(span);
        default: return;
    }
}

std::vector<std::int16_t> column_numbers(const std::vector<sql::Name>& names,
                                         const catalog::Relation& relation) {
    std::vector<std::int16_t> numbers;
    for (const sql::Name& name : names) {
        const catalog::Column* column = relation.find_column(name.text);
        if (column == nullptr) {
            throw Error(Code::undefined_column, "column \"{}\" named in key does not exist", name.text)
                .at(name.span);
        }
        if (std::find(numbers.begin(), numbers.end(), column->number) != numbers.end()) {
            throw Error(Code::duplicate_column, "column \"{}\" appears twice in key", name.text)
                .at(name.span);
        }
        numbers.push_back(column->number);
    }
    return numbers;
}

/// PostgreSQL's automatic names: t_pkey, t_a_b_key, t_a_fkey, with a number when taken.
std::string constraint_name(const sql::TableConstraint& constraint, const catalog::Relation& relation) {
    if (!constraint.name.text.empty()) return constraint.name.text;
    std::string name = relation.name;
    if (constraint.kind == sql::ConstraintKind::primary_key) {
        name += "_pkey";
    } else {
        for (const sql::Name& column : constraint.columns) name += "_" + column.text;
        name += constraint.kind == sql::ConstraintKind::unique ? "_key" : "_fkey";
    }
    const auto taken = [&](const std::string& candidate) {
        return std::any_of(relation.constraints.begin(), relation.constraints.end(),
                           [&](const auto& other) { return other.name == candidate; });
    };
    std::string candidate = name;
    for (int number = 1; taken(candidate); ++number) candidate = name + std::to_string(number);
    return candidate;
}

}  // namespace

std::string checked_encoding(const sql::ColumnDefinition& definition, Type type) {
    if (definition.encoding.empty()) return {};
    const auto row = std::find_if(std::begin(kEncodings), std::end(kEncodings),
                                  [&](const Encoding& e) { return e.name == definition.encoding; });
    if (row == std::end(kEncodings)) {
        throw Error(Code::undefined_object, "encoding type \"{}\" does not exist", definition.encoding)
            .at(definition.span);
    }
    if (row->types.find(type_group(type.id)) == std::string_view::npos) {
        throw Error(Code::invalid_column_definition, "invalid encoding type specified for column \"{}\"",
                    definition.name.text)
            .at(definition.span);
    }
    return row->name == "none" ? "raw" : std::string(row->name);
}

void set_distkey(const sql::Name& name, catalog::Relation& relation) {
    const std::size_t index = column_index(name, relation, "DISTKEY");
    require_key_type(relation.columns[index], "DISTKEY", name.span);
    for (catalog::Column& column : relation.columns) column.distkey = false;
    relation.columns[index].distkey = true;
    relation.diststyle = catalog::DistStyle::key;
}

void set_sortkey(sql::SortKeyKind kind, const std::vector<sql::Name>& columns,
                 catalog::Relation& relation) {
    const bool interleaved = kind == sql::SortKeyKind::interleaved;
    const std::size_t count_max = interleaved ? kInterleavedColumnsMax : kCompoundColumnsMax;
    if (columns.size() > count_max) {
        throw Error(Code::invalid_table_definition,
                    "too many {} sort keys: at most {} columns are allowed",
                    interleaved ? "interleaved" : "compound", count_max);
    }
    for (catalog::Column& column : relation.columns) column.sortkey_ordinal = 0;
    relation.sortkey_auto = kind == sql::SortKeyKind::auto_;
    int ordinal = 0;
    for (const sql::Name& name : columns) {
        catalog::Column& column = relation.columns[column_index(name, relation, "SORTKEY")];
        require_key_type(column, "SORTKEY", name.span);
        if (column.sortkey_ordinal != 0) {
            throw Error(Code::duplicate_column, "column \"{}\" appears twice in sort key", name.text)
                .at(name.span);
        }
        ++ordinal;
        // PostgreSQL's catalog marks interleaved keys by alternating signs, beginning with a positive one.
        column.sortkey_ordinal = interleaved && ordinal % 2 == 0 ? -ordinal : ordinal;
    }
}

void apply_column_keys(const std::vector<sql::ColumnDefinition>& columns, catalog::Relation& relation) {
    std::vector<sql::Name> sortkey;
    bool found_distkey = false;
    for (const sql::ColumnDefinition& definition : columns) {
        if (definition.distkey) {
            if (found_distkey) {
                throw Error(Code::invalid_table_definition, "multiple DISTKEYs are not allowed")
                    .at(definition.span);
            }
            found_distkey = true;
            set_distkey(definition.name, relation);
        }
        if (definition.sortkey) sortkey.push_back(definition.name);
    }
    if (!sortkey.empty()) set_sortkey(sql::SortKeyKind::compound, sortkey, relation);
}

void apply_attributes(const sql::TableAttributes& attributes, catalog::Relation& relation) {
    if (attributes.backup) relation.backup = *attributes.backup;
    if (!attributes.distkey.text.empty()) set_distkey(attributes.distkey, relation);
    const bool has_distkey = std::any_of(relation.columns.begin(), relation.columns.end(),
                                         [](const catalog::Column& column) { return column.distkey; });
    switch (attributes.diststyle) {
        case sql::DistStyle::unspecified:
            break;
        case sql::DistStyle::key:
            if (!has_distkey) {
                throw Error(Code::invalid_table_definition, "DISTSTYLE KEY requires a DISTKEY column");
            }
            relation.diststyle = catalog::DistStyle::key;
            break;
        case sql::DistStyle::even:
        case sql::DistStyle::all:
        case sql::DistStyle::auto_:
            if (has_distkey && attributes.diststyle != sql::DistStyle::auto_) {
                throw Error(Code::invalid_table_definition,
                            "DISTKEY column cannot be specified with DISTSTYLE {}",
                            attributes.diststyle == sql::DistStyle::even ? "EVEN" : "ALL");
            }
            if (!has_distkey) {
                relation.diststyle = attributes.diststyle == sql::DistStyle::even  ? catalog::DistStyle::even
                                     : attributes.diststyle == sql::DistStyle::all ? catalog::DistStyle::all
                                                                                   : catalog::DistStyle::auto_;
            }
            break;
    }
    if (attributes.sortkey_kind != sql::SortKeyKind::unspecified || !attributes.sortkey.empty()) {
        set_sortkey(attributes.sortkey_kind, attributes.sortkey, relation);
    } else if (std::any_of(relation.columns.begin(), relation.columns.end(),
                           [](const auto& column) { return column.sortkey_ordinal != 0; })) {
        relation.sortkey_auto = false;
    }
    if (attributes.encode_auto) relation.encode_auto = true;
}

void apply_default_encodings(catalog::Relation& relation) {
    for (catalog::Column& column : relation.columns) {
        if (!column.encoding.empty() && column.encoding != "auto") continue;
        const char group = type_group(column.type.id);
        if (relation.temporary || column.sortkey_ordinal != 0 || group == 'b' || group == 'f') {
            column.encoding = "raw";
        } else if (group == 'n' || group == '2' || group == 'd') {
            column.encoding = "az64";
        } else if (group == 's' || column.type.id == TypeId::varbyte) {
            column.encoding = "lzo";
        } else {
            column.encoding = column.type.id == TypeId::super ? "zstd" : "raw";
        }
    }
}

void add_constraint(const sql::TableConstraint& definition, catalog::Relation& relation,
                    ExecContext& context) {
    catalog::Constraint constraint;
    constraint.columns = column_numbers(definition.columns, relation);
    constraint.name = constraint_name(definition, relation);
    for (const catalog::Constraint& other : relation.constraints) {
        if (other.name == constraint.name) {
            throw Error(Code::duplicate_object, "constraint \"{}\" for relation \"{}\" already exists",
                        constraint.name, relation.name)
                .at(definition.span);
        }
        if (other.kind == catalog::Constraint::primary_key &&
            definition.kind == sql::ConstraintKind::primary_key) {
            throw Error(Code::invalid_table_definition,
                        "multiple primary keys for table \"{}\" are not allowed", relation.name)
                .at(definition.span);
        }
    }
    switch (definition.kind) {
        case sql::ConstraintKind::unique:
            constraint.kind = catalog::Constraint::unique;
            break;
        case sql::ConstraintKind::primary_key:
            constraint.kind = catalog::Constraint::primary_key;
            for (catalog::Column& column : relation.columns) {
                if (std::find(constraint.columns.begin(), constraint.columns.end(), column.number) !=
                    constraint.columns.end()) {
                    column.not_null = true;
                }
            }
            break;
        case sql::ConstraintKind::foreign_key: {
            constraint.kind = catalog::Constraint::foreign_key;
            std::vector<std::string> parts;
            for (const sql::Name& part : definition.references.parts) parts.push_back(part.text);
            const bool self = parts.size() == 1 && parts[0] == relation.name;
            const auto shared = self ? nullptr : context.view().relation(parts, definition.references.span);
            const catalog::Relation& referenced = self ? relation : *shared;
            constraint.referenced = referenced.oid;
            if (!definition.reference_columns.empty()) {
                constraint.referenced_columns = column_numbers(definition.reference_columns, referenced);
            } else {
                for (const catalog::Constraint& other : referenced.constraints) {
                    if (other.kind == catalog::Constraint::primary_key) {
                        constraint.referenced_columns = other.columns;
                    }
                }
                if (constraint.referenced_columns.empty()) {
                    throw Error(Code::undefined_object,
                                "there is no primary key for referenced table \"{}\"", referenced.name)
                        .at(definition.span);
                }
            }
            if (constraint.referenced_columns.size() != constraint.columns.size()) {
                throw Error(Code::invalid_foreign_key,
                            "number of referencing and referenced columns for foreign key disagree")
                    .at(definition.span);
            }
            break;
        }
    }
    constraint.oid = context.allocate_oid();
    relation.constraints.push_back(std::move(constraint));
}

void add_constraints(const std::vector<sql::ColumnDefinition>& columns,
                     const std::vector<sql::TableConstraint>& constraints, catalog::Relation& relation,
                     ExecContext& context) {
    for (const sql::ColumnDefinition& definition : columns) {
        sql::TableConstraint constraint;
        constraint.span = definition.span;
        constraint.columns = {definition.name};
        if (definition.primary_key) {
            constraint.kind = sql::ConstraintKind::primary_key;
            add_constraint(constraint, relation, context);
        }
        if (definition.unique) {
            constraint.kind = sql::ConstraintKind::unique;
            add_constraint(constraint, relation, context);
        }
        if (definition.references) {
            constraint.kind = sql::ConstraintKind::foreign_key;
            constraint.references = *definition.references;
            constraint.reference_columns = definition.reference_columns;
            add_constraint(constraint, relation, context);
        }
    }
    for (const sql::TableConstraint& constraint : constraints) {
        add_constraint(constraint, relation, context);
    }
}

}  // namespace blueshift::exec
