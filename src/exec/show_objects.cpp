#include "exec/show_objects.h"

#include "base/error.h"

namespace blueshift::exec {

namespace {

ShowResult show_table(const ShowRequest& request) {
    const auto relation = request.view.relation(request.names, request.span);
    if (relation->kind != catalog::RelationKind::table) {
        throw Error(Code::wrong_object_type, "\"{}\" is not a table", relation->name).at(request.span);
    }
    return {{table_ddl(*relation, request.view)}};
}

ShowResult show_view(const ShowRequest& request) {
    const auto relation = request.view.relation(request.names, request.span);
    if (relation->kind != catalog::RelationKind::view &&
        relation->kind != catalog::RelationKind::late_binding_view) {
        throw Error(Code::wrong_object_type, "\"{}\" is not a view", relation->name).at(request.span);
    }
    const bool late = relation->kind == catalog::RelationKind::late_binding_view;
    return {{relation->view_text + (late ? " with no schema binding" : "") + ";"}};
}

constexpr TypeId kText = TypeId::varchar;

std::span<const ShowRow> definition_show_rows() {
    static const ShowRow kRows[] = {
        {"table", {{"Show Table DDL statement", kText}}, show_table, "dg/r_SHOW_TABLE"},
        {"view", {{"Show View DDL statement", kText}}, show_view, "dg/r_SHOW_VIEW"},
    };
    return kRows;
}

}  // namespace

const ShowRow* find_show(std::string_view what) {
    for (const auto rows : {definition_show_rows(), metadata_show_rows(), constraint_show_rows(), routine_show_rows()}) {
        for (const ShowRow& row : rows) {
            if (row.what == what) return &row;
        }
    }
    return nullptr;
}

}  // namespace blueshift::exec
