#pragma once
/// A block of rows in columns: what engines give and results are made from. Columns are views of
/// memory that the batch keeps alive.
#include <array>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "types/type.h"
#include "types/value.h"

namespace blueshift {

/// A string of a column: up to 12 bytes inline, longer ones behind a pointer. This is the embedded
/// engine's own layout, so that its vectors need no copy.
union StringRef {
    struct {
        std::uint32_t size;
        char prefix[4];
        const char* pointer;
    } external;
    struct {
        std::uint32_t size;
        char bytes[12];
    } inlined;

    std::string_view view() const {
        return {inlined.size <= 12 ? inlined.bytes : external.pointer, inlined.size};
    }
};
static_assert(sizeof(StringRef) == 16);

/// One column of a batch. `data` is an array of row_count values:
/// boolean uint8 (0 or 1), int16, int32, int64, Int128, float, double, StringRef, Interval; timetz:
/// TimeTz. Dates are days since 1970-01-01 in int32, times and timestamps are microseconds in
/// int64. Decimals are unscaled integers of `physical` (int16, int32, int64 or int128) with
/// `decimal_scale`. Strings: see Value. SUPER: its JSON text.
struct Column {
    Physical physical = Physical::string;
    std::uint8_t decimal_scale = 0;
    const void* data = nullptr;
    const std::uint64_t* validity =
        nullptr;  ///< bit per row, 1 = not null; null pointer = no nulls

    bool is_null(std::size_t row) const {
        return validity != nullptr && ((validity[row / 64] >> (row % 64)) & 1) == 0;
    }
    template <class T>
    const T& at(std::size_t row) const {
        return static_cast<const T*>(data)[row];
    }
};

/// Rows of one result. At most 2048 or so; the number varies from batch to batch.
struct Batch {
    std::size_t row_count = 0;
    std::vector<Column> columns;
    std::shared_ptr<const void> owner;  ///< keeps the columns' memory alive
};

/// A stream of batches, read once.
class BatchSource {
public:
    virtual ~BatchSource() = default;
    /// Fills `batch` with the next rows; false at the end. Throws Error, also in the middle of a
    /// result.
    virtual bool next(Batch& batch) = 0;
};

/// Builds batches from values, for results that the server makes itself.
class RowSource : public BatchSource {
public:
    /// `types` gives each column's physical form; each row has as many values.
    RowSource(std::vector<Type> types, std::vector<std::vector<Value>> rows);
    bool next(Batch& batch) override;

private:
    std::vector<Type> types_;
    std::vector<std::vector<Value>> rows_;
    std::size_t position_ = 0;
};

/// A number of a column of integers, dates or times, whatever its width.
std::int64_t integer_at(const Column& column, std::size_t row);
/// A string of a column of strings; valid as long as the batch.
inline std::string_view string_at(const Column& column, std::size_t row) {
    return column.at<StringRef>(row).view();
}

/// A column with one row, so that functions over columns take single values.
class SingleColumn {
public:
    /// `value` must not be NULL, and outlives the column.
    SingleColumn(Type type, const Value& value);
    const Column& column() const { return column_; }
    SingleColumn(const SingleColumn&) = delete;
    SingleColumn& operator=(const SingleColumn&) = delete;

private:
    alignas(16) std::array<char, 16> data_{};
    Column column_;
};

/// Reads one value of a column back, given its SQL type.
Value value_at(const Column& column, std::size_t row, Type type);

}  // namespace blueshift
