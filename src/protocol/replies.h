#pragma once
/// Short answers that several parts of the protocol give.
#include <string_view>

#include "protocol/message_writer.h"
#include "session/session.h"

namespace blueshift::protocol {

void write_command_complete(MessageWriter& writer, std::string_view tag);
void write_parameter_status(MessageWriter& writer, std::string_view name, std::string_view value);
/// Writes the notices that the session has gathered.
void write_notices(MessageWriter& writer, session::Session& session);
/// Writes the parameters that have changed, then ReadyForQuery.
void write_ready_for_query(MessageWriter& writer, session::Session& session);

}  // namespace blueshift::protocol
