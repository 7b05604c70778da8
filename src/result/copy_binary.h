#pragma once
/// Binary data of COPY … FROM STDIN: a signature, then tuples of lengths and bytes.
#include "result/copy_reader.h"

namespace blueshift::result {

class CopyBinaryDecoder : public CopyReader {
public:
    explicit CopyBinaryDecoder(std::size_t column_count) : column_count_(column_count) {}

    void push(std::string_view bytes) override;
    void finish() override { finished_ = true; }
    bool next(Row& row) override;
    std::int64_t line_number() const override { return row_number_; }
    Value value(Type type, std::string_view field, const TextSettings& settings) const override;

private:
    bool read_header();
    /// The tuple at the front; false while it is incomplete.
    bool read_tuple(Row& row);

    std::size_t column_count_;
    std::string buffer_;
    std::size_t start_ = 0;  ///< in buffer_: up to here it has been read
    bool has_header_ = false;
    bool ended_ = false;  ///< by the trailer
    bool finished_ = false;
    std::int64_t row_number_ = 0;
};

}  // namespace blueshift::result
