// Operators: precedence climbing over the table in precedence.h.
#include "sql/parser/grammar.h"

namespace blueshift::sql {
namespace {

/// An infix operator that comes next.
struct Infix {
    const InfixRow* row;
    std::string op;             ///< symbol, or keyword in lower case
    bool negated = false;       ///< NOT before the keyword
    std::size_t token_count = 1;
};

struct PatternOperator {
    std::string_view op;
    LikeKind like;
    bool negated;
};

// Operators that are another spelling of a pattern match.
// clang-format off
constexpr PatternOperator kPatternOperators[] = {
    {"~",    LikeKind::posix,             false}, {"!~",   LikeKind::posix,             true},
    {"~*",   LikeKind::posix_insensitive, false}, {"!~*",  LikeKind::posix_insensitive, true},
    {"~~",   LikeKind::like,              false}, {"!~~",  LikeKind::like,              true},
    {"~~*",  LikeKind::ilike,             false}, {"!~~*", LikeKind::ilike,             true},
};
constexpr std::string_view kPrefixOperators[] = {"~", "@", "|/", "||/", "!!"};
// clang-format on

/// Reads OPERATOR(schema.op), which catalog queries of clients use, without moving.
std::optional<Infix> peek_qualified_operator(const TokenStream& tokens) {
    if (!tokens.at("OPERATOR"_kw) || !tokens.at('(', 1)) return std::nullopt;
    std::size_t ahead = 2;
    while (tokens.at_label(ahead) && tokens.at('.', ahead + 1)) ahead += 2;
    if (!tokens.at_kind(TokenKind::op, ahead) || !tokens.at(')', ahead + 1)) return std::nullopt;
    return Infix{&kOtherOperator, std::string(tokens.source(ahead)), false, ahead + 2};
}

std::optional<Infix> peek_infix(const TokenStream& tokens) {
    if (tokens.at_kind(TokenKind::op)) {
        std::string op(tokens.source());
        const InfixRow& row = infix_row(op);
        return Infix{&row, op == "!=" ? "<>" : std::move(op)};
    }
    if (tokens.peek().keyword == Keyword::none) return std::nullopt;
    if (tokens.at("OPERATOR"_kw)) return peek_qualified_operator(tokens);
    if (tokens.at("AT"_kw) && !tokens.at({"AT"_kw, "TIME"_kw, "ZONE"_kw})) return std::nullopt;
    const bool negated = tokens.at("NOT"_kw);
    std::string word = tokens.lower_text(negated ? 1 : 0);
    const InfixRow* row = find_infix(word);
    if (!row || tokens.at_kind(TokenKind::quoted_word, negated ? 1 : 0)) return std::nullopt;
    if (negated && row->kind != InfixKind::like && row->kind != InfixKind::between &&
        row->kind != InfixKind::in) {
        return std::nullopt;
    }
    return Infix{row, std::move(word), negated, negated ? 2u : 1u};
}

bool has_outer_join_mark(const Expr& expr) {
    return expr.kind == ExprKind::column_ref && as<ColumnRef>(expr).outer_join;
}

/// One chain of operators of at least one precedence.
class ChainParser {
public:
    ChainParser(TokenStream& tokens, Precedence least)
        : tokens_(tokens), least_(least), begin_(tokens.begin()) {}

    ExprPtr parse() {
        left_ = parse_prefix();
        std::optional<Precedence> blocked;  // by a non-associative operator
        int length = 0;
        while (const std::optional<Infix> infix = peek_infix(tokens_)) {
            const InfixRow& row = *infix->row;
            if (row.precedence < least_) break;
            if (blocked == row.precedence) tokens_.fail();
            blocked = row.associativity == Associativity::none ? std::optional(row.precedence)
                                                               : std::nullopt;
            op_span_ = tokens_.peek().span;
            for (std::size_t i = 0; i < infix->token_count; ++i) op_span_.end = tokens_.take().span.end;
            if (row.kind != InfixKind::logical) count_in_chain(length, op_span_);
            parse_infix(*infix);
        }
        return std::move(left_);
    }

private:
    /// prefix = NOT expression | ("+" | "-" | operator) expression | primary
    ExprPtr parse_prefix() {
        if (tokens_.accept("NOT"_kw)) {
            Nesting nesting(tokens_);
            auto node = std::make_unique<Logical>();
            node->op = LogicalOp::not_;
            node->arguments.push_back(parse_operators(tokens_, Precedence::not_));
            return spanned(tokens_, begin_, std::move(node));
        }
        if (tokens_.at_operator("+") || tokens_.at_operator("-")) {
            return parse_unary(Precedence::unary_minus);
        }
        if (tokens_.at_kind(TokenKind::op) &&
            std::ranges::find(kPrefixOperators, tokens_.source()) != std::end(kPrefixOperators)) {
            return parse_unary(next(Precedence::other));
        }
        return parse_primary(tokens_);
    }

    ExprPtr parse_unary(Precedence operand) {
        Nesting nesting(tokens_);
        auto node = std::make_unique<Unary>();
        node->op = tokens_.source();
        node->op_span = tokens_.take().span;
        node->operand = parse_operators(tokens_, operand);
        return spanned(tokens_, begin_, std::move(node));
    }

    /// The operator's keyword or symbol has been taken; `left_` becomes the whole.
    void parse_infix(const Infix& infix) {
        switch (infix.row->kind) {
            case InfixKind::logical: return parse_logical(infix);
            case InfixKind::binary: return parse_binary(infix);
            case InfixKind::like: return parse_like(infix);
            case InfixKind::between: return parse_between(infix);
            case InfixKind::in: return parse_in(infix);
            case InfixKind::is: return parse_is();
            case InfixKind::is_null: return finish(make_is_null(infix.op == "notnull"));
            case InfixKind::at_time_zone: return parse_at_time_zone();
        }
    }

    template <class Node>
    void finish(std::unique_ptr<Node> node) {
        left_ = spanned(tokens_, begin_, std::move(node));
    }

    /// The right operand; only a right-associative operator takes another of its own kind into it.
    ExprPtr parse_right(const InfixRow& row) {
        if (row.associativity != Associativity::right) {
            return parse_operators(tokens_, next(row.precedence));
        }
        Nesting nesting(tokens_);
        return parse_operators(tokens_, row.precedence);
    }

    void parse_logical(const Infix& infix) {
        const LogicalOp op = infix.op == "and" ? LogicalOp::and_ : LogicalOp::or_;
        if (!chain_ || left_.get() != chain_ || chain_->op != op) {
            auto node = std::make_unique<Logical>();
            node->op = op;
            node->arguments.push_back(std::move(left_));
            chain_ = node.get();
            left_ = std::move(node);
        }
        chain_->arguments.push_back(parse_right(*infix.row));
        chain_->span = tokens_.span_from(begin_);
    }

    /// operator expression | operator (ANY | SOME | ALL) "(" (query | expression) ")"
    void parse_binary(const Infix& infix) {
        if (tokens_.at_any({"ANY"_kw, "SOME"_kw, "ALL"_kw})) return parse_quantified(infix);
        for (const PatternOperator& pattern : kPatternOperators) {
            if (pattern.op != infix.op) continue;
            auto node = std::make_unique<Like>();
            node->like = pattern.like;
            node->negated = pattern.negated;
            node->operand = std::move(left_);
            node->pattern = parse_right(*infix.row);
            return finish(std::move(node));
        }
        auto node = std::make_unique<Binary>();
        node->op = infix.op;
        node->op_span = op_span_;
        node->left = std::move(left_);
        node->right = parse_right(*infix.row);
        node->outer_join_left = has_outer_join_mark(*node->left);
        node->outer_join_right = has_outer_join_mark(*node->right);
        finish(std::move(node));
    }

    void parse_quantified(const Infix& infix) {
        auto node = std::make_unique<Quantified>();
        node->op = infix.op;
        node->op_span = op_span_;
        node->all = tokens_.at("ALL"_kw);
        tokens_.take();
        node->operand = std::move(left_);
        tokens_.expect('(');
        if (at_query(tokens_)) {
            node->query = parse_query(tokens_);
        } else {
            node->array = parse_expression(tokens_);
        }
        tokens_.expect(')');
        finish(std::move(node));
    }

    /// [NOT] (LIKE | ILIKE | SIMILAR TO) expression [ESCAPE expression]
    void parse_like(const Infix& infix) {
        auto node = std::make_unique<Like>();
        node->like = infix.op == "like"    ? LikeKind::like
                     : infix.op == "ilike" ? LikeKind::ilike
                                           : LikeKind::similar_to;
        node->negated = infix.negated;
        if (node->like == LikeKind::similar_to) tokens_.expect("TO"_kw);
        node->operand = std::move(left_);
        node->pattern = parse_right(*infix.row);
        if (tokens_.accept("ESCAPE"_kw)) node->escape = parse_right(*infix.row);
        finish(std::move(node));
    }

    /// [NOT] BETWEEN [SYMMETRIC | ASYMMETRIC] expression AND expression
    void parse_between(const Infix& infix) {
        auto node = std::make_unique<Between>();
        node->negated = infix.negated;
        node->symmetric = tokens_.accept_word("symmetric");
        if (!node->symmetric) tokens_.accept_word("asymmetric");
        node->operand = std::move(left_);
        node->low = parse_right(*infix.row);
        tokens_.expect("AND"_kw);
        node->high = parse_right(*infix.row);
        finish(std::move(node));
    }

    /// [NOT] IN "(" (query | expression ("," expression)*) ")"
    void parse_in(const Infix& infix) {
        tokens_.expect('(');
        if (at_query(tokens_)) {
            auto node = std::make_unique<InQuery>();
            node->negated = infix.negated;
            node->operand = std::move(left_);
            node->query = parse_query(tokens_);
            tokens_.expect(')');
            return finish(std::move(node));
        }
        auto node = std::make_unique<InList>();
        node->negated = infix.negated;
        node->operand = std::move(left_);
        node->list = parse_expression_list(tokens_);
        tokens_.expect(')');
        finish(std::move(node));
    }

    std::unique_ptr<IsTest> make_is_null(bool negated) {
        auto node = std::make_unique<IsTest>();
        node->negated = negated;
        node->operand = std::move(left_);
        return node;
    }

    /// IS [NOT] (NULL | TRUE | FALSE | UNKNOWN | DISTINCT FROM expression)
    void parse_is() {
        auto node = make_is_null(tokens_.accept("NOT"_kw));
        if (tokens_.accept("NULL"_kw)) {
            node->test = IsTestKind::null;
        } else if (tokens_.accept("TRUE"_kw)) {
            node->test = IsTestKind::true_;
        } else if (tokens_.accept("FALSE"_kw)) {
            node->test = IsTestKind::false_;
        } else if (tokens_.accept("UNKNOWN"_kw)) {
            node->test = IsTestKind::unknown;
        } else {
            tokens_.expect({"DISTINCT"_kw, "FROM"_kw});
            node->test = IsTestKind::distinct_from;
            node->other = parse_operators(tokens_, next(Precedence::is));
        }
        finish(std::move(node));
    }

    /// AT TIME ZONE expression, as timezone(zone, value)
    void parse_at_time_zone() {
        tokens_.expect({"TIME"_kw, "ZONE"_kw});
        auto node = std::make_unique<FunctionCall>();
        node->name.parts.push_back({"timezone", op_span_, false});
        node->name.span = op_span_;
        node->arguments.push_back(parse_operators(tokens_, next(Precedence::at_time_zone)));
        node->arguments.push_back(std::move(left_));
        finish(std::move(node));
    }

    TokenStream& tokens_;
    Precedence least_;
    std::uint32_t begin_;
    ExprPtr left_;
    Span op_span_;
    Logical* chain_ = nullptr;  ///< the AND or OR that this chain is filling
};

}  // namespace

ExprPtr parse_operators(TokenStream& tokens, Precedence least) {
    return ChainParser(tokens, least).parse();
}

ExprPtr parse_expression(TokenStream& tokens) {
    Nesting nesting(tokens);
    return parse_operators(tokens, Precedence::lowest);
}

std::vector<ExprPtr> parse_expression_list(TokenStream& tokens) {
    std::vector<ExprPtr> list;
    do {
        list.push_back(parse_expression(tokens));
    } while (tokens.accept(','));
    return list;
}

}  // namespace blueshift::sql
