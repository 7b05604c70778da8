#include "engine/duckdb/values.h"

#include <limits>

#include "base/error.h"

namespace blueshift::engine {

namespace {

void check_utf8(std::string_view text) {
    duckdb_error_data error = duckdb_valid_utf8_check(text.data(), text.size());
    if (error == nullptr) return;
    duckdb_destroy_error_data(&error);
    throw Error(Code::character_not_in_repertoire, "invalid byte sequence for encoding \"UNICODE\"");
}

/// Brings a decimal to `scale`. It already has its type's scale, or fewer digits.
Int128 unscaled_at(const Decimal& value, int scale) {
    Int128 unscaled = value.unscaled;
    for (int current = value.scale; current < scale; ++current) {
        if (__builtin_mul_overflow(unscaled, Int128{10}, &unscaled)) {
            throw Error(Code::numeric_value_out_of_range, "numeric field overflow");
        }
    }
    for (int current = value.scale; current > scale; --current) unscaled /= 10;
    return unscaled;
}

template <class T>
T checked(Int128 value) {
    if (value < std::numeric_limits<T>::min() || value > std::numeric_limits<T>::max()) {
        throw Error(Code::numeric_value_out_of_range, "value out of range for the column's type");
    }
    return static_cast<T>(value);
}

template <class T>
void store(void* data, std::size_t row, T value) {
    static_cast<T*>(data)[row] = value;
}

duckdb_interval engine_interval(const Interval& value) {
    return {value.months, value.days, value.micros};
}

duckdb_value create_decimal(Type type, const Decimal& value) {
    const int scale = type.typmod < 4 ? value.scale : decimal_scale(type);
    return duckdb_create_decimal({static_cast<std::uint8_t>(decimal_precision(type)),
                                  static_cast<std::uint8_t>(scale),
                                  hugeint(unscaled_at(value, scale))});
}

duckdb_value create_text(const std::string& text) {
    check_utf8(text);
    return duckdb_create_varchar_length(text.data(), text.size());
}

duckdb_value create_int(Type type, std::int64_t value) {
    switch (type.id) {
        case TypeId::smallint: return duckdb_create_int16(checked<std::int16_t>(value));
        case TypeId::integer: return duckdb_create_int32(checked<std::int32_t>(value));
        case TypeId::date: return duckdb_create_date({checked<std::int32_t>(value)});
        case TypeId::time: return duckdb_create_time({value});
        case TypeId::timestamp: return duckdb_create_timestamp({value});
        case TypeId::timestamptz:
        case TypeId::abstime: return duckdb_create_timestamp_tz({value});
        default: return duckdb_create_int64(value);
    }
}

bool holds_bytes(TypeId id) {
    return id == TypeId::varbyte || id == TypeId::geometry || id == TypeId::geography ||
           id == TypeId::hllsketch;
}

}  // namespace

ValueHandle engine_value(Type type, const Value& value) {
    struct Visitor {
        Type type;
        duckdb_value operator()(std::monostate) const { return duckdb_create_null_value(); }
        duckdb_value operator()(bool flag) const { return duckdb_create_bool(flag); }
        duckdb_value operator()(std::int64_t number) const { return create_int(type, number); }
        duckdb_value operator()(double number) const {
            return type.id == TypeId::real ? duckdb_create_float(static_cast<float>(number))
                                           : duckdb_create_double(number);
        }
        duckdb_value operator()(const Decimal& number) const { return create_decimal(type, number); }
        duckdb_value operator()(const Interval& interval) const {
            return duckdb_create_interval(engine_interval(interval));
        }
        duckdb_value operator()(const TimeTz& time) const {
            return duckdb_create_time_tz_value(pack_timetz(time));
        }
        duckdb_value operator()(const std::string& text) const {
            if (!holds_bytes(type.id)) return create_text(text);
            return duckdb_create_blob(reinterpret_cast<const std::uint8_t*>(text.data()), text.size());
        }
    };
    return ValueHandle(std::visit(Visitor{type}, value.variant()));
}

VectorWriter::VectorWriter(duckdb_logical_type type) : type_(duckdb_get_type_id(type)) {
    if (type_ == DUCKDB_TYPE_DECIMAL) {
        decimal_storage_ = duckdb_decimal_internal_type(type);
        decimal_scale_ = duckdb_decimal_scale(type);
    }
}

void VectorWriter::write_decimal(void* data, std::size_t row, const Decimal& value) const {
    const Int128 unscaled = unscaled_at(value, decimal_scale_);
    switch (decimal_storage_) {
        case DUCKDB_TYPE_SMALLINT: return store(data, row, checked<std::int16_t>(unscaled));
        case DUCKDB_TYPE_INTEGER: return store(data, row, checked<std::int32_t>(unscaled));
        case DUCKDB_TYPE_BIGINT: return store(data, row, checked<std::int64_t>(unscaled));
        default: return store(data, row, hugeint(unscaled));
    }
}

void VectorWriter::write(duckdb_vector vector, std::size_t row, const Value& value) const {
    if (value.is_null()) {
        duckdb_vector_ensure_validity_writable(vector);
        duckdb_validity_set_row_invalid(duckdb_vector_get_validity(vector), row);
        return;
    }
    void* data = duckdb_vector_get_data(vector);
    switch (type_) {
        case DUCKDB_TYPE_BOOLEAN: return store(data, row, value.as_bool());
        case DUCKDB_TYPE_SMALLINT: return store(data, row, checked<std::int16_t>(value.as_int()));
        case DUCKDB_TYPE_INTEGER:
        case DUCKDB_TYPE_DATE: return store(data, row, checked<std::int32_t>(value.as_int()));
        case DUCKDB_TYPE_BIGINT:
        case DUCKDB_TYPE_TIME:
        case DUCKDB_TYPE_TIMESTAMP:
        case DUCKDB_TYPE_TIMESTAMP_TZ: return store(data, row, value.as_int());
        case DUCKDB_TYPE_FLOAT: return store(data, row, static_cast<float>(value.as_double()));
        case DUCKDB_TYPE_DOUBLE: return store(data, row, value.as_double());
        case DUCKDB_TYPE_DECIMAL: return write_decimal(data, row, value.as_decimal());
        case DUCKDB_TYPE_INTERVAL: return store(data, row, engine_interval(value.as_interval()));
        case DUCKDB_TYPE_TIME_TZ: return store(data, row, pack_timetz(value.as_timetz()));
        case DUCKDB_TYPE_VARCHAR: check_utf8(value.as_string()); [[fallthrough]];
        case DUCKDB_TYPE_BLOB:
            return duckdb_unsafe_vector_assign_string_element_len(
                vector, row, value.as_string().data(), value.as_string().size());
        default: throw Error(Code::internal_error, "no writer for engine type {}", static_cast<int>(type_));
    }
}

}  // namespace blueshift::engine
