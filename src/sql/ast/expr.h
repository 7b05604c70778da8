#pragma once
/// Expressions of the syntax tree.
#include "sql/ast/node.h"

namespace blueshift::sql {

struct Query;
struct OrderItem;

enum class ExprKind {
    literal, interval_literal, parameter, column_ref, star, unary, binary, logical, is_test, between, in_list,
    in_query, quantified, like, exists, scalar_query, case_, cast, function_call, row, array, subscript, prior,
};

/// Base of all expressions. Casts by kind: `as<Literal>(expr)`.
struct Expr {
    explicit Expr(ExprKind k) : kind(k) {}
    virtual ~Expr() = default;
    Expr(const Expr&) = delete;
    Expr& operator=(const Expr&) = delete;

    ExprKind kind;
    Span span;
};
using ExprPtr = std::unique_ptr<Expr>;

template <class T>
const T& as(const Expr& expr) {
    return static_cast<const T&>(expr);
}

enum class LiteralKind { null, boolean, integer, decimal, floating, string };

/// A constant. `text` is the digits of a number as written, `true`/`false`, or the string after escapes.
struct Literal : Expr {
    static constexpr ExprKind kKind = ExprKind::literal;
    Literal() : Expr(kKind) {}
    LiteralKind literal = LiteralKind::null;
    std::string text;
};

/// INTERVAL '…' [YEAR TO MONTH | DAY TO SECOND(p) | …]. The qualifier is lower case, empty when not given.
struct IntervalLiteral : Expr {
    static constexpr ExprKind kKind = ExprKind::interval_literal;
    IntervalLiteral() : Expr(kKind) {}
    std::string text;
    std::string qualifier;
    int precision = -1;
};

/// $n, from 1.
struct Parameter : Expr {
    static constexpr ExprKind kKind = ExprKind::parameter;
    Parameter() : Expr(kKind) {}
    int index = 0;
};

/// A dotted name: column, table.column, schema.table.column …; whether trailing parts are SUPER attributes is
/// for the analyzer to say.
struct ColumnRef : Expr {
    static constexpr ExprKind kKind = ExprKind::column_ref;
    ColumnRef() : Expr(kKind) {}
    std::vector<Name> parts;
    bool outer_join = false;  ///< written with (+)
};

/// * or t.* with an optional EXCLUDE list; only in select lists and COUNT(*).
struct Star : Expr {
    static constexpr ExprKind kKind = ExprKind::star;
    Star() : Expr(kKind) {}
    std::vector<Name> qualifier;
    std::vector<Name> exclude;
};

/// Prefix operators: - + ~ @ |/ ||/ and others of the operator table.
struct Unary : Expr {
    static constexpr ExprKind kKind = ExprKind::unary;
    Unary() : Expr(kKind) {}
    std::string op;
    ExprPtr operand;
    Span op_span;
};

/// Infix operators, comparisons included (`<>` also for `!=`). `outer_join_left/right` mark an operand written with (+).
struct Binary : Expr {
    static constexpr ExprKind kKind = ExprKind::binary;
    Binary() : Expr(kKind) {}
    std::string op;
    ExprPtr left;
    ExprPtr right;
    Span op_span;
    bool outer_join_left = false;
    bool outer_join_right = false;
};

enum class LogicalOp { and_, or_, not_ };

/// AND and OR with two or more arguments (chains are flattened), NOT with one.
struct Logical : Expr {
    static constexpr ExprKind kKind = ExprKind::logical;
    Logical() : Expr(kKind) {}
    LogicalOp op = LogicalOp::and_;
    std::vector<ExprPtr> arguments;
};

enum class IsTestKind { null, true_, false_, unknown, distinct_from };

/// x IS [NOT] NULL / TRUE / FALSE / UNKNOWN / DISTINCT FROM y.
struct IsTest : Expr {
    static constexpr ExprKind kKind = ExprKind::is_test;
    IsTest() : Expr(kKind) {}
    IsTestKind test = IsTestKind::null;
    bool negated = false;
    ExprPtr operand;
    ExprPtr other;  ///< of DISTINCT FROM
};

struct Between : Expr {
    static constexpr ExprKind kKind = ExprKind::between;
    Between() : Expr(kKind) {}
    bool negated = false;
    bool symmetric = false;
    ExprPtr operand;
    ExprPtr low;
    ExprPtr high;
};

struct InList : Expr {
    static constexpr ExprKind kKind = ExprKind::in_list;
    InList() : Expr(kKind) {}
    bool negated = false;
    ExprPtr operand;
    std::vector<ExprPtr> list;
};

struct InQuery : Expr {
    static constexpr ExprKind kKind = ExprKind::in_query;
    InQuery();
    ~InQuery() override;
    bool negated = false;
    ExprPtr operand;  ///< a Row for (a, b) IN (…)
    std::unique_ptr<Query> query;
};

/// x op ANY|ALL (query) or x op ANY|ALL (array expression).
struct Quantified : Expr {
    static constexpr ExprKind kKind = ExprKind::quantified;
    Quantified();
    ~Quantified() override;
    std::string op;
    bool all = false;
    ExprPtr operand;
    std::unique_ptr<Query> query;  ///< or null
    ExprPtr array;                 ///< or null
    Span op_span;
};

enum class LikeKind { like, ilike, similar_to, posix, posix_insensitive };

/// LIKE, ILIKE, SIMILAR TO, ~ and ~*.
struct Like : Expr {
    static constexpr ExprKind kKind = ExprKind::like;
    Like() : Expr(kKind) {}
    LikeKind like = LikeKind::like;
    bool negated = false;
    ExprPtr operand;
    ExprPtr pattern;
    ExprPtr escape;  ///< or null
};

struct Exists : Expr {
    static constexpr ExprKind kKind = ExprKind::exists;
    Exists();
    ~Exists() override;
    std::unique_ptr<Query> query;
};

struct ScalarQuery : Expr {
    static constexpr ExprKind kKind = ExprKind::scalar_query;
    ScalarQuery();
    ~ScalarQuery() override;
    std::unique_ptr<Query> query;
};

struct Case : Expr {
    static constexpr ExprKind kKind = ExprKind::case_;
    Case() : Expr(kKind) {}
    struct When {
        ExprPtr condition;
        ExprPtr result;
    };
    ExprPtr operand;  ///< of the simple form, or null
    std::vector<When> whens;
    ExprPtr otherwise;  ///< or null
};

/// CAST(x AS t), x::t, CONVERT(t, x), t 'literal', TRY_CAST(x AS t).
struct Cast : Expr {
    static constexpr ExprKind kKind = ExprKind::cast;
    Cast() : Expr(kKind) {}
    ExprPtr operand;
    TypeName type;
    bool try_ = false;
    bool typed_literal = false;  ///< DATE '2020-01-01'
};

struct FrameBound {
    enum Kind { unbounded_preceding, preceding, current_row, following, unbounded_following };
    Kind kind = current_row;
    ExprPtr offset;  ///< of preceding and following
};

/// OVER (…). Doc: dg/c_Window_functions
struct WindowSpec {
    std::vector<ExprPtr> partition_by;
    std::vector<OrderItem> order_by;
    bool has_frame = false;
    std::string frame_mode;  ///< rows, range
    FrameBound start;
    FrameBound end;
    Span span;
    WindowSpec();
    ~WindowSpec();
};

/// name(arguments) and the functions with their own syntax, which the parser turns into plain calls:
/// EXTRACT(part FROM x) → extract('part', x), POSITION(a IN b) → position(a, b) in written order, TRIM → btrim/ltrim/rtrim(x[, chars]),
/// SUBSTRING(x FROM a FOR b) → substring(x, a, b), x AT TIME ZONE z → timezone(z, x), OVERLAY likewise.
/// OBJECT_TRANSFORM(o KEEP p, … SET p, v, …) → object_transform(o, ARRAY[p, …], ARRAY[p, v, …]), the arrays empty when not given.
/// Functions written without parentheses (CURRENT_DATE, SYSDATE, USER …) have `no_parentheses`.
/// DATEADD(month, …) and its kind: a bare date part stays a ColumnRef of one part.
struct FunctionCall : Expr {
    static constexpr ExprKind kKind = ExprKind::function_call;
    FunctionCall();
    ~FunctionCall() override;
    QualifiedName name;
    std::vector<ExprPtr> arguments;
    bool star = false;            ///< COUNT(*)
    bool distinct = false;
    bool approximate = false;     ///< APPROXIMATE COUNT(DISTINCT x)
    bool no_parentheses = false;
    std::vector<OrderItem> within_group;
    bool has_within_group = false;
    std::optional<bool> ignore_nulls;  ///< IGNORE NULLS / RESPECT NULLS
    std::unique_ptr<WindowSpec> over;  ///< or null
};

/// (a, b) or ROW(a, b).
struct Row : Expr {
    static constexpr ExprKind kKind = ExprKind::row;
    Row() : Expr(kKind) {}
    std::vector<ExprPtr> items;
};

/// ARRAY[a, b].
struct Array : Expr {
    static constexpr ExprKind kKind = ExprKind::array;
    Array() : Expr(kKind) {}
    std::vector<ExprPtr> items;
};

/// base[index] or base.attribute after something that is not a plain name.
struct Subscript : Expr {
    static constexpr ExprKind kKind = ExprKind::subscript;
    Subscript() : Expr(kKind) {}
    ExprPtr base;
    ExprPtr index;   ///< or null
    Name attribute;  ///< when index is null
};

/// PRIOR x, in CONNECT BY.
struct Prior : Expr {
    static constexpr ExprKind kKind = ExprKind::prior;
    Prior() : Expr(kKind) {}
    ExprPtr operand;
};

}  // namespace blueshift::sql
