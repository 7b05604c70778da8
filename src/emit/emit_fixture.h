#pragma once
/// For the unit tests of this folder: a small catalog, and the SQL that statements against it become.
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "analyze/analyzer.h"
#include "emit/emit.h"
#include "sql/parser/parser.h"

namespace blueshift::emit {

/// Tables in the search path:
///   t      (a integer, b varchar(20), c decimal(10,2), d date, s super), number 100
///   padded (v varchar(5), n varchar(9) not null), number 101, whose values of v may end with blanks
///   folded (w varchar(5)), number 102, w compares without regard to case
///   num    (id bigint identity(1,1), v integer default 7, w varchar(3)), number 103
///   pg_thing (oid oid, relname name), a system relation
class EmitTest : public ::testing::Test, private catalog::SystemRelations {
protected:
    EmitTest() {
        working_.put(catalog::Database{.oid = 1, .name = "dev"});
        working_.put(catalog::Schema{.oid = 10, .database = 1, .name = "public"});
        put_table(100, "t",
                  {{.name = "a", .type = {TypeId::integer}},
                   {.name = "b", .type = varchar_type(20)},
                   {.name = "c", .type = decimal_type(10, 2)},
                   {.name = "d", .type = {TypeId::date}},
                   {.name = "s", .type = {TypeId::super}}});
        put_table(101, "padded",
                  {{.name = "v", .type = varchar_type(5), .trailing_blanks = true},
                   {.name = "n", .type = varchar_type(9), .not_null = true}});
        put_table(102, "folded", {{.name = "w", .type = varchar_type(5), .case_insensitive = true}});
        put_table(103, "num",
                  {{.name = "id", .type = {TypeId::bigint}, .identity = catalog::Identity{}},
                   {.name = "v", .type = {TypeId::integer}, .default_text = "7"},
                   {.name = "w", .type = varchar_type(3)}});
    }

    /// The engine's statements for one of ours.
    std::vector<std::string> statements(const std::string& sql) {
        const sql::StatementPtr statement = sql::parse_statement(sql, {});
        const catalog::CatalogView view(
            {.snapshot = working_.share(), .system = this, .database = 1, .search_path = {"public"}});
        analyze::AnalyzeContext analysis{.catalog = view, .text = text_};
        bound_ = analyze::analyze(*statement, analysis);
        EmitContext context{.text = text_,
                            .session_value = [](std::string_view name) { return Value(name); },
                            .catalog_token = 77};
        std::vector<std::string> texts = emit_statement(*bound_, context);
        uses_session_values_ = context.uses_session_values;
        return texts;
    }
    std::string emit(const std::string& sql) { return statements(sql).at(0); }
    /// What a select list item over table t becomes.
    std::string item(const std::string& expression) {
        const std::string text = emit("SELECT " + expression + " FROM t");
        constexpr std::string_view kBefore = "SELECT ";
        constexpr std::string_view kAfter = " FROM data.t100 AS r1";
        return text.substr(kBefore.size(), text.size() - kBefore.size() - kAfter.size());
    }

    catalog::WorkingCatalog working_{std::make_shared<catalog::Snapshot>()};
    TextSettings text_;
    bool uses_session_values_ = false;
    analyze::BoundStatementPtr bound_;

private:
    void put_table(catalog::Oid oid, std::string name, std::vector<catalog::Column> columns) {
        catalog::Relation table;
        table.oid = oid;
        table.schema = 10;
        table.name = std::move(name);
        for (catalog::Column& column : columns) column.number = ++table.last_column_number;
        table.columns = std::move(columns);
        working_.put(std::move(table));
    }

    std::shared_ptr<const catalog::Relation> find(std::string_view schema,
                                                  std::string_view name) const override {
        if (schema != "pg_catalog" || name != "pg_thing") return nullptr;
        auto thing = std::make_shared<catalog::Relation>();
        thing->oid = 1259;
        thing->schema = catalog::kPgCatalogSchemaOid;
        thing->name = "pg_thing";
        thing->kind = catalog::RelationKind::system;
        thing->columns = {{.number = 1, .name = "oid", .type = {TypeId::oid}},
                          {.number = 2, .name = "relname", .type = {TypeId::name}}};
        return thing;
    }
    std::vector<std::shared_ptr<const catalog::Relation>> all() const override { return {}; }
};

}  // namespace blueshift::emit
