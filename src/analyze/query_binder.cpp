#include "analyze/query_binder.h"

#include <fmt/format.h>

#include <algorithm>

#include "analyze/clause.h"
#include "analyze/select_binder.h"
#include "base/error.h"
#include "sql/parser/parser.h"

namespace blueshift::analyze {

namespace {

/// Deepest nesting of views in views.
constexpr std::size_t kViewDepthMax = 64;
/// Aliases of one statement may be used this often inside other expressions.
constexpr int kAliasUsesMax = 20'000;

void add_once(std::vector<catalog::Oid>& oids, catalog::Oid oid) {
    if (std::find(oids.begin(), oids.end(), oid) == oids.end()) oids.push_back(oid);
}

/// The output column that a bare name in ORDER BY means; nothing for other expressions.
std::optional<std::size_t> output_named(const std::vector<BoundField>& fields,
                                        const sql::Expr& expr) {
    if (expr.kind != sql::ExprKind::column_ref) return std::nullopt;
    const auto& parts = sql::as<sql::ColumnRef>(expr).parts;
    if (parts.size() != 1) return std::nullopt;
    std::optional<std::size_t> found;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (fields[i].name != parts[0].text) continue;
        if (found) {
            throw Error(Code::ambiguous_column, "ORDER BY \"{}\" is ambiguous", parts[0].text)
                .at(expr.span);
        }
        found = i;
    }
    return found;
}

}  // namespace

BoundQueryPtr QueryBinder::statement_query(const sql::Query& statement) {
    into_ = find_into(statement);
    return query(statement, nullptr);
}

void QueryBinder::check_into(const sql::Select& select) const {
    if (select.into && select.into.get() != into_) {
        throw Error(Code::syntax_error, "SELECT ... INTO is not allowed here")
            .at(select.into->target.span);
    }
}

BoundQueryPtr QueryBinder::query(const sql::Query& query, Scope* outer, Unknown unknown) {
    return nested(query, {}, outer, unknown);
}

BoundQueryPtr QueryBinder::nested(const sql::Query& query, Tail tail, Scope* outer,
                                  Unknown unknown) {
    // `(SELECT … LIMIT 1) ORDER BY x` is one query with both clauses, as in PostgreSQL's grammar.
    if (!query.order_by.empty()) {
        if (!tail.order_by.empty()) {
            throw Error(Code::syntax_error, "multiple ORDER BY clauses not allowed")
                .at(tail.order_by.front().expr->span);
        }
        tail.order_by = query.order_by;
    }
    const auto take = [](const sql::Expr*& place, const sql::ExprPtr& inner,
                         std::string_view what) {
        if (!inner) return;
        if (place != nullptr) {
            throw Error(Code::syntax_error, "multiple {} clauses not allowed", what)
                .at(place->span);
        }
        place = inner.get();
    };
    take(tail.limit, query.limit, "LIMIT");
    take(tail.offset, query.offset, "OFFSET");

    std::vector<BoundCte> ctes;
    const VisibleCtes visible = with(query.with, query.recursive, outer, ctes);
    BoundQueryPtr bound = body(*query.body, tail, outer, unknown);
    // Those of a nested query come after the outer ones that they may use.
    std::move(bound->ctes.begin(), bound->ctes.end(), std::back_inserter(ctes));
    bound->ctes = std::move(ctes);
    return bound;
}

BoundQueryPtr QueryBinder::body(const sql::QueryBody& body, Tail tail, Scope* outer,
                                Unknown unknown) {
    switch (body.kind) {
        case sql::QueryBodyKind::select:
            return SelectBinder(*this, sql::as<sql::Select>(body), outer).bind(tail, unknown);
        case sql::QueryBodyKind::set_operation:
            return set_operation(sql::as<sql::SetOperation>(body), tail, outer, unknown);
        case sql::QueryBodyKind::values:
            return values(sql::as<sql::Values>(body), tail, outer, unknown);
        case sql::QueryBodyKind::nested:
            break;
    }
    return nested(*sql::as<sql::NestedQuery>(body).query, tail, outer, unknown);
}

BoundQueryPtr QueryBinder::values(const sql::Values& values, const Tail& tail, Scope* outer,
                                  Unknown unknown) {
    Scope scope(catalog(), outer);
    Clause clause(*this, scope, {.clause = "VALUES"});
    auto made = std::make_unique<BoundValues>();
    for (const auto& row : values.rows) {
        auto& bound = made->rows.emplace_back();
        for (const sql::ExprPtr& value : row) {
            if (!value) {
                throw Error(Code::syntax_error,
                            "DEFAULT can only appear in a VALUES list within INSERT")
                    .at(values.span);
            }
            bound.push_back(clause.bind(*value));
        }
        if (bound.size() != made->rows.front().size()) {
            throw Error(Code::syntax_error, "VALUES lists must all be the same length")
                .at(values.span);
        }
    }
    auto bound = std::make_unique<BoundQuery>();
    for (std::size_t column = 0; column < made->rows.front().size(); ++column) {
        std::vector<Type> types;
        bool typed = false;
        for (const auto& row : made->rows) {
            types.push_back(row[column]->type);
            typed = typed || types.back().id != TypeId::unknown;
        }
        BoundField field{.name = fmt::format("column{}", column + 1)};
        if (typed || unknown == Unknown::resolve) {
            field.type = unify_types(types, "VALUES", values.span);
            for (auto& row : made->rows) {
                row[column] = coerce(std::move(row[column]), field.type,
                                     functions::CastContext::implicit, context_);
            }
        }
        field.blank_free = !is_string(field.type.id);
        bound->fields.push_back(std::move(field));
    }
    bound->body = std::move(made);
    order_by_outputs(tail, *bound);
    limits(tail, outer, *bound);
    return bound;
}

void QueryBinder::order_by_outputs(const Tail& tail, BoundQuery& out) {
    for (const sql::OrderItem& item : tail.order_by) {
        std::optional<std::size_t> output =
            output_position(*item.expr, out.fields.size(), "ORDER BY");
        if (!output) output = output_named(out.fields, *item.expr);
        if (!output) {
            throw Error(
                Code::feature_not_supported,
                "ORDER BY on a UNION/INTERSECT/EXCEPT result must be on one of the result columns")
                .at(item.expr->span);
        }
        out.order_by.push_back({static_cast<int>(*output), make_order(nullptr, item)});
    }
}

void QueryBinder::limits(const Tail& tail, Scope* outer, BoundQuery& out) {
    Scope scope(catalog(), outer);
    if (tail.limit) out.limit = Clause(*this, scope, {.clause = "LIMIT"}).bind_count(*tail.limit);
    if (tail.offset)
        out.offset = Clause(*this, scope, {.clause = "OFFSET"}).bind_count(*tail.offset);
}

BoundQueryPtr QueryBinder::view_query(const catalog::Relation& view) {
    if (std::find(views_.begin(), views_.end(), view.oid) != views_.end()) {
        throw Error(Code::invalid_object_definition,
                    "infinite recursion detected in rules for relation \"{}\"", view.name);
    }
    if (views_.size() >= kViewDepthMax) {
        throw Error(Code::statement_too_complex, "views are nested more than {} deep",
                    kViewDepthMax);
    }
    // The view's text sees nothing of the statement that uses it.
    std::vector<VisibleCte> hidden;
    ctes_.swap(hidden);
    views_.push_back(view.oid);
    std::string database = catalog().database_name(view);
    if (database == catalog().database().name) database.clear();
    view_database_.swap(database);
    const bool canonical = view.kind == catalog::RelationKind::view;
    const sql::ParseOptions options{canonical || context_.case_sensitive_identifiers};
    BoundQueryPtr bound;
    try {
        bound = query(*sql::parse_query(view.view_text, options), nullptr);
    } catch (Error& error) {
        error.without_position();
        throw;
    }
    view_database_.swap(database);
    views_.pop_back();
    ctes_.swap(hidden);
    return bound;
}

std::shared_ptr<const catalog::Relation> QueryBinder::relation(
    const sql::QualifiedName& name) const {
    std::vector<std::string> parts;
    if (name.parts.size() == 2 && !view_database_.empty()) parts.push_back(view_database_);
    for (const sql::Name& part : name.parts)
        parts.push_back(part.text);
    return catalog().relation(parts, name.span);
}

void QueryBinder::read(const catalog::Relation& relation) {
    if (view_depth() == 0) add_once(context_.relations_read, relation.oid);
    add_once(context_.relations_below, relation.oid);
}

void QueryBinder::count_alias_use(Span span) {
    if (++alias_uses_ > kAliasUsesMax) {
        throw Error(Code::statement_too_complex,
                    "aliases are used more than {} times in expressions", kAliasUsesMax)
            .at(span);
    }
}

std::optional<std::size_t> output_position(const sql::Expr& expr, std::size_t output_count,
                                           std::string_view clause) {
    if (expr.kind != sql::ExprKind::literal) return std::nullopt;
    const auto& literal = sql::as<sql::Literal>(expr);
    if (literal.literal != sql::LiteralKind::integer) {
        throw Error(Code::syntax_error, "non-integer constant in {}", clause).at(expr.span);
    }
    // More digits than any select list has columns.
    const bool too_long = literal.text.size() > 9;
    const std::size_t position = too_long ? 0 : std::stoul(literal.text);
    if (position == 0 || position > output_count) {
        throw Error(Code::invalid_column_reference, "{} position {} is not in select list", clause,
                    literal.text)
            .at(expr.span);
    }
    return position - 1;
}

BoundField make_field(std::string name, const BoundExpr& expr) {
    BoundField field{
        .name = std::move(name), .type = expr.type, .blank_free = !is_string(expr.type.id)};
    if (expr.kind == BoundKind::column) {
        const auto& column = as<BoundColumn>(expr);
        field.blank_free = column.blank_free;
        field.case_insensitive = column.case_insensitive;
        field.table_oid = column.table_oid;
        field.column_number = column.column_number;
    }
    return field;
}

void rename_fields(std::vector<BoundField>& fields, const std::vector<sql::Name>& names,
                   const std::string& what) {
    if (names.size() > fields.size()) {
        throw Error(Code::invalid_column_reference,
                    "{} has {} columns available but {} columns specified", what, fields.size(),
                    names.size())
            .at(names[fields.size()].span);
    }
    for (std::size_t i = 0; i < names.size(); ++i)
        fields[i].name = names[i].text;
}

BoundOrder make_order(BoundExprPtr expr, const sql::OrderItem& item) {
    return {std::move(expr), item.descending, nulls_first(item)};
}

std::unique_ptr<BoundSubqueryFrom> make_subquery_from(BoundQueryPtr query, int id) {
    auto made = std::make_unique<BoundSubqueryFrom>();
    made->id = id;
    made->fields = query->fields;
    made->query = std::move(query);
    return made;
}

}  // namespace blueshift::analyze
