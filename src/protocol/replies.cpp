#include "protocol/replies.h"

#include "protocol/error_response.h"

namespace blueshift::protocol {

void write_command_complete(MessageWriter& writer, std::string_view tag) {
    writer.begin(BackendMessage::command_complete);
    writer.add_cstring(tag);
    writer.end();
}

void write_parameter_status(MessageWriter& writer, std::string_view name, std::string_view value) {
    writer.begin(BackendMessage::parameter_status);
    writer.add_cstring(name);
    writer.add_cstring(value);
    writer.end();
}

void write_notices(MessageWriter& writer, session::Session& session) {
    for (const Notice& notice : session.take_notices())
        write_notice(writer, notice);
}

void write_ready_for_query(MessageWriter& writer, session::Session& session) {
    for (const auto& [name, value] : session.take_parameter_changes())
        write_parameter_status(writer, name, value);
    writer.begin(BackendMessage::ready_for_query);
    writer.add_byte(static_cast<char>(session.transaction_status()));
    writer.end();
}

}  // namespace blueshift::protocol
