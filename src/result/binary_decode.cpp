// Reading binary forms.
#include <limits>

#include "base/error.h"
#include "result/binary.h"
#include "result/wire_bytes.h"
#include "types/array_text.h"
#include "types/datetime.h"
#include "types/decimal.h"
#include "types/utf8.h"

namespace blueshift::result {

namespace {

[[noreturn]] void throw_malformed() {
    throw Error(Code::invalid_binary_representation,
                "incorrect binary data format in bind parameter");
}

/// The bytes of one value, taken from the front.
class Bytes {
public:
    explicit Bytes(std::string_view bytes) : rest_(bytes) {}

    template <class Integer>
    Integer take() {
        return load_big_endian<Integer>(take(sizeof(Integer)));
    }
    std::string_view take(std::size_t size) {
        if (rest_.size() < size) throw_malformed();
        const std::string_view taken = rest_.substr(0, size);
        rest_.remove_prefix(size);
        return taken;
    }
    void expect_end() const {
        if (!rest_.empty()) throw_malformed();
    }

private:
    std::string_view rest_;
};

Value read_numeric(Type type, Bytes& bytes) {
    const auto group_count = bytes.take<std::int16_t>();
    const auto weight = bytes.take<std::int16_t>();
    const auto sign = bytes.take<std::uint16_t>();
    const auto scale = bytes.take<std::uint16_t>();
    constexpr std::uint16_t kNegative = 0x4000;
    constexpr std::uint16_t kNotANumber = 0xC000;
    if (sign == kNotANumber) throw_numeric_overflow();
    if (group_count < 0 || (sign != 0 && sign != kNegative)) throw_malformed();
    // In text: the groups as one whole number, and the exponent that puts the point into its place.
    std::string text(sign == kNegative ? "-" : "");
    text += '0';
    for (int index = 0; index < group_count; ++index) {
        const auto group = bytes.take<std::int16_t>();
        if (group < 0 || group > 9999) throw_malformed();
        text += fmt::format("{:04}", group);
    }
    text += fmt::format("e{}", 4 * (weight - group_count + 1));
    const Decimal natural = decimal_from_text(text, type);
    if (type.typmod >= 4) return natural;
    // Without a modifier the sender's scale counts, as far as there is room for it.
    const auto wanted = static_cast<std::uint8_t>(std::min<int>(scale, kDecimalScaleMax));
    const auto scaled = rescale(natural.unscaled, natural.scale, wanted, Rounding::half_away);
    if (!scaled || !fits_precision(*scaled, kDecimalPrecisionMax)) throw_numeric_overflow();
    return Decimal{*scaled, wanted};
}

std::int64_t read_date(Bytes& bytes) {
    const std::int64_t days = bytes.take<std::int32_t>() + kDaysTo2000;
    if (days < kDateMin || days > kDateMax)
        throw Error(Code::datetime_field_overflow, "date out of range");
    return days;
}

std::int64_t read_time(Bytes& bytes) {
    const auto micros = bytes.take<std::int64_t>();
    if (micros < 0 || micros > kMicrosPerDay)
        throw Error(Code::datetime_field_overflow, "time out of range");
    return micros;
}

std::int64_t read_timestamp(Bytes& bytes) {
    const auto micros = bytes.take<std::int64_t>();
    if (micros == std::numeric_limits<std::int64_t>::max()) return kTimestampInfinity;
    if (micros == std::numeric_limits<std::int64_t>::min()) return kTimestampMinusInfinity;
    const DayAndMicros split = split_timestamp(micros);
    const auto timestamp = compose_timestamp(split.days + kDaysTo2000, split.micros);
    if (!timestamp) throw Error(Code::datetime_field_overflow, "timestamp out of range");
    return *timestamp;
}

Value read_array(Type type, Bytes& bytes, const TextSettings& settings) {
    const auto dimensions = bytes.take<std::int32_t>();
    bytes.take<std::int32_t>();  // whether there are NULLs; the elements tell
    const auto element_oid = bytes.take<std::uint32_t>();
    const Type element{array_element(type.id)};
    if (dimensions < 0 || dimensions > 1 || element_oid != type_info(element.id).oid)
        throw_malformed();
    std::vector<std::optional<std::string>> elements;
    const auto size = dimensions == 0 ? 0 : bytes.take<std::int32_t>();
    if (dimensions == 1) bytes.take<std::int32_t>();  // lower bound
    if (size < 0) throw_malformed();
    for (std::int32_t index = 0; index < size; ++index) {
        const auto length = bytes.take<std::int32_t>();
        if (length < 0) {
            elements.emplace_back(std::nullopt);
            continue;
        }
        const Value value =
            value_from_binary(element, bytes.take(static_cast<std::size_t>(length)), settings);
        elements.emplace_back(value_to_text(element, value, settings));
    }
    return array_text(elements);
}

}  // namespace

Value value_from_binary(Type type, std::string_view bytes, const TextSettings& settings) {
    Bytes rest(bytes);
    const auto read = [&]() -> Value {
        switch (type.id) {
            case TypeId::boolean:
                return rest.take<std::int8_t>() != 0;
            case TypeId::smallint:
                return static_cast<std::int64_t>(rest.take<std::int16_t>());
            case TypeId::integer:
                return static_cast<std::int64_t>(rest.take<std::int32_t>());
            case TypeId::bigint:
                return rest.take<std::int64_t>();
            case TypeId::oid:
            case TypeId::regclass:
            case TypeId::regproc:
            case TypeId::regtype:
            case TypeId::xid:
                return rest.take<std::uint32_t>();
            case TypeId::decimal:
                return read_numeric(type, rest);
            case TypeId::real:
                return static_cast<double>(std::bit_cast<float>(rest.take<std::uint32_t>()));
            case TypeId::double_:
                return std::bit_cast<double>(rest.take<std::uint64_t>());
            case TypeId::date:
                return read_date(rest);
            case TypeId::time:
                return read_time(rest);
            case TypeId::timetz: {
                const std::int64_t micros = read_time(rest);
                const auto west = rest.take<std::int32_t>();
                if (west < -86400 || west > 86400) throw_malformed();
                return TimeTz{micros, -west};
            }
            case TypeId::timestamp:
            case TypeId::timestamptz:
                return read_timestamp(rest);
            case TypeId::abstime:
                return rest.take<std::int32_t>() * kMicrosPerSecond;
            case TypeId::interval: {
                const auto micros = rest.take<std::int64_t>();
                const auto days = rest.take<std::int32_t>();
                return Interval{rest.take<std::int32_t>(), days, micros};
            }
            case TypeId::interval_ym:
                return Interval{rest.take<std::int32_t>(), 0, 0};
            case TypeId::interval_ds: {
                const auto micros = rest.take<std::int64_t>();
                return Interval{0, static_cast<std::int32_t>(micros / kMicrosPerDay),
                                micros % kMicrosPerDay};
            }
            case TypeId::varbyte:
            case TypeId::geography:
                return rest.take(bytes.size());
            default:
                if (is_array(type.id)) return read_array(type, rest, settings);
                check_utf8(bytes);
                return value_from_text(type, rest.take(bytes.size()), settings);
        }
    };
    Value value = read();
    rest.expect_end();
    return value;
}

}  // namespace blueshift::result
