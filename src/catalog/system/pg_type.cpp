/// Types, casts, languages, access methods.  Doc: dg/c_intro_catalog_views
#include <algorithm>

#include "catalog/system/families.h"
#include "catalog/system/rows.h"
#include "functions/registry.h"

namespace blueshift::catalog::system {

namespace {

constexpr std::string_view kDoc = "dg/c_intro_catalog_views";

/// One type as pg_type has it; `element` is an array's.
Row type_row(Oid oid, const std::string& name, std::int64_t length, char category, Oid element, Oid array) {
    const bool by_value = length > 0 && length <= 8;
    const bool is_array = element != 0 && category == 'A';
    return {oid, name, kPgCatalogSchemaOid, kAdminUserId, length, by_value, category == 'P' ? "p" : "b", true, ",", Oid{0},
            element, (is_array ? "array_" : name) + "in", (is_array ? "array_" : name) + "out",
            (is_array ? "array_" : name) + "recv", (is_array ? "array_" : name) + "send", "-",
            length == 1 ? "c" : length == 2 ? "s" : length == 8 ? "d" : "i", by_value || length > 0 ? "p" : "x", false, Oid{0},
            -1, 0, Value(), Value(), array, std::string(1, category), false, Oid{0}, Value()};
}

std::vector<Row> pg_type(const SystemContext&) {
    std::vector<Row> rows;
    const auto types = all_types();
    for (const TypeInfo& info : types) {
        const TypeId element = array_element(info.id);
        Oid element_oid = element == TypeId::unknown ? Oid{0} : type_info(element).oid;
        if (info.id == TypeId::int2vector) element_oid = type_info(TypeId::smallint).oid;
        if (info.id == TypeId::oidvector) element_oid = type_info(TypeId::oid).oid;
        if (info.id == TypeId::name) element_oid = type_info(TypeId::char1).oid;
        rows.push_back(type_row(info.oid, std::string(info.typname), info.length, info.category, element_oid, info.array_oid));
    }
    // Array types that only clients ask for.
    for (const TypeInfo& info : types) {
        const bool listed = std::any_of(types.begin(), types.end(), [&](const auto& other) { return other.oid == info.array_oid; });
        if (info.array_oid == 0 || listed) continue;
        rows.push_back(type_row(info.array_oid, "_" + std::string(info.typname), -1, 'A', info.oid, 0));
    }
    return rows;
}

std::vector<Row> pg_cast(const SystemContext&) {
    std::vector<Row> rows;
    constexpr std::int64_t kFirstOid = 11'000;
    for (const functions::CastRow& cast : functions::all_casts()) {
        const char* context = cast.context == functions::CastContext::implicit     ? "i"
                              : cast.context == functions::CastContext::assignment ? "a"
                                                                                   : "e";
        rows.push_back({kFirstOid + static_cast<std::int64_t>(rows.size()), type_info(cast.from).oid, type_info(cast.to).oid, 0,
                        context, cast.duckdb == "=" ? "b" : "f"});
    }
    return rows;
}

/// Languages by their oids in PostgreSQL and Redshift. To add one: a row.
struct Language {
    Oid oid;
    std::string_view name;
    bool user_defined;
    bool trusted;
};
constexpr Language kLanguages[] = {
    {12, "internal", false, false}, {13, "c", false, false},        {14, "sql", false, true},
    {15, "plpgsql", true, true},    {16, "plpythonu", true, false}, {17, "exfunc", false, true}, {18, "mlfunc", false, true},
};

std::vector<Row> pg_language(const SystemContext& context) {
    std::vector<Row> rows;
    const Database& database = context.catalog.database();
    std::vector<AclEntry> acl;
    for (const ScopedGrant& grant : database.scoped_grants) {
        if (grant.objects == "languages") acl = grant.acl;
    }
    for (const Language& language : kLanguages) {
        rows.push_back({language.oid, std::string(language.name), language.user_defined, language.trusted, Oid{0}, Oid{0},
                        language.user_defined || language.oid == 14 ? acl_text(context, acl, kAdminUserId, "U") : Value(),
                        kAdminUserId, Oid{0}});
    }
    return rows;
}

std::vector<Row> pg_am(const SystemContext&) {
    return {{403, "btree", kAdminUserId, 5, 1, 0, true, true, true, true, true, "i", "-"},
            {405, "hash", kAdminUserId, 1, 1, 0, false, false, false, false, true, "i", "-"}};
}

}  // namespace

Oid language_oid(std::string_view name) {
    for (const Language& language : kLanguages) {
        if (language.name == name) return language.oid;
    }
    return kLanguages[0].oid;
}

std::string_view language_name(Oid oid) {
    for (const Language& language : kLanguages) {
        if (language.oid == oid) return language.name;
    }
    return "internal";
}

// clang-format off
std::vector<SystemRelation> type_relations() {
    return {
        produced("pg_am",
            "-oid oid, amname name, amowner integer, amstrategies smallint, amsupport smallint, amorderstrategy smallint, amcanunique boolean, amcanmulticol boolean, amindexnulls boolean, "
            "amcanorder boolean, amconcurrent boolean, -amtype \"char\", -amhandler name", pg_am, kDoc),
        empty("pg_amop", "amopclaid oid, amopsubtype oid, amopstrategy smallint, amopreqcheck boolean, amopopr oid, -amopfamily oid, -amoplefttype oid, -amoprighttype oid, -amoppurpose \"char\", -amopmethod oid, -amopsortfamily oid", kDoc),
        empty("pg_amproc", "amopclaid oid, amprocsubtype oid, amprocnum smallint, amproc oid, -amprocfamily oid, -amproclefttype oid, -amprocrighttype oid", kDoc),
        produced("pg_cast", "-oid oid, castsource oid, casttarget oid, castfunc oid, castcontext \"char\", -castmethod \"char\"", pg_cast, kDoc),
        empty("pg_collation",
            "-oid oid, collname name, collnamespace oid, collowner integer, collprovider \"char\", collencoding integer, collcollate name, collctype name, -collisdeterministic boolean, -colliculocale text", kDoc),
        empty("pg_conversion", "-oid oid, conname name, connamespace oid, conowner integer, conforencoding integer, contoencoding integer, conproc oid, condefault boolean", kDoc),
        empty("pg_enum", "-oid oid, enumtypid oid, enumlabel name, -enumsortorder real", kDoc),
        produced("pg_language", "-oid oid, lanname name, lanispl boolean, lanpltrusted boolean, lanplcallfoid oid, lanvalidator oid, lanacl aclitem[], -lanowner integer, -laninline oid", pg_language, kDoc),
        empty("pg_opclass", "-oid oid, opcamid oid, opcname name, opcnamespace oid, opcowner integer, opcintype oid, opcdefault boolean, opckeytype oid, -opcmethod oid, -opcfamily oid", kDoc),
        empty("pg_opfamily", "-oid oid, opfmethod oid, opfname name, opfnamespace oid, opfowner integer", kDoc),
        empty("pg_range", "rngtypid oid, rngsubtype oid, rngmultitypid oid, rngcollation oid, rngsubopc oid, rngcanonical oid, rngsubdiff oid", kDoc),
        empty("pg_ts_config", "-oid oid, cfgname name, cfgnamespace oid, cfgowner integer, cfgparser oid", kDoc),
        empty("pg_ts_dict", "-oid oid, dictname name, dictnamespace oid, dictowner integer, dicttemplate oid, dictinitoption text", kDoc),
        empty("pg_ts_parser", "-oid oid, prsname name, prsnamespace oid, prsstart oid, prstoken oid, prsend oid, prsheadline oid, prslextype oid", kDoc),
        empty("pg_ts_template", "-oid oid, tmplname name, tmplnamespace oid, tmplinit oid, tmpllexize oid", kDoc),
        produced("pg_type",
            "-oid oid, typname name, typnamespace oid, typowner integer, typlen smallint, typbyval boolean, typtype \"char\", typisdefined boolean, typdelim \"char\", typrelid oid, typelem oid, "
            "typinput name, typoutput name, typreceive name, typsend name, typanalyze name, typalign \"char\", typstorage \"char\", typnotnull boolean, typbasetype oid, typtypmod integer, "
            "typndims integer, typdefaultbin text, typdefault text, -typarray oid, -typcategory \"char\", -typispreferred boolean, -typcollation oid, -typacl aclitem[]", pg_type, kDoc),
    };
}
// clang-format on

}  // namespace blueshift::catalog::system
