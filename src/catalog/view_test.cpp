#include "catalog/view.h"

#include <gtest/gtest.h>

#include "base/error.h"

namespace blueshift::catalog {
namespace {

using Parts = std::vector<std::string>;

class TwoSystemRelations : public SystemRelations {
public:
    std::shared_ptr<const Relation> find(std::string_view schema,
                                         std::string_view name) const override {
        if (schema == "pg_catalog" && name == "pg_class")
            return relation("pg_class", kPgCatalogSchemaOid);
        if (schema == "information_schema" && name == "tables") {
            return relation("tables", kInformationSchemaOid);
        }
        return nullptr;
    }
    std::vector<std::shared_ptr<const Relation>> all() const override { return {}; }

private:
    static std::shared_ptr<const Relation> relation(std::string name, Oid schema) {
        Relation made;
        made.oid = 1259;
        made.name = std::move(name);
        made.schema = schema;
        made.kind = RelationKind::system;
        return std::make_shared<Relation>(made);
    }
};

class ViewTest : public ::testing::Test {
protected:
    ViewTest() : working_(std::make_shared<Snapshot>()) {
        working_.put(Database{.oid = 1, .name = "dev"});
        working_.put(Database{.oid = 2, .name = "other"});
        working_.put(Schema{.oid = 1010, .database = 1, .name = "public"});
        working_.put(Schema{.oid = 1011, .database = 1, .name = "sales"});
        working_.put(Schema{.oid = 1012, .database = 2, .name = "public"});
        put(100, 1010, "t");
        put(101, 1011, "t");
        put(102, 1011, "only_sales");
        put(103, 1012, "t");
        put(104, 1010, "pg_class");
    }

    void put(Oid oid, Oid schema, std::string name) {
        Relation made;
        made.oid = oid;
        made.schema = schema;
        made.name = std::move(name);
        working_.put(std::move(made));
    }

    CatalogView view(std::vector<std::string> path = {"nosuch", "public", "sales"}) {
        return CatalogView({.snapshot = working_.share(),
                            .system = &system_,
                            .temporary = &temporary_,
                            .database = 1,
                            .search_path = std::move(path)});
    }

    static Code code_of(const std::function<void()>& act, std::string* message = nullptr) {
        try {
            act();
        } catch (const Error& error) {
            if (message) *message = error.message();
            return error.code();
        }
        return Code::successful_completion;
    }

    WorkingCatalog working_;
    TwoSystemRelations system_;
    std::map<std::string, std::shared_ptr<const Relation>> temporary_;
};

TEST_F(ViewTest, UnqualifiedNamesFollowTheSearchPath) {
    EXPECT_EQ(view().relation({"t"}, {})->oid, 100u);
    EXPECT_EQ(view({"sales", "public"}).relation({"t"}, {})->oid, 101u);
    EXPECT_EQ(view().relation({"only_sales"}, {})->oid, 102u);
    EXPECT_EQ(view().relation({"pg_class"}, {})->oid, 1259u) << "pg_catalog comes first";
    EXPECT_EQ(view({"information_schema"}).relation({"tables"}, {})->name, "tables");
}

TEST_F(ViewTest, TemporaryRelationsShadowAllOthers) {
    Relation mine;
    mine.oid = 200;
    mine.name = "t";
    mine.temporary = true;
    temporary_["t"] = std::make_shared<Relation>(mine);
    EXPECT_EQ(view().relation({"t"}, {})->oid, 200u);
    EXPECT_EQ(view().relation({"public", "t"}, {})->oid, 100u);
    EXPECT_EQ(view().relation({"pg_temp", "t"}, {})->oid, 200u);
    EXPECT_EQ(view().schema_name(mine), "pg_temp");
    EXPECT_EQ(view().database_name(mine), "dev");
    EXPECT_EQ(engine_name(mine).schema, "");
    EXPECT_EQ(engine_name(mine).table, "t200");
}

TEST_F(ViewTest, QualifiedNames) {
    EXPECT_EQ(view().relation({"sales", "t"}, {})->oid, 101u);
    EXPECT_EQ(view().relation({"dev", "sales", "t"}, {})->oid, 101u);
    const auto foreign = view().relation({"other", "public", "t"}, {});
    EXPECT_EQ(foreign->oid, 103u);
    EXPECT_EQ(view().database_name(*foreign), "other");
    EXPECT_EQ(view().schema_name(*foreign), "public");
    EXPECT_EQ(view().relation({"pg_catalog", "pg_class"}, {})->schema, kPgCatalogSchemaOid);
    EXPECT_EQ(view().relation({"public", "pg_class"}, {})->oid, 104u);
    EXPECT_EQ(engine_name(*foreign).schema, "data");
    EXPECT_EQ(engine_name(*foreign).table, "t103");
}

TEST_F(ViewTest, MissingNames) {
    std::string message;
    EXPECT_EQ(code_of([&] { view().relation({"sales", "zz"}, {3, 9}); }, &message),
              Code::undefined_table);
    EXPECT_EQ(message, "relation \"sales.zz\" does not exist");
    EXPECT_EQ(code_of([&] { view().relation({"zz", "t"}, {}); }, &message),
              Code::invalid_schema_name);
    EXPECT_EQ(message, "schema \"zz\" does not exist");
    EXPECT_EQ(code_of([&] { view().relation({"zz", "public", "t"}, {}); }, &message),
              Code::invalid_catalog_name);
    EXPECT_EQ(message, "database \"zz\" does not exist");
    EXPECT_EQ(view().find_relation({"zz"}, {}), nullptr);
    EXPECT_EQ(view().find_relation({"zz", "t"}, {}, true), nullptr);
    EXPECT_EQ(view().find_relation({"zz", "public", "t"}, {}, true), nullptr);
    EXPECT_EQ(code_of([&] { view().find_relation({"a", "b", "c", "d"}, {}); }), Code::syntax_error);
}

TEST_F(ViewTest, CreationSchema) {
    EXPECT_EQ(view().creation_schema({"new"}, {}).name, "public") << "first existing of the path";
    EXPECT_EQ(view().current_schema(), "public");
    EXPECT_EQ(view().creation_schema({"sales", "new"}, {}).oid, 1011u);
    EXPECT_EQ(view().creation_schema({"dev", "sales", "new"}, {}).oid, 1011u);
    EXPECT_EQ(code_of([&] { view({"nosuch"}).creation_schema({"new"}, {}); }),
              Code::invalid_schema_name);
    EXPECT_EQ(view({"nosuch"}).current_schema(), "");
    EXPECT_EQ(code_of([&] { view().creation_schema({"nosuch", "new"}, {}); }),
              Code::invalid_schema_name);
    EXPECT_EQ(code_of([&] { view().creation_schema({"other", "public", "new"}, {}); }),
              Code::feature_not_supported);
    EXPECT_EQ(code_of([&] { view().creation_schema({"pg_catalog", "new"}, {}); }),
              Code::insufficient_privilege);
}

TEST_F(ViewTest, ChangesStayInTheTransaction) {
    const auto before = working_.share();
    const std::size_t changes = working_.changes().size();
    put(100, 1010, "renamed");
    EXPECT_NE(before->relations.find(1010, "t"), nullptr)
        << "a statement keeps the catalog it started with";
    EXPECT_EQ(working_.current().relations.find(1010, "t"), nullptr);
    EXPECT_EQ(working_.current().relations.find(1010, "renamed")->oid, 100u);
    EXPECT_EQ(working_.changes().size(), changes) << "an object is stored once";
    working_.erase_relation(100);
    EXPECT_EQ(working_.current().relations.find(1010, "renamed"), nullptr);
    EXPECT_TRUE(working_.changes().back().document.empty());
}

TEST_F(ViewTest, PublishingRepeatsTheChanges) {
    // Two tables swap their names; the stored changes give the same state whatever they were
    // applied to.
    Snapshot published;
    for (const Change& change : working_.changes())
        apply(published, change);
    WorkingCatalog swap(std::make_shared<Snapshot>(published));
    Relation first = *published.relations.find(101);
    Relation second = *published.relations.find(102);
    std::swap(first.name, second.name);
    swap.put(Relation(first));
    swap.put(Relation(second));
    for (const Change& change : swap.changes())
        apply(published, change);
    EXPECT_EQ(published.relations.find(1011, "only_sales")->oid, 101u);
    EXPECT_EQ(published.relations.find(1011, "t")->oid, 102u);
    EXPECT_EQ(published.relations_in(1011)[0]->name, "only_sales");
    EXPECT_EQ(object_type_name(swap.changes()[0].type), "relation");
}

}  // namespace
}  // namespace blueshift::catalog
