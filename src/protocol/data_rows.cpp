#include "protocol/data_rows.h"

namespace blueshift::protocol {

DataRowEncoder::DataRowEncoder(std::span<const session::ResultColumn> columns,
                               std::vector<std::int16_t> formats, const TextSettings& settings,
                               int redshift_protocol)
    : formats_(std::move(formats)), settings_(settings), redshift_protocol_(redshift_protocol) {
    for (const auto& column : columns)
        types_.push_back(column.type);
}

void DataRowEncoder::append(std::string& out, const Batch& batch, std::size_t first,
                            std::size_t count) const {
    const auto int32 = [](std::size_t value) {
        return std::string{static_cast<char>(value >> 24), static_cast<char>(value >> 16),
                           static_cast<char>(value >> 8), static_cast<char>(value)};
    };
    for (std::size_t row = first; row < first + count; ++row) {
        std::string body{static_cast<char>(types_.size() >> 8), static_cast<char>(types_.size())};
        for (std::size_t column = 0; column < types_.size(); ++column) {
            if (batch.columns[column].is_null(row)) {
                body += std::string(4, '\xff');
                continue;
            }
            const auto value = value_at(batch.columns[column], row, types_[column]);
            const auto text = std::holds_alternative<std::string>(value.variant())
                                  ? value.as_string()
                                  : std::to_string(value.as_int());
            body += int32(text.size()) + text;
        }
        out += 'D' + int32(body.size() + 4) + body;
    }
}

}  // namespace blueshift::protocol
