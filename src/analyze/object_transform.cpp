#include "analyze/object_transform.h"

#include "analyze/function_resolution.h"
#include "base/error.h"

namespace blueshift::analyze {

BoundExprPtr make_object_transform(const sql::FunctionCall& call, const std::function<BoundExprPtr(const sql::Expr&)>& bind,
                                   AnalyzeContext& context) {
    std::vector<BoundExprPtr> arguments;
    for (const sql::ExprPtr& argument : call.arguments) {
        if (arguments.empty() || argument->kind != sql::ExprKind::array) {
            arguments.push_back(bind(*argument));
            continue;
        }
        std::vector<BoundExprPtr> items;
        for (const sql::ExprPtr& item : sql::as<sql::Array>(*argument).items) items.push_back(bind(*item));
        // SET has paths and values by turns.
        if (arguments.size() == 2 && items.size() % 2 != 0) {
            throw Error(Code::syntax_error, "OBJECT_TRANSFORM needs a value for each path in SET").at(call.span);
        }
        arguments.push_back(make_call({"array", call.span, false}, functions::find("array"), std::move(items), context));
    }
    return make_call({call.name.object(), call.span, false}, functions::find("object_transform"), std::move(arguments), context);
}

}  // namespace blueshift::analyze
