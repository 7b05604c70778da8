#pragma once
/// Walks a bound tree that may be changed on the way.
#include "analyze/bound_statement.h"

namespace blueshift::security {

/// Visits everything below a root, what is nested first. Derived classes say what is done at each node.
class TreeVisitor {
public:
    virtual ~TreeVisitor() = default;

    void visit(analyze::BoundQuery& query);
    void visit(analyze::BoundStatement& statement);
    void visit(analyze::BoundExprPtr& expr);
    void visit(analyze::BoundFromPtr& item);
    void visit(std::vector<analyze::BoundFromPtr>& items);
    void visit(std::vector<analyze::BoundCte>& ctes);

protected:
    virtual void on_expression(analyze::BoundExpr&) {}
    /// May put another item into the slot.
    virtual void on_from(analyze::BoundFromPtr&) {}
    virtual void on_cte(analyze::BoundCte&) {}

private:
    void visit(analyze::BoundExpr& expr);
    void visit(analyze::BoundBody& body);
    void visit(std::vector<analyze::BoundExprPtr>& list);
    void visit(std::vector<std::vector<analyze::BoundExprPtr>>& rows);
    void visit(std::vector<analyze::BoundAssignment>& assignments);
    void visit(std::vector<analyze::BoundTarget>& targets);
};

}  // namespace blueshift::security
