#pragma once
/// User-defined functions and stored procedures.  Doc: dg/r_CREATE_FUNCTION, dg/r_CREATE_PROCEDURE, dg/r_CALL_procedure
#include <optional>
#include <string>
#include <vector>

#include "sql/ast/statement.h"

namespace blueshift::sql {

enum class ParameterMode { in, out, inout };

struct RoutineParameter {
    Name name;  ///< empty text: unnamed
    ParameterMode mode = ParameterMode::in;
    TypeName type;
    Span span;
};

/// CREATE [OR REPLACE] FUNCTION or PROCEDURE.
struct CreateRoutine : Statement {
    static constexpr StatementKind kKind = StatementKind::create_routine;
    CreateRoutine() : Statement(kKind) {}
    bool procedure = false;
    bool or_replace = false;
    QualifiedName name;
    std::vector<RoutineParameter> parameters;
    TypeName return_type;     ///< of a function
    std::string volatility;   ///< of a function: volatile, stable, immutable; empty: not given
    std::string language;     ///< lower case
    Span language_span;
    std::string body;
    std::uint32_t body_offset = 0;  ///< where the body begins in the statement's text; 0: it was written with escapes
    bool nonatomic = false;
    std::optional<bool> security_definer;
    std::string set_name;  ///< SET name …; empty: none
    std::vector<std::string> set_values;
};

/// ALTER FUNCTION or PROCEDURE … RENAME TO, OWNER TO.
struct AlterRoutine : Statement {
    static constexpr StatementKind kKind = StatementKind::alter_routine;
    AlterRoutine() : Statement(kKind) {}
    bool procedure = false;
    QualifiedName name;
    std::vector<TypeName> signature;
    Name new_name;   ///< or empty
    Name new_owner;  ///< or empty; unquoted current_user and session_user stand for these
};

/// CALL name "(" arguments ")"
struct Call : Statement {
    static constexpr StatementKind kKind = StatementKind::call;
    Call() : Statement(kKind) {}
    QualifiedName name;
    std::vector<ExprPtr> arguments;
};

}  // namespace blueshift::sql
