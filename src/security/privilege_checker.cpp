#include "security/privilege_checker.h"

#include <map>
#include <set>

#include "base/error.h"
#include "security/enforce.h"

namespace blueshift::security {

namespace {

using namespace analyze;

/// Walks a bound statement and checks each table with the columns that are read of it.
class StatementChecker {
public:
    StatementChecker(const catalog::Snapshot& snapshot, std::int32_t user)
        : snapshot_(snapshot), user_(user), checker_(snapshot, user) {}

    void query(const BoundQuery& query) {
        for (const BoundCte& cte : query.ctes) this->query(*cte.query);
        body(*query.body);
        for (const BoundSort& sort : query.order_by) expression(sort.order.expr);
        expression(query.limit);
        expression(query.offset);
    }

    void from(const BoundFrom& item) {
        switch (item.kind) {
            case FromKind::table:
                tables_[item.id] = as<BoundTable>(item).relation.get();
                usage(*as<BoundTable>(item).relation);
                break;
            case FromKind::query: {
                const auto& subquery = as<BoundSubqueryFrom>(item);
                if (subquery.view == nullptr) {
                    query(*subquery.query);
                    break;
                }
                usage(*subquery.view);
                tables_[item.id] = subquery.view.get();
                // What a view reads is read with its owner's rights.
                StatementChecker(snapshot_, subquery.view->owner).whole_query(*subquery.query);
                break;
            }
            case FromKind::join: {
                const auto& join = as<BoundJoin>(item);
                from(*join.left);
                from(*join.right);
                expression(join.on);
                break;
            }
            case FromKind::function:
                for (const auto& argument : as<BoundFunctionFrom>(item).arguments) expression(argument);
                break;
            case FromKind::values:
                for (const auto& row : as<BoundValuesFrom>(item).rows) {
                    for (const auto& value : row) expression(value);
                }
                break;
            case FromKind::super_unnest:
                expression(as<BoundUnnest>(item).value);
                break;
            case FromKind::cte:
                break;
        }
    }

    void expression(const BoundExprPtr& expr) {
        if (expr != nullptr) expression(*expr);
    }

    void expression(const BoundExpr& expr) {
        if (expr.kind == BoundKind::column) {
            const auto& column = as<BoundColumn>(expr);
            read_columns_[column.relation].insert(column.column);
        } else if (expr.kind == BoundKind::subquery) {
            query(*as<BoundSubquery>(expr).query);
        }
        for_each_child(expr, [this](const BoundExpr& child) { expression(child); });
    }

    void whole_query(const BoundQuery& query) {
        this->query(query);
        finish();
    }

    /// Checks SELECT on every table found, now that the columns that are read of it are known.
    void finish() {
        for (const auto& [id, relation] : tables_) {
            if (checker_.has_privilege(*relation, catalog::kSelect)) continue;
            const auto read = read_columns_.find(id);
            const bool reads_some = read != read_columns_.end() && !read->second.empty();
            if (!reads_some) {
                if (id == target_) continue;
                if (!checker_.may_read_some(*relation)) deny(*relation);
                continue;
            }
            for (const int column : read->second) {
                // The columns of a late-binding view are not in the catalog.
                const bool known = static_cast<std::size_t>(column) < relation->columns.size();
                if (!known || !checker_.has_column_privilege(*relation, relation->columns[column], catalog::kSelect)) {
                    deny(*relation);
                }
            }
        }
    }

    /// The table that a statement writes: SELECT is needed on the columns that its conditions read.
    void target(const BoundTable& table) {
        target_ = table.id;
        from(table);
    }

    void require(const catalog::Relation& relation, char privilege) {
        usage(relation);
        if (relation.kind == catalog::RelationKind::system || !checker_.has_privilege(relation, privilege)) {
            deny(relation);
        }
    }

    void require_column(const catalog::Relation& relation, std::int16_t number, char privilege) {
        const catalog::Column* column = relation.column(number);
        if (column == nullptr || !checker_.has_column_privilege(relation, *column, privilege)) {
            deny(relation);
        }
    }

    void usage(const catalog::Relation& relation) const {
        if (relation.temporary || relation.kind == catalog::RelationKind::system) return;
        const catalog::Schema* schema = snapshot_.schemas.find(relation.schema);
        if (schema != nullptr && !checker_.has_privilege(*schema, catalog::kUsage)) {
            throw Error(Code::insufficient_privilege, "permission denied for schema {}", schema->name);
        }
    }

private:
    void body(const BoundBody& body) {
        if (body.kind == BoundBodyKind::set_operation) {
            query(*as<BoundSetOperation>(body).left);
            query(*as<BoundSetOperation>(body).right);
            return;
        }
        if (body.kind == BoundBodyKind::values) {
            for (const auto& row : as<BoundValues>(body).rows) {
                for (const auto& value : row) expression(value);
            }
            return;
        }
        const auto& select = as<BoundSelect>(body);
        for (const auto& item : select.from) from(*item);
        for (const auto& output : select.outputs) expression(output);
        for (const auto& key : select.group_by) expression(key);
        expression(select.where);
        expression(select.having);
        expression(select.qualify);
    }

    [[noreturn]] static void deny(const catalog::Relation& relation) {
        throw Error(Code::insufficient_privilege, "permission denied for relation {}", relation.name);
    }

    const catalog::Snapshot& snapshot_;
    std::int32_t user_;
    catalog::AccessRules checker_;
    int target_ = 0;
    std::map<int, const catalog::Relation*> tables_;
    std::map<int, std::set<int>> read_columns_;
};

void check_insert(const BoundInsert& insert, StatementChecker& checker) {
    checker.require(*insert.relation, catalog::kInsert);
    if (insert.query != nullptr) checker.query(*insert.query);
}

void check_update(const BoundUpdate& update, StatementChecker& checker) {
    const catalog::Relation& relation = *update.target->relation;
    checker.usage(relation);
    for (const BoundAssignment& assignment : update.assignments) {
        checker.require_column(relation, assignment.column_number, catalog::kUpdate);
        checker.expression(assignment.value);
    }
    for (const BoundCte& cte : update.ctes) checker.query(*cte.query);
    checker.target(*update.target);
    for (const auto& item : update.from) checker.from(*item);
    checker.expression(update.where);
}

void check_delete(const BoundDelete& delete_, StatementChecker& checker) {
    checker.require(*delete_.target->relation, catalog::kDelete);
    for (const BoundCte& cte : delete_.ctes) checker.query(*cte.query);
    checker.target(*delete_.target);
    for (const auto& item : delete_.using_) checker.from(*item);
    checker.expression(delete_.where);
}

void check_merge(const BoundMerge& merge, StatementChecker& checker) {
    const catalog::Relation& relation = *merge.target->relation;
    checker.require(relation, catalog::kInsert);
    if (merge.matched_delete || merge.remove_duplicates) checker.require(relation, catalog::kDelete);
    for (const BoundAssignment& assignment : merge.matched_update) {
        checker.require_column(relation, assignment.column_number, catalog::kUpdate);
        checker.expression(assignment.value);
    }
    for (const BoundAssignment& assignment : merge.insert) checker.expression(assignment.value);
    checker.target(*merge.target);
    checker.from(*merge.source);
    checker.expression(merge.on);
}

}  // namespace

void check_privileges(const BoundQuery& query, const catalog::Snapshot& snapshot, std::int32_t user) {
    StatementChecker(snapshot, user).whole_query(query);
}

void check_privileges(const BoundStatement& statement, const catalog::Snapshot& snapshot, std::int32_t user) {
    StatementChecker checker(snapshot, user);
    switch (statement.kind) {
        case BoundStatementKind::select:
            checker.query(*as<BoundSelectStatement>(statement).query);
            break;
        case BoundStatementKind::insert:
            check_insert(as<BoundInsert>(statement), checker);
            break;
        case BoundStatementKind::update:
            check_update(as<BoundUpdate>(statement), checker);
            break;
        case BoundStatementKind::delete_:
            check_delete(as<BoundDelete>(statement), checker);
            break;
        case BoundStatementKind::merge:
            check_merge(as<BoundMerge>(statement), checker);
            break;
    }
    checker.finish();
}

void require_privilege(const catalog::Relation& relation, char privilege, const catalog::Snapshot& snapshot,
                       std::int32_t user) {
    StatementChecker(snapshot, user).require(relation, privilege);
}

}  // namespace blueshift::security
