#include "types/batch.h"

#include <algorithm>
#include <cstring>

#include "base/error.h"
#include "types/decimal.h"
#include "types/text_scan.h"

namespace blueshift {

namespace {

constexpr std::size_t kRowsPerBatch = 2048;

std::size_t width_of(Physical physical) {
    switch (physical) {
        case Physical::boolean:
            return 1;
        case Physical::int16:
            return 2;
        case Physical::int32:
        case Physical::float32:
            return 4;
        case Physical::int64:
        case Physical::float64:
            return 8;
        case Physical::timetz:
            return sizeof(TimeTz);
        case Physical::int128:
        case Physical::string:
        case Physical::interval:
            return 16;
    }
    return 0;
}

/// The memory of the columns of one batch. The strings are those of the rows, which it owns too.
struct Memory {
    std::vector<std::vector<Value>> rows;
    std::vector<std::vector<Int128>> data;  ///< of 16-byte elements, so that every type is aligned
    std::vector<std::vector<std::uint64_t>> validity;
};

template <class T>
void store(void* data, std::size_t row, const T& value) {
    std::memcpy(static_cast<char*>(data) + row * sizeof(T), &value, sizeof(T));
}

StringRef string_ref(const std::string& text) {
    StringRef ref{};
    ref.inlined.size = static_cast<std::uint32_t>(text.size());
    if (text.size() <= sizeof(ref.inlined.bytes)) {
        std::memcpy(ref.inlined.bytes, text.data(), text.size());
    } else {
        std::memcpy(ref.external.prefix, text.data(), sizeof(ref.external.prefix));
        ref.external.pointer = text.data();
    }
    return ref;
}

void store_value(void* data, std::size_t row, const Column& column, const Value& value) {
    switch (column.physical) {
        case Physical::boolean:
            return store(data, row, static_cast<std::uint8_t>(value.as_bool()));
        case Physical::int16:
            return store(data, row, static_cast<std::int16_t>(value.as_int()));
        case Physical::int32:
            return store(data, row, static_cast<std::int32_t>(value.as_int()));
        case Physical::int64:
            return store(data, row, value.as_int());
        case Physical::int128: {
            const Decimal& decimal = value.as_decimal();
            const auto unscaled =
                rescale(decimal.unscaled, decimal.scale, column.decimal_scale, Rounding::half_away);
            if (!unscaled) throw_numeric_overflow();
            return store(data, row, *unscaled);
        }
        case Physical::float32:
            return store(data, row, static_cast<float>(value.as_double()));
        case Physical::float64:
            return store(data, row, value.as_double());
        case Physical::string:
            return store(data, row, string_ref(value.as_string()));
        case Physical::interval:
            return store(data, row, value.as_interval());
        case Physical::timetz:
            return store(data, row, value.as_timetz());
    }
}

/// A decimal without modifier has no scale of its own: its column takes the largest one among the
/// values.
std::uint8_t column_scale(Type type, const std::vector<std::vector<Value>>& rows,
                          std::size_t index) {
    if (type.id != TypeId::decimal) return 0;
    if (type.typmod >= 4) return static_cast<std::uint8_t>(decimal_scale(type));
    std::uint8_t scale = 0;
    for (const auto& row : rows) {
        if (!row[index].is_null()) scale = std::max(scale, row[index].as_decimal().scale);
    }
    return scale;
}

}  // namespace

RowSource::RowSource(std::vector<Type> types, std::vector<std::vector<Value>> rows)
    : types_(std::move(types)), rows_(std::move(rows)) {
    for (const auto& row : rows_)
        BLUESHIFT_ASSERT(row.size() == types_.size());
}

bool RowSource::next(Batch& batch) {
    if (position_ == rows_.size()) return false;
    const std::size_t count = std::min(kRowsPerBatch, rows_.size() - position_);
    auto memory = std::make_shared<Memory>();
    const auto first = rows_.begin() + static_cast<std::ptrdiff_t>(position_);
    memory->rows.assign(std::make_move_iterator(first),
                        std::make_move_iterator(first + static_cast<std::ptrdiff_t>(count)));
    position_ += count;

    batch = Batch{};
    batch.row_count = count;
    for (std::size_t index = 0; index < types_.size(); ++index) {
        Column column{.physical = type_info(types_[index].id).physical,
                      .decimal_scale = column_scale(types_[index], memory->rows, index)};
        auto& data =
            memory->data.emplace_back(count * width_of(column.physical) / sizeof(Int128) + 1);
        auto& validity = memory->validity.emplace_back((count + 63) / 64);
        for (std::size_t row = 0; row < count; ++row) {
            const Value& value = memory->rows[row][index];
            if (value.is_null()) continue;
            validity[row / 64] |= std::uint64_t{1} << (row % 64);
            store_value(data.data(), row, column, value);
        }
        column.data = data.data();
        column.validity = validity.data();
        batch.columns.push_back(column);
    }
    batch.owner = std::move(memory);
    return true;
}

std::int64_t integer_at(const Column& column, std::size_t row) {
    switch (column.physical) {
        case Physical::int16:
            return column.at<std::int16_t>(row);
        case Physical::int32:
            return column.at<std::int32_t>(row);
        case Physical::int128:
            return static_cast<std::int64_t>(column.at<Int128>(row));
        default:
            return column.at<std::int64_t>(row);
    }
}

SingleColumn::SingleColumn(Type type, const Value& value) {
    column_.physical = type_info(type.id).physical;
    // Decimals keep the scale they have: a modifier that differs would round.
    if (type.id == TypeId::decimal) column_.decimal_scale = value.as_decimal().scale;
    store_value(data_.data(), 0, column_, value);
    column_.data = data_.data();
}

Value value_at(const Column& column, std::size_t row, Type type) {
    if (column.is_null(row)) return {};
    const bool is_decimal = type.id == TypeId::decimal;
    const auto integer = [&](Int128 value) -> Value {
        if (is_decimal) return Decimal{value, column.decimal_scale};
        return static_cast<std::int64_t>(value);
    };
    switch (column.physical) {
        case Physical::boolean:
            return column.at<std::uint8_t>(row) != 0;
        case Physical::int16:
            return integer(column.at<std::int16_t>(row));
        case Physical::int32:
            return integer(column.at<std::int32_t>(row));
        case Physical::int64:
            return integer(column.at<std::int64_t>(row));
        case Physical::int128:
            return integer(column.at<Int128>(row));
        case Physical::float32:
            return static_cast<double>(column.at<float>(row));
        case Physical::float64:
            return column.at<double>(row);
        case Physical::interval:
            return column.at<Interval>(row);
        case Physical::timetz:
            return column.at<TimeTz>(row);
        case Physical::string: {
            const std::string_view text = string_at(column, row);
            return type.id == TypeId::char_ ? trim_padding(text) : text;
        }
    }
    return {};
}

}  // namespace blueshift
