// Expressions: parentheses only where the precedence table asks for them.
#include <algorithm>

#include "sql/lexer/characters.h"
#include "sql/lexer/keywords.h"
#include "sql/print/sql_writer.h"
#include "types/type.h"

namespace blueshift::sql {
namespace {

// Functions that must be quoted, because the bare word followed by a parenthesis has a syntax of its own.
constexpr std::string_view kSyntaxWords[] = {
    "convert", "cube",   "exists", "extract", "object_transform", "position", "rollup",
    "row",     "setof",  "treat",  "trim",    "try_cast",         "values",
};

Precedence precedence_of(const Expr& expr) {
    switch (expr.kind) {
        case ExprKind::logical:
            switch (as<Logical>(expr).op) {
                case LogicalOp::or_: return Precedence::or_;
                case LogicalOp::and_: return Precedence::and_;
                case LogicalOp::not_: return Precedence::not_;
            }
            return Precedence::lowest;
        case ExprKind::binary: return infix_row(as<Binary>(expr).op).precedence;
        case ExprKind::quantified: return infix_row(as<Quantified>(expr).op).precedence;
        case ExprKind::like: {
            const LikeKind like = as<Like>(expr).like;
            const bool symbol = like == LikeKind::posix || like == LikeKind::posix_insensitive;
            return symbol ? Precedence::other : Precedence::like;
        }
        case ExprKind::between: return Precedence::between;
        case ExprKind::in_list:
        case ExprKind::in_query: return Precedence::in;
        case ExprKind::is_test: return Precedence::is;
        case ExprKind::unary: {
            const std::string& op = as<Unary>(expr).op;
            return op == "-" || op == "+" ? Precedence::unary_minus : Precedence::other;
        }
        default: return Precedence::primary;
    }
}

void write_list(SqlWriter& out, const std::vector<ExprPtr>& items) {
    out.list(items, [&](const ExprPtr& item) { write_expression(out, *item); });
}

void write_literal(SqlWriter& out, const Literal& node) {
    switch (node.literal) {
        case LiteralKind::null: return out.text("NULL");
        case LiteralKind::boolean: return out.text(upper(node.text));
        case LiteralKind::string: return out.string(node.text);
        default: return out.text(node.text);
    }
}

void write_interval(SqlWriter& out, const IntervalLiteral& node) {
    out.text("INTERVAL");
    const std::string precision = node.precision < 0 ? "" : "(" + std::to_string(node.precision) + ")";
    if (node.qualifier.empty()) out.text(precision);
    out.text(" ");
    out.string(node.text);
    if (!node.qualifier.empty()) out.text(" " + upper(node.qualifier) + precision);
}

void write_parts(SqlWriter& out, const std::vector<Name>& parts) {
    bool first = true;
    for (const Name& part : parts) {
        if (!first) out.text(".");
        first = false;
        out.identifier(part);
    }
}

void write_star(SqlWriter& out, const Star& node) {
    write_parts(out, node.qualifier);
    out.text(node.qualifier.empty() ? "*" : ".*");
    if (node.exclude.empty()) return;
    out.text(" EXCLUDE ");
    out.name_list(node.exclude);
}

void write_logical(SqlWriter& out, const Logical& node) {
    if (node.op == LogicalOp::not_) {
        out.text("NOT ");
        return write_operand(out, *node.arguments.front(), Precedence::not_);
    }
    const bool both = node.op == LogicalOp::and_;
    bool first = true;
    for (const ExprPtr& argument : node.arguments) {
        if (!first) out.text(both ? " AND " : " OR ");
        first = false;
        write_operand(out, *argument, next(both ? Precedence::and_ : Precedence::or_));
    }
}

/// The left side of an operator may hold the same one only when it associates to the left.
Precedence left_least(const InfixRow& row) {
    return row.associativity == Associativity::left ? row.precedence : next(row.precedence);
}
Precedence right_least(const InfixRow& row) {
    return row.associativity == Associativity::right ? row.precedence : next(row.precedence);
}

/// Walks down the left side in a loop: chains may be thousands of operators long.
void write_binary(SqlWriter& out, const Binary& top) {
    std::vector<const Binary*> spine{&top};
    while (true) {
        const Binary& node = *spine.back();
        const bool chained = node.left->kind == ExprKind::binary &&
                             precedence_of(*node.left) >= left_least(infix_row(node.op));
        if (!chained) break;
        spine.push_back(&as<Binary>(*node.left));
    }
    write_operand(out, *spine.back()->left, left_least(infix_row(spine.back()->op)));
    for (auto node = spine.rbegin(); node != spine.rend(); ++node) {
        out.text(" " + (*node)->op + " ");
        write_operand(out, *(*node)->right, right_least(infix_row((*node)->op)));
    }
}

/// The operand stands in parentheses unless it is a plain one, so that two signs never make a comment.
void write_unary(SqlWriter& out, const Unary& node) {
    out.text(node.op);
    if (node.op != "-" && node.op != "+") out.text(" ");
    write_operand(out, *node.operand, Precedence::primary);
}

void write_is_test(SqlWriter& out, const IsTest& node) {
    write_operand(out, *node.operand, Precedence::is);
    out.text(node.negated ? " IS NOT " : " IS ");
    switch (node.test) {
        case IsTestKind::null: return out.text("NULL");
        case IsTestKind::true_: return out.text("TRUE");
        case IsTestKind::false_: return out.text("FALSE");
        case IsTestKind::unknown: return out.text("UNKNOWN");
        case IsTestKind::distinct_from:
            out.text("DISTINCT FROM ");
            return write_operand(out, *node.other, next(Precedence::is));
    }
}

void write_between(SqlWriter& out, const Between& node) {
    write_operand(out, *node.operand, next(Precedence::between));
    out.text(node.negated ? " NOT BETWEEN " : " BETWEEN ");
    if (node.symmetric) out.text("SYMMETRIC ");
    write_operand(out, *node.low, next(Precedence::between));
    out.text(" AND ");
    write_operand(out, *node.high, next(Precedence::between));
}

void write_in(SqlWriter& out, const Expr& operand, bool negated) {
    write_operand(out, operand, next(Precedence::in));
    out.text(negated ? " NOT IN (" : " IN (");
}

void write_like(SqlWriter& out, const Like& node) {
    static constexpr std::string_view kWords[] = {"LIKE", "ILIKE", "SIMILAR TO", "~", "~*"};
    const std::string_view word = kWords[static_cast<std::size_t>(node.like)];
    const bool symbol = word.starts_with('~');
    const Precedence side = next(symbol ? Precedence::other : Precedence::like);
    write_operand(out, *node.operand, symbol ? Precedence::other : side);
    out.text(!node.negated ? " " : symbol ? " !" : " NOT ");
    out.text(word);
    out.text(" ");
    write_operand(out, *node.pattern, side);
    if (!node.escape) return;
    out.text(" ESCAPE ");
    write_operand(out, *node.escape, side);
}

void write_quantified(SqlWriter& out, const Quantified& node) {
    write_operand(out, *node.operand, left_least(infix_row(node.op)));
    out.text(" " + node.op + (node.all ? " ALL (" : " ANY ("));
    if (node.query) {
        write_query(out, *node.query);
    } else {
        write_expression(out, *node.array);
    }
    out.text(")");
}

void write_case(SqlWriter& out, const Case& node) {
    out.text("CASE");
    if (node.operand) {
        out.text(" ");
        write_expression(out, *node.operand);
    }
    for (const Case::When& when : node.whens) {
        out.text(" WHEN ");
        write_expression(out, *when.condition);
        out.text(" THEN ");
        write_expression(out, *when.result);
    }
    if (node.otherwise) {
        out.text(" ELSE ");
        write_expression(out, *node.otherwise);
    }
    out.text(" END");
}

void write_cast(SqlWriter& out, const Cast& node) {
    if (node.typed_literal) {
        write_type(out, node.type);
        out.text(" ");
        return write_expression(out, *node.operand);
    }
    out.text(node.try_ ? "TRY_CAST(" : "CAST(");
    write_expression(out, *node.operand);
    out.text(" AS ");
    write_type(out, node.type);
    out.text(")");
}

void write_frame_bound(SqlWriter& out, const FrameBound& bound) {
    if (bound.offset) write_expression(out, *bound.offset);
    switch (bound.kind) {
        case FrameBound::unbounded_preceding: return out.text("UNBOUNDED PRECEDING");
        case FrameBound::preceding: return out.text(" PRECEDING");
        case FrameBound::current_row: return out.text("CURRENT ROW");
        case FrameBound::following: return out.text(" FOLLOWING");
        case FrameBound::unbounded_following: return out.text("UNBOUNDED FOLLOWING");
    }
}

void write_window(SqlWriter& out, const WindowSpec& window) {
    out.text("(");
    if (!window.partition_by.empty()) {
        out.text("PARTITION BY ");
        write_list(out, window.partition_by);
    }
    if (!window.order_by.empty()) {
        if (!window.partition_by.empty()) out.text(" ");
        write_order_by(out, window.order_by);
    }
    if (window.has_frame) {
        if (!window.partition_by.empty() || !window.order_by.empty()) out.text(" ");
        out.text(upper(window.frame_mode) + " BETWEEN ");
        write_frame_bound(out, window.start);
        out.text(" AND ");
        write_frame_bound(out, window.end);
    }
    out.text(")");
}

/// EXTRACT(part FROM x) and POSITION(a IN b).
void write_infix_call(SqlWriter& out, const FunctionCall& node, std::string_view head, std::string_view word) {
    out.text(head);
    write_operand(out, *node.arguments[0], next(Precedence::in));
    out.text(word);
    write_expression(out, *node.arguments[1]);
    out.text(")");
}

void write_object_transform(SqlWriter& out, const FunctionCall& node) {
    static constexpr std::string_view kWords[] = {" KEEP ", " SET "};
    out.text("OBJECT_TRANSFORM(");
    write_expression(out, *node.arguments[0]);
    for (std::size_t i = 0; i < std::size(kWords); ++i) {
        const std::vector<ExprPtr>& items = as<Array>(*node.arguments[i + 1]).items;
        if (items.empty()) continue;
        out.text(kWords[i]);
        write_list(out, items);
    }
    out.text(")");
}

/// The functions that have no plain form. False for every other call.
bool write_syntax_call(SqlWriter& out, const FunctionCall& node) {
    if (node.name.parts.size() != 1) return false;
    const std::string& name = node.name.object();
    const std::vector<ExprPtr>& arguments = node.arguments;
    if (name == "extract" && arguments.size() == 2 && arguments[0]->kind == ExprKind::literal) {
        write_infix_call(out, node, "EXTRACT(", " FROM ");
    } else if (name == "position" && arguments.size() == 2) {
        write_infix_call(out, node, "POSITION(", " IN ");
    } else if (name == "object_transform" && arguments.size() == 3 && arguments[1]->kind == ExprKind::array &&
               arguments[2]->kind == ExprKind::array) {
        write_object_transform(out, node);
    } else {
        return false;
    }
    return true;
}

/// A function's name may be a word that a column's may not.
void write_function_name(SqlWriter& out, const QualifiedName& name) {
    const std::string& word = name.object();
    const Keyword keyword = find_keyword(word);
    if (name.parts.size() > 1 || keyword == Keyword::none) return out.name(name);
    if (std::ranges::find(kSyntaxWords, word) != std::end(kSyntaxWords)) return out.text("\"" + word + "\"");
    const bool bare = keyword == "ARRAY"_kw || keyword_row(keyword).keyword_class != KeywordClass::reserved;
    if (bare) return out.text(word);
    out.name(name);
}

void write_arguments(SqlWriter& out, const FunctionCall& node) {
    if (node.no_parentheses && node.arguments.empty()) return;
    out.text("(");
    if (node.star) out.text("*");
    if (node.distinct) out.text("DISTINCT ");
    write_list(out, node.arguments);
    out.text(")");
}

void write_call(SqlWriter& out, const FunctionCall& node) {
    if (write_syntax_call(out, node)) return;
    if (node.approximate) out.text("APPROXIMATE ");
    if (node.no_parentheses) {
        out.text(upper(node.name.object()));
    } else {
        write_function_name(out, node.name);
    }
    write_arguments(out, node);
    if (node.has_within_group) {
        out.text(" WITHIN GROUP (");
        write_order_by(out, node.within_group);
        out.text(")");
    }
    if (node.ignore_nulls) out.text(*node.ignore_nulls ? " IGNORE NULLS" : " RESPECT NULLS");
    if (!node.over) return;
    out.text(" OVER ");
    write_window(out, *node.over);
}

void write_row(SqlWriter& out, const Row& node) {
    out.text(node.items.size() < 2 ? "ROW(" : "(");
    write_list(out, node.items);
    out.text(")");
}

/// An attribute behind a plain name would become part of the name.
void write_subscript(SqlWriter& out, const Subscript& node) {
    const ExprKind kind = node.base->kind;
    const bool bare = kind == ExprKind::subscript || kind == ExprKind::function_call ||
                      (kind == ExprKind::column_ref && node.index);
    if (!bare) out.text("(");
    write_expression(out, *node.base);
    if (!bare) out.text(")");
    if (!node.index) {
        out.text(".");
        return out.identifier(node.attribute);
    }
    out.text("[");
    write_expression(out, *node.index);
    out.text("]");
}

void write_parenthesised(SqlWriter& out, std::string_view before, const Query& query) {
    out.text(before);
    write_query(out, query);
    out.text(")");
}

}  // namespace

void write_operand(SqlWriter& out, const Expr& expr, Precedence least) {
    const bool parenthesis = precedence_of(expr) < least;
    if (parenthesis) out.text("(");
    write_expression(out, expr);
    if (parenthesis) out.text(")");
}

void write_expression(SqlWriter& out, const Expr& expr) {
    switch (expr.kind) {
        case ExprKind::literal: return write_literal(out, as<Literal>(expr));
        case ExprKind::interval_literal: return write_interval(out, as<IntervalLiteral>(expr));
        case ExprKind::parameter: return out.text("$" + std::to_string(as<Parameter>(expr).index));
        case ExprKind::column_ref:
            write_parts(out, as<ColumnRef>(expr).parts);
            if (as<ColumnRef>(expr).outer_join) out.text("(+)");
            return;
        case ExprKind::star: return write_star(out, as<Star>(expr));
        case ExprKind::unary: return write_unary(out, as<Unary>(expr));
        case ExprKind::binary: return write_binary(out, as<Binary>(expr));
        case ExprKind::logical: return write_logical(out, as<Logical>(expr));
        case ExprKind::is_test: return write_is_test(out, as<IsTest>(expr));
        case ExprKind::between: return write_between(out, as<Between>(expr));
        case ExprKind::in_list:
            write_in(out, *as<InList>(expr).operand, as<InList>(expr).negated);
            write_list(out, as<InList>(expr).list);
            return out.text(")");
        case ExprKind::in_query:
            write_in(out, *as<InQuery>(expr).operand, as<InQuery>(expr).negated);
            return write_parenthesised(out, "", *as<InQuery>(expr).query);
        case ExprKind::quantified: return write_quantified(out, as<Quantified>(expr));
        case ExprKind::like: return write_like(out, as<Like>(expr));
        case ExprKind::exists: return write_parenthesised(out, "EXISTS (", *as<Exists>(expr).query);
        case ExprKind::scalar_query: return write_parenthesised(out, "(", *as<ScalarQuery>(expr).query);
        case ExprKind::case_: return write_case(out, as<Case>(expr));
        case ExprKind::cast: return write_cast(out, as<Cast>(expr));
        case ExprKind::function_call: return write_call(out, as<FunctionCall>(expr));
        case ExprKind::row: return write_row(out, as<Row>(expr));
        case ExprKind::array:
            out.text("ARRAY[");
            write_list(out, as<Array>(expr).items);
            return out.text("]");
        case ExprKind::subscript: return write_subscript(out, as<Subscript>(expr));
        case ExprKind::prior:
            out.text("PRIOR ");
            return write_operand(out, *as<Prior>(expr).operand, Precedence::primary);
    }
}

/// The arguments of a time stand before WITH or WITHOUT TIME ZONE.
void write_type(SqlWriter& out, const TypeName& type) {
    const std::string_view name = type.name;
    const std::size_t zone = name.starts_with("time") ? std::min(name.find(" with"), name.size()) : name.size();
    out.text(name.substr(0, zone));
    if (!type.arguments.empty()) {
        out.text("(");
        out.list(type.arguments, [&](int argument) {
            out.text(argument == kTypeArgumentMax ? "max" : std::to_string(argument));
        });
        out.text(")");
    }
    out.text(name.substr(zone));
    if (type.array) out.text("[]");
}

}  // namespace blueshift::sql
