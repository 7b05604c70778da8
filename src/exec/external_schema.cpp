/// CREATE and ALTER EXTERNAL SCHEMA, and the databases of the data catalog.  Doc: dg/r_CREATE_EXTERNAL_SCHEMA
#include <algorithm>
#include <chrono>

#include "catalog/external_relation.h"
#include "exec/access.h"
#include "exec/external.h"

namespace blueshift::exec {

namespace {

using catalog::ExternalSource;

/// Which clauses a source needs and takes besides those that all take.
struct SourceRow {
    std::string_view kind;
    std::string_view needed;    ///< words separated by blanks
    std::string_view allowed;
    bool supported;
};
// clang-format off
constexpr SourceRow kSources[] = {  // To add a source: a row, and its tables in catalog/view.cpp.
    {"data catalog",   "database",                "region iam_role catalog_role catalog_id", true},
    {"postgres",       "database uri secret_arn", "schema port iam_role region",             true},
    {"mysql",          "database uri secret_arn", "schema port iam_role region",             true},
    {"redshift",       "database",                "schema iam_role",                         true},
    {"hive metastore", "database uri",            "port iam_role",                           false},
    {"kinesis",        "",                        "iam_role",                                false},
    {"kafka",          "",                        "",                                        false},
    {"msk",            "",                        "",                                        false},
};
// clang-format on

constexpr int kPostgresPort = 5432;
constexpr int kMysqlPort = 3306;

bool lists(std::string_view words, std::string_view word) {
    while (!words.empty()) {
        const std::string_view item = words.substr(0, words.find(' '));
        if (item == word) return true;
        words.remove_prefix(std::min(item.size() + 1, words.size()));
    }
    return false;
}

std::string upper(std::string text) {
    std::ranges::transform(text, text.begin(), [](unsigned char c) { return c >= 'a' && c <= 'z' ? c - 32 : c; });
    return text;
}

std::string lower(std::string text) {
    std::ranges::transform(text, text.begin(), [](unsigned char c) { return c >= 'A' && c <= 'Z' ? c + 32 : c; });
    return text;
}

void set_clause(ExternalSource& source, const sql::ExternalClause& clause) {
    struct Row {
        std::string_view keyword;
        std::string ExternalSource::*member;
    };
    static constexpr Row kMembers[] = {
        {"database", &ExternalSource::database},         {"schema", &ExternalSource::schema},
        {"region", &ExternalSource::region},             {"uri", &ExternalSource::uri},
        {"iam_role", &ExternalSource::iam_role},         {"catalog_role", &ExternalSource::catalog_role},
        {"secret_arn", &ExternalSource::secret_arn},
    };
    if (clause.keyword == "port") {
        source.port = std::stoi(clause.value);
        return;
    }
    for (const Row& row : kMembers) {
        if (row.keyword == clause.keyword) {
            source.*row.member = clause.value;
            return;
        }
    }
    source.options[clause.keyword] = clause.value;
}

ExternalSource read_source(const sql::CreateExternalSchema& statement) {
    const auto row = std::ranges::find(kSources, statement.source, &SourceRow::kind);
    BLUESHIFT_ASSERT(row != std::end(kSources));
    if (!row->supported) {
        throw Error(Code::feature_not_supported, "external schemas FROM {} are not supported", upper(statement.source))
            .at(statement.source_span);
    }
    ExternalSource source;
    source.kind = statement.source;
    for (const sql::ExternalClause& clause : statement.clauses) {
        if (!lists(row->needed, clause.keyword) && !lists(row->allowed, clause.keyword)) {
            throw Error(Code::syntax_error, "{} is not allowed in an external schema FROM {}", upper(clause.keyword),
                        upper(statement.source))
                .at(clause.span);
        }
        set_clause(source, clause);
    }
    for (std::string_view words = row->needed; !words.empty();) {
        const std::string word(words.substr(0, words.find(' ')));
        words.remove_prefix(std::min(word.size() + 1, words.size()));
        if (std::ranges::find(statement.clauses, word, &sql::ExternalClause::keyword) == statement.clauses.end()) {
            throw Error(Code::syntax_error, "an external schema FROM {} needs {}", upper(statement.source), upper(word))
                .at(statement.source_span);
        }
    }
    if (source.kind == "postgres" && source.port == 0) source.port = kPostgresPort;
    if (source.kind == "mysql" && source.port == 0) source.port = kMysqlPort;
    // The data catalog knows lower case only.
    if (source.kind == "data catalog") source.database = lower(source.database);
    return source;
}

std::int64_t now_micros() {
    return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

void create_database_if_missing(const std::string& name, ExecContext& context) {
    if (context.catalog.current().external_databases.find(catalog::kInvalidOid, name) != nullptr) return;
    catalog::ExternalDatabase database;
    database.oid = context.allocate_oid();
    database.name = name;
    database.created_micros = now_micros();
    context.catalog.put(std::move(database));
}

}  // namespace

std::string create_external_schema(const sql::CreateExternalSchema& statement, ExecContext& context) {
    const std::string& name = statement.name.text;
    if (context.catalog.current().schemas.find(context.database, name) != nullptr) {
        if (!statement.if_not_exists) {
            throw Error(Code::duplicate_schema, "schema \"{}\" already exists", name).at(statement.name.span);
        }
        context.notice("NOTICE", Code::duplicate_schema, fmt::format("schema \"{}\" already exists, skipping", name));
        return "CREATE SCHEMA";
    }
    if (name.starts_with("pg_")) {
        throw Error(Code::reserved_name, "unacceptable schema name \"{}\"", name)
            .detail("The prefix \"pg_\" is reserved for system schemas.")
            .at(statement.name.span);
    }
    require_create(*context.catalog.current().databases.find(context.database), context);
    ExternalSource source = read_source(statement);
    if (source.kind == "redshift" &&
        context.catalog.current().databases.find(catalog::kInvalidOid, source.database) == nullptr) {
        throw Error(Code::invalid_catalog_name, "database \"{}\" does not exist", source.database);
    }
    if (statement.create_database) {
        if (source.kind != "data catalog") {
            throw Error(Code::syntax_error, "CREATE EXTERNAL DATABASE is only allowed FROM DATA CATALOG")
                .at(statement.source_span);
        }
        create_database_if_missing(source.database, context);
    }
    catalog::Schema schema;
    schema.oid = context.allocate_oid();
    schema.database = context.database;
    schema.name = name;
    schema.owner = context.user;
    schema.external = std::move(source);
    context.catalog.put(std::move(schema));
    return "CREATE SCHEMA";
}

std::string alter_external_schema(const sql::AlterExternalSchema& statement, ExecContext& context) {
    constexpr std::string_view kAlterable = "iam_role authentication authentication_arn secret_arn uri";
    const catalog::Schema* found = context.catalog.current().schemas.find(context.database, statement.name.text);
    if (found == nullptr) {
        throw Error(Code::invalid_schema_name, "schema \"{}\" does not exist", statement.name.text).at(statement.name.span);
    }
    if (!found->external) {
        throw Error(Code::wrong_object_type, "schema \"{}\" is not an external schema", found->name).at(statement.name.span);
    }
    catalog::Schema schema = *found;
    require_owner(schema, context);
    for (const sql::ExternalClause& clause : statement.clauses) {
        if (!lists(kAlterable, clause.keyword)) {
            throw Error(Code::syntax_error, "{} cannot be altered", upper(clause.keyword)).at(clause.span);
        }
        set_clause(*schema.external, clause);
    }
    context.catalog.put(std::move(schema));
    return "ALTER SCHEMA";
}

void drop_external_database(const catalog::Schema& schema, bool cascade, ExecContext& context) {
    const catalog::ExternalDatabase* database = catalog::external_database(context.catalog.current(), schema);
    if (database == nullptr) return;
    const catalog::Oid oid = database->oid;
    std::vector<catalog::Oid> tables;
    for (const catalog::ExternalTable* table : catalog::external_tables(context.catalog.current(), schema)) {
        tables.push_back(table->oid);
    }
    if (!tables.empty() && !cascade) {
        throw Error(Code::dependent_objects_still_exist, "cannot drop external database {} because it is not empty",
                    database->name)
            .hint("Use DROP ... CASCADE to drop its tables too.");
    }
    for (const catalog::Oid table : tables) {
        catalog::Relation relation;
        relation.oid = table;
        relation.kind = catalog::RelationKind::external;
        drop_external_table(relation, context);
    }
    context.catalog.erase_external_database(oid);
}

}  // namespace blueshift::exec
