#include "plpgsql/tree.h"

namespace blueshift::plpgsql {

const char* statement_words(StatementKind kind) {
    switch (kind) {
        case StatementKind::block: return "block variables initialization";
        case StatementKind::assign: return "assignment";
        case StatementKind::if_: return "if";
        case StatementKind::case_: return "case";
        case StatementKind::loop: return "loop";
        case StatementKind::while_: return "while";
        case StatementKind::for_integer: return "for with integer loop counter";
        case StatementKind::for_query: return "for over select rows";
        case StatementKind::for_dynamic: return "for over execute statement";
        case StatementKind::for_cursor: return "for over cursor";
        case StatementKind::exit: return "exit";
        case StatementKind::return_: return "return";
        case StatementKind::raise: return "raise";
        case StatementKind::sql: return "SQL statement";
        case StatementKind::call: return "call";
        case StatementKind::perform: return "perform";
        case StatementKind::select_into: return "select into variables";
        case StatementKind::dynamic: return "execute statement";
        case StatementKind::get_diagnostics: return "get diagnostics";
        case StatementKind::open: return "open";
        case StatementKind::fetch: return "fetch";
        case StatementKind::close: return "close";
        case StatementKind::commit: return "commit";
        case StatementKind::rollback: return "rollback";
        case StatementKind::start_transaction: return "start transaction";
        case StatementKind::null: return "null";
    }
    return "statement";
}

}  // namespace blueshift::plpgsql
