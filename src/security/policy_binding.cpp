#include "security/policy_binding.h"

#include <fmt/format.h>

#include "base/error.h"
#include "sql/ast/query.h"
#include "sql/parser/parser.h"
#include "sql/print/print.h"

namespace blueshift::security {

namespace {

/// `alias` names the columns as a table; without one they are only known by their own names.
std::string policy_query(const std::vector<std::string>& expressions, const std::vector<catalog::PolicyColumn>& columns,
                         std::string_view alias) {
    std::string text = "SELECT ";
    for (std::size_t index = 0; index < expressions.size(); ++index) {
        text += fmt::format("{}({})", index == 0 ? "" : ", ", expressions[index]);
    }
    if (columns.empty()) return text;
    text += " FROM (SELECT ";
    for (std::size_t index = 0; index < columns.size(); ++index) {
        text += fmt::format("{}CAST(NULL AS {}) AS {}", index == 0 ? "" : ", ", format_type(columns[index].type),
                            sql::quote_identifier(columns[index].name));
    }
    return text + ") AS " + sql::quote_identifier(alias.empty() ? "policy_relation" : alias);
}

/// Errors in a policy's text have no place in the client's statement.
template <class Work>
auto without_positions(const Work& work) {
    try {
        return work();
    } catch (Error& error) {
        throw error.without_position();
    }
}

}  // namespace

analyze::BoundQueryPtr bind_policy(const std::vector<std::string>& expressions,
                                   const std::vector<catalog::PolicyColumn>& columns, std::string_view alias,
                                   analyze::AnalyzeContext& context) {
    return without_positions([&] {
        const auto query = sql::parse_query(policy_query(expressions, columns, alias), {true});
        return analyze::analyze_query(*query, context);
    });
}

std::vector<std::string> canonical_expressions(const std::vector<sql::ExprPtr>& expressions,
                                               const std::vector<catalog::PolicyColumn>& columns,
                                               std::string_view alias, analyze::AnalyzeContext& context) {
    std::vector<std::string> texts;
    for (const sql::ExprPtr& expression : expressions) texts.push_back(sql::print(*expression));
    return without_positions([&] {
        const auto query = sql::parse_query(policy_query(texts, columns, alias), {true});
        const auto canonical = sql::parse_query(analyze::canonical_query(*query, context), {true});
        texts.clear();
        for (const sql::SelectItem& item : sql::as<sql::Select>(*canonical->body).items) {
            texts.push_back(sql::print(*item.expr));
        }
        return texts;
    });
}

}  // namespace blueshift::security
