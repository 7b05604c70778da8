/// pg_class, pg_attribute, pg_attrdef, pg_constraint, pg_depend, pg_description and their kind.  Doc: dg/c_intro_catalog_views
#include <algorithm>

#include "catalog/system/families.h"
#include "catalog/system/rows.h"

namespace blueshift::catalog::system {

namespace {

std::int64_t count_of(const Relation& relation, Constraint::Kind kind) {
    return std::count_if(relation.constraints.begin(), relation.constraints.end(),
                         [&](const Constraint& constraint) { return constraint.kind == kind; });
}

/// p, u, f, as pg_constraint.contype.
std::string constraint_letter(Constraint::Kind kind) {
    return kind == Constraint::primary_key ? "p" : kind == Constraint::unique ? "u" : "f";
}

/// EVEN 0, KEY 1, ALL 8; what AUTO stands for now: AUTO(ALL) 10.  Doc: dg/r_PG_CLASS_INFO
std::int64_t effective_diststyle(const Relation& relation) {
    constexpr std::int64_t kAutoAll = 10;
    return relation.diststyle == DistStyle::auto_ ? kAutoAll : static_cast<std::int64_t>(relation.diststyle);
}

std::int64_t diststyle_of(const Relation& relation) {
    return is_table(relation) ? static_cast<std::int64_t>(relation.diststyle) : 0;
}

/// Columns of pg_class from relname on, as Redshift has them.
Row class_row(const SystemContext& context, const Relation& relation) {
    const bool view = is_view(relation);
    return {relation.oid, relation.name, relation.schema, 0, relation.owner, 0, view ? Oid{0} : relation.oid, 0,
            view ? 0 : 1, view ? 0.0 : 0.001, 0, 0, false, false, view ? "v" : "r",
            static_cast<std::int64_t>(relation.columns.size()), 0, false, false, diststyle_of(relation), 0, 0, 0,
            count_of(relation, Constraint::unique), count_of(relation, Constraint::foreign_key), 0, false,
            count_of(relation, Constraint::primary_key) > 0, view, false,
            acl_text(context, relation.acl, relation.owner, kOwnersTable)};
}

std::vector<Row> pg_class(const SystemContext& context) {
    std::vector<Row> rows;
    for (const auto& relation : visible_relations(context)) {
        Row row = class_row(context, *relation);
        const bool temporary = relation->temporary;
        for (Value& value : Row{temporary ? "t" : "p", false, relation->row_level_security, 0, false, false, "d", Value(),
                                true, Value(), 0, 0, false}) {
            row.push_back(std::move(value));
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

std::vector<Row> pg_class_info(const SystemContext& context) {
    std::vector<Row> rows;
    for (const auto& relation : visible_relations(context)) {
        Row row = class_row(context, *relation);
        row.push_back(relation->created_micros == 0 ? Value() : Value(relation->created_micros));
        row.push_back(is_table(*relation) ? effective_diststyle(*relation) : 0);
        rows.push_back(std::move(row));
    }
    return rows;
}

std::string alignment(std::int64_t length) { return length == 1 ? "c" : length == 2 ? "s" : length == 8 ? "d" : "i"; }

/// Columns of pg_attribute as Redshift has them.
Row attribute_row(const Relation& relation, const Column& column) {
    const TypeInfo& info = type_info(column.type.id);
    const std::int64_t length = info.length;
    return {relation.oid, column.name, info.oid, -1, length, std::int64_t{column.number}, info.category == 'A' ? 1 : 0, -1,
            std::int64_t{column.type.typmod}, length > 0 && length <= 8, length > 0 ? "p" : "x", alignment(length),
            column.not_null, !column.default_text.empty() || column.identity.has_value(), false, true, 0, column.distkey,
            false, std::int64_t{column.sortkey_ordinal}, std::int64_t{encoding_number(column.encoding)}, 0};
}

std::vector<Row> pg_attribute(const SystemContext& context) {
    std::vector<Row> rows;
    for (const auto& relation : visible_relations(context)) {
        for (const Column& column : relation->columns) {
            Row row = attribute_row(*relation, column);
            for (Value& value : Row{acl_text(context, column.acl, relation->owner, {}), "", "", 0, false, Value(), Value(),
                                    Value(), ""}) {
                row.push_back(std::move(value));
            }
            rows.push_back(std::move(row));
        }
    }
    return rows;
}

std::vector<Row> pg_attribute_info(const SystemContext& context) {
    std::vector<Row> rows;
    for (const auto& relation : visible_relations(context)) {
        for (const Column& column : relation->columns) {
            Row row = attribute_row(*relation, column);
            row.push_back(acl_text(context, column.acl, relation->owner, {}));
            rows.push_back(std::move(row));
        }
    }
    return rows;
}

std::vector<Row> pg_attrdef(const SystemContext& context) {
    constexpr std::int64_t kColumnsMax = 2000;
    std::vector<Row> rows;
    for (const auto& relation : user_relations(context)) {
        for (const Column& column : relation->columns) {
            if (column.default_text.empty() && !column.identity) continue;
            const std::string source = default_source(*relation, column);
            rows.push_back({std::int64_t{relation->oid} * kColumnsMax + column.number, relation->oid,
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
            const std::string action = foreign ? "a" : " ";
            rows.push_back({constraint.oid, constraint.name, relation->schema, constraint_letter(constraint.kind), false,
                            false, relation->oid, 0, constraint.referenced, action, action, foreign ? "u" : " ",
                            array_text(constraint.columns),
                            foreign ? Value(array_text(constraint.referenced_columns)) : Value(), Value(), Value(), 0, true,
                            0, true, 0, false});
        }
    }
    return rows;
}

std::vector<Row> pg_description(const SystemContext& context) {
    std::vector<Row> rows;
    const auto add = [&](Oid object, Oid catalog, std::int64_t sub, const std::string& text) {
        if (!text.empty()) rows.push_back({object, catalog, sub, text});
    };
    for (const auto& relation : user_relations(context)) {
        add(relation->oid, kPgClassOid, 0, relation->comment);
        for (const Column& column : relation->columns) add(relation->oid, kPgClassOid, column.number, column.comment);
        for (const Constraint& constraint : relation->constraints) {
            add(constraint.oid, kPgConstraintOid, 0, constraint.comment);
        }
    }
    for (const auto& schema : visible_schemas(context)) add(schema->oid, kPgNamespaceOid, 0, schema->comment);
    for (const auto& routine : visible_routines(context)) add(routine->oid, kPgProcOid, 0, routine->comment);
    for (const auto& [oid, database] : context.catalog.snapshot().databases.all()) {
        add(oid, kPgDatabaseOid, 0, database->comment);
    }
    return rows;
}

std::vector<Row> pg_shdescription(const SystemContext& context) {
    std::vector<Row> rows;
    for (const auto& [oid, database] : context.catalog.snapshot().databases.all()) {
        if (!database->comment.empty()) rows.push_back({oid, kPgDatabaseOid, database->comment});
    }
    return rows;
}

/// A view depends through its rule (pg_rewrite, of the view's own oid here) on what it reads; a foreign key on both tables.
std::vector<Row> pg_depend(const SystemContext& context) {
    std::vector<Row> rows;
    const Snapshot& snapshot = context.catalog.snapshot();
    for (const auto& relation : user_relations(context)) {
        rows.push_back({kPgClassOid, relation->oid, 0, kPgNamespaceOid, relation->schema, 0, "n"});
        if (is_view(*relation)) {
            rows.push_back({kPgRewriteOid, relation->oid, 0, kPgClassOid, relation->oid, 0, "i"});
            rows.push_back({kPgRewriteOid, relation->oid, 0, kPgClassOid, relation->oid, 0, "n"});
        }
        for (const Oid read : relation->depends_on) {
            const Relation* source = snapshot.relations.find(read);
            if (source == nullptr) {
                rows.push_back({kPgRewriteOid, relation->oid, 0, kPgClassOid, read, 0, "n"});
                continue;
            }
            for (const Column& column : source->columns) {
                rows.push_back({kPgRewriteOid, relation->oid, 0, kPgClassOid, read, std::int64_t{column.number}, "n"});
            }
        }
        for (const Constraint& constraint : relation->constraints) {
            for (const std::int16_t number : constraint.columns) {
                rows.push_back({kPgConstraintOid, constraint.oid, 0, kPgClassOid, relation->oid, std::int64_t{number}, "a"});
            }
            for (const std::int16_t number : constraint.referenced_columns) {
                rows.push_back({kPgConstraintOid, constraint.oid, 0, kPgClassOid, constraint.referenced,
                                std::int64_t{number}, "n"});
            }
        }
    }
    return rows;
}

/// One rule for each view, as PostgreSQL has.
std::vector<Row> pg_rewrite(const SystemContext& context) {
    std::vector<Row> rows;
    for (const auto& relation : user_relations(context)) {
        if (!is_view(*relation)) continue;
        rows.push_back({relation->oid, "_RETURN", relation->oid, -1, "1", true, Value(), Value(), "O"});
    }
    return rows;
}

constexpr std::string_view kDoc = "dg/c_intro_catalog_views";

}  // namespace

// clang-format off
std::vector<SystemRelation> class_relations() {
    return {
        produced("pg_attrdef", "-oid oid, adrelid oid, adnum smallint, adbin text, adsrc text", pg_attrdef, kDoc),
        produced("pg_attribute",
            "attrelid oid, attname name, atttypid oid, attstattarget integer, attlen smallint, attnum smallint, attndims integer, attcacheoff integer, atttypmod integer, "
            "attbyval boolean, attstorage \"char\", attalign \"char\", attnotnull boolean, atthasdef boolean, attisdropped boolean, attislocal boolean, attinhcount integer, "
            "attisdistkey boolean, attispreloaded boolean, attsortkeyord integer, attencodingtype smallint, attencrypttype smallint, "
            "-attacl aclitem[], -attidentity \"char\", -attgenerated \"char\", -attcollation oid, -atthasmissing boolean, -attoptions text[], -attfdwoptions text[], "
            "-attmissingval text, -attcompression \"char\"", pg_attribute, kDoc),
        produced("pg_attribute_info",
            "attrelid oid, attname name, atttypid oid, attstattarget integer, attlen smallint, attnum smallint, attndims integer, attcacheoff integer, atttypmod integer, "
            "attbyval boolean, attstorage \"char\", attalign \"char\", attnotnull boolean, atthasdef boolean, attisdropped boolean, attislocal boolean, attinhcount integer, "
            "attisdistkey boolean, attispreloaded boolean, attsortkeyord integer, attencodingtype smallint, attencrypttype smallint, attacl aclitem[]", pg_attribute_info, "dg/r_PG_ATTRIBUTE_INFO"),
        produced("pg_class",
            "-oid oid, relname name, relnamespace oid, reltype oid, relowner integer, relam oid, relfilenode oid, reltablespace oid, relpages integer, reltuples real, reltoastrelid oid, "
            "reltoastidxid oid, relhasindex boolean, relisshared boolean, relkind \"char\", relnatts smallint, relexternid oid, relisreplicated boolean, relispinned boolean, "
            "reldiststyle smallint, relprojbaseid oid, relchecks smallint, reltriggers smallint, relukeys smallint, relfkeys smallint, relrefs smallint, relhasoids boolean, "
            "relhaspkey boolean, relhasrules boolean, relhassubclass boolean, relacl aclitem[], "
            "-relpersistence \"char\", -relhastriggers boolean, -relrowsecurity boolean, -reloftype oid, -relforcerowsecurity boolean, -relispartition boolean, -relreplident \"char\", "
            "-reloptions text[], -relispopulated boolean, -relpartbound text, -relfrozenxid xid, -relallvisible integer, -relhasexclusion boolean", pg_class, kDoc),
        produced("pg_class_info",
            "reloid oid, relname name, relnamespace oid, reltype oid, relowner integer, relam oid, relfilenode oid, reltablespace oid, relpages integer, reltuples real, reltoastrelid oid, "
            "reltoastidxid oid, relhasindex boolean, relisshared boolean, relkind \"char\", relnatts smallint, relexternid oid, relisreplicated boolean, relispinned boolean, "
            "reldiststyle smallint, relprojbaseid oid, relchecks smallint, reltriggers smallint, relukeys smallint, relfkeys smallint, relrefs smallint, relhasoids boolean, "
            "relhaspkey boolean, relhasrules boolean, relhassubclass boolean, relacl aclitem[], relcreationtime timestamp, releffectivediststyle integer", pg_class_info, "dg/r_PG_CLASS_INFO"),
        produced("pg_constraint",
            "-oid oid, conname name, connamespace oid, contype \"char\", condeferrable boolean, condeferred boolean, conrelid oid, contypid oid, confrelid oid, confupdtype \"char\", "
            "confdeltype \"char\", confmatchtype \"char\", conkey smallint[], confkey smallint[], conbin text, consrc text, "
            "-conindid oid, -convalidated boolean, -conparentid oid, -conislocal boolean, -coninhcount integer, -connoinherit boolean", pg_constraint, kDoc),
        produced("pg_depend", "classid oid, objid oid, objsubid integer, refclassid oid, refobjid oid, refobjsubid integer, deptype \"char\"", pg_depend, kDoc),
        produced("pg_description", "objoid oid, classoid oid, objsubid integer, description text", pg_description, kDoc),
        produced("pg_shdescription", "objoid oid, classoid oid, description text", pg_shdescription, kDoc),
        empty("pg_index",
            "indexrelid oid, indrelid oid, indkey int2vector, indclass oidvector, indnatts smallint, indisunique boolean, indisprimary boolean, indisclustered boolean, indexprs text, "
            "indpred text, -indisvalid boolean, -indoption int2vector, -indisreplident boolean, -indcollation oidvector, -indisexclusion boolean, -indimmediate boolean, "
            "-indnkeyatts smallint, -indnullsnotdistinct boolean", kDoc),
        empty("pg_inherits", "inhrelid oid, inhparent oid, inhseqno integer, -inhdetachpending boolean", kDoc),
        empty("pg_partitioned_table", "partrelid oid, partstrat \"char\", partnatts smallint, partdefid oid, partattrs int2vector", kDoc),
        produced("pg_rewrite", "-oid oid, rulename name, ev_class oid, ev_attr smallint, ev_type \"char\", is_instead boolean, ev_qual text, ev_action text, -ev_enabled \"char\"", pg_rewrite, kDoc),
        empty("pg_trigger",
            "-oid oid, tgrelid oid, tgname name, tgfoid oid, tgtype smallint, tgenabled \"char\", tgisconstraint boolean, tgconstrname name, tgconstrrelid oid, tgdeferrable boolean, "
            "tginitdeferred boolean, tgnargs smallint, tgattr int2vector, tgargs text, -tgisinternal boolean, -tgparentid oid, -tgconstraint oid", kDoc),
        empty("pg_event_trigger", "-oid oid, evtname name, evtevent name, evtowner oid, evtfoid oid, evtenabled \"char\", evttags text[]", kDoc),
        empty("pg_policy",
            "-oid oid, polname name, polrelid oid, polcmd \"char\", polpermissive boolean, polroles oid[], polqual text, polwithcheck text", kDoc),
        empty("pg_statistic",
            "starelid oid, staattnum smallint, stanullfrac real, stawidth integer, stadistinct real, stakind1 smallint, stakind2 smallint, stakind3 smallint, stakind4 smallint, "
            "staop1 oid, staop2 oid, staop3 oid, staop4 oid", kDoc),
        empty("pg_statistic_ext", "-oid oid, stxrelid oid, stxname name, stxnamespace oid, stxkind text[], stxkeys int2vector, stxstattarget integer, -stxowner oid", kDoc),
        empty("pg_publication", "-oid oid, pubname name, puballtables boolean, pubowner oid, pubinsert boolean, pubupdate boolean, pubdelete boolean, pubtruncate boolean, pubviaroot boolean", kDoc),
        empty("pg_publication_namespace", "-oid oid, pnpubid oid, pnnspid oid", kDoc),
        empty("pg_publication_rel", "-oid oid, prpubid oid, prrelid oid, prqual text, prattrs int2vector", kDoc),
        empty("pg_subscription", "-oid oid, subdbid oid, subname name, subowner oid, subenabled boolean, subpublications text[]", kDoc),
        empty("pg_seclabel", "objoid oid, classoid oid, objsubid integer, provider text, label text", kDoc),
        empty("pg_foreign_data_wrapper", "-oid oid, fdwname name, fdwowner oid, fdwhandler oid, fdwvalidator oid, fdwacl aclitem[], fdwoptions text[]", kDoc),
        empty("pg_foreign_server", "-oid oid, srvname name, srvowner oid, srvfdw oid, srvtype text, srvversion text, srvacl aclitem[], srvoptions text[]", kDoc),
        empty("pg_foreign_table", "ftrelid oid, ftserver oid, ftoptions text[]", kDoc),
        empty("pg_user_mappings", "umid oid, srvid oid, srvname name, umuser oid, usename name, umoptions text[]", kDoc),
        empty("pg_sequence", "seqrelid oid, seqtypid oid, seqstart bigint, seqincrement bigint, seqmax bigint, seqmin bigint, seqcache bigint, seqcycle boolean", kDoc),
        empty("pg_extension", "-oid oid, extname name, extowner oid, extnamespace oid, extrelocatable boolean, extversion text, extconfig oid[], extcondition text[]", kDoc),
        empty("pg_largeobject_metadata", "-oid oid, lomowner oid, lomacl aclitem[]", kDoc),
        empty("pg_largeobject", "loid oid, pageno integer, data text", kDoc),
        empty("pg_listener", "relname name, listenerpid integer, notification integer", kDoc),
    };
}
// clang-format on

}  // namespace blueshift::catalog::system
