#include <gtest/gtest.h>

#include "base/error.h"
#include "catalog/snapshot.h"

namespace blueshift::catalog {
namespace {

/// Stores `object` and reads it back into an empty snapshot.
template <class T>
Snapshot stored(ObjectType type, std::int64_t key, const T& object) {
    Snapshot snapshot;
    apply(snapshot, {type, key, to_document(object)});
    return snapshot;
}

TEST(Document, RelationKeepsEveryField) {
    Relation table;
    table.oid = 100'001;
    table.schema = 100'000;
    table.name = "Sales \"x\"";
    table.owner = 101;
    table.columns = {
        {.number = 1,
         .name = "id",
         .type = {TypeId::bigint},
         .not_null = true,
         .identity = Identity{.seed = 5, .step = -2, .by_default = true},
         .encoding = "az64",
         .distkey = true},
        {.number = 3,
         .name = "price",
         .type = decimal_type(12, 2),
         .default_text = "0.5",
         .sortkey_ordinal = -1,
         .trailing_blanks = true,
         .comment = "é",
         .acl = {{.kind = AclEntry::role,
                  .grantee = 7,
                  .grantor = 100,
                  .privileges = "r",
                  .grant_options = "r"}}},
        {.number = 4, .name = "note", .type = varchar_type(20), .case_insensitive = true},
    };
    table.last_column_number = 4;
    table.constraints = {{.oid = 100'002,
                          .name = "fk",
                          .kind = Constraint::foreign_key,
                          .columns = {1},
                          .referenced = 99,
                          .referenced_columns = {2},
                          .comment = "c"}};
    table.diststyle = DistStyle::key;
    table.backup = false;
    table.encode_auto = false;
    table.sortkey_auto = false;
    table.comment = "all of them";
    table.acl = {{.kind = AclEntry::public_, .grantor = 100, .privileges = "arw"}};
    table.created_micros = 1'700'000'000'000'000;

    const Snapshot snapshot = stored(ObjectType::relation, table.oid, table);
    const Relation* read = snapshot.relations.find(100'000, "Sales \"x\"");
    ASSERT_NE(read, nullptr);
    EXPECT_EQ(to_document(*read), to_document(table));
    ASSERT_EQ(read->columns.size(), 3u);
    EXPECT_EQ(read->columns[0].identity, table.columns[0].identity);
    EXPECT_TRUE(read->columns[0].distkey);
    EXPECT_FALSE(read->columns[1].identity.has_value());
    EXPECT_EQ(read->columns[1].type, decimal_type(12, 2));
    EXPECT_EQ(read->columns[1].acl, table.columns[1].acl);
    EXPECT_TRUE(read->columns[1].trailing_blanks);
    EXPECT_TRUE(read->columns[2].case_insensitive);
    EXPECT_EQ(read->column(4)->name, "note");
    EXPECT_EQ(read->column(2), nullptr);
    EXPECT_EQ(read->find_column("price")->number, 3);
    EXPECT_EQ(read->constraints[0].kind, Constraint::foreign_key);
    EXPECT_EQ(read->diststyle, DistStyle::key);
    EXPECT_EQ(read->created_micros, 1'700'000'000'000'000);
}

TEST(Document, ViewKeepsTextAndDependencies) {
    Relation view;
    view.oid = 5;
    view.schema = 1;
    view.name = "v";
    view.kind = RelationKind::late_binding_view;
    view.view_text = "SELECT 'a\\n' AS a";
    view.depends_on = {3, 4};
    const Snapshot snapshot = stored(ObjectType::relation, 5, view);
    EXPECT_EQ(snapshot.relations.find(5)->view_text, view.view_text);
    EXPECT_EQ(snapshot.relations.find(5)->kind, RelationKind::late_binding_view);
    ASSERT_EQ(snapshot.dependents(4).size(), 1u);
    EXPECT_EQ(snapshot.dependents(4)[0]->name, "v");
    EXPECT_TRUE(snapshot.dependents(5).empty());
}

TEST(Document, OtherObjectsRoundTrip) {
    const Schema schema{
        .oid = 2, .database = 1, .name = "s", .owner = 9, .quota_mb = 10, .comment = "c"};
    EXPECT_EQ(to_document(*stored(ObjectType::schema, 2, schema).schemas.find(1, "s")),
              to_document(schema));
    const Database database{.oid = 1, .name = "d", .connection_limit = 3, .case_insensitive = true};
    EXPECT_EQ(to_document(*stored(ObjectType::database, 1, database).databases.find(0, "d")),
              to_document(database));
    const User user{
        .id = 101, .name = "u", .createdb = true, .md5 = "md5x", .settings = {{"a", "b"}}};
    const Snapshot users = stored(ObjectType::user, 101, user);
    EXPECT_EQ(users.users.find(101)->settings.at("a"), "b");
    EXPECT_EQ(to_document(*users.users.find(101)), to_document(user));
    const Group group{.id = 100, .name = "g", .members = {101, 102}};
    EXPECT_EQ(stored(ObjectType::group, 100, group).groups.find(100)->members, group.members);
}

TEST(Document, UnreadableOneIsAnInternalError) {
    Snapshot snapshot;
    for (const char* text : {"{", "[]", R"({"columns":[{"type":["nosuch",-1]}]})"}) {
        try {
            apply(snapshot, {ObjectType::relation, 1, text});
            FAIL() << text;
        } catch (const Error& error) {
            EXPECT_EQ(error.code(), Code::internal_error) << text;
        }
    }
}

TEST(Document, MissingFieldsKeepTheirDefaults) {
    Snapshot snapshot;
    apply(snapshot, {ObjectType::schema, 7, R"({"oid":7,"database":1,"name":"old"})"});
    EXPECT_EQ(snapshot.schemas.find(1, "old")->quota_mb, -1);
}

}  // namespace
}  // namespace blueshift::catalog
