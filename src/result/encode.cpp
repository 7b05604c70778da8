#include "result/encode.h"

#include <limits>

#include "base/error.h"
#include "result/binary.h"
#include "result/wire_bytes.h"

namespace blueshift::result {

namespace {

constexpr std::int32_t kNullLength = -1;

/// Fills in a length field once what it counts has been appended.
void store_length(std::string& out, std::size_t position, std::size_t length) {
    if (length > static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max())) {
        throw Error(Code::program_limit_exceeded,
                    "result row exceeds the size of a protocol message");
    }
    store_big_endian(out.data() + position, static_cast<std::int32_t>(length));
}

bool is_named_oid(TypeId id) {
    return id == TypeId::regclass || id == TypeId::regproc || id == TypeId::regtype;
}

}  // namespace

std::vector<Format> column_formats(std::span<const std::int16_t> codes, std::size_t column_count) {
    if (codes.size() > 1 && codes.size() != column_count) {
        throw Error(Code::protocol_violation,
                    "bind message has {} result formats but query has {} columns", codes.size(),
                    column_count);
    }
    std::vector<Format> formats;
    for (std::size_t column = 0; column < column_count; ++column) {
        const std::int16_t code =
            codes.empty() ? std::int16_t{0} : codes[codes.size() == 1 ? 0 : column];
        if (code != 0 && code != 1) {
            throw Error(Code::invalid_parameter_value, "unsupported format code: {}", code);
        }
        formats.push_back(static_cast<Format>(code));
    }
    return formats;
}

RowEncoder::RowEncoder(std::span<const Type> types, std::span<const Format> formats,
                       int client_protocol_version, TextSettings settings, OidName oid_name)
    : settings_(std::move(settings)), oid_name_(std::move(oid_name)) {
    BLUESHIFT_ASSERT(types.size() == formats.size());
    for (std::size_t column = 0; column < types.size(); ++column) {
        const TypeId id = types[column].id;
        columns_.push_back({formats[column] == Format::binary
                                ? append_binary_function(id, client_protocol_version)
                                : append_function(id),
                            types[column],
                            oid_name_ && formats[column] == Format::text && is_named_oid(id)});
    }
}

void RowEncoder::append_data_rows(std::string& out, const Batch& batch, std::size_t first,
                                  std::size_t last) const {
    for (std::size_t row = first; row < last; ++row) {
        const std::size_t start = out.size();
        out.append("D\0\0\0\0", 5);
        append_tuple(out, batch, row);
        store_length(out, start + 1, out.size() - start - 1);
    }
}

void RowEncoder::append_tuple(std::string& out, const Batch& batch, std::size_t row) const {
    BLUESHIFT_ASSERT(batch.columns.size() == columns_.size());
    append_big_endian(out, static_cast<std::int16_t>(columns_.size()));
    for (std::size_t index = 0; index < columns_.size(); ++index) {
        const Column& column = batch.columns[index];
        if (column.is_null(row)) {
            append_big_endian(out, kNullLength);
            continue;
        }
        const std::size_t start = out.size();
        append_big_endian(out, std::int32_t{0});
        const ColumnPlan& plan = columns_[index];
        if (plan.named) {
            out += oid_name_(plan.type.id, column.at<std::int64_t>(row));
        } else {
            plan.append(out, column, row, plan.type, settings_);
        }
        store_length(out, start, out.size() - start - sizeof(std::int32_t));
    }
}

}  // namespace blueshift::result
