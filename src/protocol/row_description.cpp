#include "protocol/row_description.h"

namespace blueshift::protocol {

namespace {

/// Bits of the flags that Redshift's protocol adds to a column.
constexpr std::int16_t kNotNull = 1 << 0;
constexpr std::int16_t kAutoIncrement = 1 << 4;
constexpr std::int16_t kReadOnly = 1 << 8;
constexpr std::int16_t kSearchable = 1 << 12;

std::int16_t column_flags(const session::ResultColumn& column) {
    std::int16_t flags = kSearchable;
    if (column.not_null) flags |= kNotNull;
    if (column.auto_increment) flags |= kAutoIncrement;
    // Nothing but a table's column can be written to.
    if (column.column_number == 0) flags |= kReadOnly;
    return flags;
}

}  // namespace

void write_row_description(MessageWriter& writer, std::span<const session::ResultColumn> columns,
                           std::span<const result::Format> formats, int redshift_protocol) {
    if (columns.empty()) {
        writer.add_empty(BackendMessage::no_data);
        return;
    }
    writer.begin(BackendMessage::row_description);
    writer.add_int16(static_cast<std::int16_t>(columns.size()));
    for (std::size_t index = 0; index < columns.size(); ++index) {
        const session::ResultColumn& column = columns[index];
        const TypeInfo& type = type_info(column.type.id);
        writer.add_cstring(column.name);
        writer.add_int32(static_cast<std::int32_t>(column.table_oid));
        writer.add_int16(column.column_number);
        writer.add_int32(static_cast<std::int32_t>(type.oid));
        writer.add_int16(type.length);
        writer.add_int32(column.type.typmod);
        writer.add_int16(
            static_cast<std::int16_t>(formats.empty() ? result::Format::text : formats[index]));
        if (redshift_protocol < 1) continue;
        writer.add_cstring(column.schema_name);
        writer.add_cstring(column.table_name);
        writer.add_cstring(column.name);
        writer.add_cstring(column.catalog_name);
        writer.add_int16(column_flags(column));
    }
    writer.end();
}

void write_parameter_description(MessageWriter& writer, std::span<const Type> types) {
    writer.begin(BackendMessage::parameter_description);
    writer.add_int16(static_cast<std::int16_t>(types.size()));
    for (const Type& type : types)
        writer.add_int32(static_cast<std::int32_t>(type_info(type.id).oid));
    writer.end();
}

}  // namespace blueshift::protocol
