#include "protocol/error_response.h"

#include <algorithm>
#include <string>

#include "base/routine_error.h"

namespace blueshift::protocol {

namespace {

void add_field(MessageWriter& writer, char field, std::string_view text) {
    if (text.empty()) return;
    writer.add_byte(field);
    writer.add_cstring(text);
}

void add_severity(MessageWriter& writer, std::string_view severity) {
    add_field(writer, 'S', severity);
    add_field(writer, 'V', severity);
}

}  // namespace

std::size_t character_position(std::string_view sql, std::size_t byte_offset) {
    const auto before = sql.substr(0, std::min(byte_offset, sql.size()));
    const auto is_first_byte = [](char c) {
        return (static_cast<unsigned char>(c) & 0xc0) != 0x80;
    };
    return 1 + static_cast<std::size_t>(std::count_if(before.begin(), before.end(), is_first_byte));
}

void write_error(MessageWriter& writer, const Error& error, std::string_view severity,
                 std::string_view sql) {
    std::string position;
    if (const auto span = error.position(); span && *span != Span{} && !sql.empty()) {
        position = std::to_string(character_position(sql, span->begin));
    }
    const auto* routine = dynamic_cast<const RoutineError*>(&error);
    writer.begin(BackendMessage::error_response);
    add_severity(writer, severity);
    add_field(writer, 'C', routine != nullptr ? routine->sqlstate() : sqlstate(error.code()));
    // Clients expect the message even when there is nothing to say.
    add_field(writer, 'M', error.message().empty() ? "unknown error" : error.message());
    add_field(writer, 'D', error.detail());
    add_field(writer, 'H', error.hint());
    add_field(writer, 'P', position);
    if (routine != nullptr) add_field(writer, 'W', routine->context());
    add_field(writer, 's', error.schema());
    add_field(writer, 't', error.table());
    add_field(writer, 'c', error.column());
    writer.add_byte('\0');
    writer.end();
}

void write_notice(MessageWriter& writer, const Notice& notice) {
    writer.begin(BackendMessage::notice_response);
    add_severity(writer, notice.severity);
    add_field(writer, 'C', sqlstate(notice.code));
    add_field(writer, 'M', notice.message);
    add_field(writer, 'D', notice.detail);
    writer.add_byte('\0');
    writer.end();
}

}  // namespace blueshift::protocol
