/// The two layouts of audit files.  Doc: mgmt/db-auditing
#include <fmt/chrono.h>
#include <fmt/format.h>

#include <chrono>
#include <nlohmann/json.hpp>

#include "catalog/system/families.h"
#include "session/history/audit_log.h"

namespace blueshift::session {

namespace {

using catalog::system::HistoryTable;
using catalog::system::Row;

/// The columns of a log by name, read from its description.
class NamedRow {
public:
    NamedRow(HistoryTable table, const Row& row) : row_(row) {
        for (const auto& column : catalog::system::columns(catalog::system::history_row(table).columns)) {
            names_.push_back(column.name);
            is_time_.push_back(column.type == "timestamp");
        }
    }

    const Value& value(std::string_view name) const {
        for (std::size_t index = 0; index < names_.size(); ++index) {
            if (names_[index] == name) return row_[index];
        }
        throw Error(Code::internal_error, "a log has no column \"{}\"", name);
    }
    bool is_time(std::size_t index) const { return is_time_[index]; }
    const std::vector<std::string_view>& names() const { return names_; }

private:
    const Row& row_;
    std::vector<std::string_view> names_;
    std::vector<bool> is_time_;
};

std::chrono::system_clock::time_point time_of(std::int64_t micros) {
    return std::chrono::system_clock::time_point(
        std::chrono::duration_cast<std::chrono::system_clock::duration>(std::chrono::microseconds(micros)));
}

/// `Wed, 15 May 2019 05:59:01:623`
std::string long_time(std::int64_t micros) {
    return fmt::format("{:%a, %d %b %Y %H:%M}:{:02}:{:03}", fmt::gmtime(time_of(micros)), micros / 1'000'000 % 60,
                       micros / 1000 % 1000);
}

/// `2019-05-15T05:59:03Z`
std::string iso_time(std::int64_t micros) {
    return fmt::format("{:%Y-%m-%dT%H:%M}:{:02}Z", fmt::gmtime(time_of(micros)), micros / 1'000'000 % 60);
}

/// Text of a value in a field that `|` ends.
std::string field(const Value& value, bool is_time) {
    if (value.is_null()) return {};
    if (const auto* number = std::get_if<std::int64_t>(&value.variant())) {
        return is_time ? long_time(*number) : std::to_string(*number);
    }
    std::string text = value.as_string();
    // What a client says of itself must not look like another field or line.
    for (char& letter : text) {
        if (letter == '|' || static_cast<unsigned char>(letter) < ' ') letter = ' ';
    }
    return text;
}

/// Fields in the vendor's order; an empty name is a field that this server has nothing for.
constexpr std::string_view kConnectionFields[] = {
    "event",      "recordtime", "remotehost", "remoteport", "pid",  "dbname", "username", "authmethod",
    "duration",   "sslversion", "sslcipher",  "",           "",     "",       "",         "application_name",
    "os_version", "driver_version", "plugin_name", "protocol_version", "", "",
};
constexpr std::string_view kUserFields[] = {
    "userid", "username", "oldusername", "action", "usecreatedb", "usesuper", "usecatupd", "valuntil", "pid", "xid", "recordtime",
};

template <std::size_t count>
std::string fields(const NamedRow& row, const std::string_view (&names)[count]) {
    std::string line;
    for (const std::string_view name : names) {
        const bool is_time = name == "recordtime" || name == "valuntil";
        line += (line.empty() ? "" : "|") + (name.empty() ? std::string() : field(row.value(name), is_time));
    }
    return line;
}

std::string activity(const NamedRow& row) {
    std::string text = row.value("querytxt").as_string();
    // One statement is one line.
    for (char& letter : text) {
        if (letter == '\n' || letter == '\r') letter = ' ';
    }
    return fmt::format("'{} UTC [ db={} user={} pid={} userid={} xid={} ]' LOG: {}", iso_time(row.value("starttime").as_int()),
                       field(row.value("database"), false), field(row.value("user_name"), false), row.value("pid").as_int(),
                       row.value("userid").as_int(), row.value("xid").as_int(), text);
}

std::string json(HistoryTable table, const NamedRow& row, const Row& values) {
    nlohmann::ordered_json object;
    object["log"] = table == HistoryTable::connection_event ? "connectionlog"
                    : table == HistoryTable::user_change    ? "userlog"
                                                            : "useractivitylog";
    for (std::size_t index = 0; index < row.names().size(); ++index) {
        const Value& value = values[index];
        const std::string name(row.names()[index]);
        if (value.is_null()) {
            object[name] = nullptr;
        } else if (const auto* number = std::get_if<std::int64_t>(&value.variant())) {
            if (row.is_time(index)) {
                object[name] = iso_time(*number);
            } else {
                object[name] = *number;
            }
        } else {
            object[name] = value.as_string();
        }
    }
    return object.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace

std::string audit_line(HistoryTable table, const Row& row, AuditFormat format) {
    const bool audited = table == HistoryTable::connection_event || table == HistoryTable::user_change ||
                         table == HistoryTable::statement;
    if (!audited) return {};
    const NamedRow named(table, row);
    if (format == AuditFormat::json) return json(table, named, row);
    switch (table) {
        case HistoryTable::connection_event: return fields(named, kConnectionFields);
        case HistoryTable::user_change: return fields(named, kUserFields);
        default: return activity(named);
    }
}

}  // namespace blueshift::session
