#pragma once
/// Errors and notices as messages.
#include <string_view>

#include "base/error.h"
#include "protocol/message_writer.h"

namespace blueshift::protocol {

/// Writes an ErrorResponse. `severity` is ERROR or FATAL; `sql` is the text that the error's
/// position is in, or empty.
void write_error(MessageWriter& writer, const Error& error, std::string_view severity,
                 std::string_view sql);
void write_notice(MessageWriter& writer, const Notice& notice);

/// Position as clients count it: characters from 1.
std::size_t character_position(std::string_view sql, std::size_t byte_offset);

}  // namespace blueshift::protocol
