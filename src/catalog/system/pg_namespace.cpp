/// Schemas, databases, users, groups, types, settings.
#include "catalog/system/producers.h"
#include "catalog/system/rows.h"
#include "functions/registry.h"

namespace blueshift::catalog::system {

namespace {

/// Encodings by pg_attribute.attencodingtype. To add one: a row.
struct EncodingNumber {
    int number;
    std::string_view name;
};
constexpr EncodingNumber kEncodings[] = {
    {0, "raw"},       {1, "bytedict"}, {2, "delta"},    {3, "lzo"},      {4, "runlength"},
    {7, "text255"},   {8, "text32k"},  {9, "delta32k"}, {10, "mostly8"}, {11, "mostly16"},
    {12, "mostly32"}, {14, "zstd"},    {15, "az64"},
};

constexpr std::int64_t kEncodingUtf8 = 6;

/// pg_type.typtype and friends follow from the category.
std::string type_letter(const TypeInfo& info) { return info.category == 'P' ? "p" : "b"; }

/// Oid of the pseudo-type "any".
constexpr Oid kAnyOid = 2276;

std::string volatility_letter(functions::Volatility volatility) {
    switch (volatility) {
        case functions::Volatility::immutable: return "i";
        case functions::Volatility::stable: return "s";
        case functions::Volatility::volatile_: return "v";
    }
    return "v";
}

Oid element_oid(const TypeInfo& info) {
    const TypeId element = array_element(info.id);
    return element == TypeId::unknown ? Oid{0} : type_info(element).oid;
}

}  // namespace

int encoding_number(std::string_view name) {
    for (const EncodingNumber& row : kEncodings) {
        if (row.name == name) return row.number;
    }
    return 0;
}

std::string_view encoding_name(int number) {
    for (const EncodingNumber& row : kEncodings) {
        if (row.number == number) return row.number == 0 ? "none" : row.name;
    }
    return "unknown";
}

std::vector<Row> pg_namespace(const SystemContext& context) {
    std::vector<Row> rows;
    for (const BuiltinSchema& schema : kBuiltinSchemas) {
        rows.push_back({schema.oid, std::string(schema.name), kAdminUserId, Value()});
    }
    for (const auto& [oid, schema] : context.catalog.snapshot().schemas.all()) {
        if (schema->database != context.catalog.database().oid) continue;
        rows.push_back({oid, schema->name, schema->owner, acl_text(context, schema->acl)});
    }
    return rows;
}

std::vector<Row> pg_database(const SystemContext& context) {
    std::vector<Row> rows;
    for (const auto& [oid, database] : context.catalog.snapshot().databases.all()) {
        rows.push_back({oid, database->name, database->owner, kEncodingUtf8, false, true, std::int64_t{0},
                        std::int64_t{0}, std::int64_t{0}, std::int64_t{0}, Value(), acl_text(context, database->acl),
                        database->connection_limit < 0 ? "UNLIMITED" : std::to_string(database->connection_limit),
                        "C", "C"});
    }
    return rows;
}

std::vector<Row> pg_user(const SystemContext& context) {
    std::vector<Row> rows;
    for (const auto& [id, user] : context.catalog.snapshot().users.all()) {
        std::vector<std::string> settings;
        for (const auto& [name, value] : user->settings) settings.push_back(name + "=" + value);
        rows.push_back({user->name, id, user->createdb, user->superuser, false, "********",
                        text_or_null(user->valid_until), settings.empty() ? Value() : Value(array_text(settings))});
    }
    return rows;
}

std::vector<Row> pg_group(const SystemContext& context) {
    std::vector<Row> rows;
    for (const auto& [id, group] : context.catalog.snapshot().groups.all()) {
        std::vector<std::string> members;
        for (const std::int32_t member : group->members) members.push_back(std::to_string(member));
        rows.push_back({group->name, id, array_text(members)});
    }
    return rows;
}

std::vector<Row> pg_type(const SystemContext&) {
    std::vector<Row> rows;
    for (const TypeInfo& info : all_types()) {
        const std::int64_t length = info.length;
        rows.push_back({info.oid, std::string(info.typname), kPgCatalogSchemaOid, kAdminUserId, length,
                        length > 0 && length <= 8, type_letter(info), true, ",", Oid{0}, element_oid(info),
                        info.array_oid, std::string(info.typname) + "in", std::string(info.typname) + "out",
                        length > 0 && length <= 8 ? "p" : "x", false, Oid{0}, std::int64_t{-1}, std::int64_t{0},
                        Value(), std::string(1, info.category), Value(), Value(), "i", Oid{0}});
    }
    return rows;
}

std::vector<Row> pg_settings(const SystemContext& context) {
    std::vector<Row> rows;
    for (const SettingInfo& setting : context.settings()) {
        rows.push_back({setting.name, setting.value, "Session", setting.description, Value(), "user", "string",
                        setting.value == setting.default_value ? "default" : "session", Value(), Value()});
    }
    return rows;
}

std::vector<Row> pg_roles(const SystemContext& context) {
    std::vector<Row> rows;
    for (const auto& [id, user] : context.catalog.snapshot().users.all()) {
        rows.push_back({id, user->name, user->superuser, true, user->superuser, user->createdb, true,
                        user->connection_limit, "********", text_or_null(user->valid_until), false, user->superuser,
                        Value()});
    }
    return rows;
}

std::vector<Row> pg_proc(const SystemContext&) {
    std::vector<Row> rows;
    for (const functions::Signature& signature : functions::all()) {
        const functions::Row& row = *signature.row;
        const bool is_operator = row.name.find_first_not_of("+-*/<>=~!@#%^&|`?") == std::string_view::npos;
        if (is_operator) continue;
        std::string arguments;
        for (const functions::Argument& argument : signature.arguments) {
            const Oid oid = argument.kind == functions::Argument::exact ? type_info(argument.type).oid : kAnyOid;
            arguments += (arguments.empty() ? "" : " ") + std::to_string(oid);
        }
        const bool aggregate = row.kind == functions::Kind::aggregate;
        rows.push_back({signature.oid, std::string(row.name), kPgCatalogSchemaOid, kAdminUserId, Oid{12}, aggregate,
                        false, row.nulls == functions::Nulls::strict, row.kind == functions::Kind::set_returning,
                        volatility_letter(row.volatility), static_cast<std::int64_t>(signature.arguments.size()),
                        signature.result ? type_info(*signature.result).oid : kAnyOid, arguments, Value(),
                        std::string(row.name), Value(), Value(), aggregate ? "a" : "f", Value(), Value()});
    }
    return rows;
}

std::vector<Row> pg_language(const SystemContext&) {
    return {{Oid{12}, "internal", false, false, Oid{0}, Oid{0}, Value()},
            {Oid{14}, "sql", false, true, Oid{0}, Oid{0}, Value()}};
}

std::vector<Row> no_rows(const SystemContext&) { return {}; }

}  // namespace blueshift::catalog::system
