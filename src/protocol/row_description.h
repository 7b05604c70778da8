#pragma once
/// RowDescription and ParameterDescription.
#include <span>

#include "protocol/message_writer.h"
#include "result/encode.h"
#include "session/session.h"
#include "types/type.h"

namespace blueshift::protocol {

/// Writes RowDescription, or NoData when there are no columns. `formats` holds each column's format
/// code, or is empty for text. With `redshift_protocol` 1 or above, columns also tell where they
/// come from.
void write_row_description(MessageWriter& writer, std::span<const session::ResultColumn> columns,
                           std::span<const result::Format> formats, int redshift_protocol);
void write_parameter_description(MessageWriter& writer, std::span<const Type> types);

}  // namespace blueshift::protocol
