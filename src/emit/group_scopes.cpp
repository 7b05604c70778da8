#include "emit/emitter.h"

namespace blueshift::emit {

using namespace analyze;

GroupScopes::Enter::Enter(GroupScopes& scopes, const BoundSelect* select) {
    if (select == nullptr) return;
    selects_ = &scopes.selects_;
    selects_->push_back(select);
}

GroupScopes::Enter::~Enter() {
    if (selects_ != nullptr) selects_->pop_back();
}

GroupScopes::Suspend::Suspend(GroupScopes& scopes) : scopes_(scopes) {
    saved_.swap(scopes_.selects_);
}

GroupScopes::Suspend::~Suspend() { saved_.swap(scopes_.selects_); }

GroupScopes::Found GroupScopes::find(const BoundExpr& expr) const {
    for (auto select = selects_.rbegin(); select != selects_.rend(); ++select) {
        for (const BoundExprPtr& group : (*select)->group_by) {
            if (equal(*group, expr)) return {*select, select == selects_.rbegin()};
        }
    }
    return {};
}

}  // namespace blueshift::emit
