/// What is looked up in the catalog when somebody asks: columns of late-binding views, names of oids.  Doc: dg/r_CREATE_VIEW
#include "analyze/analyzer.h"
#include "base/error.h"
#include "session/session_impl.h"
#include "sql/parser/parser.h"

namespace blueshift::session {

std::optional<std::vector<catalog::Column>> SessionImpl::late_binding_columns(const catalog::Relation& relation) {
    try {
        const auto view_now = view();
        auto context = analyze_context(view_now);
        const sql::QueryPtr query =
            sql::parse_query(relation.view_text, {.case_sensitive_identifiers = context.case_sensitive_identifiers});
        const auto bound = analyze::analyze_query(*query, context);
        std::vector<catalog::Column> columns;
        for (const analyze::BoundField& field : bound->fields) {
            catalog::Column column;
            column.number = static_cast<std::int16_t>(columns.size() + 1);
            column.name = field.name;
            column.type = field.type;
            columns.push_back(std::move(column));
        }
        return columns;
    } catch (const Error&) {
        return std::nullopt;
    }
}

std::string SessionImpl::oid_name(TypeId type, std::int64_t oid) {
    const auto view_now = view();
    catalog::system::SystemContext context{view_now};
    context.setting = [this](const std::string& name) { return setting(name); };
    return catalog::system::oid_name(context, type, oid);
}

}  // namespace blueshift::session
