#include "protocol/portal.h"

#include <algorithm>
#include <limits>

#include "protocol/copy_stream.h"
#include "protocol/row_description.h"

namespace blueshift::protocol {

namespace {

/// Between two looks at the size of the buffer: rows may be wide.
constexpr std::size_t kRowsPerStep = 64;

}  // namespace

void Portal::start(bool implicit_block) {
    execution_ = session_.execute(source_.statement, std::move(source_.parameters), implicit_block);
    const auto result_columns = execution_->columns();
    if (source_.formats.empty()) {
        source_.formats = result::column_formats({}, result_columns.size());
    } else if (source_.formats.size() != result_columns.size()) {
        throw Error(Code::feature_not_supported, "cached plan must not change result type");
    }
    std::vector<Type> types;
    for (const auto& column : result_columns)
        types.push_back(column.type);
    encoder_.emplace(types, source_.formats, redshift_protocol_, session_.text_settings(),
                     [this](TypeId type, std::int64_t oid) { return session_.oid_name(type, oid); });
}

std::span<const session::ResultColumn> Portal::columns() const {
    return execution_ != nullptr ? execution_->columns() : source_.statement->columns();
}

void Portal::write_row_description() {
    protocol::write_row_description(wire_.writer(), columns(), source_.formats, redshift_protocol_);
}

std::int64_t Portal::send_batch(std::int64_t row_limit) {
    const std::size_t last = next_row_ + static_cast<std::size_t>(std::min<std::int64_t>(
                                             row_limit, batch_.row_count - next_row_));
    const std::size_t first = next_row_;
    while (next_row_ < last) {
        const std::size_t count = std::min(kRowsPerStep, last - next_row_);
        std::string& out = wire_.writer().buffer();
        const std::size_t size_before = out.size();
        try {
            encoder_->append_data_rows(out, batch_, next_row_, next_row_ + count);
        } catch (...) {
            out.resize(size_before);  // half a row would make the error unreadable
            throw;
        }
        next_row_ += count;
        wire_.flush_if_full();
    }
    return static_cast<std::int64_t>(last - first);
}

void Portal::copy() {
    if (execution_->copy() == session::CopyDirection::in) {
        CopyInStream stream(wire_, session_);
        execution_->copy_in(stream);
        stream.finish();
    } else {
        CopyOutStream stream(wire_);
        execution_->copy_out(stream);
        stream.finish();
    }
}

std::optional<std::string> Portal::run(std::int64_t row_limit) {
    if (is_copy()) copy();
    std::int64_t remaining = row_limit == 0 ? std::numeric_limits<std::int64_t>::max() : row_limit;
    std::int64_t sent = 0;
    while (!is_copy()) {
        if (next_row_ == batch_.row_count) {
            next_row_ = batch_.row_count = 0;
            if (!execution_->next(batch_)) break;
        }
        const std::int64_t count = send_batch(remaining);
        sent += count;
        remaining -= count;
        if (remaining == 0) return std::nullopt;
    }
    std::string tag = execution_->command_tag(sent);
    finished_ = true;
    batch_ = {};
    execution_.reset();
    return tag;
}

}  // namespace blueshift::protocol
