#pragma once
/// The data of COPY … FROM STDIN as rows, whatever its format.
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "result/copy_options.h"
#include "types/text.h"
#include "types/value.h"

namespace blueshift::result {

/// Takes data that arrives in blocks cut anywhere: push() blocks and take rows with next();
/// finish() at the end of the data, then take the rows that are left.
class CopyReader {
public:
    /// Fields of one row; nothing stands for NULL.
    using Row = std::vector<std::optional<std::string>>;

    virtual ~CopyReader() = default;
    virtual void push(std::string_view bytes) = 0;
    virtual void finish() = 0;
    /// Reads the next row; false when it needs more bytes, or there are no more.
    /// Throws bad_copy_file_format (22P04) for data that does not have the columns or ends too
    /// soon, and others of the format.
    virtual bool next(Row& row) = 0;
    /// Number of the line or row that next() read last, from 1. For messages.
    virtual std::int64_t line_number() const = 0;
    /// A field as a value of its column. Throws what value_from_text and value_from_binary throw.
    virtual Value value(Type type, std::string_view field, const TextSettings& settings) const = 0;
};

/// `names` are the columns that each row must have.
std::unique_ptr<CopyReader> make_copy_reader(CopyOptions options, std::vector<std::string> names);

}  // namespace blueshift::result
