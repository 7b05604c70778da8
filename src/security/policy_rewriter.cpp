#include "security/policy_rewriter.h"

#include <algorithm>

#include "analyze/coerce.h"
#include "analyze/query_binder.h"
#include "base/error.h"
#include "security/policy_binding.h"
#include "security/super_mask.h"

namespace blueshift::security {

using namespace analyze;

namespace {

/// Stands for the engine's row number in BoundColumn::column.
constexpr int kRowNumber = -1;
constexpr std::string_view kRowNumberName = "rowid";
/// More rows than any relation has, within what the engine takes for a LIMIT.
constexpr std::int64_t kEverything = std::int64_t{1} << 60;

/// The highest numbers of FROM items and WITH queries in a tree.
class HighestNumbers : public TreeVisitor {
public:
    int relation = 0;
    int cte = 0;

protected:
    void on_from(BoundFromPtr& item) override { relation = std::max(relation, item->id); }
    void on_cte(BoundCte& bound) override { cte = std::max(cte, bound.id); }
};

/// Gives the FROM items and WITH queries of a policy's expression numbers of the statement's own, and takes the columns of
/// one item from another.
class Renumber : public TreeVisitor {
public:
    Renumber(int relation_base, int cte_base) : relation_base_(relation_base), cte_base_(cte_base) {}
    /// Column i of item `from` becomes column columns[i] of item `to`.
    void replace(int from, int to, std::vector<int> columns) {
        from_ = from;
        to_ = to;
        columns_ = std::move(columns);
    }

protected:
    void on_expression(BoundExpr& expr) override {
        if (expr.kind != BoundKind::column) return;
        auto& column = as<BoundColumn>(expr);
        if (column.relation == from_) {
            column.relation = to_;
            column.column = columns_[static_cast<std::size_t>(column.column)];
            // What the policy's own columns are said to hold is not what the table holds.
            column.blank_free = false;
        } else {
            column.relation += relation_base_;
        }
    }
    void on_from(BoundFromPtr& item) override {
        if (item->id != 0) item->id += relation_base_;
        if (item->kind == FromKind::cte) as<BoundCteRef>(*item).cte += cte_base_;
    }
    void on_cte(BoundCte& cte) override { cte.id += cte_base_; }

private:
    const int relation_base_;
    const int cte_base_;
    int from_ = 0;
    int to_ = 0;
    std::vector<int> columns_;
};

/// Points columns of FROM items at other items.
class Redirect : public TreeVisitor {
public:
    struct Target {
        int relation = 0;
        int first_column = 0;
    };
    explicit Redirect(std::map<int, Target> targets) : targets_(std::move(targets)) {}

protected:
    void on_expression(BoundExpr& expr) override {
        if (expr.kind != BoundKind::column) return;
        auto& column = as<BoundColumn>(expr);
        const auto found = targets_.find(column.relation);
        if (found == targets_.end()) return;
        column.relation = found->second.relation;
        column.column += found->second.first_column;
    }

private:
    const std::map<int, Target> targets_;
};

BoundExprPtr column_of(const BoundFrom& item, int index) {
    const BoundField& field = item.fields[static_cast<std::size_t>(index)];
    auto column = std::make_unique<BoundColumn>(field.type, item.id, index);
    column->name = field.name;
    column->blank_free = field.blank_free;
    column->case_insensitive = field.case_insensitive;
    return column;
}

BoundExprPtr row_number_of(int relation) {
    auto column = std::make_unique<BoundColumn>(Type{TypeId::bigint}, relation, kRowNumber);
    column->name = kRowNumberName;
    return column;
}

BoundField row_number_field() {
    BoundField field;
    field.name = kRowNumberName;
    field.type = Type{TypeId::bigint};
    return field;
}

BoundExprPtr conjunction(BoundExprPtr left, BoundExprPtr right) {
    if (left == nullptr) return right;
    auto both = std::make_unique<BoundLogical>(BoundLogicalOp::and_);
    both->arguments.push_back(std::move(left));
    both->arguments.push_back(std::move(right));
    return both;
}

}  // namespace

/// Builds the query around one relation.
class PolicyRewriter::Builder {
public:
    Builder(PolicyRewriter& rewriter, BoundFromPtr item, const catalog::Relation& relation)
        : rewriter_(rewriter), context_(own_context(rewriter.context_)), relation_(relation), id_(item->id),
          fields_(item->fields), inner_(std::make_unique<BoundSelect>()), outer_(std::make_unique<BoundSelect>()) {
        item->id = rewriter.next_relation_++;
        derived_ = rewriter.next_relation_++;
        item_ = item.get();
        inner_->from.push_back(std::move(item));
        for (int index = 0; index < static_cast<int>(fields_.size()); ++index) {
            add_inner(column_of(*item_, index), fields_[static_cast<std::size_t>(index)].name);
            outer_->outputs.push_back(derived_column(index));
        }
    }

    void add_row_number() {
        const int index = add_inner(row_number_of(item_->id), std::string(kRowNumberName));
        outer_->outputs.push_back(derived_column(index));
        fields_.push_back(row_number_field());
    }

    void restrict_rows(const RowPolicies& rows) {
        auto predicate = std::make_unique<BoundLogical>(rows.any ? BoundLogicalOp::or_ : BoundLogicalOp::and_);
        for (const catalog::RlsPolicy* policy : rows.policies) {
            std::vector<int> columns;
            for (const catalog::PolicyColumn& column : policy->columns) {
                columns.push_back(add_policy_column({column.name}, column.type));
            }
            auto bound = bind({policy->predicate}, policy->columns, policy->alias, policy->depends_on, policy->name,
                              std::move(columns));
            predicate->arguments.push_back(std::move(bound[0]));
        }
        if (predicate->arguments.empty()) {
            outer_->where = std::make_unique<BoundConstant>(Type{TypeId::boolean}, Value(false));
        } else {
            outer_->where = predicate->arguments.size() == 1 ? std::move(predicate->arguments[0]) : std::move(predicate);
        }
        barrier_ = true;
    }

    void mask(const AppliedMask& mask) {
        const catalog::MaskingPolicy& policy = *mask.policy;
        std::vector<int> columns;
        for (std::size_t index = 0; index < policy.columns.size() && index < mask.inputs.size(); ++index) {
            columns.push_back(add_policy_column(mask.inputs[index], policy.columns[index].type));
        }
        columns.resize(policy.columns.size(), 0);
        auto bound = bind(policy.expressions, policy.columns, {}, policy.depends_on, policy.name, std::move(columns));
        BoundExprPtr value = std::move(bound[mask.expression]);
        BoundExprPtr& output = outer_->outputs[mask.column];
        if (mask.path.empty()) {
            output = cast(std::move(value), fields_[mask.column].type);
        } else {
            output = replace_in_super(std::move(output), mask.path, std::move(value), context_);
        }
    }

    BoundFromPtr finish() {
        auto inner = std::make_unique<BoundQuery>();
        inner->body = std::move(inner_);
        inner->fields = std::move(inner_fields_);
        outer_->from.push_back(make_subquery_from(std::move(inner), derived_));
        auto outer = std::make_unique<BoundQuery>();
        outer->body = std::move(outer_);
        outer->fields = fields_;
        if (barrier_) {
            outer->limit = std::make_unique<BoundConstant>(Type{TypeId::bigint}, Value(kEverything));
        }
        return make_subquery_from(std::move(outer), id_);
    }

private:
    /// Policies are bound for themselves: their parameters and dependencies are not the statement's.
    static AnalyzeContext own_context(const AnalyzeContext& context) {
        return AnalyzeContext{context.catalog, context.text, true, {}, {}, {}};
    }

    int add_inner(BoundExprPtr expr, std::string name) {
        inner_fields_.push_back(make_field(std::move(name), *expr));
        inner_->outputs.push_back(std::move(expr));
        return static_cast<int>(inner_->outputs.size()) - 1;
    }

    BoundExprPtr derived_column(int index) const {
        const BoundField& field = inner_fields_[static_cast<std::size_t>(index)];
        auto column = std::make_unique<BoundColumn>(field.type, derived_, index);
        column->name = field.name;
        column->blank_free = field.blank_free;
        column->case_insensitive = field.case_insensitive;
        return column;
    }

    BoundExprPtr cast(BoundExprPtr expr, Type type) {
        if (expr->type == type) return expr;
        return make_cast(std::move(expr), type, {functions::CastContext::explicit_}, context_);
    }

    /// A column of the relation, or what lies at a path in it, in the policy's type for it.
    int add_policy_column(const std::vector<std::string>& steps, Type type) {
        const std::vector<BoundField>& fields = item_->fields;
        const auto field = std::find_if(fields.begin(), fields.end(),
                                        [&](const BoundField& candidate) { return candidate.name == steps[0]; });
        if (field == fields.end()) {
            throw Error(Code::undefined_column, "column \"{}\" of relation \"{}\" does not exist", steps[0],
                        relation_.name)
                .detail("A policy that is attached to the relation reads it.");
        }
        BoundExprPtr value = column_of(*item_, static_cast<int>(field - fields.begin()));
        if (steps.size() > 1) {
            auto path = std::make_unique<BoundSuperPath>();
            path->base = std::move(value);
            for (std::size_t step = 1; step < steps.size(); ++step) path->steps.push_back({steps[step], nullptr});
            value = std::move(path);
        }
        return add_inner(cast(std::move(value), type), steps.back());
    }

    /// Binds the expressions of a policy over columns of the derived item.
    std::vector<BoundExprPtr> bind(const std::vector<std::string>& expressions,
                                   const std::vector<catalog::PolicyColumn>& columns, std::string_view alias,
                                   const std::vector<catalog::Oid>& readable, const std::string& policy,
                                   std::vector<int> derived_columns) {
        context_.relations_read.clear();
        BoundQueryPtr query = bind_policy(expressions, columns, alias, context_);
        for (const catalog::Oid oid : context_.relations_read) {
            if (std::find(readable.begin(), readable.end(), oid) != readable.end()) continue;
            const catalog::Relation* lookup = context_.catalog.snapshot().relations.find(oid);
            throw Error(Code::insufficient_privilege, "permission denied for relation {}",
                        lookup == nullptr ? "" : lookup->name)
                .detail(fmt::format("Policy \"{}\" has not been granted SELECT on it.", policy));
        }
        HighestNumbers highest;
        highest.visit(*query);
        Renumber renumber(rewriter_.next_relation_, rewriter_.next_cte_);
        auto& select = as<BoundSelect>(*query->body);
        if (!select.from.empty()) renumber.replace(select.from[0]->id, derived_, std::move(derived_columns));
        rewriter_.next_relation_ += highest.relation + 1;
        rewriter_.next_cte_ += highest.cte + 1;
        for (BoundExprPtr& output : select.outputs) renumber.visit(output);
        return std::move(select.outputs);
    }

    PolicyRewriter& rewriter_;
    AnalyzeContext context_;
    const catalog::Relation& relation_;
    const int id_;
    std::vector<BoundField> fields_;
    const BoundFrom* item_ = nullptr;
    int derived_ = 0;
    std::unique_ptr<BoundSelect> inner_;
    std::vector<BoundField> inner_fields_;
    std::unique_ptr<BoundSelect> outer_;
    bool barrier_ = false;
};

PolicyRewriter::Policies PolicyRewriter::policies_of(const catalog::Relation& relation) const {
    Policies policies;
    if (relation.temporary || relation.kind == catalog::RelationKind::system) return policies;
    const catalog::Snapshot& snapshot = context_.catalog.snapshot();
    if (parts_.rows) policies.rows = row_policies(relation, snapshot, rules_);
    if (parts_.masks) policies.masks = applied_masks(relation, snapshot, rules_);
    return policies;
}

BoundFromPtr PolicyRewriter::secured(BoundFromPtr item, const catalog::Relation& relation, const Policies& policies,
                                     bool with_row_number) {
    Builder builder(*this, std::move(item), relation);
    if (with_row_number) builder.add_row_number();
    if (policies.rows) builder.restrict_rows(*policies.rows);
    for (const AppliedMask& mask : policies.masks) builder.mask(mask);
    return builder.finish();
}

void PolicyRewriter::on_from(BoundFromPtr& item) {
    std::shared_ptr<const catalog::Relation> relation;
    if (item->kind == FromKind::table) relation = as<BoundTable>(*item).relation;
    if (item->kind == FromKind::query) relation = as<BoundSubqueryFrom>(*item).view;
    if (relation == nullptr) return;
    const Policies policies = policies_of(*relation);
    if (!policies.empty()) item = secured(std::move(item), *relation, policies, false);
}

BoundFromPtr PolicyRewriter::secured_target(BoundTable& target) {
    const Policies policies = policies_of(*target.relation);
    if (policies.empty()) return nullptr;
    auto readable = std::make_unique<BoundTable>();
    readable->id = target.id;
    readable->fields = target.fields;
    readable->relation = target.relation;
    target.id = next_relation_++;
    return secured(std::move(readable), *target.relation, policies, true);
}

void PolicyRewriter::rewrite_merge(BoundMerge& merge) {
    const int target = merge.target->id;
    BoundFromPtr visible = secured_target(*merge.target);
    if (visible == nullptr) return;
    if (merge.remove_duplicates) {
        throw Error(Code::feature_not_supported,
                    "MERGE … REMOVE DUPLICATES is not supported on a relation with row-level security or masking");
    }
    // The source becomes: what it was, beside the visible target row that each of its rows matches.
    const int source = merge.source->id;
    const int source_inside = next_relation_++;
    const int visible_inside = next_relation_++;
    const int source_columns = static_cast<int>(merge.source->fields.size());
    const int visible_columns = static_cast<int>(visible->fields.size());
    merge.source->id = source_inside;
    visible->id = visible_inside;

    auto query = std::make_unique<BoundQuery>();
    auto select = std::make_unique<BoundSelect>();
    for (int index = 0; index < source_columns; ++index) select->outputs.push_back(column_of(*merge.source, index));
    for (int index = 0; index < visible_columns; ++index) select->outputs.push_back(column_of(*visible, index));
    query->fields = merge.source->fields;
    query->fields.insert(query->fields.end(), visible->fields.begin(), visible->fields.end());
    auto join = std::make_unique<BoundJoin>();
    join->join = BoundJoinKind::left;
    join->left = std::move(merge.source);
    join->right = std::move(visible);
    join->on = std::move(merge.on);
    using Targets = std::map<int, Redirect::Target>;
    Redirect inside(Targets{{source, {source_inside, 0}}, {target, {visible_inside, 0}}});
    inside.visit(join->on);
    select->from.push_back(std::move(join));
    query->body = std::move(select);
    merge.source = make_subquery_from(std::move(query), source);

    // What is assigned reads the target as it may be seen.
    Redirect assigned(Targets{{target, {source, source_columns}}});
    for (BoundAssignment& assignment : merge.matched_update) assigned.visit(assignment.value);
    merge.on = std::make_unique<BoundComparison>(ComparisonOp::equal, row_number_of(merge.target->id),
                                                 column_of(*merge.source, source_columns + visible_columns - 1));
}

void PolicyRewriter::apply(BoundQuery& query) {
    HighestNumbers highest;
    highest.visit(query);
    next_relation_ = highest.relation + 1;
    next_cte_ = highest.cte + 1;
    visit(query);
}

void PolicyRewriter::apply(BoundStatement& statement) {
    HighestNumbers highest;
    highest.visit(statement);
    next_relation_ = highest.relation + 1;
    next_cte_ = highest.cte + 1;
    const auto reserve = [&](const BoundTable& target) { next_relation_ = std::max(next_relation_, target.id + 1); };
    if (statement.kind == BoundStatementKind::update) reserve(*as<BoundUpdate>(statement).target);
    if (statement.kind == BoundStatementKind::delete_) reserve(*as<BoundDelete>(statement).target);
    if (statement.kind == BoundStatementKind::merge) reserve(*as<BoundMerge>(statement).target);
    visit(statement);

    const auto find_rows = [&](BoundTable& target, std::vector<BoundFromPtr>& from, BoundExprPtr& where) {
        BoundFromPtr visible = secured_target(target);
        if (visible == nullptr) return;
        where = conjunction(
            std::move(where),
            std::make_unique<BoundComparison>(ComparisonOp::equal, row_number_of(target.id),
                                              column_of(*visible, static_cast<int>(visible->fields.size()) - 1)));
        from.insert(from.begin(), std::move(visible));
    };
    if (statement.kind == BoundStatementKind::update) {
        auto& update = as<BoundUpdate>(statement);
        find_rows(*update.target, update.from, update.where);
    } else if (statement.kind == BoundStatementKind::delete_) {
        auto& delete_ = as<BoundDelete>(statement);
        find_rows(*delete_.target, delete_.using_, delete_.where);
    } else if (statement.kind == BoundStatementKind::merge) {
        rewrite_merge(as<BoundMerge>(statement));
    }
}

}  // namespace blueshift::security
