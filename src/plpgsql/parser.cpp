#include "plpgsql/parser.h"

#include "base/routine_error.h"
#include "plpgsql/body_parser.h"
#include "sql/parser/parser.h"

namespace blueshift::plpgsql {

std::shared_ptr<const Procedure> parse_procedure(const catalog::Routine& routine, bool case_sensitive_identifiers) {
    if (routine.body.size() > kBodyBytesMax) {
        throw Error(Code::program_limit_exceeded, "the body of a stored procedure can have at most {} bytes",
                    kBodyBytesMax);
    }
    BodyParser parser(routine, case_sensitive_identifiers);
    try {
        return parser.parse();
    } catch (const Error& error) {
        RoutineError out(error);
        out.add_context(fmt::format("compile of PL/pgSQL function \"{}\" near line {}", routine.name,
                                    parser.current_line()));
        throw out;
    }
}

FragmentPtr parse_dynamic(std::string text, bool case_sensitive_identifiers) {
    auto fragment = std::make_unique<Fragment>();
    std::shared_ptr<sql::Statement> ast =
        sql::parse_statement(text, sql::ParseOptions{.case_sensitive_identifiers = case_sensitive_identifiers});
    fragment->ast = std::move(ast);
    fragment->is_dynamic = true;
    fragment->shown = text;
    fragment->source = std::make_shared<const std::string>(std::move(text));
    return fragment;
}

}  // namespace blueshift::plpgsql
