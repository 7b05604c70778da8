#include "session/session.h"
#include "sql/lexer/characters.h"

namespace blueshift::session {

void NamedStatements::add(std::string_view name, Entry entry) {
    if (entries_.contains(name)) {
        throw Error(Code::duplicate_prepared_statement, "prepared statement \"{}\" already exists",
                    name);
    }
    if (entries_.size() >= kCountMax) {
        throw Error(Code::program_limit_exceeded, "more than {} prepared statements in one session",
                    kCountMax);
    }
    entries_.emplace(name, std::move(entry));
}

const NamedStatements::Entry& NamedStatements::get(std::string_view name) const {
    const auto entry = entries_.find(name);
    if (entry == entries_.end()) {
        throw Error(Code::invalid_sql_statement_name, "prepared statement \"{}\" does not exist",
                    name);
    }
    return entry->second;
}

std::string NamedStatements::own_name(std::string_view sql_name) const {
    if (entries_.contains(sql_name)) return std::string(sql_name);
    for (const auto& [name, entry] : entries_) {
        if (sql::lower(name) == sql_name) return name;
    }
    return std::string(sql_name);
}

bool NamedStatements::remove(std::string_view name) {
    const auto entry = entries_.find(name);
    if (entry == entries_.end()) return false;
    entries_.erase(entry);
    return true;
}

}  // namespace blueshift::session
