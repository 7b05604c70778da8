// COPY JOB.  Doc: dg/r_COPY-JOB
#include "sql/parser/copy_job.h"

namespace blueshift::sql {
namespace {

/// AUTO (ON | OFF)
bool parse_auto(TokenStream& tokens) {
    if (!tokens.accept_word("auto")) tokens.fail();
    if (tokens.accept_word("on")) return true;
    if (!tokens.accept_word("off")) tokens.fail();
    return false;
}

}  // namespace

/// copy JOB CREATE name [AUTO (ON | OFF)], from JOB on
StatementPtr parse_copy_job_create(TokenStream& tokens, std::unique_ptr<Copy> copy) {
    auto statement = std::make_unique<CopyJob>();
    statement->action = CopyJobAction::create;
    statement->copy = std::move(copy);
    tokens.accept_word("job");
    tokens.expect("CREATE"_kw);
    statement->name = tokens.name();
    if (tokens.at_word("auto")) statement->automatic = parse_auto(tokens);
    return statement;
}

/// JOB (LIST | (RUN | SHOW | DROP) name | ALTER name AUTO (ON | OFF))
StatementPtr parse_copy_job(TokenStream& tokens) {
    struct ActionRow {
        std::string_view word;
        CopyJobAction action;
    };
    static constexpr ActionRow kRows[] = {{"list", CopyJobAction::list}, {"run", CopyJobAction::run}, {"show", CopyJobAction::show},
                                    {"drop", CopyJobAction::drop}, {"alter", CopyJobAction::alter}};
    auto statement = std::make_unique<CopyJob>();
    tokens.accept_word("job");
    for (const ActionRow& row : kRows) {
        if (!tokens.accept_word(row.word)) continue;
        statement->action = row.action;
        if (row.action != CopyJobAction::list) statement->name = tokens.name();
        if (row.action == CopyJobAction::alter) statement->automatic = parse_auto(tokens);
        return statement;
    }
    tokens.fail();
}

}  // namespace blueshift::sql
