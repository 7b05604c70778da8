/// INSERT.  Doc: dg/r_INSERT_30
#include <algorithm>
#include <optional>

#include "analyze/dml_target.h"
#include "base/error.h"
#include "catalog/external_relation.h"

namespace blueshift::analyze {

namespace {

constexpr ExprPlace kValues{.clause = "VALUES"};
constexpr std::size_t kNoTarget = static_cast<std::size_t>(-1);

class InsertBinder {
public:
    InsertBinder(const sql::Insert& insert, AnalyzeContext& context)
        : insert_(insert), context_(context), binder_(context) {}

    BoundStatementPtr bind() {
        bound_->relation = find_target(insert_.table, "insert into", context_);
        if (bound_->relation->kind == catalog::RelationKind::external) refuse_external_forms();
        find_columns();
        if (insert_.query) {
            const sql::Query& query = *insert_.query;
            const bool plain_values = query.body->kind == sql::QueryBodyKind::values &&
                                      query.with.empty() && query.order_by.empty() &&
                                      !query.limit && !query.offset;
            if (plain_values) {
                bind_values(sql::as<sql::Values>(*query.body));
            } else {
                bind_query(query);
            }
        }
        fill_targets();
        return std::move(bound_);
    }

private:
    /// Doc: dg/r_INSERT_external_table
    void refuse_external_forms() const {
        if (!insert_.columns.empty()) {
            throw Error(Code::feature_not_supported, "column lists are not supported in INSERT into an external table")
                .at(insert_.columns[0].span);
        }
        if (insert_.query && insert_.query->limit) {
            throw Error(Code::feature_not_supported, "Limit clause is not supported in INSERT into an external table")
                .hint("Put the query with its LIMIT into a subquery.");
        }
    }

    /// The columns that values are given for, in the order of the values.
    void find_columns() {
        const auto& columns = bound_->relation->columns;
        target_places_.assign(columns.size(), kNoTarget);
        if (insert_.columns.empty()) {
            for (const catalog::Column& column : columns) {
                if (!catalog::is_pseudo_column(column) || bound_->relation->kind != catalog::RelationKind::external) {
                    columns_.push_back(&column);
                }
            }
            return;
        }
        for (const sql::Name& name : insert_.columns) {
            const catalog::Column& column = target_column(*bound_->relation, name);
            if (std::find(columns_.begin(), columns_.end(), &column) != columns_.end()) {
                throw Error(Code::duplicate_column, "column \"{}\" specified more than once",
                            name.text)
                    .at(name.span);
            }
            columns_.push_back(&column);
        }
    }

    /// Without a column list, fewer values than columns fill the first ones.
    void check_count(std::size_t count, Span span) const {
        if (count > columns_.size()) {
            throw Error(Code::syntax_error, "INSERT has more expressions than target columns")
                .at(span);
        }
        if (count < columns_.size() && !insert_.columns.empty()) {
            throw Error(Code::syntax_error, "INSERT has more target columns than expressions")
                .at(insert_.columns[count].span);
        }
    }

    void bind_values(const sql::Values& values) {
        const std::size_t count = values.rows.front().size();
        for (const auto& row : values.rows) {
            if (row.size() != count) {
                throw Error(Code::syntax_error, "VALUES lists must all be the same length")
                    .at(values.span);
            }
        }
        check_count(count, values.span);
        const std::vector<bool> numbered = identity_columns(values);

        auto body = std::make_unique<BoundValues>();
        body->rows.reserve(values.rows.size());
        Scope scope(binder_.catalog(), nullptr);
        Clause clause(binder_, scope, kValues);
        for (const auto& row : values.rows) {
            auto& bound = body->rows.emplace_back();
            bound.reserve(count);
            for (std::size_t i = 0; i < count; ++i) {
                if (numbered[i]) continue;
                bound.push_back(
                    row[i] ? coerce_for_assignment(clause.bind(*row[i]), *columns_[i], context_)
                           : default_value(*columns_[i], values.span, context_));
            }
        }
        std::vector<BoundField> fields;
        for (std::size_t i = 0; i < count; ++i) {
            if (numbered[i]) continue;
            place(*columns_[i], fields.size());
            const Type type = columns_[i]->type;
            fields.push_back(
                {.name = columns_[i]->name, .type = type, .blank_free = !is_string(type.id)});
        }
        if (fields.empty()) {
            // Rows of DEFAULT for an identity column: only their number counts.
            if (body->rows.size() == 1) return;
            fields.push_back({.name = "row", .type = Type{TypeId::integer}});
            for (auto& row : body->rows) {
                row.push_back(std::make_unique<BoundConstant>(Type{TypeId::integer}, Value()));
            }
        }
        bound_->query = std::make_unique<BoundQuery>();
        bound_->query->body = std::move(body);
        bound_->query->fields = std::move(fields);
    }

    /// Which of the values are DEFAULT for an identity column, in every row.
    std::vector<bool> identity_columns(const sql::Values& values) const {
        std::vector<bool> numbered(values.rows.front().size(), false);
        for (std::size_t i = 0; i < numbered.size(); ++i) {
            if (!columns_[i]->identity) continue;
            numbered[i] = std::all_of(values.rows.begin(), values.rows.end(),
                                      [&](const auto& row) { return row[i] == nullptr; });
            if (!numbered[i]) check_identity(*columns_[i], values.span);
        }
        return numbered;
    }

    void bind_query(const sql::Query& query) {
        BoundQueryPtr bound = binder_.query(query, nullptr, QueryBinder::Unknown::keep);
        check_count(bound->fields.size(), query.span);
        for (std::size_t i = 0; i < bound->fields.size(); ++i) {
            check_identity(*columns_[i], query.span);
            place(*columns_[i], i);
        }
        bound_->query = convert_outputs(
            std::move(bound),
            [&](BoundExprPtr expr, std::size_t i) {
                return coerce_for_assignment(std::move(expr), *columns_[i], context_);
            },
            binder_);
    }

    void place(const catalog::Column& column, std::size_t query_column) {
        target_places_[static_cast<std::size_t>(&column - bound_->relation->columns.data())] =
            query_column;
    }

    void fill_targets() {
        for (std::size_t i = 0; i < target_places_.size(); ++i) {
            if (target_places_[i] == kNoTarget) {
                bound_->targets.push_back(default_target(bound_->relation->columns[i], context_));
                continue;
            }
            BoundTarget& target = bound_->targets.emplace_back();
            target.source = BoundTarget::query_column;
            target.query_column_index = static_cast<int>(target_places_[i]);
        }
    }

    const sql::Insert& insert_;
    AnalyzeContext& context_;
    QueryBinder binder_;
    std::unique_ptr<BoundInsert> bound_ = std::make_unique<BoundInsert>();
    std::vector<const catalog::Column*> columns_;
    std::vector<std::size_t>
        target_places_;  ///< per column of the table: column of the query, or kNoTarget
};

}  // namespace

BoundStatementPtr bind_insert(const sql::Insert& insert, AnalyzeContext& context) {
    return InsertBinder(insert, context).bind();
}

}  // namespace blueshift::analyze
