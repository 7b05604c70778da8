#include "analyze/analyze_fixture.h"

namespace blueshift::analyze {

namespace {

catalog::Column column(std::string name, Type type) {
    return {.name = std::move(name), .type = type};
}

}  // namespace

AnalyzeTest::AnalyzeTest() {
    working_.put(catalog::Database{.oid = 1, .name = "dev"});
    working_.put(catalog::Schema{.oid = 1000, .database = 1, .name = "public"});
    working_.put(catalog::Schema{.oid = 1001, .database = 1, .name = "other"});
    const Type integer{TypeId::integer};
    put_table(
        100, 1000, "t",
        {column("a", integer), column("b", varchar_type(20)), column("c", decimal_type(10, 2)),
         column("d", {TypeId::date}), column("e", char_type(5)), column("s", {TypeId::super})});
    put_table(101, 1000, "u",
              {column("a", integer), column("b", varchar_type(10)), column("k", {TypeId::bigint})});
    put_table(102, 1001, "t", {column("x", integer)});
    put_table(103, 1000, "staff",
              {column("id", integer), column("boss", integer), column("name", varchar_type(10))});
    put_table(104, 1000, "padded", {column("v", varchar_type(5))});
    catalog::Relation padded = *working_.current().relations.find(104);
    padded.columns[0].trailing_blanks = true;
    working_.put(std::move(padded));
    std::vector<catalog::Column> numbered = {column("id", {TypeId::bigint}),
                                             column("by_hand", {TypeId::bigint}),
                                             column("v", integer), column("w", varchar_type(3))};
    numbered[0].identity = catalog::Identity{};
    numbered[1].identity = catalog::Identity{.by_default = true};
    numbered[2].default_text = "7";
    put_table(105, 1000, "num", std::move(numbered));
    put_view(110, "v", "SELECT a, b AS label FROM public.t", catalog::RelationKind::view);
    put_view(111, "late", "select * from public.nosuch", catalog::RelationKind::late_binding_view);
}

void AnalyzeTest::put_table(catalog::Oid oid, catalog::Oid schema, std::string name,
                            std::vector<catalog::Column> columns) {
    catalog::Relation table;
    table.oid = oid;
    table.schema = schema;
    table.name = std::move(name);
    for (catalog::Column& column : columns)
        column.number = ++table.last_column_number;
    table.columns = std::move(columns);
    working_.put(std::move(table));
}

void AnalyzeTest::put_view(catalog::Oid oid, std::string name, std::string text,
                           catalog::RelationKind kind) {
    catalog::Relation made;
    made.oid = oid;
    made.schema = 1000;
    made.name = std::move(name);
    made.kind = kind;
    made.view_text = std::move(text);
    working_.put(std::move(made));
}

std::shared_ptr<const catalog::Relation> AnalyzeTest::find(std::string_view schema,
                                                           std::string_view name) const {
    if (schema != "pg_catalog" || name != "pg_thing") return nullptr;
    auto made = std::make_shared<catalog::Relation>();
    made->oid = 1259;
    made->schema = catalog::kPgCatalogSchemaOid;
    made->name = "pg_thing";
    made->kind = catalog::RelationKind::system;
    made->columns = {column("oid", {TypeId::oid}), column("relname", {TypeId::name})};
    made->columns[0].number = 1;
    made->columns[1].number = 2;
    return made;
}

catalog::CatalogView AnalyzeTest::view() {
    return catalog::CatalogView(
        {.snapshot = working_.share(), .system = this, .database = 1, .search_path = {"public"}});
}

BoundStatementPtr AnalyzeTest::bind(const std::string& text) {
    statement_ = sql::parse_statement(text, {});
    const catalog::CatalogView catalog = view();
    AnalyzeContext context{.catalog = catalog, .text = text_, .parameter_types = parameter_types_};
    BoundStatementPtr bound = analyze(*statement_, context);
    parameter_types_ = context.parameter_types;
    relations_read_ = context.relations_read;
    relations_below_ = context.relations_below;
    return bound;
}

BoundQueryPtr AnalyzeTest::bind_query(const std::string& text) {
    return std::move(as<BoundSelectStatement>(*bind(text)).query);
}

std::string AnalyzeTest::columns(const std::string& text) {
    std::string list;
    const BoundQueryPtr query = bind_query(text);
    for (const BoundField& field : query->fields) {
        list += (list.empty() ? "" : ", ") + field.name + " " + format_type(field.type);
    }
    return list;
}

std::string AnalyzeTest::error(const std::string& text) {
    try {
        bind(text);
    } catch (const Error& error) {
        return std::string(sqlstate(error.code())) + " " + error.message();
    }
    return {};
}

std::string AnalyzeTest::canonical(const std::string& text) {
    const sql::QueryPtr query = sql::parse_query(text, {});
    const catalog::CatalogView catalog = view();
    AnalyzeContext context{.catalog = catalog, .text = text_};
    return canonical_query(*query, context);
}

}  // namespace blueshift::analyze
